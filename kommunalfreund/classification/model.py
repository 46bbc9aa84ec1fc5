"""The classifier: linear models over named features and masked words, probabilities calibrated on held-out laws.

It asks two questions one after the other, as a reader does: does the sentence reach a municipal body at all (``reached``), and if so,
does it oblige or cost that body (``burden``)? The score is the product, calibrated. Linear models were chosen because every score can
be taken apart into the features that moved it, which the reader is owed, and because they hold up on laws they have never seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from kommunalfreund.assessment.fusion import Thresholds
from kommunalfreund.classification import features
from kommunalfreund.classification.labelled_clauses import Label
from kommunalfreund.classification.sparse_rows import named_rows, word_rows, word_sequences
from kommunalfreund.finding import Addressee, DutyKind, Effect, Prediction
from kommunalfreund.language.interpretation import Interpretation

FEATURES_VERSION = "3"
"""Changes whenever the meaning of a feature changes, so that an old model is refused instead of guessing."""

NAMED_ADDRESSEES = tuple(addressee for addressee in Addressee if addressee is not Addressee.KEINE)
"""The addressees that are municipal; in predictions ``keine`` comes behind them, as in the enum."""

E = TypeVar("E")
_WORD_WEIGHT = 3.0
_MAIN_WEIGHT = 2.0
_MIN_SAMPLES = 5
_SHOWN_FEATURES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What the classifier sees of one clause.

    Attributes:
        named: features from the language stages.
        words: masked words of the clause.
        main: those in main clauses.
        relations: pairs of verb or subject and noun.
        heading: words of the headings.
    """

    named: dict[str, float]
    words: str
    main: str
    relations: str
    heading: str


def make_samples(interpretations: Sequence[Interpretation], wanted: Sequence[int] | None = None) -> list[Sample]:
    """Samples of a document's clauses.

    Args:
        interpretations: of all clauses in order; neighbours count, so the whole document has to be given.
        wanted: positions of the clauses to make samples of; None for all.
    """
    return [_sample(interpretations, index) for index in (range(len(interpretations)) if wanted is None else wanted)]


def _sample(interpretations: Sequence[Interpretation], index: int) -> Sample:
    interpretation = interpretations[index]
    main = features.masked_words(interpretation, main_only=True)
    return Sample(
        named=features.dense(interpretation) | features.context(interpretations, index),
        words=features.masked_words(interpretation),
        main=main,
        relations=features.relations(interpretation, main),
        heading=features.heading_words(interpretation),
    )


def _word_counter(longest: int) -> TfidfVectorizer:
    """Counts words and sequences of words that are already cut and lemmatised."""
    return TfidfVectorizer(analyzer=partial(word_sequences, longest), min_df=_MIN_SAMPLES, sublinear_tf=True)


@dataclass(slots=True, kw_only=True)
class Vectorizer:
    """Samples to a sparse matrix: named features, word n-grams, those of main clauses, pairs of verb or subject and noun, heading words."""

    named: DictVectorizer = field(default_factory=DictVectorizer)
    words: TfidfVectorizer = field(default_factory=partial(_word_counter, 3))
    main: TfidfVectorizer = field(default_factory=partial(_word_counter, 2))
    relations: TfidfVectorizer = field(default_factory=partial(_word_counter, 1))
    heading: TfidfVectorizer = field(default_factory=lambda: TfidfVectorizer(ngram_range=(1, 1), min_df=_MIN_SAMPLES, sublinear_tf=True))

    def fit(self, samples: Sequence[Sample]) -> Vectorizer:
        """Learn the columns; named features that occur in too few samples are left out."""
        counts = Counter(name for sample in samples for name in sample.named)
        self.named.fit([{name: value for name, value in sample.named.items() if counts[name] >= _MIN_SAMPLES} for sample in samples])
        self.words.fit([sample.words for sample in samples])
        self.main.fit([sample.main for sample in samples])
        self.relations.fit([sample.relations for sample in samples])
        self.heading.fit([sample.heading for sample in samples])
        return self

    def transform(self, samples: Sequence[Sample]) -> csr_matrix:
        """One row per sample."""
        headings = list(dict.fromkeys(sample.heading for sample in samples))  # the sentences of a norm share theirs
        heading_of = {heading: row for row, heading in enumerate(headings)}
        return csr_matrix(
            hstack(
                [
                    named_rows(self.named, (sample.named for sample in samples)),
                    word_rows(self.words, [sample.words for sample in samples]) * _WORD_WEIGHT,
                    word_rows(self.main, [sample.main for sample in samples]) * _MAIN_WEIGHT,
                    word_rows(self.relations, [sample.relations for sample in samples]) * _MAIN_WEIGHT,
                    self.heading.transform(headings)[[heading_of[sample.heading] for sample in samples]],
                ]
            )
        )

    def names(self) -> list[str]:
        """Column names for the reader: named features as they are, words in quotation marks."""
        return [
            *self.named.get_feature_names_out(),
            *(f"Wortfolge „{name}“" for name in self.words.get_feature_names_out()),
            *(f"Wortfolge im Hauptsatz „{name}“" for name in self.main.get_feature_names_out()),
            *(f"Wortpaar „{name[2:].replace('|', ' – ')}“" for name in self.relations.get_feature_names_out()),
            *(f"Überschrift „{name}“" for name in self.heading.get_feature_names_out()),
        ]


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
    reached = _probability(models.reached, matrix)
    named = np.column_stack([_probability(models.addressee[addressee], matrix) for addressee in NAMED_ADDRESSEES])
    named = named / named.sum(axis=1, keepdims=True) * reached[:, None]
    kinds = np.column_stack([_probability(model, matrix) for model in models.kind.values()])
    order = list(models.kind)
    return Probabilities(
        flag=reached * _probability(models.burden, matrix),
        addressee=np.column_stack([named, 1 - reached]),
        effects={effect: reached * _probability(model, matrix) for effect, model in models.effects.items()},
        kind=tuple(order[column] for column in np.argmax(kinds, axis=1)),
    )


def _probability(model: LogisticRegression, matrix: csr_matrix) -> NDArray[np.float64]:
    """What ``predict_proba`` says, without its checks: for one law they take longer than the product."""
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
    matrix: csr_matrix, labels: Sequence[Label], weights: NDArray[np.float64], reach_strength: float, burden_strength: float
) -> tuple[LogisticRegression, LogisticRegression]:
    """Fit the two models whose product is the flag: whom a sentence reaches, and what it does to them.

    Args:
        matrix: one row per label.
        labels: of careful readers.
        weights: one per label (own fictional sentences may count less than real ones).
        reach_strength: inverse regularisation (scikit-learn's ``C``) of the question whom a sentence reaches.
        burden_strength: the same for the question what it does to them.
    """
    reached = _rows(labels, lambda label: label.addressee is not Addressee.KEINE)
    return (
        _fit(matrix, labels, weights, np.arange(len(labels)), reach_strength, lambda label: label.addressee is not Addressee.KEINE),
        _fit(matrix, labels, weights, reached, burden_strength, lambda label: label.flagged),
    )


def fit_models(
    matrix: csr_matrix, labels: Sequence[Label], weights: NDArray[np.float64], reach_strength: float, burden_strength: float
) -> Models:
    """Fit all models on one matrix; arguments as for ``fit_flag_models``."""
    reached, burden = fit_flag_models(matrix, labels, weights, reach_strength, burden_strength)
    addressed = _rows(labels, lambda label: label.addressee is not Addressee.KEINE)
    duties = _rows(labels, lambda label: label.kind is not None)

    def each(rows: NDArray[np.int64], names: Iterable[E], truth: Callable[[Label, E], bool]) -> dict[E, LogisticRegression]:
        return {name: _fit(matrix, labels, weights, rows, burden_strength, partial(_holds, truth, name)) for name in names}

    return Models(
        reached=reached,
        burden=burden,
        addressee=each(addressed, NAMED_ADDRESSEES, lambda label, addressee: label.addressee is addressee),
        effects=each(addressed, Effect, lambda label, effect: effect in label.effects),
        kind=each(duties, DutyKind, lambda label, kind: label.kind is kind),
    )


def _rows(labels: Sequence[Label], wanted: Callable[[Label], bool]) -> NDArray[np.int64]:
    return np.array([i for i, label in enumerate(labels) if wanted(label)])


def _fit(
    matrix: csr_matrix,
    labels: Sequence[Label],
    weights: NDArray[np.float64],
    rows: NDArray[np.int64],
    strength: float,
    truth: Callable[[Label], bool],
) -> LogisticRegression:
    model = LogisticRegression(C=strength, max_iter=400, solver="liblinear", random_state=0)
    return _single(model.fit(matrix[rows], [truth(labels[i]) for i in rows], sample_weight=weights[rows]))


def _holds(truth: Callable[[Label, E], bool], name: E, label: Label) -> bool:
    return truth(label, name)


def _single(model: LogisticRegression) -> LogisticRegression:
    """Keep the coefficients in single precision: half the file, same predictions to four digits."""
    model.coef_ = model.coef_.astype(np.float32)
    return model
