"""Commands that check, build and show a handbook, and say how complete it is."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from .. import build as building
from .. import coverage as covering
from .. import fit, publish, site, workers, writing
from .. import paper as printing
from ..assembly import read
from ..editions import Audience
from ..problems import Style
from ..workshop import Order
from .progress import Building
from .terminal import INDUSTRY, QUIET, chosen_editions, conclude, main, project_root, sound_library, speaker


@main.command()
@click.option(
    "--format", "style", type=click.Choice([style.value for style in Style]), default="text", help="How to say the problems."
)
@click.option("--strict", is_flag=True, help="Count warnings as problems.")
@click.option("--no-paper", is_flag=True, help="Do not set the worksheets to count their pages.")
@QUIET
def check(style: str, strict: bool, no_paper: bool, quiet: bool) -> None:
    r"""Check every file and list all problems at once, with advice on the writing and on sheets that run over.

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
@INDUSTRY
@click.option("--language", "languages", multiple=True, metavar="L", help="Only this language. May be repeated.")
@click.option(
    "--audience",
    "audiences",
    multiple=True,
    type=click.Choice([audience.value for audience in Audience]),
    help="Only this audience.",
)
@click.option("--out", type=click.Path(path_type=Path), default=Path("site"), show_default=True, help="Where to publish.")
@click.option("--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, metavar="N", help="Workers.  [all cores]")
@click.option("--strict", is_flag=True, help="Publish nothing while there are warnings.")
@click.option("--no-paper", is_flag=True, help="Leave out the worksheets to print.")
@click.option("--verbose", "-v", is_flag=True, help="Say why each edition had to be made anew.")
@QUIET
def build(
    industries: tuple[str, ...],
    languages: tuple[str, ...],
    audiences: tuple[str, ...],
    out: Path,
    jobs: int,
    strict: bool,
    no_paper: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    r"""Build every edition, or only some, and publish them as one site.

    \b
    Example:
      handbook build --industry retail --audience staff
    """
    root = project_root()
    library = sound_library(root, strict, quiet)
    chosen = chosen_editions(library, industries, languages, audiences)
    order = Order(root, library, tuple(chosen), with_paper=not no_paper)
    say = speaker(quiet)
    with Building(len(chosen), quiet, verbose) as progress:
        try:
            building.build(order, out, workers.beside(jobs) if min(jobs, len(chosen)) > 1 else workers.here, progress.tell)
        except publish.Refused as refused:
            raise click.UsageError(str(refused)) from None
        except (site.SiteError, printing.PaperError) as fault:
            click.echo(f"{fault}\nNothing was published; {out}/ is as it was.", err=True)
            raise SystemExit(1) from None
    say(f"Built {len(chosen)} editions. Open {out / 'index.html'} in a browser.")


@main.command()
@click.option("--industry", default=None, metavar="ID", help="Which industry to show.  [the first]")
@click.option("--port", type=click.IntRange(1024, 65535), default=8000, show_default=True, help="Where to listen.")
@QUIET
def serve(industry: str | None, port: int, quiet: bool) -> None:
    r"""Show one industry's handbook and follow your edits.

    \b
    Example:
      handbook serve --industry retail
    """
    root = project_root()
    if industry:
        chosen_editions(sound_library(root, strict=False, quiet=True), (industry,), (), ())
    site.serve(root, industry, port)


@main.command()
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="As a table or as JSON.")
@QUIET
def coverage(style: str, quiet: bool) -> None:
    r"""Show what is complete and what is missing: ideas by industry, source items, exercises, sessions.

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
