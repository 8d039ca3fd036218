"""Commands as documents show them: found, and held against the ones that there are."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from generator.cli import main

FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands(text: str) -> Iterator[list[str]]:
    """Every `handbook …` that a text tells people or machines to run, as words."""
    for line in re.findall(r"(?:^|&& |`|- )(?:\.venv/bin/)?(handbook [a-z][^`&\n|]*)", text.replace("\\\n", " "), re.MULTILINE):
        yield shlex.split(line, comments=True)


def in_fences(path: Path) -> Iterator[list[str]]:
    """Those in a Markdown file's blocks of code."""
    for block in FENCED.findall(path.read_text("utf-8")):
        yield from commands(block)


def fault(words: list[str]) -> str:
    """What the command line would say against a command; empty when it would run it. Nothing is run."""
    group: click.Command = main
    rest = words[1:]
    try:
        while isinstance(group, click.Group) and rest and not rest[0].startswith("-"):
            name, command, rest = group.resolve_command(click.Context(group), rest)
            if command is None:
                return f"no command {name}"
            group = command
        group.make_parser(click.Context(group)).parse_args(rest)
    except click.UsageError as refused:
        return refused.format_message()
    return ""
