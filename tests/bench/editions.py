"""Whole builds by `handbook` against the engine alone, by one command and by two at once, and against Zensical, interleaved.

    python -m tests.bench.editions

Six trades for two brands are twelve editions of over a hundred pages each. Rivals get the generated project of each edition
and only make its pages; ours starts from the YAML. A figure counts only if every page of ours is, byte for byte, the one of
plain MkDocs without the empty lines between its tags. Writes docs/bench/editions.md.
"""

import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import yaml

from generator import pages, site, workshop
from generator.assembly import read
from generator.editions import editions, select
from generator.handbook import Edition, folder_of
from generator.neighbours import neighbours

ROOT = Path(__file__).parents[2]
OUT = ROOT / "docs" / "bench" / "editions.md"
ROUNDS = 3
TRADES = 6
BRANDS = {"harbour": "#17594a", "northgate": "#5a1749"}
ENGINE = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file"]
HANDBOOK = [
    sys.executable,
    "-c",
    "from generator.cli import main; main(prog_name='handbook')",
    "build",
    "--no-paper",
    "--quiet",
]
SENTENCE = "content/industries/retail/examples.yml"
REPORT = """\
# Twelve editions

{trades} trades for {brands} brands, without paper: {editions} editions, {pages} pages. {rounds} interleaved rounds, medians.
Every page of ours was, byte for byte, the one of plain MkDocs without the empty lines between its tags.
{cores} cores ({machine}), Python {python}, MkDocs {mkdocs}, Material {material}, Zensical {zensical}.
Ours reads the YAML, checks it, writes the pages, runs the engine, verifies every link and publishes; the others are given the
pages ready. `make bench` repeats it; seconds are of this machine, ratios are what to look at.

| what | wall s | CPU s | wall, to ours from nothing | CPU, to ours from nothing |
|---|---|---|---|---|
{rows}
"""


def main() -> None:
    """Run the rounds and write the report."""
    with tempfile.TemporaryDirectory() as place:
        project = copied(Path(place))
        folders = written(project)
        ways = {**rivals(folders), **own(project)}
        figures: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, run in ways.items():
                figures[name].append(timed(run))
                if name == "ours, from nothing":
                    check(project, folders)
        report(figures, len(folders), sum(1 for folder in folders.values() for _ in (folder / "site").rglob("*.html")))


def rivals(folders: dict[Edition, Path]) -> dict[str, Callable[[], None]]:
    """What others do with the pages."""
    return {
        "plain MkDocs, one after the other": lambda: in_turn(folders.values(), 1),
        "plain MkDocs, two at once": lambda: in_turn(folders.values(), 2),
        "Zensical, one after the other": lambda: zensical(folders.values()),
        "Zensical, again": lambda: zensical(folders.values(), fresh=False),
    }


def own(project: Path) -> dict[str, Callable[[], None]]:
    """What we do, each after the one before."""
    return {
        "ours, from nothing": lambda: ours(project, fresh=True),
        "ours, another colour for every brand": lambda: ours(project, repainted),
        "ours, one sentence of one trade": lambda: ours(project, reworded),
        "ours, nothing changed": lambda: ours(project),
    }


def ours(project: Path, change: Callable[[Path], None] = lambda project: None, *, fresh: bool = False) -> None:
    """`handbook build` after a change."""
    if fresh:
        shutil.rmtree(project / "build", ignore_errors=True)
        shutil.copy(ROOT / SENTENCE, project / SENTENCE)
    change(project)
    subprocess.run(HANDBOOK, cwd=project, check=True, env=environment())


def repainted(project: Path) -> None:
    """Another ink for every brand."""
    for path in (project / "content" / "organisation" / "brands").glob("*.yml"):
        brand = yaml.safe_load(path.read_text("utf-8"))
        brand["colours"]["ink"] = f"#{int(brand['colours']['ink'][1:], 16) + 1:06x}"
        path.write_text(yaml.safe_dump(brand), "utf-8")


def reworded(project: Path) -> None:
    """Another word in one example."""
    path = project / SENTENCE
    text = path.read_text("utf-8")
    path.write_text(text.replace(" the ", " that ", 1) if " the " in text else text, "utf-8")


def copied(place: Path) -> Path:
    """This project's files, for two brands, so that its own cache and plan are left alone."""
    project = place / "project"
    for name in ("content", "exercises", "overrides"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "mkdocs.yml", project)
    own = project / "content" / "organisation"
    (own / "brands").mkdir()
    brand = yaml.safe_load((project / "content" / "brand.yml").read_text("utf-8"))
    for name, accent in BRANDS.items():
        values = brand | {"organisation": name.title(), "colours": brand["colours"] | {"accent": accent}}
        (own / "brands" / f"{name}.yml").write_text(yaml.safe_dump(values), "utf-8")
    trades = yaml.safe_load((project / "content" / "handbook.yml").read_text("utf-8"))["industries"][:TRADES]
    row = {"brands": list(BRANDS), "industries": trades, "audiences": ["staff"]}
    (own / "editions.yml").write_text(yaml.safe_dump({"editions": [row]}), "utf-8")
    return project


def written(project: Path) -> dict[Edition, Path]:
    """The generated project of each edition, for the engine alone."""
    library, problems = read(project)
    assert library, problems
    folders = {}
    for edition in editions(library):
        handbook = select(library, edition)
        folder = folders[edition] = project / "plain" / edition.name
        others = neighbours(library, editions(library), edition)
        book, files = pages.book(handbook, project, with_paper=False), workshop.beside(handbook, project)
        site.write_sources(handbook, book, files, project, folder, others)
    return folders


def check(project: Path, folders: dict[Edition, Path]) -> None:
    """Ours are the pages of plain MkDocs."""
    for edition, folder in folders.items():
        made = project / "site" / edition.brand / folder_of(edition, edition.language)
        for page in (folder / "site").rglob("*.html"):
            name = page.relative_to(folder / "site")
            assert (made / name).read_bytes() == site.squeezed(page.read_bytes()), f"{edition.name}: {name}"


def in_turn(folders: Sequence[Path], at_once: int) -> None:
    """Plain MkDocs, a command for each edition."""
    running: list[subprocess.Popen[bytes]] = []
    for folder in folders:
        running.append(subprocess.Popen([*ENGINE, str(folder / "mkdocs.yml")], env=environment()))
        if len(running) == at_once:
            assert running.pop(0).wait() == 0
    assert all(process.wait() == 0 for process in running)


def zensical(folders: Sequence[Path], *, fresh: bool = True) -> None:
    """A command for each edition. It may not write over pages that others check, so it has a copy of the project's site."""
    tool = str(Path(sys.executable).parent / "zensical")
    for folder in folders:
        with _aside(folder / "site"):
            if fresh:
                shutil.rmtree(folder / ".cache", ignore_errors=True)
            subprocess.run([tool, "build", "--config-file", "mkdocs.yml"], cwd=folder, check=True, capture_output=True)


@contextmanager
def _aside(site_folder: Path) -> Iterator[None]:
    kept = site_folder.with_name("kept")
    site_folder.rename(kept)
    try:
        yield
    finally:
        shutil.rmtree(site_folder, ignore_errors=True)
        kept.rename(site_folder)


def timed(run: Callable[[], None]) -> tuple[float, float]:
    """Wall and CPU seconds, those of all processes that it starts."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def report(figures: dict[str, list[tuple[float, float]]], many: int, made: int) -> None:
    """Medians, as a Markdown table."""
    middle = {name: [statistics.median(column) for column in zip(*rounds, strict=True)] for name, rounds in figures.items()}
    wall, cpu = middle["ours, from nothing"]
    rows = [
        f"| {name} | {their_wall:.1f} | {their_cpu:.1f} | {their_wall / wall:.2f} | {their_cpu / cpu:.2f} |"
        for name, (their_wall, their_cpu) in middle.items()
    ]
    versions = {name: version(package) for name, package in (("mkdocs", "mkdocs"), ("material", "mkdocs-material"))}
    text = REPORT.format(
        trades=TRADES,
        brands=len(BRANDS),
        editions=many,
        pages=made,
        rounds=ROUNDS,
        cores=os.cpu_count(),
        machine=platform.machine(),
        python=platform.python_version(),
        zensical=version("zensical"),
        rows="\n".join(rows),
        **versions,
    )
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(text, "utf-8")
    print(text)


def environment() -> dict[str, str]:
    """No greeting of the theme, and the time that `site.render` gives to the engine."""
    return os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1704067200", "PYTHONPATH": str(ROOT)}


if __name__ == "__main__":
    main()
