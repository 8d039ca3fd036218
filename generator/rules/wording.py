"""What several rules say alike."""

from .. import models as m
from ..documents import Loc
from ..library import Piece
from ..validation import owner_id


def subject(piece: Piece, loc: Loc) -> str:
    """The start of a message: the id of the thing that `loc` lies in, and a colon."""
    owner = owner_id(piece.document, loc)
    return f"{owner}: " if owner else ""


def about(model: type[m.Model], name: str) -> str:
    """What a field is for, in its own documentation's words."""
    return model.model_fields[name].description or ""
