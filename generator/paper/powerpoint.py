"""Slides to a PowerPoint file, by python-pptx.

Every text is real text in a place of its layout, so a trainer can change it. Shapes come in the order of reading.
A file holds no date: the same slides give the same bytes.

Python-pptx lays out each new slide and its notes place by place, which takes most of the time of a deck. So it does
that once for every layout, and slides are copies.
"""

import io
from copy import deepcopy
from typing import Any

from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.parts.slide import NotesSlidePart, SlidePart

from ..models import Brand, Language
from ..typesetting import Typesetter
from .fitting import Fitted, fitted
from .slide_master import DRAWING, LAYOUTS, LONG_AGO, MARK, TEXTS, empty_deck, layouts, packed
from .slide_shapes import Pen, clean, draw_foot, draw_mark, draw_ring, number, on_accent
from .slides import Deck, LayoutName, line

LONGEST = 255
"""Letters that each thing which a file says about itself may have."""
NOTES_SIZE = 12
"""Points. The master says so, too, but LibreOffice does not ask it, and prints them so large that they run off the page."""
LOCALES = {"en": "en-GB"}
"""A language as a spelling checker knows it, where our code for it leaves the region open. Ours is British."""


class Projector:
    """Makes the PowerPoint files of an edition. Make one and keep it: layouts and mark are read once."""

    def __init__(self, brand: Brand, language: Language, typesetter: Typesetter, mark: str, font: bytes | None = None) -> None:
        """`mark` is the path of the brand's mark from the project's folder; `font` is the bold cut of its own font."""
        self._brand, self._words = brand, language.words
        locale = brand.locale_of(language.code)
        self._pen = Pen(LOCALES.get(locale, locale), language.direction == "rtl")
        folder = typesetter.project / "overrides" / "slides"
        self._empty = empty_deck(brand, language, folder, font)
        scratch = Presentation(io.BytesIO(self._empty))
        self._layouts = layouts(scratch, font)
        self._notes = scratch.slides[0].notes_slide.element
        self._ring = parse_xml((folder / "ring.xml").read_bytes())
        self._mark = typesetter.picture(mark)

    def pptx(self, deck: Deck) -> bytes:
        """A deck as a file."""
        file = Presentation(io.BytesIO(self._empty))
        self._describe(file.core_properties, deck)
        boxes = {name: layout.boxes for name, layout in self._layouts.items()}
        for place, fit in enumerate(fitted(deck.slides, boxes, self._words["slide-again"]), start=1):
            slide = self._add_slide(file, place, fit.slide.layout)
            self._draw(slide, fit)
            if fit.slide.notes:
                self._pen.write(self._add_notes(file, place, slide), fit.slide.notes, NOTES_SIZE)
        return packed(file)

    def _describe(self, about: Any, deck: Deck) -> None:
        about.title, about.subject = clean(deck.title)[:LONGEST], clean(deck.subject)[:LONGEST]
        about.author = about.last_modified_by = clean(self._brand.organisation)[:LONGEST]
        about.language, about.comments, about.revision = self._pen.locale, "", 1
        about.created = about.modified = LONG_AGO

    def _add_slide(self, file: Any, place: int, layout: LayoutName) -> Any:
        element = deepcopy(self._layouts[layout].slide)
        part = SlidePart(PackURI(f"/ppt/slides/slide{place}.xml"), CONTENT_TYPE.PML_SLIDE, file.part.package, element)
        part.relate_to(file.slide_layouts[LAYOUTS.index(layout)].part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
        file.element.get_or_add_sldIdLst().add_sldId(file.part.relate_to(part, RELATIONSHIP_TYPE.SLIDE))
        return part.slide

    def _add_notes(self, file: Any, place: int, slide: Any) -> Any:
        """The body of the notes of a slide."""
        uri, package = PackURI(f"/ppt/notesSlides/notesSlide{place}.xml"), file.part.package
        part = NotesSlidePart(uri, CONTENT_TYPE.PML_NOTES_SLIDE, package, deepcopy(self._notes))
        part.relate_to(file.part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
        part.relate_to(slide.part, RELATIONSHIP_TYPE.SLIDE)
        slide.part.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)
        return part.notes_slide.notes_placeholder.element.txBody

    def _draw(self, drawn: Any, fit: Fitted) -> None:
        slide, layout = fit.slide, self._layouts[fit.slide.layout]
        for place in list(drawn.shapes._spTree.iter_ph_elms()):
            name = TEXTS.get(place.ph_idx, "")
            if name and getattr(slide, name):
                self._write(place.txBody, fit, name)
            else:
                place.getparent().remove(place)
        if slide.ring:
            drawing = on_accent(self._ring) if slide.layout == "title" else self._ring
            draw_ring(drawn, layout.frames[DRAWING], slide.ring, drawing, self._pen)
        if MARK in layout.frames:
            draw_mark(drawn, layout.frames[MARK], self._mark, self._brand.logo.alt, self._pen)
        draw_foot(drawn, layout.foot, self._pen)
        number(drawn)

    def _write(self, body: Any, fit: Fitted, name: str) -> None:
        text, size = getattr(fit.slide, name), fit.sizes[name]
        lines = [line(text)] if isinstance(text, str) else text
        whole = size == self._layouts[fit.slide.layout].boxes[name].size
        self._pen.write(body, lines, None if whole else size)
