"""Publishing: build beside, verify, swap. The last good site survives every failure on the way.

A folder is only ever replaced when we made it (it holds our marker) or when it is empty.
"""

import ctypes
import errno
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

MARKER = "handbook.json"
"""The record of what was built; also the sign that a folder is ours to replace."""


class Refused(Exception):
    """Why an output folder is not safe to write to, in words for the person who named it."""


def check_output(out: Path, root: Path) -> Path:
    """The output folder as a real path. Raises Refused for a folder that is not ours to replace."""
    if out.is_symlink():
        raise Refused(f"{out} is a symbolic link. Name the folder itself.")
    real = Path(os.path.realpath(out))
    for kept in (Path(os.path.realpath(root)), Path.home(), Path.cwd()):
        if kept == real or real in kept.parents:
            raise Refused(f"{out} holds {kept.name or kept}, which must not be replaced. Choose a folder of its own.")
    for name in ("content", "exercises", "generator", "overrides", "tests", ".git"):
        inside = Path(os.path.realpath(root)) / name
        if inside == real or inside in real.parents:
            raise Refused(f"{out} lies inside {name}/, which is part of the project. Choose another folder.")
    if real.exists() and not real.is_dir():
        raise Refused(f"{out} is a file. Choose a folder.")
    if real.is_dir() and any(real.iterdir()) and not (real / MARKER).is_file():
        raise Refused(f"{out} is not empty and was not made by this tool. Empty it yourself or choose another folder.")
    return real


def check_between(root: Path) -> None:
    """Raises Refused for a link among the folders of what is made in between: writing would go through it."""
    build = root / "build"
    for path in (build, *build.glob("*"), *build.glob("*/*")):
        if path.is_symlink():
            raise Refused(f"{path.relative_to(root)} is a symbolic link. Delete it: what is in build/ is made anew.")


def inside(folder: Path, name: str) -> Path:
    """The path of a file below a folder. Raises Refused for a name that leads out of it."""
    path = folder / name
    if "\0" in name or not path.resolve().is_relative_to(folder.resolve()):
        raise Refused(f"{name} lies outside of {folder}.")
    return path


class Former:
    """A site that is about to be replaced: files of it can stand in the next one, too."""

    def __init__(self, folder: Path, *, is_untouched: bool) -> None:
        """What somebody has touched lends nothing."""
        self._folder, self._files = folder, {}
        if is_untouched and (folder / MARKER).is_file():
            self._files = json.loads((folder / MARKER).read_bytes())["files"]

    def lends(self, name: str, digest: str, to: Path) -> bool:
        """Whether a file had the same name and bytes, and now stands at `to` as well, without being written again."""
        if self._files.get(name) != digest:
            return False
        try:
            os.link(self._folder / name, to)
        except OSError:  # not every disk can
            return False
        return True


@contextmanager
def replacing(out: Path, root: Path) -> Iterator[Path]:
    """Give a fresh folder beside `out` to build in; when the block ends well, it takes the place of `out`.

    Raises Refused when `out` is not ours to replace or another build is at work on it.
    """
    real = check_output(out, root)
    real.parent.mkdir(parents=True, exist_ok=True)
    with locked(real):
        _recover(real)
        fresh = Path(tempfile.mkdtemp(prefix=f".{real.name}.new-", dir=real.parent))
        try:
            yield fresh
            if not (fresh / MARKER).is_file():
                raise AssertionError("a site without its record must not be published")
            fresh.chmod(0o755)
            _settle(fresh)
            _swap(fresh, real)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the lock beside a folder, so that two builds never mix. Raises Refused when another build holds it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(out.parent / f".{out.name}.lock", timeout=0):
            yield
    except Timeout:
        raise Refused(f"Another build is writing to {out.name}/. Wait until it is done.") from None


def _recover(out: Path) -> None:
    """Clean up after a build that was killed: bring back a site that was moved aside, drop half-built ones."""
    old = _old(out)
    if old.is_dir() and not out.exists():
        old.rename(out)
    shutil.rmtree(old, ignore_errors=True)
    for left in out.parent.glob(f".{out.name}.new-*"):
        shutil.rmtree(left, ignore_errors=True)


def _settle(folder: Path) -> None:
    """Make sure that everything is on the disk before the swap: else a power cut could publish empty files."""
    if hasattr(os, "sync"):
        os.sync()


def _swap(fresh: Path, out: Path) -> None:
    if not out.exists():
        fresh.rename(out)
    elif not _exchange(fresh, out):
        out.rename(_old(out))
        fresh.rename(out)
        shutil.rmtree(_old(out), ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step (Linux renameat2 with RENAME_EXCHANGE); False where that does not exist."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    at_cwd, exchange = -100, 2
    if rename is None:
        return False
    if rename(at_cwd, os.fsencode(one), at_cwd, os.fsencode(other), exchange) == 0:
        return True
    error = ctypes.get_errno()
    if error in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(error, os.strerror(error), str(other))


def _old(out: Path) -> Path:
    return out.parent / f".{out.name}.old"
