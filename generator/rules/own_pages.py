"""Freely written pages stand somewhere, and show what is there."""

from collections.abc import Iterator

from .. import models as m
from .. import prose
from ..artwork import judged
from ..library import Library
from ..problems import Problem, did_you_mean


def lost_pages(library: Library) -> Iterator[Problem]:
    """Pages in a chapter that a menu has not, or behind a page that stands in another chapter."""
    for piece in library.pieces:
        page = piece.model
        if not isinstance(page, m.OwnPage):
            continue
        trades = [industry for industry in library.plan.industries if industry in (page.industries or (industry,))]
        known = set.intersection(*(_chapters(library, trade, page) for trade in trades)) if trades else set()
        if page.chapter not in known:
            message = f"{page.id}: no menu that has this page has a chapter '{page.chapter}'"
            advice = did_you_mean(page.chapter, known) or "Write a chapter as the menu says it."
            yield Problem(piece.document.place(("chapter",)), "orphan", message, advice)
        elif page.after and (found := _chapter_of(library, page.after)) and found != page.chapter:
            message = f"{page.id}: '{page.after}' stands in the chapter '{found}', not in '{page.chapter}'"
            yield Problem(
                piece.document.place(("after",)), "orphan", message, "Name a page of the same chapter, or leave it out."
            )


def lost_pictures(library: Library) -> Iterator[Problem]:
    """Pictures that a page shows and that are not there, or cannot be shown."""
    told: set[str] = set()
    for piece in library.pieces:
        for number, text in enumerate(piece.model.text if isinstance(piece.model, m.OwnPage) else ()):
            for name in filter(prose.PICTURE.fullmatch, prose.pictures(text)):
                artwork = library.artwork.get(f"pages/{name}")
                if artwork is None:
                    there = [path.removeprefix("pages/") for path in library.artwork if path.startswith("pages/")]
                    advice = did_you_mean(name, there) or "Put it into content/organisation/pages/images/."
                    message = f"there is no picture '{name}'"
                    yield Problem(piece.document.place(("text", number)), "missing-artwork", message, advice)
                elif artwork.file not in told:
                    told.add(artwork.file)
                    yield from judged(artwork)[1]


def _chapters(library: Library, trade: str, page: m.OwnPage) -> set[str]:
    """What the chapters are called in the menu of a trade."""
    words = library.languages[library.plan.languages[0]].words
    shared = {words[name] for name in ("help-now", "practise", "reference") if name in words}
    for_trainers = {words["for-trainers"]} if page.audience == "trainers" else set()
    industry = library.industries.get(trade)
    return (
        {chapter.name for chapter in library.plan.chapters} | shared | for_trainers | ({industry.name} if industry else set())
    )


def _chapter_of(library: Library, identity: str) -> str:
    """The chapter in which a page of ours stands by the plan; empty where it is another list that says so."""
    lists = {concept: framework.id for framework in library.all_of(m.Framework) for concept in framework.concepts}
    found = (chapter.name for chapter in library.plan.chapters if lists.get(identity, identity) in chapter.pages)
    entry = library.entries.get(identity)
    own = entry.model.chapter if entry and isinstance(entry.model, m.OwnPage) else ""
    return next(found, own)
