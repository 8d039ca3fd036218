"""Every bad input of `tests/cases`, one at a time, through a whole build.

What was published stays as it was, and what is said is the golden answer.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests import test_check
from tests.faults.tools import Tool, has_failed, ours, plain, tree
from tests.sample import sample_files
from tests.test_hostile import CASES, TOPIC, filled, make

FOR_MKDOCS = 4
"""MkDocs gets every so-many-th, as front matter: the same to it are texts and whole files alone."""


@dataclass(frozen=True)
class Bad:
    """A bad input: `case` of a section of `hostile.yml`, or of `check/`, and the lines that a build must answer with."""

    section: str
    case: dict[str, Any]
    say: str

    @property
    def is_text(self) -> bool:
        """Whether it can be given to MkDocs."""
        return self.section in ("values", "files")


def bad_inputs() -> Iterator[Bad]:
    """All of them. What is welcome as it is, or only advised against, is none."""
    yield from (Bad(section, case, case["say"]) for section, cases in CASES.items() for case in cases if "say" in case)
    for path in test_check.CASES:
        case = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        if ": error: " in case["expect"]:
            yield Bad("check", case, case["expect"])


@contextmanager
def planted(project: Path, bad: Bad) -> Iterator[None]:
    """The project with one bad input in it."""
    files = {project / name: data for name, data in sample_files().items()}
    changed = _changed(bad, project, files)
    for path in files.keys() - changed.keys():
        path.unlink()
    for path in (path for path, data in changed.items() if data != files.get(path)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(changed[path])
    place = project / bad.case["name"] if bad.section == "names" else None
    if place:
        make(place, bad.case, files[project / TOPIC].decode().replace("the-queue", "case"))
    yield
    if place and place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    elif place:
        place.unlink()
    for path in changed.keys() - files.keys():
        path.unlink()
    for path in (path for path, data in files.items() if data != changed.get(path)):
        path.write_bytes(files[path])


def _changed(bad: Bad, project: Path, files: dict[Path, bytes]) -> dict[Path, bytes]:
    """All files with those that the input changes."""
    if bad.section == "names":
        return files
    if bad.section == "check":
        named = sample_files()
        for edit in bad.case["change"]:
            test_check.change(named, edit)
        return {project / name: data for name, data in named.items()}
    path = project / bad.case.get("file", TOPIC)
    return files | {path: _written(bad, files[path])}


def _written(bad: Bad, before: bytes) -> bytes:
    case = bad.case
    if bad.section == "lines":
        return before.decode().replace(case["line"], case["by"]).encode()
    if bad.section == "files":
        return bytes.fromhex(case["hex"]) if "hex" in case else filled(case).encode()
    line = "id: topic.the-queue" if filled(case).startswith("id:") else "name: The queue"
    return before.decode().replace(line, filled(case)).encode()


def is_golden(bad: Bad, answer: str) -> bool:
    """Whether every line that the case expects is in the answer: file, line, column and wording."""
    expected, said = (text.replace("the-queue", "case").splitlines() for text in (bad.say, answer))
    return set(expected) <= set(said)


def corpus(folder: Path, scale: float) -> dict[str, tuple[str, str]]:
    """All of them, or a part, to us; some to MkDocs."""
    tool = _published(ours(folder / "corpus"))
    chosen = list(bad_inputs())[:: max(1, round(1 / scale))]
    lost = traces = 0
    otherwise = []
    for bad in chosen:
        with planted(tool.project, bad):
            done = tool.run()
        lost += tree(tool.site) != tool.old
        traces += has_failed(done)
        if done.returncode != 1 or not is_golden(bad, done.stderr):
            otherwise.append(bad)
            print(bad, done.returncode, done.stderr, sep="\n")
    theirs = _published(plain(folder / "corpus"))
    asked = [_written(bad, b"name: The queue") for bad in chosen if bad.is_text][::FOR_MKDOCS]
    their_lost = their_silent = their_traces = 0
    for data in asked:
        theirs.reset()
        page = theirs.project / "docs" / "case.md"
        page.write_bytes(b"---\n" + data + b"\n---\n\n# A page\n")
        done = theirs.run()
        page.unlink()
        their_lost += tree(theirs.site) != theirs.old
        their_silent += done.returncode == 0
        their_traces += has_failed(done)
    count, of_them = len(chosen), len(asked)
    return {
        "a bad input in the content: published site not as it was": (f"{lost} of {count}", f"{their_lost} of {of_them}"),
        "… nothing said of it, or not the golden answer (MkDocs: nothing said)": (
            f"{len(otherwise)} of {count}",
            f"{their_silent} of {of_them}",
        ),
        "… told with a traceback  ": (f"{traces} of {count}", f"{their_traces} of {of_them}"),
    }


def _published(tool: Tool) -> Tool:
    done = tool.run()
    assert done.returncode == 0, done.stderr
    tool.old = tree(tool.site)
    shutil.copytree(tool.site, tool.project / "kept-old")
    return tool
