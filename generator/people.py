"""A list of people, as a spreadsheet saves it (CSV), to names with their lines. Knows nothing of what they are for.

Cells are text and nothing else: what begins with `=` is no formula here. Separators, quotation marks and the
mark at the start of the file are those of RFC 4180 and of Excel in many countries.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from .problems import Place, Problem

COLUMN = "name"
"""The column that is read; others may stand beside it."""
MOST_PEOPLE = 500
LONGEST_NAME = 120
_DELIMITERS = ";,\t"
_TOLD_DELIMITER = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""A first line with which Excel tells itself what parts the cells."""
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Unicode categories of what has no shape: control and formatting signs, halves of signs, nothing assigned."""


@dataclass(frozen=True)
class Person:
    """Somebody on the list."""

    line: int
    name: str


@dataclass(frozen=True)
class _Row:
    line: int
    cells: list[str]


def people(file: str, data: bytes) -> tuple[list[Person], list[Problem]]:
    """Everybody on the list, in its order, and every Problem with it. `file` is how Problems call it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(file, data.count(b"\n", 0, error.start) + 1)
        return [], [Problem(place, "not-utf8", "this is not UTF-8 text", "In Excel, save the list as 'CSV UTF-8'.")]
    rows, problems = _rows(file, text)
    if problems:
        return [], problems
    if not rows:
        return [], [Problem(Place(file), "empty-file", "this file is empty", _HOW)]
    header, *others = rows
    names = [cell.casefold() for cell in header.cells]
    if names.count(COLUMN) != 1:
        return [], [_no_column(Place(file, header.line), names)]
    found = [Person(row.line, row.cells[names.index(COLUMN)] if names.index(COLUMN) < len(row.cells) else "") for row in others]
    problems = [problem for row, one in zip(others, found, strict=True) for problem in _problems(file, row, one, len(names))]
    return found, problems + list(_wrong_number(file, found))


_HOW = f"The first line names the columns. One of them is '{COLUMN}'; under it, each line has the name of one person."


def _rows(file: str, text: str) -> tuple[list[_Row], list[Problem]]:
    """The rows in which something stands. Their cells have no spaces around and no line breaks inside."""
    told = _TOLD_DELIMITER.match(text)
    start = told.end() if told else 0
    first = text[start:].lstrip().split("\n", 1)[0]
    delimiter = told[1] if told else max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=delimiter, strict=True)
    rows: list[_Row] = []
    before = line = 1 if told else 0
    try:
        for cells in reader:
            rows.append(_Row(line + 1, [_tidy(cell) for cell in cells]))
            line = before + reader.line_num
    except csv.Error:
        message = "a quotation mark opens here, and the cell does not end with the next one"
        advice = "A cell begins and ends with one, and two of them inside stand for one. Or leave them all out."
        return [], [Problem(Place(file, line + 1), "bad-quotation", message, advice)]
    return [row for row in rows if any(row.cells)], []


def _tidy(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFC", cell).split())


def _no_column(place: Place, names: list[str]) -> Problem:
    if COLUMN in names:
        return Problem(place, "two-columns", f"two columns are called '{COLUMN}'", "Rename one of them.")
    near = get_close_matches(COLUMN, names, n=1)
    advice = f"Rename the column '{near[0]}' to '{COLUMN}'." if near else _HOW
    return Problem(place, "missing-column", f"there is no column '{COLUMN}'", advice)


def _problems(file: str, row: _Row, person: Person, columns: int) -> Iterator[Problem]:
    place = Place(file, row.line)
    if any(row.cells[columns:]):
        advice = "A name with a comma or semicolon in it stands in quotation marks."
        yield Problem(place, "too-many-cells", f"this line has more cells than the first one, which has {columns}", advice)
    elif not person.name:
        yield Problem(place, "missing-name", "there is no name in this line", "Write one, or take the line out.")
    if len(person.name) > LONGEST_NAME:
        advice = f"At most {LONGEST_NAME} fit. Is it one person?"
        yield Problem(place, "long-name", f"this name has {len(person.name)} letters", advice)
    unseen = [sign for sign in person.name if unicodedata.category(sign) in _UNSEEN]
    if unseen:
        advice = "Type the name anew rather than pasting it."
        yield Problem(place, "unseen-sign", f"this name holds a sign that nobody can see, U+{ord(unseen[0]):04X}", advice)


def _wrong_number(file: str, found: list[Person]) -> Iterator[Problem]:
    if not found:
        yield Problem(Place(file), "nobody", "there is nobody on this list", _HOW)
    elif len(found) > MOST_PEOPLE:
        advice = f"At most {MOST_PEOPLE} go in one list. Split it."
        yield Problem(Place(file, found[MOST_PEOPLE].line), "too-many-people", f"there are {len(found):,} people here", advice)
