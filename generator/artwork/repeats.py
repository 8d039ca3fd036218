"""How much an SVG draws in the end: shapes that are repeated, cut out by others or filled with others count each time.

A few that hold each other, and a small file is an endless drawing, for whoever sets it on paper and for every browser.
"""

import re
from collections.abc import Sequence

from lxml import etree

XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
MOST_SHAPES = 5_000
"""A logo with more is a picture."""
DEEPEST = 8
"""How many may hold each other."""
_DRAWN_AGAIN = ("clipPath", "mask", "pattern")
_INSIDE = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)", re.IGNORECASE)
"""In CSS and in attributes: something of the same file."""
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([\w-]+)")
_CLASSES = re.compile(r"\s*\.[\w-]+(\s*,\s*\.[\w-]+)*\s*")


def are_for_classes(style: str) -> bool:
    """Whether its rules that name something of the file are for classes alone: so it can be told which shapes they mean."""
    return all(_CLASSES.fullmatch(rule[1]) for rule in _RULE.finditer(style) if _INSIDE.search(rule[2]))


class Repeats:
    """Counts what is drawn."""

    def __init__(self, root: etree._Element, elements: Sequence[etree._Element]) -> None:
        """`elements` are all of the drawing's own below its root."""
        self._root = root
        self._named = {str(one.get("id")): one for one in elements if one.get("id")}
        self._classes: dict[str, set[str]] = {}
        styles = "".join(one.text or "" for one in elements if etree.QName(one).localname == "style")
        for rule in _RULE.finditer(styles):
            for name in _CLASS.findall(rule[1]):
                self._classes.setdefault(name, set()).update(_INSIDE.findall(rule[2]))
        self._known: dict[str, int] = {}

    def drawn(self) -> int:
        """How many shapes; more than MOST_SHAPES where something comes to hold itself."""
        return self._below(self._root, 0)

    def _below(self, element: etree._Element, depth: int) -> int:
        if depth > DEEPEST:
            return MOST_SHAPES + 1
        return sum(1 + sum(self._of(name, depth) for name in self._again(one)) for one in element.iter(etree.Element))

    def _of(self, name: str, depth: int) -> int:
        if name not in self._known:
            self._known[name] = MOST_SHAPES + 1  # until it is known that it does not come to itself
            self._known[name] = min(self._below(self._named[name], depth + 1), MOST_SHAPES + 1)
        return self._known[name]

    def _again(self, element: etree._Element) -> set[str]:
        """The names of what an element draws besides itself."""
        names = {name for value in element.attrib.values() for name in _INSIDE.findall(str(value))}
        names |= {name for one in str(element.get("class", "")).split() for name in self._classes.get(one, ())}
        used = str(element.get("href") or element.get(XLINK_HREF) or "").removeprefix("#")
        known = names & set(self._named)
        again = {name for name in known if etree.QName(self._named[name]).localname in _DRAWN_AGAIN}
        return again | ({used} & set(self._named))
