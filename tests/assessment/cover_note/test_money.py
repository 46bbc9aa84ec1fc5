import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunalfreund.assessment.cover_note.money import Level, Period, find_amounts, level_of, parse_number, scaled


@pytest.mark.parametrize(
    ("text", "euro"),
    [
        ("1 Million Euro", 1_000_000),
        ("rund 1,2 Millionen Euro", 1_200_000),
        ("480 Mio. Euro", 480_000_000),
        ("2 Mrd. Euro", 2_000_000_000),
        ("896 Tausend Euro", 896_000),
        ("61 Tsd. EUR", 61_000),
        ("14.880.000 €", 14_880_000),
        ("14 880 000 Euro", 14_880_000),
        ("minus 500 000 Euro", -500_000),
        ("999 Euro", 999),
    ],
)
def test_amounts_as_drafts_print_them(text: str, euro: int):
    assert [one.euro for one in find_amounts(f"Den Kommunen entstehen {text}.")] == [euro]


@pytest.mark.parametrize(
    "text", ["ein Lohnsatz von 42,20 Euro je Stunde", "mindestens 85 Euro je Besuch", "2 100 Servicestellen", "§ 16 Absatz 2"]
)
def test_rates_and_other_numbers_are_no_amounts(text: str):
    assert list(find_amounts(f"Zugrunde liegt {text}.")) == []


def test_levels_and_periods_of_a_long_sentence():
    sentence = (
        "Davon entfallen auf den Bund jährlich rund 896 000 Euro und einmalig rund 360 000 Euro sowie auf die Länder einschließlich der "
        "Kommunen jährlich rund 13 984 000 Euro, davon auf die Kommunen jährlich rund 13 431 000 Euro."
    )
    assert [(one.level, one.period, one.euro) for one in find_amounts(sentence)] == [
        (Level.BUND, Period.JAEHRLICH, 896_000),
        (Level.BUND, Period.EINMALIG, 360_000),
        (Level.LAENDER_MIT_KOMMUNEN, Period.JAEHRLICH, 13_984_000),
        (Level.KOMMUNEN, Period.JAEHRLICH, 13_431_000),
    ]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Länder und Kommunen", Level.LAENDER_MIT_KOMMUNEN),
        ("Länder (inklusive Kommunen)", Level.LAENDER_MIT_KOMMUNEN),
        ("davon auf Landesebene (inklusive Kommunen)", Level.LAENDER_MIT_KOMMUNEN),
        ("den Ländern und den Gemeinden", Level.LAENDER_MIT_KOMMUNEN),
        ("davon Kommunen", Level.KOMMUNEN),
        ("Länder", Level.LAENDER),
        ("davon auf Bundesebene", Level.BUND),
        ("Für die Wirtschaft", None),
    ],
)
def test_level(text: str, level: Level | None):
    assert level_of(text) is level


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from([" ", ".", "\u00a0"]))
def test_any_number_is_read_as_it_is_written(number: int, separator: str):
    text = f"{number:,}".replace(",", separator)
    assert parse_number(text) == number
    assert scaled(text, "")[0] == number


def test_amounts_agree_within_their_rounding():
    rounded, exact, other = (next(iter(find_amounts(text))) for text in ("rund 1,2 Millionen Euro", "1 160 000 Euro", "1 100 000 Euro"))
    assert rounded.agrees(exact)
    assert not rounded.agrees(other)
