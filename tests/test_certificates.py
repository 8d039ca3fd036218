"""Certificates: who gets one, what it says and what it never does; the calendar beside them.

Each file in `cases/people/` is a list as a spreadsheet saves it (`text`, or `bytes` as hexadecimal), and under
`expect` either the names that are read, each with its line, or all that is wrong with it.
"""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest
import yaml

from generator import models as m
from generator.awards import Awarding, file_names
from generator.editions import select
from generator.follow_up import FOLLOW_UPS, follow_up_calendar
from generator.handbook import Audience, Edition, Handbook
from generator.paper import A4, LETTER, Award, Kind, Layout, PaperError, Typesetter, imprint
from generator.paper.certificates import duration, written
from generator.people import LONGEST_NAME, MOST_PEOPLE, Person, people
from tests.conftest import handbook
from tests.pdf_gate import faults, page_texts, squeezed, tables, words, writing_lines
from tests.test_cards import library
from tests.test_check import told

ROOT = Path(__file__).parents[1]
CASES = sorted((ROOT / "tests" / "cases" / "people").glob("*.yml"))
DAY = date(2026, 12, 3)


# The list


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_list_is_read_or_every_problem_told(path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    data = case["text"].encode() if "text" in case else bytes.fromhex(case["bytes"])
    found, problems = people("names.csv", data)
    assert told(problems) + "".join(f"{one.line} {one.name}\n" for one in found if not problems) == case["expect"]


def test_a_list_of_thousands_is_refused() -> None:
    _, problems = people("names.csv", b"name\n" + b"Anna\n" * 10_000)
    assert told(problems) == "names.csv:502: error: there are 10,000 people here\n    At most 500 go in one list. Split it.\n"
    assert people("names.csv", b"name\n" + b"Anna\n" * MOST_PEOPLE)[1] == []


# The certificate


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(ROOT)


@pytest.fixture(scope="module")
def retail() -> Handbook:
    return select(library(), Edition("retail", "en", Audience.TRAINER))


def certificate_form(handbook: Handbook) -> m.Form:
    return next(form for form in handbook.forms if form.id == "form.certificate")


def session(handbook: Handbook, name: str = "ses.half-day") -> m.Session:
    return next(session for session in handbook.sessions if session.id == name)


def awarding(handbook: Handbook, typesetter: Typesetter, layout: Layout = A4, **changes: Any) -> Awarding:
    award = Award(certificate_form(handbook), session(handbook), "attendance", DAY, "Aisha Bello")
    return Awarding(replace(award, **changes), imprint(handbook, ROOT), layout, typesetter)


def one(made: Awarding, name: str = "Anna Kowalska") -> bytes:
    files, problems = made.files([Person(2, name)], "names.csv", joined=False)
    assert problems == []
    (pdf,) = files.values()
    return pdf


@pytest.mark.parametrize(("kind", "place"), [("attendance", 0), ("assessed", 1)])
def test_a_certificate_says_one_of_two_things_never_both(
    kind: Kind, place: int, retail: Handbook, typesetter: Typesetter
) -> None:
    pdf = one(awarding(retail, typesetter, kind=kind))
    said = words(pdf)
    basis = next(block for block in certificate_form(retail).blocks if isinstance(block, m.ChecklistBlock))
    assert [squeezed(item) in said for item in basis.items] == [place == 0, place == 1]
    assert squeezed(basis.prompt) not in said
    lead = ["where people practised how to", "and showed how to"]
    assert [squeezed(text) in said for text in lead] == [place == 0, place == 1]
    objectives = [f"{objective.verb} {objective.text}" for objective in session(retail).objectives]
    facts = ["Anna Kowalska", "The whole cycle in half a day", "3 December 2026", "3 h 30 min", "Trainer Aisha Bello"]
    no_claim = ["No outside body has approved it", "no licence or qualification"]
    assert [text for text in (*facts, *objectives, *no_claim) if squeezed(text) not in said] == []
    assert tables(pdf) == [[["head"] * 3, ["row", "cell", "cell"]]]
    assert len(writing_lines(pdf)) == 1  # for the signature
    assert faults(pdf) == []


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["attendance", "assessed"])
@pytest.mark.parametrize("layout", [A4, LETTER])
def test_the_certificate_of_each_session_is_one_page_with_the_longest_name(
    layout: Layout, kind: Kind, retail: Handbook, typesetter: Typesetter
) -> None:
    name = ("Maria Wilhelmina Theodora van Rijswijk-Huntingtower de la Santísima " * 2)[:LONGEST_NAME].strip()
    for made in retail.sessions:
        pdf = one(awarding(retail, typesetter, layout, session=made, kind=kind), name)
        assert len(page_texts(pdf)) == 1, made.id
        assert squeezed(name) in words(pdf)
        assert faults(pdf) == []


@pytest.mark.parametrize("name", ["*Anna* [x](y) `z`", "#Anna $x$ {customer}", '=1+1 <b> "Ania"', "Καλή Добрый Łódź"])
def test_a_name_is_printed_as_it_is(name: str, retail: Handbook, typesetter: Typesetter) -> None:
    assert squeezed(name) in words(one(awarding(retail, typesetter), name))


@pytest.mark.parametrize(("minutes", "said"), [(15, "15 minutes"), (60, "1 h"), (210, "3 h 30 min"), (420, "7 h")])
def test_hours_come_from_minutes(minutes: int, said: str, retail: Handbook) -> None:
    assert duration(minutes, retail.language.words) == said


def test_a_language_writes_dates_its_own_way(retail: Handbook) -> None:
    months = "stycznia/lutego/marca/kwietnia/maja/czerwca/lipca/sierpnia/września/października/listopada/grudnia"
    polish = {"months": months.replace("/", " / "), "date-written": "{day} {month} {year} r."}
    assert written(DAY, polish) == "3 grudnia 2026 r."
    assert written(DAY, retail.language.words) == "3 December 2026"


def test_a_form_that_cannot_be_filled_in_says_what_it_lacks(retail: Handbook, typesetter: Typesetter) -> None:
    form = certificate_form(retail)
    basis = form.blocks[1].model_copy(update={"items": ("was there",)})
    changed = form.model_copy(update={"blocks": (form.blocks[0], basis, *form.blocks[2:])})
    with pytest.raises(PaperError, match="the form P05 has no block 'basis' that a certificate could be filled in with"):
        one(awarding(retail, typesetter, form=changed))


# All of them


NAMES = ["Anna Kowalska", "Łucja O'Brien", "Anna Kowalska", "Αλέξανδρος", "../../etc/passwd", "CON", "x" * 100]
PEOPLE = [Person(line, name) for line, name in enumerate(NAMES, start=2)]


def test_file_names_are_safe_and_each_is_its_own() -> None:
    assert list(file_names(PEOPLE)) == [
        "1-anna-kowalska.pdf",
        "2-łucja-o-brien.pdf",
        "3-anna-kowalska.pdf",
        "4-αλέξανδρος.pdf",
        "5-etc-passwd.pdf",
        "6-con.pdf",
        f"7-{'x' * 60}.pdf",
    ]
    assert next(file_names(PEOPLE * 2)) == "01-anna-kowalska.pdf"


def test_file_names_keep_the_letters_of_every_script() -> None:
    listed = ["Søren Åkesson", "Nguyễn Văn An", "محمد علي", "王小明", "अनिल", "Zoe\u0308", "?!", "😀"]
    found = list(file_names([Person(line, name) for line, name in enumerate(listed, start=2)]))
    assert found == [
        "1-søren-åkesson.pdf",
        "2-nguyễn-văn-an.pdf",
        "3-محمد-علي.pdf",
        "4-王小明.pdf",
        "5-अनिल.pdf",
        "6-zoë.pdf",
        "7-certificate.pdf",
        "8-certificate.pdf",
    ]
    longest = next(file_names([Person(2, "𠮷" * 120)]))
    assert len(longest.encode()) < 255


def test_joined_they_are_one_file_with_a_page_for_each(retail: Handbook, typesetter: Typesetter) -> None:
    files, problems = awarding(retail, typesetter).files(PEOPLE, "names.csv", joined=True)
    assert (list(files), problems) == (["certificates.pdf"], [])
    pages = [squeezed(text) for text in page_texts(files["certificates.pdf"])]
    assert [squeezed(name) in page for name, page in zip(NAMES, pages, strict=True)] == [True] * len(NAMES)
    assert faults(files["certificates.pdf"]) == []


def test_the_same_list_gives_the_same_bytes(retail: Handbook, typesetter: Typesetter) -> None:
    first = awarding(retail, typesetter).files(PEOPLE, "names.csv", joined=False)
    assert awarding(retail, Typesetter(ROOT)).files(PEOPLE, "names.csv", joined=False) == first


@pytest.mark.parametrize("joined", [False, True])
def test_names_that_the_fonts_lack_are_told_with_their_lines(joined: bool, retail: Handbook, typesetter: Typesetter) -> None:
    listed = [Person(2, "Anna"), Person(3, "محمد علي"), Person(5, "Anna 漢")]
    files, problems = awarding(retail, typesetter).files(listed, "names.csv", joined=joined)
    assert files == {}
    advice = "    Add a font that has it to overrides/fonts/, or take the line out and write the name on form P05 by hand.\n"
    assert told(problems) == (
        "names.csv:3: error: the fonts for paper have no sign for 'ي' (U+064A), which stands in "
        f"“P05  ·  Certificate  ·  محمد علي”\n{advice}"
        "names.csv:5: error: the fonts for paper have no sign for '漢' (U+6F22), which stands in "
        f"“P05  ·  Certificate  ·  Anna 漢”\n{advice}"
    )


def test_a_fault_that_is_nobodys_own_is_told_once(retail: Handbook, typesetter: Typesetter) -> None:
    with pytest.raises(PaperError, match="漢"):
        awarding(retail, typesetter, trainer="Aisha 漢").files(PEOPLE, "names.csv", joined=False)


# The calendar


def test_the_calendar_has_a_day_for_each_check(retail: Handbook) -> None:
    published = replace(retail, brand=retail.brand.model_copy(update={"site_address": "https://example.org/"}))
    events = icalendar.Calendar.from_ical(follow_up_calendar(published, session(retail), DAY)).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2026, 12, 10), date(2027, 1, 2), date(2027, 2, 1)]
    assert [(event.decoded("dtend") - event.decoded("dtstart")).days for event in events] == [1, 1, 1]
    assert [str(event["summary"]) for event in events] == [f"Action plan: {days} days on" for days in FOLLOW_UPS]
    assert {str(event["url"]) for event in events} == {"https://example.org/retail/w20/"}
    assert "W20 My action plan" in events[0]["description"]
    assert len({str(event["uid"]) for event in events}) == 3


def test_the_calendar_is_the_same_each_time_and_another_for_another_day(retail: Handbook) -> None:
    made = [follow_up_calendar(retail, session(retail), day) for day in (DAY, DAY, date(2027, 1, 1))]
    assert made[0] == made[1]
    uids = [set(re.findall(rb"UID:.*", calendar)) for calendar in made]
    assert uids[0] & uids[2] == set()
    assert all(line.endswith(b"\r") and len(line) <= 76 for line in made[0].split(b"\n")[:-1])


@pytest.mark.parametrize(
    "name",
    [
        "#let x = 1; <b>, {{ y }} $x$ \\ =cmd()",
        "One\nDTSTART:20000101\nEND:VEVENT\nBEGIN:VEVENT",
        "\u0645\u062d\u0645\u062f \u0141ód\u017a " * 30,
    ],
)
def test_a_name_in_the_calendar_is_text_and_nothing_else(name: str, retail: Handbook) -> None:
    named = session(retail).model_copy(update={"name": name})
    events = icalendar.Calendar.from_ical(follow_up_calendar(retail, named, DAY)).walk("VEVENT")
    assert len(events) == len(FOLLOW_UPS)
    assert [squeezed(name) in squeezed(str(event["description"])) for event in events] == [True] * len(events)
    assert events[0].decoded("dtstart") == date(2026, 12, 10)


def test_the_checks_are_those_of_the_action_plan(retail: Handbook) -> None:
    plan = next(exercise for exercise in retail.exercises if exercise.id == "exr.my-action-plan")
    checks = next(block for block in plan.blocks if block.id == "checks")
    assert isinstance(checks, m.TableBlock)
    assert [int(row[0].split()[0]) for row in checks.rows] == list(FOLLOW_UPS)


# The command


def run(folder: Path, data: bytes, *more: str, **changes: str) -> Any:
    (folder / "names.csv").write_bytes(data)
    options = {
        "industry": "retail",
        "session": "half-day",
        "kind": "attendance",
        "date": "2026-12-03",
        "trainer": "Aisha Bello",
    }
    given = [part for name, value in (options | changes).items() for part in (f"--{name}", value)]
    names, out = str(folder / "names.csv"), str(folder / "out")
    return handbook("certificates", *given, "--names", names, "--out", out, *more)


def test_the_command_makes_certificates_and_a_calendar(tmp_path: Path) -> None:
    done = run(tmp_path, "\ufeffName;Team\r\nAnna Kowalska;Front\r\nBo;\r\n".encode())
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["1-anna-kowalska.pdf", "2-bo.pdf", "follow-up.ics"]
    assert done.stdout.count("\n") == 3


def test_the_command_joins_them_on_the_paper_asked_for(tmp_path: Path) -> None:
    done = run(tmp_path, b"name\nAnna\nBo\n", "--joined", "--quiet", "--paper", "letter", session="ses.huddle.fairness")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["certificates.pdf", "follow-up.ics"]


@pytest.mark.parametrize(
    ("data", "changes", "status", "said"),
    [
        (b"names\nAnna\n", {}, 1, "names.csv:1: error: there is no column 'name'"),
        ("name\nBo\nعلي\n".encode(), {}, 1, "names.csv:3: error: the fonts for paper have no sign"),
        (b"name\nBo\n", {"trainer": "漢"}, 1, "the fonts for paper have no sign for '漢'"),
        (b"name\nBo\n", {"session": "half-dya"}, 2, "There is no session 'half-dya'. Did you mean 'half-day'?"),
        (b"name\nBo\n", {"date": "3.12.2026"}, 2, "'3.12.2026' is no date."),
        (b"name\nBo\n", {"date": "9999-12-31"}, 2, "'9999-12-31' is no date."),
        (b"name\nBo\n", {"kind": "both"}, 2, "Invalid value for '--kind'"),
        (b"name\nBo\n", {"trainer": " "}, 2, "--trainer"),
    ],
)
def test_a_mistake_is_explained_and_nothing_is_written(
    data: bytes, changes: dict[str, str], status: int, said: str, tmp_path: Path
) -> None:
    done = run(tmp_path, data, **changes)
    assert done.returncode == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
