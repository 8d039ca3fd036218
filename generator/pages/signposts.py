"""Signposts: at the short address of each sheet a tiny page that leads to the sheet's own page."""

from pathlib import Path

from .. import prose
from ..addresses import sheet_pages, short_addresses
from ..handbook import Handbook
from .writer import template_environment


def signposts(handbook: Handbook, root: Path) -> dict[str, bytes]:
    """The signposts of an edition by their path: `w01/index.html`. None while the handbook has no published address."""
    if not short_addresses(handbook):
        return {}
    template = template_environment(root).get_template("signpost.html.j2")
    names = {exercise.worksheet: prose.plain(exercise.name) for exercise in handbook.exercises}

    def signpost(number: str, page: str) -> bytes:
        name = names.get(number, handbook.language.words["mixed-quiz"])
        return template.render(language=handbook.language, page=f"../{page}", name=name).encode()

    return {f"{number.lower()}/index.html": signpost(number, page) for number, page in sheet_pages(handbook).items()}
