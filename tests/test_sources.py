"""Text to values with places, within limits; whatever is in a file, reading it never crashes."""

from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.documents import Document
from generator.problems import Place, Problem
from generator.sources import MAX_BYTES, MAX_DEPTH, MAX_SCALAR, MAX_VALUES, parse
from tests.sample import sample_files

thoroughly = settings(deadline=None, derandomize=True, max_examples=200, suppress_health_check=[HealthCheck.too_slow])


def document_of(text: str | bytes) -> Document:
    document, problems = parse("file.yml", text.encode() if isinstance(text, str) else text)
    assert document, problems
    assert not problems
    return document


def refusal_of(text: str) -> Problem:
    document, problems = parse("file.yml", text.encode())
    assert document is None
    (problem,) = problems
    return problem


# Values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("12", 12),
        ("-3", -3),
        ("2.50", 2.5),
    ],
)
def test_these_plain_words_are_special(written: str, value: object) -> None:
    assert document_of(f"key: {written}").value == {"key": value}


@pytest.mark.parametrize(
    "written",
    [
        *("NO", "yes", "off", "True", "NULL", "12:30", "1e3", "1.5e3", "1.0e999", "0x1F", "0o17", "010", "1_000", ".5", "5."),
        *("2026-11-22", "=", "1.2.3", "+", "٣", "9" * 19),
    ],
)
def test_every_other_plain_word_is_text(written: str) -> None:
    assert document_of(f"key: {written}").value == {"key": written}


@pytest.mark.parametrize("written", ['"true"', "'12'", "'~'", '""', ">-\n  12"])
def test_what_is_quoted_or_folded_is_text(written: str) -> None:
    value = document_of(f"key: {written}").value
    assert isinstance(value, dict)
    assert type(value["key"]) is str


def test_keys_are_text() -> None:
    assert document_of("12: a\ntrue: b\nNO: c\n").value == {"12": "a", "true": "b", "NO": "c"}


def test_of_two_equal_keys_the_first_is_kept() -> None:
    document, problems = parse("file.yml", b"a: 1\nb: 2\na: 3\n")
    assert document
    assert document.value == {"a": 1, "b": 2}
    assert [problem.place for problem in problems] == [Place("file.yml", 3, 1)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_files_from_any_machine_read_alike(mark: bytes, line_end: str) -> None:
    text = "a: |\n  one\n  two\nb:\n  - é\n"
    assert vars(document_of(mark + text.replace("\n", line_end).encode())) == vars(document_of(text))


# Places


def test_every_value_and_key_has_its_place() -> None:
    document = document_of('name: The queue\nsteps:\n  - Look up.\n  - {say: "Hé", to: [you, me]}\nlast: |\n  two\n  lines\n')
    assert {loc: (place.line, place.column) for loc, place in document.values.items()} == {
        (): (1, 1),
        ("name",): (1, 7),
        ("steps",): (3, 3),
        ("steps", 0): (3, 5),
        ("steps", 1): (4, 5),
        ("steps", 1, "say"): (4, 11),
        ("steps", 1, "to"): (4, 21),
        ("steps", 1, "to", 0): (4, 22),
        ("steps", 1, "to", 1): (4, 27),
        ("last",): (5, 7),
    }
    assert {loc: (place.line, place.column) for loc, place in document.keys.items()} == {
        ("name",): (1, 1),
        ("steps",): (2, 1),
        ("steps", 1, "say"): (4, 6),
        ("steps", 1, "to"): (4, 17),
        ("last",): (5, 1),
    }


def test_columns_count_characters_and_not_bytes() -> None:
    assert document_of("{é: ü, 日本: 語}").place(("日本",)) == Place("file.yml", 1, 12)


def test_a_place_that_does_not_exist_is_the_nearest_around_it() -> None:
    document = document_of("a:\n  b: 1\n")
    assert document.place(("a", "c", 3)) == document.place(("a",)) == Place("file.yml", 2, 3)
    assert document.key_place(("a", "c")) == Place("file.yml", 2, 3)
    assert document.key_place(("a", "b")) == Place("file.yml", 2, 3)


# Limits: each is tried on both sides


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


def remark(size: int) -> str:
    return "a: 1 #" + "x" * (size - 6)


@pytest.mark.parametrize(
    ("most", "one_more", "rule"),
    [
        (nested(MAX_DEPTH), nested(MAX_DEPTH + 1), "too-deep"),
        (remark(MAX_BYTES), remark(MAX_BYTES + 1), "too-big"),
        ("x" * MAX_SCALAR, "x" * (MAX_SCALAR + 1), "too-long"),
        ("- 1\n" * (MAX_VALUES - 1), "- 1\n" * MAX_VALUES, "too-many"),
    ],
    ids=["depth", "bytes", "characters", "values"],
)
def test_a_limit_allows_as_much_as_it_says_and_no_more(most: str, one_more: str, rule: str) -> None:
    document_of(most)
    assert refusal_of(one_more).rule == rule


def test_the_limits_are_those_of_the_design() -> None:
    assert (MAX_BYTES, MAX_DEPTH, MAX_VALUES, MAX_SCALAR) == (1_048_576, 24, 50_000, 64_000)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_nesting_a_hundred_thousand_deep_crashes_nothing(opening: str) -> None:
    assert refusal_of(opening * 100_000).rule in ("too-deep", "key-not-text")


# Characters that nobody can see


@pytest.mark.parametrize(
    "code",
    [
        *(0x00, 0x07, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0x9F),  # control characters
        *(0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF),  # no width, marks of direction, line separators
        *(0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069),  # Trojan Source
        *(0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF),  # no characters at all
        *(0xE0001, 0xE0041, 0xE007F),  # tags, which spell words that no reader sees
    ],
    ids=lambda code: f"U+{code:04X}",
)
def test_unseen_characters_are_refused_bare_and_as_codes(code: int) -> None:
    bare, escaped = refusal_of(f"a: b\nc: d{chr(code)}e\n"), refusal_of(f'a: b\nc: "d\\U{code:08x}e"\n')
    assert bare.rule == escaped.rule == "unseen-character"
    assert f"U+{code:04X}" in bare.message
    assert bare.message == escaped.message
    assert (bare.place, escaped.place) == (Place("file.yml", 2, 5), Place("file.yml", 2, 4))


def test_the_joiners_of_scripts_and_emoji_are_kept() -> None:
    words = "می\u200cخواهم 👩\u200d🍳 naïve\u00a0!"
    assert document_of(f"a: {words}").value == {"a": words}


# Anything at all

SIGNS = [
    *"-?:,[]{}#&*!|>'\"%@`\\~ \n\t=<",
    "<<: ",
    "---\n",
    "...\n",
    "- ",
    ": ",
    "\r\n",
    "\0",
    "\u202e",
    "é",
    "!!set ",
    "\\u0000",
]
FILES = sorted(sample_files().items())


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A file of the sample with up to four pieces cut out, put in or doubled."""
    _, data = draw(st.sampled_from(FILES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 20)))
        piece = draw(st.sampled_from(SIGNS).map(str.encode) | st.binary(max_size=3) | st.just(data[start:end] * 2))
        data = data[:start] + piece + data[end:]
    return data


@thoroughly
@given(st.binary() | st.text().map(str.encode) | st.lists(st.sampled_from(SIGNS)).map("".join).map(str.encode) | mutated())
@example(b"[")  # stops after the last line, which has no end
@example(b"?")
def test_whatever_a_file_holds_it_becomes_a_document_or_problems(data: bytes) -> None:
    document, problems = parse("file.yml", data)
    assert document or problems
    text = data.decode("utf-8-sig", "replace") + "\n"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [problem.place for problem in problems] + list(document.values.values() if document else ())
    for place in places:
        assert place.file == "file.yml"
        assert (place.line, place.column) == (0, 0) or 1 <= place.column <= len(lines[place.line - 1]) + 1


SEEN = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]) | st.just("\n"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | SEEN,
    lambda inner: st.lists(inner) | st.dictionaries(SEEN.filter(lambda key: key != "<<"), inner),
    max_leaves=20,
)


@thoroughly
@given(VALUES, st.booleans(), st.sampled_from([None, True, False]))
def test_what_another_program_wrote_is_read_as_it_was_meant(value: Any, as_it_is: bool, flow: bool | None) -> None:
    text = yaml.safe_dump(value, allow_unicode=as_it_is, default_flow_style=flow)
    assert document_of(text).value == value
