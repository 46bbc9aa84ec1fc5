"""The subject of a German main clause: by case, by agreement with the finite verb, and by who can act at all.

What stands in front of the verb is mostly the subject, but not in "Die Kosten tragen die Länder" (number), "Den Antrag prüft das Sozialamt"
(case) and "Die Gebühr erhebt die Gemeinde" (a fee does not act).
"""

from __future__ import annotations

from collections.abc import Sequence

from kommunalfreund.language import morphology as m
from kommunalfreund.language.agreement import Form, is_body, verb_form
from kommunalfreund.language.interpretation import Token
from kommunalfreund.language.morphology import Case
from kommunalfreund.language.noun_phrases import NounPhrase

PRONOUNS = frozenset(
    "er sie es dies dieser diese dieses jener jene jenes man jeder jede wer derjenige diejenige diejenigen letzterer letztere alle".split()
)
_PERSONAL = frozenset({"er", "sie", "es", "man"})
_DEMONSTRATIVE_OBJECTS = frozenset({"dies", "dieses", "diese", "das"})
_PARTICLES = frozenset("weder sowohl auch nur allein entweder ebenso insbesondere ausschließlich sondern selbst".split())
_JOINERS = frozenset({"und", "oder", "sowie", "noch", "bzw.", "beziehungsweise"})
_COPULAS = m.SEIN | m.GELTEN | m.BLEIBEN | {"heißt", "heißen", "wird", "werden", "bildet", "bilden", "bedarf", "bedürfen"}
_THINGS_DO = frozenset(
    """umfassen betreffen erfassen berühren binden verpflichten ermächtigen befreien entbinden berechtigen hindern enthalten erfordern
    begründen bezeichnen bedeuten stehen gehören folgen entsprechen dienen belasten entlasten treffen ersetzen bedürfen""".split()
)
"""Verbs whose subject is often a thing while a body is their object ("Die Anordnung bindet die Gemeinde")."""
_EXPLETIVE = frozenset({"entscheiden", "gelten", "bestehen", "erfolgen", "ergehen", "genügen", "bedürfen", "obliegen", "haften", "bleiben"})


def find_subject(
    tokens: Sequence[Token], words: Sequence[str], main: Sequence[bool], finite: int, phrases: Sequence[NounPhrase], passive: bool
) -> tuple[NounPhrase | None, str]:
    """Find the subject.

    Args:
        tokens: of the sentence.
        words: their lower-cased texts.
        main: for each token, whether it stands in the main clause.
        finite: index of the finite verb, -1 if unknown.
        phrases: noun phrases in order.
        passive: the finite verb is part of a passive or of "ist … zu": things may be the subject then.

    Returns:
        The noun phrase, or None with the pronoun that is the subject, or None and "".
    """
    if finite < 0:
        return None, ""
    if words[0] == "wer" and (len(words) < 2 or words[1] != ","):
        return None, "wer"
    verb = words[finite]
    number = verb_form(verb)
    start = next((i for i in range(finite) if main[i]), finite)
    while start < finite and words[start] in _PARTICLES:
        start += 1
    front = next((p for p in phrases if p.main and p.start == start and p.head < finite and _can_be_subject(p)), None)
    if front is not None and not _agrees(front, phrases, words, number, finite):
        front = None
    behind = _behind(tokens, words, finite, phrases, number)
    after = finite + 1
    pronoun = words[after] if after < len(words) and words[after] in PRONOUNS and not _is_determiner_of_noun(tokens, words, after) else ""
    if front is not None:
        overruled = _is_overruled(tokens, words, finite, front, behind, pronoun, passive)
        if overruled and pronoun in _PERSONAL:
            return None, pronoun
        return (behind if overruled and behind is not None else front), ""
    head = words[start]
    if start < finite and head in PRONOUNS and (start + 1 == finite or not tokens[start + 1].text[0].isupper()):
        if head in _DEMONSTRATIVE_OBJECTS and pronoun in {"er", "sie", "es", "man"}:
            return None, pronoun
        if head in {"dies", "dieses", "das"} and behind is not None and behind.start == after and verb not in _COPULAS and not passive:
            return behind, ""
        if head == "es" and behind is not None and behind.start == after and (verb in m.SEIN or tokens[finite].lemma in _EXPLETIVE):
            return behind, ""
        return None, head
    if pronoun:
        return None, pronoun
    return behind, ""


def _can_be_subject(phrase: NounPhrase) -> bool:
    return Case.NOM in phrase.case and not phrase.preposition


def _is_determiner_of_noun(tokens: Sequence[Token], words: Sequence[str], index: int) -> bool:
    if words[index] in _PERSONAL:
        return False
    return index + 1 < len(words) and (tokens[index + 1].text[0].isupper() or words[index + 1].endswith(("e", "en", "er", "es")))


def _agrees(phrase: NounPhrase, phrases: Sequence[NounPhrase], words: Sequence[str], number: Form, finite: int) -> bool:
    if number & phrase.form:
        return True
    # several singulars make a plural, several subjects behind "oder" may keep the singular
    limit = finite if phrase.head < finite else len(words)
    joined = any(p.start > phrase.head and p.head < limit and words[p.start - 1] in _JOINERS | {"auch"} for p in phrases)
    return joined


def _behind(tokens: Sequence[Token], words: Sequence[str], finite: int, phrases: Sequence[NounPhrase], number: Form) -> NounPhrase | None:
    # a noun directly behind a noun is its genitive ("der Antrag der Träger")
    candidates = [
        p
        for p in phrases
        if p.main and p.start > finite and _can_be_subject(p) and not (Case.GEN in p.case and tokens[p.start - 1].text[0].isupper())
    ]
    fitting = [p for p in candidates if _agrees(p, phrases, words, number, finite)]
    # "der Landkreis" can be nothing but the subject
    certain = next((p for p in fitting if p.case == Case.NOM), None)
    first = fitting[0] if fitting else None
    if first is None:
        return candidates[0] if candidates and number is not Form.PLURAL else None
    if certain is not None and certain is not first and not is_body(_noun(words, first)):
        return certain
    return first


def _noun(words: Sequence[str], phrase: NounPhrase) -> str:
    return words[phrase.head]


def _is_overruled(
    tokens: Sequence[Token],
    words: Sequence[str],
    finite: int,
    front: NounPhrase,
    behind: NounPhrase | None,
    pronoun: str,
    passive: bool,
) -> bool:
    """Whether the phrase in front of the verb is an object after all."""
    if passive or words[finite] in _COPULAS or Case.AKK not in front.case:
        return False
    if tokens[finite].lemma in _THINGS_DO or is_body(_noun(words, front)):
        return behind is not None and _is_nominative(words, behind, finite) and words[finite] not in m.CLOSED_FINITE
    if pronoun in {"er", "man", "sie"}:
        return True
    if behind is None or behind.start != finite + 1:
        return False
    return _is_nominative(words, behind, finite) or is_body(_noun(words, behind))


def _is_nominative(words: Sequence[str], phrase: NounPhrase, finite: int) -> bool:
    return phrase.start == finite + 1 and phrase.determiner in {"der", "dieser", "jeder"} and Case.NOM in phrase.case
