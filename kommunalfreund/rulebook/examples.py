"""The examples of rules are their tests: each is read by the same stages as a draft.

Refused are examples that are not exactly one sentence, that match not at all or elsewhere than marked, counter-examples that match,
alternatives that no example hits and exceptions that no counter-example proves.
"""

from __future__ import annotations

from collections.abc import Iterable

from kommunalfreund.amended_law import is_amending_heading
from kommunalfreund.draft import Anchor, Document, DocumentPart, Draft, Provision, ProvisionKind, TextBlock, TextPiece
from kommunalfreund.errors import RulebookError
from kommunalfreund.language import interpret
from kommunalfreund.language.interpretation import Interpretation
from kommunalfreund.language.sentences import ends_sentence, split_sentences
from kommunalfreund.rulebook.markers import write_markers
from kommunalfreund.rulebook.matching import match_rule
from kommunalfreund.rulebook.phrases import Reading
from kommunalfreund.rulebook.rule import Example, Rule, Rulebook
from kommunalfreund.segmentation import segment


def interpret_example(rulebook: Rulebook, example: Example) -> Interpretation:
    """Read an example as if it stood in a draft, behind the sentences before it and under its heading.

    Raises:
        RulebookError: if it is not exactly one sentence; without a path, which the caller knows.
    """
    draft = _draft(example)
    clauses = segment(draft)
    number = len(split_sentences(example.previous)) + 1
    if len(clauses) != number or clauses[-1].text != example.text or not ends_sentence(example.text):
        raise RulebookError(
            f"Das Beispiel ist nicht genau ein Satz: {example.text}",
            line=example.line,
            hint="Nur einen ganzen Satz mit Schlusspunkt angeben; was davor steht, gehört unter „previous“.",
        )
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


def _draft(example: Example) -> Draft:
    """A draft of one norm with one Absatz; an Artikel where the heading announces amendments."""
    text = f"{example.previous} {example.text}".strip()
    anchor = Anchor(xpath="/beispiel", line=example.line)
    block = TextBlock(text=text, pieces=(TextPiece(at=0, length=len(text), xpath=anchor.xpath, slot="text", start=0),), anchor=anchor)
    absatz = Provision(kind=ProvisionKind.ABSATZ, anchor=anchor, number="1", label="(1)", content=(block,))
    kind = ProvisionKind.ARTIKEL if is_amending_heading(example.heading) else ProvisionKind.PARAGRAF
    norm = Provision(kind=kind, anchor=anchor, number="1", label="§ 1", heading=example.heading, content=(absatz,))
    document = Document(part=DocumentPart.REGELUNGSTEXT, source="beispiel", title=example.law, provisions=(norm,), format="beispiel")
    return Draft(key="beispiel", title=example.law, abbreviation=example.law, source="beispiel", documents=(document,))


def _read(it: Interpretation) -> str:
    actor = f"{it.actor.name} ({it.actor.addressee}, {it.actor.source})" if it.actor else "keine"
    mentions = ", ".join(f"{mention.name} ({mention.addressee}, {mention.role})" for mention in it.mentions) or "keine"
    details = [f"Satzart {it.sentence_kind}", f"handelnde Stelle {actor}", f"genannt {mentions}", f"Verb {it.predicate or 'unbekannt'}"]
    details += ["anderer handelt"] if it.foreign_subject else []
    details += ["ohne Handelnden"] if it.agentless else []
    return f"[Gelesen als: {'; '.join(details)}]"


def _error(rule: Rule, message: str, hint: str, line: int | None = None) -> RulebookError:
    return RulebookError(f"{rule.id}: {message}", path=str(rule.path), line=line, hint=hint)
