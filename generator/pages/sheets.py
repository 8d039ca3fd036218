"""Paper as the pages name it: worksheets, forms, and the files of a session."""

from collections.abc import Mapping
from dataclasses import dataclass

from .. import models as m
from ..handbook import Handbook, session_stem, sheet_stem, slug
from ..occasions import LONG, Occasion


@dataclass(frozen=True)
class Sheet:
    """A worksheet as the pages name it."""

    exercise: m.Exercise
    files: Mapping[str, str]
    """The paths of its files, by what they are for: `a4`, `letter`, `large`, `form`, `word`."""
    key: str


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Every worksheet as the pages name it."""
    own = "" if handbook.brand.paper == "a4" else f"-{handbook.brand.paper}"
    papers = {"a4": ".pdf", "letter": "-letter.pdf"}
    endings = {handbook.brand.paper: papers[handbook.brand.paper], **papers}  # the brand's own first
    endings |= {"large": f"-large{own}.pdf", "form": f"-form{own}.pdf", "word": ".docx"}
    stems = [(exercise, f"worksheets/{sheet_stem(exercise)}") for exercise in handbook.exercises]
    return tuple(
        Sheet(exercise, {name: stem + ending for name, ending in endings.items()}, f"{stem}-key.pdf")
        for exercise, stem in stems
    )


def forms(handbook: Handbook) -> list[dict[str, str]]:
    """The forms of the pack as the pages name them; the quiz sheet is one of them, made from the trade's quiz."""
    found = [(form.number, form.name, slug(form.id), form.trainer_note) for form in handbook.forms]
    if handbook.trade_quiz:
        found.append(("P02", handbook.language.words["mixed-quiz"], "quiz", ""))
    return [
        {
            "number": number,
            "name": name,
            "path": f"worksheets/{number.lower()}-{short}.pdf",
            "letter": f"worksheets/{number.lower()}-{short}-letter.pdf",
            "key": f"worksheets/{number.lower()}-{short}-key.pdf" if short == "quiz" else "",
            "note": note,
        }
        for number, name, short, note in sorted(found)
    ]


def session_files(occasion: Occasion) -> dict[str, str]:
    """The paths of what a trainer takes along to a session, by what they are for; empty where there is nothing to take."""
    stem, is_long = f"packs/{session_stem(occasion.session)}", occasion.session.minutes >= LONG
    files = {"pack": f"{stem}-pack.pdf", "workbook": f"{stem}-workbook.pdf" if occasion.workbook else ""}
    return files | {"slides": f"{stem}-slides.pptx", "zip": f"{stem}.zip" if is_long else ""}
