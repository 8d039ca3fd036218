"""The command line: what it says, what it leaves behind, and its exit status."""

import json
from pathlib import Path

import pytest

from tests.conftest import handbook


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
        (["bild"], "No such command 'bild'"),
    ],
)
def test_misuse_is_explained_and_has_status_2(project: Path, arguments: list[str], said: str) -> None:
    done = handbook(*arguments, cwd=project)
    assert done.returncode == 2
    assert said in done.stderr.replace("lies inside content/, which is part of the project", "which must not be replaced")
    assert "Traceback" not in done.stderr


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
