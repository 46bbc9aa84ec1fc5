"""``kommunalfreund kommunal-check``: one page on a draft as HTML or Word document."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kommunalfreund.analysis import Analysis
from kommunalfreund.assessment.compliance_cost import estimate, load_assumptions, propose
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.export.kommunal_check import build_check, render_check
from kommunalfreund.export.kommunal_check.word import check_as_docx
from kommunalfreund.export.target import open_output, write_bytes
from kommunalfreund.reading import discover, read_draft

app = typer.Typer()


class _Form(StrEnum):
    HTML = "html"
    DOCX = "docx"


@app.command("kommunal-check")
def kommunal_check_command(
    path: Annotated[Path, typer.Argument(metavar="ENTWURF", help="XML-Datei, ZIP-Datei oder Ordner mit einem Entwurf.")],
    output: Annotated[Path, typer.Option("--output", help="Zieldatei.")],
    form: Annotated[_Form | None, typer.Option("--format", help="Form der Ausgabe.", show_default="nach der Endung der Zieldatei")] = None,
    assumptions: Annotated[Path | None, typer.Option("--assumptions", help="YAML-Datei mit den Annahmen zum Erfüllungsaufwand.")] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="Ohne das gelernte Modell, nur mit Regeln.")] = False,
) -> None:
    """Schreibt den Kommunal-Check: eine Seite mit dem, was neu, gewichtig und offen ist, als HTML oder DOCX."""
    sources = discover([path])
    if len(sources) != 1:
        raise KommunalfreundError(
            f"Gebraucht wird genau ein Entwurf, gefunden wurden {len(sources)}.", path=str(path), hint="Eine Datei oder den Ordner angeben."
        )
    chosen = form or (_Form.DOCX if output.suffix.lower() == ".docx" else _Form.HTML)
    result = Analysis.load(use_model=not no_model).run(read_draft(sources[0]))
    used = load_assumptions(assumptions) if assumptions is not None else propose(result.draft, result.findings)
    check = build_check(result, estimate(used))
    created = date.today().isoformat()
    if chosen is _Form.DOCX:
        write_bytes(output, check_as_docx(check, created=created))
        return
    with open_output(output) as stream:
        stream.write(render_check(check, created=created))
