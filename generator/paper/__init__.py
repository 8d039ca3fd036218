"""Paper: exercises as worksheets, and as answer keys for their trainers; the forms and the quiz of the pack.

`texts`, `areas`, `sheets`, `pack` and `document` turn models into plain data and are pure; `typeset` has Typst
draw the data with the templates in `overrides/paper/`; `finish` gives the PDF what Typst cannot; `word` makes
Word files of the same data. A Document says all that its files depend on beside the templates, the fonts and the
mark, so it can be cached by value.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..editions import Handbook, slug
from ..models import Brand, Exercise, Form, TradeQuestion
from .document import A4, LETTER, Imprint, Layout, document_data
from .finish import finish
from .pack import QUIZ_NUMBER, QUIZ_SLUG, form_data, quiz_data, quiz_key_data
from .sheets import key_data, worksheet_data
from .texts import Data
from .typeset import PaperError, Typesetter

__all__ = [
    "A4",
    "LETTER",
    "Document",
    "Imprint",
    "Layout",
    "PaperError",
    "Typesetter",
    "form",
    "key",
    "numbers",
    "quiz",
    "quiz_key",
    "worksheet",
    "worksheets",
]

KEY_SUFFIX = "-key"
"""How a file name says that it is for trainers. A key comes on one paper."""


@dataclass(frozen=True)
class Document:
    """A PDF to make."""

    name: str
    """Its file name, such as `w01-three-words-letter.pdf`."""
    data: Data

    def pdf(self, typesetter: Typesetter) -> bytes:
        """The same bytes each time. Raises PaperError when a text has a sign that the fonts lack."""
        blocks = [block for sheet in self.data["sheets"] for block in sheet.get("blocks", ())]
        row_heads = [block["row_heads"] for block in blocks if "row_heads" in block]
        try:
            return finish(typesetter.pdf(self.data), row_heads)
        except PaperError as error:
            raise PaperError(f"{self.name}: {error}") from error

    def docx(self, typesetter: Typesetter) -> bytes:
        """The same sheets as a Word file, to type in and to change. The same bytes each time; any text will do."""
        from .word import docx  # takes a tenth of a second, which a command without Word files need not wait

        return docx(self.data, typesetter.picture(self.data["mark"]) if self.data["mark"] else None)


def worksheets(
    handbook: Handbook, root: Path, *, only: Sequence[str] = (), layouts: Sequence[Layout] = (A4, LETTER)
) -> dict[str, bytes]:
    """Every PDF of an edition by its file name: worksheets in each layout, and keys where an exercise has one.

    In an edition for trainers, so are the forms and the quiz of the pack. `root` is the project's folder,
    `only` limits them to these numbers (`W06`, `P01`). Raises PaperError.
    """
    typesetter = Typesetter(root)
    return {one.name: one.pdf(typesetter) for one in _documents(handbook, imprint(handbook, root), only, layouts)}


def numbers(handbook: Handbook) -> list[str]:
    """The number of every sheet of an edition, in order."""
    worksheets = [exercise.worksheet for exercise in handbook.exercises]
    if not handbook.edition.for_trainers:
        return worksheets
    quiz_number = [QUIZ_NUMBER] if handbook.trade_quiz else []
    return worksheets + sorted([*quiz_number, *(form.number for form in handbook.forms)])


def worksheet(exercise: Exercise, imprint: Imprint, layout: Layout) -> Document:
    """What learners get."""
    return _document(slug(exercise.id) + layout.suffix, imprint, layout, worksheet_data(exercise, imprint.language.words))


def key(exercise: Exercise, imprint: Imprint, layout: Layout) -> Document:
    """What its trainer gets besides: how to run it, what good looks like, the debrief."""
    return _document(slug(exercise.id) + KEY_SUFFIX, imprint, layout, key_data(exercise, imprint.language.words))


def form(form: Form, imprint: Imprint, layout: Layout) -> Document:
    """A form of the pack."""
    return _document(slug(form.id) + layout.suffix, imprint, layout, form_data(form, imprint.language.words))


def quiz(questions: Sequence[TradeQuestion], imprint: Imprint, layout: Layout) -> Document:
    """The trade's quiz, to tick."""
    return _document(QUIZ_SLUG + layout.suffix, imprint, layout, quiz_data(questions, imprint.language.words))


def quiz_key(questions: Sequence[TradeQuestion], imprint: Imprint, layout: Layout) -> Document:
    """What is right in the quiz, and why, for its trainer."""
    return _document(QUIZ_SLUG + KEY_SUFFIX, imprint, layout, quiz_key_data(questions, imprint.language.words))


def imprint(handbook: Handbook, root: Path) -> Imprint:
    """What every sheet of an edition says around its exercise. `root` is the project's folder."""
    brand = handbook.brand
    return Imprint(brand, handbook.language, handbook.plan.title, handbook.industry.name, _mark(brand, root))


def _documents(handbook: Handbook, imprint: Imprint, only: Sequence[str], layouts: Sequence[Layout]) -> Iterator[Document]:
    own = Layout(imprint.brand.paper)
    key_layout = own if own in layouts else layouts[0]
    for exercise in handbook.exercises:
        if _wanted(exercise.worksheet, only):
            yield from (worksheet(exercise, imprint, layout) for layout in layouts)
            if exercise.key or exercise.debrief or exercise.facilitation:
                yield key(exercise, imprint, key_layout)
    if not handbook.edition.for_trainers:
        return
    for one in handbook.forms:
        if _wanted(one.number, only):
            yield from (form(one, imprint, layout) for layout in layouts)
    if handbook.trade_quiz and _wanted(QUIZ_NUMBER, only):
        yield from (quiz(handbook.trade_quiz, imprint, layout) for layout in layouts)
        yield quiz_key(handbook.trade_quiz, imprint, key_layout)


def _wanted(number: str, only: Sequence[str]) -> bool:
    return not only or number in only


def _mark(brand: Brand, root: Path) -> str | None:
    """Where the brand's mark for paper lies, from the project's folder; None when there is no such file."""
    path = f"content/brand/{brand.logo.mono}"
    return f"/{path}" if (root / path).is_file() else None


def _document(name: str, imprint: Imprint, layout: Layout, sheet: Data) -> Document:
    """A document of one sheet, which it is named after."""
    title = "  ·  ".join(filter(None, (sheet["number"], sheet["title"], sheet["part"])))
    about = "".join(run["text"] for run in sheet["objective"]) or sheet["title"]
    return Document(f"{sheet['number'].lower()}-{name}.pdf", document_data(imprint, layout, title, about, [sheet]))
