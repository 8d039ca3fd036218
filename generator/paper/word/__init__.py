"""Word files: the sheets that Typst draws, from the same data, as documents to type in, change and print.

`elements` makes the parts of a file, `look` its styles, `areas` the answer areas and `sheets` what stands
around them; here they become a file. The only package that knows python-docx. Pure: the same data and the
same mark give the same bytes, for there is no date, machine or person in the file.
"""

import io
import re
import zipfile
from collections.abc import Iterator

import docx as word
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.section import Section
from docx.shared import Mm

from ..texts import Data
from .areas import Page
from .elements import clean, dxa, field, node, paragraph, said, tab, tab_stop
from .look import Lists, template
from .sheets import SHEETS, Mark

SIZES = {"a4": (210.0, 297.0), "us-letter": (215.9, 279.4)}
"""Millimetres across and down, by Typst's names of papers."""
START, END, TOP, BOTTOM = 25, 18, 17, 22
"""Margins in millimetres. The start side is wider: room for the numbers, and for holes or a staple."""
FRAME = 8
"""Millimetres that the frame of a certificate adds to them."""
COLUMN_GAP = 14
LONGEST_TITLE = 90
"""Characters: the head of a page has one line."""
LONGEST_PROPERTY = 255
"""Characters that a property of a file may have."""
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP file knows."""


def docx(data: Data, mark: bytes | None) -> bytes:
    """A document as a Word file. `mark` is the brand's mark as PNG; without one the organisation's name stands in."""
    lang = "-".join(part for part in (data["lang"], (data["region"] or "").upper()) if part)
    document = word.Document(io.BytesIO(template(_accent(data), lang, data["direction"], _text_size(data))))
    _describe(document, data, lang)
    lists = Lists(document.part.numbering_part.element)
    body = document.element.body
    body[:] = []
    for sheet in data["sheets"]:
        _append_sheet(document, data, sheet, lists, mark)
    if data["direction"] == "rtl":
        _turn_tables(body)
    return _packed(document)


def _describe(document: Document, data: Data, lang: str) -> None:
    properties = document.core_properties
    properties.title = _property(data["title"])
    properties.subject = _property(data["description"])
    properties.author = _property(data["organisation"])
    properties.language = lang
    properties.comments = properties.last_modified_by = ""
    element = properties._element
    for date in [one for one in element if one.tag in (qn("dcterms:created"), qn("dcterms:modified"))]:
        element.remove(date)


def _property(text: str) -> str:
    return clean(text)[:LONGEST_PROPERTY]


def _append_sheet(document: Document, data: Data, sheet: Data, lists: Lists, mark: bytes | None) -> None:
    """A sheet begins on a new page; its stretches are sections, each of which says at its end what it is."""
    body = document.element.body
    _end_section(body)
    page = _page(data, sheet, lists)
    for number, stretch in enumerate(SHEETS[sheet["template"]](sheet, page, _marker(document, data, mark))):
        _end_section(body)
        section = _section(data, sheet, stretch.columns, opens=number == 0)
        body.extend([*stretch.elements, section])
        if number == 0:
            _head_and_foot(Section(section, document.part), data, sheet, page)


def _end_section(body: Element) -> None:
    """Another section follows: the properties of the one before go into its last paragraph."""
    if len(body):
        *_, last, section = body
        last.pPr.append(section)


def _page(data: Data, sheet: Data, lists: Lists) -> Page:
    width, height, frame = _paper(data, sheet)
    return Page(
        width=width - START - END - 2 * frame,
        height=height - TOP - BOTTOM - 2 * frame,
        landscape=sheet["orientation"] == "landscape",
        words=data["words"],
        lists=lists,
        accent=_accent(data),
    )


def _accent(data: Data) -> str:
    accent: str = data["accent"]
    return accent.removeprefix("#")


def _text_size(data: Data) -> int:
    """Points. What only a trainer reads is smaller; what learners get is not."""
    return 11 if {sheet["template"] for sheet in data["sheets"]} <= {"key", "quiz-key"} else 12


def _paper(data: Data, sheet: Data) -> tuple[float, float, float]:
    """Width, height, and what a frame takes on each side."""
    down_across = SIZES[data["paper"]]
    width, height = down_across[::-1] if sheet["orientation"] == "landscape" else down_across
    return width, height, FRAME if sheet["template"] == "certificate" else 0


def _section(data: Data, sheet: Data, columns: int, *, opens: bool) -> Element:
    """In the order of the schema (17.6.17)."""
    width, height, frame = _paper(data, sheet)
    sides = (END, START) if data["direction"] == "rtl" else (START, END)
    left, right, top, bottom = (dxa(margin + frame) for margin in (*sides, TOP, BOTTOM))
    edges = {
        "top": top,
        "right": right,
        "bottom": bottom,
        "left": left,
        "header": dxa(8),
        "footer": dxa(8 + frame),
        "gutter": 0,
    }
    section = node("sectPr", node("type", val="nextPage" if opens else "continuous"))
    section.append(node("pgSz", w=dxa(width), h=dxa(height), orient=sheet["orientation"]))
    section.append(node("pgMar", **edges))
    if frame:
        section.append(_frame(_accent(data)))
    section.append(node("cols", num=columns, space=dxa(COLUMN_GAP)))
    if opens:
        section.append(node("titlePg"))
    if data["direction"] == "rtl":
        section.append(node("bidi"))
    return section


def _frame(accent: str) -> Element:
    """Two lines around the page, no nearer to its edge than printers print; 31 points is what Word allows."""
    sides = (node(side, val="double", sz=6, space=30, color=accent) for side in ("top", "left", "bottom", "right"))
    return node("pgBorders", *sides, offsetFrom="page")


def _head_and_foot(section: Section, data: Data, sheet: Data, page: Page) -> None:
    """The first page has no head: it opens with the title."""
    title = sheet["title"] if len(sheet["title"]) < LONGEST_TITLE else ""
    section.header.is_linked_to_previous = False
    section.header.part.element[:] = [paragraph("Header", said(_dotted(sheet["number"], title, sheet["part"])))]
    for footer in (section.first_page_footer, section.footer):
        footer.is_linked_to_previous = False
        footer.part.element[:] = _foot(data, sheet, page)


def _foot(data: Data, sheet: Data, page: Page) -> list[Element]:
    if sheet["template"] == "certificate":
        return [paragraph("Footer", said(_dotted(sheet["number"], *data["edition"], data["licence"])))]
    names = said(_dotted(*data["edition"]))
    numbered = paragraph("FooterRule", names, tab(), *_page_of(data["words"]["page-of"]), tabs=[tab_stop(page.width)])
    return [numbered, paragraph("Footer", said(data["licence"]))]


def _page_of(words: str) -> Iterator[Element]:
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    for part in re.split(r"(\{pages?\})", words):
        yield field(fields[part]) if part in fields else said(part)


def _dotted(*parts: str) -> str:
    return "  ·  ".join(part for part in parts if part)


def _marker(document: Document, data: Data, png: bytes | None) -> Mark:
    def mark(width: float, height: float) -> Element:
        if png is None:
            return said(data["organisation"], style="Strong")
        picture = document.part.new_pic_inline(io.BytesIO(png), height=Mm(height))
        if picture.extent.cx > Mm(width):
            picture = document.part.new_pic_inline(io.BytesIO(png), width=Mm(width))
        picture.docPr.set("descr", clean(data["mark_alt"]))
        return node("r", node("drawing", picture))

    return mark


def _turn_tables(body: Element) -> None:
    """Their first column stands on the right."""
    for properties in body.iter(qn("w:tblPr")):
        properties.insert(1, node("bidiVisual"))


def _packed(document: Document) -> bytes:
    """The file without the time of its making."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _NO_TIME), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
