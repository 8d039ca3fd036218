"""What is said when something goes wrong that no content is to blame for: the machine, or this tool itself.

The last good site stays as it is: publishing sees to that. A fault of the tool leaves a report that holds no text
of the content, no value of an option and no folder outside the project.
"""

import errno
import os
import platform
import re
import sys
import tempfile
import traceback
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import click

FAULT = 70
"""Exit status of a fault of this tool (EX_SOFTWARE of sysexits.h)."""
REPORT = "handbook-report.txt"
_MACHINE = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EFBIG: "a file grew larger than this machine allows",
    errno.EACCES: "this user may not read or write it",
    errno.EPERM: "this user may not read or write it",
    errno.EROFS: "it can only be read here",
    errno.EIO: "the disk does not answer as it should",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.ENAMETOOLONG: "its name is too long for this disk",
    errno.ENOMEM: "there is not enough memory",
}
_TOGETHER = ("mkdocs", "mkdocs-material", "typst", "pydantic", "markdown", "jinja2", "pikepdf")
_FRAME = re.compile(r'  File "(?P<file>[^"]+)", line (?P<line>\d+), in (?P<where>[\w<>.]+)')
_KIND = re.compile(r"(?P<kind>[A-Za-z_][\w.]*(Error|Exception|Interrupt|Fault|Warning|Exit|Refused))\b")


class Commands(click.Group):
    """Commands that end with a sentence whatever happens. With HANDBOOK_DEBUG set, a fault keeps its traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as fault:
            if os.environ.get("HANDBOOK_DEBUG"):
                raise
            if isinstance(fault, MemoryError | OSError) and (reason := _reason(fault)):
                click.echo(f"{reason}. What was published before is as it was.", err=True)
                raise SystemExit(1) from None
            place = _kept(report(fault, ctx.invoked_subcommand or ""))
            click.echo(
                "This is a fault of the handbook tool and not of your content. What was published before is as it was.\n"
                f"Please send {place} to the people who look after the tool (SECURITY.md). It holds no text of yours.",
                err=True,
            )
            raise SystemExit(FAULT) from None


def _reason(fault: MemoryError | OSError) -> str:
    """What is wrong with the machine; empty when that is not it."""
    number = errno.ENOMEM if isinstance(fault, MemoryError) else fault.errno
    if number not in _MACHINE:
        return ""
    name = Path(os.fsdecode(fault.filename)).name if isinstance(fault, OSError) and fault.filename else ""
    return f"{name or 'This cannot go on'}: {_MACHINE[number]}"


def report(fault: BaseException, command: str) -> str:
    """Where in the code it happened, under which versions. Messages are left out: they may quote the content."""
    lines = [
        f"handbook {version('service-handbook')} {command}".rstrip(),
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        *(f"{name} {version(name)}" for name in _TOGETHER),
        "",
        *_frames("".join(traceback.format_exception(fault))),
    ]
    return "\n".join([*lines, ""])


def _frames(trace: str) -> Iterator[str]:
    """The lines of a traceback that only the code speaks in."""
    for line in trace.split("\n"):
        if frame := _FRAME.match(line):
            yield f"  {_shortened(frame['file'])}:{frame['line']} {frame['where']}"
        elif kind := _KIND.match(line):
            yield kind["kind"]


def _shortened(file: str) -> str:
    """A file of the code by its name in its package, so that nobody's folders are told."""
    parts = Path(file).parts
    tops = [place for place, part in enumerate(parts) if part in ("site-packages", "generator")]
    return "/".join(parts[tops[-1] :] if tops else parts[-1:])


def _kept(text: str) -> str:
    """Write the report into this folder, or where everybody may write."""
    for folder in (Path.cwd(), Path(tempfile.gettempdir())):
        try:
            (folder / REPORT).write_text(text, "utf-8", newline="\n")
        except OSError:
            continue
        return REPORT if folder == Path.cwd() else str(folder / REPORT)
    sys.stderr.write(text)
    return "the lines above"
