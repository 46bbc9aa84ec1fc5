"""The interchange line: one finding as flat, public, versioned JSON.

The field order is part of the format. ``schema/finding-1.json`` is its JSON Schema; a change that breaks readers makes it
``finding-2.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kommunalfreund import labels_de
from kommunalfreund.analysis import AnalysisResult, Versions
from kommunalfreund.draft import Anchor, DocumentPart, Draft
from kommunalfreund.export.summary import is_reported
from kommunalfreund.finding import ActorSource, Addressee, Bindingness, DutyKind, Effect, Finding, Novelty

SCHEMA_VERSION = 1
"""Version of the interchange line."""


class FindingRecord(BaseModel):
    """One clause with its assessment, as exchanged with other programs."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Kommunalfreund: Befund zu einem Satz")

    source: Annotated[str, Field(description="Pfad der Datei; in einem ZIP „entwurf.zip!/regelungstext-1.xml“")]
    draft: Annotated[str, Field(description="Kennung des Entwurfs: Hash seines Inhalts")]
    part: Annotated[DocumentPart, Field(description="Dokumentteil, in dem der Satz steht")]
    anchor: Annotated[str, Field(description="Stelle im XML: eId, sonst XPath (beginnt mit „/“)")]
    citation: Annotated[str, Field(description="Fundstelle, wie man sie zitiert: „§ 7 Absatz 2 Satz 1“")]
    norm: Annotated[str, Field(description="„§ 7“ oder „Art 5“; leer, wenn der Satz in keiner Norm steht")]
    absatz: Annotated[str, Field(description="Nummer des Absatzes ohne Klammern, leer ohne Absatz")]
    satz: Annotated[int, Field(ge=1, description="Nummer des Satzes in seinem Absatz, ab 1")]
    text: Annotated[str, Field(description="Wortlaut mit Aufzählung")]
    addressee: Annotated[Addressee, Field(description="Auf welchem Weg der Satz die Kommune trifft")]
    effects: Annotated[tuple[Effect, ...], Field(description="Was der Satz bei ihr bewirkt")]
    kind: Annotated[DutyKind | None, Field(description="Art der Pflicht, null ohne Pflicht")]
    bindingness: Annotated[Bindingness | None, Field(description="Verbindlichkeit, null ohne Gebot und Erlaubnis")]
    novelty: Annotated[Novelty, Field(description="Verhältnis zum geltenden Recht")]
    flagged: Annotated[bool, Field(description="Adressat ist nicht „keine“, und es gibt eine Pflicht oder Kosten")]
    score: Annotated[float, Field(ge=0, le=1, description="Wahrscheinlichkeit, dass ein sorgfältiger Leser den Satz melden würde")]
    actor: Annotated[str | None, Field(description="Stelle, die handeln muss, null wenn unbekannt")]
    actor_found_by: Annotated[ActorSource | None, Field(description="Wie die Stelle gefunden wurde")]
    rules: Annotated[tuple[str, ...], Field(description="Kennungen der Regeln, die zutrafen")]
    reasons: Annotated[tuple[str, ...], Field(description="Gründe in Sätzen, der wichtigste zuerst")]
    rulebook_version: Annotated[str, Field(description="Version des Regelwerks")]
    model_version: Annotated[str, Field(description="Version des Modells, „ohne“ wenn nicht benutzt")]


def place_of(anchor: Anchor) -> str:
    """The anchor as one string: its eId, or its XPath if it has none."""
    return anchor.eid or anchor.xpath


def record_of(finding: Finding, draft: Draft, versions: Versions) -> FindingRecord:
    """The interchange line of one finding.

    Args:
        finding: flagged or not.
        draft: it belongs to.
        versions: that produced it.
    """
    clause = finding.clause
    return FindingRecord(
        source=clause.document,
        draft=draft.key,
        part=clause.part,
        anchor=place_of(clause.anchor),
        citation=clause.citation,
        norm=clause.norm,
        absatz=clause.absatz,
        satz=clause.satz,
        text=clause.text,
        addressee=finding.addressee,
        effects=finding.effects,
        kind=finding.kind,
        bindingness=finding.bindingness,
        novelty=finding.novelty,
        flagged=finding.flagged,
        score=round(finding.score, 4),
        actor=finding.actor.name if finding.actor else None,
        actor_found_by=finding.actor.source if finding.actor else None,
        rules=tuple(dict.fromkeys(rule.rule_id for rule in finding.rules)),
        reasons=finding.reasons,
        rulebook_version=versions.rulebook,
        model_version=versions.model,
    )


def records_of(result: AnalysisResult, *, all_clauses: bool = False) -> Iterator[FindingRecord]:
    """The interchange lines of a result in document order.

    Args:
        result: of one draft.
        all_clauses: also those of clauses that are not flagged; a dropped or eased duty is a line in any case.
    """
    findings = result.findings if all_clauses else tuple(filter(is_reported, result.findings))
    return (record_of(finding, result.draft, result.versions) for finding in findings)


def json_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of the interchange line, made from the model; each closed set explains its values in German."""
    schema = FindingRecord.model_json_schema()
    closed_sets = {enum.__name__: labels for enum, labels in labels_de.LABELS.items()}
    for name, definition in schema["$defs"].items():
        definition["description"] = " ".join(f"{value}: {label.long}" for value, label in closed_sets[name].items())
    schema["description"] = "Ein Satz eines Entwurfs mit seiner Bewertung; eine Zeile der JSONL-Ausgabe."
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:kommunalfreund:finding:{SCHEMA_VERSION}",
        **schema,
    }


def shipped_schema() -> dict[str, object]:
    """The JSON Schema as shipped in ``schema/finding-1.json``."""
    file = resources.files("kommunalfreund.export").joinpath("schema", f"finding-{SCHEMA_VERSION}.json")
    schema: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    return schema
