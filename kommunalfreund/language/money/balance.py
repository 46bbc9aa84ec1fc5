"""Who pays whom, and whether a municipal body comes out burdened or relieved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kommunalfreund.finding import Actor, Addressee
from kommunalfreund.language.interpretation import ACTING_ROLES, ExecutionProfile, Mention, MoneyDirection, MoneyKind, Role, Token
from kommunalfreund.language.money.formulas import Flow, Formula
from kommunalfreund.language.money.words import BIT, classes_of
from kommunalfreund.language.morphology import Case
from kommunalfreund.language.syntax import Frame, NounPhrase
from kommunalfreund.rulebook.term import Category

_RECEIVING = frozenset({"erhalten", "bekommen", "verlangen", "beanspruchen", "fordern"})
"""Verbs whose subject receives."""
_FROM = frozenset({"von", "vom", "durch", "seitens"})
_MONEY_NOUNS = (
    BIT["kosten"]
    | BIT["zahlung"]
    | BIT["leistung"]
    | BIT["umlage"]
    | BIT["ausgleich"]
    | BIT["gebuehr"]
    | BIT["foerdergeld"]
    | BIT["schwach"]
)
_PUBLIC = frozenset({Category.BUND, Category.LAND, Category.GERICHT, Category.SOZIALVERSICHERUNG, Category.KAMMER, Category.OEFFENTLICH})
_LOCAL = frozenset({Category.KOMMUNE, Category.KOMMUNALE_STELLE})
_BORNE_BY_OTHERS = frozenset({MoneyKind.KOSTENTRAGUNG, MoneyKind.ERSTATTUNG, MoneyKind.FOERDERUNG})
_OFFICES = ("behörde", "amt", "stelle", "gericht", "anstalt", "kasse", "agentur", "anwaltschaft", "ministerium")
_UNKNOWN_PERSONS = frozenset({"wer", "derjenige", "diejenige", "diejenigen", "jeder", "jede"})


class Situation(NamedTuple):
    """What the other language stages know about the sentence.

    Attributes:
        tokens: of the clause.
        frame: its skeleton.
        predicate: lemma of the main verb.
        passive: the main clause is passive.
        discretionary: the sentence only allows ("kann").
        law: name of the law, with abbreviation if known.
        actor: the municipal body that must act.
        foreign_subject: someone who is not municipal must act.
        execution: who executes the law.
    """

    tokens: tuple[Token, ...]
    frame: Frame
    predicate: str
    passive: bool
    discretionary: bool
    law: str
    actor: Actor | None
    foreign_subject: bool
    execution: ExecutionProfile | None

    @property
    def executor(self) -> bool | None:
        """Whether a municipal body acts or executes the law, None if unknown."""
        if self.actor is not None:
            return True
        return None if self.execution is None else self.execution.addressee is not Addressee.KEINE

    def is_municipal(self, mention: Mention) -> bool:
        """Whether a named body is on the municipal side."""
        if mention.addressee is Addressee.KEINE:
            return False
        return not mention.generic or self.execution is None or self.execution.addressee is not Addressee.KEINE

    def phrase_of(self, mention: Mention) -> NounPhrase | None:
        """The noun phrase of a named body."""
        span, tokens = mention.span, self.tokens
        return next((phrase for phrase in self.frame.phrases if span.start <= tokens[phrase.head].start < span.end), None)

    @property
    def third_party(self) -> bool:
        """The one who acts is someone that the vocabulary does not know ("der Verursacher"), or a pronoun for anyone ("wer")."""
        frame = self.frame
        after = self.tokens[frame.finite + 1].text if 0 <= frame.finite < len(self.tokens) - 1 else ""
        return bool({frame.subject_pronoun, after} & _UNKNOWN_PERSONS) or (self.foreign_subject and bool(frame.subject_pronoun))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The bodies on both sides of a payment; ``stranger``: an unnamed or unknown private party pays."""

    payer: Mention | None
    payee: Mention | None
    stranger: bool = False


def parties_of(formula: Formula, situation: Situation, mentions: Sequence[Mention], classes: int) -> Parties:
    """Find payer and payee among the bodies named in the same half of the sentence.

    Args:
        formula: what is regulated.
        situation: the sentence.
        mentions: bodies named in it.
        classes: word classes of the half sentence.
    """
    payers: list[Mention] = []
    payees: list[Mention] = []
    owners: list[Mention] = []
    receiving = situation.predicate in _RECEIVING and not situation.passive
    claiming = receiving or bool(classes & BIT["anspruch"] and classes & BIT["verlangen"])
    tokens = situation.tokens
    levy = formula.flow is Flow.NIMMT or (classes & (BIT["umlage"] | BIT["umlegen"]) and not classes & BIT["abfuehren"])
    for mention in mentions:
        phrase = situation.phrase_of(mention)
        if phrase is None or not phrase.main:
            if phrase is not None and mention.category in _LOCAL and formula.kind in _BORNE_BY_OTHERS:
                owners.append(mention)  # "die Kosten, die den Gemeinden entstehen"
            continue
        before = tokens[phrase.start - 1].text.lower() if phrase.start else ""
        preposition = phrase.preposition
        in_dative = not preposition and mention.role is Role.EMPFAENGER and Case.DAT in phrase.case
        if before in {"zulasten", "lasten"} or (classes & BIT["last"] and in_dative) or (preposition == "auf" and classes & BIT["umlegen"]):
            payers.append(mention)
        elif preposition in _FROM:
            (
                payees
                if formula.flow is Flow.NIMMT and situation.passive and mention.role is Role.AGENS and _collects(situation, mention)
                else payers
            ).append(mention)
        elif preposition == "aus" or before in {"haushalt", "mitteln"}:
            payers.append(mention)
        elif mention.role in ACTING_ROLES:
            pays = not claiming and not (levy and _levies(situation))
            (payers if pays else payees).append(mention)
        elif _is_late_subject(situation, mention, phrase):
            (payees if claiming else payers).append(mention)
        elif mention.role in {Role.EMPFAENGER, Role.BEGUENSTIGT} and preposition not in {"mit", "bei", "unter", "zu"}:
            (payers if levy and not situation.passive and _levies(situation) and preposition else payees).append(mention)
        elif mention.role is Role.INHABER and formula.flow in {Flow.ZAHLT, Flow.FOERDERT}:
            if formula.kind is not MoneyKind.UMLAGE:
                owners.append(mention)
            elif classes_of(tokens[phrase.start - 1].text) & BIT["umlage"]:
                payers.append(mention)
    payer, payee = _nearest(payers, situation), _nearest(payees or owners, situation)
    stranger = payer is None and (situation.third_party or _has_unknown_subject(situation, mentions))
    return Parties(payer=payer, payee=payee, stranger=stranger)


def _levies(situation: Situation) -> bool:
    """The subject of the verb takes money rather than paying it."""
    return situation.predicate in {"erheben", "festsetzen", "verlangen", "fordern", "vereinbaren"}


def _collects(situation: Situation, mention: Mention) -> bool:
    return situation.is_municipal(mention) and situation.predicate in {"erheben", "festsetzen"}


def _is_late_subject(situation: Situation, mention: Mention, phrase: NounPhrase) -> bool:
    """The body is the subject although what stands in front was taken for it: "Die Kosten trägt die Gemeinde"."""
    subject, tokens = situation.frame.subject, situation.tokens
    if situation.passive or phrase.preposition or Case.NOM not in phrase.case:
        return False
    if phrase.start == 0 and mention.role is Role.ERWAEHNT:
        return True
    if subject is None or phrase.start <= situation.frame.finite:
        return False
    return bool(classes_of(tokens[subject.head].text) & _MONEY_NOUNS) and mention.role in {Role.EMPFAENGER, Role.ERWAEHNT, Role.INHABER}


def _has_unknown_subject(situation: Situation, mentions: Sequence[Mention]) -> bool:
    """A noun in the nominative that is neither money nor a known body acts: "Die Kosten trägt der Verursacher"."""
    frame, tokens = situation.frame, situation.tokens
    if situation.passive or frame.finite < 0:
        return False
    named = [mention.span for mention in mentions]
    for phrase in frame.phrases:
        if not phrase.main or phrase.preposition or Case.NOM not in phrase.case or not phrase.determiner:
            continue
        head = tokens[phrase.head]
        if classes_of(head.text) or any(span.start <= head.start < span.end for span in named):
            continue
        if phrase == frame.subject or phrase.start in {0, frame.finite + 1}:
            return True
    return False


def _nearest(mentions: Sequence[Mention], situation: Situation) -> Mention | None:
    """The municipally closest one; the first of several."""
    if not mentions:
        return None
    return min(mentions, key=lambda mention: mention.addressee.distance if situation.is_municipal(mention) else 9)


def direction_of(formula: Formula, situation: Situation, parties: Parties, mentions: Sequence[Mention], classes: int) -> MoneyDirection:
    """What comes out for the municipal side."""
    flow, executor = formula.flow, situation.executor
    if flow is Flow.LAST:
        return MoneyDirection.BELASTUNG
    if flow in {Flow.VORTEIL, Flow.LIEFERT}:
        return MoneyDirection.ENTLASTUNG
    payer = situation.is_municipal(parties.payer) if parties.payer else None
    payee = situation.is_municipal(parties.payee) if parties.payee else None
    if flow in {Flow.ZAHLT, Flow.FOERDERT}:
        return _of_payment(flow, situation, parties, payer, payee, classes, mentions)
    if flow is Flow.NIMMT:
        if payee:
            return MoneyDirection.ENTLASTUNG
        if payer:
            return MoneyDirection.BELASTUNG
        if payee is False:
            return MoneyDirection.NEUTRAL
        return _by_executor(executor, MoneyDirection.ENTLASTUNG, situation, mentions)
    acting = next((mention for mention in mentions if mention.role in ACTING_ROLES), None)
    if flow is Flow.VERLIERT:
        if classes & BIT["befreit"] and any(m.role in {Role.SUBJEKT, Role.EMPFAENGER} and m.category in _LOCAL for m in mentions):
            return MoneyDirection.ENTLASTUNG
        if payee and acting is not None and not situation.is_municipal(acting):
            return MoneyDirection.ENTLASTUNG
        return _by_executor(executor, MoneyDirection.BELASTUNG, situation, mentions)
    if acting is None and any(mention.category in _LOCAL for mention in mentions):
        return MoneyDirection.ENTLASTUNG
    return _by_executor(executor, MoneyDirection.ENTLASTUNG, situation, mentions)


def _of_payment(
    flow: Flow, situation: Situation, parties: Parties, payer: bool | None, payee: bool | None, classes: int, mentions: Sequence[Mention]
) -> MoneyDirection:
    foreign_body = any(mention.category in _PUBLIC and mention.addressee is Addressee.KEINE for mention in mentions)
    closer = (
        payer
        and payee
        and parties.payer is not None
        and parties.payee is not None
        and parties.payee.addressee.distance < parties.payer.addressee.distance
        and parties.payer.category == Category.LAND
    )
    if payee and (closer or payer is False or parties.stranger):
        return MoneyDirection.ENTLASTUNG
    if payer:
        return MoneyDirection.NEUTRAL if situation.discretionary else MoneyDirection.BELASTUNG
    if payer is False:
        private = parties.payer is not None and parties.payer.category == Category.PRIVAT
        relieved = flow is Flow.FOERDERT and not private and situation.executor and parties.payee is None
        return MoneyDirection.ENTLASTUNG if relieved else MoneyDirection.NEUTRAL
    if parties.stranger and situation.executor and classes & BIT["erstatten"] and parties.payee is None:
        return MoneyDirection.ENTLASTUNG
    if parties.stranger or classes & BIT["fremd"] or (situation.executor is None and foreign_body):
        return MoneyDirection.NEUTRAL
    if flow is Flow.FOERDERT:
        return MoneyDirection.ENTLASTUNG if payee or situation.executor else MoneyDirection.UNKLAR
    if payee and parties.payee is not None and parties.payee.category in _LOCAL:
        return MoneyDirection.ENTLASTUNG
    if situation.discretionary:
        return MoneyDirection.NEUTRAL
    return {True: MoneyDirection.BELASTUNG, False: MoneyDirection.NEUTRAL, None: MoneyDirection.UNKLAR}[situation.executor]


def _by_executor(executor: bool | None, municipal: MoneyDirection, situation: Situation, mentions: Sequence[Mention]) -> MoneyDirection:
    if situation.actor is not None:
        return municipal
    acting = [mention for mention in mentions if mention.role in ACTING_ROLES]
    if any(mention.category in _PUBLIC and not situation.is_municipal(mention) for mention in acting):
        return MoneyDirection.NEUTRAL
    if executor is None:
        foreign = (
            bool(acting) or any(not situation.is_municipal(mention) for mention in mentions) or _has_unknown_subject(situation, mentions)
        )
        return MoneyDirection.NEUTRAL if foreign else MoneyDirection.UNKLAR
    return municipal if executor else MoneyDirection.NEUTRAL


def delivers(situation: Situation, mentions: Sequence[Mention]) -> Parties | None:
    """Sender and recipient where a body that is not municipal must hand data to one that is; None otherwise."""
    if situation.discretionary:
        return None
    recipient = sender = None
    for mention in mentions:
        if mention.role in ACTING_ROLES:
            if situation.is_municipal(mention) and not mention.generic:
                return None
            sender = sender or mention
        elif mention.role in {Role.EMPFAENGER, Role.BEGUENSTIGT} and mention.category in _LOCAL and recipient is None:
            phrase = situation.phrase_of(mention)
            recipient = mention if phrase is None or phrase.preposition not in {"mit", "unter", "bei", "vor"} else None
    if recipient is None or (sender is not None and sender.category == Category.PRIVAT):
        return None
    if sender is None and situation.actor is not None:
        return None
    if sender is None and not situation.passive and not _is_public_subject(situation):
        return None
    return Parties(payer=sender, payee=recipient)


def _is_public_subject(situation: Situation) -> bool:
    """An office that the vocabulary does not know, or a pronoun for a body that is not municipal."""
    subject = situation.frame.subject
    if subject is None:
        return bool(situation.frame.subject_pronoun) and situation.foreign_subject
    return situation.tokens[subject.head].lemma.endswith(_OFFICES)
