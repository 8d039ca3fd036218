"""Starts something new: commented YAML with every field explained by its own documentation, valid at once.

What is still to be written stands there as `To write.`, so a draft can be looked at from the first minute while
`check` lists what is left. Everything lands in the organisation's own folder.
"""

import json
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from . import coverage
from . import models as m
from .coverage import TO_WRITE
from .inputs import ORGANISATION
from .library import Library
from .rules.references import REFERENCES
from .terms import PLAIN_TERMS

WIDTH = 110
OWN_FIRST = 51
"""The first number of an organisation's own worksheets. Ours stay below, so that an update brings none that is taken."""
Given = Mapping[str, Any]
"""What is known of a thing already, by field; the rest is filled with what the field allows."""


def scaffold(kind: str, name: str, library: Library) -> dict[str, str]:
    """The files of a new thing, by path from the project's folder. `kind` is one of `KINDS`, `name` a slug."""
    return {f"{ORGANISATION}{path}": text for path, text in KINDS[kind](name, library)}


def _industry(name: str, library: Library) -> Iterator[tuple[str, str]]:
    stages, folder = coverage.stages(library), f"industries/{name}"
    title = _title(name)
    moments = [{"id": f"hard.{name}.{word}"} for word in ("first", "second", "third", "fourth")]
    industry = {"id": name, "name": title, "status": "draft", "terms": PLAIN_TERMS, "hard_moments": moments}
    yield f"{folder}/industry.yml", _file(m.Industry, industry, library)
    points = [{"id": f"tp.{name}.{number:02}", "stage": stages[(number - 1) // 2]} for number in range(1, 2 * len(stages) + 1)]
    yield f"{folder}/touch-points.yml", _file(m.TouchPoints, {"touch_points": points}, library)
    examples = [{"concept": concept} for concept in coverage.concepts_in_order(library)]
    yield f"{folder}/examples.yml", _file(m.Examples, {"examples": examples}, library)
    scenes = [
        {"id": f"sc.{name}.{stage.split('.')[1]}", "stage": stage, "level": 2, "concepts": [stage], **_CARDS}
        for stage in stages
    ]
    yield f"{folder}/scenarios.yml", _file(m.Scenarios, {"scenarios": scenes}, library)
    yield _change(name, {"industries": [name]})


_CARDS: Given = {
    "customer_card": {"facts": [TO_WRITE] * 2, "feeling": TO_WRITE, "hidden_want": TO_WRITE},
    "level": 2,
    **{name: [TO_WRITE] for name in ("observer_focus", "good_looks_like", "traps")},
}


def _topic(name: str, library: Library) -> Iterator[tuple[str, str]]:
    yield f"topics/{name}.yml", _file(m.Topic, {"id": f"topic.{name}", "name": _title(name)}, library)
    chapter = next(chapter.name for chapter in reversed(library.plan.chapters))
    yield _change(name, {f"chapters.{chapter}.pages": [f"topic.{name}"]})


def _framework(name: str, library: Library) -> Iterator[tuple[str, str]]:
    kind = "".join(letter for letter in name.rsplit("-", 1)[-1].removesuffix("s") if letter.isalpha()) or "idea"
    concepts = [f"{kind}.{word}" for word in ("first", "second", "third")]
    known = {"id": name, "name": _title(name), "concept_name": kind, "concepts": concepts}
    yield f"frameworks/{name}.yml", _file(m.Framework, known, library)
    for concept in concepts:
        given = {"id": concept, "name": _title(concept.split(".")[1]), "home_stage": coverage.stages(library)[0]}
        yield f"frameworks/{name}/{concept.split('.')[1]}.yml", _file(m.Concept, given, library)
    yield _change(name, {"chapters": [{"name": _title(name), "pages": [name]}]})


def _exercise(name: str, library: Library) -> Iterator[tuple[str, str]]:
    taken = {exercise.worksheet for exercise in library.all_of(m.Exercise)}
    free = (f"W{count:02}" for count in (*range(OWN_FIRST, 100), *range(1, OWN_FIRST)))
    number = next(number for number in free if number not in taken)
    block = {"kind": "lines", "id": "answer", "prompt": TO_WRITE, "lines": 4}
    turn = {"questions": [TO_WRITE] * 2, "likely": [TO_WRITE]}
    given = {
        **{"id": f"exr.{name}", "worksheet": number, "name": _title(name), "minutes": 10, "blocks": [block]},
        "key": [{"block": "answer", "points": [TO_WRITE]}],
        "debrief": {"what": turn, "so_what": turn, "now_what": turn, "misconception": TO_WRITE},
        "facilitation": {"do": [TO_WRITE] * 2, "say": TO_WRITE},
    }
    yield f"exercises/{number.lower()}-{name}.yml", "\n".join([*_KINDS_OF_BLOCK, _file(m.Exercise, given, library)])


_KINDS_OF_BLOCK = textwrap.wrap(
    f"Blocks to answer in are of these kinds: {', '.join(m.kinds_of(m.Block))}. Each is explained where you type, and in the"
    " trainer edition under 'Every field'; any file in exercises/ shows some of them.",
    WIDTH,
    initial_indent="# ",
    subsequent_indent="# ",
)


def _session(name: str, library: Library) -> Iterator[tuple[str, str]]:
    row = {"name": TO_WRITE, "minutes": 20, "do": TO_WRITE, "say": TO_WRITE, "learners": TO_WRITE}
    given = {"id": f"ses.{name}", "name": _title(name), "kind": "hour", "minutes": 60, "rows": [row] * 3}
    yield f"sessions/{name}.yml", _file(m.Session, given, library)


def _page(name: str, library: Library) -> Iterator[tuple[str, str]]:
    chapter = json.dumps(next(reversed(library.plan.chapters)).name, ensure_ascii=False)
    front = ["---", f"title: {_title(name)}", f"chapter: {chapter}  # where it stands in the menu", "---"]
    yield f"pages/{name}.md", "\n".join([*front, "", TO_WRITE]) + "\n"


KINDS: Mapping[str, Callable[[str, Library], Iterator[tuple[str, str]]]] = {
    "industry": _industry,
    "topic": _topic,
    "framework": _framework,
    "exercise": _exercise,
    "session": _session,
    "page": _page,
}
"""What can be started."""


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _change(name: str, append: Given) -> tuple[str, str]:
    """A file of changes that puts something new into the handbook's plan."""
    lines = ["changes:", "  - of: handbook", "    append:"]
    lines += [f"      {way}: {json.dumps(items, ensure_ascii=False)}" for way, items in append.items()]
    return f"changes/{name}.yml", "\n".join([f"# Where {name} stands in the handbook.", *lines]) + "\n"


def _file(model: type[m.Model], given: Given, library: Library) -> str:
    about = _note(model.__doc__ or "")
    note = f"# '{TO_WRITE}' marks what is left. A line that begins with # is a note, or a field that may be left out."
    body = "\n".join(_Author(library).mapping(model, given, explain=True))
    return "\n".join([*about, note, "", _FIELD_END.sub(r"\1\n\n#", body)]) + "\n"


_FIELD_END = re.compile(r"(\n(?![#]).*|\n# \w+:)\n#", re.MULTILINE)
"""Where the note on the next field begins: an empty line goes there."""
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*([ .-][A-Za-z0-9]+)*")
"""A text that YAML reads as one without quotation marks."""


def _note(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="# ", subsequent_indent="# ")


_ABSENT = object()
"""Stands for a value that is not given."""


@dataclass(frozen=True)
class _Author:
    """Writes models as YAML: what is given, else what the field allows; each field explained once."""

    library: Library

    def mapping(self, model: type[BaseModel], given: Given, *, explain: bool) -> Iterator[str]:
        for name, about in model.model_fields.items():
            if explain:
                yield from _note(about.description or "")
            if name in given or about.is_required():
                yield from self._entry(model, name, about, given.get(name, _ABSENT), explain=explain)
            elif explain:
                yield f"# {name}:"

    def _entry(self, model: type[BaseModel], name: str, about: FieldInfo, value: object, *, explain: bool) -> Iterator[str]:
        kind = m.plain_type(about.annotation)
        inner = _model(kind, value)
        if get_origin(kind) is tuple:
            lines = self._items(model, name, about, value, explain=explain)
        elif inner:
            lines = list(self.mapping(inner, _mapping(value), explain=explain))
        else:
            yield f"{name}: {self._scalar(model, name, about, kind, value)}"
            return
        yield f"{name}:"
        yield from (f"  {line}" for line in lines)

    def _items(self, model: type[BaseModel], name: str, about: FieldInfo, value: object, *, explain: bool) -> list[str]:
        kinds = get_args(m.plain_type(about.annotation))
        least = next((rule.min_length for rule in about.metadata if isinstance(rule, MinLen)), 1)
        items = list(value) if isinstance(value, list) else [_ABSENT] * (least if kinds[-1] is Ellipsis else len(kinds))
        kind = m.plain_type(kinds[0])
        lines: list[str] = []
        for position, item in enumerate(items):
            if inner := _model(kind, item):
                lines += _item(list(self.mapping(inner, _mapping(item), explain=explain and position == 0)))
            else:
                lines.append(f"- {self._scalar(model, name, about, kind, item)}")
        return lines

    def _scalar(self, model: type[BaseModel], name: str, about: FieldInfo, kind: Any, value: object) -> str:
        value = self._fitting(model, name, about, kind) if value is _ABSENT else value
        is_plain = isinstance(value, str) and (value == TO_WRITE or _PLAIN.fullmatch(value))
        return str(value) if is_plain else json.dumps(value, ensure_ascii=False)

    def _fitting(self, model: type[BaseModel], name: str, about: FieldInfo, kind: Any) -> object:
        """The simplest value that a field allows."""
        if get_origin(kind) is Literal:
            return get_args(kind)[0]
        if kind is int:
            return next((rule.ge for rule in about.metadata if isinstance(rule, Ge)), 1)
        if kind is bool:
            return False
        for (owner, key), allowed in REFERENCES.items():
            if key == name and issubclass(model, owner):
                entries = self.library.entries.items()
                return next(name for kind in allowed for name, entry in entries if isinstance(entry.model, kind))
        return "added" if name == "sources" else TO_WRITE


def _mapping(value: object) -> Given:
    return value if isinstance(value, Mapping) else {}


def _item(lines: list[str]) -> list[str]:
    """Lines as an item of a list: the hyphen goes before the first that is no note."""
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return [f"- {line}" if number == first else f"  {line}" for number, line in enumerate(lines)]


def _model(kind: Any, value: object) -> type[BaseModel] | None:
    if isinstance(value, Mapping) and value.get("kind") == "lines":
        return m.LinesBlock
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None
