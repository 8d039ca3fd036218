"""Whatever a person writes into any field stays text, wherever it lands.

The sample project is built twice: with a hostile end to every text, and with a harmless one of the same length. Pages
then have the same elements and attributes, or something was written into them that no template wrote.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import markdown
import pikepdf
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data
from playwright.sync_api import Browser, expect

from generator import prose
from generator.assembly import read
from generator.awards import CERTIFICATE, Awarding
from generator.build import build
from generator.editions import editions, select
from generator.follow_up import follow_up_calendar
from generator.handbook import Audience
from generator.models import Glossary
from generator.pages.marks import explain, marks
from generator.pages.writer import front_matter, heading
from generator.paper import A4, Award, Press, Typesetter, imprint, slide_deck, worksheet
from generator.paper.powerpoint import Projector
from generator.people import Person
from generator.workers import here
from generator.workshop import Order
from tests.browser.conftest import EVERY_KIND, served, watched
from tests.conftest import ROOT, copy_sample
from tests.fields import with_texts

HOSTILE = """ Zq7<i id=zq7 onclick=zq7()>"'&amp;{{ 7-7 }}${7}\\ #zq7 [z](javascript:zq7) </script><!-- |} =1+1"""
HARMLESS = re.sub(r"[^\w\s]", "x", HOSTILE)
SHOWN = ("title", "aria-label", "alt", "content", "value", "placeholder", "label")
"""Attributes that hold words for people. So do those that begin with `data-`, which scripts say."""
ACTIONS = {"/JavaScript", "/URI", "/Launch", "/SubmitForm", "/GoToR"}
"""What a PDF may not do (ISO 32000-2, 12.6.4)."""
SAID = ("SUMMARY", "DESCRIPTION", "TRANSP")
thoroughly = settings(deadline=None, derandomize=True, max_examples=200, suppress_health_check=[HealthCheck.too_slow])


class Shape(HTMLParser):
    """The elements of a page in order, with their attributes; and what is in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self.elements.append((f"/{tag}", ()))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment", (data,)))

    handle_decl = handle_pi = unknown_decl = handle_comment


@dataclass(frozen=True)
class Pair:
    """Two projects with their sites, alike but for what is in the texts."""

    hostile: Path
    harmless: Path

    def files(self, pattern: str) -> Iterator[tuple[Path, Path]]:
        """The same file of both sites."""
        one, other = self.hostile / "site", self.harmless / "site"
        names = [sorted(path.relative_to(top) for path in top.rglob(pattern)) for top in (one, other)]
        assert names[0] == names[1]
        assert names[0]
        yield from ((one / name, other / name) for name in names[0])


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    made = []
    for name, text in {"hostile": HOSTILE, "harmless": HARMLESS}.items():
        project = copy_sample(tmp_path_factory.mktemp(name) / "project")
        (project / "exercises" / EVERY_KIND.name).write_bytes(EVERY_KIND.read_bytes())
        (project / "content" / "accessibility.yml").write_bytes((ROOT / "content" / "accessibility.yml").read_bytes())
        library, problems = read(project)
        assert library, problems
        changed = with_texts(library, lambda written, _, text=text: written + text)  # type: ignore[misc]
        bakery = tuple(edition for edition in editions(changed) if edition.industry == "bakery")
        build(Order(project, changed, bakery, with_paper=False), project / "site", here)
        made.append(project)
    return Pair(*made)


def test_pages_have_the_elements_that_templates_wrote_and_no_other(pair: Pair) -> None:
    for hostile, harmless in pair.files("*.html"):
        found = [Shape(path.read_text("utf-8")) for path in (hostile, harmless)]
        assert found[0].elements == found[1].elements, hostile
        for (name, value), (_, expected) in zip(found[0].attributes, found[1].attributes, strict=True):
            made_of_words = name in SHOWN or name.startswith("data-") or re.fullmatch("#?[a-z0-9-]+", value)
            assert value == expected or made_of_words, (hostile, name, value)


def test_what_was_written_is_shown_as_it_was_written(pair: Pair) -> None:
    """Escaped once and no more: a reader sees the signs, not their codes. Quotation marks are curled."""
    home = Shape((pair.hostile / "site" / "bakery" / "index.html").read_text("utf-8"))
    title = next(words for words in home.words if words.startswith("The Harbour Street Handbook Zq7"))
    assert "<i id=zq7 onclick=zq7()>" in title
    assert "&amp;{{ 7-7 }}${7}\\ #zq7 [z](javascript:zq7) </script><!-- |} =1+1" in title
    assert not [words for words in home.words if "&amp;amp;" in words or "&lt;" in words]
    lost = Shape((pair.hostile / "site" / "bakery" / "404.html").read_text("utf-8"))
    (about,) = [value for name, value in lost.attributes if name == "content" and value.startswith("Good bread")]
    assert "&amp;{{ 7-7 }}" in about


def test_data_for_programs_can_be_read_and_holds_the_words(pair: Pair) -> None:
    for pattern in ("*.json", "*.webmanifest"):
        for hostile, _ in pair.files(pattern):
            json.loads(hostile.read_text("utf-8"))
    for hostile, harmless in pair.files("search_index.json"):
        entries = [json.loads(path.read_text("utf-8"))["docs"] for path in (hostile, harmless)]
        assert [one["location"] for one in entries[0]] == [one["location"] for one in entries[1]]
        for one in entries[0]:  # the page puts both into itself
            assert not {tag for tag, _ in Shape(one["title"] + one["text"]).elements} & {"i", "script", "comment", "img"}


def test_a_browser_runs_and_fetches_none_of_it(pair: Pair, browser: Browser) -> None:
    """Without the policy too, which here is left out of the pages."""
    site = pair.hostile / "site"
    for page in site.rglob("*.html"):
        page.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text("utf-8")), "utf-8")
    (site / "_headers").unlink()
    with served(site) as address:
        context = browser.new_context(base_url=address)
        context.add_init_script("window.zq7 = () => console.error('it ran')")
        with watched(context, address) as tab:
            for name in ("index", "a-z", "glossary", "workbook", "exercises/every-kind", "trainer/about/accessibility"):
                tab.goto(f"bakery/{name}.html")
                expect(tab.locator("#zq7, [onclick]")).to_have_count(0)
                tab.locator("dfn, .hb-term").first.click() if tab.locator("dfn, .hb-term").count() else None
            tab.get_by_role("textbox", name="Search").press_sequentially("zq7")
            tab.locator(".md-search-result__link").first.wait_for()
            tab.wait_for_timeout(300)
            expect(tab.locator("#zq7, [onclick]")).to_have_count(0)
            expect(tab.locator(".md-search-result__list")).to_contain_text("<i id=zq7")
        context.close()


def test_paper_shows_the_words_and_runs_nothing(pair: Pair, tmp_path: Path) -> None:
    library, _ = read(pair.hostile)
    assert library
    changed = with_texts(library, lambda written, _: written + HOSTILE)
    edition = next(one for one in editions(changed) if one.industry == "bakery" and one.audience is Audience.STAFF)
    handbook = select(changed, edition)
    exercise = next(one for one in handbook.exercises if one.worksheet == "W01")
    document = worksheet(exercise, imprint(handbook, pair.hostile), A4)
    press = Press(pair.hostile)
    (tmp_path / "sheet.pdf").write_bytes(press.pdf(document))
    (tmp_path / "sheet.docx").write_bytes(press.docx(document))
    pdf = pypdf.PdfReader(tmp_path / "sheet.pdf")
    whole = "".join(page.extract_text() for page in pdf.pages)
    assert "<iid=zq7onclick=zq7()>" in re.sub(r"\s", "", whole)
    with pikepdf.open(tmp_path / "sheet.pdf") as opened:
        kinds = {str(one.get("/S", "")) for one in opened.objects if isinstance(one, pikepdf.Dictionary)}
    assert not kinds & ACTIONS
    with ZipFile(tmp_path / "sheet.docx") as word:
        for name in word.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(word.read(name))  # noqa: S314 - our own file
        text = "".join(ElementTree.fromstring(word.read("word/document.xml")).itertext())  # noqa: S314
    assert "<i id=zq7 onclick=zq7()>" in text


def test_slides_calendar_and_certificates_show_the_words_and_run_nothing() -> None:
    """And whatever else is made for one run of a session."""
    library, _ = read(ROOT)
    assert library
    changed = with_texts(library, lambda written, _: written + HOSTILE)
    handbook = select(changed, next(one for one in editions(changed) if one.industry == "retail" and one.for_trainers))
    session = handbook.sessions[0]
    typesetter, around, day = Typesetter(ROOT), imprint(handbook, ROOT), date(2027, 1, 4)

    slides = Projector(handbook.brand, handbook.language, typesetter, around.mark).pptx(slide_deck(session, handbook))
    with ZipFile(BytesIO(slides)) as file:
        parts = [ElementTree.fromstring(file.read(name)) for name in file.namelist() if name.endswith((".xml", ".rels"))]  # noqa: S314
    assert "<i id=zq7 onclick=zq7()>" in "".join(text for part in parts for text in part.itertext())
    assert not [
        one for part in parts for one in part.iter() if one.get("TargetMode") or ("hlink" in one.tag and one.get("action"))
    ]

    calendar = follow_up_calendar(handbook, session, day).replace(b"\r\n ", b"").decode()
    said = {re.split("[:;]", line)[0] for line in calendar.split("\r\n") if line}
    assert said == {*("BEGIN", "END", "PRODID", "VERSION", "METHOD", "UID", "DTSTAMP", "DTSTART", "DTEND"), *SAID}
    assert "<i id=zq7 onclick=zq7()>" in calendar

    name = f"Zoë\\n{HOSTILE}"
    form = next(one for one in handbook.forms if one.id == CERTIFICATE)
    made, _ = Awarding(Award(form, session, "attendance", day, name), around, A4, typesetter).files(
        [Person(2, name)], "n.csv", joined=False
    )
    ((stem, pdf),) = made.items()
    assert re.fullmatch(r"1-zoë-[\w-]+\.pdf", stem)
    assert "<iid=zq7onclick=zq7()>" in re.sub(r"\s", "", pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text())
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert not {str(one.get("/S", "")) for one in opened.objects if isinstance(one, pikepdf.Dictionary)} & ACTIONS


# Anything at all, on its way into the engine


def test_what_a_term_means_stays_in_its_attribute() -> None:
    library, _ = read(ROOT)
    assert library
    term = library.all_of(Glossary)[0].terms[0].model_copy(update={"term": "Queue", "definition": HOSTILE})
    shape = Shape(explain("# Title\n\nA queue.\n", marks([term]), lambda _: "x.html"))
    assert [tag for tag, _ in shape.elements] == ["a", "/a"]
    assert [name for name, _ in shape.attributes] == ["class", "href", "data-means"]
    assert dict(shape.attributes)["data-means"] == prose.plain(HOSTILE)


SIGNS = st.sampled_from([*"<>&\"'`*_[](){}!#\\/=\n\t -+1.|:%$", "<script>", "</p>", "<!--", "]]>", "](javascript:", "{: #x }"])
ANYTHING = st.lists(SIGNS | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5), max_size=12).map("".join)


@thoroughly
@given(ANYTHING)
def test_a_heading_is_one_heading(text: str) -> None:
    shape = Shape(markdown.markdown(str(heading(2, f"Q{text}", "here")), extensions=["attr_list", "toc"]))
    assert [tag for tag, _ in shape.elements] == ["h2", "/h2"]
    assert shape.attributes == [("id", "here")]


@thoroughly
@given(ANYTHING)
def test_front_matter_says_what_it_was_given(text: str) -> None:
    body, matter = get_data(front_matter({"title": f"Q{text}", "hide": ["toc"]}) + "# One\n")
    assert matter == {"title": f"Q{text}", "hide": ["toc"]}
    assert body.strip() == "# One"
