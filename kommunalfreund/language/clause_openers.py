"""Words that open a subordinate clause in one place and stand in front of a noun in another: "die", "als", "bis" …"""

from __future__ import annotations

from kommunalfreund.language import morphology as m
from kommunalfreund.language.verb_positions import CONJUNCTIONS, VerbPositions

_AFTER_PRONOUN = frozenset("sich er sie es ihm ihr ihnen nicht nur auch".split())


class ClauseOpeners(VerbPositions):
    """Tells relative pronouns from articles and subordinators from prepositions; ends are exclusive."""

    def is_clause_of(self, word: str, head: int, end: int, *, first: bool) -> bool:
        """Whether one of the words that also stand in front of a noun opens a clause ("als sich die Lage geändert hat")."""
        if not self.ends_in_finite(head, end):
            return False
        last = self.last_word(head, end)
        if word == "während" or self.finite_in(head, last) < 0:
            return True
        return not first and self.words[last] in m.FINITE_FORMS and self.words[head + 1] != "auch"

    def holds_main_verb(self, head: int, end: int) -> bool:
        """A closed finite form in the middle of a part, as only a main clause has it ("sowie Stege werden nicht erfasst")."""
        last = self.last_word(head, end)
        for i in range(head + 1, last):
            if self.words[i] in m.CLOSED_FINITE:
                behind = self.words[i + 1]
                return behind not in m.FINITE_FORMS and behind not in CONJUNCTIONS and self.words[last] not in m.FINITE_FORMS
        return False

    def is_pronoun(self, relative: int, end: int) -> bool:
        """ "die" that is no article: a preposition follows, and no attribute ends in front of a noun ("die nach Satz 1 zuständige")."""
        following = self.words[relative + 1] if relative + 1 < end else ""
        if not (following in m.PREPOSITIONS or following in m.FUSED or following in _AFTER_PRONOUN or m.is_determiner(following)):
            return False
        return not any(self._ends_attribute(relative, i) for i in range(relative + 2, end) if self.tokens[i].text[0].isupper())

    def _ends_attribute(self, article: int, noun: int) -> bool:
        """Whether a noun has an attribute that no determiner or preposition behind the article opens ("die dem Amt bekannten Daten")."""
        i = noun - 1
        while i > article and self.tokens[i].text[0].islower() and self.words[i].endswith(("e", "en", "er")):
            if m.is_determiner(self.words[i]) or self.words[i] in m.PREPOSITIONS or self.words[i] in CONJUNCTIONS:
                return False
            i -= 1
        return i < noun - 1 and not (i > article and (self.words[i] in m.PREPOSITIONS or m.is_determiner(self.words[i])))
