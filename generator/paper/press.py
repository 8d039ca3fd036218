"""The press: makes documents, each of them once.

What a PDF depends on: the data of its document, the mark, the templates and fonts, the code of this room and of `typesetting`,
and the versions of their engines. While all that stays, the PDF comes from the cache.
"""

from collections.abc import Callable
from dataclasses import asdict
from functools import cache, cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from ..cache import CACHE, Cache, digest_of, key_of
from ..handbook import Handbook
from ..look import mark
from ..models import Brand, Language
from ..typesetting import Document, Typesetter, font_folders, page_count
from .slides import Deck

if TYPE_CHECKING:
    from .powerpoint import Projector

ENGINES = ("typst", "pikepdf", "python-docx", "python-pptx")


def in_word(document: Document, typesetter: Typesetter) -> bytes:
    """A document as a Word file, to type in and to change: the same bytes each time, without a text being judged."""
    from .word import docx  # a tenth of a second that a command without Word files does not wait

    return docx(document.data, typesetter.picture(document.data["mark"]) if document.data["mark"] else None)


class Press:
    """Make one and keep it: its typesetter reads fonts and templates once."""

    def __init__(self, root: Path) -> None:
        """`root` is the project's folder."""
        self.root = root
        self._cache = Cache(root / CACHE)
        self._projecting: tuple[tuple[Brand, Language], Projector] | None = None

    def pdf(self, document: Document) -> bytes:
        """The document as a tagged PDF. Raises PaperError when a text has a sign that the fonts lack."""
        return self._kept(document, "pdf", lambda: document.pdf(self._typesetter))

    def docx(self, document: Document) -> bytes:
        """The document as a Word file."""
        return self._kept(document, "docx", lambda: in_word(document, self._typesetter))

    def pptx(self, deck: Deck, handbook: Handbook) -> bytes:
        """Slides as a PowerPoint file."""
        brand, language = handbook.brand, handbook.language
        look = [brand.model_dump(), language.code, language.direction, language.words]
        drawn = mark(handbook, self.root, brand.logo.light)  # named by what it shows
        font = handbook.artwork[f"brand/{brand.fonts.bold}"] if brand.fonts else None
        return self._cache.get(
            key_of("pptx", self._surroundings, drawn, look, sha256(font or b"").hexdigest(), asdict(deck)),
            lambda: self._projector(brand, language, drawn, font).pptx(deck),
        )

    def _projector(self, brand: Brand, language: Language, mark: str, font: bytes | None) -> "Projector":
        from .powerpoint import Projector  # a fifth of a second that a command without slides does not wait

        if self._projecting is None or self._projecting[0] != (brand, language):
            self._projecting = ((brand, language), Projector(brand, language, self._typesetter, mark, font))
        return self._projecting[1]

    def pages(self, document: Document) -> int:
        """How many pages it has. Raises PaperError."""
        return int(self._kept(document, "pages", lambda: str(page_count(self.pdf(document))).encode()))

    def tidy(self) -> None:
        """Drop what was not printed for longest, once too much is kept."""
        self._cache.trim()

    def _kept(self, document: Document, what: str, make: Callable[[], bytes]) -> bytes:
        drawn = document.data["mark"]
        mark_digest = digest_of([self.root / drawn.lstrip("/")], self.root) if drawn else ""
        return self._cache.get(key_of(what, self._surroundings, mark_digest, document.data), make)

    @cached_property
    def _typesetter(self) -> Typesetter:
        return Typesetter(self.root)

    @cached_property
    def _surroundings(self) -> str:
        """All that every document depends on."""
        folders = [self.root / "overrides" / name for name in ("paper", "fonts", "slides")]
        files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        files += [path for folder in font_folders(self.root) for path in folder.glob("*.[to]tf")]
        return key_of(digest_of(files, self.root), _code(), [version(engine) for engine in ENGINES])


@cache
def _code() -> str:
    rooms = Path(__file__).parents[1]
    files = [path for room in ("typesetting", "paper") for path in (rooms / room).rglob("*.py")]
    return digest_of(files, rooms)
