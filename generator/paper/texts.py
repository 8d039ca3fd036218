"""Author texts as data for paper."""

from collections.abc import Iterable
from itertools import groupby

from ..prose import Paragraph, Run, paragraphs, runs
from ..typesetting import Data


def lines(texts: Iterable[str]) -> list[list[Run]]:
    """Texts of one line each."""
    return [runs(text) for text in texts]


def literal(text: str) -> list[Run]:
    """A text that nobody wrote for us, such as a person's name: no sign in it means anything."""
    return [{"text": text, "strong": False, "emph": False}] if text else []


def prose(text: str) -> list[Data]:
    """Paragraphs and lists, in order; list items that follow each other are one list."""
    pieces: list[Data] = []
    for kind, group in groupby(paragraphs(text), key=_kind):
        found = [paragraph["runs"] for paragraph in group]
        pieces += [{"kind": "list", "items": found}] if kind == "li" else [{"kind": "p", "runs": one} for one in found]
    return pieces


def _kind(paragraph: Paragraph) -> str:
    return paragraph["kind"]
