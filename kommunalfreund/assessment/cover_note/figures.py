"""Figures that do not fit: within a section, its sums and products, and between Vorblatt and Begründung."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kommunalfreund.assessment.cover_note.money import Amount, Level, Period
from kommunalfreund.assessment.cover_note.sections import Section
from kommunalfreund.assessment.cover_note.statements import Statements
from kommunalfreund.assessment.cover_note.tables import Row
from kommunalfreund.assessment.cover_note.texts import remark
from kommunalfreund.finding import DraftCheck

_NEAR = 0.05
"""Share up to which two different amounts are taken for one that was meant to be the same."""
_ROUNDING = 0.005
_SHOWN = 4
_PERIODS = (Period.JAEHRLICH, Period.EINMALIG)


def euro(value: int) -> str:
    """Whole euro as printed in German drafts.

    >>> euro(13984000)
    '13.984.000 Euro'
    """
    return f"{value:,} Euro".replace(",", ".").replace("-", "−")


def check_figures(section: Section, statements: Statements) -> Iterator[DraftCheck]:
    """Contradictions, sums and products within one section."""
    for check_id, found in (
        ("betraege-widerspruechlich", _contradictions(statements)),
        ("summe-stimmt-nicht", [*_text_sums(statements), *_table_sums(statements)]),
        ("rechnung-stimmt-nicht", _products(statements)),
        ("text-tabelle-abweichung", _near_misses(statements)),
        ("einmalig-jaehrlich-vermischt", _mixed(statements)),
    ):
        if found:
            yield remark(check_id, section.place, differences=_listed(found))


def compare(vorblatt: Statements, begruendung: Statements) -> list[str]:
    """Differences between the amounts of Vorblatt and Begründung at the same level and period."""
    found = []
    for level in (Level.BUND, Level.LAENDER_MIT_KOMMUNEN, Level.KOMMUNEN, Level.INSGESAMT):
        for period in _PERIODS:
            ours, theirs = _at(vorblatt.amounts, level, period), amounts_by_level(begruendung, level, period)
            if ours and theirs and not any(one.agrees(other) for one in ours for other in theirs):
                found.append(f"{level.value}, {period.value}: im Vorblatt {ours[0].text}, in der Begründung {euro(theirs[0].euro)}.")
    return found


def amounts_by_level(statements: Statements, level: Level, period: Period) -> list[Amount]:
    """Amounts stated at a level, or else the sum over the rows of the first table that has rows of that level."""
    stated = _at(statements.amounts, level, period)
    if stated:
        return stated
    for table in statements.tables:
        rows = [row for row in table if not row.total and (row.level is level or level is Level.INSGESAMT)]
        if rows:
            values = [amount.euro for row in rows for amount in row.amounts if amount.period is period]
            if values:
                return [Amount(euro=sum(values), step=1, level=level, period=period, text=euro(sum(values)), table=True)]
    return []


def _at(amounts: Sequence[Amount], level: Level, period: Period) -> list[Amount]:
    return [amount for amount in amounts if amount.level is level and amount.period is period]


def _listed(differences: Sequence[str]) -> str:
    rest = len(differences) - _SHOWN
    return " ".join(differences[:_SHOWN]) + (f" Und {rest} weitere." if rest > 0 else "")


def _contradictions(statements: Statements) -> list[str]:
    found = []
    for level in Level:
        if level is Level.OFFEN:
            continue
        for period in _PERIODS:
            text = [one for one in statements.text_amounts if one.level is level and one.period is period]
            table = [one for one in statements.amounts if one.table and one.level is level and one.period is period]
            if len(text) == 1 and len(table) == 1 and not text[0].agrees(table[0]):
                found.append(f"{level.value}, {period.value}: im Text {text[0].text}, in der Tabelle {table[0].text}.")
    return found


def _text_sums(statements: Statements) -> list[str]:
    """Total of the text against its parts; only where each part is named once."""
    found = []
    for period in _PERIODS:
        total = [one for one in statements.text_amounts if one.level is Level.INSGESAMT and one.period is period]
        parts = _parts([one for one in statements.text_amounts if one.period is period], statements, period)
        if len(total) == 1 and len(parts) > 1 and not _sums_up(total[0], parts):
            found.append(f"Text, {period.value}: genannt {total[0].text}, die Teile ergeben {euro(sum(one.euro for one in parts))}.")
    return found


def _parts(amounts: Sequence[Amount], statements: Statements, period: Period) -> list[Amount]:
    """Federal and Länder amounts (municipalities are part of the Länder unless only they are named); a denied level counts as zero."""
    federal = [one for one in amounts if one.level is Level.BUND]
    wide = [one for one in amounts if one.level is Level.LAENDER_MIT_KOMMUNEN]
    narrow = [one for one in amounts if one.level in (Level.LAENDER, Level.KOMMUNEN)]
    if not wide and not narrow and statements.denies(Level.LAENDER_MIT_KOMMUNEN):
        zero = Level.LAENDER_MIT_KOMMUNEN
        wide = [Amount(euro=0, step=1, level=zero, period=period, text="0 Euro")]
    chosen = [*federal, *(wide or narrow)]
    levels = [one.level for one in chosen]
    return chosen if len(levels) == len(set(levels)) else []


def _sums_up(total: Amount, parts: Sequence[Amount]) -> bool:
    slack = max(sum(one.step for one in parts) // 2 + total.step // 2, 2)
    return abs(total.euro - sum(one.euro for one in parts)) <= slack


def _table_sums(statements: Statements) -> list[str]:
    found = []
    for table in statements.tables:
        details = [row for row in table if not row.total]
        for period in _PERIODS:
            for row in table:
                total = next((one for one in row.amounts if one.period is period), None)
                if not row.total or total is None or row.label.startswith("davon auf die"):
                    continue
                parts = _row_parts(row, details, table, period)
                if parts and not _sums_up(total, parts):
                    value = euro(sum(one.euro for one in parts))
                    found.append(f"Tabelle, Zeile „{row.label}“, {period.value}: genannt {euro(total.euro)}, die Zeilen ergeben {value}.")
    return found


def _row_parts(row: Row, details: Sequence[Row], table: Sequence[Row], period: Period) -> list[Amount]:
    """The amounts a total row must add up: detail rows of its level, or in a table by level its federal and Länder rows."""
    if details:
        own = {row.level} | ({Level.LAENDER, Level.KOMMUNEN} if row.level is Level.LAENDER_MIT_KOMMUNEN else set())
        sum_of_all = row.level in (Level.INSGESAMT, Level.OFFEN)
        if not sum_of_all and any(detail.level is Level.OFFEN for detail in details):
            return []
        return [one for detail in details if sum_of_all or detail.level in own for one in detail.amounts if one.period is period]
    if row.level is not Level.INSGESAMT:
        return []
    by_level = {one.level: amount for one in table for amount in one.amounts if amount.period is period and one is not row}
    wide = [by_level[level] for level in (Level.BUND, Level.LAENDER_MIT_KOMMUNEN) if level in by_level]
    if Level.LAENDER_MIT_KOMMUNEN in by_level:
        return wide
    return [by_level[level] for level in (Level.BUND, Level.LAENDER, Level.KOMMUNEN) if level in by_level]


def _products(statements: Statements) -> list[str]:
    found = []
    for row in (row for table in statements.tables for row in table if not row.total and row.computed is not None):
        computed = row.computed or 0
        if abs(row.whole - computed) > max(abs(computed) * _ROUNDING, 1):
            found.append(f"„{row.label}“: genannt {euro(row.whole)}, gerechnet {euro(computed)}.")
    return found


def _near_misses(statements: Statements) -> list[str]:
    """Amounts of the text that miss an amount of a detail row by little."""
    rows = [(row, amount) for table in statements.tables for row in table if not row.total for amount in row.amounts if amount.euro]
    found = []
    for text in statements.text_amounts:
        if any(text.agrees(amount) for _, amount in rows):
            continue
        near = [(row, amount) for row, amount in rows if abs(text.euro - amount.euro) <= _NEAR * amount.euro]
        found += [f"Im Text {text.text}, in der Tabelle bei „{row.label}“ {euro(amount.euro)}." for row, amount in near]
    return found


def _mixed(statements: Statements) -> list[str]:
    found = []
    for level in Level:
        yearly = [one for one in statements.text_amounts if one.level is level and one.period is Period.JAEHRLICH]
        once = [one for one in statements.text_amounts if one.level is level and one.period is Period.EINMALIG]
        if len(yearly) != 1 or len(once) != 1 or level is Level.INSGESAMT or not yearly[0].euro or not once[0].euro:
            continue
        both = yearly[0].euro + once[0].euro
        total = [one for one in statements.amounts if one.level is Level.INSGESAMT and one.period is Period.JAEHRLICH]
        slack = (yearly[0].step + once[0].step) // 2
        if any(abs(one.euro - both) <= slack for one in total):
            found.append(f"{euro(both)} sind der jährliche ({yearly[0].text}) und der einmalige Betrag ({once[0].text}) zusammen.")
    return found
