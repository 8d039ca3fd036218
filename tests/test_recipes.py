"""The cookbook keeps its word: each recipe is followed to the letter, and says what it promises to say."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import models as m
from generator.assembly import assemble, authored
from generator.cli import main
from generator.sources import parse
from generator.writing import advise
from tests.conftest import ROOT, copy_sample
from tests.recipes import commands, fault, in_fences

FILE = ROOT / "content" / "manual.yml"
_DOCUMENT, _ = parse("manual.yml", FILE.read_bytes())
assert _DOCUMENT
MANUAL = m.Manual.model_validate(_DOCUMENT.value)

IN_THE_SAMPLE = {
    "need.fairness": "need.news",
    "need-fairness": "need-news",
    "q.fairness": "q.news",
    "topic.complaints": "topic.the-queue",
    "sit.angry": "sit.sold-out",
    "exr.three-words": "exr.three-kind-lines",
    "w01-three-words": "w01-three-kind-lines",
    "blocks.best.": "blocks.feelings.",
    "clm.always-astonish": "clm.smell",
    "hospitality": "bakery",
    "retail": "bakery",
}
"""What recipes name, and what is like it in the sample project, where they are followed: it is quick."""


def in_the_sample(text: str) -> str:
    for ours, like in IN_THE_SAMPLE.items():
        text = text.replace(ours, like)
    return text


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_sample(tmp_path_factory.mktemp("kitchen") / "project")


@pytest.fixture
def project(kitchen: Path) -> Iterator[Path]:
    """The sample project, cleared after each recipe."""
    yield kitchen
    shutil.rmtree(kitchen / "content" / "organisation", ignore_errors=True)


@pytest.mark.parametrize("recipe", MANUAL.recipes, ids=lambda recipe: recipe.id)
def test_a_recipe_does_what_it_says(recipe: m.Recipe, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    for step in recipe.steps:
        assert bool(step.file) == bool(step.text), "a file has a text"
        assert bool(step.run) == bool(step.says), "a command says something"
        if step.file:
            assert step.file.startswith("content/organisation/")
            Path(step.file).parent.mkdir(parents=True, exist_ok=True)
            Path(step.file).write_text(in_the_sample(step.text or ""), "utf-8")
        if step.run:
            ((_, *words),) = commands(step.run)
            done = CliRunner().invoke(main, [in_the_sample(word) for word in words])
            assert done.exit_code == 0, done.output
            assert in_the_sample(step.says or "") in done.output


def test_all_recipes_together_fit_the_whole_handbook_and_its_rules_of_writing() -> None:
    """They name what there is, and read as well as the rest."""
    files = {step.file: step.text.encode() for recipe in MANUAL.recipes for step in recipe.steps if step.file and step.text}
    library, problems = assemble(authored(ROOT) | files)
    assert library, [problem.explain() for problem in problems]
    told = [problem.explain() for problem in [*problems, *advise(library)] if problem.rule != "drift"]
    assert [line for line in told if "red card" not in line and "term.red-card" not in line] == []


def test_there_are_twenty_and_each_is_found() -> None:
    assert len({recipe.id for recipe in MANUAL.recipes}) >= 20


def test_commands_in_every_document_exist() -> None:
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "content/organisation").glob("*.md")]
    found = [words for path in [*documents, *(ROOT / "docs").rglob("*.md")] for words in in_fences(path)]
    found += [words for section in MANUAL.sections for words in commands(section.text)]
    assert found
    assert [(words, fault(words)) for words in found if fault(words)] == []


def test_files_named_in_the_guide_exist() -> None:
    texts = [path.read_text("utf-8") for path in (FILE, ROOT / "CONTRIBUTING.md")]
    named = re.findall(r"`((?:content|docs|generator|overrides|tests)/[\w./-]*)`", "\n".join(texts))
    assert named
    assert [name for name in named if not (ROOT / name).exists() and not name.startswith("content/organisation/")] == []
