"""Runs the campaign on our tool and on plain MkDocs, and writes the figures side by side: `make faults`.

    python -m tests.faults.campaign [--scale 0.2] [--compared 0.2] [--only kill=100,steps]

Every figure is `bad of tried`. A site is lost when it is neither the old one nor the new one, file by file. `--scale`
makes fewer of each, `--compared` fewer still with MkDocs; the numbers of runs stand in the table. Figures are kept in
`build/faults.json` part by part, so that the hours may be spent one after the other: the table has all that is there.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.conftest import ROOT
from tests.faults import corpus, fuzz, machines, notes, scripts, texts
from tests.faults.telling import Kept, table
from tests.faults.tools import Tool, has_failed, ours, plain, tree

REPORT = ROOT / "docs" / "faults.md"
FIGURES = ROOT / "build" / "faults.json"
Figure = tuple[int, int]
"""How many were bad, of how many."""
Part = Callable[[Tool, int], dict[str, Figure]]


def kill(tool: Tool, runs: int) -> dict[str, Figure]:
    """SIGKILL at a random moment of the build: every fourth makes all anew, the others find most of it made."""
    chance = random.Random(1)  # noqa: S311 - a campaign that can be repeated
    whole = [_time(tool, cold=True), _time(tool, cold=False)]
    lost = 0
    for run in range(runs):
        tool.reset(cold=run % 4 == 0)
        child = tool.start()
        child.process.join(chance.uniform(0.0, 1.0) * whole[run % 4 > 0])
        child.process.kill()
        child.done()
        lost += tool.state() == "lost"
    tool.run()
    return {"`kill -9` at a random moment: site lost": (lost, runs), "the next build after it: not whole": _whole(tool)}


def steps(tool: Tool, runs: int) -> dict[str, Figure]:
    """SIGKILL before each of the last file operations of a build, which publish it."""
    lost = 0
    last = _operations(tool, cold=False)
    places = range(max(1, last - runs + 1), last + 1)
    for number in places:
        tool.reset()
        tool.run("kill", number)
        lost += tool.state() == "lost"
    tool.run()
    return {"`kill -9` before each file operation that publishes: site lost": (lost, len(places))}


def errors(tool: Tool, runs: int) -> dict[str, Figure]:
    """An error of the disk at a random file operation; every fourth build makes all anew."""
    chance = random.Random(2)  # noqa: S311
    last = [_operations(tool, cold=True), _operations(tool, cold=False)]
    lost = traces = lies = 0
    for run in range(runs):
        tool.reset(cold=run % 4 == 0)
        done = tool.run(("ENOSPC", "EIO", "EACCES")[run % 3], chance.randint(1, last[run % 4 > 0]))
        lost += tool.state() == "lost"
        traces += has_failed(done)
        lies += done.returncode == 0 and tool.state() != "new"
    return {
        "disk full, I/O error or no right at a random file operation: site lost": (lost, runs),
        "… told with a traceback": (traces, runs),
        "… said to have worked when it had not": (lies, runs),
    }


def disk(tool: Tool, runs: int) -> dict[str, Figure]:
    """A disk that is too small for the new site beside the old one, in many sizes. Needs the right to mount."""
    whole = sum(path.stat().st_size for path in tool.site.rglob("*") if path.is_file())
    lost = traces = tried = 0
    for run in range(runs):
        with tempfile.TemporaryDirectory() as name:
            size = int(whole * (1.15 + 1.6 * run / runs))
            made = subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", name], check=False, capture_output=True
            )
            if made.returncode:
                return {"a disk that fills up while it builds: site lost": (0, 0)}
            try:
                site = Path(name) / "site"
                shutil.copytree(tool.project / "kept-old", site)
                done = Tool(tool.name, tool.project, [*tool.command, *_out(tool, site)]).run()
                lost += tree(site) not in (tool.old, tool.new)
                traces += has_failed(done)
                tried += 1
            finally:
                subprocess.run(["umount", name], check=True)
    return {"a disk that fills up while it builds: site lost": (lost, tried), "… told with a traceback ": (traces, tried)}


def pairs(tool: Tool, runs: int) -> dict[str, Figure]:
    """Two builds at once of different content into one folder."""
    other = Tool(tool.name, tool.project.with_name(f"{tool.project.name}-other"), tool.command, tool.old, tool.new)
    shutil.rmtree(other.project, ignore_errors=True)
    shutil.copytree(tool.project, other.project, ignore=shutil.ignore_patterns("site", "kept-old", "build"))
    other.change()
    other.run()
    third = tree(other.site)
    chance = random.Random(3)  # noqa: S311
    mixed = 0
    for _ in range(runs):
        tool.reset()
        first = tool.start(*_out(tool, tool.site))
        time.sleep(chance.uniform(0, 0.5))
        second = other.start(*_out(tool, tool.site))
        first.done()
        second.done()
        mixed += tree(tool.site) not in (tool.old, tool.new, third)
    return {"two builds at once into one folder: a mixture": (mixed, runs)}


def outputs(tool: Tool, runs: int) -> dict[str, Figure]:
    """Output folders that hold what nobody wants to lose."""
    lost = 0
    settings = machines.dangerous()[:runs]
    for make in settings:
        with tempfile.TemporaryDirectory() as name:
            project = Path(name) / "work" / "project"
            shutil.copytree(tool.project, project, ignore=shutil.ignore_patterns("site", "kept-old", "build"))
            home = Path(name) / "home"
            out = make(project, home)
            before = {path: path.read_bytes() for path in Path(name).rglob("*") if path.is_file()}
            Tool(tool.name, project, [*tool.command, *_out(tool, out)]).run_elsewhere(HOME=str(home))
            gone = [path for path, data in before.items() if not path.is_file() or path.read_bytes() != data]
            lost += bool(gone)
    return {"output set to a folder that holds something else: files lost": (lost, len(settings))}


def same(tool: Tool, runs: int) -> dict[str, Figure]:
    """Another machine: time zone, language, hash seed, folder, home, umask, number of cores."""
    differ = 0
    for number, surroundings in enumerate(machines.MACHINES[:runs]):
        with tempfile.TemporaryDirectory() as name:
            project = Path(name) / ("deep/" * (number % 3)) / f"handbook {number}"
            shutil.copytree(tool.project, project, ignore=shutil.ignore_patterns("site", "kept-old", "build"))
            copy = Tool(tool.name, project, tool.command)
            copy.run_elsewhere(HOME=name, **surroundings)
            differ += tree(copy.site) != tool.new
    return {"another machine: other bytes": (differ, min(runs, len(machines.MACHINES)))}


def _operations(tool: Tool, *, cold: bool) -> int:
    tool.reset(cold=cold)
    tool.run("count", -1)
    return int((tool.project / "count").read_text("utf-8"))


def _time(tool: Tool, *, cold: bool) -> float:
    """Seconds of a build."""
    tool.reset(cold=cold)
    start = time.monotonic()
    tool.run()
    return time.monotonic() - start


def _whole(tool: Tool) -> Figure:
    return (int(tool.state() != "new"), 1)


def _out(tool: Tool, folder: Path) -> list[str]:
    return ["--out" if tool.name == "ours" else "--site-dir", str(folder)]


TEXTS = {"fuzz": fuzz.fuzz} | texts.PARTS | {"corpus": corpus.corpus, "payloads": scripts.payloads, "notes": notes.notes}
"""What is done to texts and the preview."""
BUILDS: dict[str, tuple[Part, int]] = {
    "kill": (kill, 500),
    "steps": (steps, 60),
    "errors": (errors, 500),
    "disk": (disk, 20),
    "pairs": (pairs, 100),
    "outputs": (outputs, 30),
    "same": (same, 20),
}
"""What is done to both tools, and how often."""


def main() -> None:
    """Run it all, or some, and write the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--compared", type=float, default=1.0)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    only = dict((*one.split("="), "")[:2] for one in asked.only.split(",") if one)
    kept: Kept = json.loads(FIGURES.read_text("utf-8")) if FIGURES.is_file() else {}
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        for part, figures in _run(Path(name), only, asked.scale, asked.compared):
            kept[part] = figures
            FIGURES.parent.mkdir(exist_ok=True)
            FIGURES.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
            print(part, figures, file=sys.stderr, flush=True)
    REPORT.write_text(table(kept), "utf-8")
    print(REPORT.read_text("utf-8"))


def _run(folder: Path, only: dict[str, str], scale: float, compared: float) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Each part with its figures, as soon as it is done."""
    if wanted := {part: made for part, made in BUILDS.items() if not only or part in only}:
        tools = [make(folder) for make in (ours, plain)]
        for tool in tools:
            tool.prepare()
        for part, (run, usual) in wanted.items():
            runs = int(only.get(part) or 0) or max(1, round(usual * scale))
            found = [run(tools[0], runs), run(tools[1], max(1, round(runs * compared)))]
            yield part, {what: [_shown(one[what]) for one in found] for what in found[0]}
    for part, compare in TEXTS.items():
        if not only or part in only:
            yield part, {what: list(both) for what, both in compare(folder, float(only.get(part) or scale)).items()}


def _shown(figure: Figure) -> str:
    return f"{figure[0]:,} of {figure[1]:,}"


if __name__ == "__main__":
    main()
