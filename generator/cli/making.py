"""Commands that check and show a handbook, and say how complete it is."""

import json
from collections.abc import Iterator
from dataclasses import asdict

import click
from rich.console import Console

from .. import coverage as covering
from .. import fit, writing
from .. import paper as printing
from ..assembly import read
from ..live import Live
from ..preview import PortTaken
from ..problems import Style
from .terminal import BRAND, QUIET, chosen_editions, conclude, main, project_root, sound_library, speaker


@main.command()
@click.option(
    "--format", "style", type=click.Choice([style.value for style in Style]), default="text", help="How to say the problems."
)
@click.option("--strict", is_flag=True, help="Count warnings as problems.")
@click.option("--no-paper", is_flag=True, help="Do not set the worksheets to count their pages.")
@QUIET
def check(style: str, strict: bool, no_paper: bool, quiet: bool) -> None:
    """Check every file and list all problems at once, with advice on the writing and on sheets that run over.

    \b
    Example:
      handbook check --format github
    """
    root = project_root()
    library, problems = read(root)
    if library:
        problems += writing.advise(library)
    if library and not no_paper:
        with Console(stderr=True, quiet=quiet).status("Setting the worksheets to count their pages"):
            problems += fit.overflows(library, printing.Press(root))
    problems.sort()
    for problem in problems:
        click.echo(problem.explain(Style(style)))
    conclude(problems, strict, quiet or style != Style.TEXT)


@main.command()
@click.option("--industry", default=None, metavar="ID", help="Which industry to show.  [the first]")
@click.option("--audience", type=click.Choice(["staff", "trainer"]), default="staff", show_default=True, help="Whose edition.")
@BRAND
@click.option("--port", type=click.IntRange(1024, 65535), default=8000, show_default=True, help="Where to listen.")
@QUIET
def serve(industry: str | None, audience: str, brand: str, port: int, quiet: bool) -> None:
    """Show one edition on this machine and follow your edits.

    \b
    Example:
      handbook serve --industry retail
    """
    root = project_root()
    library = sound_library(root, strict=False, quiet=True)
    edition = chosen_editions(library, brand, (industry,) if industry else (), (), (audience,))[0]
    try:
        live = Live(root, edition, port, lambda message: click.echo(message, err=True))
    except PortTaken as taken:
        raise click.UsageError(str(taken)) from None
    speaker(quiet)(f"Open {live.server.address} in a browser. Pages follow what you save. Press Ctrl and C to end.")
    live.follow()


@main.command()
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="As a table or as JSON.")
@QUIET
def coverage(style: str, quiet: bool) -> None:
    """Show what is complete and what is missing: ideas by industry, source items, exercises, sessions.

    \b
    Example:
      handbook coverage --format json > coverage.json
    """
    report = covering.report(sound_library(project_root(), strict=False, quiet=True))
    if style == "json":
        click.echo(json.dumps(asdict(report), ensure_ascii=False, indent=1))
        return
    if not quiet:
        for line in _coverage_lines(report):
            click.echo(line)
    click.echo(f"{report.holes or 'No'} hole{'' if report.holes == 1 else 's'}.", err=True)


def _coverage_lines(report: covering.Report) -> Iterator[str]:
    """The tables as text: a plus for what is there, a dot for what is missing."""
    for industry in next(iter(report.examples.values()), {}):
        cells = "".join("+" if row[industry] else "." for row in report.examples.values())
        scenes = " ".join(str(row[industry]) for row in report.scenarios.values())
        yield f"{industry:16} examples {cells}  scenes by stage {scenes}"
    used = [item for item in report.sources.values() if item.uses]
    left_out = [item for item in report.sources.values() if item.excluded]
    yield f"source items: {len(used)} used, {len(left_out)} left out with a reason, of {len(report.sources)}"
    yield f"exercises: {len(report.exercises)}; sessions: {len(report.sessions)}"
    for industry, gaps in report.gaps.items():
        yield from (f"{industry}: {gap.missing}" for gap in gaps)
