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

from generator.editions import folder_of
from tests.bench.engines import ZENSICAL
from tests.bench.figures import keep, machine, middle, table, verdicts, versions
from tests.bench.ground import NO_PAPER, Seconds, copied, environment, pages_of, reworded, run, timed, with_editions, written
from tests.bench.same import pages_say_the_same, words

ROUNDS = 5
REPORT = """\
# One page is edited

One trade, for staff, without paper: {pages} pages. {rounds} interleaved edits, medians. {machine}; {versions}.

A word of an example is changed in its YAML file. *A command*: `handbook build` in a new process, which reads and checks everything,
redoes what the word touches, verifies every link and publishes. Zensical gets the same edit in the generated page, given ready,
and builds again with what it remembers; the time until the page is written is not in its figure. *While serving*: the process is
there already, as with `handbook serve`; its work on the clock of the CPU, in all and in the engine alone. *Our own share*: all CPU
time of a build from nothing in one process but for that of the engine: start, reading, checking, writing, verifying, publishing.

A figure counts only if the edit changed a page, and if the articles of all pages say the same in Zensical's site and in ours.

{rows}

{verdicts}
"""


def main(rounds: int = ROUNDS) -> None:
    """Edit, build, edit, build."""
    with tempfile.TemporaryDirectory() as place:
        project = with_editions(copied(Path(place)), industries=["retail"], audiences=["staff"])
        ((edition, folder),) = written(project).items()
        (theirs,) = ZENSICAL.prepared([folder])
        made = project / "site" / folder_of(edition, edition.language)
        shares = [inside(project, "share") for _ in range(min(rounds, 3))]
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
        report(times, inside(project, "serving", str(project), str(rounds)), sum(shares, []), len(pages_of(made)))


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
    found = {"edit": ours[0] / theirs[0], "serving": engine, "share": 100 * (1 - of_engine / total)}
    text = REPORT.format(
        pages=pages,
        rounds=len(serving),
        machine=machine(),
        versions=versions("mkdocs", "mkdocs-material", "zensical"),
        rows=table(("what", "wall s", "CPU s"), rows),
        verdicts=verdicts(found),
    )
    keep("edit", text, found, seconds=times | {"serving": serving, "share": shares})


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
