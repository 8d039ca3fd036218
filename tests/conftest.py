"""What several tests share: the handbook command, the sample project, one built site."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from generator.library import Library, Piece
from generator.models import Model

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "cases" / "project"


HANDBOOK = (sys.executable, "-c", "from generator.cli import main; main(prog_name='handbook')")
"""The command, as it is started here."""


def handbook(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would; returns its status and what it said."""
    return subprocess.run(
        [*HANDBOOK, *arguments], cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def copy_sample(folder: Path) -> Path:
    """A whole project with the sample content: small, so that it builds in seconds."""
    shutil.copytree(SAMPLE, folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(ROOT / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "content" / "languages", folder / "content" / "languages", dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


def with_trainer_sentinel(library: Library, sentinel: str) -> Library:
    """The library with the sentinel in every text that is marked for trainers, found by schema."""
    marked = tuple(Piece(piece.document, _marked(piece.model, sentinel, inside=False)) for piece in library.pieces)
    return replace(library, pieces=marked)


def _marked(value: Any, sentinel: str, *, inside: bool) -> Any:
    if isinstance(value, str) and inside:
        return f"{sentinel} {value}"
    if isinstance(value, tuple):
        return tuple(_marked(item, sentinel, inside=inside) for item in value)
    if isinstance(value, Model):
        return value.model_copy(update=dict(_marked_fields(value, sentinel, inside)))
    return value


def _marked_fields(model: Model, sentinel: str, inside: bool) -> Iterator[tuple[str, Any]]:
    for name, field in type(model).model_fields.items():
        extra = field.json_schema_extra
        marked = inside or (isinstance(extra, dict) and extra.get("audience") == "trainer")
        # A key's `block` is a name that must go on naming its block.
        yield name, _marked(getattr(model, name), sentinel, inside=marked and name != "block")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample project, to change and build."""
    return copy_sample(tmp_path / "project")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real retail and healthcare handbooks, as published: built once, also when tests run in several processes."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    out = shared / "published" / "site"
    with FileLock(shared / "published.lock"):
        if not out.exists():
            done = handbook("build", "--industry", "retail", "--industry", "healthcare", "--out", str(out), "--quiet")
            assert done.returncode == 0, done.stdout + done.stderr
    return out
