"""Whatever is in the files, the answer is a list of problems with their places, and nothing is published.

The cases are in `cases/hostile.yml`; its first lines say how to add one. They go through the door that a build takes,
from a folder on a disk.
"""

import os
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import inputs
from generator.assembly import read
from generator.intake import taken_in
from generator.problems import Problem, errors
from tests.conftest import ROOT, copy_sample, handbook

CASES: dict[str, list[dict[str, Any]]] = yaml.load(
    (Path(__file__).parent / "cases" / "hostile.yml").read_text("utf-8"), Loader=yaml.CSafeLoader
)
TOPIC = "content/topics/the-queue.yml"
PATIENCE = 20
"""Seconds of work, many times what it takes: not a measure of speed, but the end of an endless one."""


def told(problems: list[Problem]) -> str:
    return "".join(f"{problem.explain()}\n" for problem in errors(problems))


def filled(case: dict[str, Any]) -> str:
    """What a case writes."""
    return str(case["write"]) * int(case.get("times", 1)) + str(case.get("after", ""))


def title(case: dict[str, Any]) -> str:
    return ascii(next(case[key] for key in ("by", "write", "hex", "name") if key in case))[1:41]


@cache
def all_at_once(folder: Path, section: str) -> dict[str, str]:
    """The answer to each case of a section by its number, each in a topic of its own."""
    project = copy_sample(folder / section)
    topic = (project / TOPIC).read_text("utf-8")
    for number, case in enumerate(CASES[section]):
        if section == "files":
            data = bytes.fromhex(case["hex"]) if "hex" in case else filled(case).encode()
        else:
            line = "id: topic.the-queue" if filled(case).startswith("id:") else "name: The queue"
            data = topic.replace(line, filled(case)).replace("the-queue", f"case-{number}").encode()
        (project / TOPIC).with_name(f"case-{number}.yml").write_bytes(data)
    answers: dict[str, str] = {}
    for problem in errors(read(project)[1]):
        if "no chapter shows this page" not in problem.message:
            number = Path(problem.place.file).stem.removeprefix("case-")
            answers[number] = answers.get(number, "") + told([problem]).replace(f"case-{number}", "case")
    return answers


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.mark.parametrize("section", ["values", "texts", "files"])
def test_one_of_many_is_told_as_if_it_were_alone(folder: Path, section: str) -> None:
    """All cases of a section are in one project: no file hides the problems of another."""
    answers = all_at_once(folder, section)
    for number, case in enumerate(CASES[section]):
        assert answers.pop(str(number), "") == case.get("say", ""), title(case)
    assert answers == {}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_sample(tmp_path_factory.mktemp("alone") / "project")


@pytest.mark.parametrize("case", CASES["lines"], ids=title)
def test_a_line(project: Path, case: dict[str, str]) -> None:
    path = project / case["file"]
    before = path.read_text("utf-8")
    assert before.count(case["line"]) == 1
    path.write_text(before.replace(case["line"], case["by"]), "utf-8")
    library, problems = read(project)
    path.write_text(before, "utf-8")
    assert told(problems) == case.get("say", "")
    assert (library is None) == ("say" in case)


def make(path: Path, case: dict[str, Any], topic: str) -> None:
    """The file, or what stands in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    match case:
        case {"link": str(target)}:
            path.symlink_to(target)
        case {"pipe": True}:
            os.mkfifo(path)
        case {"folder": True}:
            path.mkdir()
        case {"size": int(size)}:
            path.touch()
            os.truncate(path, size)
        case _:
            path.write_text(topic, "utf-8")


def test_names_and_kinds_of_files(folder: Path) -> None:
    """All at once: what may not be opened is told by its name, and is not opened."""
    project = copy_sample(folder / "names")
    topic = (project / TOPIC).read_text("utf-8")
    for number, case in enumerate(CASES["names"]):
        make(project / case["name"], case, topic.replace("the-queue", f"case-{number}"))
    problems = read(project)[1]
    for number, case in enumerate(CASES["names"]):
        shown = case["name"].encode("unicode_escape").decode() if not case["name"].isprintable() else case["name"]
        mine = [problem for problem in problems if problem.place.file == shown]
        assert told(mine).replace(f"case-{number}", "case") == case.get("say", ""), case["name"]


def test_a_folder_of_content_that_is_a_link_stays_closed(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "project")
    (project / "exercises").rename(tmp_path / "elsewhere")
    (project / "exercises").symlink_to(tmp_path / "elsewhere")
    assert "exercises: error: this is a link, not a file\n    Put a copy of the file here.\n" in told(read(project)[1])


def test_a_build_folder_that_leads_elsewhere_stops_every_command(project: Path, tmp_path: Path) -> None:
    (project / "build").symlink_to(tmp_path)
    for command in ("check", "build", "coverage"):
        done = handbook(command, cwd=project)
        assert (done.returncode, "build is a symbolic link" in done.stderr) == (2, True)
    (project / "build").unlink()
    assert not list(tmp_path.iterdir())


def test_what_lies_outside_counts_for_nothing_and_is_sent_nowhere(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "project")
    before, digest = inputs.files(project), inputs.digest(project, "")
    for name in ("content/notes.txt", "content/.hidden", "overrides/pages/notes.txt"):
        (project / name).symlink_to("/etc/passwd")
    assert inputs.files(project) == before
    assert inputs.digest(project, "") != digest  # or a build would find nothing new, and say nothing of them


def test_of_a_large_file_no_more_is_read_than_tells_that_it_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "picture.png").write_bytes(b"x" * 1000)
    files, _ = taken_in(tmp_path, ["content"], lambda name: name.endswith(".png"), most=10)
    assert {name: len(data) for name, data in files.items()} == {"content/picture.png": 11}


A_LINK_IN_ITS_PLACE = """
import os, sys
from pathlib import Path
from generator.intake import taken_in

root, secret = map(Path, sys.argv[1:])
topic = root / "content" / "topics" / "the-queue.yml"

def hook(event, details):
    if event == "open" and str(details[0]) == str(topic) and not topic.is_symlink():
        topic.unlink()
        topic.symlink_to(secret)

sys.addaudithook(hook)
files, problems = taken_in(root, ["content"])
sys.stdout.write("".join(problem.explain() for problem in problems) + str(secret.read_bytes() in files.values()))
"""


def test_a_link_that_takes_the_place_of_a_file_just_before_it_is_opened_stays_closed(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "project")
    (tmp_path / "secret.yml").write_text("name: secret\n", "utf-8")
    command = [sys.executable, "-c", A_LINK_IN_ITS_PLACE, str(project), str(tmp_path / "secret.yml")]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert "content/topics/the-queue.yml: error: this cannot be opened" in done.stdout, done.stderr
    assert done.stdout.endswith("False")


@pytest.mark.parametrize("sign", ["[", "![", "[](", "*a", "_*", "<!--"])
def test_what_would_take_a_parser_minutes_is_told_at_once(project: Path, sign: str) -> None:
    """Sixteen such texts in one file, and a page of a megabyte; where a parser reads them, seconds become minutes."""
    topic, page = project / TOPIC, project / "content" / "organisation" / "pages" / "endless.md"
    before = topic.read_text("utf-8")
    endless = (sign * 60_000)[:60_000]
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"---\ntitle: Endless\nchapter: Ideas\n---\n{sign * (900_000 // len(sign))}\n", "utf-8")
    topic.write_text(before.replace("name: The queue", f"name: 'x {endless}'"), "utf-8")
    start = time.process_time()
    answer = told(read(project)[1])
    spent = time.process_time() - start
    topic.write_text(before, "utf-8")
    page.unlink()
    assert "this text has 60,002 characters" in answer
    assert "this page has 9" in answer or "this page has 8" in answer
    assert spent < PATIENCE, spent
