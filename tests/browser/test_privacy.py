"""What `content/privacy.yml` says: what readers write stays on their device and shows up nowhere else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browser.conftest import served

WRITTEN = "Zebrafish and I"
STORED = "[localStorage, sessionStorage].map(kept => JSON.stringify({ ...kept })).join() + document.cookie"


@pytest.fixture(scope="module")
def address(bakery: Path) -> Iterator[str]:
    with served(bakery / "site") as at:
        yield at


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=address)
    yield made
    made.close()


def write_everywhere(page: Page) -> None:
    """Put the same words into every field of the exercise that has every kind."""
    page.goto("bakery/exercises/every-kind.html")
    page.locator("hb-answers[ready]").wait_for()
    page.locator(".hb-area [name]").evaluate_all(
        """(all, words) => all.filter(one => "value" in one && !["checkbox", "radio", "select-one"].includes(one.type))
        .forEach(one => { one.value = words; one.dispatchEvent(new Event("input", { bubbles: true })) })""",
        WRITTEN,
    )
    page.locator("hb-answers[data-state=saved]").wait_for()


def test_what_is_written_is_sent_nowhere(context: BrowserContext, address: str) -> None:
    sent: list[Request] = []
    context.on("request", lambda request: sent.append(request))
    page = context.new_page()
    write_everywhere(page)
    before = len(sent)
    page.wait_for_timeout(1000)
    assert [request.url for request in sent[before:]] == []
    page.goto("bakery/workbook.html")
    page.locator(".hb-workbook__exercise").get_by_text(WRITTEN).first.wait_for()
    page.get_by_role("textbox", name="Search").press_sequentially("zebrafish")
    page.wait_for_timeout(500)
    assert {request.method for request in sent} == {"GET"}
    assert not [request for request in sent if request.post_data]
    assert not [request.url for request in sent if not request.url.startswith((address, "blob:", "data:"))]
    said = [request.url + str(request.headers) for request in sent] + [page.url, page.title(), str(page.evaluate("name"))]
    assert not [text for text in said if re.search("zebrafish", text, re.IGNORECASE)]
    assert not re.search("zebrafish", page.evaluate(STORED), re.IGNORECASE)
    assert context.cookies() == []


def test_a_printed_page_tells_nothing_at_its_foot(context: BrowserContext, tmp_path: Path) -> None:
    page = context.new_page()
    write_everywhere(page)
    page.emulate_media(media="print")
    foot = page.locator(".hb-address")
    expect(foot).to_be_visible()
    assert foot.inner_text() == page.url
    page.wait_for_url("**/exercises/every-kind.html")
    page.goto("bakery/index.html")
    (tmp_path / "home.pdf").write_bytes(page.pdf())
    assert WRITTEN not in "".join(sheet.extract_text() for sheet in pypdf.PdfReader(tmp_path / "home.pdf").pages)
