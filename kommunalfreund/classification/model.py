"""The classifier: linear models over named features and masked words, probabilities calibrated on held-out laws.

Linear models were chosen because every score can be taken apart into the features that moved it, which the reader is owed, and because
they hold up on laws they have never seen. One model each for the flag, the addressee, every effect and the kind of duty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from kommunalfreund.assessment.fusion import Thresholds
from kommunalfreund.classification import features
from kommunalfreund.classification.labelled_clauses import Label
from kommunalfreund.finding import Addressee, DutyKind, Effect, Prediction
from kommunalfreund.language.interpretation import Interpretation

FEATURES_VERSION = "1"
"""Changes whenever the meaning of a feature changes, so that an old model is refused instead of guessing."""

_WORD_WEIGHT = 3.0
_SHOWN_FEATURES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What the classifier sees of one clause."""

    named: dict[str, float]
    words: str
    heading: str


def make_samples(interpretations: Sequence[Interpretation]) -> list[Sample]:
    """Samples of a document's clauses, in order; neighbours count, so the whole document has to be given."""
    return [
        Sample(
            named=features.dense(interpretation) | features.context(interpretations, index),
            words=features.masked_words(interpretation),
            heading=features.heading_words(interpretation),
        )
        for index, interpretation in enumerate(interpretations)
    ]


@dataclass(slots=True, kw_only=True)
class Vectorizer:
    """Samples to a sparse matrix: named features, word n-grams, heading words."""

    named: DictVectorizer = field(default_factory=lambda: DictVectorizer(dtype=np.float64))
    words: TfidfVectorizer = field(
        default_factory=lambda: TfidfVectorizer(ngram_range=(1, 3), min_df=3, sublinear_tf=True, token_pattern=r"\S+", lowercase=False)
    )
    heading: TfidfVectorizer = field(default_factory=lambda: TfidfVectorizer(ngram_range=(1, 1), min_df=3, sublinear_tf=True))

    def fit(self, samples: Sequence[Sample]) -> Vectorizer:
        """Learn the columns."""
        self.named.fit([sample.named for sample in samples])
        self.words.fit([sample.words for sample in samples])
        self.heading.fit([sample.heading for sample in samples])
        return self

    def transform(self, samples: Sequence[Sample]) -> csr_matrix:
        """One row per sample."""
        return csr_matrix(
            hstack(
                [
                    self.named.transform([sample.named for sample in samples]),
                    self.words.transform([sample.words for sample in samples]) * _WORD_WEIGHT,
                    self.heading.transform([sample.heading for sample in samples]),
                ]
            )
        )

    def names(self) -> list[str]:
        """Column names for the reader: named features as they are, words in quotation marks."""
        return [
            *self.named.get_feature_names_out(),
            *(f"Wortfolge „{name}“" for name in self.words.get_feature_names_out()),
            *(f"Überschrift „{name}“" for name in self.heading.get_feature_names_out()),
        ]


@dataclass(slots=True, kw_only=True)
class Classifier:
    """Fitted models with calibration and thresholds.

    Attributes:
        vectorizer: fitted.
        flag: probability that a clause is to be flagged, before calibration.
        addressee: one of the four classes.
        effects: one binary model per effect.
        kind: kind of duty, fitted on duties only.
        slope: Platt scaling of the flag's log-odds, found on held-out laws.
        intercept: of the Platt scaling.
        thresholds: for the fusion, found on held-out laws.
        version: content hash of the training data and settings (8 hexadecimal digits).
    """

    vectorizer: Vectorizer
    flag: LogisticRegression
    addressee: LogisticRegression
    effects: dict[Effect, LogisticRegression]
    kind: LogisticRegression
    slope: float = 1.0
    intercept: float = 0.0
    thresholds: Thresholds = field(default_factory=Thresholds)
    version: str = ""

    def predict(self, interpretations: Sequence[Interpretation]) -> tuple[Prediction, ...]:
        """Predict for all clauses of one document, in order."""
        if not interpretations:
            return ()
        matrix = self.vectorizer.transform(make_samples(interpretations))
        odds = self.flag.decision_function(matrix)
        scores = 1 / (1 + np.exp(-(self.slope * odds + self.intercept)))
        addressees = self.addressee.predict_proba(matrix)
        effects = {effect: model.predict_proba(matrix)[:, 1] for effect, model in self.effects.items()}
        kinds = self.kind.predict(matrix)
        names = self.vectorizer.names()
        weights = self.flag.coef_[0]
        order = [Addressee(value) for value in self.addressee.classes_]
        return tuple(
            Prediction(
                score=float(scores[row]),
                addressee=tuple(zip(order, (float(p) for p in addressees[row]), strict=True)),
                effects=tuple((effect, float(values[row])) for effect, values in effects.items()),
                kind=DutyKind(str(kinds[row])),
                features=_contributions(matrix, row, weights, names),
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


def fit_models(matrix: csr_matrix, labels: Sequence[Label], weights: NDArray[np.float64], strength: float) -> dict[str, Any]:
    """Fit flag, addressee, effects and kind on one matrix.

    Args:
        matrix: one row per label.
        labels: of careful readers.
        weights: one per label (own fictional sentences may count less than real ones).
        strength: inverse regularisation (scikit-learn's ``C``).
    """

    def logistic() -> LogisticRegression:
        return LogisticRegression(C=strength, max_iter=400, solver="liblinear", random_state=0)

    def multi() -> LogisticRegression:
        return LogisticRegression(C=strength, max_iter=400, solver="lbfgs")

    flag = logistic().fit(matrix, [label.flagged for label in labels], sample_weight=weights)
    addressee = multi().fit(matrix, [label.addressee.value for label in labels], sample_weight=weights)
    effects = {effect: logistic().fit(matrix, [effect in label.effects for label in labels], sample_weight=weights) for effect in Effect}
    duties = [index for index, label in enumerate(labels) if label.kind is not None]
    kind = multi().fit(matrix[duties], [str(labels[i].kind) for i in duties], sample_weight=weights[duties])
    return {"flag": flag, "addressee": addressee, "effects": effects, "kind": kind}
