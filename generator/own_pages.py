"""Freely written pages: a Markdown file with front matter -> a document like any other, with a place for each passage."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePosixPath

from .documents import Document
from .models import SLUG_PATTERN
from .problems import Place, Problem
from .prose import MAX_BRACKETS, MAX_FIELD, page_misfits, passages
from .sources import MAX_SCALAR, decoded, parse

FENCE = "---"
"""The line before and after the front matter."""
_START = f"Start the file with a line {FENCE}, then title: and chapter:, then {FENCE} again, then your text."


def parse_page(file: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """Read one page. Its text is a list of passages; without a Document when nothing of it can be read."""
    text, problems = decoded(file, data)
    if text is None:
        return None, problems
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == FENCE), None)
    if lines[0].rstrip() != FENCE or end is None:
        return None, [Problem(Place(file, 1), "no-front-matter", "this page does not say where it stands", _START)]
    document, problems = parse(file, "\n".join(["", *lines[1:end]]).encode())
    if document is None or not isinstance(document.value, dict):
        return None, problems or [Problem(Place(file, 2), "no-front-matter", "the front matter has no keys", _START)]
    for key, why in (("id", "the name of the file says it"), ("text", "the text stands below the front matter")):
        if key in document.value:
            message = f"'{key}' is not written here: {why}"
            problems.append(Problem(document.key_place((key,)), "unknown-key", message, "Take it out."))
    problems += _identify(document)
    if too_long := list(_too_long(document, lines[end + 1 :], end + 1)):
        return None, problems + too_long
    problems += _add_text(document, "\n".join(lines[end + 1 :]), end + 1)
    return document, problems


def _identify(document: Document) -> list[Problem]:
    name = PurePosixPath(document.file).stem
    assert isinstance(document.value, dict)  # noqa: S101 - `parse_page` has made sure
    is_fit = re.fullmatch(SLUG_PATTERN, name)
    document.value["id"] = f"page.{name}" if is_fit else "page.unnamed"
    document.values[("id",)] = Place(document.file)
    if is_fit:
        return []
    advice = "Use small letters, digits and single hyphens, such as returns-policy.md."
    return [Problem(Place(document.file), "misplaced-file", f"'{name}' cannot be part of an address", advice)]


def _too_long(document: Document, lines: list[str], above: int) -> Iterator[Problem]:
    """What would take a parser minutes: a page without an end, or a paragraph that no reader would bear."""
    if (length := sum(map(len, lines))) > MAX_SCALAR:
        yield Problem(
            Place(document.file, above + 1),
            "too-long",
            f"this page has {length:,} characters",
            f"Split it: at most {MAX_SCALAR:,}.",
        )
    for is_text, part in groupby(enumerate(lines, above + 1), key=lambda line: bool(line[1].strip())):
        paragraph = list(part)
        text = "\n".join(line for _, line in paragraph)
        if is_text and (len(text) > MAX_FIELD or text.count("[") > MAX_BRACKETS):
            message = f"these lines have {len(text):,} characters and {text.count('[')} opening brackets"
            advice = f"At most {MAX_FIELD:,} characters and {MAX_BRACKETS} brackets without an empty line between."
            yield Problem(Place(document.file, paragraph[0][0]), "too-long", message, advice)


def _add_text(document: Document, text: str, above: int) -> list[Problem]:
    """Put the passages into the document. `above` is how many lines stand above the text."""
    found = passages(text)
    assert isinstance(document.value, dict)  # noqa: S101 - `parse_page` has made sure
    document.value["text"] = [passage for _, passage in found]
    document.values[("text",)] = Place(document.file, above + 1)
    document.values |= {("text", number): Place(document.file, above + line + 1) for number, (line, _) in enumerate(found)}
    return [
        Problem(Place(document.file, above + line + 1), "not-on-a-page", message, advice)
        for line, message, advice in page_misfits(text)
    ]
