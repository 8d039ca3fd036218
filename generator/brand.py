"""Brand tokens: the one place where colours become CSS variables. Paper reads the same Brand."""

from .models import Brand


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
