"""The editor as somebody without code uses it: open, change, save, build, see it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.editor import Desk, serve
from tests.browser.conftest import DESKTOP, build, watched

PATIENCE = 60_000
"""Milliseconds after which it will not be saved any more. Nothing is timed; this only ends a hang."""
WORDS = '"Two minutes for the rye. Come in out of the rain."'


@contextmanager
def opened(browser: Browser, desk: Desk) -> Iterator[Page]:
    """The editor, ready to edit."""
    addresses: list[str] = []
    started = Thread(target=serve, args=(desk, 0, addresses.append), daemon=True)
    started.start()
    while not addresses:
        started.join(0.01)
    context = browser.new_context(viewport=DESKTOP)
    with watched(context, addresses[0]) as page:
        page.set_default_timeout(PATIENCE)
        page.goto(addresses[0])
        page.get_by_role("button", name="Start editing").click()
        yield page
    context.close()


def edited(browser: Browser, project: Path) -> list[str]:
    """Change an example in the editor; returns the files that were written."""
    written: list[str] = []
    with opened(browser, Desk(project, tell=written.append)) as page:
        page.get_by_role("link", name="Examples").click()
        page.get_by_role("link", name="Bakery").last.click()
        page.locator("xpath=//div[text()='stage.receiving']/../..//button").first.click()  # opens that example
        expect(page.get_by_text("One thing somebody says in it, in quotation marks.").first).to_be_visible(timeout=PATIENCE)
        page.get_by_label("Words said").first.fill(WORDS)
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_text("Save now").click()
        expect(page.get_by_text("As it is saved")).to_be_visible(timeout=PATIENCE)
    return written


def test_an_example_changed_in_the_editor_is_in_the_handbook(project: Path, browser: Browser) -> None:
    ours = {path: path.read_bytes() for path in sorted(project.rglob("*.yml"))}
    written = edited(browser, project)
    assert written == ["content/organisation/changes.yml", "content/organisation/replaced.yml"]
    assert {path: path.read_bytes() for path in ours} == ours
    build(project)
    assert "Come in out of the rain." in (project / "site/bakery/interaction-cycle/receiving.html").read_text("utf-8")


HOSTILE = "`<img src=x onerror='zq7=1'><script>zq7=1</script><a href='javascript:zq7=1'>`"
"""As code: elsewhere no text of an author may hold tags, and the editor does not open."""
NAMED = ("content/topics/the-queue.yml", "content/industries/bakery/industry.yml", "content/frameworks/two-comforts/news.yml")


@pytest.mark.thorough
def test_what_is_hostile_in_the_content_stays_text_in_the_editor(project: Path, browser: Browser) -> None:
    """Labels, choices, lists and fields are made of what authors wrote."""
    for name in NAMED:
        path = project / name
        told = "".join(
            f"name: {json.dumps('Zq' + HOSTILE)}\n" if line.startswith("name:") else line
            for line in path.read_text("utf-8").splitlines(keepends=True)
        )
        path.write_text(told, "utf-8")
    with opened(browser, Desk(project)) as page:
        page.get_by_role("link", name="Examples").click()
        expect(page.get_by_role("link", name="Zq`<img").first).to_be_visible(timeout=PATIENCE)
        page.get_by_role("link", name="Exercises").click()
        page.get_by_role("link", name="Three kind lines").click()
        page.get_by_label("Concepts").first.click()
        expect(page.get_by_text("Zq`<img").first).to_be_visible(timeout=PATIENCE)
        page.goto(page.url.split("#")[0] + "#/collections/topics")
        page.get_by_role("link", name="Zq`<img").first.click()
        expect(page.get_by_label("Name").first).to_have_value("Zq" + HOSTILE)
        assert page.evaluate("typeof zq7") == "undefined"
        assert page.locator("img[src=x]").count() == 0
