"""Decks of cards for trainers: which of them an edition has, under which number and name."""

from dataclasses import dataclass

from . import models as m
from .handbook import Handbook


@dataclass(frozen=True)
class Deck:
    """Cards of one kind, printed several to a sheet."""

    number: str
    """Such as `C01`."""
    name: str
    """Its part of a file name; also the name of its title in the language's words."""

    @property
    def stem(self) -> str:
        """Its file name without an ending: `c01-role-play-cards`."""
        return f"{self.number.lower()}-{self.name}"


ROLE_PLAYS = Deck("C01", "role-play-cards")
MOMENTS = Deck("C02", "moment-cards")
RECOVERY = Deck("C03", "recovery-card")

RECOVERY_EXERCISE = "exr.fast-recovery-card"
"""Where the steps of a recovery stand, and what its doer may decide."""


@dataclass(frozen=True)
class Recovery:
    """What a card for the wallet says about putting things right."""

    name: str
    steps: tuple[tuple[str, str], ...]
    """Each step's name and what to do."""
    limits: tuple[str, str]
    """Two things to write down: what one may do, and whom one asks for more."""


def decks(handbook: Handbook) -> list[Deck]:
    """The decks that this edition has something for; none in an edition for staff."""
    if not handbook.edition.for_trainers:
        return []
    filled = {ROLE_PLAYS: handbook.scenarios, MOMENTS: handbook.touch_points, RECOVERY: recovery(handbook)}
    return [deck for deck, content in filled.items() if content]


def recovery(handbook: Handbook) -> Recovery | None:
    """The steps of a recovery as the exercise about it has them; None where an organisation has taken them out."""
    exercise = next((exercise for exercise in handbook.exercises if exercise.id == RECOVERY_EXERCISE), None)
    blocks = {block.id: block for block in exercise.blocks} if exercise else {}
    steps, limits = blocks.get("steps"), blocks.get("limits")
    if not (exercise and isinstance(steps, m.TableBlock) and isinstance(limits, m.TwoColBlock)):
        return None
    pairs = tuple((row[0], row[1]) for row in steps.rows if len(row) > 1)
    return Recovery(exercise.name, pairs, (limits.left, limits.right))
