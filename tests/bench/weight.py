"""What a reader's page weighs, against the same pages by the engine alone: bytes as a host sends them (gzip), no fonts.

    python -m tests.bench.weight

One trade, for staff, without paper. The engine gets the pages that we write twice: with our look, and under Material as
it comes, without our templates, styles and scripts. Writes docs/bench/weight.md.
"""

import gzip
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import yaml

from tests.bench.ground import NO_PAPER, ROOT, copied, run, with_editions

OUT = ROOT / "docs" / "bench" / "weight.md"
TRADE = "retail"
SEARCHED = 60
OF_OURS = ("custom_dir", "logo", "favicon")
LOADS = re.compile(r'<link rel="stylesheet" href="([^"]+)"|<script src="([^"$]+)"|<img src="([^"]+logo[^"]*)"')
REPORT = """\
# What a reader's page weighs

{pages} pages of one trade, for staff, as a host sends them: kilobytes (1,000 bytes) packed by gzip, without fonts.
Beside them the same pages as MkDocs leaves them, with our look and nothing left out; and under Material {material} as it
comes, without our templates, styles and scripts, and so without all that our pages do. Ours fetch the search when somebody
types; Material fetches its index with the first page. `make bench` repeats it.

| what | ours | left as they are | Material alone |
|---|---|---|---|
{rows}

Of our pages {light} of {pages} have at most 8 kB of HTML. The others are long: {long}.
"""


@dataclass(frozen=True)
class Site:
    """A finished site of one edition."""

    top: Path

    @property
    def pages(self) -> dict[str, Path]:
        """Its pages by path, without the one for lost readers."""
        found = {path.relative_to(self.top).as_posix(): path for path in sorted(self.top.rglob("*.html"))}
        return {name: path for name, path in found.items() if not name.startswith(("404", "trainer/"))}

    def loads(self, page: str) -> list[Path]:
        """What a page loads with it, each once."""
        text = self.pages[page].read_text("utf-8")
        files = {(self.pages[page].parent / next(filter(None, found))).resolve() for found in LOADS.findall(text)}
        return sorted(path for path in files if path.is_file())

    def first_view(self, page: str = "index.html") -> int:
        """A page with all that it loads, when nothing of it is there yet."""
        return weight(self.pages[page]) + sum(map(weight, self.loads(page)))

    def of(self, ending: str) -> int:
        """What the home page loads of one kind."""
        return sum(weight(path) for path in self.loads("index.html") if path.suffix == ending)

    @property
    def index(self) -> float:
        """The search's index of a handbook of sixty pages: by their share."""
        return weight(self.top / "search" / "search_index.json") * SEARCHED / len(self.pages)

    @property
    def engine(self) -> int:
        """The search's scripts."""
        scripts = [*self.top.glob("assets/javascripts/workers/search.*.js"), *self.top.glob("assets/javascripts/search.js")]
        return sum(map(weight, scripts))


ROWS: dict[str, Callable[[Site], float]] = {
    "HTML of the home page": lambda site: weight(site.pages["index.html"]),
    "HTML of a page, median": lambda site: statistics.median(map(weight, site.pages.values())),
    "HTML of the longest page": lambda site: max(map(weight, site.pages.values())),
    "styles": lambda site: site.of(".css"),
    "scripts": lambda site: site.of(".js"),
    "**first view of the home page**": Site.first_view,
    "first view of a page, median": lambda site: statistics.median(map(site.first_view, site.pages)),
    "first view of the heaviest page": lambda site: max(map(site.first_view, site.pages)),
    "scripts of the search": lambda site: site.engine,
    f"index of the search, {SEARCHED} pages": lambda site: site.index,
    f"**first view with the search, {SEARCHED} pages**": lambda site: site.first_view() + site.engine + site.index,
}


@cache
def weight(path: Path) -> int:
    """Bytes of a file as a host sends it."""
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def main() -> None:
    """Build both and write the report."""
    with tempfile.TemporaryDirectory() as place:
        project = with_editions(copied(Path(place)), industries=[TRADE], audiences=["staff"])
        run(NO_PAPER, project)
        sites = [Site(project / "site" / TRADE), Site(by_engine(project, "whole")), Site(by_engine(project, "bare"))]
        assert all(set(site.pages) == set(sites[0].pages) for site in sites)
        OUT.write_text(report(sites), "utf-8")
    print(OUT.read_text("utf-8"))


def by_engine(project: Path, look: str) -> Path:
    """The pages that were written, by the engine alone: `whole` with our look, `bare` under the theme as it comes."""
    (settings,) = (project / "build").glob("*/mkdocs.yml")
    shared = yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))
    own = yaml.safe_load(settings.read_text("utf-8"))
    merged = shared | own | {"theme": shared["theme"] | own["theme"], "site_dir": look}
    merged = {name: value for name, value in merged.items() if name not in ("INHERIT", "hooks")}
    if look == "bare":
        merged |= {"extra": {}, "extra_css": []}
        merged["theme"] = {name: value for name, value in merged["theme"].items() if name not in OF_OURS}
    beside = settings.with_name(f"{look}.yml")
    beside.write_text(yaml.safe_dump(merged), "utf-8")
    run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(beside)], project)
    return settings.with_name(look)


def report(sites: Sequence[Site]) -> str:
    """The report's text."""
    ours = sites[0]
    rows = [f"| {name} | {' | '.join(told(of(site)) for site in sites)} |" for name, of in ROWS.items()]
    long = [name for name, page in ours.pages.items() if weight(page) > 8000]
    return REPORT.format(
        pages=len(ours.pages),
        material=version("mkdocs-material"),
        rows="\n".join(rows),
        light=len(ours.pages) - len(long),
        long=", ".join(f"`{name}`" for name in sorted(long, key=lambda name: -weight(ours.pages[name]))),
    )


def told(size: float) -> str:
    """Kilobytes."""
    return f"{size / 1000:.1f}"


if __name__ == "__main__":
    main()
