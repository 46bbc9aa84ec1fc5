"""Literal word parts without which a regular expression cannot match.

Hundreds of patterns are searched in every sentence. Most cannot match because none of the sentence's words contains the fixed part of the
pattern, and that is cheap to know.

>>> sorted(required_stems(r"Jugend(?:amt|ämtern?)"))
[Stem(text='jugend', at_word_start=True)]
>>> sorted(stem.text for stem in required_stems(r"[Zz]uständige[nr]? (?:Behörde|Stelle)"))
['zuständige']
>>> required_stems(r"\\w+amt|x")
frozenset()
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

_parser: Any = re._parser  # type: ignore[attr-defined]  # the syntax tree of `re` has no public name
_SHORTEST = 3


class Stem(NamedTuple):
    """A lower-case part of a word; ``at_word_start`` if the word must begin with it."""

    text: str
    at_word_start: bool


def required_stems(pattern: str) -> frozenset[Stem]:
    """Stems of which at least one stands in some word of every text that the pattern matches.

    Args:
        pattern: regular expression that begins at the beginning of a word.

    Returns:
        The longest such set; empty if some alternative has no fixed run of three word characters.
    """
    return _best(_parser.parse(pattern), True)


def _best(nodes: Iterable[Any], at_start: bool) -> frozenset[Stem]:
    gates: list[frozenset[Stem]] = []
    run, run_at_start = "", at_start

    def close(next_at_start: bool) -> None:
        nonlocal run, run_at_start
        if len(run) >= _SHORTEST:
            gates.append(frozenset({Stem(run, run_at_start)}))
        run, run_at_start = "", next_at_start

    for node in nodes:
        kind, value = str(node[0]), node[1]
        letter = _letter(kind, value)
        if letter is not None:
            if letter.isalnum() or letter == "_":
                run += letter
            else:
                close(True)
            continue
        if kind in {"AT", "ASSERT", "ASSERT_NOT"}:
            continue
        starts = run_at_start and not run
        close(False)
        inner: frozenset[Stem] = frozenset()
        if kind == "SUBPATTERN":
            inner = _best(value[-1], starts)
        elif kind == "BRANCH":
            branches = [_best(branch, starts) for branch in value[1]]
            inner = frozenset().union(*branches) if all(branches) else frozenset()
        elif kind in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"} and value[0] >= 1:
            inner = _best(value[2], starts)
        if inner:
            gates.append(inner)
    close(False)
    return max(gates, key=lambda gate: (min(len(stem.text) for stem in gate), -len(gate)), default=frozenset())


def _letter(kind: str, value: Any) -> str | None:
    """The lower-case character that a node stands for, if it is only one."""
    if kind == "LITERAL":
        return chr(value).lower()
    if kind == "IN" and all(str(item[0]) == "LITERAL" for item in value):
        letters = {chr(item[1]).lower() for item in value}
        return letters.pop() if len(letters) == 1 else None
    return None
