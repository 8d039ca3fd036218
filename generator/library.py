"""The Library: everything authored, indexed by id. The noun that every later room reads."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import PurePosixPath
from typing import TypeVar

from . import models as m
from .artwork import Artwork
from .documents import Document, Loc
from .overlay import Replaced
from .problems import Place

M = TypeVar("M", bound=m.Model)

_PATTERN = re.compile(r"pattern=(?!None)")


@dataclass(frozen=True, eq=False)
class Piece:
    """One file as a model, with the document that knows where everything stands. A file that was read again is another."""

    document: Document
    model: m.Model

    @property
    def folder(self) -> str:
        """The name of the folder the file lies in: for an industry's files, the industry."""
        return self.document.role.split("/")[-2]

    @cached_property
    def models(self) -> tuple[tuple[Loc, m.Model], ...]:
        """Its model and every model inside, each with the way to it."""
        return tuple(walk(self.model))

    @cached_property
    def texts(self) -> tuple[tuple[Loc, str], ...]:
        """Every authored text with the way to it. Interface words have gaps of their own and are left out."""
        authored = (found for found in self.models if not isinstance(found[1], m.Language))
        return tuple(((*loc, *at), text) for loc, model in authored for at, text in texts_of(model))


@dataclass(frozen=True)
class Entry:
    """Something with an id, and where it stands."""

    model: m.Model
    document: Document
    loc: Loc

    @property
    def place(self) -> Place:
        """Where it starts."""
        return self.document.place(self.loc)


@dataclass(frozen=True)
class Library:
    """Everything authored, indexed by id. Built by `assembly`; whole when no error was reported."""

    pieces: tuple[Piece, ...]
    replaced: tuple[Replaced, ...] = ()
    """What an organisation has put in place of ours."""
    hidden: Mapping[str, Place] = field(default_factory=dict)
    """What it has left out, by id, and where it says so."""
    accepted: m.Accepted | None = None
    """What it remembers of ours."""
    artwork: Mapping[str, Artwork] = field(default_factory=dict)
    """Logos, pictures and fonts by their path below `content/`; an organisation's own stand for ours."""

    @cached_property
    def plan(self) -> m.HandbookPlan:
        """The plan of the handbook."""
        return self.all_of(m.HandbookPlan)[0]

    @cached_property
    def brands(self) -> dict[str, m.Brand]:
        """Brands by the names of their files; the handbook's own one by no name."""
        found = {piece.document.role: piece.model for piece in self.pieces if isinstance(piece.model, m.Brand)}
        return {PurePosixPath(role).stem if "/brands/" in role else "": brand for role, brand in found.items()}

    @cached_property
    def rows(self) -> tuple[m.EditionsRow, ...]:
        """Which editions are wanted."""
        return next((plan.editions for plan in self.all_of(m.EditionsPlan)), (m.EditionsRow(),))

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Everything that has an id; of two with the same id the first."""
        found: dict[str, Entry] = {}
        for entry in self.identified():
            found.setdefault(identity(entry.model), entry)
        return found

    @cached_property
    def quizzes(self) -> dict[str, tuple[m.Question, ...]]:
        """Knowledge checks by concept id."""
        return {quiz.concept: quiz.questions for quiz in self.all_of(m.Quiz)}

    @cached_property
    def languages(self) -> dict[str, m.Language]:
        """Interface languages by code."""
        return {language.code: language for language in self.all_of(m.Language)}

    @cached_property
    def industries(self) -> dict[str, m.Industry]:
        """Trades by id."""
        return {industry.id: industry for industry in self.all_of(m.Industry)}

    @property
    def models(self) -> Iterator[tuple[Piece, Loc, m.Model]]:
        """Every model of every file, also those inside others, with the way to it."""
        return ((piece, *found) for piece in self.pieces for found in piece.models)

    @property
    def texts(self) -> Iterator[tuple[Piece, Loc, str]]:
        """Every authored text with its place."""
        return ((piece, *found) for piece in self.pieces for found in piece.texts)

    def all_of(self, kind: type[M]) -> tuple[M, ...]:
        """Every file of one kind, in the order of file names."""
        return tuple(piece.model for piece in self.pieces if type(piece.model) is kind)

    def of_industry(self, kind: type[M], industry: str) -> M | None:
        """A trade's file of one kind, if it has been written."""
        mine = (piece.model for piece in self.pieces if piece.folder == industry)
        return next((model for model in mine if isinstance(model, kind)), None)

    def identified(self) -> Iterator[Entry]:
        """Every model that has an id, in file order."""
        for piece, loc, model in self.models:
            if identity(model):
                yield Entry(model, piece.document, loc)


def identity(model: m.Model) -> str:
    """The id that the whole library knows a model by. A block's id counts only inside its exercise; a link's is another's."""
    return "" if isinstance(model, m.BlockModel | m.Link | m.Exemption) else str(vars(model).get("id", ""))


def walk(model: m.Model, loc: Loc = ()) -> Iterator[tuple[Loc, m.Model]]:
    """A model and every model inside it, each with the way to it."""
    yield loc, model
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, m.Model):
            yield from walk(value, (*loc, name))
        elif isinstance(value, tuple):
            for position, item in enumerate(value):
                if isinstance(item, m.Model):
                    yield from walk(item, (*loc, name, position))


def texts_of(model: m.Model) -> Iterator[tuple[Loc, str]]:
    """The texts of a model itself, not of the models inside it, each with the way to it. Ids are no texts."""
    for name in _readable(type(model)):
        value = getattr(model, name)
        if isinstance(value, str):
            yield (name,), value
        elif isinstance(value, tuple):
            yield from (((name, *at), text) for at, text in _strings(value))


@cache
def _readable(kind: type[m.Model]) -> tuple[str, ...]:
    """The fields of a kind that people read: none that holds ids or other names with a pattern."""
    fields = kind.model_fields.items()
    return tuple(name for name, field in fields if not _PATTERN.search(repr(field.annotation) + repr(field.metadata)))


def _strings(values: tuple[object, ...]) -> Iterator[tuple[Loc, str]]:
    for position, value in enumerate(values):
        if isinstance(value, str):
            yield (position,), value
        elif isinstance(value, tuple):
            yield from (((position, *at), text) for at, text in _strings(value))


def by_id(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Entries grouped by id, to find those that are not alone."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[identity(entry.model)].append(entry)
    return groups


def name_of(model: m.Model) -> str:
    """What a thing is called, or what it says if it has no name."""
    names = ("name", "term", "title", "statement", "stem")
    return next((str(getattr(model, name)) for name in names if getattr(model, name, None)), "")


def without_trainer_fields(model: M) -> M:
    """The same model with every field that is marked for trainers set back to its default, at any depth."""
    changed = {}
    for name, about in type(model).model_fields.items():
        marked = isinstance(about.json_schema_extra, dict) and about.json_schema_extra.get("audience") == "trainer"
        changed[name] = about.default if marked else _without(getattr(model, name))
    return model.model_copy(update=changed)


def _without(value: object) -> object:
    if isinstance(value, m.Model):
        return without_trainer_fields(value)
    if isinstance(value, tuple):
        return tuple(_without(item) for item in value)
    return value
