"""Exercises as sheets: what stands on a worksheet and on its answer key, as data for the templates.

`frame` is what every sheet shares, those of the pack (`pack`) as well.

Pure. What is for trainers goes into `key_data` alone; `worksheet_data` never looks at it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Brand, Debrief, DebriefStep, Exercise, Facilitation, Language
from ..prose import plain, runs
from .areas import area
from .texts import Data, lines, prose

TYPST_PAPERS = {"a4": "a4", "letter": "us-letter"}
"""Our names of papers, and Typst's."""
ISO_3166 = 2
"""Letters in a region of a language code; the script in `zh-hant` has more and is no region."""
WORKSHEET_WORDS = ("page-of", "name-line", "date-line", "what-to-do", "worked-example", "take-away", "gap")
KEY_WORDS = (
    *("page-of", "for-trainers", "run-it", "to-open", "materials", "variations", "good-looks-like"),
    *("debrief", "debrief-what", "debrief-so-what", "debrief-now-what", "likely-answers", "misconception"),
)
"""What the templates say by themselves, by its name in the language's words."""


@dataclass(frozen=True)
class Imprint:
    """What every sheet of an edition says around its exercise."""

    brand: Brand
    language: Language
    title: str
    """The handbook's name."""
    industry: str
    """The trade's name."""
    mark: str | None
    """The brand mark's path from the project folder, such as `/content/brand/mark.svg`. Without one the name stands in."""


@dataclass(frozen=True)
class Head:
    """What a sheet says about itself where it opens."""

    number: str
    """Such as `W01`."""
    title: str
    objective: str = ""
    """What it is good for, in a sentence."""
    minutes: str = ""
    group: str = ""


def worksheet_data(exercise: Exercise, imprint: Imprint, paper: str) -> Data:
    """What the worksheet of an exercise says: `overrides/paper/worksheet.typ` draws it."""
    return {
        **_exercise_frame(exercise, imprint, paper),
        "words": wording(imprint, WORKSHEET_WORDS),
        "part": "",
        "orientation": exercise.orientation,
        "intro": prose(exercise.intro),
        "steps": lines(exercise.steps),
        "example": prose(exercise.worked_example),
        "blocks": [area(block, imprint.language.words) for block in exercise.blocks],
        "take_away": runs(exercise.take_away),
    }


def key_data(exercise: Exercise, imprint: Imprint, paper: str) -> Data:
    """What its trainer needs, as far as it is written: `overrides/paper/key.typ` draws it."""
    return {
        **_exercise_frame(exercise, imprint, paper),
        "words": wording(imprint, KEY_WORDS),
        "part": imprint.language.words["answer-key"],
        "orientation": "portrait",
        "run": exercise.facilitation and _facilitation(exercise.facilitation),
        "answers": _answers(exercise),
        "debrief": exercise.debrief and _debrief(exercise.debrief),
    }


def frame(imprint: Imprint, paper: str, head: Head) -> Data:
    """What stands in the head and foot of every sheet."""
    brand, language = imprint.brand, imprint.language
    lang, _, region = language.code.partition("-")
    return {
        "paper": TYPST_PAPERS[paper],
        "lang": lang,
        "region": region if len(region) == ISO_3166 else None,
        "direction": language.direction,
        "accent": brand.colours.accent,
        "organisation": brand.organisation,
        "mark": imprint.mark,
        "mark_alt": brand.logo.alt,
        "licence": plain(brand.licence),
        "edition": list(dict.fromkeys((brand.organisation, imprint.title, imprint.industry))),
        "worksheet": head.number,
        "title": plain(head.title),
        "minutes": head.minutes,
        "group": head.group,
        "objective": runs(head.objective),
        "description": plain(head.objective or head.title),
    }


def wording(imprint: Imprint, names: Iterable[str]) -> dict[str, str]:
    """What a template says by itself, by name."""
    return {name: imprint.language.words[name] for name in names}


def _exercise_frame(exercise: Exercise, imprint: Imprint, paper: str) -> Data:
    words = imprint.language.words
    minutes = words["minutes"].replace("{minutes}", str(exercise.minutes))
    group = words[f"group-{exercise.group.replace(' ', '-')}"]
    return frame(imprint, paper, Head(exercise.worksheet, exercise.name, exercise.objective, minutes, group))


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
