"""The pages that stand before any edition: where readers choose their trade, and where a lost reader lands."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment

from .. import prose, terms
from ..brand import dark_logo_name, logo_name
from ..handbook import Audience, Edition, folder_of
from ..library import Library
from ..models import Exercise, Framework, Situations
from .drawn import illustration
from .writer import template_environment


def doors(library: Library, brand: str, places: Mapping[Edition, str], root: Path) -> dict[str, bytes]:
    """The pages before the editions of one brand, by path: where readers choose their trade (with one trade it leads
    straight there), and where an address leads that is not there.

    `places` says in which folder of the brand's site each edition lies, in the order to show them.
    """
    language, own = library.languages[library.plan.languages[0]], library.brands[brand]
    environment = template_environment(root)
    known = {
        "plan": library.plan,
        "brand": own,
        "logo": logo_name(own),
        "logo_dark": dark_logo_name(own),
        "language": language,
        "words": language.words,
        "top": urlsplit(own.site_address or "/").path,  # a host shows the second at any depth
        "doors": list(_doors(library, language.code, places, environment)),
        "counts": {
            "situations": sum(len(file.situations) for file in library.all_of(Situations)),
            "ideas": sum(len(framework.concepts) for framework in library.all_of(Framework)),
            "worksheets": len(library.all_of(Exercise)),
        },
    }
    templates = {"index.html": "chooser.html.j2", "404.html": "lost.html.j2"}
    return {name: environment.get_template(template).render(known).encode() for name, template in templates.items()}


def list_of_brands(library: Library, chosen: Sequence[Edition], root: Path) -> dict[str, bytes]:
    """The page before the sites of several brands, for whoever makes them, by path."""
    language = library.languages[library.plan.languages[0]]
    brands = {edition.brand: library.brands[edition.brand].organisation for edition in chosen}
    first = chosen[0]
    look = f"{first.brand}/{folder_of(first, library.plan.languages[0])}/assets"
    template = template_environment(root).get_template("brands.html.j2")
    page = template.render(plan=library.plan, language=language, words=language.words, brands=brands, look=look)
    return {"index.html": page.encode()}


def _doors(
    library: Library, language: str, places: Mapping[Edition, str], environment: Environment
) -> Iterator[dict[str, object]]:
    """For each industry: itself, where its handbook lies (for staff, if there is one), and where the one for trainers."""
    own = {(edition.industry, edition.audience): place for edition, place in places.items() if edition.language == language}
    for name in dict.fromkeys(industry for industry, _ in own):
        industry = terms.map_texts(library.industries[name], prose.curly)
        staff, trainers = (own.get((name, audience), "") for audience in (Audience.STAFF, Audience.TRAINER))
        drawing = illustration(environment, industry)
        yield {"industry": industry, "folder": staff or trainers, "trainers": trainers, "drawing": drawing}
