"""One build: editions, made or found, become a site for each brand, which is verified and recorded; all are swapped in as one.

The site of the handbook's own brand lies at the top, every other brand's in a folder of its name: whole in itself, to be
published where the brand wants it. A build may make only its part of the editions: see `shards`.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from . import inputs, ledger, pages, publish, site, verify
from .cache import CACHE, Cache, key_of
from .handbook import Edition, folder_of
from .workers import Answer, Workers
from .workshop import Made, Order

_AROUND = ("index.html", "404.html")
"""Pages outside of all editions."""
BRANDS = "brands"
"""Where the record at the top says which folders hold the sites of other brands."""


def build(order: Order, out: Path, workers: Workers, tell: Callable[[Answer], None] = lambda answer: None) -> None:
    """Build the editions of an order and publish them into `out`.

    The library must be free of errors. `tell` hears of each edition when it is there, and why it had to be made.
    Raises publish.Refused for an unfit output folder, and site.SiteError or paper.PaperError when something is
    faulty; `out` stays as it was then.
    """
    with publish.replacing(out, order.root) as fresh, publish.locked(order.root / "build"):
        contents, untouched = _Contents(order), inputs.is_untouched(order.root, out)
        former = {brand: publish.Former(out / brand, is_untouched=untouched) for brand in ("", *order.brands)}
        sites = {brand: _Site(order, brand, fresh / brand, contents, there) for brand, there in former.items()}
        for answer in workers(order):
            brand = answer[0].edition.brand
            sites[brand].add(answer[0])
            if sites[brand].is_whole:
                sites.pop(brand).finish()  # now, so that a thousand brands need no more memory than one
            tell(answer)
        for left in sites.values():
            left.finish()
        Cache(order.root / CACHE).trim()


class _Contents:
    """What editions are made of, worked out once for brands with the same ones."""

    def __init__(self, order: Order) -> None:
        self._library = order.library
        self._known: tuple[list[Edition], dict[str, Any]] = ([], {})

    def of(self, editions: Iterable[Edition]) -> dict[str, Any]:
        wanted = [replace(edition, brand="") for edition in editions]
        if self._known[0] != wanted:
            self._known = (wanted, ledger.ledger(self._library, wanted).as_json())
        return self._known[1]


class _Site:
    """The site of one brand while its editions come in."""

    def __init__(self, order: Order, brand: str, folder: Path, contents: _Contents, former: publish.Former) -> None:
        default = order.library.plan.languages[0]
        self._order, self._brand, self._folder, self._contents, self._former = order, brand, folder, contents, former
        self._places = {edition: folder_of(edition, default) for edition in order.chosen if edition.brand == brand}
        self._awaited = sum(edition.brand == brand for edition in order.part)
        self._digests: dict[str, str] = {}
        self._ways: set[str] = set()

    @property
    def is_whole(self) -> bool:
        """Whether all that is made here has come in."""
        return self._awaited == 0

    def add(self, made: Made) -> None:
        """Take in an edition."""
        place = self._places[made.edition]
        made.unpack(self._folder / place, lambda name, *what: self._former.lends(f"{place}/{name}", *what))
        self._digests |= {f"{place}/{name}": digest for name, digest in made.digests.items()}
        self._ways |= {posixpath.normpath(f"{place}/{way}") for way in made.ways_out}
        self._awaited -= 1

    def finish(self) -> None:
        """Write what stands around the editions, and the record; verify the whole of it. Raises site.SiteError."""
        order = self._order
        self._digests |= self._written_around()
        record: dict[str, object] = {
            "editions": [_listed(edition, place) for edition, place in self._places.items()],
            "files": self._digests,
        }
        if self._places:
            record[ledger.KEY] = self._contents.of(self._places)
        if order.brands and not self._brand:
            record[BRANDS] = list(order.brands)
        if order.shard.of == 1:
            finish(self._folder, record, self._ways, pages.policy_of(order.root))
        else:
            (self._folder / publish.MARKER).write_bytes(site.as_json(record | {"shard": self._part()}))

    def _part(self) -> dict[str, object]:
        """What the other parts of the same build must agree with, and what is to be verified when they are joined."""
        order = self._order
        made_from = key_of(inputs.digest(order.root, order.with_paper), sorted(self._places.values()))
        return {"number": order.shard.number, "of": order.shard.of, "made_from": made_from, "ways": sorted(self._ways)}

    def _written_around(self) -> dict[str, str]:
        """Write what stands outside of all editions; returns the digests of its files."""
        order = self._order
        made = pages.doors(order.library, self._brand, self._places, order.root) if self._places else {}
        if not self._places:
            made = pages.list_of_brands(order.library, order.chosen, order.root)
        made |= pages.headers(pages.policy_of(order.root))
        self._folder.mkdir(exist_ok=True)
        for name, data in made.items():
            (self._folder / name).write_bytes(data)
        return {name: sha256(data).hexdigest() for name, data in made.items()}


def finish(folder: Path, record: Mapping[str, object], ways: Iterable[str], policy: pages.Policy) -> None:
    """Verify a whole site and write its record. `ways` lead from one edition to another. Raises site.SiteError."""
    if faults := list(_faults_between(folder, ways, policy)):
        raise site.SiteError("\n".join(faults[:20]))
    (folder / publish.MARKER).write_bytes(site.as_json(record))


def _faults_between(folder: Path, ways: Iterable[str], policy: pages.Policy) -> Iterator[str]:
    """What must not be published of the pages around the editions, and ways from one edition to another that lead nowhere."""
    for name in _AROUND:
        if (folder / name).is_file():
            links = verify.links_of(folder / name)
            yield from verify.unfit(name, links, policy)
            if name == "index.html":  # links of the other one start at the root of the host
                ways = {*ways, *(posixpath.normpath(one.split("#")[0]) for one in links.targets if verify.is_path(one))}
    yield from (f"a page leads to {way}, which is not there" for way in sorted(ways) if not _stands(folder / way))


def _stands(path: Path) -> bool:
    return path.is_file() or (path / "index.html").is_file()


def _listed(edition: Edition, place: str) -> dict[str, str]:
    return {
        "industry": edition.industry,
        "language": edition.language,
        "audience": str(edition.audience),
        "folder": place,
    }
