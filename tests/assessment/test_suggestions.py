import pytest

from kommunalfreund.assessment.suggestions import SHOWN, ExampleModel, catalogue, suggest
from kommunalfreund.finding import Addressee, DutyKind, Effect
from tests.factories import make_clause, make_finding


def finding(example: ExampleModel):
    values = {"kind": example.kind, "bindingness": example.bindingness}
    return make_finding(make_clause(example.text), addressee=example.addressee, effects=example.effects, **values)


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.id)
def test_every_suggestion_is_offered_and_withheld(entry):
    assert entry.id in {one.id for one in suggest(finding(entry.match), shown=99)}
    assert entry.id not in {one.id for one in suggest(finding(entry.no_match), shown=99)}


def test_nothing_is_suggested_for_clauses_that_are_not_flagged():
    assert suggest(make_finding(make_clause("Die Gemeinde kann feiern."), effects=())) == ()


@pytest.mark.parametrize("kind", list(DutyKind))
def test_every_kind_of_duty_has_a_suggestion(kind):
    found = suggest(make_finding(make_clause("Die Gemeinde übermittelt die Daten."), kind=kind))
    assert 1 <= len(found) <= SHOWN


def test_costs_have_a_suggestion():
    cost = make_finding(make_clause("Die Kosten tragen die Landkreise."), addressee=Addressee.DIREKT, effects=(Effect.KOSTEN,))
    assert [one.id for one in suggest(cost)] == ["ausgleich-regeln"]


def test_ids_are_unique_and_the_topics_are_covered():
    ids = [entry.id for entry in catalogue()]
    assert len(ids) == len(set(ids))
    topics = ("ermessen", "laengere-frist", "kleine-gemeinden", "ausgleich-regeln", "elektronisch-statt-schriftlich", "erprobung")
    assert set(topics) <= set(ids)
