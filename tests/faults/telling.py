"""The figures of the campaign as a page for people who have not seen it."""

import os
import platform
from importlib.metadata import version

Kept = dict[str, dict[str, list[str]]]
"""By part and by what is done: what is shown of us, and of MkDocs."""
VERSIONS = {name: version(package) for name, package in (("mkdocs", "mkdocs"), ("material", "mkdocs-material"))}
ABOUT = """\
# When everything goes wrong

What is left when builds are killed, disks fill up, and content means harm? These are the figures of a campaign that does all of
this on purpose, in `tests/faults`. Each figure is *bad of tried*, so `0 of 500` is what we want to see. Plain MkDocs with
Material is put through the same where it has something of the kind, with fewer runs; – means that it has not. It is not
made for content from people whom nobody knows; the comparison shows that the faults are real ones.

**The machine.** {cores} cores, {system}, Python {python}, MkDocs {mkdocs}, Material {material}, while others worked on it.
Parts are run one by one, and each stands here as it was last run, if need be before the last changes of the code.

**To repeat it.** `make faults` does all of it, for hours, and writes this page. `make faults SCALE=0.1` does a tenth of each,
and `python -m tests.faults.campaign --only errors=50,disk=4` some of it: `--only` takes a number of runs for builds, and a
share (`fuzz=0.1`) for the rest. Chance is seeded: the same runs come again. `make test` has a short selection of all this.

**To see that the tests would notice.** `tests/faults/guards.yml` lists every guard in the code against what is tried here.
`make guards` takes each away once, and says which of them no test has missed.
"""
SECTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "A build that is cut short": (
        """\
A small handbook is published once, a text is changed, and the next build is disturbed. Afterwards the site is compared file
by file: it must be the old one or the new one. Kills come at random moments, and before each of the last file operations.
Errors are raised by Python itself in place of a file operation (PEP 578), whoever asked for it. A full disk is a real one,
of many sizes. Outputs are folders that hold content, a home, a project, or a link to one.
""",
        ("kill", "steps", "errors", "disk", "pairs", "outputs", "same"),
    ),
    "Content that is broken or means harm": (
        """\
Spoilt files are real ones with a few bytes cut out, put in or repeated; one that takes longer than 20 seconds counts as bad.
The bad inputs are every case of `tests/cases` that must be told: each goes through a whole build, and the answer must have
the golden file, line, column and words. Payloads are 64 known ways to run a script, put into every text that an author can
write, in every kind of output; pages are opened in Chromium with every request watched. MkDocs gets what is spoilt or bad
as the front matter of a page: it reads such a page or passes over what it cannot read, and publishes it.
""",
        ("fuzz", "escapes", "corpus", "payloads"),
    ),
    "The preview": (
        "A page elsewhere that asks our preview under a name of its own, and 50 ways to write a path out of its folder.\n",
        ("preview",),
    ),
    "What readers write": (
        """\
Notes and answers stay in the reader's browser. What the page has called saved must be there afterwards, and it must call
nothing saved that is not.
""",
        ("notes",),
    ),
}
"""How the figures are told."""


def table(kept: Kept) -> str:
    """The page."""
    lines = [ABOUT.format(cores=os.cpu_count(), system=platform.system(), python=platform.python_version(), **VERSIONS)]
    for title, (about, parts) in SECTIONS.items():
        lines += [f"## {title}", "", about, "| What is done, and what would be bad | Ours | MkDocs |", "|---|---|---|"]
        rows = ((what, both) for part in parts for what, both in kept.get(part, {}).items())
        lines += [f"| {what.strip()} | {mine} | {theirs} |" for what, (mine, theirs) in rows]
        lines.append("")
    return "\n".join(lines)
