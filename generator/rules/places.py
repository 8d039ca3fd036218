"""Every thing has one id and one place: in its file, in a framework, in a chapter."""

from collections.abc import Iterator

from .. import models as m
from ..library import Library, by_id
from ..problems import Problem, did_you_mean


def duplicate_ids(library: Library) -> Iterator[Problem]:
    """Two things with one id."""
    for identity, same in by_id(library.identified()).items():
        for entry in same[1:]:
            first = same[0].place
            message = f"{identity}: this id is already taken"
            yield Problem(entry.place, "duplicate-id", message, f"The first one is at {first}. Give this one its own id.")


WINDOWS = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
"""What no file and no folder can be called there."""
_TAKEN: dict[type[m.Model], set[str]] = {
    m.Framework: {"about", "assets", "exercises", "help", "ideas", "packs", "practice", "search", "sessions"}
    | {"trainer", "trainers", "work", "worksheets"},
    m.Situation: {"by-words"},
    m.Scenario: {"phrases", "quiz"},
    m.Session: {"guide"},
}
"""Names of pages and folders that every handbook has."""


def taken_names(library: Library) -> Iterator[Problem]:
    """Ids that cannot become a file's name: Windows has none of the kind, or the handbook has one already."""
    for entry in library.identified():
        identity = str(getattr(entry.model, "id", ""))
        name = identity.rsplit(".", 1)[-1]
        advice = "Give it another id."
        if name in WINDOWS:
            yield Problem(entry.place, "taken-name", f"{identity}: on Windows no file can be called {name}", advice)
        elif name == "index" or name in _TAKEN.get(type(entry.model), ()):
            yield Problem(entry.place, "taken-name", f"{identity}: the handbook itself has a page called {name}", advice)


def double_numbers(library: Library) -> Iterator[Problem]:
    """Worksheets with a number that another has: whoever asks for one would get the other."""
    first: dict[str, m.Exercise] = {}
    ours_first = sorted(library.pieces, key=lambda piece: piece.document.is_own)
    for piece in ours_first:
        if isinstance(piece.model, m.Exercise):
            other = first.setdefault(piece.model.worksheet, piece.model)
            if other is not piece.model:
                message = f"{piece.model.id}: {other.id} has the number {other.worksheet} already"
                advice = "Give this one another, in the file and in its name. W51 to W99 are an organisation's own."
                yield Problem(piece.document.place(("worksheet",)), "taken-number", message, advice)


def misplaced_files(library: Library) -> Iterator[Problem]:
    """Files whose name or folder says something else than their id."""
    for piece in library.pieces:
        expected = _expected_name(piece.model)
        if expected and not piece.document.file.endswith(expected):
            name = next(name for name in ("id", "code", "concept") if hasattr(piece.model, name))
            message = f"{getattr(piece.model, name)}: this file should be called {expected.removeprefix('/')}"
            advice = "Rename it, or change what it says about itself."
            yield Problem(piece.document.place((name,)), "misplaced-file", message, advice)


def _expected_name(model: m.Model) -> str:
    match model:
        case m.Industry():
            return f"/{model.id}/industry.yml"
        case m.Framework():
            return f"/{model.id}.yml"
        case m.Concept() | m.Topic():
            return f"/{model.id.split('.', 1)[1]}.yml"
        case m.Language():
            return f"/{model.code}.yml"
        case m.Exercise():
            return f"/{model.worksheet.lower()}-{model.id.split('.', 1)[1]}.yml"
        case m.Quiz():
            return f"/{model.concept.replace('.', '-')}.yml"
    return ""


def lost_trade_files(library: Library) -> Iterator[Problem]:
    """Files of a trade in a folder that has no `industry.yml`: nobody would read them."""
    for piece in library.pieces:
        folder = piece.folder
        if isinstance(piece.model, m.TouchPoints | m.Examples | m.Scenarios | m.TradeQuiz) and folder not in library.industries:
            message = f"there is no content/industries/{folder}/industry.yml, so nobody reads this"
            advice = did_you_mean(folder, library.industries)
            yield Problem(piece.document.place(), "unread-file", message, advice)


def double_examples(library: Library) -> Iterator[Problem]:
    """Second examples of one concept: only one has room on the page."""
    for piece in library.pieces:
        if isinstance(piece.model, m.Examples):
            concepts = [example.concept for example in piece.model.examples]
            for position, concept in enumerate(concepts):
                if concept in concepts[:position]:
                    place = piece.document.place(("examples", position, "concept"))
                    yield Problem(place, "duplicate-id", f"{concept}: there are two examples of this", "Keep one.")


def orphan_concepts(library: Library) -> Iterator[Problem]:
    """Concepts that no framework lists, or that two list; topics and frameworks that no chapter shows."""
    frameworks = library.all_of(m.Framework)
    listed = [concept for framework in frameworks for concept in framework.concepts]
    shown = {page for plan in library.all_of(m.HandbookPlan) for chapter in plan.chapters for page in chapter.pages}
    for piece in library.pieces:
        model = piece.model
        if isinstance(model, m.Concept) and listed.count(model.id) != 1:
            message = f"{model.id}: {'this is listed twice' if model.id in listed else 'no framework lists this'}"
            advice = "List it under 'concepts' of exactly one file in content/frameworks/."
            yield Problem(piece.document.place(), "orphan", message, advice)
        if isinstance(model, (m.Topic, m.Framework)) and model.id not in shown:
            advice = "Add it to a chapter in content/handbook.yml."
            yield Problem(piece.document.place(), "orphan", f"{model.id}: no chapter shows this page", advice)


def unknown_languages(library: Library) -> Iterator[Problem]:
    """Languages in the plan that have no file of words."""
    for piece in library.pieces:
        if isinstance(piece.model, m.HandbookPlan):
            for position, code in enumerate(piece.model.languages):
                if code not in library.languages:
                    place = piece.document.place(("languages", position))
                    advice = f"Write that file, or take {code} out here."
                    yield Problem(place, "unknown-language", f"there is no content/languages/{code}.yml", advice)
