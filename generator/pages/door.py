"""The pages that stand before any edition: where readers choose their trade, and where a lost reader lands."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment

from .. import brand, prose, terms
from ..editions import Audience, Edition
from ..library import Library
from ..models import Exercise, Framework, Situations
from .drawn import illustration
from .writer import template_environment


def front_door(library: Library, places: Mapping[Edition, str], root: Path) -> bytes:
    """The page where readers choose their industry; with one industry it leads straight there.

    `places` says in which folder of the site each edition lies, in the order to show them.
    """
    return _door("chooser.html.j2", library, places, root)


def lost(library: Library, places: Mapping[Edition, str], root: Path) -> bytes:
    """The page for an address that leads nowhere. A host shows it at any depth, so its links start at the host's root."""
    return _door("lost.html.j2", library, places, root)


def _door(template: str, library: Library, places: Mapping[Edition, str], root: Path) -> bytes:
    language = library.languages[library.plan.languages[0]]
    environment = template_environment(root)
    html = environment.get_template(template).render(
        plan=library.plan,
        brand=library.brand,
        logo=brand.logo_name(library.brand),
        logo_dark=brand.dark_logo_name(library.brand),
        language=language,
        words=language.words,
        top=urlsplit(library.brand.site_address or "/").path,
        doors=list(_doors(library, language.code, places, environment)),
        counts={
            "situations": sum(len(file.situations) for file in library.all_of(Situations)),
            "ideas": sum(len(framework.concepts) for framework in library.all_of(Framework)),
            "worksheets": len(library.all_of(Exercise)),
        },
    )
    return html.encode()


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
