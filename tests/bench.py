"""How fast the stages are: clauses per second of each stage in one run, and their share of the whole.

Run with ``make bench``; the drafts are the project's own, repeated, so that it runs without further material. The ratios count, not
the single figures.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from kommunalfreund.analysis import Analysis
from kommunalfreund.export.html import render_report
from kommunalfreund.paths import DRAFTS
from kommunalfreund.reading import discover, read_draft
from kommunalfreund.rulebook.matching import match_rules
from kommunalfreund.segmentation import segment

REPEAT = 20
T = TypeVar("T")


def timed(action: Callable[[], T]) -> tuple[T, float]:
    """Result and seconds."""
    start = perf_counter()
    result = action()
    return result, perf_counter() - start


def main() -> None:
    """Measure and print."""
    analysis = Analysis.load()
    classifier = analysis.classifier
    assert classifier is not None
    sources = discover([DRAFTS / "hitzeschutz"]) * REPEAT
    drafts, reading = timed(lambda: [read_draft(source) for source in sources])
    segmented, segmenting = timed(lambda: [segment(draft) for draft in drafts])
    pairs = list(zip(drafts, segmented, strict=True))
    interpreted, interpreting = timed(lambda: [analysis.interpret(draft, clauses) for draft, clauses in pairs])
    _, matching = timed(lambda: [[match_rules(analysis.rulebook, one) for one in many] for many in interpreted])
    _, classifying = timed(lambda: [classifier.predict(many) for many in interpreted])
    result, whole = timed(lambda: [analysis.run(draft) for draft in drafts])
    _, reporting = timed(lambda: [render_report(one) for one in result])
    count = sum(len(clauses) for clauses in segmented)
    table = Table(title=f"{count} Sätze aus {len(drafts)} Entwürfen, ein Prozess")
    for column in ("Stufe", "Sätze je Sekunde", "Zeit gegen die ganze Analyse"):
        table.add_column(column, justify="left" if column == "Stufe" else "right")
    rows = [
        ("lesen", reading),
        ("zerlegen", segmenting),
        ("deuten", interpreting),
        ("Regeln anwenden", matching),
        ("Modell anwenden", classifying),
        ("ganze Analyse ohne Lesen", whole),
        ("HTML-Bericht", reporting),
    ]
    for name, seconds in rows:
        table.add_row(name, f"{count / seconds:,.0f}".replace(",", " "), f"{seconds / whole:.2f}".replace(".", ","))
    Console().print(table)


if __name__ == "__main__":
    main()
