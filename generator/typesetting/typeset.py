"""The data of a document to a PDF, by Typst. The only module that knows Typst.

Texts reach the templates as files of JSON, never as markup: nothing an author writes is ever evaluated. The files
are held in memory. The PDF follows PDF/UA-1 and holds no date, so the same data give the same bytes.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import typst

_NO_GLYPH = re.compile(r"the text `\"(.+?)\"` could not be displayed with font")
_NO_ROOM = re.compile(r"panicked with: no room on a card, (.*)", re.DOTALL)
"""What `overrides/paper/cards.typ` says of a name."""
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_EXCERPT = 80
OWN = ("title", "description", "sheets")
"""What no other document has. The rest is a file by itself: Typst keeps what it has worked out from a file that stays."""
_MAIN = b'#include "/overrides/paper/document.typ"'
PPI = 300
"""What printers print."""


Data = dict[str, Any]
"""Plain values a template draws: texts, numbers, lists and more of these."""


class PaperError(Exception):
    """A document that cannot be made because of a text or a template. The message names it."""


def font_folders(project: Path) -> list[Path]:
    """Where fonts for paper lie: ours, and the brand's own."""
    folders = [project / name for name in ("overrides/fonts", "content/brand", "content/organisation/brand")]
    return [folder for folder in folders if folder.is_dir()]


def brand_fonts(project: Path) -> typst.Fonts:
    """The fonts for paper and no others, whatever is installed."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=font_folders(project))


class Typesetter:
    """Sets documents. Make one and keep it: fonts and templates are read once and compiled parts are reused."""

    def __init__(self, project: Path) -> None:
        """`project` is the folder that holds `overrides/` and `content/`; nothing outside it can be read."""
        self.project = project
        fonts = brand_fonts(project)
        self._compiler = typst.Compiler(root=project, font_paths=fonts)
        picture = project / "overrides" / "paper" / "picture.typ"
        self._picture = typst.Compiler(picture, root=project, font_paths=fonts, sys_inputs={"path": ""})
        self._pictures: dict[str, bytes] = {}

    def pdf(self, data: Mapping[str, object]) -> bytes:
        """The document as a tagged PDF. Raises PaperError when the fonts lack a sign that its text needs, or a card room."""
        own = {name: data[name] for name in OWN}
        shared = {name: value for name, value in data.items() if name not in OWN}
        files = {"main.typ": _MAIN, "document.json": _json(shared), "sheets.json": _json(own)}
        try:
            # Its stub does not know that several files can be given.
            pdf = self._compiler.compile(files, format="pdf", pdf_standards="ua-1")  # type: ignore[type-var]
        except typst.TypstError as error:
            if told := _told(error.message, data):
                raise PaperError(told) from error
            raise
        assert isinstance(pdf, bytes)  # noqa: S101 - a list comes only from pictures of pages
        return pdf

    def picture(self, path: str) -> bytes:
        """A picture file, given from the project's folder, as PNG: for files that cannot hold SVG.

        Raises PaperError when it is no picture.
        """
        if path not in self._pictures:
            try:
                png = self._picture.compile(format="png", ppi=PPI, sys_inputs={"path": path})
            except typst.TypstError as error:
                raise PaperError(f"{path.removeprefix('/')}: {error.message}") from error
            assert isinstance(png, bytes)  # noqa: S101 - a list comes only from several pages
            self._pictures[path] = png
        return self._pictures[path]


def _json(data: Mapping[str, object]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def _told(message: str, data: object) -> str:
    """What an author can mend, in a sentence; nothing when the fault is ours."""
    if missing := _NO_GLYPH.search(message):
        return _no_glyph(_unescaped(missing[1]), data)
    if crowded := _NO_ROOM.search(message):
        name = crowded[1][:_EXCERPT]
        return f"a card has no room for all that must stand together on it: shorten “{name}”, or what heads the text under it"
    return ""


def _unescaped(sign: str) -> str:
    r"""Typst names an invisible sign by its number, such as `\u{7}`."""
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), sign)


def _no_glyph(sign: str, data: object) -> str:
    text = next((text for text in _texts(data) if sign in text), "")
    codes = " ".join(f"U+{ord(character):04X}" for character in sign)
    name = f"'{sign}' ({codes})" if sign.isprintable() else codes
    return f"the fonts for paper have no sign for {name}, which stands in “{_around(sign, text)}”"


def _around(sign: str, text: str) -> str:
    start = max(text.find(sign) - _EXCERPT // 2, 0)
    return text[start : start + _EXCERPT].strip()


def _texts(value: object) -> Iterator[str]:
    """Every text in the data, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _texts(part)
