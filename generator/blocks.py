"""What a block holds: once the trade is known, its rows and starts; and the fields that people fill in.

How each kind is drawn stands in few places only: `overrides/pages/blocks/<kind>.html.j2` for the screen,
`overrides/paper/` for paper, `paper/word/` for Word files. `KINDS` names them all; a test holds each medium to it,
and to the same fields.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import get_args

from . import models as m
from .fields import Field, Kind
from .models import Block, Exercise, Industry, KeyEntry, RewriteBlock, TableBlock, TouchPoint
from .prose import plain, runs

KINDS: tuple[str, ...] = tuple(get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(get_args(Block)[0]))
"""Every kind of block, in the order of the models."""


LETTERS = "ABCDEFGHIJ"
"""Names of the right-hand items of a match."""


def fields(block: Block, words: Mapping[str, str]) -> tuple[Field, ...]:
    """What there is to fill in, in reading order. `words` are the language's."""
    return tuple(
        Field(f"{block.id}{place}", kind, plain(label), tuple(map(plain, options)))
        for place, kind, label, options in _fields(block, words)
    )


def asked(block: Block, field: Field) -> str:
    """Eight signs that change with the question as it is put, so that no answer is ever shown under other words."""
    lettered = block.right if isinstance(block, m.MatchBlock) else ()
    return digest(plain(block.prompt), field.label, *field.options, *map(plain, lettered))


def digest(*texts: str) -> str:
    """Eight signs that change with the texts: the name of something that readers' notes hold on to."""
    return sha256("\n".join(texts).encode()).hexdigest()[:8]


_Found = tuple[str, Kind, str, tuple[str, ...]]


def _fields(block: Block, words: Mapping[str, str]) -> Iterator[_Found]:
    match block:
        case m.TextBlock() | m.StoryBlock() | m.RoleCardBlock():
            return
        case m.LinesBlock():
            yield "", "text", block.prompt, ()
        case m.WordBoxesBlock():
            yield from ((f".{n}", "line", f"{block.prompt} {n}", ()) for n in _numbers(block.boxes))
        case m.SentenceFrameBlock():
            gaps = block.frame.count("___")
            for turn in _numbers(block.times):
                yield from ((f".{turn}.{n}", "line", f"{block.prompt} {turn}, {words['gap']} {n}", ()) for n in _numbers(gaps))
        case m.TwoColBlock():
            yield from _cells((block.left, block.right), [("", "")] * block.rows)
        case m.TableBlock():
            names = [column.name for column in block.columns]
            yield from _cells(names, [*block.rows, *[("",) * len(names)] * block.blank_rows])
        case m.RewriteBlock():
            starts = (*block.starts, *[""] * block.blank_rows)
            yield from _cells((block.start, *block.stages), [(start, *[""] * len(block.stages)) for start in starts])
        case m.ChecklistBlock():
            yield from _checklist(block, words["your-own-item"])
        case m.LikertBlock():
            yield from _choices(block.statements, block.scale)
        case m.SortBlock():
            yield from _choices(block.items, block.bins)
        case m.MatchBlock():
            yield from _choices(block.left, tuple(LETTERS[: len(block.right)]))
        case m.Grid2x2Block():
            rows = enumerate((block.up[1], block.up[0]), start=1)
            columns = list(enumerate(block.across, start=1))
            yield from ((f".{r}.{c}", "text", f"{up}, {across}", ()) for r, up in rows for c, across in columns)
        case m.ChainMapBlock():
            for n, node in enumerate(block.nodes, start=1):
                yield f".{n}", "line", node, ()
                if n < len(block.nodes):
                    yield f".{n}.gives", "line", f"{node}: {block.gives}", ()
                    yield f".{n}.gets", "line", f"{node}: {block.gets}", ()
        case m.ActionPlanBlock():
            for plan in _numbers(block.plans):
                for part, kind in PLAN_PARTS.items():
                    yield f".{plan}.{part}", kind, f"{words['plan-' + part]} {plan}", ()
        case m.SignOffBlock():
            for n, role in enumerate(block.roles, start=1):
                yield f".{n}", "line", role, ()
                yield f".{n}.date", "line", f"{role}: {words['date-line']}", ()


PLAN_PARTS: Mapping[str, Kind] = {"when": "text", "i-will": "text", "by": "line", "obstacle": "text"}
"""What each plan says, by the name of its word without `plan-`."""


def _numbers(count: int) -> range:
    return range(1, count + 1)


def _cells(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[_Found]:
    """The cells of a table that say nothing. A row that has a name says it; another says its number."""
    for r, row in enumerate(rows, start=1):
        name = ": ".join(text for text in row if text)
        for c, (column, text) in enumerate(zip(columns, row, strict=True), start=1):
            if not runs(text):
                yield f".{r}.{c}", "text", f"{name}: {column}" if name else f"{column} {r}", ()


def _checklist(block: m.ChecklistBlock, own: str) -> Iterator[_Found]:
    for n in _numbers(len(block.items) + block.blank_items):
        is_own = n > len(block.items)
        item = f"{own} {n - len(block.items)}" if is_own else block.items[n - 1]
        if is_own:
            yield f".{n}.text", "line", item, ()
        if block.states:
            yield from ((f".{n}.{s}", "tick", f"{item}: {state}", ()) for s, state in enumerate(block.states, start=1))
        else:
            yield f".{n}", "tick", item, ()


def _choices(items: Sequence[str], options: tuple[str, ...]) -> Iterator[_Found]:
    yield from ((f".{n}", "choice", item, options) for n, item in enumerate(items, start=1))


def tailored(exercise: Exercise, industry: Industry, touch_points: Sequence[TouchPoint]) -> Exercise:
    """The exercise with the trade's own rows in its blocks, and their better words in its key."""
    blocks = tuple(_tailored(block, industry, touch_points) for block in exercise.blocks)
    key = tuple(_with_better_words(entry, exercise, industry) for entry in exercise.key)
    return exercise.model_copy(update={"blocks": blocks, "key": key})


def _tailored(block: Block, industry: Industry, touch_points: Sequence[TouchPoint]) -> Block:
    match block:
        case TableBlock(rows_from="touch-points"):
            spare = ("",) * (len(block.columns) - 2)
            rows = tuple((str(number), point.name, *spare) for number, point in enumerate(touch_points, start=1))
            return block.model_copy(update={"rows": rows + block.rows})
        case RewriteBlock(starts_from="when-no"):
            return block.model_copy(update={"starts": tuple(pair.avoid for pair in industry.when_no) + block.starts})
    return block


def _with_better_words(entry: KeyEntry, exercise: Exercise, industry: Industry) -> KeyEntry:
    block = next((block for block in exercise.blocks if block.id == entry.block), None)
    if not isinstance(block, RewriteBlock) or block.starts_from is None:
        return entry
    pairs = tuple(f"“{pair.avoid}” → “{pair.say}”" for pair in industry.when_no)
    return entry.model_copy(update={"points": pairs + entry.points})
