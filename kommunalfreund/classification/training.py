"""Training: documents with labels to a fitted classifier.

Regularisation, weight of our own sentences, calibration and thresholds are all chosen by cross-validation grouped by law on the
training laws. Our own fictional sentences only ever help to fit; held-out figures are computed on real sentences alone. Part of the real
sentences is learned a second time as if no table knew their law, so that the classifier can judge bills for laws that do not exist yet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve
from sklearn.model_selection import GroupKFold

from kommunalfreund.assessment.fusion import Thresholds
from kommunalfreund.classification.model import Classifier, fit_flag_models, fit_models, log_odds, predict_probabilities, probability
from kommunalfreund.classification.training_set import TrainingSet
from kommunalfreund.classification.vectorizer import FEATURES_VERSION, Vectorizer
from kommunalfreund.finding import Addressee, DutyKind, Effect

FOLDS = 5
REACH_STRENGTHS = (0.05, 0.1)
BURDEN_STRENGTHS = (0.3,)
OWN_WEIGHTS = (0.5,)
NEW_LAW_WEIGHT = 0.7
"""Weight of a sentence learned a second time as if no table knew its law."""
FLAG_TOLERANCE = 0.005
"""How much F1 the flag may give away for a lower threshold, that is, for fewer missed duties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What cross-validation chooses.

    Attributes:
        reach_strength: inverse regularisation of the question whom a sentence reaches.
        burden_strength: the same for what it does to them.
        own_weight: weight of one own sentence against a real one.
    """

    reach_strength: float
    burden_strength: float
    own_weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut:
    """Predictions for real sentences by models that never saw their law; arrays have one entry per real sentence."""

    index: NDArray[np.int64]
    odds: NDArray[np.float64]
    effects: dict[Effect, NDArray[np.float64]]
    addressee: tuple[Addressee, ...]
    kind: tuple[DutyKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """A fitted classifier with what is known about it."""

    classifier: Classifier
    settings: Settings
    metrics: dict[str, float]
    held_out: HeldOut


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """One part of the cross-validation, as matrices: what is learned from, and the sentences of other laws that are predicted.

    Attributes:
        learned: positions in the training set.
        matrix: one row per learned position.
        shared: number of its columns that all questions look at.
        predicted: positions in the list of evaluated sentences.
        unseen: one row per predicted position.
    """

    learned: NDArray[np.int64]
    matrix: csr_matrix
    shared: int
    predicted: NDArray[np.int64]
    unseen: csr_matrix


def evaluated_sentences(data: TrainingSet) -> NDArray[np.int64]:
    """Positions of the real sentences, each once; of all if there are only own ones."""
    real = np.flatnonzero(~data.own & ~data.repeated)
    return real if len(real) else np.flatnonzero(data.own)


def make_folds(data: TrainingSet, folds: int = FOLDS) -> Iterator[Fold]:
    """Cut the evaluated sentences by law; our own sentences help every part to learn.

    Args:
        data: the training set.
        folds: number of parts.
    """
    evaluated = evaluated_sentences(data)
    helping = np.setdiff1d(np.arange(len(data.labels)), evaluated)
    groups = np.array([data.groups[i] for i in evaluated])
    helping_groups = np.array([data.groups[i] for i in helping])
    for train, test in GroupKFold(folds, shuffle=True, random_state=0).split(evaluated, groups=groups):
        learned = np.concatenate([evaluated[train], helping[~np.isin(helping_groups, groups[test])]])
        vectorizer = Vectorizer().fit([data.samples[i] for i in learned])
        yield Fold(
            learned=learned,
            matrix=vectorizer.transform([data.samples[i] for i in learned]),
            shared=vectorizer.shared,
            predicted=test,
            unseen=vectorizer.transform([data.samples[i] for i in evaluated[test]]),
        )


def _weights(data: TrainingSet, positions: NDArray[np.int64], own_weight: float) -> NDArray[np.float64]:
    own = data.own[positions] & bool((~data.own).any())
    return np.where(own, own_weight, np.where(data.repeated[positions], NEW_LAW_WEIGHT, 1.0))


def predict_flags(data: TrainingSet, candidates: Sequence[Settings], folds: Iterable[Fold]) -> list[NDArray[np.float64]]:
    """Cross-validate the flag alone for several settings at once.

    Args:
        data: the training set.
        candidates: settings of the models.
        folds: of the training set.

    Returns:
        For each candidate the log-odds of all evaluated sentences, before calibration.
    """
    odds = [np.zeros(len(evaluated_sentences(data))) for _ in candidates]
    for fold in folds:
        labels = [data.labels[i] for i in fold.learned]
        for settings, values in zip(candidates, odds, strict=True):
            weights = _weights(data, fold.learned, settings.own_weight)
            reached, burden = fit_flag_models(fold.matrix, fold.shared, labels, weights, settings.reach_strength, settings.burden_strength)
            values[fold.predicted] = log_odds(probability(reached, fold.unseen) * probability(burden, fold.unseen))
    return odds


def predict_held_out(data: TrainingSet, settings: Settings, folds: Iterable[Fold]) -> HeldOut:
    """Cross-validate all models by law.

    Args:
        data: the training set.
        settings: of the models.
        folds: of the training set.
    """
    evaluated = evaluated_sentences(data)
    odds = np.zeros(len(evaluated))
    effects = {effect: np.zeros(len(evaluated)) for effect in Effect}
    addressee: list[Addressee] = [Addressee.KEINE] * len(evaluated)
    kind: list[DutyKind] = [DutyKind.AUFGABE] * len(evaluated)
    for fold in folds:
        models = fit_models(
            fold.matrix,
            fold.shared,
            [data.labels[i] for i in fold.learned],
            _weights(data, fold.learned, settings.own_weight),
            settings.reach_strength,
            settings.burden_strength,
        )
        found = predict_probabilities(models, fold.unseen)
        odds[fold.predicted] = log_odds(found.flag)
        for effect in Effect:
            effects[effect][fold.predicted] = found.effects[effect]
        for row, position in enumerate(fold.predicted):
            addressee[position] = list(Addressee)[int(np.argmax(found.addressee[row]))]
            kind[position] = found.kind[row]
    return HeldOut(index=evaluated, odds=odds, effects=effects, addressee=tuple(addressee), kind=tuple(kind))


def predict_own(data: TrainingSet, settings: Settings, folds: int = 3) -> NDArray[np.float64]:
    """Log-odds of our own sentences by models that never saw their fictional law.

    Fictional laws stand in no table, as new bills do; how sure the classifier is there tells from when on it is to be believed.

    Args:
        data: the training set.
        settings: of the models.
        folds: number of parts.
    """
    own, real = np.flatnonzero(data.own), np.flatnonzero(~data.own)
    odds = np.zeros(len(own))
    groups = np.array([data.groups[i] for i in own])
    for train, test in GroupKFold(folds, shuffle=True, random_state=0).split(own, groups=groups):
        learned = np.concatenate([real, own[train]])
        vectorizer = Vectorizer().fit([data.samples[i] for i in learned])
        reached, burden = fit_flag_models(
            vectorizer.transform([data.samples[i] for i in learned]),
            vectorizer.shared,
            [data.labels[i] for i in learned],
            _weights(data, learned, settings.own_weight),
            settings.reach_strength,
            settings.burden_strength,
        )
        unseen = vectorizer.transform([data.samples[i] for i in own[test]])
        odds[test] = log_odds(probability(reached, unseen) * probability(burden, unseen))
    return odds


def best_threshold(truth: NDArray[np.bool_], probability: NDArray[np.float64], tolerance: float = 0.0) -> tuple[float, float]:
    """The lowest threshold whose F1 is at most ``tolerance`` below the highest one, and its F1.

    The curve is flat around its top; there the reader is better served by a sentence too many than by a duty missed.
    """
    precision, recall, thresholds = precision_recall_curve(truth, probability)
    f1 = (2 * precision * recall / np.maximum(precision + recall, 1e-9))[:-1]
    chosen = int(np.flatnonzero(f1 >= f1.max() - tolerance)[0])
    return float(thresholds[chosen]), float(f1[chosen])


def train(data: TrainingSet) -> Trained:
    """Choose settings, calibrate, choose thresholds, fit on everything."""
    own_weights = OWN_WEIGHTS if data.own.any() and not data.own.all() else (1.0,)
    candidates = [
        Settings(reach_strength=reach, burden_strength=burden, own_weight=weight)
        for reach, burden, weight in product(REACH_STRENGTHS, BURDEN_STRENGTHS, own_weights)
    ]
    truth = np.array([data.labels[i].flagged for i in evaluated_sentences(data)])
    folds = tuple(make_folds(data))
    precisions = [float(average_precision_score(truth, odds)) for odds in predict_flags(data, candidates, folds)]
    settings = candidates[int(np.argmax(precisions))]
    held_out = predict_held_out(data, settings, folds)
    del folds  # gigabytes
    labels = [data.labels[i] for i in held_out.index]
    platt = LogisticRegression(C=1e6).fit(held_out.odds.reshape(-1, 1), truth)
    slope, intercept = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    flag, f1 = best_threshold(truth, _probability(held_out.odds, slope, intercept), FLAG_TOLERANCE)
    new_law = _new_law_threshold(data, settings, slope, intercept) if data.own.any() and not data.own.all() else flag
    limits = {
        effect: best_threshold(np.array([effect in label.effects for label in labels]), held_out.effects[effect]) for effect in Effect
    }
    metrics = {
        "average_precision": max(precisions),
        "f1": f1,
        "adressat_richtig": float(np.mean([a is label.addressee for a, label in zip(held_out.addressee, labels, strict=True)])),
        **{f"f1_{effect.value}": limits[effect][1] for effect in Effect},
    }
    weights = _weights(data, np.arange(len(data.labels)), settings.own_weight)
    vectorizer = Vectorizer().fit(data.samples)
    matrix = vectorizer.transform(data.samples)
    models = fit_models(matrix, vectorizer.shared, data.labels, weights, settings.reach_strength, settings.burden_strength)
    classifier = Classifier(
        vectorizer=vectorizer,
        models=models,
        slope=slope,
        intercept=intercept,
        thresholds=Thresholds(
            flag=flag,
            flag_new_law=new_law,
            pflicht=limits[Effect.PFLICHT][0],
            kosten=limits[Effect.KOSTEN][0],
            entlastung=limits[Effect.ENTLASTUNG][0],
        ),
        version=_version(data, settings),
    )
    return Trained(
        classifier=classifier, settings=settings, metrics={name: round(value, 4) for name, value in metrics.items()}, held_out=held_out
    )


def _probability(odds: NDArray[np.float64], slope: float, intercept: float) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-(slope * odds + intercept))))


def _new_law_threshold(data: TrainingSet, settings: Settings, slope: float, intercept: float) -> float:
    truth = np.array([label.flagged for label, own in zip(data.labels, data.own, strict=True) if own])
    return best_threshold(truth, _probability(predict_own(data, settings), slope, intercept), FLAG_TOLERANCE)[0]


def _version(data: TrainingSet, settings: Settings) -> str:
    digest = hashlib.sha256(f"{FEATURES_VERSION} {settings}".encode())
    for sample, label in zip(data.samples, data.labels, strict=True):
        digest.update(f"{sample.words}|{sorted(sample.named.items())}|{label}".encode())
    return digest.hexdigest()[:8]
