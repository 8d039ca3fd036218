"""Publishing under a fault at each of its file operations: the old site or the new one, never anything else.

A short selection of the campaign in `tests/faults`, which does the same to whole builds (docs/faults.md).
"""

import subprocess
import sys
from pathlib import Path

import pytest

from generator.publish import MARKER, replacing
from tests.conftest import ROOT
from tests.faults.guards import guards

PUBLISH = """
import errno, os, signal, sys
from pathlib import Path
from tests.faults.child import TOLD, WRITES
from generator.publish import MARKER, replacing

out, root, fault, number, sys.platform = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), sys.argv[5]
seen = 0

def hook(event, details):
    global seen
    if event in TOLD or event == "open" and isinstance(details[2], int) and details[2] & WRITES:
        seen += 1
        if seen == number and fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if seen == number:
            raise OSError(errno.ENOSPC, "the disk is full")

sys.addaudithook(hook)
with replacing(out, root) as fresh:
    for name in ("index.html", MARKER):
        (fresh / name).write_text("new", "utf-8")
raise SystemExit(0 if seen < number else 3)
"""
NEVER_ENDING = 200


def publish(out: Path, root: Path, text: str) -> None:
    with replacing(out, root) as fresh:
        for name in ("index.html", MARKER):
            (fresh / name).write_text(text, "utf-8")


def texts_of(out: Path) -> set[str]:
    return {path.read_text("utf-8") for path in out.iterdir()} if out.is_dir() else set()


@pytest.mark.parametrize(("fault", "system"), [("kill", "linux"), ("kill", "elsewhere"), ("full", "linux")])
def test_a_fault_at_any_step_leaves_a_whole_site(tmp_path: Path, fault: str, system: str) -> None:
    """Elsewhere two folders cannot be exchanged in one step: then the next build brings back what was moved aside."""
    root, out = tmp_path / "project", tmp_path / "site"
    root.mkdir()
    for number in range(1, NEVER_ENDING):
        publish(out, root, "old")
        command = [sys.executable, "-c", PUBLISH, str(out), str(root), fault, str(number), system]
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
        if system == "elsewhere" and not out.exists():
            with pytest.raises(ZeroDivisionError), replacing(out, root):
                raise ZeroDivisionError
        assert texts_of(out) in ({"old"}, {"new"}), (number, done.stderr)
        if done.returncode == 0:
            break
    assert 8 < number < NEVER_ENDING - 1
    publish(out, root, "next")
    assert texts_of(out) == {"next"}
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock")) == ["project", "site"]


def test_every_guard_can_be_taken_away_and_names_tests_that_miss_it() -> None:
    """`make guards` does it. A guard that was moved or rewritten is named anew in `faults/guards.yml`."""
    for guard in guards():
        assert (ROOT / guard.file).read_text("utf-8").count(guard.text) == 1, guard.guard
        files = [word.split("::")[0] for word in guard.tests.split() if word.startswith("tests/")]
        assert files, guard.guard
        assert all((ROOT / file).is_file() for file in files), guard.guard
    assert len({guard.guard for guard in guards()}) == len(guards())
