"""Compiled conditions of a rule on an interpreted clause: whether they hold, and which of their alternatives do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kommunalfreund.draft import Span
from kommunalfreund.finding import Actor, ActorSource, Addressee, Bindingness
from kommunalfreund.language.interpretation import ExecutionProfile, Interpretation, Mention, Role, SentenceKind
from kommunalfreund.rulebook.phrases import Phrase, Reading

_MOSTLY = frozenset({"fast_immer", "meist"})
_FOREIGN_DOCUMENT = 0.6
"""From this share of sentences in which others act, the body that acts most often does not stand for the whole document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCondition:
    """On the acting body; an empty tuple asks nothing."""

    addressee: tuple[Addressee, ...] = ()
    terms: tuple[str, ...] = ()
    source: tuple[ActorSource, ...] = ()

    def holds(self, actor: Actor | None) -> bool:
        """Whether there is such an acting body."""
        return (
            actor is not None
            and (not self.addressee or actor.addressee in self.addressee)
            and (not self.terms or actor.term_id in self.terms)
            and (not self.source or actor.source in self.source)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionCondition:
    """On one body named in the clause; an empty tuple asks nothing, but other than municipal bodies must be named in ``terms``."""

    addressee: tuple[Addressee, ...] = ()
    terms: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()

    def select(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The bodies that fulfil it."""
        return tuple(
            mention
            for mention in mentions
            if (mention.addressee in self.addressee if self.addressee else self.terms or mention.addressee is not Addressee.KEINE)
            and (not self.terms or mention.term_id in self.terms)
            and (not self.roles or mention.role in self.roles)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionCondition:
    """On who executes the law; an empty tuple asks nothing."""

    addressee: tuple[Addressee, ...] = ()
    level: tuple[str, ...] = ()
    typical: tuple[str, ...] = ()

    def holds(self, execution: ExecutionProfile | None) -> bool:
        """Whether the table knows the law and says so."""
        return (
            execution is not None
            and (not self.addressee or execution.addressee in self.addressee)
            and (not self.level or execution.level in self.level)
            and (not self.typical or execution.typical in self.typical)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbList:
    """A named list of verbs; ``phrase`` finds their forms in the text."""

    name: str
    verbs: frozenset[str]
    phrase: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """All parts must hold; None and empty tuples ask nothing."""

    sentence_kind: tuple[SentenceKind, ...] = ()
    bindingness: tuple[Bindingness, ...] = ()
    agentless: bool | None = None
    foreign_subject: bool | None = None
    has_actor: bool | None = None
    passive: bool | None = None
    verbs: tuple[VerbList, ...] = ()
    actor: ActorCondition | None = None
    mention: MentionCondition | None = None
    execution: ExecutionCondition | None = None
    municipal_execution: bool | None = None
    heading: re.Pattern[str] | None = None
    law: re.Pattern[str] | None = None
    previous: re.Pattern[str] | None = None
    subject: re.Pattern[str] | None = None
    text: re.Pattern[str] | None = None
    phrases: tuple[Phrase, ...] = ()

    def holds(self, reading: Reading) -> bool:
        """Whether every part holds; the cheap parts are asked first."""
        if not self._holds_around(reading.interpretation):
            return False
        return not self.phrases or any(map(reading.find, self.phrases))

    def spans(self, reading: Reading) -> tuple[Span, ...]:
        """Where the words of the condition stand: of the first phrase that is found, of the main verb, and of ``text``."""
        found = next((spans for phrase in self.phrases if (spans := reading.find(phrase))), ())
        predicate = reading.interpretation.predicate
        found += next((reading.find(entry.phrase) for entry in self.verbs if predicate in entry.verbs), ())
        if self.text is not None and (hit := self.text.search(reading.interpretation.clause.text)):
            found += (Span(*hit.span()),)
        return found

    def _holds_around(self, it: Interpretation) -> bool:
        return (
            (not self.sentence_kind or it.sentence_kind in self.sentence_kind)
            and (self.agentless is None or it.agentless is self.agentless)
            and (self.foreign_subject is None or it.foreign_subject is self.foreign_subject)
            and (self.has_actor is None or (it.actor is not None) is self.has_actor)
            and (self.actor is None or self.actor.holds(it.actor))
            and (not self.bindingness or it.bindingness in self.bindingness)
            and (self.passive is None or it.passive is self.passive)
            and (not self.verbs or any(it.predicate in entry.verbs for entry in self.verbs))
            and (self.mention is None or bool(self.mention.select(it.mentions)))
            and (self.execution is None or self.execution.holds(it.execution))
            and (self.municipal_execution is None or is_executed_by_municipalities(it) is self.municipal_execution)
            and (self.law is None or self.law.search(_law(it)) is not None)
            and (self.heading is None or self.heading.search(it.clause.heading) is not None)
            and (self.previous is None or self.previous.search(it.previous) is not None)
            and (self.subject is None or self.subject.search(it.subject) is not None)
            and (self.text is None or self.text.search(it.clause.text) is not None)
        )

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Every alternative of every list, as a rule author would name it ("sentence_kind: muss"), for the examples to cover."""
        names = [f"sentence_kind: {kind}" for kind in self.sentence_kind] + [f"bindingness: {value}" for value in self.bindingness]
        for key in ("actor", "mention", "execution"):
            part = getattr(self, key)
            if part is not None:
                names += [f"{key}.{field}: {value}" for field in part.__slots__ for value in getattr(part, field)]
        names += [f"verbs: {entry.name}" for entry in self.verbs]
        return (*names, *(f"phrases: {phrase.source}" for phrase in self.phrases))

    def hit_alternatives(self, reading: Reading) -> frozenset[str]:
        """The alternatives that this clause hits; empty if the condition does not hold."""
        if not self.holds(reading):
            return frozenset()
        it = reading.interpretation
        names = {f"sentence_kind: {it.sentence_kind}", f"bindingness: {it.bindingness}"}
        if it.actor is not None:
            names |= {f"actor.addressee: {it.actor.addressee}", f"actor.terms: {it.actor.term_id}", f"actor.source: {it.actor.source}"}
        if it.execution is not None:
            names |= {
                f"execution.addressee: {it.execution.addressee}",
                f"execution.level: {it.execution.level}",
                f"execution.typical: {it.execution.typical}",
            }
        for mention in self.mention.select(it.mentions) if self.mention is not None else ():
            names |= {f"mention.addressee: {mention.addressee}", f"mention.terms: {mention.term_id}", f"mention.roles: {mention.role}"}
        names |= {f"verbs: {entry.name}" for entry in self.verbs if it.predicate in entry.verbs}
        names |= {f"phrases: {phrase.source}" for phrase in self.phrases if reading.find(phrase)}
        return frozenset(names).intersection(self.alternatives)


def executing_addressee(it: Interpretation) -> Addressee:
    """Who executes the law: by the statute table, by the document's own competence norm, or by who acts most often in the document."""
    if it.execution is not None:
        return it.execution.addressee
    if it.profile.competent is not None:
        return it.profile.competent.addressee
    if it.profile.dominant is not None and it.profile.shares[Addressee.KEINE.distance] < _FOREIGN_DOCUMENT:
        return it.profile.dominant.addressee
    return Addressee.KEINE


def is_executed_by_municipalities(it: Interpretation) -> bool:
    """Whether the law is mostly or always executed by municipal offices, by the table or by what the document says itself."""
    return executing_addressee(it) is not Addressee.KEINE and (it.execution is None or it.execution.typical in _MOSTLY)


def _law(it: Interpretation) -> str:
    return f"{it.clause.amended_law} {it.execution.law if it.execution else ''}".strip()
