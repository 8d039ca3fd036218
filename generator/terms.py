"""Slots and their replacement: `{a_customer}` becomes "a guest", whole, never inflected.

A slot owns its article and its case, so "a {customer}" is a Problem: "an applicant" would break it.
"""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from .models import Model, Terms

M = TypeVar("M", bound=Model)

SLOTS: tuple[str, ...] = tuple(Terms.model_fields)
"""Every slot an author may write."""

_SLOT = re.compile(r"\{([^{}\n]{0,40})\}")
_ARTICLE_CLASH = re.compile(r"\b([Aa]n?) \{([a-z]+)\}")
_WITH_ARTICLE = {"customer": "a_customer", "place": "a_place", "colleague": "a_colleague"}


def unknown_slots(text: str) -> list[str]:
    """Names in braces that are no slot, in order."""
    return [name for name in _SLOT.findall(text) if name not in SLOTS]


def article_clashes(text: str) -> list[tuple[str, str]]:
    """Articles before a slot that cannot know them: what is written, and what to write instead."""
    return [
        (f"{article} {{{slot}}}", "{" + (better.capitalize() if article[0] == "A" else better) + "}")
        for article, slot in _ARTICLE_CLASH.findall(text)
        if (better := _WITH_ARTICLE.get(slot))
    ]


def fill(text: str, terms: Terms) -> str:
    """The text with every slot replaced. Unknown slots stay as they stand; the check reports them."""
    if "{" not in text:
        return text
    return _SLOT.sub(lambda slot: getattr(terms, slot[1]) if slot[1] in SLOTS else slot[0], text)


def map_texts(model: M, change: Callable[[str], str]) -> M:
    """The same model with `change` applied to every text in it, at any depth."""
    changed = {name: _mapped(getattr(model, name), change) for name in type(model).model_fields}
    return model.model_copy(update=changed)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case Model():
            return map_texts(value, change)
        case tuple():
            return tuple(_mapped(item, change) for item in value)
    return value
