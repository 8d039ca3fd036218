"""Writes an edition's pages and calls the engine.

Book + sheets -> build/<edition>/docs + mkdocs.yml -> MkDocs -> build/<edition>/site
"""

import json
import logging
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from markupsafe import escape

from . import brand, frame, prose, styles
from .cache import CACHE, Cache
from .handbook import Handbook, folder_of
from .inputs import stamps
from .neighbours import Neighbour
from .pages import Book, Chapter, Page, policy_of, signposts
from .pages.policy import SCOPE

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from .standing import Standing

_HOME = "index.md"
"""The page that style sheets are trimmed by."""
_EPOCH = "1704067200"
"""1 January 2024: the engine dates its sitemap from SOURCE_DATE_EPOCH, so two builds give the same bytes."""

_SPARE = re.compile(r"\.map$|^assets/javascripts/lunr/")
"""Files of the theme that no edition needs: source maps, stemmers of other languages."""
_LAST_CHANGE = re.compile(r"\s*<lastmod>.*?</lastmod>")
"""The engine knows when it was built, not when a page last changed."""
_AS_IT_IS = re.compile(rb"(<(?:pre|textarea|script)\b.*?</(?:pre|textarea|script)>)", re.DOTALL)
"""Where empty lines and indents may matter."""
_DUMPER = yaml.CSafeDumper if yaml.__with_libyaml__ else yaml.SafeDumper


class SiteError(Exception):
    """The engine reported something it should not have: a fault of ours, not of the content."""


def write_sources(
    handbook: Handbook,
    book: Book,
    files: Mapping[str, bytes],
    root: Path,
    folder: Path,
    neighbours: Sequence[Neighbour] = (),
) -> list[str]:
    """Write one edition as a MkDocs project into `folder`; returns what of its `docs/` is another now, or has gone.

    `files` are the others that shall be in its site, by path; `neighbours` are the editions that its readers can
    change to, itself too. Only files that changed are written, so that a live preview reloads just those; files
    that are no longer wanted are removed.
    """
    wanted = {page.path: page.text.encode() for page in book.pages}
    wanted |= signposts(handbook, root)
    wanted |= files
    settings = _settings(handbook, book, root, folder, neighbours)
    _write(folder / "mkdocs.yml", yaml.dump(settings, Dumper=_DUMPER, allow_unicode=True, sort_keys=False).encode())
    return _mirror(wanted, folder / "docs")


def render(root: Path, folder: Path) -> Path:
    """Run the engine on the edition in `folder`; returns the folder with its HTML. Raises SiteError on any warning.

    The engine's own results come from the project's cache where nothing that they depend on has changed.
    """
    return Rendering(root, folder).whole()


class Rendering:
    """The engine on the edition in a folder, asked again and again while somebody edits."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._folder = root, folder
        self._left: tuple[MkDocsConfig, Standing] | None = None
        self._look: list[tuple[str, int, int, int]] = []

    def again(self, changed: Sequence[str]) -> tuple[Path, list[str] | None]:
        """The folder with the HTML, and what in it is another now; None when that may be all of it. Raises SiteError.

        `changed` are those files of the edition that are others now. Where they are pages, which look and are called as
        before, they are drawn alone.
        """
        left, before, self._look = self._left, self._look, self._stamps()
        self._left = None  # after a fault nothing of it can be relied on
        if left is None or self._look != before or _HOME in changed:
            return self.whole(), None
        config, standing = left
        with _strictly():
            drawn = standing.drawn(changed)
        if drawn is None:
            return self.whole(), None
        self._left = left
        return self._finished(config), drawn

    def whole(self) -> Path:
        """The folder with the HTML, all of it drawn anew. Raises SiteError on any warning."""
        os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
        os.environ["SOURCE_DATE_EPOCH"] = _EPOCH
        from mkdocs.commands.build import build  # late: the engine takes half a second to import

        from .engine import load, spare_work
        from .standing import Standing

        settings, results = self._folder / "mkdocs.yml", Cache(self._root / CACHE)
        with _strictly():
            config = load(settings)
            spare_work(config, results, [path.read_text("utf-8") for path in (settings, self._root / "mkdocs.yml")])
            standing = Standing(config)
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        site = Path(config.site_dir)
        _remove(site, _SPARE)
        styles.trim(site, self._root, results)
        _settle_sitemap(site / "sitemap.xml", wanted=bool(config.site_url))
        self._left = config, standing
        return self._finished(config)

    def _finished(self, config: "MkDocsConfig") -> Path:
        site = Path(config.site_dir)
        _tune_search(site / "search" / "search_index.json", config.extra.get("search", {}))
        return site

    def _stamps(self) -> list[tuple[str, int, int, int]]:
        """What tells whether anything of the look or of the settings was saved since."""
        return [*stamps(self._root / "overrides"), *stamps(self._root / "mkdocs.yml"), *stamps(self._folder / "mkdocs.yml")]


@contextmanager
def _strictly() -> Iterator[None]:
    """Raises SiteError for whatever the engine warns of meanwhile."""
    counter = _Warnings()
    logging.getLogger("mkdocs").addHandler(counter)
    try:
        yield
    finally:
        logging.getLogger("mkdocs").removeHandler(counter)
    if counter.messages:
        raise SiteError("\n".join(counter.messages))


class _Warnings(logging.Handler):
    """Collects what the engine warns about. (`mkdocs build --strict -q` would hide it.)"""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _settings(handbook: Handbook, book: Book, root: Path, folder: Path, neighbours: Sequence[Neighbour]) -> dict[str, object]:
    """The edition's own settings over the shared ones. The engine does not escape names, so we do."""
    language, plan, brand_of = handbook.language, handbook.plan, handbook.brand
    shared = Path(os.path.relpath(root, folder))
    words = language.words
    palette = [
        {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "custom", "accent": "custom"},
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "custom", "accent": "custom"},
    ]
    # Icons of few lines: they stand on every page.
    toggles = (("material/moon-waning-crescent", words["go-dark"]), ("material/white-balance-sunny", words["go-light"]))
    for scheme, (icon, name) in zip(palette, toggles, strict=True):
        scheme["toggle"] = {"icon": icon, "name": str(escape(name))}  # type: ignore[assignment]
    return {
        "INHERIT": (shared / "mkdocs.yml").as_posix(),
        "site_name": _edition_title(handbook),
        "site_description": str(escape(plan.tagline)),
        "copyright": str(escape(" · ".join(map(prose.plain, (brand_of.organisation, brand_of.licence, brand_of.contact))))),
        "docs_dir": "docs",
        "site_dir": "site",
        "hooks": [],
        "theme": {
            "language": language.code,
            "direction": language.direction,
            "custom_dir": (shared / "overrides" / "theme").as_posix(),
            "palette": palette,
            "logo": f"assets/{brand.logo_name(brand_of)}",
            "favicon": f"assets/{brand.logo_name(brand_of)}",
        },
        "nav": [_nav(item) for item in book.menu],
        "extra": frame.values(handbook, neighbours) | {"scope": SCOPE, "policy": policy_of(root).for_theme()},
    } | _address(handbook)


def _edition_title(handbook: Handbook) -> str:
    trainer = f" · {handbook.language.words['trainer-edition']}" if handbook.edition.for_trainers else ""
    return str(escape(f"{handbook.plan.title}: {handbook.industry.name}{trainer}"))


def _address(handbook: Handbook) -> dict[str, object]:
    """The published address of the edition, when the brand gives one."""
    if not handbook.brand.site_address:
        return {}
    return {"site_url": f"{handbook.brand.site_address}{folder_of(handbook.edition, handbook.plan.languages[0])}/"}


def _nav(item: Page | Chapter) -> dict[str, object]:
    if isinstance(item, Page):
        return {str(escape(item.name)): item.path}
    children: list[object] = []
    for position, inner in enumerate(item.items):
        opening = position == 0 and isinstance(inner, Page) and inner.path.endswith("index.md")
        children.append(inner.path if opening and isinstance(inner, Page) else _nav(inner))
    return {str(escape(item.name)): children}


def _mirror(wanted: Mapping[str, bytes], folder: Path) -> list[str]:
    """Make `folder` hold exactly these files; returns the names of those that it did not hold, and of those that had to go."""
    changed: list[str] = []
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or (path.is_file() and name not in wanted):
            path.unlink()
            changed.append(name)
    return changed + [name for name, data in wanted.items() if _write(folder / name, data)]


def _write(path: Path, data: bytes) -> bool:
    """Returns whether that was needed."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True


def _remove(site: Path, spare: re.Pattern[str]) -> None:
    for path in sorted(site.rglob("*")):
        if path.is_file() and spare.search(path.relative_to(site).as_posix()):
            path.unlink()


def squeezed(page: bytes) -> bytes:
    """A page without the theme's empty lines and indents: a tenth of what comes over the air."""
    pieces = _AS_IT_IS.split(page)
    pieces[::2] = map(_unindented, pieces[::2])
    return b"".join(pieces)


def _unindented(text: bytes) -> bytes:
    if b"\n" not in text:
        return text
    first, *middle, last = text.split(b"\n")
    return b"\n".join([first.rstrip(), *filter(None, map(bytes.strip, middle)), last.lstrip()])


def _settle_sitemap(sitemap: Path, *, wanted: bool) -> None:
    """A list of addresses without dates, or none when the edition has no address."""
    sitemap.with_suffix(".xml.gz").unlink(missing_ok=True)
    if wanted:
        sitemap.write_text(_LAST_CHANGE.sub("", sitemap.read_text("utf-8")), "utf-8")
    else:
        sitemap.unlink(missing_ok=True)


def _tune_search(index: Path, language: Mapping[str, list[str]]) -> None:
    """Tell the search how the language is typed, and make one entry of a page and its main heading.

    The engine starts a second entry at a heading that does not stand first on its page, and gives the page's
    hidden words to every entry of it.
    """
    found = json.loads(index.read_text("utf-8"))
    found["config"] |= language
    entries: list[dict[str, Any]] = []
    for entry in found["docs"]:
        if "#" in entry["location"]:
            entry.pop("tags", None)
            if entry["title"] == entries[-1]["title"] and entry["location"].startswith(entries[-1]["location"]):
                entries[-1]["text"] = f"{entries[-1]['text']} {entry['text']}".strip()
                continue
        entries.append(entry)
    found["docs"] = entries
    index.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")), "utf-8")


def as_json(value: object) -> bytes:
    """JSON for people and programs: sorted, indented, UTF-8."""
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
