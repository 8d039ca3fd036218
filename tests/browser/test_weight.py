"""How much comes over the air: counted in bytes as a host sends them, never in seconds."""

import gzip
from pathlib import Path

from playwright.sync_api import Page, Response

FIRST_VISIT, NEXT_PAGE = 250_000, 30_000
STYLES = 20_000
PACKED = (".woff2", ".png", ".pdf")


class Scales:
    """Weighs what a page loads that it has not loaded before: text as gzip makes it, pictures and fonts as they are."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seen: set[str] = set()
        self.got: list[Response] = []
        page.on("response", lambda response: self.got.append(response))

    def weigh(self, path: str) -> int:
        self.page.goto(path)
        self.page.wait_for_load_state("networkidle")
        fresh = {response.url: response for response in self.got if response.url not in self.seen}
        self.seen |= set(fresh)
        return sum(len(self._sent(response)) for response in fresh.values())

    @staticmethod
    def _sent(response: Response) -> bytes:
        body = response.body()
        return body if response.url.endswith(PACKED) else gzip.compress(body, mtime=0)


def test_a_first_visit_is_light_and_the_next_page_lighter(phone: Page) -> None:
    scales = Scales(phone)
    weights = {path: scales.weigh(path) for path in ("retail/index.html", "retail/help/angry.html", "retail/glossary.html")}
    first, *others = weights.values()
    assert first < FIRST_VISIT, weights
    assert max(others) < NEXT_PAGE, weights


def test_the_styles_are_small(site: Path) -> None:
    for name in ("handbook", "practice"):
        style = site / "retail" / "assets" / "stylesheets" / f"{name}.css"
        assert len(gzip.compress(style.read_bytes(), mtime=0)) < STYLES
