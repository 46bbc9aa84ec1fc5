"""The verb group of a main clause: its main verb, voice, participle and infinitive with zu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kommunalfreund.language import morphology as m
from kommunalfreund.language.german import lemma
from kommunalfreund.language.interpretation import Token

_MODALS = m.KOENNEN | m.DUERFEN | m.MUESSEN | m.SOLLEN | m.SOLLTEN
_ACTIVE_PREDICATES = frozenset({"verpflichtet", "berechtigt", "befugt", "gehalten", "zuständig", "ermächtigt", "bereit", "angehalten"})
"""Words with which "ist" and an infinitive with "zu" do not make a passive ("ist verpflichtet, … zu führen")."""
_GOVERNING = _ACTIVE_PREDICATES | frozenset(
    """beauftragt aufgefordert zulässig möglich erforderlich notwendig geeignet imstande es darauf dafür daran darin recht pflicht aufgabe
    möglichkeit ziel ermöglicht gestattet untersagt verboten unbenommen freigestellt erlaubt gelegenheit lage verantwortlich""".split()
)
"""Words in front of a comma behind which an infinitive group depends on them, not on the finite verb."""
_TASK_NOUNS = frozenset({"aufgabe", "pflicht", "sache", "ziel", "zweck", "verpflichtung", "möglichkeiten"})
_CONTROLLING = frozenset(
    """anhalten anweisen auffordern beauftragen bemühen bitten ermächtigen ermöglichen ersuchen gestatten überlassen untersagen veranlassen
    verpflichten verbieten versuchen""".split()
)
"""Verbs that say who is to do what an infinitive group behind them names ("hat ihn aufzufordern, den Plan vorzulegen")."""
_CORRELATES = frozenset({"damit", "darauf", "dafür"})
_INSEPARABLE = ("be", "er", "ver", "ent", "emp", "zer", "ge", "über", "unter", "wider", "voll", "hinter")
_WRITTEN_APART = frozenset(
    "bekannt bereit fest frei offen sicher instand wahr klar zugrunde glaubhaft geltend kenntlich unkenntlich rückgängig".split()
)
"""Verb parts that may stand apart from participle and infinitive ("bekannt zu geben")."""
_NO_MAIN_VERB = m.CLOSED_FINITE | {"worden", "zu", "sein", "haben", "lassen"}


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbGroup:
    """Verb group of a main clause.

    Attributes:
        predicate: lower-cased lemma of the main verb (not of auxiliaries and modals), empty if unknown.
        passive: passive or "ist … zu".
        zu_infinitive: an infinitive with zu belongs to it.
        participle: a participle belongs to it (passive or perfect).
    """

    predicate: str
    passive: bool
    zu_infinitive: bool
    participle: bool


def read_verb_group(tokens: Sequence[Token], words: Sequence[str], own: Sequence[int], finite: int) -> VerbGroup:
    """Read the verb group around a finite verb.

    Args:
        tokens: of the sentence.
        words: their lower-cased texts.
        own: indexes of the tokens of the main clause, in order.
        finite: index of its finite verb, -1 if unknown.
    """
    group = _infinitive_groups(tokens, words, own, finite)
    inner = [i for i in own if i not in group] if group else own
    verb = words[finite] if finite >= 0 else ""
    # an infinitive in front of the verb belongs to a noun ("Die Möglichkeit, den Steg zu sperren, ist …") unless it comes first
    zu_infinitive = any(_is_zu_infinitive(tokens, words, i) for i in inner if i > finite or i <= 1 or i >= finite - 2)
    participle = any(m.is_participle(tokens[i].text if i else words[0]) for i in inner if words[i] not in m.CLOSED_FINITE)
    if not participle and verb in m.WERDEN:
        participle = _ends_in_strong_participle(words, inner, finite)
    governed = (verb in m.SEIN and not zu_infinitive) or (verb in m.HABEN and not zu_infinitive and not participle)
    # "ist verpflichtet, … zu führen", "wird ermächtigt, … zu regeln": what is to be done is the main verb
    governed = governed or (verb in m.WERDEN and any(words[i] in _ACTIVE_PREDICATES for i in inner))
    return VerbGroup(
        predicate=_predicate(tokens, words, own if governed else inner, finite),
        passive=_is_passive(words, inner, finite, verb, zu_infinitive=zu_infinitive, participle=participle),
        zu_infinitive=zu_infinitive,
        participle=participle,
    )


def _is_passive(words: Sequence[str], own: Sequence[int], finite: int, verb: str, *, zu_infinitive: bool, participle: bool) -> bool:
    if verb in m.WERDEN:
        return participle
    if verb in m.SEIN:
        return (zu_infinitive and not any(words[i] in _ACTIVE_PREDICATES for i in own)) or any(words[i] == "worden" for i in own)
    if verb in _MODALS or verb in {"braucht", "brauchen"}:
        return any(words[i] in {"werden", "worden"} for i in own if i != finite)
    return False


def _is_zu_infinitive(tokens: Sequence[Token], words: Sequence[str], i: int) -> bool:
    if words[i] == "zu":
        return i + 1 < len(tokens) and m.is_infinitive(tokens[i + 1].text) and not m.is_gerundive(words[i + 1])
    return m.is_zu_infinitive(words[i])


def _infinitive_groups(tokens: Sequence[Token], words: Sequence[str], own: Sequence[int], finite: int) -> frozenset[int]:
    """Tokens of infinitive groups that depend on a word in front of the comma ("ist verpflichtet, dem Amt … vorzulegen")."""
    if finite < 0:
        return frozenset()
    for position, i in enumerate(own):
        if i <= finite or words[i - 1] != "," or i < 2:
            continue
        before = own[position - 2]
        governed = words[i - 2] in _GOVERNING or words[finite] not in m.CLOSED_FINITE or _controls(words, own[:position], i - 2)
        governed = governed or any(words[k] in _TASK_NOUNS for k in own[max(position - 8, 0) : position] if k != i and words[k - 1] != ",")
        if not governed and before == i - 2 and before != finite and m.is_participle(tokens[before].text):
            comma = next((k for k in own[position:] if words[k] == ","), len(words))
            governed = any(_is_zu_infinitive(tokens, words, k) for k in own[position:] if k < comma)
        if governed and any(_is_zu_infinitive(tokens, words, k) for k in own[position:]):
            return frozenset(own[position:])
    return frozenset()


def _controls(words: Sequence[str], before: Sequence[int], i: int) -> bool:
    """Whether the infinitive with zu in front of the comma governs what stands behind it ("damit zu beauftragen, den Plan zu prüfen")."""
    if words[i - 1] != "zu" and not m.is_zu_infinitive(words[i]):
        return False
    return m.without_zu(words[i]) in _CONTROLLING or any(words[k] in _CORRELATES for k in before)


def _ends_in_strong_participle(words: Sequence[str], own: Sequence[int], finite: int) -> bool:
    """Participles that look like infinitives ("werden beraten"); the future tense is next to unknown in statutes."""
    tail = [words[i] for i in own if i > finite and words[i][0].isalpha()]
    return bool(tail) and tail[-1].startswith(_INSEPARABLE) and m.is_infinitive(tail[-1])


def _predicate(tokens: Sequence[Token], words: Sequence[str], own: Sequence[int], finite: int) -> str:
    if finite < 0:
        return ""
    behind = [i for i in own if i > finite and tokens[i].text[0].isalpha()]
    if words[finite] not in m.CLOSED_FINITE or words[finite] in m.GELTEN | m.BLEIBEN:
        prefix = _closing_prefix(words, own)
        if prefix and behind:
            return prefix + tokens[finite].lemma
        if words[finite] not in m.CLOSED_FINITE:
            return tokens[finite].lemma
    front = [i for i in reversed(own) if i <= 1 and finite <= 2 and i < finite and (i == 0 or tokens[i].text[0].islower())]
    for i in (*reversed(behind), *front):
        word = words[i]
        if (tokens[i].text[0].isupper() and i not in front) or word in _NO_MAIN_VERB:
            continue
        if m.is_zu_infinitive(word):
            return m.without_zu(word)
        before = words[i - 2] if i > 1 and words[i - 1] == "zu" else words[i - 1] if i else ""
        if before in _WRITTEN_APART and (m.is_participle(word) or m.is_infinitive(word)):
            return before + tokens[i].lemma
        if m.is_participle(word) or (m.is_lexical_finite(word) and not _is_attribute(tokens, i)):
            return tokens[i].lemma if tokens[i].text[0].islower() else word if word.endswith("berechtigt") else lemma(word)
        if i and words[i - 1] == "zu" and m.is_infinitive(tokens[i].text) and (i + 1 == len(words) or not words[i + 1][0].isalpha()):
            return word  # an infinitive that the lexicon does not know
    return tokens[finite].lemma


def _closing_prefix(words: Sequence[str], own: Sequence[int]) -> str:
    """Separated prefix that closes the clause ("legt den Plan vor")."""
    last = next((words[i] for i in reversed(own) if words[i] not in {".", ",", ";", ":", ")", "und", "oder"}), "")
    return last if last in m.SEPARABLE_PREFIXES else ""


def _is_attribute(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].text.endswith("n") and i + 1 < len(tokens) and tokens[i + 1].text[0].isupper() and tokens[i - 1].text != "zu"
