"""Session > Row: a trainer's plan. Totals live here, on the nouns; nothing of this reaches a staff edition.

A session is what a trainer runs in one go (or, for a series, over weeks); a row is one stretch of it.
"""

from itertools import accumulate
from typing import Literal

from pydantic import Field, StrictInt

from .base import Entity, Model, Prose, Ref, SourceId, Text
from .block import Block
from .teaching import Section


class Objective(Model):
    """What people can do afterwards: a verb one can observe, and the rest of the sentence."""

    verb: Text
    """Such as "Greet" or "Restate"; never know, understand or appreciate, which nobody can see."""
    text: Text
    """The rest: what, and under which condition."""


class Row(Model):
    """One stretch of a session."""

    minutes: StrictInt = Field(ge=1, le=120)
    """How long it takes."""
    name: Text
    """A few words: what happens."""
    kind: Literal["work", "on the job", "break"] = "work"
    """Work is led by the trainer; on the job, people try something by themselves. A break counts into the total."""
    when: Text | None = None
    """For a series: the week and day."""
    stage: Ref | None = None
    """The stage of the cycle it works on."""
    do: Text | None = None
    """What the trainer does, starting with a verb. Only work needs it."""
    say: Text | None = None
    """Words to say, in quotation marks; a start, no script."""
    learners: Text | None = None
    """What the learners do, as it is said to them: it stands on their slide."""
    materials: tuple[Text, ...] = ()
    """What is needed beyond worksheets: flip chart, cards, a timer."""
    exercise: Ref | None = None
    """The exercise whose worksheet is used."""
    copies: Literal["each", "pair", "group", "one"] = "each"
    """How many copies of the worksheet: one for each person, pair, group of three, or one in all."""
    scenes: tuple[Ref, ...] = ()
    """The stages whose role plays are played: their cards are printed, one set for three people."""
    level: StrictInt = Field(default=2, ge=1, le=3)
    """How demanding these role plays may be."""
    debrief: Ref | None = None
    """The exercise that is talked over here; its questions are the ones to ask."""
    check: Text | None = None
    """How the trainer can tell that it has landed."""

    def copies_for(self, people: int) -> int:
        """How many copies of the row's worksheet so many people need."""
        return {"each": people, "pair": -(-people // 2), "group": -(-people // 3), "one": 1}[self.copies]


class GroupNotes(Model):
    """What to change for other numbers of people."""

    one_or_two: Text
    """With one or two."""
    three_to_five: Text
    """With three to five."""
    odd: Text
    """With an odd number, when the plan asks for pairs."""
    over_twenty: Text
    """With more than twenty."""
    online: Text
    """On a video call."""


class Preparation(Model):
    """What to do around the session."""

    before: tuple[Text, ...] = Field(min_length=1)
    """In the days before."""
    on_the_day: tuple[Text, ...] = Field(min_length=1)
    """In the half hour before."""
    after: tuple[Text, ...] = Field(min_length=1)
    """Afterwards."""


class Session(Entity):
    """A trainer's plan (`content/sessions/`)."""

    id: Ref
    """Such as `ses.huddle.fairness`, `ses.hour.receiving`, `ses.half-day`."""
    name: Text
    """As trainers see it."""
    kind: Literal["huddle", "hour", "half-day", "full-day", "series", "managers", "back-office"]
    """What sort of session it is."""
    minutes: StrictInt = Field(ge=10, le=480)
    """Its length. The rows must add up to it, breaks included."""
    purpose: Text
    """Why run it, in one or two sentences."""
    prerequisites: Text | None = None
    """What people should have read or done before."""
    objectives: tuple[Objective, ...] = Field(min_length=1, max_length=6)
    """What people can do afterwards."""
    least: StrictInt = Field(default=2, ge=1)
    """The fewest people it works with as written."""
    most: StrictInt = Field(default=15, ge=1)
    """The most people it works with as written."""
    rows: tuple[Row, ...] = Field(min_length=3)
    """The run sheet, in order."""
    kit: tuple[Text, ...] = ()
    """What to bring besides what the rows name."""
    groups: GroupNotes | None = None
    """For other numbers of people. A huddle may do without."""
    preparation: Preparation | None = None
    """Before, on the day, after. A huddle may do without."""
    energisers: tuple[Ref, ...] = ()
    """Energisers that fit."""
    concepts: tuple[Ref, ...] = Field(min_length=1)
    """Concepts and topics it teaches."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Source items it rests on."""

    @property
    def planned(self) -> int:
        """The minutes of all rows together."""
        return sum(row.minutes for row in self.rows)

    @property
    def run_sheet(self) -> tuple[tuple[int, Row], ...]:
        """Every row with the minute it starts at."""
        starts = [0, *accumulate(row.minutes for row in self.rows)]
        return tuple(zip(starts, self.rows, strict=False))

    def copies(self, people: int) -> dict[str, int]:
        """For each exercise whose worksheet is used, how many copies so many people need."""
        needed: dict[str, int] = {}
        for row in self.rows:
            if row.exercise:
                needed[row.exercise] = max(needed.get(row.exercise, 0), row.copies_for(people))
        return needed


class Energiser(Entity):
    """A short start or change of pace: seated, no touch, nothing to disclose."""

    id: Ref
    """Such as `energiser.say-it-three-ways`."""
    name: Text
    """As trainers see it."""
    minutes: StrictInt = Field(ge=2, le=10)
    """How long it takes."""
    how: tuple[Text, ...] = Field(min_length=2, max_length=5)
    """What to do, each step starting with a verb."""
    point: Text
    """What it is good for: the link to the content."""
    online: Text
    """How it works on a video call."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Source items it rests on."""


class TrainersGuide(Model):
    """What every trainer reads first: `content/sessions/guide.yml`."""

    name: Text
    """The page's name."""
    one_sentence: Text
    """The point, in one sentence."""
    ground_rules: tuple[Text, ...] = Field(min_length=4)
    """Rules read out at the start of every session: practice, not performance; pass allowed ..."""
    sections: tuple[Section, ...] = Field(min_length=4)
    """Train-the-trainer notes, section by section."""
    energisers: tuple[Energiser, ...] = Field(min_length=6)
    """Energisers to choose from."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Source items it rests on."""


class Form(Entity):
    """A form of the session pack, such as the sign-in sheet (`exercises/forms/`)."""

    id: Ref
    """Such as `form.sign-in`."""
    number: str = Field(pattern=r"^P[0-9]{2}$")
    """Its number, such as `P04`."""
    name: Text
    """As people see it."""
    orientation: Literal["portrait", "landscape"] = "portrait"
    """How its paper lies."""
    pages: StrictInt = Field(default=1, ge=1, le=6)
    """How many pages its sheet takes at most, on A4 and on Letter; in large print it may take three times as many."""
    intro: Prose
    """What it is for and how to fill it in; for whoever holds the pen."""
    blocks: tuple[Block, ...] = Field(min_length=1)
    """What to fill in, in order."""
    closing: Text | None = None
    """A last line, such as where to hand it in."""
    trainer_note: Prose = Field(default="", json_schema_extra={"audience": "trainer"})
    """For trainers: when to use it, how to read the answers, what not to do with them."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Source items it rests on."""
