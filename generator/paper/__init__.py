"""Paper: exercises as worksheets, and as answer keys for their trainers; the forms and the quiz of the pack.

`texts`, `areas`, `sheets` and `pack` turn models into plain data and are pure; `typeset` has Typst draw the
data with the templates in `overrides/paper/`; `finish` gives the PDF what Typst cannot. A Sheet says
all that its PDF depends on beside the templates, the fonts and the mark, so it can be cached by value.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..editions import Handbook, slug
from ..models import Brand, Exercise, Form, TradeQuestion
from .finish import finish
from .pack import QUIZ_NUMBER, QUIZ_SLUG, form_data, quiz_data, quiz_key_data
from .sheets import Imprint, key_data, worksheet_data
from .texts import Data
from .typeset import PaperError, Template, Typesetter

__all__ = [
    "Imprint",
    "PaperError",
    "Sheet",
    "Typesetter",
    "form",
    "key",
    "numbers",
    "quiz",
    "quiz_key",
    "worksheet",
    "worksheets",
]

SUFFIXES = {"a4": "", "letter": "-letter"}
"""How a sheet's file name says its paper."""
KEY_SUFFIX = "-key"
"""How it says that it is for trainers. A key comes on one paper."""
OWN_TEMPLATES: Mapping[str, Template] = {"form.certificate": "certificate"}
"""Forms that are not drawn like the others."""


@dataclass(frozen=True)
class Sheet:
    """A PDF to make."""

    name: str
    """Its file name, such as `w01-three-words-letter.pdf`."""
    template: Template
    data: Data

    def pdf(self, typesetter: Typesetter) -> bytes:
        """The same bytes each time. Raises PaperError when a text has a sign that the fonts lack."""
        row_heads = [block["row_heads"] for block in self.data.get("blocks", ()) if "row_heads" in block]
        try:
            return finish(typesetter.pdf(self.template, self.data), row_heads)
        except PaperError as error:
            raise PaperError(f"{self.name}: {error}") from error


def worksheets(
    handbook: Handbook, root: Path, *, only: Sequence[str] = (), papers: Sequence[str] = ("a4", "letter")
) -> dict[str, bytes]:
    """Every PDF of an edition by its file name: worksheets on each paper, and keys where an exercise has one.

    In an edition for trainers, so are the forms and the quiz of the pack. `root` is the project's folder,
    `only` limits them to these numbers (`W06`, `P01`). Raises PaperError.
    """
    typesetter = Typesetter(root)
    return {sheet.name: sheet.pdf(typesetter) for sheet in _sheets(handbook, _imprint(handbook, root), only, papers)}


def numbers(handbook: Handbook) -> list[str]:
    """The number of every sheet of an edition, in order."""
    worksheets = [exercise.worksheet for exercise in handbook.exercises]
    if not handbook.edition.for_trainers:
        return worksheets
    quiz_number = [QUIZ_NUMBER] if handbook.trade_quiz else []
    return worksheets + sorted([*quiz_number, *(form.number for form in handbook.forms)])


def worksheet(exercise: Exercise, imprint: Imprint, paper: str) -> Sheet:
    """What learners get. `paper` is `a4` or `letter`."""
    return Sheet(
        _name(exercise.worksheet, slug(exercise.id), SUFFIXES[paper]), "worksheet", worksheet_data(exercise, imprint, paper)
    )


def key(exercise: Exercise, imprint: Imprint, paper: str) -> Sheet:
    """What its trainer gets besides: how to run it, what good looks like, the debrief."""
    return Sheet(_name(exercise.worksheet, slug(exercise.id), KEY_SUFFIX), "key", key_data(exercise, imprint, paper))


def form(form: Form, imprint: Imprint, paper: str) -> Sheet:
    """A form of the pack, drawn by the template of its own if it has one."""
    name = _name(form.number, slug(form.id), SUFFIXES[paper])
    return Sheet(name, OWN_TEMPLATES.get(form.id, "form"), form_data(form, imprint, paper))


def quiz(questions: Sequence[TradeQuestion], imprint: Imprint, paper: str) -> Sheet:
    """The trade's quiz, to tick."""
    return Sheet(_name(QUIZ_NUMBER, QUIZ_SLUG, SUFFIXES[paper]), "quiz", quiz_data(questions, imprint, paper))


def quiz_key(questions: Sequence[TradeQuestion], imprint: Imprint, paper: str) -> Sheet:
    """What is right in the quiz, and why, for its trainer."""
    return Sheet(_name(QUIZ_NUMBER, QUIZ_SLUG, KEY_SUFFIX), "quiz-key", quiz_key_data(questions, imprint, paper))


def _sheets(handbook: Handbook, imprint: Imprint, only: Sequence[str], papers: Sequence[str]) -> Iterator[Sheet]:
    own = imprint.brand.paper
    key_paper = own if own in papers else papers[0]
    for exercise in handbook.exercises:
        if _wanted(exercise.worksheet, only):
            yield from (worksheet(exercise, imprint, paper) for paper in papers)
            if exercise.key or exercise.debrief or exercise.facilitation:
                yield key(exercise, imprint, key_paper)
    if not handbook.edition.for_trainers:
        return
    for one in handbook.forms:
        if _wanted(one.number, only):
            yield from (form(one, imprint, paper) for paper in papers)
    if handbook.trade_quiz and _wanted(QUIZ_NUMBER, only):
        yield from (quiz(handbook.trade_quiz, imprint, paper) for paper in papers)
        yield quiz_key(handbook.trade_quiz, imprint, key_paper)


def _wanted(number: str, only: Sequence[str]) -> bool:
    return not only or number in only


def _imprint(handbook: Handbook, root: Path) -> Imprint:
    brand = handbook.brand
    return Imprint(brand, handbook.language, handbook.plan.title, handbook.industry.name, _mark(brand, root))


def _mark(brand: Brand, root: Path) -> str | None:
    """Where the brand's mark for paper lies, from the project's folder; None when there is no such file."""
    path = f"content/brand/{brand.logo.mono}"
    return f"/{path}" if (root / path).is_file() else None


def _name(number: str, short: str, suffix: str) -> str:
    return f"{number.lower()}-{short}{suffix}.pdf"
