"""What stands around every page of an edition: the way to other trades, how search is typed, how a link is shared.

Plain values for the theme's templates in `overrides/theme/`, which escape nothing: every text here is escaped already.
"""

import posixpath
from collections.abc import Sequence
from typing import Any

from markupsafe import escape

from .handbook import OFFLINE_PAGE, Handbook, folder_of, is_kept
from .neighbours import Neighbour

CARD = "assets/card.png"
"""The picture that a shared link shows, below the edition's top."""
SAID = ("glossary", "menu")
"""Words that a script says on any page."""
SAID_OFFLINE = tuple(f"offline-{word}" for word in ("saving", "saved", "not-saved", "newer", "reload", "later", "unsaved"))
"""Words that a script says on the pages of an edition that can be kept."""
FROM_FILE = "assets/javascripts/from-file.js"
"""What makes the search work on a page that is opened as a file."""
WAYS_IN = {
    "index.html": "home",
    "help/index.html": "help-now",
    "a-z.html": "a-to-z",
    "glossary.html": "glossary",
    "exercises/index.html": "practise",
}
"""Where a lost reader can go on, with the word for it."""


def values(handbook: Handbook, neighbours: Sequence[Neighbour]) -> dict[str, Any]:
    """Everything a theme template of ours reads under `config.extra`."""
    folder = folder_of(handbook.edition, handbook.plan.languages[0])
    switch = _switch(handbook, folder, neighbours)
    # A preview has no neighbours, not even itself, and changes with every edit: it is never kept.
    kept = bool(neighbours) and is_kept(handbook.plan, handbook.edition)
    words = handbook.language.words
    return {
        "edition": folder,  # what readers write is kept under it
        "title": _escaped(handbook.plan.title) if switch else "",  # beside the switch, which names the trade
        "search": _typed(handbook),
        "switch": switch,
        "lost": _lost(handbook, f"/{folder}" if neighbours else ""),
        "card": CARD,
        "says": {word: _escaped(words[word]) for word in SAID},
        "offline": {word: _escaped(words[word]) for word in SAID_OFFLINE} if kept else {},
        "offline_page": {"path": OFFLINE_PAGE, "name": _escaped(words["offline"])},
        "from_file": [FROM_FILE] if kept else [],
    }


def _typed(handbook: Handbook) -> dict[str, list[str]]:
    """What `search.js` leaves off a question: endings, longest first, and words for whoever is served."""
    language, industry = handbook.language, handbook.industry
    served = {industry.terms.customer, industry.terms.customers, *industry.alternates, *language.served}
    return {"endings": sorted(language.endings, key=len, reverse=True), "served": sorted(served)}


def _switch(handbook: Handbook, folder: str, neighbours: Sequence[Neighbour]) -> dict[str, Any]:
    """From this trade to another, on the same page where there is one. Empty when there is no other.

    Folders are ways from the edition's top.
    """
    if len(neighbours) < 2:
        return {}
    words = handbook.language.words
    audience = f" · {words['trainer-edition']}" if handbook.edition.for_trainers else ""
    return {
        "name": _escaped(handbook.industry.name + audience),
        "label": _escaped(words["change-trade"].replace("{trade}", handbook.industry.name + audience)),
        "door": posixpath.relpath("index.html", folder),
        "all": _escaped(words["all-trades"]),
        "own_pages": next(sorted(one.own_pages) for one in neighbours if one.folder == folder),
        "others": [
            {
                "name": _escaped(one.name),
                "top": posixpath.relpath(one.folder, folder),
                "own_pages": sorted(one.own_pages),
                "here": one.folder == folder,
            }
            for one in neighbours
        ],
    }


def _lost(handbook: Handbook, top: str) -> dict[str, Any]:
    """The page for an address that leads nowhere. A host shows it at any depth, so it needs the way from the host's root."""
    words = handbook.language.words
    return {
        "top": top,
        "title": _escaped(words["lost"]),
        "lede": _escaped(words["lost-lede"]),
        "search": _escaped(words["search-here"]),
        "go": _escaped(words["search"]),
        "ways": [{"path": path, "name": _escaped(words[word])} for path, word in WAYS_IN.items()],
    }


def manifest(handbook: Handbook, icons: Sequence[str]) -> dict[str, object]:
    """What a device should know to keep the handbook among its apps (W3C, Web Application Manifest).

    `icons` are named `icon-SIZE.png` or `icon-maskable-SIZE.png` in `assets/icons/`; ways lead from `assets/`.
    """
    colours = handbook.brand.colours
    trade = handbook.industry.name
    trainer = f" · {handbook.language.words['trainer-edition']}" if handbook.edition.for_trainers else ""
    return {
        "name": f"{handbook.plan.title}: {trade}{trainer}",
        "short_name": (trade if len(handbook.plan.industries) > 1 else handbook.plan.title) + trainer,
        "lang": handbook.language.code,
        "dir": handbook.language.direction,
        "start_url": "../index.html",
        "scope": "../",
        "display": "standalone",
        "display_override": ["minimal-ui"],  # with a way back, where a browser has one
        "background_color": colours.paper,
        "theme_color": colours.paper,
        "icons": [_icon(posixpath.relpath(path, "assets")) for path in icons],
    }


def _icon(path: str) -> dict[str, str]:
    size = path.removesuffix(".png").rsplit("-", 1)[-1]
    purpose = "maskable" if "maskable" in path else "any"
    return {"src": path, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def _escaped(text: str) -> str:
    return str(escape(text))
