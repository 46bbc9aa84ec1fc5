"""What stands on the Kommunal-Check, as values; HTML, Word and app only lay it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kommunalfreund.analysis import AnalysisResult, Versions
from kommunalfreund.assessment.compliance_cost.assumptions import Frequency
from kommunalfreund.assessment.compliance_cost.calculation import Estimate
from kommunalfreund.assessment.compliance_cost.presentation import LEVELS, number, span_text
from kommunalfreund.assessment.compliance_cost.tables import AdminLevel
from kommunalfreund.assessment.legal_checks.connexity import Connexity, connexity
from kommunalfreund.assessment.suggestions import Suggestion, suggest
from kommunalfreund.assessment.timeline import Timeline, read_timeline
from kommunalfreund.draft import Draft
from kommunalfreund.export.summary import Summary, summarise
from kommunalfreund.finding import Bindingness, DraftCheck, DutyKind, Effect, Finding, Novelty, Severity
from kommunalfreund.labels_de import counted, german_date, score_in_words, short

TOP = 5
"""So many clauses are shown as the weightiest."""
_DEADLINES_SHOWN = 5
_NEW = (Novelty.NEU, Novelty.VERSCHAERFT)
_LIKELY = 0.5
_KINDS = (DutyKind.ANSPRUCH, DutyKind.AUFGABE, None, DutyKind.STANDARD, DutyKind.INFORMATION, DutyKind.VERFAHREN)
_COVER = ("vorblatt", "haushalt", "begruendung", "betraege", "summe", "rechnung", "text-tabelle", "einmalig", "aufwand")
_CONNEXITY = "konnexitaet"
_BIG_LEVELS = (
    ("Bund", (AdminLevel.BUND, AdminLevel.SOZIALVERSICHERUNG)),
    ("Länder einschließlich Kommunen", (AdminLevel.LAENDER, AdminLevel.KOMMUNEN)),
    (f"davon {LEVELS[AdminLevel.KOMMUNEN]}", (AdminLevel.KOMMUNEN,)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightyClause:
    """One of the weightiest clauses.

    Attributes:
        finding: the clause.
        reasons: why it weighs, short German words in the order of the ranking.
        suggestion: a drafting alternative, None if there is none.
    """

    finding: Finding
    reasons: tuple[str, ...]
    suggestion: Suggestion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KommunalCheck:
    """Everything on the page.

    Attributes:
        draft: the bill.
        versions: that produced the result.
        summary: key figures.
        bindingness: flagged clauses by how binding they are.
        novelty: flagged clauses by novelty, only values that occur.
        weightiest: at most five, the weightiest first.
        legal_hints: remarks of the legal checks, the weightiest first.
        cover_hints: remarks on Vorblatt and Begründung, the weightiest first.
        cost_rows: level, recurring, one-off; empty if nothing is counted.
        cost_note: what is missing, and on what the figures rest.
        deadlines: one line on entry into force and deadlines.
        timeline: the dates behind it.
        connexity: table by Land, empty if the check did not fire.
    """

    draft: Draft
    versions: Versions
    summary: Summary
    bindingness: dict[Bindingness, int]
    novelty: dict[Novelty, int]
    weightiest: tuple[WeightyClause, ...]
    legal_hints: tuple[DraftCheck, ...]
    cover_hints: tuple[DraftCheck, ...]
    cost_rows: tuple[tuple[str, str, str], ...]
    cost_note: str
    deadlines: str
    timeline: Timeline
    connexity: tuple[Connexity, ...]

    @property
    def charts(self) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
        """The counts with German labels: title, then label and number."""
        summary = self.summary
        return (
            ("Adressat", tuple((short(value), count) for value, count in summary.addressees.items())),
            ("Art der Pflicht", tuple((short(value), count) for value, count in summary.kinds.items())),
            ("Wirkung", tuple((short(value), count) for value, count in summary.effects.items())),
            ("Bindung", tuple((short(value), count) for value, count in self.bindingness.items())),
        )

    @property
    def burden_and_relief(self) -> str:
        """Burden against relief in one sentence."""
        both = self.summary.effects[Effect.ENTLASTUNG] - self.summary.relief
        text = f"{counted(self.summary.flagged, 'Satz belastet', 'Sätze belasten')} Kommunen vermutlich"
        if both > 0:
            text += f" ({counted(both, 'davon entlastet', 'davon entlasten')} zugleich)"
        return f"{text}, {counted(self.summary.relief, 'weiterer entlastet', 'weitere entlasten')} nur."


def build_check(result: AnalysisResult, estimate: Estimate | None = None) -> KommunalCheck:
    """Collect the page.

    Args:
        result: of one draft.
        estimate: of its compliance cost, None if none was made.
    """
    flagged = result.flagged
    bindings = Counter(finding.bindingness for finding in flagged)
    novelties = Counter(finding.novelty for finding in flagged)
    timeline = read_timeline(result.draft, result.findings)
    cover = [check for check in result.draft_checks if check.id.startswith(_COVER)]
    return KommunalCheck(
        draft=result.draft,
        versions=result.versions,
        summary=summarise(result.findings),
        bindingness={value: bindings[value] for value in Bindingness},
        novelty={value: novelties[value] for value in Novelty if novelties[value]},
        weightiest=weightiest(flagged),
        legal_hints=tuple(check for check in result.draft_checks if check not in cover),
        cover_hints=tuple(cover),
        cost_rows=_cost_rows(estimate) if estimate is not None else (),
        cost_note=_cost_note(estimate),
        deadlines=describe_timeline(timeline),
        timeline=timeline,
        connexity=connexity() if any(check.id == _CONNEXITY for check in result.draft_checks) else (),
    )


def weightiest(flagged: Sequence[Finding]) -> tuple[WeightyClause, ...]:
    """The weightiest clauses: new or tightened, likely and binding ones first, then by directness, money, kind.

    Args:
        flagged: in document order.
    """
    ranked = sorted(flagged, key=_rank)[:TOP]
    return tuple(
        WeightyClause(finding=finding, reasons=reasons_of(finding), suggestion=next(iter(suggest(finding)), None)) for finding in ranked
    )


def reasons_of(finding: Finding) -> tuple[str, ...]:
    """Why a clause weighs, from the values that rank it."""
    reasons = [short(finding.novelty)] if finding.novelty is not Novelty.UNBEKANNT else []
    if Effect.PFLICHT in finding.effects and Effect.KOSTEN in finding.effects:
        reasons.append("Pflicht und Geld zugleich")
    elif Effect.KOSTEN in finding.effects:
        reasons.append("bestimmt selbst Geld")
    if finding.kind is not None:
        binding = f" ({short(finding.bindingness)})" if finding.bindingness is not None else ""
        reasons.append(f"{short(finding.kind)}{binding}")
    body = f": {finding.actor.name}" if finding.actor is not None else ""
    reasons.append(f"{short(finding.addressee)}{body}")
    reasons.append(score_in_words(finding.score))
    return tuple(reasons)


def _rank(finding: Finding) -> tuple[object, ...]:
    both = Effect.PFLICHT in finding.effects and Effect.KOSTEN in finding.effects
    return (
        finding.novelty not in _NEW,
        finding.novelty is Novelty.UNVERAENDERT,
        finding.score < _LIKELY,
        finding.bindingness is not Bindingness.MUSS,
        finding.addressee.distance,
        not both,
        _KINDS.index(finding.kind),
        -finding.score,
    )


def describe_timeline(timeline: Timeline) -> str:
    """Entry into force and deadlines in one line."""
    if timeline.entry is None:
        return "Ein Inkrafttreten ist nicht zu erkennen."
    text = timeline.entry.words
    if timeline.lead_days is not None:
        text += f", {counted(timeline.lead_days, 'Tag', 'Tage')} nach dem Datum der Entwurfsfassung"
    words = [
        f"{one.words} ({one.citation}" + (f", {counted(one.days, 'Tag', 'Tage')} nach Inkrafttreten)" if one.days is not None else ")")
        for one in sorted(timeline.deadlines, key=lambda one: one.days if one.days is not None else 10**6)
    ]
    if not words:
        return f"{text}. Keine Fristen mit Datum in den gemeldeten Sätzen."
    rest = len(words) - _DEADLINES_SHOWN
    return f"{text}. Fristen: {'; '.join(words[:_DEADLINES_SHOWN])}{f'; und {rest} weitere' if rest > 0 else ''}."


def novelty_words(check: KommunalCheck) -> str:
    """Novelty of the flagged clauses in words."""
    if set(check.novelty) <= {Novelty.UNBEKANNT}:
        amending = check.draft.form == "mantelform"
        return "nicht verglichen" if amending else "neues Gesetz, kein Vergleich mit geltendem Recht"
    return ", ".join(f"{short(value)} {count}" for value, count in check.novelty.items())


def subtitle(draft: Draft) -> str:
    """Stage, proponent and date."""
    return " · ".join(part for part in (draft.stage, draft.proponent, german_date(draft.date), draft.abbreviation) if part)


def hidden_hints(hints: Sequence[DraftCheck]) -> str:
    """How many remarks are only counted on the page."""
    count = sum(hint.severity is Severity.HINWEIS for hint in hints)
    return counted(count, "weiterer Hinweis steht", "weitere Hinweise stehen") + " im Bericht." if count else ""


def _cost_rows(estimate: Estimate) -> tuple[tuple[str, str, str], ...]:
    if not any(cost.counted for cost in estimate.costs):
        return ()
    rows = [
        (name, span_text(estimate.total(Frequency.JAEHRLICH, *levels)), span_text(estimate.total(Frequency.EINMALIG, *levels)))
        for name, levels in _BIG_LEVELS
    ]
    whole = (span_text(estimate.total(Frequency.JAEHRLICH)), span_text(estimate.total(Frequency.EINMALIG)))
    return (*rows, ("Summe", *whole))


def _cost_note(estimate: Estimate | None) -> str:
    if estimate is None or not estimate.costs:
        return "Der Erfüllungsaufwand ist nicht geschätzt."
    counting = sum(cost.counted for cost in estimate.costs)
    open_ones = [cost for cost in estimate.costs if cost.process.excluded is None and not cost.complete]
    excluded = sum(cost.process.excluded is not None for cost in estimate.costs)
    parts = [f"{counted(counting, 'Vorgang', 'Vorgänge')} gerechnet ({estimate.assumptions.guide}, Tabellen aus zweiter Hand)."]
    if open_ones:
        per_case = max(open_ones, key=lambda cost: cost.per_case.likely)
        parts.append(
            f"Bei {counted(len(open_ones), 'Vorgang', 'Vorgängen')} fehlt die Fallzahl; am teuersten je Fall: „{per_case.process.title}“ "
            f"mit {number(per_case.per_case.likely)} Euro."
        )
    if excluded:
        parts.append(f"{counted(excluded, 'Vorgang zählt', 'Vorgänge zählen')} nicht zum Erfüllungsaufwand.")
    return " ".join(parts)
