"""Paper: exercises as worksheets, and as answer keys for their trainers; the forms, the quiz and the cards of the pack.

`texts`, `areas`, `sheets`, `pack`, `cards` and `document` turn models into plain data and are pure; the room `typesetting`
makes PDFs of the data, `word` Word files of the same. A Document says all that its files depend on beside the templates,
the fonts and the mark; `press` makes each only once.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..addresses import QUIZ_NUMBER, short_addresses
from ..brand import pairs
from ..decks import ROLE_PLAYS, decks
from ..decks import Deck as CardDeck
from ..handbook import Handbook, sheet_stem, slug
from ..look import mark
from ..models import Exercise, Form, Scenario, TradeQuestion
from ..prose import plain
from ..typesetting import Data, Document, PaperError, Typesetter, page_count
from .cards import deck_data, role_cards_data
from .certificates import KINDS, Award, Kind, certificate_data
from .document import A4, LETTER, Head, Imprint, Layout, Paper, Style, document_data, head_data
from .pack import QUIZ_SLUG, form_data, quiz_data, quiz_key_data, stated
from .press import Press, in_word
from .sheets import key_data, worksheet_data
from .slides import Deck
from .slides import deck as slide_deck

__all__ = [
    "A4",
    "KINDS",
    "LETTER",
    "Award",
    "Deck",
    "Document",
    "Imprint",
    "Kind",
    "Layout",
    "Paper",
    "PaperError",
    "Press",
    "Style",
    "Typesetter",
    "brand_sheet",
    "certificates",
    "deck",
    "for_site",
    "form",
    "imprint",
    "in_word",
    "key",
    "numbers",
    "page_count",
    "quiz",
    "quiz_key",
    "role_play_cards",
    "slide_deck",
    "worksheet",
    "worksheets",
]

KEY_SUFFIX = "-key"
"""How a file name says that it is for trainers. A key comes on one paper."""


OTHER_STYLES: tuple[Style, Style] = ("large", "form")
"""Styles that the site offers beside the one for a pen."""


def worksheets(
    handbook: Handbook, press: Press, *, only: Sequence[str] = (), layouts: Sequence[Layout] = (A4, LETTER)
) -> dict[str, bytes]:
    """Every PDF of an edition by its file name: worksheets in each layout, and keys where an exercise has one.

    In an edition for trainers, so are the forms, the quiz and the cards of the pack. `only` limits them to these
    numbers (`W06`, `P01`, `C01`). Raises PaperError.
    """
    return {one.name: press.pdf(one) for one in _documents(handbook, imprint(handbook, press.root), only, layouts)}


def for_site(handbook: Handbook, press: Press) -> dict[str, bytes]:
    """What the site offers, by file name: everything on both papers, what people get also in large print, to fill in
    on a screen and as Word files. Raises PaperError.
    """
    around, own = imprint(handbook, press.root), handbook.brand.paper
    sheets = worksheets(handbook, press)
    for exercise in handbook.exercises:
        large, form = (worksheet(exercise, around, Layout(own, style)) for style in OTHER_STYLES)
        sheets |= {large.name: press.pdf(large), form.name: press.pdf(form)}
        in_word = worksheet(exercise, around, Layout(own))
        sheets[f"{sheet_stem(exercise)}.docx"] = press.docx(in_word)
    return sheets


def numbers(handbook: Handbook) -> list[str]:
    """The number of every sheet of an edition, in order."""
    worksheets = [exercise.worksheet for exercise in handbook.exercises]
    if not handbook.edition.for_trainers:
        return worksheets
    quiz_number = [QUIZ_NUMBER] if handbook.trade_quiz else []
    forms = sorted([*quiz_number, *(form.number for form in handbook.forms)])
    return worksheets + forms + [deck.number for deck in decks(handbook)]


def worksheet(exercise: Exercise, imprint: Imprint, layout: Layout) -> Document:
    """What learners get."""
    return _document(slug(exercise.id) + layout.suffix, imprint, layout, worksheet_data(exercise, imprint.language.words))


def key(exercise: Exercise, imprint: Imprint, layout: Layout) -> Document:
    """What its trainer gets besides: how to run it, what good looks like, the debrief."""
    return _document(slug(exercise.id) + KEY_SUFFIX, imprint, layout, key_data(exercise, imprint.language.words))


def form(form: Form, imprint: Imprint, layout: Layout) -> Document:
    """A form of the pack."""
    about = f"{imprint.title}: {imprint.industry}"
    filled = stated(form, about, imprint.version, imprint.digest) if imprint.digest else form
    return _document(slug(form.id) + layout.suffix, imprint, layout, form_data(filled, imprint.language.words))


def quiz(questions: Sequence[TradeQuestion], imprint: Imprint, layout: Layout) -> Document:
    """The trade's quiz, to tick."""
    return _document(QUIZ_SLUG + layout.suffix, imprint, layout, quiz_data(questions, imprint.language.words))


def quiz_key(questions: Sequence[TradeQuestion], imprint: Imprint, layout: Layout) -> Document:
    """What is right in the quiz, and why, for its trainer."""
    return _document(QUIZ_SLUG + KEY_SUFFIX, imprint, layout, quiz_key_data(questions, imprint.language.words))


def deck(deck: CardDeck, handbook: Handbook, imprint: Imprint, layout: Layout) -> Document:
    """Cards to cut out, printed on both sides: a page of fronts, then the page of their backs."""
    return _document(deck.name + layout.suffix, imprint, layout, deck_data(deck, handbook))


def role_play_cards(scenes: Sequence[Scenario], handbook: Handbook, imprint: Imprint, layout: Layout) -> Document:
    """The cards of some scenes alone."""
    data = role_cards_data(scenes, handbook.names, handbook.language.words)
    return _document(ROLE_PLAYS.name + layout.suffix, imprint, layout, data)


def brand_sheet(handbook: Handbook, imprint: Imprint, layout: Layout) -> Document:
    """The brand in use on paper, for whoever writes it."""
    words, found = imprint.language.words, pairs(handbook.brand)
    head = Head("", words["brand-preview"], objective=handbook.brand.organisation)
    shown = [{"where": pair.where, "words": pair.words, "ground": pair.ground, "ratio": f"{pair.ratio} : 1"} for pair in found]
    return _document("brand", imprint, layout, {**head_data("brand", head), "pairs": shown})


def certificates(name: str, people: Sequence[str], award: Award, imprint: Imprint, layout: Layout) -> Document:
    """A document with a certificate for each of these people. Raises PaperError when the form cannot be filled in."""
    sheets = [certificate_data(award, person, imprint.language.words) for person in people]
    title = "  ·  ".join(filter(None, (award.form.number, plain(award.form.name), people[0] if len(people) == 1 else "")))
    return Document(name, document_data(imprint, layout, title, plain(award.session.name), sheets))


def imprint(handbook: Handbook, root: Path) -> Imprint:
    """What every sheet of an edition says around its exercise. `root` is the project's folder."""
    brand = handbook.brand
    names = (handbook.plan.title, handbook.industry.name)
    return Imprint(
        brand,
        handbook.language,
        *names,
        mark(handbook, root, brand.logo.on_paper),
        short_addresses(handbook),
        handbook.plan.version or "",
        handbook.signed,
    )


def _documents(handbook: Handbook, imprint: Imprint, only: Sequence[str], layouts: Sequence[Layout]) -> Iterator[Document]:
    papers = [layout.paper for layout in layouts]
    key_layout = Layout(imprint.brand.paper if imprint.brand.paper in papers else papers[0])
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
    for cards in decks(handbook):
        if _wanted(cards.number, only):
            yield from (deck(cards, handbook, imprint, layout) for layout in layouts if layout.style == "print")


def _wanted(number: str, only: Sequence[str]) -> bool:
    return not only or number in only


def _document(name: str, imprint: Imprint, layout: Layout, sheet: Data) -> Document:
    """A document of one sheet, which it is named after."""
    title = "  ·  ".join(filter(None, (sheet["number"], sheet["title"], sheet["part"])))
    about = "".join(run["text"] for run in sheet["objective"]) or sheet["title"]
    return Document(f"{sheet['number'].lower()}-{name}.pdf", document_data(imprint, layout, title, about, [sheet]))
