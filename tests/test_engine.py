"""What the engine is spared changes no byte, comes from what was kept, and never hides a fault."""

import logging
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jinja2
import markdown
import pytest
import yaml
from jinja2.meta import find_referenced_templates, find_undeclared_variables
from mkdocs.commands.build import build as plainly
from mkdocs.config import load_config

from generator import theme
from generator.cache import Cache
from generator.engine import load, spare_work
from generator.site import SiteError, render
from tests.conftest import ROOT, copy_sample, handbook
from tests.test_site import tree


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the sample's edition for staff, as the engine gets them."""
    project = copy_sample(tmp_path_factory.mktemp("engine") / "project")
    done = handbook("build", "--audience", "staff", "--no-paper", "--jobs", "1", cwd=project)
    assert done.returncode == 0, done.stderr
    return project / "build" / "bakery-en-staff"


@pytest.fixture(autouse=True)
def one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def rendered(edition: Path, out: Path, cache: Cache | None) -> dict[str, str]:
    settings = edition / "mkdocs.yml"
    config = load(settings) if cache else load_config(str(settings))
    config.site_dir = str(out)
    if cache:
        spare_work(config, cache, [settings.read_text("utf-8")])
    config.plugins.on_startup(command="build", dirty=False)
    plainly(config)
    return tree(out)


def copied(edition: Path, project: Path) -> Path:
    """The same edition elsewhere, to change."""
    shutil.copytree(edition, project / "build" / "edition")
    for name in ("overrides", "mkdocs.yml"):
        (project / name).symlink_to(edition.parents[1] / name)
    return project / "build" / "edition"


def test_the_bytes_are_those_of_the_plain_engine(edition: Path, tmp_path: Path) -> None:
    plain = rendered(edition, tmp_path / "plain", None)
    cache = Cache(tmp_path / "cache")
    assert rendered(edition, tmp_path / "cold", cache) == plain
    assert rendered(edition, tmp_path / "warm", cache) == plain
    assert rendered(edition, tmp_path / "without", Cache(tmp_path / "cold" / "index.html")) == plain  # no folder at all


def test_what_the_engine_warns_of_is_not_published(edition: Path, tmp_path: Path) -> None:
    folder = copied(edition, tmp_path)
    page = folder / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + "\nA [way](nowhere.md) that leads nowhere.\n", "utf-8")
    with pytest.raises(SiteError, match=r"nowhere\.md"):
        render(tmp_path, folder)


def test_nothing_is_done_twice(edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when a change of the engine stops applying: then it would do its own work again."""
    cache = Cache(tmp_path / "cache")
    first = rendered(edition, tmp_path / "first", cache)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("the engine did this again")

    monkeypatch.setattr(markdown.Markdown, "convert", never)  # texts
    monkeypatch.setattr("material.plugins.search.plugin.Parser.handle_data", never)  # the search
    monkeypatch.setattr(jinja2.Environment, "compile", never)  # templates
    drawn: list[str] = []
    plain = jinja2.Template.render

    def render(self: jinja2.Template, *values: object, **more: object) -> str:
        drawn.append(str(self.name))
        return plain(self, *values, **more)

    monkeypatch.setattr(jinja2.Template, "render", render)  # pages
    assert rendered(edition, tmp_path / "again", cache) == first
    assert "main.html" not in drawn


def test_items_of_the_menu_are_drawn_once_for_a_folder(edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when the theme draws its menus in other words than those that are replaced."""
    drawn: list[str] = []
    plain = jinja2.runtime.Macro._invoke

    def invoke(self: jinja2.runtime.Macro, arguments: list[object], autoescape: bool) -> str:
        drawn.append(self.name)
        return plain(self, arguments, autoescape)

    monkeypatch.setattr(jinja2.runtime.Macro, "_invoke", invoke)
    rendered(edition, tmp_path / "plain", None)
    plainly_drawn = drawn.count("render")
    drawn.clear()
    rendered(edition, tmp_path / "spared", Cache(tmp_path / "cache"))
    assert drawn.count("render") < plainly_drawn / 2


def test_parts_of_pages_are_drawn_once_for_a_folder(edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when the theme takes its parts in with other words than those that are replaced."""
    asked: list[str] = []
    plain = jinja2.Environment.get_template

    def get(self: jinja2.Environment, name: str, *more: Any) -> jinja2.Template:
        asked.append(name)
        return plain(self, name, *more)

    monkeypatch.setattr(jinja2.Environment, "get_template", get)
    rendered(edition, tmp_path / "out", Cache(tmp_path / "cache"))
    folders = {path.parent for path in (tmp_path / "out").rglob("*.html")}
    pages = asked.count("main.html")
    for part in theme.PARTS:
        assert 0 < asked.count(f"partials/{part}.html") <= len(folders) + 2 < pages, part


@pytest.mark.parametrize("part", theme.PARTS)
def test_parts_that_are_drawn_once_do_not_look_at_the_page(part: str) -> None:
    env = theme.environment(ROOT, Cache(ROOT / "build" / "cache"))
    assert env.loader
    names = [f"partials/{part}.html"]
    for name in names:
        parsed = env.parse(env.loader.get_source(env, name)[0])
        assert not find_undeclared_variables(parsed) & {"page", "toc", "toc_item", "nav_item"}
        names += [named for named in find_referenced_templates(parsed) if named]


AFTERWARDS = """
import sys, jinja2
from pathlib import Path
from generator import ahead
from generator.cli import main
compiled, plain = [], jinja2.Environment.compile
with ahead.compiled(Path.cwd()):
    pass
jinja2.Environment.compile = lambda self, source, name=None, *more, **others: (
    compiled.append(name) or plain(self, source, name, *more, **others))
try:
    main(["build", "--audience", "staff", "--no-paper", "--jobs", "1", "--quiet"])
finally:
    print(*compiled)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is no copy of another")
def test_templates_are_compiled_while_content_is_read(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "project")
    done = subprocess.run([sys.executable, "-c", AFTERWARDS], cwd=project, capture_output=True, text=True, check=True)
    left = done.stdout.split()
    assert left, "some are named by the language and the settings"
    assert not [name for name in left if not name.startswith((".icons/", "partials/languages/"))]


def test_pages_that_are_ready_need_no_markdown(edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when our settings of Markdown are no longer those under which a page may be ready."""
    texts: list[str] = []
    slowly_read: list[object] = []  # YAML: but for the settings, nothing
    scanner = yaml.scanner.Scanner.__init__

    def scan(self: yaml.scanner.Scanner) -> None:
        slowly_read.append(self)
        scanner(self)

    monkeypatch.setattr(yaml.scanner.Scanner, "__init__", scan)
    plain = markdown.Markdown.convert

    def convert(self: markdown.Markdown, text: str) -> str:
        texts.append(text)
        return str(plain(self, text))

    monkeypatch.setattr(markdown.Markdown, "convert", convert)
    pages = [name for name in rendered(edition, tmp_path / "out", Cache(tmp_path / "cache")) if name.endswith(".html")]
    assert len(texts) < len(pages) / 10
    assert len(slowly_read) < len(pages) / 10


def test_one_changed_page_changes_only_itself(edition: Path, tmp_path: Path) -> None:
    copy = copied(edition, tmp_path / "project")
    cache = Cache(tmp_path / "cache")
    before = rendered(copy, tmp_path / "before", cache)
    page = copy / "docs" / "glossary.md"
    page.write_text(page.read_text("utf-8") + "\n\nOne more line.\n", "utf-8")
    after = rendered(copy, tmp_path / "after", cache)
    assert {name for name in after if after[name] != before[name]} == {"glossary.html", "search/search_index.json"}
    assert after == rendered(copy, tmp_path / "plain", None)


def test_a_page_that_has_lost_what_it_links_to_says_so_again(
    edition: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    copy = copied(edition, tmp_path / "project")
    page = copy / "docs" / "glossary.md"
    page.write_text(page.read_text("utf-8") + "\n\n[A picture](one.txt)\n", "utf-8")
    (copy / "docs" / "one.txt").write_text("1", "utf-8")
    cache = Cache(tmp_path / "cache")
    rendered(copy, tmp_path / "whole", cache)
    (copy / "docs" / "one.txt").unlink()
    with caplog.at_level(logging.WARNING, "mkdocs"):
        for _ in range(2):
            caplog.clear()
            rendered(copy, tmp_path / "broken", cache)
            assert "one.txt" in caplog.text
