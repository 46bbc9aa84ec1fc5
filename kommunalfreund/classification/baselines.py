"""What a list of words reaches: the bar that everything else has to clear."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kommunalfreund.classification.evaluation import GoldSentence, Verdict
from kommunalfreund.finding import Addressee
from kommunalfreund.rulebook.term import Category, Term
from kommunalfreund.rulebook.vocabulary import Vocabulary

OBLIGATION_WORDS = (
    "muss",
    "muß",
    "müssen",
    "hat",
    "haben",
    "soll",
    "sollen",
    "verpflichtet",
    "ist … zu",
    "sind … zu",
    "darf nicht",
    "dürfen nicht",
    "darf nur",
    "dürfen nur",
    "zuständig",
    "obliegt",
    "obliegen",
    "stellt sicher",
    "stellen sicher",
    "gewährleistet",
    "gewährleisten",
)
"""Words of obligation; "…" stands for any words in between."""

_ANY_WORDS = r"\b.+?\b"
_OBLIGATION = re.compile(
    "|".join(r"\b" + words.replace(" … ", _ANY_WORDS) + r"\b" for words in OBLIGATION_WORDS), re.IGNORECASE | re.DOTALL
)


def baseline_verdicts(gold: Sequence[GoldSentence], vocabulary: Vocabulary) -> dict[str, tuple[Verdict, ...]]:
    """Verdicts of the word lists on the gold sentences, by name of the list.

    Args:
        gold: labelled sentences with their text.
        vocabulary: the words, by the class of their term.
    """
    named = [[hit.term for hit in vocabulary.find(sentence.text, sentence.abbreviation)] for sentence in gold]
    municipality = [any(map(_is_municipality, terms)) for terms in named]
    office = [any(_is_municipality(term) or _is_office(term) for term in terms) for terms in named]
    obligation = [_OBLIGATION.search(sentence.text) is not None for sentence in gold]
    flags = {
        "municipality_words": municipality,
        "municipality_and_office_words": office,
        "obligation_words": obligation,
        "office_and_obligation_words": [a and b for a, b in zip(office, obligation, strict=True)],
        "everything": [True] * len(gold),
    }
    return {name: tuple(Verdict(flagged=flag) for flag in values) for name, values in flags.items()}


def _is_municipality(term: Term) -> bool:
    return term.addressee is Addressee.DIREKT


def _is_office(term: Term) -> bool:
    """Municipal offices, and "die zuständige Behörde" in all its forms."""
    return term.addressee is Addressee.FUNKTIONAL or term.category is Category.VOLLZUG
