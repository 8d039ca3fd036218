"""`select(library, edition) -> Handbook`: choose, then tailor.

An edition is decided here, on values, before anything is rendered. What is for trainers is emptied
out of a staff handbook, so that no template, search index or sheet could show it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar, get_args

from . import coverage, prose, terms
from . import models as m
from .artwork import judged
from .blocks import tailored
from .dates import date_written
from .digests import signed
from .handbook import Audience, Edition, Handbook
from .library import Library, without_trainer_fields
from .matching import matching

M = TypeVar("M", bound=m.Model)


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
