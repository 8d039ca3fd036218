"""Results by content: the same inputs give the same bytes, so they need no work twice.

An entry is named by the digest of all that its bytes depend on. It is written beside and moved into place,
read back against a digest of its own, and shared by every edition and process. Nothing breaks when entries
or the whole folder go: they are made again.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

CACHE = Path("build", "cache")
"""Where a project keeps results, from its folder."""
_DIGEST = 32
"""Bytes of a SHA-256, which an entry begins with."""
LIMIT = 2_000_000_000
"""Bytes that `trim` leaves: a few dozen editions with all their paper."""


class Cache:
    """A folder of results."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made when the first result is kept."""
        self._folder = folder

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under a key, or else what `make` gives, kept for the next time."""
        found = self.find(key)
        if found is None:
            found = make()
            self.keep(key, found)
        return found

    def find(self, key: str) -> bytes | None:
        """What is kept under a key, if it is there and whole."""
        return _read(self._path(key))

    def keep(self, key: str, result: bytes) -> None:
        """Keep a result. Where that cannot be, the next run is slower, and nothing is said of it."""
        _write(self._path(key), result)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key

    def trim(self, limit: int = LIMIT) -> None:
        """Drop what was not used for longest until no more than `limit` bytes are kept."""
        used = [(path.stat(), path) for path in self._folder.glob("??/*")]
        kept = sum(stat.st_size for stat, _ in used)
        for stat, path in sorted(used, key=lambda entry: entry[0].st_mtime):
            if kept <= limit:
                return
            path.unlink(missing_ok=True)
            kept -= stat.st_size


def key_of(*parts: object) -> str:
    """A name for what depends on these plain values, and on nothing else."""
    return sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def digest_of(files: Iterable[Path], root: Path) -> str:
    """One digest of the names and contents of files below `root`; files that are missing count as such."""
    whole = sha256()
    for path in sorted(files):
        data = path.read_bytes() if path.is_file() else b"\0missing"
        whole.update(f"{path.relative_to(root).as_posix()}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()


def _read(path: Path) -> bytes | None:
    """An entry, if it is there and whole. Reading it counts as use."""
    try:
        data = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    return data[_DIGEST:] if sha256(data[_DIGEST:]).digest() == data[:_DIGEST] else None


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(sha256(data).digest() + data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
