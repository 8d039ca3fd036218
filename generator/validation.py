"""Documents to models: every misfit of a file becomes a Problem with its place, its object and a remedy."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .documents import Document, Loc, Value
from .models import Day, Model, Ref, Slug, SourceId
from .models.settings import Colour, FontName, LogoName
from .problems import Problem, did_you_mean

M = TypeVar("M", bound=Model)


def validate(document: Document, model: type[M]) -> tuple[M | None, list[Problem]]:
    """The document as a model, or every reason why it is none."""
    try:
        return model.model_validate(document.value), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_problem(document, model, detail) for detail in details if not _is_echo(detail)]


def owner_id(document: Document, loc: Loc) -> str:
    """The id of the object that `loc` lies in, or an empty text. A block is named after its exercise: `exr.map, you`."""
    return _owner(document, loc)[0]


def _owner(document: Document, loc: Loc) -> tuple[str, Loc]:
    """The id of the object that `loc` lies in, and the rest of the way from there."""
    found, rest = "", loc
    for depth, value in enumerate(_steps(document.value, loc)):
        if isinstance(value, dict) and "reason" not in value:  # the id in a link is another's
            name = next((value[key] for key in ("id", "concept", "block") if value.get(key)), None)
            if isinstance(name, str):
                found = f"{found}, {name}" if found and "." not in name else name
                rest = loc[depth:]
    return found, rest


def _is_echo(detail: ErrorDetails) -> bool:
    """Whether this counts too few items only because some of them were refused, which is said already."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _problem(document: Document, model: type[Model], detail: ErrorDetails) -> Problem:
    loc = _without_tags(document.value, detail["loc"])
    kind = detail["type"]
    if kind == "extra_forbidden":
        message = f"{_subject(document, loc[:-1])}unknown key '{loc[-1]}'"
        known = _fields(_model_at(model, document.value, loc[:-1]))
        return Problem(document.key_place(loc), "unknown-key", message, did_you_mean(str(loc[-1]), known))
    about = _documentation(model, document.value, loc)
    if kind == "missing":
        missing = f"item {loc[-1] + 1}" if isinstance(loc[-1], int) else f"'{loc[-1]}'"
        message = f"{_subject(document, loc[:-1])}{missing} is missing"
        return Problem(document.place(loc[:-1]), "missing-field", message, about)
    if kind == "union_tag_invalid":
        loc = (*loc, "kind")
    if detail["input"] is None:
        about += " If it starts with #, put it in quotation marks."
    expected, advice = _expectation(detail)
    place = document.key_place(loc) if _KEY in detail["loc"] else document.place(loc)
    return Problem(place, kind.replace("_", "-"), f"{_subject(document, loc) or 'this file: '}{expected}", advice or about)


def _subject(document: Document, loc: Loc) -> str:
    """What a message is about, as a person says it: `need.news: say_avoid, item 2, where: `."""
    owner, rest = _owner(document, loc)
    way = ", ".join(f"item {step + 1}" if isinstance(step, int) else step for step in rest)
    return "".join(f"{part}: " for part in (owner, way) if part)


def _expectation(detail: ErrorDetails) -> tuple[str, str]:
    """What was expected of a value, and what to do when that says more than the field's documentation."""
    context: dict[str, Any] = detail.get("ctx") or {}
    given = detail["input"]
    match detail["type"]:
        case "literal_error" | "union_tag_invalid":
            choices = str(context.get("expected") or context.get("expected_tags")).replace(" or ", ", ").replace("'", "")
            word = given["kind"] if "expected_tags" in context else given
            return f"{_shown(word)} is not one of the choices", did_you_mean(str(word), choices.split(", "))
        case "union_tag_not_found":
            return "'kind' is missing", "Say which kind of block this is, such as `kind: lines`."
        case "string_type" if given is not None:
            return f"expected text, found {_name_of(given)}", "Put it in quotation marks if it is meant as text."
        case "string_type" | "string_too_short":
            return "the text is empty", ""
        case "string_pattern_mismatch":
            return f"{_shown(given)} is not in the right form", _FORMS.get(context["pattern"], "")
        case "string_too_long":
            return f"expected at most {context['max_length']} characters, found {len(given)}", ""
        case "too_short":
            return f"expected at least {context['min_length']} items, found {len(given)}", ""
        case "too_long":
            return f"expected at most {context['max_length']} items, found {len(given)}", ""
        case "int_type":
            return f"expected a whole number, found {_shown(given)}", "Write it in digits, such as 12."
        case "greater_than_equal":
            return f"expected {context['ge']} or more, found {given}", ""
        case "less_than_equal":
            return f"expected {context['le']} or less, found {given}", ""
        case "bool_type":
            return f"expected true or false, found {_shown(given)}", "Write it in small letters without quotation marks."
        case "no_such_day":
            return f"there is no day {given} in the calendar", _FORMS[_pattern(Day)]
        case "tuple_type":
            return f"expected a list, found {_name_of(given)}", "Start each item on its own line with a hyphen."
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"expected keys with values, found {_name_of(given)}", "Write each on its own line: `key: text`."
    return detail["msg"][0].lower() + detail["msg"][1:], ""


def _pattern(kind: Any) -> str:
    return str(get_args(kind)[1].pattern)


_FORMS: dict[str, str] = {
    _pattern(Slug): "Use small letters, digits and single hyphens, such as six-needs.",
    _pattern(Ref): "Write a kind, a dot and a name in small letters, such as need.fairness.",
    _pattern(SourceId): "Write a source item such as S4-56, or derived, or added.",
    _pattern(Day): "Write year, month and day, such as 2027-03-31.",
    _pattern(Colour): 'Write # and six digits or letters from a to f, in quotation marks: "#1f4e5f".',
    _pattern(LogoName): "Use small letters, digits and single hyphens, and the ending .svg or .png.",
    _pattern(FontName): "Use small letters, digits and single hyphens, and the ending .ttf or .otf.",
}
"""How to write what must follow a pattern."""


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f"'{value}'"
    return str(value) if isinstance(value, float) else _name_of(value)


def _name_of(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    names = {NoneType: "nothing", int: "a number", float: "a number", str: "text", list: "a list"}
    return names.get(type(value), "keys with values")


def _steps(value: Value, loc: Loc) -> Iterator[Value]:
    """Every value on the way to `loc`, from the top."""
    yield value
    for step in loc:
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return
        yield value


_KEY = "[key]"
"""The step that pydantic adds to the way to a key which is itself at fault."""


def _without_tags(value: Value, loc: tuple[int | str, ...]) -> Loc:
    """The location without the union tags that pydantic puts after a list position."""
    kept: list[int | str] = []
    for position, step in enumerate(loc):
        here = list(_steps(value, tuple(kept)))[-1]
        is_tag = position and isinstance(loc[position - 1], int) and isinstance(here, dict) and here.get("kind") == step
        if not is_tag and step != _KEY:
            kept.append(step)
    return tuple(kept)


def _model_at(model: type[Model], value: Value, loc: Loc) -> type[Model] | None:
    """The model that describes the object at `loc`."""
    candidates = [model]
    here = value
    for step, here in zip((*loc, 0), _steps(value, loc), strict=False):  # 0: one more, to arrive
        if isinstance(step, str):
            owner = _chosen(candidates, here)
            field = owner.model_fields.get(step) if owner else None
            candidates = list(_models_in(field.annotation)) if field else []
    return _chosen(candidates, here)


def _chosen(candidates: list[type[Model]], value: Value) -> type[Model] | None:
    """Of the members of a tagged union the one that the value's `kind` names; else the only one."""
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    kind = value.get("kind") if isinstance(value, dict) else None
    return next((one for one in candidates if kind in get_args(one.model_fields["kind"].annotation)), None)


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    elif get_origin(annotation) in (tuple, dict, Annotated, Union, UnionType):
        for part in get_args(annotation):
            yield from _models_in(part)


def _fields(model: type[Model] | None) -> list[str]:
    return list(model.model_fields) if model else []


def _documentation(model: type[Model], value: Value, loc: Loc) -> str:
    """What the field at `loc` is for, in its own docstring's words."""
    names = [position for position, step in enumerate(loc) if isinstance(step, str)]
    if not names:
        return ""
    owner = _model_at(model, value, loc[: names[-1]])
    field = owner.model_fields.get(str(loc[names[-1]])) if owner else None
    return (field.description or "") if field else ""
