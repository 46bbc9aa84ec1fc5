"""Two wordings of a sentence, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from kommunalfreund.clause import Clause
from kommunalfreund.finding import WordChange

_WORD = re.compile(r"\d+(?:[ .]\d{3})*(?:,\d+)?|\w+(?:-\w*)*|[^\w\s]")


def words_of(clause: Clause) -> tuple[str, ...]:
    """Words and marks of a clause without the labels of its items, which change when a provision is renumbered."""
    text, parts, at = clause.text, [], 0
    for item in sorted(clause.items, key=lambda item: item.span.start):
        if item.span.start < at:
            continue
        parts.append(text[at : item.span.start])
        at = item.span.start + len(item.label)
    parts.append(text[at:])
    return tuple(_WORD.findall(" ".join(parts)))


def compare_words(old: Sequence[str], new: Sequence[str]) -> tuple[WordChange, ...]:
    """What was kept, dropped and added, in order.

    >>> [(change.old, change.new) for change in compare_words(("Sie", "kann", "prüfen"), ("Sie", "muss", "prüfen"))]
    [('Sie', 'Sie'), ('kann', 'muss'), ('prüfen', 'prüfen')]
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    changes = [WordChange(old=_phrase(old[a:b]), new=_phrase(new[c:d])) for _, a, b, c, d in matcher.get_opcodes()]
    return tuple(change for change in changes if change.old or change.new)


@lru_cache(maxsize=4096)
def similarity(old: tuple[str, ...], new: tuple[str, ...]) -> float:
    """Share of words that two wordings have in common, in order, 0 to 1."""
    if not old or not new:
        return 0.0
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.real_quick_ratio() < 0.3 or matcher.quick_ratio() < 0.3:
        return 0.0
    return matcher.ratio()


def _phrase(words: Sequence[str]) -> str:
    text = " ".join(words)
    return re.sub(r"([„(‚]) ", r"\1", re.sub(r" ([,.;:!?)“‘])", r"\1", text))
