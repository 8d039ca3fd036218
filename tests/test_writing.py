"""Advice on the writing: each rule says what it found and where, and exemptions can only shrink."""

import pytest

from generator.assembly import assemble
from generator.writing import advise
from tests.sample import sample_files

FILE = "content/topics/the-queue.yml"
LONG = " ".join(["We write on and on and on and then on again until nobody"] * 3)
COMPLEX = "Organisational representatives demonstrate appropriate interpersonal communication capabilities. " * 6


def advice(files: dict[str, bytes]) -> list[str]:
    """What is said about the writing of the sample with these files changed."""
    library, problems = assemble(sample_files() | files)
    assert library is not None, [problem.explain() for problem in problems]
    return [problem.explain().split("\n")[0] for problem in advise(library)]


def changed(old: str, new: str, file: str = FILE) -> dict[str, bytes]:
    text = sample_files()[file].decode()
    assert text.count(old) == 1, text
    return {file: text.replace(old, new).encode()}


def last_line(text: str) -> str:
    return next(line for line in text.split("\n") if line.startswith("reflect: "))


@pytest.fixture
def reflect() -> str:
    return last_line(sample_files()[FILE].decode())


def test_the_sample_reads_well() -> None:
    assert advice({}) == []


def test_a_long_sentence_is_named(reflect: str) -> None:
    found = advice(changed(reflect, f"reflect: {LONG}."))
    assert any("topic.the-queue: a sentence of 39 words: “We write on" in line for line in found)


def test_hard_words_are_named(reflect: str) -> None:
    found = advice(changed(reflect, f"reflect: {COMPLEX}"))
    assert any("topic.the-queue: reads at grade" in line for line in found)


def test_a_long_page_is_named(reflect: str) -> None:
    found = advice(changed(reflect, "reflect: " + "We wait here. " * 170))
    assert any("topic.the-queue: the page has" in line and "the aim is 450" in line for line in found)


def test_a_loaded_word_is_named_with_a_better_one(reflect: str) -> None:
    found = advice(changed(reflect, "reflect: Who told the waitress?"))
    assert any("topic.the-queue: 'waitress' is a loaded word" in line for line in found)


def test_an_example_that_is_another_trades_with_a_word_swapped_is_named() -> None:
    files = sample_files()
    bakery = files["content/industries/bakery/examples.yml"].decode()
    ferry = bakery.replace("bread", "ticket").replace("bakery", "ferry")
    found = advice({"content/industries/ferry/examples.yml": ferry.encode()})
    assert any("% the same as" in line for line in found)


def test_an_exemption_silences_one_rule_for_one_id_and_a_stale_one_is_named(reflect: str) -> None:
    exemption = "exemptions:\n  - rule: loaded-word\n    id: topic.the-queue\n    reason: It is what he said.\n"
    files = {"content/exemptions.yml": exemption.encode()}
    assert advice(changed(reflect, "reflect: Who told the waitress?") | files) == []
    (stale,) = advice(files)
    assert "topic.the-queue: the exemption from 'loaded-word' is no longer needed" in stale
