"""The page of fields says what the JSON Schemas say: both come from the models."""

import json
from typing import Any

import pytest

from generator.reference import Entry, Kind, kinds
from generator.schema import schemas

KINDS = {kind.name: kind for kind in kinds()}


def defined() -> dict[str, Any]:
    """Every object of every schema, by the name of its model."""
    found: dict[str, Any] = {}
    for text in schemas().values():
        schema = json.loads(text)
        found |= {name: one for name, one in schema.get("$defs", {}).items() if one.get("type") == "object"}
        found[schema["title"]] = schema
    return found


DEFINED = defined()


def test_every_object_has_its_place() -> None:
    schemaless = {kind.base for kind in KINDS.values()} | {kind.name for kind in KINDS.values() if is_page(kind)}
    assert set(KINDS) - schemaless <= set(DEFINED) <= set(KINDS)


def is_page(kind: Kind) -> bool:
    """Whether it is written in Markdown, which JSON Schema does not describe."""
    return any(file.endswith(".md") for file in kind.files)


@pytest.mark.parametrize("name", sorted(DEFINED))
def test_fields_are_those_of_the_schema(name: str) -> None:
    schema, kind = DEFINED[name], KINDS[name]
    entries = every_entry(kind)
    assert [entry.name for entry in entries] == list(schema.get("properties", {}))
    assert {entry.name for entry in entries if entry.needed} == set(schema.get("required", ()))
    for entry in entries:
        told = schema["properties"][entry.name]
        assert entry.about == told.get("description", "")
        assert bounds(entry) == bounds_of(told), entry.name


def every_entry(kind: Kind) -> list[Entry]:
    """The fields of what it adds to, and then its own."""
    return [*(every_entry(KINDS[kind.base]) if kind.base else []), *kind.entries]


def bounds(entry: Entry) -> tuple[int | None, int | None]:
    return entry.holds.least, entry.holds.most


def bounds_of(told: Any) -> tuple[int | None, int | None]:
    ways = [told, *told.get("anyOf", [])]
    least = next((way[key] for way in ways for key in ("minItems", "minimum") if key in way), None)
    most = next((way[key] for way in ways for key in ("maxItems", "maximum") if key in way), None)
    return least, most
