"""Paper by Typst and pikepdf against the same content by WeasyPrint and by Chromium, in one interleaved run.

    make bench

Each figure counts only if all say the same: the questions of every sheet, the labels of every form. Writes
`docs/bench/paper.md`. The rivals are installed only for this.
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.assembly import read
from generator.cache import CACHE
from generator.editions import editions, select
from generator.handbook import Handbook
from generator.paper import A4, Document, Layout, Press, Typesetter, imprint, worksheet, worksheets
from tests.bench.meters import Contender, cpu_of_process, labels, prompts, race, said

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "docs" / "bench" / "paper.md"
ROUNDS = 5
MANY = (100, 300, 600)
MEGABYTE = 1 << 20
FORM = Layout("a4", "form")


@dataclass(frozen=True)
class Figure:
    """A line of the report."""

    what: str
    ours: str
    theirs: str
    found: float
    bound: float

    @property
    def row(self) -> str:
        """As a row of a Markdown table."""
        verdict = "holds" if self.found <= self.bound else "**missed**"
        return f"| {self.what} | {self.ours} | {self.theirs} | {self.found:.2f} | {self.bound:.2f} | {verdict} |"


def main() -> None:
    """Run all, print and write the report."""
    library, _ = read(ROOT)
    assert library is not None
    handbook = select(library, editions(library)[0])
    lines = [*about(len(handbook.exercises)), *(figure.row for figure in figures(handbook)), "", *memory(handbook)]
    lines += unchanged(handbook)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(REPORT.read_text("utf-8"))


def about(sheets: int) -> Iterator[str]:
    """What was compared, and where."""
    yield "# Paper: what it costs\n"
    yield (
        f"Made by `make bench`: {sheets} worksheets of a trade, medians of {ROUNDS} interleaved rounds, CPU time (user and"
        " system), not the clock on the wall. Each figure counts only if the PDFs of all say the same questions, and the"
        " forms have the same fields with the same labels. Each round has other texts.\n"
    )
    engines = ", ".join(f"{name} {version(name)}" for name in ("typst", "pikepdf", "weasyprint"))
    yield f"Machine: {platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}."
    yield f"Engines: {engines}, {browser_version()}.\n"
    yield "| what | ours | theirs | ours to theirs | at most | |\n|---|---|---|---|---|---|"


def browser_version() -> str:
    """Such as `Chromium 156.0`."""
    from tests.browser.install import browser_path

    path = browser_path()
    assert path is not None
    return " ".join(subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout.split()[:2])


def figures(handbook: Handbook) -> Iterator[Figure]:
    """Every comparison with a rival."""
    from tests.bench.rivals import WeasyPrint, chromium

    sheets, forms = (data(handbook, layout) for layout in (A4, FORM))
    typesetter = Typesetter(ROOT)

    def by_us(one: Mapping[str, Any]) -> bytes:
        return Document("sheet.pdf", one).pdf(typesetter)

    with chromium() as browser:
        ours, weasy = Contender("ours", by_us), Contender("WeasyPrint", WeasyPrint().make)
        chrome = Contender("Chromium", browser.make, browser.clock)
        all_say_the_same([ours, weasy, chrome], sheets)
        race([ours, weasy, chrome], sheets, ROUNDS)
    for rival in (weasy, chrome):
        yield compared(f"a sheet to print, against {rival.name}", ours, rival, 0.25)
    sizes = [statistics.mean(one.sizes) / 1000 for one in (ours, weasy)]
    yield Figure("its size, against WeasyPrint", f"{sizes[0]:.1f} KB", f"{sizes[1]:.1f} KB", sizes[0] / sizes[1], 1.35)
    filled, weasy = Contender("ours", by_us), Contender("WeasyPrint", WeasyPrint().make)
    all_ask_the_same([filled, weasy], forms)
    race([filled, weasy], forms, ROUNDS)
    yield compared("a sheet to fill in, against WeasyPrint", filled, weasy, 0.25)
    yield cold_start(sheets[0])


def data(handbook: Handbook, layout: Layout) -> list[Mapping[str, Any]]:
    """The data of every worksheet in a layout."""
    around = imprint(handbook, ROOT)
    return [worksheet(exercise, around, layout).data for exercise in handbook.exercises]


def compared(what: str, ours: Contender, theirs: Contender, bound: float) -> Figure:
    """Two medians of CPU time."""
    return Figure(what, f"{ours.median:.0f} ms", f"{theirs.median:.0f} ms", ours.median / theirs.median, bound)


def all_say_the_same(contenders: Sequence[Contender], sheets: Sequence[Mapping[str, Any]]) -> None:
    """Every question of every sheet stands in everybody's PDF."""
    for sheet in sheets:
        for contender in contenders:
            text = said(contender.make(sheet))
            assert [one for one in prompts(sheet) if one not in text] == [], f"{contender.name}: {sheet['title']}"


def all_ask_the_same(contenders: Sequence[Contender], forms: Sequence[Mapping[str, Any]]) -> None:
    """Everybody's form has the same fields."""
    all_say_the_same(contenders, forms)
    for form in forms:
        first, *others = ([label.strip() for label in labels(one.make(form))] for one in contenders)
        assert all(other == first for other in others), form["title"]


def cold_start(sheet: Mapping[str, Any]) -> Figure:
    """From the start of a process that has a sheet's data to the end of one that has written its first PDF."""
    with tempfile.TemporaryDirectory() as place:
        given = Path(place) / "sheet.json"
        given.write_text(json.dumps(sheet), encoding="utf-8")
        found: dict[str, list[float]] = {"ours": [], "weasyprint": []}
        for _ in range(ROUNDS):
            for name, seconds in found.items():
                made = Path(place) / f"{name}.pdf"
                seconds.append(cpu_of_process([sys.executable, "-m", "tests.bench.first", name, str(given), str(made)]))
                assert [one for one in prompts(sheet) if one not in said(made.read_bytes())] == [], name
    ours, theirs = (statistics.median(seconds) for seconds in found.values())
    return Figure("a process to its first PDF, against WeasyPrint", f"{ours:.2f} s", f"{theirs:.2f} s", ours / theirs, 0.2)


def memory(handbook: Handbook) -> Iterator[str]:
    """The most memory of a process that makes hundreds of sheets, as it grows. In a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        given = Path(place) / "sheets.json"
        given.write_text(json.dumps(data(handbook, A4)), encoding="utf-8")
        command = [sys.executable, "-m", "tests.bench.first", "many", str(given), *map(str, MANY)]
        peaks = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout)
    yield "## Memory\n"
    yield "| sheets made in one process | most memory so far |\n|---|---|"
    yield from (f"| {many} | {peak:.0f} MB |" for many, peak in zip(MANY, peaks, strict=True))
    verdict = "holds" if peaks[-1] <= 150 else "**missed**"
    yield f"\nAt most 150 MB: {verdict}. From the first figure to the last it grows by {peaks[-1] - peaks[0]:.0f} MB.\n"


def unchanged(handbook: Handbook) -> Iterator[str]:
    """How many sheets are made again when nothing has changed, and when one has."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        for folder in ("overrides/paper", "overrides/fonts", "content/brand"):
            shutil.copytree(ROOT / folder, root / folder)
        counts = []
        first, *others = handbook.exercises
        renamed = first.model_copy(update={"name": "Another name"})
        for exercises in ((first, *others), (first, *others), (renamed, *others)):
            before = kept(root)
            worksheets(replace(handbook, exercises=exercises), Press(root), layouts=[A4])
            counts.append(kept(root) - before)
    yield "## What is not made again\n"
    yield f"Sheets made the first time: {counts[0]}. Again, nothing changed: {counts[1]}. After a change in one: {counts[2]}."
    verdict = "holds" if counts[1:] == [0, 1] else "**missed**"
    yield f"None, then one: {verdict}."


def kept(root: Path) -> int:
    """How many results the cache holds."""
    return sum(1 for path in (root / CACHE).rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
