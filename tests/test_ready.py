"""What is set aside comes back as the engine would have left it; what is not clearly HTML is left to the engine."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown, markdown

from generator.ready import anchors, put_back, ready, set_aside

EXTENSIONS = ["attr_list", "toc", "tables", "fenced_code"]
LINES = [
    "",
    "",
    "# A heading *of* ours { #top }",
    "# What’s “new” at Ada\\-Mae’s?",
    "### It's 3 of 5 (nearly) { #top }",
    "## - well { #a b }",
    "## Read more { #more data-search-exclude='' }",
    "##  Zażółć, 你好 #",
    "## Müller & Sohn",
    "A line with <b>bold</b> & *emphasis*.",
    "<p>Ready & <em>done</em></p>",
    "<div><p>One</p>",
    "<p>Two<br>lines</p></div>",
    "</div>",
    "<hb-checks>",
    "</hb-checks>",
    "<ul><li>One</li></ul><p>and more</p>",
    "<p>One</p> and words",
    "<!-- a remark -->",
    "- a list",
    "    <p>code</p>",
    "<div>set-aside-0</div>",
]


def through(text: str) -> str:
    short, blocks = set_aside(text)
    return put_back(markdown(short, extensions=EXTENSIONS), blocks)


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("<p>One</p>", 1),
        ("# One\n\n<p>Two</p>\n\n## Three\n\n<div>\n<p>Four</p>\n</div>\n", 2),
        ("<p>One</p>\n<ul><li>Two</li></ul>", 1),
        ("<p>One</p><ul><li>Two</li></ul>", 0),
        ("<div><p>One</p>\n\n<p>Two</p></div>", 0),
        ("<p>One</p> and more", 0),
        ("<hb-checks>One</hb-checks>", 0),
        ("<p>One</div>", 0),
        ("<em>One</em>", 0),
        ("Nothing <p>here</p>", 0),
        ("", 0),
    ],
)
def test_blocks_of_html_are_set_aside_and_come_back(text: str, many: int) -> None:
    assert len(set_aside(text)[1]) == many
    assert through(text) == markdown(text, extensions=EXTENSIONS)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=8).map("\n".join))
def test_whatever_stands_together_comes_out_as_it_would_without(text: str) -> None:
    assert through(text) == markdown(text, extensions=EXTENSIONS)


@pytest.mark.parametrize(
    "text",
    [
        "# One\n\n<p>Two</p>\n\n\n## Three { #three }\n\n### Long\\-term\n",
        "<p>One</p>\n\n<p>Two</p>\n\n## What’s (nearly) “3 of 5”?",
        "### One\n\n## Two\n\n# Three",
        "## One { #one data-search-exclude='' }\n\n<p>Two</p>",
        "",
    ],
)
def test_a_text_of_plain_headings_and_html_needs_no_engine(text: str) -> None:
    assert ready(text)
    assert_like_the_engine(text)


@pytest.mark.parametrize(
    "heading",
    ["# A *b*", "# A_b_c", "# A &amp; b", "# A [b](c)", "# <b>A</b>", "# A #", "# A { .b }", "#A", "# !!!", "# A\n# B", "A"],
)
def test_a_heading_that_says_more_is_left_to_the_engine(heading: str) -> None:
    assert ready(f"{heading}\n\n<p>One</p>\n") is None


def test_two_headings_of_the_same_words_are_left_to_the_engine() -> None:
    assert ready("# One\n\n## One\n") is None


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=8).map("\n\n".join))
def test_what_needs_no_engine_comes_out_as_by_the_engine(text: str) -> None:
    if ready(text):
        assert_like_the_engine(text)


def assert_like_the_engine(text: str) -> None:
    engine, found = Markdown(extensions=EXTENSIONS), ready(text)
    assert found
    assert found.content == engine.convert(text)
    assert outline(found.toc) == outline(engine.toc_tokens)


def outline(toc: list[dict[str, Any]]) -> list[Any]:
    return [[entry["name"], entry["id"], entry["level"], outline(entry["children"])] for entry in toc]


def test_anchors_inside_are_known() -> None:
    assert anchors(set_aside('<div id="one"><a name="two" href="#x">x</a></div>')[1]) == {"one", "two"}
