"""The brand's files as a site and as paper hold them: always what was found fit to publish, never what somebody put there.

A site has them among its assets. Paper reads pictures from files, so the mark lies in `build/`, named by its content.
"""

import os
from hashlib import sha256
from pathlib import Path, PurePosixPath

from . import brand
from .artwork import for_screen
from .cache import CACHE, Cache, key_of
from .handbook import Handbook

PICTURES = "pages/images/"
"""Where the pictures of freely written pages lie, below `content/`."""
MARKS = Path("build", "artwork")
"""Where marks lie for paper."""


def assets(handbook: Handbook, root: Path) -> dict[str, bytes]:
    """Style sheet, marks and fonts of the brand by their path in a site."""
    own = handbook.brand
    drawn = {brand.logo_name(own): own.logo.light, brand.dark_logo_name(own): own.logo.on_dark}
    files = {f"assets/{name}": _file(handbook, file) for name, file in drawn.items()}
    files["assets/brand.css"] = brand.stylesheet(own).encode()
    cache = Cache(root / CACHE)
    for cut, file in (own.fonts.cuts if own.fonts else {}).items():
        font = _file(handbook, file)
        key = key_of("woff2", sha256(font).hexdigest())
        files[f"assets/{brand.face_name(cut)}"] = cache.get(key, lambda font=font: for_screen(font))  # type: ignore[misc]
    pictures = {path.removeprefix(PICTURES): data for path, data in handbook.artwork.items() if path.startswith(PICTURES)}
    return files | {f"assets/pictures/{name}": data for name, data in pictures.items()}


def mark(handbook: Handbook, root: Path, name: str) -> str:
    """Where a mark lies for paper, from the project's folder: `/build/artwork/1f4e5f….svg`. Writes it there."""
    data = _file(handbook, name)
    path = MARKS / f"{sha256(data).hexdigest()[:24]}{PurePosixPath(name).suffix}"
    if not (root / path).is_file() or (root / path).read_bytes() != data:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        beside = root / path.with_name(f".{os.getpid()}-{path.name}")  # another process may read the mark just now
        beside.write_bytes(data)
        beside.replace(root / path)
    return f"/{path.as_posix()}"


def _file(handbook: Handbook, name: str) -> bytes:
    return handbook.artwork[f"brand/{name}"]
