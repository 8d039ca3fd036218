"""The bounds that a bench is held to, and its figures: kept as JSON beside its report, joined by `tests.bench.summary`."""

import json
import os
import platform
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.bench.ground import ROOT, Seconds

OUT = Path(os.environ.get("BENCH_OUT", ROOT / "docs" / "bench"))
"""Where figures are published, or a folder to try in."""
REPORTS = Path(__file__).parent / "reports"
MISSED = "**missed**"
WHOLE = "+"
"""Stands after the name of a comparison in which others get no pages: they wait until we have written them."""


@dataclass(frozen=True)
class Bound:
    """What a figure must be."""

    what: str
    least: float | None = None
    most: float | None = None
    unit: str = " times"

    def reach(self, found: float) -> float:
        """How many times better a figure is than this; below one, it does not keep to it."""
        return found / self.least if self.least is not None else (self.most or 0) / found

    @property
    def said(self) -> str:
        """Such as `at least 4 times`."""
        return f"at least {self.least:g}{self.unit}" if self.least is not None else f"at most {self.most:g}{self.unit}"


TWELVE = "Twelve editions from nothing"
_BESIDE_OTHERS = {
    "plain": Bound(f"{TWELVE}: quicker than plain MkDocs one after the other", least=4),
    "two": Bound(f"{TWELVE}: quicker than plain MkDocs, two at once", least=2.5),
    "zensical": Bound(f"{TWELVE}: quicker than Zensical", least=4),
    "zensical-warm": Bound(f"{TWELVE}: quicker than Zensical that did it before", least=2),
    "hugo": Bound(f"{TWELVE}: our time as so many times Hugo's", most=1.3),
    "floor": Bound(f"{TWELVE}: our time as so many times the floor", most=2),
    "colour": Bound("Another colour for every brand: quicker than plain MkDocs one after the other", least=7),
}
_BESIDE_MAKERS_OF_BOOKS = {
    "pdf": Bound("One edition with its sheets: quicker than MkDocs with a PDF plugin", least=5),
    "furo": Bound("One edition with its sheets: quicker than Sphinx with furo, which makes no sheets", least=5),
}


def _twice(bounds: Mapping[str, Bound]) -> dict[str, Bound]:
    """With the pages given, and with the time in which they are written."""
    return {
        name + more: replace(bound, what=f"{bound.what} ({how})")
        for name, bound in bounds.items()
        for more, how in (("", "pages given"), (WHOLE, "whole job"))
    }


BOUNDS = {
    **_twice(_BESIDE_OTHERS),
    "nothing": Bound("Nothing changed, whole project with paper: quicker than a build from nothing", least=150),
    "sentence": Bound("One sentence of one trade, whole project with paper: quicker than a build from nothing", least=20),
    "edit": Bound("One page edited, built by a command: our time as so many times Zensical's", most=0.6),
    "live": Bound("One page edited while serving: our CPU time as so many times Zensical's, which builds again", most=0.6),
    "serving": Bound("One page edited while serving: work of the engine", most=0.1, unit=" s"),
    "share": Bound("Our own share of one edition from nothing, without paper", most=15, unit=" %"),
    **_twice(_BESIDE_MAKERS_OF_BOOKS),
    "quarto": Bound("One edition with its sheets: quicker than Quarto", least=5),
    "menu": Bound("From 60 to 600 pages in one edition, full menu: CPU grows", most=10.5),
    "brands": Bound("From 10 to 100 brands: CPU grows", most=10),
    "memory": Bound("Memory of all processes together at 100 brands", most=400, unit=" MB"),
    "view": Bound("First view of the home page, packed", most=70, unit=" kB"),
    "search": Bound("First view with the search, 60 pages, packed", most=120, unit=" kB"),
    "html": Bound("HTML of the longest page, packed", most=8, unit=" kB"),
}


def middle(rounds: Iterable[Seconds]) -> Seconds:
    """The median on each clock."""
    wall, cpu = (statistics.median(column) for column in zip(*rounds, strict=True))
    return wall, cpu


def machine() -> str:
    """Where it was measured."""
    return f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def versions(*packages: str) -> str:
    """Such as `mkdocs 1.6.1, mkdocs-material 9.8.1`. What is installed for the bench alone is pinned in a list."""
    pinned = dict(line.split("==") for line in (ROOT / "tests/bench/rivals.txt").read_text("utf-8").split())
    return ", ".join(f"{name} {pinned.get(name) or version(name)}" for name in packages)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def verdicts(found: Mapping[str, float]) -> str:
    """A table of figures and their bounds."""
    return table(
        ("what", "bound", "found", ""),
        [(BOUNDS[name].what, BOUNDS[name].said, figure(name, value), verdict(name, value)) for name, value in found.items()],
    )


def figure(name: str, value: float) -> str:
    """A figure with its unit."""
    return f"{value:.{2 if value < 10 else 1}f}{BOUNDS[name].unit}"


def verdict(name: str, value: float) -> str:
    """Whether it holds."""
    return "holds" if BOUNDS[name].reach(value) >= 1 else MISSED


def keep(name: str, found: Mapping[str, float], seconds: Mapping[Any, Any], **values: object) -> None:
    """Write a bench's report (reports/) and its figures. `values` are what the report says besides."""
    OUT.mkdir(parents=True, exist_ok=True)
    figures = {"machine": machine(), "found": {key: round(value, 4) for key, value in found.items()}, "seconds": seconds}
    (OUT / f"{name}.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    text = (REPORTS / f"{name}.md").read_text("utf-8").format(machine=machine(), verdicts=verdicts(found), **values)
    (OUT / f"{name}.md").write_text(text, "utf-8")
    print(text)


def kept(name: str) -> dict[str, Any]:
    """What a bench found; empty when it has not run."""
    path = OUT / f"{name}.json"
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else {}
