from functools import partial

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer

from kommunalfreund.classification.sparse_rows import named_rows, word_rows, word_sequences

TEXTS = ["stelle prüfen antrag", "stelle prüfen zahl antrag stelle prüfen", "", "unbekannt"]


def test_word_rows_are_those_of_scikit_learn() -> None:
    ours = TfidfVectorizer(analyzer=partial(word_sequences, 3), sublinear_tf=True).fit(TEXTS[:3])
    theirs = TfidfVectorizer(ngram_range=(1, 3), token_pattern=r"\S+", lowercase=False, sublinear_tf=True).fit(TEXTS[:3])
    assert ours.vocabulary_ == theirs.vocabulary_
    rows, expected = word_rows(ours, TEXTS), theirs.transform(TEXTS)
    assert np.array_equal(rows.indices, expected.indices)
    assert np.array_equal(rows.toarray(), expected.toarray())


def test_named_rows_are_those_of_scikit_learn() -> None:
    features = [{"Länge": 0.5, "Satz > 1": 0.0, "Teil=a": 1}, {"Teil=b": 1}, {}]
    vectorizer = DictVectorizer().fit(features[:1])
    rows, expected = named_rows(vectorizer, features), vectorizer.transform(features)
    assert np.array_equal(rows.indices, expected.indices)
    assert np.array_equal(rows.toarray(), expected.toarray())
