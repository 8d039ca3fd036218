"""Decides where an edit belongs, and what that file says then.

What an organisation has written itself changes where it stands. What is ours is never touched: the difference becomes
a change in `content/organisation/changes.yml`, as if it had been written there by hand, so that our updates still merge.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy

from pydantic import ValidationError

from ..assembly import ABOUT_OURS, laid
from ..documents import Value
from ..inputs import ORGANISATION
from ..models import Changes, Model
from ..overlay import Overlay, file_name, name_of
from ..sources import parse
from .forms import model_of
from .merging import merge

CHANGES = f"{ORGANISATION}changes.yml"
_START = "# What we say differently, by id. The README in this folder tells how.\nchanges: []\n"
_EMPTY: tuple[Value, ...] = ("", None, [], {})

Difference = tuple[str, str, Value]
"""Of what, the way to the field, what stands there now."""


class Unsaved(Exception):
    """Why an edit cannot be saved, in words for its author."""


def save(files: Mapping[str, bytes], role: str, before: Value, value: Value, *, in_place: bool) -> dict[str, str]:
    """The new text of each file that an edit of `role` changes; none when it says nothing new.

    `files` are all that belong to the handbook, `role` the name that the file has among ours, `before` what was shown
    of it. Raises Unsaved.
    """
    after = _tidied(value, before, model_of(role))
    own = own_name(role)
    if after == before:
        return {}
    if own in files or in_place:
        file = own if own in files and not in_place else role
        return {file: merge(files[file].decode("utf-8-sig"), after)}
    return _laid_over(files, role, before, after)


def shown(files: Mapping[str, bytes], in_place: bool) -> Overlay:
    """What there is to edit: the handbook as its organisation has it, or (in place) ours alone."""
    return laid({name: data for name, data in files.items() if not (in_place and name.startswith(ORGANISATION))})


def own_name(role: str) -> str:
    """Where a file of the organisation's own lies that stands for this one of ours."""
    return ORGANISATION + role.removeprefix("content/")


def _tidied(value: Value, before: Value, model: type[Model] | None) -> Value:
    """A value as an author would have written it: without the empty and usual ones that forms add by themselves."""
    tidy = _without_empties(value, before)
    for parent, key in list(_added(tidy, before)):
        with_it = _validated(model, tidy)
        kept = parent.pop(key)
        if with_it is None or _validated(model, tidy) != with_it:
            parent[key] = kept
    return tidy


def _without_empties(value: Value, before: Value) -> Value:
    if isinstance(value, dict):
        old = before if isinstance(before, dict) else {}
        inner = {key: _without_empties(one, old.get(key)) for key, one in value.items()}
        order = [key for key in old if key in inner] + [key for key in inner if key not in old]
        return {key: inner[key] for key in order if inner[key] not in _EMPTY or (key in old and old[key] == inner[key])}
    if isinstance(value, list):
        old_items = before if isinstance(before, list) else []
        pairs = zip(value, [*old_items, *[None] * len(value)], strict=False)
        return [_without_empties(one, old_item) for one, old_item in pairs]
    if isinstance(value, str) and isinstance(before, str) and before.endswith("\n"):
        return value.rstrip("\n") + "\n" if value.strip() else ""
    return value


def _added(value: Value, before: Value) -> Iterator[tuple[dict[str, Value], str]]:
    """Keys that were not there before, each with the mapping that holds it, inner ones first."""
    if isinstance(value, dict):
        old = before if isinstance(before, dict) else {}
        for key, inner in value.items():
            yield from _added(inner, old.get(key))
        yield from ((value, key) for key, inner in value.items() if key not in old and isinstance(inner, bool | int | str))
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _added(item, before[position] if isinstance(before, list) and position < len(before) else None)


def _validated(model: type[Model] | None, value: Value) -> Model | None:
    try:
        return model.model_validate(value) if model else None
    except ValidationError:
        return None


def _laid_over(files: Mapping[str, bytes], role: str, before: Value, after: Value) -> dict[str, str]:
    """The changes that make ours say what it shall say: small ones, or whole fields where small ones do not do."""
    for found in (differences(before, after, file_name(role)), _whole_fields(before, after, file_name(role))):
        changed = _with_changes(files, list(found))
        now = laid({**files, **{name: text.encode() for name, text in changed.items()}}).documents.get(role)
        if now and _without_nothing(now.value) == _without_nothing(after):
            return changed
    raise Unsaved(f"Other changes in {ORGANISATION} stand in the way. Make this one there: README.md in that folder shows how.")


def _without_nothing(value: Value) -> Value:
    """A value in which null, which says that a field of ours is left out, is left out."""
    if isinstance(value, dict):
        return {key: _without_nothing(inner) for key, inner in value.items() if inner is not None}
    return [_without_nothing(item) for item in value] if isinstance(value, list) else value


def differences(before: Value, after: Value, of: str, way: str = "") -> Iterator[Difference]:
    """What is different, each field by the thing it belongs to and the way to it. Items of lists are known by their names."""
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        of, way = _thing(before, of, way)
        for key in {**before, **after}:
            gone: Value = [] if isinstance(before.get(key), list) else None
            yield from differences(before.get(key), after.get(key, gone), of, _joined(way, key))
        return
    names = _names(before)
    if isinstance(before, list) and isinstance(after, list) and names and names == _names(after):
        for name, old, new in zip(names, before, after, strict=True):
            yield from differences(old, new, of, _joined(way, name))
        return
    yield of, way, after


def _whole_fields(before: Value, after: Value, of: str) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        of, _ = _thing(before, of, "")
        yield from ((of, key, after.get(key)) for key in {**before, **after} if before.get(key) != after.get(key))


def _thing(value: dict[str, Value], of: str, way: str) -> tuple[str, str]:
    """What a mapping is known as: by its own id from here on, unless the id is another's or counts only inside something."""
    identity = value.get("id")
    has_own = isinstance(identity, str) and "reason" not in value and ("." in identity or not way)
    return (str(identity), "") if has_own else (of, way)


def _joined(way: str, step: str) -> str:
    return f"{way}.{step}" if way else step


def _names(value: Value) -> list[str]:
    """The names of a list's items; none when an item has no name, or two have the same."""
    names = [name_of(item) if isinstance(item, dict) else "" for item in value] if isinstance(value, list) else []
    return names if all(names) and len(set(names)) == len(names) else []


def _with_changes(files: Mapping[str, bytes], found: list[Difference]) -> dict[str, str]:
    """The organisation's files of changes with these among them."""
    texts = {name: data.decode("utf-8-sig") for name, data in files.items() if ABOUT_OURS.get(name) is Changes or _is_one(name)}
    texts.setdefault(CHANGES, _START)
    values = {name: deepcopy(_value(name, text)) for name, text in texts.items()}
    for difference in found:
        _put(values, difference)
    return {name: merge(texts[name], value) for name, value in values.items() if value != _value(name, texts[name])}


def _is_one(name: str) -> bool:
    return name.startswith(f"{ORGANISATION}changes/")


def _value(name: str, text: str) -> Value:
    document, _ = parse(name, text.encode())
    return document.value if document else None


def _put(values: dict[str, Value], difference: Difference) -> None:
    """Where the same field is replaced already, or else with the other fields of the same thing, or else last."""
    of, way, value = difference
    same = [change for name in values for change in _changes(values[name]) if change.get("of") == of]
    replaced = [found for change in same if isinstance(found := change.get("replace"), dict)]
    into = next((one for one in replaced if way in one), next(iter(replaced), None))
    if into is None:
        into = {}
        _changes(values[CHANGES]).append({"of": of, "replace": into})
    into[way] = value


def _changes(value: Value) -> list[dict[str, Value]]:
    found = value.get("changes") if isinstance(value, dict) else None
    return found if isinstance(found, list) else []  # type: ignore[return-value]
