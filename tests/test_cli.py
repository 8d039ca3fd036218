"""The command line: what it says, what it leaves behind, and its exit status."""

import json
from pathlib import Path

import pytest

from tests.conftest import handbook

SESSION = b"""\
id: ses.hour.no
name: An hour with no
kind: hour
minutes: 60
purpose: To say no and be thanked for it.
objectives:
  - {verb: Rewrite, text: a no as an offer}
least: 6
most: 9
rows:
  - {minutes: 20, name: Start, do: Read a no aloud., say: '"Who has heard this one?"', learners: Put up a hand.}
  - {minutes: 10, name: Tea, kind: break}
  - minutes: 30
    name: Lines
    do: Ask for a better one.
    say: '"What can you do?"'
    learners: Rewrite three lines.
    exercise: exr.three-kind-lines
    scenes: [stage.receiving]
concepts: [stage.helping]
sources: [added]
"""


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_sound_content_is_said_to_be_sound(project: Path) -> None:
    done = handbook("check", cwd=project)
    assert done.returncode == 0
    assert done.stderr.startswith("No problems, ")


def test_a_problem_is_said_in_three_voices(project: Path) -> None:
    edit(project / "content" / "brand.yml", "organisation:", "organization:")
    text, as_json, github = (handbook("check", "--format", style, cwd=project) for style in ("text", "json", "github"))
    assert [done.returncode for done in (text, as_json, github)] == [1, 1, 1]
    assert "unknown key 'organization'" in text.stdout
    records = [json.loads(line) for line in as_json.stdout.splitlines()]
    assert {"content/brand.yml"} == {record["file"] for record in records if record["level"] == "error"}
    assert "::error file=content/brand.yml,line=" in github.stdout


def test_strict_counts_what_is_still_to_write(project: Path) -> None:
    assert handbook("check", "--strict", cwd=project).returncode == 1
    refused = handbook("build", "--strict", "--no-paper", cwd=project)
    assert refused.returncode == 1
    assert not (project / "site").exists()


def test_commands_work_from_a_folder_below(project: Path) -> None:
    assert handbook("check", "--quiet", cwd=project / "content" / "topics").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "--industry", "bakry"], "There is no industry 'bakry'. Did you mean 'bakery'?"),
        (["build", "--audience", "trainers"], "Invalid value for '--audience'"),
        (["build", "--language", "pl"], "There is no language 'pl'."),
        (["build", "--out", "content"], "which must not be replaced"),
        (["worksheets", "--worksheet", "W77"], "There is no worksheet 'W77'."),
        (["worksheets", "--worksheet", "c01"], "'C01' is for trainers. Add --keys for it, or name a --session"),
        (["worksheets", "--session", "hour-now"], "There is no session 'hour-now'. Did you mean 'hour-no'?"),
        (["worksheets", "--session", ""], "There is no session ''."),
        (["worksheets", "--session", "hour-no", "--people", "0"], "A session is for 1 to 200 people, not for 0."),
        (["worksheets", "--session", "hour-no", "--people", "201"], "A session is for 1 to 200 people, not for 201."),
        (["worksheets", "--session", "hour-no", "--start", "25:00"], "'25:00' is no time of day."),
        (["worksheets", "--session", "hour-no", "--date", "2027-02-30"], "'2027-02-30' is no date."),
        (["worksheets", "--session", "hour-no", "--out", "content/brand.yml"], "Directory 'content/brand.yml' is a file."),
        (["worksheets", "--session", "hour-no", "--out", "content/brand.yml/x"], "cannot be written: "),
        (["worksheets", "--session", "hour-no", "--worksheet", "W01"], "leave out --worksheet"),
        (["worksheets", "--session", "hour-no", "--paper", "a4", "--paper", "letter"], "give one --paper"),
        (["worksheets", "--people", "14"], "name it with --session"),
        (["worksheets", "--large-print", "--fillable"], "Choose --large-print or --fillable."),
        (["bild"], "No such command 'bild'"),
    ],
)
def test_misuse_is_explained_and_has_status_2(project: Path, arguments: list[str], said: str) -> None:
    (project / "content" / "sessions").mkdir()
    (project / "content" / "sessions" / "hour-no.yml").write_bytes(SESSION)
    before = sorted(project.rglob("*"))
    done = handbook(*arguments, cwd=project)
    assert sorted(path for path in project.rglob("*") if "build" not in path.parts) == before
    assert done.returncode == 2
    assert said in done.stderr.replace("lies inside content/, which is part of the project", "which must not be replaced")
    assert "Traceback" not in done.stderr


def test_a_sheet_that_cannot_be_written_leaves_nothing_of_itself(project: Path) -> None:
    taken = project / "out" / "w01-three-kind-lines-letter.pdf"
    taken.mkdir(parents=True)
    done = handbook("worksheets", "--industry", "bakery", "--out", "out", cwd=project)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert f"{taken.relative_to(project)} cannot be written: " in done.stderr
    assert [path.name for path in sorted((project / "out").iterdir())] == [taken.name, "w01-three-kind-lines.pdf"]


def test_a_sheet_that_cannot_be_set_says_what_to_do(project: Path) -> None:
    sheet = project / "exercises" / "w01-three-kind-lines.yml"
    sheet.write_text(sheet.read_text("utf-8").replace("Which line will", "Which 漢 line will"), "utf-8")
    done = handbook("worksheets", "--industry", "bakery", "--out", "out", cwd=project)
    assert (done.returncode, (project / "out").exists()) == (1, False)
    assert "no sign for '漢' (U+6F22)" in done.stderr
    assert "'handbook check' says which file" in done.stderr


SESSION_NAMES = ["hour-no", "hour.no", "ses.hour.no"]


@pytest.mark.parametrize("asked", SESSION_NAMES)
def test_a_session_comes_in_a_folder_ready_to_print(project: Path, asked: str) -> None:
    """By whichever of its names it is asked for."""
    (project / "content" / "sessions").mkdir()
    (project / "content" / "sessions" / "hour-no.yml").write_bytes(SESSION)
    where = ["--industry", "bakery", "--session", asked, "--people", "5", "--start", "9:30", "--out", "tomorrow"]
    done = handbook("worksheets", *where, "--paper", "letter", cwd=project)
    assert done.returncode == 0, done.stderr
    made = [path.relative_to(project / "tomorrow").as_posix() for path in sorted((project / "tomorrow").rglob("*.*"))]
    sheet = "sheets/w01-three-kind-lines-letter.pdf"
    cards = "sheets/c01-role-play-cards-letter.pdf"
    assert made == ["hour-no-pack.pdf", "hour-no-slides.pptx", "hour-no-workbook.pdf", "hour-no.zip", cards, sheet]
    assert (
        done.stdout
        == """\
  tomorrow/hour-no-pack.pdf
  tomorrow/hour-no-workbook.pdf
  tomorrow/sheets/w01-three-kind-lines-letter.pdf
  tomorrow/sheets/c01-role-play-cards-letter.pdf
  tomorrow/hour-no-slides.pptx
  tomorrow/hour-no.zip
For 5 people:
  Print 1 × tomorrow/hour-no-pack.pdf
  Print 5 × tomorrow/hour-no-workbook.pdf
  Print 2 × tomorrow/sheets/c01-role-play-cards-letter.pdf
  Print the cards on both sides of stiff paper, flipped on the long edge, and cut them out.
It is planned for 6 to 9 people: see what the pack says about groups.
"""
    )


def test_outside_a_handbook_it_says_where_to_go(tmp_path: Path) -> None:
    done = handbook("check", cwd=tmp_path)
    assert done.returncode == 2
    assert "There is no content/handbook.yml here" in done.stderr


def test_worksheets_come_without_a_site(project: Path) -> None:
    done = handbook(
        *("worksheets", "--industry", "bakery", "--worksheet", "W01", "--paper", "letter", "--keys", "--out", "tomorrow"),
        cwd=project,
    )
    assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in (project / "tomorrow").iterdir())
    assert len(names) == 2
    assert [name.endswith(ending) for name, ending in zip(names, ("-key.pdf", "-letter.pdf"), strict=True)] == [True, True]
    assert not (project / "site").exists()


def test_a_sign_that_the_fonts_lack_is_named_and_publishes_nothing(project: Path) -> None:
    exercise = next((project / "exercises").glob("*.yml"))
    edit(exercise, "take_away: ", "take_away: 你好 ")
    done = handbook("build", "--jobs", "1", cwd=project)
    assert done.returncode == 1
    assert "U+4F60" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()


def test_coverage_tells_what_is_there_and_what_is_missing(project: Path) -> None:
    text = handbook("coverage", cwd=project)
    report = json.loads(handbook("coverage", "--format", "json", cwd=project).stdout)
    assert text.returncode == 0
    holes = sum(len(gaps) for gaps in report["gaps"].values())
    assert text.stderr == f"{holes} holes.\n"
    assert {tuple(row) for row in report["examples"].values()} == {("bakery", "ferry")}
    assert "ferry: there are no touch points" in text.stdout


def test_something_new_of_ones_own_is_started_and_shows_what_is_left(project: Path) -> None:
    done = handbook("new", "topic", "late-trains", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "content/organisation/topics/late-trains.yml" in done.stdout
    left = handbook("check", cwd=project)
    assert left.returncode == 0
    assert "late-trains.yml" in left.stdout
    assert "'one_sentence' is still to be written" in left.stdout
    again = handbook("new", "topic", "late-trains", cwd=project)
    assert (again.returncode, "is there already" in again.stderr) == (2, True)
    assert handbook("new", "topic", "../late", cwd=project).returncode == 2


def test_what_drifts_is_shown_and_accepted(project: Path) -> None:
    own = project / "content/organisation/changes.yml"
    own.parent.mkdir()
    own.write_text("changes: [{of: need.news, replace: {name: Word}}]\n", "utf-8")
    assert handbook("drift", "accept", cwd=project).returncode == 0
    assert handbook("drift", cwd=project).stdout == "Nothing has changed under your changes.\n"
    edit(project / "content/frameworks/two-comforts/news.yml", "name: News", "name: Tidings")
    shown = handbook("drift", cwd=project)
    assert (shown.returncode, shown.stdout) == (
        1,
        "content/organisation/changes.yml:1:37: need.news: name\n"
        "    was     News\n"
        "    is now  Tidings\n"
        "    yours   Word\n"
        "Does yours still fit? Then: handbook drift accept\n",
    )
    refused = handbook("drift", "accept", "need.nws", cwd=project)
    assert (refused.returncode, "Did you mean 'need.news'?" in refused.stderr) == (2, True)


def test_editors_get_a_schema_for_every_file(project: Path) -> None:
    assert handbook("schema", "--out", "schemas", cwd=project).returncode == 0
    settings = json.loads((project / "schemas/settings.json").read_text("utf-8"))
    topic = json.loads((project / "schemas/schemas/topic.json").read_text("utf-8"))
    assert "content/organisation/topics/*.yml" in settings["yaml.schemas"]["./.vscode/schemas/topic.json"]
    assert topic["properties"]["one_sentence"]["description"] == "The point, in one sentence."
