"""Framework > Concept, with Topics across them, Situations into them, and Questions to check them.

A framework is a named ordered set of concepts that answers one question. A concept is one idea with
one page; a stage is a concept of the interaction cycle and has skills. A topic is a page that cuts
across. A situation is what stands in front of you now. A question checks whether an idea has landed.
"""

from typing import Annotated, Literal

from pydantic import Field, StrictBool

from .base import Entity, Model, Prose, Ref, Slug, SourceId, Text

Drawing = Literal["cycle", "chain", "journey"]
"""A picture drawn from the data: the interaction cycle, the customer chain, the touch-point journey."""


class SayAvoid(Model):
    """Two ways to put one thing: words that help and words that hurt."""

    say: Text
    """Real spoken words that help."""
    avoid: Text
    """What people often say instead."""
    where: Literal["face to face", "phone", "chat", "email"] = "face to face"
    """The channel the words are for."""


class Link(Model):
    """A way from one idea to another, with the reason to take it."""

    id: Ref
    """What it leads to."""
    reason: Text
    """Why someone reading this should go there, in one sentence."""


class Framework(Entity):
    """A named ordered set of concepts that answers one question."""

    id: Slug
    """Such as `six-needs`; also its address."""
    name: Text
    """As readers see it."""
    concept_name: Text
    """What one of its concepts is called: stage, need, factor, motivator."""
    question: Text
    """The one question this list answers, so that nobody mixes the lists up."""
    one_sentence: Text
    """The point, in one sentence."""
    intro: Prose
    """Two or three short paragraphs: what the list is for and how to use it."""
    concepts: tuple[Ref, ...] = Field(min_length=1)
    """Ids of its concepts, in order."""
    drawing: Drawing | None = None
    """A picture for the top of the page."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Source items it rests on."""


class Concept(Entity):
    """One idea with one page: a need, a factor, a motivator, or one of an organisation's own."""

    id: Ref
    """Such as `need.fairness`. The part after the dot is its address."""
    name: Text
    """As readers see it."""
    also_called: tuple[Text, ...] = ()
    """Other words people would search for."""
    one_sentence: Text
    """The point, in one sentence of at most 25 words."""
    why: Prose
    """Why it matters: two or three sentences."""
    looks_like: tuple[Text, ...] = Field(min_length=3, max_length=5)
    """Behaviours a colleague could see or hear, each starting with a verb."""
    say_avoid: tuple[SayAvoid, ...] = Field(min_length=3, max_length=5)
    """Paired speech: at least one pair for the phone or chat."""
    behind_the_scenes: Prose
    """The same idea for people who serve colleagues and never meet the public: one or two sentences."""
    try_today: Text
    """One small action for this shift."""
    reflect: Text
    """One question to think about."""
    siblings: tuple[Link, ...] = ()
    """Close ideas in other lists. Must be mutual: the other names this one too."""
    tension: Prose = ""
    """Where this idea pulls against another, and how to hold both."""
    home_stage: Ref | None = None
    """The stage of the cycle where it is mainly taught. Every concept but a stage has one."""
    also_stages: tuple[Ref, ...] = ()
    """Other stages where it comes up."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Source items it rests on."""


class Skill(Entity):
    """Something a person does in a stage."""

    id: Ref
    """Such as `skill.restate`."""
    name: Text
    """Starts with a verb."""
    steps: tuple[Text, ...] = Field(min_length=2, max_length=5)
    """How to do it, each step starting with a verb."""
    sample: Text
    """The skill as it sounds: words somebody says, in quotation marks."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Source items it rests on."""


class Stage(Concept):
    """A stage of the interaction cycle: a concept with an aim and skills."""

    aim: Text
    """What is true when the stage has gone well, from the other person's side."""
    skills: tuple[Skill, ...] = Field(min_length=3)
    """What you do in this stage, in order."""


class Section(Model):
    """A part of a topic page."""

    heading: Text
    """Short; says the point rather than the subject."""
    text: Prose
    """One to three short paragraphs, or a short list."""


class Topic(Entity):
    """A page that cuts across the frameworks, such as moments of truth."""

    id: Ref
    """Such as `topic.customer-chain`."""
    name: Text
    """As readers see it."""
    also_called: tuple[Text, ...] = ()
    """Other words people would search for."""
    one_sentence: Text
    """The point, in one sentence."""
    sections: tuple[Section, ...] = Field(min_length=2, max_length=6)
    """The body."""
    drawing: Drawing | None = None
    """A picture for the top of the page."""
    say_avoid: tuple[SayAvoid, ...] = ()
    """Paired speech, where the topic is something people say."""
    behind_the_scenes: Prose = ""
    """The same idea for people who serve colleagues."""
    try_today: Text
    """One small action for this shift."""
    reflect: Text
    """One question to think about."""
    related: tuple[Link, ...] = Field(min_length=2, max_length=4)
    """Where to go next, with the reason."""
    trainer_note: Prose = Field(default="", json_schema_extra={"audience": "trainer"})
    """For trainers only: the objection to expect, the evidence behind a claim, a way to run it."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Source items it rests on."""


class Situation(Entity):
    """What stands in front of you now, and what to do in the next minute."""

    id: Ref
    """Such as `sit.angry`."""
    name: Text
    """As you would say it: "The {customer} is angry"."""
    also_called: tuple[Text, ...] = ()
    """Other words people would search for: shouting, furious, complaint."""
    first_words: Text
    """Something you can say at once, in quotation marks."""
    steps: tuple[Text, ...] = Field(min_length=3, max_length=5)
    """What to do, in order, each step starting with a verb."""
    avoid: Text
    """The one thing that makes it worse."""
    get_help: Text
    """When to stop and get help, and from whom."""
    links: tuple[Link, ...] = Field(min_length=2, max_length=4)
    """Where to read more, with the reason."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Source items it rests on."""


class Situations(Model):
    """The file of situations, in the order they are listed."""

    situations: tuple[Situation, ...]
    """Every situation."""


class Option(Model):
    """One answer to a question, with what a good coach would say about it."""

    text: Text
    """What you would do or say."""
    correct: StrictBool = False
    """Exactly one option of a question is correct."""
    feedback: Text
    """Why it works, or what it misses: never just "wrong"."""


class Question(Entity):
    """A knowledge check: a small situation at work and what to do about it."""

    id: Ref
    """Such as `q.fairness.01`."""
    stem: Text
    """The situation and the question, in two or three sentences."""
    options: tuple[Option, ...] = Field(min_length=3, max_length=4)
    """Options of like length, in the order shown."""
    bloom: Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
    """The level of thinking asked for (Bloom's revised taxonomy)."""
    industry: Slug | None = None
    """Set when the question belongs to one industry only."""


class Quiz(Model):
    """The knowledge checks of one concept: a file in `exercises/quizzes/`."""

    concept: Ref
    """The concept they check."""
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    """The questions, in order."""
