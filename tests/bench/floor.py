"""The least that any engine with this Markdown has to do: each text that differs as HTML, once, and a file for each page.

    python -m tests.bench.floor FOLDER ...

Two processes, python-markdown with the settings of our editions, no theme, no menu, no search, no link looked at.
Each FOLDER holds a generated project; the HTML lands in its `floor/`.
"""

import sys
from collections.abc import Sequence
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import markdown

_AT_ONCE = 2


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=["toc", "tables", "fenced_code", "attr_list"])


def _as_html(text: str) -> str:
    return _converter().reset().convert(text)


def main(folders: Sequence[Path]) -> None:
    """Read, convert, write."""
    texts = {page: _body(page.read_text("utf-8")) for folder in folders for page in sorted((folder / "docs").rglob("*.md"))}
    unique = sorted(set(texts.values()))
    with get_context("fork").Pool(_AT_ONCE) as pool:
        made = dict(zip(unique, pool.map(_as_html, unique, chunksize=8), strict=True))
    for folder in folders:
        for page in (folder / "docs").rglob("*.md"):
            path = folder / "floor" / page.relative_to(folder / "docs").with_suffix(".html")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"<article>{made[texts[page]]}</article>", "utf-8")


def _body(text: str) -> str:
    """Without its front matter."""
    return text.split("\n---\n", 1)[1]


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
