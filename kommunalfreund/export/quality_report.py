"""The quality figures as a German report in Markdown, with three plots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from kommunalfreund import labels_de
from kommunalfreund.classification.held_out import READING_SHARES
from kommunalfreund.export.line_chart import Axis, Series, render_chart
from kommunalfreund.finding import Addressee, DutyKind, Effect
from kommunalfreund.language.interpretation import ACTING_ROLES, Role, SentenceKind

Metrics = Mapping[str, Any]

SYSTEMS = {
    "municipality_words": "Wörter für Kommunen",
    "municipality_and_office_words": "dazu Ämter und „zuständige Behörde“",
    "obligation_words": "Wörter des Gebots",
    "office_and_obligation_words": "Stelle und Gebot in einem Satz",
    "everything": "alles melden",
    "rules": "nur Regeln",
    "model": "nur Modell",
    "both": "beides",
}
STAGES = {
    "rollen": "Rollen der Stellen",
    "satzart": "Satzart und Bindung",
    "zusammenhang": "Zusammenhang über Sätze",
    "vollzugstabelle": "Vollzugstabelle",
    "geld": "Geld und Entlastung",
    "regeln": "Regeln",
}
FOUND_BY = {
    "genannt": "im Satz genannt",
    "uebernommen": "aus Satz davor",
    "vollzugstabelle": "Vollzugstabelle",
    "dokument": "Dokument",
    "fremd": "jemand anderes handelt",
    "niemand": "niemand bekannt",
}
_BLUE, _ORANGE, _GREY = "#1f5fa8", "#c2570c", "#767676"


def render_quality(metrics: Metrics) -> str:
    """The report; parts that were not measured are left out with a note."""
    return _template().render(m=metrics, systems=SYSTEMS, stages=STAGES, found_by=FOUND_BY)


def render_plots(metrics: Metrics) -> dict[str, str]:
    """SVG by file name; the learning curve only if it was measured."""
    plots = {"kalibrierung.svg": _calibration(metrics["calibration"]), "lesekurve.svg": _reading(metrics["reading"])}
    if "learning_curve" in metrics:
        plots["lernkurve.svg"] = _learning(metrics["learning_curve"])
    return plots


def _calibration(figures: Metrics) -> str:
    points = [(one["mean_probability"], one["observed_share"]) for one in figures["bins"]]
    return render_chart(
        "Kalibrierung auf nicht gelernten Gesetzen",
        "Je näher die Punkte an der Geraden liegen, desto genauer stimmt die Wahrscheinlichkeit.",
        Axis(label="Wahrscheinlichkeit laut Modell (Mittel eines Zehntels der Sätze)", low=0, high=1),
        Axis(label="wirklich zu melden", low=0, high=1),
        [
            Series(name="vollkommen kalibriert", points=[(0, 0), (1, 1)], color=_GREY, dashed=True, dots=False),
            Series(name="Modell", points=points, color=_BLUE),
        ],
    )


def _reading(figures: Metrics) -> str:
    share = figures["positive_share"]
    return render_chart(
        "Wie viel findet, wer nur einen Teil liest?",
        "Anteil der gefundenen Pflichten und Lasten, wenn nur die Sätze mit der höchsten Wahrscheinlichkeit gelesen werden.",
        Axis(label="gelesene Sätze, die wahrscheinlichsten zuerst", low=0, high=1),
        Axis(label="gefundene Pflichten und Lasten", low=0, high=1),
        [
            Series(name="bestmögliche Reihenfolge", points=[(0, 0), (share, 1), (1, 1)], color=_GREY, dots=False),
            Series(name="zufällige Reihenfolge", points=[(0, 0), (1, 1)], color=_GREY, dashed=True, dots=False),
            Series(name="Modell", points=[(0, 0), *figures["curve"]], color=_BLUE),
        ],
    )


def _learning(rows: Sequence[Metrics]) -> str:
    """Every run is shown relative to the full training set on the same sentences, because samples differ in difficulty."""
    names = {"average_precision": "mittlere Genauigkeit", "f1": "F1"}
    full = next(row for row in rows if row["with_own"] and row["share"] == 1)
    lines = {
        (own, name): [(float(row["laws"]), full[name] + row[f"{name}_difference"]) for row in rows if row["with_own"] is own]
        for own in (True, False)
        for name in names
    }
    values = [value for points in lines.values() for _, value in points]
    most = max(row["laws"] for row in rows)
    low, high = min(values) // 0.05 * 0.05, (max(values) // 0.05 + 1) * 0.05
    return render_chart(
        "Lernkurve: Güte auf nicht gelernten Gesetzen",
        "Mehr Gesetze im Training heben die Güte, solange die Linien steigen.",
        Axis(label="Gesetze in der Auswahl (zwei Drittel davon zum Lernen)", low=0, high=-(-most // 50) * 50, form="zahl"),
        Axis(label="Güte", low=low, high=high, form="dezimal"),
        [
            Series(
                name=f"{label}, {'mit' if own else 'ohne'} eigene{'n' if own else ''} Sätze{'n' if own else ''}",
                points=lines[own, name],
                color=_BLUE if own else _ORANGE,
                dashed=name == "f1",
            )
            for name, label in names.items()
            for own in (True, False)
        ],
    )


def _number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else labels_de.decimal(value, digits)


def _signed(value: float | None) -> str:
    """A difference with its sign and three digits."""
    return "–" if value is None else f"{value:+.3f}".replace(".", ",").replace("-", "−")


def _interval(values: Sequence[float]) -> str:
    return "–".join(_number(value) for value in values)


def _percent(value: float) -> str:
    return f"{value * 100:.0f} %"


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("kommunalfreund.export"),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(number=_number, signed=_signed, interval=_interval, percent=_percent, short=labels_de.short)
    environment.globals.update(
        addressees=[one for one in Addressee if one is not Addressee.KEINE],
        all_addressees=list(Addressee),
        effects=list(Effect),
        kinds=list(DutyKind),
        roles=list(Role),
        acting_roles=sorted(ACTING_ROLES),
        sentence_kinds={kind.value: labels_de.short(kind) for kind in SentenceKind},
        reading_shares=[f"{share:.2f}" for share in READING_SHARES],
    )
    return environment.get_template("guete.md.j2")
