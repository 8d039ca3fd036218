"""Takes in a project's authored files: plain files of plain names and a bearable size, and nothing else.

Content comes from many hands. A link could lead out of the project, a pipe never ends, a name can hide what it says;
each is a Problem, and the file stays closed.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from .problems import Place, Problem
from .sources import MAX_BYTES, too_big, unseen

ENDING = ".yml"
_NEARLY = re.compile(r"(?P<ending>\.ya?ml([.~].*)?)\Z", re.IGNORECASE)
"""Endings of names that somebody may have meant as ours: `.yaml`, `.YML`, `.yml.txt`, `.yml~`."""


def taken_in(
    root: Path, folders: Sequence[str], also: Callable[[str], bool] = lambda name: False, most: int = MAX_BYTES
) -> tuple[dict[str, bytes], list[Problem]]:
    """Every YAML file in these folders of `root`, by its name from there. Hidden files and folders are passed over.

    `also` says of a name that it is wanted though it is no YAML, or hidden; such a file is read no further than one byte past
    `most`, and judged by those who know its kind.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in _found(root, folders, also):
        name = path.relative_to(root).as_posix()
        try:
            problem = _bad_name(name) or _bad_kind(path, name) or _bad_ending(name)
            if problem:
                problems.append(problem)
            else:
                files[name] = _opened(path, MAX_BYTES if _NEARLY.search(name) else most)
        except OSError:
            advice = "Look who may read it, and whether it opens in an editor."
            problems.append(Problem(Place(name), "cannot-read", "this cannot be opened", advice))
    return files, problems


def _found(root: Path, folders: Sequence[str], also: Callable[[str], bool]) -> Iterator[Path]:
    """What to look at: links, closed folders, files whose names end like ours, and what else is wanted."""
    closed: list[Path] = []
    for top in folders:
        if (root / top).is_symlink():
            yield root / top
            continue
        for folder, inner, names in os.walk(root / top, onerror=lambda error: closed.append(Path(error.filename))):
            inner.sort()
            yield from (Path(folder, name) for name in inner if Path(folder, name).is_symlink())
            for path in (Path(folder, name) for name in sorted(names)):
                name = path.relative_to(root).as_posix()
                is_ours = also(name) or ("/." not in name and _NEARLY.search(path.name))
                if is_ours or path.is_symlink():
                    yield path
    yield from (path for path in closed if path.exists())


def _bad_name(name: str) -> Problem | None:
    if not unseen(name) and "\n" not in name and "\t" not in name:
        return None
    shown = name.encode("unicode_escape").decode()
    return Problem(Place(shown), "bad-name", "there is a character in this name that nobody can see", "Rename it.")


def _bad_kind(path: Path, name: str) -> Problem | None:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return Problem(Place(name), "not-a-file", "this is a link, not a file", "Put a copy of the file here.")
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        size = path.stat().st_size
        return too_big(name, size) if size > MAX_BYTES and _NEARLY.search(name) else None
    return Problem(Place(name), "not-a-file", "this is no file that can be read", "Delete it.")


def _bad_ending(name: str) -> Problem | None:
    ending = _NEARLY.search(name)
    if ending is None or ending["ending"] == ENDING:
        return None
    advice = f"Rename it so that it ends in {ENDING}, or delete it."
    return Problem(Place(name), "unread-file", f"this file ends in {ending['ending']}", advice)


def _opened(path: Path, most: int) -> bytes:
    """What is in a file, if it is still one: not a link that took its place since."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        return file.read(most + 1)
