"""Word files: the sheets that Typst draws, from the same data, as documents to type in, change and print.

`elements` makes the parts of a file, `look` its styles, `areas` the answer areas and `sheets` what stands
around them; here they become a file. The only package that knows python-docx. Pure: the same data and the
same mark give the same bytes, for there is no date, machine or person in the file.
"""

import io

import docx as python_docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.section import Section
from docx.shared import Mm

from ...archive import undated
from ...typesetting import Data
from .elements import clean, node, said
from .lists import Lists
from .look import template
from .parts import Mark
from .sections import head_and_foot, page_of, section_of
from .sheets import SHEETS

LONGEST_PROPERTY = 255
"""Characters that a property of a file may have."""


def docx(data: Data, mark: bytes | None) -> bytes:
    """A document as a Word file. `mark` is the brand's mark as PNG; without one the organisation's name stands in."""
    data = data | {"accent": data["accent"].removeprefix("#")}  # how Word writes colours
    lang = "-".join(part for part in (data["lang"], (data["region"] or "").upper()) if part)
    own_font = "".join(data["font"][:-1])  # the last is ours, which nobody has installed
    document = python_docx.Document(io.BytesIO(template(data["accent"], lang, data["direction"], _text_size(data), own_font)))
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
    page = page_of(data, sheet, lists)
    for number, stretch in enumerate(SHEETS[sheet["template"]](sheet, page, _marker(document, data, mark))):
        _end_section(body)
        section = section_of(data, sheet, stretch.columns, opens=number == 0)
        body.extend([*stretch.elements, section])
        if number == 0:
            head_and_foot(Section(section, document.part), data, sheet, page.width)


def _end_section(body: Element) -> None:
    """Another section follows: the properties of the one before go into its last paragraph."""
    if len(body):
        *_, last, section = body
        last.pPr.append(section)


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


def _text_size(data: Data) -> int:
    """Points. What only a trainer reads is smaller; what learners get is not."""
    return 11 if {sheet["template"] for sheet in data["sheets"]} <= {"key", "quiz-key"} else 12


def _turn_tables(body: Element) -> None:
    """Their first column stands on the right."""
    for properties in body.iter(qn("w:tblPr")):
        properties.insert(1, node("bidiVisual"))


def _packed(document: Document) -> bytes:
    saved = io.BytesIO()
    document.save(saved)
    return undated(saved.getvalue())
