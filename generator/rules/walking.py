"""Ways through a Library that several rules take."""

from collections.abc import Iterator

from .. import models as m
from ..documents import Loc
from ..library import Library, Piece, texts_of, walk
from ..validation import owner_id


def everything(library: Library) -> Iterator[tuple[Piece, Loc, m.Model]]:
    """Every model of every file, with the way to it."""
    for piece in library.pieces:
        for loc, model in walk(piece.model):
            yield piece, loc, model


def texts(library: Library) -> Iterator[tuple[Piece, Loc, str]]:
    """Every authored text with its place. Interface words have gaps of their own and are left out."""
    for piece, loc, model in everything(library):
        if not isinstance(model, m.Language):
            yield from ((piece, (*loc, *at), text) for at, text in texts_of(model))


def subject(piece: Piece, loc: Loc) -> str:
    """The start of a message: the id of the thing that `loc` lies in, and a colon."""
    owner = owner_id(piece.document, loc)
    return f"{owner}: " if owner else ""


def about(model: type[m.Model], name: str) -> str:
    """What a field is for, in its own documentation's words."""
    return model.model_fields[name].description or ""
