"""The words of a trade go together, and are its own."""

from collections.abc import Iterator

from .. import models as m
from ..library import Library
from ..problems import Level, Problem
from ..terms import OF_THE_TRADE, PLAIN_TERMS, disagreements


def disagreeing_forms(library: Library) -> Iterator[Problem]:
    """Forms of one word of which some have been changed and others not."""
    for piece in library.pieces:
        if isinstance(piece.model, m.Industry):
            for name, form in disagreements(piece.model.terms):
                place, now = piece.document.place(("terms", name)), getattr(piece.model.terms, name)
                message = f"{piece.model.id}: {name} is '{now}', which does not go with the other forms of this word"
                yield Problem(place, "disagreeing-forms", message, f"Write '{form}', or change the others.", Level.WARNING)


def plain_words(library: Library) -> Iterator[Problem]:
    """Words that a new trade was started with, and that no trade says."""
    for piece in library.pieces:
        if isinstance(piece.model, m.Industry) and piece.model.status == "draft":
            for name in OF_THE_TRADE:
                if getattr(piece.model.terms, name) == PLAIN_TERMS[name]:
                    message = f"{piece.model.id}: {name} is still the word that every new trade begins with"
                    advice = f"{m.Terms.model_fields[name].description}"
                    yield Problem(piece.document.place(("terms", name)), "to-write", message, advice, Level.WARNING)
