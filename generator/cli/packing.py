"""What becomes of a finished site: `handbook zip` packs it, `handbook verify` holds it against its record."""

from pathlib import Path

import click

from .. import intact
from ..archive import zipped
from ..publish import MARKER, Refused
from .terminal import QUIET, count, main, speaker


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


@main.command()
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path("site"))
@QUIET
def verify(site: Path, quiet: bool) -> None:
    """Hold a published site against the digests in its record: is each file still what was built? Exit status 1 if not.

    \b
    Example:
      handbook verify site/
    """
    try:
        found = list(intact.changes(site))
    except (ValueError, Refused) as refused:
        raise click.UsageError(str(refused)) from None
    for line in found:
        click.echo(line, err=True)
    if found:
        raise SystemExit(
            f"{count(len(found), 'file')} of {site}/ differ from what was built. Build it again, or look who was there."
        )
    speaker(quiet)(f"{site}/ is as it was built.")
