"""Cost tables of Vorblatt and Begründung: rows by level, rows by Vorgabe, their sums and products."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from kommunalfreund.assessment.cover_note.money import Amount, Level, Period, level_of, parse_number, period_of, scaled
from kommunalfreund.assessment.cover_note.sections import Line

_SEPARATOR = " | "
_TOTAL = re.compile(r"^(?:Summe|Gesamt\w*|[Ii]nsgesamt|davon)\b")
_FACTORS = {
    "cases": re.compile(r"Fallzahl|Fälle|Anzahl", re.IGNORECASE),
    "minutes": re.compile(r"Minuten|Zeitaufwand", re.IGNORECASE),
    "rate": re.compile(r"Lohnsatz|Stundensatz|Lohnkosten je Stunde", re.IGNORECASE),
    "material": re.compile(r"Sachkosten", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row with money.

    Attributes:
        label: its first cell.
        level: of its Ebene column or first cell.
        total: it sums up others ("Summe", "davon auf Bundesebene").
        amounts: one per money column.
        computed: cases × minutes ÷ 60 × rate + cases × material in euro, None if a factor is missing.
    """

    label: str
    level: Level
    total: bool
    amounts: tuple[Amount, ...]
    computed: int | None = None

    @property
    def whole(self) -> int:
        """Sum over the money columns."""
        return sum(amount.euro for amount in self.amounts)


def read_tables(lines: Sequence[Line]) -> tuple[tuple[Row, ...], ...]:
    """The tables of a section that have a header with a recurring or one-off column.

    Args:
        lines: of the section; the cells of a row are separated by " | ".
    """
    tables = []
    for table, rows in groupby(lines, key=lambda line: line.table):
        if table:
            cells = [[cell.strip() for cell in row.text.split(_SEPARATOR)] for row in rows]
            if len(cells) > 1 and any(period_of(cell) is not Period.OFFEN for cell in cells[0]):
                tables.append(tuple(_rows(cells[0], cells[1:])))
    return tuple(tables)


def _rows(header: list[str], body: Sequence[list[str]]) -> Iterator[Row]:
    money = [(index, period_of(cell), _unit(cell)) for index, cell in enumerate(header) if period_of(cell) is not Period.OFFEN]
    level_column = next((index for index, cell in enumerate(header) if re.match(r"(?:Ebene|Bund/Land)", cell)), None)
    by_level = level_column in (None, 0)
    for cells in body:
        full = len(cells) == len(header)
        label = cells[0]
        level = (level_of(cells[level_column]) if full and level_column is not None else level_of(label)) or Level.OFFEN
        values = cells[-len(money) :] if len(cells) > len(money) else cells[1:]
        amounts = tuple(
            Amount(euro=euro, step=step, level=level, period=period, text=f"{value}{' ' + unit if unit else ''} Euro", table=True)
            for (_, period, unit), value in zip(money, values, strict=False)
            if parse_number(value) is not None
            for euro, step in (scaled(value.lstrip("-–− "), unit),)
        )
        total = bool(_TOTAL.match(label)) or (by_level and level is not Level.OFFEN)
        if amounts:
            yield Row(label=label, level=level, total=total, amounts=amounts, computed=_compute(header, cells) if full else None)


def _unit(cell: str) -> str:
    hit = re.search(r"\bin (Tausend|Tsd\.?|T|Millionen|Mio\.?) ?(?:Euro|EUR|€)|(?:\(|in )(T|Tsd\.?|Mio\.?) ?€", cell)
    return (hit[1] or hit[2]) if hit else ""


def _compute(header: list[str], cells: list[str]) -> int | None:
    factors: dict[str, Decimal] = {}
    for name, pattern in _FACTORS.items():
        column = next((index for index, cell in enumerate(header) if pattern.search(cell)), None)
        value = parse_number(cells[column]) if column is not None else Decimal(0) if name == "material" else None
        if value is None:
            return None
        factors[name] = value
    per_case = factors["minutes"] / 60 * factors["rate"] + factors["material"]
    return int((factors["cases"] * per_case).to_integral_value())
