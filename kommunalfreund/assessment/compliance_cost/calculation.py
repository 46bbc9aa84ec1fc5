"""Cost of processes by the method of the guide: cases × minutes ÷ 60 × wage + cases × material, recurring and one-off apart.

Relief is negative. Without a number of cases the result is per 1,000 cases, and what is missing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kommunalfreund.assessment.compliance_cost.assumptions import Activity, Assumptions, Frequency, Process, Range
from kommunalfreund.assessment.compliance_cost.tables import AdminLevel, Confidence, Grade, time_values, wages, ways
from kommunalfreund.errors import KommunalfreundError

REFERENCE_CASES = Decimal(1000)
SHORT_ENTRY = 100_000
"""Up to this amount per Vorgabe and year a short entry is enough (second-hand: the clause in the guide itself was not seen)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Low, likely and high value."""

    low: Decimal
    likely: Decimal
    high: Decimal

    def __add__(self, other: Span) -> Span:
        return Span(low=self.low + other.low, likely=self.likely + other.likely, high=self.high + other.high)

    def __mul__(self, other: Span) -> Span:
        return Span(low=self.low * other.low, likely=self.likely * other.likely, high=self.high * other.high)

    def __neg__(self) -> Span:
        return Span(low=-self.high, likely=-self.likely, high=-self.low)

    def times(self, factor: Decimal) -> Span:
        """Each value times a factor."""
        return Span(low=self.low * factor, likely=self.likely * factor, high=self.high * factor)

    def rounded(self) -> Span:
        """Whole euro, as the guide prints them."""
        return Span(low=_whole(self.low), likely=_whole(self.likely), high=_whole(self.high))


ZERO = Span(low=Decimal(0), likely=Decimal(0), high=Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One figure that went into a result, for the reader.

    Attributes:
        process: id of the process.
        name: "Lohnsatz gehobener Dienst".
        value: low, likely, high.
        unit: "Euro je Stunde".
        source: where it comes from.
        confidence: how well it is founded.
    """

    process: str
    name: str
    value: Span
    unit: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessCost:
    """Result of one process.

    Attributes:
        process: the assumptions.
        cases: number of cases per year (or once), None if unknown.
        minutes: per case.
        per_case: euro per case.
        euro: total in whole euro; per 1,000 cases if the number of cases is unknown.
        missing: what is needed for a total, German.
        parameters: every figure used.
    """

    process: Process
    cases: Span | None
    minutes: Span
    per_case: Span
    euro: Span
    missing: tuple[str, ...]
    parameters: tuple[Parameter, ...]

    @property
    def complete(self) -> bool:
        """It is a total, not an amount per 1,000 cases."""
        return self.cases is not None

    @property
    def counted(self) -> bool:
        """It goes into the totals."""
        return self.complete and self.process.excluded is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """All results of a draft.

    Attributes:
        assumptions: they rest on.
        costs: one per process, in order.
        warnings: about double counting and the like, German sentences.
    """

    assumptions: Assumptions
    costs: tuple[ProcessCost, ...]
    warnings: tuple[str, ...]

    def total(self, frequency: Frequency, *levels: AdminLevel) -> Span:
        """Sum over the counted processes of the levels (all levels if none is given)."""
        return add(
            cost.euro
            for cost in self.costs
            if cost.counted and cost.process.frequency is frequency and (not levels or cost.process.level in levels)
        )

    @property
    def open(self) -> tuple[ProcessCost, ...]:
        """Processes that would count but lack a figure."""
        return tuple(cost for cost in self.costs if cost.missing and cost.process.excluded is None)


def estimate(assumptions: Assumptions) -> Estimate:
    """Compute all processes.

    Raises:
        KommunalfreundError: if a version of the guide, an activity or a wage is not in the tables and not given.
    """
    costs = tuple(cost_of(process, assumptions.guide) for process in assumptions.processes)
    return Estimate(assumptions=assumptions, costs=costs, warnings=tuple(_warnings(costs)))


def cost_of(process: Process, guide: str) -> ProcessCost:
    """Compute one process; see :func:`estimate`."""
    parameters: list[Parameter] = []

    def use(name: str, value: Span, unit: str, source: str, confidence: Confidence) -> Span:
        parameters.append(Parameter(process=process.id, name=name, value=value, unit=unit, source=source, confidence=confidence))
        return value

    minutes, per_case = ZERO, ZERO
    for activity in process.activities:
        name, step = _minutes(activity, guide, process)
        taken = use(name, span(step), "Minuten je Fall", step.source, step.confidence)
        wage = _wage(process, activity.grade, activity.rate, guide)
        rate = use(f"Lohnsatz {activity.grade.replace('_', ' ')}", span(wage), "Euro je Stunde", wage.source, wage.confidence)
        minutes += taken
        per_case += (taken * rate).times(1 / Decimal(60))
    if process.travel is not None:
        way, wage = ways()[process.travel.destination], _wage(process, process.travel.grade, None, guide)
        use(f"Weg ({process.travel.destination})", _fixed(way.minutes), "Minuten je Weg", way.source, way.confidence)
        use(f"Wegesachkosten ({process.travel.destination})", _fixed(way.euro), "Euro je Weg", way.source, way.confidence)
        one = span(wage).times(way.minutes / Decimal(60)) + _fixed(way.euro)
        minutes += _fixed(way.minutes).times(process.travel.trips)
        per_case += one.times(process.travel.trips)
    if process.material is not None:
        per_case += use("Sachkosten", span(process.material), "Euro je Fall", process.material.source, process.material.confidence)
    cases = None
    if process.posts is not None:
        posts = process.posts
        yearly = _per_year(process, posts.grade, guide)
        per_case += use(f"Jahreskosten je Stelle {posts.grade.replace('_', ' ')}", span(yearly), "Euro", yearly.source, yearly.confidence)
        cases = use("Stellen", span(posts.count), "Stellen", posts.count.source, posts.count.confidence)
    elif process.cases is not None:
        cases = use("Fallzahl", span(process.cases), process.unit, process.cases.source, process.cases.confidence).times(process.per_year)
    euro = (per_case * (cases or _fixed(REFERENCE_CASES))).rounded()
    return ProcessCost(
        process=process,
        cases=cases,
        minutes=minutes,
        per_case=per_case,
        euro=-euro if process.relief else euro,
        missing=tuple(_missing(process)),
        parameters=tuple(parameters),
    )


def span(value: Range) -> Span:
    """The span of a range."""
    return Span(low=value.low, likely=value.likely, high=value.high)


def add(spans: Iterable[Span]) -> Span:
    """Sum of spans."""
    total = ZERO
    for one in spans:
        total += one
    return total


def _fixed(value: Decimal) -> Span:
    return Span(low=value, likely=value, high=value)


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1), rounding=ROUND_HALF_UP)


def _minutes(activity: Activity, guide: str, process: Process) -> tuple[str, Range]:
    entry = time_values().get((guide, activity.nr)) if activity.nr is not None else None
    name = activity.name or (f"Nr. {entry.number} {entry.name}" if entry is not None else "Tätigkeit")
    if activity.minutes is not None:
        return name, activity.minutes
    if entry is None:
        raise KommunalfreundError(
            f"Vorgang „{process.id}“: Die Zeitwerttabelle der Fassung „{guide}“ hat keine Standardaktivität {activity.nr}.",
            hint="Eine andere Nummer wählen oder minutes angeben.",
        )
    high = entry.high if entry.high is not None else entry.likely
    return name, Range(low=entry.low, likely=entry.likely, high=high, source=entry.source, confidence=entry.confidence)


def _wage(process: Process, grade: Grade, given: Range | None, guide: str) -> Range:
    if given is not None:
        return given
    wage = wages().get((guide, process.level, grade))
    if wage is None:
        raise KommunalfreundError(
            f"Vorgang „{process.id}“: Die Lohnkostentabelle der Fassung „{guide}“ hat keinen Wert für {process.level}, {grade}.",
            hint="rate angeben oder unter guide eine andere Fassung nennen (Fassungen nie mischen).",
        )
    value = wage.per_hour
    return Range(low=value, likely=value, high=value, source=wage.source, confidence=wage.confidence)


def _per_year(process: Process, grade: Grade, guide: str) -> Range:
    wage = wages().get((guide, process.level, grade))
    if wage is None or wage.per_year is None:
        raise KommunalfreundError(
            f"Vorgang „{process.id}“: Für {process.level}, {grade} gibt die Fassung „{guide}“ keine Kosten je Stelle an.",
            hint="Mit cases und activities rechnen oder eine andere Fassung nennen.",
        )
    value = wage.per_year
    return Range(low=value, likely=value, high=value, source=wage.source, confidence=wage.confidence)


def _missing(process: Process) -> Iterable[str]:
    if process.posts is None and process.cases is None:
        yield f"Fallzahl ({process.unit})"
    if process.posts is None and not process.activities and process.material is None:
        yield "Zeitaufwand je Fall"
    if process.material_needed and process.material is None:
        yield "Sachkosten je Fall"


def _introduces(process: Process) -> bool:
    """It only holds what a body does once for all duties together (Nr. 1 and 17), beside what a single duty needs."""
    return bool(process.activities) and all(activity.nr in (1, 17) for activity in process.activities)


def _warnings(costs: Sequence[ProcessCost]) -> Iterable[str]:
    seen: dict[tuple[str, str, str], str] = {}
    for cost in costs:
        process = cost.process
        if process.excluded is not None:
            continue
        for finding in process.findings:
            key = (finding, process.level, process.frequency)
            if key in seen and not _introduces(process):
                yield f"Doppelzählung möglich: „{seen[key]}“ und „{process.title}“ beruhen auf demselben Satz."
                break
            if not _introduces(process):
                seen[key] = process.title
    weak = {"unstimmig", "ungeprueft"}
    for name in dict.fromkeys(one.name for cost in costs for one in cost.parameters if one.confidence in weak):
        yield f"„{name}“ beruht auf einem ungeprüften oder unstimmigen Wert; am Original prüfen."
