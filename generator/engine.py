"""What the engine need not do twice: a text as HTML, its entries in the search, a page around it, a template's code.

The engine keeps nothing between editions and between builds. Here its results are kept by content, each under a key
made of all that it depends on, so that a build writes the same bytes with them and without. No other room changes how
the engine works. Where one of these changes stops applying, the engine does the work itself, as it came, and
tests/test_engine.py fails.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

import jinja2
import yaml
from lxml import etree
from material.plugins.search.plugin import Parser, SearchIndex, SearchPlugin  # type: ignore[import-untyped]
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc
from mkdocs.utils import meta
from mkdocs.utils.yaml import get_yaml_loader

from .cache import Cache, digest_of, key_of
from .ready import anchors, put_back, ready, set_aside
from .theme import prepared

ENGINES = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2")
_MARKDOWN = [{"toc", "tables", "fenced_code", "attr_list"}, {"toc": {"permalink": False}}]
"""The Markdown of the engine with our settings, under which a page may be ready as it is."""
_AROUND = ("html", "body")


def load(settings: Path) -> MkDocsConfig:
    """The engine's settings of an edition. They and the front matter of pages are read by libyaml, where it is there."""
    if yaml.__with_libyaml__:
        get_yaml_loader.__defaults__ = (yaml.CLoader, None)
        meta.SafeLoader = yaml.CSafeLoader  # type: ignore[attr-defined]
    return load_config(str(settings))


def spare_work(config: MkDocsConfig, cache: Cache, settings: Sequence[str]) -> None:
    """Let a loaded configuration be built with what was kept of earlier work. `settings` are the texts it was loaded from."""
    results = _Results(cache, Path(config.config_file_path).parent.name)
    config.plugins["service-handbook"] = _Lean(config, results, settings)


class _Results:
    """What an edition's last build gave, by what each value depends on: one entry of the cache, as hundreds cost more."""

    def __init__(self, cache: Cache, edition: str) -> None:
        self.cache = cache
        self._versions = [version(engine) for engine in ENGINES]
        self._entry = self.key("edition", edition)
        self._before: dict[str, Any] = json.loads(cache.find(self._entry) or b"{}")
        self._now: dict[str, Any] = {}

    def key(self, *parts: object) -> str:
        return key_of(self._versions, *parts)

    def find(self, key: str) -> Any:
        if key in self._before:
            self._now[key] = self._before[key]
        return self._now.get(key)

    def keep(self, key: str, value: object) -> None:
        self._now[key] = value

    def save(self) -> None:
        """For the next build. What this one had no use for goes."""
        if self._now != self._before:
            self.cache.keep(self._entry, json.dumps(self._now, ensure_ascii=False).encode())


class _Lean(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """A plugin that gives the engine our pages, search index and templates in place of its own."""

    def __init__(self, config: MkDocsConfig, results: _Results, settings: Sequence[str]) -> None:
        self._results = results
        self._markdown = [config.markdown_extensions, config.mdx_configs]
        ours = Path(str(config.theme.custom_dir))
        self._theme = [Path(folder) for folder in config.theme.dirs]
        self._look = [*settings, digest_of(ours.rglob("*.html"), ours)]
        plain = config.theme.get_env
        # There is no event before the engine first asks for its templates.
        config.theme.get_env = lambda: self._spared(plain())  # type: ignore[method-assign]

    def on_config(self, config: MkDocsConfig) -> None:
        """The search has made its index by now."""
        for plugin in config.plugins.values():
            if isinstance(plugin, SearchPlugin):
                plugin.search_index = _Index(self._results, plugin.config)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """The menu takes pages that are there already."""
        names = dict(_named(config.nav or []))
        for file in files.documentation_pages():
            _Page(names.get(file.src_uri), file, config, self._results, self._markdown)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        self._nav = nav

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Each page has its name by now."""
        self._around = self._results.key("page", self._look, outline(self._nav))

    def draw(self, page: Page, plain: Callable[[], str]) -> str:
        """A whole page."""
        key = self._results.key(self._around, page.url, page.title, page.meta, page.content)
        found = self._results.find(key)
        if found is None:
            found = plain()
            self._results.keep(key, found)
        return str(found)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._results.save()

    def _spared(self, env: jinja2.Environment) -> jinja2.Environment:
        engine = self

        class Template(jinja2.Template):
            def render(self, *values: Any, **more: Any) -> str:
                page = dict(*values, **more).get("page")
                plain = super().render
                return engine.draw(page, lambda: plain(*values, **more)) if isinstance(page, _Page) else plain(*values, **more)

        env.template_class = Template
        return prepared(env, self._theme, self._results.cache)


class _Page(Page):
    """A page whose HTML is kept by its text, for as long as every file that it links to is there."""

    def __init__(self, title: str | None, file: File, config: MkDocsConfig, results: _Results, markdown: list[Any]) -> None:
        super().__init__(title, file, config)
        self._results, self._settings = results, markdown

    def render(self, config: MkDocsConfig, files: Files) -> None:
        found = self._ready() or self._kept(config, files)
        self.content, self.toc = found["content"], get_toc(found["toc"])
        self._title_from_render, self.present_anchor_ids = found["title"], set(found["anchors"])
        self.links_to_anchors = {files.src_uris[path]: anchors for path, anchors in found["links"].items()}

    def _ready(self) -> dict[str, Any] | None:
        """What needs no engine, where Markdown is what we set it to be."""
        extensions, settings = self._settings
        found = ready(str(self.markdown)) if [set(extensions), settings] == _MARKDOWN else None
        return vars(found) | {"links": {}} if found else None

    def _kept(self, config: MkDocsConfig, files: Files) -> dict[str, Any]:
        """What the engine gave before, or gives now."""
        key = self._results.key("html", self._settings, self.file.src_uri, self.markdown)
        found = self._results.find(key)
        if found is None or any(files.get_file_from_path(path) is None for path in found["asked"]):
            found = self._make(config, files)
            self._results.keep(key, found)
        return dict(found)

    def _make(self, config: MkDocsConfig, files: Files) -> dict[str, object]:
        asked, whole = _Asked(files), str(self.markdown)
        self.markdown, blocks = set_aside(whole)
        super().render(config, asked)  # type: ignore[arg-type]  # all that it does with files is to ask for them
        self.markdown = whole
        return {
            "content": put_back(str(self.content), blocks),
            "toc": [_token(entry) for entry in self.toc],
            "title": self._title_from_render,
            "anchors": sorted({*(self.present_anchor_ids or ()), *anchors(blocks)}),
            "links": {file.src_uri: anchors for file, anchors in (self.links_to_anchors or {}).items()},
            "asked": sorted(asked.paths),
        }


class _Asked:
    """The files of an edition, and which of them were asked for."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.paths: set[str] = set()

    def get_file_from_path(self, path: str) -> File | None:
        self.paths.add(path)
        return self._files.get_file_from_path(path)


class _Index(SearchIndex):  # type: ignore[misc]  # the theme has no types
    """The search's entries, kept by page."""

    def __init__(self, results: _Results, config: Any) -> None:
        super().__init__(**config)
        self._results = results
        self._found: dict[str, list[object]] = {}
        self._parser = etree.HTMLParser(target=_Sections())

    def add_entry_from_context(self, page: Page) -> None:
        key = self._results.key("search", page.url, page.title, page.meta, page.content)
        found = self._results.find(key)
        if found is None:
            self.entries: list[object] = []
            if not (page.meta.get("search") or {}).get("exclude"):
                self._add(page)
            found = self.entries
            self._results.keep(key, found)
        self._found[page.url] = found

    def generate_search_index(self, before: object) -> str:
        """Of all pages, each of which was drawn last."""
        self.entries = list(chain.from_iterable(self._found.values()))
        return str(super().generate_search_index(before))

    def _add(self, page: Page) -> None:
        for section in etree.HTML(f"<body>{page.content}", self._parser):
            if not section.is_excluded():
                self.create_entry_for_section(section, page.toc, page.url, page)


class _Sections:
    """The theme's way to take a page apart for its search, with tags as libxml2 splits them: in half the time."""

    def __init__(self) -> None:
        self._parser = Parser()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag not in _AROUND:
            self._parser.handle_starttag(tag, attributes.items())

    def end(self, tag: str) -> None:
        if tag not in _AROUND:
            self._parser.handle_endtag(tag)

    def data(self, text: str) -> None:
        self._parser.handle_data(text)

    def comment(self, text: str) -> None:
        """Is not searched."""

    def close(self) -> list[Any]:
        """What was found; the next page begins anew."""
        found, self._parser = self._parser.data, Parser()
        return list(found)


def _named(nav: Any) -> Iterator[tuple[str, str]]:
    """Each path of a menu that says what its page is called."""
    for item in nav if isinstance(nav, list) else [nav]:
        if isinstance(item, dict):
            for name, inner in item.items():
                if isinstance(inner, str):
                    yield inner, name
                else:
                    yield from _named(inner)


def outline(nav: Navigation) -> list[object]:
    """All that a page shows of the menu."""
    return [list(_outline(item)) for item in nav.items]


def _outline(item: StructureItem) -> Iterator[object]:
    yield [item.title, getattr(item, "url", None)]
    for child in getattr(item, "children", None) or ():
        yield list(_outline(child))


def _token(entry: AnchorLink) -> dict[str, object]:
    return {"name": entry.title, "id": entry.id, "level": entry.level, "children": [_token(child) for child in entry.children]}
