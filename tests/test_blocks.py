"""What there is to fill in: names that stay, labels that say enough by themselves."""

from collections import Counter
from pathlib import Path

import pytest

from generator import models as m
from generator.assembly import read
from generator.blocks import Field, fields
from generator.editions import Audience, Edition, select

WORDS = {
    "gap": "gap",
    "your-own-item": "Your own item",
    "date-line": "Date",
    "plan-when": "When this happens",
    "plan-i-will": "I will",
    "plan-by": "By when",
    "plan-obstacle": "What may get in the way",
}


def test_a_cell_says_its_row_and_its_column() -> None:
    columns = (m.Column(name="Asked", share=1), m.Column(name="Possible", share=1))
    block = m.TableBlock(
        kind="table", id="promises", prompt="What can you do?", columns=columns, rows=(("A *refund*", ""),), blank_rows=1
    )
    assert fields(block, WORDS) == (
        Field("promises.1.2", "text", "A refund: Possible"),
        Field("promises.2.1", "text", "Asked 2"),
        Field("promises.2.2", "text", "Possible 2"),
    )


def test_a_checklist_of_ones_own_has_a_line_to_name_it() -> None:
    block = m.ChecklistBlock(kind="checklist", id="seen", prompt="Tick.", items=("A smile",), blank_items=1)
    assert fields(block, WORDS) == (
        Field("seen.1", "tick", "A smile"),
        Field("seen.2.text", "line", "Your own item 1"),
        Field("seen.2", "tick", "Your own item 1"),
    )


@pytest.mark.parametrize("trade", ["retail", "public-sector"])
def test_every_field_of_an_exercise_has_a_name_of_its_own_and_a_label(trade: str) -> None:
    library, _ = read(Path(__file__).parents[1])
    assert library is not None
    handbook = select(library, Edition(trade, "en", Audience.STAFF))
    for exercise in handbook.exercises:
        found = [field for block in exercise.blocks for field in fields(block, handbook.language.words)]
        assert found, exercise.id
        assert not [name for name, times in Counter(field.name for field in found).items() if times > 1]
        assert all(field.label.strip() for field in found), exercise.id
