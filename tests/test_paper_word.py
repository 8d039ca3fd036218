"""Word files: they say what the PDFs say, can be filled in, and are real documents with styles, lists and headings."""

import io
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from generator import models as m
from generator.assembly import read
from generator.blocks import KINDS, fields
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
    in_word,
    key,
    quiz,
    quiz_key,
    worksheet,
)
from generator.paper.document import document_data
from generator.paper.word import docx as word_file
from generator.prose import plain_lines
from tests.conftest import ROOT, with_trainer_sentinel
from tests.pdf_gate import squeezed
from tests.test_paper import FOR_TRAINERS, FORMS, GERMAN, LONG, NOT_SAID, QUIZ, SENTENCES, block, exercise, texts_of
from tests.test_paper import imprint as sample_imprint

SENTINEL = "Zyzzyva"
AROUND = 2
"""Lines to write on where a sheet opens: the name and the date."""


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(ROOT)


@pytest.fixture(scope="module")
def retail() -> Handbook:
    """The real edition for trainers, with a word in each text that learners must not see."""
    library, _ = read(ROOT)
    assert library
    return select(with_trainer_sentinel(library, SENTINEL), Edition("retail", "en", Audience.TRAINER))


def opened(document: Document, typesetter: Typesetter) -> WordDocument:
    return docx.Document(io.BytesIO(in_word(document, typesetter)))


def said(document: WordDocument) -> str:
    """All that a file says, in its body, its heads and its feet, squeezed."""
    return squeezed("".join(words.text or "" for part in _parts(document) for words in part.iter(qn("w:t"))))


def _parts(document: WordDocument) -> Iterator[Any]:
    yield document.element.body
    for section in document.sections:
        yield from (one.part.element for one in (section.header, section.footer, section.first_page_footer))


def missing(texts: list[str], document: WordDocument) -> list[str]:
    """Which of these texts a file does not say."""
    found = said(document)
    pieces = [piece for text in texts for line in plain_lines(text) for piece in line.split("___")]
    return [piece for piece in pieces if squeezed(piece) not in found]


def styles(document: WordDocument) -> Counter[str]:
    """How many paragraphs there are in each style, those in tables too."""
    return Counter(one.get(qn("w:val")) for one in document.element.body.iter(qn("w:pStyle")))


def controls(document: WordDocument) -> Counter[str]:
    """Boxes to tick, and gaps."""
    found = document.element.body.iter(qn("w:sdtPr"))
    return Counter("tick" if one.find(qn("w14:checkbox")) is not None else "gap" for one in found)


# What it says


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_block_is_drawn_with_all_its_words(kind: str, typesetter: Typesetter) -> None:
    made = block(kind, hint="Take *your* time.")
    assert missing(texts_of(made), opened(worksheet(exercise(made), sample_imprint(), A4), typesetter)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_block_has_the_same_fields_as_elsewhere(kind: str, typesetter: Typesetter) -> None:
    made = block(kind)
    document = opened(worksheet(exercise(made), sample_imprint(), A4), typesetter)
    here = fields(made, GERMAN | {"your-own-item": "Eigenes"})
    to_tick = sum(len(one.options) or 1 for one in here if one.kind in ("tick", "choice"))
    to_write = sum(one.kind in ("line", "text") for one in here)
    if isinstance(made, m.LinesBlock):
        to_write = made.lines
    if isinstance(made, m.MatchBlock):  # a letter is written, not ticked
        to_tick, to_write = 0, len(made.left)
    written = sum(styles(document)[style] for style in ("Answer", "Blank", "TickLine")) + controls(document)["gap"]
    assert (controls(document)["tick"], written) == (to_tick, to_write + AROUND)


def test_every_worksheet_of_a_trade_says_all_but_what_is_for_trainers(retail: Handbook, typesetter: Typesetter) -> None:
    around = imprint(retail, ROOT)
    for one in retail.exercises:
        document = opened(worksheet(one, around, A4), typesetter)
        texts = texts_of(one, "worksheet", "minutes", "group", "orientation", "blocks", "concepts", "sources", *FOR_TRAINERS)
        of_blocks = [text for part in one.blocks for text in texts_of(part, "rows_from", "starts_from")]
        assert missing([one.worksheet, *texts, *of_blocks], document) == [], one.id
        assert SENTINEL not in said(document), one.id
    assert len(retail.exercises) == 20


def test_every_key_of_a_trade_says_what_is_for_trainers(retail: Handbook, typesetter: Typesetter) -> None:
    for one in retail.exercises:
        document = opened(key(one, imprint(retail, ROOT), A4), typesetter)
        assert one.debrief
        assert one.facilitation
        texts = [text for part in (*one.key, one.debrief, one.facilitation) for text in texts_of(part)]
        assert missing(texts, document) == [], one.id
        assert SENTINEL in said(document)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_says_all_but_its_note_for_trainers(name: str, typesetter: Typesetter) -> None:
    made = FORMS[name]
    document = opened(form(made, sample_imprint(), A4), typesetter)
    texts = [text for part in (made, *made.blocks) for text in texts_of(part, *NOT_SAID)]
    assert missing(texts, document) == []
    assert [line for line in plain_lines(made.trainer_note) if squeezed(line) in said(document)] == []


def test_a_quiz_asks_and_its_key_tells(typesetter: Typesetter) -> None:
    asked = opened(quiz(QUIZ, sample_imprint(), A4), typesetter)
    told = opened(quiz_key(QUIZ, sample_imprint(), A4), typesetter)
    options = [option for question in QUIZ for option in question.options]
    assert missing([text for question in QUIZ for text in (question.stem, *(o.text for o in question.options))], asked) == []
    assert [option.feedback for option in options if squeezed(option.feedback) in said(asked)] == []
    assert missing([text for question in QUIZ for text in texts_of(question, "bloom", "concept")], told) == []
    assert controls(asked) == {"tick": len(options)}
    assert "1B2C3D4A5B6C7D8A9B10C" in said(told)


def test_what_surrounds_the_blocks_is_there(typesetter: Typesetter) -> None:
    document = opened(worksheet(exercise(), sample_imprint(), A4), typesetter)
    around = ["W01 · 15 Minuten · allein", "Name", "Datum", "Was zu tun ist", "Ein Beispiel", "Zum Mitnehmen: Look up first."]
    assert missing([*around, "Łódź & Söhne · The Handbook · Retail", "Text: CC BY 4.0", "Seite 1 von 1"], document) == []
    assert missing(["Łódź & Söhne"], opened(worksheet(exercise(), sample_imprint(None), A4), typesetter)) == []


HOSTILE = ["<w:p/> & <b>", "a\x01b\x0b\ufffe", "{{ x }} {% y %}", "HYPERLINK \\l", "ngày 漢字 🙂"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_file(text: str, typesetter: Typesetter) -> None:
    made = block("table", prompt=f"Say {text}", rows=[(text, "", text)])
    document = opened(worksheet(exercise(made, name=text, objective=text), sample_imprint(), A4), typesetter)
    kept = "".join("\N{REPLACEMENT CHARACTER}" if sign in "\x01\x0b\ufffe" else sign for sign in text)
    assert squeezed(f"Say {kept}") in said(document)
    assert kept in document.core_properties.title


# What it is


def everything(**changes: Any) -> m.Exercise:
    return exercise(*(block(kind, number) for number, kind in enumerate(KINDS, start=1)), **FOR_TRAINERS, **changes)


def test_the_same_sheet_is_the_same_bytes_without_a_date(typesetter: Typesetter) -> None:
    sheet = worksheet(everything(), sample_imprint(), A4)
    first = in_word(sheet, typesetter)
    in_word(worksheet(exercise(), sample_imprint(), LETTER), typesetter)
    assert in_word(sheet, typesetter) == first == in_word(sheet, Typesetter(ROOT))
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:" not in file.read("docProps/core.xml").split(b"<dc:title>")[1]


def test_a_file_says_what_it_is(typesetter: Typesetter) -> None:
    document = opened(worksheet(exercise(), sample_imprint(code="pt-br"), A4), typesetter)
    properties = document.core_properties
    assert (properties.title, properties.author) == ("W01  ·  Three words", "Łódź & Söhne")
    assert (properties.language, properties.comments, properties.last_modified_by) == ("pt-BR", "", "")
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "pt-BR"
    assert [picture._inline.docPr.get("descr") for picture in document.inline_shapes] == ["A ring and a wave"]


def test_headings_show_the_outline(typesetter: Typesetter) -> None:
    def outline(document: WordDocument) -> list[tuple[str, str]]:
        found = [(one.style.name if one.style else "", one.text) for one in document.paragraphs]
        return [(name[-1], text) for name, text in found if name.startswith("Heading")]

    sheet = opened(worksheet(exercise(), sample_imprint(), A4), typesetter)
    assert outline(sheet) == [("1", "Three words"), ("2", "Was zu tun ist"), ("2", "What about word-boxes?")]
    told = opened(key(exercise(**FOR_TRAINERS), sample_imprint(), A4), typesetter)
    assert [level for level, _ in outline(told)] == list("12232333")


def test_each_list_counts_anew(typesetter: Typesetter) -> None:
    document = opened(quiz(QUIZ, sample_imprint(), A4), typesetter)
    lists = Counter(one.get(qn("w:val")) for one in document.element.body.iter(qn("w:numId")))
    assert sorted(lists.values()) == [4] * 10 + [10]
    numbering = document.part.numbering_part.element
    starts = {one.get(qn("w:numId")): one.find(f".//{qn('w:startOverride')}") for one in numbering.findall(qn("w:num"))}
    assert {starts[number].get(qn("w:val")) for number in lists} == {"1"}


def test_an_answer_has_the_number_of_its_block(typesetter: Typesetter) -> None:
    made = exercise(block("word-boxes"), block("lines", 2), key=[{"block": "answer-2", "points": ["Warmth."]}])
    document = opened(key(made, sample_imprint(), A4), typesetter)
    answer = next(one for one in document.paragraphs if one.text == "What about lines?")
    number = answer._p.pPr.numPr.numId.val
    num = next(one for one in document.part.numbering_part.element.findall(qn("w:num")) if one.numId == number)
    assert num.find(f".//{qn('w:startOverride')}").get(qn("w:val")) == "2"


@pytest.mark.parametrize("kind", ["table", "likert"])
def test_a_table_names_its_columns_on_each_page_and_splits_no_row(kind: str, typesetter: Typesetter) -> None:
    document = opened(worksheet(exercise(block(kind)), sample_imprint(), A4), typesetter)
    table = document.tables[-1]._tbl
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in table.tr_lst] == [True] + [False] * (
        len(table.tr_lst) - 1
    )
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in table.tr_lst)
    look = table.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert table.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == f"What about {kind}?"


def test_a_column_is_as_wide_as_the_words_of_its_name(typesetter: Typesetter) -> None:
    columns = [{"name": "What I said I would do", "share": 12}, {"name": "Done", "share": 1}, {"name": "Who", "share": 5}]
    document = opened(worksheet(exercise(block("table", columns=columns, rows=[])), sample_imprint(), A4), typesetter)
    wide, done, who = (column.width / Mm(1) for column in document.tables[-1].columns)
    assert done > 13  # its share would be 9 mm
    assert (round(wide + done + who), wide > 2 * who) == (167, True)


def test_pages_know_their_numbers(typesetter: Typesetter) -> None:
    document = opened(worksheet(exercise(), sample_imprint(), A4), typesetter)
    section = document.sections[0]
    assert section.different_first_page_header_footer
    for foot in (section.first_page_footer, section.footer):
        numbers = [one.get(qn("w:instr")) for one in foot.part.element.iter(qn("w:fldSimple"))]
        assert numbers == ["PAGE", "NUMPAGES"]
    assert squeezed("W01 · Three words") in squeezed(section.header.paragraphs[0].text)


@pytest.mark.parametrize(("layout", "size"), [(A4, (210, 297)), (LETTER, (215.9, 279.4))])
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_paper_and_how_it_lies(layout: Any, size: tuple[float, float], orientation: str, typesetter: Typesetter) -> None:
    document = opened(worksheet(exercise(orientation=orientation), sample_imprint(), layout), typesetter)
    across, down = size if orientation == "portrait" else size[::-1]
    for section in document.sections:
        assert abs((section.page_width or 0) - Mm(across)) < Mm(0.1)
        assert abs((section.page_height or 0) - Mm(down)) < Mm(0.1)
        assert section.orientation == (WD_ORIENT.PORTRAIT if orientation == "portrait" else WD_ORIENT.LANDSCAPE)


def test_from_right_to_left_all_is_turned(typesetter: Typesetter) -> None:
    document = opened(worksheet(everything(), sample_imprint(direction="rtl"), A4), typesetter)
    assert document.styles["Normal"].element.find(f".//{qn('w:bidi')}") is not None
    assert all(table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in document.tables)
    section = document.sections[0]
    assert (section.left_margin or 0) < (section.right_margin or 0)


def test_several_sheets_are_sections_of_one_file(typesetter: Typesetter) -> None:
    made = [worksheet(one, sample_imprint(), A4) for one in (everything(), exercise(orientation="landscape"))]
    made += [form(FORMS["certificate"], sample_imprint(), A4), key(everything(), sample_imprint(), A4)]
    sheets = [sheet for one in made for sheet in one.data["sheets"]]
    data = document_data(sample_imprint(), A4, "All", "Everything at once", sheets)
    document = docx.Document(io.BytesIO(word_file(data, typesetter.picture("/tests/data/mark.svg"))))
    starts = [section for section in document.sections if section.different_first_page_header_footer]
    assert [section.orientation for section in starts] == [WD_ORIENT.PORTRAIT, *[WD_ORIENT.LANDSCAPE] * 2, WD_ORIENT.PORTRAIT]
    ids = [picture._inline.docPr.get("id") for picture in document.inline_shapes]
    assert len(set(ids)) == len(ids) == 4


# In a word processor


def convert(folder: Path) -> None:
    """Every Word file of a folder as PDF beside it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, sorted(folder.glob("*.docx")))], check=True, capture_output=True, timeout=240)


needs_office = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed: no word processor opened the files"
)


@pytest.mark.thorough
@needs_office
@pytest.mark.parametrize("layout", [A4, LETTER])
def test_worksheets_keep_their_promise_of_pages_in_a_word_processor(
    layout: Layout, retail: Handbook, typesetter: Typesetter, tmp_path: Path
) -> None:
    library, _ = read(ROOT)
    assert library
    plain = select(library, retail.edition)
    around = imprint(plain, ROOT)
    for one in plain.exercises:
        (tmp_path / f"{one.worksheet}.docx").write_bytes(in_word(worksheet(one, around, layout), typesetter))
    convert(tmp_path)
    pages = {one.worksheet: len(pypdf.PdfReader(tmp_path / f"{one.worksheet}.pdf").pages) for one in plain.exercises}
    assert {one.worksheet: pages[one.worksheet] for one in plain.exercises if pages[one.worksheet] > one.pages} == {}


@pytest.mark.thorough
@needs_office
def test_a_word_processor_opens_them(typesetter: Typesetter, tmp_path: Path) -> None:
    long = exercise(block("table", rows=[("1", LONG, "")]), objective=LONG, orientation="landscape")
    made = {
        "all": worksheet(everything(), sample_imprint(), A4),
        "key": key(everything(), sample_imprint(), A4),
        "turned": worksheet(everything(orientation="landscape"), sample_imprint(direction="rtl"), LETTER),
        "long": worksheet(long, sample_imprint(), A4),
        "certificate": form(FORMS["certificate"], sample_imprint(), A4),
    }
    for name, document in made.items():
        (tmp_path / f"{name}.docx").write_bytes(in_word(document, typesetter))
    convert(tmp_path)
    pages = {name: [page.extract_text() for page in pypdf.PdfReader(tmp_path / f"{name}.pdf").pages] for name in made}
    assert len(pages["certificate"]) == 1
    assert squeezed("".join(pages["long"])).count("Sentence") == 2 * SENTENCES
    said_there = squeezed("".join(pages["all"]))
    assert [kind for kind in KINDS if squeezed(f"What about {kind}?") not in said_there] == []
    assert squeezed(f"Seite 2 von {len(pages['all'])}") in squeezed(pages["all"][1])
    assert squeezed("It is about grinning.") in squeezed("".join(pages["key"]))


def test_a_font_of_its_own_is_named_with_one_to_fall_back_on(typesetter: Typesetter) -> None:
    around = sample_imprint()
    fonts = m.Fonts(family="Tide Sans", regular="tide-regular.ttf", bold="tide-bold.ttf")
    own = replace(around, brand=around.brand.model_copy(update={"fonts": fonts}))
    found = {}
    for name, one in (("ours", around), ("own", own)):
        with zipfile.ZipFile(io.BytesIO(in_word(worksheet(exercise(), one, A4), typesetter))) as file:
            found[name] = [file.read(f"word/{part}.xml").decode() for part in ("styles", "fontTable")]
    assert all("Tide Sans" not in part for part in found["ours"])
    assert 'w:ascii="Tide Sans"' in found["own"][0]
    assert 'w:name="Tide Sans"><w:altName w:val="Calibri"/>' in found["own"][1]


def test_two_hundred_rows_are_two_hundred_rows(typesetter: Typesetter) -> None:
    rows = [(f"Row {number}.", "") for number in range(1, 201)]
    made = block("table", columns=[{"name": "What"}, {"name": "Who"}], rows=rows, blank_rows=0)
    found = opened(worksheet(exercise(made), sample_imprint(), A4), typesetter)
    assert missing([text for text, _ in rows], found) == []
    assert [len(table.rows) for table in found.tables if len(table.rows) > 100] == [201]
