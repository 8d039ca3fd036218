"""Author text: a small Markdown subset, to safe HTML for screens and to plain runs for paper.

Emphasis, strong, links, code, paragraphs and lists; nothing else. Pages that an organisation writes freely have more:
headings, tables, quotations, pictures of their own; see `passages`. Raw HTML is text. A link leads to an id
(`[fairness](need.fairness)`), to https, http or mailto. Parsed by markdown-it-py (kept, no raw HTML)
and cleaned by nh3 (ammonia): two walls, because every authored string lands in a page.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Literal, TypedDict

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
_PAGE_TAGS = _TAGS | {"table", "thead", "tbody", "tr", "th", "td", "blockquote", "img"}
_SCHEMES = {"http", "https", "mailto"}
PICTURE = re.compile(r"images/[a-z0-9]+(-[a-z0-9]+)*\.(svg|png|jpg)")
"""How a page names a picture: `images/map.png`."""
_HEADING = re.compile(r"(##|###) +(.+?)(?: +#+)? *")
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


@cache
def _page_parser() -> MarkdownIt:
    rules = ["emphasis", "link", "autolink", "list", "backticks", "escape", "newline"]
    return MarkdownIt("zero").enable([*rules, "heading", "table", "blockquote", "image"])


@cache
def _whole_parser() -> MarkdownIt:
    """All of Markdown, to find what a page may not have."""
    return MarkdownIt("commonmark").enable("table")


def links(text: str, *, on_page: bool = False) -> Iterator[str]:
    """The targets of all links in a text, or in a passage of a page."""
    if not any(sign in text for sign in ("[<" if on_page else ["]("])):
        return
    for token in (_page_parser() if on_page else _parser()).parse(text):
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
    return _cleaned(text, address) if "[" in text or "<" in text else _cleaned_once(text)


@lru_cache(4096)
def _cleaned_once(text: str) -> Markup:
    """A text that has no link is the same on every page and for every trade."""
    return _cleaned(text, str)


def _cleaned(text: str, address: Callable[[str], str]) -> Markup:
    tokens = _parser().parse(text)
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                target = str(child.attrGet("href") or "")
                child.attrSet("href", target if is_web(target) else address(target))
    rendered = _parser().renderer.render(tokens, _parser().options, {})
    return Markup(  # noqa: S704 - the one place where author text becomes markup, just cleaned by nh3
        nh3.clean(rendered, tags=_TAGS, attributes={"a": {"href"}, "*": set()}, url_schemes=_SCHEMES, link_rel=None).strip()
    )


def inline_html(text: str, address: Callable[[str], str]) -> Markup:
    """One line as clean HTML, without a paragraph around it."""
    whole = html(text, address)
    line = _SPARE_BLOCKS.match(whole)
    return Markup(line.group(1)) if line and "<p>" not in line.group(1) else whole  # noqa: S704 - part of cleaned HTML


def passages(text: str) -> list[tuple[int, str]]:
    """A freely written text part by part, each with the line it starts in, from 0: a heading, a paragraph, a list ..."""
    lines = text.split("\n")
    starts = [token.map for token in _page_parser().parse(text) if token.level == 0 and token.map and token.nesting >= 0]
    return [(start, "\n".join(lines[start:end]).strip("\n")) for start, end in starts]


def page_misfits(text: str) -> list[tuple[int, str, str]]:
    """What no freely written page may have: the line, from 0, what is wrong there, and what to do instead."""
    env: dict[str, Any] = {}
    tokens = _whole_parser().parse(text, env)
    return sorted({*_misfits(tokens), *_references(env)})


_NOT_HERE = {
    "html_block": ("HTML is not used on pages", "Write it as Markdown: a blank line parts paragraphs, - starts a list."),
    "html_inline": (
        "HTML is not used on pages",
        "Write **strong** and *emphasis*. A < that is meant as a sign has a space after it.",
    ),
    "fence": ("a block of code is not used on pages", "Take out the line of ``` or ~~~; for a quotation start lines with >."),
    "code_block": ("this line is indented by four or more, which means code", "Take out the spaces in front of it."),
    "hr": ("a line across is not used on pages", "Part the page with a heading: ## and a space."),
}


def _misfits(tokens: Sequence[Token], line: int = 0) -> Iterator[tuple[int, str, str]]:
    for token in tokens:
        line = token.map[0] if token.map else line + (token.type in ("softbreak", "hardbreak"))
        if token.type in _NOT_HERE:
            yield line, *_NOT_HERE[token.type]
        elif token.type == "heading_open" and (token.tag not in ("h2", "h3") or token.markup in "=-"):
            yield line, "a heading here starts with ## or ###", "The title of the page stands in its front matter."
        elif token.type == "image":
            yield from _misfits_of_picture(line, str(token.attrGet("src") or ""), token.content)
        yield from _misfits(token.children or (), line)


def _misfits_of_picture(line: int, source: str, says: str) -> Iterator[tuple[int, str, str]]:
    if not PICTURE.fullmatch(source):
        where = "on another host" if is_web(source) else f"at '{source}'"
        advice = "Put the file into pages/images/ and write ![what it shows](images/its-name.png)."
        yield line, f"a picture {where} cannot be shown", advice
    if not says.strip():
        yield line, "this picture says nothing to people who do not see it", "Write what it shows between the brackets: ![…]."


def _references(env: Mapping[str, Any]) -> Iterator[tuple[int, str, str]]:
    for name, found in env.get("references", {}).items():
        yield (
            found["map"][0],
            f"the address of [{name.lower()}] stands apart from its link",
            "Write [words](address) in one place.",
        )


def pictures(text: str) -> Iterator[str]:
    """The files of all pictures in a passage of a page."""
    if "![" not in text:
        return
    for token in _page_parser().parse(text):
        yield from (str(child.attrGet("src") or "") for child in token.children or () if child.type == "image")


def page_html(text: str, address: Callable[[str], str], picture: Callable[[str], str]) -> Markup:
    """A passage of a page as clean HTML. `address` gives the href for an id, `picture` the one for a file."""
    tokens = _page_parser().parse(text)
    for child in (child for token in tokens for child in token.children or ()):
        if child.type == "link_open":
            target = str(child.attrGet("href") or "")
            child.attrSet("href", target if is_web(target) else address(target))
        elif child.type == "image":
            child.attrSet("src", picture(str(child.attrGet("src") or "")))
    rendered = _page_parser().renderer.render(tokens, _page_parser().options, {})
    attributes = {"a": {"href"}, "img": {"src", "alt"}}
    return Markup(  # noqa: S704 - just cleaned by nh3
        nh3.clean(rendered, tags=_PAGE_TAGS, attributes=attributes, url_schemes=_SCHEMES, link_rel=None).strip()
    )


def page_heading(text: str) -> tuple[int, str] | None:
    """The level and the words of a passage that is a heading."""
    found = _HEADING.fullmatch(text)
    return (len(found[1]), found[2]) if found else None


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


@lru_cache(1 << 14)
def curly(text: str) -> str:
    """Straight quotation marks and apostrophes as printers set them; authors type what their keys have.

    Every edition asks for most texts.
    """
    if '"' not in text and "'" not in text:
        return text
    text = re.sub(r"(^|[\s(\[])(\**)\"", r"\1\2“", text).replace('"', "”")
    return re.sub(r"(^|[\s(\[“])(\**)'", r"\1\2‘", text).replace("'", "’")


def plain(text: str) -> str:
    """The words alone: for titles, descriptions and search."""
    return text if _PLAIN.fullmatch(text) else " ".join(plain_lines(text))


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
