"""From interpreted clauses to the rows of numbers that the linear models look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer

from kommunalfreund.classification import features
from kommunalfreund.classification.sparse_rows import named_rows, word_rows, word_sequences
from kommunalfreund.language.interpretation import Interpretation

FEATURES_VERSION = "4"
"""Changes whenever the meaning of a feature changes, so that an old model is refused instead of guessing."""

_WORD_WEIGHT = 3.0
_MAIN_WEIGHT = 2.0
_MIN_SAMPLES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What the classifier sees of one clause.

    Attributes:
        named: features from the language stages.
        words: masked words of the clause.
        main: those in main clauses.
        relations: pairs of verb or subject and noun.
        heading: words of the headings.
        document: features of the whole document, for the question who is addressed.
    """

    named: dict[str, float]
    words: str
    main: str
    relations: str
    heading: str
    document: dict[str, float]


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
        document=features.document(interpretation),
    )


def _word_counter(longest: int) -> TfidfVectorizer:
    """Counts words and sequences of words that are already cut and lemmatised."""
    return TfidfVectorizer(analyzer=partial(word_sequences, longest), min_df=_MIN_SAMPLES, sublinear_tf=True)


@dataclass(slots=True, kw_only=True)
class Vectorizer:
    """Samples to a sparse matrix.

    Its columns are named features, word n-grams, those of main clauses, pairs of verb or subject and noun, heading words; behind these
    ``shared`` columns stand those about the document, which only the question for the addressee looks at.
    """

    named: DictVectorizer = field(default_factory=DictVectorizer)
    words: TfidfVectorizer = field(default_factory=partial(_word_counter, 3))
    main: TfidfVectorizer = field(default_factory=partial(_word_counter, 2))
    relations: TfidfVectorizer = field(default_factory=partial(_word_counter, 1))
    heading: TfidfVectorizer = field(default_factory=lambda: TfidfVectorizer(ngram_range=(1, 1), min_df=_MIN_SAMPLES, sublinear_tf=True))
    document: DictVectorizer = field(default_factory=DictVectorizer)

    @property
    def shared(self) -> int:
        """Number of columns that all questions look at."""
        return sum(len(block.vocabulary_) for block in (self.named, self.words, self.main, self.relations, self.heading))

    def fit(self, samples: Sequence[Sample]) -> Vectorizer:
        """Learn the columns; features of a clause that occur in too few samples are left out, those of the document are few anyway."""
        counts = Counter(name for sample in samples for name in sample.named)
        self.named.fit([{name: value for name, value in sample.named.items() if counts[name] >= _MIN_SAMPLES} for sample in samples])
        self.words.fit([sample.words for sample in samples])
        self.main.fit([sample.main for sample in samples])
        self.relations.fit([sample.relations for sample in samples])
        self.heading.fit([sample.heading for sample in samples])
        self.document.fit([sample.document for sample in samples])
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
                    named_rows(self.document, (sample.document for sample in samples)),
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
            *self.document.get_feature_names_out(),
        ]
