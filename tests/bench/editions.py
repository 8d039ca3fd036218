"""Editions by `handbook` against the same pages by plain MkDocs, by two of it at once and by Zensical, interleaved.

    make bench

Six trades for two brands are twelve editions of over a hundred pages each. Every tool gets the same generated
projects and starts as a command. A figure counts only if our pages are byte for byte those of plain MkDocs.
Prints medians of wall and CPU seconds, and their ratios to ours when nothing was kept before.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 3
TRADES = 6
BRANDS = ("Harbour & Sons", "Northgate Group")
ENGINE = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file"]


def main() -> None:
    """Run the rounds and print the figures."""
    with tempfile.TemporaryDirectory() as place:
        project = copied(Path(place))
        folders = written(project)
        ways: dict[str, Callable[[], None]] = {
            "plain MkDocs, one after the other": lambda: in_turn(folders, 1),
            "plain MkDocs, two at once": lambda: in_turn(folders, 2),
            "ours, nothing kept": lambda: ours(project, folders, fresh=True),
            "ours, all kept": lambda: ours(project, folders, fresh=False),
            "Zensical, one after the other": lambda: zensical(folders),
        }
        figures: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, run in ways.items():
                figures[name].append(timed(run))
                if name.startswith("plain MkDocs, two"):
                    plain = pages(folders)
                elif name.startswith("ours"):
                    assert pages(folders) == plain, "our pages are not those of plain MkDocs"
        report(figures, len(pages(folders)))


def report(figures: dict[str, list[tuple[float, float]]], many: int) -> None:
    """Medians, as a Markdown table."""
    middle = {name: [statistics.median(column) for column in zip(*rounds, strict=True)] for name, rounds in figures.items()}
    wall, cpu = middle["ours, nothing kept"]
    print(f"{TRADES * len(BRANDS)} editions, {many} pages, {os.cpu_count()} cores, medians of {ROUNDS}\n")
    print("| way | wall s | CPU s | wall, to ours | CPU, to ours |\n|---|---|---|---|---|")
    for name, (their_wall, their_cpu) in middle.items():
        print(f"| {name} | {their_wall:.1f} | {their_cpu:.1f} | {their_wall / wall:.2f} | {their_cpu / cpu:.2f} |")


def timed(run: Callable[[], None]) -> tuple[float, float]:
    """Wall and CPU seconds, those of all processes that it starts."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def copied(place: Path) -> Path:
    """This project's files, so that its own cache is left alone."""
    project = place / "project"
    for name in ("content", "exercises", "overrides"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "mkdocs.yml", project)
    return project


def written(project: Path) -> list[Path]:
    """The generated project of each edition."""
    from generator import pages, site
    from generator.assembly import read
    from generator.editions import editions, select

    folders = []
    for number, name in enumerate(BRANDS):
        file = project / "content" / "brand.yml"
        lines = file.read_text("utf-8").split("\n")
        file.write_text(
            "\n".join(f"organisation: {name}" if line.startswith("organisation:") else line for line in lines), "utf-8"
        )
        library, problems = read(project)
        assert library, problems
        for edition in [edition for edition in editions(library) if not edition.for_trainers][:TRADES]:
            handbook = select(library, edition)
            folders.append(project / "build" / f"{edition.name}-{number}")
            site.write_sources(handbook, pages.book(handbook, project, with_paper=False), {}, project, folders[-1])
    return folders


def in_turn(folders: Sequence[Path], at_once: int) -> None:
    """Plain MkDocs, a command for each edition."""
    running: list[subprocess.Popen[bytes]] = []
    for folder in folders:
        running.append(subprocess.Popen([*ENGINE, str(folder / "mkdocs.yml")], env=environment()))
        if len(running) == at_once:
            assert running.pop(0).wait() == 0
    assert all(process.wait() == 0 for process in running)


def zensical(folders: Sequence[Path]) -> None:
    """A command for each edition, with nothing kept."""
    tool = str(Path(sys.executable).parent / "zensical")
    for folder in folders:
        shutil.rmtree(folder / ".cache", ignore_errors=True)
        subprocess.run([tool, "build", "--config-file", "mkdocs.yml"], cwd=folder, check=True, capture_output=True)


def ours(project: Path, folders: Sequence[Path], *, fresh: bool) -> None:
    """One command for all editions."""
    if fresh:
        shutil.rmtree(project / "build" / "cache", ignore_errors=True)
    command = [sys.executable, __file__, str(project), *map(str, folders)]
    subprocess.run(command, check=True, env=environment())


def render_all(project: Path, folders: Sequence[Path]) -> None:
    """What `handbook build` does of it: copies of a process that has imported already."""
    import mkdocs.commands.build  # noqa: F401 - as the first process of a build has

    from generator import engine, site  # noqa: F401

    with ProcessPoolExecutor(os.cpu_count(), get_context("fork")) as pool:
        list(pool.map(site.render, [project] * len(folders), folders))


def environment() -> dict[str, str]:
    """No greeting of the theme, and the time that `site.render` gives to the engine."""
    return os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1704067200", "PYTHONPATH": str(ROOT)}


def pages(folders: Sequence[Path]) -> dict[str, bytes]:
    """Every finished page."""
    return {str(path): path.read_bytes() for folder in folders for path in sorted((folder / "site").rglob("*.html"))}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        render_all(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
    else:
        main()
