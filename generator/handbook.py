"""What one edition shows, as a value: everything chosen and tailored, in order, with its address. See `editions`."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from . import coverage
from . import models as m

OFFLINE_PAGE = "about/offline.html"
"""What readers of an edition that can be kept get for what is not kept, while there is no connection."""


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
