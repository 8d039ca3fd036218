"""What we changed of the engine's theme still bites, and nothing more was copied than had to be."""

from pathlib import Path

import material
import pytest

from generator.brand import DARK_GROUND, DARK_TINT, ON_ACCENT_DARK, SOFT, TINT, WHITE

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
    shared = templates & {path.relative_to(UPSTREAM).as_posix() for path in UPSTREAM.rglob("*.html")}
    assert shared == {"main.html", "404.html", *CHANGES}


def test_the_page_starts_our_search_in_place_of_the_theme_s() -> None:
    """What `main.html` replaces in the page's settings, and the form that would make the page fetch the index."""
    assert (UPSTREAM / "base.html").read_text("utf-8").count('"assets/javascripts/workers/search.') == 1
    bundle = next((UPSTREAM / "assets" / "javascripts").glob("bundle.*.js")).read_text("utf-8")
    assert bundle.count('document.forms.namedItem("search")') == 1


def test_the_grounds_that_colours_are_checked_against_are_those_of_the_styles() -> None:
    styles = (ROOT / "overrides/theme/assets/stylesheets/handbook.css").read_text("utf-8")
    for name, colour in {"ground": DARK_GROUND, "tint-strong": DARK_TINT, "on-accent": ON_ACCENT_DARK}.items():
        assert f"--hb-{name}: {colour};" in styles
    assert f"--hb-on-accent: {WHITE};" in styles
    assert f"var(--hb-accent) {TINT:.0%}" in styles
    assert f"var(--hb-ink) {SOFT:.0%}" in styles
