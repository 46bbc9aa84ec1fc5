"""The Kommunal-Check as a Word document on one A4 page (the table by Land on a second)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kommunalfreund import __version__
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.export.kommunal_check.content import KommunalCheck, hidden_hints, novelty_words, subtitle
from kommunalfreund.export.wording import excerpt
from kommunalfreund.finding import DraftCheck, Severity
from kommunalfreund.labels_de import DISCLAIMER, german_date, short

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

_BAR = 12
"""Characters of the longest bar."""
_TEXT = 130
_HINTS = 7


def check_as_docx(check: KommunalCheck, *, created: str = "") -> bytes:
    """The document.

    Args:
        check: from :func:`~kommunalfreund.export.kommunal_check.content.build_check`.
        created: date of the page, ISO 8601; left out if empty.

    Raises:
        KommunalfreundError: if python-docx is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise KommunalfreundError(
            "Für DOCX fehlt das Paket python-docx.", hint="Mit „pip install 'kommunalfreund[office]'“ nachrüsten oder --format html wählen."
        ) from error
    document = docx.Document()
    _prepare(document, check)
    document.add_paragraph(check.draft.title or check.draft.source, style="Title")
    _small(document, f"Kommunal-Check · {subtitle(check.draft)}")
    document.add_paragraph("Was auf Kommunen zukommt", style="Heading 1")
    document.add_paragraph(check.burden_and_relief)
    charts = document.add_table(rows=1, cols=len(check.charts))
    for cell, (title, counts) in zip(charts.rows[0].cells, check.charts, strict=True):
        _chart(cell, title, counts)
    _small(document, f"Neuheit: {novelty_words(check)}.")
    document.add_paragraph("Die gewichtigsten Sätze", style="Heading 1")
    rows = [
        (
            one.finding.clause.citation,
            excerpt(one.finding.clause.text, _TEXT),
            "; ".join(one.reasons) + (f". Vorschlag: {one.suggestion.title}" if one.suggestion is not None else ""),
        )
        for one in check.weightiest
    ]
    _table(document, ("Fundstelle", "Satz", "Warum er wiegt"), rows, (3.2, 8.2, 6.8))
    for title, hints in (("Rechtliche Hinweise", check.legal_hints), ("Vorblatt und Begründung", check.cover_hints)):
        document.add_paragraph(title, style="Heading 1")
        _hints(document, hints)
    document.add_paragraph("Erfüllungsaufwand", style="Heading 1")
    if check.cost_rows:
        _table(document, ("Ebene", "jährlich in Euro", "einmalig in Euro"), check.cost_rows, (6.2, 6.0, 6.0))
    document.add_paragraph(check.cost_note)
    document.add_paragraph("Zeit", style="Heading 1")
    document.add_paragraph(check.deadlines)
    day = f" am {german_date(created)}" if created else ""
    versions = f"Regelwerk {check.versions.rulebook}, Modell {check.versions.model}"
    _small(document, f"Erstellt{day} mit kommunalfreund {__version__} ({versions}). {DISCLAIMER}.")
    if check.connexity:
        document.add_page_break()  # type: ignore[no-untyped-call]
        document.add_paragraph("Konnexität: wen ein Verband fragen muss", style="Heading 1")
        document.add_paragraph(
            "Die Regeln binden das Land, wenn es Kommunen die Aufgabe zuweist; ein Bundesgesetz allein löst sie nicht aus."
        )
        words = {"geprueft": "geprüft", "zweitquelle": "aus zweiter Hand", "ungeprueft": "ungeprüft"}
        entries = [(one.land, one.norm, one.core, words.get(one.confidence, one.confidence)) for one in check.connexity]
        _table(document, ("Land", "Norm", "Inhalt", "Stand der Angabe"), entries, (3.6, 4.6, 7.0, 3.0))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _prepare(document: Document, check: KommunalCheck) -> None:
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.4)
    section.top_margin = section.bottom_margin = Cm(1.1)
    for name, size, before in (("Normal", 9, 0), ("Title", 14, 0), ("Heading 1", 10.5, 5), ("List Bullet", 9, 0)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Liberation Sans", Pt(size), RGBColor(0x1B, 0x24, 0x30)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(1)
        style.paragraph_format.line_spacing = 1.0
    properties = document.core_properties
    properties.title, properties.language, properties.author = f"Kommunal-Check: {check.draft.title}", "de-DE", "kommunalfreund"


def _small(document: Document, text: str) -> None:
    from docx.shared import Pt

    document.add_paragraph().add_run(text).font.size = Pt(7)


def _chart(cell: _Cell, title: str, counts: Sequence[tuple[str, int]]) -> None:
    """Bars of block characters, so that the document needs no picture and stays editable."""
    from docx.shared import Pt, RGBColor

    cell.paragraphs[0].add_run(title).bold = True
    most = max([*(count for _, count in counts), 1])
    for label, count in counts:
        line = cell.add_paragraph()
        line.add_run(f"{label} ").font.size = Pt(7)
        bar = line.add_run("█" * round(_BAR * count / most))
        bar.font.size, bar.font.color.rgb = Pt(6), RGBColor(0x1D, 0x4E, 0x89)
        line.add_run(f" {count}").font.size = Pt(7)


def _table(document: Document, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
    from docx.shared import Cm, Pt

    table = document.add_table(rows=1, cols=len(header), style="Table Grid")
    table.autofit = False
    for index, words in enumerate(header):
        table.rows[0].cells[index].paragraphs[0].add_run(words).bold = True
    for row in rows:
        cells = table.add_row().cells
        for index, words in enumerate(row):
            cells[index].paragraphs[0].add_run(words)
    for index, width in enumerate(widths):
        table.columns[index].width = Cm(width)
    for row_ in table.rows:
        for index, width in enumerate(widths):
            row_.cells[index].width = Cm(width)
            for paragraph in row_.cells[index].paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(8)


def _hints(document: Document, hints: Sequence[DraftCheck]) -> None:
    shown = [hint for hint in hints if hint.severity is not Severity.HINWEIS]
    for hint in shown[:_HINTS]:
        line = document.add_paragraph(style="List Bullet")
        line.add_run(f"{short(hint.severity)}: {hint.title}").bold = True
        place = f" – {excerpt(hint.place, 90)}" if hint.place else ""
        source = f" ({excerpt(hint.source, 110)})" if hint.source else ""
        line.add_run(place + source)
    rest = len(shown) - _HINTS
    more = [f"{rest} weitere Punkte stehen im Bericht." if rest > 0 else "", hidden_hints(hints)]
    text = " ".join(filter(None, more)) if shown or any(more) else "Nichts, was geprüft werden müsste."
    if text:
        _small(document, text)
