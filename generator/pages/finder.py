"""How readers find a page: everything from A to Z, what people say about a situation, the words of the search.

The search index holds what a page says. Readers type what they see, in the trade's other words or in plain ones,
so each page also gets words that stand nowhere on it: `search_words`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from .. import models as m
from .. import prose
from ..handbook import Handbook


@dataclass(frozen=True)
class Entry:
    """A line of an index: what it says, the id it leads to, and a word on what is there."""

    text: str
    id: str
    note: str


@dataclass(frozen=True)
class Finder:
    """The indexes of one handbook."""

    handbook: Handbook

    def everything(self) -> Iterator[Entry]:
        """Every page and every entry of a list that has a name, with its kind."""
        handbook, words = self.handbook, self.handbook.language.words
        for framework in handbook.frameworks:
            yield Entry(framework.name, framework.id, words["entry-framework"])
            concepts = (handbook.concepts[concept] for concept in framework.concepts)
            yield from (Entry(concept.name, concept.id, framework.concept_name) for concept in concepts)
        named: dict[str, Iterable[m.Skill | m.Topic | m.Situation | m.Scenario | m.Exercise | m.TouchPoint | m.HardMoment]] = {
            "entry-skill": (skill for stage in handbook.stages for skill in stage.skills),
            "entry-topic": handbook.topics.values(),
            "entry-situation": handbook.situations,
            "entry-exercise": handbook.exercises,
            "entry-scenario": handbook.scenarios,
            "entry-touch-point": handbook.touch_points,
            "entry-hard-moment": handbook.industry.hard_moments,
        }
        for kind, things in named.items():
            yield from (Entry(thing.name, thing.id, words[kind]) for thing in things)
        yield from (Entry(page.title, page.id, words["entry-page"]) for page in handbook.own_pages)
        yield from (Entry(session.name, session.id, words["entry-session"]) for session in handbook.sessions)
        yield from (Entry(term.term, term.id, words["entry-term"]) for term in handbook.glossary)

    def said(self) -> Iterator[Entry]:
        """Every way to say a situation, with its name."""
        for situation in self.handbook.situations:
            yield from (Entry(phrase, situation.id, situation.name) for phrase in situation.also_called)

    def by_letter(self, entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
        """Entries by first letter, both sorted; articles such as "the" do not count."""
        found: dict[str, list[Entry]] = {}
        for entry in sorted(entries, key=lambda entry: (self._sorted_as(entry.text), entry.note, entry.id)):
            found.setdefault(self._sorted_as(entry.text)[0].upper(), []).append(entry)
        return sorted(found.items())

    def search_words(self, name: str, *also: str) -> list[str]:
        """Words to find a page by that its name has not: what else it is called, and what means the same.

        In lower case and alphabetical order, made of letters, digits, apostrophes and hyphens only.
        """
        named, phrases = _spaced(name), {_spaced(text) for text in also}
        groups = (group for group in self.groups if any(word in named or word in phrases for word in group))
        found = [word for word in phrases.union(*groups) if word not in named]
        return sorted(word.strip() for word in [*found, *phrases])  # what an author wrote counts twice

    @cached_property
    def groups(self) -> list[tuple[str, ...]]:
        """Words that mean the same to somebody who searches."""
        synonyms = self.handbook.language.synonyms
        return [tuple(_spaced(word) for word in (head, *others)) for head, others in synonyms.items()]

    def _sorted_as(self, text: str) -> str:
        words = _words(prose.plain(text))
        without = words[1:] if len(words) > 1 and words[0] in self.handbook.language.articles else words
        return " ".join(without) or text


def _spaced(text: str) -> str:
    """The words of a text between spaces, so that a word is never found inside another."""
    return f" {' '.join(_words(prose.plain(text)))} "


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:[’'-]\w+)*", text.casefold().replace("’", "'"))
