"""What a trainer hands out beside worksheets, as data for the templates: forms, and the trade's quiz on paper.

Pure. A form says nothing of its note for trainers: learners hold it. The quiz is two sheets, one to tick
and one for its trainer; `quiz_data` never looks at what is right.
"""

from collections.abc import Mapping, Sequence

from ..addresses import QUIZ_NUMBER
from ..fields import Field
from ..models import Form, TableBlock, TradeQuestion
from ..prose import plain, runs
from ..typesetting import Data
from .areas import area, field_data, opening_fields
from .document import Head, Template, head_data
from .texts import lines, prose

QUIZ_SLUG = "quiz"
STATE = "state"
"""The table of a form that says which content it is about, by the block's id: handbook, version, digest."""
OWN_TEMPLATES: Mapping[str, Template] = {"form.certificate": "certificate"}
"""Forms that are not drawn like the others."""


def form_data(form: Form, words: Mapping[str, str]) -> Data:
    """What a form says: `overrides/paper/form.typ` draws it, or a template of its own."""
    return {
        **head_data(OWN_TEMPLATES.get(form.id, "form"), Head(form.number, form.name), form.orientation),
        "intro": prose(form.intro),
        "fields": opening_fields(words, "session-line", "date-line") if form.id not in OWN_TEMPLATES else [],
        "blocks": [area(block, words) for block in form.blocks],
        "take_away": runs(form.closing or ""),  # the last line of a sheet, whatever it is for
    }


def stated(form: Form, handbook: str, version: str, digest: str) -> Form:
    """The form with its table `state` filled in, if it has one of three columns."""
    row = (handbook, version or "–", " ".join(digest[start : start + 4] for start in range(0, len(digest), 4)))
    blocks = tuple(
        block.model_copy(update={"rows": (row,), "blank_rows": 0})
        if isinstance(block, TableBlock) and block.id == STATE and len(block.columns) == len(row)
        else block
        for block in form.blocks
    )
    return form.model_copy(update={"blocks": blocks})


def quiz_data(questions: Sequence[TradeQuestion], words: Mapping[str, str]) -> Data:
    """The questions with options to tick: `overrides/paper/quiz.typ` draws them."""
    return {
        **head_data("quiz", _quiz_head(words)),
        "fields": opening_fields(words, "name-line", "date-line"),
        "intro": runs(words["quiz-how"]),
        "questions": [_to_tick(question) for question in questions],
    }


def quiz_key_data(questions: Sequence[TradeQuestion], words: Mapping[str, str]) -> Data:
    """The right option of each question, and what a good coach says about every one: `quiz-key.typ` draws it."""
    return {
        **head_data("quiz-key", _quiz_head(words, words["answer-key"])),
        "run": runs(words["quiz-run"]),
        "questions": [{"stem": runs(question.stem), "options": _options(question)} for question in questions],
    }


def _quiz_head(words: Mapping[str, str], part: str = "") -> Head:
    return Head(QUIZ_NUMBER, words["mixed-quiz"], part, words["mixed-quiz-lede"])


def _to_tick(question: TradeQuestion) -> Data:
    options = [option.text for option in question.options]
    choice = Field(question.id, "choice", plain(question.stem), tuple(map(plain, options)))
    return {"stem": runs(question.stem), "options": lines(options), "fields": [field_data(choice)]}


def _options(question: TradeQuestion) -> list[Data]:
    return [
        {"text": runs(option.text), "right": option.correct, "feedback": runs(option.feedback)} for option in question.options
    ]
