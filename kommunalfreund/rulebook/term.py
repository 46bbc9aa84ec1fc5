"""One entry of the vocabulary: a body or person that laws address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kommunalfreund.draft import Span
from kommunalfreund.finding import Addressee


class Category(StrEnum):
    """What kind of body or person a term names."""

    KOMMUNE = "kommune"
    KOMMUNALE_STELLE = "kommunale_stelle"
    VOLLZUG = "vollzug"
    OEFFENTLICH = "oeffentlich"
    LAND = "land"
    BUND = "bund"
    GERICHT = "gericht"
    SOZIALVERSICHERUNG = "sozialversicherung"
    KAMMER = "kammer"
    EUROPA = "europa"
    PRIVAT = "privat"


class Level(StrEnum):
    """Level of administration at which a body typically sits; empty for private parties, courts and the like."""

    GEMEINDE = "gemeinde"
    KREIS = "kreis"
    GEMISCHT = "gemischt"
    HOEHER = "hoeher"
    LAND = "land"
    BUND = "bund"
    KEINE = ""


class TermExample(NamedTuple):
    """One example sentence of a term: its text without markers, the span of the hit or None for a sentence without one, and its line."""

    text: str
    span: Span | None
    law: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One body or person that a law can address.

    Attributes:
        id: stable ASCII id.
        name: as a reader calls it ("Träger der öffentlichen Jugendhilfe").
        addressee: class of the body when it is named in a sentence; ``keine`` for bodies that are not municipal.
        category: kind of body.
        level: typical level.
        law_decides: the words alone do not tell who it is ("zuständige Behörde"); the class holds only if the executing body of the law
            or document is municipal.
        note: what one should know about the term, for people; empty if nothing.
        examples: sentences that prove it.
        path: file in which it stands.
        line: line in that file.
    """

    id: str
    name: str
    addressee: Addressee
    category: Category
    level: Level
    law_decides: bool
    note: str
    examples: tuple[TermExample, ...]
    path: str
    line: int


class TermHit(NamedTuple):
    """One place in a text that names a term."""

    term: Term
    span: Span
