"""The tables of the guide on compliance cost, carried over with version, source and confidence: wages, minutes, ways, numbers of bodies.

The figures are public transcriptions of the guide ("zweitquelle") unless marked otherwise; every one of them can be replaced in the
assumptions of a draft.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("tables")
NEWEST = "Leitfaden 2025"
"""Version of the guide that is used unless the assumptions say otherwise."""
HOURS_PER_DAY = 8
HOURS_PER_YEAR = 1600
"""One full-time post (MAK): 200 days of 8 hours."""


class Confidence(StrEnum):
    """How well a figure is founded."""

    GEPRUEFT = "geprueft"
    GEGENGEPRUEFT = "gegengeprueft"
    ABGELEITET = "abgeleitet"
    ZWEITQUELLE = "zweitquelle"
    UNSTIMMIG = "unstimmig"
    UNGEPRUEFT = "ungeprueft"
    VORSCHLAG = "vorschlag"
    EIGENE = "eigene"


class AdminLevel(StrEnum):
    """Level of administration that bears the cost."""

    BUND = "bund"
    LAENDER = "laender"
    KOMMUNEN = "kommunen"
    SOZIALVERSICHERUNG = "sozialversicherung"


class Grade(StrEnum):
    """Laufbahngruppe."""

    EINFACHER_UND_MITTLERER_DIENST = "einfacher_und_mittlerer_dienst"
    GEHOBENER_DIENST = "gehobener_dienst"
    HOEHERER_DIENST = "hoeherer_dienst"
    DURCHSCHNITT = "durchschnitt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wage:
    """Cost of labour in euro per hour and, where the source gives it, per post and year."""

    per_hour: Decimal
    per_year: Decimal | None
    confidence: Confidence
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeValue:
    """Minutes of a standard activity for easy, medium and hard cases; hard is None where the source gives no value."""

    number: int
    name: str
    low: Decimal
    likely: Decimal
    high: Decimal | None
    confidence: Confidence
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Minutes and euro of one way, only where somebody must appear in person."""

    minutes: Decimal
    euro: Decimal
    confidence: Confidence
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    """How many bodies of a kind there are.

    Attributes:
        unit: "Jugendämter".
        number: how many.
        date: of the figure.
        terms: names of the acting body it stands for.
        confidence: of the figure.
        source: of the figure.
    """

    unit: str
    number: int
    date: str
    terms: tuple[str, ...]
    confidence: Confidence
    source: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


@cache
def wages() -> dict[tuple[str, str, Grade], Wage]:
    """Wages by version of the guide, level and grade."""
    return {
        (row["fassung"], row["ebene"], Grade(row["laufbahngruppe"])): Wage(
            per_hour=Decimal(row["euro_je_stunde"]),
            per_year=Decimal(row["euro_je_jahr"]) if row["euro_je_jahr"] else None,
            confidence=Confidence(row["vertrauen"]),
            source=row["quelle"],
        )
        for row in _rows("lohnkosten.csv")
    }


@cache
def time_values() -> dict[tuple[str, int], TimeValue]:
    """Standard activities by version and number."""
    return {
        (row["fassung"], int(row["nr"])): TimeValue(
            number=int(row["nr"]),
            name=row["taetigkeit"],
            low=Decimal(row["einfach"]),
            likely=Decimal(row["mittel"]),
            high=Decimal(row["hoch"]) if row["hoch"] else None,
            confidence=Confidence(row["vertrauen"]),
            source=row["quelle"],
            note=row["hinweis"],
        )
        for row in _rows("zeitwerte.csv")
    }


@cache
def ways() -> dict[str, Way]:
    """Ways by destination: gemeinde, kreis, land, durchschnitt."""
    return {
        row["ziel"]: Way(
            minutes=Decimal(row["minuten"]),
            euro=Decimal(row["euro"]),
            confidence=Confidence(row["vertrauen"]),
            source=row["quelle"],
        )
        for row in _rows("wege.csv")
    }


@cache
def bodies() -> tuple[Bodies, ...]:
    """Known numbers of bodies."""
    return tuple(
        Bodies(
            unit=row["einheit"],
            number=int(row["anzahl"]),
            date=row["stand"],
            terms=tuple(row["begriffe"].split("|")),
            confidence=Confidence(row["vertrauen"]),
            source=f"{row['quelle']} (Stand {row['stand']})",
        )
        for row in _rows("kommunen.csv")
    )
