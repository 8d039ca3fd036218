"""An empty deck that carries a brand: theme, master and layouts of `overrides/slides/`, and the room they have.

Python-pptx can change a deck but give it no layouts, so those of its own empty deck are filled anew.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from ..archive import undated
from ..models import Brand, Language
from ..prose import plain
from .fitting import Box, shortened
from .slides import DOT, LayoutName

TEXTS = {0: "title", 1: "lines", 13: "above", 14: "below"}
"""Which field of a slide stands in which place of a layout, by the place's `idx`."""
DRAWING, MARK = 15, 16
"""The places for drawings."""
FOOT = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
"""The places that are the same on every slide."""
LAYOUTS: tuple[LayoutName, ...] = get_args(LayoutName)
WIDTH, HEIGHT = 12_192_000, 6_858_000
"""Of a slide, 16 to 9, in English Metric Units."""
POINT = 12_700
"""The same units."""
LONG_AGO = datetime(1980, 1, 1)
"""The date of every file: the first that a ZIP archive can hold."""

_ASIDE = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
"""What python-pptx's empty deck says about itself: the picture and the counts of another deck."""


def empty_deck(brand: Brand, language: Language, folder: Path, font: bytes | None) -> bytes:
    """A deck without slides, in the brand's colours and fonts. `folder` holds the layouts, `font` is the brand's own."""
    deck = Presentation()
    _make_wide(deck, language)
    for layout in list(deck.slide_layouts)[len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    _refill(deck.slide_master, folder / "master.xml")
    for layout, name in zip(deck.slide_layouts, LAYOUTS, strict=True):
        _refill(layout, folder / f"{name}.xml")
        layout.name = language.words[f"slide-layout-{name}"]
    for part in (deck.slide_master, *deck.slide_layouts):
        _say_foot(part, deck.slide_master, font, DOT.join((plain(brand.organisation), plain(brand.licence))))
        if language.direction == "rtl":
            _turn(part.element)
    theme = _theme(brand, folder / "theme.xml")
    deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob = theme
    notes: Any = deck.notes_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)  # read as XML, where the other is bytes
    notes._element = parse_xml(theme)
    _list_notes_master(deck)
    _forget_origin(deck)
    return packed(deck)


@dataclass(frozen=True)
class Frame:
    """Where something stands on a slide, in English Metric Units."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Layout:
    """What a layout offers to a slide."""

    boxes: Mapping[str, Box]
    """The room for each text, by the name of its field."""
    frames: Mapping[int, Frame]
    """Where each place is, by its `idx`."""
    slide: Any
    """A slide with nothing in its places, to be copied."""
    foot: tuple[Any, ...]
    """The places of its foot, which python-pptx leaves out of new slides."""


def layouts(deck: Any, font: bytes | None) -> dict[LayoutName, Layout]:
    """What the layouts of an empty deck offer, in the brand's own font if it has one. It is not empty any more afterwards."""
    return {name: _layout(deck, layout, font) for name, layout in zip(LAYOUTS, deck.slide_layouts, strict=True)}


def _layout(deck: Any, layout: Any, font: bytes | None) -> Layout:
    places = {place.placeholder_format.idx: place for place in layout.placeholders}
    return Layout(
        boxes={TEXTS[idx]: _box(place, deck.slide_master).set_in(font) for idx, place in places.items() if idx in TEXTS},
        frames={idx: Frame(place.left, place.top, place.width, place.height) for idx, place in places.items()},
        slide=deck.slides.add_slide(layout).element,
        foot=tuple(place.element for place in places.values() if place.placeholder_format.type in FOOT),
    )


def packed(deck: Any) -> bytes:
    """A deck as a file without a date: the same deck gives the same bytes."""
    written = io.BytesIO()
    deck.save(written)
    return undated(written.getvalue())


def _make_wide(deck: Any, language: Language) -> None:
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    del deck.element.sldSz.attrib["type"]  # it says 4 to 3
    if language.direction == "rtl":
        deck.element.set("rtl", "1")


def _refill(part: Any, file: Path) -> None:
    """Put what a file says in place of what a master or layout says; what links it to others stays."""
    element, new = part.element, parse_xml(file.read_bytes())
    element.attrib.clear()
    element.attrib.update(new.attrib)
    for child in list(new):
        element.replace(element.find(child.tag), child)


def _say_foot(part: Any, master: Any, font: bytes | None, text: str) -> None:
    for place in part.placeholders:
        if place.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
            box = _box(place, master).set_in(font)
            place.text_frame.text, size = shortened(text, box)
            if size < box.size:
                place.text_frame.paragraphs[0].runs[0].font.size = Pt(size)


def _turn(element: Any) -> None:
    """From right to left: places change sides, and so do the ends of lines."""
    for frame in element.iter(qn("a:xfrm")):
        offset, extent = frame.find(qn("a:off")), frame.find(qn("a:ext"))
        offset.set("x", str(WIDTH - int(offset.get("x")) - int(extent.get("cx"))))
    for level in element.xpath(".//*[starts-with(local-name(), 'lvl') and @algn]"):
        level.set("algn", {"l": "r", "r": "l"}[level.get("algn")])
        level.set("rtl", "1")


def _theme(brand: Brand, file: Path) -> bytes:
    """The theme, where names of colours become the brand's colours, and its fonts those of the brand, if it has its own.

    Arabic and Hebrew letters keep a font that people have: nothing says that the brand's has them.
    """
    theme = parse_xml(file.read_bytes())
    for colour in theme.iter(qn("a:srgbClr")):
        colour.set("val", getattr(brand.colours, colour.get("val")).removeprefix("#").upper())
    if brand.fonts:
        for font in theme.iter(qn("a:latin")):
            font.set("typeface", brand.fonts.family)
    return serialize_part_xml(theme)


def _list_notes_master(deck: Any) -> None:
    """Python-pptx makes a master for notes, but does not list it."""
    identity = deck.part.relate_to(deck.notes_master.part, RELATIONSHIP_TYPE.NOTES_MASTER)
    listed = OxmlElement("p:notesMasterIdLst")
    listed.append(OxmlElement("p:notesMasterId"))
    listed[0].set(qn("r:id"), identity)
    deck.element.find(qn("p:sldMasterIdLst")).addnext(listed)


def _forget_origin(deck: Any) -> None:
    """Drop the settings of another printer, and what the empty deck says about another deck."""
    package = deck.part.package
    for relation in [one for one in package.iter_rels() if one.reltype in _ASIDE]:
        package.drop_rel(relation.rId)
    for relation in [one for one in deck.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.PRINTER_SETTINGS]:
        deck.part.drop_rel(relation.rId)


def _box(place: Any, master: Any) -> Box:
    """The room of a place, and the type that is set there: by the place itself, or by the one of its kind on the master."""
    kind = place.placeholder_format.type
    alike = [other.element for other in master.placeholders if other.placeholder_format.type == kind]
    style = next(style for element in (place.element, *alike) for style in element.iter(qn("a:lvl1pPr")))
    return Box(
        width=(place.width - int(style.get("marL"))) / POINT,
        height=place.height / POINT,
        size=int(style.find(qn("a:defRPr")).get("sz")) // 100,
        gap=int(style.find(f"{qn('a:spcBef')}/{qn('a:spcPts')}").get("val")) / 100,
        leading=int(style.find(f"{qn('a:lnSpc')}/{qn('a:spcPct')}").get("val")) / 100_000,
    )
