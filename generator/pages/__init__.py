"""Handbook -> Pages: plain Markdown with HTML blocks, one template in `overrides/pages/` for each type.

Headings are Markdown, so that any engine sees them; everything else is HTML from autoescaped templates,
which a Markdown engine passes on untouched. `author` writes the pages and the menu over them (`training` those for
trainers, `menu` one page more), each by `rendering`; `writer` is what a template can call, `sheets` how pages name
paper, `drawn` its drawings, `finder` the indexes and search words, `marks` the words of the glossary explained on the
spot, `door` what stands before any edition, `policy` what a page may load and run, `parts` the nouns, `kept` pages
that stay as they are while somebody edits; `signposts` stand
at the short addresses that sheets carry.
"""

from .author import book, brand_page
from .door import doors, list_of_brands
from .kept import Kept
from .parts import Book, Chapter, Page
from .policy import Policy, headers, policy_of
from .signposts import signposts

__all__ = [
    "Book",
    "Chapter",
    "Kept",
    "Page",
    "Policy",
    "book",
    "brand_page",
    "doors",
    "headers",
    "list_of_brands",
    "policy_of",
    "signposts",
]
