"""A site's style sheets: what no page can show is left out, and nothing else."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.cache import Cache
from generator.styles import trim

PAGE = """<html dir="ltr"><body data-md-color-scheme="default">
<nav class="md-nav"><input data-md-color-scheme="slate"></nav></body></html>"""
TEMPLATE = '<p class="hb-lede {{ kind }}" data-ours>'


def trimmed(
    folder: Path, theirs: str, ours: str = "", script: str = "", files: Mapping[str, str] | None = None
) -> tuple[str, str]:
    """The theme's sheet and ours, as a site of one page has them."""
    site = folder / "site"
    texts = {
        "site/index.html": PAGE,
        "site/assets/stylesheets/main.min.css": theirs,
        "site/assets/stylesheets/ours.css": ours,
        "site/assets/javascripts/bundle.1.min.js": script,
        "overrides/pages/page.md.j2": TEMPLATE,
        "overrides/theme/assets/stylesheets/ours.css": ours,
    }
    for name, text in (texts | dict(files or {})).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    trim(site, folder, Cache(folder / "cache"))
    sheets = site / "assets" / "stylesheets"
    return (sheets / "main.min.css").read_text("utf-8"), (sheets / "ours.css").read_text("utf-8")


@pytest.mark.parametrize(
    "rule",
    [
        ".md-nav{top:0}",
        ".md-nav:not(.md-annotation){top:0}",  # what must not be there need not be there
        ".md-typeset,.md-nav{top:0}",  # one of them is enough
        ":is(.md-typeset,.md-nav) a{top:0}",
        ".hb-lede>kbd{top:0}",  # elements are never looked at
        "[data-ours]{top:0}",
        "[dir=ltr] p{top:0}",
        '[data-md-color-scheme="slate"]{top:0}',
        "@media print{.md-nav{top:0}}",
        "@page{margin:1mm}",
        "@keyframes x{to{top:0}}",
        ".md-nav{--a:1;top:var(--b);--b:var(--a)}",
        ".md-nav{top:0!important}",
    ],
)
def test_what_a_page_can_show_stays(tmp_path: Path, rule: str) -> None:
    assert trimmed(tmp_path, rule)[0] == rule


@pytest.mark.parametrize(
    "rule",
    [
        ".md-annotation{top:0}",
        ".md-nav .md-annotation a{top:0}",
        ":is(.md-annotation,.tabbed-set) .md-nav{top:0}",
        "[data-md-copying]{top:0}",
        "[dir=rtl] .md-nav{top:0}",
        "[data-md-color-scheme=red]{top:0}",
        "@media print{.tabbed-set{top:0}}",
        ":root{--a:1;--b:var(--a)}",
        ".md-nav{} /* nothing */",
    ],
)
def test_what_no_page_can_show_goes(tmp_path: Path, rule: str) -> None:
    assert trimmed(tmp_path, rule)[0] == ""


def test_the_theme_s_script_makes_parts_of_what_is_there(tmp_path: Path) -> None:
    sheet = ".md-nav__item--active{top:0}.md-tooltip__inner{top:0}.focus-visible{top:0}[data-md-visible]{top:0}"
    script = 'make("md-nav__item--active","md-tooltip__inner","data-md-visible")'
    assert trimmed(tmp_path, sheet, script=script)[0] == sheet.replace(".md-tooltip__inner{top:0}", "")


def test_a_property_that_is_used_elsewhere_stays(tmp_path: Path) -> None:
    sheet = ":root{--ours:1;--script:2;--nobody:3}"
    ours = ".hb-lede { top: var(--ours) }"
    assert trimmed(tmp_path, sheet, ours, 'get("--script")')[0] == ":root{--ours:1;--script:2}"


def test_an_organisation_s_own_template_keeps_its_styles(tmp_path: Path) -> None:
    own = {"overrides/theme/partials/own.html": '<div class="md-tooltip">'}
    assert trimmed(tmp_path, ".md-tooltip{top:0}", files=own)[0] == ".md-tooltip{top:0}"


def test_our_sheets_lose_comments_and_indents_alone(tmp_path: Path) -> None:
    ours = '/* why */\n.nowhere ,\n.hb-lede:hover {\n  top: 0;\n  --x: a  b;\n  content: " / ";\n}\n'
    ours += "@media print {\n  .a { top: 1px !important; }\n}\n"
    expected = '.nowhere ,\n.hb-lede:hover{top:0;--x:a  b;content:" / "}@media print{.a{top:1px!important}}'
    assert trimmed(tmp_path, "", ours)[1] == expected


def test_what_is_no_css_is_passed_over_as_browsers_do(tmp_path: Path) -> None:
    assert trimmed(tmp_path, ".md-nav{*zoom:1;top:0}.md-nav{top:1px")[0] == ".md-nav{top:0}.md-nav{top:1px}"


def test_the_same_bytes_with_the_cache_and_without(tmp_path: Path) -> None:
    sheet = ".md-nav{top:0}.md-annotation{top:0}"
    assert trimmed(tmp_path, sheet) == trimmed(tmp_path, sheet) == trimmed(tmp_path / "again", sheet)
