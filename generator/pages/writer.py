"""What a template can call, and how a page becomes Markdown text.

The engine escapes neither titles nor descriptions, so they are escaped here, on the way into the
front matter.
"""

import html
import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .. import blocks, prose
from ..cache import CACHE, Cache
from ..compiled import Compiled
from ..fields import Field
from ..handbook import Handbook, slug
from ..models import Block
from .policy import policy_of

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()>#+\-.!])")
"""The signs that Python-Markdown lets a backslash protect (its ESCAPED_CHARS)."""


def template_environment(root: Path) -> Environment:
    """The one Jinja environment: everything escaped, unknown names refused, templates only from the project."""
    folders = [root / "overrides" / "pages", root / "overrides" / "drawings"]
    environment = Environment(
        loader=FileSystemLoader(folders, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=Compiled(Cache(root / CACHE)),
    )
    environment.globals["policy"] = policy_of(root)
    return environment


@dataclass(frozen=True)
class Writer:
    """What a template can call: text to HTML, ids to links, headings."""

    handbook: Handbook
    folder: str

    def helpers(self) -> dict[str, Any]:
        """What a template calls, by name."""
        return {
            "prose": self.prose,
            "line": self.line,
            "plain": prose.plain,
            "address": self.address,
            "to": self.to,
            "name_of": self.name_of,
            "heading": heading,
            "slug": slug,
            "passage": self.passage,
            "say": self.say,
            "fields": self.fields,
            "asked": blocks.asked,
            "digest": blocks.digest,
        }

    def prose(self, text: str) -> Markup:
        """Paragraphs as HTML."""
        return prose.html(text, self.address)

    def passage(self, text: str, number: int) -> Markup:
        """A passage of a freely written page: a heading with the anchor `part-2`, or HTML."""
        if found := prose.page_heading(text):
            return heading(*found, f"part-{number}")
        return Markup('<div class="hb-prose hb-own">{}</div>').format(prose.page_html(text, self.address, self._picture))

    def _picture(self, name: str) -> str:
        return self.to(f"assets/pictures/{name.removeprefix('images/')}")

    def line(self, text: str) -> Markup:
        """One line as HTML."""
        return prose.inline_html(text, self.address)

    def address(self, identity: str) -> str:
        """The relative address of an id from this page."""
        return self.to(self.handbook.addresses[identity])

    def to(self, path: str) -> str:
        """The relative address of a path below the edition's top."""
        return _relative(path, self.folder or ".")

    def name_of(self, identity: str) -> Markup:
        """What an id is called."""
        return self.line(self.handbook.names[identity])

    def say(self, *names: str, **others: str) -> Markup:
        """Words for a script to say, as data attributes of its element: `note-saved` is `dataset.noteSaved` there.

        With `check_do="walk-do"` the word `walk-do` goes by the name of another.
        """
        words = {name: name for name in names} | {name.replace("_", "-"): word for name, word in others.items()}
        pair = Markup('data-{}="{}"')
        return Markup(" ").join(pair.format(name, self.handbook.language.words[word]) for name, word in words.items())

    def fields(self, block: Block) -> dict[str, Field]:
        """What there is to fill in, by its place in the block: `.2.1`."""
        found = blocks.fields(block, self.handbook.language.words)
        return {field.name.removeprefix(block.id): field for field in found}


_relative = cache(posixpath.relpath)
"""Pages of one folder lead to the same places again and again."""


def heading(level: int, text: str, anchor: str = "", *, searched: bool = True) -> Markup:
    """A Markdown heading with a stable anchor, without a full stop. Escaped for HTML and for Markdown.

    What is not `searched` stands in no search index, with all that follows up to the next heading: ways to other pages,
    and answers to choose from.
    """
    words = _MARKDOWN_SIGNS.sub(r"\\\1", html.escape(prose.plain(text).removesuffix("."), quote=False))
    unsearched = "" if searched else " data-search-exclude=''"
    place = f" {{ #{anchor}{unsearched} }}" if anchor else ""
    return Markup(f"{'#' * level} {words}{place}")  # noqa: S704 - escaped just above


def front_matter(matter: Mapping[str, object]) -> str:
    """YAML front matter of whatever is set. JSON is YAML, whatever its strings hold."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in matter.items() if value]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


_DESCRIPTION = re.compile(r"<p class=\"hb-lede\">(.*?)</p>", re.DOTALL)


def description(body: str) -> str:
    """The page's first sentence, which every template marks as its lede."""
    lede = _DESCRIPTION.search(body)
    return str(Markup(lede.group(1)).striptags()) if lede else ""  # noqa: S704 - only to strip tags


def tidy(body: str) -> str:
    """No trailing spaces, no run of empty lines, one line end at the end: the same bytes from every template."""
    lines = [line.rstrip() for line in body.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
