"""Why a clause was flagged or not, in German sentences a drafter understands. Every sentence states something that was really computed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kommunalfreund.finding import ActorSource, Addressee, Effect, Prediction, RuleMatch
from kommunalfreund.language.interpretation import Interpretation, MoneyKind

_FEATURES_SHOWN = 3


def give_reasons(
    interpretation: Interpretation,
    matches: Sequence[RuleMatch],
    prediction: Prediction | None,
    *,
    flagged: bool,
    addressee: Addressee,
    effects: Collection[Effect] = (),
    early: float | None = None,
) -> tuple[str, ...]:
    """Reasons in order of weight: acting body, rules, execution of the law, classifier.

    Args:
        interpretation: the interpreted clause.
        matches: rules that matched, the deciding ones first.
        prediction: of the classifier, None if it was not used.
        flagged: the decision.
        addressee: the decided addressee.
        effects: the decided effects.
        early: threshold of bills whose law no table knows, if only it let the clause be flagged; None otherwise.
    """
    reasons: list[str] = []
    actor = interpretation.actor
    if actor is not None:
        reasons.append(f"Handelnde Stelle: {actor.name} ({actor.detail}).")
    elif interpretation.foreign_subject:
        reasons.append("Handeln muss nach dem Satzbau jemand anderes als eine kommunale Stelle.")
    elif interpretation.agentless:
        reasons.append("Der Satz nennt niemanden, der handelt; wer ihn vollzieht, ergibt sich aus dem Zusammenhang.")
    for match in matches:
        if flagged == bool({Effect.PFLICHT, Effect.KOSTEN} & set(match.effects)):
            reasons.append(f"Regel „{match.title}“: {match.message}")
    execution = interpretation.execution
    if execution is not None and addressee is Addressee.MITTELBAR and (actor is None or actor.source is not ActorSource.VOLLZUGSTABELLE):
        reasons.append(f"{execution.law} wird {_TYPICAL.get(execution.typical, execution.typical)} kommunal vollzogen ({execution.body}).")
    if execution is not None and execution.funding in _FUNDING and any(money.kind in _SPENDING for money in interpretation.money):
        reasons.append(
            f"Leistungen und andere Ausgaben nach dieser Vorschrift ({execution.law}) trägt am Ende {_FUNDING[execution.funding]}."
        )
    if addressee is Addressee.MITTELBAR and flagged:
        reasons.append(
            "Welche Stelle zuständig ist, bestimmt das Landesrecht; ob Kommunen handeln, kann von Land zu Land verschieden sein."
        )
    if prediction is not None:
        reasons.append(_model_reason(prediction, relief_only=not flagged and Effect.ENTLASTUNG in effects))
    if flagged and early is not None:
        reasons.append(
            "Wer dieses Gesetz vollzieht, steht in keiner Tabelle; das Modell ist dann vorsichtiger, "
            f"darum zählt es schon ab {_percent(early)}."
        )
    return tuple(reasons)


def _percent(probability: float) -> str:
    return f"{probability:.0%}".replace("%", " %")


_FUNDING = {
    "kommune": "überwiegend die Kommune",
    "geteilt": "teils die Kommune, teils Land oder Bund",
    "land": "überwiegend das Land",
    "bund": "überwiegend der Bund",
}
_SPENDING = frozenset(
    {MoneyKind.LEISTUNGSANSPRUCH, MoneyKind.LEISTUNGSHOEHE, MoneyKind.ERSTATTUNG, MoneyKind.HAFTUNG, MoneyKind.FOERDERUNG}
)
_TYPICAL = {"fast_immer": "fast immer", "meist": "meist", "teils": "zum Teil", "selten": "selten", "nie": "nicht"}


_READABLE = (
    ("empfaenger", "Empfänger"),
    ("zustaendig", "zuständig"),
    ("beguenstigt", "begünstigt"),
    ("erwaehnt", "erwähnt"),
    ("satzart", "Satzart"),
    ("uebernommen", "übernommen"),
    ("=", ": "),
    ("_", " "),
)


def _readable(name: str) -> str:
    """A feature's name as German words."""
    for stored, shown in _READABLE:
        name = name.replace(stored, shown)
    return name


def _model_reason(prediction: Prediction, *, relief_only: bool) -> str:
    if relief_only:
        relief = dict(prediction.effects)[Effect.ENTLASTUNG]
        return (
            f"Das trainierte Modell sieht eine Entlastung mit einer Wahrscheinlichkeit von {_percent(relief)}, "
            f"eine Pflicht oder Last mit {_percent(prediction.score)}."
        )
    text = f"Das trainierte Modell sieht eine kommunale Pflicht oder Last mit einer Wahrscheinlichkeit von {_percent(prediction.score)}"
    raising = [_readable(name) for name, weight in prediction.features if weight > 0][:_FEATURES_SHOWN]
    lowering = [_readable(name) for name, weight in prediction.features if weight < 0][:_FEATURES_SHOWN]
    if raising:
        text += f"; dafür sprechen: {'; '.join(raising)}"
    if lowering:
        text += f"; dagegen: {'; '.join(lowering)}"
    return text + "."
