"""Tokens of German legal text: spaCy's rule-based German tokenizer, lemmas from simplemma.

No statistical model is loaded, so nothing has to be downloaded and the result is the same everywhere.

>>> [t.text for t in tokenize("Die Gemeinde hat nach § 3 Abs. 2 Pläne aufzustellen.")]
['Die', 'Gemeinde', 'hat', 'nach', '§', '3', 'Abs.', '2', 'Pläne', 'aufzustellen', '.']
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import simplemma
import spacy

from kommunalfreund.language.interpretation import Token

if TYPE_CHECKING:
    from spacy.language import Language


_ABBREVIATIONS = ("Abs.", "Nr.", "Nrn.", "Art.", "Buchst.", "BGBl.", "ABl.", "Halbs.", "Unterabs.")
"""What spaCy's German tokenizer does not know as one token."""


@cache
def _pipeline() -> Language:
    nlp = spacy.blank("de")
    for abbreviation in _ABBREVIATIONS:
        nlp.tokenizer.add_special_case(abbreviation, [{"ORTH": abbreviation}])  # type: ignore[union-attr]
    return nlp


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """Lower-cased lemma of a word form; unknown words stay as they are.

    >>> lemma("Gemeinden"), lemma("übermittelt")
    ('gemeinde', 'übermitteln')
    """
    return str(simplemma.lemmatize(word, lang="de")).lower()


@lru_cache(maxsize=200_000)
def is_noun(word: str) -> bool:
    """Whether a capitalised word is a noun and not merely the first word of a sentence.

    >>> is_noun("Anbieter"), is_noun("Dabei")
    (True, False)
    """
    return word[:1].isupper() and str(simplemma.lemmatize(word, lang="de"))[:1].isupper() and word.lower() not in _NO_NOUNS


_NO_NOUNS = frozenset("er sie es wer was satz absatz nummer buchstabe artikel § abweichend vorbehaltlich unbeschadet".split())


def tokenize(text: str) -> tuple[Token, ...]:
    """Split a text into tokens with lemma and character offsets; white space is dropped."""
    return tuple(
        Token(token.text, lemma(token.text), token.idx, token.idx + len(token.text))
        for token in _pipeline().make_doc(text)
        if not token.is_space
    )
