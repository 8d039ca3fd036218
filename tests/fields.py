"""Every text that a person writes, found by schema: what arbitrary text can be put into, and all of it in one library."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from generator.library import Library, Piece
from generator.models import Model

Change = Callable[[str, str], str]
"""The text of a field, and the field's name as `Topic.name`, to another text."""

NAMES = ("Exemption.id", "Language.endings")
"""Texts that name something or are parts of words: nobody reads them, and they are compared with others."""


def with_texts(library: Library, change: Change) -> Library:
    """The library with every text changed that nothing but its length holds to a form."""
    pieces = tuple(Piece(piece.document, _changed(piece.model, change)) for piece in library.pieces)
    return replace(library, pieces=pieces)


def _changed(model: Any, change: Change) -> Any:
    kind = type(model)
    fields = kind.model_fields.items()
    return model.model_copy(
        update={
            name: _value(getattr(model, name), field.annotation, tuple(field.metadata), f"{kind.__name__}.{name}", change)
            for name, field in fields
        }
    )


def _value(value: Any, annotation: Any, metadata: tuple[Any, ...], name: str, change: Change) -> Any:
    if isinstance(value, Model):
        return _changed(value, change)
    if isinstance(value, str):
        return change(value, name) if value and name not in NAMES and _is_free(annotation, metadata) else value
    if isinstance(value, tuple):
        inner = [one for one in _arguments(annotation, tuple) if one is not Ellipsis] or [Any]
        pairs = ((item, inner[min(place, len(inner) - 1)]) for place, item in enumerate(value))
        return tuple(_value(item, kind, (), name, change) for item, kind in pairs)
    if isinstance(value, dict):
        kind = [*_arguments(annotation, dict), Any, Any][1]
        return {key: _value(item, kind, (), name, change) for key, item in value.items()}
    return value


def _is_free(annotation: Any, metadata: tuple[Any, ...]) -> bool:
    """Whether a text is held to no pattern and no list of choices."""
    if get_origin(annotation) is Annotated:
        return _is_free(annotation.__origin__, (*metadata, *annotation.__metadata__))
    if get_origin(annotation) in (Union, UnionType):
        return any(_is_free(one, metadata) for one in get_args(annotation))
    return annotation is str and not any(getattr(one, "pattern", None) for one in metadata)


def _arguments(annotation: Any, kind: type) -> tuple[Any, ...]:
    """What a tuple or mapping holds, also when it is one of several things or has a length."""
    return next((get_args(one) for one in _unwrapped(annotation) if get_origin(one) is kind), ())


def _unwrapped(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (Annotated, Union, UnionType):
        for one in get_args(annotation):
            yield from _unwrapped(one)
    else:
        yield annotation
