"""How far scores can be trusted: best threshold, calibration, and how much is found by reading only the highest-scored sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

_FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Sentences of similar probability: their number, mean probability and the share that really is to be flagged."""

    count: int
    mean: float
    observed: float


def best_f1(truth: NDArray[np.bool_], score: NDArray[np.float64]) -> tuple[float, float]:
    """The threshold with the highest F1 (everything from it upwards is flagged), and that F1.

    >>> best_f1(np.array([False, False, True, True]), np.array([0.1, 0.8, 0.7, 0.9]))
    (0.7, 0.8)
    """
    order = np.argsort(-score, kind="stable")
    right = np.cumsum(truth[order])
    f1 = 2 * right / (np.arange(1, len(score) + 1) + max(int(truth.sum()), 1))
    f1[:-1][np.diff(score[order]) == 0] = 0  # equal scores stand or fall together
    best = int(np.argmax(f1))
    return float(score[order][best]), float(f1[best])


def flag_by_other_laws(truth: NDArray[np.bool_], score: NDArray[np.float64], laws: Sequence[str]) -> NDArray[np.bool_]:
    """Flags at a threshold that was chosen on other laws than the sentence's own."""
    flags = np.zeros(len(truth), dtype=np.bool_)
    for others, here in _folds(laws):
        flags[here] = score[here] >= best_f1(truth[others], score[others])[0]
    return flags


def calibrate_by_other_laws(truth: NDArray[np.bool_], odds: NDArray[np.float64], laws: Sequence[str]) -> NDArray[np.float64]:
    """Probabilities by a Platt scaling that was fitted on other laws than the sentence's own."""
    probability = np.zeros(len(truth))
    for others, here in _folds(laws):
        platt = LogisticRegression(C=1e6).fit(odds[others].reshape(-1, 1), truth[others])
        probability[here] = platt.predict_proba(odds[here].reshape(-1, 1))[:, 1]
    return probability


def _folds(laws: Sequence[str]) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    folds = min(_FOLDS, len(set(laws)))
    return list(GroupKFold(folds, shuffle=True, random_state=1).split(np.arange(len(laws)), groups=np.asarray(laws)))


def calibration(truth: NDArray[np.bool_], probability: NDArray[np.float64], bins: int = 10) -> tuple[Bin, ...]:
    """Bins of equal size, from the lowest probability to the highest."""
    parts = np.array_split(np.argsort(probability, kind="stable"), bins)
    return tuple(
        Bin(count=len(part), mean=float(probability[part].mean()), observed=float(truth[part].mean())) for part in parts if len(part)
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: mean distance of probability and observed share, weighted by the number of sentences."""
    return sum(one.count * abs(one.mean - one.observed) for one in bins) / sum(one.count for one in bins)


def share_found(truth: NDArray[np.bool_], score: NDArray[np.float64], share_read: float) -> float:
    """Share of the true sentences among the given share of all sentences with the highest scores.

    >>> share_found(np.array([False, True, False, True]), np.array([0.1, 0.9, 0.2, 0.15]), 0.5)
    0.5
    """
    order = np.argsort(-score, kind="stable")
    return float(truth[order][: round(share_read * len(truth))].sum() / max(int(truth.sum()), 1))
