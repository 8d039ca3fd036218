"""The pages of a handbook as the engine leaves them, in their last form: drawn once, for as many brands as there are."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from . import pages, site, verify
from .archive import zipped
from .cache import CACHE, Cache, key_of
from .handbook import Handbook
from .neighbours import Neighbour

_LINKS = "links.json"


@dataclass(frozen=True)
class Drawn:
    """Pages, what the engine puts beside them, and what leads from each page."""

    files: Mapping[str, bytes]
    """By path."""
    links: Mapping[str, verify.Links]
    """By page. No word of a brand is a link."""

    @classmethod
    def opened(cls, kept: bytes) -> "Drawn":
        """From what was kept."""
        with ZipFile(io.BytesIO(kept)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        links = json.loads(files.pop(_LINKS))
        return cls(files, {page: verify.Links.of_json(of) for page, of in links.items()})


def drawn(
    handbook: Handbook,
    root: Path,
    folder: Path,
    others: Sequence[Neighbour],
    depends_on: Mapping[str, str],
    *,
    with_paper: bool,
) -> Drawn:
    """The pages of a handbook without its brand, drawn now or kept from before. Raises site.SiteError.

    `folder` is for the engine; `depends_on` are digests of all that the pages depend on.
    """
    cache = Cache(root / CACHE)

    def anew() -> bytes:
        files = draw(handbook, root, folder, others, with_paper=with_paper)
        links = _links(files, cache, folder.name)
        return zipped(files | {_LINKS: json.dumps(links).encode()}, packed=False)

    return Drawn.opened(cache.get(key_of("drawn", depends_on), anew))


def _links(files: Mapping[str, bytes], cache: Cache, edition: str) -> dict[str, list[list[str]]]:
    """What leads from each page, as JSON. Pages that say what they said when the edition was last drawn are not read again."""
    entry = key_of("links", verify.READER, edition)
    before: dict[str, list[list[str]]] = json.loads(cache.find(entry) or b"{}")
    digests = {name: sha256(data).hexdigest() for name, data in files.items() if name.endswith(".html")}
    now = {digest: before.get(digest) or verify.links_in(files[name]).as_json() for name, digest in digests.items()}
    if now != before:
        cache.keep(entry, json.dumps(now).encode())
    return {name: now[digest] for name, digest in digests.items()}


def draw(
    handbook: Handbook, root: Path, folder: Path, others: Sequence[Neighbour] = (), *, with_paper: bool = True
) -> dict[str, bytes]:
    """Pages and what the engine puts beside them, by path. `folder` is for the engine. Raises site.SiteError."""
    return Drawing(root, folder).drawn(handbook, others, with_paper=with_paper)


class Drawing:
    """The pages of an edition, drawn again and again while somebody edits: what an edit leaves as it is stays."""

    def __init__(self, root: Path, folder: Path, kept: pages.Kept | None = None) -> None:
        """`folder` is for the engine; `kept` is for pages that stay."""
        self._root, self._folder, self._pages = root, folder, kept
        self._rendering = site.Rendering(root, folder)
        self._files: dict[str, bytes] = {}

    def drawn(self, handbook: Handbook, others: Sequence[Neighbour] = (), *, with_paper: bool = True) -> dict[str, bytes]:
        """Pages and what the engine puts beside them, by path. Raises site.SiteError."""
        book = pages.book(handbook, self._root, with_paper=with_paper, kept=self._pages)
        changed = site.write_sources(handbook, book, {}, self._root, self._folder, others)
        top, names = self._rendering.again(changed)
        if names is None:
            self._files, names = {}, sorted(path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file())
        self._files |= {name: _finished(name, (top / name).read_bytes()) for name in names}
        return dict(self._files)


def _finished(name: str, data: bytes) -> bytes:
    return site.squeezed(data) if name.endswith(".html") else data
