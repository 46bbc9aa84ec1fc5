"""``kommunalfreund cost``: compliance cost of a draft from a file of assumptions, or a first file of assumptions to fill in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kommunalfreund.analysis import Analysis
from kommunalfreund.assessment.compliance_cost import dump_assumptions, estimate, load_assumptions, propose
from kommunalfreund.assessment.compliance_cost.presentation import vorblatt_text
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.export.cost import CostFormat, dump_json, estimate_as_csv, estimate_as_text, estimate_as_xlsx, render_estimate
from kommunalfreund.export.target import open_output, write_bytes
from kommunalfreund.reading import discover, read_draft

app = typer.Typer()


@app.command("cost")
def cost_command(
    path: Annotated[Path, typer.Argument(metavar="ENTWURF", help="XML-Datei, ZIP-Datei oder Ordner mit einem Entwurf.")],
    assumptions: Annotated[
        Path | None, typer.Option("--assumptions", help="YAML-Datei mit den Annahmen; ohne sie gelten die Vorschläge des Programms.")
    ] = None,
    propose_to: Annotated[
        Path | None, typer.Option("--propose", metavar="DATEI", help="Vorschläge als YAML-Datei schreiben, zum Ausfüllen, und enden.")
    ] = None,
    form: Annotated[CostFormat, typer.Option("--format", help="Form der Ausgabe.")] = CostFormat.TABLE,
    output: Annotated[Path | None, typer.Option("--output", help="Zieldatei.", show_default="Standardausgabe")] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="Ohne das gelernte Modell, nur mit Regeln.")] = False,
) -> None:
    """Schätzt den Erfüllungsaufwand der Verwaltung mit ausgewiesenem Anteil der Kommunen.

    Ohne Fallzahlen wird je 1.000 Fälle gerechnet und gesagt, was fehlt.
    """
    sources = discover([path])
    if len(sources) != 1:
        raise KommunalfreundError(
            f"Gebraucht wird genau ein Entwurf, gefunden wurden {len(sources)}.", path=str(path), hint="Eine Datei oder den Ordner angeben."
        )
    draft = read_draft(sources[0])
    given = load_assumptions(assumptions) if assumptions is not None else None
    if given is not None and given.draft and given.draft != draft.key:
        Console(stderr=True).print(
            "Hinweis: Die Annahmen wurden für eine andere Fassung des Entwurfs gemacht.", highlight=False, soft_wrap=True
        )
    used = given or propose(draft, Analysis.load(use_model=not no_model).run(draft).findings)
    if propose_to is not None:
        if propose_to.exists():
            raise KommunalfreundError("Die Datei gibt es schon.", path=str(propose_to), hint="Einen anderen Namen wählen.")
        with open_output(propose_to) as stream:
            stream.write(dump_assumptions(used))
        return
    result = estimate(used)
    if form is CostFormat.XLSX:
        if output is None:
            raise KommunalfreundError("XLSX geht nicht auf die Standardausgabe.", hint="Mit --output eine Datei angeben.")
        write_bytes(output, estimate_as_xlsx(result))
        return
    if form is CostFormat.TABLE and output is None and sys.stdout.isatty():
        Console().print(render_estimate(result))
        return
    text = {
        CostFormat.TABLE: lambda: estimate_as_text(result),
        CostFormat.TEXT: lambda: vorblatt_text(result) + "\n",
        CostFormat.CSV: lambda: estimate_as_csv(result),
        CostFormat.JSON: lambda: dump_json(result),
    }[form]()
    with open_output(output) as stream:
        stream.write(text)
