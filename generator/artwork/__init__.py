"""Files that an organisation draws or buys, not writes: logos, pictures for its pages, fonts.

They are untrusted like any text. `judged` reads one with a proper parser and gives what may be published: an SVG of
shapes alone, the pixels of a picture, a font that is one; or every reason why not. Its own bytes are never published.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from ..problems import Place, Problem
from .fonts import SAMPLE, Face, extent, for_screen, judged_font
from .pixels import judged_jpeg, judged_png
from .svg import judged_svg

__all__ = ["KINDS", "MOST_BYTES", "SAMPLE", "Artwork", "Face", "extent", "for_screen", "judged"]

MOST_BYTES = 4_000_000
"""No file is read any further."""


@dataclass(frozen=True)
class Artwork:
    """A file of an organisation's as it found it."""

    file: str
    data: bytes


Judged = tuple[bytes | None, tuple[Problem, ...]]
_JUDGES: Mapping[str, Callable[[str, bytes], Judged]] = {
    ".svg": judged_svg,
    ".png": judged_png,
    ".jpg": judged_jpeg,
    ".ttf": judged_font,
    ".otf": judged_font,
}
KINDS = tuple(_JUDGES)
"""The endings of files that are read."""


@lru_cache(maxsize=64)
def judged(artwork: Artwork) -> Judged:
    """What of a file may be published, or None and every Problem. Fonts come back as they are: paper reads them so."""
    if len(artwork.data) > MOST_BYTES:
        return None, (_too_big(artwork),)
    return _JUDGES[PurePosixPath(artwork.file).suffix](artwork.file, artwork.data)


def _too_big(artwork: Artwork) -> Problem:
    advice = "Save it smaller: nobody waits for it on a phone."
    return Problem(Place(artwork.file), "artwork", f"this file has more than {MOST_BYTES:,} bytes", advice)
