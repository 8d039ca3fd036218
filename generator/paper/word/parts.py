"""The parts that sheets and answer areas are made of: prose, lines with labels, what stands side by side."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ...prose import Run
from ...typesetting import Data
from .elements import UNDER, cell, is_table, keep, paragraph, row, runs, said, table
from .lists import Lists

READING_WIDTH = 160
"""Longer lines are hard to read."""
BETWEEN = 12
"""Between two lists side by side."""


@dataclass(frozen=True)
class Page:
    """What areas are drawn by. Measures are millimetres of its text."""

    width: float
    height: float
    landscape: bool
    words: Mapping[str, str]
    lists: Lists
    accent: str
    """Six hexadecimal digits."""

    @property
    def reading_end(self) -> float:
        """Indent of prose, where lines end."""
        return max(0, self.width - READING_WIDTH)


Mark = Callable[[float, float], Element]
"""The brand's mark as a run, at most so wide and high."""
Line = Sequence[Run]
"""A line of author text."""


@dataclass(frozen=True)
class Stretch:
    """Part of a sheet, in so many columns. A paragraph stands last: it says that the stretch ends."""

    elements: Sequence[Element]
    columns: int = 1


def prose(pieces: Iterable[Data], style: str = "Normal", list_style: str = "ListBullet", end: float = 0) -> list[Element]:
    """Paragraphs and lists."""
    found: list[Element] = []
    for piece in pieces:
        if piece["kind"] == "list":
            found += [paragraph(list_style, *runs(item), end=end) for item in piece["items"]]
        else:
            found.append(paragraph(style, *runs(piece["runs"]), end=end))
    return found


def blanks(labels: Sequence[Line], widths: Sequence[float], between: float = 5, high: float = 8) -> Element:
    """Lines to write on in a row, each with a label where it starts."""
    cells: list[Element] = []
    for label, width in zip(labels, widths, strict=True):
        labelled = paragraph("Blank", *runs(label), said("  "))
        cells += [cell(between, paragraph("End")), cell(width, labelled, borders=UNDER, align="bottom")]
    return row(cells[1:], high)


def line(text: str) -> Line:
    """A word of the language as a line."""
    return [{"text": text, "strong": False, "emph": False}]


def side_by_side(left: Sequence[Element], right: Sequence[Element], width: float, share: float = 0.5) -> Element:
    """Two lists across so much width; the left one gets its share."""
    widths = [(width - BETWEEN) * share, BETWEEN, (width - BETWEEN) * (1 - share)]
    contents = (left, [paragraph("End")], right or [paragraph("End")])
    cells = [cell(one, *content) for one, content in zip(widths, contents, strict=True)]
    return table("Plain", widths, [row(cells)])


def closed(drawn: Sequence[Element], closing: Sequence[Element]) -> list[Element]:
    """What ends a sheet goes with the end of what stands before it: a page with a box alone would be wasted."""
    if closing:
        keep(rows_and_paragraphs(drawn)[-1:])
    return [*drawn, *closing]


def rows_and_paragraphs(elements: Iterable[Element]) -> list[Element]:
    """The smallest pieces between which a page may end."""
    return list(chain.from_iterable(one.tr_lst if is_table(one) else [one] for one in elements))
