"""What keeps an edition on a reader's device: a worker in the browser, with the list of the edition's files.

An edition that may not be kept has a worker too, with an empty list: a device that kept it earlier forgets it.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

WORKER = "sw.js"
"""At the top of its edition, because a worker answers for its own folder and nothing above (W3C, Service Workers)."""
_INDEX, _INDEX_FROM_FILE = "search/search_index.json", "search/search_index.js"
"""The search's index, and the same as a script: a page that is opened as a file may read nothing else."""
_WHEN_OPENED = {".pdf", ".docx", ".pptx", ".zip"}
"""Endings of what is kept once it is opened. Everything else is kept at once."""
_DIGITS = 32
"""How much of a SHA-256 in hexadecimal tells two versions of a file apart."""


def additions(files: Mapping[str, bytes], root: Path, *, kept: bool) -> dict[str, bytes]:
    """Files that an edition needs to be kept on a device, or to be forgotten there.

    `files` are all its others by path, in their last form: a browser keeps only what has the digest listed here.
    """
    digests = {path: sha256(data).hexdigest()[:_DIGITS] for path, data in sorted(files.items()) if kept}
    lists: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for path, digest in digests.items():
        lists[PurePosixPath(path).suffix in _WHEN_OPENED][path] = digest
    known = [
        f"const {name} = {json.dumps(of, indent=0)};\n" for name, of in zip(("AT_ONCE", "WHEN_OPENED"), lists, strict=True)
    ]
    added = {WORKER: "".join(known).encode() + (root / "overrides" / "offline" / "worker.js").read_bytes()}
    return added | ({_INDEX_FROM_FILE: b"var __index = %s;\n" % files[_INDEX]} if kept else {})
