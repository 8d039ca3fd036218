"""Pages that an organisation writes freely, in Markdown. What is said of faulty ones: `cases/check/page-*.yml`."""

import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from generator import prose
from generator.assembly import assemble
from generator.editions import select
from generator.handbook import Audience, Edition, Handbook
from generator.neighbours import neighbours
from generator.pages import Book, Chapter, book
from generator.problems import errors
from generator.verify import links_of
from tests.conftest import ROOT, handbook
from tests.sample import library_of, sample_files

OWN = "content/organisation/pages/"
POLICY = """\
---
title: Our "returns" policy
one_sentence: We take it back, whoever sold it.
chapter: Ideas
after: topic.the-queue
owner: Ottoline
---

Bring it back within a *week*. [News](need.news) first, then the till.

## What we take & why

- Bread, even with a bite in it.
- Anything {a_customer} is unhappy with.

| What | How long |
|------|---------:|
| Bread | 1 week |
| Cake, as [we said](https://example.org/cake) | **2 days** |

> "I'd rather you came back."

![The counter, with the box for returns on its left](images/counter.png)

### Who decides

Whoever stands there, if 1 < 2.
"""


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (320, 200), "#c8102e").save(written, "PNG")
    return written.getvalue()


def files_with(**pages: str) -> dict[str, bytes]:
    own = {f"{OWN}{name.replace('_', '-')}.md": text.encode() for name, text in pages.items()}
    return sample_files() | own | {f"{OWN}images/counter.png": picture()}


def made(files: dict[str, bytes], trade: str = "bakery", audience: Audience = Audience.STAFF) -> Handbook:
    return select(library_of(files), Edition(trade, "en", audience))


def chapter(of: Book, name: str) -> Chapter:
    return next(item for item in of.menu if isinstance(item, Chapter) and item.name == name)


def test_a_page_is_published_where_its_author_says_with_working_links(project: Path) -> None:
    (project / OWN / "images").mkdir(parents=True)
    (project / OWN / "returns-policy.md").write_text(POLICY, "utf-8")
    (project / OWN / "images" / "counter.png").write_bytes(picture() + b"secret")
    done = handbook("build", "--industry", "bakery", "--audience", "staff", "--no-paper", "--quiet", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr  # its links and pictures are verified there
    site = project / "site" / "bakery"
    html = (site / "pages" / "returns-policy.html").read_text("utf-8")
    assert "<li>Anything a guest is unhappy with.</li>" in html
    assert '<a href="../two-comforts/news.html">News</a>' in html
    assert '<td><a href="https://example.org/cake">we said</a></td>' not in html  # it is in a sentence
    assert "Cake, as <a" in html
    assert 'alt="The counter, with the box for returns on its left"' in html
    assert "if 1 &lt; 2." in html
    assert "../assets/pictures/counter.png" in links_of(site / "pages" / "returns-policy.html").loads
    assert b"secret" not in (site / "assets" / "pictures" / "counter.png").read_bytes()
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    assert [entry["title"] for entry in index if entry["location"].startswith("pages/")] == [
        "Our “returns” policy",
        "What we take &amp; why",
        "Who decides",
    ]
    assert "Our “returns” policy" in (site / "a-z.html").read_text("utf-8")


def test_a_page_stands_behind_the_one_it_names_or_at_the_end_of_its_chapter() -> None:
    page = "---\ntitle: {}\nchapter: {}\n{}\n---\nText.\n"
    files = files_with(
        first=page.format("First", "Ideas", "after: need.news"),
        second=page.format("Second", "Ideas", ""),
        third=page.format("Third", "Ideas", "after: page.first"),
        fourth=page.format("Fourth", "Help now", ""),
        fifth=page.format("Fifth", "Ideas", "after: topic.first-and-last"),
    )
    menu = book(made(files), ROOT)
    names = [item.name for item in chapter(menu, "Ideas").items]
    assert names == ["Two comforts", "First and last", "Fifth", "The queue", "Second"]
    nested = next(item for item in chapter(menu, "Ideas").items if isinstance(item, Chapter))
    assert [item.name for item in nested.items][-3:] == ["News", "First", "Third"]
    assert chapter(menu, "Help now").items[-1].name == "Fourth"


def test_an_organisation_has_a_chapter_of_its_own_and_an_empty_one_is_left_out() -> None:
    page = "---\ntitle: Late\nchapter: Our house\nindustries: [ferry]\n---\nText.\n"
    change = b"changes: [{of: handbook, append: {chapters: [{name: Our house, pages: []}]}}]"
    files = files_with(late=page) | {"content/organisation/changes.yml": change}
    assert [item.name for item in chapter(book(made(files, "ferry"), ROOT), "Our house").items] == ["Late"]
    assert "Our house" not in [item.name for item in book(made(files), ROOT).menu]
    editions = [Edition(trade, "en", Audience.STAFF) for trade in ("bakery", "ferry")]
    own = [neighbour.own_pages for neighbour in neighbours(library_of(files), editions, editions[0])]
    assert ["pages/late.html" in pages for pages in own] == [False, True]


def test_a_page_for_trainers_is_in_no_handbook_for_staff() -> None:
    files = files_with(behind="---\ntitle: Behind\nchapter: For trainers\naudience: trainers\n---\nText.\n")
    staff, trainers = (book(made(files, audience=audience), ROOT) for audience in Audience)
    assert "pages/behind.md" not in {page.path for page in staff.pages}
    assert chapter(trainers, "For trainers").items[-1].name == "Behind"


def test_no_page_has_a_heading_or_a_sign_that_is_evaluated() -> None:
    text = "---\ntitle: '{{ 7 * 7 }} <b>'\nchapter: Ideas\n---\n## {{ 7 * 7 }} &lt;b&gt; { #x }\n\nAnd {{ 7 * 7 }}.\n"
    problems = assemble(files_with(odd=text))[1]
    assert {problem.rule for problem in errors(problems)} == {"unknown-slot"}
    plain = text.replace("{{ 7 * 7 }} ", "").replace("{ #x }", "x").replace(" {{ 7 * 7 }}", "")
    page = next(page for page in book(made(files_with(odd=plain)), ROOT).pages if page.path == "pages/odd.md")
    assert "&lt;b&gt;" in page.text
    assert "<b>" not in page.text.replace("\\", "")


@settings(deadline=None, derandomize=True, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet=st.sampled_from("ab#*-_>|![]()<>`~=\n \t{}\"'&\\:/1.")), st.booleans())
def test_whatever_is_written_the_answer_is_a_page_or_a_list_of_problems(text: str, in_front: bool) -> None:
    page = f"---\n{text}\n---\n" if in_front else f"---\ntitle: Odd\nchapter: Ideas\n---\n{text}"
    library, problems = assemble(files_with(odd=page))
    assert (library is None) == bool(errors(problems))
    if library:
        assert "page.odd" in library.entries


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.text(alphabet=st.sampled_from("ab#*-_>|![]()<>`~=\n \t{}\"'&\\:/1.")))
def test_a_passage_holds_only_what_its_kind_of_markdown_has(text: str) -> None:
    for _, passage in prose.passages(text):
        html = prose.page_html(passage, lambda identity: "#", lambda name: "x.png")
        plain = "p|em|strong|code|ul|ol|li|br|table|thead|tbody|tr|th|td|blockquote|h2|h3"
        known = rf'</?({plain})>|<(a|img|ol)( [a-z]+="[^"]*")*>|</a>'
        assert "<" not in re.sub(known, "", html)


@pytest.mark.parametrize("ending", [".yml", ".txt"])
def test_only_markdown_is_a_page(ending: str) -> None:
    library, problems = assemble(files_with() | {f"{OWN}odd{ending}": b"title: Odd"})
    assert library is None
    assert [problem.rule for problem in errors(problems)] == ["unread-file"]
