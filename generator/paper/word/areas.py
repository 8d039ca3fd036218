"""The answer areas of a Word file: a question, and what to type or write the answer in. `AREAS` names every kind.

Each takes the data that Typst draws (`generator/paper/areas.py`) and gives elements. What is typed grows
downwards inside its row or takes the place of a gap, so that no rule moves aside.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ...prose import Run
from ..areas import GAP
from ..texts import Data
from .elements import (
    AROUND,
    NO_LINE,
    UNDER,
    cell,
    gap,
    height,
    is_table,
    keep,
    paragraph,
    plain,
    row,
    runs,
    said,
    strong,
    strong_line,
    tab,
    tab_stop,
    table,
    tick,
)
from .look import LETTER, MATCH, Lists

LINE_PITCH = 9.5
"""From one ruled line to the next: room for handwriting, and for two typed lines."""
GAP_WIDTH = 60
"""Of a gap in a sentence."""
READING_WIDTH = 160
"""Longer lines are hard to read."""
NARROW = 33
"""Items to tick with fewer letters go side by side."""


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


Line = Sequence[Run]


def area(block: Data, page: Page, number: int = 0) -> list[Element]:
    """A question with its answer area; `number` is the list that it counts in, if it does.

    It stays on one page unless it takes more than a quarter of one; then its beginning and its end hold together.
    A table gets a paragraph after it: LibreOffice does not keep a heading right below one with what it heads.
    """
    asked = [paragraph("Heading2", *runs(block["prompt"]), number=number)]
    if block["hint"]:
        asked.append(paragraph("Hint", *runs(block["hint"])))
    answered = AREAS[block["kind"]](block, page)
    if is_table(answered[-1]):
        answered.append(paragraph("End"))
    kept = _rows_and_paragraphs(answered)
    is_long = height(answered, page.width) > page.height / 4
    keep([*kept[:2], *kept[-3:-1]] if is_long and len(kept) > 5 else kept[:-1])
    return asked + answered


def closed(drawn: Sequence[Element], closing: Sequence[Element]) -> list[Element]:
    """What ends a sheet goes with the end of what stands before it: a page with a box alone would be wasted."""
    if closing:
        keep(_rows_and_paragraphs(drawn)[-1:])
    return [*drawn, *closing]


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
    cells = [cell(widths[0], paragraph("Blank", *runs(labels[0]), _space()), borders=UNDER, align="bottom")]
    for label, width in zip(labels[1:], widths[1:], strict=True):
        cells.append(cell(between, paragraph("Blank")))
        cells.append(cell(width, paragraph("Blank", *runs(label), _space()), borders=UNDER, align="bottom"))
    return row(cells, high)


def line(text: str) -> Line:
    """A word of the language as a line."""
    return [{"text": text, "strong": False, "emph": False}]


# Reading


def _text(block: Data, page: Page) -> list[Element]:
    return prose(block["body"], end=page.reading_end)


def _story(block: Data, page: Page) -> list[Element]:
    return prose(block["body"], "Story", end=page.reading_end)


def _role_card(block: Data, _page: Page) -> list[Element]:
    return [paragraph("Role", *runs(block["role"])), *prose(block["body"], "RoleCard")]


# Writing


def _lines(block: Data, page: Page) -> list[Element]:
    if "millimetres" in block:
        return [_framed(block, page, [page.width], block["millimetres"])]
    answer = [row([cell(page.width, paragraph("Answer"), align="bottom")], LINE_PITCH) for _ in range(block["lines"])]
    return [table("Lines", [page.width], answer, name=plain(block["prompt"]))]


def _word_boxes(block: Data, page: Page) -> list[Element]:
    return [_framed(block, page, [page.width / block["boxes"]] * block["boxes"], 15)]


def _framed(block: Data, page: Page, widths: Sequence[float], high: float) -> Element:
    answer = row([cell(width, paragraph("Answer")) for width in widths], high)
    return table("Boxes", widths, [answer], name=plain(block["prompt"]))


def _sentence_frame(block: Data, page: Page) -> list[Element]:
    return [paragraph("Frame", *_with_gaps(block["frame"], page)) for _ in range(block["times"])]


def _with_gaps(parts: Iterable[Run], page: Page) -> list[Element]:
    found: list[Element] = []
    for part in parts:
        first, *others = part["text"].split(GAP)
        found += runs([{**part, "text": first}]) if first else []
        for text in others:
            found.append(gap(page.words["gap"], GAP_WIDTH))
            found += runs([{**part, "text": text}]) if text else []
    return found


def _sign_off(block: Data, page: Page) -> list[Element]:
    widths = [page.width - 41, 5, 36]
    date = line(page.words["date-line"])
    rows = [blanks([role, date], widths[::2], high=14) for role in block["roles"]]
    return [table("Plain", widths, rows, name=plain(block["prompt"]))]


def _chain_map(block: Data, page: Page) -> list[Element]:
    gutter = 8
    half = (page.width - gutter) / 2
    between = [[*line("↓  "), *block["gives"]], [*line("↑  "), *block["gets"]]]
    rows = []
    for node in block["nodes"]:
        label = paragraph("Cell", *strong(node))
        box = cell(page.width, label, paragraph("Answer"), span=3, borders=AROUND, margin=2.2)
        rows += [
            row([box], 17),
            blanks(between, (half, half), gutter, 13),
            row([cell(page.width, paragraph("End"), span=3)], 3),
        ]
    return [table("Plain", (half, gutter, half), rows[:-2], name=plain(block["prompt"]))]


# Tables


def _fill_table(block: Data, page: Page) -> list[Element]:
    shares = [column["share"] for column in block["columns"]]
    widths = [page.width * share / sum(shares) for share in shares]
    head = [_head(width, column["name"], page) for width, column in zip(widths, block["columns"], strict=True)]
    rows = [_fill_row(texts, widths, block["row_height"]) for texts in block["rows"]]
    return [_answers(block, widths, [row(head, head=True), *rows])]


def _fill_row(texts: Sequence[Line], widths: Sequence[float], high: float) -> Element:
    """A row with an empty cell is high enough to write in; one with none is as high as its text."""
    cells = [
        cell(width, paragraph("Cell", *runs(text)) if text else paragraph("Answer"))
        for width, text in zip(widths, texts, strict=True)
    ]
    return row(cells, 0 if all(texts) else high)


def _tick_table(block: Data, page: Page) -> list[Element]:
    states = block["states"]
    width = min(24, 0.66 * page.width / len(states))
    widths = [page.width - width * len(states), *[width] * len(states)]
    head = [_head(widths[0], [], page), *(_head(width, state, page, "TickHead") for state in states)]
    items = [*block["items"], *[[]] * block["blank_items"]]
    return [_answers(block, widths, [row(head, head=True), *(_tick_row(item, states, widths) for item in items)])]


def _tick_row(item: Line, states: Sequence[Line], widths: Sequence[float]) -> Element:
    named = cell(widths[0], paragraph("Cell", *runs(item)) if item else paragraph("Answer"), align="center")
    ticks = [
        cell(width, paragraph("TickCell", tick(f"{plain(state)}: {plain(item)}")), align="center")
        for width, state in zip(widths[1:], states, strict=True)
    ]
    return row([named, *ticks], 0 if item else 14)


def _head(width: float, name: Line, page: Page, style: str = "CellHead") -> Element:
    borders = {"left": NO_LINE, "bottom": strong_line(page.accent), "right": NO_LINE}
    return cell(width, paragraph(style, *runs(name)), borders=borders, align="bottom")


def _answers(block: Data, widths: Sequence[float], rows: Sequence[Element]) -> Element:
    return table("Answers", widths, rows, name=plain(block["prompt"]), head=True, row_heads=block["row_heads"])


# Ticking and joining


def _checklist(block: Data, page: Page) -> list[Element]:
    if "states" in block:
        return _tick_table(block, page)
    is_narrow = not block["blank_items"] and all(len(plain(item)) < NARROW for item in block["items"])
    if not (page.landscape or is_narrow):
        return _tick_list(block["items"], block["blank_items"], page.width)
    half = (page.width - 12) / 2
    middle = (len(block["items"]) + block["blank_items"] + 1) // 2
    first = _tick_list(block["items"][:middle], 0, half)
    second = _tick_list(block["items"][middle:], block["blank_items"], half)
    return [_side_by_side(first, second, half, 12, half)]


def _tick_list(items: Iterable[Line], blank_items: int, width: float) -> list[Element]:
    """Boxes with what to tick, then boxes with a line for what is one's own."""
    found = [paragraph("Tick", tick(plain(item)), tab(), *runs(item)) for item in items]
    rule = tab_stop(width, leader="underscore")
    return found + [paragraph("TickLine", tick(""), tab(), tab(), tabs=[rule]) for _ in range(blank_items)]


def _match(block: Data, page: Page) -> list[Element]:
    left, right = page.lists.new(MATCH), page.lists.new(LETTER)
    numbered = [paragraph("Match", gap(plain(item), 8), tab(), *runs(item), number=left) for item in block["left"]]
    lettered = [paragraph("Match", *runs(item), number=right) for item in block["right"]]
    wide = (page.width - 14) * 0.6
    return [_side_by_side(numbered, lettered, wide, 14, page.width - 14 - wide)]


def _side_by_side(left: Sequence[Element], right: Sequence[Element], wide: float, gutter: float, other: float) -> Element:
    cells = [cell(wide, *left), cell(gutter, paragraph("End")), cell(other, *(right or [paragraph("End")]))]
    return table("Plain", (wide, gutter, other), [row(cells)])


def _space() -> Element:
    return said("  ")


def _rows_and_paragraphs(elements: Iterable[Element]) -> list[Element]:
    """The smallest pieces between which a page may end."""
    return list(chain.from_iterable(one.tr_lst if is_table(one) else [one] for one in elements))


AREAS: Mapping[str, Callable[[Data, Page], list[Element]]] = {
    "text": _text,
    "story": _story,
    "role-card": _role_card,
    "lines": _lines,
    "word-boxes": _word_boxes,
    "sentence-frame": _sentence_frame,
    "two-col": _fill_table,
    "table": _fill_table,
    "rewrite": _fill_table,
    "checklist": _checklist,
    "likert": _tick_table,
    "match": _match,
    "sort": _tick_table,
    "grid-2x2": _fill_table,
    "chain-map": _chain_map,
    "action-plan": _fill_table,
    "sign-off": _sign_off,
}
"""How each kind of block is drawn. `overrides/paper/areas.typ` does the same for PDFs."""
