"""What a Problem is and how it is said: to a terminal, to a program, to a code review."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How much a finding matters: an error stops publishing, a warning lists what is still to do."""

    ERROR = "error"
    WARNING = "warning"


class Style(StrEnum):
    """The voices a Problem can be said in."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class Place(NamedTuple):
    """A point in an authored file. Lines and columns count from 1; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


@dataclass(frozen=True, order=True)
class Problem:
    """One finding: where, which rule, what is wrong, and what to do about it."""

    place: Place
    rule: str
    message: str
    advice: str = ""
    level: Level = Level.ERROR

    def explain(self, style: Style = Style.TEXT) -> str:
        """Say it in one voice. `json` is one object a line, `github` a workflow command."""
        match style:
            case Style.JSON:
                return json.dumps(self._record(), ensure_ascii=False)
            case Style.GITHUB:
                return self._annotation()
            case Style.TEXT:
                advice = f"\n    {self.advice}" if self.advice else ""
                return f"{self.place}: {self.level}: {self.message}{advice}"

    def _record(self) -> dict[str, str | int]:
        place = self.place
        return {
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "level": str(self.level),
            "rule": self.rule,
            "message": self.message,
            "advice": self.advice,
        }

    def _annotation(self) -> str:
        where = {"file": self.place.file, "line": self.place.line, "col": self.place.column, "title": self.rule}
        options = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in where.items() if value)
        text = f"{self.message} {self.advice}".strip()
        return f"::{self.level} {options}::{_escaped(text)}"


def _escaped(text: str, also: str = "") -> str:
    """Escape a value of a workflow command (GitHub Actions, "Workflow commands": %, CR, LF; in options : and , too)."""
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


MOST = 20
"""Errors of one file that are said: whoever mends these sees the rest."""


def curbed(problems: Iterable[Problem]) -> list[Problem]:
    """All problems in order, but of a file with a flood of errors the first few and how many more there are."""
    kept: list[Problem] = []
    said: Counter[str] = Counter()
    for problem in sorted(problems):
        said[problem.place.file] += problem.level is Level.ERROR
        if problem.level is not Level.ERROR or said[problem.place.file] <= MOST:
            kept.append(problem)
    for file, count in said.items():
        if count > MOST:
            kept.append(Problem(Place(file), "more", f"there are {count - MOST:,} more errors here", "Mend these first."))
    return sorted(kept)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stop publishing."""
    return [problem for problem in problems if problem.level is Level.ERROR]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Advice naming the nearest known word, or all of them when they are few and none is near."""
    choices = sorted(known)
    near = get_close_matches(word, choices, n=1, cutoff=0.6) or [
        choice for choice in choices if len(word) > 3 and (word in choice or choice in word)
    ]
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Known here: {', '.join(choices)}." if 0 < len(choices) <= 24 else ""
