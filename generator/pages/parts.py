"""Book > Chapter > Page: what an edition's pages are, before any engine sees them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page of an edition: its path below the edition's top, its Markdown, its name in the menu."""

    path: str
    text: str
    name: str


@dataclass(frozen=True)
class Chapter:
    """A part of the menu: a name and what it holds, in order."""

    name: str
    items: tuple["Page | Chapter", ...]


@dataclass(frozen=True)
class Book:
    """All pages of an edition and the menu over them."""

    pages: tuple[Page, ...]
    menu: tuple[Page | Chapter, ...]
