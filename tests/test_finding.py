"""What readers find pages by: words explained on the spot, indexes from A to Z, words of the search."""

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from generator import models as m
from generator.editions import select
from generator.handbook import Audience, Edition, Handbook
from generator.neighbours import neighbours
from generator.pages import Book, book
from generator.pages.marks import explain, marks
from tests.conftest import ROOT
from tests.sample import WORDS, library_of, sample_files

TERMS = [
    m.GlossaryTerm(id="term.plan", term="plan", plural="plans", definition="What you mean to do."),
    m.GlossaryTerm(id="term.action-plan", term="action plan", plural="action plans", definition='A list, with a day "in it".'),
    m.GlossaryTerm(id="term.heard", term="HEARD", plural="HEARD", definition="Five steps."),
]
PLAIN = re.compile(r"(<[^>]*>|\s)+")
MARK = re.compile(r'<a class="hb-term" href="(term\.[\w-]+)" data-means="[^"]*">(.*?)</a>')


def marked(body: str) -> str:
    """The page with each mark as [word](id)."""
    return MARK.sub(r"[\2](\1)", explain(body, marks(TERMS), lambda identity: identity))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>My plan, your plan.</p>", "<p>My [plan](term.plan), your plan.</p>"),
        ("<p>Plans are plans.</p>", "<p>[Plans](term.plan) are plans.</p>"),
        ("<p>An action plan is a plan.</p>", "<p>An [action plan](term.action-plan) is a [plan](term.plan).</p>"),
        ("<p>The planet, a floor-plan.</p>", "<p>The planet, a floor-plan.</p>"),
        ("<p>We heard them: HEARD.</p>", "<p>We heard them: [HEARD](term.heard).</p>"),
        ("# The plan\n\n<p>No word.</p>", "# The plan\n\n<p>No word.</p>"),
        ("<p>One.</p>\n\n## A plan\n\n<p>The plan.</p>", "<p>One.</p>\n\n## A plan\n\n<p>The [plan](term.plan).</p>"),
        ('<p><a href="x.html">The <em>plan</em></a></p>', '<p><a href="x.html">The <em>plan</em></a></p>'),
        ("<h3>A plan</h3><p><q>My plan!</q></p>", "<h3>A plan</h3><p><q>My plan!</q></p>"),
        ('<p title="plan">No word.</p>', '<p title="plan">No word.</p>'),
        ("<summary>The plan</summary><p>Plan it.</p>", "<summary>The plan</summary><p>[Plan](term.plan) it.</p>"),
        ("<p>İzmir has a plan.</p>", "<p>İzmir has a [plan](term.plan).</p>"),
    ],
)
def test_a_word_is_marked_once_and_only_in_running_text(body: str, expected: str) -> None:
    assert marked(body) == expected


def test_a_mark_carries_its_definition_escaped() -> None:
    found = explain("<p>An action plan.</p>", marks(TERMS), lambda identity: identity)
    assert 'data-means="A list, with a day &#34;in it&#34;."' in found


@pytest.fixture(scope="module")
def bakery() -> Handbook:
    return select(library_of(sample_files()), Edition("bakery", "en", Audience.STAFF))


@pytest.fixture(scope="module")
def pages(bakery: Handbook) -> dict[str, str]:
    return {page.path: page.text for page in book_of(bakery).pages}


def book_of(handbook: Handbook) -> Book:
    return book(handbook, ROOT, with_paper=False)


def front(text: str) -> dict[str, object]:
    lines = (line.split(": ", 1) for line in text.split("---\n")[1].splitlines())
    return {key: json.loads(value) for key, value in lines}


def test_no_page_marks_a_word_twice_and_the_glossary_marks_none(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        found = re.findall(r'class="hb-term" href="[^"]*#([\w-]+)"', text)
        assert len(found) == len(set(found)), path
    assert "hb-term" not in pages["glossary.md"]
    assert any("hb-term" in text for text in pages.values())


def test_everything_with_a_name_stands_in_the_index(bakery: Handbook, pages: dict[str, str]) -> None:
    named = [*bakery.concepts.values(), *bakery.topics.values(), *bakery.situations, *bakery.exercises, *bakery.scenarios]
    named += [*bakery.touch_points, *bakery.industry.hard_moments]
    for thing in named:
        assert f'href="{bakery.addresses[thing.id]}"' in pages["a-z.md"], thing.id
    for term in bakery.glossary:
        assert f'href="{bakery.addresses[term.id]}"' in pages["a-z.md"], term.id


def test_an_index_is_sorted_without_its_articles(pages: dict[str, str]) -> None:
    names = re.findall(r"<li><a [^>]*>(.*?)</a>", pages["a-z.md"])
    keys = [re.sub(r"^(the|a|an) ", "", name.casefold()) for name in names]
    assert keys == sorted(keys)
    assert any(name.startswith("The ") for name in names)


def test_what_people_say_leads_to_its_situation(pages: dict[str, str]) -> None:
    for phrase in ("sold out", "fully booked", "too late"):
        assert f'<a href="sold-out.html">{phrase}</a>' in pages["help/by-words.md"]


def test_a_page_can_be_found_by_words_that_mean_the_same() -> None:
    words = "\nsynonyms:\n  gone: [vanished]\n  too late: [missed it]\n  queue: [line]\nwords:\n"
    files = sample_files()
    plain = re.sub(r"(?s)\nsynonyms:\n.*?\nwords:\n", words, files[WORDS].decode())
    library = library_of(files | {WORDS: plain.encode()})
    written = {page.path: front(page.text) for page in book_of(select(library, Edition("bakery", "en", Audience.STAFF))).pages}
    # What an author wrote stands twice, so that it weighs more.
    assert written["help/sold-out.md"]["tags"] == sorted(
        ["sold out", "fully booked", "too late"] * 2 + ["vanished", "missed it"]
    )
    assert written["ideas/the-queue.md"]["tags"] == ["line"]
    assert written["help/sold-out.md"]["search"] == {"boost": 2}


def test_pages_that_only_lead_to_others_are_not_searched(pages: dict[str, str]) -> None:
    unsearched = {path for path, text in pages.items() if front(text).get("search") == {"exclude": True}}
    assert unsearched == {"index.md", "a-z.md", "help/by-words.md"}


def test_what_is_not_searched_stands_in_no_index(site: Path) -> None:
    """The engine's reader forgets a mark at the first end of an element of the same name in it."""
    for edition in (site / "retail", site / "retail" / "trainer"):
        said: dict[str, str] = {}
        for entry in json.loads((edition / "search" / "search_index.json").read_text("utf-8"))["docs"]:
            place = entry["location"].partition("#")[0]
            said[place] = said.get(place, "") + PLAIN.sub(" ", html.unescape(f"{entry['title']} {entry['text']}"))
        for place, text in said.items():
            page = etree.HTML((edition / place).read_text("utf-8"))
            inside = page.xpath("//text()[string-length() > 40][ancestor::*[@data-search-exclude and not(self::h2)]]")
            others = " ".join(page.xpath("//text()[not(ancestor::*[@data-search-exclude])]"))
            assert [words for words in inside if PLAIN.sub(" ", words).strip() in text and words not in others] == [], place


def test_neighbours_are_for_the_same_readers() -> None:
    library = library_of(sample_files())
    both = [Edition(trade, "en", audience) for trade in ("bakery", "ferry") for audience in Audience]
    for edition in both:
        found = neighbours(library, both, edition)
        assert [one.folder for one in found] == (
            ["bakery/trainer", "ferry/trainer"] if edition.for_trainers else ["bakery", "ferry"]
        )


def test_a_trade_without_a_drawing_gets_a_plain_one(bakery: Handbook) -> None:
    with_name = replace(bakery, industry=bakery.industry.model_copy(update={"illustration": "retail"}))
    shop, plain = (
        next(page.text for page in book_of(one).pages if page.path == "work/index.md") for one in (with_name, bakery)
    )
    assert "hb-art__ground" in shop
    assert "hb-art" in plain
    assert "hb-art__ground" not in plain
