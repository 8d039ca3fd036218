"""Who looks after what, and what is due for a look: by the days that an organisation has written down."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .library import Library, identity, name_of
from .models import Entity
from .problems import Place


@dataclass(frozen=True)
class Review:
    """A thing that somebody must look at again by a day."""

    by: str
    """The day, as `2027-03-31`; such days sort by themselves."""
    id: str
    name: str
    owner: str | None
    last: str | None
    """The day when it was last found right."""
    place: Place


@dataclass(frozen=True)
class Status:
    """What is due, soonest first."""

    on: str
    overdue: tuple[Review, ...]
    due: tuple[Review, ...]
    later: int
    """How many have a day further off."""
    undated: int
    """How many have an owner and no day."""


def status(library: Library, on: date, days: int) -> Status:
    """What is overdue on a day, and what falls due in so many days after it."""
    today, horizon = on.isoformat(), (on + timedelta(days=days)).isoformat()
    found = sorted(_dated(library), key=lambda review: (review.by, review.id))
    kept = [entry.model for entry in library.identified() if isinstance(entry.model, Entity)]
    return Status(
        on=today,
        overdue=tuple(review for review in found if review.by < today),
        due=tuple(review for review in found if today <= review.by <= horizon),
        later=sum(review.by > horizon for review in found),
        undated=sum(bool(one.owner) and not one.review_by for one in kept),
    )


def _dated(library: Library) -> Iterator[Review]:
    for entry in library.identified():
        kept = entry.model
        if isinstance(kept, Entity) and kept.review_by:
            yield Review(kept.review_by, identity(kept), name_of(kept), kept.owner, kept.reviewed_on, entry.place)
