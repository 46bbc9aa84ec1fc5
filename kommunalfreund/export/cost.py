"""A cost estimate as table for the terminal, CSV, XLSX, JSON or text for the Vorblatt."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from enum import StrEnum

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from kommunalfreund.assessment.compliance_cost.assumptions import Frequency
from kommunalfreund.assessment.compliance_cost.calculation import Estimate, Span
from kommunalfreund.assessment.compliance_cost.presentation import COLUMNS, PARAMETER_COLUMNS, Row, parameters, table, vorblatt_text
from kommunalfreund.assessment.compliance_cost.tables import AdminLevel
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.export.tabular import BYTE_ORDER_MARK, safe_cell
from kommunalfreund.labels_de import DISCLAIMER

_MONEY = range(6, 8)


class CostFormat(StrEnum):
    """Formats of an estimate."""

    TABLE = "table"
    TEXT = "text"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


def render_estimate(estimate: Estimate) -> RenderableType:
    """Table, text for the Vorblatt and warnings for the terminal."""
    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), collapse_padding=True)
    columns = (0, 2, 3, 4, 6, 7, 9)
    for index in columns:
        right = index in (3, 4, 6, 7)
        shown.add_column(COLUMNS[index], justify="right" if right else "left", overflow="fold", ratio=2 if index in (0, 9) else 1)
    for row in table(estimate):
        shown.add_row(*(Text(row.cells[index], style="bold" if row.total else "") for index in columns))
    lines = [Text(""), Text("Text für das Vorblatt, Abschnitt E.3", style="bold"), Text(vorblatt_text(estimate))]
    lines += [Text(f"Hinweis: {warning}") for warning in estimate.warnings]
    lines.append(Text(f"Fassung der Tabellen: {estimate.assumptions.guide}. {DISCLAIMER}.", style="dim"))
    return Group(shown, *lines)


def estimate_as_text(estimate: Estimate, width: int = 160) -> str:
    """The terminal table as plain text."""
    console = Console(file=io.StringIO(), width=width, no_color=True)
    console.print(render_estimate(estimate))
    stream = console.file
    assert isinstance(stream, io.StringIO)
    return stream.getvalue()


def estimate_as_csv(estimate: Estimate) -> str:
    """Table and parameters for a German spreadsheet: semicolons, decimal commas, byte order mark."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe_cell(cell) for cell in row.cells] for row in table(estimate))
    writer.writerow([])
    writer.writerow(PARAMETER_COLUMNS)
    writer.writerows([safe_cell(cell) for cell in cells] for cells in parameters(estimate.costs))
    return BYTE_ORDER_MARK + stream.getvalue()


def estimate_as_json(estimate: Estimate) -> dict[str, object]:
    """All figures as JSON values, German keys."""
    return {
        "fassung": estimate.assumptions.guide,
        "vorgaenge": [
            {
                "id": cost.process.id,
                "titel": cost.process.title,
                "belege": list(cost.process.findings),
                "ebene": str(cost.process.level),
                "zeitbezug": str(cost.process.frequency),
                "fallzahl": _span(cost.cases) if cost.cases is not None else None,
                "minuten_je_fall": _span(cost.minutes),
                "euro" if cost.complete else "euro_je_1000_faelle": _span(cost.euro),
                "zaehlt": cost.counted,
                "ausschluss": str(cost.process.excluded) if cost.process.excluded is not None else None,
                "fehlt": list(cost.missing),
            }
            for cost in estimate.costs
        ],
        "summen": {
            str(frequency): {
                "bund": _span(estimate.total(frequency, AdminLevel.BUND, AdminLevel.SOZIALVERSICHERUNG)),
                "laender_mit_kommunen": _span(estimate.total(frequency, AdminLevel.LAENDER, AdminLevel.KOMMUNEN)),
                "kommunen": _span(estimate.total(frequency, AdminLevel.KOMMUNEN)),
                "insgesamt": _span(estimate.total(frequency)),
            }
            for frequency in Frequency
        },
        "vorblatt_e3": vorblatt_text(estimate),
        "hinweise": list(estimate.warnings),
    }


def estimate_as_xlsx(estimate: Estimate) -> bytes:
    """Workbook with the sheets "Erfüllungsaufwand", "Parameter" and "Vorblatt E.3".

    Raises:
        KommunalfreundError: if openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
    except ImportError as error:
        raise KommunalfreundError(
            "Für XLSX fehlt das Paket openpyxl.", hint="Mit „pip install 'kommunalfreund[office]'“ nachrüsten oder --format csv wählen."
        ) from error
    book = Workbook()
    sheets: tuple[tuple[str, tuple[str, ...], Iterable[tuple[tuple[str, ...], bool]]], ...] = (
        ("Erfüllungsaufwand", COLUMNS, ((row.cells, row.total) for row in table(estimate))),
        ("Parameter", PARAMETER_COLUMNS, ((cells, False) for cells in parameters(estimate.costs))),
        ("Vorblatt E.3", ("Text",), (((line,), False) for line in vorblatt_text(estimate).splitlines())),
    )
    for title, header, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.append(list(header))
        for cells, bold in rows:
            sheet.append([_value(cell) for cell in cells])
            if bold:
                for cell in sheet[sheet.max_row]:
                    cell.font = Font(bold=True)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        for column in sheet.columns:
            width = min(max(len(str(cell.value or "")) for cell in column) + 2, 60)
            sheet.column_dimensions[column[0].column_letter].width = width
            for cell in column[1:]:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if isinstance(cell.value, float | int):
                    cell.number_format = "#,##0" if float(cell.value).is_integer() else "#,##0.00"
        sheet.freeze_panes = "A2"
    if book.active is not None:
        book.remove(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def dump_json(estimate: Estimate) -> str:
    """The JSON as text."""
    return json.dumps(estimate_as_json(estimate), ensure_ascii=False, indent=2) + "\n"


def shown_money(row: Row) -> tuple[str, str]:
    """Recurring and one-off cell of a row."""
    return row.cells[_MONEY[0]], row.cells[_MONEY[1]]


def _span(span: Span) -> dict[str, float]:
    return {"niedrig": float(span.low), "wahrscheinlich": float(span.likely), "hoch": float(span.high)}


def _value(cell: str) -> str | float:
    """A number where the cell is one, so that a spreadsheet can add it up."""
    plain = cell.replace(".", "").replace(",", ".").replace("−", "-")
    try:
        return float(plain) if cell and cell[-1].isdigit() else safe_cell(cell)
    except ValueError:
        return safe_cell(cell)
