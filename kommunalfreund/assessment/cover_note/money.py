"""Amounts of money in running text: number, unit, rounding, period and the level of government they fall on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

NUMBER = r"\d{1,3}(?:[ .\u00a0\u2009\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
"""A German number: spaces or dots between thousands, decimal comma."""

_AMOUNT = re.compile(
    rf"(?P<sign>(?:minus |[-–−]) ?)?(?<![\d,.])(?P<number>{NUMBER}) ?"
    r"(?P<unit>Milliarden?|Mrd\.?|Millionen|Million|Mio\.?|Tausend|Tsd\.?|T)? ?(?:Euro|EUR|€)(?!\w)"
)
_SIGNIFICANT = 2
"""So many digits of a round number are taken to be exact: 300 000 is rounded to ten thousands at most."""
_RATE = re.compile(r"^ ?(?:je|pro|/) ?\w+")
_UNITS = (("Milliard", 9), ("Mrd", 9), ("Million", 6), ("Mio", 6), ("Tausend", 3), ("Tsd", 3), ("T", 3))
_YEARLY = re.compile(r"jährlich\w*|pro Jahr\b|im Jahr\b|je Jahr\b|laufende\w*|dauerhaft\w*|p\. ?a\.", re.IGNORECASE)
_ONCE = re.compile(r"einmalig\w*|Umstellungsaufwand\w*|Einführungsaufwand\w*", re.IGNORECASE)


class Level(StrEnum):
    """Level of government."""

    BUND = "Bund"
    LAENDER = "Länder"
    LAENDER_MIT_KOMMUNEN = "Länder einschließlich Kommunen"
    KOMMUNEN = "Kommunen"
    INSGESAMT = "insgesamt"
    OFFEN = "ohne Angabe"


class Period(StrEnum):
    """Recurring or one-off."""

    JAEHRLICH = "jährlich"
    EINMALIG = "einmalig"
    OFFEN = "ohne Zeitbezug"


_MUNICIPAL = (
    r"(?:Kommunen|Gemeinden(?: und Gemeindeverbänden?)?|Gemeindeverbänden?|Landkreisen?|kreisfreien? Städten?"
    r"|kommunalen? (?:Ebene|Haushalten?))"
)
_LEVELS = (
    (
        Level.LAENDER_MIT_KOMMUNEN,
        re.compile(
            rf"(?:Ländern?|Landesebene)\s*(?:\(?,?\s*(?:einschließlich|inklusive|inkl\.|samt)(?: der| den)? {_MUNICIPAL}\)?"
            rf"|(?:und|sowie)(?: die| der| den)? {_MUNICIPAL})"
        ),
    ),
    (Level.KOMMUNEN, re.compile(rf"\b{_MUNICIPAL}\b")),
    (Level.LAENDER, re.compile(r"\b(?:Ländern?|Landesebene|Landeshaushalte?n?)\b")),
    (Level.BUND, re.compile(r"\bBund(?:es|esebene|eshaushalts?|eshaushaltes|esverwaltung)?\b")),
    (Level.INSGESAMT, re.compile(r"\b(?:[Ii]nsgesamt|[Gg]esamt\w*|Summe|[Dd]er Verwaltung|[Dd]ie Verwaltung|öffentlichen Haushalte)\b")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One amount.

    Attributes:
        euro: value in whole euro.
        step: size of its last printed digit in euro (1,2 Millionen: 100 000).
        level: who bears it.
        period: recurring or one-off.
        text: as printed.
        table: it stands in a table.
    """

    euro: int
    step: int
    level: Level
    period: Period
    text: str
    table: bool = False

    def agrees(self, other: Amount) -> bool:
        """Equal within the rounding of both.

        >>> exact = Amount(euro=895_680, step=10, level=Level.BUND, period=Period.JAEHRLICH, text="895 680 Euro")
        >>> exact.agrees(Amount(euro=896_000, step=1_000, level=Level.BUND, period=Period.JAEHRLICH, text="896 000 Euro"))
        True
        """
        return abs(self.euro - other.euro) <= max(self.step, other.step, 2) // 2


def parse_number(text: str) -> Decimal | None:
    """A German number, None if it is none.

    >>> parse_number("14 880 000"), parse_number("42,20"), parse_number("–")
    (Decimal('14880000'), Decimal('42.20'), None)
    """
    cleaned = text.strip()
    if not re.fullmatch(rf"[-–−]? ?(?:{NUMBER})", cleaned):
        return None
    digits = re.sub(r"[ .\u00a0\u2009\u202f]", "", cleaned).replace(",", ".")
    return Decimal(digits.replace("–", "-").replace("−", "-"))


def level_of(text: str, end: int | None = None) -> Level | None:
    """The level named last before ``end``, the widest at that place; None if there is none.

    >>> level_of("davon auf Landesebene (inklusive Kommunen)"), level_of("Dem Bund"), level_of("Sonstiges")
    (<Level.LAENDER_MIT_KOMMUNEN: 'Länder einschließlich Kommunen'>, <Level.BUND: 'Bund'>, None)
    """
    spans = [(hit.start(), hit.end(), level) for level, pattern in _LEVELS for hit in pattern.finditer(text[:end])]
    wide = [span for span in spans if span[2] is Level.LAENDER_MIT_KOMMUNEN]
    kept = [span for span in spans if span in wide or not any(outer[0] <= span[0] < outer[1] for outer in wide)]
    return max(kept, key=lambda span: span[0])[2] if kept else None


def period_of(text: str) -> Period:
    """The period named in a heading or sentence; open if none or both."""
    yearly, once = bool(_YEARLY.search(text)), bool(_ONCE.search(text))
    if yearly == once:
        return Period.OFFEN
    return Period.JAEHRLICH if yearly else Period.EINMALIG


def find_amounts(sentence: str, level: Level = Level.OFFEN) -> Iterable[Amount]:
    """All amounts of a sentence; rates ("42,20 Euro je Stunde") are left out.

    Args:
        sentence: one sentence.
        level: that holds where the sentence names none, from the line above.

    >>> [(one.euro, one.level.value, one.period.value) for one in find_amounts("Dem Bund entstehen jährlich 1,2 Millionen Euro.")]
    [(1200000, 'Bund', 'jährlich')]
    """
    for hit in _AMOUNT.finditer(sentence):
        if _RATE.match(sentence[hit.end() :]) or re.search(r"(?:Lohnsatz|Stundensatz)\D{0,20}$", sentence[: hit.start()]):
            continue
        euro, step = scaled(hit["number"], hit["unit"] or "")
        yield Amount(
            euro=-euro if hit["sign"] else euro,
            step=step,
            level=level_of(sentence, hit.start()) or level,
            period=_period_at(sentence, hit.start(), hit.end()),
            text=hit[0].strip(),
        )


def scaled(number: str, unit: str) -> tuple[int, int]:
    """Euro and size of the last printed digit.

    >>> scaled("1,2", "Millionen"), scaled("896", "Tausend"), scaled("14 880 000", "")
    ((1200000, 100000), (896000, 1000), (14880000, 10000))
    """
    power = next((exponent for beginning, exponent in _UNITS if unit.startswith(beginning)), 0)
    value = parse_number(number) or Decimal(0)
    decimals = len(number.partition(",")[2])
    euro = int((value * 10**power).to_integral_value())
    zeros = 0
    if not decimals:
        digits = str(int(value))
        zeros = min(len(digits) - len(digits.rstrip("0")), max(len(digits) - _SIGNIFICANT, 0)) if int(value) else 0
    step = 10 ** max(power - decimals + (zeros if not power else min(zeros, 1)), 0)
    return euro, step


def _period_at(sentence: str, start: int, end: int) -> Period:
    """The period word closest before the amount, else the closest behind it."""
    words = [(hit.start(), Period.JAEHRLICH) for hit in _YEARLY.finditer(sentence)]
    words += [(hit.start(), Period.EINMALIG) for hit in _ONCE.finditer(sentence)]
    before = [word for word in words if word[0] < start]
    if before:
        return max(before)[1]
    after = [word for word in words if word[0] >= end]
    return min(after)[1] if after else Period.OFFEN
