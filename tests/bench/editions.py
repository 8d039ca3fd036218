"""Twelve editions by `handbook`, and by others who get its pages, in one interleaved run.

    python -m tests.bench.editions [ROUNDS [TRADES]]

Six trades for two brands are twelve editions of over a hundred pages each. Ours starts from the YAML. Others start from the
generated pages: those given ready, or written by us first, which is the whole job that their user has.
Writes docs/bench/editions.md and editions.json.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

from generator import site
from generator.handbook import Edition, folder_of
from tests.bench.engines import HUGO, MKDOCS, ZENSICAL, Engine
from tests.bench.figures import WHOLE, keep, middle, table, versions
from tests.bench.ground import (
    NO_PAPER,
    ROOT,
    SENTENCE,
    Seconds,
    branded,
    pages_of,
    put_away,
    reworded,
    run,
    timed,
    write_pages,
    written,
)
from tests.bench.same import pages_are, pages_say_the_same

ROUNDS = 3
BRANDS = {
    "harbour": {"organisation": "Harbour", "accent": "#17594a"},
    "northgate": {"organisation": "Northgate", "accent": "#5a1749"},
}
OURS, WRITING = "ours, from nothing", "our reading, checking and writing of the pages alone"
NAMES = {
    "plain": "plain MkDocs, one after the other",
    "two": "plain MkDocs, two at once",
    "zensical": "Zensical, one after the other",
    "zensical-warm": "Zensical, again",
    "hugo": "Hugo, one after the other",
    "floor": "the floor: python-markdown on two processes",
    "colour": "ours, another colour for every brand",
}
HEADS = (
    "what",
    "wall s",
    "CPU s",
    "wall to ours, pages given",
    "wall to ours, whole job",
    "CPU to ours, pages given",
    "CPU to ours, whole job",
)


def main(rounds: int = ROUNDS, trades: int = 6) -> None:
    """Run the rounds and write the report."""
    with tempfile.TemporaryDirectory() as place:
        chosen = yaml.safe_load((ROOT / "content" / "handbook.yml").read_text("utf-8"))["industries"][:trades]
        race = Race(branded(Path(place), BRANDS, chosen))
        found: dict[str, list[Seconds]] = {}
        for _ in range(rounds):
            for name, work in race.ways().items():
                found.setdefault(name, []).append(timed(work))
                if name == OURS:
                    race.check_ours()
        race.check_others()
        report({name: middle(times) for name, times in found.items()}, race, rounds, trades)


class Race:
    """A project, its generated editions, and all who make sites of them."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self.folders = written(project)
        here = [engine for engine in (MKDOCS, ZENSICAL, HUGO) if engine.is_here]
        self._of = {engine.name: engine.prepared(self.folders.values()) for engine in here}

    def ways(self) -> Mapping[str, Callable[[], None]]:
        """What is timed, in this order: each of our changes comes after the one before."""
        ways = {
            NAMES["plain"]: lambda: self._build(MKDOCS),
            NAMES["two"]: lambda: self._build(MKDOCS, at_once=2),
            NAMES["zensical"]: lambda: self._build(ZENSICAL),
            NAMES["zensical-warm"]: lambda: self._build(ZENSICAL, fresh=False),
        }
        if HUGO.name in self._of:
            ways[NAMES["hugo"]] = lambda: self._build(HUGO)
        command = [sys.executable, "-m", "tests.bench.floor", *map(str, self.folders.values())]
        return ways | {
            NAMES["floor"]: lambda: run(command, ROOT),
            WRITING: self._written,
            OURS: self._from_nothing,
            NAMES["colour"]: lambda: self._changed(repainted),
            "ours, one sentence of one trade": lambda: self._changed(reworded),
            "ours, nothing changed": lambda: self._changed(lambda project: None),
            "ours, the sentence as it was": lambda: self._changed(restored),
        }

    def _build(self, engine: Engine, at_once: int = 1, *, fresh: bool = True) -> None:
        engine.build(self._of[engine.name], at_once, fresh=fresh)

    def _written(self) -> None:
        put_away(self._project / "anew")
        write_pages(self._project, "anew")

    def _from_nothing(self) -> None:
        put_away(self._project / "build", self._project / "site")
        self._changed(lambda project: None)

    def _changed(self, change: Callable[[Path], None]) -> None:
        change(self._project)
        run(NO_PAPER, self._project)

    def check_ours(self) -> None:
        """Ours are the pages of plain MkDocs. Its colours do not stand in pages, so that those of the last round hold."""
        for edition, theirs in zip(self.folders, self._of[MKDOCS.name], strict=True):
            pages_are(self.made(edition), theirs / MKDOCS.made, site.squeezed)

    def check_others(self) -> None:
        """Others say the same; Hugo has a page more, for a folder without a home."""
        for at, folder in enumerate(self.folders.values()):
            plain = self._of[MKDOCS.name][at] / MKDOCS.made
            pages_say_the_same(self._of[ZENSICAL.name][at] / ZENSICAL.made, plain)
            pages_say_the_same(folder / "floor", plain)
            if HUGO.name in self._of:
                pages_say_the_same(self._of[HUGO.name][at] / HUGO.made, plain, more=("about/index.html",))

    @property
    def pages(self) -> int:
        """In all editions."""
        return sum(len(pages_of(folder / MKDOCS.made)) for folder in self._of[MKDOCS.name])

    def made(self, edition: Edition) -> Path:
        """Where ours of an edition is published."""
        return self._project / "site" / edition.brand / folder_of(edition, edition.language)


def repainted(project: Path) -> None:
    """Another ink for every brand."""
    for path in (project / "content" / "organisation" / "brands").glob("*.yml"):
        brand = yaml.safe_load(path.read_text("utf-8"))
        brand["colours"]["ink"] = f"#{int(brand['colours']['ink'][1:], 16) + 1:06x}"
        path.write_text(yaml.safe_dump(brand), "utf-8")


def restored(project: Path) -> None:
    """The sentence as it was before."""
    shutil.copy(ROOT / SENTENCE, project / SENTENCE)


def report(times: Mapping[str, Seconds], race: Race, rounds: int, trades: int) -> None:
    """Medians, as a Markdown table and as figures."""
    rows = [row(name, of, times[OURS], times[WRITING]) for name, of in times.items()]
    wall = {name: times[named][0] for name, named in NAMES.items() if named in times}
    keep(
        "editions",
        ratios(wall, times[OURS][0], times[WRITING][0]),
        times,
        trades=trades,
        brands=len(BRANDS),
        editions=len(race.folders),
        pages=race.pages,
        rounds=rounds,
        versions=versions("mkdocs", "mkdocs-material", "zensical", "hugo", "Markdown"),
        rows=table(HEADS, rows),
    )


def row(name: str, of: Seconds, ours: Seconds, writing: Seconds) -> list[str]:
    """Seconds, and how they stand to ours from nothing. Only others' have a whole job that is more than themselves."""
    given = [f"{one / to:.2f}" for one, to in zip(of, ours, strict=True)]
    whole = [f"{(one + more) / to:.2f}" for one, more, to in zip(of, writing, ours, strict=True)]
    if name.startswith("our"):
        whole = ["", ""]
    return [name, f"{of[0]:.1f}", f"{of[1]:.1f}", given[0], whole[0], given[1], whole[1]]


def ratios(wall: Mapping[str, float], ours: float, writing: float) -> dict[str, float]:
    """What the bounds are about; with a plus, the whole job."""
    found = {}
    for name, took in wall.items():
        for more, extra in (("", 0.0), (WHOLE, writing)):
            theirs = (took + extra) / ours
            found[name + more] = 1 / theirs if name in ("hugo", "floor") else theirs
            if name == "colour":
                found[name + more] = (wall["plain"] + extra) / took
    return found


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
