"""Makes one edition, whole: its site, its paper, where its pages lead.

An edition is made once for all that it depends on.
"""

import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property, lru_cache, partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZipFile

from . import frame, inputs, look, offline, packs, pages, paper, site, stamp, verify
from .archive import zipped
from .cache import CACHE, Cache, digest_of, key_of
from .drawn import drawn
from .editions import rebranded, select
from .handbook import Edition, Handbook, is_kept
from .inputs import WHOLE, Shard
from .library import Library
from .models import Model
from .neighbours import Neighbour, neighbours
from .paper import pictures

_ABOUT = "edition.json"
_AT_HAND = 16
"""Handbooks that a process keeps for the next brand: all trades of a handbook, for either audience."""


@dataclass(frozen=True)
class Order:
    """What to make of a project: these editions, which know of each other."""

    root: Path
    library: Library
    chosen: tuple[Edition, ...]
    with_paper: bool
    shard: Shard = WHOLE

    @property
    def part(self) -> tuple[Edition, ...]:
        """The chosen editions that are to be made here."""
        return self.chosen[self.shard.number - 1 :: self.shard.of]

    @cached_property
    def brands(self) -> tuple[str, ...]:
        """The brands of the chosen editions, but for the handbook's own."""
        return tuple(dict.fromkeys(edition.brand for edition in self.chosen if edition.brand))

    def handbook(self, edition: Edition) -> Handbook:
        """The handbook of an edition. What only another brand's has in common with it is worked out once."""
        return rebranded(self._tailored(replace(edition, brand="")), self.library, edition.brand)

    @cached_property
    def _tailored(self) -> Callable[[Edition], Handbook]:
        return lru_cache(_AT_HAND)(partial(select, self.library))

    @cached_property
    def surroundings(self) -> dict[str, str]:
        """Digests of what every edition depends on, by what each of them is for people."""
        kept = [path for top in ("content", "exercises") for path in (self.root / top).rglob("*") if path.suffix != ".yml"]
        look = [self.root / "mkdocs.yml", *(self.root / "overrides").rglob("*")]
        return {
            "pictures and other files in content/": _digest(kept, self.root),
            "overrides/ or mkdocs.yml": _digest(look, self.root),
            "the generator": inputs.code(),
            "the installed packages": key_of(inputs.packages()),
            "whether paper is made": key_of(self.with_paper),
        }


@dataclass(frozen=True)
class Made:
    """One edition, ready to publish."""

    edition: Edition
    pages: int
    sheets: int
    ways_out: Sequence[str]
    """Paths in other editions that its pages lead to, from its own folder."""
    digests: Mapping[str, str]
    """SHA-256 by file."""
    archive: bytes
    """All of this and the files themselves, as a ZIP."""

    def unpack(self, folder: Path, is_there: Callable[[str, str, Path], bool] = lambda name, digest, to: False) -> None:
        """Write the files below a folder. Of each, `is_there` is asked first, by its name and digest, for another way to it."""
        made: set[Path] = set()
        with ZipFile(io.BytesIO(self.archive)) as archive:
            for name, digest in self.digests.items():
                path = folder / name
                if path.parent not in made:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    made.add(path.parent)
                if not is_there(name, digest, path):
                    path.write_bytes(archive.read(f"site/{name}"))


def make(order: Order, edition: Edition) -> tuple[Made, str | None]:
    """An edition, and why it had to be made anew; None when nothing that it depends on has changed.

    Raises site.SiteError and paper.PaperError.
    """
    handbook = order.handbook(edition)
    others = neighbours(order.library, order.chosen, edition)
    parts = _parts(order, handbook, others)
    results = Cache(order.root / CACHE)
    key = key_of("edition", parts)
    found = results.find(key)
    if found is not None:
        return opened(edition, found), None
    archive = _archive(order, handbook, others)
    results.keep(key, archive)
    return opened(edition, archive), _reason(order.root / "build" / edition.name / "made-of.json", parts)


def _parts(order: Order, handbook: Handbook, others: Sequence[Neighbour]) -> dict[str, str]:
    """Digests of all that an edition depends on, by what each of them is for people."""
    content = {f"its {field.name}": key_of(plain(getattr(handbook, field.name))) for field in fields(handbook)}
    return content | {"the other editions": key_of(plain(others))} | order.surroundings


def _digest(files: Iterable[Path], root: Path) -> str:
    return digest_of((path for path in files if path.is_file()), root)


def plain(value: Any) -> Any:
    """A value of models, tuples and mappings as JSON knows it, with the name of each model's kind."""
    if isinstance(value, Model):
        return [type(value).__name__, value.model_dump_json(serialize_as_any=True)]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    return [plain(inner) for inner in value] if isinstance(value, tuple | list) else value


def _reason(note: Path, parts: Mapping[str, str]) -> str:
    """What has changed since this edition was last made here; `note` remembers for the next time."""
    try:
        before = json.loads(note.read_text("utf-8"))
    except (OSError, ValueError):
        before = {}
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps(parts, indent=1), "utf-8")
    if not before:
        return "not made before"
    return ", ".join(name for name, digest in parts.items() if before.get(name) != digest) or "what was kept of it has gone"


def _archive(order: Order, handbook: Handbook, others: Sequence[Neighbour]) -> bytes:
    root, plain_one = order.root, stamp.unbranded(handbook)
    folder = root / "build" / handbook.edition.name
    book = drawn(plain_one, root, folder, others, _parts(order, plain_one, others), with_paper=order.with_paper)
    sheets = printed(handbook, paper.Press(root)) if order.with_paper else {}
    files = stamp.stamped(book.files, handbook.brand) | beside(handbook, root) | sheets
    files = dict(sorted(files.items()))
    files |= offline.additions(files, root, kept=is_kept(handbook.plan, handbook.edition))
    if faults := list(verify.faults(book.links, files, pages.policy_of(root))):
        raise site.SiteError("\n".join(f"{handbook.edition.name}: {fault}" for fault in faults[:20]))
    about = {
        "pages": len(book.links),
        "sheets": len(sheets),
        "ways_out": sorted(verify.ways_out(book.links)),
        "digests": {name: sha256(data).hexdigest() for name, data in files.items()},
    }
    return zipped({_ABOUT: json.dumps(about).encode()} | {f"site/{name}": data for name, data in files.items()}, packed=False)


def opened(edition: Edition, archive: bytes) -> Made:
    """An edition from its archive. Raises site.SiteError when a file of it would be written elsewhere."""
    with ZipFile(io.BytesIO(archive)) as file:
        made = Made(edition, **json.loads(file.read(_ABOUT)), archive=archive)
    if any(_leads_out(name) for name in made.digests):  # another machine may have made it
        raise site.SiteError(f"{edition.name} has a file that lies outside of it.")
    return made


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name


def printed(handbook: Handbook, press: paper.Press) -> dict[str, bytes]:
    """Every PDF of an edition by its path in the site. A staff handbook has nothing to make keys and packs from."""
    sheets = {f"worksheets/{name}": pdf for name, pdf in paper.for_site(handbook, press).items()}
    return sheets | {f"packs/{name}": pdf for name, pdf in packs.for_site(handbook, press).items()}


def beside(handbook: Handbook, root: Path) -> dict[str, bytes]:
    """What the brand puts beside the pages, by path: style sheet, marks, fonts, pictures, icons."""
    return look.assets(handbook, root) | pictured(handbook, root)


def pictured(handbook: Handbook, root: Path) -> dict[str, bytes]:
    """The icons of an edition by path, what tells a device about them, and the card for links where links have an address."""
    files = {f"assets/icons/{name}": png for name, png in pictures.icons(handbook, root).items()}
    files["assets/handbook.webmanifest"] = site.as_json(frame.manifest(handbook, list(files)))
    if handbook.brand.site_address:
        files[frame.CARD] = pictures.card(handbook, root)
    return files
