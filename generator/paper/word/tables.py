"""Tables to fill in and to tick in."""

from collections.abc import Sequence

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ...typesetting import Data
from .elements import NO_LINE, cell, paragraph, plain, row, runs, strong_line, table, tick
from .look import MARGIN
from .parts import Line, Page

START, HIGHEST = 0.9, 26
"""Of the height that a row has on paper, and in millimetres: it grows with what is typed."""
LETTER_WIDTH = 2.3
"""Millimetres, of a bold letter at 11 points."""


def fill_table(block: Data, page: Page) -> list[Element]:
    """Columns with names, rows with texts and with cells to fill in."""
    widths = _widths(block["columns"], page.width)
    head = [_head(width, column["name"], page) for width, column in zip(widths, block["columns"], strict=True)]
    rows = [_fill_row(texts, widths, min(block["row_height"] * START, HIGHEST)) for texts in block["rows"]]
    return [_answers(block, widths, [row(head, head=True), *rows])]


def _widths(columns: Sequence[Data], width: float) -> list[float]:
    """Shares of the width, but no column is narrower than the words of its name: Word would break them anywhere."""
    longest = [max(map(len, plain(column["name"]).split()), default=0) for column in columns]
    total = sum(column["share"] for column in columns)
    wanted = [width * column["share"] / total for column in columns]
    least = [min(letters * LETTER_WIDTH + 2 * MARGIN["left"], width / len(columns)) for letters in longest]
    spare = [max(0.0, one - low) for one, low in zip(wanted, least, strict=True)]
    missing = sum(max(0.0, low - one) for one, low in zip(wanted, least, strict=True))
    given = 1 - missing / sum(spare) if missing else 1.0
    return [low + more * given for low, more in zip(least, spare, strict=True)] if missing else wanted


def _fill_row(texts: Sequence[Line], widths: Sequence[float], high: float) -> Element:
    """A row with an empty cell is high enough to write in; one with none is as high as its text."""
    cells = [
        cell(width, paragraph("Cell", *runs(text)) if text else paragraph("Answer"))
        for width, text in zip(widths, texts, strict=True)
    ]
    return row(cells, 0 if all(texts) else high)


def tick_table(block: Data, page: Page) -> list[Element]:
    """A row for each item, with a box to tick in each of the other columns."""
    states = block["states"]
    width = min(24, 0.66 * page.width / len(states))
    widths = [page.width - width * len(states), *[width] * len(states)]
    head = [_head(widths[0], [], page), *(_head(width, state, page, "TickHead") for state in states)]
    items = [*block["items"], *[[]] * block["blank_items"]]
    return [_answers(block, widths, [row(head, head=True), *(_tick_row(item, states, widths) for item in items)])]


def _tick_row(item: Line, states: Sequence[Line], widths: Sequence[float]) -> Element:
    named = cell(widths[0], paragraph("Cell", *runs(item)) if item else paragraph("Answer"), align="center")
    ticks = [
        cell(width, paragraph("TickCell", tick(": ".join(filter(None, (plain(state), plain(item)))))), align="center")
        for width, state in zip(widths[1:], states, strict=True)
    ]
    return row([named, *ticks], 0 if item else 14)


def _head(width: float, name: Line, page: Page, style: str = "CellHead") -> Element:
    borders = {"left": NO_LINE, "bottom": strong_line(page.accent), "right": NO_LINE}
    return cell(width, paragraph(style, *runs(name)), borders=borders, align="bottom")


def _answers(block: Data, widths: Sequence[float], rows: Sequence[Element]) -> Element:
    return table("Answers", widths, rows, name=plain(block["prompt"]), head=True, row_heads=block["row_heads"])
