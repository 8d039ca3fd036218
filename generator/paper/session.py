"""A trainer's pack and a learner's workbook: which sheets are in them, in which order, and their covers.

Pure. All that is for trainers is in `pack_sheets` alone; `workbook_sheets` never looks at it.
"""

from collections.abc import Iterator, Sequence

from ..handbook import Handbook
from ..models import Scenario
from ..occasions import Occasion
from ..typesetting import Data
from . import parts, phrases
from .cards import role_cards_data
from .document import Head, head_data
from .pack import form_data, quiz_data, quiz_key_data
from .sheets import key_data, worksheet_data
from .texts import lines

SHORT = 60
"""Minutes: a session below them gets by without a cover."""


def pack_sheets(occasion: Occasion) -> list[Data]:
    """What to run the session from, then what to know about its exercises, then what to hand out."""
    words = occasion.words
    is_short = occasion.session.minutes < SHORT
    return [
        *([parts.front(occasion)] if is_short else [pack_cover(occasion), parts.overview(occasion)]),
        parts.run_sheet(occasion),
        parts.preparation(occasion),
        *parts.rules(occasion),
        *(key_data(exercise, words) for exercise in occasion.exercises),
        *role_plays(occasion),
        *forms(occasion),
    ]


def workbook_sheets(occasion: Occasion) -> list[Data]:
    """A cover, then every sheet that people write in. A single sheet needs no cover; a session may need no sheet."""
    sheets = [worksheet_data(exercise, occasion.words) for exercise in occasion.workbook]
    return [workbook_cover(occasion), *sheets] if len(sheets) > 1 else sheets


def pack_cover(occasion: Occasion) -> Data:
    """What it is, for which trade, how long it takes, for how many, and when if that is known."""
    return _cover(occasion, "session-pack", phrases.about(occasion))


def workbook_cover(occasion: Occasion) -> Data:
    """A cover with lines for a name and a date."""
    return _cover(occasion, "session-workbook", (), written_on=True)


def _cover(occasion: Occasion, what: str, about: Sequence[str], *, written_on: bool = False) -> Data:
    facts = (occasion.handbook.industry.name, *about)
    opening = head_data("cover", Head("", occasion.session.name, occasion.words[what]))
    return {**opening, "facts": lines(facts), "written_on": written_on}


def role_plays(occasion: Occasion) -> list[Data]:
    """The role plays: notes for the trainer on each scene, then a set of cards to cut out."""
    handbook = occasion.handbook
    notes = [scene_notes(scene, handbook) for scene in occasion.scenes]
    return [*notes, role_cards_data(occasion.scenes, handbook.names, handbook.language.words)] if notes else []


def scene_notes(scene: Scenario, handbook: Handbook) -> Data:
    """What its trainer should know: what everyone may know, what good looks like, what often goes wrong."""
    words = handbook.language.words
    about = (words["role-play-notes"], handbook.names[scene.stage], words[f"level-{scene.level}"])
    sections = [
        parts.text("", scene.setup),
        parts.section("list", words["think-first"], scene.think),
        parts.section("list", words["good-looks-like"], scene.good_looks_like),
        parts.section("list", words["traps"], scene.traps),
    ]
    return parts.sheet(Head("", scene.name, words["role-play-notes"]), " · ".join(about), parts.part(scene.name, sections))


def forms(occasion: Occasion) -> Iterator[Data]:
    """When to hand out each form and how to read the answers, then the forms; the quiz with its key."""
    words, quiz = occasion.words, occasion.handbook.trade_quiz
    notes = [parts.text(f"{form.number} {form.name}", form.trainer_note) for form in occasion.forms if form.trainer_note]
    if notes:
        yield parts.sheet(Head("", words["forms"]), parts.eyebrow(occasion), parts.part(words["forms"], notes))
    yield from (form_data(form, words) for form in occasion.forms)
    if occasion.has_quiz:
        yield from (quiz_data(quiz, words), quiz_key_data(quiz, words))
