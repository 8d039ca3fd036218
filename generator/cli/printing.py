"""Commands that make paper."""

from pathlib import Path

import click

from .. import paper as printing
from ..editions import Audience, select
from .terminal import INDUSTRY, QUIET, chosen_editions, known_only, main, project_root, sound_library, speaker


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
    root = project_root()
    library = sound_library(root, strict=False, quiet=quiet)
    audience = Audience.TRAINER if keys else Audience.STAFF
    chosen = chosen_editions(library, industries, (), (audience,))
    layouts = [layout for layout in (printing.A4, printing.LETTER) if layout.paper in (papers or [layout.paper])]
    say, press = speaker(quiet), printing.Press(root)
    for edition in chosen:
        handbook = select(library, edition)
        known_only("worksheet", worksheets, printing.numbers(handbook))
        folder = out / edition.industry if len(chosen) > 1 else out
        folder.mkdir(parents=True, exist_ok=True)
        for name, pdf in printing.worksheets(handbook, press, only=worksheets, layouts=layouts).items():
            (folder / name).write_bytes(pdf)
            say(f"  {folder / name}")
