"""Actors across sentences: reads all clauses of a draft in order and gives each its acting body.

First every clause is read on its own; from all of them comes what the document says about who acts in it; then the clauses of each norm are
walked through with what the sentences before have introduced.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kommunalfreund.clause import Clause
from kommunalfreund.draft import DocumentPart, Draft
from kommunalfreund.finding import Actor, Bindingness
from kommunalfreund.language import actors, agents, coreference, sentence_kind, syntax
from kommunalfreund.language.acting_body import DUTY_KINDS, Context, Found, find_actor
from kommunalfreund.language.clause_reading import Reading
from kommunalfreund.language.competence import ActingBody, LawProfile, profile_law, read_competence
from kommunalfreund.language.coreference import Entry
from kommunalfreund.language.defined_bodies import DefinedBody, find_defined_bodies, find_hits
from kommunalfreund.language.german import tokenize
from kommunalfreund.language.interpretation import (
    ExecutionProfile,
    Interpretation,
    Money,
)
from kommunalfreund.language.leading_clause import let_command_lead
from kommunalfreund.language.money import Situation, find_money
from kommunalfreund.rulebook.execution import ExecutionTable
from kommunalfreund.rulebook.vocabulary import Vocabulary


def interpret(
    clauses: Sequence[Clause], *, draft: Draft, vocabulary: Vocabulary, execution: ExecutionTable, in_force: bool = False
) -> tuple[Interpretation, ...]:
    """Interpret all clauses of a draft in document order.

    Args:
        clauses: of one draft, in document order.
        draft: for title and abbreviation.
        vocabulary: terms for municipal and other bodies.
        execution: who executes which law; may be empty, then the document itself must suffice.
        in_force: the draft is a law in force, not a bill.
    """
    law = f"{draft.abbreviation} {draft.short_title} {draft.title}"
    bodies = find_defined_bodies((clause for clause in clauses if clause.part is DocumentPart.REGELUNGSTEXT), vocabulary, law)
    readings = [_read(clause, vocabulary, clause.amended_law or law, bodies) for clause in clauses]
    scopes = [clause.amended_law if clause.quoted else "" for clause in clauses]
    profiles = {
        scope: _profile([r for r, s in zip(readings, scopes, strict=True) if s == scope and r.clause.part is DocumentPart.REGELUNGSTEXT])
        for scope in set(scopes)
    }
    execution_of = lru_cache(maxsize=1024)(execution.find)  # the sentences of a norm ask the same
    result: list[Interpretation] = []
    entries: list[Entry] = []
    for reading, scope in zip(readings, scopes, strict=True):
        clause = reading.clause
        if clause.quoted and clause.amended_law:
            executed = execution_of("", clause.amended_law, "", clause.norm)
        else:
            executed = execution_of(draft.abbreviation, draft.title, draft.short_title, clause.norm)
        if result and _norm(result[-1].clause) != _norm(clause):
            entries = []
        context = Context(entries=entries, profile=profiles[scope].at(clause.norm, clause.headings), execution=executed)
        found = find_actor(reading, context)
        previous = result[-1].clause.text if entries else ""
        result.append(_interpret(reading, found, context, previous, new_law=not in_force and executed is None))
        entries.append(_entry(reading, found))
    return tuple(result)


def _norm(clause: Clause) -> tuple[str, str, str]:
    return clause.norm, clause.document, clause.heading


def _read(clause: Clause, vocabulary: Vocabulary, law: str, bodies: Sequence[DefinedBody]) -> Reading:
    tokens = tokenize(clause.text)
    frame = syntax.parse(tokens, frozenset(item.span.start for item in clause.items))
    mentions = actors.find_mentions(tokens, frame, find_hits(clause.text, bodies, vocabulary.find(clause.text, law)))
    frame = let_command_lead(clause, tokens, frame, mentions)
    kind, bindingness = sentence_kind.classify(clause, tokens, frame)
    return Reading(
        clause=clause,
        tokens=tokens,
        frame=frame,
        kind=kind,
        mentions=mentions,
        predicate=frame.predicate,
        passive=frame.passive,
        bindingness=bindingness,
        law=law,
        agent=agents.find_other_agent(tokens, frame, mentions),
    )


def _profile(readings: Sequence[Reading]) -> LawProfile:
    acting, competences = [], []
    for reading in readings:
        bodies = reading.acting
        nearest = min(bodies, key=lambda mention: mention.addressee.distance) if bodies else None
        clause = reading.clause
        if nearest is not None and reading.kind in DUTY_KINDS:
            acting.append(ActingBody(mention=nearest, chapter=clause.headings))
        competence = read_competence(clause.text, reading.kind, nearest, reading.mentions)
        if competence is not None:
            competences.append(competence)
    return profile_law(acting, competences)


def _entry(reading: Reading, found: Found) -> Entry:
    introduced = coreference.introduce(reading.tokens, reading.frame, reading.mentions)
    mention = found.mention
    if mention is not None and mention not in reading.mentions:
        introduced = (coreference.taken_up(reading.tokens, reading.frame, mention), *introduced)
    clause = reading.clause
    return Entry(
        introduced=introduced,
        acting=mention,
        actor=found.actor,
        foreign=found.foreign,
        agentless=reading.agentless,
        kind=reading.kind,
        citation=clause.citation,
        absatz=clause.absatz,
        satz=clause.satz,
    )


def _interpret(reading: Reading, found: Found, context: Context, previous: str, *, new_law: bool) -> Interpretation:
    return Interpretation(
        clause=reading.clause,
        tokens=reading.tokens,
        sentence_kind=reading.kind,
        bindingness=reading.bindingness,
        mentions=reading.mentions,
        actor=found.actor,
        foreign_subject=found.foreign,
        agentless=reading.agentless,
        execution=context.execution,
        previous=previous,
        subject=reading.subject,
        predicate=reading.predicate,
        passive=reading.passive,
        profile=context.profile,
        money=_money(reading, found.actor, found.foreign, context.execution),
        refers_to_previous=found.refers,
        main=reading.frame.main,
        negated=reading.frame.negated,
        restricted=reading.frame.only,
        new_law=new_law,
    )


def _money(reading: Reading, actor: Actor | None, foreign: bool, execution: ExecutionProfile | None) -> tuple[Money, ...]:
    situation = Situation(
        tokens=reading.tokens,
        frame=reading.frame,
        predicate=reading.predicate,
        passive=reading.passive,
        discretionary=reading.bindingness is Bindingness.KANN,
        law=reading.law,
        actor=actor,
        foreign_subject=foreign,
        execution=execution,
    )
    return find_money(situation, reading.mentions, reading.kind)
