"""Shallow syntax of one German sentence: main clause, finite verb, verb group, noun phrases, subject.

German statutes put the finite verb of a main clause second (or first, behind a subordinate clause that stands in front) and that of
a subordinate clause last. The parts of the sentence are cut at commas and classified by how they open and close; the finite verb is
then looked for in the main parts only. No treebank, no trained parser: what is uncertain is left open (``subject`` is None).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kommunalfreund.language import morphology as m
from kommunalfreund.language.german import is_noun, lemma
from kommunalfreund.language.interpretation import Token
from kommunalfreund.language.morphology import ANY_CASE, Case

_BREAKS = frozenset({",", ";", ":", "–", "-"})
_FUSED = {"zum": "dem", "zur": "der", "beim": "dem", "vom": "dem", "im": "dem", "am": "dem", "ins": "das"}
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em", "n", "lich", "ig")


@dataclass(frozen=True, slots=True, kw_only=True)
class NounPhrase:
    """A noun phrase: token range, head noun, preposition in front of it, cases its form allows."""

    start: int
    end: int
    head: int
    determiner: str
    preposition: str
    case: Case
    main: bool


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
        negated: the main clause is negated ("nicht", "kein").
        only: "nur" restricts it.
    """

    main: tuple[bool, ...]
    finite: int
    subject: NounPhrase | None
    subject_pronoun: str
    phrases: tuple[NounPhrase, ...]
    zu_infinitive: bool
    participle: bool
    negated: bool
    only: bool


def _segments(tokens: tuple[Token, ...], item_starts: frozenset[int]) -> list[tuple[int, int]]:
    """Cut at commas, semicolons, colons, dashes and item labels."""
    cuts = [i for i, token in enumerate(tokens) if token.text in _BREAKS or token.start in item_starts]
    bounds = [0, *[i + (tokens[i].text in _BREAKS) for i in cuts], len(tokens)]
    return [(a, b) for a, b in pairwise(bounds) if b > a]


def _ends_in_finite(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    last = end - 1
    while last > start and not tokens[last].text[:1].isalpha():
        last -= 1
    word = tokens[last].text.lower()
    return word in m.CLOSED_FINITE or (tokens[last].text[:1].islower() and m.is_lexical_finite(word))


def _is_subordinate(tokens: tuple[Token, ...], start: int, end: int, first: bool) -> bool:
    words = [tokens[i].text.lower() for i in range(start, min(end, start + 3))]
    if not words:
        return False
    if words[0] in {"und", "oder", "sowie", "sondern", "aber"} and len(words) > 1:
        words = words[1:]
    if words[0] in m.SUBORDINATORS and not (
        words[0] in {"wie", "während", "bis", "seit", "um", "ohne"} and not _ends_in_finite(tokens, start, end)
    ):
        return True
    if words[0] in {"um", "ohne", "anstatt", "statt"}:
        return any(m.is_zu_infinitive(tokens[i].text) or tokens[i].text == "zu" for i in range(start, end))
    if first:
        return False
    if words[0] in m.RELATIVES and _ends_in_finite(tokens, start, end):
        return True
    if len(words) > 1 and words[0] in m.PREPOSITIONS and words[1] in m.RELATIVES and _ends_in_finite(tokens, start, end):
        following = tokens[start + 2].text if start + 2 < end else ""
        return words[1] in {"denen", "deren", "dessen"} or not following[:1].isupper() or _ends_in_finite(tokens, start, end)
    return False


def _finite_in(tokens: tuple[Token, ...], start: int, end: int, *, verb_first: bool = False) -> int:
    for i in range(start, end):
        word = tokens[i].text.lower()
        if word in m.CLOSED_FINITE and (tokens[i].text[:1].islower() or i == start):
            return i
    for i in range(start if verb_first else start + 1, end):
        text = tokens[i].text
        if not m.is_lexical_finite(text):
            continue
        following = tokens[i + 1].text if i + 1 < end else ""
        attributive = following[:1].isupper() and text.endswith(("e", "en", "er", "es", "em")) and lemma(text) != text
        before_zu = i > 0 and tokens[i - 1].text == "zu"
        if not attributive and not before_zu and not m.is_zu_infinitive(text):
            return i
    return -1


def _left_edge(tokens: tuple[Token, ...], head: int) -> tuple[int, int, str, str]:
    """Walk left from a noun over adjectives to its determiner.

    Returns:
        First token of the phrase, the token before it, determiner, preposition fused with the determiner ("zur").
    """
    begin, j = head, head - 1
    while j >= 0 and head - j <= 14:
        word = tokens[j].text.lower()
        if m.is_determiner(word):
            return j, j - 1, word, ""
        if word in _FUSED:
            return j, -1, _FUSED[word], word
        lower = tokens[j].text[:1].islower() or j == 0
        if not lower or word in m.PREPOSITIONS or word in m.CLOSED_FINITE or not word.endswith(_ADJECTIVE_ENDINGS):
            break
        if j and word.endswith("t") and m.is_lexical_finite(word):
            break
        begin, j = j, j - 1
    if begin < head and tokens[begin].text.endswith(("e", "en", "er", "es", "em")):
        # extended attribute: "die nach Landesrecht zuständige Behörde", "der von der Sammlung betroffene Träger"
        for k in range(j, max(j - 24, -1), -1):
            word = tokens[k].text.lower()
            if word in _BREAKS or word in m.CLOSED_FINITE or tokens[k].text in {"und", "oder"}:
                break
            if m.is_determiner(word) and tokens[k + 1].text in m.PREPOSITIONS:
                return k, k - 1, word, ""
            if word in _FUSED and tokens[k + 1].text in m.PREPOSITIONS:
                return k, -1, _FUSED[word], word
    return begin, j, "", ""


def _phrases(tokens: tuple[Token, ...], main: list[bool]) -> list[NounPhrase]:
    phrases: list[NounPhrase] = []
    i, n = 0, len(tokens)
    while i < n:
        text = tokens[i].text
        if not text[:1].isupper() or not text[:1].isalpha() or len(text) < 2 or (i == 0 and not is_noun(text)):
            i += 1
            continue
        if (
            text.lower() in m.PREPOSITIONS
            or text.lower() in m.SUBORDINATORS
            or m.is_determiner(text.lower())
            or text.lower() in m.CLOSED_FINITE
        ):
            i += 1
            continue
        begin, j, determiner, preposition = _left_edge(tokens, i)
        if j >= 0 and not preposition and tokens[j].text.lower() in m.PREPOSITIONS:
            preposition = tokens[j].text.lower()
        case = m.noun_phrase_case(determiner, text)
        if preposition:
            case &= ~Case.NOM
        phrases.append(
            NounPhrase(start=begin, end=i + 1, head=i, determiner=determiner, preposition=preposition, case=case or ANY_CASE, main=main[i])
        )
        i += 1
    return phrases


def parse(tokens: tuple[Token, ...], item_starts: frozenset[int] = frozenset()) -> Frame:
    """Find the skeleton of a sentence.

    Args:
        tokens: of the clause.
        item_starts: character offsets at which items of the enumeration begin.
    """
    segments = _segments(tokens, item_starts)
    main = [False] * len(tokens)
    finite = -1
    leading_subordinate = False
    for number, (start, end) in enumerate(segments):
        subordinate = _is_subordinate(tokens, start, end, number == 0)
        first_word = tokens[start].text.lower()
        verb_first = number == 0 and (first_word in m.CLOSED_FINITE or m.is_lexical_finite(first_word)) and len(segments) > 1
        if (subordinate and finite < 0) or verb_first:
            leading_subordinate = True
            continue
        if subordinate:
            continue
        if finite >= 0 and _ends_in_finite(tokens, start, end) and tokens[start].text.lower() in m.RELATIVES | m.SUBORDINATORS:
            continue
        if finite < 0:
            candidate = _finite_in(tokens, start, end, verb_first=number > 0)
            # the tail of a leading subordinate clause ("…, soweit er es verlangt hat,"): its verb stands last
            in_tail = leading_subordinate and number > 0 and start + 1 < candidate and candidate >= end - 2
            if in_tail and tokens[start].text.lower() not in {"so", "dann"}:
                continue
            finite = candidate
        for i in range(start, end):
            main[i] = True
    if finite < 0:
        finite = _finite_in(tokens, 0, len(tokens))
        main = [True] * len(tokens)
    phrases = _phrases(tokens, main)
    subject, pronoun = _subject(tokens, main, finite, phrases)
    zu_infinitive = any(
        main[i]
        and (m.is_zu_infinitive(tokens[i].text) or (tokens[i].text == "zu" and i + 1 < len(tokens) and m.is_infinitive(tokens[i + 1].text)))
        for i in range(len(tokens))
    )
    words = [tokens[i].text.lower() for i in range(len(tokens)) if main[i]]
    participle = any(_is_participle(word) for word in words[-8:] if word not in m.CLOSED_FINITE) or any(
        main[i] and i > finite and _is_participle(tokens[i].text) for i in range(len(tokens))
    )
    return Frame(
        main=tuple(main),
        finite=finite,
        subject=subject,
        subject_pronoun=pronoun,
        phrases=tuple(phrases),
        zu_infinitive=zu_infinitive,
        participle=participle,
        negated=any(word == "nicht" or word.startswith("kein") for word in words),
        only="nur" in words or "ausschließlich" in words,
    )


def _is_participle(word: str) -> bool:
    return word[:1].islower() and word.endswith(("t", "en")) and lemma(word).endswith(("en", "ern", "eln")) and lemma(word) != word


_PRONOUNS = frozenset(
    "er sie es dies dieser diese dieses jener jene jenes man jeder jede wer derjenige diejenige diejenigen letzterer letztere alle".split()
)


def _subject(tokens: tuple[Token, ...], main: list[bool], finite: int, phrases: list[NounPhrase]) -> tuple[NounPhrase | None, str]:
    if finite < 0:
        return None, ""
    start = finite
    while start > 0 and main[start - 1]:
        start -= 1
    first = tokens[0].text.lower()
    if first == "wer" and (len(tokens) < 2 or tokens[1].text != ","):
        return None, "wer"
    for phrase in phrases:  # what stands in front of the verb
        if not phrase.main or phrase.head >= finite:
            break
        if phrase.start == start and Case.NOM in phrase.case and not phrase.preposition:
            return phrase, ""
    head = tokens[start].text.lower()
    if start < finite and head in _PRONOUNS and (start + 1 == finite or not tokens[start + 1].text[:1].isupper()):
        return None, head
    after = finite + 1
    if after < len(tokens) and tokens[after].text.lower() in _PRONOUNS:
        word = tokens[after].text.lower()
        if after + 1 >= len(tokens) or not (tokens[after + 1].text[:1].isupper() and word not in {"er", "sie", "es", "man"}):
            return None, word
    for phrase in phrases:  # what stands behind it
        if phrase.main and phrase.start > finite and Case.NOM in phrase.case and not phrase.preposition:
            return phrase, ""
    return None, ""
