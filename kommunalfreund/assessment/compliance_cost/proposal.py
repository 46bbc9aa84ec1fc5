"""From flagged clauses to a first set of assumptions: processes by Absatz, standard activities by words and kind of duty.

Numbers of cases are never filled in; where the number of bodies is known it stands in the note, with its source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Annotated, Literal

from pydantic import Field

from kommunalfreund.assessment.compliance_cost.assumptions import Activity, Assumptions, Exclusion, Frequency, Process, Travel
from kommunalfreund.assessment.compliance_cost.tables import FOLDER, Grade, bodies
from kommunalfreund.citation import cite_steps
from kommunalfreund.clause import PathStep
from kommunalfreund.draft import DocumentPart, Draft, ProvisionKind
from kommunalfreund.finding import Addressee, DutyKind, Effect, Finding, Novelty
from kommunalfreund.rulebook.yaml_fields import StrictModel
from kommunalfreund.rulebook.yaml_file import read_yaml

_LEVELS = frozenset({ProvisionKind.ARTIKEL, ProvisionKind.PARAGRAF, ProvisionKind.ABSATZ, ProvisionKind.ANLAGE})
_LIGHTER = frozenset({Novelty.ERLEICHTERT, Novelty.AUFGEHOBEN})
_INTRODUCTION = (1, 17)
"""Standard activities that a body does once for all new duties: Einarbeiten in die Vorgabe, Anpassen von internen Prozessen."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "§": "par"})


class Pattern(StrictModel):
    """Standard activities for a kind of work."""

    name: str
    text: str = ""
    kind: DutyKind | None = None
    yearly: tuple[int, ...]
    once: tuple[int, ...]
    grade: Grade
    travel: Literal["gemeinde", "kreis", "land", "durchschnitt"] | None = None
    material: bool = False
    unit: str = "Fälle"


class _Patterns(StrictModel):
    proposals: Annotated[tuple[Pattern, ...], Field(min_length=1)]


@cache
def patterns() -> tuple[Pattern, ...]:
    """The shipped assignment, in order of precedence."""
    return read_yaml(FOLDER / "taetigkeiten.yaml").validate(_Patterns).proposals


def pattern_for(finding: Finding) -> Pattern:
    """The first pattern whose words stand in the clause, or whose kind fits; the last one if none does."""
    for pattern in patterns():
        if re.search(pattern.text, finding.clause.text) if pattern.text else pattern.kind is finding.kind:
            return pattern
    return patterns()[-1]


def propose(draft: Draft, findings: Sequence[Finding]) -> Assumptions:
    """Propose processes for the flagged clauses of a draft; whatever is unknown stays empty.

    Args:
        draft: the bill.
        findings: all of it, in document order.
    """
    flagged = [finding for finding in findings if finding.flagged and finding.clause.part is DocumentPart.REGELUNGSTEXT]
    processes: list[Process] = []
    for place, group in groupby(flagged, key=_place):
        found = tuple(group)
        duties = tuple(finding for finding in found if Effect.PFLICHT in finding.effects)
        title = _title(place, found[0])
        if duties:
            processes += _processes(title, duties)
        else:
            processes.append(
                Process(
                    id=_slug(title),
                    title=title,
                    findings=tuple(finding.id for finding in found),
                    citations=_citations(found),
                    excluded=Exclusion.HAUSHALTSAUSGABE,
                    note="Leistungen, Kostentragung und Mindereinnahmen gehören in Abschnitt D, nicht zum Erfüllungsaufwand.",
                )
            )
    processes += _introductions(flagged)
    return Assumptions(draft=draft.key, title=draft.short_title or draft.title, processes=_distinct(processes))


def _processes(title: str, duties: tuple[Finding, ...]) -> list[Process]:
    chosen = [pattern_for(finding) for finding in duties]
    lead = chosen[0]
    material = any(pattern.material for pattern in chosen)
    made = []
    for frequency, numbers in (
        (Frequency.JAEHRLICH, [number for pattern in chosen for number in pattern.yearly]),
        (Frequency.EINMALIG, [number for pattern in chosen for number in pattern.once if number not in _INTRODUCTION]),
    ):
        once = frequency is Frequency.EINMALIG
        if not numbers and not (once and material):
            continue
        travel = next((pattern.travel for pattern in chosen if pattern.travel), None)
        made.append(
            Process(
                id=_slug(f"{title.partition(':')[0]} {frequency}"),
                title=f"{title} ({lead.name}{', Einrichtung' if once else ''})",
                findings=tuple(finding.id for finding in duties),
                citations=_citations(duties),
                frequency=frequency,
                unit=_unit(duties) if once else lead.unit,
                activities=tuple(Activity(nr=number, grade=_grade(chosen, number, once)) for number in sorted(set(numbers))),
                material_needed=material,
                travel=Travel(destination=travel, grade=lead.grade) if travel is not None and not once else None,
                relief=all(finding.novelty in _LIGHTER for finding in duties),
                excluded=_exclusion(duties),
                note=" ".join(filter(None, (_known_number(_unit(duties)) if once else "", _note(duties)))),
            )
        )
    return made


def _introductions(flagged: Sequence[Finding]) -> list[Process]:
    """One process per kind of acting body: to learn the new duties and adapt procedures, once for all of them together."""
    by_body: dict[str, list[Finding]] = {}
    for finding in flagged:
        if Effect.PFLICHT in finding.effects and finding.novelty is not Novelty.UNVERAENDERT:
            by_body.setdefault(_unit([finding]), []).append(finding)
    made = []
    for unit, duties in by_body.items():
        used = {number for finding in duties for number in pattern_for(finding).once}
        numbers = [number for number in _INTRODUCTION if number in used]
        made.append(
            Process(
                id=_slug(f"einfuehrung {unit}"),
                title=f"Einarbeiten und Abläufe anpassen ({unit})",
                findings=tuple(finding.id for finding in duties),
                citations=_citations(duties),
                frequency=Frequency.EINMALIG,
                unit=unit,
                activities=tuple(Activity(nr=number) for number in numbers),
                note=" ".join(filter(None, (_known_number(unit), _note(duties)))),
            )
        )
    return made


def _exclusion(duties: Sequence[Finding]) -> Exclusion | None:
    return Exclusion.UNVERAENDERT if all(finding.novelty is Novelty.UNVERAENDERT for finding in duties) else None


def _grade(chosen: Sequence[Pattern], number: int, once: bool) -> Grade:
    return next(pattern.grade for pattern in chosen if number in (pattern.once if once else pattern.yearly))


def _known_number(unit: str) -> str:
    """The number of bodies, where it is known, as a suggestion: whether all of them are affected is for people to say."""
    found = next((entry for entry in bodies() if entry.unit == unit), None)
    return f"Bekannte Zahl: {found.number} {found.unit}, Quelle: {found.source}." if found is not None else ""


def _unit(duties: Sequence[Finding]) -> str:
    names = [finding.actor.name for finding in duties if finding.actor is not None]
    found = next((entry.unit for entry in bodies() if names and names[0] in entry.terms), None)
    return found or "ausführende Stellen"


def _note(duties: Sequence[Finding]) -> str:
    if any(finding.addressee is Addressee.MITTELBAR for finding in duties):
        return "Land oder Kommune: nach Landesrecht."
    return ""


def _place(finding: Finding) -> tuple[PathStep, ...]:
    return tuple(step for step in finding.clause.path if step.kind in _LEVELS)


def _title(place: tuple[PathStep, ...], finding: Finding) -> str:
    where = cite_steps(place) or finding.clause.citation or "Entwurf"
    return f"{where}: {finding.clause.heading}" if finding.clause.heading else where


def _citations(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.clause.citation for finding in findings))


def _slug(text: str) -> str:
    """Id of a process.

    >>> _slug("§ 5 Absatz 1 jaehrlich")
    'par-5-absatz-1-jaehrlich'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.partition(":")[0].lower().translate(_UMLAUTS)).strip("-") or "vorgang"


def _distinct(processes: Sequence[Process]) -> tuple[Process, ...]:
    seen: dict[str, int] = {}
    result = []
    for process in processes:
        seen[process.id] = seen.get(process.id, 0) + 1
        number = seen[process.id]
        result.append(process if number == 1 else process.model_copy(update={"id": f"{process.id}-{number}"}))
    return tuple(result)
