"""Synopsis: old and new text side by side with the changed words marked and the findings beside them, as HTML and as Word document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from io import BytesIO

from kommunalfreund import labels_de
from kommunalfreund.amendment.novelty import Synopsis, SynopsisRow
from kommunalfreund.export.pages import page
from kommunalfreund.finding import Addressee, Finding, Novelty, WordChange

_COLUMNS = ("Bisher", "Neu", "Was das für Kommunen heißt")


def render_synopses(title: str, synopses: Sequence[Synopsis]) -> str:
    """A page with all synopses of a bill.

    Args:
        title: of the bill.
        synopses: one per law.
    """
    body = [f"<h1>Synopse: {escape(title)}</h1>", f'<p class="hinweis">{labels_de.DISCLAIMER}.</p>']
    for synopsis in synopses:
        body += [f"<h2>{escape(title_of(synopsis))}</h2>", table_html(synopsis)]
    return page(f"Synopse: {title}", "\n".join(body))


def title_of(synopsis: Synopsis) -> str:
    """Name of the law, or of the compared draft."""
    return synopsis.law or synopsis.result.short_title or synopsis.result.title


def table_html(synopsis: Synopsis, ids: Mapping[int, str] | None = None) -> str:
    """The table of one law; unchanged sentences of touched norms are shown dimmed.

    Args:
        synopsis: of the law.
        ids: HTML id of the row of a finding, by the identity of the finding; made from its own id if it is missing.
    """
    head = "".join(f'<th scope="col">{column}</th>' for column in _COLUMNS)
    rows = "\n".join(_rows(synopsis, ids or {}))
    return f'<table class="synopse"><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>'


def _rows(synopsis: Synopsis, ids: Mapping[int, str]) -> Iterator[str]:
    norm = None
    for row in synopsis.rows:
        clause = row.clause
        if clause.norm != norm:
            norm = clause.norm
            yield f'<tr class="norm"><th colspan="3" scope="colgroup">{escape(f"{norm} {clause.heading}".strip())}</th></tr>'
        old, new = sides(row)
        classes = "" if row.finding is not None or is_changed(row) else ' class="gleich"'
        finding = row.finding
        anchor = f' id="{ids.get(id(finding), f"synopse-{finding.id}")}"' if finding is not None else ""
        yield f"<tr{classes}{anchor}><td>{old}</td><td>{new}</td><td>{_note(row.finding)}</td></tr>"


def is_changed(row: SynopsisRow) -> bool:
    """Whether old and new sentence differ."""
    return row.old is None or row.new is None or any(change.old != change.new for change in row.words)


def sides(row: SynopsisRow) -> tuple[str, str]:
    """Old and new sentence as HTML, with their place before them."""
    return _side(row, new=False), _side(row, new=True)


def _side(row: SynopsisRow, *, new: bool) -> str:
    clause = row.new if new else row.old
    if clause is None:
        return "–"
    other = row.old if new else row.new
    if other is None:
        marked = f"<{_tag(new)}>{escape(clause.text)}</{_tag(new)}>"
    elif not is_changed(row):
        marked = escape(clause.text)
    else:
        marked = _glued([(text, _word(change, new=new)) for change in row.words if (text := change.new if new else change.old)])
    return f"<small>{escape(place_of(row, new=new))}</small> {marked}"


def place_of(row: SynopsisRow, *, new: bool) -> str:
    """ "Absatz 1 Satz 2" of one side."""
    clause = row.new if new else row.old
    if clause is None:
        return ""
    parts = ([f"Absatz {clause.absatz}"] if clause.absatz else []) + [f"Satz {clause.satz}"]
    return " ".join(parts)


def words_html(words: Sequence[WordChange]) -> str:
    """Both wordings of a sentence in one line, dropped words struck out and new ones underlined."""
    return _glued(
        [
            (
                change.new or change.old,
                escape(change.new)
                if change.old == change.new
                else f"{_marked(change.old, new=False)} {_marked(change.new, new=True)}".strip(),
            )
            for change in words
        ]
    )


def _glued(parts: Sequence[tuple[str, str]]) -> str:
    """Pieces of a sentence, as plain text and as HTML, with spaces between words and none before closing marks."""
    return "".join(f"{' ' if at and text[:1] not in ',.;:)' else ''}{html}" for at, (text, html) in enumerate(parts))


def _marked(text: str, *, new: bool) -> str:
    return f"<{_tag(new)}>{escape(text)}</{_tag(new)}>" if text else ""


def _word(change: WordChange, *, new: bool) -> str:
    text = change.new if new else change.old
    return escape(text) if change.old == change.new else f"<{_tag(new)}>{escape(text)}</{_tag(new)}>"


def _tag(new: bool) -> str:
    return "ins" if new else "del"


def _note(finding: Finding | None) -> str:
    if finding is None:
        return ""
    novelty = f'<span class="neuheit {finding.novelty}">{escape(labels_de.short(finding.novelty))}</span>'
    reasons = "".join(f"<small>{escape(reason)}</small>" for reason in finding.reasons[1:3]) if finding.flagged else ""
    return f"{novelty} {escape(burden_of(finding))}<small>{escape(finding.clause.citation)}</small>{reasons}"


def burden_of(finding: Finding) -> str:
    """Addressee and effects in words, "keine kommunale Last" without any."""
    if finding.addressee is Addressee.KEINE or not (finding.effects or finding.flagged):
        return "keine kommunale Last" if finding.novelty is not Novelty.AUFGEHOBEN else ""
    return f"{labels_de.short(finding.addressee)}: {', '.join(labels_de.short(effect) for effect in finding.effects)}"


def render_docx(title: str, synopses: Sequence[Synopsis]) -> bytes:
    """The synopses as a Word document.

    Args:
        title: of the bill.
        synopses: one per law.

    Raises:
        ModuleNotFoundError: if the extra ``office`` is not installed.
    """
    import docx
    from docx.enum.section import WD_ORIENT

    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.core_properties.title = f"Synopse: {title}"
    document.add_heading(f"Synopse: {title}", level=1)
    document.add_paragraph(f"{labels_de.DISCLAIMER}.")
    for synopsis in synopses:
        document.add_heading(title_of(synopsis), level=2)
        _docx_table(document, synopsis)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _docx_table(document: object, synopsis: Synopsis) -> None:
    table = document.add_table(rows=1, cols=3, style="Table Grid")  # type: ignore[attr-defined]
    for cell, column in zip(table.rows[0].cells, _COLUMNS, strict=True):
        cell.paragraphs[0].add_run(column).bold = True
    norm = None
    for row in synopsis.rows:
        clause = row.clause
        if clause.norm != norm:
            norm = clause.norm
            cells = table.add_row().cells
            merged = cells[0].merge(cells[2])
            merged.paragraphs[0].add_run(f"{norm} {clause.heading}".strip()).bold = True
        cells = table.add_row().cells
        for cell, new in ((cells[0], False), (cells[1], True)):
            _docx_side(cell.paragraphs[0], row, new=new)
        if row.finding is not None:
            paragraph = cells[2].paragraphs[0]
            paragraph.add_run(labels_de.short(row.finding.novelty)).bold = True
            paragraph.add_run(f" {burden_of(row.finding)} ({row.finding.clause.citation})")


def _docx_side(paragraph: object, row: SynopsisRow, *, new: bool) -> None:
    add = paragraph.add_run  # type: ignore[attr-defined]
    clause = row.new if new else row.old
    if clause is None:
        add("–")
        return
    add(f"{place_of(row, new=new)} ").italic = True
    other = row.old if new else row.new
    if other is None or not is_changed(row):
        run = add(clause.text)
        if other is None:
            _mark(run, new)
        return
    for change in row.words:
        text = change.new if new else change.old
        if text:
            run = add(f"{text} ")
            if change.old != change.new:
                _mark(run, new)


def _mark(run: object, new: bool) -> None:
    if new:
        run.underline = True  # type: ignore[attr-defined]
        run.bold = True  # type: ignore[attr-defined]
    else:
        run.font.strike = True  # type: ignore[attr-defined]
