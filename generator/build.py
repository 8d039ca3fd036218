"""One build: editions, made or found, become one site, which is verified, recorded and swapped in.

A build may make only its part of the editions: see `shards`.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from . import ledger, pages, publish, site, verify
from .cache import CACHE, Cache, key_of
from .editions import Edition, folder_of
from .workers import Answer, Workers
from .workshop import Order

_AROUND = ("index.html", "404.html")
"""Pages outside of all editions."""


def build(order: Order, out: Path, workers: Workers, tell: Callable[[Answer], None] = lambda answer: None) -> None:
    """Build the editions of an order and publish them as one site into `out`.

    The library must be free of errors. `tell` hears of each edition when it is there, and why it had to be made.
    Raises publish.Refused for an unfit output folder, and site.SiteError or paper.PaperError when something is
    faulty; `out` stays as it was then.
    """
    default = order.library.plan.languages[0]
    places = {edition: folder_of(edition, default) for edition in order.chosen}
    digests: dict[str, str] = {}
    ways: set[str] = set()
    with publish.replacing(out, order.root) as fresh, publish.locked(order.root / "build"):
        for answer in workers(order):
            made, place = answer[0], places[answer[0].edition]
            made.unpack(fresh / place)
            digests |= {f"{place}/{name}": digest for name, digest in made.digests.items()}
            ways |= {posixpath.normpath(f"{place}/{way}") for way in made.ways_out}
            tell(answer)
        digests |= _written_around(order, places, fresh)
        record = {"editions": [_listed(edition, place) for edition, place in places.items()], "files": digests}
        if order.shard.of == 1:
            finish(fresh, record, ways)
        else:
            shard = {
                "number": order.shard.number,
                "of": order.shard.of,
                "made_from": ledger.inputs(order.root, []),
                "ways": sorted(ways),
            }
            (fresh / publish.MARKER).write_bytes(site.as_json(record | {"shard": shard}))
        Cache(order.root / CACHE).trim()


def _part(order: Order, places: Mapping[Edition, str], ways: Iterable[str]) -> dict[str, object]:
    """What the other parts of the same build must agree with, and what is to be verified when they are joined."""
    made_from = key_of(ledger.inputs(order.root, order.with_paper), sorted(places.values()))
    return {"number": order.shard.number, "of": order.shard.of, "made_from": made_from, "ways": sorted(ways)}


def finish(folder: Path, record: Mapping[str, object], ways: Iterable[str]) -> None:
    """Verify a whole site and write its record. `ways` lead from one edition to another. Raises site.SiteError."""
    if faults := list(_dead_ends(folder, ways)):
        raise site.SiteError("\n".join(faults[:20]))
    (folder / publish.MARKER).write_bytes(site.as_json(record))


def _written_around(order: Order, places: Mapping[Edition, str], folder: Path) -> dict[str, str]:
    """Write the pages outside of all editions; returns their digests."""
    made = (pages.front_door(order.library, places, order.root), pages.lost(order.library, places, order.root))
    for name, page in zip(_AROUND, made, strict=True):
        (folder / name).write_bytes(page)
    return {name: sha256(page).hexdigest() for name, page in zip(_AROUND, made, strict=True)}


def _dead_ends(folder: Path, ways: Iterable[str]) -> Iterator[str]:
    """Links from one edition to another, and from the pages around them, that lead nowhere."""
    front, lost = (verify.links_of(folder / name) for name in _AROUND)
    yield from verify.foreign("index.html", front)
    yield from verify.foreign("404.html", lost)  # its links start at the root of the host
    ends = {posixpath.normpath(target.split("#")[0]) for target in front.targets if verify.is_path(target)}
    yield from (f"index.html links to {end}, which is not there" for end in sorted(ends) if not _stands(folder / end))
    yield from (f"an edition links to {way}, which is not there" for way in sorted(ways) if not _stands(folder / way))


def _stands(path: Path) -> bool:
    return path.is_file() or (path / "index.html").is_file()


def _listed(edition: Edition, place: str) -> dict[str, str]:
    return {
        "industry": edition.industry,
        "language": edition.language,
        "audience": str(edition.audience),
        "folder": place,
    }
