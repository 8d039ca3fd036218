"""Where the ideas come from, how far one can lean on them, and which standards they touch."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StringConstraints

from .base import Entity, Model, Ref, SourceId, Text


class SourceDocument(Model):
    """One of the documents that the ideas come from."""

    id: Annotated[str, StringConstraints(pattern=r"^S[0-9]$")]
    """Such as `S3`."""
    about: Text
    """What it is about, in our words."""


class SourceItem(Model):
    """One numbered idea of a source document."""

    id: Annotated[str, StringConstraints(pattern=r"^S[0-9]-([0-9]{2}|X[0-9])$")]
    """Such as `S4-56`; `S1-X1` for something that is no content."""
    idea: Text
    """The idea in a few words of our own."""
    needs_care: StrictBool = False
    """It makes a claim that `content/claims.yml` must treat."""
    excluded: Text | None = None
    """Why no page uses it."""


class SourceInventory(Model):
    """Every idea of every source document: `content/sources.yml`."""

    documents: tuple[SourceDocument, ...]
    """The documents, in order."""
    items: tuple[SourceItem, ...]
    """Their ideas, in order."""


class Claim(Entity):
    """A claim about the world that needs care, and how the handbook treats it."""

    id: Ref
    """Such as `clm.forgiveness`."""
    source: SourceId
    """The source item that makes it."""
    statement: Text
    """What is claimed, in our words."""
    status: Literal["kept", "softened", "backed", "excluded"]
    """Kept as an opinion, softened, backed by better evidence, or left out."""
    note: Text
    """What the handbook says instead, and why."""
    reference: Text | None = None
    """Where the evidence is, when there is some."""
    concepts: tuple[Ref, ...] = ()
    """Pages it touches."""


class Claims(Model):
    """Claims that need care: `content/claims.yml`."""

    claims: tuple[Claim, ...]
    """In the order shown."""


class Standard(Entity):
    """A standard, model or qualification of the field, and what of it this handbook touches."""

    id: Ref
    """Such as `std.iso-23592`."""
    name: Text
    """Its name as its owner writes it."""
    says: Text
    """What it is, in our own words: no text of the standard itself."""
    maps_to: tuple[Ref, ...] = Field(min_length=1)
    """Concepts, topics and exercises that touch it: "maps to", never "complies with"."""
    note: Text
    """How far the match goes, and what it does not mean."""
    verified: StrictBool
    """Whether we have read a source for what is said. What is not verified is marked so on the page."""
    source: Text
    """What we read: a catalogue page, an excerpt, a summary."""


class Standards(Model):
    """The standards page: `content/standards.yml`."""

    standards: tuple[Standard, ...]
    """In the order shown."""
