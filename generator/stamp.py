"""The words of a brand, put into pages that were drawn without them.

Pages of two brands differ in a few words and in the address that they are published at. So pages are drawn once, with
marks where those stand, for as many brands as there are. What comes of it is what drawing them for the brand would give.
"""

import html
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from markupsafe import escape

from . import prose
from .handbook import Handbook
from .models import Brand, Colours, Logo

_WORDS = {"organisation": "\ue0b0", "licence": "\ue0b1", "contact": "\ue0b2"}
"""What stands for each line of the brand: characters for private use (Unicode), which nobody writes."""
_PATH = "/path-of-the-brand/"
_ADDRESS = f"https://address-of-the-brand.invalid{_PATH}"
"""The ending belongs to nobody (RFC 2606)."""
_NO_COLOURS = Colours(accent="#000000", accent_dark="#000000", ink="#000000", paper="#000000")
_FROM_THE_TOP = "404.html"
"""The one page whose links start at the root of the host."""


def unbranded(handbook: Handbook) -> Handbook:
    """The same handbook with marks for its brand: equal for any two brands whose pages are built the same."""
    own = handbook.brand
    logo = Logo(light=_plain_name(own.logo.light), dark=_plain_name(own.logo.on_dark), alt=_WORDS["organisation"])
    brand = Brand(
        **_WORDS, logo=logo, colours=_NO_COLOURS, paper=own.paper, site_address=_ADDRESS if own.site_address else None
    )
    return replace(handbook, edition=replace(handbook.edition, brand=""), brand=brand, artwork={})


def stamped(files: Mapping[str, bytes], brand: Brand) -> dict[str, bytes]:
    """Files of a site by path, with the brand in place of its marks."""
    return {name: _filled(name, data, brand) for name, data in files.items()}


def _plain_name(logo: str) -> str:
    return f"logo{PurePosixPath(logo).suffix}"


def _filled(name: str, data: bytes, brand: Brand) -> bytes:
    match PurePosixPath(name).suffix:
        case ".html":
            write: Callable[[str], str] = escape
        case ".json":
            write = _in_json
        case ".xml":
            write = str
        case _:
            return data
    for field, mark in _WORDS.items():
        data = data.replace(mark.encode(), write(prose.plain(getattr(brand, field))).encode())
    if brand.site_address:
        data = data.replace(_ADDRESS.encode(), brand.site_address.encode())
        if name == _FROM_THE_TOP:
            data = data.replace(_PATH.encode(), urlsplit(brand.site_address).path.encode())
    return data


def _in_json(text: str) -> str:
    """As the search's index has the text of pages: escaped as HTML but for quotation marks, then as JSON."""
    return json.dumps(html.escape(text, quote=False), ensure_ascii=False)[1:-1]
