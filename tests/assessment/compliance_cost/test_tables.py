"""The worked figures of the sources recomputed."""

from decimal import ROUND_HALF_UP, Decimal

import pytest

from kommunalfreund.assessment.compliance_cost.tables import (
    HOURS_PER_DAY,
    HOURS_PER_YEAR,
    NEWEST,
    AdminLevel,
    Confidence,
    Grade,
    bodies,
    time_values,
    wages,
    ways,
)

DAY = HOURS_PER_DAY * 60


def days_of(minutes: Decimal | None) -> Decimal:
    """Person days as the source prints them."""
    assert minutes is not None
    return (minutes / DAY).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def test_hourly_wage_times_1600_hours_is_the_yearly_cost_in_all_twenty_cells():
    cells = [wage for (version, _, _), wage in wages().items() if version == NEWEST]
    assert len(cells) == 20
    assert [wage.per_hour * HOURS_PER_YEAR for wage in cells] == [wage.per_year for wage in cells]


@pytest.mark.parametrize(
    ("level", "grade", "hour", "year"),
    [
        (AdminLevel.BUND, Grade.GEHOBENER_DIENST, "40.40", 64_640),
        (AdminLevel.BUND, Grade.HOEHERER_DIENST, "67.60", 108_160),
        (AdminLevel.KOMMUNEN, Grade.EINFACHER_UND_MITTLERER_DIENST, "25.50", 40_800),
        (AdminLevel.KOMMUNEN, Grade.GEHOBENER_DIENST, "42.20", 67_520),
        (AdminLevel.KOMMUNEN, Grade.HOEHERER_DIENST, "70.40", 112_640),
        (AdminLevel.KOMMUNEN, Grade.DURCHSCHNITT, "40.70", 65_120),
        (AdminLevel.LAENDER, Grade.GEHOBENER_DIENST, "43.20", 69_120),
    ],
)
def test_wages(level: AdminLevel, grade: Grade, hour: str, year: int):
    wage = wages()[NEWEST, level, grade]
    assert (wage.per_hour, wage.per_year) == (Decimal(hour), year)


def test_only_the_two_federal_cells_are_cross_checked_and_nothing_is_called_verified():
    checked = {key[1:] for key, wage in wages().items() if key[0] == NEWEST and wage.confidence is Confidence.GEGENGEPRUEFT}
    assert checked == {("bund", Grade.GEHOBENER_DIENST), ("bund", Grade.HOEHERER_DIENST)}
    assert Confidence.GEPRUEFT not in {wage.confidence for wage in wages().values()}


def test_the_older_version_holds_only_what_was_found():
    assert {key[1:]: wage.per_hour for key, wage in wages().items() if key[0] == "Leitfaden Januar 2022"} == {
        ("bund", Grade.GEHOBENER_DIENST): Decimal("46.50"),
        ("bund", Grade.HOEHERER_DIENST): Decimal("70.50"),
    }


@pytest.mark.parametrize(
    ("number", "value", "days"),
    [(8, "high", "4.4"), (9, "high", "5.5"), (15, "high", "5.5"), (16, "high", "52.1"), (17, "likely", "8.5"), (17, "high", "140.0")],
)
def test_minutes_are_the_person_days_the_source_prints(number: int, value: str, days: str):
    assert days_of(getattr(time_values()[NEWEST, number], value)) == Decimal(days)


def test_minutes_of_the_older_version_are_its_person_days():
    older = {number: entry for (version, number), entry in time_values().items() if version != NEWEST}
    assert sorted(older) == [1, 2, 3, 4, 5, 6]
    assert [days_of(older[2].high), days_of(older[5].high)] == [Decimal("1.2"), Decimal("1.7")]


def test_doubtful_values_are_marked():
    doubtful = {
        number for (version, number), entry in time_values().items() if version == NEWEST and entry.confidence is Confidence.UNSTIMMIG
    }
    assert doubtful == {7, 15}
    seven = time_values()[NEWEST, 7]
    assert days_of(seven.high) == Decimal("2.4")
    assert "3,7" in seven.note
    assert time_values()[NEWEST, 6].high is None


def test_all_seventeen_activities_and_four_ways():
    assert sorted(number for version, number in time_values() if version == NEWEST) == list(range(1, 18))
    assert {name: (way.minutes, way.euro) for name, way in ways().items()} == {
        "gemeinde": (15, Decimal("1.10")),
        "kreis": (22, Decimal("3.10")),
        "land": (59, Decimal("13.20")),
        "durchschnitt": (20, Decimal("2.60")),
    }


def test_numbers_of_bodies_add_up():
    numbers = {entry.unit: entry.number for entry in bodies()}
    assert numbers["Landkreise"] + numbers["kreisfreie Städte"] == numbers["Kreise und kreisfreie Städte"] == 400
    assert numbers["Gemeinden"] == 10_751
    assert numbers["Jobcenter"] - numbers["zugelassene kommunale Träger"] == 300


def test_every_figure_has_a_source():
    entries = [*wages().values(), *time_values().values(), *ways().values(), *bodies()]
    assert all(entry.source for entry in entries)
