"""The examples of rules are their tests: each is read by the same stages as a draft.

Refused are examples that are not exactly one sentence, that match not at all or elsewhere than marked, counter-examples that match,
alternatives that no example hits and exceptions that no counter-example proves.
"""

from __future__ import annotations

from collections.abc import Iterable

from kommunalfreund.clause import Clause
from kommunalfreund.draft import Anchor, DocumentPart, Draft
from kommunalfreund.errors import RulebookError
from kommunalfreund.language import interpret
from kommunalfreund.language.interpretation import Interpretation
from kommunalfreund.language.sentences import ends_sentence, split_sentences
from kommunalfreund.rulebook.markers import write_markers
from kommunalfreund.rulebook.matching import match_rule
from kommunalfreund.rulebook.phrases import Reading
from kommunalfreund.rulebook.rule import Example, Rule, Rulebook


def interpret_example(rulebook: Rulebook, example: Example) -> Interpretation:
    """Read an example as if it stood in a draft, behind the sentences before it and under its heading.

    Raises:
        RulebookError: if it is not exactly one sentence; without a path, which the caller knows.
    """
    sentences = split_sentences(example.text)
    if len(sentences) != 1 or not ends_sentence(example.text) or sentences[0] != (0, len(example.text)):
        raise RulebookError(
            f"Das Beispiel ist nicht genau ein Satz: {example.text}",
            line=example.line,
            hint="Nur einen ganzen Satz mit Schlusspunkt angeben; was davor steht, gehört unter „previous“.",
        )
    before = [example.previous[start:end] for start, end in split_sentences(example.previous)]
    clauses = tuple(_clause(text, number, example.heading) for number, text in enumerate([*before, example.text], start=1))
    draft = Draft(key="beispiel", title=example.law, abbreviation=example.law, source="beispiel", documents=())
    return interpret(clauses, draft=draft, vocabulary=rulebook.vocabulary, execution=rulebook.execution)[-1]


def check_rule(rulebook: Rulebook, rule: Rule) -> tuple[RulebookError, ...]:
    """Run all examples of a rule and look for alternatives and exceptions without proof; one error per problem."""
    problems = [problem for example in (*rule.match, *rule.no_match) if (problem := check_example(rulebook, rule, example)) is not None]
    if problems:
        return tuple(problems)
    hit: set[str] = set()
    for example in rule.match:
        hit |= rule.when.hit_alternatives(Reading(interpret_example(rulebook, example)))
    problems += [
        _error(rule, f"Kein Beispiel unter match trifft „{name}“.", "Ein solches Beispiel ergänzen oder die Angabe streichen.")
        for name in rule.when.alternatives
        if name not in hit
    ]
    proven = [set[str]() for _ in rule.unless]
    for example in rule.no_match:
        reading = Reading(interpret_example(rulebook, example))
        if rule.when.holds(reading):
            for index, exception in enumerate(rule.unless):
                if exception.holds(reading):
                    proven[index] |= {""} | exception.hit_alternatives(reading)
    for index, exception in enumerate(rule.unless):
        problems += [
            _error(
                rule,
                f"Kein Beispiel unter no_match belegt die Ausnahme Nr. {index + 1}{f' („{name}“)' if name else ''}.",
                "Einen Satz ergänzen, auf den die Regel ohne die Ausnahme zuträfe, oder die Ausnahme streichen.",
            )
            for name in ("", *exception.alternatives)
            if name not in proven[index]
        ]
    return tuple(problems)


def check_example(rulebook: Rulebook, rule: Rule, example: Example) -> RulebookError | None:
    """Run one example; None if it holds."""
    try:
        interpretation = interpret_example(rulebook, example)
    except RulebookError as error:
        return _error(rule, error.message, error.hint or "", example.line)
    match = match_rule(rule, Reading(interpretation))
    if example.spans:
        if match is None:
            return _error(
                rule,
                f"Das Beispiel wird nicht gefunden: {example.text} {_read(interpretation)}",
                "Regel oder Beispiel ändern.",
                example.line,
            )
        if match.spans != example.spans:
            return _error(
                rule,
                f"Die Regel findet andere Wörter als markiert: {write_markers(example.text, match.spans)}",
                "Regel oder Markierung ändern.",
                example.line,
            )
    elif match is not None:
        return _error(
            rule,
            f"Das Gegenbeispiel wird gefunden: {write_markers(example.text, match.spans)} {_read(interpretation)}",
            "Die Regel enger fassen.",
            example.line,
        )
    return None


def check_rules(rulebook: Rulebook, rules: Iterable[Rule]) -> tuple[RulebookError, ...]:
    """Check several rules; one error per problem."""
    return tuple(problem for rule in rules for problem in check_rule(rulebook, rule))


def _clause(text: str, number: int, heading: str) -> Clause:
    return Clause(
        id=f"beispiel-{number}",
        text=text,
        pieces=(),
        document="beispiel",
        part=DocumentPart.REGELUNGSTEXT,
        anchor=Anchor(xpath="", line=1),
        citation=f"Satz {number}",
        norm="§ 1",
        satz=number,
        heading=heading,
    )


def _read(it: Interpretation) -> str:
    actor = f"{it.actor.name} ({it.actor.addressee}, {it.actor.source})" if it.actor else "keine"
    mentions = ", ".join(f"{mention.name} ({mention.addressee}, {mention.role})" for mention in it.mentions) or "keine"
    details = [f"Satzart {it.sentence_kind}", f"handelnde Stelle {actor}", f"genannt {mentions}", f"Verb {it.predicate or 'unbekannt'}"]
    details += ["anderer handelt"] if it.foreign_subject else []
    details += ["ohne Handelnden"] if it.agentless else []
    return f"[Gelesen als: {'; '.join(details)}]"


def _error(rule: Rule, message: str, hint: str, line: int | None = None) -> RulebookError:
    return RulebookError(f"{rule.id}: {message}", path=str(rule.path), line=line, hint=hint)
