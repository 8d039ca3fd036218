"""Every field of every kind of file, for people: from the same models as the JSON Schemas (`schema`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import BaseModel

from .assembly import FILES
from .models import Model, kinds_of, plain_type

AREAS = ("settings", "teaching", "industry", "exercise", "block", "session", "provenance")
"""What fields are about, as the models are sorted into modules; what is in none of them belongs to the first."""


@dataclass(frozen=True)
class Holds:
    """What a field holds: `text`, `number`, `yes-no`, `one-of`, `any`, `by-name` or `model`, alone or in a list."""

    kind: str
    choices: tuple[str, ...] = ()
    """What there is to choose from; or the models, by name."""
    listed: bool = False
    least: int | None = None
    most: int | None = None
    """Bounds of the number, or of how many there are in the list."""


@dataclass(frozen=True)
class Entry:
    """One field: its name, what it holds, whether it must be there, and its documentation."""

    name: str
    holds: Holds
    needed: bool
    about: str


@dataclass(frozen=True)
class Kind:
    """A kind of file, or a thing inside files, with its fields."""

    name: str
    about: str
    area: str
    """One of `AREAS`."""
    files: tuple[str, ...]
    """Patterns of its files; none for what stands only inside others."""
    base: str
    """The kind whose fields it has as well; empty when there is none."""
    entries: tuple[Entry, ...]
    """The fields of its own."""


def kinds() -> list[Kind]:
    """Every kind of file in the order they are read, each followed by what first stands inside it."""
    patterns: dict[type[BaseModel], list[str]] = {}
    for pattern, file in FILES:
        patterns.setdefault(file, []).append(pattern)
    ordered = dict.fromkeys(model for file in patterns for model in _with_inner(file))
    return [_kind(model, tuple(patterns.get(model, ()))) for model in ordered]


def _with_inner(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    if base := _base(model):
        yield from _with_inner(base)
    yield model
    for about in model.model_fields.values():
        for inner in _models_in(about.annotation):
            yield from _with_inner(inner)


def _base(model: type[BaseModel]) -> type[BaseModel] | None:
    """The model that this one adds to."""
    return next((base for base in model.__bases__ if issubclass(base, Model) and base is not Model), None)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _kind(model: type[BaseModel], files: tuple[str, ...]) -> Kind:
    entries = (
        Entry(name, _holds(about.annotation, about.metadata), about.is_required(), about.description or "")
        for name, about in model.model_fields.items()
        if name in model.__annotations__
    )
    base = _base(model)
    module = model.__module__.rsplit(".", 1)[-1]
    area = module if module in AREAS else AREAS[0]
    return Kind(model.__name__, _first_line(model), area, files, base.__name__ if base else "", tuple(entries))


def _first_line(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").split("\n")[0]


def _holds(annotation: Any, rules: list[Any]) -> Holds:
    kind = plain_type(annotation)
    if get_origin(kind) is not tuple:
        least, most = _bound(rules, Ge, "ge"), _bound(rules, Le, "le")
        return Holds(*_one(kind), least=least, most=most)
    inner = get_args(kind)
    least, most = _bound(rules, MinLen, "min_length"), _bound(rules, MaxLen, "max_length")
    if inner[-1] is not Ellipsis:
        least = most = len(inner)
    blocks = tuple(model.__name__ for model in kinds_of(inner[0]).values())
    held = ("model", blocks) if blocks else _one(plain_type(inner[0]))
    return Holds(*held, listed=True, least=least, most=most)


def _one(kind: Any) -> tuple[str, tuple[str, ...]]:
    if get_origin(kind) is Literal:
        return "one-of", tuple(map(str, get_args(kind)))
    if get_origin(kind) is dict:
        return "by-name", ()
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return "model", (kind.__name__,)
    return {bool: "yes-no", int: "number", str: "text"}.get(kind, "any"), ()


def _bound(rules: list[Any], kind: type, name: str) -> int | None:
    return next((getattr(rule, name) for rule in rules if isinstance(rule, kind)), None)
