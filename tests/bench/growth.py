"""One trade for 1, 10 and 100 brands, without paper: how time and memory grow. For 1,000, ask.

    python -m tests.bench.growth [1 10 100 1000]

Writes docs/bench/growth.md and growth.json. Memory is what all processes of a build hold together at most, shared pages counted
once (PSS).
"""

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from generator import site
from tests.bench.engines import MKDOCS
from tests.bench.figures import keep, table, versions
from tests.bench.ground import NO_PAPER, Seconds, branded, environment, pages_of, timed, written
from tests.bench.same import pages_are

STEPS = (1, 10, 100)
TRADE = "retail"


def main(*steps: int) -> None:
    """Build each number of brands and write the report."""
    times: dict[int, Seconds] = {}
    memory: dict[int, float] = {}
    for many in steps or STEPS:
        with tempfile.TemporaryDirectory() as place:
            brands = {f"house-{number}": {"organisation": f"House {number}"} for number in range(many)}
            project, peak = branded(Path(place), brands, [TRADE]), Peak()
            times[many] = timed(lambda project=project, peak=peak: peak.of(project))  # type: ignore[misc]
            memory[many] = peak.megabytes
            pages = check(project, many)
        print(many, times[many], memory[many], flush=True)
    report(times, memory, pages)


def check(project: Path, many: int) -> int:
    """Every brand has its site, and the last one that of plain MkDocs; returns how many pages that is."""
    made = [project / "site" / f"house-{number}" / TRADE for number in range(many)]
    assert len({len(pages_of(folder)) for folder in made}) == 1
    brand = f"house-{many - 1}"
    ((_, folder),) = written(project, brands=[brand]).items()
    MKDOCS.build([folder])
    pages_are(made[-1], folder / MKDOCS.made, site.squeezed)
    return len(pages_of(made[-1]))


def report(times: dict[int, Seconds], memory: dict[int, float], pages: int) -> None:
    """A line for each number of brands."""
    rows = [
        (f"{many:,}", *(f"{seconds:.1f}" for seconds in times[many]), f"{times[many][1] / many:.2f}", f"{memory[many]:.0f}")
        for many in times
    ]
    found = {"brands": times[100][1] / times[10][1], "memory": memory[100]} if {10, 100} <= set(times) else {}
    keep(
        "growth",
        found,
        times,
        pages=pages,
        versions=versions("mkdocs", "mkdocs-material"),
        rows=table(("brands", "wall s", "CPU s", "CPU s a brand", "memory MB"), rows),
    )


class Peak:
    """The most memory that a command and all that it starts have held."""

    megabytes = 0.0

    def of(self, project: Path) -> None:
        """Build a project and watch."""
        process = subprocess.Popen(NO_PAPER, cwd=project, env=environment())
        watching = threading.Thread(target=self._watch, args=(process,), daemon=True)
        watching.start()
        assert process.wait() == 0
        watching.join()

    def _watch(self, process: "subprocess.Popen[bytes]") -> None:
        while process.poll() is None:
            self.megabytes = max(self.megabytes, sum(map(held, family(process.pid))) / 1024)
            time.sleep(0.2)


def family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    try:
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split():
            yield from family(int(child))
    except OSError:
        return  # it has ended


def held(pid: int) -> int:
    """Kilobytes that a process holds, its share of what is shared."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").split("\n")
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except OSError:
        return 0


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
