"""Compiled condition of a legal check on one assessed clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kommunalfreund.assessment.assessed import AssessedClause
from kommunalfreund.draft import DocumentPart
from kommunalfreund.finding import ActorSource, Addressee, Bindingness, DutyKind, Effect, Novelty
from kommunalfreund.language.interpretation import ACTING_ROLES, Interpretation, SentenceKind

_CERTAIN = frozenset({ActorSource.GENANNT, ActorSource.UEBERNOMMEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseCondition:
    """All parts must hold; None and empty tuples ask nothing."""

    part: tuple[DocumentPart, ...] = (DocumentPart.REGELUNGSTEXT,)
    flagged: bool | None = None
    relief: bool | None = None
    addressee: tuple[Addressee, ...] = ()
    effects: tuple[Effect, ...] = ()
    kind: tuple[DutyKind, ...] = ()
    bindingness: tuple[Bindingness, ...] = ()
    novelty: tuple[Novelty, ...] = ()
    sentence_kind: tuple[SentenceKind, ...] = ()
    amending: bool | None = None
    acting: tuple[Addressee, ...] = ()
    text: re.Pattern[str] | None = None
    heading: re.Pattern[str] | None = None
    law: re.Pattern[str] | None = None

    def holds(self, assessed: AssessedClause) -> bool:
        """Whether every part holds for the clause."""
        finding, clause, it = assessed.finding, assessed.clause, assessed.interpretation
        return (
            clause.part in self.part
            and (self.flagged is None or finding.flagged is self.flagged)
            and (self.relief is None or (Effect.ENTLASTUNG in finding.effects) is self.relief)
            and (not self.addressee or finding.addressee in self.addressee)
            and (not self.effects or any(effect in finding.effects for effect in self.effects))
            and (not self.kind or finding.kind in self.kind)
            and (not self.bindingness or finding.bindingness in self.bindingness)
            and (not self.novelty or finding.novelty in self.novelty)
            and (not self.sentence_kind or it.sentence_kind in self.sentence_kind)
            and (self.amending is None or bool(clause.amended_law or clause.quoted) is self.amending)
            and (not self.acting or _acts(it, self.acting))
            and (self.text is None or self.text.search(clause.text) is not None)
            and (self.heading is None or self.heading.search(clause.heading) is not None)
            and (self.law is None or self.law.search(_law(it)) is not None)
        )


def _acts(it: Interpretation, classes: tuple[Addressee, ...]) -> bool:
    """A body of one of these classes is named, here or in the sentence before, as the one that acts."""
    actor = it.actor
    if actor is not None and actor.source in _CERTAIN and actor.addressee in classes:
        return True
    return any(mention.role in ACTING_ROLES and mention.addressee in classes for mention in it.mentions)


def _law(it: Interpretation) -> str:
    return f"{it.clause.amended_law} {it.execution.law if it.execution else ''}".strip()
