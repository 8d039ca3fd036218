"""The same worksheets by rivals, from the same HTML: by WeasyPrint and by Chromium."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import weasyprint
from playwright.sync_api import Page, sync_playwright
from weasyprint.text.fonts import FontConfiguration

from tests.bench.meters import cpu_of_children
from tests.bench.pages import STYLE, page
from tests.browser.install import browser_path

FLAGS = ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"]


class WeasyPrint:
    """With all that can be kept from one sheet to the next: fonts, style sheet, pictures."""

    def __init__(self) -> None:
        self._fonts = FontConfiguration()
        self._style = weasyprint.CSS(string=STYLE, font_config=self._fonts)
        self._cache: dict[str, Any] = {}

    def make(self, data: Mapping[str, Any]) -> bytes:
        """The sheet, tagged; a form when it is to fill in."""
        sheet = weasyprint.HTML(string=page(data, style=""))
        kept = {"stylesheets": [self._style], "font_config": self._fonts, "cache": self._cache}
        return bytes(sheet.write_pdf(pdf_variant="pdf/ua-1", pdf_forms=data["style"] == "form", **kept))


class Chromium:
    """A browser kept open, with one page that is used again and again."""

    def __init__(self, tab: Page, folder: Path) -> None:
        self._tab, self._file = tab, folder / "sheet.html"

    def make(self, data: Mapping[str, Any]) -> bytes:
        """The sheet, tagged."""
        self._file.write_text(page(data), encoding="utf-8")
        self._tab.goto(self._file.as_uri())
        self._tab.evaluate("document.fonts.ready.then(() => true)")
        return self._tab.pdf(prefer_css_page_size=True, tagged=True)

    @staticmethod
    def clock() -> float:
        """CPU seconds of the browser alone: what drives it from here is not counted."""
        return cpu_of_children("chrom")


@contextmanager
def chromium() -> Iterator[Chromium]:
    """Chromium, while it is asked for."""
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        yield Chromium(browser.new_page(), Path(folder))
        browser.close()
