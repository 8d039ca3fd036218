"""Drawings as pages hold them: SVG from the templates in `overrides/drawings/`."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from .. import drawings
from ..handbook import Handbook
from ..models import Industry


def drawer(handbook: Handbook, environment: Environment, names: Mapping[str, Any]) -> Callable[[str], Markup]:
    """`draw(kind)` for templates: the drawing of that kind, from this handbook's data.

    `names` is what the page's own template knows; the drawing's knows it, too.
    """

    def draw(kind: str) -> Markup:
        drawing, context = _drawing(handbook, kind)
        return _one_line(environment.get_template(f"{kind}.svg.j2").render(names, drawing=drawing, **context))

    return draw


def illustration(environment: Environment, industry: Industry) -> Markup:
    """The drawing of a trade: the one it names, the one named like it, or a plain one."""
    names = (f"trades/{name}.svg.j2" for name in (industry.illustration or industry.id, "plain"))
    return _one_line(environment.select_template(list(names)).render())


def _drawing(handbook: Handbook, kind: str) -> tuple[object, dict[str, object]]:
    words = handbook.language.words
    match kind:
        case "cycle":
            return drawings.cycle(handbook.stages), {"centre": words["cycle-centre"].split(" / ")}
        case "chain":
            roles = [words[f"chain-{role}"] for role in ("vendor", "giver", "receiver", "you", "external")]
            chain = drawings.chain(handbook.industry, words["chain-your-part"], handbook.industry.terms.a_customer)
            return chain, {"roles": roles, "labels": [" ".join(node.lines) for node in chain.nodes]}
    return drawings.journey(handbook.touch_points), {"names": handbook.names}


def _one_line(svg: str) -> Markup:
    """A drawing on one line, as a Markdown engine passes it on untouched."""
    return Markup(re.sub(r"\n+", "", svg))  # noqa: S704 - rendered by an autoescaped template
