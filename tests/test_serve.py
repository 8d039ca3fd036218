"""The live preview follows edits, and keeps the last good page when an edit is broken."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.inputs import stamps

PATIENCE = 60
"""Seconds after which a page will not come any more. Nothing is timed; this only ends a hang."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def preview(project: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-c", "from generator.cli import main; main(prog_name='handbook')", "serve", "--port", str(port)]
    log = (project / "serve.log").open("w")
    server = subprocess.Popen(command, cwd=project, stdout=log, stderr=subprocess.STDOUT)
    yield f"http://127.0.0.1:{port}/"
    server.terminate()
    server.wait()
    log.close()


def wait_for(text: str, read: object) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if text in str(read()):  # type: ignore[operator]
                return
        except OSError:
            pass
        time.sleep(0.2)
    pytest.fail(f"'{text}' did not come")


def test_an_edit_shows_and_a_broken_edit_does_not_take_the_page_away(project: Path, preview: str) -> None:
    def fetched(path: str) -> str:
        with urllib.request.urlopen(preview + path, timeout=10) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode("latin-1"))

    def page() -> str:
        return fetched("index.html")

    def log() -> str:
        return (project / "serve.log").read_text("utf-8")

    plan = project / "content" / "handbook.yml"
    good = plan.read_text("utf-8")
    wait_for("hb-hero", page)
    tagline = next(line for line in good.split("\n") if line.startswith("tagline:"))
    plan.write_text(good.replace(tagline, "tagline: Warm bread and warmer words."), "utf-8")
    wait_for("Warm bread and warmer words.", page)
    plan.write_text(good.replace("title:", "titel:", 1), "utf-8")
    wait_for("unknown key 'titel'", log)
    assert "Warm bread and warmer words." in page()
    wait_for("unknown key 'titel'", lambda: fetched("~preview/state.json"))
    plan.write_text(good.replace(tagline, "tagline: Warm bread and warmer words."), "utf-8")  # the mistake is undone
    wait_for('"message": ""', lambda: fetched("~preview/state.json"))
    plan.write_text(good, "utf-8")
    wait_for(tagline.removeprefix("tagline: "), page)
    wait_for("%PDF", lambda: fetched("worksheets/w01-three-kind-lines.pdf"))  # sheets come after pages


class Passing(type(Path())):  # type: ignore[misc]  # what a path is depends on the system
    """A folder in which an editor saves right now: a file is there when it is listed, and gone when it is looked at."""

    def rglob(self, pattern: str) -> Iterator[Path]:
        yield self / "a.html"
        yield self / ".a.html.swp"


def test_a_file_that_an_editor_takes_away_meanwhile_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>", "utf-8")
    assert [name for name, *_ in stamps(Passing(tmp_path))] == [str(tmp_path), str(tmp_path / "a.html")]
