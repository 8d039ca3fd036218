"""The rooms keep their order, and the edges stay where they belong."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator"
ROOMS = re.findall(r"^    (\w+)  ", generator.__doc__ or "", re.MULTILINE)
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "mkdocs_hook.py" and path != PACKAGE / "__init__.py")


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    """Full names of what a module imports, relative imports spelt out."""
    package = ("generator", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            yield module
            yield from (f"{module}.{name.name}" for name in node.names)


def test_every_room_is_listed_in_the_architecture() -> None:
    assert {room_of(path) for path in MODULES} == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_import_only_rooms_above(path: Path) -> None:
    room = room_of(path)
    inner = {name.split(".")[1] for name in imports_of(path) if name.startswith("generator.")}
    below = [other for other in inner & set(ROOMS) if ROOMS.index(other) > ROOMS.index(room)]
    assert not below


@pytest.mark.parametrize(
    ("library", "home"),
    [
        ("mkdocs", "engine site standing theme"),
        ("yaml", "engine sources site"),
        ("typst", "paper typesetting"),
        ("pikepdf", "typesetting"),
        ("docx", "paper"),
        ("segno", "paper"),
        ("pptx", "paper"),
        ("nh3", "prose"),
        ("markdown_it", "prose"),
        ("jinja2", "ahead compiled engine pages standing theme"),
        ("icalendar", "follow_up"),
        ("ruamel", "editor"),
        ("lxml", "artwork engine styles verify"),
        ("tinycss2", "styles"),
        ("PIL", "artwork"),
        ("fontTools", "artwork"),
        ("babel", "dates"),
        ("click", "cli"),
        ("rich", "cli"),
    ],
)
def test_one_room_knows_each_library(library: str, home: str) -> None:
    users = {room_of(path) for path in MODULES if any(name.split(".")[0] == library for name in imports_of(path))}
    assert users == set(home.split())


def test_only_the_command_line_prints() -> None:
    for path in MODULES:
        if room_of(path) != "cli":
            calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
            assert not [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"], path


def test_templates_never_switch_escaping_off() -> None:
    for path in (ROOT / "overrides").rglob("*.j2"):
        assert not re.search(r"\|\s*safe|autoescape|Markup", path.read_text("utf-8")), path


def test_yaml_is_constructed_nowhere() -> None:
    """Content goes through `sources` alone, which uses PyYAML's parser and none of its constructors."""
    for path in MODULES:
        assert not re.search(r"yaml\.(safe_|full_|unsafe_)?load", path.read_text("utf-8")), path


def test_every_kind_of_block_is_drawn_on_screen_and_on_paper() -> None:
    from generator.blocks import KINDS

    screen = {path.name.removesuffix(".html.j2") for path in (ROOT / "overrides/pages/blocks").glob("*.html.j2")}
    paper = set(re.findall(r"^  ?\"?([a-z0-9-]+)\"?: ", (ROOT / "overrides/paper/areas.typ").read_text("utf-8"), re.MULTILINE))
    assert screen == set(KINDS)
    assert set(KINDS) <= paper


def test_templates_say_nothing_by_themselves() -> None:
    """Every word that a reader sees comes from the content or from the language's words."""
    for path in sorted((ROOT / "overrides").rglob("*.j2")):
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
        text = re.sub(r"<[^>]*>|&\w+;", " ", text)
        assert re.findall(r"[A-Za-z]{2,}", text) == [], path.name
