"""Konnexität: which rule of a Land's constitution an association can invoke, and how well it is founded."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("konnexitaet.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Connexity:
    """Rule of one Land.

    Attributes:
        land: name.
        norm: article of its constitution.
        core: what it says, in short.
        confidence: "geprueft", "zweitquelle", "ungeprueft" or "nicht ermittelt".
    """

    land: str
    norm: str
    core: str
    confidence: str


@cache
def connexity() -> tuple[Connexity, ...]:
    """The sixteen Länder in alphabetical order."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        return tuple(
            Connexity(land=row["land"], norm=row["norm"], core=row["kern"], confidence=row["vertrauen"]) for row in csv.DictReader(stream)
        )
