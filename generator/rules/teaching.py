"""What is taught must be teachable: checks, keys, sessions that add up, objectives one can see."""

from collections.abc import Iterator

from .. import models as m
from ..library import Library, Piece
from ..problems import Level, Problem, did_you_mean
from .wording import about, subject


def homeless_concepts(library: Library) -> Iterator[Problem]:
    """Concepts without the stage they are taught in."""
    for piece in library.pieces:
        if type(piece.model) is m.Concept and not piece.model.home_stage:
            message = f"{piece.model.id}: 'home_stage' is missing"
            yield Problem(piece.document.place(), "missing-field", message, "Name the stage where it is mainly taught.")


def one_right_answer(library: Library) -> Iterator[Problem]:
    """Questions with no right answer, or with several."""
    for piece, loc, model in library.models:
        if isinstance(model, m.Question):
            right = sum(option.correct for option in model.options)
            if right != 1:
                place = piece.document.place((*loc, "options"))
                message = f"{model.id}: {right or 'no'} options are marked 'correct: true'"
                yield Problem(place, "one-right-answer", message, "Mark exactly one.")


def one_best_reply(library: Library) -> Iterator[Problem]:
    """Moments of a scene with no best reply, or with several."""
    for piece, loc, model in library.models:
        if isinstance(model, m.Moment):
            best = sum(reply.best for reply in model.replies)
            if best != 1:
                place = piece.document.place((*loc, "replies"))
                message = f"{subject(piece, loc)}walk, item {int(loc[-1]) + 1}: {best or 'no'} replies are marked 'best: true'"
                yield Problem(place, "one-best-reply", message, "Mark exactly one.")


def unchecked_concepts(library: Library) -> Iterator[Problem]:
    """Concepts with fewer knowledge checks than a page needs: three for a stage, two for any other."""
    for piece in library.pieces:
        if isinstance(piece.model, m.Concept):
            concept = piece.model
            needed = 3 if isinstance(concept, m.Stage) else 2
            found = len(library.quizzes.get(concept.id, ()))
            if found < needed:
                advice = f"Write them in {_folder(piece)}exercises/quizzes/{concept.id.replace('.', '-')}.yml."
                message = f"{concept.id}: knowledge checks found: {found}, needed: {needed}"
                yield Problem(piece.document.place(), "too-few-checks", message, advice, _level(piece))


def untaught_concepts(library: Library) -> Iterator[Problem]:
    """Concepts without an exercise, or without a huddle in a handbook that has huddles."""
    practised = {concept for exercise in library.all_of(m.Exercise) for concept in exercise.concepts}
    huddles = [session for session in library.all_of(m.Session) if session.kind == "huddle"]
    huddled = {concept for huddle in huddles for concept in huddle.concepts}
    for piece in library.pieces:
        if isinstance(piece.model, m.Concept):
            concept = piece.model.id
            if concept not in practised:
                advice = "Name it under 'concepts' of an exercise that practises it."
                yield Problem(piece.document.place(), "untaught", f"{concept}: no exercise practises it", advice, _level(piece))
            if huddles and concept not in huddled:
                advice = f"Write {_folder(piece) or 'content/'}sessions/huddle-{concept.split('.')[-1]}.yml."
                yield Problem(piece.document.place(), "untaught", f"{concept}: no huddle teaches it", advice, _level(piece))


def _level(piece: Piece) -> Level:
    """What is an organisation's own is a draft until it is complete; what is ours is always complete."""
    return Level.WARNING if piece.document.is_own else Level.ERROR


def _folder(piece: Piece) -> str:
    return "content/organisation/" if piece.document.is_own else ""


def unanswerable_keys(library: Library) -> Iterator[Problem]:
    """Answer keys for blocks that do not exist, and exercises a trainer could not run."""
    for piece in library.pieces:
        if not isinstance(piece.model, m.Exercise):
            continue
        exercise, document = piece.model, piece.document
        blocks = [block.id for block in exercise.blocks]
        for position, entry in enumerate(exercise.key):
            if entry.block not in blocks:
                message = f"{exercise.id}: the key names a block '{entry.block}' that is not there"
                place = document.place(("key", position, "block"))
                yield Problem(place, "dangling-reference", message, did_you_mean(entry.block, blocks))
        for name in ("key", "debrief", "facilitation"):
            if not getattr(exercise, name):
                message = f"{exercise.id}: '{name}' is missing"
                yield Problem(document.place(), "missing-field", message, about(m.Exercise, name))
        for position, block in enumerate(blocks):
            if block in blocks[:position]:
                message = f"{exercise.id}: two blocks are called '{block}'"
                yield Problem(document.place(("blocks", position, "id")), "duplicate-id", message, "Give each its own id.")


def ragged_tables(library: Library) -> Iterator[Problem]:
    """Table rows with more or fewer cells than the table has columns."""
    for piece, loc, model in library.models:
        if isinstance(model, m.TableBlock):
            for position, row in enumerate(model.rows):
                if len(row) != len(model.columns):
                    place = piece.document.place((*loc, "rows", position))
                    message = f"{subject(piece, loc)}cells in this row: {len(row)}; columns: {len(model.columns)}"
                    yield Problem(place, "ragged-table", message, 'Write "" for a cell to fill in.')


def unclear_rooms(library: Library) -> Iterator[Problem]:
    """Room to write that is neither lines nor a box, or both."""
    for piece, loc, model in library.models:
        if isinstance(model, m.LinesBlock) and (model.lines is None) == (model.millimetres is None):
            found = "neither" if model.lines is None else "both"
            message = f"{subject(piece, loc)}expected one of 'lines' and 'millimetres', found {found}"
            advice = "Say `lines: 4` for ruled lines, or `millimetres: 60` for an open box."
            yield Problem(piece.document.place(loc), "unclear-room", message, advice)


UNSEEN_VERBS = ("know", "understand", "appreciate", "learn", "realise", "recognise the importance", "be aware")
"""Verbs that no observer can see (Bloom's revised taxonomy asks for ones that can be measured)."""


def unseen_objectives(library: Library) -> Iterator[Problem]:
    """Objectives that begin with something nobody can observe."""
    for piece, loc, model in library.models:
        name = {m.Objective: "verb", m.Exercise: "objective"}.get(type(model))
        text = str(getattr(model, name)) if name else ""
        if name and text.lower().startswith(UNSEEN_VERBS):
            message = f"{subject(piece, loc)}nobody can see whether people '{text.split()[0].lower()}'"
            advice = "Say what they will do: greet, ask, restate, name, choose, show ..."
            yield Problem(piece.document.place((*loc, name)), "unseen-objective", message, advice)


def wrong_sums(library: Library) -> Iterator[Problem]:
    """Sessions whose rows take longer or shorter than the session."""
    for piece in library.pieces:
        if isinstance(piece.model, m.Session) and piece.model.planned != piece.model.minutes:
            session = piece.model
            message = f"{session.id}: the rows take {session.planned} minutes, the session {session.minutes}"
            yield Problem(piece.document.place(("minutes",)), "wrong-sum", message, "Change a row, or the session's length.")


def idle_rows(library: Library) -> Iterator[Problem]:
    """Rows of work that do not say what trainer and learners do."""
    for piece, loc, model in library.models:
        if isinstance(model, m.Row) and model.kind == "work":
            for name in ("do", "say", "learners"):
                if not getattr(model, name):
                    message = f"{subject(piece, loc)}'{model.name}' does not tell: '{name}' is missing"
                    yield Problem(piece.document.place(loc), "missing-field", message, about(m.Row, name))
