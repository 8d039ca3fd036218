"""What the content is, thing by thing, as digests: to say what changed between two versions, and what somebody signed.

A ledger is plain JSON. A published site holds one in its `handbook.json`; the content of today gives another.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from . import prose
from .digests import digest, is_for_trainers, things
from .editions import addresses
from .handbook import Edition
from .library import Library, name_of, without_trainer_fields

KEY = "content"
"""Where `handbook.json` holds it."""


@dataclass(frozen=True)
class Line:
    """One thing: what it is called, the page that shows it in the first trade that has one, a digest of all that it says."""

    name: str
    page: str
    digest: str


@dataclass(frozen=True)
class Ledger:
    """The content of one day."""

    version: str | None
    lines: Mapping[str, Line]
    """By id; what has no id by the name of its file, an example by its trade and concept."""

    def as_json(self) -> dict[str, Any]:
        """For `handbook.json`."""
        return {"version": self.version, "lines": {key: asdict(line) for key, line in self.lines.items()}}

    @classmethod
    def of_json(cls, value: Any) -> "Ledger":
        """From `handbook.json`. Raises ValueError when it holds none."""
        try:
            kept = value[KEY]
            return cls(kept["version"], {key: Line(**line) for key, line in kept["lines"].items()})
        except (KeyError, TypeError, AttributeError):
            raise ValueError("it has no record of the content") from None


@dataclass(frozen=True)
class Changes:
    """What differs between two ledgers, each by its key: sorted, with what it is called and where it is shown."""

    added: Mapping[str, Line]
    changed: Mapping[str, Line]
    removed: Mapping[str, Line]


def compare(old: Ledger, new: Ledger) -> Changes:
    """What has come, changed and gone from one to the other."""
    return Changes(
        added={key: line for key, line in sorted(new.lines.items()) if key not in old.lines},
        changed={
            key: line for key, line in sorted(new.lines.items()) if key in old.lines and old.lines[key].digest != line.digest
        },
        removed={key: line for key, line in sorted(old.lines.items()) if key not in new.lines},
    )


def ledger(library: Library, editions: Collection[Edition]) -> Ledger:
    """What these editions are made of. Without one for trainers, nothing that only they see is in it."""
    pages: dict[str, str] = {}
    for edition in _telling(editions):
        pages = addresses(library, edition) | pages
    for_trainers = any(edition.for_trainers for edition in editions)
    industries = {edition.industry for edition in editions}
    lines: dict[str, Line] = {}
    for key, model in things(library, industries):
        if for_trainers or not is_for_trainers(model):
            seen = model if for_trainers else without_trainer_fields(model)
            lines[key] = Line(prose.plain(name_of(model)) or key, pages.get(key.rpartition("/")[2], ""), digest(seen))
    return Ledger(library.plan.version, lines)


def _telling(editions: Collection[Edition]) -> list[Edition]:
    """Editions that have every page between them: each trade once, for staff if it can be, and one for trainers."""
    staff_last = sorted(editions, key=lambda edition: edition.for_trainers, reverse=True)
    trades = {edition.industry: edition for edition in staff_last}
    return [*trades.values(), *[edition for edition in editions if edition.for_trainers][:1]]
