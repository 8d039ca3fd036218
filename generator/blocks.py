"""What a block holds once the trade is known: rows and starts that come from the industry's own files.

How each kind is drawn stands in two places only: `overrides/pages/blocks/<kind>.html.j2` for the
screen and `overrides/paper/` for paper. `KINDS` names them all; a test holds both to it.
"""

from collections.abc import Sequence
from typing import get_args

from .models import Block, Exercise, Industry, KeyEntry, RewriteBlock, TableBlock, TouchPoint

KINDS: tuple[str, ...] = tuple(get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(get_args(Block)[0]))
"""Every kind of block, in the order of the models."""


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
