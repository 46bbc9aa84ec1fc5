"""The classifier: linear models over named features and masked words, probabilities calibrated on held-out laws.

It asks two questions one after the other, as a reader does: does the sentence reach a municipal body at all (``reached``), and if so,
does it oblige or cost that body (``burden``)? The score is the product, calibrated. Linear models were chosen because every score can
be taken apart into the features that moved it, which the reader is owed, and because they hold up on laws they have never seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from kommunalfreund.assessment.fusion import Thresholds
from kommunalfreund.classification.labelled_clauses import Label
from kommunalfreund.classification.vectorizer import Vectorizer, make_samples
from kommunalfreund.finding import Addressee, DutyKind, Effect, Prediction
from kommunalfreund.language.interpretation import Interpretation

NAMED_ADDRESSEES = tuple(addressee for addressee in Addressee if addressee is not Addressee.KEINE)
"""The addressees that are municipal; in predictions ``keine`` comes behind them, as in the enum."""

E = TypeVar("E")
_SHOWN_FEATURES = 8


@dataclass(slots=True, kw_only=True)
class Models:
    """The fitted linear models.

    Attributes:
        reached: a municipal body is addressed at all (addressee is not ``keine``).
        burden: it is obliged or has to pay, given that it is reached.
        addressee: one model each for direkt, funktional and mittelbar, given that it is reached.
        effects: one model per effect, given that it is reached.
        kind: one model per kind of duty, given that there is one.
    """

    reached: LogisticRegression
    burden: LogisticRegression
    addressee: dict[Addressee, LogisticRegression]
    effects: dict[Effect, LogisticRegression]
    kind: dict[DutyKind, LogisticRegression]


class Probabilities(NamedTuple):
    """Probabilities for the rows of a matrix: flag before calibration, addressees in the order of the enum, effects, kinds."""

    flag: NDArray[np.float64]
    addressee: NDArray[np.float64]
    effects: dict[Effect, NDArray[np.float64]]
    kind: tuple[DutyKind, ...]


def predict_probabilities(models: Models, matrix: csr_matrix) -> Probabilities:
    """Apply all models to the rows of a matrix."""
    reached = probability(models.reached, matrix)
    named = np.column_stack([probability(models.addressee[addressee], matrix) for addressee in NAMED_ADDRESSEES])
    named = named / named.sum(axis=1, keepdims=True) * reached[:, None]
    kinds = np.column_stack([probability(model, matrix) for model in models.kind.values()])
    order = list(models.kind)
    return Probabilities(
        flag=reached * probability(models.burden, matrix),
        addressee=np.column_stack([named, 1 - reached]),
        effects={effect: reached * probability(model, matrix) for effect, model in models.effects.items()},
        kind=tuple(order[column] for column in np.argmax(kinds, axis=1)),
    )


def probability(model: LogisticRegression, matrix: csr_matrix) -> NDArray[np.float64]:
    """Probability that the question of the model is to be answered with yes, one per row.

    That is what ``predict_proba`` says, without its checks: for one law they take longer than the product.
    """
    return np.asarray(expit(matrix @ model.coef_[0] + model.intercept_[0]))


def log_odds(probability: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds, kept finite."""
    clipped = np.clip(probability, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(clipped / (1 - clipped)))


@dataclass(slots=True, kw_only=True)
class Classifier:
    """Fitted models with calibration and thresholds.

    Attributes:
        vectorizer: fitted.
        models: fitted.
        slope: Platt scaling of the flag's log-odds, found on held-out laws.
        intercept: of the Platt scaling.
        thresholds: for the fusion, found on held-out laws.
        version: content hash of the training data and settings (8 hexadecimal digits).
    """

    vectorizer: Vectorizer
    models: Models
    slope: float = 1.0
    intercept: float = 0.0
    thresholds: Thresholds = field(default_factory=Thresholds)
    version: str = ""
    _names: list[str] = field(default_factory=list, repr=False)

    def predict(self, interpretations: Sequence[Interpretation]) -> tuple[Prediction, ...]:
        """Predict for all clauses of one document, in order."""
        if not interpretations:
            return ()
        if not self._names:
            self._names = self.vectorizer.names()
        matrix = self.vectorizer.transform(make_samples(interpretations))
        found = predict_probabilities(self.models, matrix)
        scores = 1 / (1 + np.exp(-(self.slope * log_odds(found.flag) + self.intercept)))
        weights = self.models.reached.coef_[0] + self.models.burden.coef_[0]
        return tuple(
            Prediction(
                score=float(scores[row]),
                addressee=tuple(zip(Addressee, (float(p) for p in found.addressee[row]), strict=True)),
                effects=tuple((effect, float(values[row])) for effect, values in found.effects.items()),
                kind=found.kind[row],
                features=_contributions(matrix, row, weights, self._names),
            )
            for row in range(len(interpretations))
        )


def _contributions(matrix: csr_matrix, row: int, weights: NDArray[np.float64], names: list[str]) -> tuple[tuple[str, float], ...]:
    """The features that moved the log-odds most, largest first."""
    start, end = matrix.indptr[row], matrix.indptr[row + 1]
    columns = matrix.indices[start:end]
    moved = matrix.data[start:end] * weights[columns]
    top = np.argsort(-np.abs(moved))[:_SHOWN_FEATURES]
    return tuple((names[columns[i]], round(float(moved[i]), 3)) for i in top if abs(moved[i]) > 0.05)


def fit_flag_models(
    matrix: csr_matrix, shared: int, labels: Sequence[Label], weights: NDArray[np.float64], reach_strength: float, burden_strength: float
) -> tuple[LogisticRegression, LogisticRegression]:
    """Fit the two models whose product is the flag: whom a sentence reaches, and what it does to them.

    Args:
        matrix: one row per label.
        shared: number of its columns that all questions look at.
        labels: of careful readers.
        weights: one per label (own fictional sentences may count less than real ones).
        reach_strength: inverse regularisation (scikit-learn's ``C``) of the question whom a sentence reaches.
        burden_strength: the same for the question what it does to them.
    """
    reached = _rows(labels, lambda label: label.addressee is not Addressee.KEINE)
    everyone = np.arange(len(labels))
    return (
        _fit(matrix, shared, labels, weights, everyone, reach_strength, lambda label: label.addressee is not Addressee.KEINE),
        _fit(matrix, shared, labels, weights, reached, burden_strength, lambda label: label.flagged),
    )


def fit_models(
    matrix: csr_matrix, shared: int, labels: Sequence[Label], weights: NDArray[np.float64], reach_strength: float, burden_strength: float
) -> Models:
    """Fit all models on one matrix; arguments as for ``fit_flag_models``."""
    reached, burden = fit_flag_models(matrix, shared, labels, weights, reach_strength, burden_strength)
    addressed = _rows(labels, lambda label: label.addressee is not Addressee.KEINE)
    duties = _rows(labels, lambda label: label.kind is not None)

    def each(columns: int, rows: NDArray[np.int64], names: Iterable[E], truth: Callable[[Label, E], bool]) -> dict[E, LogisticRegression]:
        return {name: _fit(matrix, columns, labels, weights, rows, burden_strength, partial(_holds, truth, name)) for name in names}

    return Models(
        reached=reached,
        burden=burden,
        addressee=each(matrix.shape[1], addressed, NAMED_ADDRESSEES, lambda label, addressee: label.addressee is addressee),
        effects=each(shared, addressed, Effect, lambda label, effect: effect in label.effects),
        kind=each(shared, duties, DutyKind, lambda label, kind: label.kind is kind),
    )


def _rows(labels: Sequence[Label], wanted: Callable[[Label], bool]) -> NDArray[np.int64]:
    return np.array([i for i, label in enumerate(labels) if wanted(label)])


def _fit(
    matrix: csr_matrix,
    columns: int,
    labels: Sequence[Label],
    weights: NDArray[np.float64],
    rows: NDArray[np.int64],
    strength: float,
    truth: Callable[[Label], bool],
) -> LogisticRegression:
    """Fit one model on the first columns; the others get no weight."""
    model = LogisticRegression(C=strength, max_iter=400, solver="liblinear", random_state=0)
    model.fit(matrix[rows][:, :columns], [truth(labels[i]) for i in rows], sample_weight=weights[rows])
    model.coef_ = np.pad(model.coef_, ((0, 0), (0, matrix.shape[1] - columns)))
    return _single(model)


def _holds(truth: Callable[[Label, E], bool], name: E, label: Label) -> bool:
    return truth(label, name)


def _single(model: LogisticRegression) -> LogisticRegression:
    """Keep the coefficients in single precision: half the file, same predictions to four digits."""
    model.coef_ = model.coef_.astype(np.float32)
    return model
