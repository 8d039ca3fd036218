"""All figures on one page, each with its bound, and a picture of them.

    python -m tests.bench.summary

Reads what the other benches left in docs/bench. Writes docs/bench/README.md and ratios.svg.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.figures import BOUNDS, OUT, REPORTS, figure, kept, table, verdict
from tests.bench.picture import Bar, picture

NOT_YET = "not measured"
TITLES = {
    "editions": "twelve editions",
    "edit": "one page edited",
    "whole": "the whole project",
    "menu": "hundreds of pages",
    "growth": "brands",
    "paper": "paper",
    "weight": "what a page weighs",
}
WITHOUT_REASON = {"quarto": "its package, quarto-cli, fetches the program from another host while it is installed"}
WEIGHTS = {
    "**first view of the home page**": "view",
    "**first view with the search, 60 pages**": "search",
    "HTML of the longest page": "html",
}
"""Rows of the report on weight, whose second column is about ours."""
_MACHINE = re.compile(r"^Machine: (.*?)\.$", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """A bound, and what came of it."""

    what: str
    bound: str
    found: str
    verdict: str
    bench: str
    reach: float | None = None
    """How many times better than its bound; below one, it is missed."""


def main() -> None:
    """Write the page and the picture."""
    rows = [*measured(), *paper()]
    lines = [(row.what, row.bound, row.found, row.verdict, _link(row.bench)) for row in rows]
    text = (REPORTS / "README.md").read_text("utf-8")
    text = text.format(
        rows=table(("what", "bound", "found", "", "measured by"), lines),
        machines="\n".join(f"- {TITLES[bench].capitalize()}: {on}." for bench in TITLES if (on := machine_of(bench))),
        pages=", ".join(_link(bench) for bench in TITLES if (OUT / f"{bench}.md").is_file()),
    )
    (OUT / "README.md").write_text(text, "utf-8")
    bars = [Bar(row.what, f"{row.found}, {row.bound}", row.reach) for row in rows if row.reach]
    (OUT / "ratios.svg").write_text(picture(bars), "utf-8")
    print(text)


def measured() -> Iterator[Row]:
    """Every bound, in its order."""
    found = {name: (value, bench) for bench in TITLES for name, value in kept(bench).get("found", {}).items()}
    found |= {WEIGHTS[cells[0]]: (float(cells[1]), "weight") for _, cells in _rows("weight") if cells[0] in WEIGHTS}
    for name, bound in BOUNDS.items():
        if name in found:
            value, bench = found[name]
            yield Row(bound.what, bound.said, figure(name, value), verdict(name, value), bench, bound.reach(value))
        else:
            reason = WITHOUT_REASON.get(name)
            yield Row(bound.what, bound.said, "", f"{NOT_YET}: {reason}" if reason else NOT_YET, "")


def paper() -> Iterator[Row]:
    """The report on paper says in its last columns what was found, the most that it may be, and whether that holds."""
    for heads, cells in _rows("paper"):
        if heads[-2:] == ["at most", ""]:
            found, bound, holds = cells[-3:]
            yield Row(f"Paper: {cells[0]}", f"at most {bound}", found, holds, "paper", float(bound) / float(found))


def _rows(bench: str) -> Iterator[tuple[list[str], list[str]]]:
    """Heads and cells of every row of every table in a report."""
    report = OUT / f"{bench}.md"
    heads: list[str] = []
    before: list[str] = []
    for line in report.read_text("utf-8").splitlines() if report.is_file() else ():
        cells = [cell.strip() for cell in line.strip()[1:-1].split("|")] if line.startswith("|") else []
        if cells and set("".join(cells)) <= set("-: "):
            heads = before
        elif cells and heads:
            yield heads, cells
        before, heads = cells, heads if cells else []


def machine_of(bench: str) -> str:
    """Where a bench was run; empty when it was not."""
    report = OUT / f"{bench}.md"
    said = _MACHINE.search(report.read_text("utf-8")) if report.is_file() else None
    return str(kept(bench).get("machine") or (said[1] if said else ""))


def _link(bench: str) -> str:
    return f"[{TITLES[bench]}]({bench}.md)" if bench else ""


if __name__ == "__main__":
    main()
