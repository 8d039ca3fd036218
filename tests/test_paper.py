"""Worksheets and answer keys: what stands on them, what never does, and that nothing is lost."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from generator import models as m
from generator.assembly import read
from generator.blocks import KINDS
from generator.editions import select
from generator.handbook import Audience, Edition
from generator.paper import (
    A4,
    LETTER,
    Imprint,
    Layout,
    PaperError,
    Press,
    Style,
    Typesetter,
    form,
    key,
    numbers,
    quiz,
    quiz_key,
    worksheet,
    worksheets,
)
from tests.pdf_gate import faults, page_texts, squeezed, tables, words, writing_lines

ROOT = Path(__file__).parents[1]

BRAND = m.Brand(
    organisation="Łódź & Söhne",
    logo=m.Logo(light="light.svg", dark="dark.svg", mono="mark.svg", alt="A ring and a wave"),
    colours=m.Colours(accent="#7a2e1d", accent_dark="#f0c0b0", ink="#202020", paper="#ffffff"),
    contact="Ask Ewa",
    licence="Text: [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)",
)
GERMAN = {
    "page-of": "Seite {page} von {pages}",
    "minutes": "{minutes} Minuten",
    "group-alone": "allein",
    "name-line": "Name",
    "date-line": "Datum",
    "what-to-do": "Was zu tun ist",
    "worked-example": "Ein Beispiel",
    "take-away": "Zum Mitnehmen:",
    "gap": "Lücke",
    "your-own-item": "Eigenes",
    "plan-when": "Wenn das geschieht",
    "plan-i-will": "werde ich",
    "plan-by": "bis",
    "plan-obstacle": "Was dazwischenkommen kann",
    "answer-key": "Lösungen",
    "for-trainers": "Nur für Trainer",
    "run-it": "So geht es",
    "to-open": "Zum Einstieg:",
    "materials": "Mitbringen:",
    "variations": "Andere Gruppen:",
    "good-looks-like": "Was gut ist",
    "debrief": "Nachgespräch",
    "debrief-what": "Was war?",
    "debrief-so-what": "Was heißt das?",
    "debrief-now-what": "Was tun wir?",
    "likely-answers": "Mögliche Antworten:",
    "misconception": "Darauf achten:",
    "session-line": "Kurs",
    "mixed-quiz": "Gemischte Fragen",
    "mixed-quiz-lede": "Fälle aus dem Alltag.",
    "quiz-how": "Kreuzen Sie an.",
    "quiz-run": "Lassen Sie vergleichen.",
    "right-answers": "Richtig sind",
    "works-well": "Das geht.",
}
BLOCKS: dict[str, dict[str, Any]] = {
    "text": {"body": "Read this.\n\n- One reason.\n- Another reason."},
    "story": {"body": "It rained.\n\nThe bus was late."},
    "role-card": {"role": "Mr Adeyemi", "body": "You have waited an hour.\n\n- You want a *quiet* answer."},
    "lines": {"lines": 3},
    "word-boxes": {"boxes": 4},
    "sentence-frame": {"frame": 'It sounds as if "___", because ___.', "times": 2},
    "two-col": {"left": "Feelings", "right": "Facts", "rows": 2, "example": ("Cross", "Third call")},
    "table": {
        "columns": [{"name": "No.", "share": 1}, {"name": "Touch point"}, {"name": "Who"}],
        "rows": [("1", "The door", ""), ("2", "The queue", "")],
        "blank_rows": 2,
    },
    "rewrite": {"start": "Instead of", "stages": ["Open", "High-gain"], "starts": ["Is it urgent?"], "blank_rows": 1},
    "checklist": {"items": ["Greeted first", "Used the name"], "states": ["Seen", "Not seen"], "blank_items": 1},
    "likert": {"statements": ["I greet people first."], "scale": ["Hardly ever", "Sometimes", "Always"]},
    "match": {"left": ["She calls over.", "He whistles."], "right": ["Feeling good", "A welcome", "Speed"]},
    "sort": {"bins": ["As hoped", "Let down"], "items": ["Ready on Wednesday.", "Twenty minutes late."]},
    "grid-2x2": {"across": ["Cold", "Warm"], "up": ["Not able", "Able"]},
    "chain-map": {"nodes": ["Supplier", "Me", "Guest"], "gives": "gives on", "gets": "gets back"},
    "action-plan": {"plans": 2},
    "sign-off": {"roles": ["Me", "My buddy"]},
}
TABLES = {
    "two-col": [["head"] * 2, ["cell"] * 2, ["empty"] * 2, ["empty"] * 2],
    "table": [["head"] * 3, ["row", "cell", "empty"], ["row", "cell", "empty"], ["empty"] * 3, ["empty"] * 3],
    "rewrite": [["head"] * 3, ["row", "empty", "empty"], ["empty"] * 3],
    "checklist": [["head"] * 3, ["row", "empty", "empty"], ["row", "empty", "empty"], ["empty"] * 3],
    "likert": [["head"] * 4, ["row", "empty", "empty", "empty"]],
    "sort": [["head"] * 3, ["row", "empty", "empty"], ["row", "empty", "empty"]],
    "grid-2x2": [["head"] * 3, ["row", "empty", "empty"], ["row", "empty", "empty"]],
    "action-plan": [["head"] * 4, ["empty"] * 4, ["empty"] * 4],
}
FOR_TRAINERS: dict[str, Any] = {
    "key": [{"block": "answer-1", "points": ["Warmth is the point."]}],
    "debrief": {
        "what": {"questions": ["Who wrote kind?", "Who did not?"], "likely": ["Most of us."]},
        "so_what": {"questions": ["Why those words?", "Whose are they?"], "likely": ["They were felt."]},
        "now_what": {"questions": ["What changes?", "By when?"], "likely": ["The greeting, on Monday."]},
        "misconception": "It is about grinning. Say that it is not.",
    },
    "facilitation": {
        "do": ["Hand out pens.", "Wait a full minute."],
        "say": '"Think of a bakery."',
        "materials": ["Two large sheets"],
        "variations": ["Online, use the chat."],
    },
}


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(ROOT)


def block(kind: str, number: int = 1, /, **changes: Any) -> m.Block:
    fields = {"kind": kind, "id": f"answer-{number}", "prompt": f"What about {kind}?", **BLOCKS[kind], **changes}
    made: m.Block = TypeAdapter(m.Block).validate_python(fields)
    return made


def exercise(*blocks: m.Block, **changes: Any) -> m.Exercise:
    fields: dict[str, Any] = {
        "id": "exr.three-words",
        "worksheet": "W01",
        "name": "Three words",
        "objective": "Name what a *good* welcome is made of.",
        "minutes": 15,
        "group": "alone",
        "intro": "Everybody has been a guest.",
        "steps": ["Think of a shop.", "Write three words."],
        "worked_example": "Marta chose tidy, clear, calm.",
        "blocks": blocks or (block("word-boxes"),),
        "take_away": "Look up first.",
        "concepts": ["need.fairness"],
        "sources": ["added"],
    }
    return m.Exercise.model_validate(fields | changes)


def imprint(mark: str | None = "/tests/data/mark.svg", **language: Any) -> Imprint:
    german = m.Language(**({"code": "de", "name": "Deutsch", "words": GERMAN} | language))
    return Imprint(BRAND, german, "The Handbook", "Retail", mark)


def texts_of(model: m.Model, *without: str) -> list[str]:
    """Every sentence a block, a debrief … holds."""
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, str):
            found.extend(part.removeprefix("- ") for part in value.split("\n") if part)
        elif isinstance(value, dict):
            for part in value.values():
                walk(part)
        elif isinstance(value, list | tuple):
            for part in value:
                walk(part)

    walk(model.model_dump(exclude={"kind", "id", "block", *without}))
    return found


NOT_SAID = ("number", "orientation", "blocks", "trainer_note", "sources")
"""What a form holds besides its words, and the words that are not for those who fill it in."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_block_is_drawn_with_all_its_words(kind: str, typesetter: Typesetter) -> None:
    made = block(kind, hint="Take *your* time.")
    pdf = worksheet(exercise(made), imprint(), A4).pdf(typesetter)
    said = words(pdf)
    expected = [piece for text in texts_of(made) for piece in text.replace("*", "").split("___")]
    assert [text for text in expected if squeezed(text) not in said] == []
    assert faults(pdf) == []


@pytest.mark.parametrize(("kind", "expected"), TABLES.items(), ids=TABLES)
def test_rows_have_headers_and_cells_to_fill_in_stay(kind: str, expected: list[list[str]], typesetter: Typesetter) -> None:
    pdf = worksheet(exercise(block("two-col"), block(kind, 2)), imprint(), A4).pdf(typesetter)
    assert tables(pdf) == [TABLES["two-col"], expected]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("layout", [A4, LETTER])
def test_a_sheet_with_everything_passes_the_gate(
    layout: Layout, orientation: str, direction: str, typesetter: Typesetter
) -> None:
    blocks = [block(kind, number) for number, kind in enumerate(KINDS, start=1)]
    made = exercise(*blocks, orientation=orientation, **FOR_TRAINERS)
    edition = imprint(direction=direction)
    assert faults(worksheet(made, edition, layout).pdf(typesetter)) == []
    assert faults(key(made, edition, layout).pdf(typesetter)) == []


def test_a_worksheet_says_what_surrounds_its_blocks(typesetter: Typesetter) -> None:
    made = exercise()
    said = words(worksheet(made, imprint(), LETTER).pdf(typesetter))
    around = ["W01", "15 Minuten", "allein", "Name", "Datum", "Was zu tun ist", "Ein Beispiel", "Zum Mitnehmen: Look up first."]
    foot = ["Łódź & Söhne · The Handbook · Retail", "Text: CC BY 4.0", "Seite 1 von 1"]
    own = ["Three words", "Name what a good welcome is made of.", made.intro, *made.steps, made.worked_example]
    assert [text for text in (*around, *foot, *own) if squeezed(text) not in said] == []


def test_a_worksheet_says_nothing_that_is_for_trainers(typesetter: Typesetter) -> None:
    made = exercise(**FOR_TRAINERS)
    said = words(worksheet(made, imprint(), A4).pdf(typesetter))
    assert made.debrief
    assert made.facilitation
    secrets = [text for part in (*made.key, made.debrief, made.facilitation) for text in texts_of(part)]
    assert [text for text in secrets if squeezed(text) in said] == []


def test_a_key_says_all_a_trainer_needs(typesetter: Typesetter) -> None:
    made = exercise(**FOR_TRAINERS)
    said = words(key(made, imprint(), A4).pdf(typesetter))
    assert made.debrief
    assert made.facilitation
    expected = [text for part in (*made.key, made.debrief, made.facilitation) for text in texts_of(part)]
    own_words = ["Lösungen", "Nur für Trainer", "Was gut ist", "Was heißt das?", "1What about word-boxes?"]
    assert [text for text in (*expected, *own_words) if squeezed(text) not in said] == []


def test_a_key_leaves_out_what_is_not_written(typesetter: Typesetter) -> None:
    pdf = key(exercise(key=FOR_TRAINERS["key"]), imprint(), A4).pdf(typesetter)
    assert squeezed("Nachgespräch") not in words(pdf)
    assert faults(pdf) == []


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_forty_lines_are_forty_lines_on_paper(orientation: str, typesetter: Typesetter) -> None:
    def lines(count: int) -> list[tuple[int, float]]:
        made = exercise(block("lines", lines=count), orientation=orientation)
        return writing_lines(worksheet(made, imprint(), A4).pdf(typesetter))

    assert len(lines(40)) - len(lines(1)) == 39


@pytest.mark.parametrize("height", [8, 18, 60])
def test_sixty_rows_are_sixty_rows_on_paper(height: int, typesetter: Typesetter) -> None:
    rows = [(f"Row {number}.", "") for number in range(1, 61)]
    made = block("table", columns=[{"name": "What"}, {"name": "Who"}], rows=rows, blank_rows=0, row_height=height)
    pdf = worksheet(exercise(made), imprint(), A4).pdf(typesetter)
    assert tables(pdf) == [[["head"] * 2, *[["row", "empty"]] * 60]]
    said = words(pdf)
    assert all(said.count(squeezed(text)) == 1 for text, _ in rows)
    assert faults(pdf) == []
    assert len(writing_lines(pdf)) >= 60


@pytest.mark.parametrize(
    ("kind", "rows"), [*(("table", rows) for rows in range(8, 26)), *(("checklist", rows) for rows in range(24, 42))]
)
def test_no_row_stands_alone_on_a_page(kind: str, rows: int, typesetter: Typesetter) -> None:
    """Whatever their number: among so many some would leave one row for the next page."""
    names = [f"Row {number}." for number in range(1, rows + 1)]
    table = {"columns": [{"name": "What"}, {"name": "Who"}], "rows": [(name, "") for name in names], "blank_rows": 0}
    made = block(kind, **(table if kind == "table" else {"items": names, "blank_items": 0}))
    pdf = worksheet(exercise(block("lines", 2, lines=5), made), imprint(), A4).pdf(typesetter)
    on_pages = [text.count("Row ") for text in page_texts(pdf)]
    assert sum(on_pages) == rows
    assert 1 not in on_pages


SENTENCES = 250
LONG = " ".join(f"Sentence number {number} is here." for number in range(SENTENCES))


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize(
    "changes",
    [
        *({field: LONG} for field in ("name", "objective", "intro", "worked_example", "take_away")),
        {"steps": [LONG, "Stop."]},
        *({"blocks": [block("table", **{field: LONG})]} for field in ("prompt", "hint")),
        {"blocks": [block("table", rows=[("1", LONG, "")])]},
        {"blocks": [block("checklist", items=[LONG, "Done"])]},
    ],
)
def test_a_text_longer_than_a_page_is_all_there(changes: dict[str, Any], orientation: str, typesetter: Typesetter) -> None:
    pdf = worksheet(exercise(orientation=orientation, **changes), imprint(), A4).pdf(typesetter)
    assert words(pdf).count("Sentence") == SENTENCES
    assert faults(pdf) == []


def test_a_long_key_is_all_there(typesetter: Typesetter) -> None:
    debrief = FOR_TRAINERS["debrief"] | {"misconception": LONG}
    made = exercise(key=[{"block": "answer-1", "points": [LONG]}], debrief=debrief)
    pdf = key(made, imprint(), LETTER).pdf(typesetter)
    assert words(pdf).count("Sentence") == 2 * SENTENCES
    assert faults(pdf) == []


def test_a_word_that_fits_no_line_wraps(typesetter: Typesetter) -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter"
    narrow = [{"name": word, "share": 1}, {"name": "Who", "share": 12}]
    made = exercise(block("table", columns=narrow, rows=[(word, "")]), take_away=word * 3, name=word)
    pdf = worksheet(made, imprint(), A4).pdf(typesetter)
    assert words(pdf).count(word) >= 5


HOSTILE = [
    "#let x = 1 #panic()",
    "<b>bold</b> <script>",
    "{{ config }} {% raw %}",
    "$x^2$ @ref = - + / ~",
    '#read("/etc/passwd")',
    "\\u{41} \\ // /* c */",
    "Zażółć gęślą jaźń, Ngô Bảo Châu, José, Ødegård, Šárka, Καλή, Добрый",
]


@pytest.mark.parametrize("style", ["print", "large"])
@pytest.mark.parametrize("text", HOSTILE)
def test_texts_appear_as_they_are(text: str, style: Style, typesetter: Typesetter) -> None:
    made = block("rewrite", prompt=f"Say {text}", starts=[f"Not {text}"])
    sheet = exercise(made, name=f"On {text}", steps=["Go.", f"See {text}"])
    pdf = worksheet(sheet, imprint(), Layout("a4", style)).pdf(typesetter)
    said = words(pdf)
    assert [start for start in ("Say", "Not", "On", "See") if squeezed(f"{start} {text}") not in said] == []
    assert faults(pdf) == []


@pytest.mark.parametrize("sign", ["+", "-", "1.", "- 0 +"])
def test_a_sign_in_a_cell_is_no_list(sign: str, typesetter: Typesetter) -> None:
    made = block("table", rows=[("Row", f"({sign})", ""), ("Row", sign, "")], blank_rows=0)
    pdf = worksheet(exercise(made), imprint(), A4).pdf(typesetter)
    assert tables(pdf)[0][1:] == [["row", "cell", "empty"]] * 2
    assert words(pdf).count(squeezed(sign)) >= 2


FAMILIES = """
import sys
from pathlib import Path
from generator.typesetting import brand_fonts
print(brand_fonts(Path(sys.argv[1])).families())
"""


def test_fonts_of_this_machine_are_not_those_of_paper(tmp_path: Path) -> None:
    """Else a sheet has another look on every machine."""
    for folder in (tmp_path / ".fonts", tmp_path / ".local" / "share" / "fonts"):
        folder.mkdir(parents=True)
        shutil.copy(ROOT / "overrides" / "fonts" / "SourceSans3-Regular.ttf", folder)
    command = [sys.executable, "-c", FAMILIES, str(tmp_path / "project")]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "HOME": str(tmp_path)}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_sign_that_no_font_has_is_named_with_its_text(typesetter: Typesetter) -> None:
    made = exercise(block("word-boxes", prompt="Which 漢字 fits?"))
    with pytest.raises(PaperError) as caught:
        worksheet(made, imprint(), LETTER).pdf(typesetter)
    message = "the fonts for paper have no sign for '漢' (U+6F22), which stands in “Which 漢字 fits?”"
    assert str(caught.value) == f"w01-three-words-letter.pdf: {message}"


def test_the_same_sheet_is_the_same_bytes(typesetter: Typesetter) -> None:
    blocks = [block(kind, number) for number, kind in enumerate(KINDS, start=1)]
    sheet = worksheet(exercise(*blocks), imprint(), A4)
    first = sheet.pdf(typesetter)
    worksheet(exercise(), imprint(), LETTER).pdf(typesetter)
    assert sheet.pdf(typesetter) == first == sheet.pdf(Typesetter(ROOT))


def test_without_a_mark_the_name_stands_in(typesetter: Typesetter) -> None:
    with_mark, without = (words(worksheet(exercise(), imprint(mark), A4).pdf(typesetter)) for mark in (imprint().mark, None))
    name = squeezed(BRAND.organisation)
    assert (with_mark.count(name), without.count(name)) == (1, 2)


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_a_long_licence_stays_on_the_paper(orientation: str, typesetter: Typesetter) -> None:
    licence = "Adapted from The Service Handbook by its many authors under CC BY 4.0. " * 6
    brand = BRAND.model_copy(update={"licence": licence.strip()})
    pdf = worksheet(exercise(orientation=orientation), replace(imprint(), brand=brand), A4).pdf(typesetter)
    assert squeezed(licence) in words(pdf)
    assert faults(pdf) == []


def test_a_language_with_a_region_is_understood(typesetter: Typesetter) -> None:
    for code in ("pt-br", "zh-hant", "de"):
        assert faults(worksheet(exercise(), imprint(code=code), A4).pdf(typesetter)) == []


def test_an_edition_has_a_sheet_on_each_paper_and_keys_for_trainers_alone(project: Path) -> None:
    library, _ = read(project)
    assert library
    industry = library.plan.industries[0]
    staff, trainer = (select(library, Edition(industry, "en", audience)) for audience in (Audience.STAFF, Audience.TRAINER))
    sheets = ["w01-three-kind-lines.pdf", "w01-three-kind-lines-letter.pdf"]
    assert list(worksheets(staff, Press(project))) == sheets
    assert list(worksheets(trainer, Press(project), only=["W01"])) == [*sheets, "w01-three-kind-lines-key.pdf"]
    assert list(worksheets(trainer, Press(project), only=["W01"], layouts=[LETTER])) == [
        sheets[1],
        "w01-three-kind-lines-key.pdf",
    ]
    assert worksheets(trainer, Press(project), only=["W99"]) == {}


# The pack: forms, and the trade's quiz


def authored(folder: str) -> list[dict[str, Any]]:
    return [yaml.safe_load(path.read_text("utf-8")) for path in sorted((ROOT / folder).glob("*.yml"))]


FORMS = {made.id.removeprefix("form."): made for made in map(m.Form.model_validate, authored("exercises/forms"))}
SKILLS = {
    stage["id"]: [skill["name"] for skill in stage["skills"]] for stage in authored("content/frameworks/interaction-cycle")
}
STAGES = ("stage.receiving", "stage.understanding", "stage.helping", "stage.keeping")


def question(number: int, right: int = 1, /) -> m.TradeQuestion:
    options = [
        {"text": f"Reply {number}.{place}?", "correct": place == right, "feedback": f"Coach {number}.{place}."}
        for place in range(4)
    ]
    stem = f'Case {number}. Somebody asks "Why?" *What* now?'
    fields = {"id": f"q.shop.{number}", "stem": stem, "options": options, "bloom": "apply", "concept": "need.fairness"}
    return m.TradeQuestion.model_validate(fields)


QUIZ = [question(number, number % 4) for number in range(1, 11)]


@pytest.mark.parametrize("layout", [A4, LETTER])
@pytest.mark.parametrize("name", FORMS)
def test_a_form_says_all_but_its_note_for_trainers(name: str, layout: Layout, typesetter: Typesetter) -> None:
    pdf = form(FORMS[name], imprint(), layout).pdf(typesetter)
    said = words(pdf)
    expected = [text for part in (FORMS[name], *FORMS[name].blocks) for text in texts_of(part, *NOT_SAID)]
    assert [text for text in expected if squeezed(text.replace("*", "")) not in said] == []
    assert [text for text in FORMS[name].trainer_note.split("\n") if text and squeezed(text) in said] == []
    assert faults(pdf) == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_a_form_with_everything_passes_the_gate(orientation: str, direction: str, typesetter: Typesetter) -> None:
    blocks = tuple(block(kind, number) for number, kind in enumerate(KINDS, start=1))
    made = FORMS["feedback"].model_copy(update={"orientation": orientation, "blocks": blocks, "closing": "Thank you."})
    assert faults(form(made, imprint(direction=direction), LETTER).pdf(typesetter)) == []


def test_before_and_now_rates_the_skills_of_the_cycle() -> None:
    rating = FORMS["before-and-now"].blocks[0]
    assert isinstance(rating, m.TableBlock)
    assert [row[0] for row in rating.rows] == [skill for stage in STAGES for skill in SKILLS[stage]]
    assert len(rating.rows) == 13


def test_the_follow_up_watches_the_skills_of_the_cycle() -> None:
    lists = [made for made in FORMS["follow-up-observation"].blocks if isinstance(made, m.ChecklistBlock)]
    seen = [[item.split("**")[1] for item in made.items] for made in lists]
    assert seen == [[f"{skill}." for skill in SKILLS[stage]] for stage in STAGES]


@pytest.mark.parametrize("layout", [A4, LETTER])
def test_twenty_people_can_sign_in(layout: Layout, typesetter: Typesetter) -> None:
    (table,) = tables(form(FORMS["sign-in"], imprint(), layout).pdf(typesetter))
    assert table == [["head"] * 5, *[["row", *["empty"] * 4]] * 20]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("layout", [A4, LETTER])
@pytest.mark.parametrize("mark", ["/tests/data/mark.svg", None])
def test_a_certificate_is_one_page_with_lines_to_write_on(
    mark: str | None, layout: Layout, direction: str, typesetter: Typesetter
) -> None:
    brand = BRAND.model_copy(update={"licence": "Adapted from The Service Handbook under CC BY 4.0. " * 6})
    edition = replace(imprint(mark, direction=direction), brand=brand)
    pdf = form(FORMS["certificate"], edition, layout).pdf(typesetter)
    assert len(page_texts(pdf)) == 1
    assert tables(pdf) == [[["head"] * 3, ["empty"] * 3]]
    assert len(writing_lines(pdf)) >= 2  # for the session and for the trainer; the line for the name is stronger
    assert faults(pdf) == []


@pytest.mark.parametrize("layout", [A4, LETTER])
def test_a_quiz_asks_and_does_not_tell(layout: Layout, typesetter: Typesetter) -> None:
    pdf = quiz(QUIZ, imprint(), layout).pdf(typesetter)
    said = words(pdf)
    asked = [text.replace("*", "") for one in QUIZ for text in (one.stem, *(option.text for option in one.options))]
    around = ["P02", "Gemischte Fragen", "Fälle aus dem Alltag.", "Kreuzen Sie an.", "Name", "Datum"]
    assert [text for text in (*around, *asked) if squeezed(text) not in said] == []
    assert [option.feedback for one in QUIZ for option in one.options if squeezed(option.feedback) in said] == []
    assert faults(pdf) == []
    others_right = [question(number, (number + 1) % 4) for number in range(1, 11)]
    assert quiz(others_right, imprint(), layout).pdf(typesetter) == pdf


def test_a_quiz_leaves_no_question_alone_and_breaks_none(typesetter: Typesetter) -> None:
    for count in range(6, 21):
        pages = page_texts(quiz([question(number) for number in range(1, count + 1)], imprint(), A4).pdf(typesetter))
        assert [text.count("Case ") * 4 for text in pages] == [text.count("Reply ") for text in pages]
        assert len(pages) == 1 or pages[-1].count("Case ") >= 3


def test_a_question_longer_than_a_page_is_all_there(typesetter: Typesetter) -> None:
    options = tuple(option.model_copy(update={"feedback": LONG}) for option in question(2).options)
    questions = [question(1).model_copy(update={"stem": LONG}), question(2).model_copy(update={"options": options})]
    asked, told = (make(questions, imprint(), LETTER).pdf(typesetter) for make in (quiz, quiz_key))
    assert (words(asked).count("Sentence"), words(told).count("Sentence")) == (SENTENCES, 5 * SENTENCES)
    assert faults(asked) + faults(told) == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_quiz_key_tells_what_is_right_and_why(direction: str, typesetter: Typesetter) -> None:
    pdf = quiz_key(QUIZ, imprint(direction=direction), A4).pdf(typesetter)
    said = words(pdf)
    expected = [text.replace("*", "") for one in QUIZ for text in texts_of(one, "bloom", "concept")]
    around = ["Lösungen", "Nur für Trainer", "Lassen Sie vergleichen.", "Richtig sind"]
    assert [text for text in (*around, *expected) if squeezed(text) not in said] == []
    assert [one for one in range(1, 11) if squeezed(f"Das geht. Coach {one}.{one % 4}.") not in said] == []
    assert said.count(squeezed("Das geht.")) == len(QUIZ)
    assert direction == "rtl" or squeezed("1B 2C 3D 4A 5B 6C 7D 8A 9B 10C") in said
    assert faults(pdf) == []


def test_the_pack_is_for_trainers_alone(project: Path) -> None:
    library, _ = read(project)
    assert library
    industry = library.plan.industries[0]
    staff, trainer = (
        replace(select(library, Edition(industry, "en", audience)), forms=tuple(FORMS.values()), trade_quiz=tuple(QUIZ))
        for audience in (Audience.STAFF, Audience.TRAINER)
    )
    assert numbers(staff) == ["W01"]
    assert numbers(trainer) == ["W01", "P01", "P02", "P03", "P04", "P05", "P06", "P07", "C01", "C02"]
    assert worksheets(staff, Press(project), only=["P01", "P02"]) == {}
    names = [f"p0{number}-{name}" for number, name in zip((1, 3, 4, 5, 6, 7), FORMS, strict=True)]
    expected = [f"{name}{suffix}.pdf" for name in names for suffix in ("", "-letter")]
    quiz_sheets = ["p02-quiz.pdf", "p02-quiz-letter.pdf", "p02-quiz-key.pdf"]
    assert list(worksheets(trainer, Press(project), only=numbers(trainer)[1:8])) == [*expected, *quiz_sheets]
    assert list(worksheets(trainer, Press(project), only=["P02"], layouts=[LETTER])) == quiz_sheets[1:]
    without = replace(trainer, trade_quiz=())
    assert "P02" not in numbers(without)
    assert worksheets(without, Press(project), only=["P02"]) == {}
