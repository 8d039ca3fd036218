"""Texts must hold in every trade: slots that exist, articles that agree, lengths that can be read."""

from collections.abc import Iterator

from .. import prose, terms
from ..library import Library, texts_of
from ..problems import Level, Problem, did_you_mean
from .wording import about, subject

TO_WRITE = "To write."
"""Stands where something new has no text yet."""


def broken_slots(library: Library) -> Iterator[Problem]:
    """Slots that do not exist, and articles that a slot cannot agree with."""
    for piece, loc, text in library.texts:
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
    for piece, loc, text in library.texts:
        if len(text) > prose.MAX_FIELD or text.count("[") > prose.MAX_BRACKETS:
            message = f"{subject(piece, loc)}this text has {len(text):,} characters and {text.count('[')} opening brackets"
            advice = f"At most {prose.MAX_FIELD:,} characters and {prose.MAX_BRACKETS} brackets in one field."
            yield Problem(piece.document.place(loc), "too-long", message, advice)


def still_to_write(library: Library) -> Iterator[Problem]:
    """Texts that nobody has written yet, in the order to write them."""
    for piece, loc, model in library.models:
        for at, text in texts_of(model):
            if text == TO_WRITE:
                message = f"{subject(piece, loc)}'{at[0]}' is still to be written"
                place = piece.document.place((*loc, *at))
                yield Problem(place, "to-write", message, about(type(model), str(at[0])), Level.WARNING)
