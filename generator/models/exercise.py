"""Exercise > Block. An exercise is one thing to do; a block is one kind of answer area in it.

The worksheet is the printable sheet of an exercise. Its answer key and its debrief are for trainers.
"""

from typing import Annotated, Literal

from pydantic import Field, StrictInt

from .base import Entity, Model, Prose, Ref, Slug, SourceId, Text
from .block import Block


class KeyEntry(Model):
    """What good looks like for one block."""

    block: Slug
    """The block it belongs to."""
    points: tuple[Text, ...] = Field(min_length=1)
    """Sample answers, or what to look for."""


class DebriefStep(Model):
    """One turn of the talk afterwards."""

    questions: tuple[Text, ...] = Field(min_length=2, max_length=3)
    """Questions to ask."""
    likely: tuple[Text, ...] = Field(min_length=1)
    """Answers to expect."""


class Debrief(Model):
    """The talk after the exercise, in three turns."""

    what: DebriefStep
    """What happened?"""
    so_what: DebriefStep
    """So what does it mean?"""
    now_what: DebriefStep
    """Now what will we do?"""
    misconception: Prose
    """One wrong idea to listen for, and what to say."""


class Facilitation(Model):
    """How a trainer runs it."""

    do: tuple[Text, ...] = Field(min_length=2)
    """What the trainer does, in order, each starting with a verb."""
    say: Text
    """Words to open with, in quotation marks."""
    materials: tuple[Text, ...] = ()
    """What to bring beyond the worksheet and a pen."""
    variations: tuple[Text, ...] = ()
    """With few people, with many, online."""


class Exercise(Entity):
    """One thing to do: steps, blocks to answer in, and for trainers a key and a debrief."""

    id: Ref
    """Such as `exr.three-words`. The part after the dot is its address."""
    worksheet: Annotated[str, Field(pattern=r"^[WP][0-9]{2}$")]
    """Number of its worksheet, such as `W01`."""
    name: Text
    """As readers see it."""
    objective: Text
    """What you will be able to do, in one sentence with a verb one can observe."""
    minutes: StrictInt = Field(ge=3, le=90)
    """How long it takes, without the debrief."""
    group: Literal["alone", "pairs", "small groups", "anyone"]
    """Who does it together."""
    orientation: Literal["portrait", "landscape"] = "portrait"
    """How its paper lies."""
    pages: StrictInt = Field(default=2, ge=1, le=6)
    """How many pages its sheet takes at most, on A4 and on Letter; in large print it may take three times as many."""
    intro: Prose
    """Two or three sentences: why do this."""
    steps: tuple[Text, ...] = Field(min_length=2, max_length=7)
    """Numbered steps, each starting with a verb."""
    worked_example: Prose
    """One filled-in example, told in words, unlike the rows to fill in."""
    blocks: tuple[Block, ...] = Field(min_length=1)
    """Answer areas, in order."""
    take_away: Text
    """One line for the learner to keep."""
    concepts: tuple[Ref, ...] = Field(min_length=1)
    """Ideas it practises: concepts or topics."""
    key: tuple[KeyEntry, ...] = Field(default=(), json_schema_extra={"audience": "trainer"})
    """The answer key, for trainers only."""
    debrief: Debrief | None = Field(default=None, json_schema_extra={"audience": "trainer"})
    """The talk afterwards, for trainers only."""
    facilitation: Facilitation | None = Field(default=None, json_schema_extra={"audience": "trainer"})
    """How to run it, for trainers only."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Source items it rests on."""
