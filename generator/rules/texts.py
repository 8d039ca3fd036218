"""Texts must hold in every trade: slots that exist, articles that agree, lengths that can be read."""

import re
from collections.abc import Iterator

from .. import models as m
from .. import prose, terms
from ..coverage import TO_WRITE
from ..documents import Loc
from ..library import Library, Piece, texts_of
from ..problems import Level, Problem, did_you_mean
from .wording import about, subject


def broken_slots(library: Library) -> Iterator[Problem]:
    """Slots that do not exist, and articles that a slot cannot agree with."""
    for piece, loc, text in library.texts:
        if "{" not in text:
            continue
        place, owner = piece.document.place(loc), subject(piece, loc)
        if "{{" in text or "}}" in text:
            message = f"{owner}a slot has one brace on each side"
            yield Problem(place, "unknown-slot", message, "Write {customer}.")
            continue
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


_CODE = re.compile(r"`[^`]*`")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|<!\[CDATA\[|<\?")


def html_tags(library: Library) -> Iterator[Problem]:
    """HTML in a text, which readers would see as it is written."""
    for piece, loc, text in _in_files_of_ours(library):
        if "<" in text and (tag := _TAG.search(_CODE.sub("", text))):
            shown = tag.group() if len(tag.group()) <= 20 else f"{tag.group()[:20]}…"
            message = f"{subject(piece, loc)}readers would see {shown} as it is written"
            advice = "Use *one* or **two** asterisks for emphasis, or write code in `backticks`."
            yield Problem(piece.document.place(loc), "html", message, advice)


def refused_links(library: Library) -> Iterator[Problem]:
    """Links of a kind that is not followed, such as `javascript:`; readers would see their signs."""
    for piece, loc, text in _in_files_of_ours(library):
        if "](" in text and "](" in prose.plain(_CODE.sub("", text)):
            message = f"{subject(piece, loc)}there is a link here that leads nowhere"
            advice = "A link leads to an id, such as [fairness](need.fairness), to https:// or to mailto:."
            yield Problem(piece.document.place(loc), "refused-link", message, advice)


def _in_files_of_ours(library: Library) -> Iterator[tuple[Piece, Loc, str]]:
    """All texts but those of freely written pages, which are judged where they are read."""
    yield from ((piece, loc, text) for piece, loc, text in library.texts if not isinstance(piece.model, m.OwnPage))


def still_to_write(library: Library) -> Iterator[Problem]:
    """Texts that nobody has written yet, in the order to write them."""
    for piece, loc, model in library.models:
        for at, text in texts_of(model):
            if text == TO_WRITE:
                message = f"{subject(piece, loc)}'{at[0]}' is still to be written"
                place = piece.document.place((*loc, *at))
                yield Problem(place, "to-write", message, about(type(model), str(at[0])), Level.WARNING)
