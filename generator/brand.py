"""Brand tokens: the one place where colours become CSS variables and are judged. Paper reads the same Brand."""

from .models import Brand

READABLE = 4.5
"""The least contrast between text and its ground (WCAG 2.2, 1.4.3, level AA)."""
_DARK_GROUND = "#16191c"
"""The ground of a dark page, as `handbook.css` has it."""


def stylesheet(brand: Brand) -> str:
    """The brand as CSS variables, for `assets/brand.css`. Colours are checked by their model's pattern."""
    colours = brand.colours
    return (
        ":root {\n"
        f"  --hb-accent: {colours.accent};\n"
        f"  --hb-accent-dark: {colours.accent_dark};\n"
        f"  --hb-ink: {colours.ink};\n"
        f"  --hb-paper: {colours.paper};\n"
        "}\n"
    )


def contrasts(brand: Brand) -> dict[str, float]:
    """How well the brand's colours can be read on their grounds, by their field's name: 1 (not at all) to 21."""
    colours = brand.colours
    grounds = {"ink": colours.paper, "accent": colours.paper, "accent_dark": _DARK_GROUND}
    return {name: _contrast(getattr(colours, name), ground) for name, ground in grounds.items()}


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, "contrast ratio"), to one decimal place, rounded down."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return int((light + 0.05) / (dark + 0.05) * 10) / 10


def _luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` (WCAG 2.2, "relative luminance"), 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
