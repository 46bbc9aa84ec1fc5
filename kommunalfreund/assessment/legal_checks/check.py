"""A legal check and how it is run on the assessed clauses of a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kommunalfreund.assessment.assessed import AssessedClause, cite_all
from kommunalfreund.assessment.legal_checks.conditions import ClauseCondition
from kommunalfreund.assessment.legal_checks.schema import Confidence, ExampleModel
from kommunalfreund.assessment.timeline import Deadline, Timeline, is_organisational, read_timeline
from kommunalfreund.draft import DocumentPart, Draft, ProvisionKind
from kommunalfreund.finding import Bindingness, DraftCheck, Finding, Severity
from kommunalfreund.labels_de import counted

_CONFIDENCE = {"geprueft": "", "zweitquelle": " (aus zweiter Hand)", "ungeprueft": " (am Original zu prüfen)"}
_IN_FORCE = frozenset({"gesetze-im-internet", "Verkündungsfassung"})
_DEADLINES_SHOWN = 6

Measure = Literal["ohne_vorlauf", "frist", "vorlauf"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalSource:
    """A norm or decision a check rests on.

    Attributes:
        text: "Art. 84 Abs. 1 Satz 7 GG".
        confidence: "geprueft" (read in an official source), "zweitquelle" (second-hand), "ungeprueft".
    """

    text: str
    confidence: Confidence

    def __str__(self) -> str:
        return self.text + _CONFIDENCE[self.confidence]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalCheck:
    """One check. Clause checks use ``when`` to ``at_least``, time checks ``measure`` and ``days``.

    Attributes:
        id: file stem.
        title: short German title.
        severity: how much a hit weighs.
        message: reason, German.
        look_at: what to look at, German.
        sources: norms and decisions.
        when: conditions of which one must hold for a clause to be evidence.
        unless: exceptions.
        also: each must hold for some clause of the draft.
        missing: none may hold for any clause of the draft.
        formula_lacks: the introductory formula exists and does not contain this.
        at_least: number of clauses needed.
        measure: of a time check, None for clause checks.
        days: limit of a time check, our own and changeable.
        match: examples that must fire.
        no_match: examples that must not.
        path: file.
    """

    id: str
    title: str
    severity: Severity
    message: str
    look_at: str
    sources: tuple[LegalSource, ...]
    when: tuple[ClauseCondition, ...] = ()
    unless: tuple[ClauseCondition, ...] = ()
    also: tuple[ClauseCondition, ...] = ()
    missing: tuple[ClauseCondition, ...] = ()
    formula_lacks: re.Pattern[str] | None = None
    at_least: int = 1
    measure: Measure | None = None
    days: int = 0
    match: tuple[ExampleModel, ...] = ()
    no_match: tuple[ExampleModel, ...] = ()
    path: Path = Path()


def run_legal_checks(checks: Sequence[LegalCheck], draft: Draft, assessed: Sequence[AssessedClause]) -> tuple[DraftCheck, ...]:
    """The hints for a draft, the weightiest first; none for law in force, which is no bill.

    Args:
        checks: as loaded.
        draft: the bill.
        assessed: its clauses in document order.
    """
    if is_in_force(draft):
        return ()
    timeline = read_timeline(draft, [clause.finding for clause in assessed])
    found = (run_check(check, draft, assessed, timeline) for check in checks)
    order = list(Severity)
    return tuple(sorted((hit for hit in found if hit is not None), key=lambda hit: -order.index(hit.severity)))


def is_in_force(draft: Draft) -> bool:
    """It is a promulgated law, not a bill: nothing about it is new, and it has no cover note."""
    return draft.stage in _IN_FORCE or any(document.format in _IN_FORCE for document in draft.documents)


def run_check(check: LegalCheck, draft: Draft, assessed: Sequence[AssessedClause], timeline: Timeline) -> DraftCheck | None:
    """Run one check; None if it finds nothing."""
    if check.measure is not None:
        return _run_time_check(check, check.measure, assessed, timeline)
    evidence = [
        clause.finding
        for clause in assessed
        if any(part.holds(clause) for part in check.when) and not any(part.holds(clause) for part in check.unless)
    ]
    if len(evidence) < check.at_least:
        return None
    if any(not any(part.holds(clause) for clause in assessed) for part in check.also):
        return None
    if any(part.holds(clause) for part in check.missing for clause in assessed):
        return None
    if check.formula_lacks is not None:
        formula = introductory_formula(draft)
        if not formula or check.formula_lacks.search(formula):
            return None
    return _hint(check, evidence)


def introductory_formula(draft: Draft) -> str:
    """Text of the Eingangsformel, empty if the draft has none."""
    return " ".join(
        block.text
        for document in draft.documents_of(DocumentPart.REGELUNGSTEXT)
        for provision in document.walk()
        if provision.kind is ProvisionKind.EINGANGSFORMEL
        for block in provision.blocks
    )


def _run_time_check(check: LegalCheck, measure: Measure, assessed: Sequence[AssessedClause], timeline: Timeline) -> DraftCheck | None:
    if measure == "frist":
        short = [deadline for deadline in timeline.deadlines if deadline.days is not None and deadline.days < check.days]
        ids = {deadline.finding_id for deadline in short}
        evidence = [clause.finding for clause in assessed if clause.finding.id in ids]
        return _hint(check, evidence, _list_deadlines(short)) if evidence else None
    dated = {deadline.finding_id for deadline in timeline.deadlines}
    evidence = [
        clause.finding
        for clause in assessed
        if is_organisational(clause.finding) and clause.finding.bindingness is Bindingness.MUSS and clause.finding.id not in dated
    ]
    if not evidence or timeline.entry is None:
        return None
    if measure == "ohne_vorlauf":
        return _hint(check, evidence, f"{timeline.entry.words} ({timeline.entry.citation}).") if timeline.entry.floating_days == 1 else None
    if timeline.lead_days is None or timeline.lead_days >= check.days:
        return None
    lead = counted(timeline.lead_days, "Tag", "Tage")
    return _hint(check, evidence, f"{timeline.entry.words} ({timeline.entry.citation}), {lead} nach dem Datum der Entwurfsfassung.")


def _list_deadlines(deadlines: Sequence[Deadline]) -> str:
    words = [f"{one.citation}: {one.words}, {counted(one.days or 0, 'Tag', 'Tage')} nach Inkrafttreten" for one in deadlines]
    rest = len(words) - _DEADLINES_SHOWN
    return "; ".join(words[:_DEADLINES_SHOWN]) + (f"; und {rest} weitere" if rest > 0 else "") + "."


def _hint(check: LegalCheck, evidence: Sequence[Finding], computed: str = "") -> DraftCheck:
    parts = (check.message, f"Gerechnet: {computed}" if computed else "", f"Zu prüfen: {check.look_at}")
    return DraftCheck(
        id=check.id,
        title=check.title,
        message=" ".join(part for part in parts if part),
        source="; ".join(map(str, check.sources)),
        findings=tuple(finding.id for finding in evidence),
        place=cite_all(evidence),
        severity=check.severity,
    )
