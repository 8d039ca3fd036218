"""A certificate as a Word file: a page with a frame, of which people fill in one sentence."""

from collections.abc import Sequence
from dataclasses import replace

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ...typesetting import Data
from .areas import AREAS
from .elements import cell, is_table, paragraph, plain, row, runs, said, table
from .parts import Mark, Page, Stretch, blanks, prose

MARK = (46, 21)
"""Millimetres that the mark may be wide and high."""
LABELS, GUTTER = 46, 10
"""Millimetres: what it says stands at the start side; what is filled in stands across from it."""


def certificate(sheet: Data, page: Page, mark: Mark) -> list[Stretch]:
    """It reads as one sentence down the start side; what is written and ticked stands across from it."""
    answers = replace(page, width=page.width - LABELS - GUTTER, landscape=False)
    widths = (LABELS, GUTTER, answers.width)

    title = [paragraph("Title", said(sheet["title"])), *prose(sheet["intro"], "Subtitle")]
    rows = [_row(widths, [paragraph("Mark", mark(*MARK))], title, 40, "top")]
    for block in sheet["blocks"]:
        asked = [paragraph("Normal", *runs(block["prompt"]))]
        asked += [paragraph("Small", *runs(block["hint"]))] if block["hint"] else []
        draw = _signatures if block["kind"] == "sign-off" else AREAS[block["kind"]]
        rows.append(_row(widths, asked, draw(block, answers), 25))
    rows.append(_row(widths, [paragraph("End")], [paragraph("Small", *runs(sheet["take_away"]))], 14))
    return [Stretch([table("Plain", widths, rows), paragraph("End")])]


def _row(
    widths: Sequence[float], asked: Sequence[Element], answered: Sequence[Element], high: float, align: str = "bottom"
) -> Element:
    ending = [paragraph("End")] if is_table(answered[-1]) else []
    contents = (asked, [paragraph("End")], [*answered, *ending])
    return row([cell(width, *content, align=align) for width, content in zip(widths, contents, strict=True)], high)


def _signatures(block: Data, page: Page) -> list[Element]:
    """On a certificate each is signed on the day that stands above."""
    width = page.width / max(2, len(block["roles"])) - 5
    widths = [width] * len(block["roles"])
    columns = [size for width in widths for size in (width, 5)][:-1]
    return [table("Plain", columns, [blanks(block["roles"], widths, high=14)], name=plain(block["prompt"]))]
