"""Main and subordinate clauses of one German sentence.

German statutes put the finite verb of a main clause second (or first, behind a subordinate clause that stands in front) and that of
a subordinate clause last. The sentence is cut at commas and item labels; each part opens, continues or closes a clause. A sentence may
hold several main clauses ("Die Gemeinde stellt den Plan auf und legt ihn aus, der Kreis genehmigt ihn").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kommunalfreund.language import morphology as m
from kommunalfreund.language.agreement import verb_form
from kommunalfreund.language.clause_openers import ClauseOpeners
from kommunalfreund.language.interpretation import Token
from kommunalfreund.language.verb_bracket import AUXILIARIES, CLOSES_GROUP, GOVERNING, VerbBracket
from kommunalfreund.language.verb_positions import CONJUNCTIONS, OPENS_INFINITIVE

_BREAKS = frozenset({",", ";", ":", "–", "-"})
_ALSO_OTHER = frozenset({"als", "wie", "während", "bis", "seit", "um", "ohne", "statt", "anstatt"})
"""Subordinators that also stand in front of a noun."""
_INTENSIFIERS = frozenset("auch selbst insbesondere nur erst außer namentlich zumindest spätestens frühestens je solange sooft".split())
"""Words in front of a subordinator that belong to its clause ("auch wenn", "insbesondere soweit")."""
_RESUMES = frozenset({"so", "dann"})
_THAT = frozenset({"dass", "daß"})
_GENITIVE_RELATIVES = frozenset({"deren", "dessen", "denen", "welche", "welcher", "welches", "welchem", "welchen"})
_MODALS = m.KOENNEN | m.DUERFEN | m.MUESSEN | m.SOLLEN | m.SOLLTEN
_TAKES_LAST = _MODALS | m.WERDEN
_THAN = frozenset({"als", "wie"})
_BOUND = frozenset({"verpflichtet", "berechtigt", "befugt", "gehalten", "ermächtigt", "aufgefordert"})
"""Participles that close the row of subjects in front of them."""
_SUBORDINATE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class MainClause:
    """One main clause: index of its finite verb (-1 if none was found); without subject of its own it shares that of the clause before."""

    finite: int
    elliptic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseParts:
    """Main clauses of a sentence, and for each token the number of the one it belongs to, -1 in subordinate clauses."""

    of_token: tuple[int, ...]
    clauses: tuple[MainClause, ...]


def divide(tokens: Sequence[Token], words: Sequence[str], item_starts: frozenset[int]) -> ClauseParts:
    """Divide a sentence into its main clauses and the rest.

    Args:
        tokens: of the sentence.
        words: their lower-cased texts.
        item_starts: character offsets at which items of the enumeration begin.
    """
    divider = _Divider(tokens, words)
    depth = _bracket_depths(words)
    cuts = [i for i, token in enumerate(tokens) if not depth[i] and (token.text in _BREAKS or token.start in item_starts)]
    bounds = [0, *[i + (tokens[i].text in _BREAKS) for i in cuts], len(tokens)]
    segments = [(a, b) for a, b in pairwise(bounds) if b > a]
    for number, (start, end) in enumerate(segments):
        is_item = tokens[start].start in item_starts
        begin = start
        while begin < end - 1 and (not tokens[begin].text[0].isalpha() or (is_item and len(words[begin]) == 1)):
            begin += 1
        before = tokens[start - 1].text if start else ""
        divider.add(start, begin, end, before, is_item=is_item, last=number == len(segments) - 1)
    return divider.result(depth)


def _bracket_depths(words: Sequence[str]) -> list[int]:
    if "(" not in words:
        return [0] * len(words)
    depths, depth = [], 0
    for word in words:
        depth += word == "("
        depths.append(depth)
        depth -= word == ")" and depth > 0
    return depths if depth == 0 else [0] * len(words)


class _Divider:
    """Reads the parts of a sentence from left to right and keeps what is open."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[str]) -> None:
        self.tokens, self.words = tokens, words
        self.verbs = ClauseOpeners(tokens, words)
        self.of_token = [_SUBORDINATE] * len(tokens)
        self.bracket = VerbBracket(tokens, words, self.of_token)
        self.finites: list[int] = []
        self.elliptic: list[bool] = []
        self.current = _SUBORDINATE
        self.open = 0
        self.after_subordinate = False
        self.conditional = False
        self.hanging = False
        self.at_items: tuple[int, int, bool] | None = None

    @property
    def finite(self) -> int:
        return self.finites[self.current] if self.current >= 0 else -1

    def add(self, start: int, begin: int, end: int, before: str, *, is_item: bool, last: bool) -> None:
        """Read the part from ``start`` to ``end``; its words begin at ``begin``."""
        if is_item:
            if self.at_items is None:
                self.at_items = (self.current, self.open, self.conditional)
            self.current, self.open, self.conditional = self.at_items
            self.after_subordinate = self.open > 0
        elif before == ";" or (before == ":" and self.finite >= 0 and self.tokens[begin].text[0].isupper()):
            self.current, self.open, self.after_subordinate, self.conditional = _SUBORDINATE, 0, False, False
        if self._is_subordinate(begin, end, last=last):
            self.after_subordinate = True
            return
        self.after_subordinate, self.conditional, self.open = False, False, 0
        self._add_main(start, begin, end)
        # "Das Amt oder, wenn es klein ist, der Kreis prüft": the subject is not complete
        self.hanging = self.words[end - 1] == "," and self.words[end - 2] in CONJUNCTIONS

    def _is_subordinate(self, begin: int, end: int, *, last: bool) -> bool:
        head = begin + (self.words[begin] in CONJUNCTIONS and begin + 1 < end)
        following = self.words[head + 1] if head + 1 < end else ""
        if (self.words[head] in _INTENSIFIERS and following in m.SUBORDINATORS) or (self.words[head] == "so" and following in _THAT):
            head += 1
        if self.words[head : head + 3] == ["es", "sei", "denn"]:
            self.open += 1
            return True
        if self._opens(head, end, first=begin == 0, last=last):
            self.open += not self.verbs.closes(head, end)
            return True
        resumes = self.words[head] in _RESUMES and head + 1 < end and self.verbs.is_finite(head + 1, end)
        starts_finite = resumes or self.verbs.opens_main(head, end)
        begun = self.current >= 0
        if not begun:
            if not last and not self.after_subordinate and not self.conditional and self.verbs.opens_conditional(head, end):
                self.conditional = True
                return True
            if self.conditional or self.open or self.after_subordinate:
                if starts_finite:  # "…, und ist kein Einvernehmen erzielt, so …" is a second condition
                    return self.conditional and head > begin and not last and not resumes
                closes = self.verbs.ends_in_finite(begin, end)
                self.open -= bool(self.open and closes)
                return bool(self.conditional or self.open or closes or self.verbs.finite_in(begin, end) < 0)
            return False
        if starts_finite and self.finite < 0:
            return False
        if self.open:
            if (
                last
                and self.at_items is None
                and self.finite >= 0
                and self.words[self.finite] in _MODALS
                and self.bracket.awaits(self.finite, self.current, end)
            ):
                return False
            if self.finite >= 0 and self.words[begin] in CONJUNCTIONS and self._second_finite(head, end) >= 0:
                return False
            self.open -= self.verbs.ends_in_finite(begin, end)
            return True
        if self.after_subordinate and self.verbs.ends_in_infinitive(begin, end) and self._depends_on_subordinate(begin):
            return True
        if self.after_subordinate and self.verbs.ends_in_finite(begin, end):
            if self.finite >= 0 and (self.bracket.awaits(self.finite, self.current, end) or self._second_finite(head, end) >= 0):
                return False
            if self.finite < 0 and self.verbs.holds_main_verb(head, end):
                return False
            return not (starts_finite and self.words[begin] not in CONJUNCTIONS)
        return False

    def _opens(self, head: int, end: int, *, first: bool, last: bool) -> bool:
        words = self.words
        word = words[head]
        if word in OPENS_INFINITIVE and self.verbs.has_zu_infinitive(head, end):
            return True
        if word in m.SUBORDINATORS:
            if word in {"wer", "was", "welche", "welcher", "welches"} and not self.verbs.closes(head, end):
                return word in {"wer", "was"} or not first
            if word not in _ALSO_OTHER:
                return not (word == "insoweit" and self.finite >= 0 and self.bracket.awaits(self.finite, self.current, end))
            if self.verbs.is_clause_of(word, head, end, first=first):
                return True
            if word not in m.PREPOSITIONS:
                return False
        relative = head if word in m.RELATIVES else head + 1 if word in m.PREPOSITIONS and head + 1 < end else -1
        if (
            first
            or not (self.current >= 0 or self.after_subordinate or self.open or self.conditional)
            or relative < 0
            or words[relative] not in m.RELATIVES
        ):
            return False
        if relative == end - 1:
            return True
        if self.verbs.ends_in_infinitive(head, end):
            return False
        if (
            self.finite >= 0
            and (self.after_subordinate or (last and self._must_close(relative, end)))
            and self.bracket.awaits(self.finite, self.current, end)
        ):
            return False
        if self.hanging and self.finite < 0 and self.verbs.holds_main_verb(head, end):
            return False
        if self.finite >= 0 and self.words[self.finite] == "sind" and self._continues_row(relative, end):
            return False
        if self.verbs.ends_in_finite(head, end):
            if words[relative].startswith("welch"):
                return True
            if self.finite >= 0 and self._continues_infinitives(head, end) and not self.verbs.is_pronoun(relative, end):
                return False
            # "die Gemeinde prüft und entscheidet" is no relative clause
            last_word = self.verbs.last_word(head, end)
            return self.words[last_word - 1] not in CONJUNCTIONS or self._second_finite(head, end) < 0
        if (
            not last
            and self.verbs.finite_in(head, end) < 0
            and (words[relative] in _GENITIVE_RELATIVES or self.verbs.is_pronoun(relative, end))
        ):
            return True
        if any(words[i] in m.CLOSED_FINITE for i in range(relative + 1, end)) and self._second_finite(head, end) < 0:
            return True
        # "die zu einer stärkeren Minderung führen als die Pläne": a comparison behind the verb
        than = next((i for i in range(relative + 2, end) if words[i] in _THAN), -1)
        return than > 0 and self.verbs.is_pronoun(relative, than) and self.verbs.ends_in_finite(head, than)

    def _must_close(self, relative: int, end: int) -> bool:
        """Whether the last part has to bring what the finite verb wants ("kann den Namen, die Anschrift und das Alter speichern")."""
        return (
            self.words[self.finite] in _TAKES_LAST
            and self.words[relative] not in _GENITIVE_RELATIVES
            and not self.verbs.is_pronoun(relative, end)
        )

    def _continues_row(self, relative: int, end: int) -> bool:
        """ "sind die Ämter, die Kreise und die Städte verpflichtet": a row of subjects and no relative clause."""
        last = self.verbs.last_word(relative, end)
        if self.words[last] not in _BOUND or m.is_determiner(self.words[relative + 1]):
            return False
        return any(self.words[i] in CONJUNCTIONS and m.is_determiner(self.words[i + 1]) for i in range(relative + 2, last - 1))

    def _continues_infinitives(self, head: int, end: int) -> bool:
        """ "kann den Betrieb untersagen, die Anlage stilllegen": a row of infinitives and no relative clause."""
        last, before = self.verbs.last_word(head, end), head - 2
        return (
            self.words[self.finite] in _MODALS
            and self.words[head] in m.RELATIVES
            and m.is_infinitive(self.tokens[last].text)
            and self.words[last] not in m.CLOSED_FINITE
            and before > self.finite
            and m.is_infinitive(self.tokens[before].text)
        )

    def _depends_on_subordinate(self, begin: int) -> bool:
        """ "die berechtigt ist, Akten einzusehen": the infinitive group belongs to the clause in front of the comma."""
        if any(word in GOVERNING for word in self.words[max(begin - 4, 0) : begin]):
            return True
        return (
            self.finite >= 0
            and not self.hanging
            and self.words[begin] not in CONJUNCTIONS
            and not self.bracket.wants_infinitive(self.finite, self.current, begin)
        )

    def _add_main(self, start: int, begin: int, end: int) -> None:
        head = begin + (self.words[begin] in CONJUNCTIONS and begin + 1 < end)
        if self.current < 0:
            self._new_clause(-1, elliptic=False)
            verb_first = start > 0
        else:
            verb_first = True
        if self.finite < 0:
            self.finites[self.current] = self.verbs.finite_in(begin, end, verb_first=verb_first)
        elif self.verbs.is_finite(head, end) and self._fits_ellipsis(head, end):
            self._new_clause(head, elliptic=True)
        elif (second := self._second_finite(head, end)) >= 0:
            self._new_clause(second, elliptic=False)
        self.of_token[start:end] = [self.current] * (end - start)
        for i in range(max(begin, self.finite) + 1, end - 1):
            if self.words[i] not in CONJUNCTIONS or self.finite < 0 or i < self.finite:
                continue
            following = i + 1
            if self.verbs.is_finite(following, end) and self._fits_ellipsis(following, end):
                self._new_clause(following, elliptic=True)
            elif (second := self._second_finite(following, end)) >= 0:
                self._new_clause(second, elliptic=False)
            else:
                continue
            self.of_token[i:end] = [self.current] * (end - i)

    def _new_clause(self, finite: int, *, elliptic: bool) -> None:
        self.finites.append(finite)
        self.elliptic.append(elliptic)
        self.current = len(self.finites) - 1

    def _fits_ellipsis(self, i: int, end: int) -> bool:
        """Whether the verb behind a conjunction is finite and no further participle or infinitive of the verb group."""
        word, verb = self.words[i], self.words[self.finite]
        following = self.words[i + 1] if i + 1 < end else ""
        if word in m.CLOSED_FINITE:
            return following not in {",", ".", ""} or self.verbs.last_word(0, end) != i
        if not verb_form(word) & verb_form(verb):
            return False
        if verb not in AUXILIARIES:
            return True
        if word.endswith("n"):
            return verb not in _MODALS and self.verbs.last_word(i, end) != i
        return (
            verb in m.SEIN | m.WERDEN | m.HABEN | _MODALS
            and self.verbs.last_word(i, end) != i
            and following not in CLOSES_GROUP | {"und", "oder"}
        )

    def _second_finite(self, head: int, end: int) -> int:
        """Verb of a further main clause: second in it, behind one constituent ("der Kreis genehmigt ihn")."""
        last = self.verbs.last_word(head, end)
        for i in range(head + 1, min(end, head + 26)):
            word = self.words[i]
            if word in {"als", "wie"}:
                return -1
            if not self.verbs.is_finite(i, end):
                if word == "zu" or (m.is_participle(word) and word.endswith("t")):
                    return -1
                continue
            if i == last:
                return -1
            behind = self.words[i + 2] if self.words[i + 1] == "zu" and i + 2 < end else self.words[i + 1]
            if behind in CLOSES_GROUP or (self.words[i + 1] in m.CLOSED_FINITE and word not in m.CLOSED_FINITE):
                return -1
            if word in m.CLOSED_FINITE:
                return i
            if self.finite >= 0 and self.bracket.takes(self.finite, self.current, i):
                return -1
            front = self.tokens[i - 1].text
            return i if front[0].isupper() or front[0].isdigit() or i == head + 1 or front == ")" else -1
        return -1

    def result(self, depth: Sequence[int]) -> ClauseParts:
        """What was found; a sentence without main verb counts as one main clause."""
        if not any(finite >= 0 for finite in self.finites):
            finite = self.verbs.finite_in(0, len(self.words)) if self.words else -1
            if finite < 0:
                finite = self.verbs.separated_verb()
            self.of_token = [0] * len(self.words)
            self.finites, self.elliptic = [finite], [False]
        if any(depth):
            self.of_token = [_SUBORDINATE if inside else clause for clause, inside in zip(self.of_token, depth, strict=True)]
        clauses = (MainClause(finite=finite, elliptic=elliptic) for finite, elliptic in zip(self.finites, self.elliptic, strict=True))
        return ClauseParts(of_token=tuple(self.of_token), clauses=tuple(clauses))
