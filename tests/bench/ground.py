"""What benches of whole builds stand on: copies of this project, its pages written for other engines, the clocks.

A copy, so that the project's own cache and plan are left alone.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import yaml

from generator import pages, site, workshop
from generator.assembly import read
from generator.editions import editions, select
from generator.handbook import Edition
from generator.neighbours import neighbours

ROOT = Path(__file__).parents[2]
RIVALS = ROOT / ".bench-rivals" / "bin"
"""Other programs, in a place of their own: `make bench` puts them there (tests/bench/rivals.txt)."""
HANDBOOK = [sys.executable, "-c", "from generator.cli import main; main(prog_name='handbook')", "build", "--quiet"]
NO_PAPER = [*HANDBOOK, "--no-paper"]
SENTENCE = "content/industries/retail/examples.yml"

Seconds = tuple[float, float]
"""On the clock on the wall, and of CPU in all processes."""


def copied(place: Path) -> Path:
    """This project's files."""
    project = place / "project"
    for name in ("content", "exercises", "overrides"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "mkdocs.yml", project)
    return project


def branded(place: Path, brands: dict[str, dict[str, str]], trades: Sequence[str]) -> Path:
    """This project for brands, each with its own values, for staff of some trades."""
    project = copied(place)
    own = project / "content" / "organisation"
    (own / "brands").mkdir()
    model = yaml.safe_load((project / "content" / "brand.yml").read_text("utf-8"))
    for name, values in brands.items():
        colours = model["colours"] | {"accent": values.get("accent", model["colours"]["accent"])}
        words = {key: value for key, value in values.items() if key != "accent"}
        as_yaml(own / "brands" / f"{name}.yml", model | words | {"colours": colours})
    return with_editions(project, brands=brands, industries=trades, audiences=["staff"])


def with_editions(project: Path, **row: Collection[str]) -> Path:
    """A project with one row of editions."""
    as_yaml(
        project / "content" / "organisation" / "editions.yml",
        {"editions": [{name: list(wanted) for name, wanted in row.items()}]},
    )
    return project


def written(
    project: Path, where: str = "plain", brands: Collection[str] = (), *, with_paper: bool = False
) -> dict[Edition, Path]:
    """The generated project of each edition, or of some brands' alone, for engines. With paper, pages lead to sheets."""
    library, problems = read(project)
    assert library, problems
    folders = {}
    for edition in editions(library):
        if brands and edition.brand not in brands:
            continue
        handbook = select(library, edition)
        folder = folders[edition] = project / where / edition.name
        others = neighbours(library, editions(library), edition)
        book, files = pages.book(handbook, project, with_paper=with_paper), workshop.beside(handbook, project)
        site.write_sources(handbook, book, files, project, folder, others)
    return folders


def write_pages(project: Path, where: str, *, with_paper: bool = False) -> None:
    """The same in a process of its own, as somebody does who then gives the pages to another engine."""
    run([sys.executable, "-m", "tests.bench.ground", str(project), where, *(["paper"] if with_paper else [])], ROOT)


def reworded(project: Path) -> None:
    """Another word in one example of one trade."""
    path = project / SENTENCE
    text = path.read_text("utf-8")
    path.write_text(text.replace(" the ", " that ", 1), "utf-8")


def as_yaml(path: Path, value: Any) -> None:
    """Write a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(value, allow_unicode=True), "utf-8")


def put_away(*paths: Path) -> None:
    """Take away what was made before, to be deleted at the end of all: to delete it is nobody's work, and for a minute
    afterwards ext4 is slower to make new files (it passes over what was deleted just now).
    """
    for path in paths:
        if path.exists():
            path.rename(Path(tempfile.mkdtemp(prefix="before-", dir=path.parents[1])) / path.name)


def run(command: Sequence[str | Path], folder: Path, **more: str) -> None:
    """A command that must succeed; what it says is shown when it does not."""
    done = subprocess.run(command, cwd=folder, env=environment() | more, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"


def environment() -> dict[str, str]:
    """No greeting of the theme, and the time that `site.render` gives to the engine."""
    return os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1704067200", "PYTHONPATH": str(ROOT)}


def timed(work: Callable[[], object]) -> Seconds:
    """Seconds of the commands that this starts."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def pages_of(folder: Path) -> list[str]:
    """The names of all pages in a site, but for the one that says that there is none."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html") if path.name != "404.html")


if __name__ == "__main__":
    written(Path(sys.argv[1]), sys.argv[2], with_paper="paper" in sys.argv[3:])
