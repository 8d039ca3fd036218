"""Slides: what learners see, what only the notes say, and a file that opens, fits, and can be edited."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from PIL import ImageFont
from pptx import Presentation
from pptx.oxml.ns import qn
from pypdf import PdfReader

from generator import models as m
from generator.assembly import read
from generator.editions import select
from generator.handbook import Audience, Edition, Handbook
from generator.library import Library
from generator.look import mark
from generator.paper import Typesetter
from generator.paper.fitting import READABLE, Box, shortened
from generator.paper.powerpoint import Projector
from generator.paper.slides import LONG, deck
from generator.prose import plain
from generator.terms import map_texts
from tests.conftest import ROOT

SENTINEL = "ONLY-FOR-TRAINERS"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
HOSTILE = (
    "#let x = 1 <b>bold</b> {{ x }} ${PATH} $x^2$ {% raw %} &amp; ]]> =cmd()",
    "bells \x07 and \x00 and \x0b and \ud800 and \ufffe",
    "a" * 400,
    "**bold** and _emph_ and `code` and [link](need.fairness) and \u202e and 🎉",
    "word " * 300,
    "漢字" * 400,
)


@cache
def library() -> Library:
    found, problems = read(ROOT)
    assert found, problems
    return found


@cache
def handbook(trade: str = "retail") -> Handbook:
    return select(library(), Edition(trade, "en", Audience.TRAINER))


def projector_of(book: Handbook, project: Path) -> Projector:
    return Projector(book.brand, book.language, Typesetter(project), mark(book, project, book.brand.logo.light))


@cache
def projector() -> Projector:
    return projector_of(handbook(), ROOT)


def session(name: str, **changes: object) -> m.Session:
    found = next(session for session in handbook().sessions if session.id == name)
    return found.model_copy(update=changes)


def shown(one: m.Session, book: Handbook | None = None, project: Path = ROOT) -> Any:
    """The deck of a session, read back."""
    book = book or handbook()
    maker = projector() if (book.brand, book.language, project) == (handbook().brand, handbook().language, ROOT) else None
    maker = maker or projector_of(book, project)
    return Presentation(io.BytesIO(maker.pptx(deck(one, book))))


@cache
def written(name: str) -> Any:
    """The deck of a session as it is written."""
    return shown(session(name))


def shapes(parent: Any) -> Iterator[Any]:
    for shape in parent.shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from shapes(shape)


def on(slide: Any) -> str:
    """All that a slide shows, and what it says to those who do not see it."""
    texts = [shape.text_frame.text for shape in shapes(slide) if shape.has_text_frame]
    return "\n".join([*texts, *slide.element.xpath("//p:cNvPr/@descr"), *slide.element.xpath("//p:cNvPr/@name")])


def under(slide: Any) -> str:
    return slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""


def titles(file: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in file.slides]


def titled(file: Any, title: str) -> Any:
    return next(slide for slide in file.slides if slide.shapes.title.text_frame.text == title)


SESSIONS = [one.id for one in handbook().sessions]


@pytest.mark.parametrize("name", SESSIONS)
def test_every_row_has_a_slide_for_learners_with_notes_for_the_trainer(name: str) -> None:
    one, file = session(name), written(name)
    minutes = handbook().language.words["minutes"]
    for row in one.rows:
        slide = titled(file, plain(row.name))
        assert minutes.replace("{minutes}", str(row.minutes)) in on(slide)
        assert plain(row.learners or "") in on(slide)
        for text in filter(None, (row.do, row.say, row.check, *row.materials)):
            assert plain(text) in under(slide)


@pytest.mark.parametrize("name", SESSIONS)
def test_objectives_stand_on_a_slide(name: str) -> None:
    everything = "\n".join(on(slide) for slide in written(name).slides)
    for objective in session(name).objectives:
        assert f"{plain(objective.verb)} {plain(objective.text)}" in everything


@pytest.mark.parametrize("name", SESSIONS)
def test_each_turn_of_a_debrief_has_a_slide_and_its_answers_are_in_the_notes(name: str) -> None:
    file = written(name)
    for row in session(name).rows:
        if row.debrief:
            exercise = next(exercise for exercise in handbook().exercises if exercise.id == row.debrief)
            assert exercise.debrief
            talk = exercise.debrief
            after = list(file.slides)[titles(file).index(plain(row.name)) + 1 :][:3]
            for slide, turn in zip(after, (talk.what, talk.so_what, talk.now_what), strict=True):
                assert all(plain(question) in on(slide) for question in turn.questions)
                assert all(plain(answer) in under(slide) for answer in turn.likely)
                assert not any(plain(answer) in on(slide) for answer in turn.likely)
            assert plain(talk.misconception)[:40] in under(after[0])


def test_what_is_for_trainers_stands_in_the_notes_alone() -> None:
    """Marked by field, not by look: whatever says what a trainer does may not be seen."""

    def mark(text: str) -> str:
        return f"{SENTINEL} {text}"

    def marked_debrief(talk: m.Debrief) -> m.Debrief:
        turns = {
            name: getattr(talk, name).model_copy(update={"likely": tuple(map(mark, getattr(talk, name).likely))})
            for name in ("what", "so_what", "now_what")
        }
        return talk.model_copy(update={**turns, "misconception": mark(talk.misconception)})

    def marked_row(row: m.Row) -> m.Row:
        texts = {name: mark(getattr(row, name)) for name in ("do", "say", "check") if getattr(row, name)}
        return row.model_copy(update={**texts, "materials": tuple(map(mark, row.materials))})

    whole = session("ses.full-day")
    assert whole.preparation
    book = replace(
        handbook(),
        exercises=tuple(
            exercise.model_copy(
                update={
                    "debrief": exercise.debrief and marked_debrief(exercise.debrief),
                    "facilitation": exercise.facilitation and map_texts(exercise.facilitation, mark),
                    "key": tuple(map_texts(entry, mark) for entry in exercise.key),
                }
            )
            for exercise in handbook().exercises
        ),
    )
    one = whole.model_copy(
        update={
            "rows": tuple(map(marked_row, whole.rows)),
            "purpose": mark(whole.purpose),
            "kit": tuple(map(mark, whole.kit)),
            "preparation": map_texts(whole.preparation, mark),
        }
    )
    file = shown(one, book)
    assert not [title for title, slide in zip(titles(file), file.slides, strict=True) if SENTINEL in on(slide)]
    assert sum(under(slide).count(SENTINEL) for slide in file.slides) > len(one.rows) * 3


def test_a_deck_opens_with_session_trade_and_organisation() -> None:
    first = written("ses.hour.helping").slides[0]
    for text in ("Helping: a plan they said yes to", "For Retail", "60 minutes", "The Service Handbook"):
        assert text in on(first)
    (picture,) = [shape for shape in first.shapes if shape.shape_type == 13]
    assert picture._element.nvPicPr.cNvPr.get("descr") == "The Service Handbook"
    assert "Helping" in first.element.xpath("//p:grpSp/p:nvGrpSpPr/p:cNvPr/@descr")[0]


def test_a_long_session_opens_with_the_ground_rules_and_reads_them_out_in_full() -> None:
    title, guide = handbook().language.words["slide-ground-rules"], handbook().guide
    assert guide
    for one in handbook().sessions:
        assert (title in [slide.title for slide in deck(one, handbook()).slides]) == (one.minutes >= LONG), one.id
    file = written("ses.half-day")
    for rule in guide.ground_rules:
        assert any(plain(rule).split(".")[0] in on(slide) for slide in file.slides)
        assert plain(rule) in under(titled(file, title))


def test_a_break_says_how_long_it_is_and_nothing_else() -> None:
    slide = titled(written("ses.half-day"), "Break")
    assert slide.slide_layout.name == "Break"
    texts = [shape.text_frame.text for shape in slide.placeholders if shape.placeholder_format.idx < 10 or "min" in shape.text]
    assert texts == ["Break", "20 minutes"]


def test_a_deck_closes_with_what_to_take_away() -> None:
    last = list(written("ses.half-day").slides)[-1]
    done = [row.exercise for row in session("ses.half-day").rows if row.exercise]
    assert all(plain(one.take_away) in on(last) for one in handbook().exercises if one.id in done)
    last = list(written("ses.huddle.fairness").slides)[-1]
    assert plain(handbook().concepts["need.fairness"].try_today) in on(last)


def test_an_action_plan_shows_the_sentence_to_finish() -> None:
    slide = titled(written("ses.half-day"), "My action plan")
    assert "When this happens …\nI will …\nBy when …" in on(slide)


@pytest.mark.parametrize("name", SESSIONS)
def test_titles_are_titles_and_no_two_are_the_same(name: str) -> None:
    found = titles(written(name))
    assert all(found)
    assert len(set(found)) == len(found)


def test_a_name_that_comes_again_is_numbered() -> None:
    rows = tuple(row.model_copy(update={"name": "Tea"}) for row in session("ses.half-day").rows[:3])
    rows += (rows[0].model_copy(update={"name": "Tea (2)"}),)
    found = titles(shown(session("ses.half-day", rows=rows)))
    assert [title for title in found if title.startswith("Tea")] == ["Tea", "Tea (2)", "Tea (3)", "Tea (2) (2)"]


def test_a_trainer_can_edit_it() -> None:
    """Real layouts with places, no text box but the name in a drawing, and the brand in the theme."""
    file = written("ses.half-day")
    assert (file.slide_width, file.slide_height) == (12_192_000, 6_858_000)
    assert [layout.name for layout in file.slide_layouts] == ["Opening", "What to do", "List", "Questions", "Break"]
    for slide in file.slides:
        assert slide.shapes[0] == slide.shapes.title, "read first"
        assert all(shape.is_placeholder or shape.shape_type in (6, 13) for shape in slide.shapes)
        kinds = [place.placeholder_format.type for place in slide.placeholders]
        assert any("FOOTER" in str(kind) for kind in kinds)
    theme = file.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    ).blob.decode()
    colours = handbook().brand.colours
    for slot, colour in (("dk1", colours.ink), ("lt1", colours.paper), ("accent1", colours.accent)):
        assert f'<a:{slot}><a:srgbClr val="{colour[1:].upper()}"/>' in theme


def test_everything_says_its_language_and_every_drawing_what_it_shows() -> None:
    for slide in written("ses.half-day").slides:
        for part in (slide.element, slide.notes_slide.element if slide.has_notes_slide else slide.element):
            assert {run.rPr.get("lang") for run in part.iter(qn("a:r"))} == {"en-GB"}
        drawn = slide.element.xpath("/p:sld/p:cSld/p:spTree/p:pic/p:nvPicPr/p:cNvPr | //p:grpSp/p:nvGrpSpPr/p:cNvPr")
        assert all(shape.get("descr") for shape in drawn)
        numbers = slide.element.xpath("//p:cNvPr/@id")
        assert len(set(numbers)) == len(numbers)


def typefaces(brand: m.Brand) -> set[str]:
    """The fonts that a deck names for Latin letters, in its themes and beside them."""
    book = replace(handbook(), brand=brand)
    with zipfile.ZipFile(io.BytesIO(projector_of(book, ROOT).pptx(deck(session("ses.huddle.fairness"), book)))) as file:
        parts = [file.read(name).decode() for name in file.namelist() if name.endswith(".xml")]
    return {face for part in parts for face in re.findall('<a:latin typeface="([^"]*)"', part)}


def test_a_font_of_its_own_is_that_of_the_theme() -> None:
    brand = handbook().brand
    fonts = m.Fonts(family="Tide Sans", regular="tide-regular.ttf", bold="tide-bold.ttf")
    of_theme = {"+mj-lt", "+mn-lt"}
    assert typefaces(brand) == {"Calibri", *of_theme}
    assert typefaces(brand.model_copy(update={"fonts": fonts})) == {"Tide Sans", *of_theme}


def test_a_wider_font_of_its_own_gets_smaller_type() -> None:
    """As wide as a quarter of the letters more, and with the lines of our own font, which are higher than Calibri's."""
    with TTFont(ROOT / "overrides" / "fonts" / "SourceSans3-SemiBold.ttf") as font:
        font["hmtx"].metrics = {name: (width * 5 // 4, left) for name, (width, left) in font["hmtx"].metrics.items()}
        written = io.BytesIO()
        font.save(written)
    box = Box(width=1000, height=100, size=40)
    assert (box.set_in(None), box.holds(["word " * 11], 40)) == (box, True)
    wider = box.set_in(written.getvalue())
    assert (round(wider.width), round(wider.leading, 2), wider.holds(["word " * 11], 40)) == (819, 1.17, False)


def test_the_same_session_gives_the_same_bytes() -> None:
    one = deck(session("ses.half-day"), handbook())
    bytes_ = projector().pptx(one)
    assert bytes_ == projector().pptx(one) == projector_of(handbook(), ROOT).pptx(one)
    with zipfile.ZipFile(io.BytesIO(bytes_)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert b"python-pptx" not in archive.read("docProps/core.xml")
    about = Presentation(io.BytesIO(bytes_)).core_properties
    assert (about.title, about.author, about.language) == ("The whole cycle in half a day", "The Service Handbook", "en-GB")
    assert about.created == about.modified
    assert about.created.year == 1980


def test_files_are_named_after_their_session() -> None:
    assert deck(session("ses.huddle.fairness"), handbook()).name == "huddle-fairness-slides.pptx"
    assert deck(session("ses.half-day"), handbook()).name == "half-day-slides.pptx"


@cache
def absurd(position: int) -> Any:
    """The deck of a session that says nothing sensible."""
    return shown(hostile(position))


def hostile(position: int) -> m.Session:
    whole = session("ses.half-day")

    def text(offset: int) -> str:
        return HOSTILE[(position + offset) % len(HOSTILE)]

    rows = tuple(
        row.model_copy(
            update={"name": text(n), "when": text(n + 1), "learners": text(n + 2), "do": text(n + 3), "say": text(n)}
        )
        for n, row in enumerate(whole.rows)
    )
    aims = tuple(aim.model_copy(update={"verb": text(n + 1), "text": text(n)}) for n, aim in enumerate(whole.objectives))
    return whole.model_copy(update={"name": text(0), "rows": rows, "objectives": aims})


@pytest.mark.parametrize("position", range(len(HOSTILE)))
def test_any_text_gives_a_file_that_can_be_read(position: int) -> None:
    file = absurd(position)
    found = titles(file)
    assert len(set(found)) == len(found)
    assert len(found) > len(hostile(position).rows)
    everything = "".join(on(slide) + under(slide) for slide in file.slides)
    assert "#let x = 1 <b>bold</b> {{ x }} ${PATH} $x^2$ {% raw %} &amp; ]]> =cmd()" in everything
    assert "a" * 400 in everything
    assert everything.count("word") >= 300


FONT = ImageFont.truetype(str(ROOT / "overrides/fonts/SourceSans3-SemiBold.ttf"), 100)
"""Letters a little wider than those of the slides' own font, which we may not pass on."""


@cache
def length_of(word: str) -> float:
    """In sizes of the type."""
    return FONT.getlength(word) / 100


def lines_of(text: str, width: float) -> int:
    """How many lines of a width, in sizes of the type, a paragraph takes when set word by word."""
    lines, used = 1, 0.0
    for word in text.split():
        length = length_of(word)
        lines, used = (lines, used + length) if used + length <= width else (lines + 1 if used else lines, length)
        while used > width:
            lines, used = lines + 1, used - width
        used += 0.2
    return lines


def style_of(place: Any, master: Any) -> Any:
    """How a place of a layout sets its text: by itself, or as the master's place of its kind does."""
    kind = place.placeholder_format.type
    alike = [other.element for other in master.placeholders if other.placeholder_format.type == kind]
    return next(style for element in (place.element, *alike) for style in element.iter(qn("a:lvl1pPr")))


def crowded(slide: Any) -> Iterator[str]:
    """Texts on a slide that need more room than their place has."""
    places = {place.placeholder_format.idx: place for place in slide.slide_layout.placeholders}
    for place in slide.placeholders:
        parent = places[place.placeholder_format.idx]
        style, paragraphs = style_of(parent, slide.slide_layout.slide_master), place.text_frame.paragraphs
        given = [run.font.size.pt for paragraph in paragraphs for run in paragraph.runs if run.font.size]
        size = max(given) if given else int(style.find(qn("a:defRPr")).get("sz")) / 100
        leading = int(style.find(f"{qn('a:lnSpc')}/{qn('a:spcPct')}").get("val")) / 100_000
        gap = int(style.find(f"{qn('a:spcBef')}/{qn('a:spcPts')}").get("val")) / 100
        width = (parent.width - int(style.get("marL"))) / 12_700 / size
        lines = sum(lines_of(paragraph.text, width) for paragraph in paragraphs)
        if lines * size * 1.2 * leading + (len(paragraphs) - 1) * gap > parent.height / 12_700:
            yield place.text_frame.text


def smallest(slide: Any) -> float:
    """The smallest size that the title and the body of a slide were given."""
    large = [place for place in slide.placeholders if place.placeholder_format.idx in (0, 1)]
    return min(
        (run.font.size.pt for place in large for p in place.text_frame.paragraphs for run in p.runs if run.font.size),
        default=READABLE,
    )


@pytest.mark.parametrize(
    ("name", "trade"),
    [*((name, "retail") for name in SESSIONS), *((name, "public-sector") for name in SESSIONS if "huddle" not in name)],
)
def test_every_text_fits_and_is_large(name: str, trade: str) -> None:
    one = next(one for one in handbook(trade).sessions if one.id == name)
    for slide in shown(one, handbook(trade)).slides:
        assert list(crowded(slide)) == []
        assert smallest(slide) >= READABLE


@pytest.mark.parametrize("position", range(len(HOSTILE)))
def test_even_absurd_texts_fit(position: int) -> None:
    for slide in absurd(position).slides:
        assert list(crowded(slide)) == []
        assert smallest(slide) >= READABLE


def test_long_words_fit() -> None:
    rows = tuple(
        row.model_copy(update={"name": f"{row.name} {LONG_WORD}", "learners": f"{LONG_WORD} {row.learners} {LONG_WORD}"})
        for row in session("ses.half-day").rows
    )
    for slide in shown(session("ses.half-day", rows=rows)).slides:
        assert list(crowded(slide)) == []


def test_a_name_that_had_to_be_cut_is_whole_in_the_notes() -> None:
    name = "word " * 80
    rows = (session("ses.half-day").rows[0].model_copy(update={"name": name}),)
    slide = next(slide for slide in shown(session("ses.half-day", rows=rows)).slides if "…" in slide.shapes.title.text)
    assert len(slide.shapes.title.text) < len(name)
    assert name.strip() in under(slide)


def test_paragraphs_go_on_on_a_second_slide_rather_than_get_small() -> None:
    aim = m.Objective(verb="Say", text="what you can do for somebody who has waited for a long time, and by when")
    file = shown(session("ses.half-day", objectives=(aim,) * 12))
    title = handbook().language.words["slide-objectives"]
    parts = [slide for slide in file.slides if slide.shapes.title.text.startswith(title)]
    assert [slide.shapes.title.text for slide in parts] == [title, f"{title} (2)", f"{title} (3)"][: len(parts)]
    assert len(parts) > 1
    assert {on(slide).count("Say") for slide in parts} == {12 // len(parts)}


def test_a_box_cuts_what_it_cannot_hold() -> None:
    box = Box(width=200, height=30, size=20)
    assert shortened("short", box) == ("short", 20)
    text, size = shortened("a good deal longer than this", box)
    assert (text, size) == ("a good deal longer than this", size)
    assert size < 20
    text, size = shortened("one two three " * 20, box)
    assert text.startswith("one two")
    assert text.endswith("…")


def test_right_to_left_turns_lines_and_places() -> None:
    language = handbook().language.model_copy(update={"code": "ar", "direction": "rtl"})
    file = shown(session("ses.half-day"), replace(handbook(), language=language))
    usual = written("ses.half-day")
    for slide, other in zip(file.slides, usual.slides, strict=True):
        bodies = [slide.element, slide.notes_slide.element if slide.has_notes_slide else slide.element]
        paragraphs = [
            p for body in bodies for p in body.iter(qn("a:p")) if p.r_lst and not p.xpath("ancestor::p:sp//p:ph[@type='ftr']")
        ]
        assert all(p.pPr.get("rtl") == "1" for p in paragraphs)
        assert {run.rPr.get("lang") for body in bodies for run in body.iter(qn("a:r"))} == {"ar"}
        for place, same in zip(slide.slide_layout.placeholders, other.slide_layout.placeholders, strict=True):
            assert place.left == file.slide_width - same.left - same.width
    aligned = file.slide_layouts[1].placeholders[1].element.xpath(".//a:lvl1pPr")[0]
    assert (aligned.get("algn"), aligned.get("rtl")) == ("r", "1")


def test_the_sample_project_has_slides_too(project: Path) -> None:
    """A trade with a session of its own making, no trainer's guide, and no stage in sight."""
    (project / "content/sessions").mkdir(exist_ok=True)
    (project / "content/sessions/hour-no.yml").write_text(
        "id: ses.hour.no\nname: An hour with no\nkind: hour\nminutes: 60\npurpose: To say no.\n"
        "objectives:\n  - {verb: Rewrite, text: a no as an offer}\nrows:\n"
        "  - {minutes: 20, name: Start, do: Read., say: '\"Who?\"', learners: Put up a hand.}\n"
        "  - {minutes: 10, name: Tea, kind: break}\n"
        "  - {minutes: 30, name: Lines, do: Ask., say: '\"What?\"', learners: Rewrite three lines.}\n"
        "concepts: [need.warmth]\nsources: [added]\n",
        encoding="utf-8",
    )
    found, problems = read(project)
    assert found, problems
    book = select(found, Edition("bakery", "en", Audience.TRAINER))
    file = shown(book.sessions[0], book, project)
    assert titles(file)[1:] == ["What you will be able to do", "Start", "Tea", "Lines", "Try it today"]


OFFICE = shutil.which("soffice")


@pytest.mark.skipif(not OFFICE, reason="LibreOffice, which would draw the slides, is not installed here")
@pytest.mark.parametrize("name", ["ses.half-day", "ses.huddle.fairness"])
def test_an_office_program_draws_every_slide(name: str, tmp_path: Path) -> None:
    one = deck(session(name), handbook())
    (tmp_path / one.name).write_bytes(projector().pptx(one))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / one.name)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pages = PdfReader(tmp_path / one.name.replace(".pptx", ".pdf")).pages
    wanted = titles(written(name))
    assert len(pages) == len(wanted)
    for page, title in zip(pages, wanted, strict=True):
        assert "".join(title.split()) in "".join(page.extract_text().split())
