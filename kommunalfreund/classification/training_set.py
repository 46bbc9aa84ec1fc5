"""Labelled documents as the samples that the models learn from.

Part of the real sentences is learned a second time as if no table knew their law, so that the classifier can judge bills for laws that do
not exist yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kommunalfreund.classification.ablation import without_execution
from kommunalfreund.classification.labelled_clauses import Label, LabelledDocument
from kommunalfreund.classification.vectorizer import Sample, make_samples
from kommunalfreund.errors import CorpusError
from kommunalfreund.language.interpretation import Interpretation

_NEW_LAW_STEP = 5
"""Every fifth labelled sentence of a law is learned a second time; with two fifths, average precision on laws in force fell by 0.005."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSet:
    """Samples with labels.

    Attributes:
        samples: one per labelled clause.
        labels: the same order.
        groups: law of each.
        own: whether the clause is a fictional one of ours.
        repeated: whether it is a real clause learned a second time as if no table knew its law; never evaluated.
    """

    samples: tuple[Sample, ...]
    labels: tuple[Label, ...]
    groups: tuple[str, ...]
    own: NDArray[np.bool_]
    repeated: NDArray[np.bool_]


def make_training_set(
    documents: Iterable[LabelledDocument], interpret: Callable[[LabelledDocument], Sequence[Interpretation]]
) -> TrainingSet:
    """Interpret the documents and collect their labelled clauses.

    Args:
        documents: own and real ones.
        interpret: interprets all clauses of a document in order.
    """
    samples: list[Sample] = []
    labels: list[Label] = []
    groups: list[str] = []
    own: list[bool] = []
    repeated: list[bool] = []
    for document in documents:
        labelled = [(index, label) for index, label in enumerate(document.labels) if label is not None]
        again = [] if document.own else [one for place, one in enumerate(labelled) if place % _NEW_LAW_STEP == 0]
        interpretations = interpret(document)
        samples.extend(make_samples(interpretations, [index for index, _ in labelled]))
        samples.extend(make_samples([without_execution(it) for it in interpretations], [index for index, _ in again]))
        labels.extend(label for _, label in (*labelled, *again))
        groups.extend(document.group for _ in (*labelled, *again))
        own.extend(document.own for _ in (*labelled, *again))
        repeated.extend((*(False for _ in labelled), *(True for _ in again)))
    if not samples:
        raise CorpusError("Es gibt keine markierten Sätze zum Trainieren.", hint="corpora/clauses und corpora/references prüfen.")
    return TrainingSet(samples=tuple(samples), labels=tuple(labels), groups=tuple(groups), own=np.array(own), repeated=np.array(repeated))
