"""What every command needs: the project, a sound library, what was chosen, the last word."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import base, publish
from ..inputs import ORGANISATION
from .mishaps import Commands

if TYPE_CHECKING:
    from ..handbook import Edition
    from ..library import Library
    from ..problems import Problem

MODULES = {
    "brand": "organising",
    "build": "building",
    "certificates": "certificates",
    "check": "making",
    "coverage": "making",
    "doctor": "examining",
    "drift": "organising",
    "edit": "editing",
    "merge": "building",
    "new": "organising",
    "schema": "organising",
    "serve": "making",
    "status": "keeping",
    "upgrade-notes": "keeping",
    "verify": "packing",
    "worksheets": "printing",
    "zip": "packing",
}
"""Where each command stands. Only the one that is asked for is read: reading all takes longer than many of them."""

INDUSTRY = click.option("--industry", "industries", multiple=True, metavar="ID", help="Only this industry. May be repeated.")
BRAND = click.option("--brand", default="", metavar="NAME", help="For a brand of content/organisation/brands/.")
QUIET = click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")


class _Commands(Commands):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in MODULES:
            import_module(f".{MODULES[cmd_name]}", __package__)
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="service-handbook")
def main() -> None:
    """Make a branded service handbook with printable worksheets from YAML.

    \b
    Example:
      handbook build --industry retail
    """


def project_root() -> Path:
    """The project's folder: this one or one above it that holds content/handbook.yml, or an organisation's own files alone."""
    here = Path.cwd()
    try:
        for folder in (here, *here.parents):
            if (folder / ORGANISATION).is_dir():
                base.lend(folder)
            if (folder / "content" / "handbook.yml").is_file():
                publish.check_between(folder)
                return folder
    except publish.Refused as refused:
        raise click.UsageError(str(refused)) from None
    raise click.UsageError("There is no content/handbook.yml here or in a folder above. Go to the handbook's folder.")


def sound_library(root: Path, strict: bool, quiet: bool) -> "Library":
    """The library, or the end: every problem said, exit status 1, nothing published."""
    return soundly_read(root, strict, quiet)[0]


def soundly_read(root: Path, strict: bool, quiet: bool) -> "tuple[Library, int]":
    """The library, and how many warnings there are; or the end."""
    from ..assembly import read  # late, as all that is read for few commands

    library, problems = read(root)
    if library is None or (strict and problems):
        for problem in problems:
            click.echo(problem.explain(), err=True)
        conclude(problems, strict, quiet)
        raise SystemExit(1)
    remind(len(problems), quiet)
    return library, len(problems)


def remind(warnings: int, quiet: bool) -> None:
    """Say that something is still to be looked at or written."""
    if warnings and not quiet:
        click.echo(
            f"There {'is' if warnings == 1 else 'are'} {count(warnings, 'warning')}: 'handbook check' says what about.",
            err=True,
        )


def conclude(problems: "Sequence[Problem]", strict: bool, quiet: bool) -> None:
    """Say how many, and leave with the right status."""
    from ..problems import errors

    wrong, warnings = len(errors(problems)), len(problems) - len(errors(problems))
    if not quiet:
        click.echo(f"{count(wrong, 'problem')}, {count(warnings, 'warning').lower()}.", err=True)
    if wrong or (strict and warnings):
        raise SystemExit(1)


def count(number: int, noun: str) -> str:
    """`No problems`, `1 problem`, `2 problems`."""
    return f"{number or 'No'} {noun}{'' if number == 1 else 's'}"


def chosen_editions(
    library: "Library", brand: str, industries: Iterable[str], languages: Iterable[str], audiences: Iterable[str]
) -> "list[Edition]":
    """The editions asked for, of a brand; every one when nothing is asked for."""
    from ..editions import of_brand

    known_only("brand", [brand] if brand else [], library.brands)
    return among(of_brand(library, brand), industries, languages, audiences)


def among(
    editions: "Sequence[Edition]", industries: Iterable[str], languages: Iterable[str], audiences: Iterable[str]
) -> "list[Edition]":
    """Those of the editions that are asked for; every one when nothing is asked for."""
    known_only("industry", industries, [edition.industry for edition in editions])
    known_only("language", languages, [edition.language for edition in editions])
    return [
        edition
        for edition in editions
        if edition.industry in (industries or [edition.industry])
        and edition.language in (languages or [edition.language])
        and edition.audience in (audiences or [edition.audience])
    ]


def day_of(context: click.Context, option: click.Parameter, day: str | None) -> date | None:
    """A day as somebody typed it. Refuses one so far off that there is none two months after it."""
    try:
        found = date.fromisoformat(day) if day else None
    except ValueError:
        found = date.max
    if found and found.year == date.max.year:
        raise click.UsageError(f"'{day}' is no date. Write year, month and day, such as 2027-03-31.")
    return found


def known_only(noun: str, asked: Iterable[str], known: Iterable[str]) -> None:
    """Refuse a word that nothing is called, with the nearest that is."""
    from ..problems import did_you_mean

    choices = list(dict.fromkeys(known))
    for word in asked:
        if word not in choices:
            raise click.UsageError(f"There is no {noun} '{word}'. {did_you_mean(word, choices)}")


def lay_down(files: Mapping[str, bytes], folder: Path, say: Callable[[str], None]) -> None:
    """Write files by their path in a folder, each whole or not at all, and say which."""
    for name, data in files.items():
        path = folder / name
        beside = path.with_name(f".{path.name}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
            beside.replace(path)
        except OSError as fault:
            with suppress(OSError):
                beside.unlink()
            raise click.UsageError(f"{path} cannot be written: {fault.strerror}. Mend that and run this again.") from None
        say(f"  {path}")


def speaker(quiet: bool) -> Callable[[str], None]:
    """What says a line of progress; nothing when it shall be quiet."""
    return (lambda _: None) if quiet else click.echo
