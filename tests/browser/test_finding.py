"""Finding the right page: by typing, by a word that is explained, by the way to another trade, and when one is lost."""

import functools
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Quiet, watched

QUERIES = {
    "retail": {
        "refund angry": "help/angry",
        "shouting late delivery": "help/angry",
        "customer is furious": "help/angry",
        "crying": "help/upset",
        "shopper upset": "help/upset",
        "long queue": "help/waiting",
        "delay": "help/waiting",
        "wants the supervisor": "help/wants-manager",
        "swearing at me": "help/abusive",
        "wrong item": "help/our-mistake",
        "apology": "help/our-mistake",
        "still not fixed": "help/came-back",
        "can't speak english": "help/no-shared-language",
        "make an exception": "help/asks-exception",
        "out of stock": "help/say-no",
        "saying no": "help/say-no",
        "quick question": "help/in-a-hurry",
        "just looking": "help/not-sure",
        "first day": "help/do-not-know",
        "won't stop talking": "help/long-story",
        "fairness": "six-needs/fairness",
        "empathy": "six-needs/understanding-and-empathy",
        "moment of truth": "ideas/moments-of-truth",
        "net promoter": "ideas/measuring",
        "complaints": "ideas/complaints",
        "disabled customers": "ideas/access",
        "stressed": "ideas/wellbeing",
        "supplier": "ideas/vendors",
        "GDPR": "ideas/privacy",
        "greeting": "interaction-cycle/receiving",
        "open questions": "interaction-cycle/understanding",
        "print worksheet": "worksheets/index",
        "action plan": "exercises/my-action-plan",
    },
    "healthcare": {
        "patient cross about waiting": "help/waiting",
        "visitor shouting": "help/angry",
        "customer angry": "help/angry",
        "waiting room full": "help/waiting",
        "carer in tears": "help/upset",
        "interpreter": "help/no-shared-language",
        "wrong date on the letter": "help/our-mistake",
    },
}
"""What people type, and the page that must come first."""


def ask(page: Page, words: str) -> str:
    """The address of the first page that the search finds."""
    box, first = page.get_by_role("textbox", name="Search"), page.locator(".md-search-result__link").first
    box.fill("")
    box.press("End")  # the theme listens to keys
    expect(first).to_have_count(0)
    box.fill(words)
    box.press("End")
    expect(first).to_be_attached(timeout=20_000)
    return str(first.evaluate("link => new URL(link.href).pathname"))


@pytest.mark.parametrize("trade", QUERIES)
def test_what_people_type_finds_the_right_page_first(browser: Browser, address: str, trade: str) -> None:
    context = browser.new_context(viewport=DESKTOP, base_url=address, reduced_motion="reduce")
    with watched(context, address) as page:
        page.goto(f"{trade}/index.html")
        page.get_by_role("textbox", name="Search").click()
        found = {words: ask(page, words) for words in QUERIES[trade]}
    context.close()
    assert found == {words: f"/{trade}/{path}.html" for words, path in QUERIES[trade].items()}


def test_the_search_is_fetched_when_somebody_types(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url.removeprefix(address)))
    page.goto("retail/index.html")
    page.wait_for_load_state("networkidle")
    assert not [name for name in asked if "/search/" in name or "javascripts/workers/" in name]
    if page.viewport_size == PHONE:
        page.locator("header label[for=__search]").first.click()
    assert ask(page, "fairness").endswith("/six-needs/fairness.html")
    assert "retail/search/search_index.json" in asked


def test_words_to_find_a_page_by_are_not_shown(page: Page) -> None:
    page.goto("retail/index.html?q=furious")
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=20_000)
    expect(page.locator(".md-search-result .md-tag").first).to_be_hidden()


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_word_is_explained_where_it_stands(page: Page, key: str) -> None:
    page.goto("retail/ideas/touch-points.html")
    term = page.locator("a.hb-term", has_text="journey map")
    term.focus()
    term.press(key)
    note = page.get_by_role("dialog", name="journey map")
    expect(note).to_contain_text("A drawing of one kind of person going through a service")
    expect(note).to_be_visible()
    assert note.get_by_role("link", name="Glossary").get_attribute("href")
    expect(term).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(term).to_be_focused()


def test_without_a_script_a_word_leads_to_the_glossary(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("retail/ideas/touch-points.html")
    page.locator("a.hb-term", has_text="journey map").click()
    page.wait_for_url("**/retail/glossary.html#journey-map")
    context.close()


def test_another_trade_opens_on_the_same_page(page: Page) -> None:
    page.goto("retail/six-needs/fairness.html")
    page.locator(".hb-switch summary").click()
    page.locator(".hb-switch").get_by_role("link", name="Healthcare").click()
    page.wait_for_url("**/healthcare/six-needs/fairness.html")


def test_a_page_that_the_other_trade_has_not_leads_to_its_home(page: Page) -> None:
    page.goto("retail/practice/age-check.html")
    page.locator(".hb-switch summary").click()
    page.locator(".hb-switch").get_by_role("link", name="Healthcare").click()
    page.wait_for_url("**/healthcare/index.html")


def test_the_switch_closes_by_key(page: Page) -> None:
    page.goto("retail/index.html")
    summary = page.locator(".hb-switch summary")
    summary.press("Enter")
    expect(page.locator(".hb-switch").get_by_role("link", name="Healthcare")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".hb-switch").get_by_role("link", name="Healthcare")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_page_to_choose_from_remembers_the_trade(page: Page) -> None:
    page.goto("index.html")
    expect(page.get_by_role("link", name="Go on with")).to_have_count(0)
    page.goto("healthcare/help/angry.html")
    page.goto("retail/trainer/index.html")  # a trainer's visit leaves no trace for staff
    page.goto("index.html")
    page.get_by_role("link", name="Go on with Healthcare").click()
    page.wait_for_url("**/healthcare/index.html")


def test_trades_can_be_changed_from_files_and_without_a_script(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "retail" / "six-needs" / "fairness.html").as_uri())
    page.locator(".hb-switch summary").click()
    page.locator(".hb-switch").get_by_role("link", name="Healthcare").click()
    page.wait_for_url("**/healthcare/six-needs/fairness.html")
    page.locator(".hb-switch summary").click()
    page.locator(".hb-switch").get_by_role("link", name="Every kind of work").click()
    page.wait_for_url("**/site/index.html")
    context.close()


class _Host(Quiet):
    """A host as many are: for what is not there it sends the nearest 404.html, whatever the depth."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        edition = Path(self.directory) / self.path.split("/")[1] / "404.html"
        page = edition if edition.is_file() else Path(self.directory) / "404.html"
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page.read_bytes())


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("lost", ["retail/help/gone.html", "retail/a/b/c/d.html", "nowhere.html", "no/where/at/all.html"])
def test_a_lost_reader_finds_a_way_in_at_any_depth(browser: Browser, host: str, lost: str) -> None:
    context = browser.new_context(viewport=PHONE, base_url=host)
    page = context.new_page()
    missing: list[Any] = []
    page.on("response", lambda got: missing.append(got.url) if got.status == 404 and not got.url.endswith(lost) else None)
    page.goto(lost)
    expect(page.get_by_role("heading", name="This page is not here", level=1)).to_be_visible()
    page.locator("#q").fill("angry")
    page.get_by_role("button", name="Search" if lost.startswith("retail") else "Retail", exact=True).click()
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=20_000)
    page.wait_for_url("**/retail/index.html?q=angry")
    assert missing == []
    context.close()


def test_a_printed_page_ends_with_its_address(page: Page) -> None:
    page.goto("retail/help/angry.html?h=angry")
    address = page.locator(".hb-address")
    expect(address).to_be_hidden()
    page.emulate_media(media="print")
    expect(address).to_be_visible()
    assert address.inner_text() == page.url.split("?")[0]
    expect(page.locator(".md-header")).to_be_hidden()
