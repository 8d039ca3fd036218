"""Elements of a Word file (ECMA-376 part 1, clause 17): runs, paragraphs, fields, content controls, tables.

Pure. Measures are millimetres. Texts are untrusted: they are set as text and never read as markup, and a
sign that XML cannot hold becomes the replacement character.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ...prose import Run

INK = "404040"
Border = Mapping[str, object]
"""A line of a table, as Word's attributes."""
HAIR: Border = {"val": "single", "sz": 4, "space": 0, "color": INK}
"""Half a point (`sz` counts eighths)."""
NO_LINE: Border = {"val": "nil"}
SIDES = ("top", "left", "bottom", "right")
"""In the order of the schema."""
UNDER = {"bottom": HAIR}
AROUND = dict.fromkeys(SIDES, HAIR)
TICK_FONT = "MS Gothic"
"""What Word itself draws check boxes with."""
LONGEST_NAME = 64
"""Characters that Word allows in the name of a content control."""
UNBREAKABLE = 900
"""A row with fewer letters than this stays whole; a longer one might be higher than a page."""
LEAST_ROW = 9
"""A row with a line of text."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = "\N{NO-BREAK SPACE}"
_SPACE_WIDTH = 0.96
"""Millimetres of it at 12 points in Calibri."""


def dxa(millimetres: float) -> int:
    """Twentieths of a point: what Word counts most measures in."""
    return round(millimetres * 1440 / 25.4)


def clean(text: str) -> str:
    """A text that XML can hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def node(tag: str, /, *children: Element, **values: object) -> Element:
    """An element; its values are attributes of the same namespace. A tag without a prefix is `w:`."""
    prefix, _, name = tag.rpartition(":")
    made = OxmlElement(f"{prefix or 'w'}:{name}")
    for key, value in values.items():
        made.set(_name(prefix or "w", key), str(value))
    made.extend(children)
    return made


@cache
def _name(prefix: str, key: str) -> str:
    return qn(f"{prefix}:{key}")


# Runs


def said(text: str, *, style: str = "", properties: Sequence[Element] = ()) -> Element:
    """A text in one character style, or with properties of its own."""
    marked = [node("rStyle", val=style)] if style else list(properties)
    words = node("t")
    words.text = clean(text)
    words.set(qn("xml:space"), "preserve")
    return node("r", *([node("rPr", *marked)] if marked else []), words)


def runs(parts: Iterable[Run]) -> list[Element]:
    """A line of author text."""
    return [said(part["text"], style="Strong" if part["strong"] else "Emphasis" if part["emph"] else "") for part in parts]


def strong(parts: Iterable[Run]) -> list[Element]:
    """The same in bold."""
    return [said(part["text"], style="Strong") for part in parts]


def plain(parts: Iterable[Run]) -> str:
    """The words alone."""
    return "".join(part["text"] for part in parts)


def tab() -> Element:
    """On to the next tab stop."""
    return node("r", node("tab"))


def field(instruction: str) -> Element:
    """A number that Word fills in, such as PAGE. It counts anew when the file is opened."""
    return node("fldSimple", said("1"), instr=instruction)


def tick(name: str) -> Element:
    """A box that can be ticked. `name` is what a screen reader says."""
    states = {"w14:checkedState": "2612", "w14:uncheckedState": "2610"}
    box = node("w14:checkbox", node("w14:checked", val=0), *(node(tag, val=v, font=TICK_FONT) for tag, v in states.items()))
    font = node("rFonts", ascii=TICK_FONT, eastAsia=TICK_FONT, hAnsi=TICK_FONT, hint="eastAsia")
    sizes = (node("sz", val=32), node("szCs", val=32))
    return _control(name, said("\N{BALLOT BOX}", properties=(font, *sizes)), box)


def gap(name: str, width: float) -> Element:
    """An underlined gap in a line, to write in or to type in: what is typed takes its place."""
    line = said(_SPACE * round(width / _SPACE_WIDTH), style="Gap")
    return _control(name, line, node("showingPlcHdr"), style="Gap")


def _control(name: str, content: Element, *kind: Element, style: str = "") -> Element:
    look = [node("rPr", node("rStyle", val=style))] if style else []
    alias = node("alias", val=clean(name)[:LONGEST_NAME])
    return node("sdt", node("sdtPr", *look, alias, *kind), node("sdtContent", content))


# Paragraphs


def paragraph(style: str, *content: Element, number: int = 0, tabs: Sequence[Element] = (), end: float = 0) -> Element:
    """A paragraph in a style, by its id. `number` is the list it counts in, `end` an indent where its lines end."""
    properties = [node("pStyle", val=style)]
    if number:
        properties.append(node("numPr", node("ilvl", val=0), node("numId", val=number)))
    if tabs:
        properties.append(node("tabs", *tabs))
    if end:
        properties.append(node("ind", right=dxa(end)))
    return node("p", node("pPr", *properties), *content)


def tab_stop(place: float, leader: str = "none") -> Element:
    """Where a tab leads: text after it ends there. A leader fills the way."""
    return node("tab", val="right", leader=leader, pos=dxa(place))


def keep(elements: Iterable[Element]) -> None:
    """Keep paragraphs, and rows of tables, on one page with what follows them."""
    for element in elements:
        for properties in element.iter(qn("w:pPr")):
            if properties.find(qn("w:keepNext")) is None:
                properties.insert(1, node("keepNext"))


# Tables


def table(
    style: str, widths: Sequence[float], rows: Iterable[Element], *, name: str = "", head: bool = False, row_heads: bool = False
) -> Element:
    """A table in a style. `name` is what it is for, to those who do not see it."""
    look = node("tblLook", val="0000", firstRow=int(head), firstColumn=int(row_heads), noHBand=1, noVBand=1)
    properties = node("tblPr", node("tblStyle", val=style), node("tblW", w=dxa(sum(widths)), type="dxa"))
    properties.extend([node("tblLayout", type="fixed"), look])
    if name:
        properties.append(node("tblCaption", val=clean(name)))
    return node("tbl", properties, node("tblGrid", *(node("gridCol", w=dxa(width)) for width in widths)), *rows)


def strong_line(colour: str) -> Border:
    """A stronger line of a table, in a colour."""
    return {"val": "single", "sz": 6, "space": 0, "color": colour}


def is_table(element: Element) -> bool:
    """Whether it is one; if not, it is a paragraph."""
    return bool(element.tag == qn("w:tbl"))


def row(cells: Sequence[Element], height: float = 0, *, head: bool = False) -> Element:
    """A row, at least so high. One with texts of usual length is not split by the end of a page."""
    properties = []
    if sum(len(text) for cell in cells for text in _texts(cell)) < UNBREAKABLE:
        properties.append(node("cantSplit"))
    if height:
        properties.append(node("trHeight", val=dxa(height), hRule="atLeast"))
    if head:
        properties.append(node("tblHeader"))
    return node("tr", *([node("trPr", *properties)] if properties else []), *cells)


def cell(
    width: float,
    *content: Element,
    span: int = 1,
    borders: Mapping[str, Border] | None = None,
    margin: float = 0,
    align: str = "",
) -> Element:
    """A cell. `borders` are lines that it has of its own, by their side; `span` is how many columns it takes."""
    properties = [node("tcW", w=dxa(width), type="dxa")]
    if span > 1:
        properties.append(node("gridSpan", val=span))
    if borders:
        properties.append(node("tcBorders", *(node(side, **borders[side]) for side in SIDES if side in borders)))
    if margin:
        properties.append(node("tcMar", *(node(side, w=dxa(margin), type="dxa") for side in SIDES)))
    if align:
        properties.append(node("vAlign", val=align))
    return node("tc", node("tcPr", *properties), *content)


def height(elements: Iterable[Element], width: float) -> float:
    """About how high elements are, in a text so wide: enough to tell what fits on a page."""
    return sum(_height(element, width) for element in elements)


def _height(element: Element, width: float) -> float:
    if not is_table(element):
        return 8 + 5.4 * (sum(map(len, _texts(element))) // (width * 0.55))
    return sum(_row_height(one) for one in element.iter(qn("w:tr")))


def _row_height(row: Element) -> float:
    least = row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
    return LEAST_ROW if least is None else int(least.get(qn("w:val"))) * 25.4 / 1440


def _texts(element: Element) -> Iterator[str]:
    return (words.text or "" for words in element.iter(qn("w:t")))
