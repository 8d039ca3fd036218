"""What `handbook check` says. Each file in `cases/check/` changes the sample project and gives the exact answer.

To add a case, copy one: `about` says it in a sentence, `change` lists edits, `expect` is the whole answer.
An edit names a file of `cases/project/` (the words of the interface are the handbook's own) and then has
`replace` and `with`, a text found exactly once and what to put there; `write`, a whole new text; `bytes`,
the same as hexadecimal; `rename`, its new name; or `remove: true`. `times` repeats what `with` or `write` puts there.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.assembly import assemble, read
from generator.problems import Level, Place, Problem, Style, errors
from tests.conftest import handbook
from tests.sample import sample_files

CASES = sorted((Path(__file__).parent / "cases" / "check").glob("*.yml"))

STILL_TO_WRITE = """\
content/industries/ferry/industry.yml:3:9: warning: ferry: need.news has no example
    Write it in content/industries/ferry/examples.yml.
content/industries/ferry/industry.yml:3:9: warning: ferry: need.warmth has no example
    Write it in content/industries/ferry/examples.yml.
content/industries/ferry/industry.yml:3:9: warning: ferry: stage.helping has no example
    Write it in content/industries/ferry/examples.yml.
content/industries/ferry/industry.yml:3:9: warning: ferry: stage.helping has no scenario
    Write it in content/industries/ferry/scenarios.yml.
content/industries/ferry/industry.yml:3:9: warning: ferry: stage.keeping has no example
    Write it in content/industries/ferry/examples.yml.
content/industries/ferry/industry.yml:3:9: warning: ferry: stage.keeping has no scenario
    Write it in content/industries/ferry/scenarios.yml.
content/industries/ferry/industry.yml:3:9: warning: ferry: stage.receiving has no scenario
    Write it in content/industries/ferry/scenarios.yml.
content/industries/ferry/industry.yml:3:9: warning: ferry: stage.understanding has no example
    Write it in content/industries/ferry/examples.yml.
content/industries/ferry/industry.yml:3:9: warning: ferry: stage.understanding has no scenario
    Write it in content/industries/ferry/scenarios.yml.
content/industries/ferry/industry.yml:3:9: warning: ferry: there are no touch points
    Write it in content/industries/ferry/touch-points.yml.
"""


def told(problems: list[Problem]) -> str:
    """What the command prints."""
    return "".join(problem.explain() + "\n" for problem in problems)


@cache
def problems_of_the_sample() -> list[Problem]:
    return assemble(sample_files())[1]


def change(files: dict[str, bytes], edit: dict[str, Any]) -> None:
    """Apply one edit of a case."""
    match edit:
        case {"file": str(file), "replace": str(old), "with": str(new), **rest} if rest.keys() <= {"times"}:
            text = files[file].decode()
            assert text.count(old) == 1, f"{file} holds this {text.count(old)} times: {old}"
            files[file] = text.replace(old, new * rest.get("times", 1)).encode()
        case {"file": str(file), "write": str(text), **rest} if rest.keys() <= {"times"}:
            files[file] = (text * rest.get("times", 1)).encode()
        case {"file": str(file), "bytes": str(digits), **rest} if not rest:
            files[file] = bytes.fromhex(digits)
        case {"file": str(file), "rename": str(name), **rest} if not rest:
            files[name] = files.pop(file)
        case {"file": str(file), "remove": True, **rest} if not rest:
            del files[file]
        case _:
            pytest.fail(f"This is no edit: {edit}")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_check_says(path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    assert list(case) == ["about", "change", "expect"]
    files = sample_files()
    for edit in case["change"]:
        change(files, edit)
    library, problems = assemble(files)
    # What the draft trade lacks in every case is told once, in the next test.
    assert told([problem for problem in problems if problem not in problems_of_the_sample()]) == case["expect"]
    assert (library is None) == bool(errors(problems))


def test_a_whole_project_has_no_error_and_a_draft_lists_what_is_still_to_write() -> None:
    assert told(problems_of_the_sample()) == STILL_TO_WRITE


BRAND = """\
organisation: Seaside
logo: {light: logo-light.svg, alt: Seaside}
colours: {accent: "#17594a", accent_dark: "#8ed0ba", ink: "#20262b", paper: "#fdfcf9"}
contact: Ask Ewa.
licence: Ours.
"""


def test_rows_that_name_editions_without_an_end_are_told_and_not_counted_out() -> None:
    brands = {f"content/organisation/brands/brand-{number}.yml": BRAND.encode() for number in range(30)}
    rows = {"content/organisation/editions.yml": b"editions:\n" + b"  - brands: ['*']\n" * 900}
    library, problems = assemble(sample_files() | brands | rows)
    assert library is None
    assert told(errors(problems)) == (
        "content/organisation/editions.yml:835:5: error: the rows up to here name more than 100,000 editions\n"
        "    Name fewer, or take out rows that say the same.\n"
    )


def test_a_draft_does_not_stop_the_command(project: Path) -> None:
    done = handbook("check", cwd=project)
    assert (done.returncode, done.stdout) == (0, STILL_TO_WRITE)


def test_an_error_stops_the_command(project: Path) -> None:
    (project / "content" / "claims.yml").write_text("claims: none\n", "utf-8")
    done = handbook("check", cwd=project)
    assert (done.returncode, done.stdout) == (
        1,
        "content/claims.yml:1:9: error: claims: expected a list, found text\n"
        "    Start each item on its own line with a hyphen.\n",
    )


def test_a_symbolic_link_is_not_followed(project: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text("id: topic.secret\n", "utf-8")
    (project / "content" / "topics" / "secret.yml").symlink_to(secret)
    _, problems = read(project)
    assert told(errors(problems)) == (
        "content/topics/secret.yml: error: this is a link, not a file\n    Put a copy of the file here.\n"
    )


# Whatever is in the files, the answer is a list of problems and never a crash


@st.composite
def sample_with_a_slip(draw: st.DrawFn) -> dict[str, bytes]:
    """The sample with one line of one file left out, doubled, indented, or with another value."""
    files = sample_files()
    file = draw(st.sampled_from(sorted(files)))
    lines = files[file].decode().splitlines()
    at = draw(st.integers(0, len(lines) - 1))
    line, (key, _, _) = lines[at], lines[at].partition(":")
    values = [
        "",
        "7",
        "1.5",
        "true",
        "[]",
        "{}",
        "[[a]]",
        "text",
        "need.news",
        "a {place} {x}",
        "'[a](b.c)'",
        '"\\0"',
        ">",
        "&a",
    ]
    lines[at : at + 1] = draw(
        st.sampled_from([[], [line, line], [f"  {line}"], [key], *([f"{key}: {value}"] for value in values)])
    )
    return files | {file: "\n".join(lines).encode()}


@settings(deadline=None, derandomize=True, max_examples=50, suppress_health_check=list(HealthCheck))
@given(sample_with_a_slip())
def test_whatever_slip_an_author_makes_the_answer_is_a_list_of_problems(files: dict[str, bytes]) -> None:
    library, problems = assemble(files)
    assert (library is None) == bool(errors(problems))
    for problem in problems:
        assert problem.place.file in problem.explain()
        assert not re.search(r"^:|[Ii]nput|\b(dictionary|integer|string|tuple|None|NoneType|pydantic)\b", problem.message)


# How a problem is said

QUOTED = Problem(Place("content/a,b.yml", 3, 7), "unknown-key", "100% „wrong“:\nreally", "Mend it.", Level.WARNING)


def test_a_problem_is_said_to_a_program_as_one_line_of_json() -> None:
    assert QUOTED.explain(Style.JSON) == (
        '{"file": "content/a,b.yml", "line": 3, "column": 7, "level": "warning", "rule": "unknown-key", '
        '"message": "100% „wrong“:\\nreally", "advice": "Mend it."}'
    )


def test_a_problem_is_said_to_a_code_review_as_a_workflow_command() -> None:
    assert QUOTED.explain(Style.GITHUB) == (
        "::warning file=content/a%2Cb.yml,line=3,col=7,title=unknown-key::100%25 „wrong“:%0Areally Mend it."
    )


def test_a_problem_of_a_whole_file_has_no_line() -> None:
    whole = Problem(Place("content/brand.yml"), "missing-file", "this file is missing")
    assert whole.explain(Style.TEXT) == "content/brand.yml: error: this file is missing"
    assert whole.explain(Style.GITHUB) == "::error file=content/brand.yml,title=missing-file::this file is missing"
