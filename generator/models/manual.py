"""How an organisation makes the handbook its own: a guide, and recipes that a test follows to the letter."""

from typing import Annotated

from pydantic import Field, StringConstraints

from .base import Model, Ref, Text
from .teaching import Section

Code = Annotated[str, StringConstraints(pattern=r"^[^\t]+$")]
"""What is typed exactly as it stands: a command, a file's name, a file's text. Nothing in it is a slot."""


class RecipeStep(Model):
    """One thing to do: write a file, or run a command."""

    do: Text
    """What to do, in a sentence."""
    file: Code | None = None
    """The file to write."""
    text: Code | None = None
    """What stands in that file."""
    run: Code | None = None
    """The command to run."""
    says: Code | None = None
    """Part of what the command says when it has gone well."""


class Recipe(Model):
    """A change that organisations often want, step by step."""

    id: Ref
    """Such as `recipe.our-colour`."""
    name: Text
    """What you get, starting with a verb."""
    when: Text
    """When you want this, and what to know before."""
    steps: tuple[RecipeStep, ...] = Field(min_length=1)
    """What to do, in order."""


class Manual(Model):
    """How to make the handbook one's own: `content/manual.yml`. Only trainers' editions show it."""

    name: Text
    """The chapter's name."""
    one_sentence: Text
    """The point, in one sentence."""
    sections: tuple[Section, ...] = Field(min_length=1)
    """The guide, section by section."""
    recipes: tuple[Recipe, ...] = ()
    """The cookbook."""
