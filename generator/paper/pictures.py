"""Pictures of the brand as PNG: the icons of a device, and the card that a shared link shows.

Drawn by Typst from the brand's tokens with the templates in `overrides/pictures/`, so that no picture program is
needed. The same brand gives the same bytes.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import typst

from ..handbook import Handbook
from ..look import mark
from ..typesetting import brand_fonts
from .document import fonts_of

PIXELS_A_POINT = 72
"""The resolution at which one point of a template is one pixel (a point is 1/72 inch)."""
ICONS: Mapping[str, tuple[int, float]] = {
    "icon-180.png": (180, 0.72),
    "icon-192.png": (192, 0.72),
    "icon-512.png": (512, 0.72),
    "icon-maskable-512.png": (512, 0.52),
}
"""Each icon's file name: its side in pixels, and how much of that the mark takes up. A device may cut a maskable one down
to a circle of 80 % (W3C, Web Application Manifest, "Icon masks and safe zone")."""


def icons(handbook: Handbook, root: Path) -> dict[str, bytes]:
    """The mark as square pictures by file name."""
    sizes = [{"size": size, "part": part} for size, part in ICONS.values()]
    data = {"icons": sizes, "paper": handbook.brand.colours.paper, "mark": mark(handbook, root, handbook.brand.logo.light)}
    return dict(zip(ICONS, _drawn("icons", data, root), strict=True))


def card(handbook: Handbook, root: Path) -> bytes:
    """What a link to an edition shows where it is shared."""
    brand, language = handbook.brand, handbook.language
    data = {
        "title": handbook.plan.title,
        "trade": handbook.industry.name,
        "tagline": handbook.plan.tagline,
        "language": language.code,
        "direction": language.direction,
        "mark": mark(handbook, root, brand.logo.light),
        "font": fonts_of(brand),
        **brand.colours.model_dump(),
    }
    return _drawn("card", data, root)[0]


def _drawn(template: str, data: Mapping[str, object], root: Path) -> list[bytes]:
    """A picture for each page of a template. Nothing outside `root` can be read."""
    compiler = typst.Compiler(
        root / "overrides" / "pictures" / f"{template}.typ",
        root=root,
        font_paths=brand_fonts(root),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    drawn = compiler.compile(format="png", ppi=PIXELS_A_POINT)
    pages = drawn if isinstance(drawn, list) else [drawn]
    return [page for page in pages if page]
