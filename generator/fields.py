"""What there is to fill in, the same on every medium."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["line", "text", "tick", "choice"]
"""A few words, some sentences, a box to tick, or one of the options."""


@dataclass(frozen=True)
class Field:
    """One thing to fill in, the same on screen, in a form PDF and in the learner's notes."""

    name: str
    """Stable within its exercise: the block's id, and where in the block. Rows and columns count from 1."""
    kind: Kind
    label: str
    """What it is for, to people who hear it without seeing what stands around it."""
    options: tuple[str, ...] = ()
    """What a choice chooses from; its value is the number of the option, from 1."""
