"""Who must act in one clause, given the sentences before it in the norm, the document and the statute table.

Order in which the acting body is looked for: named in the clause; pronoun or "die Behörde" → the body introduced before; "Dies gilt auch …"
→ the body of the sentence before; agentless sentence → the body that acts in the same norm, the competence norm of the document, the
statute table, the body that acts most often in chapter or document. What applicants and operators do is no duty of these bodies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kommunalfreund.finding import Actor, ActorSource, Addressee
from kommunalfreund.language import actors, coreference, short_names
from kommunalfreund.language.agents import AGENT_PRONOUNS
from kommunalfreund.language.clause_reading import Reading
from kommunalfreund.language.coreference import Antecedent, Entry
from kommunalfreund.language.interpretation import (
    DocumentProfile,
    ExecutionProfile,
    Mention,
    SentenceKind,
)
from kommunalfreund.language.private_duties import is_private
from kommunalfreund.language.state import acts_itself
from kommunalfreund.rulebook.term import Category

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
_REFERS = re.compile(
    r"^(?:(?:Dies|Das Gleiche|Das gleiche|Gleiches|Entsprechendes|Dasselbe|Selbiges|(?:Satz|Absatz|Sätze|Absätze|Nummer) \d[^,;]{0,40}?)"
    r" (?:gilt|gelten|ist|sind|findet|finden)\b|(?:In diesen|Für diese) Fällen? (?:gilt|gelten) (?:Satz|Absatz))"
)
"""A sentence that only says where another one holds."""
_HOLDS_NOT = re.compile(r"^Dies (?:gilt|ist) nicht\b")
_REFERRED = re.compile(r"^(?:Satz|Sätze) (\d+)")
_AUTHORITIES = ("behörde", "stelle", "amt", "ämter")
_ANYONE = frozenset({"wer", "jeder", "jede", "derjenige", "diejenige", "diejenigen"})
_NOBODYS_KINDS = frozenset(
    {
        SentenceKind.ERMAECHTIGUNG,
        SentenceKind.DEFINITION,
        SentenceKind.GELTUNGSBEREICH,
        SentenceKind.AENDERUNGSBEFEHL,
        SentenceKind.INKRAFTTRETEN,
        SentenceKind.BUSSGELD,
    }
)
"""Kinds of sentences in which a passive calls for no one's action ("Die Bundesregierung wird ermächtigt")."""
_NOBODYS_THINGS = ("statistik", "erhebung", "rechtsverordnung")
"""What statistical offices and governments see to, whoever executes the law."""
_REGULATION = "rechtsverordnung"
_LAENDER = frozenset({"laender", "land"})
_DONORS = 5
"""Sentences back from which an agentless sentence inherits its actor."""


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
    if (noun := short_names.short_name(reading.tokens, reading.frame)) and (named is None or named.term_id == "behoerde"):
        antecedent = short_names.find_named_before(noun, context.entries)
        if antecedent is not None:
            return _taken_up(antecedent, context)
    if named is not None:
        if acts_itself(named, reading.mentions, reading.kind, reading.predicate):
            return Found(foreign=True, mention=named)
        actor = _named(named, context)
        return Found(actor=actor, foreign=actor is None, mention=named)
    if noun == "amt" and not acting:  # a law that speaks of "das Amt" means the one that executes it
        return Found(actor=_from_document(context.profile, context.execution))
    if acting:
        return Found(foreign=True, mention=acting[0])
    text = reading.clause.text
    if context.entries and _REFERS.match(text):
        if _HOLDS_NOT.match(text):
            return Found(refers=True)
        return _refers(reading, context)
    if reading.agent is not None:
        return _by_agent(reading, context)
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


def _by_agent(reading: Reading, context: Context) -> Found:
    """Who acts in a passive whose agent is a pronoun or somebody the vocabulary does not know."""
    if not isinstance(reading.agent, str):
        unknown = reading.agent is not None and reading.tokens[reading.agent.head].lemma.endswith(_AUTHORITIES)
        return Found(foreign=not unknown)
    inside = coreference.introduce(reading.tokens, reading.frame, reading.mentions)
    item = coreference.find_agent(AGENT_PRONOUNS[reading.agent], inside, context.entries)
    if item is None:
        return Found()
    if item.mention is None:
        return Found(foreign=not item.noun.endswith(_AUTHORITIES))
    entry = next((entry for entry in reversed(context.entries) if entry.acting == item.mention), None)
    return _taken_up(Antecedent(mention=item.mention, entry=entry), context)


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
    if reading.kind in _NOBODYS_KINDS:
        return Found(foreign=reading.kind is SentenceKind.ERMAECHTIGUNG)
    if reading.subject.endswith(_NOBODYS_THINGS) or any(token.lemma == _REGULATION for token in reading.tokens[:6]):
        return Found()
    if is_private(reading, entries, context.execution):
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
        if entry.actor.term_id in _LAENDER and (context.execution is not None or context.profile.competent is not None):
            break
        if _is_of_other(reading.subject, entry, entries):
            return Found()
        return Found(actor=_inherited(entry.actor, entry), mention=entry.acting)
    return Found(actor=_from_document(context.profile, context.execution))


def _is_of_other(thing: str, donor: Entry, entries: Sequence[Entry]) -> bool:
    """Whether a thing was brought up by a federal body or court and not by the one that acted last ("Der Bericht ist …")."""
    return bool(thing) and not donor.names(thing) and any(e.foreign and not e.private and e.names(thing) for e in entries)


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
    if mention.category == Category.LAND:  # the Länder are no name for the office that executes the law
        return None if execution is not None and execution.addressee is Addressee.KEINE else actor
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
