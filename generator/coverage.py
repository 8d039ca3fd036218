"""What is complete and what is missing: concepts x industries, stages x scenarios, concepts x checks."""

from collections.abc import Iterator
from dataclasses import dataclass

from . import models as m
from .library import Library


@dataclass(frozen=True)
class Gap:
    """One thing that is still to be written."""

    missing: str
    advice: str


def gaps(library: Library, industry: str) -> Iterator[Gap]:
    """What a trade still lacks, in the order to write it."""
    yield from _touch_point_gaps(library, industry)
    yield from _example_gaps(library, industry)
    yield from _scenario_gaps(library, industry)


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
        yield Gap("there are no touch points", advice)
        return
    used = {point.stage for point in file.touch_points}
    for stage in stages(library):
        if stage not in used:
            yield Gap(f"no touch point belongs to {stage}", advice)


def _example_gaps(library: Library, industry: str) -> Iterator[Gap]:
    file = library.of_industry(m.Examples, industry)
    written = {example.concept for example in file.examples} if file else set()
    for concept in concepts_in_order(library):
        if concept not in written:
            advice = f"Write it in content/industries/{industry}/examples.yml."
            yield Gap(f"{concept} has no example", advice)


def _scenario_gaps(library: Library, industry: str) -> Iterator[Gap]:
    file = library.of_industry(m.Scenarios, industry)
    scenarios = file.scenarios if file else ()
    advice = f"Write it in content/industries/{industry}/scenarios.yml."
    for stage in stages(library):
        if stage not in {scenario.stage for scenario in scenarios}:
            yield Gap(f"{stage} has no scenario", advice)
    for scenario in scenarios:
        for name in ("customer_card", "observer_focus", "good_looks_like", "traps"):
            if not getattr(scenario, name):
                yield Gap(f"{scenario.id} has no {name}", advice)
