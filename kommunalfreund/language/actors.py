"""Bodies named in a sentence and their roles: who acts, who receives, whose it is.

"Der Halter hat dem Jugendamt mitzuteilen" is no duty of the Jugendamt: half of all sentences with a municipal office and an obligation
word are of this kind. The role follows from case, preposition, position to the finite verb and voice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from kommunalfreund.finding import Addressee
from kommunalfreund.language import morphology as m
from kommunalfreund.language.agents import AGENT_PREPOSITIONS, ASKING_VERBS, names_agent
from kommunalfreund.language.agreement import is_body
from kommunalfreund.language.interpretation import Mention, Role, Token
from kommunalfreund.language.morphology import Case
from kommunalfreund.language.noun_phrases import NounPhrase
from kommunalfreund.language.syntax import Clause, Frame
from kommunalfreund.rulebook.vocabulary import TermHit

_RECIPIENT_PREPOSITIONS = frozenset({"bei", "beim", "gegenüber", "an", "zu", "zum", "zur", "mit", "vor"})
_BENEFICIARY_PREPOSITIONS = frozenset({"für", "zugunsten"})
_ASSIGNING_VERBS = frozenset({"obliegen", "zufallen", "übertragen", "zukommen"})
_ENTITLING_VERBS = frozenset({"zustehen", "gebühren"})
_RECEIVING_VERBS = frozenset({"erhalten", "bekommen", "empfangen"})
_GIVING_VERBS = frozenset(
    """anzeigen mitteilen vorlegen übermitteln melden zuleiten zusenden übersenden nachweisen aushändigen überlassen zustellen bekanntgeben
    einreichen berichten zurückgeben anmelden vorweisen angeben beifügen herausgeben weiterleiten übergeben gestatten offenlegen""".split()
)
"""Verbs that want a recipient: "die Nachweise der Behörde vorzulegen" names none of the authority's own documents."""
_SPARING_VERBS = frozenset({"befreien", "ausnehmen", "freistellen"})
_KEEPING_VERBS = frozenset("aufbewahren führen bilden einrichten errichten auslegen verwahren bereithalten niederlegen vorhalten".split())
"""What is done at an office is done by it ("Die Liste wird bei der Gemeinde geführt")."""
_SUPERVISION = ("aufsicht", "überwachung", "kontrolle")
_SUBJECTING_VERBS = frozenset({"unterliegen", "unterstehen"})
_TASK_NOUNS = frozenset(
    """aufgabe zuständigkeit pflicht verpflichtung verantwortung verantwortlichkeit angelegenheit sache obliegenheit last federführung
    trägerschaft""".split()
)
_CLAIM_NOUNS = frozenset({"anspruch", "recht", "vorrang"})
_PROPERTY_NOUNS = frozenset(
    """vermögen mittel aufkommen betrag ertrag erlös einnahme geldbuße eigentum grundstück hälfte anteil daten anlage straße gegenstand
    recht wert gebühr""".split()
)
_FUNCTION_NOUNS = ("träger", "behörde", "stelle")
_ADDRESSED_NOUNS = ("empfänger", "adressat", "beteiligter", "beteiligte", "mitglied")
"""Functions in which a body does not act ("Empfänger der Zuwendung ist der Landkreis")."""
_FUNCTION_ADJECTIVES = frozenset({"zuständig", "verantwortlich", "federführend"})
_ASIDE_NOUNS = frozenset({"ersuchen", "bezeichnung"})
_GENITIVE_PREPOSITIONS = frozenset({"anstelle", "außerhalb", "innerhalb", "anstatt", "statt", "unbeschadet", "ungeachtet", "neben"})
_JOINERS = frozenset({"und", "oder", "sowie", ",", "bzw.", "beziehungsweise", "noch"})


def find_mentions(tokens: tuple[Token, ...], frame: Frame, hits: Iterable[TermHit]) -> tuple[Mention, ...]:
    """Give every vocabulary hit its role.

    Args:
        tokens: of the clause.
        frame: its syntactic skeleton.
        hits: vocabulary terms found in its text, in order.
    """
    mentions: list[Mention] = []
    starts = [token.start for token in tokens]
    heads = [tokens[phrase.head].start for phrase in frame.phrases]
    before: NounPhrase | None = None
    for hit in hits:
        phrase = _phrase_of(tokens, frame, heads, hit)
        role, certain = _role(tokens, frame, phrase)
        if mentions and phrase is not None and phrase.main and _joined(tokens, starts, mentions[-1], hit, before, phrase):
            role, certain = mentions[-1].role, False
        term = hit.term
        mentions.append(
            Mention(term.id, term.name, term.addressee, role, hit.span, certain, generic=term.law_decides, category=term.category.value)
        )
        before = phrase
    return tuple(mentions)


def _phrase_of(tokens: Sequence[Token], frame: Frame, heads: Sequence[int], hit: TermHit) -> NounPhrase | None:
    # the first noun of the term is its head ("Träger der Sozialhilfe"), unless an attribute stands before it
    # ("nach Landesrecht zuständige Behörde")
    inside = []
    for i in range(bisect_left(heads, hit.span.start), len(heads)):
        if heads[i] >= hit.span.end:
            break
        inside.append(frame.phrases[i])
    if not inside:
        return None
    if inside[0].preposition in {"nach", "für"} and any(token.lemma == "zuständig" for token in tokens[inside[0].end : inside[-1].end]):
        return inside[-1]
    return inside[0]


def _joined(
    tokens: Sequence[Token], starts: Sequence[int], mention: Mention, hit: TermHit, before: NounPhrase | None, phrase: NounPhrase
) -> bool:
    """Whether the body stands in one row with the one before it ("die Kreise und kreisfreien Städte")."""
    first, last = bisect_left(starts, mention.span.end), bisect_left(starts, hit.span.start)
    between = [token.text.lower() for token in tokens[first:last]]
    if before is not None and before.clause != phrase.clause:
        return False
    if between[:2] == ["als", "auch"]:
        return True
    if not between or len(between) > 5 or between[0] not in _JOINERS or any(word in m.PREPOSITIONS for word in between):
        return False
    if before is None:
        return True
    if mention.role is Role.SUBJEKT:
        return not phrase.determiner or Case.NOM in phrase.case
    return phrase.determiner == "" or bool(phrase.case & before.case)


def _role(tokens: Sequence[Token], frame: Frame, phrase: NounPhrase | None) -> tuple[Role, bool]:
    if phrase is None or not phrase.main:
        return Role.ERWAEHNT, False
    clause = frame.clauses[phrase.clause]
    passive, predicate = clause.verbs.passive, clause.verbs.predicate
    verb = tokens[clause.finite].text.lower() if clause.finite >= 0 else ""
    behind_copula = verb in m.SEIN and not passive and phrase.start > clause.finite and not phrase.preposition and Case.NOM in phrase.case
    if behind_copula and _names_function(tokens, clause):
        return Role.ZUSTAENDIG, True
    if verb in m.SEIN and not passive and not phrase.preposition and (function := _function_behind(tokens, frame, clause)) is not None:
        if phrase is function:
            return Role.ERWAEHNT, False
        if phrase == clause.subject:
            return Role.ZUSTAENDIG, True
    if phrase.head < clause.finite and verb in m.SEIN and not passive and not phrase.preposition and _names_function(tokens, clause):
        # "Zuständige Behörde ist das Gesundheitsamt": the function in front does not act
        return (Role.ERWAEHNT, False) if Case.NOM in phrase.case else (Role.INHABER, True)
    if phrase == clause.subject:
        if passive:  # what is subject of a passive does not act: "Die Gemeinde ist zu hören"
            return Role.EMPFAENGER, True
        if predicate in _RECEIVING_VERBS or (verb in m.SEIN and predicate in _SPARING_VERBS) or _has_claim(tokens, frame, clause, verb):
            return Role.BEGUENSTIGT, True
        return Role.SUBJEKT, phrase.case == Case.NOM
    if phrase.preposition:
        return _role_by_preposition(tokens, frame, clause, phrase)
    return _role_by_case(tokens, frame, clause, phrase, verb)


def _role_by_case(tokens: Sequence[Token], frame: Frame, clause: Clause, phrase: NounPhrase, verb: str) -> tuple[Role, bool]:
    case, passive, predicate = phrase.case, clause.verbs.passive, clause.verbs.predicate
    noun_before = tokens[phrase.start - 1].lemma if phrase.start and tokens[phrase.start - 1].text[0].isupper() else ""
    if Case.GEN in case and noun_before in _TASK_NOUNS and verb in m.SEIN and not _in_adverbial(frame, phrase):
        return Role.ZUSTAENDIG, True
    if Case.GEN in case and Case.NOM not in case and noun_before:
        if noun_before in _ASIDE_NOUNS:
            return Role.ERWAEHNT, False
        if noun_before in _TASK_NOUNS and predicate in {"fallen", "liegen", "gehören"}:
            return Role.ZUSTAENDIG, True
        if predicate in _SUBJECTING_VERBS and noun_before.endswith(_SUPERVISION):
            return Role.ZUSTAENDIG, True
        if Case.DAT in case and _hangs_free(clause, frame, phrase) and not _has_other_dative(frame, phrase):
            if _assigns(tokens, frame, clause):
                return Role.ZUSTAENDIG, False
            if predicate in _ENTITLING_VERBS:
                return Role.BEGUENSTIGT, False
            if _uses(tokens, clause, _GIVING_VERBS):
                return Role.EMPFAENGER, False
        return Role.INHABER, True
    if Case.DAT in case and Case.NOM not in case:
        if _assigns(tokens, frame, clause):
            return Role.ZUSTAENDIG, True
        if predicate in _ENTITLING_VERBS:
            return Role.BEGUENSTIGT, True
        return Role.EMPFAENGER, Case.AKK not in case
    possessive = Case.GEN in case and Case.AKK not in case and bool(noun_before) and clause.subject is not None
    if case is Case.GEN or possessive:  # "die Stellungnahmen der Träger", where the subject is known to be another
        return Role.INHABER, False
    if phrase.start and tokens[phrase.start - 1].text in {"als", "wie"}:
        return Role.ERWAEHNT, False
    if verb in m.SEIN and not passive and phrase.start > clause.finite and Case.NOM in case:  # predicate noun
        noun = tokens[clause.subject.head].lemma if clause.subject is not None and clause.subject.head < clause.finite else ""
        if noun.endswith(_ADDRESSED_NOUNS):
            return Role.EMPFAENGER, False
        # "Hilfsmerkmale sind der Name und die Gemeinde": what the subject is a list of does not act
        acts = noun == "" or noun in _TASK_NOUNS or is_body(noun)
        return (Role.ZUSTAENDIG if acts else Role.ERWAEHNT), False
    if Case.NOM in case and not passive and _coordinated_with_subject(tokens, frame, clause, phrase):
        return Role.SUBJEKT, False
    return Role.EMPFAENGER, False


def _role_by_preposition(tokens: Sequence[Token], frame: Frame, clause: Clause, phrase: NounPhrase) -> tuple[Role, bool]:
    preposition, subject = phrase.preposition, clause.subject
    if preposition in AGENT_PREPOSITIONS:
        if preposition in {"durch", "seitens"} or (clause.verbs.passive and names_agent(tokens, frame, clause, phrase)):
            return Role.AGENS, True
        if clause.verbs.passive:
            return Role.EMPFAENGER if clause.verbs.predicate in ASKING_VERBS else Role.ERWAEHNT, False
        return (Role.EMPFAENGER, False) if _uses(tokens, clause, ASKING_VERBS) else (Role.ERWAEHNT, False)
    if preposition in {"bei", "beim"} and subject is not None and tokens[subject.head].lemma in _TASK_NOUNS:
        return Role.ZUSTAENDIG, True
    if preposition in {"bei", "beim"} and clause.verbs.passive and clause.verbs.predicate in _KEEPING_VERBS:
        return Role.AGENS, False
    if preposition in _RECIPIENT_PREPOSITIONS:
        return Role.EMPFAENGER, True
    if preposition in _BENEFICIARY_PREPOSITIONS:
        return Role.BEGUENSTIGT, True
    return Role.ERWAEHNT, False


def _has_claim(tokens: Sequence[Token], frame: Frame, clause: Clause, verb: str) -> bool:
    """ "Die Gemeinde hat Anspruch auf Ersatz"."""
    if verb not in m.HABEN or clause.verbs.zu_infinitive:
        return False
    return any(
        tokens[phrase.head].lemma in _CLAIM_NOUNS for phrase in frame.phrases if frame.clauses[phrase.clause] is clause and phrase.main
    )


def _names_function(tokens: Sequence[Token], clause: Clause) -> bool:
    """The sentence opens with a competence: "Zuständig für … ist", "Zuständige Stelle ist", "Träger der Hilfe sind"."""
    front = [tokens[i] for i in clause.own if i < clause.finite]
    if not front or m.is_determiner(front[0].text.lower()):
        return False
    opens = any(token.text.lower() in _FUNCTION_ADJECTIVES or token.lemma in _FUNCTION_ADJECTIVES for token in front[:2])
    return opens or any(token.lemma.endswith(_FUNCTION_NOUNS) and token.text[0].isupper() for token in front[:3])


def _function_behind(tokens: Sequence[Token], frame: Frame, clause: Clause) -> NounPhrase | None:
    """The predicate noun in "… ist die Gemeinde zuständige Stelle", "die Kreise sind Träger der Hilfe"."""
    if clause.subject is None:
        return None
    return next(
        (
            phrase
            for phrase in frame.phrases
            if phrase.start >= max(clause.finite, clause.subject.end)
            and phrase is not clause.subject
            and not phrase.determiner
            and not phrase.preposition
            and tokens[phrase.head].lemma.endswith(_FUNCTION_NOUNS)
            and frame.clauses[phrase.clause] is clause
        ),
        None,
    )


def _hangs_free(clause: Clause, frame: Frame, phrase: NounPhrase) -> bool:
    """The noun in front is an object and not part of an adverbial ("auf Verlangen der Behörde"), or it is the agent."""
    before = next((other for other in frame.phrases if other.head == phrase.start - 1), None)
    if before is None:
        return True
    if before.preposition in AGENT_PREPOSITIONS:
        return clause.verbs.passive
    return not before.preposition and before.head >= clause.finite


def _in_adverbial(frame: Frame, phrase: NounPhrase) -> bool:
    """ "unbeschadet der Zuständigkeit der Gemeinde"."""
    return any(other.end == phrase.start and other.preposition for other in frame.phrases)


def _uses(tokens: Sequence[Token], clause: Clause, verbs: frozenset[str]) -> bool:
    if clause.verbs.predicate in verbs:
        return True
    return any(tokens[i].text[0].islower() and (tokens[i].lemma in verbs or m.without_zu(tokens[i].text) in verbs) for i in clause.own)


def _has_other_dative(frame: Frame, phrase: NounPhrase) -> bool:
    return any(
        other is not phrase and other.clause == phrase.clause and not other.preposition and other.case == Case.DAT
        for other in frame.phrases
    )


def _assigns(tokens: Sequence[Token], frame: Frame, clause: Clause) -> bool:
    """The clause gives someone a task, and no money or property ("Das Vermögen fällt der Gemeinde zu")."""
    predicate = clause.verbs.predicate
    if predicate == "fallen" and any(tokens[i].text == "Last" for i in clause.own):
        return True
    if predicate == "zuweisen":
        return _speaks_of_task(tokens, frame)
    return predicate in _ASSIGNING_VERBS and not (clause.subject and tokens[clause.subject.head].lemma in _PROPERTY_NOUNS)


def _speaks_of_task(tokens: Sequence[Token], frame: Frame) -> bool:
    return any(phrase.main and tokens[phrase.head].lemma in _TASK_NOUNS for phrase in frame.phrases)


def _coordinated_with_subject(tokens: Sequence[Token], frame: Frame, clause: Clause, phrase: NounPhrase) -> bool:
    subject = clause.subject
    if subject is None or phrase.start < subject.end or subject.start < clause.finite < phrase.start:
        return False
    if phrase.head < clause.finite:
        return True
    row = [
        other
        for other in frame.phrases
        if other.clause == phrase.clause and subject.end <= other.start <= phrase.start and not other.preposition and Case.NOM in other.case
    ]
    return all(tokens[other.start - 1].text.lower() in _JOINERS | {"auch"} for other in row)


def closest(mentions: Iterable[Mention]) -> Mention | None:
    """The mention that is municipally closest (direkt before funktional before mittelbar); the first of several."""
    ranked = sorted(mentions, key=lambda mention: mention.addressee.distance)
    return ranked[0] if ranked and ranked[0].addressee is not Addressee.KEINE else None
