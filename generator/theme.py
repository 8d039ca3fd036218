"""The theme's templates: compiled once and for all, with menus and other parts drawn once for all pages of a folder."""

import os
import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.structure import StructureItem
from mkdocs.theme import Theme

from .cache import Cache
from .compiled import Compiled

_ITEMS = {
    "partials/tabs.html": "item.render(nav_item)",
    "partials/nav.html": "item.render(nav_item, path, 1)",
    "partials/nav-item.html": 'render(item, path ~ "_" ~ loop.index, level + 1, nav_item)',
}
"""Where the theme draws an item of a menu. Most are drawn alike on all pages of a folder: those that lead elsewhere."""
PARTS = ("icons", "javascripts/base", "javascripts/palette", "logo", "palette", "search", "top")
"""Parts of the theme that never look at the page: alike on all pages of a folder."""
_WHOLE = ("main.html", "404.html", "sitemap.xml")
"""What whole pages are drawn with. All other templates but the parts are named there, or in those named there."""
_NAMED = re.compile(r'{%-? *(?:extends|include|import) "([^"]+)"(?! ~)')
"""How one template names another, where its name does not depend on anything."""
_ICONS = ".icons"
"""Fourteen thousand files of the theme, which templates draw and no page loads."""


def prepared(env: jinja2.Environment, folders: Sequence[Path], cache: Cache) -> jinja2.Environment:
    """The engine's environment, with the templates of a theme's folders as they are here."""
    env.bytecode_cache = Compiled(cache)
    env.loader = _Templates(folders)
    env.globals["remembered"] = _remembered({})
    env.globals["once"] = _once({})
    return env


def environment(root: Path, cache: Cache) -> jinja2.Environment:
    """The environment that the engine would draw the pages of a project with."""
    theme = Theme(name="material", custom_dir=str(root / "overrides" / "theme"))
    return prepared(theme.get_env(), [Path(folder) for folder in theme.dirs], cache)


def templates(env: jinja2.Environment) -> Iterator[str]:
    """The names of the theme's templates that pages are drawn with."""
    names = [*_WHOLE, *(f"partials/{part}.html" for part in PARTS)]
    for name in names:  # which grows meanwhile
        yield name
        assert env.loader  # noqa: S101 - `prepared` gave it
        source, *_ = env.loader.get_source(env, name)
        names += [named for named in _NAMED.findall(source) if named not in names]


def _remembered(known: dict[object, str]) -> Callable[..., str]:
    """What the templates call to draw an item of a menu, once for all pages of a folder where it is not the one shown."""

    @jinja2.pass_context
    def remembered(context: jinja2.runtime.Context, draw: Callable[..., str], item: StructureItem, *how: Any) -> str:
        page = context.get("page")
        if page is None or getattr(item, "active", True):
            return draw(item, *how)
        key = (posixpath.dirname(page.url), id(item), *(getattr(one, "active", one) for one in how))
        if key not in known:
            known[key] = draw(item, *how)
        return known[key]

    return remembered


def _once(known: dict[object, str]) -> Callable[..., str]:
    """What the templates call for a part that is alike on all pages of a folder."""

    @jinja2.pass_context
    def once(context: jinja2.runtime.Context, name: str) -> str:
        page = context.get("page")
        key = (context["base_url"], page and posixpath.dirname(page.url), name)
        if key not in known:
            template = context.environment.get_template(name)
            known[key] = "".join(template.root_render_func(template.new_context(context.get_all(), shared=True)))
        return known[key]

    return once


class _Templates(jinja2.FileSystemLoader):
    """The theme's folders, with menus and parts that are remembered; its icons are found by name, but not listed."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_fresh = super().get_source(environment, template)
        if item := _ITEMS.get(template):
            source = source.replace(f"{{{{ {item}", f"{{{{ remembered({item.replace('(', ', ', 1)}")
        for part in PARTS:
            source = source.replace(f'{{% include "partials/{part}.html" %}}', f'{{{{ once("partials/{part}.html") }}}}')
        return source, path, is_fresh

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for top in map(Path, self.searchpath):
            for folder, folders, names in os.walk(top):
                folders[:] = [name for name in folders if name != _ICONS]
                found |= {(Path(folder) / name).relative_to(top).as_posix() for name in names}
        return sorted(found)
