"""`handbook doctor`: what is missing here, and what mends it."""

import click

from ..doctor import State, examine
from .terminal import QUIET, count, main, project_root, speaker


@main.command()
@QUIET
def doctor(quiet: bool) -> None:
    """Look at this machine and this configuration, and say what is missing and what mends it. Exit status 1 if something is.

    \b
    Example:
      handbook doctor
    """
    say = speaker(quiet)
    found = list(examine(project_root()))
    for one in found:
        (click.echo if one.state is State.WRONG else say)(f"{one.state:6} {one.says}")
        if one.mend:
            (click.echo if one.state is State.WRONG else say)(f"       -> {one.mend}")
    wrong = sum(one.state is State.WRONG for one in found)
    say(f"{count(wrong, 'thing')} to mend." if wrong else "Nothing to mend.")
    if wrong:
        raise SystemExit(1)
