"""Rules and classifier to one finding per clause.

The table that decides (first line that applies), where a rule *speaks for* a burden when it has the effect ``pflicht`` or ``kosten`` and
*against* one when it has no such effect:

===============================================================  ==================================================================
case                                                             decision
===============================================================  ==================================================================
Vorblatt or Begründung                                           not flagged: it explains, it does not command
amendment command                                                not flagged: the duty is in the text it quotes
a rule of weight ``sicher`` speaks for, none ``sicher`` against  flagged, score at least 0.9
a rule of weight ``sicher`` speaks against, none ``sicher`` for  not flagged, score at most 0.1
classifier available                                             flagged if its score reaches the threshold found on training laws, or, in
                                                                 a bill whose law no table knows, the one found on fictional laws
rules only                                                       flagged if a rule ``stark`` speaks for and none ``stark`` against
===============================================================  ==================================================================

Addressee and kind are the classifier's: on held-out training laws it is right more often even where a rule of weight ``sicher`` has hit
(addressee 0.93 against 0.85). Effects are those of the classifier and of rules of weight ``sicher``. Without a classifier all of it comes
from the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kommunalfreund.assessment.reasons import give_reasons
from kommunalfreund.draft import DocumentPart, Span
from kommunalfreund.finding import (
    ActorSource,
    Addressee,
    Bindingness,
    DutyKind,
    Effect,
    Finding,
    Novelty,
    Prediction,
    RuleMatch,
    is_flagged,
)
from kommunalfreund.language.interpretation import Interpretation, SentenceKind

_EXPLAINS = "Vorblatt und Begründung erläutern den Entwurf; sie verpflichten niemanden und werden darum nicht gemeldet."
_EXPLAINING = frozenset({DocumentPart.VORBLATT, DocumentPart.BEGRUENDUNG})
_WEIGHTS = {"sicher": 0.9, "stark": 0.65, "schwach": 0.3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Probabilities from which the classifier's word counts, chosen by cross-validation.

    Attributes:
        flag: of a burden, chosen on laws in force.
        flag_new_law: of a burden in a bill whose law no table knows, chosen on fictional laws. There the classifier lacks its best
            evidence and stays too low.
        kosten: of the effect.
        entlastung: of the effect.
        pflicht: of the effect.
    """

    flag: float = 0.5
    flag_new_law: float = 0.5
    kosten: float = 0.5
    entlastung: float = 0.5
    pflicht: float = 0.5


def assess(
    interpretation: Interpretation,
    matches: Sequence[RuleMatch],
    prediction: Prediction | None,
    thresholds: Thresholds,
) -> Finding:
    """Decide about one clause.

    Args:
        interpretation: the interpreted clause.
        matches: rules that matched it.
        prediction: of the classifier, None if it is not used.
        thresholds: of the classifier.
    """
    limit = thresholds.flag_new_law if interpretation.new_law else thresholds.flag
    early = limit if prediction is not None and limit <= prediction.score < thresholds.flag else None
    if interpretation.clause.part in _EXPLAINING:
        matches, prediction = (), None
    burdening = [match for match in matches if _burdens(match)]
    exonerating = [match for match in matches if not match.effects]
    flagged, score = _decide(interpretation, burdening, exonerating, prediction, limit)
    lead = max(burdening, key=lambda match: (_WEIGHTS[match.weight], -match.addressee.distance), default=None) if flagged else None
    addressee = _addressee(interpretation, lead, prediction, flagged)
    effects = _effects(matches, lead, prediction, thresholds, flagged)
    if flagged and addressee is Addressee.KEINE:
        addressee = Addressee.MITTELBAR
    kind = _kind(lead, prediction) if Effect.PFLICHT in effects else None
    bindingness = _bindingness(interpretation, lead, flagged)
    finding_rules = tuple(sorted(matches, key=lambda match: (not _burdens(match) if flagged else _burdens(match), -_WEIGHTS[match.weight])))
    actor = interpretation.actor
    return Finding(
        id=interpretation.clause.id,
        clause=interpretation.clause,
        addressee=addressee,
        effects=effects,
        kind=kind,
        bindingness=bindingness,
        novelty=Novelty.UNBEKANNT,
        flagged=is_flagged(addressee, effects),
        score=round(score, 4),
        actor=actor,
        rules=finding_rules,
        prediction=prediction,
        reasons=(
            (_EXPLAINS,)
            if interpretation.clause.part in _EXPLAINING
            else give_reasons(interpretation, finding_rules, prediction, flagged=flagged, addressee=addressee, effects=effects, early=early)
        ),
        spans=_spans(interpretation, finding_rules) if flagged else (),
    )


def _burdens(match: RuleMatch) -> bool:
    return Effect.PFLICHT in match.effects or Effect.KOSTEN in match.effects


def _decide(
    interpretation: Interpretation,
    burdening: Sequence[RuleMatch],
    exonerating: Sequence[RuleMatch],
    prediction: Prediction | None,
    limit: float,
) -> tuple[bool, float]:
    if interpretation.sentence_kind is SentenceKind.AENDERUNGSBEFEHL:
        return False, 0.0
    sure_for = any(match.weight == "sicher" for match in burdening)
    sure_against = any(match.weight == "sicher" for match in exonerating)
    score = prediction.score if prediction is not None else _rule_score(burdening, exonerating)
    if sure_for and not sure_against:
        return True, max(score, 0.9)
    if sure_against and not sure_for:
        return False, min(score, 0.1)
    if prediction is not None:
        return score >= limit, score
    strong_for = any(match.weight != "schwach" for match in burdening)
    strong_against = any(match.weight != "schwach" for match in exonerating)
    return strong_for and not strong_against, score


def _rule_score(burdening: Sequence[RuleMatch], exonerating: Sequence[RuleMatch]) -> float:
    """Chance that at least one of the rules that speak for a burden is right, times the chance that all others are wrong."""
    wrong = right = 1.0
    for match in burdening:
        wrong *= 1 - _WEIGHTS[match.weight]
    for match in exonerating:
        right *= 1 - _WEIGHTS[match.weight]
    return (1 - wrong) * right


def _addressee(interpretation: Interpretation, lead: RuleMatch | None, prediction: Prediction | None, flagged: bool) -> Addressee:
    if prediction is not None:
        candidates = [pair for pair in prediction.addressee if not flagged or pair[0] is not Addressee.KEINE]
        return max(candidates, key=lambda pair: pair[1])[0]
    if lead is not None:
        return lead.addressee
    if interpretation.clause.part in _EXPLAINING:
        return Addressee.KEINE
    return interpretation.actor.addressee if interpretation.actor is not None else Addressee.KEINE


def _effects(
    matches: Sequence[RuleMatch], lead: RuleMatch | None, prediction: Prediction | None, thresholds: Thresholds, flagged: bool
) -> tuple[Effect, ...]:
    effects: set[Effect] = set()
    if prediction is not None:
        limits = {Effect.PFLICHT: thresholds.pflicht, Effect.KOSTEN: thresholds.kosten, Effect.ENTLASTUNG: thresholds.entlastung}
        effects = {effect for effect, probability in prediction.effects if probability >= limits[effect]}
    strong = [match for match in matches if match.weight == "sicher" or (prediction is None and match.weight == "stark")]
    for match in strong:
        effects.update(match.effects)
    if not flagged:
        effects -= {Effect.PFLICHT, Effect.KOSTEN}
    elif not effects & {Effect.PFLICHT, Effect.KOSTEN}:
        effects.update(lead.effects if lead is not None else {Effect.PFLICHT})
    return tuple(effect for effect in Effect if effect in effects)


def _kind(lead: RuleMatch | None, prediction: Prediction | None) -> DutyKind:
    if prediction is not None:
        return prediction.kind
    return lead.kind if lead is not None and lead.kind is not None else DutyKind.AUFGABE


def _bindingness(interpretation: Interpretation, lead: RuleMatch | None, flagged: bool) -> Bindingness | None:
    if lead is not None and lead.bindingness is not None:
        return lead.bindingness
    if interpretation.bindingness is None and flagged:
        return Bindingness.MUSS
    return interpretation.bindingness


def _spans(interpretation: Interpretation, matches: Sequence[RuleMatch]) -> tuple[Span, ...]:
    """Words to highlight: what the rules that speak for a burden matched, and the acting body."""
    spans = [span for match in matches if _burdens(match) for span in match.spans]
    actor = interpretation.actor
    if (
        actor is not None
        and actor.span is not None
        and actor.source in {ActorSource.GENANNT, ActorSource.DOKUMENT, ActorSource.VOLLZUGSTABELLE}
    ):
        spans.append(actor.span)
    return tuple(sorted(set(spans)))
