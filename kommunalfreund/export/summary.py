"""Counts over the findings of a draft: what JSON, report, terminal and app show as key figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kommunalfreund.finding import Addressee, DutyKind, Effect, Finding, Novelty


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Key figures of one draft.

    Attributes:
        clauses: number of clauses read.
        flagged: number of flagged clauses.
        relief: number of clauses that only relieve municipalities (not flagged).
        addressees: flagged clauses by addressee, ``keine`` left out.
        effects: clauses with a municipal addressee by effect; a clause may have several.
        kinds: flagged clauses by kind of duty.
        novelties: reported clauses by what is new in them, those that were not compared left out; empty if none was compared.
    """

    clauses: int
    flagged: int
    relief: int
    addressees: Mapping[Addressee, int]
    effects: Mapping[Effect, int]
    kinds: Mapping[DutyKind, int]
    novelties: Mapping[Novelty, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """For the JSON export, German values as keys."""
        return {
            "clauses": self.clauses,
            "flagged": self.flagged,
            "relief": self.relief,
            "addressees": {str(key): count for key, count in self.addressees.items()},
            "effects": {str(key): count for key, count in self.effects.items()},
            "kinds": {str(key): count for key, count in self.kinds.items()},
            **({"novelties": {str(key): count for key, count in self.novelties.items()}} if self.novelties else {}),
        }


def stated_probability(finding: Finding) -> float:
    """How likely it is that what the reader is told is true: the relief where the clause merely relieves, otherwise duty or cost."""
    if is_relief(finding) and finding.prediction is not None:
        return dict(finding.prediction.effects)[Effect.ENTLASTUNG]
    return finding.score


def is_relief(finding: Finding) -> bool:
    """The clause relieves municipalities and lays neither duty nor cost on them."""
    return not finding.flagged and finding.addressee is not Addressee.KEINE and Effect.ENTLASTUNG in finding.effects


def is_reported(finding: Finding) -> bool:
    """The finding is a line of its own: flagged, or a duty or cost that is dropped or eased."""
    if finding.flagged or finding.novelty is Novelty.AUFGEHOBEN:
        return True
    return finding.novelty is Novelty.ERLEICHTERT and finding.change is not None and finding.change.old_flagged


def summarise(findings: Iterable[Finding]) -> Summary:
    """Count the findings of one draft.

    Args:
        findings: all of them, flagged or not.
    """
    everything = tuple(findings)
    flagged = tuple(finding for finding in everything if finding.flagged)
    addressees = Counter(finding.addressee for finding in flagged)
    effects = Counter(effect for finding in everything if finding.addressee is not Addressee.KEINE for effect in finding.effects)
    kinds = Counter(finding.kind for finding in flagged)
    novelties: Counter[Novelty] = Counter(
        finding.novelty for finding in everything if is_reported(finding) and finding.novelty is not Novelty.UNBEKANNT
    )
    return Summary(
        clauses=len(everything),
        flagged=len(flagged),
        relief=sum(map(is_relief, everything)),
        addressees={value: addressees[value] for value in Addressee if value is not Addressee.KEINE},
        effects={value: effects[value] for value in Effect},
        kinds={value: kinds[value] for value in DutyKind},
        novelties={value: novelties[value] for value in Novelty if novelties[value]},
    )
