"""A site's style sheets as a reader fetches them: the theme's without what no page can show, which leaves two fifths of it,
ours without comments and indents.

A rule goes when each of its selectors asks for something that stands on no page. What can stand there is known from
the home page, which has the theme's frame, and from our own templates and scripts. The theme's add only parts and states
of the blocks that are there: `md-nav__item--active` where there is an `md-nav` (BEM: block__element--modifier).
Elements are not looked at, so whatever authors write in Markdown keeps its styles. Then custom properties go that
nothing uses any more, which are mostly icons.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from .cache import Cache, digest_of, key_of

_THEIRS, _ALL = "assets/stylesheets/*.min.css", "assets/stylesheets/*.css"
_SCRIPT = "assets/javascripts/bundle.*.js"
_TEMPLATES = ("*.html", "partials/**/*.html")
"""The theme's."""
_HOME = "index.html"
_OURS = "hb-"
"""What our own classes begin with: they are known from our templates, and not all of them stand on every home page."""
_DRAWING = (".html", ".j2", ".js", ".css")
"""Endings of our files that say what stands on a page, or use what the theme's sheets define."""
_FOR_THE_SITE = re.compile(r"dir|data-md-color-.*")
"""Attributes with the same few values on all pages. Others are taken to have any value."""
_BY_SCRIPT = "focus-visible"
"""The one class that the theme's script makes and that is no part of a block."""
_WORD = re.compile(r"-{0,2}[A-Za-z_][\w-]*")
_PART = re.compile(r"(?<=\w)(__|--)")
_BETWEEN = "\0"
_BARE = {"skip_comments": True, "skip_whitespace": True}
_NESTED = {"media", "supports", "layer", "container"}
_EITHER = {"is", "where"}


def trim(site: Path, root: Path, cache: Cache) -> None:
    """Write the style sheets of a site anew, in as few bytes as look the same. Their names stay."""
    ours = [path for path in (root / "overrides").rglob("*") if path.suffix in _DRAWING]
    theme = _theme()
    templates = [path for pattern in _TEMPLATES for path in theme.glob(pattern)]
    theirs, scripts = sorted(site.glob(_THEIRS)), sorted(site.glob(_SCRIPT))
    sheets = theirs + sorted({*site.glob(_ALL)} - {*theirs})
    frame = sorted({name for name in _frame((site / _HOME).read_bytes()) if not name.startswith(_OURS)})
    files = [digest_of([*sheets, *scripts], site), digest_of(templates, theme), digest_of(ours, root)]

    def anew() -> bytes:
        return _BETWEEN.join(_made(sheets, theirs, _Known(frame, ours, [*scripts, *templates]))).encode()

    made = cache.get(key_of("styles", _text(Path(__file__)), files, frame), anew)
    for sheet, text in zip(sheets, made.decode().split(_BETWEEN), strict=True):
        sheet.write_text(text, "utf-8")


def _theme() -> Path:
    material = find_spec("material")
    assert material  # noqa: S101 - it is installed with this package
    return Path(str(material.origin)).parent / "templates"


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace")  # as browsers do


def _frame(page: bytes) -> Iterator[str]:
    """What a page has that selectors can ask for: names of attributes, classes, and values that hold for the site."""
    for element in etree.fromstring(page, parser=etree.HTMLParser(encoding="utf-8")).iter(etree.Element):
        for name, value in element.items():
            yield name
            if name == "class" or _FOR_THE_SITE.fullmatch(name):
                yield from value.split()


class _Known:
    """What can stand on a page."""

    def __init__(self, frame: Iterable[str], ours: Iterable[Path], theirs: Iterable[Path]) -> None:
        """`ours` are all our files that draw pages, `theirs` the theme's."""
        files = [(path, set(_WORD.findall(_text(path)))) for path in ours]
        made = {word for path in theirs for word in _WORD.findall(_text(path))}
        self.names = {*frame, _BY_SCRIPT}.union(*(words for path, words in files if path.suffix != ".css"))
        blocks = {_block(name) for name in self.names}
        self.names |= {word for word in made if word.startswith("data-") or (_PART.search(word) and _block(word) in blocks)}
        self.properties = {word for word in made.union(*(words for _, words in files)) if word.startswith("--")}
        """Custom properties that are used elsewhere than in the theme's sheets."""

    def may_show(self, selectors: Sequence[Any]) -> bool:
        """Whether one of some selectors, as tokens, can match."""
        return any(self._may_match(selector) for selector in _parted(selectors))

    def _may_match(self, selector: Sequence[Any]) -> bool:
        either = (token.arguments for token in selector if token.type == "function" and token.lower_name in _EITHER)
        return all(name in self.names for name in _asked(selector)) and all(map(self.may_show, either))


def _block(name: str) -> str:
    return _PART.split(name, maxsplit=1)[0]


def _parted(tokens: Sequence[Any]) -> Iterator[list[Any]]:
    part: list[Any] = []
    for each in tokens:
        if each == ",":
            yield part
            part = []
        else:
            part.append(each)
    yield part


def _asked(selector: Sequence[Any]) -> Iterator[str]:
    """The classes and attributes that a selector asks for."""
    before: Any = None
    for token in selector:
        if token.type == "ident" and before == ".":
            yield token.value
        elif token.type == "[] block":
            name, *test = (inner for inner in token.content if inner.type != "whitespace")
            yield name.value
            if _FOR_THE_SITE.fullmatch(name.value) and test and test[0] == "=":
                yield test[1].value
        before = token


def _made(sheets: Sequence[Path], theirs: Sequence[Path], known: _Known) -> list[str]:
    from tinycss2 import parse_stylesheet  # late: it is needed once for each version of the theme

    shown = {sheet: _shown(parse_stylesheet(_text(sheet), **_BARE), known if sheet in theirs else None) for sheet in sheets}
    used = _used([leaf for sheet in theirs for leaf in _leaves(shown[sheet])], known.properties)
    return ["".join(_written(rules, used if sheet in theirs else None)) for sheet, rules in shown.items()]


def _shown(rules: Iterable[Any], known: _Known | None) -> list[Any]:
    """The rules that may match something, as declarations or the rules in them. Errors go: browsers pass over them."""
    from tinycss2 import parse_blocks_contents, parse_rule_list

    kept = []
    for rule in rules:
        if rule.type == "qualified-rule" and (known is None or known.may_show(rule.prelude)):
            rule.content = [leaf for leaf in parse_blocks_contents(rule.content, **_BARE) if leaf.type != "error"]
            kept.append(rule)
        elif rule.type == "at-rule":
            if _is_nest(rule):
                rule.content = _shown(parse_rule_list(rule.content, **_BARE), known)
            kept.append(rule)
    return kept


def _is_nest(node: Any) -> bool:
    """Whether something holds declarations or rules that are taken apart."""
    return node.type == "qualified-rule" or (
        node.type == "at-rule" and node.lower_at_keyword in _NESTED and node.content is not None
    )


def _leaves(nodes: Iterable[Any]) -> Iterator[Any]:
    """All declarations, and what else is taken whole."""
    for node in nodes:
        if _is_nest(node):
            yield from _leaves(node.content)
        else:
            yield node


def _used(leaves: Iterable[Any], elsewhere: set[str]) -> set[str]:
    """The custom properties that are used, also by way of others."""
    uses = [(getattr(leaf, "name", ""), {word for word in _words(leaf) if word.startswith("--")}) for leaf in leaves]
    used, before = elsewhere, None
    while used != before:
        before = used
        used = used.union(*(names for name, names in uses if not name.startswith("--") or name in used))
    return used


def _words(leaf: Any) -> list[str]:
    from tinycss2 import serialize

    return _WORD.findall(serialize(leaf.value) if leaf.type == "declaration" else leaf.serialize())


def _written(nodes: Iterable[Any], used: set[str] | None) -> Iterator[str]:
    """As CSS, without custom properties that are not used, and without what is empty then."""
    from tinycss2 import serialize

    for node in nodes:
        if not _is_nest(node):
            yield node.serialize()
            continue
        if node.type == "at-rule":
            head, inner = f"@{node.at_keyword}", "".join(_written(node.content, used))
        else:
            head, inner = "", ";".join(_declaration(leaf) for leaf in node.content if not _is_spare(leaf, used))
        if inner:
            yield f"{head}{serialize(node.prelude).rstrip()}{{{inner}}}"


def _is_spare(leaf: Any, used: set[str] | None) -> bool:
    return used is not None and leaf.type == "declaration" and leaf.name.startswith("--") and leaf.name not in used


def _declaration(leaf: Any) -> str:
    from tinycss2 import serialize

    if leaf.type != "declaration":
        return str(leaf.serialize())
    return f"{leaf.name}:{serialize(leaf.value).strip()}{'!important' if leaf.important else ''}"
