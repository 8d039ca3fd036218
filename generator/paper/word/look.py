"""How a Word file looks: its styles, its lists and its fonts, from the brand's tokens.

Everything is a style, so that an organisation changes all its sheets alike in Word's own dialogue. The
file starts from python-docx's default template, with all left out that we do not use: it takes less than
a tenth of the time, and Word offers no style that is not ours.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from .elements import HAIR, INK, SIDES, dxa, node
from .lists import BOX, BOXED_LIST, LIST, STEP, set_kinds

FONT, COMPLEX_FONT = "Calibri", "Arial"
"""What those who have Word have; the second one has Arabic and Hebrew letters, too."""
BOX_POINTS = 14
"""The same in points: the lines at the sides of a box meet the margins."""
ACCENT, QUIET, TINT = "accent", "4D4D4D", "F5F5F5"
MARGIN = {"top": 1.3, "left": 2.2, "bottom": 1.3, "right": 2.2}
"""Millimetres between the lines of a table and its texts."""


@dataclass(frozen=True)
class Look:
    """A paragraph style. Sizes and spaces are points, indents millimetres."""

    name: str
    based_on: str = "Normal"
    size: float | None = None
    bold: bool = False
    colour: str = ""
    before: float = 0
    after: float = 0
    line: float = 1.08
    """Distance of lines, as a share of the font's own."""
    start: float = 0
    hanging: float = 0
    keeps: bool = False
    """Stays with what follows."""
    level: int | None = None
    """Level in the outline, from 0."""
    align: str = ""
    frame: str = ""
    """Which sides have lines."""
    frame_colour: str = INK
    gap: int = 0
    """Points between the text and the lines above and below it."""
    tint: bool = False
    numbering: int = 0


_BOXED: dict[str, Any] = {"start": BOX, "frame": "top left bottom right", "gap": 10}
LOOKS = (
    Look("Normal", "", after=6),
    Look("Title", size=40, bold=True, after=4, line=0.95, keeps=True, level=0),
    Look("Heading 1", size=25, bold=True, after=4, line=0.95, keeps=True, level=0),
    Look("Heading 2", size=13.5, bold=True, before=14, after=3, keeps=True, level=1),
    Look("Heading 3", size=12, bold=True, before=9, after=2, keeps=True, level=2),
    Look("Subtitle", size=14, after=7),
    Look("Number Line", size=11, before=12, after=2, keeps=True, frame="top", frame_colour=ACCENT, gap=12),
    Look("Hint", size=11, colour=QUIET, after=4, keeps=True),
    Look("Label", size=11, colour=QUIET, before=6, after=2, keeps=True),
    Look("Small", size=11, colour=QUIET, after=3),
    Look("List Bullet", after=1.5, start=5, hanging=5, numbering=LIST),
    Look("List Number", after=2, start=6, hanging=6, numbering=STEP),
    Look("Question", before=14, after=4, keeps=True),
    Look("Option", after=2, start=8, hanging=8),
    Look("Tick", after=3, start=9, hanging=9, line=1),
    Look("Tick Line", "Tick", before=6, after=3, start=9, hanging=9, line=1),
    Look("Match", after=9),
    Look("Frame", before=6, after=6, line=1.5),
    Look("Story", after=4, frame="top bottom", gap=10),
    Look("Example", tint=True, after=4, **_BOXED),
    Look("Example Heading", "Heading 2", 13.5, bold=True, tint=True, before=18, after=3, keeps=True, level=1, **_BOXED),
    Look("Example List", "Example", tint=True, after=3, numbering=BOXED_LIST, **_BOXED),
    Look("Role", "Heading 3", 12, bold=True, before=20, after=3, keeps=True, level=2, **_BOXED),
    Look("Role Card", after=3, **_BOXED),
    Look("Quotation", size=14, before=6, after=10, **_BOXED),
    Look("Take Away", size=14, before=18, after=4, frame_colour=ACCENT, **_BOXED),
    Look("Answer", size=11, line=1),
    Look("Cell", "Answer", 11, line=1),
    Look("Cell Head", "Cell", 11, bold=True, line=1, keeps=True),
    Look("Tick Cell", "Cell", 11, line=1, align="center"),
    Look("Tick Head", "Cell Head", 11, bold=True, line=1, keeps=True, align="center"),
    Look("Blank", size=11, line=1),
    Look("Mark", line=1),
    Look("Aside", size=11, line=1, align="end"),
    Look("End", size=1, line=1),
    Look("Header", size=9, colour=QUIET),
    Look("Footer", size=9, colour=QUIET, line=1),
    Look("Footer Rule", "Footer", 9, colour=QUIET, line=1, frame="top", frame_colour=ACCENT, gap=6),
)


def style_id(name: str) -> str:
    """What a file calls a style."""
    return name.replace(" ", "")


@cache
def template(accent: str, lang: str, direction: str, size: float, own_font: str = "") -> bytes:
    """An empty file with our styles. `accent` is a colour such as `17594a`, `lang` a language code (BCP 47), `size` that
    of the text in points, `own_font` the family that the organisation has installed.
    """
    document = docx.Document()
    _strip(document)
    _settings(document, lang)
    _styles(document, accent, direction == "rtl")
    document.styles.element.find(qn("w:docDefaults"))[:] = _defaults(lang, size, own_font or FONT)
    if own_font:
        _fall_back(document, own_font)
    set_kinds(document.part.numbering_part.element, accent)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _strip(document: Document) -> None:
    """Leave out what says nothing of us: a picture of another file, another program's name, twice the styles."""
    spare = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml")
    for relations in (document.part.rels, document.part.package.rels):
        for one in [key for key, relation in relations.items() if relation.reltype.endswith(spare)]:
            del relations[one]


def _settings(document: Document, lang: str) -> None:
    """Word 2013 and later: in the mode of older ones check boxes cannot be ticked."""
    settings = document.settings.element
    compat = node("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    settings[:] = [node("defaultTabStop", val=720), node("compat", compat), node("themeFontLang", val=lang, bidi=lang)]


def _styles(document: Document, accent: str, right_to_left: bool) -> None:
    kept = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Strong", "Emphasis", *(style_id(x.name) for x in LOOKS)}
    styles = document.styles
    for style in styles.element.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in kept:
            styles.element.remove(style)
    for look in LOOKS:
        element = next((s.element for s in styles if s.style_id == style_id(look.name)), None)
        if element is None:
            element = styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH).element
        _draw(element, look, accent, right_to_left)
    gap = styles.add_style("Gap", WD_STYLE_TYPE.CHARACTER).element
    gap.append(node("rPr", node("u", val="single", color=INK)))
    number = styles.add_style("Number", WD_STYLE_TYPE.CHARACTER).element
    number.append(node("rPr", node("b"), node("bCs"), node("color", val=accent)))
    for style in _table_styles():
        styles.element.append(style)


def _fall_back(document: Document, own_font: str) -> None:
    """Where a font is not installed its table names another (ISO 29500-1, 17.8.3.1); without a word Word takes a serif."""
    table = next(one.target_part for one in document.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.FONT_TABLE)
    table._blob = serialize_part_xml(node("fonts", node("font", node("altName", val=FONT), name=own_font)))


def _defaults(lang: str, size: float, family: str) -> list[Element]:
    font = node("rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=COMPLEX_FONT)
    sizes = [node(tag, val=round(size * 2)) for tag in ("sz", "szCs")]
    return [node("rPrDefault", node("rPr", font, *sizes, node("lang", val=lang, eastAsia=lang, bidi=lang))), node("pPrDefault")]


def _draw(style: Element, look: Look, accent: str, right_to_left: bool) -> None:
    style[:] = style.findall(qn("w:name"))
    if look.based_on:
        style.append(node("basedOn", val=style_id(look.based_on)))
    style.append(node("qFormat"))
    is_root_rtl = right_to_left and not look.based_on
    style.append(node("pPr", *_paragraph(look, accent, is_root_rtl)))
    style.append(node("rPr", *_font(look, accent, is_root_rtl)))


def _paragraph(look: Look, accent: str, right_to_left: bool) -> Iterator[Element]:
    """In the order of the schema (17.3.1.26)."""
    if look.keeps:
        yield node("keepNext")
        yield node("keepLines")
    yield node("widowControl")
    if look.numbering:
        yield node("numPr", node("numId", val=look.numbering))
    if look.frame:
        colour = accent if look.frame_colour == ACCENT else look.frame_colour
        size = 6 if look.frame_colour == ACCENT else HAIR["sz"]
        gaps = {"top": look.gap, "bottom": look.gap}
        sides = [node(one, val="single", sz=size, space=gaps.get(one, BOX_POINTS), color=colour) for one in look.frame.split()]
        yield node("pBdr", *sides)
    if look.tint:
        yield node("shd", val="clear", color="auto", fill=TINT)
    if right_to_left:
        yield node("bidi")
    spacing = {"before": round(look.before * 20), "after": round(look.after * 20), "line": round(look.line * 240)}
    yield node("spacing", **spacing, lineRule="auto")
    right = look.start if "right" in look.frame else 0
    yield node("ind", left=dxa(look.start), right=dxa(right), hanging=dxa(look.hanging))
    if look.align:
        yield node("jc", val=look.align)
    if look.level is not None:
        yield node("outlineLvl", val=look.level)


def _font(look: Look, accent: str, right_to_left: bool) -> Iterator[Element]:
    """In the order of the schema (17.3.2.28); `Cs` is for complex scripts such as Arabic."""
    if look.bold:
        yield node("b")
        yield node("bCs")
    if look.colour:
        yield node("color", val=look.colour)
    if look.size:
        yield node("sz", val=round(look.size * 2))
        yield node("szCs", val=round(look.size * 2))
    if right_to_left:
        yield node("rtl")


def _table_styles() -> Iterator[Element]:
    """Tables to fill in, ruled lines, boxes, and plain ones that only lay out."""
    margin = {side: dxa(MARGIN[side]) for side in SIDES}
    inner = [node("bottom", **HAIR), node("insideH", **HAIR), node("insideV", **HAIR)]
    yield _table_style("Answers", inner, margin)
    yield _table_style("Lines", [node("bottom", **HAIR), node("insideH", **HAIR)], {})
    yield _table_style("Boxes", [node(side, **HAIR) for side in (*SIDES, "insideH", "insideV")], margin)
    yield _table_style("Plain", [], {})


def _table_style(name: str, borders: list[Element], margin: dict[str, int]) -> Element:
    margins = [node(side, w=margin.get(side, 0), type="dxa") for side in SIDES]
    properties = node("tblPr", node("tblInd", w=0, type="dxa"))
    if borders:
        properties.append(node("tblBorders", *borders))
    properties.append(node("tblCellMar", *margins))
    named = (node("name", val=name), node("basedOn", val="TableNormal"), node("qFormat"))
    style = node("style", *named, properties, type="table", styleId=name)
    style.set(qn("w:customStyle"), "1")
    return style
