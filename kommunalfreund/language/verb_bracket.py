"""The verb bracket of a German main clause: what its finite verb still wants at the end.

"Das Amt kann den Steg, den Weg und die Brücke …" waits for an infinitive; until it has come, no other main clause begins.
"""

from __future__ import annotations

from collections.abc import Sequence

from kommunalfreund.language import morphology as m
from kommunalfreund.language.interpretation import Token
from kommunalfreund.language.verb_positions import VerbPositions

_MODALS = m.KOENNEN | m.DUERFEN | m.MUESSEN | m.SOLLEN | m.SOLLTEN
_WITH_ZU = m.SEIN | m.HABEN
AUXILIARIES = _MODALS | m.WERDEN | m.HABEN | m.SEIN
GOVERNING = frozenset({"verpflichtet", "berechtigt", "befugt", "ermächtigt", "gehalten", "beauftragt", "bereit", "möglich", "zulässig"})
"""Words with which an infinitive group is completed."""
CLOSES_GROUP = frozenset({"werden", "worden", "sein", "haben", "lassen", "können", "müssen", "dürfen"})
"""Infinitives and participles behind which a verb group is complete."""


class VerbBracket:
    """Answers by position; ``finite`` is the finite verb of the clause, ``of_token`` names the clause of each token read so far."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[str], of_token: Sequence[int]) -> None:
        self.tokens, self.words, self.of_token = tokens, words, of_token
        self.verbs = VerbPositions(tokens, words)

    def wants_infinitive(self, finite: int, clause: int, before: int) -> bool:
        """Whether a main clause can still take an infinitive with zu."""
        verb = self.words[finite]
        if verb not in AUXILIARIES:
            return True
        if verb in _MODALS:
            return not self.is_closed(finite, clause, before)
        own = [i for i in range(finite + 1, before) if self.of_token[i] == clause]
        if any(self.words[i] in GOVERNING for i in own):
            return True
        return verb in _WITH_ZU and not any(self.verbs.is_zu_infinitive(i) for i in own)

    def awaits(self, finite: int, clause: int, end: int) -> bool:
        """Whether the verb group of a main clause still wants a participle or infinitive, and the word in front of ``end`` is one."""
        if self.words[finite] not in AUXILIARIES:
            return False
        last = self.words[self.verbs.last_word(0, end)]
        if self.words[finite] in _MODALS:
            return m.is_infinitive(last) and not self.is_closed(finite, clause, end)
        return m.is_participle(last) and not self.is_closed(finite, clause, end)

    def is_closed(self, finite: int, clause: int, before: int) -> bool:
        """Whether the verb group of a main clause is complete in front of a position."""
        behind = range(before - 1, finite, -1)
        # a preposition behind the verb ("Vorschriften erlassen über 1. …") does not open its group again
        inner = (i for i in behind if self.of_token[i] == clause and self.words[i][0].isalpha())
        last = next((i for i in inner if self.words[i] not in m.PREPOSITIONS), -1)
        if last <= finite:
            return False
        word = self.words[last]
        return self.tokens[last].text[0].islower() and (
            m.is_participle(word) or m.is_lexical_finite(word) or m.is_zu_infinitive(word) or word in CLOSES_GROUP
        )

    def takes(self, finite: int, clause: int, i: int) -> bool:
        """Whether the open verb group can take a form as its participle or infinitive."""
        verb, word = self.words[finite], self.words[i]
        if verb not in AUXILIARIES:
            return False
        return (verb in _MODALS and word.endswith("n")) or (word.endswith("t") and not self.is_closed(finite, clause, i))
