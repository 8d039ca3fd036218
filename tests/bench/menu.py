"""One edition of 60 and of 600 pages with the full menu on each: how ours and plain MkDocs grow.

    python -m tests.bench.menu [ROUNDS [PAGES ...]]

An organisation's own pages beside a trade of the sample project (tests/cases/project).
Writes docs/bench/menu.md and menu.json.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from generator import site
from generator.handbook import folder_of
from tests.bench.engines import MKDOCS
from tests.bench.figures import keep, middle, table, versions
from tests.bench.ground import NO_PAPER, ROOT, Seconds, as_yaml, pages_of, put_away, run, timed, with_editions, written
from tests.bench.same import pages_are

ROUNDS = 3
PAGES = (60, 600)
CHAPTERS = 6
OURS = "ours, from nothing"
PAGE = """\
---
title: House rule {number}
chapter: House {chapter}
one_sentence: What we do at desk {number}, and why.
---

Rule {number} was written by the people at desk {number}. They try it for *a week* and then say what is **wrong** with it.

## What we do

- Look up when somebody comes to desk {number}.
- Say what happens next, and in how many minutes.
- Write down what you could not settle at desk {number}.

{more}
## How long it takes

| What             | Minutes |
|------------------|---------|
| Say hello        | 1       |
| Look up rule {number} | 2       |
"""
MORE = """\
## Day {day} at desk {number}

On day {day} there were {people} people before nine. One of them had come for the third time.
Desk {number} had the paper ready.
Nobody asked her to tell the whole story again. She was out in {day} minutes, and told us so.
"""


def main(rounds: int = ROUNDS, *steps: int) -> None:
    """Build both sizes in turn, in each round."""
    with tempfile.TemporaryDirectory() as place:
        sized = {many: Sized(Path(place) / str(many), many) for many in steps or PAGES}
        times: dict[tuple[str, int], list[Seconds]] = {}
        for _ in range(rounds):
            for many, one in sized.items():
                times.setdefault((MKDOCS.name, many), []).append(timed(one.by_mkdocs))
                times.setdefault((OURS, many), []).append(timed(one.by_us))
                one.check()
        report({key: middle(of) for key, of in times.items()}, list(sized), rounds)


class Sized:
    """A project whose only edition has so many pages."""

    def __init__(self, project: Path, many: int) -> None:
        shutil.copytree(ROOT / "tests" / "cases" / "project", project)
        shutil.copytree(ROOT / "overrides", project / "overrides")
        shutil.copytree(ROOT / "content" / "languages", project / "content" / "languages", dirs_exist_ok=True)
        settings = (ROOT / "mkdocs.yml").read_text("utf-8")
        (project / "mkdocs.yml").write_text(settings.replace("    - navigation.prune\n", ""), "utf-8")
        with_editions(project, industries=["bakery"], audiences=["staff"])
        self._project = project
        ((_, folder),) = written(project).items()
        add_pages(project, many - len(list((folder / "docs").rglob("*.md"))))
        ((self._edition, folder),) = written(project).items()
        (self._theirs,) = MKDOCS.prepared([folder])
        assert len(list((folder / "docs").rglob("*.md"))) == many

    def by_mkdocs(self) -> None:
        """The pages lie there ready."""
        MKDOCS.build([self._theirs])

    def by_us(self) -> None:
        """From nothing."""
        put_away(self._project / "build", self._project / "site")
        run(NO_PAPER, self._project)

    def check(self) -> None:
        """Ours are the pages of plain MkDocs, and each of them has the whole menu."""
        made = self._project / "site" / folder_of(self._edition, self._edition.language)
        pages_are(made, self._theirs / MKDOCS.made, site.squeezed)
        names = pages_of(made)
        assert (made / names[-1]).read_text("utf-8").count("md-nav__link") >= len(names)


def add_pages(project: Path, many: int) -> None:
    """An organisation's own pages, in chapters of its own."""
    own = project / "content" / "organisation"
    chapters = [{"name": f"House {chapter}", "pages": []} for chapter in range(CHAPTERS)]
    as_yaml(own / "changes.yml", {"changes": [{"of": "handbook", "append": {"chapters": chapters}}]})
    (own / "pages").mkdir(parents=True)
    for number in range(many):
        more = "\n".join(MORE.format(day=day, number=number, people=day + 3) for day in range(2, 9))
        text = PAGE.format(number=number, chapter=number % CHAPTERS, more=more)
        (own / "pages" / f"house-rule-{number}.md").write_text(text, "utf-8")


def report(times: dict[tuple[str, int], Seconds], steps: list[int], rounds: int) -> None:
    """Medians, and by how much they grow."""
    few, many = steps[0], steps[-1]
    rows = []
    for name in (MKDOCS.name, OURS):
        columns = [f"{one:.2f}" for step in steps for one in times[name, step]]
        rows.append([name, *columns, *(f"{b / a:.1f}" for a, b in zip(times[name, few], times[name, many], strict=True))])
    heads = [f"{step} pages: {clock} s" for step in steps for clock in ("wall", "CPU")]
    growth = {name: times[name, many][1] / times[name, few][1] for name in (MKDOCS.name, OURS)}
    keep(
        "menu",
        {"menu": growth[OURS]},
        {f"{name}, {step} pages": of for (name, step), of in times.items()},
        few=few,
        many=many,
        rounds=rounds,
        plain=f"{growth[MKDOCS.name]:.1f}",
        versions=versions("mkdocs", "mkdocs-material"),
        rows=table(["what", *heads, "wall grows", "CPU grows"], rows),
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
