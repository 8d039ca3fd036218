"""Whether each sheet keeps its promise of pages: on A4, on Letter and in large print, in every trade.

A sheet that runs over is still printed; its trainer only finds a page more than planned on the copier.
"""

from collections import defaultdict
from collections.abc import Iterator

from . import models as m
from .editions import select
from .handbook import Audience, Edition, Handbook
from .library import Library
from .paper import A4, LETTER, Document, Imprint, Layout, PaperError, Press, form, imprint, worksheet
from .problems import Level, Problem

NAMES = {"a4": "A4", "letter": "US Letter"}
LARGE = 3
"""How many times its promise a sheet may take in large print."""


def overflows(library: Library, press: Press) -> Iterator[Problem]:
    """A warning for every sheet that takes more pages than promised or cannot be set, naming the trades where it is so."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for language in library.plan.languages:
        for industry in library.plan.industries:
            for fault in _faults(select(library, Edition(industry, language, Audience.TRAINER)), press):
                found[fault].append(industry)
    for (identity, what, advice), industries in found.items():
        entry = library.entries[identity]
        some = dict.fromkeys(industries)
        where = f" ({', '.join(some)})" if len(some) < len(library.plan.industries) else ""
        place = entry.document.place((*entry.loc, "pages"))
        yield Problem(place, "page-fit", f"{identity}: {what}{where}", advice, Level.WARNING)


def _faults(handbook: Handbook, press: Press) -> Iterator[tuple[str, str, str]]:
    """The id of each sheet with a fault, the fault, and what to do."""
    around = imprint(handbook, press.root)
    for layout in (A4, LETTER, Layout(handbook.brand.paper, "large")):
        sheets: tuple[m.Exercise | m.Form, ...] = (*handbook.exercises, *handbook.forms)
        for one in sheets:
            try:
                pages = press.pages(_sheet(one, around, layout))
            except PaperError as error:
                yield one.id, str(error).split(": ", 1)[-1], "Write it another way, or add a font to overrides/fonts/."
                continue
            promised = one.pages * (LARGE if layout.style == "large" else 1)
            if pages > promised:
                paper = NAMES[layout.paper] + (" in large print" if layout.style == "large" else "")
                yield one.id, f"pages on {paper}: {pages}, promised: {promised}", "Shorten it, or promise more under 'pages'."


def _sheet(one: m.Exercise | m.Form, around: Imprint, layout: Layout) -> Document:
    return worksheet(one, around, layout) if isinstance(one, m.Exercise) else form(one, around, layout)
