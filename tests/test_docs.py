"""What the documents promise is there: commands, options, words, files, field descriptions."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

import click
import pytest

from generator import models
from generator.assembly import ABOUT_OURS, ORGANISATION
from generator.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
_CONTEXT = click.Context(main)
COMMANDS = {name: command for name in main.list_commands(_CONTEXT) if (command := main.get_command(_CONTEXT, name))}
MODELS = [
    model for name in models.__all__ if isinstance(model := getattr(models, name), type) and issubclass(model, models.Model)
]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_shows_an_example(name: str) -> None:
    command = COMMANDS[name]
    assert f"`handbook {name}`" in README
    assert f"handbook {name}" in (command.help or "")


def test_the_readme_names_no_command_or_option_that_does_not_exist() -> None:
    for row in re.findall(r"^\| `handbook ([\w-]+)` \| (.+) \|$", README, re.MULTILINE):
        options = {option for parameter in COMMANDS[row[0]].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", row[1])) <= options


def test_a_command_that_nobody_registered_is_missed() -> None:
    assert len(COMMANDS) >= 16


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    options = [parameter for parameter in COMMANDS[name].params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not option.help] == []
    assert "quiet" in {option.name for option in options}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_of_every_file_is_documented(model: type[models.Model]) -> None:
    assert model.__doc__
    undocumented = [name for name, field in model.model_fields.items() if not field.description and name != "kind"]
    assert undocumented == []


def test_files_named_in_the_readme_exist() -> None:
    named = re.findall(r"`((?:content|exercises|generator|overrides|\.github|tests)/[\w./-]*)`", README)
    theirs = {name for name in named if any(fnmatchcase(name, file) for file in ABOUT_OURS)}
    stand_ins = {
        name for name in named if name.startswith(ORGANISATION) and (ROOT / name.replace("organisation/", "")).is_file()
    }
    assert [name for name in set(named) - theirs - stand_ins if not (ROOT / name).exists() and "<" not in name] == []
    assert [name for name in re.findall(r'(?:src="|\]\()(docs/[\w./-]+)', README) if not (ROOT / name).is_file()] == []


def test_the_fields_shown_in_the_readme_are_those_of_the_page() -> None:
    shown = README.split("```yaml")[1].split("```")[0]
    keys = re.findall(r"^([a-z_]+):", shown, re.MULTILINE)
    assert set(keys) <= set(models.Concept.model_fields)
