"""Texts and named features as rows of a sparse matrix, for vectorisers that have been fitted.

The rows are those of scikit-learn's own ``transform``. It looks at the type of every value and catches an exception for every unknown
sequence of words, which took longer than everything else the classifier does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize


def word_sequences(longest: int, text: str) -> list[str]:
    """All words of a text that is cut by white space, and all sequences of them.

    Args:
        longest: words of the longest sequence.
        text: words already lemmatised.

    >>> word_sequences(2, "stelle prüfen antrag")
    ['stelle', 'prüfen', 'antrag', 'stelle prüfen', 'prüfen antrag']
    """
    words = text.split()
    sequences = words[:]
    for length in range(2, longest + 1):
        sequences += map(" ".join, zip(*(words[start:] for start in range(length)), strict=False))
    return sequences


def named_rows(vectorizer: DictVectorizer, features: Iterable[Mapping[str, float]]) -> csr_matrix:
    """One row of named features each; names that the vectoriser does not know are left out."""
    column_of = vectorizer.vocabulary_
    values: list[float] = []
    columns: list[int] = []
    borders = [0]
    for named in features:
        known = [name for name in named if name in column_of]
        columns += [column_of[name] for name in known]
        values += [named[name] for name in known]
        borders.append(len(columns))
    rows = csr_matrix((np.array(values, dtype=np.float64), columns, borders), shape=(len(borders) - 1, len(column_of)))
    rows.sort_indices()
    return rows


def word_rows(vectorizer: TfidfVectorizer, texts: Sequence[str]) -> csr_matrix:
    """One row of weighted word sequences each, of length 1.

    Args:
        vectorizer: with ``word_sequences`` as its analyser, sublinear counts and inverse document frequencies.
        texts: at least one, of words that are cut by white space.
    """
    column_of, sequences = vectorizer.vocabulary_, vectorizer.analyzer
    columns: list[int] = []
    borders = [0]
    for text in texts:
        columns += [column for column in map(column_of.get, sequences(text)) if column is not None]
        borders.append(len(columns))
    rows = csr_matrix((np.ones(len(columns)), columns, borders), shape=(len(texts), len(column_of)))
    rows.sum_duplicates()
    rows.data = (np.log(rows.data) + 1) * vectorizer.idf_[rows.indices]
    return csr_matrix(normalize(rows, copy=False))
