"""What keeps an edition on a reader's device: a worker in the browser, with the list of the edition's files.

An edition that may not be kept has a worker too, with an empty list: a device that kept it earlier forgets it.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

WORKER = "sw.js"
"""At the top of its edition, because a worker answers for its own folder and nothing above (W3C, Service Workers)."""
SEARCH, SEARCH_FROM_FILE = "search/search_index.json", "search/search_index.js"
"""The index, and the same as a script: a page that is opened as a file may read nothing else."""

_WHEN_OPENED = {".pdf", ".docx", ".pptx", ".zip"}
"""Endings of what is kept once it is opened. Everything else is kept at once."""
_DIGITS = 32
"""How much of a SHA-256 in hexadecimal tells two versions of a file apart."""


def added(files: Mapping[str, bytes], kept: bool, root: Path) -> dict[str, bytes]:
    """The files, by path, that an edition needs beside its own to be kept, or to be forgotten.

    `files` are all of its own in their last form: a browser keeps only what has the digest listed here.
    """
    if not kept:
        return {WORKER: _worker({}, root)}
    digests = {name: sha256(data).hexdigest()[:_DIGITS] for name, data in sorted(files.items())}
    return {WORKER: _worker(digests, root), SEARCH_FROM_FILE: b"var __index = " + files[SEARCH] + b";\n"}


def _worker(files: Mapping[str, str], root: Path) -> bytes:
    lists: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for path, digest in files.items():
        lists[Path(path).suffix in _WHEN_OPENED][path] = digest
    known = [
        f"const {name} = {json.dumps(of, indent=0)};\n" for name, of in zip(("AT_ONCE", "WHEN_OPENED"), lists, strict=True)
    ]
    return "".join(known).encode() + (root / "overrides" / "offline" / "worker.js").read_bytes()
