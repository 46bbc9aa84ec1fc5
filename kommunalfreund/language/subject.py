"""The subject of a German main clause: by case, by agreement with the finite verb, and by who can act at all.

What stands in front of the verb is mostly the subject, but not in "Die Kosten tragen die Länder" (number), "Den Antrag prüft das Sozialamt"
(case) and "Die Gebühr erhebt die Gemeinde" (a fee does not act).
"""

from __future__ import annotations

from collections.abc import Sequence

from kommunalfreund.language import morphology as m
from kommunalfreund.language.agreement import Form, is_body, verb_form
from kommunalfreund.language.german import is_noun
from kommunalfreund.language.halves import half_start
from kommunalfreund.language.interpretation import Token
from kommunalfreund.language.morphology import Case
from kommunalfreund.language.noun_phrases import NounPhrase
from kommunalfreund.language.verb_group import VerbGroup

PRONOUNS = frozenset(
    "er sie es dies dieser diese dieses jener jene jenes man jeder jede wer derjenige diejenige diejenigen letzterer letztere alle".split()
)
_PERSONAL = frozenset({"er", "sie", "es", "man"})
_DEMONSTRATIVE_OBJECTS = frozenset({"dies", "dieses", "diese", "das"})
_PARTICLES = frozenset(
    "nicht und oder sowie aber sondern weder sowohl auch nur allein entweder ebenso insbesondere ausschließlich sondern selbst".split()
)
_JOINERS = frozenset({"und", "oder", "sowie", "noch", "bzw.", "beziehungsweise"})
_COPULAS = m.SEIN | m.GELTEN | m.BLEIBEN | {"heißt", "heißen", "wird", "werden", "bildet", "bilden", "bedarf", "bedürfen"}
_THINGS_DO = frozenset(
    """umfassen betreffen erfassen berühren binden verpflichten ermächtigen befreien entbinden berechtigen hindern enthalten erfordern
    begründen bezeichnen bedeuten unterstützen stärken fördern schützen versorgen
    vorgehen entgegenstehen gleichstehen unterliegen nachgehen zugutekommen
    erreichen stehen gehören folgen entsprechen dienen belasten entlasten ersetzen bedürfen""".split()
)
"""Verbs whose subject is often a thing while a body is their object ("Die Anordnung bindet die Gemeinde")."""
_BURDENS = frozenset({"pflicht", "verpflichtung", "last", "haftung", "obliegenheit", "beweislast", "folge"})
"""What may strike a body ("Die Pflicht trifft die Gemeinde")."""
_TAKES_THING = frozenset({"tragen", "erteilen", "treffen", "führen", "erlassen", "übernehmen", "erheben", "erhalten", "ausstellen"})
"""Verbs whose object is a thing while who acts is their subject."""
_PARTS_OF_NORMS = frozenset({"abs", "abs.", "absatz", "satz", "nr", "nr.", "nummer", "buchstabe", "halbsatz"})
_EXPLETIVE = frozenset({"entscheiden", "gelten", "bestehen", "erfolgen", "ergehen", "genügen", "bedürfen", "obliegen", "haften", "bleiben"})


def find_subject(
    tokens: Sequence[Token], words: Sequence[str], own: Sequence[int], finite: int, phrases: Sequence[NounPhrase], verbs: VerbGroup
) -> tuple[NounPhrase | None, str]:
    """Find the subject of a main clause.

    Args:
        tokens: of the sentence.
        words: their lower-cased texts.
        own: indexes of the tokens of the clause.
        finite: index of its finite verb, -1 if unknown.
        phrases: its noun phrases in order.
        verbs: its verb group; in a passive, things may be the subject.

    Returns:
        The noun phrase, or None with the pronoun that is the subject, or None and "".
    """
    if finite < 0 or not own:
        return None, ""
    if words[0] == "wer" and (len(words) < 2 or words[1] != ",") and not half_start(words, own[0]):
        return None, "wer"
    number = verb_form(words[finite])
    start = next((i for i in own if words[i] not in _PARTICLES and tokens[i].text[0].isalnum()), own[0])
    if start < finite and (words[start] == "§" or (words[start] == "die" and words[start + 1] == "§")):
        return None, ""  # norms are the subject
    front = next((p for p in phrases if p.start == start and p.head < finite and _can_be_subject(p)), None)
    if front is None:
        front = _second_in_front(tokens, words, start, finite, phrases)
    elif not _agrees(front, phrases, words, number, finite):
        front = None
    thing_in_front = front is not None and not is_body(_noun(words, front))
    behind = _behind(tokens, words, finite, phrases, number, verbs.predicate, thing_in_front=thing_in_front)
    after = finite + 1
    pronoun = _pronoun_behind(tokens, words, finite)
    if front is not None:
        overruled = _is_overruled(tokens, words, finite, front, behind, pronoun, verbs)
        if overruled and pronoun in _PERSONAL and not _is_object(words, pronoun, behind):
            return None, pronoun
        return (behind if overruled and behind is not None else front), ""
    head = words[start]
    if start < finite and head in PRONOUNS and (start + 1 == finite or not tokens[start + 1].text[0].isupper()):
        if head in _DEMONSTRATIVE_OBJECTS and pronoun in {"er", "sie", "es", "man"}:
            return None, pronoun
        copula = words[finite] in _COPULAS
        fits = behind is not None and behind.start == after and _agrees(behind, phrases, words, number, finite)
        if head in {"dies", "dieses", "das"} and fits and not copula and not verbs.passive:
            return behind, ""
        if (
            head == "es"
            and behind is not None
            and behind.start == after
            and (words[finite] in m.SEIN or tokens[finite].lemma in _EXPLETIVE)
        ):
            return behind, ""
        return None, head
    if pronoun and not _is_object(words, pronoun, behind):
        return None, pronoun
    return behind, ""


def _is_object(words: Sequence[str], pronoun: str, behind: NounPhrase | None) -> bool:
    """Whether the pronoun behind the verb is its object ("so prüft sie der Landkreis")."""
    return pronoun == "sie" and behind is not None and behind.case == Case.NOM and words[behind.start - 1] == "sie"


def _second_in_front(
    tokens: Sequence[Token], words: Sequence[str], start: int, finite: int, phrases: Sequence[NounPhrase]
) -> NounPhrase | None:
    """The subject in front where the first words are no noun phrase of their own.

    Either its noun is left out ("Die in Absatz 1 genannten und die sonst zuständigen Stellen") or an adverb belongs to the adjective
    ("Vergleichbar gesicherte Räume").
    """
    if words[start] in {"die", "der", "das", "ein", "eine"}:
        row = (p for p in phrases if start < p.start and p.head < finite and words[p.start - 1] in _JOINERS and _can_be_subject(p))
        return next(row, None)
    if start or is_noun(tokens[start].text) or words[start] in m.PREPOSITIONS | m.SUBORDINATORS or words[start] in m.FUSED:
        return None
    if words[start] in m.CLOSED_FINITE or m.is_lexical_finite(words[start]):
        return None
    first = next((p for p in phrases if p.start == 1 and p.head < finite and _can_be_subject(p)), None)
    return first if first is not None and first.end > first.start + 1 and not first.determiner else None


def _pronoun_behind(tokens: Sequence[Token], words: Sequence[str], finite: int) -> str:
    after = finite + 1
    if after < len(words) and words[after] == "sich":
        after += 1
    if after < len(words) and words[after] in PRONOUNS and not _is_determiner_of_noun(tokens, words, after):
        return words[after]
    return ""


def _can_be_subject(phrase: NounPhrase) -> bool:
    return Case.NOM in phrase.case and not phrase.preposition


def _is_determiner_of_noun(tokens: Sequence[Token], words: Sequence[str], index: int) -> bool:
    if words[index] in _PERSONAL:
        return False
    return index + 1 < len(words) and (tokens[index + 1].text[0].isupper() or words[index + 1].endswith(("e", "en", "er", "es")))


def _agrees(phrase: NounPhrase, phrases: Sequence[NounPhrase], words: Sequence[str], number: Form, finite: int) -> bool:
    if number & phrase.form:
        return True
    if not number & Form.PLURAL:
        return False
    # several singulars make a plural
    limit = finite if phrase.head < finite else len(words)
    joined = any(p.start > phrase.head and p.head < limit and words[p.start - 1] in _JOINERS | {"auch"} for p in phrases)
    return joined


def _behind(
    tokens: Sequence[Token],
    words: Sequence[str],
    finite: int,
    phrases: Sequence[NounPhrase],
    number: Form,
    predicate: str,
    *,
    thing_in_front: bool,
) -> NounPhrase | None:
    # a noun directly behind a noun is its genitive ("der Antrag der Träger")
    possible = [p for p in phrases if p.start > finite and _can_be_subject(p) and not _is_aside(words, p)]
    candidates = [p for p in possible if not _hangs_on_noun(tokens, p)] or possible
    fitting = [p for p in candidates if _agrees(p, phrases, words, number, finite)]
    # "der Landkreis" can be nothing but the subject
    certain = next((p for p in fitting if p.case == Case.NOM and (is_body(_noun(words, p)) or tokens[p.start - 1].text[0].islower())), None)
    first = fitting[0] if fitting else None
    if first is None:
        return candidates[0] if candidates and number is not Form.PLURAL else None
    if is_body(_noun(words, first)):
        return first
    if certain is None and (after := _behind_genitive(tokens, words, possible, phrases, number, finite)) is not None:
        return after
    if certain is None and (predicate in _TAKES_THING or thing_in_front):  # "in diesem Fall trägt die Last die Gemeinde"
        certain = next((p for p in fitting if is_body(_noun(words, p))), None)
    return certain or first


def _is_aside(words: Sequence[str], phrase: NounPhrase) -> bool:
    """ "haften als Schuldner", "durch die Behörde oder deren Beauftragte"."""
    before = words[phrase.start - 1]
    if before[0].isdigit() and words[phrase.head] in _PARTS_OF_NORMS:
        return _is_governed(words, phrase.start - 1)
    return before in {"als", "wie"} or (phrase.determiner in {"deren", "dessen"} and before in _JOINERS)


def _is_governed(words: Sequence[str], number: int) -> bool:
    """Whether the norm with this number stands behind a preposition or article ("im Fall des § 11 Abs. 1", but "gilt § 11 Abs. 1")."""
    k = number
    while k > 0 and words[k] != "§" and number - k < 4:
        k -= 1
    if words[k] != "§":  # "nach Satz 1 Nummer 3": the first part speaks for the whole
        return True
    while k > 0 and words[k] == "§":
        k -= 1
    return words[k] in m.PREPOSITIONS or words[k] in m.FUSED or m.is_determiner(words[k])


def _hangs_on_noun(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    return Case.GEN in phrase.case and tokens[phrase.start - 1].text[0].isupper()


def _behind_genitive(
    tokens: Sequence[Token], words: Sequence[str], possible: Sequence[NounPhrase], phrases: Sequence[NounPhrase], number: Form, finite: int
) -> NounPhrase | None:
    """A body directly behind a genitive is the subject if nothing else acts ("soll auf Verlangen der Gemeinde der Träger …")."""
    by_end = {p.end: p for p in phrases}
    for phrase in possible:
        before = by_end.get(phrase.start)
        if before is None or before.preposition or before.start <= finite or not _hangs_on_noun(tokens, before):
            continue
        if phrase.determiner == "der" and is_body(_noun(words, phrase)) and _agrees(phrase, phrases, words, number, finite):
            return phrase
    return None


def _noun(words: Sequence[str], phrase: NounPhrase) -> str:
    return words[phrase.head]


def _is_overruled(
    tokens: Sequence[Token],
    words: Sequence[str],
    finite: int,
    front: NounPhrase,
    behind: NounPhrase | None,
    pronoun: str,
    verbs: VerbGroup,
) -> bool:
    """Whether the phrase in front of the verb is an object after all."""
    if verbs.passive or words[finite] in _COPULAS or Case.AKK not in front.case:
        return False
    if pronoun in {"er", "man", "sie"} and not is_body(_noun(words, front)):
        return True
    if behind is None:
        return False
    strikes = verbs.predicate == "treffen" and tokens[front.head].lemma in _BURDENS
    if strikes or verbs.predicate in _THINGS_DO or is_body(_noun(words, front)):
        return _is_nominative(words, behind, finite) and words[finite] not in m.CLOSED_FINITE
    # "Die Prüfung übernimmt ab dem 1. Januar der Landkreis"
    return behind.case == Case.NOM or is_body(_noun(words, behind))


def _is_nominative(words: Sequence[str], phrase: NounPhrase, finite: int) -> bool:
    return phrase.start == finite + 1 and phrase.determiner in {"der", "dieser", "jeder"} and Case.NOM in phrase.case
