"""Writes the pages of one handbook, and the menu over them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from .. import brand
from .. import models as m
from ..decks import decks
from ..handbook import OFFLINE_PAGE, Handbook, is_kept
from .finder import Entry
from .kept import Kept
from .menu import placed
from .parts import Book, Chapter, Page
from .rendering import Renderer
from .sheets import forms
from .training import UNSEARCHED, for_trainers

HELP_FIRST = 2
"""How much more a page of help weighs in the search than another (Material's `search: boost`)."""


def book(handbook: Handbook, root: Path, *, with_paper: bool = True, kept: Kept | None = None) -> Book:
    """Every page of an edition, and its menu. Templates come from `root/overrides`.

    Without paper no page links to a PDF. `kept` holds the pages of the last time, and then those of this time.
    """
    return Author(handbook, root, with_paper, kept).book()


def brand_page(handbook: Handbook, root: Path, failing: Sequence[str], mono: str) -> Book:
    """One page that shows every token of the brand in use.

    `failing` says what is wrong with it, `mono` is the name of the mark for paper among the assets.
    """
    author = Author(handbook, root, with_paper=True)
    words = handbook.language.words
    own: dict[str, Any] = {"pairs": brand.pairs(handbook.brand), "logo": brand.logo_name(handbook.brand), "failing": failing}
    own |= {
        "logo_dark": brand.dark_logo_name(handbook.brand),
        "fonts": handbook.brand.fonts,
        "mono": mono,
        "least": brand.LEAST,
    }
    author.page("index.md", "brand", words["brand-preview"], front={"hide": ["navigation", "toc", "footer"]}, **own)
    return Book(tuple(author.pages), tuple(author.pages))


class Author(Renderer):
    """Writes the pages of one handbook."""

    def book(self) -> Book:
        """All pages, and the menu over them."""
        menu = list(self._menu())
        for own in self.handbook.own_pages:
            menu = placed(menu, own.chapter, self._own(own), self.file(own.after) if own.after else "", self.words)
        return Book(tuple(self.pages), tuple(item for item in menu if isinstance(item, Page) or item.items))

    def _menu(self) -> Iterator[Page | Chapter]:
        words, handbook = self.words, self.handbook
        alone = {"hide": ["navigation", "toc", "footer"], **UNSEARCHED}
        yield self.page("index.md", "home", words["home"], title=handbook.plan.title, front=alone)
        yield self._help()
        for name, parts in handbook.chapters():
            yield Chapter(name, tuple(self._parts(name, parts)))
        yield self._trade()
        yield self._practice()
        about = self.page("about/sources.md", "sources", words["sources"])
        front = {"hide": ["toc"]}
        glossary = self.page("glossary.md", "glossary", words["glossary"], front=front, letters=self._glossary())
        every = self._index("a-z.md", words["a-to-z"], words["a-to-z-lede"], self.finder.everything())
        last = [] if self._has_ideas() else [self._ideas(words["all-ideas"])]
        if handbook.standards:
            last.append(self.page("about/standards.md", "standards", words["standards"]))
        if handbook.privacy:
            last.append(self.page("about/privacy.md", "privacy", words["privacy"], known=handbook.privacy))
        if handbook.accessibility:
            last.append(self._accessibility(handbook.accessibility))
        if is_kept(handbook.plan, handbook.edition):
            last.append(self.page(OFFLINE_PAGE.replace(".html", ".md"), "offline", words["offline"]))
        yield Chapter(words["reference"], (glossary, every, about, *last))
        if handbook.edition.for_trainers:
            yield for_trainers(self)

    def _accessibility(self, known: m.Accessibility) -> Page:
        return self.page("about/accessibility.md", "accessibility", self.words["accessibility"], known=known)

    def _help(self) -> Chapter:
        """The situations. They come first in the search: whoever looks there has somebody waiting."""
        words, front = self.words, {"search": {"boost": HELP_FIRST}}
        pages = [
            self.page(
                self.file(s.id),
                "situation",
                s.name,
                also_called=s.also_called,
                front=front,
                situation=s,
                **self._next_steps(s),
            )
            for s in self.handbook.situations
        ]
        pages.append(self._index("help/by-words.md", words["by-words"], words["by-words-lede"], self.finder.said()))
        return self.chapter(words["help-now"], "help/index.md", "situations", pages)

    def _next_steps(self, situation: m.Situation) -> dict[str, Any]:
        """Where to go from a page of help: to scenes that practise its ideas, or to situations near it."""
        leads = {link.id for link in situation.links}
        others = [other for other in self.handbook.situations if other is not situation]
        return {
            "scenes": [scene for scene in self.handbook.scenarios if leads & set(scene.concepts)][:3],
            "near": [other for other in others if other.id in leads or situation.id in {link.id for link in other.links}],
        }

    def _index(self, path: str, name: str, lede: str, entries: Iterable[Entry]) -> Page:
        """An index from A to Z. The search leaves it out: it would find everything there."""
        letters = self.finder.by_letter(entries)
        return self.page(path, "a-z", name, front={"hide": ["toc"], **UNSEARCHED}, lede=lede, letters=letters)

    def _parts(self, chapter: str, parts: list[m.Framework | m.Topic]) -> Iterator[Page | Chapter]:
        """The pages of a chapter. The first chapter that has only topics opens with the list of all topics."""
        if parts and all(isinstance(part, m.Topic) for part in parts) and not self._has_ideas():
            yield self._ideas(chapter)
        for part in parts:
            yield self._topic(part) if isinstance(part, m.Topic) else self._framework(part)

    def _has_ideas(self) -> bool:
        return any(page.path == "ideas/index.md" for page in self.pages)

    def _ideas(self, name: str) -> Page:
        topics = [part for _, parts in self.handbook.chapters() for part in parts if isinstance(part, m.Topic)]
        return self.page("ideas/index.md", "ideas", name, topics=topics)

    def _framework(self, framework: m.Framework) -> Chapter:
        concepts = [self._concept(framework, concept) for concept in framework.concepts]
        index = f"{framework.id}/index.md"
        return self.chapter(framework.name, index, "framework", concepts, framework=framework)

    def _concept(self, framework: m.Framework, identity: str) -> Page:
        concept = self.handbook.concepts[identity]
        number = framework.concepts.index(identity) + 1
        questions = self.handbook.quizzes.get(identity, ())
        return self.page(
            self.file(identity),
            "concept",
            concept.name,
            also_called=concept.also_called,
            concept=concept,
            framework=framework,
            number=number,
            questions=questions,
            example=self.handbook.examples.get(identity),
        )

    def _topic(self, topic: m.Topic) -> Page:
        return self.page(self.file(topic.id), "topic", topic.name, also_called=topic.also_called, topic=topic)

    def _trade(self) -> Chapter:
        words = self.words
        pages = [
            self.page("work/touch-points.md", "touch-points", words["touch-points"]),
            self.page("work/hard-moments.md", "hard-moments", words["hard-moments"]),
            self.page("practice/index.md", "scenarios", words["role-plays"]),
        ]
        pages += [self.page(self.file(s.id), "scenario", s.name, scenario=s) for s in self.handbook.scenarios]
        if self.handbook.trade_quiz:
            pages.append(self.page("practice/quiz.md", "quiz", words["mixed-quiz"]))
        return self.chapter(self.handbook.industry.name, "work/index.md", "industry", pages)

    def _exercise(self, exercise: m.Exercise) -> Page:
        sheet = next(sheet for sheet in self.sheets if sheet.exercise is exercise)
        prompts = {block.id: block.prompt for block in exercise.blocks}
        return self.page(
            self.file(exercise.id), "exercise", exercise.name, exercise=exercise, sheet=sheet, prompts=prompts, does="answers"
        )

    def _practice(self) -> Chapter:
        words = self.words
        pages = [self._workbook(), self.page("practice/phrases.md", "phrases", words["phrases"], does="cards")]
        pages += [self._exercise(exercise) for exercise in self.handbook.exercises]
        printed: dict[str, Any] = {"sheets": self.sheets, "forms": forms(self.handbook), "cards": decks(self.handbook)}
        sheets = self.page("worksheets/index.md", "worksheets", words["worksheets"], **printed)
        return self.chapter(words["practise"], "exercises/index.md", "exercises", [*pages, sheets])

    def _workbook(self) -> Page:
        """Where a reader's answers come together, the plan for what to do about it all first."""

        def without_plan(exercise: m.Exercise) -> bool:
            return not any(isinstance(block, m.ActionPlanBlock) for block in exercise.blocks)

        exercises = sorted(self.handbook.exercises, key=without_plan)
        return self.page(
            "workbook.md", "workbook", self.words["workbook"], exercises=exercises, does="workbook", front={"hide": ["toc"]}
        )

    def _own(self, own: m.OwnPage) -> Page:
        """A page that an organisation writes freely."""
        return self.page(self.file(own.id), "own-page", own.title, own=own)

    def _glossary(self) -> list[tuple[str, list[m.GlossaryTerm]]]:
        """Glossary terms by first letter, both sorted."""
        terms = {term.id: term for term in self.handbook.glossary}
        letters = self.finder.by_letter(Entry(term.term, term.id, "") for term in terms.values())
        return [(letter, [terms[entry.id] for entry in entries]) for letter, entries in letters]
