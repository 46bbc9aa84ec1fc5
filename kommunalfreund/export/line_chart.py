"""A small line chart as SVG, written from a template: no plotting library, no browser, nothing loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

_WIDTH, _HEIGHT = 640, 420
_LEFT, _RIGHT, _TOP = 70, 24, 48
_AXIS, _LEGEND_LINE = 58, 22
_TICKS = 5
_LEGEND_WIDTH = 30
"""Characters of the longest name that fits when two stand side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line.

    Attributes:
        name: for the legend.
        points: x and y.
        color: any CSS colour.
        dashed: draw it dashed.
        dots: mark the points, as measured values; without, the line is a reference.
    """

    name: str
    points: Sequence[tuple[float, float]]
    color: str
    dashed: bool = False
    dots: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One axis.

    Attributes:
        label: what is on it.
        low: value at its start.
        high: value at its end.
        form: "prozent", "dezimal" or "zahl".
    """

    label: str
    low: float
    high: float
    form: str = "prozent"

    def ticks(self) -> list[tuple[float, str]]:
        """Values with their German text."""
        values = [self.low + (self.high - self.low) * step / _TICKS for step in range(_TICKS + 1)]
        return [(value, self._text(value)) for value in values]

    def _text(self, value: float) -> str:
        if self.form == "prozent":
            return f"{value:.0%}".replace("%", "\u202f%")
        return f"{value:.2f}".replace(".", ",") if self.form == "dezimal" else f"{value:.0f}"

    def place(self, value: float, start: float, end: float) -> float:
        """Where a value stands between two coordinates."""
        return round(start + (end - start) * (value - self.low) / (self.high - self.low), 1)


def render_chart(title: str, description: str, x: Axis, y: Axis, series: Sequence[Series]) -> str:
    """Draw lines over two axes.

    Args:
        title: above the chart.
        description: one sentence for readers who cannot see it.
        x: horizontal axis.
        y: vertical axis.
        series: lines, drawn in this order.
    """
    columns = 2 if max(len(one.name) for one in series) <= _LEGEND_WIDTH else 1
    rows = -(-len(series) // columns)
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _AXIS - rows * _LEGEND_LINE
    step = (_WIDTH - _LEFT - _RIGHT) / columns
    lines = [
        {
            "name": one.name,
            "color": one.color,
            "dashed": one.dashed,
            "points": [(x.place(a, _LEFT, right), y.place(b, bottom, _TOP)) for a, b in one.points],
            "dots": one.dots,
            "legend": (_LEFT + step * (number % columns), bottom + _AXIS + 12 + _LEGEND_LINE * (number // columns)),
        }
        for number, one in enumerate(series)
    ]
    return _template().render(
        title=title, description=description, width=_WIDTH, height=_HEIGHT, left=_LEFT, right=right, top=_TOP, bottom=bottom, lines=lines,
        x_label=x.label, y_label=y.label,
        x_ticks=[(x.place(value, _LEFT, right), text) for value, text in x.ticks()],
        y_ticks=[(y.place(value, bottom, _TOP), text) for value, text in y.ticks()],
    )  # fmt: skip


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("kommunalfreund.export"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("chart.svg.j2")
