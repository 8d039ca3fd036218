"""Digests of what is written, thing by thing: they change with any word of it, and with nothing else."""

from collections.abc import Collection, Iterator
from hashlib import sha256

from . import models as m
from .library import Library, Piece, identity, walk, without_trainer_fields
from .overlay import file_name

SIGNS = 12
"""Of a digest that people copy by hand."""
FOR_TRAINERS = (m.Session, m.TrainersGuide, m.Energiser, m.Form)
_UNSEEN = (m.SourceInventory, m.Exemptions, m.EditionsPlan, m.Brand)
"""Files that readers do not read."""
_AROUND = (m.HandbookPlan, m.Language)
"""What stands around the teaching."""


def things(library: Library, industries: Collection[str]) -> Iterator[tuple[str, m.Model]]:
    """Everything that is read as one thing in these trades: by its id, an example by its trade and concept, what has no
    id by the name of its file.
    """
    for piece in library.pieces:
        role = piece.document.role
        if isinstance(piece.model, m.OwnPage) and piece.model.industries and not {*piece.model.industries} & {*industries}:
            continue
        if isinstance(piece.model, _UNSEEN) or (role.startswith("content/industries/") and piece.folder not in industries):
            continue
        inner = [(piece.model, identity(piece.model))] if identity(piece.model) else _inner(piece)
        yield from ((key, model) for model, key in inner or [(piece.model, file_name(role))])


def is_for_trainers(model: m.Model) -> bool:
    """Whether no staff handbook has it."""
    return isinstance(model, FOR_TRAINERS) or (isinstance(model, m.OwnPage) and model.audience == "trainers")


def digest(model: m.Model) -> str:
    """SHA-256 of all that a thing says, but not of who looks after it."""
    return sha256(model.model_dump_json(exclude=set(m.KEEPING)).encode()).hexdigest()


def signed(library: Library, industry: str) -> str:
    """A digest of what staff of a trade read."""
    whole = sha256()
    for key, model in things(library, {industry}):
        if not is_for_trainers(model) and not isinstance(model, _AROUND):
            whole.update(f"{key}\0{digest(without_trainer_fields(model))}\n".encode())
    return whole.hexdigest()[:SIGNS]


def _inner(piece: Piece) -> list[tuple[m.Model, str]]:
    keyed = [(model, _key(piece, model)) for _, model in walk(piece.model)]
    return [(model, key) for model, key in keyed if key]


def _key(piece: Piece, model: m.Model) -> str:
    return f"{piece.folder}/{model.concept}" if isinstance(model, m.Example) else identity(model)
