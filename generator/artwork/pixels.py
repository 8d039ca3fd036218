"""PNG and JPEG to their pixels alone: no place where a photograph was taken, no bytes after its end. By Pillow."""

import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from ..problems import Place, Problem

MOST_BYTES, MOST_SIDE, LEAST_SIDE = 1_000_000, 4_000, 48
_SIGNS: Mapping[bytes, str] = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"RIFF": "WebP",
    b"%PDF": "PDF",
    b"PK\x03\x04": "ZIP or Word",
    b"<svg": "SVG",
    b"<?xml": "SVG",
}
"""What kinds of files begin with."""
QUALITY = 85


def judged_png(file: str, data: bytes) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The pixels as a new PNG, or why not."""
    return _judged(file, data, "PNG")


def judged_jpeg(file: str, data: bytes) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The pixels as a new JPEG, or why not."""
    return _judged(file, data, "JPEG")


def _judged(file: str, data: bytes, kind: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    from PIL import Image, ImageOps, UnidentifiedImageError  # late: most handbooks have drawings only

    def refused(message: str, advice: str) -> tuple[None, tuple[Problem]]:
        return None, (Problem(Place(file), "artwork", message, advice),)

    is_really = next((name for sign, name in _SIGNS.items() if data.startswith(sign)), "")
    if is_really != kind:
        what = f"this is a {is_really} file" if is_really else f"this is no {kind} file"
        return refused(f"{what}, whatever its name says", f"Save it as {kind} again: a new name alone changes nothing.")
    if len(data) > MOST_BYTES:
        return refused(f"this picture has {len(data):,} bytes", f"At most {MOST_BYTES:,}: save it with fewer pixels.")
    sharp = f"From {LEAST_SIDE} to {MOST_SIDE:,} each way: it must be sharp, and no larger than a screen."
    try:
        with _no_bombs(), Image.open(io.BytesIO(data), formats=[kind]) as image:
            if max(image.size) > MOST_SIDE or min(image.size) < LEAST_SIDE:
                across, down = image.size
                return refused(f"this picture has {across:,} by {down:,} pixels", sharp)
            pixels = ImageOps.exif_transpose(image).convert("RGBA" if kind == "PNG" else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return refused("this picture has millions of pixels", sharp)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return refused(f"this {kind} file is damaged", "Save it again, and look at it in a browser.")
    pixels.info = {}
    written = io.BytesIO()
    pixels.save(written, kind, optimize=True, **({"quality": QUALITY} if kind == "JPEG" else {}))
    return written.getvalue(), ()


@contextmanager
def _no_bombs() -> Iterator[None]:
    """A file that claims to be immense is refused, not just warned of."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield
