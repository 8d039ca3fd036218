"""What keeps an edition on a reader's device: a worker in the browser, with the list of the edition's files.

An edition that may not be kept has a worker too, with an empty list: a device that kept it earlier forgets it.
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from . import models as m
from .editions import Edition, is_kept

WORKER = "sw.js"
"""At the top of its edition, because a worker answers for its own folder and nothing above (W3C, Service Workers)."""
SEARCH, SEARCH_FROM_FILE = "search/search_index.json", "search/search_index.js"
"""The index, and the same as a script: a page that is opened as a file may read nothing else."""

_WHEN_OPENED = {".pdf", ".docx", ".pptx", ".zip"}
"""Endings of what is kept once it is opened. Everything else is kept at once."""
_DIGITS = 32
"""How much of a SHA-256 in hexadecimal tells two versions of a file apart."""


def write(site: Path, places: Mapping[Edition, str], plan: m.HandbookPlan, root: Path) -> None:
    """Add to a whole site what its editions need to be kept. `places` are their folders below it.

    To be called when every other file has its last form: a browser keeps only what has the digest listed here.
    """
    for edition, place in places.items():
        folder, kept = site / place, is_kept(plan, edition)
        inner = [site / other for other in places.values() if other.startswith(f"{place}/")]
        files = dict(_digests(folder, inner)) if kept else {}
        (folder / WORKER).write_bytes(_worker(files, root))
        if kept:
            index = (folder / SEARCH).read_text("utf-8")
            (folder / SEARCH_FROM_FILE).write_text(f"var __index = {index};\n", "utf-8", newline="\n")


def _digests(folder: Path, inner: list[Path]) -> Iterator[tuple[str, str]]:
    """Every file of an edition by its path, with its digest, and none of the editions inside its folder."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        own = path.is_file() and not any(other in path.parents for other in inner)
        if own and name not in (WORKER, SEARCH_FROM_FILE):
            yield name, sha256(path.read_bytes()).hexdigest()[:_DIGITS]


def _worker(files: Mapping[str, str], root: Path) -> bytes:
    lists: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for path, digest in files.items():
        lists[Path(path).suffix in _WHEN_OPENED][path] = digest
    known = [
        f"const {name} = {json.dumps(of, indent=0)};\n" for name, of in zip(("AT_ONCE", "WHEN_OPENED"), lists, strict=True)
    ]
    return "".join(known).encode() + (root / "overrides" / "offline" / "worker.js").read_bytes()
