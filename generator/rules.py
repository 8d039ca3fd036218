"""The rules that hold between files: ids, references, siblings, slots, answers. Finders only; nobody speaks here.

Each rule is a function from the Library to Problems; `RULES` lists them all.
"""

from collections.abc import Callable, Iterator

from . import coverage, prose, terms
from . import models as m
from .library import Library, Piece, by_id, texts_of, walk
from .problems import Level, Problem, did_you_mean
from .sources import Loc
from .validation import owner_id

STAGE, CONCEPT, PAGE = (m.Stage,), (m.Concept,), (m.Concept, m.Topic)
TRADE_PAGE = (m.Industry, m.TouchPoint, m.Scenario, m.HardMoment)
TRAINER_PAGE = (m.Session, m.Energiser)
EVERYWHERE = (*PAGE, m.Framework, m.Skill, m.Situation, m.Exercise, m.Form, m.GlossaryTerm, m.Claim, m.Standard)
ANY = EVERYWHERE + TRADE_PAGE + TRAINER_PAGE
"""What has an address and a name in a handbook: in every one, in those of its trade, or in those for trainers."""

REFERENCES: dict[tuple[type[m.Model], str], tuple[type[m.Model], ...]] = {
    (m.Framework, "concepts"): CONCEPT,
    (m.Link, "id"): ANY,
    (m.Concept, "home_stage"): STAGE,
    (m.Concept, "also_stages"): STAGE,
    (m.Quiz, "concept"): CONCEPT,
    (m.TouchPoint, "stage"): STAGE,
    (m.Example, "concept"): CONCEPT,
    (m.Scenario, "stage"): STAGE,
    (m.Scenario, "concepts"): PAGE,
    (m.Exercise, "concepts"): PAGE,
    (m.GlossaryTerm, "see_also"): ANY,
    (m.Claim, "concepts"): ANY,
    (m.Chapter, "pages"): (m.Framework, m.Topic),
    (m.HandbookPlan, "industries"): (m.Industry,),
    (m.TradeQuestion, "concept"): CONCEPT,
    (m.Row, "exercise"): (m.Exercise,),
    (m.Row, "stage"): STAGE,
    (m.Session, "concepts"): PAGE,
    (m.Session, "energisers"): (m.Energiser,),
    (m.Standard, "maps_to"): ANY,
}
"""Which field leads to what. Everything named there must exist and be of that kind."""


def check(library: Library, *, readable: bool) -> list[Problem]:
    """Every Problem between the files.

    When some file could not be read (`readable` is false), a missing id may stand in that file, so
    what depends on all files being there is not judged.
    """
    rules = RULES + (WHOLE_RULES if readable else ())
    return [problem for rule in rules for problem in rule(library)]


def duplicate_ids(library: Library) -> Iterator[Problem]:
    """Two things with one id."""
    for identity, same in by_id(library.identified()).items():
        for entry in same[1:]:
            first = same[0].place
            message = f"{identity}: this id is already taken"
            yield Problem(entry.place, "duplicate-id", message, f"The first one is at {first}. Give this one its own id.")


def dangling_references(library: Library) -> Iterator[Problem]:
    """Ids that lead nowhere, or to the wrong kind of thing."""
    for piece, loc, model in _everything(library):
        for (kind, name), allowed in REFERENCES.items():
            if isinstance(model, kind):
                for where, target in _targets(model, name):
                    if not _exists(library, target, allowed):
                        yield _dangling(library, piece, (*loc, *where), target, allowed)
                    elif allowed is ANY:
                        yield from _out_of_reach(library, piece, (*loc, *where), target)


def dangling_links(library: Library) -> Iterator[Problem]:
    """Links in text that lead nowhere."""
    for piece, loc, text in _texts(library):
        for target in prose.links(text):
            if prose.is_web(target):
                continue
            if not _exists(library, target, ANY):
                yield _dangling(library, piece, loc, target, ANY)
            else:
                yield from _out_of_reach(library, piece, loc, target)


def _dangling(library: Library, piece: Piece, loc: Loc, target: str, allowed: tuple[type[m.Model], ...]) -> Problem:
    known = [identity for identity in library.entries if _exists(library, identity, allowed)]
    kinds = "page" if allowed is ANY else " or ".join(kind.__name__.lower() for kind in allowed)
    verb = "is" if target in library.entries else "leads to"
    message = f"{_subject(piece, loc)}'{target}' {verb} no {kinds}"
    if not (advice := did_you_mean(target, known)):
        other = "Write an id of this handbook, or an address that starts with https://."
        advice = other if allowed is ANY else "Write that first, or take this out."
    return Problem(piece.document.place(loc), "dangling-reference", message, advice)


def _out_of_reach(library: Library, piece: Piece, loc: Loc, target: str) -> Iterator[Problem]:
    """A way that some readers of this text cannot go."""
    entry = library.entries[target]
    if isinstance(entry.model, TRADE_PAGE) and _trade(entry.document.file) != _trade(piece.document.file):
        whose = "one trade only"
    elif isinstance(entry.model, TRAINER_PAGE) and not isinstance(piece.model, m.Session | m.TrainersGuide):
        whose = "trainers only"
    else:
        return
    message = f"{_subject(piece, loc)}'{target}' is there for {whose}, and this text is for others too"
    advice = "Lead to something that everyone has, or write this where only they read it."
    yield Problem(piece.document.place(loc), "dangling-reference", message, advice)


def _trade(file: str) -> str:
    """The trade that a file belongs to, or an empty text when it is for all."""
    return file.split("/")[2] if file.startswith("content/industries/") else ""


def _exists(library: Library, target: str, allowed: tuple[type[m.Model], ...]) -> bool:
    entry = library.entries.get(target)
    return entry is not None and isinstance(entry.model, allowed)


def _targets(model: m.Model, name: str) -> Iterator[tuple[Loc, str]]:
    value = getattr(model, name)
    if isinstance(value, tuple):
        yield from (((name, position), target) for position, target in enumerate(value))
    elif value:
        yield (name,), value


def unknown_languages(library: Library) -> Iterator[Problem]:
    """Languages in the plan that have no file of words."""
    for piece in library.pieces:
        if isinstance(piece.model, m.HandbookPlan):
            for position, code in enumerate(piece.model.languages):
                if code not in library.languages:
                    place = piece.document.place(("languages", position))
                    advice = f"Write that file, or take {code} out here."
                    yield Problem(place, "unknown-language", f"there is no content/languages/{code}.yml", advice)


def misplaced_files(library: Library) -> Iterator[Problem]:
    """Files whose name or folder says something else than their id."""
    for piece in library.pieces:
        expected = _expected_name(piece.model)
        if expected and not piece.document.file.endswith(expected):
            name = next(name for name in ("id", "code", "concept") if hasattr(piece.model, name))
            message = f"{getattr(piece.model, name)}: this file should be called {expected.removeprefix('/')}"
            advice = "Rename it, or change what it says about itself."
            yield Problem(piece.document.place((name,)), "misplaced-file", message, advice)


def lost_trade_files(library: Library) -> Iterator[Problem]:
    """Files of a trade in a folder that has no `industry.yml`: nobody would read them."""
    for piece in library.pieces:
        folder = piece.folder
        if isinstance(piece.model, m.TouchPoints | m.Examples | m.Scenarios | m.TradeQuiz) and folder not in library.industries:
            message = f"there is no content/industries/{folder}/industry.yml, so nobody reads this"
            advice = did_you_mean(folder, library.industries)
            yield Problem(piece.document.place(), "unread-file", message, advice)


def double_examples(library: Library) -> Iterator[Problem]:
    """Second examples of one concept: only one has room on the page."""
    for piece in library.pieces:
        if isinstance(piece.model, m.Examples):
            concepts = [example.concept for example in piece.model.examples]
            for position, concept in enumerate(concepts):
                if concept in concepts[:position]:
                    place = piece.document.place(("examples", position, "concept"))
                    yield Problem(place, "duplicate-id", f"{concept}: there are two examples of this", "Keep one.")


def _expected_name(model: m.Model) -> str:
    match model:
        case m.Industry():
            return f"/{model.id}/industry.yml"
        case m.Framework():
            return f"/{model.id}.yml"
        case m.Concept() | m.Topic():
            return f"/{model.id.split('.', 1)[1]}.yml"
        case m.Language():
            return f"/{model.code}.yml"
        case m.Exercise():
            return f"/{model.worksheet.lower()}-{model.id.split('.', 1)[1]}.yml"
        case m.Quiz():
            return f"/{model.concept.replace('.', '-')}.yml"
    return ""


def orphan_concepts(library: Library) -> Iterator[Problem]:
    """Concepts that no framework lists, or that two list; topics and frameworks that no chapter shows."""
    frameworks = library.all_of(m.Framework)
    listed = [concept for framework in frameworks for concept in framework.concepts]
    shown = {page for plan in library.all_of(m.HandbookPlan) for chapter in plan.chapters for page in chapter.pages}
    for piece in library.pieces:
        model = piece.model
        if isinstance(model, m.Concept) and listed.count(model.id) != 1:
            message = f"{model.id}: {'this is listed twice' if model.id in listed else 'no framework lists this'}"
            advice = "List it under 'concepts' of exactly one file in content/frameworks/."
            yield Problem(piece.document.place(), "orphan", message, advice)
        if isinstance(model, (m.Topic, m.Framework)) and model.id not in shown:
            advice = "Add it to a chapter in content/handbook.yml."
            yield Problem(piece.document.place(), "orphan", f"{model.id}: no chapter shows this page", advice)


def one_way_siblings(library: Library) -> Iterator[Problem]:
    """Siblings that do not name each other."""
    for piece in library.pieces:
        if not isinstance(piece.model, m.Concept):
            continue
        for position, sibling in enumerate(piece.model.siblings):
            other = library.entries.get(sibling.id)
            if other and isinstance(other.model, m.Concept) and piece.model.id not in _sibling_ids(other.model):
                message = f"{piece.model.id}: {sibling.id} does not name it back as a sibling"
                advice = f"Add {piece.model.id} with its reason to 'siblings' in {other.document.file}."
                yield Problem(piece.document.place(("siblings", position)), "one-way-sibling", message, advice)


def _sibling_ids(concept: m.Concept) -> list[str]:
    return [sibling.id for sibling in concept.siblings]


def homeless_concepts(library: Library) -> Iterator[Problem]:
    """Concepts without the stage they are taught in."""
    for piece in library.pieces:
        if type(piece.model) is m.Concept and not piece.model.home_stage:
            message = f"{piece.model.id}: 'home_stage' is missing"
            yield Problem(piece.document.place(), "missing-field", message, "Name the stage where it is mainly taught.")


def one_right_answer(library: Library) -> Iterator[Problem]:
    """Questions with no right answer, or with several."""
    for piece, loc, model in _everything(library):
        if isinstance(model, m.Question):
            right = sum(option.correct for option in model.options)
            if right != 1:
                place = piece.document.place((*loc, "options"))
                message = f"{model.id}: {right or 'no'} options are marked 'correct: true'"
                yield Problem(place, "one-right-answer", message, "Mark exactly one.")


def broken_slots(library: Library) -> Iterator[Problem]:
    """Slots that do not exist, and articles that a slot cannot agree with."""
    for piece, loc, text in _texts(library):
        place, subject = piece.document.place(loc), _subject(piece, loc)
        for name in terms.unknown_slots(text):
            message = f"{subject}there is no slot {{{name}}}"
            yield Problem(place, "unknown-slot", message, did_you_mean(name, terms.SLOTS))
        for written, better in terms.article_clashes(" ".join(text.split())):
            message = f"{subject}'{written}' goes wrong where the word starts with another sound"
            exists = better.strip("{}") in terms.SLOTS
            advice = f"Write {better}: the slot brings its article along." if exists else "Start the sentence another way."
            yield Problem(place, "article-clash", message, advice)


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
                yield Problem(document.place(), "missing-field", message, _about(m.Exercise, name))
        for position, block in enumerate(blocks):
            if block in blocks[:position]:
                message = f"{exercise.id}: two blocks are called '{block}'"
                yield Problem(document.place(("blocks", position, "id")), "duplicate-id", message, "Give each its own id.")


def ragged_tables(library: Library) -> Iterator[Problem]:
    """Table rows with more or fewer cells than the table has columns."""
    for piece, loc, model in _everything(library):
        if isinstance(model, m.TableBlock):
            for position, row in enumerate(model.rows):
                if len(row) != len(model.columns):
                    place = piece.document.place((*loc, "rows", position))
                    message = f"{_subject(piece, loc)}cells in this row: {len(row)}; columns: {len(model.columns)}"
                    yield Problem(place, "ragged-table", message, 'Write "" for a cell to fill in.')


UNSEEN_VERBS = ("know", "understand", "appreciate", "learn", "realise", "recognise the importance", "be aware")
"""Verbs that no observer can see (Bloom's revised taxonomy asks for ones that can be measured)."""


def unseen_objectives(library: Library) -> Iterator[Problem]:
    """Objectives that begin with something nobody can observe."""
    for piece, loc, model in _everything(library):
        name = {m.Objective: "verb", m.Exercise: "objective"}.get(type(model))
        text = str(getattr(model, name)) if name else ""
        if name and text.lower().startswith(UNSEEN_VERBS):
            message = f"{_subject(piece, loc)}nobody can see whether people '{text.split()[0].lower()}'"
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
    for piece, loc, model in _everything(library):
        if isinstance(model, m.Row) and model.kind == "work":
            for name in ("do", "say", "learners"):
                if not getattr(model, name):
                    message = f"{_subject(piece, loc)}'{model.name}' does not tell: '{name}' is missing"
                    yield Problem(piece.document.place(loc), "missing-field", message, _about(m.Row, name))


def oversized_texts(library: Library) -> Iterator[Problem]:
    """Texts too long for one field: split them, nobody reads them on a phone."""
    for piece, loc, text in _texts(library):
        if len(text) > prose.MAX_FIELD or text.count("[") > prose.MAX_BRACKETS:
            message = f"{_subject(piece, loc)}this text has {len(text):,} characters and {text.count('[')} opening brackets"
            advice = f"At most {prose.MAX_FIELD:,} characters and {prose.MAX_BRACKETS} brackets in one field."
            yield Problem(piece.document.place(loc), "too-long", message, advice)


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
                yield Problem(piece.document.place(), "untaught", f"{concept}: no exercise practises it", advice)
            if huddles and concept not in huddled:
                advice = f"Write content/sessions/huddle-{concept.split('.')[-1]}.yml."
                yield Problem(piece.document.place(), "untaught", f"{concept}: no huddle teaches it", advice)


def untraced_sources(library: Library) -> Iterator[Problem]:
    """Source ids that are in no inventory, and inventory items that nothing uses or treats."""
    items = {item.id: item for file in library.all_of(m.SourceInventory) for item in file.items}
    if not items:
        return
    used = coverage.uses_of_sources(library)
    for piece, loc, model in _everything(library):
        for position, source in enumerate(getattr(model, "sources", ())):
            if source not in items and source not in ("derived", "added"):
                place = piece.document.place((*loc, "sources", position))
                message = f"{_subject(piece, loc)}there is no source item '{source}'"
                yield Problem(place, "unknown-source", message, "Every one is listed in content/sources.yml.")
    treated = {claim.source for file in library.all_of(m.Claims) for claim in file.claims}
    for identity, item in items.items():
        place = library.entries[identity].place
        if not item.excluded and identity not in used:
            advice = "Name it under 'sources' where it is used, or say here why it is 'excluded'."
            yield Problem(place, "unused-source", f"{identity}: no page uses this idea", advice)
        if item.needs_care and identity not in treated:
            yield Problem(place, "untreated-claim", f"{identity}: no claim treats it", "Add it to content/claims.yml.")


def gaps(library: Library) -> Iterator[Problem]:
    """What an industry still lacks: an error when it says it is ready, a warning while it is a draft."""
    for piece in library.pieces:
        if isinstance(piece.model, m.Industry):
            level = Level.WARNING if piece.model.status == "draft" else Level.ERROR
            for gap in coverage.gaps(library, piece.model.id):
                message = f"{piece.model.id}: {gap.missing}"
                yield Problem(piece.document.place(("status",)), "gap", message, gap.advice, level)


def unchecked_concepts(library: Library) -> Iterator[Problem]:
    """Concepts with fewer knowledge checks than a page needs: three for a stage, two for any other."""
    for piece in library.pieces:
        if isinstance(piece.model, m.Concept):
            concept = piece.model
            needed = 3 if isinstance(concept, m.Stage) else 2
            found = len(library.quizzes.get(concept.id, ()))
            if found < needed:
                advice = f"Write them in exercises/quizzes/{concept.id.replace('.', '-')}.yml."
                message = f"{concept.id}: knowledge checks found: {found}, needed: {needed}"
                yield Problem(piece.document.place(), "too-few-checks", message, advice)


RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    duplicate_ids,
    misplaced_files,
    homeless_concepts,
    one_right_answer,
    broken_slots,
    unanswerable_keys,
    double_examples,
    ragged_tables,
    oversized_texts,
    unseen_objectives,
    wrong_sums,
    idle_rows,
)
"""Rules that can be judged file by file."""

WHOLE_RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    dangling_references,
    dangling_links,
    lost_trade_files,
    unknown_languages,
    orphan_concepts,
    one_way_siblings,
    unchecked_concepts,
    untaught_concepts,
    untraced_sources,
    gaps,
)
"""Rules that can be judged only when every file could be read."""


def _everything(library: Library) -> Iterator[tuple[Piece, Loc, m.Model]]:
    for piece in library.pieces:
        for loc, model in walk(piece.model):
            yield piece, loc, model


def _texts(library: Library) -> Iterator[tuple[Piece, Loc, str]]:
    """Every authored text with its place. Interface words have gaps of their own and are left out."""
    for piece, loc, model in _everything(library):
        if not isinstance(model, m.Language):
            yield from ((piece, (*loc, *at), text) for at, text in texts_of(model))


def _subject(piece: Piece, loc: Loc) -> str:
    owner = owner_id(piece.document, loc)
    return f"{owner}: " if owner else ""


def _about(model: type[m.Model], name: str) -> str:
    return model.model_fields[name].description or ""
