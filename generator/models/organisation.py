"""An organisation's changes to our content, by id. What is wholly its own are files like ours in its own folder."""

from pydantic import Field, JsonValue, StrictBool

from .base import Model, Text


class Change(Model):
    """What an organisation does with one thing of ours.

    A field is named by the way to it: `one_sentence`, `terms.customer`, `blocks.answer.prompt`. An item of a list
    is named by its id, or else by its concept, code or name.
    """

    of: Text
    """Which thing: its id, such as `need.fairness`; or a file of ours as it is called below `content/`, such as `handbook`."""
    replace: dict[Text, JsonValue] = Field(default_factory=dict)
    """Fields with what stands there instead, whole."""
    append: dict[Text, tuple[JsonValue, ...]] = Field(default_factory=dict)
    """Lists with what comes after our items."""
    order: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    """Lists with the items that come first, in this order; the others follow in ours."""
    remove: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    """Lists with items of ours that are taken out of them. Nothing else changes: what they name stays in the handbook."""
    hide: StrictBool = False
    """Whether to leave it out."""


class Changes(Model):
    """Changes to our content: `content/organisation/changes.yml`, or any file in `content/organisation/changes/`."""

    changes: tuple[Change, ...]
    """In any order."""


class Accepted(Model):
    """What stood in ours when an organisation replaced it: `content/organisation/replaced.yml`, written by a command."""

    replaced: dict[Text, dict[str, JsonValue]]
    """Values of ours by the name of the thing and the way to the field; an empty way is the whole file."""
