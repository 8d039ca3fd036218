"""What a trainer hands out beside worksheets, as data for the templates: forms, and the trade's quiz on paper.

Pure. A form says nothing of its note for trainers: learners hold it. The quiz is two sheets, one to tick
and one for its trainer; `quiz_data` never looks at what is right.
"""

from collections.abc import Sequence

from ..models import Form, TradeQuestion
from ..prose import runs
from .areas import area
from .sheets import Head, Imprint, frame, wording
from .texts import Data, lines, prose

QUIZ_NUMBER, QUIZ_SLUG = "P02", "quiz"
"""The quiz has no file among the forms: its questions are the trade's."""
FORM_WORDS = ("page-of", "session-line", "date-line", "gap")
QUIZ_WORDS = ("page-of", "name-line", "date-line")
QUIZ_KEY_WORDS = ("page-of", "for-trainers", "run-it", "right-answers", "works-well")


def form_data(form: Form, imprint: Imprint, paper: str) -> Data:
    """What a form says: `overrides/paper/form.typ` draws it, or its own template."""
    return {
        **frame(imprint, paper, Head(form.number, form.name)),
        "words": wording(imprint, FORM_WORDS),
        "part": "",
        "orientation": form.orientation,
        "intro": prose(form.intro),
        "blocks": [area(block, imprint.language.words) for block in form.blocks],
        "take_away": runs(form.closing or ""),  # the last line of a sheet, whatever it is for
    }


def quiz_data(questions: Sequence[TradeQuestion], imprint: Imprint, paper: str) -> Data:
    """The questions with options to tick: `overrides/paper/quiz.typ` draws them."""
    return {
        **frame(imprint, paper, _quiz_head(imprint)),
        "words": wording(imprint, QUIZ_WORDS),
        "part": "",
        "orientation": "portrait",
        "intro": runs(imprint.language.words["quiz-how"]),
        "questions": [
            {"stem": runs(question.stem), "options": lines(option.text for option in question.options)}
            for question in questions
        ],
    }


def quiz_key_data(questions: Sequence[TradeQuestion], imprint: Imprint, paper: str) -> Data:
    """The right option of each question, and what a good coach says about every one: `quiz-key.typ` draws it."""
    words = imprint.language.words
    return {
        **frame(imprint, paper, _quiz_head(imprint)),
        "words": wording(imprint, QUIZ_KEY_WORDS),
        "part": words["answer-key"],
        "orientation": "portrait",
        "run": runs(words["quiz-run"]),
        "questions": [{"stem": runs(question.stem), "options": _options(question)} for question in questions],
    }


def _quiz_head(imprint: Imprint) -> Head:
    words = imprint.language.words
    return Head(QUIZ_NUMBER, words["mixed-quiz"], words["mixed-quiz-lede"])


def _options(question: TradeQuestion) -> list[Data]:
    return [
        {"text": runs(option.text), "right": option.correct, "feedback": runs(option.feedback)} for option in question.options
    ]
