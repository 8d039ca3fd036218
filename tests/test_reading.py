"""Sentences, words and grades, against texts whose grade is plain to see."""

from generator.reading import grade, sentences, words

EASY = "Look up. Smile if you can. Say hello first. Then ask what they need and wait for the answer."
HARD = (
    "Notwithstanding the aforementioned considerations, organisational representatives are required to demonstrate "
    "consistently appropriate interpersonal communication capabilities throughout every interaction opportunity."
)


def test_easy_words_have_a_low_grade_and_hard_ones_a_high_grade() -> None:
    assert grade(EASY, "en") < 3
    assert grade(HARD, "en") > 18


def test_a_sentence_ends_at_its_mark_at_a_line_and_at_a_colon() -> None:
    assert sentences('He said "Stop." Then he left. Three things: bread, milk\nand time') == [
        'He said "Stop',
        "Then he left",
        "Three things",
        "bread, milk",
        "and time",
    ]


def test_a_number_or_an_abbreviation_inside_a_word_ends_nothing() -> None:
    assert sentences("It costs 3.50 at 9.15 today.") == ["It costs 3.50 at 9.15 today"]


def test_words_keep_their_apostrophes_and_hyphens() -> None:
    assert words("Don’t re-read the café's 24 pages") == ["Don’t", "re-read", "the", "café's", "pages"]


def test_nothing_to_read_has_no_grade() -> None:
    assert grade("", "en") == 0.0
    assert grade("12 34", "en") == 0.0
