"""What the handbook itself must hold: the lists whole and in order, every trade complete, nothing copied twice."""

import re
from pathlib import Path

import pytest

from generator import models as m
from generator.assembly import read
from generator.coverage import report
from generator.editions import select
from generator.handbook import Audience, Edition
from generator.library import Library, Piece
from generator.problems import Problem
from generator.writing import advise

ROOT = Path(__file__).parents[1]
INDUSTRIES = ["retail", "hospitality", "banking", "healthcare", "public-sector", "utilities", "contact-centre"]


@pytest.fixture(scope="module")
def content() -> tuple[Library, list[Problem]]:
    library, problems = read(ROOT)
    assert library is not None, "\n".join(problem.explain() for problem in problems)
    return library, problems


@pytest.fixture(scope="module")
def library(content: tuple[Library, list[Problem]]) -> Library:
    return content[0]


def test_there_is_no_problem_and_nothing_left_to_write(content: tuple[Library, list[Problem]]) -> None:
    assert [problem.explain() for problem in content[1]] == []


def test_there_is_no_advice_on_the_writing(library: Library) -> None:
    assert [problem.explain() for problem in advise(library)] == []


@pytest.mark.parametrize("kind", [m.Accessibility, m.Privacy])
def test_what_is_said_of_access_and_privacy_is_held_by_tests_that_exist(
    library: Library, kind: type[m.Accessibility | m.Privacy]
) -> None:
    named = {test for known in library.all_of(kind) for check in known.checks for test in check.tests}
    missing = [test for test in named if f"def {test.split('::')[1]}(" not in (ROOT / test.split("::")[0]).read_text("utf-8")]
    assert named
    assert missing == []


def test_the_four_frameworks_hold_their_concepts_in_order(library: Library) -> None:
    assert {
        framework.id: [concept.split(".")[1] for concept in framework.concepts] for framework in library.all_of(m.Framework)
    } == {
        "interaction-cycle": ["receiving", "understanding", "helping", "keeping"],
        "six-needs": [
            "friendliness",
            "understanding-and-empathy",
            "fairness",
            "options-and-alternatives",
            "control",
            "information",
        ],
        "seven-factors": [
            "speed-and-time",
            "personal-interaction",
            "expectations",
            "courtesy-and-competence",
            "keeping-informed",
            "attitude",
            "long-term-relationship",
        ],
        "seven-motivators": [
            "warm-response",
            "feel-important",
            "be-listened-to",
            "known-by-name",
            "flexibility",
            "fast-recovery",
            "feel-good",
        ],
    }


def test_every_source_item_is_used_or_left_out_with_a_reason(library: Library) -> None:
    sources = report(library).sources
    assert len([item for item in sources.values() if not item.excluded]) == 197
    assert [item for item, traced in sources.items() if not traced.uses and not traced.excluded] == []


def test_all_seven_industries_are_ready_and_without_a_hole(library: Library) -> None:
    assert list(library.plan.industries) == INDUSTRIES
    assert {industry.status for industry in library.industries.values()} == {"ready"}
    assert report(library).holes == 0


def test_all_twenty_worksheets_are_there(library: Library) -> None:
    numbers = sorted(exercise.worksheet for exercise in library.all_of(m.Exercise))
    assert numbers == [f"W{number:02}" for number in range(1, 21)]


def test_every_right_answer_place_is_used_about_as_often(library: Library) -> None:
    questions = [question for questions in library.quizzes.values() for question in questions]
    places = [next(i for i, option in enumerate(q.options) if option.correct) for q in questions]
    assert max(places.count(place) for place in range(3)) <= len(places) / 2


def test_the_right_answer_is_not_usually_the_longest(library: Library) -> None:
    questions = [question for questions in library.quizzes.values() for question in questions]
    longest = [max(q.options, key=lambda option: len(option.text)).correct for q in questions]
    assert sum(longest) <= len(longest) * 0.4


def test_no_person_is_named_in_two_trades_examples_of_one_idea(library: Library) -> None:
    for concept in library.quizzes:
        names: dict[str, str] = {}
        for trade in INDUSTRIES:
            file = library.of_industry(m.Examples, trade)
            example = next(e for e in (file.examples if file else ()) if e.concept == concept)
            for name in set(re.findall(r"\b(?:Mr|Mrs|Ms|Dr) ([A-Z]\w+)", example.text)):
                assert names.setdefault(name, trade) == trade, f"{concept}: {name} in {names[name]} and {trade}"


@pytest.mark.parametrize("word", ["guest", "applicant", "patient"])
def test_an_organisations_own_word_for_whom_it_serves_reaches_every_text(library: Library, word: str) -> None:
    """Without a slip in an article, and without the trade's old word beside it."""
    article = "an" if word[0] in "aeiou" else "a"
    words = {"customer": word, "customers": f"{word}s", "customer_poss": f"{word}'s", "customers_poss": f"{word}s'"}
    words |= {"Customer": word.capitalize(), "Customers": f"{word.capitalize()}s"}
    words |= {"a_customer": f"{article} {word}", "A_customer": f"{article.capitalize()} {word}"}
    for trade in INDUSTRIES:
        ours = library.industries[trade]
        theirs = ours.model_copy(update={"terms": ours.terms.model_copy(update=words)})
        changed = Library(
            tuple(Piece(piece.document, theirs if piece.model is ours else piece.model) for piece in library.pieces)
        )
        made = select(changed, Edition(trade, "en", Audience.TRAINER))
        parts = (made.concepts, made.topics, made.situations, made.exercises, made.sessions, made.scenarios, made.examples)
        own = (made.touch_points, made.trade_quiz, made.industry.hard_moments, made.industry.constraints)
        assert re.findall(rf"\b(?:{'a' if article == 'an' else 'an'} {word}\w*)", repr(parts + own), re.IGNORECASE) == []
        old = ours.terms.customer
        if old not in (word, "customer", "patient"):  # both have other meanings
            assert re.findall(rf"(?<![-.]){old}s?\b", repr(own), re.IGNORECASE) == []
