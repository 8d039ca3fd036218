"""HTML that stands in a Markdown text and is handed through as it is: set aside while the engine reads the rest.

Nearly all of a page of ours is such HTML, and headings of plain words. The engine reads every tag of it three times, to
leave it as it was.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify  # type: ignore[import-untyped]

_OPENING = {"article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer", "form", "h2", "h3"} | {
    "header", "main", "nav", "ol", "p", "section", "table", "ul"
}  # fmt: skip
"""Tags that open a block of HTML in Markdown (a part of those that the engine knows)."""
_ALONE = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
"""Tags that nothing closes (HTML 5, void elements)."""
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)([^<>]*)>")
_MARK = "<div>set-aside-{}</div>"
_MARKS = re.compile(_MARK.format(r"(\d+)"))
_ANCHOR = re.compile(r'\s(?:id|name)="([^"]*)"')
_HYPHEN = r"\-"
"""As our texts have it, so that nothing takes it for a list."""
_PLAIN = r"""(?=\S)(?:[^\W_]|\\-|[ ,.;:?!’‘“”'"()–—…·/%+-])+?(?<=\S)"""
_HEADING = re.compile(rf"(#{{1,6}}) ({_PLAIN})(?: \{{ #([a-z][a-z0-9-]*)( data-search-exclude='')? \}})?")
"""A heading without any sign that Markdown knows, its anchor, and whether it is left out of the search."""


@dataclass(frozen=True)
class Ready:
    """A text as the engine would give it."""

    content: str
    toc: list[dict[str, Any]]
    """Headings with name, id, level and children."""
    title: str | None
    anchors: set[str]


@lru_cache(1024)
def ready(text: str) -> Ready | None:
    """A text that holds whole blocks of HTML and headings of plain words, as HTML. None when there is more in it.

    A preview asks for all pages after every edit.
    """
    short, blocks = set_aside(text)
    pieces = [piece for piece in (piece.strip("\n") for piece in short.split("\n\n")) if piece]
    headings = {number: _HEADING.fullmatch(piece) for number, piece in enumerate(pieces) if not _MARKS.fullmatch(piece)}
    used = {found[3] for found in headings.values() if found}
    tokens: list[dict[str, Any]] = []
    for number, found in headings.items():
        anchor = found and (found[3] or slugify(_name(found), "-"))
        if not found or not anchor or (anchor in used and not found[3]):
            return None
        used.add(anchor)
        level, name = len(found[1]), _name(found)
        tokens.append({"level": level, "id": anchor, "name": name})
        unsearched = ' data-search-exclude=""' if found[4] else ""
        pieces[number] = f'<h{level}{unsearched} id="{anchor}">{name}</h{level}>'
    ends = ["\n" if number in headings else "\n\n" for number in range(len(pieces))]
    content = put_back("".join(map("".join, zip(pieces, ends, strict=True))).strip(), blocks)
    opening = headings.get(0)
    title = _name(opening) if opening and opening[1] == "#" else None
    return Ready(content, nest_toc_tokens(tokens), title, used | anchors(blocks))


def _name(heading: re.Match[str]) -> str:
    return heading[2].replace(_HYPHEN, "-")


def set_aside(text: str) -> tuple[str, list[str]]:
    """A Markdown text with a mark in place of each block of HTML that is whole in itself, and the blocks.

    A block stands between empty lines and is made of elements that are closed again, each of which opens a block on a line
    of its own. What is not clearly one stays.
    """
    blocks: list[str] = []
    if _MARKS.search(text):
        return text, blocks
    pieces = text.split("\n\n")
    for number, piece in enumerate(pieces):
        block = piece.strip("\n")
        if _is_whole(block):
            pieces[number] = piece.replace(block, _MARK.format(len(blocks)))
            blocks.append(block)
    return "\n\n".join(pieces), blocks


def put_back(html: str, blocks: Sequence[str]) -> str:
    """HTML with the blocks where their marks stand."""
    return _MARKS.sub(lambda mark: blocks[int(mark[1])], html) if blocks else html


def anchors(blocks: Sequence[str]) -> set[str]:
    """Every anchor in blocks of HTML."""
    return {anchor for block in blocks for anchor in _ANCHOR.findall(block)}


def _is_whole(block: str) -> bool:
    inside: list[str] = []
    end = 0
    for tag in _TAG.finditer(block):
        closes, name, rest = tag.groups()
        if not inside and (closes or name not in _OPENING or block[end : tag.start()] != ("\n" if end else "")):
            return False
        if closes and inside.pop() != name:
            return False
        if not closes and name not in _ALONE and not rest.endswith("/"):
            inside.append(name)
        end = tag.end()
    return not inside and 0 < end == len(block)
