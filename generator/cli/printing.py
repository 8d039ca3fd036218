"""`handbook worksheets`: single sheets, or all that is printed for one run of a session."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

import click

from ..editions import select
from ..handbook import Audience, Handbook, session_stem, slug
from ..models import Session
from ..occasions import Occasion
from ..packs import Bundle
from ..paper import Layout, Paper, PaperError, Press, Style, imprint, numbers, worksheets
from .terminal import (
    BRAND,
    INDUSTRY,
    QUIET,
    chosen_editions,
    day_of,
    known_only,
    lay_down,
    main,
    project_root,
    sound_library,
    speaker,
)

MOST_PEOPLE = 200
PAPERS: tuple[Paper, ...] = ("a4", "letter")


def _people(context: click.Context, option: click.Parameter, people: int | None) -> int | None:
    if people is not None and not 1 <= people <= MOST_PEOPLE:
        raise click.UsageError(f"A session is for 1 to {MOST_PEOPLE} people, not for {people}.")
    return people


def _start(context: click.Context, option: click.Parameter, start: str | None) -> time | None:
    try:
        return datetime.strptime(start, "%H:%M").time() if start else None
    except ValueError:
        raise click.UsageError(f"'{start}' is no time of day. Write hours and minutes, such as 09:30 or 14:00.") from None


@main.command("worksheets")
@INDUSTRY
@BRAND
@click.option("--worksheet", "only", multiple=True, metavar="ID", help="Only this sheet: W01. May be repeated.")
@click.option("--paper", "papers", multiple=True, type=click.Choice(PAPERS), help="Only this paper.")
@click.option("--keys", is_flag=True, help="What is for trainers as well: answer keys, forms, cards.")
@click.option("--large-print", is_flag=True, help="Large letters on what people get.")
@click.option("--fillable", is_flag=True, help="What people get as forms to fill in on a screen.")
@click.option(
    "--session", metavar="ID", help="All that this session needs, such as half-day: trainer's pack, workbook, sheets."
)
@click.option("--people", type=int, callback=_people, metavar="N", help="How many people the session is for.  [12]")
@click.option("--start", callback=_start, metavar="HH:MM", help="When the session starts, for clock times on the run sheet.")
@click.option("--date", "day", callback=day_of, metavar="YYYY-MM-DD", help="The day of the session, for its cover.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("worksheets"),
    show_default=True,
    help="Where to put them.",
)
@QUIET
def command(
    industries: tuple[str, ...],
    brand: str,
    only: tuple[str, ...],
    papers: tuple[Paper, ...],
    keys: bool,
    large_print: bool,
    fillable: bool,
    session: str | None,
    people: int | None,
    start: time | None,
    day: date | None,
    out: Path,
    quiet: bool,
) -> None:
    """Make worksheets as PDF files, without the site; or all that is printed for one session.

    \b
    Examples:
      handbook worksheets --industry retail --worksheet W06 --keys --out tomorrow/
      handbook worksheets --industry retail --session half-day --people 14 --start 09:30 --out pack/
    """
    if large_print and fillable:
        raise click.UsageError("Choose --large-print or --fillable. For both, run this twice.")
    if session is not None and (only or len(papers) > 1):
        raise click.UsageError(
            "A session knows its worksheets and comes on one paper: leave out --worksheet, give one --paper."
        )
    if session is None and (people or start or day):
        raise click.UsageError("--people, --start and --date say more about a session: name it with --session.")
    root = project_root()
    library = sound_library(root, strict=False, quiet=quiet)
    chosen = chosen_editions(
        library, brand, industries, (), (Audience.TRAINER if keys or session is not None else Audience.STAFF,)
    )
    style: Style = "large" if large_print else "form" if fillable else "print"
    say, press = speaker(quiet), Press(root)
    for edition in chosen:
        handbook = select(library, edition)
        folder = out / edition.industry if len(chosen) > 1 else out
        if session is not None:
            occasion = Occasion(handbook, _session(handbook, session), people or Occasion.people, start, day)
            layout = Layout(papers[0] if papers else handbook.brand.paper, style)
            bundle = Bundle(occasion, imprint(handbook, root), layout)
            _write(partial(bundle.files, press), folder, say)
            for line in _advice(bundle, folder):
                say(line)
        else:
            only = _numbered(handbook, only)
            if only and not keys:
                _refuse_trainers_own(only, handbook, select(library, replace(edition, audience=Audience.TRAINER)))
            known_only("worksheet", only, numbers(handbook))
            layouts = [Layout(paper, style) for paper in PAPERS if paper in (papers or PAPERS)]
            _write(partial(worksheets, handbook, press, only=only, layouts=layouts), folder, say)


def _numbered(handbook: Handbook, asked: Iterable[str]) -> tuple[str, ...]:
    """Worksheets by their numbers: they may be asked for by the id of their exercise, too, with or without `exr.`."""
    known = {slug(exercise.id): exercise.worksheet for exercise in handbook.exercises}
    return tuple(known.get(slug(name), name.upper()) for name in asked)


def _refuse_trainers_own(only: Iterable[str], handbook: Handbook, of_trainers: Handbook) -> None:
    """Say how to get what exists, but is not handed to staff by itself: forms, the quiz, cards."""
    for number in only:
        if number not in numbers(handbook) and number in numbers(of_trainers):
            advice = "Add --keys for it, or name a --session: with that come its forms and the cards of its scenes."
            raise click.UsageError(f"'{number}' is for trainers. {advice}")


def _session(handbook: Handbook, asked: str) -> Session:
    """A session by its id, with or without `ses.`, or by its name in addresses."""
    known = {session_stem(session): session for session in handbook.sessions}
    stem = asked.removeprefix("ses.").replace(".", "-")
    known_only("session", [stem], known)
    return known[stem]


def _write(make: Callable[[], Mapping[str, bytes]], folder: Path, say: Callable[[str], None]) -> None:
    """Write files, by their path in a folder, when all of them are made; or nothing."""
    try:
        files = make()
    except PaperError as fault:
        advice = "    Write it another way, or add a font to overrides/fonts/. 'handbook check' says which file it is in."
        click.echo(f"{fault}\n{advice}\nNothing was written to {folder}/.", err=True)
        raise SystemExit(1) from None
    lay_down(files, folder, say)


def _advice(bundle: Bundle, folder: Path) -> Iterator[str]:
    """What to print how often, what to send instead, and for how many the session is planned."""
    occasion = bundle.occasion
    yield f"For {_count(occasion.people)}:"
    for copies, path in bundle.copies:
        is_sent = bundle.layout.style == "form" and path != bundle.pack.name
        yield f"  Send {folder / path} to each" if is_sent else f"  Print {copies} × {folder / path}"
    if bundle.cards:
        yield "  Print the cards on both sides of stiff paper, flipped on the long edge, and cut them out."
    least, most = occasion.session.least, occasion.session.most
    if not least <= occasion.people <= most:
        yield f"It is planned for {least} to {most} people: see what the pack says about groups."


def _count(people: int) -> str:
    return "one person" if people == 1 else f"{people} people"
