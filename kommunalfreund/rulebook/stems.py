"""Literal word parts without which a regular expression cannot match.

Hundreds of patterns are searched in every sentence. Most cannot match because none of the sentence's words contains the fixed part of the
pattern, and that is cheap to know.

>>> sorted(required_stems(r"Jugend(?:amt|ämtern?)"))
[Stem(text='jugendamt', at_word_start=True), Stem(text='jugendämter', at_word_start=True)]
>>> sorted(stem.text for stem in required_stems(r"(?:Jagd|Forst)behörden? der Länder"))
['forstbehörde', 'jagdbehörde']
>>> required_stems(r"\\w+amt|x")
frozenset()
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

_parser: Any = re._parser  # type: ignore[attr-defined]  # the syntax tree of `re` has no public name
_SHORTEST = 3
_MOST = 300
_EMPTY = frozenset({""})
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


class Stem(NamedTuple):
    """A lower-case part of a word; ``at_word_start`` if the word must begin with it."""

    text: str
    at_word_start: bool


def required_stems(pattern: str) -> frozenset[Stem]:
    """Stems of which at least one stands in some word of every text that the pattern matches.

    Args:
        pattern: regular expression; ``at_word_start`` holds only if it is searched from the beginning of a word.

    Returns:
        The set whose shortest stem is longest; empty if some alternative has no fixed run of three word characters.
    """
    return _best(_parser.parse(pattern), True)


def _best(nodes: Iterable[Any], at_start: bool) -> frozenset[Stem]:
    gates: list[frozenset[Stem]] = []
    runs: frozenset[str] = _EMPTY
    runs_at_start = at_start

    def close(next_at_start: bool) -> None:
        nonlocal runs, runs_at_start
        shortest = frozenset(run for run in runs if not any(run.startswith(other) and other != run for other in runs))
        if all(len(run) >= _SHORTEST for run in shortest):
            gates.append(frozenset(Stem(run, runs_at_start) for run in shortest))
        runs, runs_at_start = _EMPTY, next_at_start

    for node in nodes:
        kind, value = str(node[0]), node[1]
        if kind in {"AT", "ASSERT", "ASSERT_NOT"}:
            continue
        texts = _texts(node)
        if texts and all(text.isalnum() or not text for text in texts) and len(texts) * len(runs) <= _MOST:
            runs = frozenset(run + text for run in runs for text in texts)
            continue
        starts = runs_at_start and runs == _EMPTY
        close(bool(texts) and all(text and not text[-1].isalnum() for text in texts))
        inner: frozenset[Stem] = frozenset()
        if kind == "SUBPATTERN":
            inner = _best(value[-1], starts)
        elif kind == "BRANCH":
            branches = [_best(branch, starts) for branch in value[1]]
            inner = frozenset().union(*branches) if all(branches) else frozenset()
        elif kind in _REPEATS and value[0] >= 1:
            inner = _best(value[2], starts)
        if inner:
            gates.append(inner)
    close(False)
    return max(gates, key=lambda gate: (min(len(stem.text) for stem in gate), -len(gate)), default=frozenset())


def _texts(node: Any) -> frozenset[str]:
    """All lower-case texts that a node can stand for, empty if they are too many to list."""
    kind, value = str(node[0]), node[1]
    if kind == "LITERAL":
        return frozenset({chr(value).lower()})
    if kind == "IN" and all(str(item[0]) == "LITERAL" for item in value):
        return frozenset(chr(item[1]).lower() for item in value)
    if kind == "SUBPATTERN":
        return _texts_of_all(value[-1])
    if kind == "BRANCH":
        branches = [_texts_of_all(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if kind in _REPEATS and (value[0], value[1]) == (0, 1) and (inner := _texts_of_all(value[2])):
        return inner | _EMPTY
    return frozenset()


def _texts_of_all(nodes: Iterable[Any]) -> frozenset[str]:
    texts = _EMPTY
    for node in nodes:
        following = _texts(node)
        if not following or len(texts) * len(following) > _MOST:
            return frozenset()
        texts = frozenset(text + more for text in texts for more in following)
    return texts
