"""All that a build reads, as one digest, and what the last build left: whether there is anything to build.

Judged before anything is read as a handbook, by digests of every file that a build could read and by the
sizes and times of the files that it left.
"""

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from .cache import digest_of, key_of

_LAST = Path("build", "last-build.json")
ORGANISATION = "content/organisation/"
"""What an organisation adds and changes. Updates of ours never touch it."""
INPUTS = ("content", "exercises", "overrides")
"""Folders that a build reads, besides `mkdocs.yml` and the generator."""


@dataclass(frozen=True)
class Shard:
    """Which of several builds this is, counted from 1: each makes its part of the editions."""

    number: int
    of: int


WHOLE = Shard(1, 1)


@dataclass(frozen=True)
class Entry:
    """One build that went well."""

    inputs: str
    """One digest of all that it was made from, and of what was asked for."""
    left: str
    """One digest of the names, sizes and times of the files of its site."""
    warnings: int
    """How many warnings there were."""


def as_built(root: Path, out: Path, inputs: str) -> Entry | None:
    """The last build, if it had the same inputs and what it left is there untouched."""
    entry = _last(root)
    return entry if entry and entry.inputs == inputs and entry.left == _left(out) else None


def is_untouched(root: Path, out: Path) -> bool:
    """Whether the last build left this site, and it is there as it was."""
    entry = _last(root)
    return entry is not None and entry.left == _left(out)


def _last(root: Path) -> Entry | None:
    try:
        return Entry(**json.loads((root / _LAST).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def enter(root: Path, out: Path, inputs: str, warnings: int) -> None:
    """Note a build that went well. `inputs` are those from before it began."""
    (root / _LAST).write_text(json.dumps(asdict(Entry(inputs, _left(out), warnings))), "utf-8")


def digest(root: Path, asked: object) -> str:
    """One digest of all that a build could read and of what is asked of it."""
    return key_of(digest_of(files(root), root), _unread(root), code(), packages(), asked)


def _unread(root: Path) -> list[str]:
    """The names of links, pipes and the like: what they lead to is not read, but that they are there must be told."""
    found = [path for top in INPUTS for path in (root / top).rglob("*")]
    return sorted(
        path.relative_to(root).as_posix() for path in found if path.is_symlink() or not (path.is_file() or path.is_dir())
    )


def files(root: Path) -> list[Path]:
    """All that a build could read, of a project."""
    found = [path for top in INPUTS for path in (root / top).rglob("*") if path.is_file() and not path.is_symlink()]
    return [*sorted(found), root / "mkdocs.yml"]


def stamps(folder: Path) -> list[tuple[str, int, int, int]]:
    """What differs as soon as anything in a folder has been saved, without reading it. A file stands for itself."""
    found: list[tuple[str, int, int, int]] = []
    for path in (folder, *folder.rglob("*")):
        with suppress(FileNotFoundError):  # editors save by way of files that are gone at once
            stat = path.lstat()
            found.append((str(path), stat.st_ino, stat.st_size, stat.st_mtime_ns))
    return sorted(found)


def code() -> str:
    """One digest of the generator itself."""
    folder = Path(__file__).parent
    return digest_of(folder.rglob("*.py"), folder)


def packages() -> list[str]:
    """Name and version of everything installed, as its folders are called."""
    folders = [Path(place) for place in sys.path if place and os.path.isdir(place)]
    return sorted({path.name for folder in folders for path in folder.glob("*.dist-info")})


def _left(out: Path) -> str:
    whole = sha256()
    for folder, folders, names in os.walk(out):
        folders.sort()  # which is the order of the walk
        for name in sorted(names):
            found = os.stat(os.path.join(folder, name))
            whole.update(f"{folder}\0{name}\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
    return whole.hexdigest()
