"""Interchange lines as JSONL and CSV, whole results as JSON; all written as a stream, one draft at a time."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from typing import TextIO

from kommunalfreund import labels_de
from kommunalfreund.analysis import AnalysisResult
from kommunalfreund.assessment.suggestions import suggest
from kommunalfreund.export.records import SCHEMA_VERSION, FindingRecord, records_of
from kommunalfreund.export.summary import summarise
from kommunalfreund.finding import DraftCheck

BYTE_ORDER_MARK = "\ufeff"
"""Stands before CSV so that Excel reads it as UTF-8."""

_FORMULA_START = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


class _GermanExcel(csv.excel):
    delimiter = ";"


def write_jsonl(records: Iterable[FindingRecord], stream: TextIO) -> None:
    """One JSON object per line, fields in the order of the format.

    Args:
        records: consumed one by one, so any number fits.
        stream: text stream, UTF-8.
    """
    for record in records:
        stream.write(record.model_dump_json() + "\n")


def write_csv_header(stream: TextIO) -> None:
    """Byte order mark and German column headings.

    Args:
        stream: text stream, UTF-8, opened with ``newline=""``.
    """
    stream.write(BYTE_ORDER_MARK)
    csv.writer(stream, _GermanExcel).writerow(["Entwurf", *labels_de.COLUMNS.values()])


def write_csv_rows(records: Iterable[FindingRecord], stream: TextIO, *, title: str) -> None:
    """One row per record: semicolons between cells and decimal commas, as Excel expects in German; no cell can act as a formula.

    Args:
        records: of one draft.
        stream: as for :func:`write_csv_header`, which must have been called before.
        title: of the draft.
    """
    writer = csv.writer(stream, _GermanExcel)
    for record in records:
        writer.writerow([safe_cell(title), *(safe_cell(_cell(value)) for value in record.model_dump().values())])


def safe_cell(text: str) -> str:
    """Text that a spreadsheet does not take for a formula: an apostrophe is put before what might start one.

    >>> safe_cell("=SUMME(A1)"), safe_cell("§ 7")
    ("'=SUMME(A1)", '§ 7')
    """
    return f"'{text}" if _FORMULA_START.match(text) else text


def result_as_json(result: AnalysisResult, *, all_clauses: bool = False) -> dict[str, object]:
    """The whole result of one draft as JSON values: draft, summary, findings, draft_checks, suggestions, versions.

    Args:
        result: of one draft.
        all_clauses: list also the clauses that are not flagged.
    """
    draft, versions = result.draft, result.versions
    return {
        "draft": {
            "key": draft.key,
            "title": draft.title,
            "short_title": draft.short_title,
            "abbreviation": draft.abbreviation,
            "source": draft.source,
            "kind": draft.kind,
            "form": draft.form,
            "stage": draft.stage,
            "proponent": draft.proponent,
            "date": draft.date,
            "documents": [
                {
                    "part": str(document.part),
                    "source": document.source,
                    "title": document.title,
                    "format": document.format,
                    "version": document.version,
                    "work": document.work,
                    "warnings": list(document.warnings),
                }
                for document in draft.documents
            ],
            "warnings": list(draft.warnings),
        },
        "summary": summarise(result.findings).as_json(),
        "findings": [record.model_dump(mode="json") for record in records_of(result, all_clauses=all_clauses)],
        "draft_checks": [check_as_json(check) for check in result.draft_checks],
        "suggestions": [
            {"beleg": finding.id, "id": one.id, "titel": one.title, "vorschlag": one.text, "grund": one.reason}
            for finding in result.flagged
            for one in suggest(finding)
        ],
        "versions": {
            "software": versions.software,
            "rulebook": versions.rulebook,
            "model": versions.model,
            "checks": versions.checks,
            "schema": SCHEMA_VERSION,
        },
    }


def check_as_json(check: DraftCheck) -> dict[str, object]:
    """A remark on the draft as JSON values, with the German keys of the interchange format."""
    return {
        "id": check.id,
        "titel": check.title,
        "hinweis": check.message,
        "fundstelle": check.place,
        "rechtsgrundlage": check.source,
        "schwere": str(check.severity),
        "belege": list(check.findings),
    }


def write_json(results: Iterable[AnalysisResult], stream: TextIO, *, many: bool, all_clauses: bool = False) -> None:
    """One JSON object for a single draft, a list of such objects for several; each draft is written before the next is read.

    Args:
        results: consumed one by one.
        stream: text stream, UTF-8.
        many: write a list, even if it holds one result or none.
        all_clauses: list also the clauses that are not flagged.
    """
    stream.write("[" if many else "")
    for number, result in enumerate(results):
        stream.write(",\n" if number else "\n" if many else "")
        json.dump(result_as_json(result, all_clauses=all_clauses), stream, ensure_ascii=False, indent=2)
    stream.write("\n]\n" if many else "\n")


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nein"
        case float():
            return labels_de.decimal(value, 4)
        case tuple():
            return " | ".join(map(str, value))
        case _:
            return str(value)
