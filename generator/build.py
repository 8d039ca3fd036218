"""One build: editions, made or found, become one site, which is verified, recorded and swapped in."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from . import pages, publish, site, verify
from .cache import CACHE, Cache
from .editions import Edition, folder_of
from .workers import Answer, Workers
from .workshop import Order


def build(order: Order, out: Path, workers: Workers, tell: Callable[[Answer], None] = lambda answer: None) -> None:
    """Build the editions of an order and publish them as one site into `out`.

    The library must be free of errors. `tell` hears of each edition when it is there, and why it had to be made.
    Raises publish.Refused for an unfit output folder, and site.SiteError or paper.PaperError when something is
    faulty; `out` stays as it was then.
    """
    default = order.library.plan.languages[0]
    places = {edition: folder_of(edition, default) for edition in order.chosen}
    with publish.replacing(out, order.root) as fresh, publish.locked(order.root / "build"):
        digests: dict[str, str] = {}
        ways_out: set[Path] = set()
        for answer in workers(order):
            made, _ = answer
            place = places[made.edition]
            made.unpack(fresh / place)
            digests |= {f"{place}/{name}": digest for name, digest in made.digests.items()}
            ways_out |= {Path(place, way) for way in made.ways_out}
            tell(answer)
        for name, page in _around(order, places).items():
            (fresh / name).write_bytes(page)
            digests[name] = sha256(page).hexdigest()
        if faults := list(_dead_ends(fresh, ways_out)):
            raise site.SiteError("\n".join(faults[:20]))
        (fresh / publish.MARKER).write_bytes(site.as_json(_record(places, digests)))
        Cache(order.root / CACHE).trim()


def _around(order: Order, places: dict[Edition, str]) -> dict[str, bytes]:
    """The pages outside of all editions."""
    return {
        "index.html": pages.front_door(order.library, places, order.root),
        "404.html": pages.lost(order.library, places, order.root),
    }


def _dead_ends(folder: Path, ways: set[Path]) -> Iterator[str]:
    """Links from one edition to another, and from the pages around them, that lead nowhere."""
    outer = {name: verify.links_of(folder / name) for name in ("index.html", "404.html")}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    yield from verify.faults(outer, files)
    for way in sorted(ways):
        if not (folder / way).is_file():
            yield f"{way} is linked to from another edition, but is not there"


def _record(places: dict[Edition, str], digests: dict[str, str]) -> dict[str, object]:
    """What was built: editions with their folders, and every file with its SHA-256 digest."""
    listed = [
        {"industry": e.industry, "language": e.language, "audience": str(e.audience), "folder": place}
        for e, place in places.items()
    ]
    return {"editions": listed, "files": digests}
