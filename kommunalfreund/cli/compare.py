"""``kommunalfreund compare``: which duties came, went, hardened or eased between two versions."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kommunalfreund.batch import Settings
from kommunalfreund.draft import Draft
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.export.synopsis import render_synopses
from kommunalfreund.export.target import Format, check_target, open_output, write_results
from kommunalfreund.reading import discover, read_draft

app = typer.Typer()


class _Form(StrEnum):
    TABLE = Format.TABLE
    JSONL = Format.JSONL
    HTML = Format.HTML


@app.command("compare")
def compare_command(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Frühere Fassung eines Entwurfs oder Gesetzes.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Spätere Fassung.", show_default=False)],
    form: Annotated[_Form, typer.Option("--format", help="Form der Ausgabe; html ist eine Synopse.")] = _Form.TABLE,
    all_clauses: Annotated[bool, typer.Option("--all-clauses", help="Auch geänderte Sätze ohne kommunale Last ausgeben.")] = False,
    output: Annotated[Path | None, typer.Option("--output", help="Zieldatei.", show_default="Standardausgabe")] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="Ohne das gelernte Modell, nur mit Regeln.")] = False,
) -> None:
    """Vergleicht zwei Fassungen: Welche Pflichten sind neu, verschärft, erleichtert oder weggefallen?

    Umnummerierte und verschobene Sätze gelten nicht als neu.
    """
    check_target(output, Format(form), many=False, inputs=[old, new])
    drafts = [_read(old), _read(new)]
    result = Settings(use_model=not no_model).load().compare(*drafts)
    if form is _Form.HTML:
        with open_output(output) as stream:
            stream.write(render_synopses(result.draft.short_title or result.draft.title, result.synopses))
        return
    write_results([result], output, Format(form), many=False, all_clauses=all_clauses)


def _read(path: Path) -> Draft:
    sources = discover([path])
    if not sources:
        raise KommunalfreundError(
            "Es wurde kein Entwurf gefunden.", path=str(path), hint="Eine XML-Datei, eine ZIP-Datei oder einen Ordner damit angeben."
        )
    return read_draft(sources[0])
