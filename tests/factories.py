"""Hand-made values of the shared types: a small fictional bill, its clauses and findings, and an analysis with a trivial judge."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kommunalfreund.analysis import AnalysisResult, Versions
from kommunalfreund.clause import Clause, Item, PathStep
from kommunalfreund.draft import Anchor, Document, DocumentPart, Draft, Provision, ProvisionKind, Span, TextBlock, TextPiece
from kommunalfreund.finding import (
    Actor,
    ActorSource,
    Addressee,
    Bindingness,
    DraftCheck,
    DutyKind,
    Effect,
    Finding,
    Novelty,
    RuleMatch,
    is_flagged,
)
from kommunalfreund.segmentation import segment

VERSIONS = Versions(software="0.1.0", rulebook="r-1a2b", model="m-3c4d")
SOURCE = "entwuerfe/lesestuben.xml"


def make_anchor(name: str, line: int = 1) -> Anchor:
    return Anchor(xpath=f"/gesetz/{name}", line=line, eid=name)


def make_piece(name: str, text: str, at: int = 0, start: int = 0) -> TextPiece:
    return TextPiece(at=at, length=len(text), xpath=f"/gesetz/{name}", slot="text", start=start)


def make_block(name: str, text: str) -> TextBlock:
    return TextBlock(text=text, pieces=(make_piece(name, text),), anchor=make_anchor(name))


def make_clause(text: str = "Die Gemeinde führt ein Verzeichnis der Lesestuben.", *, id: str = "c1", **values: object) -> Clause:
    fields: dict[str, object] = {
        "pieces": (make_piece("absatz-1", text),),
        "document": SOURCE,
        "part": DocumentPart.REGELUNGSTEXT,
        "anchor": make_anchor("absatz-1", 7),
        "citation": "§ 2 Absatz 1 Satz 1",
        "norm": "§ 2",
        "absatz": "1",
        "path": (PathStep(ProvisionKind.PARAGRAF, "2"), PathStep(ProvisionKind.ABSATZ, "1")),
        "heading": "Verzeichnis",
    }
    return Clause(id=id, text=text, **{**fields, **values})  # type: ignore[arg-type]


def make_rule(*spans: Span, effects: tuple[Effect, ...] = (Effect.PFLICHT,), **values: object) -> RuleMatch:
    fields: dict[str, object] = {
        "rule_id": "register-fuehren",
        "title": "Verzeichnis führen",
        "message": "Ein Verzeichnis bindet dauerhaft Personal.",
        "source": "Art. 28 Abs. 2 GG",
        "addressee": Addressee.DIREKT,
        "kind": DutyKind.INFORMATION,
    }
    return RuleMatch(spans=spans, effects=effects, **{**fields, **values})  # type: ignore[arg-type]


def make_actor(name: str = "Gemeinde", span: Span | None = None, addressee: Addressee = Addressee.DIREKT) -> Actor:
    source = ActorSource.GENANNT if span else ActorSource.UEBERNOMMEN
    return Actor(name=name, addressee=addressee, source=source, detail="" if span else "aus § 2 Absatz 1 übernommen", span=span)


def make_finding(
    clause: Clause | None = None,
    *,
    addressee: Addressee = Addressee.DIREKT,
    effects: tuple[Effect, ...] = (Effect.PFLICHT,),
    **values: object,
) -> Finding:
    clause = clause or make_clause()
    fields: dict[str, object] = {
        "kind": DutyKind.INFORMATION if Effect.PFLICHT in effects else None,
        "bindingness": Bindingness.MUSS if Effect.PFLICHT in effects else None,
        "novelty": Novelty.NEU,
        "flagged": is_flagged(addressee, effects),
        "score": 0.93456 if effects else 0.04,
        "actor": None,
        "rules": (),
        "prediction": None,
        "reasons": ("Die Gemeinde ist Subjekt des Satzes.",) if effects else (),
        "spans": (),
    }
    return Finding(id=clause.id, clause=clause, addressee=addressee, effects=effects, **{**fields, **values})  # type: ignore[arg-type]


def make_draft(*blocks: TextBlock, **values: object) -> Draft:
    """A bill with one § 2 whose content is one Absatz per block."""
    absaetze = tuple(
        Provision(kind=ProvisionKind.ABSATZ, anchor=make_anchor(f"abs-{number}"), number=str(number), label=f"({number})", content=(block,))
        for number, block in enumerate(blocks or (make_block("absatz-1", "Die Gemeinde führt ein Verzeichnis der Lesestuben."),), start=1)
    )
    norm = Provision(
        kind=ProvisionKind.PARAGRAF, anchor=make_anchor("par-2"), number="2", label="§ 2", heading="Verzeichnis", content=absaetze
    )
    document = Document(
        part=DocumentPart.REGELUNGSTEXT,
        source=SOURCE,
        title="Lesestubengesetz",
        provisions=(norm,),
        format="LegalDocML.de",
        version="1.8.2",
    )
    fields: dict[str, object] = {
        "key": "0123456789abcdef",
        "title": "Gesetz über die kommunalen Lesestuben",
        "source": SOURCE,
        "documents": (document,),
        "short_title": "Lesestubengesetz",
        "abbreviation": "LesStG",
        "stage": "Referentenentwurf",
        "date": "2026-03-02",
    }
    return Draft(**{**fields, **values})  # type: ignore[arg-type]


def make_result(*findings: Finding, draft: Draft | None = None, checks: tuple[DraftCheck, ...] = ()) -> AnalysisResult:
    return AnalysisResult(draft=draft or make_draft(), findings=findings or (make_finding(),), versions=VERSIONS, draft_checks=checks)


def make_check(*findings: str, **values: str) -> DraftCheck:
    fields = {"id": "konnexitaet", "title": "Mehrbelastung ohne Ausgleich", "message": "Ein Ausgleich ist nicht geregelt.", "source": "§ 1"}
    return DraftCheck(findings=findings, **{**fields, **values})


def make_items_clause() -> Clause:
    """A clause with an enumeration of two levels and a wrap-up."""
    text = "Die Gemeinde hat 1. Räume, und zwar a) helle, b) trockene, 2. Bücher bereitzustellen."
    spans = (
        ("1.", "1. Räume, und zwar a) helle, b) trockene,", 0),
        ("a)", "a) helle,", 1),
        ("b)", "b) trockene,", 1),
        ("2.", "2. Bücher", 0),
    )
    items = tuple(
        Item(label=label, span=Span(text.index(part), text.index(part) + len(part)), depth=depth, anchor=make_anchor(f"punkt-{number}"))
        for number, (label, part, depth) in enumerate(spans)
    )
    return make_clause(text, id="c-punkte", items=items)


class KeywordAnalysis:
    """Real sentences, trivial judge: a sentence with "Gemeinde" is a duty, one with "Jugendamt" and "trägt" a cost."""

    versions = VERSIONS

    @classmethod
    def load(cls, *, rule_directories: Sequence[Path] = (), use_rules: bool = True, use_model: bool = True) -> KeywordAnalysis:
        analysis = cls()
        software, rulebook, model = VERSIONS.software, VERSIONS.rulebook, VERSIONS.model
        analysis.versions = Versions(
            software=software,
            rulebook="+".join([rulebook, *(folder.name for folder in rule_directories)]) if use_rules else "ohne",
            model=model if use_model else "ohne",
        )
        return analysis

    def run(self, draft: Draft) -> AnalysisResult:
        return AnalysisResult(draft=draft, findings=tuple(map(self._judge, segment(draft))), versions=self.versions)

    def _judge(self, clause: Clause) -> Finding:
        for word, addressee, effects in (
            ("Gemeinde", Addressee.DIREKT, (Effect.PFLICHT,)),
            ("Behörde", Addressee.MITTELBAR, (Effect.PFLICHT, Effect.KOSTEN)),
            ("Kosten", Addressee.MITTELBAR, (Effect.KOSTEN,)),
            ("Länder", Addressee.FUNKTIONAL, (Effect.ENTLASTUNG,)),
        ):
            if word in clause.text:
                span = Span(clause.text.index(word), clause.text.index(word) + len(word))
                return make_finding(
                    clause,
                    addressee=addressee,
                    effects=effects,
                    actor=make_actor(word, span, addressee),
                    rules=(make_rule(Span(span.end, min(span.end + 30, len(clause.text))), effects=effects),),
                    reasons=(f"Im Satz steht „{word}“.", "Ein Verzeichnis bindet dauerhaft Personal."),
                    spans=(span,),
                )
        return make_finding(clause, addressee=Addressee.KEINE, effects=())
