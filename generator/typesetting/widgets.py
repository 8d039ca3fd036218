"""The widgets of form fields (ISO 32000-1, 12.7): lines and texts to type, boxes to tick, options to choose.

Each has an appearance of its own, so that every reader shows the same. Its box is drawn on the page already.
"""

from itertools import pairwise
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf

from ..fields import Field

FONT = "HandbookSansForm"
"""What typed text is set in; made by `overrides/fonts/make_form_font.py`."""
TYPED_SIZE = 11
"""Points."""
MANY_LINES, RADIO, DROP_DOWN = 1 << 12, 1 << 15, 1 << 17
"""Field flags: bits 13, 16 and 18 (tables 226, 228 and 230)."""
HIGH = 3
"""So many times as high as its letters, a box has room for lines: those of a high row, where a few words start at the top."""
END_ALIGNED = 2
EMPTY = "/Tx BMC EMC"
"""What a field shows that nobody has typed into: the place where readers put the text."""
BLANK = "q Q"
"""What a box shows that is not ticked. Without a sign at all Firefox's reader warns of an empty stream."""
TICK, DOT = "4", "l"
"""These signs in the font ZapfDingbats, for readers that draw for themselves."""
ROUND = 0.5523
"""How far the handles of a curve reach for a quarter of a circle, in radii."""

Box = tuple[float, float]
"""Width and height, in points."""
Entries = dict[str, Any]
"""What a dictionary of a PDF holds."""


def set_in(size: float) -> str:
    """How typed text is set."""
    return f"/{FONT} {size:g} Tf 0 g"


class Widgets:
    """Makes the widgets of one document. `fields` are what they belong to, in the order in which they are met."""

    def __init__(self, pdf: Pdf, right_to_left: bool) -> None:
        self.fields: list[Object] = []
        self._pdf, self._right_to_left = pdf, right_to_left
        self._choices: dict[str, Object] = {}
        self._marks: dict[tuple[str, Box], Object] = {}

    def make(self, annotation: Object, name: str, field: Field, option: int | None, size: float) -> None:
        """Make an annotation the widget of a field, or of one of its options, from 1. `size` of letters is in points."""
        left, bottom, right, top = map(float, annotation.Rect)
        box = (right - left, top - bottom)
        if option is None:
            entries = _named(name, field.label) | self._whole(field, box, size)
            self.fields.append(annotation)
        else:
            entries = self._option(name, field, option, box)
            entries["/Parent"].Kids.append(annotation)
        for key, value in {"/Subtype": Name.Widget, **entries}.items():
            annotation[key] = value

    def _whole(self, field: Field, box: Box, size: float) -> Entries:
        match field.kind:
            case "tick":
                return {"/FT": Name.Btn, "/V": Name.Off, **self._mark("Yes", TICK, _tick(*box), box)}
            case "choice":
                options = [("", " "), *((str(value), option) for value, option in enumerate(field.options, start=1))]
                return {"/FT": Name.Ch, "/Ff": DROP_DOWN, "/Opt": Array(map(Array, options)), **self._typed(box, size)}
            case "line" if box[1] < HIGH * size:
                return {"/FT": Name.Tx, **self._typed(box, size)}
            case "line" | "text":
                return {"/FT": Name.Tx, "/Ff": MANY_LINES, **self._typed(box, size)}

    def _option(self, name: str, field: Field, option: int, box: Box) -> Entries:
        """A circle of a choice. The choice is no widget: it stands above its options and holds the value."""
        if name not in self._choices:
            choice = {**_named(name, field.label), "/FT": Name.Btn, "/Ff": RADIO, "/V": Name.Off, "/Kids": Array()}
            self._choices[name] = self._pdf.make_indirect(Dictionary(choice))
            self.fields.append(self._choices[name])
        label = f"{field.label}: {field.options[option - 1]}"
        return {"/Parent": self._choices[name], "/TU": label, **self._mark(str(option), DOT, _dot(*box), box)}

    def _typed(self, box: Box, size: float) -> Entries:
        """Each has a drawing of its own: some readers write what is typed right into it."""
        start = {"/Q": END_ALIGNED} if self._right_to_left else {}
        return {"/DA": set_in(size), "/AP": Dictionary(N=self._drawing(EMPTY, box)), **start}

    def _mark(self, value: str, sign: str, drawn: str, box: Box) -> Entries:
        for one in (drawn, BLANK):
            if (one, box) not in self._marks:
                self._marks[one, box] = self._drawing(one, box)
        on, off = self._marks[drawn, box], self._marks[BLANK, box]
        return {"/AS": Name.Off, "/AP": Dictionary(N=Dictionary({f"/{value}": on, "/Off": off})), "/MK": Dictionary(CA=sign)}

    def _drawing(self, content: str, box: Box) -> Object:
        drawing = self._pdf.make_stream(content.encode())
        entries = {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, *box]), "/Resources": Dictionary()}
        for key, value in entries.items():  # handed over as a dictionary they take three times as long
            drawing[key] = value
        return drawing


def _named(name: str, label: str) -> Entries:
    """A period in a name would part it from that of its parent (12.7.3.2)."""
    return {"/T": name.replace(".", "_"), "/TU": label}


def _tick(width: float, height: float) -> str:
    """As by a pen, from edge to edge of a box that fills two thirds."""
    points = ((0.27, 0.52), (0.43, 0.3), (0.76, 0.76))
    start, corner, end = (f"{x * width:.2f} {y * height:.2f}" for x, y in points)
    return f"1.8 w 1 J 1 j {start} m {corner} l {end} l S"


def _dot(width: float, height: float) -> str:
    """A full circle of four curves, in the middle."""
    x, y, radius = width / 2, height / 2, min(width, height) / 5
    corners = [(radius, 0.0), (0.0, radius), (-radius, 0.0), (0.0, -radius), (radius, 0.0)]
    path = f"{x + radius:.2f} {y:.2f} m"
    for (x1, y1), (x2, y2) in pairwise(corners):
        points = ((x1 + x2 * ROUND, y1 + y2 * ROUND), (x2 + x1 * ROUND, y2 + y1 * ROUND), (x2, y2))
        path += "".join(f" {x + right:.2f} {y + up:.2f}" for right, up in points) + " c"
    return path + " f"
