"""`handbook certificates`: one for everybody on a list."""

from datetime import date
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console

from ..awards import CERTIFICATE, Awarding
from ..editions import select
from ..follow_up import follow_up_calendar
from ..handbook import Audience, Handbook, session_stem
from ..models import Form, Session
from ..paper import KINDS, Award, Kind, Layout, Paper, PaperError, Typesetter, imprint
from ..people import people
from .terminal import BRAND, QUIET, chosen_editions, day_of, known_only, lay_down, main, project_root, sound_library, speaker

FOLLOW_UP = "follow-up.ics"
"""The calendar file beside the certificates."""


@main.command("certificates")
@click.option("--industry", required=True, metavar="ID", help="Whose session it was.")
@BRAND
@click.option("--session", "asked", required=True, metavar="ID", help="The session, such as half-day.")
@click.option(
    "--names",
    "roster",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The people: a CSV file with a column called name.",
)
@click.option("--kind", required=True, type=click.Choice(KINDS), help="Whether they took part, or were assessed.")
@click.option("--date", "day", required=True, callback=day_of, metavar="YYYY-MM-DD", help="The day of the session.")
@click.option("--trainer", required=True, metavar="NAME", help="Who ran it, as it stands by the signature.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="Which paper.  [the brand's]")
@click.option("--joined", is_flag=True, help="One file for all of them.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("certificates"),
    show_default=True,
    help="Where to put them.",
)
@QUIET
def command(
    brand: str,
    industry: str,
    asked: str,
    roster: Path,
    kind: Kind,
    day: date,
    trainer: str,
    paper: Paper | None,
    joined: bool,
    out: Path,
    quiet: bool,
) -> None:
    """Make a certificate for everybody on a list, and a calendar file with the dates of the follow-up.

    \b
    Example:
      handbook certificates --industry retail --session half-day --names names.csv \
        --kind attendance --date 2026-12-03 --trainer "Aisha Bello" --out certificates/
    """
    if not trainer.strip():
        raise click.UsageError("--trainer is empty. Say who ran the session.")
    root = project_root()
    library = sound_library(root, strict=False, quiet=True)
    handbook = select(library, chosen_editions(library, brand, (industry,), (), (Audience.TRAINER,))[0])
    award = Award(_form(handbook), _session(handbook, asked), kind, day, " ".join(trainer.split()))
    awarding = Awarding(award, imprint(handbook, root), Layout(paper or handbook.brand.paper), Typesetter(root))
    found, problems = people(str(roster), roster.read_bytes())
    if problems:
        _refuse([problem.explain() for problem in problems], out)
    with Console(stderr=True, quiet=quiet).status(f"Making certificates for {len(found)} people"):
        try:
            files, problems = awarding.files(found, str(roster), joined=joined)
        except PaperError as fault:
            _refuse([str(fault)], out)
    if problems:
        _refuse([problem.explain() for problem in problems], out)
    lay_down(files | {FOLLOW_UP: follow_up_calendar(handbook, award.session, award.day)}, out, speaker(quiet))


def _form(handbook: Handbook) -> Form:
    form = next((form for form in handbook.forms if form.id == CERTIFICATE), None)
    if form is None:
        raise click.UsageError(f"This handbook has no form '{CERTIFICATE}', which certificates are made from.")
    return form


def _session(handbook: Handbook, asked: str) -> Session:
    known = {session_stem(session): session for session in handbook.sessions}
    stem = asked.removeprefix("ses.").replace(".", "-")
    known_only("session", [stem], known)
    return known[stem]


def _refuse(faults: list[str], out: Path) -> NoReturn:
    click.echo("\n".join((*faults, f"Nothing was written to {out}/.")), err=True)
    raise SystemExit(1)
