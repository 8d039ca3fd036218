"""What an annotation of a field allows, for those who write forms, fields and first drafts from it."""

from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel


def plain_type(annotation: Any) -> Any:
    """The type that an annotation allows, without its constraints; of several the first, but None."""
    if get_origin(annotation) is Annotated:
        return plain_type(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return next(plain_type(part) for part in get_args(annotation) if part is not NoneType)
    return annotation


def kinds_of(annotation: Any) -> dict[str, type[BaseModel]]:
    """The models that an annotation allows, by the `kind` that tells them apart; none where nothing does."""
    inner = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    models = [part for part in get_args(inner) if isinstance(part, type) and issubclass(part, BaseModel)]
    return {get_args(model.model_fields["kind"].annotation)[0]: model for model in models if "kind" in model.model_fields}
