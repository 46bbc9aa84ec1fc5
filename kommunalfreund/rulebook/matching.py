"""Interpreted clause -> the rules that match it, with the exact words."""

from __future__ import annotations

from kommunalfreund.draft import Span
from kommunalfreund.finding import ActorSource, Addressee, RuleMatch
from kommunalfreund.language.interpretation import Interpretation, SentenceKind
from kommunalfreund.rulebook.conditions import executing_addressee
from kommunalfreund.rulebook.phrases import Reading, compile_phrase, split_particle
from kommunalfreund.rulebook.rule import Rule, Rulebook, RuleKind

_ABOUT_THE_OTHER_SIDE = frozenset({SentenceKind.ANSPRUCH, SentenceKind.KOSTENREGEL})
"""Kinds whose subject is not the one who must act: "Leistungsberechtigte haben Anspruch", "Antragsteller sind von Gebühren befreit"."""
_CUES = {
    kind: compile_phrase(source, {}, ())
    for kind, source in {
        SentenceKind.MUSS: "muss|müssen|muß",
        SentenceKind.HAT_ZU: "hat|haben",
        SentenceKind.IST_ZU: "ist|sind",
        SentenceKind.VERPFLICHTET: "verpflichtet",
        SentenceKind.SOLL: "soll|sollen",
        SentenceKind.KANN: "kann|können|darf|dürfen",
        SentenceKind.DARF_NUR: "darf|dürfen|kann|können … nur",
        SentenceKind.DARF_NICHT: "darf|dürfen … nicht",
        SentenceKind.ZUSTAENDIGKEIT: "zuständig",
        SentenceKind.ANSPRUCH: "anspruch",
    }.items()
}
"""Words that stand for a kind of sentence, to be shown to the reader."""
LAENDER = frozenset({"land", "laender"})
"""Terms for the Länder themselves: most of their duties stay with supreme Land authorities, so rules of kind ``akteur`` leave them out."""


def match_rules(rulebook: Rulebook, interpretation: Interpretation) -> tuple[RuleMatch, ...]:
    """The rules that match a clause: those that ask for a verb before those for other words before the general ones, then by weight."""
    reading = Reading(interpretation)
    out = _kinds_out(interpretation)
    rules = [rule for rule in rulebook.by_sentence_kind[interpretation.sentence_kind] if rule.kind not in out]
    return tuple(match for rule in rules if (match := _match(rule, reading)) is not None)


def match_rule(rule: Rule, reading: Reading) -> RuleMatch | None:
    """Match one rule.

    A rule with effects needs somebody who bears them: where the addressee comes from the clause and there is no municipal body in
    it, the rule does not match.
    """
    return None if rule.kind in _kinds_out(reading.interpretation) else _match(rule, reading)


def _match(rule: Rule, reading: Reading) -> RuleMatch | None:
    """Match one rule of a kind that is not out."""
    interpretation = reading.interpretation
    if not rule.when.holds(reading):
        return None
    addressee = _addressee(rule, interpretation)
    if rule.effects and addressee is Addressee.KEINE:
        return None
    if any(exception.holds(reading) for exception in rule.unless):
        return None
    return RuleMatch(
        rule_id=rule.id,
        title=rule.title,
        message=rule.message,
        source=rule.source,
        spans=_spans(rule, reading),
        addressee=addressee,
        effects=rule.effects,
        kind=rule.duty_kind,
        bindingness=interpretation.bindingness if rule.bindingness == "wie_satz" else rule.bindingness,
        weight=rule.weight,
    )


def _addressee(rule: Rule, it: Interpretation) -> Addressee:
    if rule.addressee is not None:
        return rule.addressee
    if rule.kind == "gegenueber" and rule.when.mention is not None:
        return min((mention.addressee for mention in rule.when.mention.select(it.mentions)), key=lambda a: a.distance)
    if it.actor is not None:
        return it.actor.addressee
    if it.foreign_subject and it.sentence_kind not in _ABOUT_THE_OTHER_SIDE:
        return Addressee.KEINE
    return executing_addressee(it)


def _kinds_out(it: Interpretation) -> frozenset[RuleKind]:
    """Kinds of rules that say nothing about this clause, given who acts."""
    out: set[RuleKind] = set()
    if not _municipal_body_acts(it):
        out.add("akteur")
    if _somebody_acts(it):
        out.add("vollzug")
    return frozenset(out)


def _municipal_body_acts(it: Interpretation) -> bool:
    if it.actor is None or it.actor.term_id in LAENDER:
        return False
    return it.actor.span is not None or (it.actor.source is ActorSource.UEBERNOMMEN and not it.agentless)


def _somebody_acts(it: Interpretation) -> bool:
    if it.actor is not None:
        return it.actor.span is not None
    return it.foreign_subject and it.sentence_kind not in _ABOUT_THE_OTHER_SIDE


def _spans(rule: Rule, reading: Reading) -> tuple[Span, ...]:
    it = reading.interpretation
    spans = list(rule.when.spans(reading))
    if rule.kind == "akteur" and it.actor is not None and it.actor.span is not None:
        spans.append(it.actor.span)
    if rule.kind == "gegenueber" and rule.when.mention is not None:
        spans += [mention.span for mention in rule.when.mention.select(it.mentions)]
    if not (rule.when.phrases or rule.when.verbs or rule.when.text):
        spans += _cue(reading)
    return join_spans(spans, it.clause.text) or (Span(0, len(it.clause.text)),)


def _cue(reading: Reading) -> tuple[Span, ...]:
    """The words that make the sentence what it is: "hat", "soll", the main verb; for rules that name no words themselves."""
    it = reading.interpretation
    phrase = _CUES.get(it.sentence_kind)
    spans = reading.find(phrase) if phrase is not None else ()
    particle, rest = split_particle(it.predicate)
    for index, token in enumerate(it.tokens):
        if token.lemma == it.predicate:
            return (*spans, Span(token.start, token.end))
        if particle and token.lemma == rest:
            apart = next((later for later in it.tokens[index + 1 :] if later.text == particle), None)
            if apart is not None:
                return (*spans, Span(token.start, token.end), Span(apart.start, apart.end))
    return spans


def join_spans(spans: list[Span], text: str) -> tuple[Span, ...]:
    """Sort spans and join those that overlap or have only white space between them.

    >>> join_spans([Span(8, 11), Span(0, 7), Span(20, 25)], "Die WoB hat den Antrag …")
    (Span(start=0, end=11), Span(start=20, end=25))
    """
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
