"""Writes the pages of one handbook, and the menu over them."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from .. import brand, prose
from .. import models as m
from ..dates import written
from ..decks import decks
from ..editions import OFFLINE_PAGE, Handbook, is_kept, session_stem, sheet_stem, slug
from ..occasions import LONG, Occasion
from ..reference import AREAS, kinds
from .drawn import drawer, illustration
from .finder import Entry, Finder
from .marks import Mark, explain, marks
from .parts import Book, Chapter, Page
from .writer import Writer, description, front_matter, template_environment, tidy

UNSEARCHED = {"search": {"exclude": True}}
"""For the front matter of pages that only lead to others."""
EXPLAINED = {"concept", "exercise", "framework", "guide", "hard-moments", "industry", "scenario", "session", "situation"}
EXPLAINED |= {"topic", "touch-points", "own-page"}
"""Templates of pages whose words are explained where they stand: those that teach."""
HELP_FIRST = 2
"""How much more a page of help weighs in the search than another (Material's `search: boost`)."""


def book(handbook: Handbook, root: Path, *, with_paper: bool = True) -> Book:
    """Every page of an edition, and its menu. Templates come from `root/overrides`.

    Without paper no page links to a PDF.
    """
    return Author(handbook, root, with_paper).book()


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


@dataclass(frozen=True)
class Sheet:
    """A worksheet as the pages name it."""

    exercise: m.Exercise
    files: Mapping[str, str]
    """The paths of its files, by what they are for: `a4`, `letter`, `large`, `form`, `word`."""
    key: str


@dataclass
class Author:
    """Writes the pages of one handbook."""

    handbook: Handbook
    root: Path
    with_paper: bool
    pages: list[Page] = field(default_factory=list)

    def book(self) -> Book:
        """All pages, and the menu over them."""
        menu = list(self._menu())
        for own in self.handbook.own_pages:
            menu = _placed(menu, own.chapter, self._own(own), self._file(own.after) if own.after else "", self.words)
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
            yield self._for_trainers()

    def _accessibility(self, known: m.Accessibility) -> Page:
        contrasts = brand.contrasts(self.handbook.brand)
        return self.page(
            "about/accessibility.md", "accessibility", self.words["accessibility"], known=known, contrasts=contrasts
        )

    def _help(self) -> Chapter:
        """The situations. They come first in the search: whoever looks there has somebody waiting."""
        words, front = self.words, {"search": {"boost": HELP_FIRST}}
        pages = [
            self.page(
                self._file(s.id),
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
            self._file(identity),
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
        return self.page(self._file(topic.id), "topic", topic.name, also_called=topic.also_called, topic=topic)

    def _trade(self) -> Chapter:
        words = self.words
        pages = [
            self.page("work/touch-points.md", "touch-points", words["touch-points"]),
            self.page("work/hard-moments.md", "hard-moments", words["hard-moments"]),
            self.page("practice/index.md", "scenarios", words["role-plays"]),
        ]
        pages += [self.page(self._file(s.id), "scenario", s.name, scenario=s) for s in self.handbook.scenarios]
        if self.handbook.trade_quiz:
            pages.append(self.page("practice/quiz.md", "quiz", words["mixed-quiz"]))
        return self.chapter(self.handbook.industry.name, "work/index.md", "industry", pages)

    def _exercise(self, exercise: m.Exercise) -> Page:
        sheet = next(sheet for sheet in self.sheets if sheet.exercise is exercise)
        prompts = {block.id: block.prompt for block in exercise.blocks}
        return self.page(self._file(exercise.id), "exercise", exercise.name, exercise=exercise, sheet=sheet, prompts=prompts)

    def _practice(self) -> Chapter:
        words = self.words
        pages = [self._workbook(), self.page("practice/phrases.md", "phrases", words["phrases"])]
        pages += [self._exercise(exercise) for exercise in self.handbook.exercises]
        printed: dict[str, Any] = {"sheets": self.sheets, "forms": self.forms, "cards": decks(self.handbook)}
        sheets = self.page("worksheets/index.md", "worksheets", words["worksheets"], **printed)
        return self.chapter(words["practise"], "exercises/index.md", "exercises", [*pages, sheets])

    def _workbook(self) -> Page:
        """Where a reader's answers come together, the plan for what to do about it all first."""

        def without_plan(exercise: m.Exercise) -> bool:
            return not any(isinstance(block, m.ActionPlanBlock) for block in exercise.blocks)

        exercises = sorted(self.handbook.exercises, key=without_plan)
        return self.page("workbook.md", "workbook", self.words["workbook"], exercises=exercises, front={"hide": ["toc"]})

    def _own(self, own: m.OwnPage) -> Page:
        """A page that an organisation writes freely."""
        return self.page(self._file(own.id), "own-page", own.title, own=own)

    def _for_trainers(self) -> Chapter:
        """Sessions by kind, the guide and the coverage of the whole: only in a trainer edition."""
        words, handbook = self.words, self.handbook
        pages: list[Page | Chapter] = []
        if handbook.guide:
            pages.append(self.page("sessions/guide.md", "guide", handbook.guide.name, guide=handbook.guide))
        for kind in dict.fromkeys(session.kind for session in handbook.sessions):
            sessions = [session for session in handbook.sessions if session.kind == kind]
            rendered = [self._session(session) for session in sessions]
            pages += rendered if len(rendered) == 1 else [Chapter(words[f"kind-{kind}"], tuple(rendered))]
        report = handbook.coverage
        pages.append(self.page("trainers/coverage.md", "coverage", words["coverage"], report=report))
        pages.append(self.page("trainers/source-items.md", "source-items", words["sources-by-page"], report=report))
        if handbook.manual:
            pages.append(self._manual(handbook.manual))
        return self.chapter(
            words["for-trainers"], "trainers/index.md", "trainers", pages, sheets=self.sheets, cards=decks(handbook)
        )

    def _manual(self, manual: m.Manual) -> Chapter:
        """How to make the handbook one's own: a guide, the recipes, every field."""
        words = self.words
        recipes = self.page("trainers/recipes.md", "recipes", words["recipes"], manual=manual)
        every = kinds()
        areas = {kind.name: kind.area for kind in every}
        fields = [
            self.page(
                f"trainers/fields-{area}.md",
                "fields",
                words[f"fields-{area}"],
                front=UNSEARCHED,
                kinds=[kind for kind in every if kind.area == area],
                areas=areas,
            )
            for area in AREAS
        ]
        guide = self.page("trainers/make-it-yours.md", "manual", manual.name, manual=manual, areas=AREAS)
        return Chapter(manual.name, (guide, recipes, Chapter(words["fields"], tuple(fields))))

    def _session(self, session: m.Session) -> Page:
        """A session with its print list for a small group and for the one that its pack is made for."""
        few, many = Occasion(self.handbook, session, 6), Occasion(self.handbook, session)
        prints = [(one, other.copies) for one, other in zip(few.print_list, many.print_list, strict=True)]
        stem = session_stem(session)
        files = {"pack": f"packs/{stem}-pack.pdf", "workbook": f"packs/{stem}-workbook.pdf" if many.workbook else ""}
        files |= {"slides": f"packs/{stem}-slides.pptx", "zip": f"packs/{stem}.zip" if session.minutes >= LONG else ""}
        peoples = (few.people, many.people)
        return self.page(
            self._file(session.id), "session", session.name, session=session, prints=prints, peoples=peoples, files=files
        )

    def chapter(
        self, name: str, index: str, template: str, items: list[Page | Chapter] | list[Page], **context: Any
    ) -> Chapter:
        """A chapter that opens with a page of its own."""
        return Chapter(name, (self.page(index, template, name, **context), *items))

    def page(
        self,
        path: str,
        template: str,
        name: str,
        *,
        title: str = "",
        also_called: Sequence[str] = (),
        front: Mapping[str, object] | None = None,
        **context: Any,
    ) -> Page:
        """Render one page and keep it. `front` says more about it in its front matter."""
        writer = Writer(self.handbook, posixpath.dirname(path))
        names = {
            "words": self.words,
            "handbook": self.handbook,
            "page_name": name,
            "with_paper": self.with_paper,
            "illustration": self.illustration,
            **writer.helpers(),
            **context,
        }
        body = self.environment.get_template(f"{template}.md.j2").render(
            names, draw=drawer(self.handbook, self.environment, names)
        )
        said = {"title": title or name, "description": description(body)}
        escaped = {key: str(escape(prose.plain(value))) for key, value in said.items()}
        matter = {**escaped, "tags": self.finder.search_words(name, *also_called), **(front or {})}
        body = explain(tidy(body), self.marks, writer.address) if template in EXPLAINED else tidy(body)
        body += self._review(path)
        page = Page(path, front_matter(matter) + body, prose.plain(name))
        self.pages.append(page)
        return page

    def _review(self, path: str) -> str:
        """The line that says when a page was last found right, where an organisation wants it and has written it."""
        thing = self.kept.get(path.removesuffix(".md") + ".html")
        if not (self.handbook.plan.shows_reviews and thing and thing.reviewed_on):
            return ""
        day = written(date.fromisoformat(thing.reviewed_on), self.words)
        said = (
            self.words["reviewed-by" if thing.owner else "reviewed"]
            .replace("{date}", day)
            .replace("{owner}", thing.owner or "")
        )
        return "\n" + self.environment.get_template("_reviewed.j2").render(said=said).strip() + "\n"

    @cached_property
    def kept(self) -> dict[str, m.Entity]:
        """What a page is about, by its address."""
        book = self.handbook
        things: Iterable[m.Entity] = (
            *(book.industry, *book.frameworks, *book.concepts.values(), *book.topics.values(), *book.situations),
            *(*book.exercises, *book.scenarios, *book.sessions, *book.own_pages),
        )
        return {book.addresses[thing.id]: thing for thing in things}  # type: ignore[attr-defined]

    def _glossary(self) -> list[tuple[str, list[m.GlossaryTerm]]]:
        """Glossary terms by first letter, both sorted."""
        terms = {term.id: term for term in self.handbook.glossary}
        letters = self.finder.by_letter(Entry(term.term, term.id, "") for term in terms.values())
        return [(letter, [terms[entry.id] for entry in entries]) for letter, entries in letters]

    def _file(self, identity: str) -> str:
        return self.handbook.addresses[identity].removesuffix(".html") + ".md"

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The glossary's words, to be found on pages."""
        return marks(self.handbook.glossary)

    @cached_property
    def finder(self) -> Finder:
        """What readers find pages by."""
        return Finder(self.handbook)

    @cached_property
    def words(self) -> dict[str, str]:
        """What the pages say by themselves."""
        return self.handbook.language.words

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every worksheet as the pages name it."""
        own = "" if self.handbook.brand.paper == "a4" else f"-{self.handbook.brand.paper}"
        papers = {"a4": ".pdf", "letter": "-letter.pdf"}
        endings = {self.handbook.brand.paper: papers[self.handbook.brand.paper], **papers}  # the brand's own first
        endings |= {"large": f"-large{own}.pdf", "form": f"-form{own}.pdf", "word": ".docx"}
        stems = [(exercise, f"worksheets/{sheet_stem(exercise)}") for exercise in self.handbook.exercises]
        return tuple(
            Sheet(exercise, {name: stem + ending for name, ending in endings.items()}, f"{stem}-key.pdf")
            for exercise, stem in stems
        )

    @cached_property
    def forms(self) -> list[dict[str, str]]:
        """The forms of the pack as the pages name them; the quiz sheet is one of them, made from the trade's quiz."""
        found = [(form.number, form.name, slug(form.id), form.trainer_note) for form in self.handbook.forms]
        if self.handbook.trade_quiz:
            found.append(("P02", self.words["mixed-quiz"], "quiz", ""))
        return [
            {
                "number": number,
                "name": name,
                "path": f"worksheets/{number.lower()}-{short}.pdf",
                "letter": f"worksheets/{number.lower()}-{short}-letter.pdf",
                "key": f"worksheets/{number.lower()}-{short}-key.pdf" if short == "quiz" else "",
                "note": note,
            }
            for number, name, short, note in sorted(found)
        ]

    @cached_property
    def illustration(self) -> Markup:
        """The trade's drawing."""
        return illustration(self.environment, self.handbook.industry)

    @cached_property
    def environment(self) -> Environment:
        """The templates."""
        return template_environment(self.root)


def _placed(menu: list[Page | Chapter], chapter: str, page: Page, after: str, words: Mapping[str, str]) -> list[Page | Chapter]:
    """The menu with a page in a chapter of this name. A menu in another language has it in the last chapter for everyone."""
    named = chapter if any(item.name == chapter for item in menu if isinstance(item, Chapter)) else words["reference"]
    return [_with(item, page, after) if isinstance(item, Chapter) and item.name == named else item for item in menu]


def _with(chapter: Chapter, page: Page, after: str) -> Chapter:
    """A chapter with one page more: behind the one with this path, at whatever depth, or else at its end."""
    items: list[Page | Chapter] = []
    for item in chapter.items:
        is_near = isinstance(item, Chapter) and after in _paths(item)
        items.append(_with(item, page, after) if isinstance(item, Chapter) and is_near and _path(item) != after else item)
        if _path(item) == after:
            items.append(page)
    return Chapter(chapter.name, tuple(items if after in _paths(chapter) and after else [*items, page]))


def _path(item: Page | Chapter) -> str:
    """Where a page lies; of a chapter its opening page."""
    return item.path if isinstance(item, Page) else _path(item.items[0])


def _paths(chapter: Chapter) -> set[str]:
    return {path for item in chapter.items for path in ([item.path] if isinstance(item, Page) else _paths(item))}
