"""The answer areas of a Word file: a question, and what to type or write the answer in. `AREAS` names every kind.

Each takes the data that Typst draws (`generator/paper/areas.py`) and gives elements. What is typed grows
downwards inside its row or takes the place of a gap, so that no rule moves aside.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ...prose import Run
from ...typesetting import Data
from ..areas import GAP
from .elements import (
    AROUND,
    cell,
    gap,
    height,
    is_table,
    keep,
    paragraph,
    plain,
    row,
    runs,
    strong,
    tab,
    tab_stop,
    table,
    tick,
)
from .lists import LETTER, MATCH
from .parts import BETWEEN, Page, blanks, line, prose, rows_and_paragraphs, side_by_side
from .tables import fill_table, tick_table

LINE_PITCH = 9.5
"""From one ruled line to the next: room for handwriting, and for two typed lines."""
GAP_WIDTH = 60
"""Of a gap in a sentence."""
SEEN_AT_ONCE = ("match", "chain-map", "grid-2x2")
"""Kinds in which people look to and fro."""
NARROW = 33
"""Items to tick with fewer letters go side by side."""


def area(block: Data, page: Page, number: int = 0) -> list[Element]:
    """A question with its answer area; `number` is the list that it counts in, if it does.

    It stays on one page unless it takes more than a quarter of one, or nearly all where people look to and fro; then its
    beginning and its end hold together.
    A table gets a paragraph after it: LibreOffice does not keep a heading right below one with what it heads.
    """
    asked = [paragraph("Heading2", *runs(block["prompt"]), number=number)]
    if block["hint"]:
        asked.append(paragraph("Hint", *runs(block["hint"])))
    answered = AREAS[block["kind"]](block, page)
    if is_table(answered[-1]):
        answered.append(paragraph("End"))
    kept = rows_and_paragraphs(answered)
    is_long = height(answered, page.width) > page.height * (0.8 if block["kind"] in SEEN_AT_ONCE else 0.25)
    keep([*kept[:2], *kept[-3:-1]] if is_long and len(kept) > 5 else kept[:-1])
    return asked + answered


# Reading


def _text(block: Data, page: Page) -> list[Element]:
    return prose(block["body"], end=page.reading_end)


def _story(block: Data, page: Page) -> list[Element]:
    return prose(block["body"], "Story", end=page.reading_end)


def _role_card(block: Data, _page: Page) -> list[Element]:
    return [paragraph("Role", *runs(block["role"])), *prose(block["body"], "RoleCard")]


# Writing


def _lines(block: Data, page: Page) -> list[Element]:
    if block.get("millimetres"):
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


# Ticking and joining


def _checklist(block: Data, page: Page) -> list[Element]:
    if "states" in block:
        return tick_table(block, page)
    ticks = [paragraph("Tick", tick(plain(item)), tab(), *runs(item)) for item in block["items"]]
    is_narrow = not block["blank_items"] and all(len(plain(item)) < NARROW for item in block["items"])
    is_wide = not (page.landscape or is_narrow)
    rule = tab_stop(page.width if is_wide else (page.width - BETWEEN) / 2, leader="underscore")
    own = plain(block["prompt"])
    ticks += [paragraph("TickLine", tick(own), tab(), tab(), tabs=[rule]) for _ in range(block["blank_items"])]
    middle = (len(ticks) + 1) // 2
    return ticks if is_wide else [side_by_side(ticks[:middle], ticks[middle:], page.width)]


def _match(block: Data, page: Page) -> list[Element]:
    left, right = page.lists.new(MATCH), page.lists.new(LETTER)
    numbered = [paragraph("Match", gap(plain(item), 8), tab(), *runs(item), number=left) for item in block["left"]]
    lettered = [paragraph("Match", *runs(item), number=right) for item in block["right"]]
    return [side_by_side(numbered, lettered, page.width, share=0.6)]


AREAS: Mapping[str, Callable[[Data, Page], list[Element]]] = {
    "text": _text,
    "story": _story,
    "role-card": _role_card,
    "lines": _lines,
    "word-boxes": _word_boxes,
    "sentence-frame": _sentence_frame,
    "two-col": fill_table,
    "table": fill_table,
    "rewrite": fill_table,
    "checklist": _checklist,
    "likert": tick_table,
    "match": _match,
    "sort": tick_table,
    "grid-2x2": fill_table,
    "chain-map": _chain_map,
    "action-plan": fill_table,
    "sign-off": _sign_off,
}
"""How each kind of block is drawn. `overrides/paper/areas.typ` does the same for PDFs."""
