"""A page that an organisation writes freely, in Markdown: `content/organisation/pages/<name>.md`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Entity, Prose, Ref, Slug, Text


class OwnPage(Entity):
    """A page in a stated part of Markdown. Its front matter says where it stands; the rest is its text."""

    id: Ref
    """`page.` and the name of its file. Nobody writes it: it comes from there."""
    title: Text
    """Its heading, and its name in the menu."""
    one_sentence: Text | None = None
    """The point, in one sentence, below the title and in search results."""
    chapter: Text
    """The chapter of the menu that it stands in, as the menu says it."""
    after: Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+$")] | None = None
    """The id of the page that it follows there. Without it, it stands at the end."""
    audience: Literal["everyone", "trainers"] = "everyone"
    """Who it is for."""
    industries: tuple[Slug, ...] = ()
    """Trades that have it; without it all have it."""
    text: tuple[Prose, ...] = Field(min_length=1)
    """Its headings, paragraphs, lists, tables and pictures, one by one. In the file they follow the front matter."""
