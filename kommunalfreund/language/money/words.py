"""Classes of words that legal language speaks of money and relief with, and which of them a word belongs to.

The words are data in ``rules/geld.yaml``. An entry is a word or lemma in small letters; ``*kosten`` stands for the word and all
compounds that end in it, ``vereinfach*`` for all that begin with it, ``gebühr/en`` for both forms, ``-bußgeld`` is an exception, and
``=haften`` holds only for the main verb of the sentence, where the word alone would say too little ("haftet", not "haftet … an").
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from pydantic import ConfigDict, RootModel

from kommunalfreund.language.german import lemma
from kommunalfreund.paths import RULES
from kommunalfreund.rulebook.yaml_file import read_yaml


class _ClassesModel(RootModel[dict[str, str]]):
    """Name of a class -> its entries, separated by spaces."""

    model_config = ConfigDict(frozen=True)


CLASSES = read_yaml(RULES / "geld.yaml").validate(_ClassesModel).root
"""The classes with their entries."""

BIT = {name: 1 << position for position, name in enumerate(CLASSES)}
"""Each class as a bit, so that the classes of a sentence are one number."""

_ATTRIBUTIVE = ("te", "ten", "ter", "tes", "tem", "ene", "enen", "ener", "enes", "enem")
"""Endings of participles that stand before their noun."""

_Table = dict[str, int]


def _tables() -> tuple[_Table, _Table, _Table, _Table]:
    """Words, endings, beginnings, and exceptions (words and endings together)."""
    words: _Table = defaultdict(int)
    endings: _Table = defaultdict(int)
    beginnings: _Table = defaultdict(int)
    exceptions: _Table = defaultdict(int)
    for name, entries in CLASSES.items():
        for entry in entries.split():
            base, *variants = entry.removeprefix("-").split("/")
            for word in (base, *(base + variant for variant in variants)):
                if entry.startswith("-"):
                    exceptions[word.removeprefix("*")] |= BIT[name]
                elif word.startswith("*"):
                    endings[word[1:]] |= BIT[name]
                elif word.endswith("*"):
                    beginnings[word[:-1]] |= BIT[name]
                else:
                    words[word] |= BIT[name]
    return dict(words), dict(endings), dict(beginnings), dict(exceptions)


_WORDS, _ENDINGS, _BEGINNINGS, _EXCEPTIONS = _tables()


@lru_cache(maxsize=200_000)
def classes_of(word: str) -> int:
    """The classes of one word as written; a main verb is asked for as ``=infinitive``.

    >>> classes_of("Reisekosten") == BIT["kosten"], classes_of("Baum")
    (True, 0)
    """
    if word.startswith("="):
        return _WORDS.get(word, 0)
    found = 0
    lower, base = word.lower(), lemma(word)
    if word[:1].islower() and word.endswith(_ATTRIBUTIVE):
        base = lower  # "die erbrachten Leistungen" says nothing about who renders them
    for form in (lower,) if lower == base else (lower, base):
        found |= _WORDS.get(form, 0)
        for i in range(len(form)):
            found |= _ENDINGS.get(form[i:], 0) | _BEGINNINGS.get(form[: i + 1], 0)
    if found:
        for i in range(len(lower)):
            found &= ~_EXCEPTIONS.get(lower[i:], 0)
    return found
