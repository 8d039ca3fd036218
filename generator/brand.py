"""Brand tokens: the one place where colours become CSS variables. Paper reads the same Brand.

Every pair of colours that words stand in is listed here and needs enough contrast (WCAG 2.2, 1.4.3), also to people
who do not tell red, green or blue apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from .models import Brand

if TYPE_CHECKING:
    from coloraide import Color

LEAST = 4.5
"""The contrast that text needs; lines and marks would do with less."""
WHITE, DARK_GROUND, DARK_TINT, ON_ACCENT_DARK = "#ffffff", "#16191c", "#29383a", "#10211d"
"""Grounds that the styles set by themselves: print, dark mode and the strongest tint on it, words on a button there."""
TINT, SOFT = 0.16, 0.72
"""Shares of the accent in the strongest tint, and of the ink in quiet text; the rest is paper."""
STEPS = 100
"""How finely a better lightness is looked for."""
VISIONS = ("protan", "deutan", "tritan")
"""Kinds of colour vision that miss one of three."""


@dataclass(frozen=True)
class Clash:
    """A colour that cannot be read or seen where it is used, and the nearest one that can."""

    name: str
    """The field of the brand's colours."""
    where: str
    ratio: float
    better: str


FACES = {
    "regular": "font-weight: 400",
    "italic": "font-weight: 400; font-style: italic",
    "bold": "font-weight: 600 700",
}
"""What each cut of a font is for, in CSS."""


def stylesheet(brand: Brand) -> str:
    """The brand as CSS, for `assets/brand.css`: its colours, its own font, its mark on dark grounds.

    Colours and names of files are checked by their models' patterns.
    """
    colours = brand.colours
    lines = [
        ":root {",
        f"  --hb-accent: {colours.accent};",
        f"  --hb-accent-dark: {colours.accent_dark};",
        f"  --hb-ink: {colours.ink};",
        f"  --hb-paper: {colours.paper};",
        *(['  --hb-own: "Brand";'] if brand.fonts else []),
        "}",
        f'[data-md-color-scheme="slate"] .md-logo img {{ content: url("{dark_logo_name(brand)}"); }}',
    ]
    cuts = brand.fonts.cuts if brand.fonts else {}
    faces = (f'src: url("{face_name(cut)}") format("woff2"); {FACES[cut]}; font-display: swap;' for cut in cuts)
    return "\n".join((*lines, *(f'@font-face {{ font-family: "Brand"; {face} }}' for face in faces))) + "\n"


def logo_name(brand: Brand) -> str:
    """What the mark for light grounds is called among the assets of a site."""
    return f"logo{PurePosixPath(brand.logo.light).suffix}"


def dark_logo_name(brand: Brand) -> str:
    """What the mark for dark grounds is called there."""
    return f"logo-dark{PurePosixPath(brand.logo.on_dark).suffix}"


def face_name(cut: str) -> str:
    """What a cut of its own font is called there."""
    return f"brand-{cut}.woff2"


@dataclass(frozen=True)
class Pair:
    """Words on their ground as the brand has them, and how well they can be read."""

    name: str
    """The field of the brand's colours that matters."""
    where: str
    words: str
    ground: str
    ratio: float
    """The contrast, rounded down, to the eyes that see least of it."""

    @property
    def is_readable(self) -> bool:
        """Whether it is enough for words."""
        return self.ratio >= LEAST


def pairs(brand: Brand) -> list[Pair]:
    """Every pair of colours that words stand in."""
    from coloraide import Color

    colours = {name: Color(code) for name, code in brand.colours.model_dump().items()}
    return [
        Pair(name, where, one.to_string(hex=True), other.to_string(hex=True), int(_contrast(one, other) * 10) / 10)
        for name in ("ink", "accent", "accent_dark")
        for where, one, other in _uses(name, colours)
    ]


def clashes(brand: Brand) -> Iterator[Clash]:
    """Each colour of the brand that fails where it is used, once, where it fails worst."""
    from coloraide import Color  # late: it takes a third of a second, and only checking needs it

    colours = {name: Color(code) for name, code in brand.colours.model_dump().items()}
    for name, (ratio, where) in _worst(colours).items():
        if ratio < LEAST:
            yield Clash(name, where, ratio, _nearest(name, colours))


def _worst(colours: "Mapping[str, Color]") -> dict[str, tuple[float, str]]:
    """The least contrast of each colour, and where."""
    uses = {name: _uses(name, colours) for name in ("ink", "accent", "accent_dark")}
    return {name: min((_contrast(one, other), where) for where, one, other in all_of) for name, all_of in uses.items()}


def _uses(name: str, colours: "Mapping[str, Color]") -> "list[tuple[str, Color, Color]]":
    """Where a colour is used: what for, the colour of the words, their ground."""
    from coloraide import Color

    accent, dark, ink, paper = (colours[name] for name in ("accent", "accent_dark", "ink", "paper"))
    tint = accent.mix(paper, 1 - TINT, space="srgb")
    quiet = ink.mix(paper, 1 - SOFT, space="srgb")
    return {
        "ink": [("text on the page", ink, paper), ("quiet text on the page", quiet, paper)],
        "accent": [
            ("links on the page", accent, paper),
            ("links on a tint", accent, tint),
            ("words on a button", Color(WHITE), accent),
        ],
        "accent_dark": [
            ("links on the dark page", dark, Color(DARK_GROUND)),
            ("links on a dark tint", dark, Color(DARK_TINT)),
            ("words on a button in the dark", Color(ON_ACCENT_DARK), dark),
        ],
    }[name]


def _contrast(one: "Color", other: "Color") -> float:
    """The contrast of two colours (WCAG 2.2, "contrast ratio") to the eyes that see least of it."""
    seen = [(one, other), *((one.filter(vision), other.filter(vision)) for vision in VISIONS)]
    return float(min(first.contrast(second, method="wcag21") for first, second in seen))


def _nearest(name: str, colours: "Mapping[str, Color]") -> str:
    """The same colour, only as much darker or lighter as it takes; empty when its ground leaves it no room."""
    start = colours[name].convert("oklch")
    for step in range(1, STEPS + 1):
        for sign in (-1, 1):
            lightness = min(max(start["lightness"] + sign * step / STEPS, 0), 1)
            code = start.clone().set("lightness", lightness).convert("srgb").to_string(hex=True, fit=True)
            tried = {**colours, name: start.new(code)}
            if all(_contrast(one, other) >= LEAST for _, one, other in _uses(name, tried)):
                return str(code)
    return ""
