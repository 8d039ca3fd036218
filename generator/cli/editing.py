"""`handbook edit`: the handbook in forms, without code."""

from pathlib import Path

import click

from ..editor import HOSTS, Desk, Unsaved, hosted_files, serve
from .terminal import QUIET, main, project_root, speaker


@main.command()
@click.option("--port", type=click.IntRange(1024, 65535), default=8030, show_default=True, help="Where to listen.")
@click.option("--in-place", is_flag=True, help="Change our files instead of yours: for those who maintain the handbook itself.")
@click.option(
    "--hosted", "repository", metavar="HOST:REPOSITORY", help="Write an editor for a repository instead: gitlab:us/book."
)
@click.option(
    "--sign-in", default="", metavar="TEXT", help="For --hosted: GitLab's application id, or GitHub's sign-in server."
)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("admin"), show_default=True, help="Where."
)
@QUIET
def edit(port: int, in_place: bool, repository: str | None, sign_in: str, out: Path, quiet: bool) -> None:
    """Edit the handbook in forms, in a browser on this machine. Stop it with Ctrl+C.

    What you change of ours becomes a change in content/organisation/, so that you can still take our updates.

    \b
    Example:
      handbook edit
    """
    say = speaker(quiet)
    desk = Desk(project_root(), in_place, lambda name: say(f"  saved in {name}"))
    try:
        if repository:
            _write_hosted(desk, repository, sign_in, out)
            say(f"Publish {out}/ on a site of its own, and open its index.html there.")
        else:
            serve(desk, port, lambda address: say(f"Open {address} in a browser."))
    except Unsaved as refused:
        raise click.UsageError(str(refused)) from None
    except OSError as fault:
        raise click.UsageError(f"Port {port} cannot be used: {fault.strerror}. Choose another with --port.") from None
    except KeyboardInterrupt:
        say("Stopped. 'handbook build' makes the handbook anew.")


def _write_hosted(desk: Desk, repository: str, sign_in: str, out: Path) -> None:
    host, _, name = repository.partition(":")
    if host not in HOSTS or "/" not in name:
        raise click.UsageError(f"--hosted is one of {', '.join(HOSTS)}, a colon and the repository: gitlab:us/handbook.")
    for path, data in hosted_files(desk, host, name, sign_in).items():
        out.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(data)
