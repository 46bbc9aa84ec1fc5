"""Agents of a passive: who acts in "wird von der Gemeinde erhoben", "ist vom Dolmetscher zu unterschreiben", "ist von ihm zu erstatten".

A passive with an agent is not agentless, whether the vocabulary knows the agent or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from kommunalfreund.language.agreement import Form, is_body
from kommunalfreund.language.interpretation import Mention, Token
from kommunalfreund.language.noun_phrases import NounPhrase
from kommunalfreund.language.syntax import Clause, Frame

AGENT_PREPOSITIONS = frozenset({"von", "vom", "durch", "seitens"})
ASKING_VERBS = frozenset({"verlangen", "fordern", "anfordern", "einfordern", "erheben", "einholen", "erlangen", "beziehen", "abrufen"})
"""Verbs with which "von" may name who is asked."""
_SEPARATING_VERBS = frozenset(
    "trennen absehen unterscheiden abhängen befreien ausnehmen abweichen abziehen ausschließen freistellen entbinden absetzen".split()
)
"""Verbs with which "von" names no agent."""
_CHARGES = ("gebühr", "beitrag", "entgelt", "kosten", "auslage", "umlage", "abgabe", "zuschlag", "steuer")
_CHARGING_VERBS = frozenset({"erheben", "fordern", "verlangen", "anfordern", "einfordern"})
_CHARGING = ("gemeinde", "kommune", "stadt", "kreis", "land", "bund", "behörde", "stelle", "amt", "träger", "verband")
"""Who charges others; of anyone else a charge is asked."""
_QUANTITIES = frozenset("gruppe zahl anzahl mehrheit mehrzahl vielzahl reihe teil kreis vereinigung zusammenschluss".split())
"""Nouns behind which "von" stands for a genitive ("eine Gruppe von Versicherten")."""
AGENT_PRONOUNS = {"ihm": Form.MASCULINE | Form.NEUTER, "ihr": Form.FEMININE, "ihnen": Form.PLURAL}
"""Pronouns of an agent and what they can stand for."""


def names_agent(tokens: Sequence[Token], frame: Frame, clause: Clause, phrase: NounPhrase) -> bool:
    """Whether "von" in a passive names who acts, and not what something is part of, freed from or asked from."""
    predicate, subject = clause.verbs.predicate, clause.subject
    if predicate in _SEPARATING_VERBS:
        return False
    if predicate in _CHARGING_VERBS and subject is not None and tokens[subject.head].lemma.endswith(_CHARGES):
        return tokens[phrase.head].lemma.endswith(_CHARGING)
    if subject is not None and subject.end <= phrase.start and tokens[subject.start].lemma.startswith("folgend"):
        return False  # "sind folgende Daten anzugeben: 1. von der betroffenen Person der Name"
    if phrase.determiner:
        return True
    before = phrase.start - 2
    if before >= 0 and tokens[before].lemma in _QUANTITIES:
        return False
    return not any(other.head == before and other.preposition for other in frame.phrases)  # "für die Vermittlung von Kindern"


def find_other_agent(tokens: Sequence[Token], frame: Frame, mentions: Iterable[Mention]) -> NounPhrase | str | None:
    """The agent of a passive that is no known body: its noun phrase ("vom Dolmetscher") or its pronoun ("von ihm").

    Args:
        tokens: of the clause.
        frame: its syntactic skeleton.
        mentions: bodies found in it.
    """
    clause = frame.leading
    if not clause.verbs.passive or clause.verbs.predicate in _SEPARATING_VERBS:
        return None
    own = clause.own
    for one, other in pairwise(own):
        if other == one + 1 and tokens[other].text in AGENT_PRONOUNS and tokens[one].text.lower() in {"von", "durch"}:
            return tokens[other].text
    for phrase in frame.phrases:
        if phrase.clause != frame.lead or phrase.preposition not in AGENT_PREPOSITIONS or not is_body(tokens[phrase.head].text):
            continue
        head = tokens[phrase.head].start
        if names_agent(tokens, frame, clause, phrase) and not any(item.span.start <= head < item.span.end for item in mentions):
            return phrase
    return None
