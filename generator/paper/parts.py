"""What a trainer runs a session from, part by part, as data for the templates.

Pure. A part is sections under headings, which `overrides/paper/plan.typ` draws; the run sheet and the ground
rules have templates of their own.
"""

from collections.abc import Iterable, Iterator, Sequence

from ..models import Energiser, Row
from ..occasions import Occasion, in_pairs, in_threes
from ..prose import runs
from . import phrases
from .document import Head, Template, head_data
from .phrases import Words, filled
from .texts import Data, lines, prose


def overview(occasion: Occasion) -> Data:
    """Purpose, what people can do afterwards, how the time goes, what it teaches: on one page."""
    words, session = _words(occasion), occasion.session
    people = filled(words["group-size"], least=session.least, most=session.most)
    beforehand = [f"{words['prerequisites']} {session.prerequisites}"] if session.prerequisites else []
    taught = " · ".join(occasion.handbook.names[concept] for concept in session.concepts)
    sections = [
        text("", *beforehand, people),
        section("list", words["objectives"], (f"**{one.verb}** {one.text}" for one in session.objectives)),
        _agenda(occasion),
        text(words["concepts-taught"], taught),
    ]
    return _part(occasion, "overview", sections, session.purpose)


def _agenda(occasion: Occasion) -> Data:
    words, rows = _words(occasion), occasion.session.rows
    times = [", ".join(filter(None, (row.when, at))) for row, at in zip(rows, occasion.times, strict=True)]
    shares = (5, 7, 2) if any(row.when for row in rows) else (2, 10, 2)
    names = (words["run-time"], words["run-what"], words["run-length"])
    cells = [(at, row.name, filled(words["run-minutes"], minutes=row.minutes)) for row, at in zip(rows, times, strict=True)]
    return _table(words["agenda"], zip(names, shares, strict=True), cells)


def run_sheet(occasion: Occasion) -> Data:
    """Every row with its time: `overrides/paper/run-sheet.typ` draws it."""
    rows = occasion.session.rows
    days = [None, *(row.when for row in rows)]
    drawn = [
        {**_row(occasion, row), "time": at, "new_day": row.when != before}
        for row, at, before in zip(rows, occasion.times, days, strict=False)
    ]
    return {**_opening("run-sheet", occasion, "run-sheet", "", "landscape"), "blocks": [{"rows": drawn, "row_heads": True}]}


def _row(occasion: Occasion, row: Row) -> Data:
    words = _words(occasion)
    sheet = next((exercise for exercise in occasion.exercises if exercise.id == row.exercise), None)
    return {
        "day": runs(row.when or ""),
        "minutes": filled(words["run-minutes"], minutes=row.minutes),
        "name": runs(row.name),
        "stage": runs(occasion.handbook.names[row.stage]) if row.stage else [],
        "sheet": runs(f"**{sheet.worksheet}** {sheet.name}, {words[f'copies-{row.copies}']}") if sheet else [],
        "materials": lines(row.materials),
        "is_break": row.kind == "break",
        "cells": lines(cell or "" for cell in (row.do, row.say, row.learners, row.check)),
    }


def print_and_bring(occasion: Occasion) -> Data:
    """How many copies of what, and a list to tick while packing the bag."""
    words, session = _words(occasion), occasion.session
    sections = []
    if occasion.print_list:
        columns = ((words["run-what"], 9), (words["copies"], 2), (words["copies-per"], 6))
        cells = [(phrases.named(p, words), str(p.copies), phrases.for_whom(p, occasion, words)) for p in occasion.print_list]
        sections.append(_table(words["print-list"], columns, cells))
    if len(occasion.workbook) > 1:
        sheets = ", ".join(exercise.worksheet for exercise in occasion.workbook)
        sections.append(text("", filled(words["workbook-instead"], sheets=sheets)))
    bring = dict.fromkeys((*session.kit, *(thing for row in session.rows for thing in row.materials)))
    if bring:
        sections.append(section("ticks", words["to-bring"], bring))
    return _part(occasion, "print-and-bring", sections)


def ready(occasion: Occasion) -> Iterator[Data]:
    """What to do before, on the day and after; some sessions need none of it."""
    if steps := occasion.session.preparation:
        words = _words(occasion)
        lists = {"before": steps.before, "on-the-day": steps.on_the_day, "afterwards": steps.after}
        yield _part(occasion, "preparation", [section("ticks", words[when], items) for when, items in lists.items()])


def groups(occasion: Occasion) -> Data:
    """Who sits with whom: for the number that is expected, for some more or fewer, and what changes for others."""
    words, notes = _words(occasion), occasion.session.groups
    columns = ((words["people"], 2), (words["in-threes"], 5), (words["in-pairs"], 5))
    around = range(max(2, occasion.people - 4), occasion.people + 3)
    sections = [_table(words["groups-others"], columns, [_grouped(n, occasion) for n in around])]
    if notes:
        fields = type(notes).model_fields
        terms = [lines((words[f"group-{name.replace('_', '-')}"], getattr(notes, name))) for name in fields]
        sections.append({"kind": "terms", "heading": runs(words["other-numbers"]), "terms": terms})
    return _part(occasion, "groups", sections, phrases.groups(occasion.people, words))


def _grouped(people: int, occasion: Occasion) -> tuple[str, ...]:
    words = _words(occasion)
    cells = (str(people), phrases.groups_of(in_threes(people), words), phrases.groups_of(in_pairs(people), words))
    return tuple(f"**{cell}**" for cell in cells) if people == occasion.people else cells


def rules_and_energisers(occasion: Occasion) -> Iterator[Data]:
    """From the trainers' guide: the rules to read out, and the energisers that fit."""
    words, guide = _words(occasion), occasion.handbook.guide
    if guide is None:
        return
    yield {**_opening("rules", occasion, "ground-rules"), "items": lines(guide.ground_rules)}
    fitting = [energiser for energiser in guide.energisers if energiser.id in occasion.session.energisers]
    if fitting:
        yield _part(occasion, "energisers", [one for energiser in fitting for one in _energiser(energiser, words)])


def _energiser(energiser: Energiser, words: Words) -> Iterator[Data]:
    minutes = filled(words["minutes"], minutes=energiser.minutes)
    yield section("steps", f"{energiser.name} ({minutes})", energiser.how)
    yield text("", energiser.point, f"**{words['online']}** {energiser.online}")


def section(kind: str, heading: str, items: Iterable[str]) -> Data:
    """A heading, and a list under it: `list`, `steps` or `ticks`."""
    return {"kind": kind, "heading": runs(heading), "items": lines(items)}


def text(heading: str, *texts: str) -> Data:
    """A heading, or none, and prose under it."""
    return {"kind": "prose", "heading": runs(heading), "body": [piece for one in texts for piece in prose(one)]}


def _table(heading: str, columns: Iterable[tuple[str, int]], rows: Iterable[Sequence[str]]) -> Data:
    return {
        "kind": "table",
        "heading": runs(heading),
        "columns": [{"name": runs(name), "share": share} for name, share in columns],
        "rows": [lines(row) for row in rows],
        "row_height": 0,
        "row_heads": True,
    }


def _part(occasion: Occasion, title: str, sections: Sequence[Data], objective: str = "") -> Data:
    return {**_opening("plan", occasion, title, objective), "blocks": sections}


def _opening(
    template: Template, occasion: Occasion, title: str, objective: str = "", orientation: str = "portrait"
) -> Data:
    words = _words(occasion)
    about = (occasion.session.name, phrases.length(occasion, words), phrases.for_people(occasion, words))
    opening = head_data(template, Head("", words[title], objective=objective), orientation)
    return {**opening, "eyebrow": runs(" · ".join(about))}


def _words(occasion: Occasion) -> Words:
    return occasion.handbook.language.words
