"""The sections of a Word file: which paper a sheet is on, how it lies, what stands at the head and the foot of its pages."""

import re
from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.section import Section

from ...typesetting import Data
from .elements import SIDES, dxa, field, node, paragraph, said, tab, tab_stop
from .lists import Lists
from .parts import Page

SIZES = {"a4": (210.0, 297.0), "us-letter": (215.9, 279.4)}
"""Millimetres across and down, by Typst's names of papers."""
START, END, TOP, BOTTOM = 25, 18, 17, 22
"""Margins in millimetres. The start side is wider: room for the numbers, and for holes or a staple."""
FRAME = 8
"""Millimetres that the frame of a certificate adds to them."""
COLUMN_GAP = 14
LONGEST_TITLE = 90
"""Characters: the head of a page has one line."""


def page_of(data: Data, sheet: Data, lists: Lists) -> Page:
    """What the areas of a sheet are drawn by."""
    width, height, frame = _paper(data, sheet)
    return Page(
        width=width - START - END - 2 * frame,
        height=height - TOP - BOTTOM - 2 * frame,
        landscape=sheet["orientation"] == "landscape",
        words=data["words"],
        lists=lists,
        accent=data["accent"],
    )


def _paper(data: Data, sheet: Data) -> tuple[float, float, float]:
    """Width, height, and what a frame takes on each side."""
    down_across = SIZES[data["paper"]]
    width, height = down_across[::-1] if sheet["orientation"] == "landscape" else down_across
    return width, height, FRAME if sheet["template"] == "certificate" else 0


def section_of(data: Data, sheet: Data, columns: int, *, opens: bool) -> Element:
    """A section in so many columns. One that `opens` a sheet starts a page. In the order of the schema (17.6.17)."""
    width, height, frame = _paper(data, sheet)
    sides = (END, START) if data["direction"] == "rtl" else (START, END)
    left, right, top, bottom = (dxa(margin + frame) for margin in (*sides, TOP, BOTTOM))
    edges = {"top": top, "right": right, "bottom": bottom, "left": left, "header": dxa(8), "footer": dxa(8 + frame)}
    made = node("sectPr", node("type", val="nextPage" if opens else "continuous"))
    made.append(node("pgSz", w=dxa(width), h=dxa(height), orient=sheet["orientation"]))
    made.append(node("pgMar", **edges, gutter=0))
    if frame:
        made.append(_frame(data["accent"]))
    made.append(node("cols", num=columns, space=dxa(COLUMN_GAP)))
    if opens:
        made.append(node("titlePg"))
    if data["direction"] == "rtl":
        made.append(node("bidi"))
    return made


def _frame(accent: str) -> Element:
    """Two lines around the page, no nearer to its edge than printers print; 31 points is what Word allows."""
    sides = (node(side, val="double", sz=6, space=30, color=accent) for side in SIDES)
    return node("pgBorders", *sides, offsetFrom="page")


def head_and_foot(section: Section, data: Data, sheet: Data, width: float) -> None:
    """The first page has no head: it opens with the title."""
    title = sheet["title"] if len(sheet["title"]) < LONGEST_TITLE else ""
    section.header.is_linked_to_previous = False
    section.header.part.element[:] = [paragraph("Header", said(_dotted(sheet["number"], title, sheet["part"])))]
    for footer in (section.first_page_footer, section.footer):
        footer.is_linked_to_previous = False
        footer.part.element[:] = _foot(data, sheet, width)


def _foot(data: Data, sheet: Data, width: float) -> list[Element]:
    if sheet["template"] == "certificate":
        return [paragraph("Footer", said(_dotted(sheet["number"], *data["edition"], data["licence"])))]
    names = said(_dotted(*data["edition"]))
    numbered = paragraph("FooterRule", names, tab(), *_page_of(data["words"]["page-of"]), tabs=[tab_stop(width)])
    return [numbered, paragraph("Footer", said(data["licence"]))]


def _page_of(words: str) -> Iterator[Element]:
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    for part in re.split(r"(\{pages?\})", words):
        yield field(fields[part]) if part in fields else said(part)


def _dotted(*parts: str) -> str:
    return "  ·  ".join(part for part in parts if part)
