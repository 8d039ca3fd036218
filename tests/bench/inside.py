"""A process that is measured from inside. Started by `tests.bench.edit`; prints CPU seconds as JSON."""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator import site, stamp, workshop
from generator.assembly import read
from generator.drawn import Drawing
from generator.editions import editions, select
from generator.pages import Kept
from tests.bench.ground import NO_PAPER, reworded

_engine = 0.0
_again = site.Rendering.again


def _clocked(rendering: site.Rendering, changed: Sequence[str]) -> tuple[Path, list[str] | None]:
    """The engine's part of any work."""
    global _engine
    start = time.process_time()
    try:
        return _again(rendering, changed)
    finally:
        _engine += time.process_time() - start


def serving(root: Path, edits: int) -> Iterator[tuple[float, float]]:
    """What `handbook serve` does for the pages after each edit (generator/live.py): in all, and in the engine."""
    global _engine
    drawing, before = Drawing(root, root / "build" / "live", Kept()), dict[str, bytes]()
    for number in range(edits + 1):
        start, _engine = time.process_time(), 0.0
        library, problems = read(root)
        assert library, problems
        handbook = select(library, editions(library)[0])
        files = stamp.stamped(drawing.drawn(stamp.unbranded(handbook)), handbook.brand) | workshop.beside(handbook, root)
        if number:  # the first one is cold
            assert files != before, "the edit is not to be seen"
            yield time.process_time() - start, _engine
        before = files
        reworded(root)


def share() -> Iterator[tuple[float, float]]:
    """One build from nothing in this process, from its start: in all, and in the engine."""
    from generator.cli import main

    main([*NO_PAPER[NO_PAPER.index("build") :], "--jobs", "1"], prog_name="handbook", standalone_mode=False)
    yield time.process_time(), _engine


if __name__ == "__main__":
    site.Rendering.again = _clocked  # type: ignore[method-assign]
    print(json.dumps(list(serving(Path(sys.argv[2]), int(sys.argv[3])) if sys.argv[1] == "serving" else share())))
