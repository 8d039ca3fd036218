"""Fonts: whether a file is one that screen and paper can use, and the same for screens. By fontTools."""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..problems import Place, Problem

MOST_BYTES = 2_000_000
NEEDED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,;:!?()-–“”‘’…·£$€%&/"
"""Signs that every page and sheet has."""
_SIGNS = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_FORBIDDEN = 0x0002
"""In OS/2.fsType: "Restricted License embedding" (OpenType specification)."""
_ITALIC, _FAMILY, _OLD_FAMILY = 0x01, 16, 1
_BOLD_FROM = 600
SAMPLE = "thepeoplewhocometoyouwanttobeheardandtoknowwhathappensnext"
"""A text by whose letters the width of a font is told."""
_DRAWING = "head hhea hmtx maxp name OS/2 post cmap glyf loca fpgm prep gasp GSUB GPOS GDEF kern BASE"
_TABLES = {"CFF ", "cvt ", *_DRAWING.split()}
"""What draws letters (OpenType specification, "Font tables")."""


@dataclass(frozen=True)
class Face:
    """What a font says about itself."""

    family: str
    weight: int
    is_italic: bool

    @classmethod
    def of(cls, data: bytes) -> "Face":
        """Of a font that has been found to be one."""
        with _opened(data) as font:
            names = font["name"]
            family = names.getDebugName(_FAMILY) or names.getDebugName(_OLD_FAMILY) or ""
            return cls(family, font["OS/2"].usWeightClass, bool(font["OS/2"].fsSelection & _ITALIC))

    @property
    def cut(self) -> str:
        """Which cut of its family it is."""
        return "italic" if self.is_italic else "bold" if self.weight >= _BOLD_FROM else "regular"


def judged_font(file: str, data: bytes) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The font as it is, or every reason why it cannot be used."""
    problems = tuple(Problem(Place(file), "artwork", *fault) for fault in _faults(data))
    return (None if problems else data), problems


def _faults(data: bytes) -> Iterator[tuple[str, str]]:
    if not data.startswith(_SIGNS):
        kind = "a web font" if data.startswith((b"wOFF", b"wOF2")) else "no font"
        yield (
            f"this is {kind}, whatever its name says",
            "Paper needs the font as TTF or OTF; the one for screens is made from it.",
        )
        return
    if len(data) > MOST_BYTES:
        yield f"this font has {len(data):,} bytes", f"At most {MOST_BYTES:,}: ask for the cut for your languages only."
        return
    try:
        yield from _misfits(data)
    except Exception:  # hostile bytes make fontTools fail in every way there is
        yield "this font is damaged", "Get it again from where it came from."


def _misfits(data: bytes) -> Iterator[tuple[str, str]]:
    with _opened(data) as font:
        if "fvar" in font:
            advice = "Paper needs a file for each cut: regular, bold, italic. Look for the folder called static."
            yield "this is a variable font, all cuts in one", advice
        if font["OS/2"].fsType & _FORBIDDEN:
            yield "this font says that it may not be put into documents", "Ask whoever sold it for a licence that allows it."
        known = font.getBestCmap() or {}
        if missing := [sign for sign in NEEDED if ord(sign) not in known]:
            yield f"this font has no sign for {' '.join(missing[:12])}", "Take a font for text, with all its signs."
        font["hmtx"], font["name"], font["head"], font["glyf" if "glyf" in font else "CFF "]  # reads them: damage shows here


def extent(data: bytes) -> tuple[float, float]:
    """How wide the sample is in a font that has been found to be one, and how high a line, to the size of its type."""
    with _opened(data) as font:
        known, widths, lines, em = font.getBestCmap(), font["hmtx"], font["hhea"], font["head"].unitsPerEm
        width = sum(widths[known[ord(sign)]][0] for sign in SAMPLE)
        return width / em, (lines.ascent - lines.descent + lines.lineGap) / em


@lru_cache(maxsize=8)
def for_screen(data: bytes) -> bytes:
    """A font as WOFF2 for screens, with what draws letters and nothing else."""
    with _opened(data) as font:
        for table in set(font.keys()) - _TABLES - {"GlyphOrder"}:
            del font[table]
        font.flavor = "woff2"
        written = io.BytesIO()
        font.save(written, reorderTables=None)
        return written.getvalue()


def _opened(data: bytes) -> Any:
    from fontTools.ttLib import TTFont  # late: few handbooks have a font of their own

    logging.getLogger("fontTools").setLevel(logging.CRITICAL)  # what it finds odd in a font is told in our words or not at all
    return TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
