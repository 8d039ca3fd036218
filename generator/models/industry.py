"""Industry: the terms, roles, touch points, examples and scenarios of one trade.

Four files in `content/industries/<id>/`: `industry.yml`, `touch-points.yml`, `examples.yml` and
`scenarios.yml`. Adding a trade is adding a folder.
"""

from typing import Literal

from pydantic import Field, StrictBool, StrictInt

from .base import Entity, Model, Prose, Ref, Slug, SourceId, Text
from .teaching import Question, SayAvoid


class Terms(Model):
    """The words that change with the trade. A slot is replaced whole: it owns its article and its case."""

    customer: Text
    """{customer}: the person served: customer, guest, patient, resident."""
    customers: Text
    """{customers}: more than one."""
    customer_poss: Text
    """{customer_poss}: belonging to one: guest's."""
    customers_poss: Text
    """{customers_poss}: belonging to many: guests'."""
    a_customer: Text
    """{a_customer}: with its article: a guest, an applicant."""
    Customer: Text
    """{Customer}: at the start of a sentence."""
    Customers: Text
    """{Customers}: at the start of a sentence."""
    A_customer: Text
    """{A_customer}: at the start of a sentence."""
    colleague: Text
    """{colleague}: someone you work with."""
    colleagues: Text
    """{colleagues}: more than one."""
    a_colleague: Text
    """{a_colleague}: with its article."""
    Colleagues: Text
    """{Colleagues}: at the start of a sentence."""
    place: Text
    """{place}: where you work, after "the" or "this": store, branch, clinic."""
    a_place: Text
    """{a_place}: with its article: a store, an office."""
    at_place: Text
    """{at_place}: with its preposition: in the store, at the desk, on the line."""
    deal: Text
    """{deal}: what people do with you, after "to": buy, stay, bank, apply."""
    thanks_for: Text
    """{thanks_for}: after "Thank you for": shopping with us, your patience."""
    good_outcome: Text
    """{good_outcome}: what a well-served person does, after "the {customer}": comes back and tells friends."""


class Role(Model):
    """A job in this trade."""

    name: Text
    """The job title, in lower case."""
    does: Text
    """What the person does for the people served, in one line."""


class InternalPair(Model):
    """Two groups of colleagues who serve each other."""

    giver: Text
    """Who gives."""
    receiver: Text
    """Who receives."""
    gives: Text
    """What passes between them, and what it is worth to the person served."""


class Vendor(Model):
    """A firm you rely on."""

    name: Text
    """What kind of firm."""
    gives: Text
    """What it gives you."""


class Constraint(Model):
    """A rule of this trade that service must respect."""

    text: Text
    """The rule in plain words, without naming a law."""
    check_local: StrictBool = True
    """Shown as "check locally": the organisation must check its own law and policy."""


class HardMoment(Entity):
    """A hard moment of this trade, and what helps."""

    id: Ref
    """Such as `hard.retail.no-receipt`."""
    name: Text
    """The moment in a few words."""
    what_happens: Prose
    """Two or three sentences: what it looks like and why it is hard."""
    what_helps: tuple[Text, ...] = Field(min_length=3, max_length=5)
    """What to do, each starting with a verb."""
    words_said: Text
    """Words that help, in quotation marks."""
    get_help: Text
    """When to stop and get help, and from whom. Says where abuse is not part of the job."""


class Industry(Entity):
    """One trade: who serves whom, where, in which words and under which rules (`industry.yml`)."""

    id: Slug
    """Such as `retail`; also its address."""
    name: Text
    """As readers see it."""
    status: Literal["draft", "ready"]
    """A draft may have gaps, which are listed; a ready one may not."""
    blurb: Text
    """Who it is for, in one sentence, for the page where people choose."""
    illustration: Slug | None = None
    """A drawing in `overrides/drawings/trades/`; left out, the one named like the trade, or else a plain one."""
    sample_org: Text
    """A made-up organisation that the examples may name."""
    terms: Terms
    """Its words for every slot."""
    alternates: tuple[Text, ...] = ()
    """Other words for the people served, which may be used on one page: diner, visitor."""
    roles: tuple[Role, ...] = Field(min_length=4)
    """Jobs that staff will recognise."""
    internal_pairs: tuple[InternalPair, ...] = Field(min_length=3)
    """Who serves whom inside."""
    vendors: tuple[Vendor, ...] = Field(min_length=3)
    """Firms you rely on: links of the customer chain."""
    constraints: tuple[Constraint, ...] = Field(min_length=4)
    """Rules that service must respect."""
    hard_moments: tuple[HardMoment, ...] = Field(min_length=4)
    """Hard moments, each with a line on when to get help."""
    recovery_limits: Text
    """What front-line staff may usually put right at once, and who can do more."""
    when_no: tuple[SayAvoid, ...] = Field(min_length=6)
    """What is said in this trade when the answer is no, and what to say instead."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Source items it rests on."""


class TouchPoint(Model):
    """A place or moment where contact happens, on the stage and behind it."""

    id: Ref
    """Such as `tp.retail.08`."""
    name: Text
    """A few words."""
    stage: Ref
    """The stage of the cycle it belongs to."""
    sees: Text
    """What the person served sees, hears or does."""
    behind: Text
    """What has to happen behind the scenes."""
    owner: Text
    """The role that owns it."""
    good_looks_like: Text
    """What good looks like: something you could check."""
    measure: Text
    """How to measure it simply."""


class TouchPoints(Model):
    """The journey through this trade, in order (`touch-points.yml`)."""

    touch_points: tuple[TouchPoint, ...] = Field(min_length=8, max_length=12)
    """Eight to twelve touch points; all four stages are used."""


class Example(Model):
    """One concept as it happens in this trade."""

    concept: Ref
    """The concept it shows."""
    text: Prose
    """Forty to eighty words: a person, a place and a detail."""
    words_said: Text
    """One thing somebody says in it, in quotation marks."""


class Examples(Model):
    """One example for each concept (`examples.yml`)."""

    examples: tuple[Example, ...]
    """In any order."""


class CustomerCard(Model):
    """What the person playing the one who is served knows."""

    facts: tuple[Text, ...] = Field(min_length=2)
    """What has happened."""
    feeling: Text
    """What they feel, and how it shows."""
    hidden_want: Text
    """What they really want and do not say at first."""


class Reply(Model):
    """One thing you could say or do in a moment of a scene, and what comes of it."""

    say: Text
    """What you say, in quotation marks, or do."""
    then: Text
    """What it leads to: what the other person says or does next, and why."""
    best: StrictBool = False
    """Exactly one reply of a moment works best."""


class Moment(Model):
    """A moment of a scene where you have to answer."""

    heard: Text
    """What the other person says, in quotation marks, or does. Only what staff may know before they play."""
    replies: tuple[Reply, ...] = Field(min_length=3, max_length=3)
    """Three replies of like length, in the order shown; the best is not always at one place."""


class Scenario(Entity):
    """A role play for one stage: staff, customer and observer each get a card."""

    id: Ref
    """Such as `sc.retail.receiving`."""
    stage: Ref
    """The stage it practises."""
    name: Text
    """A few words."""
    level: StrictInt = Field(ge=1, le=3)
    """1 warm-up, 2 everyday, 3 demanding."""
    setup: Prose
    """What everyone may know: place, time, people, what has just happened."""
    think: tuple[Text, ...] = Field(min_length=2, max_length=3)
    """Questions to think about, alone or before playing."""
    staff_card: Prose
    """What the person playing staff knows and must reach."""
    walk: tuple[Moment, ...] = Field(default=(), min_length=2, max_length=3)
    """Two or three moments to walk through alone, one leading to the next, as the best replies take you."""
    customer_card: CustomerCard | None = Field(default=None, json_schema_extra={"audience": "trainer"})
    """For trainers, who hand it to one player."""
    observer_focus: tuple[Text, ...] = Field(default=(), json_schema_extra={"audience": "trainer"})
    """Behaviours to watch for, each something one can see or hear."""
    good_looks_like: tuple[Text, ...] = Field(default=(), json_schema_extra={"audience": "trainer"})
    """What a good round sounds like."""
    traps: tuple[Text, ...] = Field(default=(), json_schema_extra={"audience": "trainer"})
    """What often goes wrong."""
    concepts: tuple[Ref, ...] = Field(min_length=1)
    """Ideas it brings to life."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Source items it rests on."""


class Scenarios(Model):
    """At least one role play for each stage (`scenarios.yml`)."""

    scenarios: tuple[Scenario, ...]
    """In the order of the cycle, rising in level."""


class TradeQuestion(Question):
    """A knowledge check of one trade's mixed quiz."""

    concept: Ref
    """The concept it checks."""


class TradeQuiz(Model):
    """The mixed quiz of a trade, built on its own situations (`quiz.yml`)."""

    questions: tuple[TradeQuestion, ...] = Field(min_length=10)
    """At least ten questions over all four stages and all lists."""
