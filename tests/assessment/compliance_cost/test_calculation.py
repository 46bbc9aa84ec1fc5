from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunalfreund.assessment.compliance_cost import Assumptions, dump_assumptions, estimate, load_assumptions
from kommunalfreund.assessment.compliance_cost.assumptions import Exclusion, Frequency, parse_assumptions
from kommunalfreund.assessment.compliance_cost.presentation import table, vorblatt_text
from kommunalfreund.assessment.compliance_cost.tables import AdminLevel
from kommunalfreund.errors import KommunalfreundError, RulebookError
from kommunalfreund.paths import DRAFTS

BASE = {"id": "a", "title": "§ 2: Verzeichnis", "activities": [{"nr": 5, "minutes": 60}], "cases": 1000}


def one(**values):
    return estimate(Assumptions.model_validate({"processes": [{**BASE, **values}]}))


def euro(**values):
    return one(**values).costs[0].euro


def test_cases_times_minutes_times_wage():
    assert euro().likely == 1000 * 60 / Decimal(60) * Decimal("42.20") == 42_200


def test_material_is_added_per_case():
    assert euro(material=5).likely == 47_200


def test_three_duties_of_the_documentation_recomputed():
    """The example of docs/erfuellungsaufwand.md, by hand: 25,320,000; 280,500; 13,504,000 + 16,000,000."""
    besuche = euro(cases=400_000, activities=[{"name": "Besuch", "minutes": 90}])
    meldung = euro(cases=660_000, activities=[{"name": "Meldung", "minutes": 1, "grade": "einfacher_und_mittlerer_dienst"}])
    plan = euro(cases=1600, activities=[{"name": "Plan", "minutes": 12_000}], material=10_000, frequency="einmalig")
    assert (besuche.likely, meldung.likely, plan.likely) == (25_320_000, 280_500, 29_504_000)


def test_the_explanation_of_the_example_draft_is_recomputed_to_the_euro():
    result = estimate(load_assumptions(DRAFTS / "hitzeschutz" / "annahmen.yaml"))
    yearly, once = Frequency.JAEHRLICH, Frequency.EINMALIG
    wide = (AdminLevel.LAENDER, AdminLevel.KOMMUNEN)
    assert [result.total(yearly, *wide).likely, result.total(once, *wide).likely] == [13_983_780, 42_649_600]
    assert [result.total(f, AdminLevel.KOMMUNEN).likely for f in (yearly, once)] == [13_430_820, 42_304_000]
    assert [result.total(f, AdminLevel.BUND).likely for f in (yearly, once)] == [895_680, 360_000]
    assert [row.cells[0] for row in table(result) if row.total] == [
        "davon auf Bundesebene",
        "davon auf Landesebene (inklusive Kommunen)",
        "davon Kommunen",
        "Summe",
    ]


def test_whole_posts_cost_their_yearly_amount():
    result = one(activities=[], cases=None, level="bund", posts={"count": 12, "grade": "gehobener_dienst"})
    assert result.costs[0].euro.likely == 12 * 64_640


def test_frequency_of_one_case():
    assert euro(per_year=12).likely == 12 * 42_200
    assert euro(per_year=0.2).likely == Decimal("8440")


def test_relief_is_negative_and_keeps_its_order():
    span = euro(relief=True, cases={"low": 500, "likely": 1000, "high": 2000})
    assert (span.low, span.likely, span.high) == (-84_400, -42_200, -21_100)


def test_travel_costs_time_and_money():
    span = euro(activities=[{"nr": 2, "minutes": 0}], travel={"destination": "gemeinde", "trips": 2}, cases=100)
    assert span.likely == 100 * 2 * (15 * Decimal("42.20") / 60 + Decimal("1.10")) == 2330


def test_table_minutes_give_a_span():
    span = euro(activities=[{"nr": 5}], cases=60)
    assert (span.low, span.likely, span.high) == (338, 2532, 20_256)


def test_without_cases_the_result_is_per_thousand_and_says_what_is_missing():
    result = one(cases=None, unit="Anträge", material_needed=True)
    (cost,) = result.costs
    assert not cost.counted
    assert cost.euro.likely == 42_200
    assert cost.missing == ("Fallzahl (Anträge)", "Sachkosten je Fall")
    assert result.total(Frequency.JAEHRLICH).likely == 0
    row = table(result)[0]
    assert row.cells[2] == "offen"
    assert row.cells[6] == "je 1.000 Fälle 42.200"
    assert "Fallzahl noch fehlt: § 2: Verzeichnis" in vorblatt_text(result)


@pytest.mark.parametrize("reason", list(Exclusion))
def test_what_must_not_be_counted_is_shown_but_not_counted(reason: Exclusion):
    result = one(excluded=reason)
    assert result.total(Frequency.JAEHRLICH).likely == 0
    assert "zählt nicht" in table(result)[0].cells[9]


def test_the_same_sentence_twice_is_reported_as_double_counting():
    processes = [{**BASE, "findings": ["f1"]}, {**BASE, "id": "b", "title": "Noch einmal", "findings": ["f1"]}]
    assert any("Doppelzählung" in warning for warning in estimate(Assumptions.model_validate({"processes": processes})).warnings)
    processes[1]["frequency"] = "einmalig"
    assert estimate(Assumptions.model_validate({"processes": processes})).warnings == ()


def test_recurring_and_one_off_are_never_added():
    processes = [BASE, {**BASE, "id": "b", "frequency": "einmalig", "cases": 10}]
    result = estimate(Assumptions.model_validate({"processes": processes}))
    assert (result.total(Frequency.JAEHRLICH).likely, result.total(Frequency.EINMALIG).likely) == (42_200, 422)


def test_doubtful_values_are_named():
    assert any("unstimmig" in warning for warning in one(activities=[{"nr": 15}]).warnings)


def test_every_figure_is_a_parameter_with_source_and_confidence():
    parameters = one(material=3, travel={"destination": "kreis"}).costs[0].parameters
    names = {parameter.name for parameter in parameters}
    assert {"Fallzahl", "Sachkosten", "Weg (kreis)", "Lohnsatz gehobener dienst"} <= names
    wage = next(parameter for parameter in parameters if parameter.name.startswith("Lohnsatz"))
    assert "Abschrift" in wage.source
    assert wage.confidence == "zweitquelle"


def test_a_wage_of_ones_own_replaces_the_table():
    assert euro(activities=[{"nr": 5, "minutes": 60, "rate": 50}]).likely == 50_000


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"activities": [{"nr": 99}]}, "keine Standardaktivität 99"),
        ({"activities": [], "posts": {"count": 1, "grade": "gehobener_dienst"}, "cases": None}, "keinen|keine Kosten"),
    ],
)
def test_values_the_tables_do_not_have_are_refused(values, words):
    with pytest.raises(KommunalfreundError, match=words):
        estimate(Assumptions.model_validate({"guide": "Leitfaden Januar 2022", "processes": [{**BASE, **values}]}))


def test_versions_of_the_guide_are_never_mixed():
    with pytest.raises(KommunalfreundError, match="keinen Wert für kommunen"):
        estimate(Assumptions.model_validate({"guide": "Leitfaden Januar 2022", "processes": [BASE]}))


@given(
    st.lists(st.decimals(min_value=0, max_value=10**6, places=2), min_size=3, max_size=3).map(sorted),
    st.integers(min_value=0, max_value=10**6),
    st.booleans(),
)
def test_writing_and_reading_gives_the_same_assumptions(figures, cases, relief):
    low, likely, high = figures
    process = {**BASE, "cases": cases, "relief": relief, "material": {"low": low, "likely": likely, "high": high, "source": "x"}}
    assumptions = Assumptions.model_validate({"draft": "k", "processes": [process]})
    assert parse_assumptions(dump_assumptions(assumptions)) == assumptions
    span = estimate(assumptions).costs[0].euro
    assert span.low <= span.likely <= span.high


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("version: 1\nprocesses:\n  - {id: a, title: b, cases: -4}\n", 3, "cases"),
        ("version: 1\nprocesses:\n  - {id: a, title: b}\n  - {id: a, title: c}\n", 2, "zweimal"),
        ("version: 1\nprocess: []\n", 2, "kein bekannter Schlüssel"),
        ("version: 1\nprocesses:\n  - id: a\n    title: b\n    cases: {low: 5, likely: 3, high: 9}\n", 5, "aufsteigen"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(tmp_path, text, line, words):
    path = tmp_path / "annahmen.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        load_assumptions(path)
    assert words in str(caught.value)
    assert caught.value.line == line
