"""Every bad input of `tests/cases/hostile.yml`, one at a time, through a whole build: what was published stays as it is."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.faults.tools import Tool, ours, plain, tree
from tests.test_hostile import CASES, TOPIC, filled, make

FOR_MKDOCS = 40
"""How many of them MkDocs gets as front matter: the same to it are texts and whole files alone."""


def bad_inputs() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each with its section. What is welcome as it is is none."""
    yield from ((section, case) for section, cases in CASES.items() for case in cases if "say" in case)


@contextmanager
def planted(project: Path, section: str, case: dict[str, Any], number: int) -> Iterator[None]:
    """The project with one bad input in it."""
    topic = (project / TOPIC).read_bytes()
    if section == "names":
        place = project / case["name"]
        before = None
        make(place, case, topic.decode().replace("the-queue", f"case-{number}"))
    else:
        place = project / (case["file"] if section == "lines" else TOPIC)
        before = place.read_bytes()
        place.write_bytes(_written(section, case, before))
    yield
    if before is not None:
        place.write_bytes(before)
    elif place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink()


def _written(section: str, case: dict[str, Any], before: bytes) -> bytes:
    if section == "lines":
        return before.decode().replace(case["line"], case["by"]).encode()
    if section == "files":
        return bytes.fromhex(case["hex"]) if "hex" in case else filled(case).encode()
    line = "id: topic.the-queue" if filled(case).startswith("id:") else "name: The queue"
    return before.decode().replace(line, filled(case)).encode()


def corpus(folder: Path, scale: float) -> dict[str, tuple[str, str]]:
    """All of them, or a part, to us; some to MkDocs."""
    tool = _published(ours(folder / "corpus"))
    chosen = list(bad_inputs())[:: max(1, round(1 / scale))]
    lost = silent = traces = 0
    for number, (section, case) in enumerate(chosen):
        with planted(tool.project, section, case, number):
            done = tool.run()
        lost += tree(tool.site) != tool.old
        silent += done.returncode != 1 or not (done.stdout + done.stderr).strip()
        traces += "Traceback" in done.stderr or "fault of the handbook tool" in done.stderr
    theirs = _published(plain(folder / "corpus"))
    asked = [_written(section, case, b"name: The queue") for section, case in chosen if section in ("values", "files")]
    asked = asked[:: max(1, len(asked) // max(1, round(FOR_MKDOCS * scale)))]
    their_lost = their_silent = their_traces = 0
    for data in asked:
        theirs.reset()
        page = theirs.project / "docs" / "case.md"
        page.write_bytes(b"---\n" + data + b"\n---\n\n# A page\n")
        done = theirs.run()
        page.unlink()
        their_lost += tree(theirs.site) != theirs.old
        their_silent += done.returncode == 0
        their_traces += "Traceback" in done.stderr
    count = len(chosen)
    return {
        "a bad input in the content: published site not as it was": (f"{lost} of {count}", f"{their_lost} of {len(asked)}"),
        "… nothing said of it": (f"{silent} of {count}", f"{their_silent} of {len(asked)}"),
        "… told with a traceback  ": (f"{traces} of {count}", f"{their_traces} of {len(asked)}"),
    }


def _published(tool: Tool) -> Tool:
    done = tool.run()
    assert done.returncode == 0, done.stderr
    tool.old = tree(tool.site)
    shutil.copytree(tool.site, tool.project / "kept-old")
    return tool
