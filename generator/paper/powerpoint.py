"""Slides to a PowerPoint file, by python-pptx.

Every text is real text in a place of its layout, so a trainer can change it. Shapes come in the order of reading.
A file holds no date: the same slides give the same bytes.
"""

import io
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.oxml import parse_xml

from ..models import Brand, Language
from .fitting import Fitted, fitted
from .slide_master import DRAWING, LAYOUTS, LONG_AGO, MARK, TEXTS, empty_deck, layouts, packed
from .slide_shapes import Pen, clean, draw_foot, draw_mark, draw_ring, number, on_accent
from .slides import Deck
from .typeset import mark_png

LONGEST = 255
"""Letters that what a file says about itself may have."""
LOCALES = {"en": "en-GB"}
"""A language as a spelling checker knows it, where our code for it leaves the region open. Ours is British."""


class Projector:
    """Makes the PowerPoint files of an edition. Make one and keep it: layouts and mark are read once."""

    def __init__(self, brand: Brand, language: Language, project: Path) -> None:
        """`project` is the folder that holds `overrides/` and `content/`."""
        self._brand, self._words = brand, language.words
        self._pen = Pen(LOCALES.get(language.code, language.code), language.direction == "rtl")
        folder = project / "overrides" / "slides"
        self._empty = empty_deck(brand, language, folder)
        self._layouts = layouts(Presentation(io.BytesIO(self._empty)))
        self._ring = parse_xml((folder / "ring.xml").read_bytes())
        self._mark = mark_png(project, brand.logo.light)

    def pptx(self, deck: Deck) -> bytes:
        """A deck as a file."""
        file = Presentation(io.BytesIO(self._empty))
        self._describe(file.core_properties, deck)
        boxes = {name: layout.boxes for name, layout in self._layouts.items()}
        for fit in fitted(deck.slides, boxes, self._words["slide-again"]):
            self._draw(file, fit)
        return packed(file)

    def _describe(self, about: Any, deck: Deck) -> None:
        organisation = clean(self._brand.organisation)[:LONGEST]
        about.title, about.subject = clean(deck.title)[:LONGEST], clean(deck.subject)[:LONGEST]
        about.author = about.last_modified_by = organisation
        about.language, about.comments, about.revision = self._pen.locale, "", 1
        about.created = about.modified = LONG_AGO

    def _draw(self, file: Any, fit: Fitted) -> None:
        slide, layout = fit.slide, self._layouts[fit.slide.layout]
        drawn = file.slides.add_slide(file.slide_layouts[LAYOUTS.index(slide.layout)])
        for place in list(drawn.shapes._spTree.iter_ph_elms()):
            name = TEXTS.get(place.ph_idx, "")
            if name and getattr(slide, name):
                self._write(place.txBody, fit, name)
            else:
                place.getparent().remove(place)
        if slide.ring:
            drawing = on_accent(self._ring) if slide.layout == "title" else self._ring
            draw_ring(drawn, layout.frames[DRAWING], slide.ring, drawing, self._pen)
        if self._mark and MARK in layout.frames:
            draw_mark(drawn, layout.frames[MARK], self._mark, self._brand.logo.alt, self._pen)
        draw_foot(drawn, layout.foot, self._pen)
        number(drawn)
        if slide.notes:
            self._pen.write(drawn.notes_slide.notes_placeholder.element.txBody, slide.notes)

    def _write(self, body: Any, fit: Fitted, name: str) -> None:
        text = getattr(fit.slide, name)
        lines = [[{"text": text, "strong": False, "emph": False}]] if isinstance(text, str) else text
        whole = fit.sizes[name] == self._layouts[fit.slide.layout].boxes[name].size
        self._pen.write(body, lines, None if whole else fit.sizes[name])
