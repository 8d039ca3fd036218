"""What there is to fill in: names that stay, labels that say enough by themselves."""

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from generator import models as m
from generator.assembly import read
from generator.blocks import KINDS, asked, fields
from generator.editions import select
from generator.fields import Field
from generator.handbook import Audience, Edition
from generator.pages import book
from tests.sample import library_of, sample_files

EVERY_KIND = "exercises/w02-every-kind.yml"
ROOT = Path(__file__).parents[1]

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
    library, _ = read(ROOT)
    assert library is not None
    handbook = select(library, Edition(trade, "en", Audience.STAFF))
    for exercise in handbook.exercises:
        found = [field for block in exercise.blocks for field in fields(block, handbook.language.words)]
        assert found, exercise.id
        assert not [name for name, times in Counter(field.name for field in found).items() if times > 1]
        assert all(field.label.strip() for field in found), exercise.id


class Drawn(HTMLParser):
    """Collects what there is to fill in on a page: name, kind, label, options, and the digest of the question."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[Any]] = {}
        self.heard, self.legend, self.waiting = "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        kind = {"text": "line", "checkbox": "tick", "radio": "choice"}.get(values.get("type", ""))
        kind = kind or {"textarea": "text", "select": "choice"}.get(tag)
        if kind:
            label = values.get("aria-label", self.legend)
            self.found.setdefault(values["name"], [kind, label, [], values["data-asked"]])
            self.waiting = {"choice": "option" if tag == "select" else "span"}.get(kind, "")
        if tag in ("legend", self.waiting):
            self.heard = ""

    def handle_data(self, data: str) -> None:
        self.heard += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "legend":
            self.legend = self.heard
        elif tag == self.waiting and self.heard:
            list(self.found.values())[-1][2].append(self.heard)
        elif tag in ("select", "fieldset"):
            self.waiting = ""


def test_a_page_draws_exactly_the_fields() -> None:
    """On every exercise of a trade, and on one that has every kind of block."""
    files = sample_files() | {EVERY_KIND: (ROOT / "tests/cases" / EVERY_KIND).read_bytes()}
    for library, trade in ((read(ROOT)[0], "retail"), (library_of(files), "bakery")):
        assert library is not None
        handbook = select(library, Edition(trade, "en", Audience.STAFF))
        pages = {page.path: page.text for page in book(handbook, ROOT).pages}
        for exercise in handbook.exercises:
            drawn = Drawn()
            drawn.feed(pages[handbook.addresses[exercise.id].replace(".html", ".md")])
            assert drawn.found == {
                field.name: [field.kind, field.label, list(field.options), asked(block, field)]
                for block in exercise.blocks
                for field in fields(block, handbook.language.words)
            }, exercise.id
    assert {block.kind for block in handbook.exercises[-1].blocks} == set(KINDS)


def test_another_question_has_another_digest() -> None:
    def digests(**changes: Any) -> list[str]:
        given = {"left": ("Bread", "Milk"), "right": ("A jug", "A board"), "prompt": "Match."}
        block = m.MatchBlock(kind="match", id="pairs", **{**given, **changes})
        return [asked(block, field) for field in fields(block, WORDS)]

    bread, milk = digests()
    assert digests(left=("Milk", "Bread")) == [milk, bread]
    assert not {bread, milk} & {*digests(prompt="Sort."), *digests(right=("A board", "A jug"))}
