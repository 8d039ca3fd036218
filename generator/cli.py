"""The command line: arguments, printing, progress, exit status. Nothing else in the generator prints.

Exit status 0: done. 1: problems in the content. 2: misuse. A fault of ours keeps its traceback.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from . import build as building
from . import coverage as covering
from . import paper as printing
from . import publish, site, writing
from .assembly import read
from .editions import Audience, Edition, editions, select
from .library import Library
from .problems import Problem, Style, did_you_mean, errors

INDUSTRY = click.option("--industry", "industries", multiple=True, metavar="ID", help="Only this industry. May be repeated.")
QUIET = click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="service-handbook")
def main() -> None:
    r"""Make a branded service handbook with printable worksheets from YAML.

    \b
    Example:
      handbook build --industry retail
    """


@main.command()
@click.option(
    "--format", "style", type=click.Choice([style.value for style in Style]), default="text", help="How to say the problems."
)
@click.option("--strict", is_flag=True, help="Count warnings as problems.")
@QUIET
def check(style: str, strict: bool, quiet: bool) -> None:
    r"""Check every file and list all problems at once, with advice on the writing.

    \b
    Example:
      handbook check --format github
    """
    library, problems = read(_root())
    if library:
        problems = sorted(problems + writing.advise(library))
    for problem in problems:
        click.echo(problem.explain(Style(style)))
    _conclude(problems, strict, quiet or style != Style.TEXT)


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
@QUIET
def build(
    industries: tuple[str, ...],
    languages: tuple[str, ...],
    audiences: tuple[str, ...],
    out: Path,
    jobs: int,
    strict: bool,
    no_paper: bool,
    quiet: bool,
) -> None:
    r"""Build every edition, or only some, and publish them as one site.

    \b
    Example:
      handbook build --industry retail --audience staff
    """
    root = _root()
    library = _sound_library(root, strict, quiet)
    chosen = _chosen(library, industries, languages, audiences)
    say = _speaker(quiet)
    with Console(stderr=True, quiet=quiet).status(f"Building {len(chosen)} editions") as status:
        done: list[building.Built] = []

        def tell(built: building.Built) -> None:
            done.append(built)
            status.update(f"Building editions: {len(done)} of {len(chosen)} ready")
            say(f"  {built.edition.name}: {built.pages} pages, {built.sheets} sheets")

        try:
            building.build(library, chosen, root=root, out=out, jobs=jobs, with_paper=not no_paper, tell=tell)
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
    root = _root()
    if industry:
        _chosen(_sound_library(root, strict=False, quiet=True), (industry,), (), ())
    site.serve(root, industry, port)


@main.command()
@INDUSTRY
@click.option("--worksheet", "worksheets", multiple=True, metavar="ID", help="Only this worksheet: W01. May be repeated.")
@click.option("--paper", "papers", multiple=True, type=click.Choice(["a4", "letter"]), help="Only this paper.")
@click.option("--keys", is_flag=True, help="The answer keys as well, for trainers.")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("worksheets"), show_default=True, help="Where to put them."
)
@QUIET
def worksheets(
    industries: tuple[str, ...], worksheets: tuple[str, ...], papers: tuple[str, ...], keys: bool, out: Path, quiet: bool
) -> None:
    r"""Make worksheets as PDF files, without the site.

    \b
    Example:
      handbook worksheets --industry retail --worksheet W06 --keys --out tomorrow/
    """
    root = _root()
    library = _sound_library(root, strict=False, quiet=quiet)
    audience = Audience.TRAINER if keys else Audience.STAFF
    chosen = _chosen(library, industries, (), (audience,))
    layouts = [layout for layout in (printing.A4, printing.LETTER) if layout.paper in (papers or [layout.paper])]
    say, press = _speaker(quiet), printing.Press(root)
    for edition in chosen:
        handbook = select(library, edition)
        _known_only("worksheet", worksheets, printing.numbers(handbook))
        folder = out / edition.industry if len(chosen) > 1 else out
        folder.mkdir(parents=True, exist_ok=True)
        for name, pdf in printing.worksheets(handbook, press, only=worksheets, layouts=layouts).items():
            (folder / name).write_bytes(pdf)
            say(f"  {folder / name}")


@main.command()
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="As a table or as JSON.")
@QUIET
def coverage(style: str, quiet: bool) -> None:
    r"""Show what is complete and what is missing: ideas by industry, source items, exercises, sessions.

    \b
    Example:
      handbook coverage --format json > coverage.json
    """
    report = covering.report(_sound_library(_root(), strict=False, quiet=True))
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


def _root() -> Path:
    """The project's folder: this one or one above it that holds content/handbook.yml."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "content" / "handbook.yml").is_file():
            return folder
    raise click.UsageError("There is no content/handbook.yml here or in a folder above. Go to the handbook's folder.")


def _sound_library(root: Path, strict: bool, quiet: bool) -> Library:
    """The library, or the end: every problem said, exit status 1, nothing published."""
    library, problems = read(root)
    if library is None or (strict and problems):
        for problem in problems:
            click.echo(problem.explain(), err=True)
        _conclude(problems, strict, quiet)
        raise SystemExit(1)
    warnings = len(problems)
    if warnings and not quiet:
        click.echo(f"{warnings} things are still to be written: 'handbook check' lists them.", err=True)
    return library


def _conclude(problems: Sequence[Problem], strict: bool, quiet: bool) -> None:
    """Say how many, and leave with the right status."""
    wrong, warnings = len(errors(problems)), len(problems) - len(errors(problems))
    if not quiet:
        click.echo(f"{_count(wrong, 'problem')}, {_count(warnings, 'thing')} still to write.", err=True)
    if wrong or (strict and warnings):
        raise SystemExit(1)


def _count(number: int, noun: str) -> str:
    return f"{number or 'No'} {noun}{'' if number == 1 else 's'}"


def _chosen(library: Library, industries: Iterable[str], languages: Iterable[str], audiences: Iterable[str]) -> list[Edition]:
    """The editions asked for; every one when nothing is asked for."""
    every = editions(library)
    _known_only("industry", industries, [edition.industry for edition in every])
    _known_only("language", languages, [edition.language for edition in every])
    return [
        edition
        for edition in every
        if edition.industry in (industries or [edition.industry])
        and edition.language in (languages or [edition.language])
        and edition.audience in (audiences or [edition.audience])
    ]


def _known_only(noun: str, asked: Iterable[str], known: Iterable[str]) -> None:
    choices = list(dict.fromkeys(known))
    for word in asked:
        if word not in choices:
            raise click.UsageError(f"There is no {noun} '{word}'. {did_you_mean(word, choices)}")


def _speaker(quiet: bool) -> Callable[[str], None]:
    return (lambda _: None) if quiet else click.echo
