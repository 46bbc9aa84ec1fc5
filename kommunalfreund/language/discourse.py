"""Actors across sentences: pronouns, "die Behörde", agentless passives, competence norms, the law's executing body.

Order in which the acting body of a clause is looked for: named in the clause; pronoun or "die Behörde" → the body introduced before;
agentless sentence → the body that acts in the same norm, the statute table, the body that a competence or definition sentence of the
document names, the body that acts most often in the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kommunalfreund.clause import Clause
from kommunalfreund.draft import DocumentPart, Draft
from kommunalfreund.finding import Actor, ActorSource, Addressee
from kommunalfreund.language import actors, sentence_kind, syntax
from kommunalfreund.language import morphology as m
from kommunalfreund.language.defined_bodies import DefinedBody, find_defined_bodies, find_hits
from kommunalfreund.language.german import tokenize
from kommunalfreund.language.interpretation import (
    ACTING_ROLES,
    DocumentProfile,
    ExecutionProfile,
    Interpretation,
    Mention,
    SentenceKind,
    Token,
)
from kommunalfreund.language.syntax import Frame
from kommunalfreund.rulebook.execution import ExecutionTable
from kommunalfreund.rulebook.vocabulary import Vocabulary

_ACTIVE_PREDICATES = frozenset({"verpflichtet", "berechtigt", "befugt", "gehalten", "zuständig", "ermächtigt", "bereit"})
"""Words with which "ist" and an infinitive with "zu" do not make a passive ("ist verpflichtet, … zu führen")."""

_COMPETENT = "in einer Zuständigkeits- oder Begriffsnorm bestimmt"

_DUTY_KINDS = frozenset(
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One clause read on its own, before the discourse is known."""

    clause: Clause
    tokens: tuple[Token, ...]
    frame: Frame
    kind: SentenceKind
    mentions: tuple[Mention, ...]
    predicate: str
    passive: bool
    bindingness: object


def interpret(clauses: Sequence[Clause], *, draft: Draft, vocabulary: Vocabulary, execution: ExecutionTable) -> tuple[Interpretation, ...]:
    """Interpret all clauses of a draft in document order.

    Args:
        clauses: of one draft, in document order.
        draft: for title and abbreviation.
        vocabulary: terms for municipal and other bodies.
        execution: who executes which law; may be empty, then the document itself must suffice.
    """
    law = f"{draft.abbreviation} {draft.short_title} {draft.title}"
    bodies = find_defined_bodies((clause for clause in clauses if clause.part is DocumentPart.REGELUNGSTEXT), vocabulary, law)
    readings = [_read(clause, vocabulary, clause.amended_law or law, bodies) for clause in clauses]
    profiles: dict[str, DocumentProfile] = {}
    scopes = [clause.amended_law if clause.quoted else "" for clause in clauses]
    for scope in set(scopes):
        profiles[scope] = _profile(
            [r for r, s in zip(readings, scopes, strict=True) if s == scope and r.clause.part is DocumentPart.REGELUNGSTEXT]
        )
    result: list[Interpretation] = []
    before: Interpretation | None = None
    for reading, scope in zip(readings, scopes, strict=True):
        clause = reading.clause
        if clause.quoted and clause.amended_law:
            profile = execution.find("", clause.amended_law, "", clause.norm)
        else:
            profile = execution.find(draft.abbreviation, draft.title, draft.short_title, clause.norm)
        if before is not None and (before.clause.norm, before.clause.document, before.clause.heading) != (
            clause.norm,
            clause.document,
            clause.heading,
        ):
            before = None
        before = _resolve(reading, before, profile, profiles[scope])
        result.append(before)
    return tuple(result)


def _read(clause: Clause, vocabulary: Vocabulary, law: str, bodies: Sequence[DefinedBody]) -> _Reading:
    tokens = tokenize(clause.text)
    frame = syntax.parse(tokens, frozenset(item.span.start for item in clause.items))
    finite = tokens[frame.finite].text.lower() if frame.finite >= 0 else ""
    passive = _is_passive(tokens, frame, finite)
    predicate = _predicate(tokens, frame)
    mentions = actors.find_mentions(tokens, frame, find_hits(clause.text, bodies, vocabulary.find(clause.text, law)), predicate, passive)
    kind, bindingness = sentence_kind.classify(clause, tokens, frame)
    return _Reading(
        clause=clause,
        tokens=tokens,
        frame=frame,
        kind=kind,
        mentions=mentions,
        predicate=predicate,
        passive=passive,
        bindingness=bindingness,
    )


def _is_passive(tokens: tuple[Token, ...], frame: Frame, finite: str) -> bool:
    if finite in m.WERDEN:
        return frame.participle
    if finite in m.SEIN:
        return frame.zu_infinitive and not any(frame.main[i] and token.text in _ACTIVE_PREDICATES for i, token in enumerate(tokens))
    modal = finite in m.KOENNEN | m.DUERFEN | m.MUESSEN | m.SOLLEN
    return modal and any(frame.main[i] and token.text in {"werden", "worden"} for i, token in enumerate(tokens))


def _predicate(tokens: tuple[Token, ...], frame: Frame) -> str:
    """Lemma of the main verb: the finite verb, or the last verb form of the main clause behind an auxiliary."""
    if frame.finite < 0:
        return ""
    finite = tokens[frame.finite]
    if finite.text.lower() not in m.CLOSED_FINITE:
        last = next((tokens[i] for i in range(len(tokens) - 1, frame.finite, -1) if frame.main[i] and tokens[i].text[:1].isalpha()), None)
        if last is not None and last.text in m.SEPARABLE_PREFIXES:
            return last.text + finite.lemma
        return finite.lemma
    for i in range(len(tokens) - 1, frame.finite, -1):
        text = tokens[i].text
        if not frame.main[i] or not text[:1].islower() or text in m.CLOSED_FINITE or text in {"worden", "zu"}:
            continue
        if m.is_zu_infinitive(text):
            return text.replace("zu", "", 1) if not text.startswith("zu") else text
        if tokens[i].lemma.endswith(("en", "ern", "eln")) and text.endswith(("t", "en", "ern", "eln")):
            return tokens[i].lemma
    return finite.lemma


def _profile(readings: Sequence[_Reading]) -> DocumentProfile:
    order = list(Addressee)
    counts = [0, 0, 0, 0]
    bodies: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    competences: list[Mention] = []
    for reading in readings:
        acting = [mention for mention in reading.mentions if mention.role in ACTING_ROLES]
        if not acting or reading.kind not in _DUTY_KINDS:
            continue
        nearest = min(acting, key=lambda mention: mention.addressee.distance)
        counts[order.index(nearest.addressee)] += 1
        if nearest.addressee is not Addressee.KEINE:
            bodies[nearest.term_id] += 1
            first.setdefault(nearest.term_id, nearest)
        if reading.kind in {SentenceKind.ZUSTAENDIGKEIT, SentenceKind.DEFINITION} and not nearest.generic:
            competences.append(nearest)
    total = sum(counts)
    shares = (counts[0] / total, counts[1] / total, counts[2] / total, counts[3] / total) if total else (0.0, 0.0, 0.0, 0.0)
    top = bodies.most_common(1)
    dominant = first[top[0][0]] if top and top[0][1] >= 2 else None
    municipal = Counter(mention.term_id for mention in competences if mention.addressee is not Addressee.KEINE)
    wanted = municipal.most_common(1)[0][0] if municipal else ""
    competent = next((mention for mention in competences if not wanted or mention.term_id == wanted), None)
    return DocumentProfile(shares=shares, dominant=dominant, competent=competent)


def _resolve(
    reading: _Reading, before: Interpretation | None, execution: ExecutionProfile | None, profile: DocumentProfile
) -> Interpretation:
    acting = [mention for mention in reading.mentions if mention.role in ACTING_ROLES]
    subject_text = reading.frame.subject_pronoun or (reading.tokens[reading.frame.subject.head].lemma if reading.frame.subject else "")
    named = actors.closest(acting)
    foreign = named is None and bool(acting)
    agentless = not acting and reading.passive
    actor: Actor | None = None
    if named is not None:
        actor = _named(named, before, execution, profile)
        foreign = actor is None
    elif not foreign and reading.frame.subject_pronoun and reading.frame.subject_pronoun != "wer" and before is not None:
        if before.foreign_subject:
            foreign = True
        elif before.actor is not None and before.actor.source is not ActorSource.VOLLZUGSTABELLE:
            actor = _inherited(before)
    elif reading.frame.subject_pronoun == "wer":
        foreign = True
    elif agentless:
        if (
            before is not None
            and before.actor is not None
            and before.actor.source in {ActorSource.GENANNT, ActorSource.UEBERNOMMEN}
            and not before.foreign_subject
        ):
            actor = _inherited(before)
        else:
            actor = _from_document(profile, execution)
    return Interpretation(
        clause=reading.clause,
        tokens=reading.tokens,
        sentence_kind=reading.kind,
        bindingness=reading.bindingness,  # type: ignore[arg-type]
        mentions=reading.mentions,
        actor=actor,
        foreign_subject=foreign,
        agentless=agentless,
        execution=execution,
        previous=before.clause.text if before is not None else "",
        subject=subject_text,
        predicate=reading.predicate,
        passive=reading.passive,
        profile=profile,
    )


def _named(mention: Mention, before: Interpretation | None, execution: ExecutionProfile | None, profile: DocumentProfile) -> Actor | None:
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
    if execution is not None:
        if execution.addressee is Addressee.KEINE:
            return None
        detail = f"Vollzug {execution.law}: {execution.body}"
        return replace(actor, name=execution.body, addressee=execution.addressee, source=ActorSource.VOLLZUGSTABELLE, detail=detail)
    competent = profile.competent
    if competent is not None:
        if competent.addressee is Addressee.KEINE:
            return None
        return replace(actor, name=competent.name, addressee=competent.addressee, source=ActorSource.DOKUMENT, detail=_COMPETENT)
    return actor


def _inherited(before: Interpretation) -> Actor | None:
    if before.actor is None:
        return None
    return replace(
        before.actor,
        source=ActorSource.UEBERNOMMEN,
        detail=f"aus {before.clause.citation or 'dem vorhergehenden Satz'} übernommen",
        span=None,
    )


def _from_document(profile: DocumentProfile, execution: ExecutionProfile | None) -> Actor | None:
    if execution is not None:
        if execution.addressee is Addressee.KEINE:
            return None
        detail = f"Vollzug {execution.law}: {execution.body}"
        return Actor(name=execution.body, addressee=execution.addressee, source=ActorSource.VOLLZUGSTABELLE, detail=detail)
    if profile.competent is not None:
        return _document_actor(profile.competent, _COMPETENT)
    if profile.dominant is not None and profile.shares[3] < 0.6:
        return _document_actor(profile.dominant, "handelt in den meisten Sätzen des Dokuments")
    return None


def _document_actor(mention: Mention, detail: str) -> Actor | None:
    if mention.addressee is Addressee.KEINE:
        return None
    return Actor(name=mention.name, addressee=mention.addressee, source=ActorSource.DOKUMENT, detail=detail, term_id=mention.term_id)
