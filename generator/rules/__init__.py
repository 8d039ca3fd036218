"""The rules that hold between files. Finders only; nobody speaks here.

Each rule is a function from the Library to Problems; `FILE_RULES`, `RULES` and `WHOLE_RULES` list them all.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias

from ..drift import drifted
from ..library import Library, Piece
from ..problems import Problem
from . import artwork, colours, completeness, own_pages, places, references, rows, teaching, texts, words

Rule: TypeAlias = Callable[[Library], Iterator[Problem]]

FILE_RULES: tuple[Rule, ...] = (
    places.taken_names,
    places.misplaced_files,
    teaching.homeless_concepts,
    teaching.one_right_answer,
    teaching.one_best_reply,
    texts.broken_slots,
    teaching.unanswerable_keys,
    places.double_examples,
    teaching.ragged_tables,
    teaching.unclear_rooms,
    texts.html_tags,
    texts.refused_links,
    texts.still_to_write,
    teaching.unseen_objectives,
    teaching.wrong_sums,
    teaching.idle_rows,
    colours.unreadable_colours,
    words.disagreeing_forms,
    words.plain_words,
)
"""Rules that look at one file at a time."""

RULES: tuple[Rule, ...] = (
    places.duplicate_ids,
    artwork.missing_artwork,
    artwork.unfit_artwork,
    artwork.misnamed_fonts,
    rows.unfit_brand_names,
    places.double_numbers,
)
"""Rules that can be judged though another file could not be read."""

WHOLE_RULES: tuple[Rule, ...] = (
    references.dangling_references,
    references.needed_but_hidden,
    places.lost_trade_files,
    places.unknown_languages,
    rows.idle_patterns,
    rows.too_many_editions,
    own_pages.lost_pages,
    own_pages.lost_pictures,
    places.orphan_concepts,
    references.one_way_siblings,
    teaching.unchecked_concepts,
    teaching.untaught_concepts,
    completeness.untraced_sources,
    completeness.gaps,
    drifted,
)
"""Rules that can be judged only when every file could be read."""


def check(library: Library, *, readable: bool) -> list[Problem]:
    """Every Problem between the files.

    When some file could not be read (`readable` is false), a missing id may stand in that file, so
    what depends on all files being there is not judged.
    """
    if oversized := _found_in_files(library, (texts.oversized_texts,)):
        return oversized  # nothing else reads them: that would take minutes
    rules = RULES + (WHOLE_RULES if readable else ())
    return [*_found_in_files(library, FILE_RULES), *(problem for rule in rules for problem in rule(library))]


def _found_in_files(library: Library, rules: tuple[Rule, ...]) -> list[Problem]:
    return [problem for piece in library.pieces for problem in _found_in(piece, rules)]


@lru_cache(4096)
def _found_in(piece: Piece, rules: tuple[Rule, ...]) -> list[Problem]:
    """What rules that look at one file at a time say of this one, which is asked once."""
    alone = Library((piece,))
    return [problem for rule in rules for problem in rule(alone)]
