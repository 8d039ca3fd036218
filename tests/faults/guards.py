"""Takes each guard of `guards.yml` away once, and says which of them no test misses: `make guards`.

    python -m tests.faults.guards [WORD]...

With words, only guards whose name or file has one of them. Exit status 1 when a guard's removal went unseen.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.conftest import ROOT

LIST = Path(__file__).with_suffix(".yml")
PARTS = ("generator", "overrides", "tests", "content", "exercises", "docs")
PATIENCE = 300
"""Seconds until tests that do not end count as failed."""
FAILED = 1
"""Exit status of pytest when a test failed; 2 and more mean that it could not run them (pytest, "Exit codes")."""


@dataclass(frozen=True)
class Guard:
    """Something that stops harm, how to take it away, and the tests that must then fail."""

    guard: str
    file: str
    text: str
    instead: str
    tests: str


def guards() -> list[Guard]:
    """All of them."""
    return [Guard(**one) for one in yaml.load(LIST.read_text("utf-8"), Loader=yaml.CSafeLoader)]


def copied(folder: Path) -> Path:
    """Another tree of the project, to break."""
    shutil.copytree(ROOT, folder, ignore=lambda at, names: set(names) - _wanted(Path(at), names))
    return folder


def _wanted(at: Path, names: list[str]) -> set[str]:
    if at != ROOT:
        return set(names) - {"__pycache__"}
    return {name for name in names if name in PARTS or ((ROOT / name).is_file() and not name.startswith(".git"))} | {".ci"}


def is_missed(guard: Guard, tree: Path) -> bool:
    """Whether one of its tests fails without it. Raises RuntimeError when they cannot run."""
    path = tree / guard.file
    before = path.read_text("utf-8")
    path.write_text(before.replace(guard.text, guard.instead), "utf-8")
    try:
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *shlex.split(guard.tests)]
        environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE)
    except subprocess.TimeoutExpired:  # it waits for a pipe, say
        return True
    finally:
        path.write_text(before, "utf-8")
    if done.returncode not in (0, FAILED):
        raise RuntimeError(done.stdout + done.stderr)
    return done.returncode == FAILED


def survivors(chosen: list[Guard]) -> Iterator[Guard]:
    """Guards whose removal no test has seen."""
    with tempfile.TemporaryDirectory(prefix="guards-") as name:
        tree = copied(Path(name) / "tree")
        for guard in chosen:
            missed = is_missed(guard, tree)
            print(f"{'missed' if missed else 'NOT MISSED':10}  {guard.file}: {guard.guard}", flush=True)
            if not missed:
                yield guard


def main() -> None:
    """Take guards away, one at a time."""
    words = sys.argv[1:]
    chosen = [one for one in guards() if not words or any(word in f"{one.file}: {one.guard}" for word in words)]
    left = list(survivors(chosen))
    print(f"{len(chosen)} guards were taken away; {len(left)} of them no test has missed.")
    raise SystemExit(1 if left else 0)


if __name__ == "__main__":
    main()
