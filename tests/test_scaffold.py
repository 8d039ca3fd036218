"""Something new is valid at once, explains every field, and lists what is left to write."""

from pathlib import Path

import pytest

from generator import models as m
from generator.assembly import assemble
from generator.coverage import report
from generator.library import Library
from generator.problems import Level
from generator.scaffold import KINDS, scaffold
from tests.sample import library_of, sample_files

SAMPLE = library_of(sample_files())


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    root = Path(__file__).parents[1]
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for top in ("content", "exercises")
        for path in sorted((root / top).rglob("*.*"))
        if path.suffix in (".yml", ".svg")
    }


@pytest.mark.parametrize("kind", KINDS)
def test_something_new_is_a_valid_draft_that_lists_what_is_left(kind: str) -> None:
    new = {path: text.encode() for path, text in scaffold(kind, "night-ferry", SAMPLE).items()}
    assert all(path.startswith("content/organisation/") for path in new)
    library, problems = assemble(sample_files() | new)
    about_new = [problem for problem in problems if problem.place.file in new]
    assert library, [problem.explain() for problem in problems if problem.level is Level.ERROR]
    assert about_new
    assert all(problem.level is Level.WARNING and problem.advice for problem in about_new)


@pytest.mark.parametrize("kind", KINDS)
def test_something_new_fits_the_whole_handbook(kind: str, whole: dict[str, bytes]) -> None:
    library, _ = assemble(whole)
    assert library
    new = {path: text.encode() for path, text in scaffold(kind, "our-promises", library).items()}
    after, problems = assemble(whole | new)
    assert after, [problem.explain() for problem in problems if problem.level is Level.ERROR]


@pytest.mark.parametrize(("kind", "model"), [("topic", m.Topic), ("exercise", m.Exercise), ("session", m.Session)])
def test_every_field_is_explained(kind: str, model: type[m.Model]) -> None:
    text = next(iter(scaffold(kind, "night-ferry", SAMPLE).values()))
    said = " ".join(line.strip().removeprefix("# ") for line in text.split("\n"))
    for name, field in model.model_fields.items():
        assert f"{name}:" in text
        assert (field.description or "") in said


def test_a_new_trade_is_built_like_any_other() -> None:
    files = sample_files() | {path: text.encode() for path, text in scaffold("industry", "night-ferry", SAMPLE).items()}
    library: Library = library_of(files)
    assert library.plan.industries == ("bakery", "ferry", "night-ferry")
    points = library.of_industry(m.TouchPoints, "night-ferry")
    assert points
    assert len(points.touch_points) == 8


def test_a_new_trade_speaks_like_no_other_and_is_not_complete() -> None:
    files = sample_files() | {path: text.encode() for path, text in scaffold("industry", "night-ferry", SAMPLE).items()}
    library, problems = assemble(files)
    assert library
    started = "night-ferry: deal is still the word that every new trade begins with"
    assert started in [problem.message for problem in problems]
    found = report(library)
    assert not any(trades["night-ferry"] for trades in found.examples.values())
    assert "need.news has an example that is still to be written" in [gap.missing for gap in found.gaps["night-ferry"]]
    assert found.examples["need.news"]["bakery"]


def test_own_worksheets_have_numbers_that_no_update_takes() -> None:
    (path,) = scaffold("exercise", "our-promise", SAMPLE)
    assert path == "content/organisation/exercises/w51-our-promise.yml"
    again = library_of(sample_files() | {path: scaffold("exercise", "our-promise", SAMPLE)[path].encode()})
    assert list(scaffold("exercise", "more", again)) == ["content/organisation/exercises/w52-more.yml"]
