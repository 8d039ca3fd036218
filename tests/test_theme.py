"""What we changed of the engine's theme still bites, and nothing more was copied than had to be."""

from pathlib import Path

import material

from generator.brand import DARK_GROUND, DARK_TINT, ON_ACCENT_DARK, SOFT, TINT, WHITE

ROOT = Path(__file__).parents[1]
UPSTREAM = Path(material.__file__).parent / "templates"
OURS = ROOT / "overrides" / "theme"

CHANGES = {
    "partials/search.html": (
        'data-md-component="search" role="dialog">',
        'data-md-component="search" role="dialog" aria-label="{{ lang.t(\'search.placeholder\') }}">',
    ),
}
"""Each copied partial, and the one change in it: from, to."""


def test_copied_partials_differ_from_upstream_in_their_one_change() -> None:
    for name, (old, new) in CHANGES.items():
        upstream = (UPSTREAM / name).read_text("utf-8")
        comment, ours = (OURS / name).read_text("utf-8").split("\n", 1)
        assert upstream.count(old) == 1, f"{name}: upstream has changed; look whether our change is still needed"
        assert ours == upstream.replace(old, new)
        assert comment.startswith("{# Material ")


def test_nothing_else_is_copied() -> None:
    templates = {path.relative_to(OURS).as_posix() for path in OURS.rglob("*.html")}
    assert templates == {"main.html", *CHANGES}


def test_the_grounds_that_colours_are_checked_against_are_those_of_the_styles() -> None:
    styles = (ROOT / "overrides/theme/assets/stylesheets/handbook.css").read_text("utf-8")
    for name, colour in {"ground": DARK_GROUND, "tint-strong": DARK_TINT, "on-accent": ON_ACCENT_DARK}.items():
        assert f"--hb-{name}: {colour};" in styles
    assert f"--hb-on-accent: {WHITE};" in styles
    assert f"var(--hb-accent) {TINT:.0%}" in styles
    assert f"var(--hb-ink) {SOFT:.0%}" in styles
