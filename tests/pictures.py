"""The pictures in `docs/images/`, taken anew: `make pictures`."""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

from generator.editor import Desk, serve
from tests.browser.conftest import FLAGS, served
from tests.browser.install import browser_path
from tests.conftest import ROOT, copy_sample, handbook

IMAGES = ROOT / "docs" / "images"


def main() -> int:
    """Build retail for staff, and take its home page, a page on a phone, and the editor."""
    with TemporaryDirectory() as folder, sync_playwright() as started:
        site, project = Path(folder) / "site", copy_sample(Path(folder) / "project")
        done = handbook("build", "--industry", "retail", "--audience", "staff", "--no-paper", "--out", str(site))
        if done.returncode:
            sys.stderr.write(done.stdout + done.stderr)
            return done.returncode
        browser = started.chromium.launch(executable_path=browser_path(), args=FLAGS)
        with served(site) as address:
            take(browser, f"{address}retail/index.html", "home", (1280, 900))
            take(browser, f"{address}retail/six-needs/fairness.html", "fairness", (360, 900), scale=2)
        take_editor(browser, project)
        browser.close()
    return 0


def take(browser: Browser, address: str, name: str, size: tuple[int, int], scale: float = 1) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, device_scale_factor=scale)
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=IMAGES / f"{name}.png")
    page.close()


def take_editor(browser: Browser, project: Path) -> None:
    shutil.rmtree(project / "content" / "organisation", ignore_errors=True)
    addresses: list[str] = []
    started = Thread(target=serve, args=(Desk(project), 0, addresses.append), daemon=True)
    started.start()
    while not addresses:
        started.join(0.01)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(addresses[0])
    page.get_by_role("button", name="Start editing").click()
    page.get_by_role("link", name="Exercises").click()
    page.get_by_role("link", name="Three kind lines").click()
    page.get_by_text("How long it takes").wait_for()
    page.screenshot(path=IMAGES / "editor.png")
    page.close()


if __name__ == "__main__":
    sys.exit(main())
