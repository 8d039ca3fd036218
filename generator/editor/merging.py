"""Puts new values into a YAML text and leaves the rest as it stands: comments, order, quotation marks, line breaks."""

import io
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

from ..documents import Value
from ..overlay import name_of
from ..sources import parse

_INDENTS = ({"mapping": 2, "sequence": 4, "offset": 2}, {"mapping": 2, "sequence": 2, "offset": 0}, {"mapping": 4})
"""How lists may be indented: as we do it, not at all, by four. The one that a text uses is kept."""
_ENDLESS = 1 << 20
"""The width of a line: none is ever broken."""

_BLOCK = re.compile(r"\S[^\n]*(\n+\S[^\n]*)*\n?")
"""A text that can stand as a block: no line of it starts with a space."""


class NotKept(Exception):
    """A text that cannot take a value without saying something else: a fault of ours, not of the author."""


def merge(text: str, value: Value) -> str:
    """The text with this value in place of its own. Only what is different changes; `text` must be sound YAML."""
    if "\r\n" in text:
        return merge(text.replace("\r\n", "\n"), value).replace("\n", "\r\n")
    dialect = _dialect(text)
    for way in (_into, _anew):
        merged = _written(dialect, way(dialect.load(text), value))
        document, _ = parse("merged", merged.encode())
        if document and document.value == value:
            return merged
    raise NotKept(merged)


def merge_page(text: str, edited: str) -> str:
    """A Markdown page with the front matter and the text of an edited one. Front matter that says the same stays as it is."""
    front, body = _parted(text)
    new_front, new_body = _parted(edited)
    document, _ = parse("front", new_front.encode())
    wanted = document.value if document else {}
    fields = wanted.items() if isinstance(wanted, dict) else ()
    kept: dict[str, Value] = {key: value for key, value in fields if value not in ("", None, [])}
    body = body if body.strip() == new_body.strip() else f"\n{new_body.strip()}\n"
    return f"---\n{merge(front, kept)}---\n{body}"


def _parted(text: str) -> tuple[str, str]:
    """The front matter of a page, and what follows."""
    _, front, body = re.split(r"^---[ \t]*\n", text.replace("\r\n", "\n"), maxsplit=2, flags=re.MULTILINE)
    return front, body


def _anew(node: Any, value: Value) -> Any:
    """The node with the fields that differ written anew, without the notes inside them, which stood in the way."""
    if not isinstance(node, CommentedMap) or not isinstance(value, dict):
        return _new(value)
    for key in [key for key in node if key not in value or node[key] != value[key]]:
        position = list(node).index(key)
        del node[key]
        node.ca.items.pop(key, None)
        if key in value:
            node.insert(position, key, _new(value[key]))
    return _into_mapping(node, value)


def _dialect(text: str) -> YAML:
    """Reads and writes as this text is written, as nearly as can be."""
    return next(
        (dialect for dialect in map(_yaml, _INDENTS) if _written(dialect, dialect.load(text)) == text), _yaml(_INDENTS[0])
    )


def _yaml(indent: dict[str, int]) -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _ENDLESS
    yaml.indent(**indent)
    return yaml


def _written(yaml: YAML, node: Any) -> str:
    out = io.StringIO()
    yaml.dump(node, out)
    return out.getvalue()


def _into(node: Any, value: Value) -> Any:
    """The node with this value: itself where it can be, with the comments inside it."""
    if isinstance(node, CommentedMap) and isinstance(value, dict):
        return _into_mapping(node, value)
    if isinstance(node, CommentedSeq) and isinstance(value, list):
        return _into_list(node, value)
    same = node == value and isinstance(node, bool) == isinstance(value, bool)
    return node if same else _scalar(node, value)


def _into_mapping(node: CommentedMap, value: dict[str, Value]) -> CommentedMap:
    for key in [key for key in node if key not in value]:
        del node[key]
    for position, (key, inner) in enumerate(value.items()):
        if key in node:
            node[key] = _into(node[key], inner)
        else:
            node.insert(min(position, len(node)), key, _new(inner))
    return node


def _into_list(node: CommentedSeq, value: list[Value]) -> CommentedSeq:
    """Each item where it was, or where it has moved to; what is known by its name keeps its comments."""
    left = list(range(len(node)))
    notes = dict(node.ca.items)
    made = CommentedSeq()
    if node:  # else it was written [], which is no way to go on
        node.copy_attributes(made)
        made.ca.items.clear()
    for position, item in enumerate(value):
        old = _counterpart(node, left, position, item, len(node) == len(value))
        if old is None:
            made.append(_new(item))
            continue
        left.remove(old)
        made.append(_into(node[old], item))
        if old in notes:
            made.ca.items[position] = notes[old]
    return made


def _counterpart(node: CommentedSeq, left: list[int], position: int, item: Value, same_length: bool) -> int | None:
    """Which item of the old list this one was: an equal one, one of its name, else the one at its place."""
    equal = next((old for old in left if node[old] == item), None)
    if equal is not None:
        return equal
    named = next((old for old in left if name_of(item) and name_of(node[old]) == name_of(item)), None)
    return named if named is not None else position if same_length and position in left else None


def _scalar(node: Any, value: Value) -> Any:
    """A text in the style of the one it replaces; anything else as it is."""
    if not isinstance(value, str):
        return _new(value)
    if isinstance(node, LiteralScalarString | FoldedScalarString) or "\n" in value:
        return LiteralScalarString(value) if _BLOCK.fullmatch(value) else DoubleQuotedScalarString(value)
    style = next((kind for kind in (DoubleQuotedScalarString, SingleQuotedScalarString) if isinstance(node, kind)), None)
    return style(value) if style else value


def _new(value: Value) -> Any:
    """A value that was not there: long texts over several lines as blocks."""
    if isinstance(value, dict):
        return CommentedMap((key, _new(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return CommentedSeq(_new(inner) for inner in value)
    return _scalar(None, value) if isinstance(value, str) else value
