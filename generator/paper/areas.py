"""Answer areas as data for paper: each block becomes plain values, its texts in runs.

Many kinds are tables on paper. They come in two shapes, so that the templates draw them alike: tables to
fill in (columns, rows, the height of a row to write in; a cell without runs is a cell to write in) and
tables to tick in (items, states). Both say whether each row starts with its name (`row_heads`).
"""

from collections.abc import Iterable, Mapping, Sequence

from .. import models as m
from ..blocks import fields
from ..fields import Field
from ..prose import runs
from ..typesetting import Data
from .texts import lines, prose

GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a gap in a sentence; underscores could be read as emphasis."""
ROW_HEIGHT = 18
"""Millimetres: room for two or three lines of handwriting."""
PLAN_HEIGHT = 30
"""Millimetres: a sentence in narrow columns."""
FIELD_HEIGHT = 40
"""Millimetres: a field of a grid."""
PLAN_COLUMNS = {"plan-when": 4, "plan-i-will": 5, "plan-by": 2, "plan-obstacle": 4}
"""The columns of an action plan by the name of their word, with their shares of the width."""


def area(block: m.Block, words: Mapping[str, str]) -> Data:
    """A block as data, under its kind, with the fields that there are to fill in, in reading order."""
    return {
        "kind": block.kind,
        "prompt": runs(block.prompt),
        "hint": runs(block.hint or ""),
        **_drawn(block, words),
        "fields": [field_data(field) for field in fields(block, words)],
    }


def field_data(field: Field) -> Data:
    """A field: its name within the sheet, its kind, its label, and for a choice its options."""
    return {"name": field.name, "kind": field.kind, "label": field.label, "options": list(field.options)}


def opening_fields(words: Mapping[str, str], *names: str) -> list[Data]:
    """Lines to fill in where a sheet opens, each named after its word, such as `name-line`."""
    return [field_data(Field(name, "line", words[name])) for name in names]


def _drawn(block: m.Block, words: Mapping[str, str]) -> Data:
    match block:
        case m.TextBlock() | m.StoryBlock():
            return {"body": prose(block.body)}
        case m.RoleCardBlock():
            return {"role": runs(block.role), "body": prose(block.body)}
        case m.LinesBlock():
            return {"lines": block.lines, "millimetres": block.millimetres, "stretch": block.stretch}
        case m.WordBoxesBlock():
            return {"boxes": block.boxes}
        case m.SentenceFrameBlock():
            return {"frame": runs(block.frame.replace("___", GAP)), "times": block.times}
        case m.TwoColBlock():
            example = [block.example] if block.example else []
            rows = [*example, *[("", "")] * block.rows]
            return _table([(block.left, 1), (block.right, 1)], rows, block.row_height, row_heads=False)
        case m.TableBlock():
            columns = [(column.name, column.share) for column in block.columns]
            return _table(columns, [*block.rows, *[("",) * len(columns)] * block.blank_rows], block.row_height)
        case m.RewriteBlock():
            starts = (*block.starts, *[""] * block.blank_rows)
            columns = [(block.start, 2), *((stage, 3) for stage in block.stages)]
            return _table(columns, [(start, *[""] * len(block.stages)) for start in starts])
        case m.ChecklistBlock(states=()):
            return {"items": lines(block.items), "blank_items": block.blank_items}
        case m.ChecklistBlock():
            return _ticks(block.items, block.states, block.blank_items)
        case m.LikertBlock():
            return _ticks(block.statements, block.scale)
        case m.SortBlock():
            return _ticks(block.items, block.bins)
        case m.MatchBlock():
            return {"left": lines(block.left), "right": lines(block.right)}
        case m.Grid2x2Block():
            bottom, top = block.up
            columns = [("", 2), *((end, 4) for end in block.across)]
            return _table(columns, [(top, "", ""), (bottom, "", "")], FIELD_HEIGHT)
        case m.ChainMapBlock():
            return {"nodes": lines(block.nodes), "gives": runs(block.gives), "gets": runs(block.gets)}
        case m.ActionPlanBlock():
            columns = [(words[word], share) for word, share in PLAN_COLUMNS.items()]
            return _table(columns, [("",) * len(columns)] * block.plans, PLAN_HEIGHT)
        case m.SignOffBlock():
            return {"roles": lines(block.roles)}


def _table(
    columns: Iterable[tuple[str, int]], rows: Iterable[Sequence[str]], row_height: int = ROW_HEIGHT, *, row_heads: bool = True
) -> Data:
    """A table to fill in. Its columns are names with shares of the width."""
    return {
        "columns": [{"name": runs(name), "share": share} for name, share in columns],
        "rows": [lines(row) for row in rows],
        "row_height": row_height,
        "row_heads": row_heads,
    }


def _ticks(items: Iterable[str], states: Iterable[str], blank_items: int = 0) -> Data:
    return {"items": lines(items), "states": lines(states), "blank_items": blank_items, "row_heads": True}
