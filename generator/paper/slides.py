"""A session as slides, as plain data: what its learners see, and in the notes what their trainer needs.

Pure. What is for trainers (what to do and say, the answers to expect) goes into `Slide.notes` alone.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..handbook import Handbook
from ..models import ActionPlanBlock, Concept, DebriefStep, Exercise, Row, Session, Topic
from ..prose import Run, paragraphs, plain, runs
from .areas import PLAN_COLUMNS

LayoutName = Literal["title", "activity", "list", "question", "break"]
"""A file in `overrides/slides/`, without its ending, that says where things stand on a slide."""
Line = list[Run]
"""A paragraph."""

LONG = 60
"""Minutes: a session of that length opens with the ground rules."""
DOT = "  ·  "

_FIRST_SENTENCE = re.compile(r".+?[.!?…]+[\"'”’)]*(?=\s)", re.DOTALL)


@dataclass(frozen=True)
class Ring:
    """The interaction cycle as a ring, one arc a stage, clockwise from the top."""

    stages: int
    """How many there are."""
    lit: tuple[int, ...]
    """Which of them it is about, from 0."""
    name: str
    """What stands in the middle."""
    alt: str
    """What it shows, for people who do not see it."""


@dataclass(frozen=True)
class Slide:
    """One slide. Its texts may still be too long for it: `fitting` sees to that."""

    layout: LayoutName
    title: str
    above: str = ""
    """A few words above the title, such as how long it takes."""
    lines: tuple[Line, ...] = ()
    """The body."""
    below: str = ""
    """A line under the body: which worksheet."""
    ring: Ring | None = None
    notes: tuple[Line, ...] = ()
    """What only the trainer sees."""


@dataclass(frozen=True)
class Deck:
    """The slides of a session, and what its file says about itself."""

    name: str
    """Its file name, such as `hour-helping-slides.pptx`."""
    title: str
    subject: str
    slides: tuple[Slide, ...]


def deck(session: Session, handbook: Handbook) -> Deck:
    """The slides of a session of an edition for trainers, in the order of its run sheet."""
    name = session.id.removeprefix("ses.").replace(".", "-") + "-slides.pptx"
    subject = DOT.join((plain(handbook.plan.title), plain(handbook.industry.name)))
    return Deck(name, plain(session.name), subject, tuple(_Writer(session, handbook).slides()))


@dataclass(frozen=True)
class _Writer:
    """Writes each slide of a session."""

    session: Session
    handbook: Handbook

    @cached_property
    def words(self) -> dict[str, str]:
        return self.handbook.language.words

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        return {exercise.id: exercise for exercise in self.handbook.exercises}

    def slides(self) -> Iterator[Slide]:
        yield self.opening()
        yield self.objectives()
        if self.handbook.guide and self.session.minutes >= LONG:
            yield self.ground_rules(self.handbook.guide.ground_rules)
        for start, row in self.session.run_sheet:
            yield self.row(start, row)
            if row.debrief:
                yield from self.debrief(self.exercises[row.debrief])
        yield self.closing()

    def opening(self) -> Slide:
        session = self.session
        trade = self.words["edition-for"].replace("{trade}", plain(self.handbook.industry.name))
        return Slide(
            "title",
            plain(session.name),
            plain(self.handbook.brand.organisation),
            (line(DOT.join((trade, self.minutes(session.minutes)))),),
            ring=self.ring({*session.concepts, *(row.stage for row in session.rows)}),
            notes=(
                *self.note("", session.purpose),
                *self.note("prerequisites", session.prerequisites),
                *self.notes("on-the-day", getattr(session.preparation, "on_the_day", ())),
                *self.notes("print-and-bring", session.kit),
            ),
        )

    def objectives(self) -> Slide:
        lines = tuple([*line(f"{plain(aim.verb)} ", strong=True), *runs(aim.text)] for aim in self.session.objectives)
        notes = self.note("", self.words["objectives-lede"])
        return Slide("list", self.words["slide-objectives"], plain(self.session.name), lines, notes=notes)

    def ground_rules(self, rules: Iterable[str]) -> Slide:
        """The first sentence of each; the rest is for reading out."""
        lines = tuple(line(_first_sentence(rule)) for rule in rules)
        notes = self.notes("ground-rules", rules)
        return Slide("list", self.words["slide-ground-rules"], plain(self.session.name), lines, notes=notes)

    def row(self, start: int, row: Row) -> Slide:
        above = DOT.join(filter(None, (plain(row.when or ""), self.minutes(row.minutes))))
        if row.kind == "break":
            return Slide("break", plain(row.name), above)
        exercise = self.exercises[row.exercise] if row.exercise else None
        return Slide(
            "activity",
            plain(row.name),
            above,
            (*_lines(row.learners), *self.plan(exercise)),
            DOT.join((f"{self.words['worksheet']} {exercise.worksheet}", plain(exercise.name))) if exercise else "",
            self.ring({row.stage}),
            self.row_notes(start, row, exercise),
        )

    def row_notes(self, start: int, row: Row, exercise: Exercise | None) -> tuple[Line, ...]:
        clock = self.words["from-minute"].replace("{start}", str(start)).replace("{end}", str(start + row.minutes))
        sheet = f"{exercise.worksheet} {exercise.name}, {self.words[f'copies-{row.copies}']}" if exercise else ""
        return (
            *self.note("", row.when or clock),
            *self.note("do", row.do),
            *self.note("slide-say", row.say),
            *self.note("slide-worksheet", sheet),
            *self.note("materials", ", ".join(row.materials)),
            *self.note("check-for", row.check),
        )

    def plan(self, exercise: Exercise | None) -> Iterator[Line]:
        """The sentence that an action plan asks people to finish."""
        if exercise and any(isinstance(block, ActionPlanBlock) for block in exercise.blocks):
            yield from (line(f"{self.words[column]} …", strong=True) for column in PLAN_COLUMNS)

    def debrief(self, exercise: Exercise) -> Iterator[Slide]:
        """A slide for each turn of the talk, so that nobody hurries to the last one."""
        if talk := exercise.debrief:
            yield self.turn(exercise, "debrief-what", talk.what, self.note("misconception", talk.misconception))
            yield self.turn(exercise, "debrief-so-what", talk.so_what)
            yield self.turn(exercise, "debrief-now-what", talk.now_what)

    def turn(self, exercise: Exercise, word: str, step: DebriefStep, notes: tuple[Line, ...] = ()) -> Slide:
        title = self.words["slide-turn"].replace("{exercise}", plain(exercise.name)).replace("{turn}", self.words[word])
        questions, likely = tuple(map(runs, step.questions)), self.notes("likely-answers", step.likely)
        return Slide("question", title, self.words["debrief"], questions, notes=(*likely, *notes))

    def closing(self) -> Slide:
        """What the exercises leave people with; where none is done whole, something to try."""
        done = ((row, self.exercises[row.exercise]) for row in self.session.rows if row.exercise)
        kept = dict.fromkeys(exercise.take_away for row, exercise in done if row.minutes >= exercise.minutes)
        name, notes = plain(self.session.name), self.notes("afterwards", getattr(self.session.preparation, "after", ()))
        if kept:
            layout: LayoutName = "list" if len(kept) > 1 else "activity"
            return Slide(layout, self.words["slide-take-away"], name, tuple(map(runs, kept)), notes=notes)
        return Slide("activity", self.words["try-today"], name, self.to_try(), notes=notes)

    def to_try(self) -> tuple[Line, ...]:
        """What the first of the session's ideas asks people to try."""
        ideas: dict[str, Concept | Topic] = {**self.handbook.concepts, **self.handbook.topics}
        return next((_lines(ideas[idea].try_today) for idea in self.session.concepts if idea in ideas), ())

    def minutes(self, minutes: int) -> str:
        return self.words["minutes"].replace("{minutes}", str(minutes))

    def ring(self, ideas: Collection[str | None]) -> Ring | None:
        """The cycle, when some of the ideas are stages of it."""
        stages = self.handbook.stages
        lit = tuple(position for position, stage in enumerate(stages) if stage.id in ideas)
        names = [plain(stages[position].name) for position in lit]
        alt = self.words["slide-lit"].replace("{stages}", ", ".join(names))
        return Ring(len(stages), lit, names[0] if len(names) == 1 else "", alt) if lit else None

    def note(self, word: str, text: str | None) -> tuple[Line, ...]:
        """Paragraphs for the trainer, under an interface word if there is one."""
        found = [paragraph["runs"] for paragraph in paragraphs(text or "")]
        if word and found:
            found[0] = [*line(f"{self.words[word]} ", strong=True), *found[0]]
        return tuple(found)

    def notes(self, word: str, texts: Iterable[str]) -> tuple[Line, ...]:
        """A list for the trainer, under an interface word."""
        items = [[*line("– "), *runs(text)] for text in texts]
        return (line(self.words[word], strong=True), *items) if items else ()


def line(text: str, *, strong: bool = False) -> Line:
    """A paragraph in one style, from a text without any Markdown."""
    return [{"text": text, "strong": strong, "emph": False}]


def _lines(text: str | None) -> tuple[Line, ...]:
    return (runs(text),) if text else ()


def _first_sentence(text: str) -> str:
    whole = plain(text)
    first = _FIRST_SENTENCE.match(whole)
    return first[0] if first else whole
