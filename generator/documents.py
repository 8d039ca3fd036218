"""A file's values, and where each of them stands. Values are plain: texts, numbers, lists, mappings.

A document can be changed (`graft`, `drop`, `permute`): values and places always move together.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from .problems import Place

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"
Loc: TypeAlias = tuple[str | int, ...]
"""The way to a value inside a file: keys and list positions, from the top."""


@dataclass(eq=False)
class Document:
    """One authored file: its value, and where each value and key in it stands. A file that was read again is another."""

    file: str
    """Where people find it."""
    value: Value = None
    values: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)
    role: str = ""
    """Which file of ours it is or stands for, such as `content/topics/access.yml`: the same, but for an organisation's own."""

    def __post_init__(self) -> None:
        self.role = self.role or self.file

    @property
    def is_own(self) -> bool:
        """Whether it is an organisation's own."""
        return self.role != self.file

    def place(self, loc: Loc = ()) -> Place:
        """Where the value at `loc` stands, or the nearest thing around it that exists."""
        while loc and loc not in self.values:
            loc = loc[:-1]
        return self.values.get(loc, Place(self.file))

    def key_place(self, loc: Loc) -> Place:
        """Where the last key of `loc` stands."""
        return self.keys.get(loc) or self.place(loc)

    def at(self, loc: Loc) -> Value:
        """The value at `loc`; None when there is none."""
        here = self.value
        for step in loc:
            if isinstance(here, dict) and isinstance(step, str):
                here = here.get(step)
            elif isinstance(here, list) and isinstance(step, int) and step < len(here):
                here = here[step]
            else:
                return None
        return here

    def copy(self) -> "Document":
        """Another one that says the same, to be changed."""
        return replace(self, value=deepcopy(self.value), values=dict(self.values), keys=dict(self.keys))

    def graft(self, loc: Loc, other: "Document", source: Loc) -> None:
        """Put a copy of what stands in another document at `loc`, in place of what stands there or after the last item."""
        parent, last = self.at(loc[:-1]), loc[-1]
        value = deepcopy(other.at(source))
        if isinstance(parent, dict):
            parent[str(last)] = value
        elif isinstance(parent, list) and isinstance(last, int):
            parent[last : last + 1] = [value]
        for mine, theirs in ((self.values, other.values), (self.keys, other.keys)):
            for way in [way for way in mine if way[: len(loc)] == loc]:
                del mine[way]
            mine |= {(*loc, *way[len(source) :]): place for way, place in theirs.items() if way[: len(source)] == source}

    def drop(self, loc: Loc) -> None:
        """Take an item out of its list."""
        items, position = self.at(loc[:-1]), loc[-1]
        kept = [number for number in range(len(items) if isinstance(items, list) else 0) if number != position]
        self.permute(loc[:-1], kept)

    def permute(self, loc: Loc, order: Sequence[int]) -> None:
        """Keep those items of the list at `loc` whose positions are given, in that order."""
        items = self.at(loc)
        if not isinstance(items, list):
            return
        items[:] = [items[position] for position in order]
        depth, new = len(loc), {old: position for position, old in enumerate(order)}
        for places in (self.values, self.keys):
            inside = {way: place for way, place in places.items() if len(way) > depth and way[:depth] == loc}
            for way in inside:
                del places[way]
            for way, place in inside.items():
                if way[depth] in new:
                    places[(*loc, new[int(way[depth])], *way[depth + 1 :])] = place
