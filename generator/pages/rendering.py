"""How any page comes to be: a template filled, its front matter, its search words, the glossary explained on the spot."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from .. import models as m
from .. import prose
from ..dates import written
from ..handbook import Handbook
from ..inputs import stamps
from .drawn import drawer, illustration
from .finder import Finder
from .kept import Kept
from .marks import Mark, explain, marks
from .parts import Chapter, Page
from .sheets import Sheet, sheets
from .writer import Writer, description, front_matter, template_environment, tidy

EXPLAINED = {"concept", "exercise", "framework", "guide", "hard-moments", "industry", "scenario", "session", "situation"}
EXPLAINED |= {"topic", "touch-points", "own-page"}
"""Templates of pages whose words are explained where they stand: those that teach."""


@dataclass(frozen=True)
class _Asked:
    """What a page is to be."""

    template: str
    name: str
    title: str
    also_called: tuple[str, ...]
    front: Mapping[str, object]
    does: str
    context: Mapping[str, Any]


@dataclass
class Renderer:
    """Renders the pages of one handbook, and keeps them."""

    handbook: Handbook
    root: Path
    with_paper: bool
    kept: Kept | None = None
    """Pages of the last time, while somebody edits."""
    pages: list[Page] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Have noted what each page reads, and before that what all of them do."""
        if self.kept:
            self.handbook = self.kept.noting(self.handbook, [self.with_paper, stamps(self.root / "overrides")])
            _ = self.words, self.illustration, self.marks, self.finder.groups, self.looked_after
            self.kept.worked_out()

    def chapter(
        self, name: str, index: str, template: str, items: list[Page | Chapter] | list[Page], **context: Any
    ) -> Chapter:
        """A chapter that opens with a page of its own."""
        return Chapter(name, (self.page(index, template, name, **context), *items))

    def page(
        self,
        path: str,
        template: str,
        name: str,
        *,
        title: str = "",
        also_called: Sequence[str] = (),
        front: Mapping[str, object] | None = None,
        does: str = "",
        **context: Any,
    ) -> Page:
        """Render one page and keep it. `front` says more about it in its front matter.

        `does` names the script of `overrides/scripts` that it needs beyond what every page does.
        """
        asked = _Asked(template, name, title or name, tuple(also_called), front or {}, does, context)
        page = self.kept.page(path, asked, lambda: self._rendered(path, asked)) if self.kept else self._rendered(path, asked)
        self.pages.append(page)
        return page

    def _rendered(self, path: str, asked: _Asked) -> Page:
        """All that it reads must be what was asked for, what `__post_init__` works out, and the handbook."""
        writer = Writer(self.handbook, posixpath.dirname(path))
        names = {
            "words": self.words,
            "handbook": self.handbook,
            "page_name": asked.name,
            "with_paper": self.with_paper,
            "illustration": self.illustration,
            **writer.helpers(),
            **asked.context,
        }
        body = self.environment.get_template(f"{asked.template}.md.j2").render(
            names, draw=drawer(self.handbook, self.environment, names)
        )
        said = {"title": asked.title, "description": description(body)}
        escaped = {key: str(escape(prose.plain(value))) for key, value in said.items()}
        matter = {
            **escaped,
            "tags": self.finder.search_words(asked.name, *asked.also_called),
            "does": asked.does,
            **asked.front,
        }
        body = explain(tidy(body), self.marks, writer.address) if asked.template in EXPLAINED else tidy(body)
        body += self._review(path)
        return Page(path, front_matter(matter) + body, prose.plain(asked.name))

    def _review(self, path: str) -> str:
        """The line that says when a page was last found right, where an organisation wants it and has written it."""
        thing = self.looked_after.get(path.removesuffix(".md") + ".html")
        if not (thing and thing.reviewed_on):
            return ""
        day = written(date.fromisoformat(thing.reviewed_on), self.words)
        said = (
            self.words["reviewed-by" if thing.owner else "reviewed"]
            .replace("{date}", day)
            .replace("{owner}", thing.owner or "")
        )
        return "\n" + self.environment.get_template("_reviewed.j2").render(said=said).strip() + "\n"

    @cached_property
    def looked_after(self) -> dict[str, m.Entity]:
        """What a page is about, by its address, where readers are told when it was last found right."""
        book = self.handbook
        if not book.plan.shows_reviews:
            return {}
        things: Iterable[m.Entity] = (
            *(book.industry, *book.frameworks, *book.concepts.values(), *book.topics.values(), *book.situations),
            *(*book.exercises, *book.scenarios, *book.sessions, *book.own_pages),
        )
        return {book.addresses[thing.id]: thing for thing in things}  # type: ignore[attr-defined]

    def file(self, identity: str) -> str:
        """The path of the page about something."""
        return self.handbook.addresses[identity].removesuffix(".html") + ".md"

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The glossary's words, to be found on pages."""
        return marks(self.handbook.glossary)

    @cached_property
    def finder(self) -> Finder:
        """What readers find pages by."""
        return Finder(self.handbook)

    @cached_property
    def words(self) -> dict[str, str]:
        """What the pages say by themselves."""
        return self.handbook.language.words

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every worksheet as the pages name it."""
        return sheets(self.handbook)

    @cached_property
    def illustration(self) -> Markup:
        """The trade's drawing."""
        return illustration(self.environment, self.handbook.industry)

    @cached_property
    def environment(self) -> Environment:
        """The templates."""
        return template_environment(self.root)
