"""Lays an organisation's changes over our documents, by id, before anything is validated.

A change is made to values and their places together: whatever is wrong with a changed field is found where the
organisation wrote it, and everything after this room sees one document. What was replaced is remembered, so
that an update of ours below a change can be shown (`handbook drift`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .documents import Document, Loc, Value
from .models import KEEPING, Change, Changes
from .problems import Place, Problem, did_you_mean

BRAND = "content/brand.yml"
NAMES = ("id", "concept", "block", "code", "name")
"""What an item of a list is called by, the first it has."""


@dataclass(frozen=True)
class Replaced:
    """A field that an organisation has replaced: what of, where in it, and what stands there in ours."""

    of: str
    way: str
    ours: Value
    theirs: Value
    place: Place


@dataclass
class Overlay:
    """What came of the changes: copies stand for changed documents, hidden ones are gone."""

    documents: dict[str, Document]
    """By the name of the file, as it would lie in our own folders."""
    changed: set[str] = field(default_factory=set)
    """The names of those that are copies already."""
    replaced: list[Replaced] = field(default_factory=list)
    hidden: dict[str, Place] = field(default_factory=dict)
    """Ids that are left out, and where that is said."""
    problems: list[Problem] = field(default_factory=list)

    def to_change(self, name: str) -> Document:
        """A document that may be changed. The one that was read is left as it is: it may be read again."""
        if name not in self.changed:
            self.documents[name] = self.documents[name].copy()
            self.changed.add(name)
        return self.documents[name]

    def stand_in(self, own: Document, ours: Document | None) -> None:
        """Take a whole file of the organisation's own, in place of ours if there is one."""
        if ours and own.role != BRAND:  # a brand of its own does not depend on ours
            self.replaced.append(Replaced(file_name(own.role), "", ours.value, own.value, own.place()))
        self.documents[own.role] = own


def lay(documents: Mapping[str, Document], changes: Sequence[tuple[Document, Changes]]) -> Overlay:
    """Change our documents as an organisation wants it. Every change that cannot be made is a Problem."""
    overlay = Overlay(dict(documents))
    steps = [
        (change, document, ("changes", number)) for document, all_of in changes for number, change in enumerate(all_of.changes)
    ]
    for change, document, loc in sorted(steps, key=lambda step: step[0].hide):  # what is hidden can be named until then
        _Making(overlay, change, document, loc).make()
    return overlay


class _Refused(Exception):
    """Why one step of a change cannot be made."""


@dataclass
class _Making:
    """One change being made."""

    overlay: Overlay
    change: Change
    document: Document
    loc: Loc

    def make(self) -> None:
        found = _find(self.overlay.documents, self.change.of)
        if found is None:
            known = [name for document in self.overlay.documents.items() for name in _known(*document)]
            advice = did_you_mean(self.change.of, known) or "Write an id of this handbook."
            self._problem(("of",), f"there is no '{self.change.of}' to change", advice)
            return
        file, loc = found
        ours = self.overlay.to_change(file)
        steps = {"replace": self._replace, "remove": self._remove, "append": self._append, "order": self._order}
        for what, make in steps.items():
            for way in getattr(self.change, what):
                try:
                    make(ours, loc, way, (*self.loc, what, way))
                except _Refused as refused:
                    message, advice = refused.args
                    self._problem((what, way), f"{self.change.of}: {message}", advice)
        if self.change.hide:
            self.overlay.hidden[self.change.of] = self.document.place(self.loc)
            self._hide(file, loc)

    def _problem(self, rest: Loc, message: str, advice: str) -> None:
        place = self.document.key_place((*self.loc, *rest))
        self.overlay.problems.append(Problem(place, "no-such-thing", message, advice))

    def _replace(self, ours: Document, loc: Loc, way: str, source: Loc) -> None:
        at = _way(ours, loc, way)
        before = ours.at(at)
        theirs = self.document.at(source)
        ours.graft(at, self.document, source)
        if before is None and way in KEEPING:
            return  # who looks after it was never ours to say
        self.overlay.replaced.append(Replaced(self.change.of, way, before, theirs, self.document.key_place(source)))

    def _append(self, ours: Document, loc: Loc, way: str, source: Loc) -> None:
        at = _way(ours, loc, way)
        here = ours.at(at)
        if here is None:
            ours.graft(at, self.document, source)
            return
        if not isinstance(here, list):
            raise _Refused(f"'{way}' is no list", "Use 'replace' for it.")
        added = self.document.at(source)
        for number in range(len(added) if isinstance(added, list) else 0):
            ours.graft((*at, len(here)), self.document, (*source, number))

    def _order(self, ours: Document, loc: Loc, way: str, source: Loc) -> None:
        at = _way(ours, loc, way)
        first_ones, others = self._named(ours.at(at), way, self.change.order[way])
        ours.permute(at, [*first_ones, *others])

    def _remove(self, ours: Document, loc: Loc, way: str, source: Loc) -> None:
        at = _way(ours, loc, way)
        ours.permute(at, self._named(ours.at(at), way, self.change.remove[way])[1])

    def _named(self, here: Value, way: str, wanted: Sequence[str]) -> tuple[list[int], list[int]]:
        """The positions in a list of the items that are named, in the order of the names, and those of the others."""
        if not isinstance(here, list):
            raise _Refused(f"'{way}' is no list", "Only items of lists can be ordered and removed.")
        names = [name_of(item) for item in here]
        for name in wanted:
            if name not in names:
                raise _Refused(f"'{way}' has no '{name}'", did_you_mean(name, [known for known in names if known]))
        found = [names.index(name) for name in wanted]
        return found, [number for number in range(len(here)) if number not in found]

    def _hide(self, file: str, loc: Loc) -> None:
        """Take it out, and out of the lists that only say what there is: chapters, frameworks, trades."""
        if loc:
            self.overlay.to_change(file).drop(loc)
        else:
            del self.overlay.documents[file]
        for name, document in list(self.overlay.documents.items()):
            for at in list(_listings(document)):
                here = self.overlay.documents[name].at(at)
                if isinstance(here, list) and self.change.of in here:
                    self.overlay.to_change(name).drop((*at, here.index(self.change.of)))


def _listings(document: Document) -> Iterator[Loc]:
    """Lists of ids that say what is there and in which order, and nothing else."""
    value = document.value
    if isinstance(value, dict):
        chapters = value.get("chapters")
        if isinstance(chapters, list):
            yield from (("chapters", number, "pages") for number in range(len(chapters)))
            yield ("industries",)
        elif "question" in value:  # a framework
            yield ("concepts",)


def _find(documents: Mapping[str, Document], name: str) -> tuple[str, Loc] | None:
    """The file and the place in it of what is called so."""
    for file, document in documents.items():
        if name == file_name(file):
            return file, ()
        for loc, identity in _identified(document.value):
            if identity == name:
                return file, loc
    return None


def _known(file: str, document: Document) -> Iterator[str]:
    yield file_name(file)
    yield from (identity for _, identity in _identified(document.value))


def file_name(file: str) -> str:
    """What a file of ours is called in a change: its path below `content/`, without its ending."""
    return file.removeprefix("content/").removesuffix(".yml")


def _identified(value: Value, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Everything with an id of its own in a value. The id in a link, which gives a reason, is another's; a block's
    counts only inside its exercise.
    """
    if isinstance(value, dict):
        identity = value.get("id")
        if isinstance(identity, str) and "reason" not in value and ("." in identity or not loc):
            yield loc, identity
        for key, inner in value.items():
            yield from _identified(inner, (*loc, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _identified(item, (*loc, number))


def _way(document: Document, loc: Loc, way: str) -> Loc:
    """Where `terms.customer` or `chapters.Ideas.pages` leads from `loc`. The last step need not exist yet."""
    here = document.at(loc)
    while way:
        step: str | int
        if isinstance(here, list):
            names = [name_of(item) for item in here]
            name = next((name for name in names if name and (way == name or way.startswith(f"{name}."))), None)
            if name is None:
                raise _Refused(f"there is no '{way}'", did_you_mean(way, [name for name in names if name]))
            step, way = names.index(name), way[len(name) + 1 :]
        else:
            key, _, rest = way.partition(".")
            if not isinstance(here, dict) or (rest and key not in here):
                raise _Refused(f"there is no '{way}'", did_you_mean(key, here if isinstance(here, dict) else ()))
            step, way = key, rest
        loc = (*loc, step)
        here = document.at(loc)
    return loc


def name_of(item: Value) -> str:
    """What an item of a list is called by; empty when it has no name."""
    if isinstance(item, dict):
        return next((str(item[key]) for key in NAMES if isinstance(item.get(key), str)), "")
    return item if isinstance(item, str) else ""
