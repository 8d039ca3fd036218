"""All figures on one page, each with its bound, and a picture of them.

    python -m tests.bench.summary

Reads what the other benches left in docs/bench. Writes docs/bench/README.md and ratios.svg.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figures import BOUNDS, MISSED, OUT, REPORTS, figure, kept, table, verdict
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
WITH_TABLES = ("paper", "weight")
"""Their own reports say in a table what was found, the bound and whether it holds, in the last three columns."""
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
    rows = [*measured(), *told()]
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
    for name, bound in BOUNDS.items():
        if name in found:
            value, bench = found[name]
            yield Row(bound.what, bound.said, figure(name, value), verdict(name, value), bench, bound.reach(value))
        else:
            reason = WITHOUT_REASON.get(name)
            yield Row(bound.what, bound.said, "", f"{NOT_YET}: {reason}" if reason else NOT_YET, "")


def told() -> Iterator[Row]:
    """The rows of reports that keep their figures in a table, such as `| what | ours | 0.27 | 0.25 | **missed** |`."""
    for bench in WITH_TABLES:
        rows = list(_rows(OUT / f"{bench}.md"))
        if not rows:
            yield Row(TITLES[bench].capitalize(), "", "", NOT_YET, "")
        for heads, cells in rows:
            bound, found = (cells[-2] if re.match("at ", cells[-2]) else f"{heads[-2]} {cells[-2]}"), cells[-3]
            number, limit = (re.search(r"\d+(\.\d+)?", one) for one in (found, bound))
            reach = float(limit[0]) / float(number[0]) if number and limit and float(number[0]) else None
            name = f"{TITLES[bench].capitalize()}: {cells[0]}"
            yield Row(name, bound, found, cells[-1], bench, 1 / reach if reach and "least" in bound else reach)


def _rows(report: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Heads and cells of every row that ends with whether it holds."""
    heads: list[str] = []
    before: list[str] = []
    for line in report.read_text("utf-8").splitlines() if report.is_file() else ():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if cells and set("".join(cells)) <= set("-: "):
            heads = before
        elif cells and re.match(rf"holds|{re.escape(MISSED)}", cells[-1]):
            yield heads, cells
        before = cells


def machine_of(bench: str) -> str:
    """Where a bench was run; empty when it was not."""
    report = OUT / f"{bench}.md"
    said = _MACHINE.search(report.read_text("utf-8")) if report.is_file() else None
    return str(kept(bench).get("machine") or (said[1] if said else ""))


def _link(bench: str) -> str:
    return f"[{TITLES[bench]}]({bench}.md)" if bench else ""


if __name__ == "__main__":
    main()
