"""The editor as somebody without code uses it: open, change, save, build, see it."""

from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, expect

from generator.editor import Desk, serve
from tests.browser.conftest import DESKTOP, build, watched

PATIENCE = 60_000
"""Milliseconds after which it will not be saved any more. Nothing is timed; this only ends a hang."""
WORDS = '"Two minutes for the rye. Come in out of the rain."'


def edited(browser: Browser, project: Path) -> list[str]:
    """Change an example in the editor; returns the files that were written."""
    written: list[str] = []
    addresses: list[str] = []
    started = Thread(target=serve, args=(Desk(project, tell=written.append), 0, addresses.append), daemon=True)
    started.start()
    while not addresses:
        started.join(0.01)
    context = browser.new_context(viewport=DESKTOP)
    with watched(context, addresses[0]) as page:
        page.set_default_timeout(PATIENCE)
        page.goto(addresses[0])
        page.get_by_role("button", name="Start editing").click()
        page.get_by_role("link", name="Examples").click()
        page.get_by_role("link", name="Bakery").last.click()
        page.locator("xpath=//div[text()='stage.receiving']/../..//button").first.click()  # opens that example
        expect(page.get_by_text("One thing somebody says in it, in quotation marks.").first).to_be_visible(timeout=PATIENCE)
        page.get_by_label("Words said").first.fill(WORDS)
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_text("Save now").click()
        expect(page.get_by_text("As it is saved")).to_be_visible(timeout=PATIENCE)
    context.close()
    return written


def test_an_example_changed_in_the_editor_is_in_the_handbook(project: Path, browser: Browser) -> None:
    ours = {path: path.read_bytes() for path in sorted(project.rglob("*.yml"))}
    written = edited(browser, project)
    assert written == ["content/organisation/changes.yml", "content/organisation/replaced.yml"]
    assert {path: path.read_bytes() for path in ours} == ours
    build(project)
    assert "Come in out of the rain." in (project / "site/bakery/interaction-cycle/receiving.html").read_text("utf-8")
