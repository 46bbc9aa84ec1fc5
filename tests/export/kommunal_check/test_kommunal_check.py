from __future__ import annotations

import io
from dataclasses import replace

import pytest
from lxml import html

from kommunalfreund.assessment.compliance_cost import Assumptions, estimate
from kommunalfreund.clause import PathStep
from kommunalfreund.draft import ProvisionKind
from kommunalfreund.export.kommunal_check import build_check, render_check
from kommunalfreund.export.kommunal_check.content import TOP, reasons_of, weightiest
from kommunalfreund.export.kommunal_check.word import check_as_docx
from kommunalfreund.finding import Addressee, Bindingness, DutyKind, Effect, Novelty, Severity
from tests.factories import make_check, make_clause, make_finding, make_result

EVIL = '<img src="https://boese.example/x"> & "Zitat"'


def finding(number: int, text: str = "Die Gemeinde führt ein Verzeichnis.", **values):
    path = (PathStep(ProvisionKind.PARAGRAF, str(number)),)
    return make_finding(make_clause(text, id=f"f{number}", citation=f"§ {number}", norm=f"§ {number}", path=path), **values)


def hint(check_id: str, severity: Severity = Severity.WICHTIG):
    return replace(make_check("f1", id=check_id, title=f"Titel {check_id}"), severity=severity, place="Vorblatt, Abschnitt E.3")


def text_of(page: str) -> str:
    return " ".join(html.document_fromstring(page).text_content().split())


def test_at_most_five_clauses_in_a_documented_order_with_reasons():
    findings = [
        finding(1, addressee=Addressee.MITTELBAR, novelty=Novelty.UNBEKANNT),
        finding(2, novelty=Novelty.NEU),
        finding(3, novelty=Novelty.UNVERAENDERT),
        finding(4, novelty=Novelty.UNBEKANNT, score=0.4),
        finding(5, novelty=Novelty.UNBEKANNT, effects=(Effect.PFLICHT, Effect.KOSTEN)),
        finding(6, novelty=Novelty.UNBEKANNT, bindingness=Bindingness.SOLL),
        finding(7, novelty=Novelty.UNBEKANNT, kind=DutyKind.ANSPRUCH),
    ]
    ranked = weightiest(findings)
    assert len(ranked) == TOP
    assert [one.finding.clause.citation for one in ranked] == ["§ 2", "§ 5", "§ 7", "§ 1", "§ 6"]
    assert all(one.reasons for one in ranked)


def test_reasons_name_what_ranks_a_clause():
    reasons = reasons_of(finding(1, novelty=Novelty.VERSCHAERFT, effects=(Effect.PFLICHT, Effect.KOSTEN), kind=DutyKind.AUFGABE))
    assert reasons == ("verschärft", "Pflicht und Geld zugleich", "Aufgabe (muss)", "direkt", "sehr wahrscheinlich")


def test_page_has_counts_hints_cost_and_dates_but_no_score():
    result = make_result(finding(1), checks=(hint("vorblatt-ohne-kommunen"), hint("konnexitaet", Severity.HINWEIS)))
    process = {"id": "a", "title": "§ 1", "cases": 10, "activities": [{"nr": 5, "minutes": 60}]}
    check = build_check(result, estimate(Assumptions.model_validate({"processes": [process]})))
    text = text_of(render_check(check))
    for words in (
        "1 Satz belastet Kommunen vermutlich",
        "Titel vorblatt-ohne-kommunen",
        "1 weiterer Hinweis steht im Bericht.",
        "davon Kommunen",
        "422",
        "Ein Inkrafttreten ist nicht zu erkennen.",
        "Baden-Württemberg",
    ):
        assert words in text
    assert "Punktzahl" not in text


def test_without_assumptions_no_amount_is_shown():
    check = build_check(make_result(finding(1)))
    assert check.cost_rows == ()
    assert "nicht geschätzt" in check.cost_note


def test_page_escapes_what_comes_from_the_draft_and_loads_nothing():
    page = render_check(build_check(make_result(finding(1, EVIL))))
    assert "boese.example/x&#34;" in page or "boese.example/x&quot;" in page
    assert not html.document_fromstring(page).xpath("//img | //link | //iframe | //script[@src]")


def test_equal_input_gives_an_equal_page():
    result = make_result(finding(1))
    assert render_check(build_check(result)) == render_check(build_check(result))


def test_word_document_holds_the_same_facts():
    docx = pytest.importorskip("docx", reason="python-docx (Extra office) ist nicht installiert")
    result = make_result(finding(1), checks=(hint("vorblatt-ohne-kommunen"), hint("konnexitaet", Severity.HINWEIS)))
    document = docx.Document(io.BytesIO(check_as_docx(build_check(result))))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "wichtig: Titel vorblatt-ohne-kommunen – Vorblatt, Abschnitt E.3" in text
    assert "Konnexität: wen ein Verband fragen muss" in text
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "§ 1" in cells
    assert "Baden-Württemberg" in cells
    assert any("█" in cell for cell in cells)
    assert document.core_properties.language == "de-DE"


def test_nothing_flagged_is_said():
    text = text_of(render_check(build_check(make_result(make_finding(effects=(), addressee=Addressee.KEINE)))))
    assert "Kein Satz ist gemeldet." in text
    assert "Nichts, was geprüft werden müsste." in text
