"""The pack and the workbook of a session: sums that add up, nothing lost on paper, nothing for trainers with learners."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest

from generator import models as m
from generator import packs
from generator.assembly import read
from generator.editions import select
from generator.handbook import Audience, Edition, Handbook, session_stem
from generator.library import Library
from generator.occasions import Occasion, begins, clock, in_pairs, in_threes
from generator.packs import Bundle
from generator.paper import A4, LETTER, Layout, Press, Typesetter, imprint
from generator.workshop import printed
from tests.conftest import ROOT, with_trainer_sentinel
from tests.pdf_gate import faults, page_texts, squeezed, tables, words
from tests.test_paper import GERMAN

SENTINEL = "Zq7sentinel"
KINDS = (
    *("huddle-fairness", "huddle-understanding", "hour-receiving", "half-day", "full-day", "series-four-weeks"),
    *("managers", "back-office"),
)
"""A session of each kind, and a huddle with a worksheet."""
PACK_GERMAN = GERMAN | {
    "session-pack": "Mappe für Trainer",
    "workbook": "Arbeitsheft",
    "contents": "Inhalt",
    "copies-for": "Für {people} Leute",
    "for-one": "Für einen",
    "date-written": "{day}. {month} {year}",
    "months": "Januar / Februar / März / April / Mai / Juni / Juli / August / September / Oktober / November / Dezember",
    "from-to": "{start} bis {end}",
    "overview": "Überblick",
    "prerequisites": "Vorher:",
    "group-size": "{least} bis {most} Leute",
    "objectives": "Was alle danach können",
    "concepts-taught": "Worum es geht",
    "agenda": "Ablauf",
    "run-sheet": "Laufzettel",
    "run-time": "Zeit",
    "run-what": "Was",
    "run-length": "Dauer",
    "run-minutes": "{minutes} Min.",
    "run-do": "Tun",
    "say": "Sagen",
    "run-they": "Die anderen",
    "run-check": "Sitzt, wenn",
    "print-and-bring": "Drucken und packen",
    "print-list": "Druckliste",
    "copies": "Anzahl",
    "copies-per": "Für wen",
    "copies-each": "je Person",
    "copies-pair": "je Paar",
    "copies-group": "je drei",
    "copies-one": "einmal",
    "copies-round": "je {people} Namen",
    "copies-round-meetings": "je {people} Namen und Treffen",
    "copies-sets": "ein Satz je drei",
    "cards": "Karten: {scene}",
    "workbook-instead": "Im Heft sind {sheets}.",
    "to-bring": "Mitnehmen",
    "preparation": "Vorbereitung",
    "before": "Tage vorher",
    "on-the-day": "Kurz vorher",
    "afterwards": "Nachher",
    "groups": "Gruppen",
    "groups-lede": "{people} Leute sind {threes}. Zu zweit sind es {pairs}.",
    "groups-alone": "Eine Person arbeitet mit Ihnen.",
    "groups-others": "Wenn mehr oder weniger kommen",
    "people": "Leute",
    "in-threes": "Zu dritt",
    "in-pairs": "Zu zweit",
    "one-person": "eine Person",
    "one-two": "1 Zweier",
    "some-twos": "{count} Zweier",
    "one-three": "1 Dreier",
    "some-threes": "{count} Dreier",
    "and": "{first} und {second}",
    "other-numbers": "Andere Zahlen",
    "group-one-or-two": "Eine oder zwei",
    "group-three-to-five": "Drei bis fünf",
    "group-odd": "Ungerade",
    "group-over-twenty": "Über zwanzig",
    "group-online": "Im Netz",
    "group-pairs": "zu zweit",
    "group-small-groups": "in Gruppen",
    "group-anyone": "wie Sie mögen",
    "ground-rules": "Regeln",
    "energisers": "Auflockerung",
    "online": "Im Netz:",
    "role-play-notes": "Rollenspiel, für Sie",
    "level-1": "leicht",
    "level-2": "mittel",
    "level-3": "schwer",
    "think-first": "Denken Sie nach",
    "traps": "Fallen",
    "forms": "Formulare",
    "role-play-cards": "Rollenkarten",
    "card-scene": "Die Szene",
    "card-staff": "Sie bedienen",
    "card-customer": "Sie werden bedient",
    "card-observer": "Sie beobachten",
    "watch-for": "Achten Sie auf:",
    "feeling": "Gefühl:",
    "hidden-want": "Heimlicher Wunsch:",
    "number-of": "{number} von {count}",
}


@pytest.fixture(scope="module")
def library() -> Library:
    found, problems = read(ROOT)
    assert found, problems
    return found


@pytest.fixture(scope="module")
def hospitality(library: Library) -> Handbook:
    return select(library, Edition("hospitality", "en", Audience.TRAINER))


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(ROOT)


def session_of(handbook: Handbook, stem: str) -> m.Session:
    return next(session for session in handbook.sessions if session_stem(session) == stem)


def bundle(handbook: Handbook, stem: str, layout: Layout = A4, **run: Any) -> Bundle:
    return Bundle(Occasion(handbook, session_of(handbook, stem), **run), imprint(handbook, ROOT), layout)


def bookmarks(pdf: bytes) -> list[str]:
    """The headings of the first level."""
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        return [str(item.title) for item in outline.root]


def unnumbered(pdf: bytes) -> list[int]:
    """Pages whose foot says another number than theirs, or another number of pages. Certificates have none."""
    feet = [re.search(r"(?:Page|Seite)\s(\d+)\s(?:of|von)\s(\d+)", text) for text in page_texts(pdf)]
    return [at for at, foot in enumerate(feet, start=1) if foot and (int(foot[1]), int(foot[2])) != (at, len(feet))]


def texts_of(row: m.Row) -> Iterator[str]:
    """All that a run sheet must say of a row, without the marks of emphasis."""
    for text in (row.name, row.when, row.do, row.say, row.learners, row.check, *row.materials):
        if text:
            yield text.replace("*", "")


# Sums


def test_times_count_from_the_start_or_from_nought() -> None:
    assert [clock(None, minutes) for minutes in (0, 9, 60, 205)] == ["0:00", "0:09", "1:00", "3:25"]
    assert [clock(time(9, 30), minutes) for minutes in (0, 30, 210)] == ["09:30", "10:00", "13:00"]
    assert clock(time(23, 45), 30) == "00:15"


def test_every_session_ends_when_its_minutes_are_over(hospitality: Handbook) -> None:
    for session in hospitality.sessions:
        run = Occasion(hospitality, session, start=time(9))
        assert run.end == clock(time(9), session.minutes)
        if session.kind != "series":
            ends = [(begin or 0) + row.minutes for begin, row in zip(begins(session), session.rows, strict=True)]
            assert begins(session) == (0, *ends[:-1])
            assert ends[-1] == session.minutes


def test_a_series_starts_anew_each_day_and_leaves_work_on_the_job_without_a_time(hospitality: Handbook) -> None:
    run = Occasion(hospitality, session_of(hospitality, "series-four-weeks"), start=time(14))
    shown = [(row.when, at) for row, at in zip(run.session.rows, run.times, strict=True) if at]
    assert shown[:4] == [
        ("Week 1, Tuesday", "14:00"),
        ("Week 2, Tuesday", "14:00"),
        ("Week 2, Tuesday", "14:06"),
        ("Week 2, Tuesday", "14:31"),
    ]
    assert {row.kind for row, at in zip(run.session.rows, run.times, strict=True) if not at} == {"on the job"}
    assert run.meetings == 4


def test_nobody_is_left_over() -> None:
    assert (in_threes(1), in_pairs(1)) == ({1: 1}, {1: 1})
    assert in_threes(14) == {3: 4, 2: 1}
    assert in_pairs(13) == {2: 5, 3: 1}
    for people in range(2, 201):
        threes, pairs = in_threes(people), in_pairs(people)
        for groups in (threes, pairs):
            assert sum(size * count for size, count in groups.items()) == people
            assert set(groups) <= {2, 3}
        assert threes.get(2, 0) <= 2
        assert pairs.get(3, 0) == people % 2
        assert sum(threes.values()) == -(-people // 3)  # as many as copies for groups


@pytest.mark.parametrize(
    ("people", "each", "sets", "audit", "sign_in"), [(4, 4, 2, 2, 1), (14, 14, 5, 5, 1), (23, 23, 8, 8, 2), (1, 1, 1, 1, 1)]
)
def test_a_print_list_counts_copies(people: int, each: int, sets: int, audit: int, sign_in: int, hospitality: Handbook) -> None:
    needed = {
        p.number or p.name: p.copies for p in Occasion(hospitality, session_of(hospitality, "full-day"), people).print_list
    }
    shared = {"W09": audit, "P04": sign_in, **{scene.name: sets for scene in hospitality.scenarios}}
    handed_out = ("W01", "W03", "W13", "W15", "W17", "W20", "P01", "P02", "P03", "P05", "P06")
    assert needed == shared | dict.fromkeys(handed_out, each)


def test_a_series_needs_a_sign_in_sheet_for_each_meeting(hospitality: Handbook) -> None:
    listed = {p.number: p.copies for p in Occasion(hospitality, session_of(hospitality, "series-four-weeks"), 21).print_list}
    assert listed["P04"] == 8


def test_harder_scenes_come_only_where_they_are_asked_for(hospitality: Handbook) -> None:
    levels = {
        stem: [scene.level for scene in Occasion(hospitality, session_of(hospitality, stem)).scenes]
        for stem in ("huddle-fairness", "hour-helping", "half-day", "full-day")
    }
    assert levels == {"huddle-fairness": [], "hour-helping": [2], "half-day": [1, 2, 2, 2], "full-day": [1, 2, 2, 2, 3, 3]}


@pytest.mark.parametrize(
    ("stem", "sheets"),
    [
        ("half-day", ["W03", "W04", "W17", "W20"]),
        ("full-day", ["W01", "W03", "W13", "W15", "W09", "W17", "W20"]),
        ("hour-receiving", ["W10", "W20"]),
        ("managers", ["W19"]),
        ("huddle-understanding", []),
        ("huddle-fairness", []),
    ],
)
def test_a_workbook_has_what_people_write_in_and_a_plan(stem: str, sheets: list[str], hospitality: Handbook) -> None:
    run = Occasion(hospitality, session_of(hospitality, stem))
    assert [exercise.worksheet for exercise in run.workbook] == sheets


# The pack on paper


@pytest.mark.parametrize(
    ("stem", "layout"),
    [
        ("huddle-fairness", LETTER),
        *(pytest.param(stem, A4, marks=pytest.mark.thorough) for stem in KINDS),
        *(pytest.param(stem, LETTER, marks=pytest.mark.thorough) for stem in ("full-day", "series-four-weeks")),
    ],
)
def test_a_pack_says_every_row_and_passes_the_gate(
    stem: str, layout: Layout, hospitality: Handbook, typesetter: Typesetter
) -> None:
    made = bundle(hospitality, stem, layout, people=14, start=time(9, 30), day=date(2027, 3, 14))
    pdf = made.pack.pdf(typesetter)
    pages = [squeezed(text) for text in page_texts(pdf)]
    run = made.occasion
    for row, at in zip(run.session.rows, run.times, strict=True):
        whole = [page for page in pages if all(squeezed(text) in page for text in (*texts_of(row), at))]
        assert whole, row.name  # on one page: no row is split
    said = "".join(pages)
    texts = [run.session.purpose, *(f"{one.verb} {one.text}" for one in run.session.objectives), *run.session.kit]
    texts += ["Hospitality", "For 14 people", "14 March 2027", "14 people make 4 threes and 1 two."]
    texts += ["09:30 to"] if run.meetings == 1 else []
    assert [text for text in texts if squeezed(re.sub(r"\[(.+?)\]\(.+?\)", r"\1", text)) not in said] == []
    assert faults(pdf) == []
    assert unnumbered(pdf) == []
    opens_with = ["Runsheet"] if run.session.minutes < 60 else ["Overview", "Runsheet"]  # each on a page of its own
    assert [title in page for title, page in zip(opens_with, pages[1:], strict=False)] == [True] * len(opens_with)


def test_a_pack_has_all_its_parts_in_order(hospitality: Handbook, typesetter: Typesetter) -> None:
    pdf = bundle(hospitality, "hour-receiving").pack.pdf(typesetter)
    assert bookmarks(pdf) == [
        "Receiving: three goes at the first minute",
        "Overview",
        "Run sheet",
        "Print and bring",
        "Getting ready",
        "Groups",
        "Energisers",
        "Ground rules to read out",
        "Observed contact",
        "Eight minutes to midnight",
        "Eight minutes to midnight",  # its cards
        "Forms for the session",
        "Sign in",
    ]
    said = words(pdf)
    assert hospitality.guide
    (scene,) = Occasion(hospitality, session_of(hospitality, "hour-receiving")).scenes
    for text in (*hospitality.guide.ground_rules, *scene.good_looks_like, *scene.traps):
        assert squeezed(text) in said


@pytest.mark.parametrize(
    ("stem", "layout"), [("half-day", A4), ("huddle-fairness", A4), ("huddle-control", LETTER), ("back-office", A4)]
)
def test_the_last_row_of_a_run_sheet_has_company(
    stem: str, layout: Layout, hospitality: Handbook, typesetter: Typesetter
) -> None:
    run = bundle(hospitality, stem, layout, start=time(9, 30))
    data = run.pack.data
    alone = {**data, "sheets": [sheet for sheet in data["sheets"] if sheet["template"] == "run-sheet"]}
    pdf = typesetter.pdf(alone)
    last = re.findall(r"(?m)^\d\d:\d\d\s*$", page_texts(pdf)[-1])
    assert len(last) > 1, f"{len(page_texts(pdf))} pages, the last with {last}"
    said = squeezed("".join(page_texts(pdf)))
    assert [text for row in run.occasion.session.rows for text in texts_of(row) if squeezed(text) not in said] == []


@pytest.mark.parametrize("layout", [A4, LETTER])
def test_cards_in_a_pack_that_is_printed_on_both_sides_have_their_own_backs(
    layout: Layout, hospitality: Handbook, typesetter: Typesetter
) -> None:
    pages = page_texts(bundle(hospitality, "half-day", layout).pack.pdf(typesetter))
    fronts = [number for number, text in enumerate(pages, start=1) if number > 1 and "C01" in text]
    assert len(fronts) == 4
    assert [number for number in fronts if number % 2 == 0] == []


def test_the_quiz_comes_with_its_key(hospitality: Handbook, typesetter: Typesetter) -> None:
    marks = bookmarks(bundle(hospitality, "full-day").pack.pdf(typesetter))
    assert marks[-2:] == ["Mixed quiz", "Mixed quiz"]


def test_without_a_start_times_count_from_nought(hospitality: Handbook, typesetter: Typesetter) -> None:
    made = bundle(hospitality, "managers")
    said = words(made.pack.pdf(typesetter))
    assert [at for at in made.occasion.times if squeezed(at) not in said] == []
    assert made.occasion.times == ("0:00", "0:02", "0:42")
    assert squeezed("For 12 people") in said


SENTENCES = 120
LONG = " ".join(f"Sentence number {number} is here." for number in range(SENTENCES))


@pytest.mark.thorough
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_texts_longer_than_a_page_are_all_there(direction: str, hospitality: Handbook, typesetter: Typesetter) -> None:
    session = session_of(hospitality, "managers")
    fields = ("do", "say", "check", "name", "learners")
    rows = [row.model_copy(update={field: LONG}) for row, field in zip(session.rows * 2, fields, strict=False)]
    long = session.model_copy(update={"purpose": LONG, "prerequisites": LONG, "kit": (LONG,), "rows": (*rows, session.rows[0])})
    handbook = replace(hospitality, language=hospitality.language.model_copy(update={"direction": direction}))
    pdf = Bundle(Occasion(handbook, long), imprint(handbook, ROOT)).pack.pdf(typesetter)
    # The name of a row stands in the overview, too.
    assert words(pdf).count("Sentence") == SENTENCES * (len(fields) + 1 + 3)
    assert faults(pdf) == []
    assert unnumbered(pdf) == []


@pytest.mark.thorough
def test_a_pack_speaks_its_language(hospitality: Handbook, typesetter: Typesetter) -> None:
    """The words are all there are: one that a template said by itself, or that is missing here, would show."""
    german = m.Language(code="de", name="Deutsch", words=PACK_GERMAN)
    handbook = replace(hospitality, language=german)
    for stem in ("full-day", "series-four-weeks"):
        made = bundle(handbook, stem, people=13, start=time(8), day=date(2027, 3, 14))
        said = words(made.pack.pdf(typesetter))
        expected = ["Für 13 Leute", "14. März 2027", "Laufzettel", "3 Dreier und 2 Zweier", "5 Zweier und 1 Dreier", "Tun"]
        assert [text for text in expected if squeezed(text) not in said] == []
        english = ("Run sheet", "Overview", "Print list", "For whom", "In threes", "Landed when", "Trainer’s pack")
        assert [text for text in english if squeezed(text) in said] == []


def test_one_person_is_no_group(hospitality: Handbook, typesetter: Typesetter) -> None:
    said = words(bundle(hospitality, "half-day", people=1).pack.pdf(typesetter))
    assert squeezed("For one person") in said
    assert squeezed("One person works with you.") in said


# The workbook


@pytest.mark.parametrize(("stem", "layout"), [("half-day", A4), ("full-day", LETTER), ("hour-receiving", A4)])
def test_a_workbook_holds_its_sheets_in_order(stem: str, layout: Layout, hospitality: Handbook, typesetter: Typesetter) -> None:
    made = bundle(hospitality, stem, layout)
    assert made.workbook
    pdf = made.workbook.pdf(typesetter)
    names = [exercise.name for exercise in made.occasion.workbook]
    assert bookmarks(pdf) == [made.occasion.session.name, *names]
    cover = squeezed(page_texts(pdf)[0])
    around = ["Workbook", "Hospitality", "Name", "Date", "Contents"]
    assert [text for text in (*around, *names) if squeezed(text) not in cover] == []
    assert faults(pdf) == []
    assert unnumbered(pdf) == []
    assert len(tables(pdf)) == sum(len(tables(made.sheets[e.id].pdf(typesetter))) for e in made.occasion.workbook)


def test_a_workbook_of_one_sheet_is_that_sheet(hospitality: Handbook, typesetter: Typesetter) -> None:
    made = bundle(hospitality, "managers")
    assert made.workbook
    (sheet,) = (made.sheets[exercise.id] for exercise in made.occasion.workbook)
    assert page_texts(made.workbook.pdf(typesetter)) == page_texts(sheet.pdf(typesetter))


def test_what_is_for_trainers_is_in_no_workbook_and_no_sheet(library: Library, typesetter: Typesetter) -> None:
    marked = select(with_trainer_sentinel(library, SENTINEL), Edition("retail", "en", Audience.TRAINER))
    told = ("purpose", "prerequisites")
    for stem in ("hour-keeping", "managers"):
        session = session_of(marked, stem)
        rows = tuple(
            row.model_copy(
                update={name: f"{SENTINEL} {getattr(row, name)}" for name in ("name", "do", "say", "learners", "check")}
            )
            for row in session.rows
        )
        secret = session.model_copy(update={"rows": rows, **{name: f"{SENTINEL} {name}" for name in told}})
        made = Bundle(Occasion(marked, secret, 14), imprint(marked, ROOT))
        assert made.workbook
        pdfs = {document.name: document.pdf(typesetter) for document in (made.workbook, *made.sheets.values())}
        assert [name for name, pdf in pdfs.items() if SENTINEL in words(pdf) + str(pikepdf.open(io.BytesIO(pdf)).docinfo)] == []
        assert words(made.pack.pdf(typesetter)).count(SENTINEL) > 10


# Files


def test_a_zip_holds_everything_and_is_the_same_each_time(hospitality: Handbook, typesetter: Typesetter) -> None:
    run = {"people": 14, "start": time(9, 30)}
    files = bundle(hospitality, "hour-receiving", LETTER, **run).files(Press(ROOT))
    assert list(files) == [
        "hour-receiving-pack.pdf",
        "hour-receiving-workbook.pdf",
        "sheets/w10-observed-contact-letter.pdf",
        "sheets/w20-my-action-plan-letter.pdf",
        "sheets/p04-sign-in-letter.pdf",
        "sheets/c01-role-play-cards-letter.pdf",
        "hour-receiving-slides.pptx",
        "hour-receiving.zip",
    ]
    with ZipFile(io.BytesIO(files["hour-receiving.zip"])) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == dict(list(files.items())[:-1])
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert bundle(hospitality, "hour-receiving", LETTER, **run).files(Press(ROOT)) == files


def test_only_what_people_get_has_a_style(hospitality: Handbook) -> None:
    made = bundle(hospitality, "half-day", Layout("letter", "large"))
    assert made.workbook
    assert (made.pack.data["style"], made.pack.data["paper"]) == ("print", "us-letter")
    assert (made.workbook.name, made.workbook.data["style"]) == ("half-day-workbook-large.pdf", "large")
    assert {sheet.data["style"] for sheet in made.sheets.values()} == {"large"}
    assert made.pack.data == bundle(hospitality, "half-day", LETTER).pack.data


@pytest.mark.parametrize(
    ("stem", "people", "copies"),
    [
        (
            "half-day",
            14,
            [
                (1, "half-day-pack.pdf"),
                (14, "half-day-workbook.pdf"),
                (14, "sheets/p01-before-and-now.pdf"),
                (14, "sheets/p03-feedback.pdf"),
                (1, "sheets/p04-sign-in.pdf"),
                (14, "sheets/p05-certificate.pdf"),
                (14, "sheets/p06-follow-up-observation.pdf"),
                (5, "sheets/c01-role-play-cards.pdf"),
            ],
        ),
        ("huddle-flexibility", 5, [(1, "huddle-flexibility-pack.pdf"), (3, "sheets/w06-say-what-you-can-do.pdf")]),
        ("huddle-feel-good", 23, [(1, "huddle-feel-good-pack.pdf"), (1, "sheets/w12-story-detective.pdf")]),
        ("huddle-fairness", 4, [(1, "huddle-fairness-pack.pdf")]),
    ],
)
def test_what_to_print_how_often(stem: str, people: int, copies: list[tuple[int, str]], hospitality: Handbook) -> None:
    assert list(bundle(hospitality, stem, people=people).copies) == copies


def test_packs_are_for_trainers_alone(library: Library) -> None:
    """A site has a pack for every session and a workbook where people write; in a staff edition neither."""
    staff, trainer = (select(library, Edition("retail", "en", audience)) for audience in (Audience.STAFF, Audience.TRAINER))
    few = replace(trainer, sessions=tuple(session_of(trainer, stem) for stem in ("huddle-fairness", "managers")))
    names = ["huddle-fairness-pack.pdf", "huddle-fairness-slides.pptx"]
    names += [f"managers-{what}" for what in ("pack.pdf", "workbook.pdf", "slides.pptx")]
    assert list(packs.for_site(few, Press(ROOT))) == names
    assert packs.for_site(staff, Press(ROOT)) == {}
    one = staff.exercises[:1]
    assert not [path for path in printed(replace(staff, exercises=one), Press(ROOT)) if "pack" in path or "workbook" in path]
