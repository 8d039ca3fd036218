"""One trade for 1, 10, 100 and 1,000 brands, without paper: how time and memory grow.

    python -m tests.bench.growth [1 10 100]

Writes docs/bench/growth.md. Memory is what all processes of a build hold together at most, shared pages counted once (PSS).
"""

import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.bench.editions import HANDBOOK, ROOT, copied, environment, timed

OUT = ROOT / "docs" / "bench" / "growth.md"
STEPS = (1, 10, 100, 1000)
REPORT = """\
# Brands by the thousand

One trade, for staff, without paper, from nothing, for as many brands as the first column says: each gets a site of its own
of {pages} pages. {cores} cores ({machine}), Python {python}. Memory is that of all processes together at its highest, what
they share counted once. `make bench` repeats it.

| brands | wall s | CPU s | CPU s a brand | memory MB |
|---|---|---|---|---|
{rows}
"""


def main() -> None:
    """Build each number of brands and write the report."""
    rows, pages = [], 0
    for many in [int(step) for step in sys.argv[1:]] or STEPS:
        with tempfile.TemporaryDirectory() as place:
            project = with_brands(Path(place), many)
            peak = Peak()
            wall, cpu = timed(lambda project=project, peak=peak: peak.of(project))  # type: ignore[misc]
            sites = list((project / "site").glob("*/retail/index.html"))
            assert len(sites) == many, f"{len(sites)} sites"
            pages = len(list(sites[0].parent.rglob("*.html")))
        rows.append(f"| {many:,} | {wall:.1f} | {cpu:.1f} | {cpu / many:.2f} | {peak.megabytes:.0f} |")
        print(rows[-1], flush=True)
    text = REPORT.format(
        pages=pages,
        cores=os.cpu_count(),
        machine=platform.machine(),
        python=platform.python_version(),
        rows="\n".join(rows),
    )
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(text, "utf-8")


def with_brands(place: Path, many: int) -> Path:
    """This project with so many brands, each with a colour of its own."""
    project = copied(place)
    brands = project / "content" / "organisation" / "brands"
    for path in brands.glob("*.yml"):
        model = yaml.safe_load(path.read_text("utf-8"))
        path.unlink()
    for number in range(many):
        values = model | {"organisation": f"House {number}", "contact": f"Ask at desk {number}."}
        (brands / f"house-{number}.yml").write_text(yaml.safe_dump(values), "utf-8")
    row = {"brands": ["house-*"], "industries": ["retail"], "audiences": ["staff"]}
    (brands.parent / "editions.yml").write_text(yaml.safe_dump({"editions": [row]}), "utf-8")
    return project


class Peak:
    """The most memory that a command and all that it starts have held."""

    megabytes = 0.0

    def of(self, project: Path) -> None:
        """Build a project and watch."""
        process = subprocess.Popen(HANDBOOK, cwd=project, env=environment())
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
    main()
