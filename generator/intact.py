"""Whether a published site is still what was built: every file there, with the digest that its record says, and no other."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from .build import BRANDS
from .publish import MARKER, inside


def changes(folder: Path) -> Iterator[str]:
    """What has come, gone or changed since it was built, a line each, in the order of the names.

    Raises ValueError for a folder without a record that can be read, and publish.Refused for a record that names files
    outside of its folder.
    """
    brands = record_of(folder).get(BRANDS, [])
    expected = {name: digest for place in ("", *brands) for name, digest in _expected(folder, place)}
    here = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink()}
    for name in sorted(here | expected.keys()):
        if name not in here:
            yield f"{name} is missing"
        elif name not in expected:
            yield f"{name} was not built"
        elif expected[name] and sha256(inside(folder, name).read_bytes()).hexdigest() != expected[name]:
            yield f"{name} has changed"


def record_of(folder: Path) -> dict[str, Any]:
    """The record of a built site. Raises ValueError when there is none that can be read."""
    try:
        record: dict[str, Any] = json.loads((folder / MARKER).read_text("utf-8"))
        record["files"].items()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise ValueError(f"{folder} was not made by 'handbook build': it has no {MARKER} that can be read.") from None
    return record


def _expected(folder: Path, place: str) -> Iterator[tuple[str, str]]:
    """Each file of one brand's site with its digest; the record itself has none."""
    yield (Path(place) / MARKER).as_posix(), ""
    for name, digest in record_of(folder / place)["files"].items():
        yield (Path(place) / name).as_posix(), digest
