"""What a reader's page weighs, in bytes as a host sends them: its HTML, styles, scripts and logo, without fonts."""

import gzip
import re
from functools import cache
from pathlib import Path

import pytest

FIRST_VIEW, WITH_SEARCH, PAGE = 70_000, 120_000, 8_000
SEARCHED = 60
"""Pages that the weight of the search is told for."""
LONG = {
    "about/standards.html": 10_500,
    "glossary.html": 11_500,
    "practice/phrases.html": 13_200,
    "workbook.html": 10_800,
    "practice/quiz.html": 9_800,
    "interaction-cycle/keeping.html": 9_700,
    "interaction-cycle/understanding.html": 9_400,
    "interaction-cycle/helping.html": 9_300,
    "interaction-cycle/receiving.html": 9_200,
    "exercises/touch-point-audit.html": 9_300,
    "work/index.html": 8_800,
    "about/sources.html": 8_700,
    "a-z.html": 8_600,
    "work/touch-points.html": 8_500,
    "exercises/role-play-set.html": 8_500,
    "seven-factors/long-term-relationship.html": 8_300,
}
"""Pages whose own words weigh more: those with everything of one kind first, then the longest."""
FRAME = 5_800
"""What stands around the words of a page, its menu too."""
ARTICLE = re.compile(rb"<article\b.*</article>", re.DOTALL)
LOADS = re.compile(r'<link rel="stylesheet" href="([^"]+)"|<script src="([^"$]+)"|<img src="([^"]+logo[^"]*)"')


@cache
def weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def first_view(page: Path) -> int:
    """A page with all that it loads, when nothing of it is there yet."""
    loads = {page.parent / next(filter(None, found)) for found in LOADS.findall(page.read_text("utf-8"))}
    assert len(loads) > 5, page
    return weight(page) + sum(weight(path.resolve()) for path in loads)


def pages(edition: Path) -> dict[str, Path]:
    """The pages of an edition by path, those of its trainers apart."""
    found = {path.relative_to(edition).as_posix(): path for path in edition.rglob("*.html")}
    return {name: path for name, path in found.items() if not name.startswith(("trainer/", "404"))}


@pytest.fixture(scope="module")
def retail(site: Path) -> Path:
    return site / "retail"


@pytest.mark.parametrize("trade", ["retail", "healthcare"])
def test_a_page_is_light(site: Path, trade: str) -> None:
    found = {name: weight(page) for name, page in pages(site / trade).items()}
    assert {name: size for name, size in found.items() if size > LONG.get(name, PAGE)} == {}


def test_an_exception_that_is_no_longer_needed_is_taken_out(site: Path) -> None:
    found = [pages(site / trade) for trade in ("retail", "healthcare")]
    assert [name for name in LONG if all(weight(of[name]) <= PAGE for of in found)] == []


def test_what_stands_around_a_page_does_not_grow_with_the_handbook(retail: Path) -> None:
    for edition in (retail, retail / "trainer"):
        for name, page in pages(edition).items():
            around = ARTICLE.sub(b"", page.read_bytes())
            assert len(gzip.compress(around, 9, mtime=0)) < FRAME, name


def test_the_first_view_is_light(retail: Path) -> None:
    found = {name: first_view(page) for name, page in pages(retail).items()}
    heavy = {name for name, size in found.items() if size > FIRST_VIEW}
    assert heavy <= {"practice/phrases.html", "workbook.html"}
    assert max(found.values()) < FIRST_VIEW + 3_000
    assert found["index.html"] < FIRST_VIEW - 5_000


def test_the_search_is_light(retail: Path) -> None:
    """For a handbook of sixty pages: ours has more, so its index counts by their share."""
    scripts = retail / "assets" / "javascripts"
    index = weight(retail / "search" / "search_index.json") * SEARCHED / len(pages(retail))
    search = weight(scripts / "search.js") + weight(next(scripts.glob("workers/search.*.js"))) + index
    assert first_view(retail / "index.html") + search < WITH_SEARCH


def test_only_pages_where_readers_write_load_what_that_takes(retail: Path) -> None:
    for name, page in pages(retail).items():
        text = page.read_text("utf-8")
        does = next((script for script in ("answers", "cards", "workbook") if f"<hb-{script}" in text), "handbook")
        ours = re.findall(r'<script src="[./]*assets/javascripts/(handbook|answers|cards|workbook)\.js"', text)
        assert ours == [does], name
        assert ("practice.css" in text) == (does != "handbook"), name
