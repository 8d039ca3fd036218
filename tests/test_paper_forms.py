"""Sheets to fill in on a screen: every field is there, says what it is for, and keeps what is typed, ticked and chosen."""

import ctypes
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pikepdf
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from generator import models as m
from generator.blocks import KINDS, fields
from generator.fields import Field
from generator.paper import Document, Layout, PaperError, Typesetter, form, key, quiz, worksheet
from tests.pdf_gate import faults, squeezed, tables, words
from tests.test_paper import FOR_TRAINERS, FORMS, GERMAN, LONG, QUIZ, ROOT, block, exercise, imprint, texts_of

A4, LETTER = Layout("a4", "form"), Layout("letter", "form")
EVERYTHING = [
    *(block(kind, number) for number, kind in enumerate(KINDS, start=1)),
    block("checklist", 91, states=[], blank_items=2),
    block("checklist", 92, states=[], blank_items=0),
]
TYPED = "Łódź Добрый Καλη é ß ễ €"


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(ROOT)


def sheet(*blocks: m.Block, layout: Layout = A4, **around: Any) -> Document:
    return worksheet(exercise(*blocks), imprint(**around), layout)


def name_in_pdf(number: str, field: Field) -> str:
    return f"{number}_{field.name.replace('.', '_')}"


def asked(number: str, blocks: tuple[m.Block, ...], *opening: str) -> dict[str, Field]:
    """The fields of some blocks by their names in a PDF, and those where the sheet opens."""
    found = [Field(name, "line", GERMAN[name]) for name in opening]
    found += [field for block in blocks for field in fields(block, GERMAN)]
    return {name_in_pdf(number, field): field for field in found}


def labels(pdf: bytes) -> dict[str, str]:
    """What each field says it is for, by its name."""
    return {name: str(field["/TU"]) for name, field in (pypdf.PdfReader(io.BytesIO(pdf)).get_fields() or {}).items()}


def values(pdf: bytes) -> dict[str, str]:
    """What each field holds, as pypdf reads it; empty ones are left out."""
    found = pypdf.PdfReader(io.BytesIO(pdf)).get_fields() or {}
    return {name: str(field["/V"]) for name, field in found.items() if field.get("/V") not in (None, "", "/Off")}


# What is there


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("layout", "direction"), [(A4, "ltr"), (LETTER, "rtl")], ids=["a4-ltr", "letter-rtl"])
def test_every_field_of_every_kind_is_there_once_with_its_label(
    kind: str, layout: Layout, direction: str, typesetter: Typesetter
) -> None:
    made = block(kind, hint="Take *your* time.")
    pdf = sheet(made, layout=layout, direction=direction).pdf(typesetter)
    expected = asked("W01", (made,), "name-line", "date-line")
    assert labels(pdf) == {name: field.label for name, field in expected.items()}
    assert faults(pdf) == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("layout", [A4, LETTER])
def test_a_sheet_with_everything_passes_the_gate(
    layout: Layout, orientation: str, direction: str, typesetter: Typesetter
) -> None:
    made = exercise(*EVERYTHING, orientation=orientation, **FOR_TRAINERS)
    edition = imprint(direction=direction)
    pdf = worksheet(made, edition, layout).pdf(typesetter)
    assert faults(pdf) == []
    assert len(labels(pdf)) == len(asked("W01", made.blocks)) + 2
    trainers = key(made, edition, layout).pdf(typesetter)
    assert (faults(trainers), labels(trainers)) == ([], {})


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_says_all_that_a_printed_sheet_says(kind: str, typesetter: Typesetter) -> None:
    made = block(kind, hint="Take *your* time.")
    said = words(sheet(made).pdf(typesetter))
    expected = [piece for text in texts_of(made) for piece in text.replace("*", "").split("___")]
    around = ["W01", "Three words", "Name", "Datum", "Was zu tun ist", "Zum Mitnehmen: Look up first.", "Seite 1 von"]
    assert [text for text in (*expected, *around) if squeezed(text) not in said] == []


@pytest.mark.parametrize("layout", [A4, LETTER])
@pytest.mark.parametrize("name", FORMS)
def test_every_form_of_the_pack_can_be_filled_in(name: str, layout: Layout, typesetter: Typesetter) -> None:
    made = FORMS[name]
    pdf = form(made, imprint(), layout).pdf(typesetter)
    opening = () if name == "certificate" else ("session-line", "date-line")
    assert labels(pdf) == {name: field.label for name, field in asked(made.number, made.blocks, *opening).items()}
    assert faults(pdf) == []


@pytest.mark.parametrize(("layout", "direction"), [(A4, "ltr"), (LETTER, "rtl")], ids=["a4-ltr", "letter-rtl"])
def test_a_quiz_asks_for_one_option_of_each_question(layout: Layout, direction: str, typesetter: Typesetter) -> None:
    pdf = quiz(QUIZ, imprint(direction=direction), layout).pdf(typesetter)
    stem = 'Case {}. Somebody asks "Why?" What now?'
    expected = {f"P02_q_shop_{number}": stem.format(number) for number in range(1, 11)}
    assert labels(pdf) == {"P02_name-line": "Name", "P02_date-line": "Datum"} | expected
    assert faults(pdf) == []
    options = [str(widget.TU) for widget in widgets(pdf) if "/Parent" in widget][:4]
    assert options == [f"{stem.format(1)}: Reply 1.{place}?" for place in range(4)]


def widgets(pdf: bytes) -> Iterator[Any]:
    document = pikepdf.open(io.BytesIO(pdf))
    yield from (annotation for page in document.pages for annotation in page.obj.get("/Annots", ()))


def is_high(field: Any) -> bool:
    """A cell of a high row: what is typed starts at its top, and has room for more lines."""
    return float(field.Rect[3]) - float(field.Rect[1]) > 3 * 11


KIND_IN_PDF: dict[str, Callable[[Any], bool]] = {
    "line": lambda field: field.FT == "/Tx" and ("/Ff" not in field or (field.Ff == 1 << 12 and is_high(field))),
    "text": lambda field: field.FT == "/Tx" and field.Ff == 1 << 12,
    "tick": lambda field: field.FT == "/Btn" and "/Ff" not in field,
    "choice": lambda field: field.Ff == (1 << 15 if field.FT == "/Btn" else 1 << 17),
}
"""Lines, texts of many lines, boxes, circles or a list to drop down (ISO 32000-1, 12.7.4)."""


def test_each_kind_of_field_is_its_kind_in_the_pdf(typesetter: Typesetter) -> None:
    pdf = sheet(*EVERYTHING).pdf(typesetter)
    expected = asked("W01", tuple(EVERYTHING), "name-line", "date-line")
    assert {field.kind for field in expected.values()} == set(KIND_IN_PDF)
    for widget in widgets(pdf):
        field = widget.get("/Parent", widget)
        assert KIND_IN_PDF[expected[str(field.T)].kind](field), str(field.T)


def test_the_value_of_a_choice_is_the_number_of_its_option(typesetter: Typesetter) -> None:
    pdf = sheet(block("likert"), block("match", 2)).pdf(typesetter)
    states = [sorted(widget.AP.N.keys()) for widget in widgets(pdf) if "/Parent" in widget]
    assert states == [["/1", "/Off"], ["/2", "/Off"], ["/3", "/Off"]]
    options = [[tuple(map(str, option)) for option in widget.Opt] for widget in widgets(pdf) if "/Opt" in widget]
    assert options == [[("", " "), ("1", "A"), ("2", "B"), ("3", "C")]] * 2


def test_a_row_without_a_name_has_no_header_but_a_field(typesetter: Typesetter) -> None:
    pdf = sheet(block("table"), block("checklist", 2)).pdf(typesetter)
    asking = [["row", "cell", "field"]] * 2 + [["field"] * 3] * 2
    assert tables(pdf) == [
        [["head"] * 3, *asking],
        [["head"] * 3, ["row", "field", "field"], ["row", "field", "field"], ["field"] * 3],
    ]


def test_sheets_of_one_document_keep_their_fields_apart(typesetter: Typesetter) -> None:
    one, other = (worksheet(exercise(worksheet=number), imprint(), A4) for number in ("W01", "W02"))
    both = Document("both.pdf", {**one.data, "sheets": one.data["sheets"] + other.data["sheets"]})
    pdf = both.pdf(typesetter)
    assert faults(pdf) == []
    assert list(labels(pdf)) == [*labels(one.pdf(typesetter)), *labels(other.pdf(typesetter))]


def test_a_sheet_that_is_there_twice_is_refused(typesetter: Typesetter) -> None:
    one = sheet()
    twice = Document("twice.pdf", {**one.data, "sheets": one.data["sheets"] * 2})
    with pytest.raises(PaperError, match=r"^twice\.pdf: two fields are called 'W01\.name-line'"):
        twice.pdf(typesetter)


@pytest.mark.parametrize(
    ("drawn", "instead", "complaint"),
    [
        ("in-line(14mm, entry(it.sheet, it.fields.at(n - 1)))", "[]", "no box for the field 'W01.answer-1.1'"),
        ("it.fields.at(n - 1)", "it.fields.first()", "no box for the field 'W01.answer-1.2'"),
        ('n => marked("A", n)', "n => letter(calc.min(n, 2))", "a box too many for the field 'W01.answer-1.1'"),
    ],
)
def test_a_template_that_loses_a_field_is_refused(drawn: str, instead: str, complaint: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    template = tmp_path / "overrides" / "paper" / "form-areas.typ"
    source = template.read_text("utf-8")
    assert source.count(drawn) == 1
    template.write_text(source.replace(drawn, instead), "utf-8")
    with pytest.raises(PaperError) as caught:
        worksheet(exercise(block("match")), imprint(None), A4).pdf(Typesetter(tmp_path))
    assert str(caught.value) == f"w01-three-words-form.pdf: the templates in overrides/paper draw {complaint}"


def test_the_same_form_is_the_same_bytes(typesetter: Typesetter) -> None:
    made = sheet(*EVERYTHING)
    first = made.pdf(typesetter)
    sheet(layout=LETTER).pdf(typesetter)
    assert made.pdf(typesetter) == first == made.pdf(Typesetter(ROOT))


# Texts that could break a file

HOSTILE = [
    ") /AA << >> endobj",
    "\\(\\) \\ \\n \\",
    "#let x = 1 #panic()",
    '"}{ field:x %22 %29 =',
    "<FEFF> </TU> &lt; <b>",
    "Zażółć Ngô Bảo Châu Καλή Добрый",
    LONG[:3_000],
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["table", "checklist", "likert", "match", "sentence-frame", "sign-off", "chain-map"])
def test_labels_are_said_as_they_are(kind: str, text: str, typesetter: Typesetter) -> None:
    mine: dict[str, dict[str, Any]] = {
        "table": {"rows": [(text, "", ""), ("", text, "")]},
        "checklist": {"items": [text, "Two"]},
        "likert": {"statements": [text], "scale": ["Never", "Now", text[:200]]},
        "match": {"left": [text, "Two"]},
        "sentence-frame": {"prompt": text, "frame": f"{text[:200]} ___ and ___."},
        "sign-off": {"roles": [text]},
        "chain-map": {"nodes": [text, "Two", "Three"], "gives": text},
    }
    made = block(kind, **mine[kind])
    pdf = sheet(made, layout=LETTER).pdf(typesetter)
    expected = asked("W01", (made,), "name-line", "date-line")
    assert labels(pdf) == {name: field.label for name, field in expected.items()}
    assert faults(pdf) == []


@pytest.mark.parametrize(
    ("text", "sign"), [("Good \N{SLIGHTLY SMILING FACE}", "U+1F642"), ("שלום", "U+05D"), ("漢字", "U+6F22")]
)
def test_a_label_that_the_fonts_lack_is_named(text: str, sign: str, typesetter: Typesetter) -> None:
    with pytest.raises(PaperError, match=sign.replace("+", r"\+")):
        sheet(block("likert", statements=[text])).pdf(typesetter)


def test_a_label_that_is_heard_only_needs_no_font(typesetter: Typesetter) -> None:
    words = GERMAN | {"your-own-item": "שלום \N{SLIGHTLY SMILING FACE}"}
    pdf = sheet(block("checklist"), words=words).pdf(typesetter)
    assert labels(pdf)["W01_answer-1_3_text"] == "שלום \N{SLIGHTLY SMILING FACE} 1"
    assert faults(pdf) == []


def test_a_cell_whose_text_says_nothing_is_a_field(typesetter: Typesetter) -> None:
    made = block("table", rows=[("A row", "[](x)", "")], blank_rows=0)
    pdf = sheet(made).pdf(typesetter)
    assert list(labels(pdf))[2:] == ["W01_answer-1_1_2", "W01_answer-1_1_3"]
    assert faults(pdf) == []


# Filling in

TO_TRY = (block("lines"), block("word-boxes", 2), block("checklist", 3), block("likert", 4), block("match", 5))
FILLED = {
    "W01_name-line": TYPED,
    "W01_answer-1": f"{TYPED}\n{TYPED}",
    "W01_answer-2_1": "Warm",
    "W01_answer-3_2_1": "/Yes",
    "W01_answer-4_1": "/2",
    "W01_answer-5_2": "3",
}


def test_what_is_filled_in_by_a_program_is_kept_and_shown(typesetter: Typesetter) -> None:
    empty = sheet(*TO_TRY).pdf(typesetter)
    assert values(empty) == {}
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(empty)))
    for page in writer.pages:
        writer.update_page_form_field_values(page, cast("dict[str, Any]", FILLED), auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    assert values(out.getvalue()) == FILLED
    assert read_by_pdfium(out.getvalue()) == {name: value.removeprefix("/") for name, value in FILLED.items()}
    assert inked(empty, out.getvalue()) == set(FILLED)


def test_what_is_filled_in_by_hand_is_kept_and_shown(typesetter: Typesetter) -> None:
    """As in a browser: clicking into each box, typing, ticking and choosing."""
    empty = sheet(*TO_TRY).pdf(typesetter)
    filled = fill_by_hand(empty, FILLED)
    assert {name: value.replace("\r\n", "\n") for name, value in values(filled).items()} == FILLED
    assert inked(empty, filled) == set(FILLED)


def test_what_is_typed_has_a_glyph_in_the_form_itself(typesetter: Typesetter) -> None:
    with pikepdf.open(io.BytesIO(sheet().pdf(typesetter))) as document:
        meanings = document.Root.AcroForm.DR.Font["/HandbookSansForm"].ToUnicode.read_bytes().decode()
    letters = (
        "ABCXYZ abcxyz 0123456789 .,;:!?-–—…‘’“”„«»&@#%()/ äöüßéèêçñåøæœ ąćęłńóśźż čďěňřšťůž őű șț ğış ễơư Ωάέή Жщъґї €£₽ ←→✓"
    )
    assert [letter for letter in letters if f"<{ord(letter):04X}>\n" not in meanings] == []


def rects(pdf: bytes) -> list[tuple[int, str, str, tuple[float, ...]]]:
    """Where each widget lies: its page, its field's name, what it stands for when on, and its edges."""
    document = pikepdf.open(io.BytesIO(pdf))
    found = []
    for number, page in enumerate(document.pages):
        for widget in page.obj.get("/Annots", ()):
            drawn = widget.AP.N
            on = "" if isinstance(drawn, pikepdf.Stream) else next(key for key in drawn.keys() if key != "/Off")  # noqa: SIM118
            field = widget.get("/Parent", widget)
            found.append((number, str(field.T), on, tuple(map(float, widget.Rect))))
    return found


def fill_by_hand(pdf: bytes, wanted: dict[str, str]) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    hand = document.formenv
    pages = list(document)
    for number, name, on, (left, bottom, right, top) in rects(pdf):
        value = wanted.get(name)
        if value is None or (on and on != value):
            continue
        where = (hand, pages[number], 0, (left + right) / 2, (bottom + top) / 2)
        for touch in (pdfium.FORM_OnMouseMove, pdfium.FORM_OnLButtonDown, pdfium.FORM_OnLButtonUp):
            touch(*where)
        if not on and value.isdigit():
            assert pdfium.FORM_SetIndexSelected(hand, pages[number], int(value), True)
        elif not on:
            pdfium.FORM_ReplaceSelection(hand, pages[number], wide(value))
        pdfium.FORM_ForceToKillFocus(hand)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def wide(text: str) -> "ctypes.Array[ctypes.c_ushort]":
    """A text as PDFium takes it."""
    encoded = (text + "\0").encode("utf-16-le")
    return (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded)


def read_by_pdfium(pdf: bytes) -> dict[str, str]:
    """What each field holds, as PDFium reads it."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    pages = list(document)
    found = {}
    for number, name, on, (left, bottom, right, top) in rects(pdf):
        point = pdfium.FS_POINTF((left + right) / 2, (bottom + top) / 2)
        widget = pdfium.FPDFAnnot_GetFormFieldAtPoint(document.formenv, pages[number], point)
        size = pdfium.FPDFAnnot_GetFormFieldValue(document.formenv, widget, None, 0)
        buffer = (ctypes.c_ushort * (size // 2))()
        pdfium.FPDFAnnot_GetFormFieldValue(document.formenv, widget, buffer, size)
        value = bytes(buffer).decode("utf-16-le").rstrip("\0").replace("\r", "\n")
        if value not in ("", "Off") and (not on or pdfium.FPDFAnnot_IsChecked(document.formenv, widget)):
            found[name] = value
    return found


def inked(empty: bytes, filled: bytes) -> set[str]:
    """The fields in which PDFium draws more than before."""
    before, after = pictures(empty), pictures(filled)
    return {name for number, name, _, box in rects(empty) if ink(after[number], box) > ink(before[number], box)}


def pictures(pdf: bytes) -> list[tuple[bytes, int, int]]:
    """Each page as grey pixels, one a point: with the width of a row and the number of rows."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    drawn = [page.render(scale=1, grayscale=True, may_draw_forms=True) for page in document]
    return [(bytes(bitmap.buffer), bitmap.stride, bitmap.height) for bitmap in drawn]


def ink(picture: tuple[bytes, int, int], box: tuple[float, ...]) -> int:
    """How dark a box is, its edges left out."""
    pixels, stride, height = picture
    left, bottom, right, top = map(round, box)
    rows = range(height - top + 2, height - bottom - 2)
    return sum(255 - pixel for row in rows for pixel in pixels[row * stride + left + 2 : row * stride + right - 2])
