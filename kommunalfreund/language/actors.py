"""Bodies named in a sentence and their roles: who acts, who receives, whose it is.

"Der Halter hat dem Jugendamt mitzuteilen" is no duty of the Jugendamt: half of all sentences with a municipal office and an obligation
word are of this kind. The role follows from case, preposition, position to the finite verb and voice.
"""

from __future__ import annotations

from collections.abc import Iterable

from kommunalfreund.finding import Addressee
from kommunalfreund.language import morphology as m
from kommunalfreund.language.interpretation import Mention, Role, Token
from kommunalfreund.language.morphology import Case
from kommunalfreund.language.syntax import Frame, NounPhrase
from kommunalfreund.rulebook.vocabulary import TermHit

_AGENT_PREPOSITIONS = frozenset({"von", "vom", "durch", "seitens"})
_RECIPIENT_PREPOSITIONS = frozenset({"bei", "beim", "gegenüber", "an", "zu", "zum", "zur", "mit", "vor", "unter"})
_BENEFICIARY_PREPOSITIONS = frozenset({"für", "zugunsten"})
_ASSIGNING_VERBS = frozenset({"obliegen", "zufallen", "übertragen", "zuweisen"})
_TASK_NOUNS = frozenset(
    {"aufgabe", "zuständigkeit", "pflicht", "verpflichtung", "verantwortung", "angelegenheit", "sache", "obliegenheit", "last"}
)
_JOINERS = frozenset({"und", "oder", "sowie", ",", "bzw.", "beziehungsweise", "noch"})


def find_mentions(tokens: tuple[Token, ...], frame: Frame, hits: Iterable[TermHit], predicate: str, passive: bool) -> tuple[Mention, ...]:
    """Give every vocabulary hit its role.

    Args:
        tokens: of the clause.
        frame: its syntactic skeleton.
        hits: vocabulary terms found in its text, in order.
        predicate: lemma of the main verb.
        passive: the main clause is passive or "ist … zu".
    """
    mentions: list[Mention] = []
    for hit in hits:
        phrase = _phrase_of(tokens, frame, hit.span.start, hit.span.end)
        role, certain = _role(tokens, frame, phrase, predicate, passive)
        if role is Role.ERWAEHNT and mentions and phrase is not None and phrase.main and _joined(tokens, mentions[-1], hit.span.start):
            role, certain = mentions[-1].role, False
        term = hit.term
        mentions.append(
            Mention(term.id, term.name, term.addressee, role, hit.span, certain, generic=term.law_decides, category=term.category.value)
        )
    return tuple(mentions)


def _phrase_of(tokens: tuple[Token, ...], frame: Frame, start: int, end: int) -> NounPhrase | None:
    found = None
    for phrase in frame.phrases:
        head = tokens[phrase.head]
        # the first noun of the term is its head ("Träger der Sozialhilfe"), unless an attribute stands before it
        # ("nach Landesrecht zuständige Behörde")
        if start <= head.start < end and (found is None or found.preposition in {"nach", "für"}):
            found = phrase
    if found is None:
        return None
    if found.preposition in {"nach", "für"} and any(token.lemma.startswith("zuständig") for token in tokens[found.start : found.end + 3]):
        return None
    return found


def _joined(tokens: tuple[Token, ...], before: Mention, start: int) -> bool:
    between = [token for token in tokens if before.span.end <= token.start < start]
    return (
        bool(between)
        and len(between) <= 4
        and between[0].text.lower() in _JOINERS
        and not any(t.text.lower() in m.PREPOSITIONS for t in between)
    )


def _role(tokens: tuple[Token, ...], frame: Frame, phrase: NounPhrase | None, predicate: str, passive: bool) -> tuple[Role, bool]:
    if phrase is None or not phrase.main:
        return Role.ERWAEHNT, False
    if phrase == frame.subject:
        # what is subject of a passive does not act: "Die Gemeinde ist zu hören"
        return (Role.EMPFAENGER, True) if passive else (Role.SUBJEKT, phrase.case == Case.NOM)
    preposition = phrase.preposition
    if preposition in _AGENT_PREPOSITIONS:
        return (Role.AGENS, True) if passive or preposition in {"durch", "seitens"} else (Role.ERWAEHNT, False)
    if preposition in _RECIPIENT_PREPOSITIONS:
        return Role.EMPFAENGER, True
    if preposition in _BENEFICIARY_PREPOSITIONS:
        return Role.BEGUENSTIGT, True
    if preposition:
        return Role.ERWAEHNT, False
    case = phrase.case
    noun_before = tokens[phrase.start - 1].lemma if phrase.start else ""
    if Case.GEN in case and Case.NOM not in case and tokens[phrase.start - 1].text[:1].isupper() and phrase.start:
        if noun_before in _TASK_NOUNS and frame.finite >= 0 and tokens[frame.finite].text.lower() in m.SEIN:
            return Role.ZUSTAENDIG, True
        return Role.INHABER, True
    if Case.DAT in case and Case.NOM not in case:
        return (Role.ZUSTAENDIG, True) if predicate in _ASSIGNING_VERBS else (Role.EMPFAENGER, Case.AKK not in case)
    if frame.finite >= 0 and tokens[frame.finite].text.lower() in m.SEIN and not passive and phrase.start > frame.finite:
        return Role.ZUSTAENDIG, False  # predicate noun: "Zuständige Stelle ist die Gemeinde"
    if Case.NOM in case and not passive and _coordinated_with_subject(tokens, frame, phrase):
        return Role.SUBJEKT, False
    return Role.EMPFAENGER, False


def _coordinated_with_subject(tokens: tuple[Token, ...], frame: Frame, phrase: NounPhrase) -> bool:
    subject = frame.subject
    if subject is None or phrase.start < subject.end:
        return False
    between = tokens[subject.end : phrase.start]
    if not any(token.text.lower() in _JOINERS for token in between):
        return False
    verb_between = subject.start < frame.finite < phrase.start
    return not verb_between and len(between) <= 12


def closest(mentions: Iterable[Mention]) -> Mention | None:
    """The mention that is municipally closest (direkt before funktional before mittelbar); the first of several."""
    ranked = sorted(mentions, key=lambda mention: mention.addressee.distance)
    return ranked[0] if ranked and ranked[0].addressee is not Addressee.KEINE else None
