"""Author text: a small Markdown subset, to safe HTML for screens and to plain runs for paper.

Emphasis, strong, links, code, paragraphs and lists; nothing else. Raw HTML is text. A link leads to an id
(`[fairness](need.fairness)`), to https, http or mailto. Parsed by markdown-it-py (kept, no raw HTML)
and cleaned by nh3 (ammonia): two walls, because every authored string lands in a page.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, TypedDict

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

MAX_FIELD = 4_000
MAX_BRACKETS = 50
ID_LINK = re.compile(r"^[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*)+$|^[a-z0-9]+(-[a-z0-9]+)+$")
_WEB_LINK = re.compile(r"^(https?://|mailto:)")

_PLAIN = re.compile(r"(?!\s*([-+]|\d+[.)])\s)[^*_`\[\]\\&<>\n]*")
"""Texts without any sign of Markdown or HTML: nine of ten. They need no parser."""
_TAGS = {"p", "em", "strong", "code", "a", "ul", "ol", "li", "br"}
_SPARE_BLOCKS = re.compile(r"^<p>(.*)</p>\s*$", re.DOTALL)


class Run(TypedDict):
    """A stretch of text in one style."""

    text: str
    strong: bool
    emph: bool


class Paragraph(TypedDict):
    """A paragraph or a list item, as runs."""

    kind: Literal["p", "li"]
    runs: list[Run]


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero").enable(["emphasis", "link", "list", "backticks", "escape", "newline"])


def links(text: str) -> Iterator[str]:
    """The targets of all links in a text."""
    if "](" not in text:
        return
    for token in _parser().parse(text):
        for child in token.children or ():
            if child.type == "link_open":
                yield str(child.attrGet("href") or "")


def is_web(target: str) -> bool:
    """Whether a link leaves the handbook in an allowed way."""
    return bool(_WEB_LINK.match(target))


def html(text: str, address: Callable[[str], str]) -> Markup:
    """Paragraphs and lists as clean HTML. `address` gives the href for an id."""
    if _PLAIN.fullmatch(text):
        return Markup(f"<p>{text}</p>" if text else "")  # noqa: S704 - has no sign that HTML would read
    tokens = _parser().parse(text)
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                target = str(child.attrGet("href") or "")
                child.attrSet("href", target if is_web(target) else address(target))
    rendered = _parser().renderer.render(tokens, _parser().options, {})
    return Markup(  # noqa: S704 - the one place where author text becomes markup, just cleaned by nh3
        nh3.clean(
            rendered, tags=_TAGS, attributes={"a": {"href"}, "*": set()}, url_schemes={"http", "https", "mailto"}, link_rel=None
        ).strip()
    )


def inline_html(text: str, address: Callable[[str], str]) -> Markup:
    """One line as clean HTML, without a paragraph around it."""
    whole = html(text, address)
    line = _SPARE_BLOCKS.match(whole)
    return Markup(line.group(1)) if line and "<p>" not in line.group(1) else whole  # noqa: S704 - part of cleaned HTML


def paragraphs(text: str) -> list[Paragraph]:
    """Paragraphs and list items for paper; links keep only their words."""
    if _PLAIN.fullmatch(text):
        return [{"kind": "p", "runs": [{"text": text, "strong": False, "emph": False}]}] if text else []
    found: list[Paragraph] = []
    depth = 0
    for token in _parser().parse(text):
        depth += token.nesting if token.type.startswith("list_item") else 0
        if token.type == "inline":
            found.append({"kind": "li" if depth else "p", "runs": list(_runs(token))})
    return found


def runs(text: str) -> list[Run]:
    """One line for paper. A line is no list: `- 0 +` keeps its signs."""
    if not text or _PLAIN.fullmatch(text):
        return [{"text": text, "strong": False, "emph": False}] if text else []
    return [run for token in _parser().parseInline(text) for run in _runs(token)]


def curly(text: str) -> str:
    """Straight quotation marks and apostrophes as printers set them; authors type what their keys have."""
    text = re.sub(r"(^|[\s(\[])(\**)\"", r"\1\2“", text).replace('"', "”")
    return re.sub(r"(^|[\s(\[“])(\**)'", r"\1\2‘", text).replace("'", "’")


def plain(text: str) -> str:
    """The words alone: for titles, descriptions and search."""
    return " ".join(plain_lines(text))


def plain_lines(text: str) -> list[str]:
    """The words alone, a line for each paragraph and list item."""
    return ["".join(run["text"] for run in paragraph["runs"]) for paragraph in paragraphs(text)]


def _runs(inline: Token) -> Iterator[Run]:
    strong = emph = 0
    for token in inline.children or ():
        strong += token.nesting if token.type.startswith("strong") else 0
        emph += token.nesting if token.type.startswith("em_") else 0
        content = " " if token.type in ("softbreak", "hardbreak") else token.content
        if content:
            yield {"text": content, "strong": strong > 0, "emph": emph > 0}
