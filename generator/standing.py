"""The engine after a whole build, ready for the next edit: pages that have another text are drawn alone.

The engine draws every page again, since its menu may have changed. Here what it made of settings, files, menu and templates
stays. A page is read and drawn by the engine's own functions, and its entries in the search take the place of the old
ones. Where more than pages would change, nothing is promised: then a whole build is due.
"""

from collections.abc import Collection

import jinja2
from material.plugins.search.plugin import SearchPlugin  # type: ignore[import-untyped]
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from .engine import outline

_INDEX = "search/search_index.json"


class Standing(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """A plugin that notes what a build has made, and draws single pages with it."""

    _files: Files
    _nav: Navigation
    _env: jinja2.Environment

    def __init__(self, config: MkDocsConfig) -> None:
        """To be there from before the build."""
        self._config = config
        config.plugins["service-handbook-standing"] = self

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Comes before pages are read."""
        self._nav, self._files = nav, files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Comes before pages are drawn."""
        self._env = env

    def drawn(self, changed: Collection[str]) -> list[str] | None:
        """Draw pages anew, by the paths of their texts; the paths of all that was written.

        None where that is not enough: something else than pages was changed, or a page has another name in the menus.
        """
        pages = [self._page(path) for path in changed]
        if not all(pages):
            return None
        found, before = [page for page in pages if page], outline(self._nav)
        for page in found:
            build._populate_page(page, self._config, self._files)
        if outline(self._nav) != before:
            return None
        every = self._files.documentation_pages()
        for page in found:
            build._build_page(page, self._config, every, self._nav, self._env)
        for file in every:
            assert file.page is not None  # noqa: S101 - the engine has read it
            file.page.validate_anchor_links(files=self._files, log_level=self._config.validation.links.anchors)
        for plugin in self._config.plugins.values():
            if isinstance(plugin, SearchPlugin):
                plugin.on_post_build(config=self._config)
        return [*(page.file.dest_uri for page in found), _INDEX]

    def _page(self, path: str) -> Page | None:
        file = self._files.get_file_from_path(path)
        return file.page if file else None
