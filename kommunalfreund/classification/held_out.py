"""Figures from predictions for laws that the models never saw: quality, calibration, reading order, remaining errors, learning curve."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, precision_recall_fscore_support

from kommunalfreund.classification.curves import (
    best_f1,
    calibrate_by_other_laws,
    calibration,
    calibration_error,
    flag_by_other_laws,
    share_found,
)
from kommunalfreund.classification.evaluation import Figures, GoldSentence, Verdict, average_precision, precision_recall_f1, score
from kommunalfreund.classification.labelled_clauses import Label
from kommunalfreund.classification.training import (
    FOLDS,
    HeldOut,
    Settings,
    evaluated_sentences,
    make_folds,
    predict_flags,
    predict_held_out,
)
from kommunalfreund.classification.training_set import TrainingSet
from kommunalfreund.finding import Effect
from kommunalfreund.language.interpretation import Interpretation

READING_SHARES = (0.05, 0.1, 0.2, 0.3, 0.5)
LAW_SHARES = (0.25, 0.5, 0.75, 1.0)
LAW_SAMPLES = 1
_CURVE = tuple(step / 20 for step in range(1, 21))
_WORST = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossValidation:
    """Held-out predictions of all real sentences, with labels.

    Attributes:
        laws: of each sentence.
        labels: of each sentence.
        held_out: predictions.
        probability: calibrated on other laws than the sentence's own.
        flags: at a threshold chosen on other laws than the sentence's own.
    """

    laws: tuple[str, ...]
    labels: tuple[Label, ...]
    held_out: HeldOut
    probability: NDArray[np.float64]
    flags: NDArray[np.bool_]

    @property
    def truth(self) -> NDArray[np.bool_]:
        """Whether each sentence is to be flagged."""
        return np.array([label.flagged for label in self.labels])


def cross_validate(data: TrainingSet, settings: Settings, folds: int = FOLDS, *, flag_only: bool = False) -> CrossValidation:
    """Predict every real sentence by models that never saw its law.

    Args:
        data: the training set.
        settings: of the models.
        folds: number of parts.
        flag_only: leave out addressee, effects and kind; enough for ``headline`` and several times faster.
    """
    if flag_only:
        (odds,) = predict_flags(data, [settings], make_folds(data, folds))
        held_out = HeldOut(index=evaluated_sentences(data), odds=odds, effects={}, addressee=(), kind=())
    else:
        held_out = predict_held_out(data, settings, make_folds(data, folds))
    laws = tuple(data.groups[i] for i in held_out.index)
    labels = tuple(data.labels[i] for i in held_out.index)
    truth = np.array([label.flagged for label in labels])
    return CrossValidation(
        laws=laws,
        labels=labels,
        held_out=held_out,
        probability=calibrate_by_other_laws(truth, held_out.odds, laws),
        flags=flag_by_other_laws(truth, held_out.odds, laws),
    )


def join_sets(sets: Sequence[TrainingSet]) -> TrainingSet:
    """One training set from several, in their order."""
    return TrainingSet(
        samples=tuple(sample for one in sets for sample in one.samples),
        labels=tuple(label for one in sets for label in one.labels),
        groups=tuple(group for one in sets for group in one.groups),
        own=np.concatenate([one.own for one in sets]),
        repeated=np.concatenate([one.repeated for one in sets]),
    )


def gold_sentences(laws: Sequence[str], labels: Sequence[Label]) -> tuple[GoldSentence, ...]:
    """Labelled sentences without their text, for figures on verdicts that are already theirs."""
    return tuple(GoldSentence(law=law, label=label) for law, label in zip(laws, labels, strict=True))


def headline(found: CrossValidation, laws: frozenset[str] | None = None) -> dict[str, float]:
    """Average precision, F1 at a threshold from other laws, and F1 at the best threshold (what the model card states).

    Args:
        found: held-out predictions.
        laws: look at these only.
    """
    keep = np.array([laws is None or law in laws for law in found.laws])
    truth, odds, flags = found.truth[keep], found.held_out.odds[keep], found.flags[keep]
    return {
        "average_precision": average_precision(truth.tolist(), odds.tolist()),
        "f1": precision_recall_f1(truth.tolist(), flags.tolist())[2],
        "f1_best_threshold": best_f1(truth, odds)[1],
    }


def figures(found: CrossValidation) -> Figures:
    """All figures of the held-out predictions; thresholds of flag and effects come from other laws."""
    effects = {
        effect: flag_by_other_laws(np.array([effect in label.effects for label in found.labels]), values, found.laws)
        for effect, values in found.held_out.effects.items()
    }
    verdicts = [
        Verdict(
            flagged=bool(found.flags[i]),
            score=float(found.held_out.odds[i]),
            addressee=found.held_out.addressee[i],
            effects=frozenset(effect for effect in Effect if effects[effect][i]),
            kind=found.held_out.kind[i],
        )
        for i in range(len(found.labels))
    ]
    result = score(gold_sentences(found.laws, found.labels), verdicts)
    for name in ("not_found", "recall_without_rule", "positive_without_rule"):
        del result[name]
    return result | {"f1_best_threshold": headline(found)["f1_best_threshold"]}


def composed_like(found: CrossValidation, gold: Sequence[GoldSentence]) -> dict[str, float]:
    """Figures of the held-out predictions if their sentences were composed as another set.

    Precision falls where few sentences are to be flagged, and named bodies are found more easily than nobody at all. So figures of two
    sets compare better at equal shares of sentences to be flagged and of their addressees; each sentence counts accordingly.

    Args:
        found: held-out predictions.
        gold: labelled sentences whose composition is taken over; an addressee of flagged ones that ``found`` lacks cannot be made up for.
    """
    wanted = Counter(_addressee_if_flagged(sentence.label) for sentence in gold)
    classes = [_addressee_if_flagged(label) for label in found.labels]
    here = Counter(classes)
    weights = [wanted[one] / len(gold) * len(classes) / here[one] for one in classes]
    precision, recall, f1, _ = precision_recall_fscore_support(found.truth, found.flags, average="binary", sample_weight=weights)
    return {
        "average_precision": float(average_precision_score(found.truth, found.held_out.odds, sample_weight=weights)),
        "precision": float(precision),
        "recall": float(recall),
        "f1": float(f1),
    }


def _addressee_if_flagged(label: Label) -> str:
    return label.addressee.value if label.flagged else ""


def calibration_figures(found: CrossValidation) -> dict[str, Any]:
    """Calibration in ten bins, and the expected calibration error."""
    bins = calibration(found.truth, found.probability)
    return {
        "expected_calibration_error": calibration_error(bins),
        "bins": [{"count": one.count, "mean_probability": one.mean, "observed_share": one.observed} for one in bins],
    }


def reading_figures(found: CrossValidation) -> dict[str, Any]:
    """Share of the duties and costs found by reading only the highest-scored sentences."""
    truth, odds = found.truth, found.held_out.odds
    return {
        "found": {f"{share:.2f}": share_found(truth, odds, share) for share in READING_SHARES},
        "positive_share": float(truth.mean()),
        "curve": [[share, share_found(truth, odds, share)] for share in _CURVE],
    }


def error_classes(found: CrossValidation, interpretations: Sequence[Interpretation]) -> dict[str, Any]:
    """Which sentences are still judged wrongly, by class and without text.

    Args:
        found: held-out predictions.
        interpretations: of the same sentences.
    """
    classes: Counter[tuple[str, str, str, bool]] = Counter()
    errors: Counter[tuple[str, tuple[str, str, str, bool]]] = Counter()
    for label, flag, it in zip(found.labels, found.flags.tolist(), interpretations, strict=True):
        one = (label.addressee.value, it.sentence_kind.value, actor_found_by(it), it.execution is not None)
        classes[one] += 1
        if label.flagged != flag:
            errors["missed" if label.flagged else "false_alarm", one] += 1
    ranked = sorted(errors.items(), key=lambda entry: (-entry[1], entry[0]))
    return {
        "missed": sum(count for (error, _), count in ranked if error == "missed"),
        "false_alarm": sum(count for (error, _), count in ranked if error == "false_alarm"),
        "classes": len(ranked),
        "top": [
            {
                "error": error, "addressee": one[0], "sentence_kind": one[1], "actor_found_by": one[2], "law_in_table": one[3],
                "count": count, "sentences_of_class": classes[one],
            }
            for (error, one), count in ranked[:_WORST]
        ],
    }  # fmt: skip


def actor_found_by(it: Interpretation) -> str:
    """How the acting body was found; "fremd" if somebody else acts, "niemand" if nobody is known."""
    if it.actor is not None:
        return it.actor.source.value
    return "fremd" if it.foreign_subject else "niemand"


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """One run of the learning curve: the laws it may learn from and be tested on."""

    share: float
    with_own: bool
    laws: frozenset[str]


def plan_learning_curve(laws: Sequence[str]) -> tuple[CurvePoint, ...]:
    """A sample of the laws for every share below 1 with our own sentences, and all laws without them; always the same.

    All laws with our own sentences are not in the plan: that is the full training set.
    """
    names = sorted(set(laws))
    chosen: list[tuple[float, frozenset[str]]] = []
    for share in LAW_SHARES:
        for number in range(LAW_SAMPLES if share < 1 else 1):
            chosen.append((share, frozenset(random.Random(number).sample(names, round(share * len(names))))))
    return tuple(CurvePoint(share=share, with_own=share < 1, laws=laws) for share, laws in chosen)


def restrict(data: TrainingSet, point: CurvePoint) -> TrainingSet:
    """The part of the training set that a run of the learning curve may see."""
    keep = [i for i in range(len(data.labels)) if (point.with_own if data.own[i] else data.groups[i] in point.laws)]
    return replace(
        data,
        samples=tuple(data.samples[i] for i in keep),
        labels=tuple(data.labels[i] for i in keep),
        groups=tuple(data.groups[i] for i in keep),
        own=data.own[keep],
        repeated=data.repeated[keep],
    )


def learning_figures(full: CrossValidation, runs: Sequence[tuple[CurvePoint, CrossValidation]]) -> list[dict[str, Any]]:
    """Mean figures for every share, and how far they are below those of the full training set on the same sentences.

    Every run is tested on the held-out laws of its own sample, so the samples differ in difficulty; the paired difference does not.

    Args:
        full: of all laws and our own sentences; also the point of the plan that has them all.
        runs: of the rest of the plan.
    """
    rows: list[dict[str, Any]] = []
    everything = CurvePoint(share=1.0, with_own=True, laws=frozenset(full.laws))
    runs = [*runs, (everything, full)]
    for own in (True, False):
        for share in LAW_SHARES:
            here = [(point, headline(found)) for point, found in runs if (point.share, point.with_own) == (share, own)]
            if not here:
                continue
            same = [headline(full, point.laws) for point, _ in here]
            row: dict[str, Any] = {"share": share, "with_own": own, "runs": len(here), "laws": len(here[0][0].laws)}
            for name in ("average_precision", "f1"):
                row[name] = float(np.mean([one[name] for _, one in here]))
                row[f"{name}_difference"] = float(np.mean([one[name] - all_[name] for (_, one), all_ in zip(here, same, strict=True)]))
            rows.append(row)
    return rows
