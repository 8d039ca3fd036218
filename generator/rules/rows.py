"""Which editions are wanted: every row finds some, and every brand can have a folder."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import PurePosixPath

from .. import models as m
from ..library import Library
from ..matching import matching
from ..problems import MOST, Problem, did_you_mean
from .places import WINDOWS

MOST_EDITIONS = 100_000
"""What all rows may name together, counted for each row: nobody waits for more, and a pattern is soon written."""


def idle_patterns(library: Library) -> Iterator[Problem]:
    """Names and patterns in the list of editions that no brand, trade or language has."""
    yield from islice(_idle_patterns(library), MOST + 1)  # more are not told, and to look for near names takes long


def _idle_patterns(library: Library) -> Iterator[Problem]:
    if not library.all_of(m.HandbookPlan):
        return
    plan = library.plan
    known: Mapping[str, Sequence[str]] = {
        "brands": sorted(set(library.brands) - {""}),
        "industries": plan.industries,
        "languages": plan.languages,
    }
    for piece in library.pieces:
        rows = piece.model.editions if isinstance(piece.model, m.EditionsPlan) else ()
        for number, row in enumerate(rows):
            for field, names in known.items():
                for position, pattern in enumerate(getattr(row, field)):
                    if not matching([pattern], names):
                        place = piece.document.place(("editions", number, field, position))
                        where = "content/organisation/brands/" if field == "brands" else "the plan (handbook)"
                        message = f"'{pattern}' fits none of the {field} in {where}"
                        yield Problem(
                            place, "idle-pattern", message, did_you_mean(pattern, names) or "Add one, or take this out."
                        )


def too_many_editions(library: Library) -> Iterator[Problem]:
    """Rows that together name more editions than anybody waits for."""
    if not library.all_of(m.HandbookPlan):
        return
    brands, named = sorted(set(library.brands) - {""}), 0
    for piece in library.pieces:
        for number, row in enumerate(piece.model.editions if isinstance(piece.model, m.EditionsPlan) else ()):
            of_row = len(matching(row.brands, brands)) if row.brands else 1
            named += of_row * len(matching(row.industries, library.plan.industries)) * len(row.audiences)
            if named > MOST_EDITIONS:
                message = f"the rows up to here name more than {MOST_EDITIONS:,} editions"
                advice = "Name fewer, or take out rows that say the same."
                yield Problem(piece.document.place(("editions", number)), "too-many-editions", message, advice)
                return


def unfit_brand_names(library: Library) -> Iterator[Problem]:
    """Brands whose file has a name that no folder of the site can have."""
    for piece in library.pieces:
        if isinstance(piece.model, m.Brand) and "/brands/" in piece.document.role:
            name = PurePosixPath(piece.document.role).stem
            if not re.fullmatch(m.SLUG_PATTERN, name):
                message = f"'{name}' is also the name of a folder of the site: small letters, digits and hyphens only"
                yield Problem(piece.document.place(), "unfit-name", message, "Rename the file, such as harbour-group.yml.")
            elif name in WINDOWS:
                message = f"on Windows no folder of the site can be called {name}"
                yield Problem(piece.document.place(), "taken-name", message, "Give the brand's file another name.")
            elif name in library.industries or name in library.languages:
                message = f"'{name}' is a trade or a language already, whose folder of the site has this name"
                yield Problem(piece.document.place(), "taken-name", message, "Give the brand's file another name.")
