"""Pages that need not be rendered again while somebody edits, since all that they read is as it was.

What a page reads of its handbook is noted while it is rendered. After an edit it is the same page if it is asked for with
equal values, if everything that it read is equal in the new handbook, and if no template was saved.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from ..handbook import Handbook
from .parts import Page

_READ = {name for name, value in vars(Handbook).items() if isinstance(value, cached_property)}
_READ |= {field.name for field in fields(Handbook)}
"""What there is to read of a handbook. Its methods read it themselves."""


class _Noting(Handbook):
    """A handbook that notes what is read of it."""

    def __getattribute__(self, name: str) -> Any:
        if name in _READ:
            object.__getattribute__(self, "__dict__")["notes"].add(name)
        return object.__getattribute__(self, name)


@dataclass
class Kept:
    """The pages of the last time, each with what it was asked for and what it read."""

    _handbook: Handbook | None = None
    _look: object = None
    _pages: dict[str, tuple[object, set[str], Page]] = field(default_factory=dict)
    _same: set[str] = field(default_factory=set)
    _notes: set[str] = field(default_factory=set)
    _always: set[str] = field(default_factory=set)

    def noting(self, handbook: Handbook, look: object) -> Handbook:
        """The handbook to render now, as one that notes what is read of it. `look` is equal while no template was saved."""
        before = self._handbook
        if before is None or self._look != look:
            self._pages.clear()
        else:
            self._same = {name for name in _READ if getattr(before, name) == getattr(handbook, name)}
        self._handbook, self._look = handbook, look
        self._notes.clear()
        noting = object.__new__(_Noting)
        vars(noting).update(vars(handbook), notes=self._notes)
        return noting

    def worked_out(self) -> None:
        """What has been read until now is read by every page: it was worked out once for all."""
        self._always = set(self._notes)

    def page(self, path: str, asked: object, render: Callable[[], Page]) -> Page:
        """A page of the last time, if it would be the same again; else what `render` makes."""
        if path in self._pages:
            before, read, page = self._pages[path]
            if read <= self._same and before == asked:
                return page
        self._notes.clear()
        page = render()
        self._pages[path] = asked, self._always | self._notes, page
        return page
