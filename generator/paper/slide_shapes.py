"""What stands on a slide of a PowerPoint file: paragraphs, the cycle as a ring, the brand's mark, the foot."""

import io
import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pptx.oxml.ns import qn

from .fitting import LINE_HEIGHT, Box, shortened
from .slide_master import POINT, Frame
from .slides import Line, Ring, line

PARTING = 10
"""Degrees between the arcs of a ring."""
DEGREE = 60_000
"""An angle in the format's unit."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEW_LINES = re.compile(r"[\t\n\r]+")


def clean(text: str) -> str:
    """A text on one line, without the signs that XML cannot hold."""
    return _NEW_LINES.sub(" ", _NOT_XML.sub("", text))


@dataclass(frozen=True)
class Pen:
    """Writes in a language, in its direction."""

    locale: str
    """The language as a spelling checker knows it, such as `en-GB`."""
    right_to_left: bool

    def write(self, body: Any, lines: Iterable[Line], size: int | None = None) -> None:
        """Fill a text body with paragraphs; in a size in points when its own would be too large."""
        for paragraph in body.p_lst:
            body.remove(paragraph)
        for runs in lines:
            paragraph = body.add_p()
            if self.right_to_left:
                paragraph.get_or_add_pPr().set("rtl", "1")
            for run in runs:
                style = {"lang": self.locale, "sz": size and size * 100, "b": int(run["strong"]), "i": int(run["emph"])}
                letters = paragraph.add_r(clean(run["text"])).get_or_add_rPr()
                letters.attrib.update({name: str(value) for name, value in style.items() if value})


def draw_ring(slide: Any, frame: Frame, ring: Ring, drawing: Any, pen: Pen) -> None:
    """The cycle, as shapes in a group that says what it shows. `drawing` has a shape of each kind."""
    group = deepcopy(drawing)
    lit, other, name = group.findall(qn("p:sp"))
    for position in range(ring.stages):
        name.addprevious(_arc(lit if position in ring.lit else other, position, ring.stages))
    for spare in (lit, other):
        group.remove(spare)
    for corner in group.xpath(".//a:off | .//a:chOff"):
        corner.attrib.update({"x": str(frame.left), "y": str(frame.top)})
    for corner in group.xpath(".//a:xfrm/a:ext | .//a:chExt"):
        corner.attrib.update({"cx": str(frame.width), "cy": str(frame.height)})
    group.nvGrpSpPr.cNvPr.attrib.update({"name": clean(ring.alt), "descr": clean(ring.alt)})
    _name(name, ring.name, frame, pen)
    slide.shapes._spTree.append(group)


def _arc(kind: Any, position: int, stages: int) -> Any:
    """The arc of a stage: its middle lies as far round as its place in the cycle, the first one on top."""
    arc = deepcopy(kind)
    start, end, _ = arc.iter(qn("a:gd"))
    middle, half = 270 + 360 * position / stages, (360 / stages - PARTING) / 2
    start.set("fmla", f"val {round((middle - half) % 360 * DEGREE)}")
    end.set("fmla", f"val {round((middle + half) % 360 * DEGREE)}")
    return arc


def _name(shape: Any, text: str, frame: Frame, pen: Pen) -> None:
    if not text:
        shape.getparent().remove(shape)
        return
    inset, size = int(shape.txBody.bodyPr.get("lIns")), int(next(shape.iter(qn("a:defRPr"))).get("sz")) // 100
    shown, fitting = shortened(text, Box((frame.width - 2 * inset) / POINT, size * LINE_HEIGHT, size))
    pen.write(shape.txBody, [line(shown)], fitting)


def on_accent(drawing: Any) -> Any:
    """A drawing in colours that show on the accent."""
    other = deepcopy(drawing)
    for colour in other.iter(qn("a:schemeClr")):
        colour.set("val", "bg1")
    return other


def draw_mark(slide: Any, frame: Frame, mark: bytes, alt: str, pen: Pen) -> None:
    """The brand's mark as large as its frame allows, at the side where lines begin."""
    picture = slide.shapes.add_picture(io.BytesIO(mark), frame.left, frame.top)
    scale = min(frame.width / picture.width, frame.height / picture.height)
    picture.width, picture.height = round(picture.width * scale), round(picture.height * scale)
    if pen.right_to_left:
        picture.left = frame.left + frame.width - picture.width
    picture.name = clean(alt)
    picture._element.nvPicPr.cNvPr.set("descr", clean(alt))


def draw_foot(slide: Any, foot: Iterable[Any], pen: Pen) -> None:
    """The foot of a slide's layout."""
    for place in map(deepcopy, foot):
        for letters in place.iter(qn("a:r"), qn("a:fld")):
            letters.get_or_add_rPr().set("lang", pen.locale)
        slide.shapes._spTree.append(place)


def number(slide: Any) -> None:
    """Give every shape a number of its own, in the order of reading."""
    for identity, shape in enumerate(slide.element.iter(qn("p:cNvPr")), start=1):
        shape.set("id", str(identity))
