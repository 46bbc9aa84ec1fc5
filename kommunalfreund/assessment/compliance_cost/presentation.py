"""An estimate as the Begründung prints it: table with "davon" rows, text for section E.3, list of all parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kommunalfreund.assessment.compliance_cost.assumptions import Exclusion, Frequency
from kommunalfreund.assessment.compliance_cost.calculation import REFERENCE_CASES, SHORT_ENTRY, Estimate, ProcessCost, Span
from kommunalfreund.assessment.compliance_cost.tables import AdminLevel, Confidence

COLUMNS = (
    "Vorgabe",
    "Ebene",
    "Fallzahl",
    "Minuten je Fall",
    "Lohnsatz in Euro je Stunde",
    "Sachkosten je Fall in Euro",
    "jährlich in Euro",
    "einmalig in Euro",
    "Spanne in Euro",
    "Anmerkung",
)
"""Headings of the table; the first eight as in the Begründung of a bill."""
PARAMETER_COLUMNS = ("Vorgang", "Größe", "niedrig", "wahrscheinlich", "hoch", "Einheit", "Vertrauen", "Quelle")
"""Headings of the list of parameters."""
LEVELS = {
    AdminLevel.BUND: "Bund",
    AdminLevel.LAENDER: "Länder",
    AdminLevel.KOMMUNEN: "Kommunen",
    AdminLevel.SOZIALVERSICHERUNG: "Sozialversicherung",
}
"""Names of the levels."""
EXCLUSIONS = {
    Exclusion.SOWIESO: "Sowieso-Kosten: entstehen auch ohne den Entwurf",
    Exclusion.DOPPELT: "schon bei einem anderen Vorgang gezählt",
    Exclusion.GEMEINKOSTEN: "Gemeinkosten zählen nicht zum Erfüllungsaufwand",
    Exclusion.HAUSHALTSAUSGABE: "gehört in Abschnitt D (Haushaltsausgaben ohne Erfüllungsaufwand)",
    Exclusion.EU_RECHT: "beruht auf EU-Recht und wird getrennt dargestellt",
    Exclusion.AUTOMATISCH: "läuft automatisch, 0 Minuten; Betrieb der IT gesondert prüfen",
    Exclusion.UNVERAENDERT: "gilt schon bisher",
}
"""Why a process does not count, in words."""
CONFIDENCES = {
    Confidence.GEPRUEFT: "an der Quelle geprüft",
    Confidence.GEGENGEPRUEFT: "aus zweiter Hand, gegengeprüft",
    Confidence.ABGELEITET: "abgeleitet",
    Confidence.ZWEITQUELLE: "aus zweiter Hand",
    Confidence.UNSTIMMIG: "aus zweiter Hand, unstimmig",
    Confidence.UNGEPRUEFT: "ohne geöffnete Quelle",
    Confidence.VORSCHLAG: "Vorschlag des Programms",
    Confidence.EIGENE: "eigene Angabe",
}
"""How well a figure is founded, in words."""
_OPEN_SHOWN = 6
_ROUNDED_FROM = 10_000
_LAENDER = (AdminLevel.LAENDER, AdminLevel.KOMMUNEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the table; ``total`` for the closing rows, ``counted`` if it goes into them."""

    cells: tuple[str, ...]
    total: bool = False
    counted: bool = True


def number(value: Decimal, digits: int = 0) -> str:
    """A German number.

    >>> number(Decimal("29504000")), number(Decimal("42.2"), 2), number(Decimal("-5"))
    ('29.504.000', '42,20', '−5')
    """
    text = f"{value:,.{digits}f}".replace(",", "\0").replace(".", ",").replace("\0", ".")
    return text.replace("-", "−")


def span_text(span: Span, digits: int = 0) -> str:
    """A span, or one number if low and high are equal."""
    if span.low == span.high:
        return number(span.likely, digits)
    return f"{number(span.low, digits)} bis {number(span.high, digits)}"


def table(estimate: Estimate) -> tuple[Row, ...]:
    """All processes and the closing rows, in the order and layout of the Begründung."""
    rows = [_row(cost) for cost in estimate.costs]
    closing: list[tuple[str, tuple[AdminLevel, ...]]] = [
        ("davon auf Bundesebene", (AdminLevel.BUND, AdminLevel.SOZIALVERSICHERUNG)),
        ("davon auf Landesebene (inklusive Kommunen)", _LAENDER),
        ("davon Kommunen", (AdminLevel.KOMMUNEN,)),
        ("Summe", ()),
    ]
    for label, levels in closing:
        yearly, once = (estimate.total(frequency, *levels) for frequency in (Frequency.JAEHRLICH, Frequency.EINMALIG))
        ranges = [f"{name} {span_text(span)}" for name, span in (("jährlich", yearly), ("einmalig", once)) if span.low != span.high]
        cells = (label, "", "", "", "", "", number(yearly.likely), number(once.likely), "; ".join(ranges), "")
        rows.append(Row(cells=cells, total=True))
    return tuple(rows)


def _row(cost: ProcessCost) -> Row:
    process = cost.process
    yearly = process.frequency is Frequency.JAEHRLICH
    amount = number(cost.euro.likely)
    per_thousand = "" if cost.complete else f"je {number(REFERENCE_CASES)} Fälle "
    shown = "–" if process.excluded is not None else per_thousand + amount
    empty = "–" if process.excluded is not None else "" if not cost.complete else "0"
    rate = _mean_rate(cost)
    material = cost.process.material
    cells = (
        process.title,
        LEVELS[process.level],
        _cases(cost),
        number(cost.minutes.likely) if process.posts is None else "–",
        number(rate, 2) if rate is not None else "–",
        number(material.likely, 2) if material is not None else "–",
        shown if yearly else empty,
        empty if yearly else shown,
        "" if process.excluded is not None or cost.euro.low == cost.euro.high else per_thousand + span_text(cost.euro),
        _remark(cost),
    )
    return Row(cells=cells, counted=cost.counted)


def _cases(cost: ProcessCost) -> str:
    if cost.cases is None:
        return "offen"
    unit = "Stellen" if cost.process.posts is not None else cost.process.unit
    return f"{number(cost.cases.likely, 0 if cost.cases.likely == cost.cases.likely.to_integral_value() else 1)} {unit}"


def _mean_rate(cost: ProcessCost) -> Decimal | None:
    """Wage of the process; the mean by minutes if several grades work on it."""
    if not cost.minutes.likely:
        return None
    material = cost.process.material.likely if cost.process.material is not None else Decimal(0)
    return (cost.per_case.likely - material) / cost.minutes.likely * 60


def _remark(cost: ProcessCost) -> str:
    process = cost.process
    parts = [f"zählt nicht: {EXCLUSIONS[process.excluded]}"] if process.excluded is not None else []
    if cost.missing and process.excluded is None:
        parts.append("es fehlt: " + ", ".join(cost.missing))
    if process.relief:
        parts.append("Entlastung")
    if cost.counted and process.frequency is Frequency.JAEHRLICH and abs(cost.euro.likely) <= SHORT_ENTRY:
        parts.append("bis 100.000 Euro: Kurzangabe genügt (aus zweiter Hand)")
    if process.travel is not None:
        parts.append("mit Wegezeit und Wegesachkosten")
    return "; ".join([*parts, *([process.note] if process.note else [])])


def vorblatt_text(estimate: Estimate) -> str:
    """Text for section E.3 of the Vorblatt, with the municipal share; what is not known is named, not guessed."""
    paragraphs = []
    if any(cost.counted for cost in estimate.costs):
        federal = _amounts(estimate, AdminLevel.BUND, AdminLevel.SOZIALVERSICHERUNG)
        regional, local = _amounts(estimate, *_LAENDER), _amounts(estimate, AdminLevel.KOMMUNEN)
        paragraphs = [
            f"Der Verwaltung entsteht {_whole(estimate, Frequency.JAEHRLICH)} und {_whole(estimate, Frequency.EINMALIG)}.",
            (
                f"Davon entfallen auf den Bund {federal} sowie auf die Länder einschließlich der Kommunen {regional}, "
                f"davon auf die Kommunen {local}."
            ),
        ]
    missing = [cost.process.title for cost in estimate.costs if not cost.complete and cost.process.excluded is None]
    if missing:
        rest = len(missing) - _OPEN_SHOWN
        shown = "; ".join(missing[:_OPEN_SHOWN]) + (f"; und {rest} weitere" if rest > 0 else "")
        paragraphs.append(f"Nicht enthalten {'ist' if len(missing) == 1 else 'sind'}, weil die Fallzahl noch fehlt: {shown}.")
    return "\n".join(paragraphs) or "Es ist kein Vorgang erfasst."


def _whole(estimate: Estimate, frequency: Frequency) -> str:
    name = "jährlicher" if frequency is Frequency.JAEHRLICH else "einmaliger"
    if not _counted(estimate, frequency):
        return f"ein {name} Erfüllungsaufwand, der noch nicht beziffert ist,"
    total = estimate.total(frequency)
    return f"ein {name} Erfüllungsaufwand von {_about(total.likely)} Euro{_bounds(total)}"


def _amounts(estimate: Estimate, *levels: AdminLevel) -> str:
    parts = [
        f"{name} {_about(estimate.total(frequency, *levels).likely)} Euro"
        for name, frequency in (("jährlich", Frequency.JAEHRLICH), ("einmalig", Frequency.EINMALIG))
        if _counted(estimate, frequency)
    ]
    return " und ".join(parts)


def _counted(estimate: Estimate, frequency: Frequency) -> bool:
    return any(cost.counted and cost.process.frequency is frequency for cost in estimate.costs)


def _about(value: Decimal) -> str:
    """Whole euro, from 10,000 on rounded to thousands."""
    if abs(value) < _ROUNDED_FROM:
        return number(value)
    return f"rund {number((value / 1000).quantize(Decimal(1), rounding=ROUND_HALF_UP) * 1000)}"


def _bounds(span: Span) -> str:
    return "" if span.low == span.high else f" (Spanne {number(span.low)} bis {number(span.high)} Euro)"


def parameters(costs: Sequence[ProcessCost]) -> tuple[tuple[str, ...], ...]:
    """Every figure that was used, with source and confidence."""
    return tuple(
        (
            one.process,
            one.name,
            number(one.value.low, 2),
            number(one.value.likely, 2),
            number(one.value.high, 2),
            one.unit,
            CONFIDENCES[one.confidence],
            one.source,
        )
        for cost in costs
        for one in cost.parameters
    )
