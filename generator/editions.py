"""`select(library, edition) -> Handbook`: choose, then tailor, then say where each thing will be found.

An edition is decided here, on values, before anything is rendered. What is for trainers is emptied
out of a staff handbook, so that no template, search index or sheet could show it.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TypeVar, get_args

from . import coverage, prose, terms
from . import models as m
from .artwork import judged
from .blocks import tailored
from .dates import date_written
from .digests import signed
from .library import Library, without_trainer_fields
from .matching import matching

OFFLINE_PAGE = "about/offline.html"
"""What readers of an edition that can be kept get for what is not kept, while there is no connection."""

M = TypeVar("M", bound=m.Model)


class Audience(StrEnum):
    """Who an edition is for."""

    STAFF = "staff"
    TRAINER = "trainer"


@dataclass(frozen=True, order=True)
class Edition:
    """A choice of industry, language, audience and brand."""

    industry: str
    language: str
    audience: Audience
    brand: str = ""
    """The name of the brand's file; empty for the handbook's own."""

    @property
    def name(self) -> str:
        """A file-safe name: `retail-en-staff`, or `harbour.retail-en-staff` for another brand than the handbook's own."""
        brand = f"{self.brand}." if self.brand else ""
        return f"{brand}{self.industry}-{self.language}-{self.audience}"

    @property
    def for_trainers(self) -> bool:
        """Whether keys, debriefs and cards belong in it."""
        return self.audience is Audience.TRAINER


@dataclass(frozen=True)
class Handbook:
    """What one edition shows: everything chosen, slots filled, in order, with its address."""

    edition: Edition
    plan: m.HandbookPlan
    brand: m.Brand
    language: m.Language
    industry: m.Industry
    frameworks: tuple[m.Framework, ...]
    concepts: Mapping[str, m.Concept]
    topics: Mapping[str, m.Topic]
    situations: tuple[m.Situation, ...]
    touch_points: tuple[m.TouchPoint, ...]
    scenarios: tuple[m.Scenario, ...]
    examples: Mapping[str, m.Example]
    quizzes: Mapping[str, tuple[m.Question, ...]]
    exercises: tuple[m.Exercise, ...]
    glossary: tuple[m.GlossaryTerm, ...]
    claims: tuple[m.Claim, ...]
    standards: tuple[m.Standard, ...]
    trade_quiz: tuple[m.TradeQuestion, ...]
    forms: tuple[m.Form, ...]
    sessions: tuple[m.Session, ...]
    guide: m.TrainersGuide | None
    gaps: tuple[coverage.Gap, ...]
    coverage: coverage.Report | None
    accessibility: m.Accessibility | None
    privacy: m.Privacy | None
    manual: m.Manual | None
    own_pages: tuple[m.OwnPage, ...] = ()
    """Pages that an organisation writes freely, in the order of their files."""
    artwork: Mapping[str, bytes] = field(default_factory=dict)
    """Logos, pictures and fonts as they may be published, by their path below `content/`."""
    signed: str = ""
    """Digits and letters that change with any word that staff read: what people sign for."""

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Where each id is found: a page path from the edition's top, perhaps with a #place on it."""
        found = {f.id: f"{f.id}/index.html" for f in self.frameworks}
        for framework in self.frameworks:
            found |= {concept: f"{framework.id}/{slug(concept)}.html" for concept in framework.concepts}
        for stage in self.stages:
            found |= {skill.id: f"{found[stage.id]}#{slug(skill.id)}" for skill in stage.skills}
        found |= {topic: f"ideas/{slug(topic)}.html" for topic in self.topics}
        found |= {situation.id: f"help/{slug(situation.id)}.html" for situation in self.situations}
        found |= {exercise.id: f"exercises/{slug(exercise.id)}.html" for exercise in self.exercises}
        found |= {scenario.id: f"practice/{slug(scenario.id)}.html" for scenario in self.scenarios}
        found |= {point.id: f"work/touch-points.html#{slug(point.id)}" for point in self.touch_points}
        found |= {moment.id: f"work/hard-moments.html#{slug(moment.id)}" for moment in self.industry.hard_moments}
        found |= {term.id: f"glossary.html#{slug(term.id)}" for term in self.glossary}
        found |= {claim.id: f"about/sources.html#{slug(claim.id)}" for claim in self.claims}
        found |= {session.id: f"sessions/{session_stem(session)}.html" for session in self.sessions}
        found |= {page.id: f"pages/{slug(page.id)}.html" for page in self.own_pages}
        found |= {form.id: "worksheets/index.html#forms" for form in self.forms}
        found |= {standard.id: f"about/standards.html#{slug(standard.id)}" for standard in self.standards}
        energisers = self.guide.energisers if self.guide else ()
        found |= {energiser.id: f"sessions/guide.html#{slug(energiser.id)}" for energiser in energisers}
        return found | {self.industry.id: "work/index.html"}

    @cached_property
    def names(self) -> dict[str, str]:
        """What each page is called, by id."""
        names = {self.industry.id: self.industry.name}
        names |= {f.id: f.name for f in self.frameworks} | {c.id: c.name for c in self.concepts.values()}
        names |= {skill.id: skill.name for stage in self.stages for skill in stage.skills}
        names |= {t.id: t.name for t in self.topics.values()} | {s.id: s.name for s in self.situations}
        names |= {e.id: e.name for e in self.exercises} | {s.id: s.name for s in self.scenarios}
        names |= {p.id: p.name for p in self.touch_points} | {h.id: h.name for h in self.industry.hard_moments}
        names |= {s.id: s.name for s in self.sessions} | {f.id: f.name for f in self.forms}
        names |= {s.id: s.name for s in self.standards} | {page.id: page.title for page in self.own_pages}
        names |= {e.id: e.name for e in (self.guide.energisers if self.guide else ())}
        return names | {term.id: term.term for term in self.glossary} | {c.id: c.statement for c in self.claims}

    @cached_property
    def stages(self) -> tuple[m.Stage, ...]:
        """The stages of the interaction cycle, in order."""
        return tuple(concept for concept in self.concepts.values() if isinstance(concept, m.Stage))

    def framework_of(self, concept: str) -> m.Framework:
        """The framework that lists a concept."""
        return next(framework for framework in self.frameworks if concept in framework.concepts)

    def exercises_for(self, concept: str) -> tuple[m.Exercise, ...]:
        """Exercises that practise an idea."""
        return tuple(exercise for exercise in self.exercises if concept in exercise.concepts)

    def chapters(self) -> list[tuple[str, list[m.Framework | m.Topic]]]:
        """The menu: each chapter's name and its pages, in order."""
        frameworks = {framework.id: framework for framework in self.frameworks}
        return [
            (chapter.name, [frameworks.get(page) or self.topics[page] for page in chapter.pages])
            for chapter in self.plan.chapters
        ]


def slug(identity: str) -> str:
    """The last part of an id, which is its part of an address."""
    return identity.rsplit(".", 1)[-1]


def sheet_stem(exercise: m.Exercise) -> str:
    """The file name of a worksheet without its ending: `w01-three-words`."""
    return f"{exercise.worksheet.lower()}-{slug(exercise.id)}"


def session_stem(session: m.Session) -> str:
    """The name of a session in addresses and file names: `hour-receiving`."""
    return session.id.removeprefix("ses.").replace(".", "-")


def editions(library: Library) -> list[Edition]:
    """Every edition that is wanted, in order; each once."""
    return list(dict.fromkeys(edition for row in library.rows for edition in _wanted(library, row)))


def of_brand(library: Library, brand: str) -> list[Edition]:
    """Every edition that there could be for a brand, wanted or not."""
    return list(_in_row(library, m.EditionsRow(), brand))


def _wanted(library: Library, row: m.EditionsRow) -> Iterator[Edition]:
    brands = matching(row.brands, sorted(set(library.brands) - {""})) if row.brands else [""]
    return (edition for brand in brands for edition in _in_row(library, row, brand))


def _in_row(library: Library, row: m.EditionsRow, brand: str) -> Iterator[Edition]:
    for language in matching(row.languages, library.plan.languages):
        for industry in matching(row.industries, library.plan.industries):
            yield from (Edition(industry, language, audience, brand) for audience in Audience if audience in row.audiences)


def folder_of(edition: Edition, default_language: str) -> str:
    """Where an edition is published, below the top of its brand's site: `retail`, `retail/trainer`, `pl/retail` ..."""
    language = "" if edition.language == default_language else edition.language
    return posixpath.join(language, edition.industry, "trainer" if edition.for_trainers else "").rstrip("/")


def is_kept(plan: m.HandbookPlan, edition: Edition) -> bool:
    """Whether readers can keep an edition on their device."""
    wanted = plan.offline
    return (
        wanted is not None
        and edition.audience in wanted.audiences
        and edition.industry in (wanted.industries or plan.industries)
    )


def select(library: Library, edition: Edition) -> Handbook:
    """The handbook of one edition. The library must be free of errors."""
    return _select(library, edition, _Tailor(library.industries[edition.industry].terms, edition))


def rebranded(handbook: Handbook, library: Library, brand: str) -> Handbook:
    """The same handbook for another brand, without the work of tailoring it again."""
    own, edition = library.brands[brand], replace(handbook.edition, brand=brand)
    language = _language(library.languages[edition.language], own)
    return replace(handbook, edition=edition, brand=own, language=language, artwork=_artwork(library, own))


def addresses(library: Library, edition: Edition) -> dict[str, str]:
    """Where each id is found in an edition, without the work of tailoring it."""
    return _select(library, edition, _AsItIs(library.industries[edition.industry].terms, edition)).addresses


def _select(library: Library, edition: Edition, tailor: "_Tailor") -> Handbook:
    industry, brand = library.industries[edition.industry], library.brands[edition.brand]
    points_file = library.of_industry(m.TouchPoints, industry.id)
    examples_file = library.of_industry(m.Examples, industry.id)
    scenarios_file = library.of_industry(m.Scenarios, industry.id)
    quiz_file = library.of_industry(m.TradeQuiz, industry.id)
    points = points_file.touch_points if points_file else ()
    frameworks = _frameworks_in_order(library)
    exercises = sorted(library.all_of(m.Exercise), key=lambda exercise: exercise.worksheet)
    return Handbook(
        edition=edition,
        plan=tailor(library.plan),
        brand=brand,
        language=_language(library.languages[edition.language], brand),
        industry=tailor(industry),
        frameworks=tailor.all(frameworks),
        concepts={concept: tailor(_concept(library, concept)) for framework in frameworks for concept in framework.concepts},
        topics={topic.id: tailor(topic) for topic in library.all_of(m.Topic)},
        situations=tailor.all(tuple(s for file in library.all_of(m.Situations) for s in file.situations)),
        touch_points=tailor.all(points),
        scenarios=tailor.all(scenarios_file.scenarios if scenarios_file else ()),
        examples={example.concept: tailor(example) for example in (examples_file.examples if examples_file else ())},
        quizzes={
            concept: tailor.all(tuple(q for q in questions if q.industry in (None, industry.id)))
            for concept, questions in library.quizzes.items()
        },
        exercises=tailor.all(tuple(tailored(exercise, industry, points) for exercise in exercises)),
        glossary=tailor.all(tuple(term for file in library.all_of(m.Glossary) for term in file.terms)),
        claims=tailor.all(tuple(claim for file in library.all_of(m.Claims) for claim in file.claims)),
        standards=tailor.all(tuple(entry for file in library.all_of(m.Standards) for entry in file.standards)),
        trade_quiz=tailor.all(quiz_file.questions if quiz_file else ()),
        forms=tailor.all(tuple(sorted(library.all_of(m.Form), key=lambda form: form.number))),
        sessions=tailor.all(_sessions_in_order(library)) if edition.for_trainers else (),
        guide=next((tailor(guide) for guide in library.all_of(m.TrainersGuide) if edition.for_trainers), None),
        gaps=tuple(coverage.gaps(library, industry.id)) if edition.for_trainers else (),
        coverage=coverage.report(library) if edition.for_trainers else None,
        accessibility=next(iter(tailor.all(library.all_of(m.Accessibility))), None),
        own_pages=tailor.all(tuple(page for page in library.all_of(m.OwnPage) if _is_for(page, edition))),
        artwork=_artwork(library, brand),
        signed=signed(library, industry.id) if edition.for_trainers else "",  # only they hand out what is signed
        manual=next((manual for manual in library.all_of(m.Manual) if edition.for_trainers), None),  # nothing in it is a slot
        privacy=next(iter(tailor.all(library.all_of(m.Privacy))), None),
    )


def _is_for(page: m.OwnPage, edition: Edition) -> bool:
    is_for_readers = edition.for_trainers or page.audience == "everyone"
    return is_for_readers and edition.industry in (page.industries or (edition.industry,))


def _artwork(library: Library, brand: m.Brand) -> dict[str, bytes]:
    named = [brand.logo.light, brand.logo.on_dark, brand.logo.on_paper, *(brand.fonts.cuts.values() if brand.fonts else ())]
    shown = [picture for page in library.all_of(m.OwnPage) for text in page.text for picture in prose.pictures(text)]
    paths = dict.fromkeys([*(f"brand/{name}" for name in named), *(f"pages/{name}" for name in shown)])
    found = {path: library.artwork.get(path) for path in paths}
    return {path: clean for path, artwork in found.items() if artwork and (clean := judged(artwork)[0])}


def _language(language: m.Language, brand: m.Brand) -> m.Language:
    """A language, with dates as the brand's country writes them."""
    locale = brand.locale_of(language.code)
    order = date_written(locale) if locale != language.code else None
    return language.model_copy(update={"words": {**language.words, "date-written": order}}) if order else language


@dataclass(frozen=True)
class _Tailor:
    """Makes a model fit an edition: fields for trainers emptied for staff, slots filled, quotation marks curled."""

    words: m.Terms
    edition: Edition

    def __call__(self, model: M) -> M:
        fit = model if self.edition.for_trainers else without_trainer_fields(model)
        return terms.map_texts(fit, lambda text: prose.curly(terms.fill(text, self.words)))

    def all(self, models: tuple[M, ...]) -> tuple[M, ...]:
        return tuple(self(model) for model in models)


class _AsItIs(_Tailor):
    """Leaves every model as it is."""

    def __call__(self, model: M) -> M:
        return model


def _frameworks_in_order(library: Library) -> tuple[m.Framework, ...]:
    """Frameworks as the chapters order them."""
    order = [page for chapter in library.plan.chapters for page in chapter.pages]
    return tuple(sorted(library.all_of(m.Framework), key=lambda framework: order.index(framework.id)))


def _sessions_in_order(library: Library) -> tuple[m.Session, ...]:
    """Sessions by kind, short ones first; within a kind as the frameworks order what they teach."""
    kinds = get_args(m.Session.model_fields["kind"].annotation)
    concepts = coverage.concepts_in_order(library)

    def place(session: m.Session) -> tuple[int, int, str]:
        taught = [concepts.index(concept) for concept in session.concepts if concept in concepts]
        return kinds.index(session.kind), min(taught[:1], default=len(concepts)), session.id

    return tuple(sorted(library.all_of(m.Session), key=place))


def _concept(library: Library, concept: str) -> m.Concept:
    model = library.entries[concept].model
    assert isinstance(model, m.Concept)  # noqa: S101 - rules.dangling_references has made sure
    return model
