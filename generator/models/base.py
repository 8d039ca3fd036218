"""What every model shares: frozen, closed to unknown keys, documented field by field."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""The one pattern for anything that becomes part of a file name or an address."""

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=64)]
"""A short name in lower case: letters, digits and single hyphens, such as `six-needs`."""

Ref = Annotated[str, StringConstraints(pattern=r"^[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*)+$", max_length=96)]
"""The id of something: a kind, a dot and a slug, such as `need.fairness`. Never reused, never renamed."""

SourceId = Annotated[str, StringConstraints(pattern=r"^(S[0-9]-[0-9]{2}|derived|added)$")]
"""Where an idea comes from: a numbered source item (`S4-56`), `derived` from several, or `added` by us."""

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""A line a person reads. It may hold slots such as `{a_customer}`, `*emphasis*` and `[links](need.fairness)`."""

Prose = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Paragraphs a person reads, parted by an empty line. All that a `Text` may hold, and simple lists."""


def _in_the_calendar(day: str) -> str:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise PydanticCustomError("no_such_day", "There is no such day in the calendar") from None
    return day


Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_in_the_calendar)]
"""A day as year, month and day, such as `2027-03-31`."""


class Model(BaseModel):
    """A closed, unchangeable value. The text under each field is its documentation everywhere."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", use_attribute_docstrings=True)


class Entity(Model):
    """Something with an id of its own. Somebody looks after it; an organisation says who, and until when it holds."""

    owner: Text | None = None
    """Who looks after it: a person or a team."""
    reviewed_on: Day | None = None
    """The day when its owner last found it right."""
    review_by: Day | None = None
    """The day by which somebody must look at it again."""


KEEPING = tuple(Entity.model_fields)
"""What an organisation says about keeping a thing right, rather than about the thing."""
