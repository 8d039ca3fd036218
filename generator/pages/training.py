"""The chapter for trainers: sessions, the guide, what is complete, and how to make the handbook one's own."""

from .. import models as m
from ..decks import decks
from ..occasions import Occasion
from ..reference import AREAS, kinds
from .parts import Chapter, Page
from .rendering import Renderer
from .sheets import session_files

UNSEARCHED = {"search": {"exclude": True}}
"""For the front matter of pages that only lead to others."""


def for_trainers(renderer: Renderer) -> Chapter:
    """Sessions by kind, the guide and the coverage of the whole: only in a trainer edition."""
    words, handbook = renderer.words, renderer.handbook
    pages: list[Page | Chapter] = []
    if handbook.guide:
        pages.append(renderer.page("sessions/guide.md", "guide", handbook.guide.name, guide=handbook.guide))
    for kind in dict.fromkeys(session.kind for session in handbook.sessions):
        sessions = [session for session in handbook.sessions if session.kind == kind]
        rendered = [_session(renderer, session) for session in sessions]
        pages += rendered if len(rendered) == 1 else [Chapter(words[f"kind-{kind}"], tuple(rendered))]
    report = handbook.coverage
    pages.append(renderer.page("trainers/coverage.md", "coverage", words["coverage"], report=report))
    pages.append(renderer.page("trainers/source-items.md", "source-items", words["sources-by-page"], report=report))
    if handbook.manual:
        pages.append(_manual(renderer, handbook.manual))
    return renderer.chapter(
        words["for-trainers"], "trainers/index.md", "trainers", pages, sheets=renderer.sheets, cards=decks(handbook)
    )


def _manual(renderer: Renderer, manual: m.Manual) -> Chapter:
    """How to make the handbook one's own: a guide, the recipes, every field."""
    words = renderer.words
    recipes = renderer.page("trainers/recipes.md", "recipes", words["recipes"], manual=manual)
    every = kinds()
    areas = {kind.name: kind.area for kind in every}
    fields = [
        renderer.page(
            f"trainers/fields-{area}.md",
            "fields",
            words[f"fields-{area}"],
            front=UNSEARCHED,
            kinds=[kind for kind in every if kind.area == area],
            areas=areas,
        )
        for area in AREAS
    ]
    guide = renderer.page("trainers/make-it-yours.md", "manual", manual.name, manual=manual, areas=AREAS)
    return Chapter(manual.name, (guide, recipes, Chapter(words["fields"], tuple(fields))))


def _session(renderer: Renderer, session: m.Session) -> Page:
    """A session with its print list for a small group and for the one that its pack is made for."""
    few, many = Occasion(renderer.handbook, session, 6), Occasion(renderer.handbook, session)
    prints = [(one, other.copies) for one, other in zip(few.print_list, many.print_list, strict=True)]
    files = session_files(many)
    peoples = (few.people, many.people)
    return renderer.page(
        renderer.file(session.id), "session", session.name, session=session, prints=prints, peoples=peoples, files=files
    )
