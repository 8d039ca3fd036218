"""Slots and their replacement: `{a_customer}` becomes "a guest", whole, never inflected.

A slot owns its article and its case, so "a {customer}" is a Problem: "an applicant" would break it.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from .models import Model, Terms

M = TypeVar("M", bound=Model)

SLOTS: tuple[str, ...] = tuple(Terms.model_fields)
"""Every slot an author may write."""

PLAIN_TERMS: dict[str, str] = {
    **{"customer": "customer", "customers": "customers", "customer_poss": "customer's", "customers_poss": "customers'"},
    **{"a_customer": "a customer", "Customer": "Customer", "Customers": "Customers", "A_customer": "A customer"},
    **{"colleague": "colleague", "colleagues": "colleagues", "a_colleague": "a colleague", "Colleagues": "Colleagues"},
    **{"place": "workplace", "a_place": "a workplace", "at_place": "at work", "deal": "come to us"},
    **{"thanks_for": "coming to us", "good_outcome": "comes back"},
}
"""The words of a trade that nobody has chosen any for."""
OF_THE_TRADE = ("place", "a_place", "at_place", "deal", "thanks_for", "good_outcome")
"""Words that every trade has other ones for."""

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


def disagreements(terms: Terms) -> Iterator[tuple[str, str]]:
    """Forms of a word that do not go together: which one, and what the others make one expect."""
    for one, many in (("customer", "customers"), ("colleague", "colleagues")):
        word, plural = getattr(terms, one), getattr(terms, many)
        article = "an" if word[:1].lower() in "aeiou" else "a"
        expected = {
            one.capitalize(): _capital(word),
            many.capitalize(): _capital(plural),
            f"a_{one}": f"{article} {word}",
            f"A_{one}": f"{_capital(article)} {word}",
            f"{one}_poss": f"{word}'s",
            f"{many}_poss": f"{plural}'",
        }
        for name, form in expected.items():
            if not _agrees(getattr(terms, name, form), form):
                yield name, form


def _agrees(form: str, expected: str) -> bool:
    """Whether a form may stand beside the others. How a word ends for an owner, and its article before h, o, u or eu, is
    for authors to know: an hour, a user.
    """
    if "'" in expected:
        return form.startswith(expected.rstrip("s").rstrip("'"))
    article, _, word = expected.rpartition(" ")
    return form == expected or (bool(article) and word[:1].lower() in "houe" and form.endswith(f" {word}"))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
