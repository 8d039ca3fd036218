"""Exercises as sheets: what stands on a worksheet and on its answer key, as data for the templates.

Pure. What is for trainers goes into `key_data` alone; `worksheet_data` never looks at it.
"""

from collections.abc import Mapping

from ..models import Debrief, DebriefStep, Exercise, Facilitation
from ..prose import runs
from ..typesetting import Data
from .areas import area, opening_fields
from .document import Head, head_data
from .texts import lines, prose


def worksheet_data(exercise: Exercise, words: Mapping[str, str]) -> Data:
    """What the worksheet of an exercise says: `overrides/paper/worksheet.typ` draws it."""
    return {
        **head_data("worksheet", _head(exercise, words), exercise.orientation),
        "fields": opening_fields(words, "name-line", "date-line"),
        "intro": prose(exercise.intro),
        "steps": lines(exercise.steps),
        "example": prose(exercise.worked_example),
        "blocks": [area(block, words) for block in exercise.blocks],
        "take_away": runs(exercise.take_away),
    }


def key_data(exercise: Exercise, words: Mapping[str, str]) -> Data:
    """What its trainer needs, as far as it is written: `overrides/paper/key.typ` draws it."""
    return {
        **head_data("key", _head(exercise, words, words["answer-key"])),
        "run": exercise.facilitation and _facilitation(exercise.facilitation),
        "answers": _answers(exercise),
        "debrief": exercise.debrief and _debrief(exercise.debrief),
    }


def _head(exercise: Exercise, words: Mapping[str, str], part: str = "") -> Head:
    minutes = words["minutes"].replace("{minutes}", str(exercise.minutes))
    group = words[f"group-{exercise.group.replace(' ', '-')}"]
    return Head(exercise.worksheet, exercise.name, part, exercise.objective, minutes, group)


def _facilitation(facilitation: Facilitation) -> Data:
    return {
        "do": lines(facilitation.do),
        "say": runs(facilitation.say),
        "materials": lines(facilitation.materials),
        "variations": lines(facilitation.variations),
    }


def _answers(exercise: Exercise) -> list[Data]:
    """What good looks like, block by block, each under the number its block has on the worksheet."""
    return [
        {"number": number, "prompt": runs(block.prompt), "points": lines(entry.points)}
        for number, block in enumerate(exercise.blocks, start=1)
        for entry in exercise.key
        if entry.block == block.id
    ]


def _debrief(debrief: Debrief) -> Data:
    turns = {"debrief-what": debrief.what, "debrief-so-what": debrief.so_what, "debrief-now-what": debrief.now_what}
    return {
        "turns": [{"word": word, **_turn(step)} for word, step in turns.items()],
        "misconception": prose(debrief.misconception),
    }


def _turn(step: DebriefStep) -> Data:
    return {"questions": lines(step.questions), "likely": lines(step.likely)}
