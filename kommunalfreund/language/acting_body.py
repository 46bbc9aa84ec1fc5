"""Who must act in one clause, given the sentences before it in the norm, the document and the statute table.

Order in which the acting body is looked for: named in the clause; pronoun or "die Behörde" → the body introduced before; "Dies gilt auch …"
→ the body of the sentence before; agentless sentence → the body that acts in the same norm, the competence norm of the document, the
statute table, the body that acts most often in chapter or document. What applicants and operators do is no duty of these bodies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kommunalfreund.clause import Clause
from kommunalfreund.finding import Actor, ActorSource, Addressee, Bindingness
from kommunalfreund.language import actors, coreference, morphology
from kommunalfreund.language.coreference import Antecedent, Entry
from kommunalfreund.language.interpretation import (
    ACTING_ROLES,
    DocumentProfile,
    ExecutionProfile,
    Mention,
    Role,
    SentenceKind,
    Token,
)
from kommunalfreund.language.syntax import Frame

_COMPETENT = "in einer Zuständigkeits- oder Begriffsnorm bestimmt"

DUTY_KINDS = frozenset(
    {
        SentenceKind.MUSS,
        SentenceKind.HAT_ZU,
        SentenceKind.IST_ZU,
        SentenceKind.VERPFLICHTET,
        SentenceKind.INDIKATIV,
        SentenceKind.SOLL,
        SentenceKind.KANN,
        SentenceKind.DARF_NUR,
        SentenceKind.DARF_NICHT,
        SentenceKind.ZUSTAENDIGKEIT,
        SentenceKind.KOSTENREGEL,
        SentenceKind.ANSPRUCH,
    }
)
"""Kinds of sentences that say who has to do something."""
_DONOR_KINDS = DUTY_KINDS | {SentenceKind.DEFINITION, SentenceKind.UEBERGANG, SentenceKind.FESTSTELLUNG, SentenceKind.VERWEISUNG}
"""Kinds of sentences whose acting body an agentless sentence behind them inherits."""
_APPLICANT_VERBS = frozenset(
    """vorlegen beifügen anzeigen aufbewahren kennzeichnen einreichen nachweisen stellen beantragen mitführen anmelden anbringen abgeben
    betreiben lagern instandhalten warten reinigen vorzeigen zurückgeben herstellen entrichten beibringen abliefern aushängen einbauen
    beantworten unterschreiben""".split()
)
"""What applicants and operators do, where the law names nobody else."""
_APPLICANT_ALWAYS = frozenset({"beifügen", "einreichen", "beantragen", "mitführen", "anmelden", "entrichten", "beibringen"})
_PRIVATE_HEADING = re.compile(
    r"[Pp]flicht(?:en)? (?:des|der|von|für)(?: die| den)? (?!Behörde|Gemeinde|Länder|Träger|Kreis|Landkreis|Kommun|Verwaltung|öffentlich"
    r"|Städt|Jugend|zuständig|nach Landesrecht|Stelle|Ämter|Bund)[A-ZÄÖÜ]"
    r"|\b(?:Betreiber|Halter|Anzeige|Auskunfts|Mitwirkungs|Aufbewahrungs|Kennzeichnungs)pflicht"
)
_OFFICIAL_THINGS = (
    *("antrag", "bescheid", "erlaubnis", "genehmigung", "entscheidung", "ablehnung", "zulassung", "gebühr", "bewilligung", "anordnung"),
    *("zuschuss", "leistung"),
)
"""Things that authorities deal with, whatever the verb."""
_REFERS = re.compile(
    r"^(?:(?:Dies|Das Gleiche|Das gleiche|Gleiches|Entsprechendes|Dasselbe|Selbiges|(?:Satz|Absatz|Sätze|Absätze|Nummer) \d[^,;]{0,40}?)"
    r" (?:gilt|gelten|ist|sind|findet|finden)\b|(?:In diesen|Für diese) Fällen? (?:gilt|gelten) (?:Satz|Absatz))"
)
"""A sentence that only says where another one holds."""
_HOLDS_NOT = re.compile(r"^Dies (?:gilt|ist) nicht\b")
_REFERRED = re.compile(r"^(?:Satz|Sätze) (\d+)")
_ANYONE = frozenset({"wer", "jeder", "jede", "derjenige", "diejenige", "diejenigen"})
_DONORS = 5
"""Sentences back from which an agentless sentence inherits its actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One clause read on its own, before the discourse is known; the values are those of ``Interpretation``."""

    clause: Clause
    tokens: tuple[Token, ...]
    frame: Frame
    kind: SentenceKind
    mentions: tuple[Mention, ...]
    predicate: str
    passive: bool
    bindingness: Bindingness | None
    law: str

    @property
    def acting(self) -> tuple[Mention, ...]:
        """Bodies that act."""
        return tuple(mention for mention in self.mentions if mention.role in ACTING_ROLES)

    @property
    def subject(self) -> str:
        """Pronoun or lemma of the subject, empty if there is none."""
        if pronoun := coreference.subject_pronoun(self.tokens, self.frame):
            return pronoun
        return self.tokens[self.frame.subject.head].lemma if self.frame.subject else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known around a clause: sentences before it in the norm, the document, the statute table."""

    entries: Sequence[Entry]
    profile: DocumentProfile
    execution: ExecutionProfile | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Who acts: a municipal body, or somebody else, or nobody known; and the mention it was found by."""

    actor: Actor | None = None
    foreign: bool = False
    mention: Mention | None = None
    refers: bool = False


def find_actor(reading: Reading, context: Context) -> Found:
    """Find who must act in a clause.

    Args:
        reading: the clause.
        context: what is known around it.
    """
    acting = reading.acting
    named = actors.closest(acting)
    if (noun := coreference.short_name(reading.tokens, reading.frame)) and (named is None or named.term_id == "behoerde"):
        antecedent = coreference.find_named_before(noun, context.entries)
        if antecedent is not None:
            return _taken_up(antecedent, context)
    if named is not None:
        actor = _named(named, context)
        return Found(actor=actor, foreign=actor is None, mention=named)
    if acting:
        return Found(foreign=True, mention=acting[0])
    text = reading.clause.text
    if context.entries and _REFERS.match(text):
        if _HOLDS_NOT.match(text):
            return Found(refers=True)
        return _refers(reading, context)
    if reading.passive:
        return _agentless(reading, context)
    pronoun = coreference.subject_pronoun(reading.tokens, reading.frame)
    if pronoun in _ANYONE:
        return Found(foreign=True)
    if pronoun:
        inside = coreference.introduce(reading.tokens, reading.frame, reading.mentions)
        antecedent = coreference.find_antecedent(pronoun, reading.tokens, reading.frame, inside, context.entries)
        if antecedent is not None:
            return _taken_up(antecedent, context)
    return Found()


def _taken_up(antecedent: Antecedent, context: Context) -> Found:
    mention, entry = antecedent.mention, antecedent.entry
    if mention is None:
        return Found()
    if mention.addressee is Addressee.KEINE:
        return Found(foreign=True, mention=mention)
    actor = entry.actor if entry is not None and entry.acting == mention else _named(mention, context)
    if actor is None:
        return Found(foreign=True, mention=mention)
    return Found(actor=actor if entry is None else _inherited(actor, entry), mention=mention)


def _refers(reading: Reading, context: Context) -> Found:
    """ "Dies gilt auch …" has the actor of the sentence before, "Satz 1 gilt nicht …" that of the sentence it names."""
    match = _REFERRED.match(reading.clause.text)
    entries = [entry for entry in context.entries if entry.absatz == reading.clause.absatz]
    entry = next((entry for entry in entries if match and entry.satz == int(match[1])), context.entries[-1])
    if entry.actor is None:
        return Found(foreign=entry.foreign, mention=entry.acting, refers=True)
    return Found(actor=_inherited(entry.actor, entry), mention=entry.acting, refers=True)


def _agentless(reading: Reading, context: Context) -> Found:
    entries = context.entries[-_DONORS:]
    if _is_private(reading, entries, context.execution):
        return Found()
    for entry in reversed(entries):
        if entry.kind not in _DONOR_KINDS:
            continue
        if entry.foreign and not entry.private:
            return Found()
        if entry.actor is None:
            continue
        if entry.actor.source is ActorSource.VOLLZUGSTABELLE or (entry.agentless and entry.actor.source is ActorSource.DOKUMENT):
            break
        if _is_of_other(reading.subject, entry, entries):
            return Found()
        return Found(actor=_inherited(entry.actor, entry), mention=entry.acting)
    return Found(actor=_from_document(context.profile, context.execution))


def _is_of_other(thing: str, donor: Entry, entries: Sequence[Entry]) -> bool:
    """Whether a thing was brought up by a federal body or court and not by the one that acted last ("Der Bericht ist …")."""
    return bool(thing) and not donor.names(thing) and any(e.foreign and not e.private and e.names(thing) for e in entries)


def _is_private(reading: Reading, entries: Sequence[Entry], execution: ExecutionProfile | None) -> bool:
    """Whether an agentless duty is that of an applicant, operator or other private party."""
    verbs = {reading.predicate}
    if reading.predicate in {"sein", "werden"}:  # the main verb was not recognised
        verbs = {word for token in reading.tokens[-3:] for word in (token.lemma, morphology.without_zu(token.text))}
    applicant = not verbs.isdisjoint(_APPLICANT_VERBS)
    if not applicant and any(coreference.is_official(verb) for verb in verbs):
        return False
    last = next((entry for entry in reversed(entries) if entry.foreign or entry.actor), None)
    nobody_else = last is None or last.private
    if applicant:
        received = any(mention.role is Role.EMPFAENGER and mention.addressee is not Addressee.KEINE for mention in reading.mentions)
        if received or (last is not None and last.private) or (last is None and not verbs.isdisjoint(_APPLICANT_ALWAYS)):
            return True
    if nobody_else and _PRIVATE_HEADING.search(reading.clause.heading):
        return True
    if any(noun.endswith(_OFFICIAL_THINGS) for noun in (reading.subject, *(token.lemma for token in reading.tokens[:3]))):
        return False
    binds_private = execution is not None and execution.binds == "private" and (nobody_else or applicant)
    return binds_private or (last is not None and last.private)


def _named(mention: Mention, context: Context) -> Actor | None:
    actor = Actor(
        name=mention.name,
        addressee=mention.addressee,
        source=ActorSource.GENANNT,
        detail="im Satz genannt",
        term_id=mention.term_id,
        span=mention.span,
    )
    if not mention.generic:
        return actor
    execution, competent = context.execution, context.profile.competent
    if competent is not None and not competent.generic and (execution is None or context.profile.competent_for_all):
        if competent.addressee is Addressee.KEINE:
            return None
        return replace(actor, name=competent.name, addressee=competent.addressee, source=ActorSource.DOKUMENT, detail=_COMPETENT)
    if execution is not None:
        if execution.addressee is Addressee.KEINE:
            return None
        detail = f"Vollzug {execution.law}: {execution.body}"
        return replace(actor, name=execution.body, addressee=execution.addressee, source=ActorSource.VOLLZUGSTABELLE, detail=detail)
    return actor


def _inherited(actor: Actor, entry: Entry) -> Actor:
    detail = f"aus {entry.citation or 'dem vorhergehenden Satz'} übernommen"
    return replace(actor, source=ActorSource.UEBERNOMMEN, detail=detail, span=None)


def _from_document(profile: DocumentProfile, execution: ExecutionProfile | None) -> Actor | None:
    competent = profile.competent
    if competent is not None and (execution is None or (profile.competent_for_all and not competent.generic)):
        return _document_actor(competent, _COMPETENT)
    if execution is not None:
        if execution.addressee is Addressee.KEINE:
            return None
        detail = f"Vollzug {execution.law}: {execution.body}"
        return Actor(name=execution.body, addressee=execution.addressee, source=ActorSource.VOLLZUGSTABELLE, detail=detail)
    if profile.dominant is not None and profile.shares[3] < 0.6:
        return _document_actor(profile.dominant, "handelt in den meisten Sätzen des Dokuments")
    return None


def _document_actor(mention: Mention, detail: str) -> Actor | None:
    if mention.addressee is Addressee.KEINE:
        return None
    return Actor(name=mention.name, addressee=mention.addressee, source=ActorSource.DOKUMENT, detail=detail, term_id=mention.term_id)
