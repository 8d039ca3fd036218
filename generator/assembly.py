"""`read` opens the authored files; `assemble`, pure, makes the Library and gathers every Problem.

    files -> sources.parse -> overlay.lay -> validation.validate -> Piece -> Library -> rules.check

An organisation's own files lie in `content/organisation/` as ours lie in `content/` (its exercises in a folder
`exercises/` there); one of the same name stands for ours. One bad file never hides the problems of the others.
"""

from collections.abc import Collection, Mapping
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from pathlib import Path

from . import models as m
from .artwork import KINDS, MOST_BYTES, Artwork
from .documents import Document
from .inputs import ORGANISATION
from .intake import taken_in
from .library import Library, Piece
from .overlay import Overlay, lay
from .own_pages import parse_page
from .problems import Place, Problem, curbed, did_you_mean, errors
from .rules import check
from .sources import parse
from .validation import validate

ABOUT_OURS: dict[str, type[m.Model]] = {
    f"{ORGANISATION}changes.yml": m.Changes,
    f"{ORGANISATION}changes/*.yml": m.Changes,
    f"{ORGANISATION}replaced.yml": m.Accepted,
}
"""Its files about ours, which are none of the handbook themselves."""

PAGES = "content/pages/*.md"
"""Pages that an organisation writes freely."""
FILES: tuple[tuple[str, type[m.Model]], ...] = (
    *ABOUT_OURS.items(),
    ("content/handbook.yml", m.HandbookPlan),
    ("content/brand.yml", m.Brand),
    ("content/brands/*.yml", m.Brand),
    ("content/editions.yml", m.EditionsPlan),
    ("content/languages/*.yml", m.Language),
    ("content/situations.yml", m.Situations),
    ("content/glossary.yml", m.Glossary),
    ("content/claims.yml", m.Claims),
    ("content/sources.yml", m.SourceInventory),
    ("content/exemptions.yml", m.Exemptions),
    ("content/standards.yml", m.Standards),
    ("content/accessibility.yml", m.Accessibility),
    ("content/manual.yml", m.Manual),
    ("content/privacy.yml", m.Privacy),
    ("content/sessions/guide.yml", m.TrainersGuide),
    ("content/sessions/*.yml", m.Session),
    (PAGES, m.OwnPage),
    ("content/topics/*.yml", m.Topic),
    ("content/frameworks/interaction-cycle/*.yml", m.Stage),
    ("content/frameworks/*/*.yml", m.Concept),
    ("content/frameworks/*.yml", m.Framework),
    ("content/industries/*/industry.yml", m.Industry),
    ("content/industries/*/touch-points.yml", m.TouchPoints),
    ("content/industries/*/examples.yml", m.Examples),
    ("content/industries/*/scenarios.yml", m.Scenarios),
    ("content/industries/*/quiz.yml", m.TradeQuiz),
    ("exercises/quizzes/*.yml", m.Quiz),
    ("exercises/forms/*.yml", m.Form),
    ("exercises/*.yml", m.Exercise),
)
"""Which file holds what. The first pattern that fits wins; `*` stands for one name."""

NEEDED = tuple(f"content/{name}.yml" for name in ("handbook", "brand", "situations", "glossary", "claims", "languages/en"))
"""Files that every handbook has. The words may be in another language instead."""

AUTHORED = ("content", "exercises")
"""The folders that hold authored files."""
DRAWN = ("content/brand/*", "content/pages/images/*")
"""Which files are artwork, if they are of its kinds."""


def read(root: Path, bearing: Collection[str] = ()) -> tuple[Library | None, list[Problem]]:
    """Open every authored file under `root` and assemble them. Symbolic links are not followed.

    Errors of the rules named in `bearing` are told, but borne.
    """
    files, problems = taken_in(root, AUTHORED, _is_wanted, MOST_BYTES)
    library, found = assemble(files, bearing)
    return (None if errors(problems) else library), sorted(problems + found)


def _is_drawn(file: str) -> bool:
    return file.endswith(KINDS) and any(_fits(_role(file), pattern) for pattern in DRAWN)


def assemble(files: Mapping[str, bytes], bearing: Collection[str] = ()) -> tuple[Library | None, list[Problem]]:
    """Texts by file name to a Library. None when an error, but of the rules in `bearing`, leaves nothing fit to publish.

    Returns every Problem of every file, sorted by place.
    """
    parsed, problems = _parsed({file: data for file, data in files.items() if not _is_drawn(file)})
    overlay, accepted, found = _laid(parsed)
    problems += found
    pieces: list[Piece] = []
    for document in overlay.documents.values():
        piece, misfits = _piece(document)
        problems += misfits
        pieces += [piece] if piece else []
    library = Library(tuple(pieces), tuple(overlay.replaced), overlay.hidden, accepted, _artwork(files))
    problems += _missing_files([_role(file) for file in files])
    problems += check(library, readable=not problems)
    spoilt = [problem for problem in errors(problems) if problem.rule not in bearing]
    return (None if spoilt else library), curbed(problems)


def _artwork(files: Mapping[str, bytes]) -> dict[str, Artwork]:
    """Artwork by its path below `content/`. An organisation's own comes last, so that it stands for ours."""
    drawn = sorted(filter(_is_drawn, files), key=lambda file: (file.startswith(ORGANISATION), file))
    return {_role(file).removeprefix("content/"): Artwork(file, files[file]) for file in drawn}


def _parsed(files: Mapping[str, bytes]) -> tuple[list[Document], list[Problem]]:
    documents: list[Document] = []
    problems: list[Problem] = []
    for file in sorted(files):
        role = _role(file)
        if _model(role) is None:
            problems.append(_nobody_reads(file))
            continue
        document, found = _document(file, files[file], role)
        problems += found
        documents += [document] if document else []
    return documents, problems


@lru_cache(2048)
def _document(file: str, data: bytes, role: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """A file that is read again and again, while somebody edits another, is parsed once."""
    document, problems = (parse_page if _fits(role, PAGES) else parse)(file, data)
    if document:
        document.role = role
    return document, tuple(problems)


def _laid(parsed: list[Document]) -> tuple[Overlay, m.Accepted | None, list[Problem]]:
    """Our documents with an organisation's changes, its own ones among them or in their place, and what it remembers."""
    problems: list[Problem] = []
    about: list[tuple[Document, m.Model]] = []
    for document in parsed:
        if (model := _model(document.role)) in ABOUT_OURS.values() and model:
            value, found = validate(document, model)
            problems += found
            about += [(document, value)] if value else []
    rest = [document for document in parsed if _model(document.role) not in ABOUT_OURS.values()]
    ours = {document.role: document for document in rest if not document.is_own}
    overlay = lay(ours, [(document, model) for document, model in about if isinstance(model, m.Changes)])
    for document in rest:
        if document.is_own:
            overlay.stand_in(document, ours.get(document.role))
    overlay.documents = dict(sorted(overlay.documents.items()))
    accepted = next((model for _, model in about if isinstance(model, m.Accepted)), None)
    return overlay, accepted, problems + overlay.problems


def _role(file: str) -> str:
    """Which of our files a file of an organisation would be; any other file is itself."""
    name = file.removeprefix(ORGANISATION)
    if name == file or any(_fits(file, pattern) for pattern in ABOUT_OURS):
        return file
    return name if name.startswith("exercises/") else f"content/{name}"


@cache
def _model(role: str) -> type[m.Model] | None:
    return next((model for pattern, model in FILES if _fits(role, pattern)), None)


@lru_cache(2048)
def _piece(document: Document) -> tuple[Piece | None, tuple[Problem, ...]]:
    """A document that no change was laid over is validated once, too."""
    model = _model(document.role)
    assert model is not None  # noqa: S101 - `_parsed` has sorted out what nobody reads
    value, problems = validate(document, model)
    return (Piece(document, value) if value else None), tuple(problems)


def _fits(file: str, pattern: str) -> bool:
    return file.count("/") == pattern.count("/") and fnmatchcase(file, pattern)


_FONTS = "Put fonts into content/organisation/brand/ itself, with names such as tide-regular.ttf."


def _nobody_reads(file: str) -> Problem:
    name = file.rsplit("/", 1)[-1].removesuffix(".yml")
    advice = (
        _FONTS
        if _is_near_the_brand(file)
        else did_you_mean(file, [pattern.replace("*", name) for pattern, _ in FILES if pattern.count("*") < 2])
    )
    return Problem(Place(file), "unread-file", "no part of the handbook reads a file of this name here", advice)


def _missing_files(files: Collection[str]) -> list[Problem]:
    worded = any(fnmatchcase(file, "content/languages/*.yml") for file in files)
    missing = [name for name in NEEDED if name not in files and not (worded and "languages" in name)]
    return [Problem(Place(file), "missing-file", "this file is missing", "Every handbook needs it.") for file in missing]


def authored(root: Path) -> dict[str, bytes]:
    """Every authored file under `root` by its name. What `read` would not open is left out."""
    return taken_in(root, AUTHORED, _is_wanted, MOST_BYTES)[0]


def _is_wanted(name: str) -> bool:
    return _is_near_the_brand(name) or ("/." not in name and (_is_drawn(name) or _fits(_role(name), PAGES)))


def _is_near_the_brand(name: str) -> bool:
    """Whether it is a font at some depth below the brand's, hidden or not: paper would find it there, judged or not."""
    return _role(name).startswith("content/brand/") and name.lower().endswith((".ttf", ".otf", ".ttc", ".otc"))


def laid(files: Mapping[str, bytes]) -> Overlay:
    """What each file says with an organisation's changes laid over it, before anything is validated."""
    return _laid(_parsed(files)[0])[0]


def pattern_of(role: str) -> tuple[str, type[m.Model]] | None:
    """Which of `FILES` a file of ours is; None for one that nobody reads."""
    return next(((pattern, model) for pattern, model in FILES if _fits(role, pattern)), None)
