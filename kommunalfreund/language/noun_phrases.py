"""Noun phrases of a sentence: determiner, adjectives and extended attributes, head noun, preposition in front, cases left open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kommunalfreund.language import morphology as m
from kommunalfreund.language.agreement import Form, noun_form
from kommunalfreund.language.german import is_noun
from kommunalfreund.language.interpretation import Token
from kommunalfreund.language.morphology import ANY_CASE, Case

_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em", "n", "lich", "ig")
_INFLECTED = ("e", "en", "er", "es", "em")
_FIRST_ADJECTIVE = re.compile(
    r"(?:(?<!s)(?<!ä)t|end|(?<!r)ig|lich|isch|bar|sam|haft|los|lein|al|frei|klein|groß|neu|alt|ander|[gmbhrfsv]en|(?:st|sit|nit|rat)iv|sonst)"
    r"(?:e|en|er|es|em)$"
)
_STOPS = frozenset({",", ";", ":", "–", "-", "(", ")"}) | m.CLOSED_FINITE
_NUMBERS = frozenset("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf mehr weniger als mindestens höchstens jeweils".split())
_LONGEST_ATTRIBUTE = 26
_JOINERS = frozenset({"und", "oder", "sowie", "bzw.", "beziehungsweise"})
_GERUNDIVE = ("ende", "enden", "ender", "endes", "endem", "elnde", "elnden", "ernde", "ernden")
_NO_GERUNDIVE = frozenset({"folgenden", "geltenden", "nachstehenden", "vorstehenden", "entsprechenden", "bestehenden"})
"""Participles that behind "zu" rather are plain attributes ("zu folgenden Zeiten")."""
_SECOND_DETERMINER = ("solch", "beid", "jed", "mehrer", "einig", "all")
"""Stems of determiners that may follow another one ("eine solche Pflicht", "die beiden Landkreise")."""
_PREDICATIVE = ("berechtigt", "pflichtig", "zuständig", "verantwortlich", "befugt", "verpflichtet")
_MONTHS = frozenset("januar februar märz april mai juni juli august september oktober november dezember uhr".split())
_NO_HEADS = _MONTHS | m.PREPOSITIONS | m.SUBORDINATORS | m.CLOSED_FINITE | frozenset(m.FUSED)
_NO_ADJECTIVES = _JOINERS | frozenset("insbesondere beispielsweise gegebenenfalls ferner außerdem zudem sondern aber".split())
"""Words that end like adjectives and stand in front of a noun phrase."""
_OPENS_ATTRIBUTE = frozenset(
    "als ihm ihr ihnen ihn sich hierfür dafür hierzu dazu hiervon davon dort jeweils nicht noch bereits hierbei dabei".split()
)
"""Pronouns and adverbs that behind a determiner open an extended attribute ("die ihnen übermittelten Angaben")."""


class NounPhrase(NamedTuple):
    """A noun phrase.

    Attributes:
        start: index of its first token.
        end: index behind its head noun.
        head: index of its head noun.
        determiner: lower-cased, empty if there is none.
        preposition: in front of it, lower-cased, empty if there is none.
        case: cases its form allows.
        form: numbers and genders its form allows.
        clause: number of the main clause it stands in; -1 in a subordinate clause or within the attribute of another noun ("die von der
            Gemeinde beauftragte Stelle").
    """

    start: int
    end: int
    head: int
    determiner: str
    preposition: str
    case: Case
    form: Form
    clause: int

    @property
    def main(self) -> bool:
        """Stands in a main clause."""
        return self.clause >= 0


def find_phrases(
    tokens: Sequence[Token], words: Sequence[str], clause_of: Sequence[int], item_starts: frozenset[int]
) -> tuple[NounPhrase, ...]:
    """Find all noun phrases in order.

    Args:
        tokens: of the sentence.
        words: their lower-cased texts.
        clause_of: for each token, the number of its main clause, -1 if it stands in a subordinate clause.
        item_starts: character offsets at which items of the enumeration begin.
    """
    carried = _carried_preposition(tokens, words, item_starts)
    found: list[tuple[int, int, str, str]] = []
    inner: list[tuple[int, int]] = []
    openers: set[int] = set()
    for i, token in enumerate(tokens):
        if not _can_be_head(token.text) or (i == 0 and (not is_noun(token.text) or token.text.endswith(_PREDICATIVE))):
            continue
        if _is_first_part(tokens, words, i):
            continue
        if i + 1 < len(tokens) and tokens[i + 1].text[0].isupper() and _is_adjective(token.text, first=i == 0):
            continue
        begin, before, determiner, preposition, attribute = _left_edge(tokens, words, i, openers)
        if attribute is not None:
            inner.append(attribute)
            openers.add(attribute[0])
        if before >= 0 and not preposition:
            if words[before] in m.PREPOSITIONS:
                preposition = words[before]
            elif carried and tokens[before].start in item_starts:
                preposition = carried
        found.append((begin, i, determiner, preposition))
    return tuple(
        _phrase(tokens, begin, head, determiner, preposition, -1 if inner and any(a < head < b for a, b in inner) else clause_of[head])
        for begin, head, determiner, preposition in found
    )


def _phrase(tokens: Sequence[Token], begin: int, head: int, determiner: str, preposition: str, clause: int) -> NounPhrase:
    adjective = tokens[head - 1].text if head - begin > bool(determiner) else ""
    if adjective in _JOINERS or adjective == ",":  # "der Polizei- und Ordnungsbehörden"
        adjective = ""
    case, form = _features(determiner, adjective, tokens[head].text, bool(preposition))
    return NounPhrase(begin, head + 1, head, determiner, preposition, case, form, clause)


@lru_cache(maxsize=50_000)
def _features(determiner: str, adjective: str, noun: str, governed: bool) -> tuple[Case, Form]:
    case = m.bare_adjective_case(adjective, noun) if adjective and not determiner else m.noun_phrase_case(determiner, noun, adjective)
    if governed:
        case &= ~Case.NOM
    return case or ANY_CASE, noun_form(determiner, noun, adjective)


@lru_cache(maxsize=50_000)
def _can_be_head(text: str) -> bool:
    word = text.lower()
    return len(text) > 1 and (text[0].isupper() or text[1].isupper()) and not (word in _NO_HEADS or m.is_determiner(word))


def _is_first_part(tokens: Sequence[Token], words: Sequence[str], i: int) -> bool:
    """Whether a word only shares the end of a later one ("Polizei- und Ordnungsbehörden")."""
    if not words[i].endswith("-"):
        return False
    for k in range(i + 1, min(i + 6, len(tokens))):
        if words[k] in _JOINERS or words[k] == "," or words[k].endswith("-") or m.is_determiner(words[k]):
            continue
        return tokens[k].text[0] != "-"  # but "Grenz- und -richtwerte"
    return False


@lru_cache(maxsize=50_000)
def _is_adjective(text: str, *, first: bool) -> bool:
    """Whether a capitalised word in front of a noun is its adjective ("Deutscher Bundestag", "Kleine Gemeinden")."""
    if m.is_capital_adjective(text):
        return True
    return first and bool(_FIRST_ADJECTIVE.search(text.lower()))


def _carried_preposition(tokens: Sequence[Token], words: Sequence[str], item_starts: frozenset[int]) -> str:
    """The preposition in front of an enumeration holds for each item ("übermittelt an 1. die Gemeinden, 2. die Kreise")."""
    if not item_starts:
        return ""
    first = next((i for i, token in enumerate(tokens) if token.start in item_starts), 0)
    while first > 0 and words[first - 1] in {":", "–"}:
        first -= 1
    return words[first - 1] if first and words[first - 1] in m.PREPOSITIONS else ""


def _left_edge(
    tokens: Sequence[Token], words: Sequence[str], head: int, openers: set[int]
) -> tuple[int, int, str, str, tuple[int, int] | None]:
    """Walk left from a noun over adjectives to its determiner.

    Returns:
        First token of the phrase, the token before it, determiner, preposition fused with the determiner ("zur"), and the range of
        tokens within an extended attribute ("die nach Landesrecht zuständige Behörde").
    """
    begin, j = head, head - 1
    while j >= 0 and head - j <= 14:
        word = words[j]
        if m.is_determiner(word):
            if j and word.startswith(_SECOND_DETERMINER) and m.is_determiner(words[j - 1]):
                return j - 1, j - 2, words[j - 1], "", None
            return j, j - 1, word, "", None
        if word in m.FUSED:
            return j, -1, m.FUSED[word], word, None
        if j and (word in _JOINERS or word == ","):
            if words[j - 1].endswith("-"):
                begin, j = j - 1, j - 2
                continue
            if begin == j + 1 and begin < head and _same_attribute(tokens, words, j - 1, begin):
                begin, j = j - 1, j - 2
                continue
        lower = tokens[j].text[0].islower() or j == 0 or m.is_capital_adjective(tokens[j].text)
        if word in _NUMBERS or word.isdigit():
            j -= 1
            continue
        if (
            not lower
            or word in _NO_ADJECTIVES
            or word in m.PREPOSITIONS
            or word in m.CLOSED_FINITE
            or not word.endswith(_ADJECTIVE_ENDINGS)
        ):
            break
        if j and m.is_lexical_finite(word):
            break
        begin, j = j, j - 1
    if begin < head and words[head - 1].endswith(_INFLECTED) and _can_close_attribute(tokens, words, j):
        opener = _attribute_opener(tokens, words, j, openers)
        if opener >= 0:
            word = words[opener]
            if word in m.FUSED:
                return opener, -1, m.FUSED[word], word, (opener, begin)
            return opener, opener - 1, word, "", (opener, begin)
        if j > 0 and _opens_with_attribute(tokens, words, begin, head):
            return 0, -1, "", "", (-1, begin)
    return begin, j, "", "", None


def _same_attribute(tokens: Sequence[Token], words: Sequence[str], one: int, other: int) -> bool:
    """Two adjectives in one row before a noun ("die örtlichen und überörtlichen Träger"): they end alike."""
    word = words[one]
    if word[-2:] != words[other][-2:] and not (word.endswith("e") and words[other].endswith("e")):
        return False
    if not word.endswith(_INFLECTED) or word in m.CLOSED_FINITE or word in m.PREPOSITIONS:
        return False
    if one == 0:
        return bool(_FIRST_ADJECTIVE.search(word))
    return tokens[one].text[0].islower() and not m.is_determiner(word) and not m.is_lexical_finite(word)


def _opens_with_attribute(tokens: Sequence[Token], words: Sequence[str], begin: int, head: int) -> bool:
    """ "Im Gebiet der Gemeinde gelegene Gewässer": an extended attribute without determiner opens the sentence."""
    if not (words[0] in m.PREPOSITIONS or words[0] in m.FUSED):
        return False
    if not any(words[k].endswith(("ene", "enen", "te", "ten", "nde", "nden")) for k in range(begin, head)):
        return False
    return not any(_stops(words, k) or m.is_lexical_finite(tokens[k].text) for k in range(1, begin))


def _stops(words: Sequence[str], k: int) -> bool:
    """Whether an extended attribute cannot reach over a word; the comma between numbers of norms is none that ends it."""
    if words[k] == "," and 0 < k < len(words) - 1:
        return not (words[k - 1][0].isdigit() and words[k + 1][0].isdigit())
    return words[k] in _STOPS


def _can_close_attribute(tokens: Sequence[Token], words: Sequence[str], before: int) -> bool:
    """Whether the adjective behind the token ``before`` can be the end of an extended attribute."""
    if before < 0:
        return False
    word, earlier = words[before], words[before - 1] if before else ""
    if word == "zu":
        return words[before + 1].endswith(_GERUNDIVE) and words[before + 1] not in _NO_GERUNDIVE
    if earlier[:1].isdigit() and (word in _JOINERS or word == "bis"):  # "die nach den Absätzen 1 und 3 erhobenen Daten"
        return True
    if word in m.PREPOSITIONS:
        return False
    if word in {"und", "oder", "sowie"}:
        row = before > 0 and tokens[before - 1].text[0].islower() and earlier.endswith(_INFLECTED)
        return row or not words[before + 1].endswith(_INFLECTED)  # "auf dem Postweg oder persönlich eingereichte Anträge"
    return True


def _attribute_opener(tokens: Sequence[Token], words: Sequence[str], last: int, taken: set[int]) -> int:
    """Determiner behind which an extended attribute begins that reaches to ``last``, -1 if there is none.

    Those ``taken`` belong to a noun within the attribute ("die hinter den zu meldenden Daten genannten Zahlen").
    """
    for k in range(last, max(last - _LONGEST_ATTRIBUTE, -1), -1):
        word = words[k]
        if _stops(words, k) or (tokens[k].text[0].islower() and m.is_lexical_finite(word)):
            return -1
        if k in taken or (word not in m.FUSED and not m.is_determiner(word)):
            continue
        following = words[k + 1]
        if (
            following in m.PREPOSITIONS
            or following in m.FUSED
            or following in _OPENS_ATTRIBUTE
            or (k < last and m.is_determiner(following))
            or (k + 1 == last and tokens[last].text[0].islower() and not words[last].endswith(_INFLECTED))
        ):
            return k
    return -1
