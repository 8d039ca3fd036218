"""YAML text to plain values, with line and column for each. Knows no schema.

One event-driven reader for everything authored (PyYAML's parser, none of its constructors), because
`safe_load` forgets positions, keeps the last of two equal keys, turns `NO` into false and can be
crashed by nesting. Scalars follow YAML 1.2's core schema: only true, false, null, whole and decimal
numbers are special; all else is text. Tags, anchors, merges and second documents are refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from .documents import Document, Loc, Value
from .problems import Place, Problem

MAX_BYTES = 1 << 20
MAX_DEPTH = 24
MAX_VALUES = 50_000
MAX_SCALAR = 64_000

_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}\Z")
_CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
# Control characters, bidirectional overrides (Trojan Source), line separators, fillers, tags, non-characters, and those
# for private use, with which `stamp` marks where a brand's words go.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0"
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f\ud800-\uf8ff\U000f0000-\U0010ffff]"
)
_CONFLICT = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
"""What Git leaves in a file that two people changed."""
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Refused(Exception):
    """Why a file cannot be read any further."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def parse(file: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """Read one file. Without a Document when it cannot be read; duplicate keys are reported and passed over."""
    try:
        text = _decoded(file, data)
        reader = _Reader(Document(file))
        reader.read(text)
        return reader.document, reader.problems
    except _Refused as refused:
        return None, [refused.problem]


def decoded(file: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a file that is not YAML alone; None when it is no text, or holds what nobody can see."""
    try:
        return _decoded(file, data), []
    except _Refused as refused:
        return None, [refused.problem]


def _decoded(file: str, data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _Refused(too_big(file, len(data)))
    try:
        text = _with_newlines(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        read = error.object  # without the byte order mark
        place = _place_after(file, _with_newlines(read[: error.start].decode()))
        message = f"this file is not UTF-8 text (byte {read[error.start]:#04x})"
        raise _Refused(Problem(place, "not-utf8", message, _SAVE_AS_UTF8)) from None
    if conflict := _CONFLICT.search(text):
        place = _place_after(file, text[: conflict.start()])
        advice = "Choose between what stands above and below the line =======, and delete the lines with the marks."
        raise _Refused(Problem(place, "merge-conflict", "two versions of this file were never made one", advice))
    if found := unseen(text):
        place = _place_after(file, text[: found.start()])
        advice = _SAVE_AS_UTF8 if found.group() == "\0" else "Delete it: put the cursor there and press backspace."
        raise _Refused(_unseen_character(place, found.group(), advice))
    return text.removesuffix("\n") + "\n"  # the parser's marks lie one line further without it


def too_big(file: str, size: int) -> Problem:
    """What is said of a file of so many bytes."""
    return Problem(Place(file), "too-big", f"the file has {size:,} bytes", f"Split it: the limit is {MAX_BYTES:,}.")


def unseen(text: str) -> re.Match[str] | None:
    """The first character of a text that nobody can see."""
    return _UNSEEN.search(text)


_SAVE_AS_UTF8 = "Save it again in your editor with the encoding UTF-8."


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place_after(file: str, text: str) -> Place:
    return Place(file, text.count("\n") + 1, len(text) - text.rfind("\n"))


def _unseen_character(place: Place, character: str, advice: str) -> Problem:
    message = f"there is a character here that nobody can see (U+{ord(character):04X})"
    return Problem(place, "unseen-character", message, advice)


@dataclass
class _Open:
    """A list or mapping that is still being read."""

    loc: Loc
    value: list[Value] | dict[str, Value]
    key: str | None = None

    @property
    def wants_key(self) -> bool:
        return isinstance(self.value, dict) and self.key is None


class _Reader:
    """Builds a Document from parser events, without recursion, within limits."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.open: list[_Open] = []
        self.documents = 0
        self.count = 0

    def read(self, text: str) -> None:
        for event in self._events(text):
            self._refuse_tricks(event)
            match event:
                case yaml.MappingStartEvent():
                    self._enter({}, event)
                case yaml.SequenceStartEvent():
                    self._enter([], event)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self.open.pop()
                case yaml.ScalarEvent():
                    self._scalar(event)
        if not self.count:
            self._refuse(Place(self.document.file), "empty-file", "the file is empty", "Fill it in or delete it.")

    def _events(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(text, Loader=_PARSER)
        except yaml.YAMLError as error:
            raise _Refused(_slip(self.document.file, error, text)) from None

    def _refuse_tricks(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse_at(event, "no-anchors", _unquoted("*"), f"{_QUOTE} YAML's aliases are not used here.")
        if getattr(event, "anchor", None):
            self._refuse_at(event, "no-anchors", _unquoted("&"), f"{_QUOTE} YAML's anchors are not used here.")
        if getattr(event, "tag", None):
            self._refuse_at(event, "no-tags", _unquoted("!"), f"{_QUOTE} YAML's tags are not used here.")
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse_at(event, "one-document", "a second document starts here", "Take out the line '---'.")

    def _enter(self, value: list[Value] | dict[str, Value], event: yaml.Event) -> None:
        loc = self._put(value, self._place(event.start_mark))
        if len(self.open) >= MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep"
            self._refuse(self._place(event.start_mark), "too-deep", message, "Look for brackets that are never closed.")
        self.open.append(_Open(loc, value))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text = event.value
        place = self._place(event.start_mark)
        if len(text) > MAX_SCALAR:
            self._refuse(place, "too-long", f"this text has {len(text):,} characters", f"Split it: at most {MAX_SCALAR:,}.")
        if found := unseen(text):
            advice = "Take out the backslash and the sign or number after it."
            raise _Refused(_unseen_character(place, found.group(), advice))
        if self.open and self.open[-1].wants_key:
            self._key(text, place)
        else:
            plain = event.implicit[0] and event.style in (None, "")
            self._put(_core_scalar(text) if plain else text, place)

    def _key(self, text: str, place: Place) -> None:
        inner = self.open[-1]
        loc = (*inner.loc, text)
        if text == "<<":
            self._refuse(place, "no-merge", "merge keys (<<) are not used here", "Write the fields out.")
        first = self.document.keys.setdefault(loc, place)
        if text in inner.value:
            advice = f"The first one is at line {first.line}. Keep one."
            self.problems.append(Problem(place, "duplicate-key", f"'{text}' stands here twice", advice))
        inner.key = text

    def _put(self, value: Value, place: Place) -> Loc:
        self.count += 1
        if self.count > MAX_VALUES:
            self._refuse(place, "too-many", f"more than {MAX_VALUES:,} values in one file", "Split the file.")
        loc = self._attach(value, place)
        self.document.values.setdefault(loc, place)
        return loc

    def _attach(self, value: Value, place: Place) -> Loc:
        if not self.open:
            self.document.value = value
            return ()
        inner = self.open[-1]
        if isinstance(inner.value, list):
            inner.value.append(value)
            return (*inner.loc, len(inner.value) - 1)
        if inner.key is None:
            advice = "Write it as `word: text`. A text that starts with { or [ needs quotation marks."
            self._refuse(place, "key-not-text", "a key must be a plain word", advice)
        key, inner.key = inner.key, None
        inner.value.setdefault(key, value)
        return (*inner.loc, key)

    def _place(self, mark: Any) -> Place:  # the C parser has a mark class of its own
        return Place(self.document.file, mark.line + 1, mark.column + 1)

    def _refuse_at(self, event: yaml.Event, rule: str, message: str, advice: str) -> NoReturn:
        self._refuse(self._place(event.start_mark), rule, message, advice)

    def _refuse(self, place: Place, rule: str, message: str, advice: str = "") -> NoReturn:
        raise _Refused(Problem(place, rule, message, advice))


def _core_scalar(text: str) -> Value:
    """A plain scalar by YAML 1.2's core schema, without octal, hexadecimal and exponents."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text


_QUOTE = 'Write "…" around the whole text.'
_SIGN_FIRST = re.compile(r"""\s*(?:- +)*(?:[^\s:'"]+: +)?(?P<sign>[]\[{}*&!%@`|>?,"'])""")
_KEY_ONLY = re.compile(r"\s*(?:- +)*[^\s:]+\Z")

_SLIPS: tuple[tuple[str, str, str], ...] = (
    ("unexpected end of stream", "this quotation mark is never closed", "Close it where the text ends."),
    ("',' or", "this bracket is never closed, or a comma is missing in it", f"Is it a text? {_QUOTE}"),
    ("expected ':'", "this line has no key", "Write `key: text`, or indent it if it goes on from the line above."),
)
"""Words of the parser, ours, and what to do: for slips best shown where the text or list begins."""


def _unquoted(sign: str) -> str:
    return f"a text that starts with {sign} needs quotation marks around it"


def _slip(file: str, error: yaml.YAMLError, text: str) -> Problem:
    """Where and why this is no YAML, in an author's words, and what to do."""
    mark: yaml.Mark | None = getattr(error, "problem_mark", None)
    reason = str(getattr(error, "problem", None) or error).split("\n")[0][:120]
    if mark is None:
        return Problem(Place(file), "not-yaml", f"this is not YAML: {reason}")
    for heard, message, advice in _SLIPS:
        if heard in reason:
            begin: yaml.Mark = getattr(error, "context_mark", None) or mark
            return Problem(Place(file, begin.line + 1, begin.column + 1), "not-yaml", message, advice)
    column, message, advice = _slip_in_line(reason, text.split("\n")[mark.line], mark.column)
    return Problem(Place(file, mark.line + 1, column + 1), "not-yaml", message, advice)


def _slip_in_line(reason: str, line: str, column: int) -> tuple[int, str, str]:
    """Why the parser stopped at this column of a line: the column to show, the message, the advice."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return 0, "this line is indented with a tab", "Indent with spaces: two for each level."
    if "escape" in reason or "hex" in reason:
        message = "a backslash means something else between double quotation marks"
        return column, message, "Write '…' around the text instead."
    if "sequence entries" in reason:
        return column, "a list does not start on the line of its key", "Start each item on its own line with a hyphen."
    if (first := _SIGN_FIRST.match(line)) and column >= first.start("sign"):
        return _slip_after_sign(first["sign"], first.start("sign"), column)
    if "mapping values" in reason and not _KEY_ONLY.match(line[:column]):
        return column, "a text with a colon and a space in it needs quotation marks around it", _QUOTE
    if "not allowed" in reason or "did not find expected" in reason or "block end" in reason:
        advice = "Look at its indent, for a colon without a space after it, and for a quotation mark that is not closed."
        return column, "this line does not fit in with the lines above it", advice
    return column, f"this is not YAML: {reason}", "Look for a missing quotation mark or a wrong indent just above."


def _slip_after_sign(sign: str, start: int, column: int) -> tuple[int, str, str]:
    if sign not in "\"'":
        return start, _unquoted(sign), _QUOTE
    if column == start + 1:
        return start, "this quotation mark closes a text that began further up", "Close that text where it ends."
    other = "'…'" if sign == '"' else '"…"'
    return column, "there is more text after the closing quotation mark", f"Write {other} around the whole text."
