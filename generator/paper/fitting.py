"""Slides that hold what stands on them: type gets smaller down to a limit, then one slide becomes several.

Pure. The fonts of whoever will show the slides are not at hand: widths are estimated, rather too wide than too narrow.
Those of a brand's own font are measured, and count where they are wider still.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import ceil
from unicodedata import east_asian_width, normalize

from ..artwork import SAMPLE, extent
from .slides import LayoutName, Line, Slide, line

READABLE = 24
"""Points: what is larger than this on a slide never gets smaller than this."""
STEP = 2
"""Points by which type gets smaller."""
LINE_HEIGHT = 1.22
"""Of Calibri, to the size of its type."""
CUT = "…"

Boxes = Mapping[LayoutName, Mapping[str, "Box"]]
"""The room that each layout has for the texts of a slide, by the name of their field."""


@dataclass(frozen=True)
class Box:
    """Room for text on a slide, in points."""

    width: float
    height: float
    size: int
    """Of its type, when nothing speaks against it."""
    gap: float = 0
    """Before each paragraph."""
    leading: float = 1
    """The height of a line to what is usual."""

    def set_in(self, font: bytes | None) -> "Box":
        """The same for a brand's own font: smaller by as much as that is wider and higher than what we reckon with."""
        if font is None:
            return self
        width, height = extent(font)
        wider, higher = max(1, width / sum(map(_width, SAMPLE))), max(1, height / LINE_HEIGHT)
        return replace(self, width=self.width / wider, leading=self.leading * higher)

    @property
    def sizes(self) -> range:
        """Sizes of type to try, the largest first."""
        smallest = READABLE if self.size > READABLE else self.size * 2 // 3
        return range(self.size, smallest - 1, -STEP)

    def holds(self, texts: Iterable[str], size: int) -> bool:
        """Whether paragraphs fit into it, set in a size."""
        line = size * LINE_HEIGHT * self.leading
        return sum(_rows(text, self.width / size) * line + self.gap for text in texts) <= self.height


@dataclass(frozen=True)
class Fitted:
    """A slide whose texts fit."""

    slide: Slide
    sizes: Mapping[str, int]
    """Their sizes in points, by the name of their field."""


def fitted(slides: Iterable[Slide], boxes: Boxes, again: str) -> Iterator[Fitted]:
    """Slides that hold what stands on them, each under a title of its own.

    `again` is how a title says that it is not the first of its name, such as `{title} ({number})`.
    """
    titles = _Titles(again)
    for slide in slides:
        box = boxes[slide.layout]
        above, above_size = shortened(slide.above, box["above"])
        below, below_size = shortened(slide.below, box["below"]) if slide.below else ("", 0)
        for position, (lines, size) in enumerate(_parts(slide.lines, box["lines"]) if slide.lines else [((), 0)]):
            title, title_size = titles.unused(slide.title, box["title"])
            notes = () if position else (*_whole(slide.title, title), *slide.notes)
            yield Fitted(
                replace(slide, title=title, above=above, lines=lines, below=below, notes=notes),
                {"title": title_size, "above": above_size, "lines": size, "below": below_size},
            )


def shortened(text: str, box: Box, pattern: str = "{title}") -> tuple[str, int]:
    """A text in the largest size in which the box holds it, cut when it is too long for the smallest one."""

    def whole(start: str) -> str:
        return pattern.replace("{title}", start)

    for size in box.sizes:
        if box.holds([whole(text)], size):
            return whole(text), size
    length = _longest(text, lambda start: box.holds([whole(start + CUT)], size))
    return whole(text[:length].rstrip() + CUT), size


class _Titles:
    """Gives no title twice."""

    def __init__(self, again: str) -> None:
        self._again, self._taken, self._times = again, set[str](), Counter[str]()

    def unused(self, title: str, box: Box) -> tuple[str, int]:
        """A title that fits, with a number from its second time on, and the size of its type."""
        while True:
            self._times[title] += 1
            times = self._times[title]
            pattern = "{title}" if times == 1 else self._again.replace("{number}", str(times))
            text, size = shortened(title, box, pattern)
            if text not in self._taken:
                self._taken.add(text)
                return text, size


def _whole(title: str, shown: str) -> tuple[Line, ...]:
    """For the notes: a title that had to be cut."""
    return (line(title),) if CUT in shown and title not in shown else ()


def _parts(lines: Sequence[Line], box: Box) -> list[tuple[tuple[Line, ...], int]]:
    """Paragraphs for as few slides as will do, shared out evenly, with the size of their type."""
    pieces = [piece for one in lines for piece in _pieces(one, box)]
    for slides in range(1, len(pieces) + 1):
        share = ceil(len(pieces) / slides)
        groups = [tuple(pieces[start : start + share]) for start in range(0, len(pieces), share)]
        for size in box.sizes:
            if all(box.holds(map(_text, group), size) for group in groups):
                return [(group, size) for group in groups]
    raise AssertionError("each piece fits by itself")


def _pieces(whole: Line, box: Box) -> Iterator[Line]:
    """A paragraph; in pieces, and without its emphasis, when no slide could hold it whole."""
    smallest, text = box.sizes[-1], _text(whole)
    if box.holds([text], smallest):
        yield whole
        return
    while text:
        length = max(_longest(text, lambda start: box.holds([start], smallest)), 1)
        if length < len(text) and " " in text[:length].strip():
            length = text.rindex(" ", 0, length + 1) + 1
        yield line(text[:length].strip())
        text = text[length:].lstrip()


def _longest(text: str, fits: Callable[[str], bool]) -> int:
    """How many letters of a text fit."""
    return bisect_left(range(1, len(text) + 1), True, key=lambda length: not fits(text[:length]))


def _text(whole: Line) -> str:
    return "".join(run["text"] for run in whole)


def _rows(text: str, width: float) -> int:
    """How many lines a paragraph takes. `width` counts in sizes of its type; a word that is wider than a line breaks."""
    rows, used = 1, 0.0
    for word in text.split():
        length = sum(map(_width, word))
        if used + _width(" ") + length <= width or not used:
            used += length + _width(" ")
        else:
            rows, used = rows + 1, length
        if used > width + _width(" "):
            broken = ceil(used / width) - 1
            rows, used = rows + broken, used - broken * width
    return rows


@cache
def _width(sign: str) -> float:
    """The width of a sign to the size of its type: that of Calibri Bold or a little more."""
    base = normalize("NFD", sign)[0]
    if base in " iljtfrI.,:;-!|()[]":
        return 0.34
    if base in "mMW@…—":
        return 0.92
    if east_asian_width(sign) in "WF":
        return 1.0
    if base.isupper() or base in "w&%" or (base.isalpha() and not base.isascii()):
        return 0.76
    return 0.55
