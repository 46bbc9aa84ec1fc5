"""How fast the stages are: clauses per second of each stage in one run, and their share of the whole.

Run with ``make bench``; the drafts are the project's own, repeated, so that it runs without further material. The ratios count, not
the single figures.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from kommunalfreund.analysis import Analysis
from kommunalfreund.cli import GARBAGE_THRESHOLDS
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


def amending(count: int = 100) -> tuple[float, float]:
    """Seconds to read a bill of that many commands and to apply it to a law of as many norms."""
    from kommunalfreund.amendment.application import apply_commands
    from kommunalfreund.amendment.commands import read_commands

    sys.path.insert(0, str(Path(__file__).parent / "amendment"))
    from plain_text import make_bill, make_law

    law = make_law(
        "\n".join(
            f"§ {number} Aufgabe {number}\n(1) Die Behörde kann den Antrag {number} prüfen. Sie entscheidet binnen sechs Wochen.\n"
            "(2) Die Gemeinde führt 1. ein Verzeichnis,\n2. eine Liste und\n3. eine Karte.\n(3) Das Land berichtet jährlich."
            for number in range(1, count + 1)
        )
    )
    patterns = (
        "In § {0} Absatz 1 Satz 1 wird das Wort „kann“ durch das Wort „muss“ ersetzt.",
        "Nach § {0} Absatz 1 Satz 2 wird folgender Satz eingefügt: „Sie bestätigt den Eingang.“",
        "§ {0} Absatz 3 wird wie folgt gefasst: „(3) Das Land berichtet monatlich.“",
        "§ {0} Absatz 2 Nummer 2 wird aufgehoben.",
        "Dem § {0} wird folgender Absatz 4 angefügt: „(4) Die Gemeinde trägt die Kosten.“",
    )
    bill = make_bill([patterns[number % len(patterns)].format(number + 1) for number in range(count)])
    commands, reading = timed(lambda: read_commands(bill))
    result, applying = timed(lambda: apply_commands(law, commands))
    assert len(result.applied) == count
    assert not result.conflicts
    return reading, applying


def main() -> None:
    """Measure and print, under the conditions of the command line."""
    gc.set_threshold(*GARBAGE_THRESHOLDS)
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
    reading, applying = amending()
    Console().print(f"Änderungsgesetz mit 100 Befehlen: Befehle lesen {reading:.2f} s, anwenden {applying:.2f} s".replace(".", ","))


if __name__ == "__main__":
    main()
