"""The brand's colours can be read where they are used."""

from collections.abc import Iterator

from .. import models as m
from ..brand import LEAST, clashes
from ..library import Library
from ..problems import Problem


def unreadable_colours(library: Library) -> Iterator[Problem]:
    """Colours that leave words without enough contrast."""
    for piece in library.pieces:
        if isinstance(piece.model, m.Brand):
            for clash in clashes(piece.model):
                message = f"{clash.name}: {clash.where} would have a contrast of {clash.ratio:.1f} to 1; words need {LEAST}"
                advice = (
                    f'The nearest colour that works is "{clash.better}".' if clash.better else "Choose another 'paper' first."
                )
                yield Problem(piece.document.place(("colours", clash.name)), "contrast", message, advice)
