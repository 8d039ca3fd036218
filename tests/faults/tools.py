"""The two tools under test, each with a small project, the site it published last, and the site to come."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from multiprocessing.context import ForkProcess
from pathlib import Path

from tests.conftest import ROOT, copy_sample
from tests.faults.child import forked

PAGES = 40
SETTINGS = {"SOURCE_DATE_EPOCH": "1704067200", "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
Tree = dict[str, str]


def tree(folder: Path) -> Tree:
    """Every file with its digest; nothing when there is no folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


_STARTED = count()


@dataclass(frozen=True)
class Running:
    """A build that was started."""

    process: ForkProcess
    said: Path

    def done(self) -> "subprocess.CompletedProcess[str]":
        """What came of it, when it has ended. What it said stands all in `stderr`."""
        self.process.join()
        text = self.said.read_text("utf-8", errors="replace")
        self.said.unlink()
        return subprocess.CompletedProcess([], int(self.process.exitcode or 0), "", text)


@dataclass
class Tool:
    """A tool with a project in which it published once; what it says next is changed already."""

    name: str
    project: Path
    command: list[str]
    old: Tree = field(default_factory=dict)
    new: Tree = field(default_factory=dict)

    @property
    def site(self) -> Path:
        """Where it publishes."""
        return self.project / "site"

    def prepare(self) -> None:
        """Publish the old site, change a text, and see what the new one will be."""
        self.run()
        self.old = tree(self.site)
        shutil.copytree(self.site, self.project / "kept-old")
        self.change()
        self.run()
        self.new = tree(self.site)
        assert self.old != self.new

    def change(self) -> None:
        """Another text in the content."""
        file, text = {"ours": ("content/handbook.yml", "tagline: "), "MkDocs": ("docs/index.md", "# ")}[self.name]
        path = self.project / file
        path.write_text(path.read_text("utf-8").replace(text, f"{text}New ", 1), "utf-8")

    def reset(self, *, cold: bool = False) -> None:
        """The old site as it was published; cold, with nothing made in advance."""
        if cold:
            shutil.rmtree(self.project / "build", ignore_errors=True)
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.copytree(self.project / "kept-old", self.site)

    def state(self) -> str:
        """`old`, `new`, or `lost`: a site that nobody published."""
        found = tree(self.site)
        return "old" if found == self.old else "new" if found == self.new else "lost"

    def run(self, fault: str = "none", number: int = -1) -> "subprocess.CompletedProcess[str]":
        """Build, with a fault planted if one is named."""
        return self.start(fault=fault, number=number).done()

    def start(self, *more: str, fault: str = "none", number: int = -1) -> "Running":
        """Start a build."""
        said = self.project.with_name(f"{self.project.name}-said-{next(_STARTED)}.txt")
        return Running(forked(self._arguments(fault, number, *more), self.project, self.surroundings(), said), said)

    def run_elsewhere(self, **more: str) -> "subprocess.CompletedProcess[str]":
        """Build in surroundings that Python itself has regard to when it starts, as a new command."""
        return subprocess.run(
            [sys.executable, "-m", "tests.faults.child", *self._arguments("none", -1)], cwd=self.project,
            env=self.surroundings(**more), capture_output=True, text=True, check=False, errors="replace",
        )  # fmt: skip

    def _arguments(self, fault: str, number: int, *more: str) -> list[str]:
        return [str(self.project / "count"), fault, str(number), *self.command, *more]

    def surroundings(self, **more: str) -> dict[str, str]:
        """The environment of a build."""
        return {**os.environ, **SETTINGS, "PYTHONPATH": str(ROOT), **more}


def has_failed(done: "subprocess.CompletedProcess[str]") -> bool:
    """Whether a build ended without knowing why."""
    return "Traceback" in done.stderr or "fault of the handbook tool" in done.stderr


def ours(folder: Path) -> Tool:
    """The handbook tool with the sample project."""
    project = copy_sample(folder / "ours")
    shutil.rmtree(project / "generator")  # what runs is the tool under test
    (project / "generator").mkdir()
    shutil.copy(ROOT / "generator" / "mkdocs_hook.py", project / "generator")
    build = "handbook build --industry bakery --audience staff --no-paper --jobs 1 --quiet"
    return Tool("ours", project, build.split())


def plain(folder: Path) -> Tool:
    """MkDocs with Material as it comes."""
    project = folder / "mkdocs"
    (project / "docs").mkdir(parents=True)
    for number in range(PAGES):
        name = "index" if number == 0 else f"page-{number}"
        text = f"# Page {number}\n\n" + f"Some words about page {number}, and a [link](index.md).\n\n" * 20
        (project / "docs" / f"{name}.md").write_text(text, "utf-8")
    (project / "mkdocs.yml").write_text("site_name: Plain\ntheme: {name: material, font: false}\n", "utf-8")
    return Tool("MkDocs", project, ["mkdocs", "build", "--quiet"])
