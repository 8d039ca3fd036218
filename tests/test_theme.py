"""What we changed of the engine's theme still bites, and nothing more was copied than had to be."""

from pathlib import Path

import material
import pytest

ROOT = Path(__file__).parents[1]
UPSTREAM = Path(material.__file__).parent / "templates"
OURS = ROOT / "overrides" / "theme"

CHANGES = {
    "partials/search.html": {
        'data-md-component="search" role="dialog">': (
            'data-md-component="search" role="dialog" aria-label="{{ lang.t(\'search.placeholder\') }}">'
        ),
        '<form class="md-search__form" name="search">': '<form class="md-search__form">',
        '<div class="md-search-result__meta">': '<div class="md-search-result__meta" aria-live="polite">',
    },
    "partials/header.html": {
        "            {{ config.site_name }}\n": "            {{ config.extra.title | d(config.site_name, true) }}\n",
        "    {% if config.theme.palette %}\n": '    {% include "partials/switch.html" %}\n    {% if config.theme.palette %}\n',
    },
}
"""Each copied partial, and the changes in it: from, to."""


@pytest.mark.parametrize("name", CHANGES)
def test_copied_partials_differ_from_upstream_in_their_changes_alone(name: str) -> None:
    upstream = (UPSTREAM / name).read_text("utf-8")
    comment, ours = (OURS / name).read_text("utf-8").split("\n", 1)
    for old, new in CHANGES[name].items():
        assert upstream.count(old) == 1, f"{name}: upstream has changed; look whether our change is still needed"
        upstream = upstream.replace(old, new)
    assert ours == upstream
    assert comment.startswith("{# Material ")


def test_nothing_else_is_copied() -> None:
    templates = {path.relative_to(OURS).as_posix() for path in OURS.rglob("*.html")}
    assert templates & {path.relative_to(UPSTREAM).as_posix() for path in UPSTREAM.rglob("*.html")} == {
        "main.html",
        "404.html",
        *CHANGES,
    }


def test_the_page_starts_our_search_in_place_of_the_theme_s() -> None:
    """What `main.html` replaces in the page's settings, and the form that would make the page fetch the index."""
    assert (UPSTREAM / "base.html").read_text("utf-8").count('"assets/javascripts/workers/search.') == 1
    bundle = next((UPSTREAM / "assets" / "javascripts").glob("bundle.*.js")).read_text("utf-8")
    assert bundle.count('document.forms.namedItem("search")') == 1
