"""What leads to something must lead somewhere: references, links, siblings."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import TypeAlias

from .. import models as m
from .. import prose
from ..documents import Document, Loc
from ..library import Library, Piece
from ..problems import Problem, did_you_mean
from ..validation import owner_id
from .wording import subject

STAGE, CONCEPT, PAGE = (m.Stage,), (m.Concept,), (m.Concept, m.Topic)
TRADE_PAGE = (m.Industry, m.TouchPoint, m.Scenario, m.HardMoment)
TRAINER_PAGE = (m.Session, m.Energiser)
_OF_A_TRADE = (m.TouchPoints, m.Examples, m.Scenarios, m.TradeQuiz)
EVERYWHERE = (*PAGE, m.OwnPage, m.Framework, m.Skill, m.Situation, m.Exercise, m.Form, m.GlossaryTerm, m.Claim, m.Standard)
ANY = EVERYWHERE + TRADE_PAGE + TRAINER_PAGE
"""What has an address and a name in a handbook: in every one, in those of its trade, or in those for trainers."""
IN_MENU = (*PAGE, m.OwnPage, m.Framework, m.Situation, m.Exercise, m.Scenario, m.Session)
"""What has a place of its own in the menu."""

_Lead: TypeAlias = tuple[Piece, Loc, str, tuple[type[m.Model], ...]]
"""From where, to which id, and what may stand there."""

REFERENCES: dict[tuple[type[m.Model], str], tuple[type[m.Model], ...]] = {
    (m.Framework, "concepts"): CONCEPT,
    (m.Link, "id"): ANY,
    (m.Concept, "home_stage"): STAGE,
    (m.Concept, "also_stages"): STAGE,
    (m.Quiz, "concept"): CONCEPT,
    (m.TouchPoint, "stage"): STAGE,
    (m.Example, "concept"): CONCEPT,
    (m.Scenario, "stage"): STAGE,
    (m.Scenario, "concepts"): PAGE,
    (m.Exercise, "concepts"): PAGE,
    (m.GlossaryTerm, "see_also"): ANY,
    (m.Claim, "concepts"): ANY,
    (m.Chapter, "pages"): (m.Framework, m.Topic),
    (m.HandbookPlan, "industries"): (m.Industry,),
    (m.Offline, "industries"): (m.Industry,),
    (m.TradeQuestion, "concept"): CONCEPT,
    (m.Row, "exercise"): (m.Exercise,),
    (m.Row, "debrief"): (m.Exercise,),
    (m.Row, "stage"): STAGE,
    (m.Row, "scenes"): STAGE,
    (m.Session, "concepts"): PAGE,
    (m.Session, "energisers"): (m.Energiser,),
    (m.Standard, "maps_to"): ANY,
    (m.OwnPage, "after"): IN_MENU,
    (m.OwnPage, "industries"): (m.Industry,),
}
"""Which field leads to what. Everything named there must exist and be of that kind."""


def dangling_references(library: Library) -> Iterator[Problem]:
    """Ids, in fields and in links, that lead nowhere, to the wrong kind of thing or out of a reader's reach."""
    for piece, loc, target, allowed in _leads(library):
        if target in library.hidden:
            continue  # that is said once, where it is hidden
        if not _exists(library, target, allowed):
            yield _dangling(library, piece, loc, target, allowed)
        elif allowed is ANY:
            yield from _out_of_reach(library, piece, loc, target)


def needed_but_hidden(library: Library) -> Iterator[Problem]:
    """What an organisation leaves out though others lead to it."""
    if not library.hidden:
        return
    needed_by: dict[str, list[str]] = {target: [] for target in library.hidden}
    for piece, loc, target, _ in _leads(library):
        if target in needed_by:
            field = next((step for step in reversed(loc) if isinstance(step, str) and step != "id"), "")
            needed_by[target].append(f"{owner_id(piece.document, loc) or piece.document.file} ({field})")
    for target, owners in needed_by.items():
        if owners:
            message = f"{target} cannot be hidden: others lead to it: {', '.join(dict.fromkeys(owners))}"
            yield Problem(
                library.hidden[target],
                "needed-but-hidden",
                message,
                "Hide them too, or take it out of those lists: 'remove' in your changes.",
            )


def _leads(library: Library) -> Iterator[_Lead]:
    """Everything that leads to an id."""
    return chain.from_iterable(map(_leads_of, library.pieces))


@lru_cache(2048)
def _leads_of(piece: Piece) -> list[_Lead]:
    """The same of one file, which is looked through once."""
    found: list[_Lead] = []
    for loc, model in piece.models:
        for name, allowed in _leading(type(model)):
            found += [(piece, (*loc, *where), target, allowed) for where, target in _targets(model, name)]
    for loc, text in piece.texts:
        targets = prose.links(text, on_page=isinstance(piece.model, m.OwnPage))
        found += [(piece, loc, target, ANY) for target in targets if not prose.is_web(target)]
    return found


@cache
def _leading(kind: type[m.Model]) -> list[tuple[str, tuple[type[m.Model], ...]]]:
    """The fields of a kind that lead to something."""
    return [(name, allowed) for (owner, name), allowed in REFERENCES.items() if issubclass(kind, owner)]


def _dangling(library: Library, piece: Piece, loc: Loc, target: str, allowed: tuple[type[m.Model], ...]) -> Problem:
    known = [identity for identity in library.entries if _exists(library, identity, allowed)]
    kinds = "page" if allowed is ANY else " or ".join(kind.__name__.lower() for kind in allowed)
    verb = "is" if target in library.entries else "leads to"
    message = f"{subject(piece, loc)}'{target}' {verb} no {kinds}"
    if not (advice := did_you_mean(target, known)):
        other = "Write an id of this handbook, or an address that starts with https://."
        advice = other if allowed is ANY else "Write that first, or take this out."
    return Problem(piece.document.place(loc), "dangling-reference", message, advice)


def _out_of_reach(library: Library, piece: Piece, loc: Loc, target: str) -> Iterator[Problem]:
    """A way that some readers of this text cannot go."""
    entry = library.entries[target]
    here, there = _Readers.of(piece.model, piece.document), _Readers.of(entry.model, entry.document)
    if there.trades and not (here.trades and here.trades <= there.trades):
        whose = "one trade only" if len(there.trades) == 1 else "some trades only"
    elif there.are_trainers and not here.are_trainers:
        whose = "trainers only"
    else:
        return
    message = f"{subject(piece, loc)}'{target}' is there for {whose}, and this text is for others too"
    advice = "Lead to something that everyone has, or write this where only they read it."
    yield Problem(piece.document.place(loc), "dangling-reference", message, advice)


@dataclass(frozen=True)
class _Readers:
    """Who has something: the trades it belongs to, or none when it is for all; whether it is for trainers alone."""

    trades: frozenset[str]
    are_trainers: bool

    @classmethod
    def of(cls, model: m.Model, document: Document) -> "_Readers":
        if isinstance(model, m.OwnPage):
            return cls(frozenset(model.industries), model.audience == "trainers")
        parts = document.role.split("/")
        trade = frozenset(parts[2:3] if document.role.startswith("content/industries/") else ())
        is_shared = not isinstance(model, (*TRADE_PAGE, *_OF_A_TRADE))
        return cls(frozenset() if is_shared else trade, isinstance(model, (*TRAINER_PAGE, m.TrainersGuide)))


def _exists(library: Library, target: str, allowed: tuple[type[m.Model], ...]) -> bool:
    entry = library.entries.get(target)
    return entry is not None and isinstance(entry.model, allowed)


def _targets(model: m.Model, name: str) -> Iterator[tuple[Loc, str]]:
    value = getattr(model, name)
    if isinstance(value, tuple):
        yield from (((name, position), target) for position, target in enumerate(value))
    elif value:
        yield (name,), value


def one_way_siblings(library: Library) -> Iterator[Problem]:
    """Siblings that do not name each other."""
    for piece in library.pieces:
        if not isinstance(piece.model, m.Concept):
            continue
        for position, sibling in enumerate(piece.model.siblings):
            other = library.entries.get(sibling.id)
            if other and isinstance(other.model, m.Concept) and piece.model.id not in _sibling_ids(other.model):
                message = f"{piece.model.id}: {sibling.id} does not name it back as a sibling"
                advice = f"Add {piece.model.id} with its reason to 'siblings' in {other.document.file}."
                yield Problem(piece.document.place(("siblings", position)), "one-way-sibling", message, advice)


def _sibling_ids(concept: m.Concept) -> list[str]:
    return [sibling.id for sibling in concept.siblings]
