"""Paper: exercises as worksheets, and as answer keys for their trainers.

`texts`, `areas` and `sheets` turn models into plain data and are pure; `typeset` has Typst draw the
data with the templates in `overrides/paper/`; `finish` gives the PDF what Typst cannot. A Sheet says
all that its PDF depends on beside the templates, the fonts and the mark, so it can be cached by value.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..editions import Handbook, slug
from ..models import Brand, Exercise
from .finish import finish
from .sheets import Imprint, key_data, worksheet_data
from .texts import Data
from .typeset import PaperError, Template, Typesetter

__all__ = ["Imprint", "PaperError", "Sheet", "Typesetter", "key", "worksheet", "worksheets"]

SUFFIXES = {"a4": "", "letter": "-letter"}
"""How a worksheet's file name says its paper."""


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

    `root` is the project's folder, `only` limits them to these worksheets (`W06`). Raises PaperError.
    """
    imprint = _imprint(handbook, root)
    typesetter = Typesetter(root)
    chosen = [exercise for exercise in handbook.exercises if not only or exercise.worksheet in only]
    return {sheet.name: sheet.pdf(typesetter) for exercise in chosen for sheet in _sheets(exercise, imprint, papers)}


def worksheet(exercise: Exercise, imprint: Imprint, paper: str) -> Sheet:
    """What learners get. `paper` is `a4` or `letter`."""
    return Sheet(_name(exercise, SUFFIXES[paper]), "worksheet", worksheet_data(exercise, imprint, paper))


def key(exercise: Exercise, imprint: Imprint, paper: str) -> Sheet:
    """What its trainer gets besides: how to run it, what good looks like, the debrief."""
    return Sheet(_name(exercise, "-key"), "key", key_data(exercise, imprint, paper))


def _sheets(exercise: Exercise, imprint: Imprint, papers: Sequence[str]) -> Iterator[Sheet]:
    for paper in papers:
        yield worksheet(exercise, imprint, paper)
    if exercise.key or exercise.debrief or exercise.facilitation:
        own = imprint.brand.paper
        yield key(exercise, imprint, own if own in papers else papers[0])


def _imprint(handbook: Handbook, root: Path) -> Imprint:
    brand = handbook.brand
    return Imprint(brand, handbook.language, handbook.plan.title, handbook.industry.name, _mark(brand, root))


def _mark(brand: Brand, root: Path) -> str | None:
    """Where the brand's mark for paper lies, from the project's folder; None when there is no such file."""
    path = f"content/brand/{brand.logo.mono}"
    return f"/{path}" if (root / path).is_file() else None


def _name(exercise: Exercise, suffix: str) -> str:
    return f"{exercise.worksheet.lower()}-{slug(exercise.id)}{suffix}.pdf"
