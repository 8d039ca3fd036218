"""Texts must hold in every trade: slots that exist, articles that agree, lengths that can be read."""

from collections.abc import Iterator

from .. import prose, terms
from ..library import Library
from ..problems import Problem, did_you_mean
from .walking import subject, texts


def broken_slots(library: Library) -> Iterator[Problem]:
    """Slots that do not exist, and articles that a slot cannot agree with."""
    for piece, loc, text in texts(library):
        if "{" not in text:
            continue
        place, owner = piece.document.place(loc), subject(piece, loc)
        for name in terms.unknown_slots(text):
            message = f"{owner}there is no slot {{{name}}}"
            yield Problem(place, "unknown-slot", message, did_you_mean(name, terms.SLOTS))
        for written, better in terms.article_clashes(" ".join(text.split())):
            message = f"{owner}'{written}' goes wrong where the word starts with another sound"
            exists = better.strip("{}") in terms.SLOTS
            advice = f"Write {better}: the slot brings its article along." if exists else "Start the sentence another way."
            yield Problem(place, "article-clash", message, advice)


def oversized_texts(library: Library) -> Iterator[Problem]:
    """Texts too long for one field: split them, nobody reads them on a phone."""
    for piece, loc, text in texts(library):
        if len(text) > prose.MAX_FIELD or text.count("[") > prose.MAX_BRACKETS:
            message = f"{subject(piece, loc)}this text has {len(text):,} characters and {text.count('[')} opening brackets"
            advice = f"At most {prose.MAX_FIELD:,} characters and {prose.MAX_BRACKETS} brackets in one field."
            yield Problem(piece.document.place(loc), "too-long", message, advice)
