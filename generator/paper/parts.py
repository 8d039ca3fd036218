"""What a trainer runs a session from, part by part, as data for the templates.

Pure. A part has a title and sections under headings. `sheet` puts parts on one sheet, which `overrides/paper/plan.typ`
draws; the run sheet and the ground rules are sheets with templates of their own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..models import Energiser, Row
from ..occasions import Occasion, in_pairs, in_threes
from ..prose import plain, runs
from ..typesetting import Data
from . import phrases
from .document import Head, Template, head_data
from .phrases import filled
from .texts import lines, prose


def sheet(head: Head, eyebrow: str, *parts: Data, across: str = "") -> Data:
    """Parts one after the other; those that are short share a page.

    The eyebrow is a line over the first part. What stands across from the mark opens a document; without it there is
    no mark.
    """
    return {**head_data("plan", head), "eyebrow": runs(eyebrow), "across": across, "parts": parts}


def front(occasion: Occasion) -> Data:
    """The first page of a short session: cover, overview and contents in one."""
    words, session = occasion.words, occasion.session
    about = " · ".join((occasion.handbook.industry.name, *phrases.about(occasion)))
    contents = {"kind": "contents", "heading": runs(words["contents"])}
    first = part(session.name, [*_overview(occasion), contents], session.purpose)
    return sheet(Head("", session.name), about, first, across=words["session-pack"])


def overview(occasion: Occasion) -> Data:
    """Purpose, what people can do afterwards, how the time goes, what it teaches: on one page."""
    first = part(occasion.words["overview"], _overview(occasion), occasion.session.purpose)
    return sheet(Head("", occasion.session.name), eyebrow(occasion), first)


def _overview(occasion: Occasion) -> Iterator[Data]:
    words, session = occasion.words, occasion.session
    people = filled(words["group-size"], least=session.least, most=session.most)
    beforehand = [f"{words['prerequisites']} {session.prerequisites}"] if session.prerequisites else []
    taught = " · ".join(occasion.handbook.names[concept] for concept in session.concepts)
    yield text("", *beforehand, people)
    yield section("list", words["objectives"], (f"**{one.verb}** {one.text}" for one in session.objectives))
    yield _agenda(occasion)
    yield text(words["concepts-taught"], taught)


def _agenda(occasion: Occasion) -> Data:
    words, rows = occasion.words, occasion.session.rows
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
    return {**_opening("run-sheet", occasion, "run-sheet", "landscape"), "blocks": [{"rows": drawn, "row_heads": True}]}


def _row(occasion: Occasion, row: Row) -> Data:
    words = occasion.words
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


def preparation(occasion: Occasion) -> Data:
    """What to print and bring, what to do before and after, who sits with whom, how to start: on a page or two."""
    found = (*_print_and_bring(occasion), *_ready(occasion), _groups(occasion), *_energisers(occasion))
    return sheet(Head("", occasion.session.name), eyebrow(occasion), *found)


def _print_and_bring(occasion: Occasion) -> Iterator[Data]:
    """How many copies of what, and a list to tick while packing the bag."""
    words, session = occasion.words, occasion.session
    sections = []
    if occasion.print_list:
        columns = ((words["run-what"], 9), (words["copies"], 2), (words["copies-per"], 6))
        cells = [(phrases.named(p, words), str(p.copies), phrases.for_whom(p, occasion)) for p in occasion.print_list]
        sections.append(_table(words["print-list"], columns, cells))
    if len(occasion.workbook) > 1:
        sheets = ", ".join(exercise.worksheet for exercise in occasion.workbook)
        sections.append(text("", filled(words["workbook-instead"], sheets=sheets)))
    bring = dict.fromkeys((*session.kit, *(thing for row in session.rows for thing in row.materials)))
    if bring:
        sections.append(section("ticks", words["to-bring"], bring))
    if sections:
        yield part(words["print-and-bring"], sections)


def _ready(occasion: Occasion) -> Iterator[Data]:
    """What to do before, on the day and after; some sessions need none of it."""
    if steps := occasion.session.preparation:
        words = occasion.words
        lists = {"before": steps.before, "on-the-day": steps.on_the_day, "afterwards": steps.after}
        yield part(words["preparation"], (section("ticks", words[when], items) for when, items in lists.items()))


def _groups(occasion: Occasion) -> Data:
    """Who sits with whom: for the number that is expected, for some more or fewer, and what changes for others."""
    words, notes = occasion.words, occasion.session.groups
    columns = ((words["people"], 2), (words["in-threes"], 5), (words["in-pairs"], 5))
    around = range(max(2, occasion.people - 4), occasion.people + 3)
    sections = [_table(words["groups-others"], columns, [_grouped(n, occasion) for n in around])]
    if notes:
        fields = type(notes).model_fields
        terms = [lines((words[f"group-{name.replace('_', '-')}"], getattr(notes, name))) for name in fields]
        sections.append({"kind": "terms", "heading": runs(words["other-numbers"]), "terms": terms})
    return part(words["groups"], sections, phrases.groups(occasion.people, words))


def _grouped(people: int, occasion: Occasion) -> tuple[str, ...]:
    words = occasion.words
    cells = (str(people), phrases.groups_of(in_threes(people), words), phrases.groups_of(in_pairs(people), words))
    return tuple(f"**{cell}**" for cell in cells) if people == occasion.people else cells


def _energisers(occasion: Occasion) -> Iterator[Data]:
    """How to run those that fit, from the trainers' guide."""
    words, guide = occasion.words, occasion.handbook.guide
    known = {energiser.id: energiser for energiser in guide.energisers} if guide else {}
    fitting = [known[chosen] for chosen in occasion.session.energisers if chosen in known]
    if fitting:
        yield part(words["energisers"], (section for energiser in fitting for section in _energiser(energiser, words)))


def rules(occasion: Occasion) -> Iterator[Data]:
    """The ground rules of the trainers' guide, to read out and to hang up."""
    if guide := occasion.handbook.guide:
        yield {**_opening("rules", occasion, "ground-rules"), "items": lines(guide.ground_rules)}


def _energiser(energiser: Energiser, words: Mapping[str, str]) -> Iterator[Data]:
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
        "row_heads": True,
    }


def part(title: str, sections: Iterable[Data], objective: str = "") -> Data:
    """A title, what it is for, and its sections."""
    return {"title": plain(title), "objective": runs(objective), "blocks": [*sections]}


def eyebrow(occasion: Occasion) -> str:
    """Which session it is, how long and for how many: a line over a title."""
    return " · ".join((occasion.session.name, phrases.length(occasion), phrases.for_people(occasion)))


def _opening(template: Template, occasion: Occasion, title: str, orientation: str = "portrait") -> Data:
    """How a sheet of one part opens, when it has a template of its own."""
    opening = head_data(template, Head("", occasion.session.name), orientation)
    return {**opening, "eyebrow": runs(eyebrow(occasion)), "opening": part(occasion.words[title], ())}
