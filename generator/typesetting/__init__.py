"""A document's data to a tagged PDF: `typeset` has Typst draw them with the templates in `overrides/paper/`, `finish`
gives the PDF what Typst cannot, and `fillable` its fields in a layout to fill in on a screen.

The data are plain values, such as JSON holds: whoever has them needs no content, no model and no other room to print them.
"""

from dataclasses import dataclass

from .finish import finish, page_count
from .typeset import Data, PaperError, Typesetter, brand_fonts, font_folders

__all__ = ["Data", "Document", "PaperError", "Typesetter", "brand_fonts", "font_folders", "page_count"]


@dataclass(frozen=True)
class Document:
    """A PDF to make, of one sheet or several."""

    name: str
    """Its file name, such as `w01-three-words-letter.pdf`."""
    data: Data

    def pdf(self, typesetter: Typesetter) -> bytes:
        """The same bytes each time. Raises PaperError when a text has a sign that the fonts lack, or a form lacks a field."""
        try:
            return finish(typesetter.pdf(self.data), self.data, typesetter.project)
        except PaperError as error:
            raise PaperError(f"{self.name}: {error}") from error
