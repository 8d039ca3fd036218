"""SVG to an SVG of shapes alone: by an allow-list, from a parsed tree, written anew.

What could act or fetch is refused with its line: script, event handlers, entities, references to elsewhere. What is
only foreign, such as the notes of a drawing program, is left out in silence. The parser is libxml2 by lxml, without
entities, network and documents of any depth.
"""

import re
from collections.abc import Iterator

from lxml import etree

from ..problems import Level, Place, Problem, errors
from .repeats import MOST_SHAPES, XLINK_HREF, Repeats, are_for_classes

SVG = "http://www.w3.org/2000/svg"
MOST_BYTES = 200_000
"""A logo that is larger is a photograph, or has all of its drawing's history in it."""

_SHAPES = (
    "svg g defs symbol use path rect circle ellipse line polyline polygon title desc style text tspan"
    " linearGradient radialGradient stop clipPath mask pattern"
)
SHAPES = frozenset(_SHAPES.split())
_PRESENTATION = (
    "fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray"
    " stroke-dashoffset stroke-opacity opacity color display visibility clip-path clip-rule mask stop-color stop-opacity"
    " paint-order vector-effect font-family font-size font-weight font-style text-anchor letter-spacing style class id"
)
_GEOMETRY = (
    "viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy d points transform offset href"
    " gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform clipPathUnits maskUnits"
    " maskContentUnits"
)
ATTRIBUTES = frozenset(f"{_PRESENTATION} {_GEOMETRY}".split())
_ACTS = {
    "script": "this logo holds a script",
    "foreignObject": "this logo holds a piece of another page",
    "image": "this logo holds a picture inside",
    "a": "this logo holds a link",
    "filter": "this logo has a shadow or another effect",
}
_MOVES = ("animate", "set")
_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!#|['\"]#)|//|image\s*\(|image-set|@|\\|javascript:|expression\s*\(", re.IGNORECASE)
"""In CSS: an address that is not inside the file, an import, a way to hide one."""
_VIEW = re.compile(r"\s*-?[\d.]+([\s,]+-?[\d.]+){3}\s*")
_AGAIN = "Export it again as a plain SVG: shapes only, fonts turned into paths, pictures left out."


def judged_svg(file: str, data: bytes) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The drawing as clean SVG, or every reason why it cannot be shown."""
    root, problems = _parsed(file, data)
    if root is None:
        return None, tuple(problems)
    problems = [*_faults(file, root)]
    return (None if errors(problems) else etree.tostring(_clean(root), encoding="utf-8")), tuple(problems)


def _parsed(file: str, data: bytes) -> tuple[etree._Element | None, list[Problem]]:
    if len(data) > MOST_BYTES:
        advice = f"At most {MOST_BYTES:,}. Is there a photograph inside? Then save it as PNG."
        return None, [_problem(file, 0, f"this drawing has {len(data):,} bytes", advice)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, [_problem(file, 0, "this is no SVG in UTF-8", _AGAIN)]
    if declared := re.search(r"<!(DOCTYPE|ENTITY)", text):
        line = text.count("\n", 0, declared.start()) + 1
        advice = f"Delete it, from <!{declared[1]} to the sign > that ends it: a drawing needs none."
        return None, [_problem(file, line, f"there is a {declared[1]} here", advice)]
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode(), parser), []
    except etree.XMLSyntaxError as error:
        return None, [_problem(file, error.lineno or 0, "this is no SVG: " + (error.msg or "").split(", line")[0], _AGAIN)]


def _faults(file: str, root: etree._Element) -> Iterator[Problem]:
    if root.tag != f"{{{SVG}}}svg":
        yield _problem(file, root.sourceline or 1, "this file does not start with <svg>", _AGAIN)
        return
    if not _VIEW.fullmatch(root.get("viewBox", "")):
        yield _problem(file, root.sourceline or 1, "<svg> does not say its viewBox", _view(root))
    elements = [element for element in root.iter(etree.Element) if _is_svg(element)]
    if len(elements) > MOST_SHAPES:
        yield _problem(file, 0, f"this drawing has {len(elements):,} shapes", f"At most {MOST_SHAPES:,}. Save it as PNG.")
        return
    if Repeats(root, elements).drawn() > MOST_SHAPES:
        message = "shapes in this drawing repeat each other, or cut each other out, without an end"
        yield _problem(file, 0, message, f"At most {MOST_SHAPES:,} in the end. {_AGAIN}")
    text = next((element for element in elements if etree.QName(element).localname == "text"), None)
    if text is not None:
        message, advice = "this logo has words in it as text, which each device sets in another font", "Turn them into paths."
        yield Problem(Place(file, text.sourceline or 0), "artwork", message, advice, Level.WARNING)
    for element in elements:
        yield from (_problem(file, element.sourceline or 0, message, _AGAIN) for message in _misfits(element))


def _misfits(element: etree._Element) -> Iterator[str]:
    name = etree.QName(element).localname
    if name not in SHAPES:
        moves = "something in this logo moves" if name.startswith(_MOVES) else f"<{name}> is no shape of a logo"
        yield _ACTS.get(name, moves)
        return
    for key, value in element.attrib.items():
        local = str(key).lower()
        if local.startswith("on"):
            yield f"<{name}> does something by itself: '{key}'"
        elif key in (XLINK_HREF, "href") and not str(value).startswith("#"):
            yield f"<{name}> leads out of this file, to '{str(value)[:40]}'"
        elif key in ATTRIBUTES and _ELSEWHERE.search(str(value)):
            yield f"'{key}' of <{name}> fetches something from elsewhere, or could"
    if name == "style" and _ELSEWHERE.search(element.text or ""):
        yield "the styles fetch something from elsewhere, or could"
    if name == "style" and not are_for_classes(element.text or ""):
        yield "the styles say by other names than classes what is cut out or filled with what"


def _clean(element: etree._Element) -> etree._Element:
    """A copy with allowed elements, attributes and texts alone."""
    kept = {key: value for key, value in element.attrib.items() if key in ATTRIBUTES}
    if XLINK_HREF in element.attrib:
        kept["href"] = element.attrib[XLINK_HREF]
    copy = etree.Element(element.tag, kept, nsmap={None: SVG})
    copy.text = element.text
    for child in element.iterchildren(etree.Element):
        if _is_svg(child) and etree.QName(child).localname in SHAPES:
            clean = _clean(child)
            clean.tail = child.tail if etree.QName(element).localname in ("text", "tspan") else None
            copy.append(clean)
    return copy


def _is_svg(element: etree._Element) -> bool:
    """Whether it is a drawing's own element: `metadata` and what drawing programs note for themselves are not."""
    name = etree.QName(element)
    return bool(name.namespace == SVG and name.localname != "metadata")


def _view(root: etree._Element) -> str:
    sizes = [re.match(r"[\d.]+", root.get(side, "")) for side in ("width", "height")]
    width, height = (size.group() if size else "…" for size in sizes)
    return f'Write viewBox="0 0 {width} {height}" into it: the corner and the size of what is drawn.'


def _problem(file: str, line: int, message: str, advice: str) -> Problem:
    return Problem(Place(file, line), "artwork", message, advice)
