"""Author text: a small Markdown subset becomes HTML and runs for paper; nothing else becomes anything."""

import html
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator import prose

thoroughly = settings(deadline=None, derandomize=True, max_examples=300, suppress_health_check=[HealthCheck.too_slow])


def address(target: str) -> str:
    """Where the test's handbook has the page of an id."""
    return f"pages/{target}.html"


def screen(text: str) -> str:
    return str(prose.html(text, address))


# The subset


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("Look up.", "<p>Look up.</p>"),
        ("Look *up*.", "<p>Look <em>up</em>.</p>"),
        ("Look **up**.", "<p>Look <strong>up</strong>.</p>"),
        ("Press `Enter`.", "<p>Press <code>Enter</code>.</p>"),
        ("See [News](need.news).", '<p>See <a href="pages/need.news.html">News</a>.</p>'),
        ("[*Ask*](https://example.org/?a=1&b=2)", '<p><a href="https://example.org/?a=1&amp;b=2"><em>Ask</em></a></p>'),
        ("[Write](mailto:ottoline@example.org)", '<p><a href="mailto:ottoline@example.org">Write</a></p>'),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One\nline.", "<p>One\nline.</p>"),
        ("One  \nTwo", "<p>One<br>\nTwo</p>"),
        ("- One\n- Two", "<ul>\n<li>One</li>\n<li>Two</li>\n</ul>"),
        ("1. One\n2. Two", "<ol>\n<li>One</li>\n<li>Two</li>\n</ol>"),
        (r"2 \* 3 \[sic\]", "<p>2 * 3 [sic]</p>"),
        ("Bread & butter < cake", "<p>Bread &amp; butter &lt; cake</p>"),
        ("“Yes,” she said — in Łódź. 好", "<p>“Yes,” she said — in Łódź. 好</p>"),
        ("![A cat](need.cat)", '<p>!<a href="pages/need.cat.html">A cat</a></p>'),
    ],
)
def test_the_subset_becomes_html(text: str, shown: str) -> None:
    assert screen(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "# No heading",
        "No heading\n===",
        "> No quotation",
        "---",
        "~~~\nno fence\n~~~",
        "| no | table |",
        "~~no strike~~",
        "https://no.automatic.link",
        "<https://no.automatic.link>",
        "&copy; no entity",
        "{: .no-attributes }",
        "!!! no admonition",
        '--8<-- "no-snippet.md"',
        "[^1]: no footnote",
        "[no]: https://reference.example",
        "-no item",
        ":no-icon:",
    ],
)
def test_what_is_not_in_the_subset_is_shown_as_it_is_written(text: str) -> None:
    assert html.unescape(screen(text)) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Look *up*.", "Look <em>up</em>."),
        ("", ""),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("- One", "<ul>\n<li>One</li>\n</ul>"),
    ],
)
def test_one_line_has_no_paragraph_around_it(text: str, shown: str) -> None:
    assert str(prose.inline_html(text, address)) == shown


# Hostile text: the whole answer for each, so that nothing hides in it


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"),
        ("<svg/onload=alert(1)>", "<p>&lt;svg/onload=alert(1)&gt;</p>"),
        ("</p></div><h1>", "<p>&lt;/p&gt;&lt;/div&gt;&lt;h1&gt;</p>"),
        ("<!-- out", "<p>&lt;!-- out</p>"),
        ("<![CDATA[out]]>", "<p>&lt;![CDATA[out]]&gt;</p>"),
        ("&lt;script&gt;", "<p>&amp;lt;script&amp;gt;</p>"),
        (r"\<b\>", "<p>&lt;b&gt;</p>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
        ("*<b>*", "<p><em>&lt;b&gt;</em></p>"),
        ("- <b>", "<ul>\n<li>&lt;b&gt;</li>\n</ul>"),
        ("[<b>](need.news)", '<p><a href="pages/need.news.html">&lt;b&gt;</a></p>'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](JaVaScRiPt:alert(1))", "<p>[x](JaVaScRiPt:alert(1))</p>"),
        ("[x](<java\tscript:alert(1)>)", '<p><a href="pages/java%09script:alert(1).html">x</a></p>'),
        ("[x](vbscript:alert)", "<p>[x](vbscript:alert)</p>"),
        ("[x](file:///etc/passwd)", "<p>[x](file:///etc/passwd)</p>"),
        ("[x](data:text/html,<b>)", "<p>[x](data:text/html,&lt;b&gt;)</p>"),
        ("[x](//evil.example)", '<p><a href="pages///evil.example.html">x</a></p>'),
        ('[x](https://e.org/"onclick="alert(1))', '<p><a href="https://e.org/%22onclick=%22alert(1)">x</a></p>'),
        ('[x](https://e.org "><b>")', '<p><a href="https://e.org">x</a></p>'),
        ('[x](https://e.org){onclick="alert(1)"}', '<p><a href="https://e.org">x</a>{onclick="alert(1)"}</p>'),
        ("[x](https://e.org/'><script>)", '<p><a href="https://e.org/\'%3E%3Cscript%3E">x</a></p>'),
    ],
)
def test_hostile_text_stays_text(text: str, shown: str) -> None:
    assert screen(text) == shown


class Elements(HTMLParser):
    """Every tag, attribute and word of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.others: list[str] = []
        self.words = ""
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    handle_pi = unknown_decl = handle_comment


SIGNS = st.sampled_from(
    [
        *("<>&\"'`*_[]()!#\\/=\n\t -+1.{}\0"),
        *("\n\n", "  \n", "- ", "1. ", "[x](", "](need.news)", "](javascript:", "](https://", "](data:", ' "x")'),
        *("<a href=", "<script>", "</p>", "<!--", "<?", "onclick=", "&#60;", "&lt;", "style="),
    ]
)
HOSTILE = st.lists(SIGNS | st.text(max_size=5), max_size=12).map("".join)


@thoroughly
@given(HOSTILE)
def test_only_allowed_tags_and_addresses_appear(text: str) -> None:
    for shown in (prose.html(text, address), prose.inline_html(text, address)):
        elements = Elements(str(shown))
        assert elements.tags <= {"p", "em", "strong", "code", "a", "ul", "ol", "li", "br"}
        assert not elements.others
        for name, value in elements.attributes:
            assert name == "href"
            assert str(value).startswith(("pages/", "https://", "http://", "mailto:"))


@thoroughly
@given(HOSTILE)
def test_no_letter_gets_lost_on_screen_or_paper(text: str) -> None:
    assume("](" not in text)
    letters = [character for character in text if character.isalpha()]
    assert [character for character in Elements(screen(text)).words if character.isalpha()] == letters
    assert [character for character in prose.plain(text) if character.isalpha()] == letters


# Links


def test_links_gives_all_targets_in_order() -> None:
    text = "See [News](need.news), [*Ask*](https://example.org) and\n\n- [the queue](topic.the-queue)\n- `[no](link)`"
    assert list(prose.links(text)) == ["need.news", "https://example.org", "topic.the-queue"]


@pytest.mark.parametrize(
    ("target", "leaves"),
    [
        ("https://example.org", True),
        ("http://example.org", True),
        ("mailto:ottoline@example.org", True),
        ("need.news", False),
        ("//example.org", False),
        ("ftp://example.org", False),
        ("javascript:alert(1)", False),
        ("x:https://example.org", False),
    ],
)
def test_only_three_kinds_of_links_leave_the_handbook(target: str, leaves: bool) -> None:
    assert prose.is_web(target) is leaves


# Paper


def test_paper_gets_paragraphs_and_items_as_runs() -> None:
    text = "Look *up*,\n**now**.\n\n- See [the *news*](need.news)\n- `<b>`"
    assert prose.paragraphs(text) == [
        {
            "kind": "p",
            "runs": [
                {"text": "Look ", "strong": False, "emph": False},
                {"text": "up", "strong": False, "emph": True},
                {"text": ",", "strong": False, "emph": False},
                {"text": " ", "strong": False, "emph": False},
                {"text": "now", "strong": True, "emph": False},
                {"text": ".", "strong": False, "emph": False},
            ],
        },
        {
            "kind": "li",
            "runs": [
                {"text": "See ", "strong": False, "emph": False},
                {"text": "the ", "strong": False, "emph": False},
                {"text": "news", "strong": False, "emph": True},
            ],
        },
        {"kind": "li", "runs": [{"text": "<b>", "strong": False, "emph": False}]},
    ]


def test_one_line_for_paper_is_its_runs_alone() -> None:
    assert prose.runs("Look up.") == [{"text": "Look up.", "strong": False, "emph": False}]
    assert prose.runs("***Look***") == [{"text": "Look", "strong": True, "emph": True}]
    assert prose.runs("") == []


@pytest.mark.parametrize("text", ["- 0 +", "+", "-", "1. Greet", "2) Ask", "  - Look"])
def test_one_line_for_paper_is_no_list(text: str) -> None:
    assert "".join(run["text"] for run in prose.runs(text)) == text
    assert prose.runs(f"{text} *now*")[-1] == {"text": "now", "strong": False, "emph": True}


def test_plain_keeps_the_words_alone() -> None:
    assert prose.plain("Look *up* at [the **news**](need.news).\n\n- `Now`") == "Look up at the news. Now"


# Quotation marks


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('"Next!" is no greeting.', "“Next!” is no greeting."),
        ("It's the baker's.", "It’s the baker’s."),
        ("'Yes,' she said.", "‘Yes,’ she said."),
        ('"\'Tis gone," he said.', "“‘Tis gone,” he said."),
        ('**"Now"** ("then")', "**“Now”** (“then”)"),
        ("“Curled” already", "“Curled” already"),
    ],
)
def test_quotation_marks_are_curled_as_printers_do(typed: str, printed: str) -> None:
    assert prose.curly(typed) == printed
