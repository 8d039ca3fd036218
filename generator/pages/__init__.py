"""Handbook -> Pages: plain Markdown with HTML blocks, one template in `overrides/pages/` for each type.

Headings are Markdown, so that any engine sees them; everything else is HTML from autoescaped templates,
which a Markdown engine passes on untouched. `author` writes the pages and the menu over them, `writer`
is what a template can call, `parts` the nouns; `signposts` stand at the short addresses that sheets carry.
"""

from .author import book
from .parts import Book, Chapter, Page
from .signposts import signposts
from .writer import template_environment

__all__ = ["Book", "Chapter", "Page", "book", "signposts", "template_environment"]
