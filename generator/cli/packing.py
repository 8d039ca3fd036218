"""`handbook zip`: a finished site as one file."""

from pathlib import Path

import click

from ..archive import zipped
from ..publish import MARKER
from .terminal import QUIET, main, speaker


@main.command("zip")
@click.option("--site", type=click.Path(path_type=Path), default=Path("site"), show_default=True, help="What was built.")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("handbook.zip"), show_default=True, help="The file to write."
)
@QUIET
def command(site: Path, out: Path, quiet: bool) -> None:
    """Pack a finished site into one ZIP, for an intranet or to hand on. The same site gives the same bytes.

    \b
    Example:
      handbook zip --out handbook.zip
    """
    if not (site / MARKER).is_file():
        raise click.UsageError(f"{site}/ was not made by 'handbook build'. Run that first, or name the folder with --site.")
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    data = zipped({name: (site / name).read_bytes() for name in names}, packed=True)
    try:
        out.write_bytes(data)
    except OSError as fault:
        raise click.UsageError(f"{out} cannot be written: {fault.strerror}.") from None
    speaker(quiet)(f"{out}: {len(names)} files, {len(data) // 1_000_000 or 'less than 1'} MB. Unpack it and open index.html.")
