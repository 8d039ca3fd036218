"""How sheets are laid out: large print, room to write that stretches, promised pages, and readable without colour."""

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageFilter

from generator import models as m
from generator.assembly import read
from generator.blocks import KINDS
from generator.editions import select
from generator.handbook import Audience, Edition, Handbook
from generator.paper import (
    A4,
    LETTER,
    Document,
    Layout,
    Typesetter,
    form,
    imprint,
    key,
    page_count,
    quiz,
    quiz_key,
    worksheet,
)
from tests.pdf_gate import faults, page_texts, squeezed, tables, words, writing_lines
from tests.test_paper import FOR_TRAINERS, FORMS, QUIZ, ROOT, block, exercise, texts_of
from tests.test_paper import imprint as german_imprint

LARGE, LARGE_LETTER = Layout("a4", "large"), Layout("letter", "large")
LAYOUTS = {layout.suffix or "-": layout for layout in (A4, LETTER, LARGE, LARGE_LETTER)}
POINTS = 72 / 25.4
"""In a millimetre."""
FINE_PRINT, BODY = 16, 18
"""Points: nothing in large print is smaller, and what one reads is as large (UKAAF, clear and large print)."""


pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(ROOT)


@cache
def everything(layout: Layout, direction: str = "ltr") -> Mapping[str, bytes]:
    """A document by each template, with every kind of block. Its mark is a name: how dark a mark is, its owner decides."""
    typesetter = Typesetter(ROOT)
    return {document.name: document.pdf(typesetter) for document in _everything(layout, direction)}


def _everything(layout: Layout, direction: str) -> Iterator[Document]:
    blocks = tuple(block(kind, number, hint="Take *your* time.") for number, kind in enumerate(KINDS, start=1))
    made, edition = exercise(*blocks, orientation="landscape", **FOR_TRAINERS), german_imprint(None, direction=direction)
    yield worksheet(made, edition, layout)
    yield key(made, edition, layout)
    yield form(FORMS["feedback"].model_copy(update={"blocks": blocks, "closing": "Thank you."}), edition, layout)
    yield form(FORMS["certificate"], edition, layout)
    yield quiz(QUIZ, edition, layout)
    yield quiz_key(QUIZ, edition, layout)


def sheet(layout: Layout, *blocks: m.Block, **changes: Any) -> Document:
    return worksheet(exercise(*blocks, **changes), german_imprint(), layout)


def sizes(pdf: bytes) -> set[float]:
    """How large its letters are, in points."""
    found: set[float] = set()

    def see(text: str, matrix: list[float], text_matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.add(round(size * abs(matrix[3] * text_matrix[3]), 1))

    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=see)
    return found


def fonts(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {str(font.BaseFont) for page in document.pages for font in page.obj.Resources.Font.values()}


def distances(pdf: bytes) -> list[float]:
    """Millimetres between ruled lines that follow each other on a page."""
    lines = writing_lines(pdf)
    return [round((low - high) / POINTS, 1) for (page, high), (other, low) in pairwise(lines) if page == other]


# Large print


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("layout", [LARGE, LARGE_LETTER], ids=lambda layout: layout.suffix)
def test_large_print_with_everything_passes_the_gate(layout: Layout, direction: str) -> None:
    for name, pdf in everything(layout, direction).items():
        assert faults(pdf) == [], name


def test_large_print_is_large_upright_and_on_upright_paper() -> None:
    for name, pdf in everything(LARGE).items():
        assert min(sizes(pdf)) >= FINE_PRINT, name
        assert BODY in sizes(pdf), name
        assert not any("Italic" in font for font in fonts(pdf)), name
        assert all(page.mediabox.width < page.mediabox.height for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_large_print_has_no_tables() -> None:
    for name, pdf in everything(LARGE).items():
        assert tables(pdf) == [], name


@pytest.mark.parametrize("kind", KINDS)
def test_large_print_loses_no_word(kind: str, typesetter: Typesetter) -> None:
    made = block(kind, hint="Take *your* time.")
    said = words(sheet(LARGE, made).pdf(typesetter))
    expected = [piece for text in texts_of(made) for piece in text.replace("*", "").split("___")]
    without = {"No.", "1", "2"} if kind == "table" else set()  # a column that counts the rows is the number of the group
    assert [text for text in expected if text not in without and squeezed(text) not in said] == []


@pytest.mark.parametrize(("layout", "apart"), [(A4, 9.5), (LARGE, 14.0)], ids=["print", "large"])
def test_ruled_lines_are_so_far_apart(layout: Layout, apart: float, typesetter: Typesetter) -> None:
    pdf = sheet(layout, block("lines", lines=6)).pdf(typesetter)
    assert distances(pdf)[-4:] == [apart] * 4


def test_each_row_is_a_group_with_a_line_for_each_empty_cell(typesetter: Typesetter) -> None:
    columns = [{"name": "What"}, {"name": "Who"}, {"name": "By when"}]
    made = block("table", columns=columns, rows=[("The door", "", "")], blank_rows=1, row_height=9)
    said = words(sheet(LARGE, made).pdf(typesetter))
    assert squeezed("1 What The door Who By when") in said
    assert squeezed("2 What Who By when") in said


def test_each_statement_has_its_ticks_below(typesetter: Typesetter) -> None:
    made = block("likert", statements=["I greet first.", "I wait."], scale=["Never", "Now and then", "Always"])
    said = words(sheet(LARGE, made).pdf(typesetter))
    assert squeezed("1 I greet first. Never Now and then Always") in said
    assert squeezed("2 I wait. Never Now and then Always") in said


# Room to write


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_stretched_lines_fill_their_page_and_take_no_other(layout: Layout, typesetter: Typesetter) -> None:
    def pdf(**changes: Any) -> bytes:
        return sheet(layout, block("lines", **changes)).pdf(typesetter)

    plain, stretched = pdf(lines=1), pdf(lines=1, stretch=True)
    more = len(writing_lines(stretched)) - len(writing_lines(plain))
    assert more >= 2
    assert set(distances(stretched)[-more:]) == {14.0 if layout.style == "large" else 9.5}
    assert words(stretched) == words(plain)
    assert page_count(plain) == page_count(stretched) == page_count(pdf(lines=1 + more)) < page_count(pdf(lines=2 + more))


def test_stretched_lines_leave_room_for_what_follows(typesetter: Typesetter) -> None:
    """Whatever follows: it stays on the page where it would stand without the stretch."""
    for count in range(1, 12):
        follows = block("checklist", 2, items=[f"Item {number}" for number in range(count)], states=[], blank_items=0)
        plain, stretched = (
            page_texts(sheet(A4, block("lines", stretch=stretch), follows).pdf(typesetter)) for stretch in (False, True)
        )
        assert list(map(squeezed, plain)) == list(map(squeezed, stretched))


def boxes(pdf: bytes, least: float) -> list[float]:
    """How high the frames on its pages are, in millimetres, from that height on."""
    found: list[float] = []
    for page in pypdfium2.PdfDocument(pdf):
        for thing in page.get_objects():
            left, bottom, right, top = thing.get_bounds()
            if thing.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH and right - left > 300 and top - bottom > least * POINTS:
                found.append(round((top - bottom) / POINTS, 0))
    return found


def test_an_open_box_is_as_high_as_it_says(typesetter: Typesetter) -> None:
    for height in (60, 90, 150):
        assert boxes(sheet(A4, block("lines", lines=None, millimetres=height)).pdf(typesetter), 50) == [height]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_stretched_box_is_higher_and_stays_on_its_page(layout: Layout, typesetter: Typesetter) -> None:
    made = [block("lines", lines=None, millimetres=50, stretch=stretch) for stretch in (False, True)]
    plain, stretched = (sheet(layout, one).pdf(typesetter) for one in made)
    assert boxes(stretched, 40)[0] > boxes(plain, 40)[0]
    assert page_count(plain) == page_count(stretched)
    assert faults(stretched) == []


LONG_STORY = "\n\n".join(f"Part {part}. " + "It rained and the bus was late. " * 12 for part in range(1, 31))


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_what_is_longer_than_a_page_is_all_there(layout: Layout, typesetter: Typesetter) -> None:
    rows = [(f"Row {number}.", "") for number in range(1, 201)]
    long = {
        "lines": block("lines", lines=40, stretch=True),
        "table": block("table", columns=[{"name": "What"}, {"name": "Who"}], rows=rows, blank_rows=0),
        "story": block("story", body=LONG_STORY),
        "role-card": block("role-card", body=LONG_STORY),
    }
    made = {name: sheet(layout, one).pdf(typesetter) for name, one in long.items()}
    assert [name for name, pdf in made.items() if faults(pdf)] == []
    assert len(writing_lines(made["lines"])) >= 40
    assert words(made["table"]).count("Row") == 200
    assert words(made["story"]).count("Part") == words(made["role-card"]).count("Part") == 30
    assert page_count(made["story"]) >= 3


@pytest.mark.parametrize("layout", [A4, LARGE], ids=["print", "large"])
@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        ("likert", range(3, 31, 3)),
        ("table", range(3, 31, 3)),
        ("checklist", [3, 9, 15, 21, 27, 28, 39, 40]),
        ("sentence-frame", range(1, 9)),
        ("lines", range(3, 31, 3)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_take_away_never_stands_alone(kind: str, counts: Sequence[int], layout: Layout, typesetter: Typesetter) -> None:
    """Whatever number of items comes before: among so many some would leave it to the next page."""
    for count in counts:
        items = [f"Item {number}." for number in range(count)]
        changes: dict[str, dict[str, Any]] = {
            "likert": {"statements": items},
            "table": {"columns": [{"name": "What"}, {"name": "Who"}], "rows": [(item, "") for item in items], "blank_rows": 0},
            "checklist": {"items": items, "states": [], "blank_items": 0},
            "sentence-frame": {"frame": "Item is ___.", "times": count},
            "lines": {"lines": count, "stretch": True},
        }
        pdf = sheet(layout, block(kind, **changes[kind]), take_away="Look up first.").pdf(typesetter)
        last = squeezed(page_texts(pdf)[-1])
        assert "Lookupfirst" in last
        assert "Item" in last or (kind == "lines" and writing_lines(pdf)[-1][0] == page_count(pdf) - 1)


def test_a_role_card_has_a_line_to_cut_along(typesetter: Typesetter) -> None:
    def dashes(kind: str) -> int:
        with pikepdf.open(io.BytesIO(sheet(A4, block(kind)).pdf(typesetter))) as pdf:
            drawn = [step for page in pdf.pages for step in pikepdf.parse_content_stream(page)]
            return sum(str(step.operator) == "d" and len(step.operands[0]) > 0 for step in drawn)

    assert dashes("role-card") == 1
    assert dashes("story") == 0


# Promised pages


@cache
def handbook() -> Handbook:
    library, _ = read(ROOT)
    assert library
    return select(library, Edition("retail", "en", Audience.TRAINER))


@pytest.mark.thorough
@pytest.mark.parametrize("layout", [LETTER, LARGE_LETTER], ids=lambda layout: layout.suffix)
def test_our_sheets_keep_to_their_pages(layout: Layout, typesetter: Typesetter) -> None:
    edition = imprint(handbook(), ROOT)
    sheets = [(one.worksheet, one.pages, worksheet(one, edition, layout)) for one in handbook().exercises]
    sheets += [(one.number, one.pages, form(one, edition, layout)) for one in handbook().forms]
    taken = {number: page_count(document.pdf(typesetter)) for number, _, document in sheets}
    assert [number for number, pages, _ in sheets if taken[number] > layout.at_most(pages)] == []
    assert layout.style == "large" or max(taken.values()) <= 2


# Without colour


PAPER_WHITE, TEN_PERCENT = 255, 229
"""Greys from 0 to 255: what is lighter than ten percent of black is a tint that a pen can write on."""
THICKEST = 7
"""Pixels at 72 to the inch, 2.5 mm: thicker than a line or the stem of a letter is a fill."""


def in_grey(pdf: bytes) -> list[Image.Image]:
    """Its pages as a printer without colour shows them, a pixel a point."""
    return [page.render(scale=1, grayscale=True).to_pil().convert("L") for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("layout", [A4, LARGE], ids=["print", "large"])
def test_nothing_is_filled_darker_than_a_tenth_of_black(layout: Layout) -> None:
    for name, pdf in everything(layout).items():
        for number, page in enumerate(in_grey(pdf), start=1):
            greys = page.filter(ImageFilter.MaxFilter(THICKEST)).histogram()
            assert not any(greys[:TEN_PERCENT]), f"{name}, page {number}"


def test_the_accent_can_be_read_in_grey() -> None:
    """Contrast as WCAG 2.2 defines it (1.4.3), of the accent's grey on white paper."""
    accent = handbook().brand.colours.accent
    channel = Image.new("RGB", (1, 1), accent).convert("L").getpixel((0, 0))
    assert isinstance(channel, int)
    share = channel / PAPER_WHITE
    luminance = share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
    assert 1.05 / (luminance + 0.05) >= 4.5
