"""What is complete and what is missing: concepts x industries, stages x scenarios, concepts x checks."""

from collections.abc import Iterator
from dataclasses import dataclass

from . import models as m
from .library import Library, identity, texts_of, walk

TO_WRITE = "To write."
"""A text that nobody has written yet."""


@dataclass(frozen=True)
class Gap:
    """One thing that is still to be written: which kind of thing, of what, and where to write it.

    `kind` names the sentence that pages say (`gap-<kind>` in the language's words), `missing` the one
    that `handbook check` says.
    """

    kind: str
    subject: str
    missing: str
    advice: str


@dataclass(frozen=True)
class Traced:
    """A source item and what rests on it."""

    idea: str
    uses: tuple[str, ...]
    excluded: str | None


@dataclass(frozen=True)
class Report:
    """Four tables: what is there, for whom, resting on what."""

    examples: dict[str, dict[str, bool]]
    """Concept -> industry -> whether it has an example there."""
    scenarios: dict[str, dict[str, int]]
    """Stage -> industry -> how many scenes."""
    sources: dict[str, Traced]
    """Source item -> what uses it."""
    exercises: dict[str, tuple[str, ...]]
    """Exercise -> ideas it practises."""
    sessions: dict[str, tuple[str, ...]]
    """Session -> exercises it uses."""
    gaps: dict[str, tuple[Gap, ...]]
    """Industry -> what is still to be written."""

    @property
    def holes(self) -> int:
        """How many cells are empty that should not be."""
        unused = [item for item in self.sources.values() if not item.uses and not item.excluded]
        return sum(len(found) for found in self.gaps.values()) + len(unused)


def report(library: Library) -> Report:
    """What is complete and what is missing, over the whole library."""
    industries = list(library.industries)
    files = {name: library.of_industry(m.Examples, name) for name in industries}
    written = {name: {e.concept for e in file.examples if is_written(e)} if file else set() for name, file in files.items()}
    scenes = {name: library.of_industry(m.Scenarios, name) for name in industries}
    played = {name: [s.stage for s in file.scenarios if is_written(s)] if file else [] for name, file in scenes.items()}
    uses = uses_of_sources(library)
    items = [item for file in library.all_of(m.SourceInventory) for item in file.items]
    return Report(
        examples={c: {name: c in written[name] for name in industries} for c in concepts_in_order(library)},
        scenarios={stage: {name: played[name].count(stage) for name in industries} for stage in stages(library)},
        sources={item.id: Traced(item.idea, tuple(uses.get(item.id, ())), item.excluded) for item in items},
        exercises={exercise.id: exercise.concepts for exercise in library.all_of(m.Exercise)},
        sessions={s.id: tuple(dict.fromkeys(r.exercise for r in s.rows if r.exercise)) for s in library.all_of(m.Session)},
        gaps={name: (*gaps(library, name), *_unwritten(library, name)) for name in industries},
    )


def gaps(library: Library, industry: str) -> Iterator[Gap]:
    """What a trade still lacks, in the order to write it."""
    yield from _touch_point_gaps(library, industry)
    yield from _example_gaps(library, industry)
    yield from _scenario_gaps(library, industry)
    if library.all_of(m.TradeQuiz) and library.of_industry(m.TradeQuiz, industry) is None:
        yield Gap("quiz", "", "there is no mixed quiz", f"Write ten questions in content/industries/{industry}/quiz.yml.")


def is_written(model: m.Model) -> bool:
    """Whether a thing, with all inside it, is more than a start."""
    return not any(text == TO_WRITE for _, inner in walk(model) for _, text in texts_of(inner))


def is_own(library: Library, identity: str) -> bool:
    """Whether something is an organisation's own: until it is complete it is a draft."""
    return identity in library.entries and library.entries[identity].document.is_own


def uses_of_sources(library: Library) -> dict[str, list[str]]:
    """For each source item, the ids of everything that rests on it."""
    uses: dict[str, list[str]] = {}
    for entry in library.identified():
        for source in vars(entry.model).get("sources", ()):
            uses.setdefault(source, []).append(identity(entry.model))
    return uses


def concepts_in_order(library: Library) -> list[str]:
    """Ids of all concepts, framework by framework."""
    return [concept for framework in library.all_of(m.Framework) for concept in framework.concepts]


def stages(library: Library) -> list[str]:
    """Ids of the stages of the interaction cycle, in order."""
    return [concept for concept in concepts_in_order(library) if concept.startswith("stage.")]


def _touch_point_gaps(library: Library, industry: str) -> Iterator[Gap]:
    file = library.of_industry(m.TouchPoints, industry)
    advice = f"Write it in content/industries/{industry}/touch-points.yml."
    if file is None:
        yield Gap("touch-points", "", "there are no touch points", advice)
        return
    used = {point.stage for point in file.touch_points}
    for stage in stages(library):
        if stage not in used:
            yield Gap("stage-without-touch-point", stage, f"no touch point belongs to {stage}", advice)


def _example_gaps(library: Library, industry: str) -> Iterator[Gap]:
    file = library.of_industry(m.Examples, industry)
    written = {example.concept for example in file.examples} if file else set()
    for concept in concepts_in_order(library):
        if concept not in written:
            advice = f"Write it in content/industries/{industry}/examples.yml."
            if is_own(library, concept):
                advice = f"Append it to 'examples' of industries/{industry}/examples in content/organisation/changes.yml."
            yield Gap("example", concept, f"{concept} has no example", advice)


def _scenario_gaps(library: Library, industry: str) -> Iterator[Gap]:
    file = library.of_industry(m.Scenarios, industry)
    scenarios = file.scenarios if file else ()
    advice = f"Write it in content/industries/{industry}/scenarios.yml."
    for stage in stages(library):
        if stage not in {scenario.stage for scenario in scenarios}:
            yield Gap("scenario", stage, f"{stage} has no scenario", advice)
    for scenario in scenarios:
        for name in ("customer_card", "observer_focus", "good_looks_like", "traps"):
            if not getattr(scenario, name):
                yield Gap("scenario-part", scenario.id, f"{scenario.id} has no {name}", advice)


def _unwritten(library: Library, industry: str) -> Iterator[Gap]:
    """What has been started and not written; where it stands `handbook check` says for each text."""
    examples, scenarios = library.of_industry(m.Examples, industry), library.of_industry(m.Scenarios, industry)
    for example in examples.examples if examples else ():
        if not is_written(example):
            yield Gap("example", example.concept, f"{example.concept} has an example that is still to be written", "")
    for scenario in scenarios.scenarios if scenarios else ():
        if not is_written(scenario):
            yield Gap("scenario", scenario.stage, f"{scenario.stage} has a scenario that is still to be written", "")
