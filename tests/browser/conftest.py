"""What browser tests share: one Chromium, a folder on a port of this machine, a page that tolerates no error."""

import functools
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.browser.install import browser_path
from tests.conftest import ROOT, copy_sample, handbook

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
EVERY_KIND = ROOT / "tests" / "cases" / "exercises" / "w02-every-kind.yml"
SIZES = {"phone": PHONE, "desktop": DESKTOP}
expect.set_options(timeout=30_000)  # as long as a page may take to load: a busy machine is not a fault


class Quiet(SimpleHTTPRequestHandler):
    """A host that sends the headers a site asks for in `_headers`, and says nothing of what it serves."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that http.server gives it
        pass

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")  # a page that was built again is loaded again
        asked = Path(self.directory) / "_headers"
        for line in asked.read_text("utf-8").split("\n") if asked.is_file() else ():
            if line.startswith("  "):
                self.send_header(*line.strip().split(": ", 1))
        super().end_headers()


class Patient(ThreadingHTTPServer):
    """A browser that goes away in the middle of a file is no news."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on a port of this machine."""
    server = Patient(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@contextmanager
def watched(context: BrowserContext, address: str) -> Iterator[Page]:
    """A page that fails its test on an error of a script or on a request to another host."""
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("request", lambda sent: wrong.append(sent.url) if not sent.url.startswith((address, "data:", "blob:")) else None)
    yield tab
    assert wrong == []


def build(project: Path) -> None:
    """The bakery of a sample project, for staff, without paper."""
    done = handbook("build", "--industry", "bakery", "--audience", "staff", "--no-paper", "--jobs", "1", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project with an exercise that has every kind of block, built."""
    project = copy_sample(tmp_path_factory.mktemp("bakery") / "project")
    shutil.copy(EVERY_KIND, project / "exercises")
    build(project)
    return project


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    chromium = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
    yield chromium
    chromium.close()


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The published site on a port of this machine."""
    with served(site) as at:
        yield at


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """In a small window, and again in a large one."""
    yield from _tab(browser, address, SIZES[request.param])


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """In a small window alone."""
    yield from _tab(browser, address, PHONE)


def _tab(browser: Browser, address: str, size: Any) -> Iterator[Page]:
    context = browser.new_context(viewport=size, base_url=address, reduced_motion="reduce")
    with watched(context, address) as tab:
        yield tab
    context.close()
