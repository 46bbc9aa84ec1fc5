"""Shallow syntax of one German sentence: main clauses, their finite verbs, verb groups and subjects, noun phrases.

No treebank, no trained parser: what is uncertain is left open (``subject`` is None).
"""

from __future__ import annotations

from dataclasses import dataclass

from kommunalfreund.language import clause_parts
from kommunalfreund.language.interpretation import Token
from kommunalfreund.language.noun_phrases import NounPhrase, find_phrases
from kommunalfreund.language.subject import find_subject
from kommunalfreund.language.verb_group import VerbGroup, read_verb_group

__all__ = ["Clause", "Frame", "NounPhrase", "parse"]

_NEGATIONS = frozenset({"nicht", "niemand"})
_RESTRICTIONS = frozenset({"nur", "ausschließlich"})
_LONGEST = 250
"""Tokens of a sentence that are analysed; what stands behind them (annex lists) counts as no part of the main clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One main clause.

    Attributes:
        finite: index of its finite verb, -1 if none was found.
        subject: the noun phrase that is the subject, None if there is none (pronoun, passive without subject) or it is unclear.
        subject_pronoun: lower-cased pronoun that is the subject ("sie", "diese", "wer"), empty otherwise.
        verbs: its verb group.
        own: indexes of its tokens.
    """

    finite: int
    subject: NounPhrase | None
    subject_pronoun: str
    verbs: VerbGroup
    own: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Skeleton of a sentence; where it has several main clauses, the first one speaks for it unless ``lead`` names another.

    Attributes:
        main: for each token, whether it stands in a main clause.
        clauses: the main clauses, at least one.
        phrases: all noun phrases.
        words: the lower-cased texts of the tokens.
        lead: index of the main clause that speaks for the sentence.
    """

    main: tuple[bool, ...]
    clauses: tuple[Clause, ...]
    phrases: tuple[NounPhrase, ...]
    words: tuple[str, ...]
    lead: int = 0

    @property
    def leading(self) -> Clause:
        """The main clause that speaks for the sentence."""
        return self.clauses[self.lead]

    @property
    def finite(self) -> int:
        """Index of the finite verb, -1 if none was found."""
        return self.leading.finite

    @property
    def subject(self) -> NounPhrase | None:
        """Noun phrase that is the subject."""
        return self.leading.subject

    @property
    def subject_pronoun(self) -> str:
        """Pronoun that is the subject."""
        return self.leading.subject_pronoun

    @property
    def predicate(self) -> str:
        """Lemma of the main verb."""
        return self.leading.verbs.predicate

    @property
    def passive(self) -> bool:
        """Passive or "ist … zu"."""
        return self.leading.verbs.passive

    @property
    def zu_infinitive(self) -> bool:
        """An infinitive with zu belongs to the verb group."""
        return self.leading.verbs.zu_infinitive

    @property
    def participle(self) -> bool:
        """A participle belongs to the verb group."""
        return self.leading.verbs.participle

    @property
    def negated(self) -> bool:
        """The main clause is negated ("nicht", "kein", "niemand")."""
        return any(self.words[i] in _NEGATIONS or self.words[i].startswith("kein") for i in self.leading.own)

    @property
    def only(self) -> bool:
        """ "nur" restricts the main clause."""
        return any(self.words[i] in _RESTRICTIONS for i in self.leading.own)


def parse(tokens: tuple[Token, ...], item_starts: frozenset[int] = frozenset()) -> Frame:
    """Find the skeleton of a sentence.

    Args:
        tokens: of the clause.
        item_starts: character offsets at which items of the enumeration begin.
    """
    all_words = tuple(token.text.lower() for token in tokens)
    tokens = tokens[:_LONGEST]
    words = list(all_words[:_LONGEST])
    parts = clause_parts.divide(tokens, words, item_starts)
    phrases = find_phrases(tokens, words, parts.of_token, item_starts)
    owned: list[list[int]] = [[] for _ in parts.clauses]
    for i, clause in enumerate(parts.of_token):
        if clause >= 0:
            owned[clause].append(i)
    clauses: list[Clause] = []
    for number, part in enumerate(parts.clauses):
        own = tuple(owned[number])
        verbs = read_verb_group(tokens, words, own, part.finite)
        if part.elliptic and clauses:
            subject, pronoun = clauses[-1].subject, clauses[-1].subject_pronoun
        else:
            inside = [phrase for phrase in phrases if phrase.clause == number]
            subject, pronoun = find_subject(tokens, words, own, part.finite, inside, verbs)
        clauses.append(Clause(finite=part.finite, subject=subject, subject_pronoun=pronoun, verbs=verbs, own=own))
    return Frame(
        main=(*(clause >= 0 for clause in parts.of_token), *[False] * (len(all_words) - len(tokens))),
        clauses=tuple(clauses),
        phrases=phrases,
        words=all_words,
    )
