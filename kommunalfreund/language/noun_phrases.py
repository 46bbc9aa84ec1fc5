"""Noun phrases of a sentence: determiner, adjectives and extended attributes, head noun, preposition in front, cases left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kommunalfreund.language import morphology as m
from kommunalfreund.language.agreement import Form, noun_form
from kommunalfreund.language.german import is_noun
from kommunalfreund.language.interpretation import Token
from kommunalfreund.language.morphology import ANY_CASE, Case

_FUSED = {"zum": "dem", "zur": "der", "beim": "dem", "vom": "dem", "im": "dem", "am": "dem", "ins": "das"}
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em", "n", "lich", "ig")
_INFLECTED = ("e", "en", "er", "es", "em")
_STOPS = frozenset({",", ";", ":", "–", "-", "und", "oder"}) | m.CLOSED_FINITE
_LONGEST_ATTRIBUTE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class NounPhrase:
    """A noun phrase.

    Attributes:
        start: index of its first token.
        end: index behind its head noun.
        head: index of its head noun.
        determiner: lower-cased, empty if there is none.
        preposition: in front of it, lower-cased, empty if there is none.
        case: cases its form allows.
        form: numbers and genders its form allows.
        main: stands in the main clause and not within the attribute of another noun ("die von der Gemeinde beauftragte Stelle").
    """

    start: int
    end: int
    head: int
    determiner: str
    preposition: str
    case: Case
    form: Form
    main: bool


def find_phrases(tokens: Sequence[Token], words: Sequence[str], main: Sequence[bool], item_starts: frozenset[int]) -> list[NounPhrase]:
    """Find all noun phrases in order.

    Args:
        tokens: of the sentence.
        words: their lower-cased texts.
        main: for each token, whether it stands in the main clause.
        item_starts: character offsets at which items of the enumeration begin.
    """
    carried = _carried_preposition(tokens, words, item_starts)
    phrases: list[NounPhrase] = []
    inner: list[tuple[int, int]] = []
    for i, token in enumerate(tokens):
        text, word = token.text, words[i]
        if not text[0].isupper() or len(text) < 2 or (i == 0 and not is_noun(text)):
            continue
        if word in m.PREPOSITIONS or word in m.SUBORDINATORS or word in m.CLOSED_FINITE or m.is_determiner(word):
            continue
        begin, before, determiner, preposition, attribute = _left_edge(tokens, words, i)
        if attribute is not None:
            inner.append(attribute)
        if before >= 0 and not preposition:
            if words[before] in m.PREPOSITIONS:
                preposition = words[before]
            elif carried and tokens[before].start in item_starts:
                preposition = carried
        case = m.noun_phrase_case(determiner, text)
        if preposition:
            case &= ~Case.NOM
        phrases.append(
            NounPhrase(
                start=begin, end=i + 1, head=i, determiner=determiner, preposition=preposition,
                case=case or ANY_CASE, form=noun_form(determiner, text), main=main[i],
            )
        )  # fmt: skip
    if not inner:
        return phrases
    return [_without_main(phrase) if any(a < phrase.head < b for a, b in inner) else phrase for phrase in phrases]


def _without_main(phrase: NounPhrase) -> NounPhrase:
    return NounPhrase(
        start=phrase.start, end=phrase.end, head=phrase.head, determiner=phrase.determiner, preposition=phrase.preposition,
        case=phrase.case, form=phrase.form, main=False,
    )  # fmt: skip


def _carried_preposition(tokens: Sequence[Token], words: Sequence[str], item_starts: frozenset[int]) -> str:
    """The preposition in front of an enumeration holds for each item ("übermittelt an 1. die Gemeinden, 2. die Kreise")."""
    if not item_starts:
        return ""
    first = next((i for i, token in enumerate(tokens) if token.start in item_starts), 0)
    while first > 0 and words[first - 1] in {":", "–"}:
        first -= 1
    return words[first - 1] if first and words[first - 1] in m.PREPOSITIONS else ""


def _left_edge(tokens: Sequence[Token], words: Sequence[str], head: int) -> tuple[int, int, str, str, tuple[int, int] | None]:
    """Walk left from a noun over adjectives to its determiner.

    Returns:
        First token of the phrase, the token before it, determiner, preposition fused with the determiner ("zur"), and the range of
        tokens within an extended attribute ("die nach Landesrecht zuständige Behörde").
    """
    begin, j = head, head - 1
    while j >= 0 and head - j <= 14:
        word = words[j]
        if m.is_determiner(word):
            return j, j - 1, word, "", None
        if word in _FUSED:
            return j, -1, _FUSED[word], word, None
        lower = tokens[j].text[0].islower() or j == 0
        if not lower or word in m.PREPOSITIONS or word in m.CLOSED_FINITE or not word.endswith(_ADJECTIVE_ENDINGS):
            break
        if j and word.endswith("t") and m.is_lexical_finite(word):
            break
        begin, j = j, j - 1
    if begin < head and words[head - 1].endswith(_INFLECTED):
        for k in range(j, max(j - _LONGEST_ATTRIBUTE, -1), -1):
            word = words[k]
            if word in _STOPS:
                break
            opens = words[k + 1] in m.PREPOSITIONS or words[k + 1] in _FUSED or (k < j and m.is_determiner(words[k + 1]))
            if opens and m.is_determiner(word):
                return k, k - 1, word, "", (k, begin)
            if opens and word in _FUSED:
                return k, -1, _FUSED[word], word, (k, begin)
    return begin, j, "", "", None
