"""Commands for an organisation that makes the handbook its own."""

import json
import re
from pathlib import Path

import click

from .. import brand_preview as previewing
from .. import drift as drifting
from .. import publish, site
from .. import scaffold as scaffolding
from .. import schema as describing
from ..assembly import read
from ..documents import Value
from ..editions import select
from ..handbook import Audience
from ..models import SLUG_PATTERN
from ..paper import PaperError
from ..problems import errors
from .terminal import BRAND, QUIET, chosen_editions, known_only, main, project_root, sound_library, speaker


@main.command()
@click.argument("kind", type=click.Choice(list(scaffolding.KINDS)))
@click.argument("name", metavar="NAME")
@QUIET
def new(kind: str, name: str, quiet: bool) -> None:
    """Start something of your own: commented files in content/organisation/, valid at once.

    \b
    Example:
      handbook new industry airline
    """
    if not re.fullmatch(SLUG_PATTERN, name):
        raise click.UsageError(f"'{name}' cannot be part of an address. Use small letters, digits and hyphens: late-trains.")
    root = project_root()
    library = sound_library(root, strict=False, quiet=True)
    files = scaffolding.scaffold(kind, name, library)
    for path in files:
        if (root / path).exists():
            raise click.UsageError(f"{path} is there already. Choose another name, or go on writing it.")
    say = speaker(quiet)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8", newline="\n")
        say(f"  {path}")
    say("Open the first of these and write. 'handbook check' lists what is left, in order.")


@main.group(invoke_without_command=True)
@QUIET
@click.pass_context
def drift(context: click.Context, quiet: bool) -> None:
    """Show what has changed in the handbook under your own changes. Exit status 1 when something has.

    \b
    Example:
      handbook drift
      handbook drift accept need.fairness
    """
    if context.invoked_subcommand:
        return
    say = speaker(quiet)
    found = list(drifting.drifts(sound_library(project_root(), strict=False, quiet=True)))
    for one in found:
        name = f"{one.replaced.of}: {one.replaced.way}" if one.replaced.way else one.replaced.of
        was = "(not remembered yet)" if one.is_new else _shown(one.was)
        say(f"{one.replaced.place}: {name}")
        for who, text in (("was", was), ("is now", _shown(one.replaced.ours)), ("yours", _shown(one.replaced.theirs))):
            say(f"    {who:7} {text}")
    say("Does yours still fit? Then: handbook drift accept" if found else "Nothing has changed under your changes.")
    if found:
        raise SystemExit(1)


@drift.command()
@click.argument("names", nargs=-1, metavar="[ID]...")
@QUIET
def accept(names: tuple[str, ...], quiet: bool) -> None:
    """Say that your changes fit what the handbook says now: all of them, or those of some ids.

    \b
    Example:
      handbook drift accept need.fairness
    """
    root = project_root()
    library = sound_library(root, strict=False, quiet=True)
    known_only("change of", names, [replaced.of for replaced in library.replaced])
    (root / drifting.FILE).parent.mkdir(parents=True, exist_ok=True)
    (root / drifting.FILE).write_text(drifting.accept(library, names), "utf-8", newline="\n")
    speaker(quiet)(f"Remembered in {drifting.FILE}.")


def _shown(value: Value) -> str:
    """A value for people: a text as it is, anything else as one line."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@main.group()
@QUIET
@click.pass_context
def brand(context: click.Context, quiet: bool) -> None:
    """Look at your brand before anything is built.

    \b
    Example:
      handbook brand preview
    """
    context.obj = quiet


@brand.command()
@click.option("--industry", default=None, metavar="ID", help="Whose drawing to show.  [the first]")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("brand-preview"), show_default=True, help="Where to put it."
)
@BRAND
@QUIET
@click.pass_obj
def preview(is_quiet: bool, industry: str | None, brand: str, out: Path, quiet: bool) -> None:
    """Show every colour, letter and part of your brand on one page and one sheet, and say what fails.

    Exit status 1 when something fails; the page is made all the same.

    \b
    Example:
      handbook brand preview --out brand-preview/
    """
    root = project_root()
    library, problems = read(root, bearing=("contrast",))
    failing = [problem for problem in errors(problems) if problem.rule == "contrast" or library is None]
    for problem in failing:
        click.echo(problem.explain(), err=True)
    if library is None:
        raise SystemExit(1)
    chosen = chosen_editions(library, brand, (industry,) if industry else (), (), (Audience.STAFF,))[0]
    said = [f"{problem.message}. {problem.advice}" for problem in failing]
    try:
        previewing.preview(select(library, chosen), said, root, out)
    except publish.Refused as refused:
        raise click.UsageError(str(refused)) from None
    except (site.SiteError, PaperError) as fault:
        click.echo(f"{fault}\nNothing was written; {out}/ is as it was.", err=True)
        raise SystemExit(1) from None
    speaker(quiet or is_quiet)(f"Open {out / previewing.PAGE} in a browser; on paper it is {out / previewing.SHEET}.")
    if failing:
        raise SystemExit(1)


@main.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=None, help="Where to put them.  [.vscode]")
@QUIET
def schema(out: Path | None, quiet: bool) -> None:
    """Write the JSON Schema of every file, for editors, and the settings that tell VS Code which is which.

    \b
    Example:
      handbook schema --out schemas/
    """
    folder = out or project_root() / ".vscode"
    (folder / describing.FOLDER).mkdir(parents=True, exist_ok=True)
    for name, text in describing.schemas().items():
        (folder / describing.FOLDER / name).write_text(text, "utf-8", newline="\n")
    (folder / describing.SETTINGS).write_text(describing.settings(), "utf-8", newline="\n")
    speaker(quiet)(f"Wrote {len(describing.schemas())} schemas and the settings of VS Code to {folder.name}/.")
