"""Nothing may be missing: source items without a page, claims without treatment, trades with gaps."""

from collections.abc import Iterator

from .. import coverage
from .. import models as m
from ..library import Library
from ..problems import Level, Problem
from .wording import subject


def untraced_sources(library: Library) -> Iterator[Problem]:
    """Source ids that are in no inventory, and inventory items that nothing uses or treats."""
    items = {item.id: item for file in library.all_of(m.SourceInventory) for item in file.items}
    if not items:
        return
    used = coverage.uses_of_sources(library)
    for piece, loc, model in library.models:
        for position, source in enumerate(vars(model).get("sources", ())):
            if source not in items and source not in ("derived", "added"):
                place = piece.document.place((*loc, "sources", position))
                message = f"{subject(piece, loc)}there is no source item '{source}'"
                yield Problem(place, "unknown-source", message, "Every one is listed in content/sources.yml.")
    treated = {claim.source for file in library.all_of(m.Claims) for claim in file.claims}
    for identity, item in items.items():
        place = library.entries[identity].place
        if not item.excluded and identity not in used:
            advice = "Name it under 'sources' where it is used, or say here why it is 'excluded'."
            yield Problem(place, "unused-source", f"{identity}: no page uses this idea", advice)
        if item.needs_care and identity not in treated:
            yield Problem(place, "untreated-claim", f"{identity}: no claim treats it", "Add it to content/claims.yml.")


def gaps(library: Library) -> Iterator[Problem]:
    """What an industry still lacks: an error when it says it is ready, a warning while it or the idea is a draft."""
    for piece in library.pieces:
        if isinstance(piece.model, m.Industry):
            for gap in coverage.gaps(library, piece.model.id):
                is_draft = piece.model.status == "draft" or coverage.is_own(library, gap.subject)
                level = Level.WARNING if is_draft else Level.ERROR
                message = f"{piece.model.id}: {gap.missing}"
                yield Problem(piece.document.place(("status",)), "gap", message, gap.advice, level)
