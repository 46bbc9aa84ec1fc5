from __future__ import annotations

import json
from copy import deepcopy
from typing import Any
from xml.etree import ElementTree

import pytest

from kommunalfreund.export.line_chart import Axis, Series, render_chart
from kommunalfreund.export.quality_report import render_plots, render_quality
from kommunalfreund.paths import MODEL

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def metrics() -> dict[str, Any]:
    return dict(json.loads((MODEL / "guete.json").read_text(encoding="utf-8")))


def test_report_has_every_part(metrics: dict[str, Any]) -> None:
    report = render_quality(metrics)
    for words in (
        "Ungesehene Gesetze",
        "Kreuzvalidierung",
        "Kalibrierung",
        "Lernkurve",
        "Was noch falsch ist",
        "| beides |",
        "alles melden",
    ):
        assert words in report
    assert "None" not in report
    assert metrics["versions"]["model"] in report


def test_tables_have_as_many_cells_in_every_row(metrics: dict[str, Any]) -> None:
    tables: list[list[str]] = [[]]
    for line in render_quality(metrics).splitlines():
        if line.startswith("|"):
            tables[-1].append(line)
        elif tables[-1]:
            tables.append([])
    tables = [table for table in tables if table]
    assert len(tables) >= 8
    for table in tables:
        assert len(table) > 2, table
        assert set(table[1]) <= set("|-"), table
        assert len({line.count("|") for line in table}) == 1, table


def test_a_quick_run_says_what_was_not_measured(metrics: dict[str, Any]) -> None:
    quick = deepcopy(metrics)
    del quick["ablation"], quick["learning_curve"]
    quick["stages"] = {}
    assert render_quality(quick).count("Nicht gemessen") == 3
    assert set(render_plots(quick)) == {"kalibrierung.svg", "lesekurve.svg"}


def test_plots_are_well_formed_and_inside_their_frame(metrics: dict[str, Any]) -> None:
    plots = render_plots(metrics)
    assert set(plots) == {"kalibrierung.svg", "lesekurve.svg", "lernkurve.svg"}
    for plot in plots.values():
        root = ElementTree.fromstring(plot)
        width, height = float(root.attrib["width"]), float(root.attrib["height"])
        for line in root.iter(f"{SVG}polyline"):
            points = [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
            assert len(points) >= 2
            assert all(0 <= x <= width and 0 <= y <= height for x, y in points)


def test_words_in_a_chart_are_escaped() -> None:
    axis = Axis(label="a < b", low=0, high=1)
    chart = render_chart("Güte & Grenzen", "kurz", axis, axis, [Series(name="x", points=[(0, 0), (1, 1)], color="#000")])
    root = ElementTree.fromstring(chart)
    assert root.findtext(f"{SVG}title") == "Güte & Grenzen"
    assert "a < b" in [element.text for element in root.iter(f"{SVG}text")]
