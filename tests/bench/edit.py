"""One page of one edition is edited: by a command, while serving, and by Zensical; and our own share of a build.

    python -m tests.bench.edit [ROUNDS]

Writes docs/bench/edit.md and edit.json.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from generator.handbook import folder_of
from tests.bench.engines import ZENSICAL
from tests.bench.figures import keep, middle, table, versions
from tests.bench.ground import NO_PAPER, Seconds, copied, environment, pages_of, reworded, run, timed, with_editions, written
from tests.bench.same import pages_say_the_same, words

ROUNDS = 5


def main(rounds: int = ROUNDS) -> None:
    """Edit, build, edit, build."""
    with tempfile.TemporaryDirectory() as place:
        project = with_editions(copied(Path(place)), industries=["retail"], audiences=["staff"])
        ((edition, folder),) = written(project).items()
        (theirs,) = ZENSICAL.prepared([folder])
        made = project / "site" / folder_of(edition, edition.language)
        shares = [one for _ in range(min(rounds, 3)) for one in inside(project, "share")]
        times: dict[str, list[Seconds]] = {"ours, a command": [], "Zensical, again": []}
        ZENSICAL.build([theirs])
        for _ in range(rounds):
            before = {name: words(made / name) for name in pages_of(made)}
            reworded(project)
            written(project, ZENSICAL.folder)
            times["ours, a command"].append(timed(lambda: run(NO_PAPER, project)))
            times["Zensical, again"].append(timed(lambda: ZENSICAL.build([theirs], fresh=False)))
            assert any(words(made / name) != before[name] for name in before), "the edit is not to be seen"
            pages_say_the_same(theirs / ZENSICAL.made, made)
        report(times, inside(project, "serving", str(project), str(rounds)), shares, len(pages_of(made)))


def inside(project: Path, *what: str) -> list[Seconds]:
    """What a process found in itself, without anything kept from before: CPU seconds in all and of the engine."""
    shutil.rmtree(project / "build", ignore_errors=True)
    command = [sys.executable, "-m", "tests.bench.inside", *what]
    done = subprocess.run(command, cwd=project, env=environment(), capture_output=True, text=True, check=True)
    return [(whole, engine) for whole, engine in json.loads(done.stdout)]


def report(times: dict[str, list[Seconds]], serving: list[Seconds], shares: list[Seconds], pages: int) -> None:
    """Medians, as a Markdown table and as figures."""
    ours, theirs = (middle(rounds) for rounds in times.values())
    whole, engine = middle(serving)
    total, of_engine = middle(shares)
    rows = [(name, f"{wall:.2f}", f"{cpu:.2f}") for name, (wall, cpu) in zip(times, (ours, theirs), strict=True)]
    rows += [("ours while serving", "", f"{whole:.2f}"), ("its engine", "", f"{engine:.3f}")]
    rows += [("ours from nothing, one process", "", f"{total:.2f}"), ("its engine", "", f"{of_engine:.2f}")]
    found = {"edit": ours[0] / theirs[0], "live": whole / theirs[1], "serving": engine, "share": 100 * (1 - of_engine / total)}
    keep(
        "edit",
        found,
        times | {"serving": serving, "share": shares},
        pages=pages,
        rounds=len(serving),
        versions=versions("mkdocs", "mkdocs-material", "zensical"),
        rows=table(("what", "wall s", "CPU s"), rows),
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
