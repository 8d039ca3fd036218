"""Words of the glossary, explained where they stand: the first time on a page, in running text.

A marked word is a link to the glossary that carries its definition, so that a script can show it on the spot.
"""

import re
from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeAlias

from markupsafe import Markup, escape

from .. import models as m
from .. import prose

_CLOSED = re.compile(
    r"<(?:(a|h[1-6]|summary|legend|label|button|option|q|code|dt|th|svg|figcaption)\b.*?</\1>|[^>]*>)", re.DOTALL
)
"""What no mark may stand in: ways to elsewhere, names of things, words to say, and tags themselves.

An element of these never holds another of its own kind in our pages.
"""
Span: TypeAlias = tuple[int, int]
_HEADING = re.compile(r"\n#[^\n]*")
_PART_OF_WORD = re.compile(r"[\w-]")


@dataclass(frozen=True)
class Mark:
    """A term with every way to write it. Capitals count where the term is all capitals: HEARD is not "heard"."""

    id: str
    means: Markup
    forms: tuple[str, ...]
    exact: bool


def marks(terms: Iterable[m.GlossaryTerm]) -> tuple[Mark, ...]:
    """What to look for, long terms first, so that nothing is found inside an action plan."""
    return tuple(sorted(map(_mark, terms), key=lambda mark: (-len(mark.forms[0]), mark.id)))


def _mark(term: m.GlossaryTerm) -> Mark:
    exact = term.term.isupper()
    written = (str(escape(form)) for form in (term.term, term.plural))
    forms = tuple(dict.fromkeys(form if exact else form.lower() for form in written))
    return Mark(term.id, escape(prose.plain(term.definition)), forms, exact)


def explain(body: str, terms: Sequence[Mark], address: Callable[[str], str]) -> str:
    """The page with the first occurrence of each term made a link that carries its definition."""
    lower = body.lower()
    if len(lower) != len(body):  # a few letters have no lower case of their own length: then no place would be right
        lower = body
    texts = {True: body, False: lower}
    closed: list[Span] = []
    found: list[tuple[int, int, Mark]] = []
    for mark in terms:
        text = texts[mark.exact]
        forms = [form for form in mark.forms if form in text]
        closed = closed or (_closed(body) if forms else [])
        if forms and (place := _first(text, forms, closed)):
            insort(closed, place)
            found.append((*place, mark))
    return _linked(body, sorted(found, key=itemgetter(0)), address)


def _closed(body: str) -> list[Span]:
    """Where no mark may stand, in order. A heading of ours holds no tag."""
    spans = [(0, body.find("\n"))] if body.startswith("#") else []
    return sorted(spans + [match.span() for pattern in (_CLOSED, _HEADING) for match in pattern.finditer(body)])


def _first(text: str, forms: Sequence[str], closed: Sequence[Span]) -> Span | None:
    """Where a form first stands as a word of its own, outside what is closed."""
    places = (next((place for place in _occurrences(text, form) if not _inside(place, closed)), None) for form in forms)
    return min(filter(None, places), default=None)


def _occurrences(text: str, form: str) -> Iterator[Span]:
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        if not _PART_OF_WORD.match(text[start - 1 : start]) and not _PART_OF_WORD.match(text[end : end + 1]):
            yield start, end
        start = text.find(form, end)


def _inside(place: Span, closed: Sequence[Span]) -> bool:
    """Whether a place lies in one of these spans, which are in order and apart."""
    at = bisect_right(closed, place) - 1
    return at >= 0 and place[0] < closed[at][1]


def _linked(body: str, places: Sequence[tuple[int, int, Mark]], address: Callable[[str], str]) -> str:
    parts, last = [], 0
    for start, end, mark in places:
        link = f'<a class="hb-term" href="{address(mark.id)}" data-means="{mark.means}">'
        parts += [body[last:start], link, body[start:end], "</a>"]
        last = end
    return "".join([*parts, body[last:]])
