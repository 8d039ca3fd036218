"""Drawings made from the data: the cycle, the customer chain, the journey of touch points.

Python works out what stands where; the SVG templates in `overrides/drawings/` draw it. Coordinates
are in SVG user units, rounded so that every machine writes the same bytes.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from .models import Industry, Stage, TouchPoint


@dataclass(frozen=True)
class Node:
    """A labelled point of a drawing."""

    id: str
    x: float
    y: float
    lines: tuple[str, ...]
    number: int = 0
    note: str = ""


@dataclass(frozen=True)
class Arc:
    """The way from one stage to the next, as an SVG path."""

    path: str


@dataclass(frozen=True)
class Cycle:
    """Stages on a circle, clockwise from the top, with an arc from each to the next."""

    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    size: int = 400


@dataclass(frozen=True)
class Chain:
    """Links from vendor to external customer, on one line that bends on a narrow page."""

    nodes: tuple[Node, ...]
    width: int
    height: int


@dataclass(frozen=True)
class Journey:
    """Touch points on a winding path from top to bottom, and the path itself."""

    nodes: tuple[Node, ...]
    path: str
    width: int
    height: int


def cycle(stages: Sequence[Stage]) -> Cycle:
    """The interaction cycle."""
    radius, centre = 138, 200
    angles = [2 * math.pi * position / len(stages) - math.pi / 2 for position in range(len(stages))]
    nodes = tuple(
        Node(
            stage.id,
            _round(centre + radius * math.cos(angle)),
            _round(centre + radius * math.sin(angle)),
            (stage.name,),
            number,
        )
        for number, (stage, angle) in enumerate(zip(stages, angles, strict=True), start=1)
    )
    spread = 2 * math.pi / len(stages)
    margin = 0.5
    arcs = tuple(Arc(_arc(centre, radius, angle + margin, angle + spread - margin)) for angle in angles)
    return Cycle(nodes, arcs)


def chain(industry: Industry, you: str, external: str) -> Chain:
    """The customer chain of a trade: a vendor, two colleagues who serve each other, you, the one served."""
    pair = industry.internal_pairs[0]
    labels = [industry.vendors[0].name, pair.giver, pair.receiver, you, external]
    gap, top = 112, 44
    nodes = tuple(
        Node(str(position), 170, top + gap * position, _lines(label, 26), position + 1) for position, label in enumerate(labels)
    )
    return Chain(nodes, 340, top * 2 + gap * (len(labels) - 1))


def journey(touch_points: Sequence[TouchPoint]) -> Journey:
    """The journey through a trade's touch points."""
    gap, top, swing = 62, 34, 16
    nodes = tuple(
        Node(
            point.id,
            44 + (swing if position % 2 else -swing),
            top + gap * position,
            _lines(point.name, 34),
            position + 1,
            point.stage,
        )
        for position, point in enumerate(touch_points)
    )
    return Journey(nodes, _winding(nodes), 360, top * 2 + gap * (len(nodes) - 1))


def _winding(nodes: Sequence[Node]) -> str:
    """A smooth path through the nodes: each leg leaves and arrives straight down."""
    if not nodes:
        return ""
    steps = [f"M{nodes[0].x} {nodes[0].y}"]
    for here, there in pairwise(nodes):
        middle = (here.y + there.y) / 2
        steps.append(f"C{here.x} {middle} {there.x} {middle} {there.x} {there.y}")
    return " ".join(steps)


def _arc(centre: float, radius: float, start: float, end: float) -> str:
    x0, y0 = centre + radius * math.cos(start), centre + radius * math.sin(start)
    x1, y1 = centre + radius * math.cos(end), centre + radius * math.sin(end)
    return f"M{_round(x0)} {_round(y0)} A{radius} {radius} 0 0 1 {_round(x1)} {_round(y1)}"


def _lines(text: str, width: int) -> tuple[str, ...]:
    return tuple(wrap(text, width)[:3])


def _round(number: float) -> float:
    return round(number, 1) + 0.0
