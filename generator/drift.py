"""What has changed in ours under an organisation's changes since it looked last.

The organisation's own file remembers each field of ours as it stood when it was replaced. After an update the
two are compared: what differs is shown side by side, and accepting it remembers the new one.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from .documents import Value
from .library import Library
from .overlay import Replaced
from .problems import Level, Problem

FILE = "content/organisation/replaced.yml"
"""Where it is remembered."""
_NOTE = "# What stood in the handbook where you have changed it. Written by 'handbook drift accept'; leave it as it is.\n"


@dataclass(frozen=True)
class Drift:
    """A field of ours that is no longer what an organisation replaced, or that it never looked at."""

    replaced: Replaced
    was: Value
    is_new: bool
    """Whether nothing is remembered of it yet."""


def drifts(library: Library) -> Iterator[Drift]:
    """Every field that needs a look, in the order of the organisation's files."""
    remembered = library.accepted.replaced if library.accepted else {}
    for replaced in library.replaced:
        fields = remembered.get(replaced.of, {})
        if replaced.way not in fields:
            yield Drift(replaced, None, is_new=True)
        elif fields[replaced.way] != replaced.ours:
            yield Drift(replaced, fields[replaced.way], is_new=False)


def drifted(library: Library) -> Iterator[Problem]:
    """A warning for every thing of which a field needs a look, where the first of them stands."""
    found: dict[tuple[str, bool], list[Replaced]] = {}
    for drift in drifts(library):
        found.setdefault((drift.replaced.of, drift.is_new), []).append(drift.replaced)
    for (of, is_new), replaced in found.items():
        ways = ", ".join(one.way for one in replaced if one.way)
        has = "it is not yet remembered what this replaces" if is_new else "what this replaces has changed in the handbook"
        advice = f"'handbook drift' shows both. Does yours still fit? Then run 'handbook drift accept {of}'."
        yield Problem(replaced[0].place, "drift", f"{of}: {ways + ': ' if ways else ''}{has}", advice, Level.WARNING)


def accept(library: Library, names: Collection[str] = ()) -> str:
    """The file that remembers, renewed for these things or for all; what is no longer replaced is forgotten."""
    before = library.accepted.replaced if library.accepted else {}
    after: dict[str, dict[str, Value]] = {}
    for replaced in library.replaced:
        fields = before.get(replaced.of, {})
        if not names or replaced.of in names:
            after.setdefault(replaced.of, {})[replaced.way] = replaced.ours
        elif replaced.way in fields:
            after.setdefault(replaced.of, {})[replaced.way] = fields[replaced.way]
    return _NOTE + json.dumps({"replaced": after}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
