"""Other engines, given the generated pages of an edition: how each is set up for them and started.

All get the same Markdown and the same menu. MkDocs and Zensical take the generated project as it is; Hugo and Sphinx need
settings of their own, and a home of each folder under another name or in a list.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.bench.ground import RIVALS, ROOT, environment, put_away

Menu = list[tuple[str, list[tuple[str, str]]]]
"""Chapters with their pages: names and paths."""
HERE = Path(__file__).parent
_HEADING_WITH_ID = re.compile(r"^(#+ .*?) \{ #([\w.-]+)(?: data-search-exclude='')? \}$", re.MULTILINE)


@dataclass(frozen=True)
class Engine:
    """Somebody who makes a site of an edition's pages."""

    name: str
    program: Path
    arguments: Sequence[str]
    """To be started in its folder."""
    set_up: Callable[[Path], None] = lambda folder: None
    """Make a generated project into one of its own."""
    made: str = "site"
    """Where its site is then."""
    leftovers: Sequence[str] = (".cache",)
    """What it remembers of the time before, besides its site."""

    @property
    def is_here(self) -> bool:
        """Whether it could be installed."""
        return self.program.exists()

    @property
    def folder(self) -> str:
        """Where its copies lie in a project."""
        return re.sub(r"\W+", "-", self.name.lower())

    def prepared(self, folders: Iterable[Path]) -> list[Path]:
        """Copies of generated projects, ready for it. They lie as deep as those, so that shared settings are found."""
        return [self._prepared(folder) for folder in folders]

    def _prepared(self, folder: Path) -> Path:
        copy = folder.parents[1] / self.folder / folder.name
        shutil.copytree(folder, copy)
        self.set_up(copy)
        return copy

    def build(self, folders: Sequence[Path], at_once: int = 1, *, fresh: bool = True) -> None:
        """A command for each edition."""
        running: list[subprocess.Popen[bytes]] = []
        for folder in folders:
            if fresh:
                self.forget(folder)
            running.append(subprocess.Popen([self.program, *self.arguments], cwd=folder, env=environment(), **_SILENT))
            if len(running) == at_once:
                assert running.pop(0).wait() == 0, f"{self.name}: {folder}"
        assert all(process.wait() == 0 for process in running), self.name

    def forget(self, folder: Path) -> None:
        """Take away what it made before."""
        put_away(*(folder / name for name in (self.made, *self.leftovers)))


_SILENT: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def _with_hugo(folder: Path) -> None:
    """A small theme: the same menu, the content, an index for a search.

    `index` is the home of a folder under another name; headings have no attribute but their ids.
    """
    for page in (folder / "docs").rglob("*.md"):
        page.write_text(_HEADING_WITH_ID.sub(r"\1 {#\2}", page.read_text("utf-8")), "utf-8")
        if page.name == "index.md":
            page.rename(page.with_name("_index.md"))
    shutil.copytree(ROOT / "overrides" / "theme" / "assets", folder / "static" / "assets")
    shutil.move(folder / "docs" / "assets", folder / "static" / "own")
    shutil.copytree(HERE / "hugo", folder, dirs_exist_ok=True)
    chapters = [
        {"name": name, "pages": [{"name": page, "path": path} for page, path in pages]} for name, pages in menu_of(folder)
    ]
    (folder / "data").mkdir()
    (folder / "data" / "menu.json").write_text(json.dumps(chapters), "utf-8")


def _with_sphinx(folder: Path) -> None:
    """The ids of headings as MyST writes them, and a list of pages for each chapter at the end of the home."""
    shutil.copy(HERE / "sphinx.py", folder / "docs" / "conf.py")
    for page in (folder / "docs").rglob("*.md"):
        page.write_text(_HEADING_WITH_ID.sub(r"{#\2}\n\1", page.read_text("utf-8")), "utf-8")
    lists = (
        f"\n```{{toctree}}\n:hidden:\n:caption: {name}\n\n" + "".join(f"{title} <{path}>\n" for title, path in pages) + "```\n"
        for name, pages in menu_of(folder)
    )
    with (folder / "docs" / "index.md").open("a", encoding="utf-8") as home:
        home.writelines(lists)


def _with_pdf(folder: Path) -> None:
    """A PDF of the whole site, as the plugin makes it without further settings."""
    path = folder / "mkdocs.yml"
    settings = yaml.safe_load(path.read_text("utf-8"))
    shared = yaml.safe_load((folder / settings["INHERIT"]).read_text("utf-8"))
    path.write_text(yaml.safe_dump(settings | {"plugins": [*shared["plugins"], "to-pdf"]}), "utf-8")


def menu_of(folder: Path) -> Menu:
    """The menu of a generated project, each chapter with all of its pages."""
    chapters = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))["nav"]
    return [(name, list(_pages(name, items))) for chapter in chapters for name, items in chapter.items()]


def _pages(name: str, items: Any) -> Iterator[tuple[str, str]]:
    if isinstance(items, str):
        yield name, items
        return
    for item in items:
        if isinstance(item, str):
            yield name, item
        else:
            for inner, below in item.items():
                yield from _pages(inner, below)


MKDOCS = Engine("plain MkDocs", Path(sys.executable), ["-m", "mkdocs", "build", "--quiet"])
ZENSICAL = Engine("Zensical", Path(sys.executable).parent / "zensical", ["build", "--config-file", "mkdocs.yml"])
HUGO = Engine("Hugo", RIVALS / "hugo", ["--quiet"], _with_hugo, made="public", leftovers=["resources"])
PDF = Engine("MkDocs with a PDF plugin", RIVALS / "python", ["-m", "mkdocs", "build", "--quiet"], _with_pdf)
FURO = Engine("Sphinx with furo", RIVALS / "sphinx-build", ["-Q", "-b", "html", "docs", "site"], _with_sphinx)
