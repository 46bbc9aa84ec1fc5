"""The example bill with its base laws, from check to report, synopsis and app data."""

from __future__ import annotations

import json
from functools import cache

import pytest

from kommunalfreund.amendment.consolidation import LawSource, consolidate
from kommunalfreund.analysis import Analysis, AnalysisResult
from kommunalfreund.export.html import render_report
from kommunalfreund.export.records import records_of
from kommunalfreund.export.synopsis import render_docx, render_synopses
from kommunalfreund.finding import Effect, Finding, Novelty
from kommunalfreund.paths import DRAFTS
from kommunalfreund.reading import discover, read_draft

BILL = DRAFTS / "buergerservice"
BASES = BILL / "stammgesetze"
KANN_MUSS = "Artikel 2 Nummer 1 Buchstabe a, § 2 Absatz 1 Satz 2"


@cache
def analysis() -> Analysis:
    return Analysis.load()


@cache
def result(*, base: bool) -> AnalysisResult:
    bill = read_draft(discover([BILL])[0])
    return analysis().run(bill, consolidate(bill, LawSource(base=(BASES,))) if base else None)


def by_citation(*, base: bool = True) -> dict[str, Finding]:
    return {finding.clause.citation: finding for finding in result(base=base).findings}


def test_may_to_must_is_hardened_at_the_place_a_lawyer_cites() -> None:
    finding = by_citation()[KANN_MUSS]
    assert finding.novelty is Novelty.VERSCHAERFT
    assert finding.flagged
    assert (finding.clause.norm, finding.clause.absatz, finding.clause.satz) == ("§ 2", "1", 2)
    assert finding.clause.text == "Die Behörde muss Termine auch elektronisch vergeben."
    assert finding.change is not None
    assert finding.change.old_text == "Die Behörde kann Termine auch elektronisch vergeben."
    assert [(one.old, one.new) for one in finding.change.words if one.old != one.new] == [("kann", "muss")]


def expectations() -> list[dict[str, str]]:
    lines = (BILL / "erwartung.jsonl").read_text(encoding="utf-8").splitlines()
    return [entry for entry in map(json.loads, lines) if entry.get("clause") == "ergebnis"]


@pytest.mark.parametrize("expected", expectations(), ids=lambda entry: f"{entry['law']} {entry['citation']}")
def test_expected_novelty(expected: dict[str, str]) -> None:
    if expected["novelty"] == "aufgehoben" and "kosten" in expected["effects"]:
        pytest.skip("a dropped relief is no dropped duty and has no line of its own")
    found = [
        finding
        for citation, finding in by_citation().items()
        if citation.endswith(f", {expected['citation']}") and finding.change is not None and finding.change.law == expected["law"]
    ]
    assert [finding.novelty for finding in found] == [expected["novelty"]]


def test_a_dropped_duty_relieves_and_is_a_line() -> None:
    finding = by_citation()["Artikel 2 Nummer 3 Buchstabe b, § 4 Absatz 2 Satz 2"]
    assert finding.novelty is Novelty.AUFGEHOBEN
    assert finding.effects == (Effect.ENTLASTUNG,)
    assert finding.clause.text == "Die Ablehnung ist schriftlich zu begründen."
    assert not finding.flagged
    assert finding.clause.citation in {record.citation for record in records_of(result(base=True))}


def test_moved_and_untouched_sentences_are_no_lines() -> None:
    texts = {finding.clause.text for finding in result(base=True).findings}
    assert "Ist die Behörde nicht zuständig, so leitet sie das Anliegen an die zuständige Behörde weiter." not in texts
    assert "Wartebereiche müssen über ausreichend Sitzplätze verfügen." not in texts
    assert "Die Auskunft ist kostenfrei." not in texts


def test_lines_name_file_and_element_of_the_bill() -> None:
    for record in records_of(result(base=True), all_clauses=True):
        assert record.source.startswith(str(BILL))
        assert "stammgesetze" not in record.source


def test_without_the_law_the_command_speaks_for_itself() -> None:
    finding = by_citation(base=False)[KANN_MUSS]
    assert finding.novelty is Novelty.VERSCHAERFT
    assert finding.flagged
    assert any("Stammgesetz fehlt" in reason for reason in finding.reasons)
    checks = [check for check in result(base=False).draft_checks if check.id == "stammgesetz-fehlt"]
    assert len(checks) == 4
    assert all("--base" in check.message for check in checks)
    inserted = by_citation(base=False)["Artikel 1 Nummer 2 Buchstabe b, § 2 Absatz 2 Satz 1"]
    assert inserted.novelty is Novelty.NEU


def test_only_the_missing_law_is_named() -> None:
    checks = [check for check in result(base=True).draft_checks if check.id == "stammgesetz-fehlt"]
    assert [check.title for check in checks] == ["Stammgesetz fehlt: Servicestellenverordnung"]
    assert not [check for check in result(base=True).draft_checks if check.id.startswith("befehl-")]


def test_report_and_synopsis_show_both_wordings() -> None:
    report = render_report(result(base=True))
    page = render_synopses("Bürgerservice", result(base=True).synopses)
    for text in (report, page):
        assert KANN_MUSS in text
        assert "<del>kann</del>" in text
        assert "<ins>muss</ins>" in text
        assert "verschärft" in text
    ids = [part.split('"')[0] for part in report.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_synopsis_as_word_document() -> None:
    docx = pytest.importorskip("docx", reason="python-docx (Extra office) ist nicht installiert")
    from io import BytesIO

    document = docx.Document(BytesIO(render_docx("Bürgerservice", result(base=True).synopses)))
    runs = [run for table in document.tables for row in table.rows for cell in row.cells for one in cell.paragraphs for run in one.runs]
    assert any(run.text.strip() == "muss" and run.underline for run in runs)
    assert any(run.text.strip() == "kann" and run.font.strike for run in runs)
