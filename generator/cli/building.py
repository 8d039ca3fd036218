"""The command that builds. It reads what makes a handbook only once there is something to do."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from .. import inputs
from ..inputs import WHOLE, Shard
from .terminal import INDUSTRY, QUIET, main, project_root, remind, speaker


@dataclass(frozen=True)
class Asked:
    """What was asked for on the command line."""

    brands: tuple[str, ...]
    industries: tuple[str, ...]
    languages: tuple[str, ...]
    audiences: tuple[str, ...]
    out: Path
    jobs: int
    shard: Shard
    scheduler: str | None
    strict: bool
    no_paper: bool
    verbose: bool
    quiet: bool

    @property
    def choice(self) -> list[str]:
        """All that the site depends on, as text."""
        what = (self.brands, self.industries, self.languages, self.audiences, self.out, self.shard, self.strict, self.no_paper)
        return [str(part) for part in what]


def _shard(context: click.Context, option: click.Parameter, text: str | None) -> Shard:
    """`2/4` is the second of four."""
    if text is None:
        return WHOLE
    number, _, of = text.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise click.BadParameter(f"'{text}' is no part of a whole. Say which of how many, such as 1/4.")
    return Shard(int(number), int(of))


@main.command()
@click.option("--brand", "brands", multiple=True, metavar="NAME", help="Only this brand of editions.yml. May be repeated.")
@INDUSTRY
@click.option("--language", "languages", multiple=True, metavar="L", help="Only this language. May be repeated.")
@click.option("--audience", "audiences", multiple=True, type=click.Choice(["staff", "trainer"]), help="Only this audience.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("site"), show_default=True, help="Where to publish.")
@click.option("--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, metavar="N", help="Workers.  [all cores]")
@click.option("--shard", callback=_shard, metavar="I/N", help="Make only this part: 'handbook merge' joins the parts.")
@click.option("--scheduler", metavar="ADDRESS", help="Let a Dask cluster make the editions, such as tcp://10.0.0.5:8786.")
@click.option("--strict", is_flag=True, help="Publish nothing while there are warnings.")
@click.option("--no-paper", is_flag=True, help="Leave out the worksheets to print.")
@click.option("--verbose", "-v", is_flag=True, help="Say why each edition had to be made anew.")
@QUIET
def build(**options: Any) -> None:
    """Build every edition, or only some, and publish them as one site.

    \b
    Example:
      handbook build --industry retail --audience staff
    """
    root, asked = project_root(), Asked(**options)
    made_from = inputs.digest(root, asked.choice)
    before = inputs.as_built(root, asked.out, made_from)
    if before:
        remind(before.warnings, asked.quiet)
        speaker(asked.quiet)(f"Nothing has changed since it was built. Open {asked.out / 'index.html'} in a browser.")
        return
    from .anew import build_anew  # late: to read what makes a handbook takes longer than to see that nothing is to do

    inputs.enter(root, asked.out, made_from, warnings=build_anew(root, asked))


@main.command()
@click.argument("parts", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--out", type=click.Path(path_type=Path), default=Path("site"), show_default=True, help="Where to publish.")
@QUIET
def merge(parts: tuple[Path, ...], out: Path, quiet: bool) -> None:
    """Join the parts of a build that was made in shards, on one machine or several.

    \b
    Example:
      handbook merge part-1/ part-2/ --out site/
    """
    from .anew import join

    editions = join(project_root(), parts, out)
    speaker(quiet)(f"Joined {editions} editions. Open {out / 'index.html'} in a browser.")
