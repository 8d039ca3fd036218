"""Which other editions the readers of one can change to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from . import models as m
from .handbook import OFFLINE_PAGE, Edition, folder_of, is_kept, slug
from .library import Library


@dataclass(frozen=True)
class Neighbour:
    """Another edition that readers of one can change to: the same for another trade."""

    name: str
    folder: str
    own_pages: frozenset[str]
    """Those of its pages that not every trade has, below its top."""


def neighbours(library: Library, chosen: Iterable[Edition], edition: Edition) -> list[Neighbour]:
    """Every edition among the chosen ones for the same readers, itself too, in their order."""
    default = library.plan.languages[0]
    same = [one for one in chosen if replace(one, industry=edition.industry) == edition]
    return [Neighbour(library.industries[one.industry].name, folder_of(one, default), _own_pages(library, one)) for one in same]


def _own_pages(library: Library, edition: Edition) -> frozenset[str]:
    industry = edition.industry
    scenarios = library.of_industry(m.Scenarios, industry)
    own = {f"pages/{slug(page.id)}.html" for page in library.all_of(m.OwnPage) if industry in page.industries}
    own |= {f"practice/{slug(scenario.id)}.html" for scenario in (scenarios.scenarios if scenarios else ())}
    own |= {"practice/quiz.html"} if library.of_industry(m.TradeQuiz, industry) else set()
    return frozenset(own | ({OFFLINE_PAGE} if is_kept(library.plan, edition) else set()))
