"""One edition: chosen, tailored to its trade, and without a word that is only for trainers."""

import re
from dataclasses import replace
from typing import Any

import pytest

from generator import models as m
from generator.documents import Document
from generator.editions import editions, select, without_trainer_fields
from generator.handbook import Audience, Edition, Handbook
from generator.library import Library, Piece, walk
from tests.conftest import with_trainer_sentinel
from tests.sample import library_of, sample_files

FORM = b"""\
id: form.sign-in
number: P04
name: Sign-in
intro: Write your name.
blocks:
  - {kind: lines, id: names, prompt: Who is here?, lines: 12}
trainer_note: Keep it until the tide turns.
sources: [added]
"""
SESSION = b"""\
id: ses.hour.no
name: An hour with no
kind: hour
minutes: 60
purpose: To say no and be thanked for it.
objectives:
  - {verb: Rewrite, text: a no as an offer}
rows:
  - {minutes: 20, name: Start, do: Read a no aloud., say: '"Who has heard this one?"', learners: Put up a hand.}
  - {minutes: 10, name: Tea, kind: break}
  - {minutes: 30, name: Lines, do: Ask for a better one., say: '"What can you do?"', learners: Rewrite three lines.}
concepts: [stage.helping]
sources: [added]
"""
FILES = sample_files() | {"exercises/forms/p04-sign-in.yml": FORM, "content/sessions/hour-no.yml": SESSION}
LIBRARY = library_of(FILES)
SENTINEL = "ONLY-FOR-TRAINERS"

FOR_TRAINERS = {
    "Exercise.debrief",
    "Exercise.facilitation",
    "Exercise.key",
    "Form.trainer_note",
    "Scenario.customer_card",
    "Scenario.good_looks_like",
    "Scenario.observer_focus",
    "Scenario.traps",
    "Topic.trainer_note",
}


def handbook_of(trade: str, audience: Audience = Audience.STAFF, library: Library = LIBRARY) -> Handbook:
    return select(library, Edition(trade, "en", audience))


def everything_in(handbook: Handbook) -> str:
    """All that an edition holds, the interface words apart, whose gaps are none of the slots."""
    held = replace(handbook, language=handbook.language.model_copy(update={"words": {}}))
    return repr((held, held.names, held.addresses, held.chapters()))


def blocks_of(handbook: Handbook) -> dict[str, m.BlockModel]:
    (exercise,) = handbook.exercises
    return {block.id: block for block in exercise.blocks}


def points_for(handbook: Handbook, block: str) -> tuple[str, ...]:
    (exercise,) = handbook.exercises
    (entry,) = (entry for entry in exercise.key if entry.block == block)
    return entry.points


# Which editions there are


def test_the_plan_asks_for_every_trade_for_staff_and_for_trainers() -> None:
    assert [edition.name for edition in editions(LIBRARY)] == [
        "bakery-en-staff",
        "bakery-en-trainer",
        "ferry-en-staff",
        "ferry-en-trainer",
    ]


# What is for trainers


def is_for_trainers(model: type[m.Model], name: str) -> bool:
    extra = model.model_fields[name].json_schema_extra
    return isinstance(extra, dict) and extra.get("audience") == "trainer"


def test_these_fields_are_for_trainers_and_no_others() -> None:
    every_model = [model for model in vars(m).values() if isinstance(model, type) and issubclass(model, m.Model)]
    marked = {
        f"{model.__name__}.{name}" for model in every_model for name in model.model_fields if is_for_trainers(model, name)
    }
    assert marked == FOR_TRAINERS


def test_the_sample_has_something_in_every_field_for_trainers() -> None:
    filled = {
        f"{type(model).__name__}.{name}"
        for piece in LIBRARY.pieces
        for _, model in walk(piece.model)
        for name in type(model).model_fields
        if is_for_trainers(type(model), name) and getattr(model, name)
    }
    assert filled == FOR_TRAINERS


@pytest.mark.parametrize("trade", ["bakery", "ferry"])
def test_nothing_for_trainers_is_in_a_staff_edition(trade: str) -> None:
    marked = with_trainer_sentinel(LIBRARY, SENTINEL)
    assert SENTINEL not in everything_in(handbook_of(trade, Audience.STAFF, marked))


def test_everything_for_trainers_is_in_their_edition() -> None:
    marked = with_trainer_sentinel(LIBRARY, SENTINEL)
    there = sum(repr(piece.model).count(SENTINEL) for piece in marked.pieces)
    # The ferry has no scenarios yet, so all of it is for bakers.
    assert repr(handbook_of("bakery", Audience.TRAINER, marked)).count(SENTINEL) == there > 40


def test_fields_for_trainers_are_emptied_at_any_depth() -> None:
    (scenarios,) = with_trainer_sentinel(LIBRARY, SENTINEL).all_of(m.Scenarios)
    emptied = without_trainer_fields(scenarios)
    assert SENTINEL not in repr(emptied)
    assert [scene.name for scene in emptied.scenarios] == [scene.name for scene in scenarios.scenarios]


def test_only_trainers_have_sessions_and_their_guide() -> None:
    nothing: dict[str, Any] = dict.fromkeys(("energisers", "sections", "ground_rules", "sources"), ())
    guide = m.TrainersGuide.model_construct(name="Read this first", one_sentence="It is short.", **nothing)
    library = Library((*LIBRARY.pieces, Piece(Document("content/sessions/guide.yml"), guide)))
    staff, trainer = (handbook_of("bakery", audience, library) for audience in Audience)
    assert (staff.sessions, staff.guide) == ((), None)
    assert "ses.hour.no" not in staff.addresses.keys() | staff.names.keys()
    assert [session.name for session in trainer.sessions] == ["An hour with no"]
    assert trainer.guide
    assert trainer.addresses["ses.hour.no"] == "sessions/hour-no.html"


def test_only_trainers_see_what_is_still_to_write() -> None:
    assert (handbook_of("ferry").gaps, handbook_of("ferry").coverage) == ((), None)
    assert handbook_of("ferry", Audience.TRAINER).coverage
    assert [gap.missing for gap in handbook_of("ferry", Audience.TRAINER).gaps] == [
        "there are no touch points",
        "stage.understanding has no example",
        "stage.helping has no example",
        "stage.keeping has no example",
        "need.warmth has no example",
        "need.news has no example",
        "stage.receiving has no scenario",
        "stage.understanding has no scenario",
        "stage.helping has no scenario",
        "stage.keeping has no scenario",
    ]


# Tailoring


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("trade", ["bakery", "ferry"])
def test_no_slot_is_left(trade: str, audience: Audience) -> None:
    assert re.findall(r"\{\w+\}", everything_in(handbook_of(trade, audience))) == []


def test_the_words_are_those_of_the_trade() -> None:
    said = {trade: handbook_of(trade).concepts["stage.receiving"].behind_the_scenes for trade in ("bakery", "ferry")}
    assert said == {
        "bakery": "Say hello to a fellow baker before you ask what has gone wrong.",
        "ferry": "Say hello to a shipmate before you ask what has gone wrong.",
    }


def test_a_handbook_holds_only_its_own_trade() -> None:
    bakery, ferry = everything_in(handbook_of("bakery")), everything_in(handbook_of("ferry"))
    assert "Crumb & Daughter" in bakery
    assert "Two-Shore Ferry" in ferry
    assert not re.search(r"[Ff]err(y|ies)|passenger|shipmate|Two-Shore", bakery.replace("industries=('bakery', 'ferry')", ""))
    assert not re.search(r"[Bb]aker|guest|Crumb", ferry.replace("industries=('bakery', 'ferry')", ""))


def test_a_question_of_one_trade_is_asked_in_that_trade_only() -> None:
    files = sample_files()
    quiz = "exercises/quizzes/need-news.yml"
    files[quiz] = files[quiz].replace(
        b"    bloom: apply\n  - id: q.news.02", b"    bloom: apply\n    industry: ferry\n  - id: q.news.02"
    )
    library = library_of(files)
    asked = {trade: [q.id for q in handbook_of(trade, library=library).quizzes["need.news"]] for trade in ("bakery", "ferry")}
    assert asked == {"bakery": ["q.news.02"], "ferry": ["q.news.01", "q.news.02"]}


def test_a_table_starts_with_a_row_for_each_touch_point() -> None:
    table = blocks_of(handbook_of("bakery"))["walk"]
    assert isinstance(table, m.TableBlock)
    assert table.rows == (
        ("1", "The smell outside", ""),
        ("2", "The window", ""),
        ("3", "The bell", ""),
        ("4", "The question", ""),
        ("5", "The cut", ""),
        ("6", "The till", ""),
        ("7", "The goodbye", ""),
        ("8", "The call", ""),
    )


def test_a_trade_without_touch_points_has_an_empty_table() -> None:
    table = blocks_of(handbook_of("ferry"))["walk"]
    assert isinstance(table, m.TableBlock)
    assert table.rows == ()


def test_a_table_of_its_own_is_left_alone() -> None:
    table = blocks_of(handbook_of("bakery"))["days"]
    assert isinstance(table, m.TableBlock)
    assert table.rows == (("Monday", ""), ("Saturday", ""))


def test_rewriting_starts_with_what_is_said_in_the_trade_and_then_its_own() -> None:
    rewrite = blocks_of(handbook_of("ferry"))["kinder"]
    assert isinstance(rewrite, m.RewriteBlock)
    assert rewrite.starts == (
        "We’re full.",
        "No bikes.",
        "Not in this fog.",
        "Tickets are ashore.",
        "We don’t wait.",
        "Dogs outside.",
        "That’s the rule.",
    )


def test_the_better_words_of_the_trade_stand_first_in_the_key() -> None:
    assert points_for(handbook_of("bakery", Audience.TRAINER), "kinder") == (
        "“We’re out.” → “The last one went at nine. I can keep you one tomorrow.”",
        "“We don’t slice.” → “I can’t slice it here. It keeps longer whole.”",
        "“No dogs.” → “He can wait on the mat. I’ll bring it to the door.”",
        "“Cash only.” → “The machine is down. Shall I write it in the book?”",
        "“We’re closed.” → “The oven is off. There is one warm loaf left.”",
        "“No refunds.” → “I can’t give money. I can bake it again.”",
        "The limit is still there, and so is one real offer.",
    )
    assert points_for(handbook_of("bakery", Audience.TRAINER), "feelings") == ("Small, stupid, sent away. All are right.",)


# Order and addresses


def test_chapters_are_in_the_order_of_the_plan() -> None:
    assert [(name, [page.id for page in pages]) for name, pages in handbook_of("bakery").chapters()] == [
        ("The cycle", ["interaction-cycle"]),
        ("Ideas", ["two-comforts", "topic.first-and-last", "topic.the-queue"]),
    ]
    assert list(handbook_of("bakery").concepts) == [
        "stage.receiving",
        "stage.understanding",
        "stage.helping",
        "stage.keeping",
        "need.warmth",
        "need.news",
    ]


def test_each_thing_has_its_own_address() -> None:
    addresses = handbook_of("bakery").addresses
    assert len(set(addresses.values())) == len(addresses)
    assert {
        identity: addresses[identity] for identity in ("two-comforts", "need.news", "skill.ask", "tp.bakery.08", "bakery")
    } == {
        "two-comforts": "two-comforts/index.html",
        "need.news": "two-comforts/news.html",
        "skill.ask": "interaction-cycle/understanding.html#ask",
        "tp.bakery.08": "work/touch-points.html#08",
        "bakery": "work/index.html",
    }


@pytest.mark.parametrize("trade", ["bakery", "ferry"])
def test_whatever_the_check_lets_a_link_lead_to_has_an_address_and_a_name(trade: str) -> None:
    handbook = handbook_of(trade)
    questions = {question.id for quiz in LIBRARY.all_of(m.Quiz) for question in quiz.questions}
    others = {identity for identity in LIBRARY.entries if {"bakery": "ferry", "ferry": "bakery"}[trade] in identity}
    reachable = LIBRARY.entries.keys() - questions - others - {"ses.hour.no"}
    assert reachable == handbook.addresses.keys() == handbook.names.keys()
