"""Bodies named in a sentence and their roles: who acts, who receives, whose it is.

"Der Halter hat dem Jugendamt mitzuteilen" is no duty of the Jugendamt: half of all sentences with a municipal office and an obligation
word are of this kind. The role follows from case, preposition, position to the finite verb and voice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from kommunalfreund.finding import Addressee
from kommunalfreund.language import morphology as m
from kommunalfreund.language.interpretation import Mention, Role, Token
from kommunalfreund.language.morphology import Case
from kommunalfreund.language.noun_phrases import NounPhrase
from kommunalfreund.language.syntax import Frame
from kommunalfreund.rulebook.vocabulary import TermHit

_AGENT_PREPOSITIONS = frozenset({"von", "vom", "durch", "seitens"})
_RECIPIENT_PREPOSITIONS = frozenset({"bei", "beim", "gegenüber", "an", "zu", "zum", "zur", "mit", "vor", "unter"})
_BENEFICIARY_PREPOSITIONS = frozenset({"für", "zugunsten"})
_ASSIGNING_VERBS = frozenset({"obliegen", "zufallen", "übertragen"})
_GIVING_VERBS = frozenset(
    """anzeigen mitteilen vorlegen übermitteln melden zuleiten zusenden übersenden nachweisen aushändigen überlassen zustellen bekanntgeben
    einreichen berichten zurückgeben anmelden vorweisen angeben beifügen herausgeben weiterleiten übergeben gestatten offenlegen""".split()
)
"""Verbs that want a recipient: "die Nachweise der Behörde vorzulegen" names none of the authority's own documents."""
_ASKING_VERBS = frozenset({"verlangen", "fordern", "anfordern", "einfordern", "erheben", "einholen", "erlangen"})
_TASK_NOUNS = frozenset(
    {"aufgabe", "zuständigkeit", "pflicht", "verpflichtung", "verantwortung", "angelegenheit", "sache", "obliegenheit", "last"}
)
_JOINERS = frozenset({"und", "oder", "sowie", ",", "bzw.", "beziehungsweise", "noch"})


def find_mentions(tokens: tuple[Token, ...], frame: Frame, hits: Iterable[TermHit], predicate: str) -> tuple[Mention, ...]:
    """Give every vocabulary hit its role.

    Args:
        tokens: of the clause.
        frame: its syntactic skeleton.
        hits: vocabulary terms found in its text, in order.
        predicate: lemma of the main verb.
    """
    mentions: list[Mention] = []
    starts = [token.start for token in tokens]
    heads = [tokens[phrase.head].start for phrase in frame.phrases]
    before: NounPhrase | None = None
    for hit in hits:
        phrase = _phrase_of(tokens, frame, heads, hit)
        role, certain = _role(tokens, frame, phrase, predicate)
        if mentions and phrase is not None and phrase.main and _joined(tokens, starts, mentions[-1], hit, before, phrase):
            role, certain = mentions[-1].role, False
        term = hit.term
        mentions.append(
            Mention(term.id, term.name, term.addressee, role, hit.span, certain, generic=term.law_decides, category=term.category.value)
        )
        before = phrase
    return _without_named_function(tokens, frame, starts, mentions)


def _phrase_of(tokens: Sequence[Token], frame: Frame, heads: Sequence[int], hit: TermHit) -> NounPhrase | None:
    found = None
    for i in range(bisect_left(heads, hit.span.start), len(heads)):
        if heads[i] >= hit.span.end:
            break
        # the first noun of the term is its head ("Träger der Sozialhilfe"), unless an attribute stands before it
        # ("nach Landesrecht zuständige Behörde")
        if found is None or found.preposition in {"nach", "für"}:
            found = frame.phrases[i]
    if found is None:
        return None
    if found.preposition in {"nach", "für"} and any(token.lemma.startswith("zuständig") for token in tokens[found.start : found.end + 3]):
        return None
    return found


def _joined(
    tokens: Sequence[Token], starts: Sequence[int], mention: Mention, hit: TermHit, before: NounPhrase | None, phrase: NounPhrase
) -> bool:
    """Whether the body stands in one row with the one before it ("die Kreise und kreisfreien Städte")."""
    first, last = bisect_left(starts, mention.span.end), bisect_left(starts, hit.span.start)
    between = [token.text.lower() for token in tokens[first:last]]
    if not between or len(between) > 4 or between[0] not in _JOINERS or any(word in m.PREPOSITIONS for word in between):
        return between[:2] == ["als", "auch"]
    if before is None or not before.main:
        return before is None
    # "unterrichtet die Gemeinde und das Land erstattet": what a verb follows opens a clause of its own
    following = tokens[phrase.end].text if phrase.end < len(tokens) else ""
    if between[0] in {"und", "oder"} and mention.role is not Role.SUBJEKT and following.lower() in m.CLOSED_FINITE:
        return following.lower() in m.WERDEN or following.lower() == "zu"
    return bool(phrase.determiner == "" or phrase.case & (before.case | (Case.NOM if mention.role is Role.SUBJEKT else before.case)))


def _without_named_function(
    tokens: Sequence[Token], frame: Frame, starts: Sequence[int], mentions: Sequence[Mention]
) -> tuple[Mention, ...]:
    """ "Zuständige Behörde ist das Gesundheitsamt": the function in front of the copula does not act, the body behind it is responsible."""
    if frame.finite < 0 or tokens[frame.finite].text.lower() not in m.SEIN or frame.passive:
        return tuple(mentions)
    verb = starts[frame.finite]
    named = any(mention.role is Role.ZUSTAENDIG and mention.span.start > verb for mention in mentions)
    if not named:
        return tuple(mentions)
    return tuple(
        mention._replace(role=Role.ERWAEHNT) if mention.role in {Role.SUBJEKT, Role.EMPFAENGER} and mention.span.start < verb else mention
        for mention in mentions
    )


def _role(tokens: Sequence[Token], frame: Frame, phrase: NounPhrase | None, predicate: str) -> tuple[Role, bool]:
    if phrase is None or not phrase.main:
        return Role.ERWAEHNT, False
    passive = frame.passive
    verb = tokens[frame.finite].text.lower() if frame.finite >= 0 else ""
    behind_copula = verb in m.SEIN and not passive and phrase.start > frame.finite and not phrase.preposition and Case.NOM in phrase.case
    if behind_copula and _names_function(tokens, frame):
        return Role.ZUSTAENDIG, True
    if phrase == frame.subject:
        # what is subject of a passive does not act: "Die Gemeinde ist zu hören"
        return (Role.EMPFAENGER, True) if passive else (Role.SUBJEKT, phrase.case == Case.NOM)
    if phrase.preposition:
        return _role_by_preposition(tokens, frame, phrase, predicate)
    case = phrase.case
    noun_before = tokens[phrase.start - 1].lemma if phrase.start and tokens[phrase.start - 1].text[0].isupper() else ""
    if Case.GEN in case and Case.NOM not in case and noun_before:
        if noun_before in _TASK_NOUNS and (verb in m.SEIN or predicate in {"fallen", "fällen", "liegen", "gehören"}):
            return Role.ZUSTAENDIG, True
        if Case.DAT in case and _hangs_free(frame, phrase) and _gives(tokens, frame, predicate) and not _has_other_dative(frame, phrase):
            return Role.EMPFAENGER, False
        return Role.INHABER, True
    if Case.DAT in case and Case.NOM not in case:
        assigned = predicate in _ASSIGNING_VERBS or (predicate == "zuweisen" and _speaks_of_task(tokens, frame))
        return (Role.ZUSTAENDIG, True) if assigned else (Role.EMPFAENGER, Case.AKK not in case)
    if behind_copula:
        return Role.ZUSTAENDIG, False  # predicate noun
    if Case.NOM in case and not passive and _coordinated_with_subject(tokens, frame, phrase):
        return Role.SUBJEKT, False
    return Role.EMPFAENGER, False


def _role_by_preposition(tokens: Sequence[Token], frame: Frame, phrase: NounPhrase, predicate: str) -> tuple[Role, bool]:
    preposition = phrase.preposition
    if preposition in _AGENT_PREPOSITIONS:
        if frame.passive or preposition in {"durch", "seitens"}:
            return Role.AGENS, True
        asked = predicate in _ASKING_VERBS or _infinitive_among(tokens, frame, _ASKING_VERBS)
        return (Role.EMPFAENGER, False) if asked else (Role.ERWAEHNT, False)
    if preposition in {"bei", "beim"} and frame.subject is not None and tokens[frame.subject.head].lemma in _TASK_NOUNS:
        return Role.ZUSTAENDIG, True
    if preposition in _RECIPIENT_PREPOSITIONS:
        return Role.EMPFAENGER, True
    if preposition in _BENEFICIARY_PREPOSITIONS:
        return Role.BEGUENSTIGT, True
    return Role.ERWAEHNT, False


def _names_function(tokens: Sequence[Token], frame: Frame) -> bool:
    """The sentence opens with a competence: "Zuständig für … ist", "Zuständige Stelle ist", "Träger der Hilfe sind"."""
    front = [tokens[i] for i in range(frame.finite) if frame.main[i]]
    if any(token.lemma == "zuständig" and not token.text[0].isupper() for token in front[:2]) or (front and front[0].text == "Zuständig"):
        return True
    return any(token.text in {"Träger", "Behörde", "Stelle", "Verwaltungsbehörde", "Stellen", "Behörden"} for token in front[:3]) and not (
        m.is_determiner(front[0].text.lower())
    )


def _hangs_free(frame: Frame, phrase: NounPhrase) -> bool:
    """The noun in front is an object and not part of an adverbial ("auf Verlangen der Behörde")."""
    return not any(other.head == phrase.start - 1 and (other.preposition or other.head < frame.finite) for other in frame.phrases)


def _gives(tokens: Sequence[Token], frame: Frame, predicate: str) -> bool:
    return predicate in _GIVING_VERBS or _infinitive_among(tokens, frame, _GIVING_VERBS)


def _infinitive_among(tokens: Sequence[Token], frame: Frame, verbs: frozenset[str]) -> bool:
    return any(frame.main[i] and tokens[i].text[0].islower() and tokens[i].lemma in verbs for i in range(frame.finite + 1, len(tokens)))


def _has_other_dative(frame: Frame, phrase: NounPhrase) -> bool:
    return any(
        other != phrase
        and other.main
        and not other.preposition
        and Case.DAT in other.case
        and not other.case & (Case.NOM | Case.AKK | Case.GEN)
        for other in frame.phrases
    )


def _speaks_of_task(tokens: Sequence[Token], frame: Frame) -> bool:
    return any(phrase.main and tokens[phrase.head].lemma in _TASK_NOUNS for phrase in frame.phrases)


def _coordinated_with_subject(tokens: Sequence[Token], frame: Frame, phrase: NounPhrase) -> bool:
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
