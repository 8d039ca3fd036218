"""The brand must be readable on every page."""

from collections.abc import Iterator

from .. import brand
from .. import models as m
from ..library import Library
from ..problems import Level, Problem


def pale_colours(library: Library) -> Iterator[Problem]:
    """Colours that many people cannot read on their ground."""
    for piece in library.pieces:
        if isinstance(piece.model, m.Brand):
            for name, contrast in brand.contrasts(piece.model).items():
                if contrast < brand.READABLE:
                    ground, better = ("a dark page", "lighter") if name == "accent_dark" else ("'paper'", "darker")
                    message = f"'{name}' has a contrast of {contrast} with {ground}, and {brand.READABLE} is the least for text"
                    place = piece.document.place(("colours", name))
                    yield Problem(place, "pale-colour", message, f"Choose a {better} one.", Level.WARNING)
