"""People and an award -> their certificates: every file, or every Problem and no file."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .paper import Award, Document, Imprint, Layout, PaperError, Typesetter, certificates
from .people import Person
from .problems import Place, Problem

CERTIFICATE = "form.certificate"
"""The form that certificates are made from."""
JOINED = "certificates.pdf"
_LONGEST_STEM = 60
"""Letters of a person's name in the name of a file: with four bytes each, they still fit into the 255 of most systems."""
_LETTERS = "LMN"
"""Unicode categories of what a file is named by: letters, the marks on them, numerals."""


@dataclass(frozen=True)
class Awarding:
    """The same award for everybody on a list."""

    award: Award
    imprint: Imprint
    layout: Layout
    typesetter: Typesetter

    def files(self, people: Sequence[Person], file: str, *, joined: bool) -> tuple[dict[str, bytes], list[Problem]]:
        """A PDF for each person by its name, or one for all. `file` is how Problems call the list.

        Raises PaperError for what is wrong with all certificates, such as a trainer's name that the fonts cannot show.
        """
        self._document("certificate.pdf", [""]).pdf(self.typesetter)
        if joined:
            try:
                return {JOINED: self._document(JOINED, [person.name for person in people]).pdf(self.typesetter)}, []
            except PaperError:
                pass  # each alone tells whose it is
        made: dict[str, bytes] = {}
        problems = []
        for name, person in zip(file_names(people), people, strict=True):
            try:
                made[name] = self._document(name, [person.name]).pdf(self.typesetter)
            except PaperError as fault:
                problems.append(_unprintable(Place(file, person.line), fault))
        return ({} if problems else made), problems

    def _document(self, name: str, people: Sequence[str]) -> Document:
        return certificates(name, people, self.award, self.imprint, self.layout)


def file_names(people: Sequence[Person]) -> Iterator[str]:
    """A file name for each: the place on the list, so that two of one name differ, and the name in its own letters.

    Any script may stand in a file name on each system of today; punctuation and signs with a meaning there may not.
    """
    width = len(str(len(people)))
    for number, person in enumerate(people, start=1):
        name = unicodedata.normalize("NFC", person.name.lower())
        words = "".join(sign if unicodedata.category(sign)[0] in _LETTERS else " " for sign in name).split()
        stem = "-".join(words)[:_LONGEST_STEM].strip("-")
        yield f"{number:0{width}}-{stem or 'certificate'}.pdf"


def _unprintable(place: Place, fault: PaperError) -> Problem:
    advice = "Add a font that has it to overrides/fonts/, or take the line out and write the name on form P05 by hand."
    return Problem(place, "no-sign", str(fault.__cause__ or fault), advice)
