"""Shallow syntax of one German sentence: main clause, finite verb, verb group, noun phrases, subject.

German statutes put the finite verb of a main clause second (or first, behind a subordinate clause that stands in front) and that of
a subordinate clause last. The parts of the sentence are cut at commas and classified by how they open and close; the finite verb is
then looked for in the main parts only. No treebank, no trained parser: what is uncertain is left open (``subject`` is None).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kommunalfreund.language import morphology as m
from kommunalfreund.language.german import lemma
from kommunalfreund.language.interpretation import Token
from kommunalfreund.language.noun_phrases import NounPhrase, find_phrases
from kommunalfreund.language.subject import find_subject

_BREAKS = frozenset({",", ";", ":", "–", "-"})
_LONGEST = 250
"""Tokens of a sentence that are analysed; what stands behind them (annex lists) counts as no part of the main clause."""
_CONJUNCTIONS = frozenset({"und", "oder", "sowie", "sondern", "aber"})
_ALSO_PREPOSITIONS = frozenset({"wie", "während", "bis", "seit", "um", "ohne"})
_OPENS_INFINITIVE = frozenset({"um", "ohne", "anstatt", "statt"})
_MODALS = m.KOENNEN | m.DUERFEN | m.MUESSEN | m.SOLLEN
_ATTRIBUTIVE = ("e", "en", "er", "es", "em")
_INSEPARABLE = ("be", "er", "ver", "ent", "emp", "zer", "ge", "über", "unter", "wider", "voll", "hinter")
_GOVERNING = frozenset(
    """verpflichtet berechtigt befugt ermächtigt gehalten beauftragt aufgefordert angehalten zulässig möglich erforderlich notwendig
    geeignet bereit imstande zuständig es darauf dafür daran darin recht pflicht aufgabe möglichkeit ziel ermöglicht gestattet untersagt verboten
    unbenommen freigestellt erlaubt""".split()
)
"""Words in front of a comma behind which an infinitive group depends on them, not on the finite verb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Skeleton of a sentence.

    Attributes:
        main: for each token, whether it stands in the main clause.
        finite: index of the finite verb of the main clause, -1 if none was found.
        subject: the noun phrase that is the subject, None if there is none (pronoun, passive without subject) or it is unclear.
        subject_pronoun: lower-cased pronoun that is the subject ("sie", "diese", "wer"), empty otherwise.
        phrases: all noun phrases.
        zu_infinitive: a "zu" infinitive belongs to the main verb group.
        participle: a participle closes the main clause (passive or perfect).
        passive: the main clause is passive or "ist … zu".
        negated: the main clause is negated ("nicht", "kein", "niemand").
        only: "nur" restricts it.
    """

    main: tuple[bool, ...]
    finite: int
    subject: NounPhrase | None
    subject_pronoun: str
    phrases: tuple[NounPhrase, ...]
    zu_infinitive: bool
    participle: bool
    passive: bool
    negated: bool
    only: bool


def parse(tokens: tuple[Token, ...], item_starts: frozenset[int] = frozenset()) -> Frame:
    """Find the skeleton of a sentence.

    Args:
        tokens: of the clause.
        item_starts: character offsets at which items of the enumeration begin.
    """
    length = len(tokens)
    tokens = tokens[:_LONGEST]
    words = [token.text.lower() for token in tokens]
    segments = _segments(tokens, item_starts)
    main, finite = _main_clause(tokens, words, segments)
    groups = _infinitive_groups(tokens, words, segments, main, finite)
    own = [i for i in range(len(tokens)) if main[i] and i not in groups]
    verb = words[finite] if finite >= 0 else ""
    zu_infinitive = any(_is_zu_infinitive(tokens, words, i) for i in own)
    participle = any(_is_participle(words[i]) for i in own[-8:] if words[i] not in m.CLOSED_FINITE) or any(
        i > finite and _is_participle(tokens[i].text) for i in own
    )
    if not participle and verb in m.WERDEN:
        participle = _ends_in_strong_participle(words, own, finite)
    if verb in m.WERDEN:
        passive = participle
    elif verb in m.SEIN:
        passive = zu_infinitive
    else:
        passive = verb in _MODALS and any(words[i] in {"werden", "worden"} for i in own)
    phrases = find_phrases(tokens, words, main, item_starts)
    subject, pronoun = find_subject(tokens, words, main, finite, phrases, passive)
    return Frame(
        main=(*main, *[False] * (length - len(tokens))),
        finite=finite,
        subject=subject,
        subject_pronoun=pronoun,
        phrases=tuple(phrases),
        zu_infinitive=zu_infinitive,
        participle=participle,
        passive=passive,
        negated=any(words[i] in {"nicht", "niemand"} or words[i].startswith("kein") for i in own),
        only=any(words[i] in {"nur", "ausschließlich"} for i in own),
    )


def _segments(tokens: Sequence[Token], item_starts: frozenset[int]) -> list[tuple[int, int]]:
    """Cut at commas, semicolons, colons, dashes and item labels."""
    cuts = [i for i, token in enumerate(tokens) if token.text in _BREAKS or token.start in item_starts]
    bounds = [0, *[i + (tokens[i].text in _BREAKS) for i in cuts], len(tokens)]
    return [(a, b) for a, b in pairwise(bounds) if b > a]


def _main_clause(tokens: Sequence[Token], words: Sequence[str], segments: Sequence[tuple[int, int]]) -> tuple[list[bool], int]:
    main = [False] * len(tokens)
    finite = -1
    leading_subordinate = False
    for number, (start, end) in enumerate(segments):
        subordinate = _is_subordinate(tokens, words, start, end, number == 0)
        first = words[start]
        verb_first = number == 0 and (first in m.CLOSED_FINITE or m.is_lexical_finite(first)) and len(segments) > 1
        if (subordinate and finite < 0) or verb_first:
            leading_subordinate = True
            continue
        if subordinate:
            continue
        if finite < 0:
            candidate = _finite_in(tokens, words, start, end, verb_first=number > 0)
            # the tail of a leading subordinate clause ("…, soweit er es verlangt hat,"): its verb stands last
            in_tail = leading_subordinate and number > 0 and start + 1 < candidate and candidate >= end - 2
            if in_tail and first not in {"so", "dann"}:
                continue
            finite = candidate
        main[start:end] = [True] * (end - start)
    if finite < 0:
        main = [True] * len(tokens)
        finite = _finite_in(tokens, words, 0, len(tokens))
        if finite < 0:
            finite = _separated_verb(tokens, words)
    return main, finite


def _last_word(tokens: Sequence[Token], start: int, end: int) -> int:
    last = end - 1
    while last > start and not tokens[last].text[0].isalpha():
        last -= 1
    return last


def _is_zu_infinitive(tokens: Sequence[Token], words: Sequence[str], i: int) -> bool:
    if words[i] == "zu":
        return i + 1 < len(tokens) and m.is_infinitive(tokens[i + 1].text)
    return m.is_zu_infinitive(tokens[i].text)


def _ends_in_infinitive(tokens: Sequence[Token], words: Sequence[str], start: int, end: int) -> bool:
    last = _last_word(tokens, start, end)
    return m.is_zu_infinitive(tokens[last].text) or (last > start and words[last - 1] == "zu" and m.is_infinitive(tokens[last].text))


def _ends_in_finite(tokens: Sequence[Token], words: Sequence[str], start: int, end: int) -> bool:
    last = _last_word(tokens, start, end)
    return words[last] in m.CLOSED_FINITE or m.is_lexical_finite(tokens[last].text)


def _is_subordinate(tokens: Sequence[Token], words: Sequence[str], start: int, end: int, first: bool) -> bool:
    if words[start] in _CONJUNCTIONS and end - start > 1:
        start += 1
    head = words[start]
    if head in m.SUBORDINATORS and (head not in _ALSO_PREPOSITIONS or _ends_in_finite(tokens, words, start, end)):
        return True
    if head in _OPENS_INFINITIVE:
        return any(_is_zu_infinitive(tokens, words, i) for i in range(start, end))
    relative = head in m.RELATIVES or (head in m.PREPOSITIONS and end - start > 1 and words[start + 1] in m.RELATIVES)
    if first or not relative:
        return False
    return _ends_in_finite(tokens, words, start, end) and not _ends_in_infinitive(tokens, words, start, end)


def _finite_in(tokens: Sequence[Token], words: Sequence[str], start: int, end: int, *, verb_first: bool = False) -> int:
    for i in range(start, end):
        if words[i] in m.CLOSED_FINITE and (tokens[i].text[0].islower() or i == start):
            return i
    for i in range(start if verb_first else start + 1, end):
        text = tokens[i].text
        if not m.is_lexical_finite(text):
            continue
        attributive = i + 1 < end and tokens[i + 1].text[0].isupper() and text.endswith(_ATTRIBUTIVE) and tokens[i].lemma != text
        before_zu = i > 0 and words[i - 1] == "zu"
        if not attributive and not before_zu and not m.is_zu_infinitive(text):
            return i
    return -1


def _separated_verb(tokens: Sequence[Token], words: Sequence[str]) -> int:
    """A verb that the lexicon does not know as such, found by the prefix that closes the sentence ("gleichen die Bestände ab")."""
    if not tokens or words[_last_word(tokens, 0, len(tokens))] not in m.SEPARABLE_PREFIXES:
        return -1
    verbs = (i for i in range(1, len(tokens) - 1) if tokens[i].text[0].islower() and words[i].endswith(("t", "en")) and len(words[i]) > 3)
    return next((i for i in verbs if m.is_determiner(words[i + 1]) and tokens[i - 1].text[0].isupper()), -1)


def _infinitive_groups(
    tokens: Sequence[Token], words: Sequence[str], segments: Sequence[tuple[int, int]], main: Sequence[bool], finite: int
) -> frozenset[int]:
    """Tokens of infinitive groups that depend on a word in front of the comma ("ist verpflichtet, dem Amt … vorzulegen")."""
    found: set[int] = set()
    for start, end in segments:
        if finite < 0 or start <= finite or start < 2 or words[start - 1] != "," or not main[start]:
            continue
        governed = words[start - 2] in _GOVERNING or words[finite] not in m.CLOSED_FINITE
        if governed and _ends_in_infinitive(tokens, words, start, end):
            found.update(range(start, end))
    return frozenset(found)


def _ends_in_strong_participle(words: Sequence[str], own: Sequence[int], finite: int) -> bool:
    """Participles that look like infinitives ("werden beraten"); the future tense is next to unknown in statutes."""
    tail = [words[i] for i in own if i > finite and words[i][0].isalpha()]
    return bool(tail) and tail[-1].startswith(_INSEPARABLE) and m.is_infinitive(tail[-1])


def _is_participle(word: str) -> bool:
    return word[:1].islower() and word.endswith(("t", "en")) and lemma(word) != word and lemma(word).endswith(("en", "ern", "eln"))
