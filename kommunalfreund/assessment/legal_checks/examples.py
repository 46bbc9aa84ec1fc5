"""The examples of legal checks are their tests: small drafts, read by the same stages as a real one.

What the assessment says of each sentence is stated in the example, so that a check is tested apart from rules and classifier.
"""

from __future__ import annotations

from dataclasses import replace

from kommunalfreund.assessment.assessed import AssessedClause
from kommunalfreund.assessment.legal_checks.check import LegalCheck, run_check
from kommunalfreund.assessment.legal_checks.schema import ExampleModel, SentenceModel
from kommunalfreund.assessment.timeline import read_timeline
from kommunalfreund.draft import Anchor, Document, DocumentPart, Draft, Provision, ProvisionKind, TextBlock, TextPiece
from kommunalfreund.errors import RulebookError
from kommunalfreund.finding import Finding, is_flagged
from kommunalfreund.language import interpret
from kommunalfreund.language.interpretation import Interpretation
from kommunalfreund.rulebook.rule import Rulebook
from kommunalfreund.segmentation import segment


def check_examples(rulebook: Rulebook, check: LegalCheck) -> tuple[RulebookError, ...]:
    """Run all examples of a check; one error per example that does not hold."""
    examples = [(example, True) for example in check.match] + [(example, False) for example in check.no_match]
    return tuple(problem for example, fires in examples if (problem := _check_example(rulebook, check, example, fires)) is not None)


def _check_example(rulebook: Rulebook, check: LegalCheck, example: ExampleModel, fires: bool) -> RulebookError | None:
    first = example.sentences[0].text
    draft, assessed = assess_example(rulebook, example)
    if len(assessed) != len(example.sentences):
        return _error(check, f"Jeder Eintrag unter sentences muss genau ein Satz sein: {first}")
    hit = run_check(check, draft, assessed, read_timeline(draft, [clause.finding for clause in assessed]))
    if not fires:
        return _error(check, f"Das Gegenbeispiel schlägt an: {first}") if hit is not None else None
    if hit is None:
        return _error(check, f"Das Beispiel schlägt nicht an: {first}")
    wanted = {sentence.text for sentence in example.sentences if sentence.beleg}
    found = {clause.clause.text for clause in assessed if clause.finding.id in hit.findings}
    if wanted != found:
        return _error(check, f"Andere Belege als mit beleg: true angegeben: {'; '.join(sorted(found ^ wanted))}")
    return None


def assess_example(rulebook: Rulebook, example: ExampleModel) -> tuple[Draft, tuple[AssessedClause, ...]]:
    """The small draft of an example and its clauses with the stated assessment."""
    parts = list(DocumentPart)
    sentences = sorted(example.sentences, key=lambda sentence: parts.index(sentence.part))
    draft = _draft(example, sentences)
    clauses = segment(draft)
    read = interpret(clauses, draft=draft, vocabulary=rulebook.vocabulary, execution=rulebook.execution)
    return draft, tuple(_assess(it, sentence) for it, sentence in zip(read, sentences, strict=False))


def _assess(it: Interpretation, sentence: SentenceModel) -> AssessedClause:
    clause = replace(it.clause, amended_law=sentence.amends, quoted=bool(sentence.amends))
    finding = Finding(
        id=clause.id,
        clause=clause,
        addressee=sentence.addressee,
        effects=sentence.effects,
        kind=sentence.kind,
        bindingness=sentence.bindingness,
        novelty=sentence.novelty,
        flagged=is_flagged(sentence.addressee, sentence.effects),
        score=0.9 if is_flagged(sentence.addressee, sentence.effects) else 0.1,
        actor=it.actor,
        rules=(),
        prediction=None,
        reasons=(),
        spans=(),
    )
    return AssessedClause(interpretation=replace(it, clause=clause), finding=finding)


def _draft(example: ExampleModel, sentences: list[SentenceModel]) -> Draft:
    documents = []
    for part in dict.fromkeys(sentence.part for sentence in sentences):
        provisions = [_norm(number, sentence) for number, sentence in enumerate(sentences, 1) if sentence.part is part]
        if part is DocumentPart.REGELUNGSTEXT and example.formula:
            provisions.insert(0, Provision(kind=ProvisionKind.EINGANGSFORMEL, anchor=_anchor(0), content=(_block(0, example.formula),)))
        documents.append(Document(part=part, source="beispiel", title="Beispiel", provisions=tuple(provisions), format="beispiel"))
    return Draft(key="beispiel", title="Beispiel", source="beispiel", documents=tuple(documents), date=example.date)


def _norm(number: int, sentence: SentenceModel) -> Provision:
    absatz = Provision(kind=ProvisionKind.ABSATZ, anchor=_anchor(number), content=(_block(number, sentence.text),))
    return Provision(
        kind=ProvisionKind.PARAGRAF,
        anchor=_anchor(number),
        number=str(number),
        label=f"§ {number}",
        heading=sentence.heading,
        content=(absatz,),
    )


def _block(number: int, text: str) -> TextBlock:
    anchor = _anchor(number)
    return TextBlock(text=text, pieces=(TextPiece(at=0, length=len(text), xpath=anchor.xpath, slot="text", start=0),), anchor=anchor)


def _anchor(number: int) -> Anchor:
    return Anchor(xpath=f"/beispiel/{number}", line=number + 1)


def _error(check: LegalCheck, message: str) -> RulebookError:
    return RulebookError(f"{check.id}: {message}", path=str(check.path), hint="Prüfung oder Beispiel ändern.")
