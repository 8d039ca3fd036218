"""Figures as bars beside their bounds, as SVG: the same bytes from the same figures, legible on light and dark pages."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _LEFT, _RIGHT, _TOP, _LINE = 960, 20, 940, 84, 44
_LEAST, _MOST = 0.05, 20.0
"""Ends of the scale, in times the bound."""
_MARKS = (0.1, 0.2, 0.5, 1, 2, 5, 10)
_STYLE = (
    "text{font:14px system-ui,sans-serif;fill:#20262b}.h{font-size:17px;font-weight:600}.s{font-size:12px;fill:#4a5258}"
    ".ok{fill:#17594a}.no{fill:#fff;stroke:#8a2f1b;stroke-width:2}.g{stroke:#d8d5cc}.b{stroke:#20262b;stroke-width:2}"
)


@dataclass(frozen=True)
class Bar:
    """A figure to be drawn."""

    name: str
    said: str
    """The figure and its bound."""
    reach: float
    """How many times better than the bound."""


def picture(bars: Sequence[Bar]) -> str:
    """Bars from the bound at 1: to the right what is better, to the left what is worse."""
    height = _TOP + _LINE * len(bars) + 16
    missed = sum(bar.reach < 1 for bar in bars)
    about = f"{len(bars) - missed} of {len(bars)} figures keep to their bound. " + " ".join(
        f"{bar.name}: {bar.said}." for bar in bars
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" role="img"'
        ' aria-labelledby="t d">',
        f'<title id="t">Figures of the bench beside their bounds</title><desc id="d">{escape(about)}</desc>',
        f'<style>{_STYLE}</style><rect width="{_WIDTH}" height="{height}" rx="8" fill="#fdfcf9"/>',
        f'<text class="h" x="{_LEFT}" y="28">How many times better than its bound each figure is</text>',
        f'<text class="s" x="{_LEFT}" y="48">Full bars, right of the line: holds. Empty bars, left of it: missed.</text>',
        *_scale(),
        *(part for number, bar in enumerate(bars) for part in _bar(bar, _TOP + _LINE * number)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _scale() -> Iterator[str]:
    """What the marks stand for, in times the bound."""
    for mark in _MARKS:
        yield f'<text class="s" x="{_at(mark)}" y="{_TOP - 10}" text-anchor="middle">{mark:g}</text>'


def _bar(bar: Bar, y: int) -> Iterator[str]:
    """A name and its figure over a bar, with the marks of the scale behind it."""
    start, end = sorted((_at(1), _at(bar.reach)))
    yield f'<text x="{_LEFT}" y="{y + 16}">{escape(bar.name)}</text>'
    yield f'<text class="s" x="{_RIGHT}" y="{y + 16}" text-anchor="end">{escape(bar.said)}</text>'
    yield from (f'<path class="{"b" if mark == 1 else "g"}" d="M{_at(mark)} {y + 21}v16"/>' for mark in _MARKS)
    kind = "ok" if bar.reach >= 1 else "no"
    yield f'<rect class="{kind}" x="{start}" y="{y + 24}" width="{max(end - start, 1.0):.1f}" height="10"/>'


def _at(reach: float) -> float:
    """Where on the scale, which is logarithmic."""
    bounded = min(max(reach, _LEAST), _MOST)
    share = math.log(bounded / _LEAST) / math.log(_MOST / _LEAST)
    return round(_LEFT + share * (_RIGHT - _LEFT), 1)
