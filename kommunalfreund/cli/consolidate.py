"""``kommunalfreund consolidate``: what the laws will say once the bill has changed them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kommunalfreund.amendment.conflict import Conflict
from kommunalfreund.amendment.consolidation import Amendments, consolidate
from kommunalfreund.cli.laws import LAWS_VARIABLE, law_source
from kommunalfreund.draft import Draft
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.export.law_text import render_text
from kommunalfreund.export.legaldocml import render_law
from kommunalfreund.export.resulting_law import render_resulting_law
from kommunalfreund.export.target import open_output
from kommunalfreund.reading import discover, read_draft

app = typer.Typer()

_FORMS: dict[str, Callable[[Draft], str]] = {
    ".xml": lambda draft: render_law(draft).decode("utf-8"),
    ".html": render_resulting_law,
    ".htm": render_resulting_law,
    ".txt": render_text,
}


@app.command("consolidate")
def consolidate_command(
    bill: Annotated[Path, typer.Argument(metavar="BILL", help="Änderungsgesetz als XML-Datei, ZIP-Datei oder Ordner.", show_default=False)],
    base: Annotated[
        list[Path] | None,
        typer.Option("--base", metavar="LAW", help="Geltendes Gesetz oder Ordner damit; mehrfach möglich.", show_default=False),
    ] = None,
    laws: Annotated[
        list[Path] | None,
        typer.Option("--laws", metavar="DIR", help="Ordner mit geltenden Gesetzen.", envvar=LAWS_VARIABLE, show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            help="Zieldatei: .xml (LegalDocML.de), .html oder .txt; bei mehreren Gesetzen ein Ordner.",
            show_default="Text auf der Standardausgabe",
        ),
    ] = None,
    law: Annotated[str, typer.Option("--law", help="Nur dieses Gesetz (Kurztitel), wenn der Entwurf mehrere ändert.")] = "",
) -> None:
    """Wendet die Änderungsbefehle eines Entwurfs auf das geltende Gesetz an.

    Exit-Code 0: alle Befehle angewandt. 1: manche passen nicht zum Gesetz (sie stehen auf der Fehlerausgabe). 2: Fehler.
    """
    source = law_source(base, laws)
    if not source:
        raise KommunalfreundError("Es fehlt das geltende Gesetz.", hint="--base GESETZ oder --laws ORDNER angeben.")
    sources = discover([bill])
    if not sources:
        raise KommunalfreundError(
            "Es wurde kein Entwurf gefunden.", path=str(bill), hint="Eine XML-Datei, ein ZIP oder einen Ordner angeben."
        )
    amendments = consolidate(read_draft(sources[0]), source)
    results = {one.commands[0].law: one.result for one in amendments.consolidations if not law or one.commands[0].law == law}
    if not results:
        raise KommunalfreundError(_nothing(amendments, law), path=str(bill), hint="Das Gesetz mit --base angeben.")
    _write(results, output)
    errors = Console(stderr=True)
    for missing in amendments.missing:
        _print(errors, f"Hinweis: Stammgesetz fehlt: {missing.text or missing.name}. Mit --base oder --laws angeben.")
    for conflict in amendments.conflicts:
        _print(errors, f"Konflikt: {_place(conflict)}: {conflict.message} {conflict.hint}")
    raise typer.Exit(1 if amendments.conflicts else 0)


def _nothing(amendments: Amendments, law: str) -> str:
    if not amendments.commands:
        return "Der Entwurf enthält keine Änderungsbefehle."
    names = ", ".join(f"„{one.name}“" for one in amendments.missing) or "keines"
    return f"Das geltende Gesetz „{law}“ liegt nicht vor." if law else f"Keines der geänderten Gesetze liegt vor: {names}."


def _place(conflict: Conflict) -> str:
    command = conflict.command
    eid = f" (eId {command.anchor.eid})" if command.anchor.eid else ""
    return f"{command.document}:{command.anchor.line}{eid}: {command.citation}"


def _print(console: Console, message: str) -> None:
    console.print(message, markup=False, highlight=False, soft_wrap=True)


def _write(results: dict[str, Draft], output: Path | None) -> None:
    if output is None:
        for draft in results.values():
            sys.stdout.write(render_text(draft))
        return
    if len(results) == 1 and not output.is_dir():
        _write_file(next(iter(results.values())), output)
        return
    if output.suffix and not output.is_dir():
        raise KommunalfreundError(
            f"Der Entwurf ändert {len(results)} Gesetze, das Ziel ist eine Datei.",
            path=str(output),
            hint="Einen Ordner oder mit --law eines der Gesetze angeben.",
        )
    output.mkdir(exist_ok=True)
    for name, draft in results.items():
        _write_file(draft, output / f"{draft.abbreviation or name}.xml".replace("/", "-"))


def _write_file(draft: Draft, path: Path) -> None:
    render = _FORMS.get(path.suffix.lower())
    if render is None:
        raise KommunalfreundError(
            f"Die Endung „{path.suffix}“ sagt nicht, in welcher Form geschrieben wird.",
            path=str(path),
            hint="Auf .xml, .html oder .txt enden.",
        )
    with open_output(path) as stream:
        stream.write(render(draft))
