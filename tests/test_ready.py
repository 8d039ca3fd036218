"""What is set aside comes back as the engine would have left it; what is not clearly HTML is left to the engine."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from generator.ready import anchors, put_back, set_aside

EXTENSIONS = ["attr_list", "toc"]
LINES = [
    "",
    "",
    "# A heading *of* ours { #top }",
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


def test_anchors_inside_are_known() -> None:
    assert anchors(set_aside('<div id="one"><a name="two" href="#x">x</a></div>')[1]) == {"one", "two"}
