from dataclasses import replace

import pytest

from kommunalfreund.assessment.compliance_cost import estimate, propose
from kommunalfreund.assessment.compliance_cost.assumptions import Exclusion, Frequency
from kommunalfreund.assessment.compliance_cost.proposal import pattern_for, patterns
from kommunalfreund.assessment.compliance_cost.tables import NEWEST, time_values
from kommunalfreund.finding import DutyKind, Effect, Novelty
from tests.factories import make_actor, make_clause, make_draft, make_finding


def finding(text: str, **values):
    return make_finding(make_clause(text, id=str(abs(hash(text)))), **values)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Die Meldebehörde übermittelt die Daten.", DutyKind.INFORMATION, "Meldung"),
        ("Über den Antrag ist innerhalb von vier Wochen zu entscheiden.", DutyKind.VERFAHREN, "Entscheidung"),
        ("Die Gemeinden stellen einen Wärmeplan auf.", DutyKind.AUFGABE, "Plan"),
        ("Das Amt überwacht die Betriebe.", DutyKind.AUFGABE, "Überwachung"),
        ("Die Landkreise richten eine Anlaufstelle ein.", DutyKind.AUFGABE, "Einrichtung"),
        ("Die Verbände sind anzuhören.", DutyKind.VERFAHREN, "Beteiligung"),
        ("Die Gemeinde fegt den Platz.", DutyKind.AUFGABE, "Aufgabe"),
        ("Der Platz muss eben sein.", DutyKind.STANDARD, "Standard"),
    ],
)
def test_activities_follow_words_and_kind(text: str, kind: DutyKind, name: str):
    assert pattern_for(finding(text, kind=kind)).name == name


def test_every_proposed_activity_is_in_the_table():
    numbers = {number for pattern in patterns() for number in (*pattern.yearly, *pattern.once)}
    assert {(NEWEST, number) for number in numbers} <= set(time_values())
    assert {pattern.kind for pattern in patterns() if pattern.kind} == set(DutyKind)


def test_nothing_is_invented_no_cases_no_totals():
    proposed = propose(make_draft(), [finding("Die Gemeinde führt ein Verzeichnis.", actor=make_actor())])
    assert all(process.cases is None for process in proposed.processes)
    assert estimate(proposed).total(Frequency.EINMALIG).likely == 0
    assert any("10751 Gemeinden" in process.note for process in proposed.processes)


def test_recurring_work_and_one_introduction_per_kind_of_body():
    duties = [finding("Die Gemeinde führt ein Verzeichnis.", actor=make_actor()), finding("Sie meldet den Stand.", actor=make_actor())]
    proposed = propose(make_draft(), duties)
    assert [process.frequency for process in proposed.processes] == [Frequency.JAEHRLICH, Frequency.EINMALIG]
    assert proposed.processes[1].title == "Einarbeiten und Abläufe anpassen (Gemeinden)"
    assert estimate(proposed).warnings == ()


def test_mere_money_belongs_to_section_d():
    cost = finding("Die Kosten tragen die Landkreise.", effects=(Effect.KOSTEN,))
    assert [process.excluded for process in propose(make_draft(), [cost]).processes] == [Exclusion.HAUSHALTSAUSGABE]


def test_what_is_unchanged_does_not_count_and_what_is_eased_relieves():
    unchanged = finding("Die Gemeinde führt ein Verzeichnis.", novelty=Novelty.UNVERAENDERT)
    assert [process.excluded for process in propose(make_draft(), [unchanged]).processes] == [Exclusion.UNVERAENDERT]
    eased = propose(make_draft(), [replace(unchanged, novelty=Novelty.ERLEICHTERT)]).processes[0]
    assert eased.relief


def test_what_is_not_flagged_gives_no_process():
    assert propose(make_draft(), [finding("Die Gemeinde kann feiern.", effects=())]).processes == ()
