"""Advice on the writing: what is hard to read, too long, too alike, loaded, or never used. Warnings all.

An exemption in `content/exemptions.yml` silences one rule for one id, with its reason; when it is no
longer needed that is a warning as well, so the list can only shrink. Figures: CONTRIBUTING.
"""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from rapidfuzz import fuzz

from . import models as m
from . import prose, reading
from .library import Library, Piece, identity, texts_of, walk
from .problems import Level, Place, Problem

GRADE, SHEET_GRADE = 8.0, 7.0
LONGEST_SENTENCE, MEAN_SENTENCE = 25, 20.0
PAGE_WORDS, STAGE_WORDS = 450, 800
ALIKE = 60.0
"""Per cent of letters in common (rapidfuzz, normalised indel similarity) above which two examples are too alike."""

_SLOT = re.compile(r"\{\w+\}")
_PAGES: tuple[type[m.Model], ...] = (m.Concept, m.Stage, m.Topic, m.Exercise, m.Situation, m.Example, m.Scenario, m.Session)

Rule = Callable[[Library], Iterator[Problem]]


def advise(library: Library) -> list[Problem]:
    """Everything to improve, less what is exempted; and exemptions that are no longer needed."""
    found = [(problem, _subject(problem)) for rule in RULES for problem in rule(library)]
    exempt = {(e.rule, e.id) for file in library.all_of(m.Exemptions) for e in file.exemptions}
    used = {(problem.rule, subject) for problem, subject in found}
    kept = [problem for problem, subject in found if (problem.rule, subject) not in exempt]
    return sorted(kept + list(_stale(library, used)))


def _stale(library: Library, used: set[tuple[str, str]]) -> Iterator[Problem]:
    for piece in library.pieces:
        if isinstance(piece.model, m.Exemptions):
            for position, exemption in enumerate(piece.model.exemptions):
                if (exemption.rule, exemption.id) not in used:
                    place = piece.document.place(("exemptions", position))
                    message = f"{exemption.id}: the exemption from '{exemption.rule}' is no longer needed"
                    yield _warning(place, "stale-exemption", message, "Delete it.")


def hard_pages(library: Library) -> Iterator[Problem]:
    """Things to read that are above their grade."""
    for _, place, model in _things(library):
        text = "\n".join(_read_by_people(model))
        limit = SHEET_GRADE if isinstance(model, m.Exercise) else GRADE
        grade = reading.grade(text, _language(library))
        if grade > limit:
            message = f"{_name(model)}: reads at grade {grade:.1f}, the aim is {limit:.0f}"
            yield _warning(place, "hard-to-read", message, "Shorter sentences and everyday words help most.")
        sentences = reading.sentences(text)
        mean = sum(len(reading.words(s)) for s in sentences) / max(1, len(sentences))
        if mean > MEAN_SENTENCE:
            message = f"{_name(model)}: its sentences have {mean:.0f} words on average, the aim is {MEAN_SENTENCE:.0f}"
            yield _warning(place, "long-sentences", message, "Split the longest.")


def long_sentences(library: Library) -> Iterator[Problem]:
    """Single sentences that lose their reader."""
    for piece in library.pieces:
        if isinstance(piece.model, m.Language | m.SourceInventory | m.Exemptions):
            continue
        for loc, model in walk(piece.model):
            for at, text in texts_of(model):
                if isinstance(model, m.OwnPage) and text.startswith("|"):
                    continue  # a table is no sentence
                for sentence in reading.sentences(_readable(text)):
                    count = len(reading.words(sentence))
                    if count > LONGEST_SENTENCE:
                        owner = _owner(piece, loc)
                        message = f"{owner}: a sentence of {count} words: “{sentence[:50]}…”"
                        advice = f"At most {LONGEST_SENTENCE}. Make two of it."
                        yield _warning(piece.document.place((*loc, *at)), "long-sentence", message, advice)


def long_pages(library: Library) -> Iterator[Problem]:
    """Pages that take longer than three minutes."""
    for _, place, model in _things(library):
        if isinstance(model, m.Concept | m.Topic):
            limit = STAGE_WORDS if isinstance(model, m.Stage) else PAGE_WORDS
            count = sum(len(reading.words(text)) for text in _read_by_people(model))
            if count > limit:
                message = f"{_name(model)}: the page has {count} words, the aim is {limit}"
                yield _warning(place, "long-page", message, "What could it do without?")


def examples_of_other_lengths(library: Library) -> Iterator[Problem]:
    """Examples under forty or over eighty words."""
    for _, place, model in _things(library):
        if isinstance(model, m.Example):
            count = len(model.text.split())
            if not 40 <= count <= 80:
                message = f"{_name(model)}: the example has {count} words"
                yield _warning(place, "example-length", message, "Forty to eighty words leave room for one scene.")


def alike_examples(library: Library) -> Iterator[Problem]:
    """Examples and scenes of two trades that are one text with words swapped."""
    told = [
        (piece.folder, place, model, model.text if isinstance(model, m.Example) else model.setup)
        for piece, place, model in _things(library)
        if isinstance(model, m.Example | m.Scenario)
    ]
    for (one, place, model, text), (other, _, second, second_text) in combinations(told, 2):
        if one != other:
            alike = fuzz.ratio(text, second_text, score_cutoff=ALIKE)
            if alike:
                message = f"{one}, {_name(model)}: {alike:.0f} % the same as {other}, {_name(second)}"
                yield _warning(place, "alike", message, "Tell something that only this trade knows.")


def loaded_words(library: Library) -> Iterator[Problem]:
    """Words that leave people out or look down on them, with a better one: the language file lists them."""
    avoid = {word: better for language in library.languages.values() for word, better in language.avoid.items()}
    if not avoid:
        return
    pattern = re.compile(rf"\b({'|'.join(re.escape(word) for word in avoid)})\b", re.IGNORECASE)
    for piece in library.pieces:
        if isinstance(piece.model, m.Language | m.SourceInventory | m.Exemptions):
            continue
        for loc, model in walk(piece.model):
            for at, text in texts_of(model):
                for word in pattern.findall(text):
                    message = f"{_owner(piece, loc)}: '{word}' is a loaded word"
                    place = piece.document.place((*loc, *at))
                    yield _warning(place, "loaded-word", message, f"Better: {avoid[word.lower()]}.")


def idle_terms(library: Library) -> Iterator[Problem]:
    """Glossary terms that no page uses."""
    everything = "\n".join(
        text
        for piece in library.pieces
        if not isinstance(piece.model, m.Glossary | m.SourceInventory | m.Language | m.Exemptions)
        for _, model in walk(piece.model)
        for _, text in texts_of(model)
    ).lower()
    for entry in library.identified():
        if isinstance(entry.model, m.GlossaryTerm):
            term = entry.model
            if term.id not in everything and term.term.lower() not in everything and term.plural.lower() not in everything:
                advice = "Use it on a page, or take it out."
                yield _warning(entry.place, "idle-term", f"{term.id}: no page uses '{term.term}'", advice)


RULES: tuple[Rule, ...] = (
    hard_pages,
    long_sentences,
    long_pages,
    examples_of_other_lengths,
    alike_examples,
    loaded_words,
    idle_terms,
)


def _things(library: Library) -> Iterator[tuple[Piece, Place, m.Model]]:
    """Everything that is read as one thing, with its place."""
    for piece in library.pieces:
        for loc, model in walk(piece.model):
            if type(model) in _PAGES:
                yield piece, piece.document.place(loc), model


def _read_by_people(model: m.Model) -> Iterator[str]:
    """The texts of a thing that readers see in one go, in order: no ids, no words to search by, nothing for trainers."""
    for loc, inner in walk(model):
        for at, text in texts_of(inner):
            names = [step for step in (*loc, *at) if isinstance(step, str)]
            if "also_called" not in names and not any(_for_trainers(model, name) for name in names[:1]):
                yield _readable(text)


def _for_trainers(model: m.Model, name: str) -> bool:
    extra = type(model).model_fields[name].json_schema_extra
    return isinstance(extra, dict) and extra.get("audience") == "trainer"


def _readable(text: str) -> str:
    """A text as people read it: slots filled with a plain word, a line for each paragraph and list item."""
    return "\n".join(prose.plain_lines(_SLOT.sub("person", text)))


def _name(model: m.Model) -> str:
    return identity(model) or str(getattr(model, "concept", ""))


def _owner(piece: Piece, loc: tuple[str | int, ...]) -> str:
    """The id of the innermost thing around a place that has one, else the file's name."""
    owner = piece.document.file
    value: object = piece.model
    for step in (None, *loc):
        value = value if step is None else value[step] if isinstance(value, tuple) else getattr(value, str(step))  # type: ignore[index]
        owner = (identity(value) if isinstance(value, m.Model) else "") or owner
    return owner


def _subject(problem: Problem) -> str:
    """The id that a message begins with: what exemptions name."""
    return problem.message.split(":")[0]


def _language(library: Library) -> str:
    return library.plan.languages[0]


def _warning(place: Place, rule: str, message: str, advice: str) -> Problem:
    return Problem(place, rule, message, advice, Level.WARNING)
