"""The whole project with all its paper: from nothing and after small changes; and one edition with its sheets beside others.

    python -m tests.bench.whole [ROUNDS [TRADES]]

Writes docs/bench/whole.md and whole.json.
"""

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import yaml

from generator.handbook import folder_of
from tests.bench.engines import FURO, PDF
from tests.bench.figures import WHOLE, keep, middle, table, versions
from tests.bench.ground import (
    HANDBOOK,
    ROOT,
    SENTENCE,
    Seconds,
    copied,
    pages_of,
    put_away,
    reworded,
    run,
    timed,
    with_editions,
    write_pages,
    written,
)
from tests.bench.meters import said, squeezed
from tests.bench.same import pages_say_the_same, title

ROUNDS = 3
QUICK = 5
TRADE = SENTENCE.split("/")[2]
OLD, NEW = "#17594a", "#17594b"
START, SENTENCE_OF_A_TRADE = "from nothing", "one sentence of one trade"
NOTHING, OURS, WRITING = "nothing changed", "ours", "our reading, checking and writing of the pages alone"
ENGINES = {"pdf": PDF, "furo": FURO}
OF_THEIR_OWN = {"pdf": (), "furo": ("genindex.html", "search.html")}
"""Pages that another makes besides."""
_WITHOUT_ENGINE = """
import sys
from generator.cli import main
main(["build", "--quiet"], prog_name="handbook", standalone_mode=False)
assert not {"mkdocs", "typst"} & set(sys.modules), "an engine was imported for nothing"
"""


def main(rounds: int = ROUNDS, trades: int = 7) -> None:
    """Both parts and the report."""
    chosen = yaml.safe_load((ROOT / "content" / "handbook.yml").read_text("utf-8"))["industries"][:trades]
    with tempfile.TemporaryDirectory() as place:
        times, about = changes(with_editions(copied(Path(place)), industries=chosen), rounds)
    with tempfile.TemporaryDirectory() as place:
        project = with_editions(copied(Path(place)), industries=[TRADE], audiences=["staff"])
        others, about_one = beside(project, rounds)
    report(times, others, about | about_one | {"rounds": rounds, "quick": QUICK})


def changes(project: Path, rounds: int) -> tuple[dict[str, Seconds], dict[str, object]]:
    """The whole project, from nothing and again."""
    times = {START: timed(lambda: run(HANDBOOK, project))}
    first = sound(project)
    times[NOTHING] = middle(timed(lambda: run(HANDBOOK, project)) for _ in range(QUICK))
    assert sound(project) == first
    run([sys.executable, "-c", _WITHOUT_ENGINE], project)
    times[SENTENCE_OF_A_TRADE] = middle(after(project, reworded) for _ in range(rounds))
    then = sound(project)
    touched = {name for name in {**first, **then} if first.get(name) != then.get(name)}
    assert touched, "the edit is not to be seen"
    assert all(name.startswith((f"{TRADE}/", "handbook.json")) for name in touched), touched
    times["another accent colour"] = after(project, recoloured)
    sheets = list((project / "site").rglob("brand.css"))
    assert sheets, "no style sheet"
    assert all(NEW in sheet.read_text("utf-8") for sheet in sheets)
    names = list(sound(project))
    about = {"pages": len(pages_of(project / "site")), "sheets": sum(name.endswith(".pdf") for name in names)}
    return times, about | {"editions": len(sheets)}


def after(project: Path, change: Callable[[Path], None]) -> Seconds:
    """Seconds of a build after a change."""
    change(project)
    return timed(lambda: run(HANDBOOK, project))


def recoloured(project: Path) -> None:
    """Another accent."""
    path = project / "content" / "brand.yml"
    path.write_text(path.read_text("utf-8").replace(OLD, NEW), "utf-8")


def sound(project: Path) -> dict[str, str]:
    """The digest of every file of a site, when all are what was built."""
    run([*HANDBOOK[: HANDBOOK.index("build")], "verify"], project)
    files = sorted(path for path in (project / "site").rglob("*") if path.is_file())
    return {path.relative_to(project / "site").as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def beside(project: Path, rounds: int) -> tuple[dict[str, Seconds], dict[str, object]]:
    """One edition with its sheets, by us and by others."""
    ((edition, folder),) = written(project, with_paper=True).items()
    made = project / "site" / folder_of(edition, edition.language)
    theirs = {name: engine.prepared([folder]) for name, engine in ENGINES.items() if engine.is_here}
    found: dict[str, list[Seconds]] = {}
    for number in range(rounds):
        for name, folders in theirs.items():
            if name == "pdf" and number:
                continue  # it takes minutes
            found.setdefault(ENGINES[name].name, []).append(timed(partial(ENGINES[name].build, folders)))
        found.setdefault(WRITING, []).append(timed(lambda: write_pages(project, "anew", with_paper=True)))
        put_away(project / "build", project / "site")
        found.setdefault(OURS, []).append(timed(lambda: run(HANDBOOK, project)))
    for name, (its,) in theirs.items():
        pages_say_the_same(its / ENGINES[name].made, made, more=OF_THEIR_OWN[name])
        if name == "pdf":
            has_all_titles(its / PDF.made, made)
    sheets = list(made.rglob("*.pdf"))
    assert all(said(sheet.read_bytes()) for sheet in sheets)
    return {name: middle(times) for name, times in found.items()}, {"one": len(pages_of(made)), "pdfs": len(sheets)}


def has_all_titles(theirs: Path, made: Path) -> None:
    """The PDF of a site has the heading of every page."""
    text = said((theirs / "pdf" / "document.pdf").read_bytes())
    missing = [name for name in pages_of(made) if squeezed(title(made / name)) not in text]
    assert not missing, missing


def report(times: dict[str, Seconds], others: dict[str, Seconds], about: dict[str, object]) -> None:
    """Tables and figures."""
    start, ours = times[START][0], others[OURS][0]
    found = {"nothing": start / times[NOTHING][0], "sentence": start / times[SENTENCE_OF_A_TRADE][0]}
    for name, engine in ENGINES.items():
        if engine.name in others:
            found[name] = others[engine.name][0] / ours
            found[name + WHOLE] = (others[engine.name][0] + others[WRITING][0]) / ours
    whole = [row(*one, start / one[1][0]) for one in times.items()]
    beside_us = [row(*one, one[1][0] / ours) for one in others.items()]
    keep(
        "whole",
        found,
        times | others,
        versions=versions("mkdocs", "mkdocs-material", "typst", "mkdocs-to-pdf", "Sphinx", "furo", "myst-parser"),
        whole=table(("what", "wall s", "CPU s", "wall, quicker than from nothing"), whole),
        beside=table(("what", "wall s", "CPU s", "wall, to ours"), beside_us),
        **about,
    )


def row(name: str, seconds: Seconds, ratio: float) -> tuple[str, str, str, str]:
    """A line of a table."""
    wall, cpu = seconds
    return name, f"{wall:.2f}", f"{cpu:.2f}", f"{ratio:.2f}"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
