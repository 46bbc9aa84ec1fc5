"""Halves of a sentence: main clauses that a semicolon parts ("Die Zulassung kann erteilt werden; sie ist zu versagen, wenn …")."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ITEM = re.compile(r"\d+[a-z]?\.?$|[a-z]\)?$|[-–]$")
"""What opens an item of an enumeration: semicolons between items part no halves."""


def half_start(words: Sequence[str], index: int) -> int:
    """Index of the first word of the half that a word stands in.

    Args:
        words: of the sentence.
        index: of the word.

    >>> half_start(["Sie", "kann", "gehen", ";", "er", "bleibt"], 5)
    4
    >>> half_start(["Wer", "1.", "geht", ";", "2.", "bleibt", ",", "zahlt"], 7)
    0
    """
    for i in range(index - 1, 0, -1):
        if words[i] == ";" and not _ITEM.match(words[i + 1]):
            return i + 1
    return 0
