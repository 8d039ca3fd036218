"""One run of a session: when each row begins, who sits with whom, what to print how often.

Pure sums. Pages and paper both ask here, so that they say the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Literal

from .addresses import QUIZ_NUMBER
from .handbook import Handbook
from .library import texts_of, walk
from .models import ActionPlanBlock, Exercise, Form, Row, Scenario, Session, TableBlock

SIGN_IN = "form.sign-in"
"""The form that goes round: it has a row for each person."""
LONG_ENOUGH_TO_PLAN = 60
"""Minutes: a plan to take home needs something to plan with."""
LONG = 60
"""Minutes: a shorter session has too little paper to be worth a ZIP on the site."""
_FORM_NUMBER = re.compile(r"\bP[0-9]{2}\b")

Per = Literal["each", "pair", "group", "one", "round"]
"""Who shares a copy: nobody, two, three, everyone; or a list goes round and is full after so many."""
_MOST_COPIES_FIRST = ("each", "pair", "group", "one")


@dataclass(frozen=True)
class Printed:
    """Something to print for a session."""

    id: str
    """The exercise, form or scenario; empty for the quiz."""
    number: str
    """Such as `W06`; role-play cards have none."""
    name: str
    copies: int
    per: Per


@dataclass(frozen=True)
class Occasion:
    """One run of a session in one trade."""

    handbook: Handbook
    session: Session
    people: int = 12
    start: time | None = None
    """When it begins. Without it, times count from 0:00."""
    day: date | None = None

    @property
    def words(self) -> dict[str, str]:
        """What pages and sheets say by themselves, in the handbook's language."""
        return self.handbook.language.words

    @property
    def end(self) -> str:
        """When it is over."""
        return clock(self.start, self.session.planned)

    @property
    def times(self) -> tuple[str, ...]:
        """When each row begins. A series starts anew each day; what people do alone on a day has no time."""
        return tuple("" if minute is None else clock(self.start, minute) for minute in begins(self.session))

    @property
    def meetings(self) -> int:
        """How often people come together: more than once in a series."""
        return len({row.when for row in self.session.rows if row.kind == "work"})

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises whose worksheets it uses, in order of use."""
        known = {exercise.id: exercise for exercise in self.handbook.exercises}
        return tuple(known[used] for used in self.session.copies(self.people))

    @cached_property
    def workbook(self) -> tuple[Exercise, ...]:
        """What each person writes in, in order of use; nothing when nobody needs a sheet of their own.

        A sheet with one copy in all is read out, so it stays with the trainer. From an hour on there is an action
        plan in the end, used or not: people do what they have written down with a day to it.
        """
        copies = [self._row_with_most(exercise).copies for exercise in self.exercises]
        if "each" not in copies:
            return ()
        own = [exercise for exercise, per in zip(self.exercises, copies, strict=True) if per != "one"]
        plans = [exercise for exercise in self.handbook.exercises if _is_plan(exercise) and exercise not in self.exercises]
        return (*own, *(plans if self.session.minutes >= LONG_ENOUGH_TO_PLAN else ()))

    @cached_property
    def scenes(self) -> tuple[Scenario, ...]:
        """The role plays it needs, in the trade's order."""
        levels: dict[str, int] = {}
        for row in self.session.rows:
            levels |= {stage: max(row.level, levels.get(stage, 0)) for stage in row.scenes}
        return tuple(scene for scene in self.handbook.scenarios if scene.level <= levels.get(scene.stage, 0))

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The forms that the session's texts name by number, such as "Sign-in sheet (P04)"."""
        return tuple(form for form in self.handbook.forms if form.number in self._numbers_named)

    @property
    def has_quiz(self) -> bool:
        """Whether the session's texts name the quiz, and the trade has one."""
        return bool(self.handbook.trade_quiz) and QUIZ_NUMBER in self._numbers_named

    @cached_property
    def _numbers_named(self) -> set[str]:
        texts = (text for _, model in walk(self.session) for _, text in texts_of(model))
        return {number for text in texts for number in _FORM_NUMBER.findall(text)}

    @cached_property
    def print_list(self) -> tuple[Printed, ...]:
        """What to print beside the pack: worksheets in order of use, role-play cards, forms by number."""
        forms = sorted(self._forms(), key=lambda printed: printed.number)
        return (*self._worksheets(), *self._cards(), *forms)

    def _worksheets(self) -> Iterator[Printed]:
        for exercise in self.exercises:
            row = self._row_with_most(exercise)
            yield Printed(exercise.id, exercise.worksheet, exercise.name, row.copies_for(self.people), row.copies)

    def _row_with_most(self, exercise: Exercise) -> Row:
        """Of the rows that use a worksheet, the one that needs most copies."""
        rows = (row for row in self.session.rows if row.exercise == exercise.id)
        return min(rows, key=lambda row: _MOST_COPIES_FIRST.index(row.copies))

    @property
    def sets(self) -> int:
        """How many sets of role-play cards: one for each three, and for each two that three does not divide."""
        return sum(in_threes(self.people).values())

    def _cards(self) -> Iterator[Printed]:
        yield from (Printed(scene.id, "", scene.name, self.sets, "group") for scene in self.scenes)

    def _forms(self) -> Iterator[Printed]:
        for form in self.forms:
            goes_round = form.id == SIGN_IN
            copies = -(-self.people // lines(form)) * self.meetings if goes_round else self.people
            yield Printed(form.id, form.number, form.name, copies, "round" if goes_round else "each")
        if self.has_quiz:
            yield Printed("", QUIZ_NUMBER, self.words["mixed-quiz"], self.people, "each")


def _is_plan(exercise: Exercise) -> bool:
    return any(isinstance(block, ActionPlanBlock) for block in exercise.blocks)


def lines(form: Form) -> int:
    """How many people can write on a form that goes round."""
    return max((len(block.rows) + block.blank_rows for block in form.blocks if isinstance(block, TableBlock)), default=1)


def clock(start: time | None, minutes: int) -> str:
    """So many minutes after the start: `10:05`. Without a start as hours and minutes from `0:00`."""
    if start is None:
        return f"{minutes // 60}:{minutes % 60:02}"
    since_midnight = start.hour * 60 + start.minute + minutes
    return f"{since_midnight // 60 % 24:02}:{since_midnight % 60:02}"


def begins(session: Session) -> tuple[int | None, ...]:
    """The minute at which each row begins, from the start of its day. What people do alone on a day of a series has none."""
    found: list[int | None] = []
    minute, day = 0, None
    for row in session.rows:
        if row.when != day:
            minute, day = 0, row.when
        alone = row.when and row.kind == "on the job"
        found.append(None if alone else minute)
        minute += 0 if alone else row.minutes
    return tuple(found)


def in_threes(people: int) -> dict[int, int]:
    """How many groups of which size: threes, and one or two twos when three does not divide them. One person is alone."""
    if people == 1:
        return {1: 1}
    twos = -people % 3
    return _without_none({3: (people - 2 * twos) // 3, 2: twos})


def in_pairs(people: int) -> dict[int, int]:
    """How many groups of which size: twos, and one three when people are odd in number. One person is alone."""
    if people == 1:
        return {1: 1}
    threes = people % 2
    return _without_none({2: (people - 3 * threes) // 2, 3: threes})


def _without_none(groups: dict[int, int]) -> dict[int, int]:
    return {size: count for size, count in groups.items() if count}
