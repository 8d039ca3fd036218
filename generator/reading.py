"""How hard a text is to read: sentences, words, syllables, grade. Knows no models.

The grade is Flesch and Kincaid's (Kincaid et al. 1975, US Navy): school years needed, from words a
sentence and syllables a word. It is a warning light, no judge of good writing. Syllables come from
pyphen's hyphenation patterns (kept, LGPL/MPL, works offline), which is why it is here.
"""

import re
from functools import cache

import pyphen

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)]*(?=\s|$)|\n+|:(?=\s)")
"""A colon ends one, too: the list after it is read item by item (Kincaid counted such clauses as sentences)."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a new line ends one, too."""
    return [sentence.strip() for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def words(text: str) -> list[str]:
    """The words of a text, without numbers and signs."""
    return _WORD.findall(text)


def grade(text: str, language: str) -> float:
    """The reading grade: 8 is what a thirteen-year-old reads with ease. 0 for a text without words."""
    count = len(words(text))
    if not count:
        return 0.0
    syllables = sum(_syllables(word.lower(), language) for word in words(text))
    return 0.39 * count / len(sentences(text)) + 11.8 * syllables / count - 15.59


@cache
def _syllables(word: str, language: str) -> int:
    return len(_patterns(language).positions(word)) + 1


@cache
def _patterns(language: str) -> pyphen.Pyphen:
    """Hyphenation patterns; a plain `en` means British English here. No margins: every syllable counts."""
    name = pyphen.language_fallback("en_GB" if language == "en" else language.replace("-", "_"))
    return pyphen.Pyphen(lang=name or "en_GB", left=1, right=1)
