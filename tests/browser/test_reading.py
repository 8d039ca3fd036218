"""The handbook as people meet it: a real browser, phone and desktop, light and dark."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE

PAGES = (
    "retail/index.html",
    "retail/help/angry.html",
    "retail/interaction-cycle/index.html",
    "retail/interaction-cycle/receiving.html",
    "retail/six-needs/fairness.html",
    "retail/ideas/customer-chain.html",
    "retail/work/index.html",
    "retail/work/touch-points.html",
    "retail/practice/index.html",
    "retail/exercises/three-words.html",
    "retail/exercises/touch-point-audit.html",
    "retail/worksheets/index.html",
    "retail/glossary.html",
    "retail/practice/quiz.html",
    "retail/about/sources.html",
    "retail/about/standards.html",
    "retail/trainer/sessions/half-day.html",
    "retail/trainer/sessions/guide.html",
    "retail/trainer/trainers/coverage.html",
    "index.html",
)
EVERY_PAGE = (
    *PAGES,
    "retail/exercises/seven-factors-self-check.html",
    "retail/exercises/customer-chain-map.html",
    "retail/trainer/exercises/three-words.html",
)
ON_SOME_OR_ALL = pytest.mark.parametrize(
    "pages", [pytest.param(PAGES[::2], id="some"), pytest.param(EVERY_PAGE, id="all", marks=pytest.mark.thorough)]
)
"""For what hardly differs from page to page."""


def test_from_home_to_a_printed_worksheet(page: Page) -> None:
    page.goto("retail/index.html")
    page.get_by_role("link", name="Understanding").first.click()
    page.get_by_role("heading", name="Understanding", level=1).wait_for()
    content = page.locator(".md-content")
    content.get_by_role("link", name="Being listened to").first.click()
    page.get_by_role("heading", name="Being listened to", level=1).wait_for()
    content.get_by_role("link", name="Feelings and facts").first.click()
    page.get_by_role("heading", name="Feelings and facts", level=1).wait_for()
    href = page.get_by_role("link", name="Print the worksheet (A4)").get_attribute("href")
    fetched = page.request.get(page.evaluate("href => new URL(href, location).href", href))
    assert fetched.headers["content-type"] == "application/pdf"
    assert fetched.body().startswith(b"%PDF-")


def test_help_for_an_angry_customer_in_three_taps(page: Page) -> None:
    page.goto("index.html")
    page.get_by_role("link", name="Retail", exact=True).click()
    page.get_by_role("link", name="Someone is waiting").click()
    page.locator(".md-content").get_by_role("link", name="The customer is angry").click()
    page.get_by_text("Say this first").wait_for()


def test_search_finds_a_page(page: Page) -> None:
    page.goto("retail/index.html")
    if page.viewport_size == PHONE:
        page.locator("label[for=__search]").first.click()
    box, results = page.get_by_role("textbox", name="Search"), page.locator(".md-search-result__link")
    for _ in range(20):  # what is typed before the index has come is not heard
        box.fill("")
        box.press_sequentially("fairness")
        page.wait_for_timeout(500)
        if results.count():
            break
    assert "fairness" in (page.locator(".md-search-result__link").first.get_attribute("href") or "")


@pytest.mark.thorough
def test_no_page_scrolls_sideways(page: Page) -> None:
    for path in EVERY_PAGE:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


CONTRAST = {"runOnly": ["color-contrast"]}
"""What is different in the dark."""


@pytest.mark.parametrize(
    ("scheme", "pages", "rules"),
    [
        pytest.param("light", PAGES, {}, id="light"),
        pytest.param("dark", PAGES[::3], CONTRAST, id="dark"),
        pytest.param("light", EVERY_PAGE, {}, id="light-all", marks=pytest.mark.thorough),
        pytest.param("dark", EVERY_PAGE, {}, id="dark-all", marks=pytest.mark.thorough),
    ],
)
def test_axe_finds_nothing(browser: Browser, address: str, scheme: Any, pages: tuple[str, ...], rules: Any) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme=scheme, base_url=address, reduced_motion="reduce")
    tab = context.new_page()
    found = []
    for path in pages:
        tab.goto(path)
        tab.wait_for_timeout(200)
        broken = Axe().run(tab, options=rules).response["violations"]
        found += [(path, rule["id"], rule["nodes"][0]["html"][:200]) for rule in broken]
    context.close()
    assert found == []
