"""The scripts of the pages: typed sources, classic bundles that are made from them, small, and of our own words none."""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "overrides" / "scripts").glob("*.js"))
MADE = ROOT / "overrides" / "theme" / "assets" / "javascripts"
BUNDLES = {"handbook.js": 5_000, "answers.js": 6_500, "cards.js": 5_500, "workbook.js": 7_800}
"""For reading, and for what else readers do; and how many bytes each may have as a host sends it."""


def npm(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run one of the scripts of package.json."""
    return subprocess.run(["npm", "run", "--silent", *arguments], cwd=ROOT, capture_output=True, check=False)


needs_node = pytest.mark.skipif(
    not (shutil.which("npm") and (ROOT / "node_modules" / ".bin" / "esbuild").exists()),
    reason="Node's npm, or what `make scripts` installs with it, is not here: the script's types and bundle are not checked.",
)


@needs_node
def test_the_types_agree() -> None:
    done = npm("check")
    assert done.returncode == 0, done.stdout.decode()


@needs_node
def test_the_bundles_are_what_the_sources_give(tmp_path: Path) -> None:
    done = npm("bundle", "--", f"--outdir={tmp_path}")
    assert done.returncode == 0, done.stderr.decode()
    assert {path.name for path in tmp_path.iterdir()} == set(BUNDLES)
    for name in BUNDLES:
        assert (tmp_path / name).read_bytes() == (MADE / name).read_bytes(), "run `make scripts` and commit what it made"


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_is_small(name: str) -> None:
    assert len(gzip.compress((MADE / name).read_bytes(), mtime=0)) < BUNDLES[name]


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_is_a_classic_script(name: str) -> None:
    """Modules do not load from file://."""
    assert not re.search(rb"\b(import|export)\b", (MADE / name).read_bytes())


def test_every_source_is_reached_from_the_first() -> None:
    reached, waiting = set(), [SOURCES[0].with_name(name) for name in BUNDLES]
    while waiting:
        source = waiting.pop()
        reached.add(source)
        named = re.findall(r'from "(\./[\w-]+\.js)"|import "(\./[\w-]+\.js)"', source.read_text("utf-8"))
        waiting += [other for pair in named if (other := source.parent / "".join(pair)[2:]) not in reached]
    assert reached == set(SOURCES)


def test_nothing_is_sent_or_evaluated() -> None:
    for source in SOURCES:
        text = source.read_text("utf-8")
        assert not re.search(r"\b(fetch|XMLHttpRequest|sendBeacon|WebSocket|EventSource|eval|Function)\(", text), source.name
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", text), source.name
