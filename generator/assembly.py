"""`read` opens the authored files; `assemble`, pure, makes the Library and gathers every Problem.

    files -> sources.parse -> validation.validate -> Piece -> Library -> rules.check

One bad file never hides the problems of the others.
"""

import os
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from . import models as m
from .library import Library, Piece
from .problems import Place, Problem, did_you_mean, errors
from .rules import check
from .sources import parse
from .validation import validate

FILES: tuple[tuple[str, type[m.Model]], ...] = (
    ("content/handbook.yml", m.HandbookPlan),
    ("content/brand.yml", m.Brand),
    ("content/languages/*.yml", m.Language),
    ("content/situations.yml", m.Situations),
    ("content/glossary.yml", m.Glossary),
    ("content/claims.yml", m.Claims),
    ("content/sources.yml", m.SourceInventory),
    ("content/exemptions.yml", m.Exemptions),
    ("content/standards.yml", m.Standards),
    ("content/accessibility.yml", m.Accessibility),
    ("content/sessions/guide.yml", m.TrainersGuide),
    ("content/sessions/*.yml", m.Session),
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


def read(root: Path) -> tuple[Library | None, list[Problem]]:
    """Open every authored file under `root` and assemble them. Symbolic links are not followed."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in _authored(root):
        name = path.relative_to(root).as_posix()
        if path.is_symlink() or not path.is_file():
            advice = "Put a copy of the file here."
            problems.append(Problem(Place(name), "not-a-file", "this is a link, not a file", advice))
        else:
            files[name] = path.read_bytes()
    library, found = assemble(files)
    return library, sorted(problems + found)


def _authored(root: Path) -> Iterator[Path]:
    for top in AUTHORED:
        for folder, folders, names in os.walk(root / top):
            folders.sort()
            for name in sorted(names):
                if name.endswith((".yml", ".yaml")):
                    yield Path(folder) / name


def assemble(files: Mapping[str, bytes]) -> tuple[Library | None, list[Problem]]:
    """Texts by file name to a Library. None when an error leaves nothing fit to publish.

    Returns every Problem of every file, sorted by place.
    """
    pieces: list[Piece] = []
    problems: list[Problem] = []
    for file in sorted(files):
        piece, found = _piece(file, files[file])
        problems += found
        pieces += [piece] if piece else []
    library = Library(tuple(pieces))
    problems += _missing_files(files)
    problems += check(library, readable=not problems)
    problems.sort()
    return (None if errors(problems) else library), problems


def _piece(file: str, data: bytes) -> tuple[Piece | None, list[Problem]]:
    model = next((model for pattern, model in FILES if _fits(file, pattern)), None)
    if model is None:
        return None, [_nobody_reads(file)]
    document, problems = parse(file, data)
    if document is None:
        return None, problems
    value, found = validate(document, model)
    return (Piece(document, value) if value else None), problems + found


def _fits(file: str, pattern: str) -> bool:
    return file.count("/") == pattern.count("/") and fnmatchcase(file, pattern)


def _nobody_reads(file: str) -> Problem:
    if file.endswith(".yaml"):
        return Problem(Place(file), "unread-file", "this file ends in .yaml", "Rename it so that it ends in .yml.")
    advice = did_you_mean(file, [pattern for pattern, _ in FILES if "*" not in pattern])
    return Problem(Place(file), "unread-file", "no part of the handbook reads a file of this name here", advice)


def _missing_files(files: Mapping[str, bytes]) -> list[Problem]:
    worded = any(fnmatchcase(file, "content/languages/*.yml") for file in files)
    missing = [name for name in NEEDED if name not in files and not (worded and "languages" in name)]
    return [Problem(Place(file), "missing-file", "this file is missing", "Every handbook needs it.") for file in missing]
