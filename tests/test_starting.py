"""Two ways to make the handbook one's own and still take updates: a fork in git, and a small repository over the package."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.documents import Value
from tests.conftest import ROOT, copy_sample, handbook

GIT = {
    **{f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(*arguments: str, cwd: Path) -> str:
    done = subprocess.run(["git", *arguments], cwd=cwd, env={**os.environ, **GIT}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def keep(message: str, cwd: Path) -> None:
    git("add", "--all", cwd=cwd)
    git("commit", "--quiet", "--message", message, cwd=cwd)


OWN = """\
changes:
  - of: need.news
    replace: {name: Word, one_sentence: We tell you before you ask., try_today: Tell one person first.}
  - of: bakery
    replace: {terms.customer: guest, terms.a_customer: a guest}
  - of: exr.three-kind-lines
    replace: {steps: [Read it aloud., Write a kinder line.]}
  - of: handbook
    append: {chapters.Ideas.pages: [topic.returns]}
"""
OVERRIDDEN = ("frameworks/two-comforts/news.yml", "industries/bakery/industry.yml", "handbook.yml", "brand.yml")


def reworded(project: Path) -> None:
    """Our next version: every line of the files that the fork changes says more, and there is a line more on top."""
    for path in [*(project / "content" / name for name in OVERRIDDEN), *(project / "exercises").glob("w01*.yml")]:
        lines = path.read_text("utf-8").split("\n")
        path.write_text("\n".join(["# Revised.", *(re.sub(r"([a-z])\.$", r"\1, truly.", line) for line in lines)]), "utf-8")


@pytest.mark.thorough
def test_a_fork_takes_an_update_without_conflict_and_is_told_what_changed_under_its_own(tmp_path: Path) -> None:
    ours = copy_sample(tmp_path / "ours")
    git("init", "--quiet", "--initial-branch=main", cwd=ours)
    keep("The handbook", ours)
    git("clone", "--quiet", str(ours), "fork", cwd=tmp_path)
    fork = tmp_path / "fork"
    own = fork / "content" / "organisation"
    own.mkdir()
    (own / "brand.yml").write_text("# Ours.\n" + (fork / "content/brand.yml").read_text("utf-8"), "utf-8")
    (own / "changes.yml").write_text(OWN, "utf-8")
    topic = (fork / "content/topics/the-queue.yml").read_text("utf-8").replace("topic.the-queue", "topic.returns")
    (own / "topics").mkdir()
    (own / "topics" / "returns.yml").write_text(topic, "utf-8")
    assert handbook("drift", "accept", cwd=fork).returncode == 0
    keep("Ours", fork)

    reworded(ours)
    keep("Revised", ours)
    git("pull", "--quiet", "--no-rebase", "--no-edit", cwd=fork)
    assert git("status", "--porcelain", cwd=fork) == ""

    drifted = handbook("drift", cwd=fork)
    assert drifted.returncode == 1
    told = re.findall(r"^content/organisation/\S+ (\S+: [\w.]+|\S+)$", drifted.stdout, re.MULTILINE)
    assert {"need.news: try_today", "exr.three-kind-lines: steps"} <= set(told)
    assert "bakery: terms.customer" not in drifted.stdout
    assert handbook("drift", "accept", cwd=fork).returncode == 0
    assert handbook("drift", cwd=fork).returncode == 0


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as pip does it; what it needs is here already."""
    wheels, installed = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("installed")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-compile", "--target"]
    subprocess.run([*pip, str(installed), *map(str, wheels.glob("*.whl"))], check=True, capture_output=True)
    return installed


def copied(folder: Path, **answers: str) -> Path:
    from copier import run_copy

    template = folder.parent / "template"
    template.mkdir()
    (template / "copier.yml").write_bytes((ROOT / "copier.yml").read_bytes())
    shutil.copytree(ROOT / "docs" / "template", template / "docs" / "template")
    run_copy(str(template), folder, data=answers, defaults=True, quiet=True)
    return folder


@pytest.mark.thorough
def test_a_small_repository_holds_only_what_is_its_own_and_builds_on_the_package(package: Path, tmp_path: Path) -> None:
    own = copied(tmp_path / "own", organisation="Harbour & Sons: Bakers", industry="hospitality", accent="#5a1749")
    git("init", "--quiet", cwd=own)
    before = sorted(path.relative_to(own).as_posix() for path in own.rglob("*") if path.is_file() and ".git/" not in str(path))

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return handbook(*arguments, cwd=own, PYTHONPATH=str(package), PYTHONSAFEPATH="1")

    accepted = run("drift", "accept")
    assert accepted.returncode == 0, accepted.stderr
    shown = yaml.safe_load((own / "content/organisation/changes.yml").read_text("utf-8"))
    assert fields(shown, "brand")["organisation"] == "Harbour & Sons: Bakers"
    assert fields(shown, "handbook")["industries"] == ["hospitality"]
    assert (own / "content/handbook.yml").stat().st_mode & 0o222 == 0
    kept = git("ls-files", "--others", "--exclude-standard", cwd=own).split()
    assert sorted(kept) == sorted([*before, "content/organisation/replaced.yml"])

    (own / "content/handbook.yml").unlink()
    (own / ".handbook-base").write_text("another version\ncontent/topics/gone.yml", "utf-8")
    (own / "content/topics/gone.yml").write_text("id: topic.gone\n", "utf-8")
    assert run("drift").returncode == 0
    assert not (own / "content/topics/gone.yml").exists()


def fields(changes: Any, of: str) -> dict[str, Value]:
    return next(dict(change["replace"]) for change in changes["changes"] if change["of"] == of)


def test_the_template_names_the_version_and_the_trades_that_there_are() -> None:
    questions = yaml.safe_load((ROOT / "copier.yml").read_text("utf-8"))
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    version = re.search(r'^version = "(.+)"', project, re.MULTILINE)
    plan = yaml.safe_load((ROOT / "content/handbook.yml").read_text("utf-8"))
    assert version
    assert questions["package"]["default"] == f"service-handbook=={version[1]}"
    assert questions["industry"]["choices"] == plan["industries"]
