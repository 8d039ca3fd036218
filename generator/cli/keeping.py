"""Commands that keep a handbook right: what is due for a look, what has changed since another version."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from .. import ledger as ledgers
from .. import publish, reviews
from ..handbook import Audience
from ..ledger import Changes, Ledger, Line
from .terminal import QUIET, chosen_editions, count, day_of, main, project_root, sound_library, speaker

FORMAT = click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people or as JSON.")
DAYS = 30
"""How far ahead a look is worth it."""


@main.command()
@click.option("--on", callback=day_of, metavar="YYYY-MM-DD", help="As if it were this day.  [today]")
@click.option("--days", type=click.IntRange(0, 366), default=DAYS, show_default=True, help="Also what falls due so soon.")
@FORMAT
@QUIET
def status(on: date | None, days: int, style: str, quiet: bool) -> None:
    """Show what somebody must look at again: overdue, and due soon. Exit status 1 when something is overdue.

    \b
    Example:
      handbook status --on 2027-04-01 --days 60
    """
    found = reviews.status(sound_library(project_root(), strict=False, quiet=True), on or date.today(), days)
    if style == "json":
        click.echo(json.dumps(_status(found), ensure_ascii=False, indent=1))
    else:
        for line in _status_lines(found, days):
            speaker(quiet)(line)
    if found.overdue:
        raise SystemExit(1)


def _status(found: reviews.Status) -> dict[str, Any]:
    record = asdict(found)
    for name in ("overdue", "due"):
        record[name] = [
            {**one, "place": str(review.place)} for one, review in zip(record[name], getattr(found, name), strict=True)
        ]
    return record


def _status_lines(found: reviews.Status, days: int) -> Iterator[str]:
    for title, due in ((f"Overdue on {found.on}", found.overdue), (f"Due within {count(days, 'day')}", found.due)):
        yield f"{title}: {count(len(due), 'thing') if due else 'nothing'}"
        for one in due:
            last = f", last on {one.last}" if one.last else ""
            yield f"  {one.by}  {one.name} ({one.id}): {one.owner or 'nobody looks after it'}{last}"
            yield f"              {one.place}"
    yield f"Later: {found.later}. With an owner and no day: {found.undated}."


@main.command("upgrade-notes")
@click.argument("old", type=click.Path(path_type=Path, exists=True), metavar="OLD")
@click.argument("new", type=click.Path(path_type=Path, exists=True), metavar="[NEW]", required=False)
@FORMAT
@QUIET
def upgrade_notes(old: Path, new: Path | None, style: str, quiet: bool) -> None:
    """Say what has changed since a version: things added, changed and gone, with their pages, as Markdown.

    OLD and NEW are published sites, or their handbook.json. Without NEW it is the content as it is now.

    \b
    Example:
      handbook upgrade-notes site/
    """
    before = _record(old)
    after = _ledger(_record(new), new) if new else _today(before)
    changes = ledgers.compare(_ledger(before, old), after)
    if style == "json":
        click.echo(json.dumps(asdict(changes), ensure_ascii=False, indent=1))
        return
    since = _ledger(before, old).version or old
    for line in _notes(changes, f"{since} and {after.version}" if after.version else f"{since} and now"):
        speaker(quiet)(line)


def _record(path: Path) -> Mapping[str, Any]:
    """The record of a published site. Raises UsageError when there is none."""
    file = path / publish.MARKER if path.is_dir() else path
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        raise click.UsageError(f"{path} is no published site and no {publish.MARKER}.") from None
    return found if isinstance(found, dict) else {}


def _ledger(record: Mapping[str, Any], path: Path) -> Ledger:
    try:
        return Ledger.of_json(record)
    except ValueError:
        advice = "It was published before this tool kept one: build it again with the content of that time."
        raise click.UsageError(f"{path} has no record of its content. {advice}") from None


def _today(before: Mapping[str, Any]) -> Ledger:
    """The content as it is now, for the readers that the other one was for."""
    library = sound_library(project_root(), strict=False, quiet=True)
    known = [audience.value for audience in Audience]
    listed = before.get("editions", [])
    readers = {one.get("audience") for one in listed if isinstance(one, dict)} if isinstance(listed, list) else set()
    return ledgers.ledger(library, chosen_editions(library, "", (), (), [one for one in known if one in readers]))


def _notes(changes: Changes, between: str) -> Iterator[str]:
    yield f"# What has changed between {between}"
    parts: dict[str, Mapping[str, Line]] = {"Changed": changes.changed, "Added": changes.added, "Gone": changes.removed}
    for title, lines in parts.items():
        if lines:
            yield f"\n## {title}\n"
            for key, line in lines.items():
                page = f": {line.page}" if line.page and title != "Gone" else ""
                yield f"- {line.name} (`{key}`){page}"
    if not any(parts.values()):
        yield "\nNothing."
