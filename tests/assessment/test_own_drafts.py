"""Every check on whole drafts, run on our own drafts with rules and classifier: some draft triggers it, some draft does not."""

from __future__ import annotations

from functools import cache

import pytest

from kommunalfreund.analysis import Analysis, AnalysisResult
from kommunalfreund.assessment.cover_note.texts import texts
from kommunalfreund.assessment.legal_checks import load_legal_checks
from kommunalfreund.finding import Effect, Severity
from kommunalfreund.paths import DRAFTS, RULES
from kommunalfreund.reading import discover, read_draft

NAMES = (
    *("hitzeschutz", "familienleistung", "buergerservice", "statistik"),
    *("pruefung/lesestuben-mangelhaft", "pruefung/lesestuben-lueckenhaft", "pruefung/lesestuben-sorgfaeltig"),
    "pruefung/lesestuben-mangelhaft/regelungstext-entwurf-1.xml",
)
NEED_COMPARISON = {"durchgriff-erweiterung", "durchgriff-anpassung"}
"""They need the novelty of a clause, which is rarely known without the amended law; their examples test them."""
ANY_BURDEN = {"ggo-47-beteiligung", "konnexitaet"}
"""They point out whatever burdens municipalities, so that every draft may trigger them; their examples show where they are silent."""
CHECKS = sorted({check.id for check in load_legal_checks([RULES])} | set(texts()))


@cache
def analysis() -> Analysis:
    return Analysis.load()


@cache
def result_of(name: str) -> AnalysisResult:
    return analysis().run(read_draft(discover([DRAFTS / name])[0]))


def fired(name: str) -> set[str]:
    return {check.id for check in result_of(name).draft_checks}


@pytest.mark.parametrize("check_id", [check_id for check_id in CHECKS if check_id not in NEED_COMPARISON])
def test_some_draft_triggers_the_check_and_some_does_not(check_id: str) -> None:
    triggering = [name for name in NAMES if check_id in fired(name)]
    assert triggering
    assert len(triggering) < len(NAMES) or check_id in ANY_BURDEN


def test_checks_that_need_a_comparison_stay_silent_without_one() -> None:
    assert not any(NEED_COMPARISON & fired(name) for name in NAMES)


def test_a_careful_draft_has_no_important_remark_and_nothing_to_check() -> None:
    severities = {check.severity for check in result_of("pruefung/lesestuben-sorgfaeltig").draft_checks}
    assert severities <= {Severity.HINWEIS}


def test_a_cover_note_that_adds_up_has_no_remark_on_figures() -> None:
    assert not {check_id for check_id in fired("hitzeschutz") if check_id in texts()}


def test_contradictory_cover_note_is_reported_with_the_right_clauses() -> None:
    result = result_of("familienleistung")
    checks = {(check.id, check.place): check for check in result.draft_checks}
    denial = checks["vorblatt-kommunen-verneint", "Vorblatt, Abschnitt E.3"]
    assert denial.findings == tuple(finding.id for finding in result.flagged if Effect.PFLICHT in finding.effects)
    citations = {finding.id: finding.clause.citation for finding in result.findings}
    assert "§ 11 Absatz 1 Satz 1" in {citations[one] for one in denial.findings}
    assert "Für Länder und Kommunen entsteht kein Erfüllungsaufwand." in denial.message
    budget = checks["haushalt-verneint", "Vorblatt, Abschnitt D"]
    assert {"§ 12 Absatz 1 Satz 2", "§ 12 Absatz 2 Satz 1"} <= {citations[one] for one in budget.findings}
    silent = checks["begruendung-schweigt", "Begründung, Besonderer Teil"]
    assert "§ 11" in silent.message
    assert all(citations[one].startswith(("§ 11", "§ 16", "§ 18")) for one in silent.findings)
    explained = checks["begruendung-verneint", "Begründung, Besonderer Teil, Zu § 4"]
    assert all(citations[one].startswith("§ 4 ") for one in explained.findings)


def test_contradictory_figures_are_named() -> None:
    messages = " ".join(check.message for check in result_of("familienleistung").draft_checks)
    for words in (
        "insgesamt, jährlich: im Text 3,9 Millionen Euro, in der Tabelle 1 900 Tausend Euro.",
        "genannt 2.532.000 Euro, gerechnet 25.320.000 Euro",
        "genannt 20.100.000 Euro, die Zeilen ergeben 21.428.980 Euro",
        "Im Text 18 612 000 Euro, in der Tabelle bei „§ 7: Entscheidung über den Antrag“ 18.568.000 Euro",
        "ohne Angabe jährlich 480.000.000 Euro",
    ):
        assert words in messages


def test_days_are_computed() -> None:
    (check,) = (check for check in result_of("familienleistung").draft_checks if check.id == "umsetzung-kurze-frist")
    assert "§ 17: bis 31. Dezember 2028, 183 Tage nach Inkrafttreten" in check.message


def test_law_in_force_is_not_checked() -> None:
    assert fired("buergerservice/stammgesetze/terminvergabegesetz") == set()
