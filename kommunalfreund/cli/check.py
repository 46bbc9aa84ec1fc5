"""``kommunalfreund check``: findings of files, folders and ZIPs as table, JSON, JSONL, CSV or HTML report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from kommunalfreund.analysis import AnalysisResult
from kommunalfreund.batch import Outcome, Settings, analyse_all
from kommunalfreund.cli.laws import LAWS_VARIABLE, law_source
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.export.target import Format, check_target, write_results
from kommunalfreund.export.wording import warnings_of
from kommunalfreund.finding import Effect, Novelty
from kommunalfreund.reading import discover

app = typer.Typer()


class _FailOn(StrEnum):
    PFLICHT = Effect.PFLICHT
    KOSTEN = Effect.KOSTEN


@app.command("check")
def check_command(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="XML-Dateien, ZIP-Dateien oder Ordner.", show_default=False)],
    form: Annotated[Format, typer.Option("--format", help="Form der Ausgabe.")] = Format.TABLE,
    all_clauses: Annotated[bool, typer.Option("--all-clauses", help="Auch Sätze ausgeben, die nicht gemeldet sind.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", help="Zieldatei; bei mehreren HTML-Berichten ein Ordner.", show_default="Standardausgabe")
    ] = None,
    rules: Annotated[
        list[Path] | None,
        typer.Option("--rules", metavar="DIR", help="Weiterer Ordner mit eigenen Regeln; mehrfach möglich.", show_default=False),
    ] = None,
    fail_on: Annotated[
        list[_FailOn] | None,
        typer.Option("--fail-on", help="Exit-Code 1, wenn ein gemeldeter Satz diese Wirkung hat; mehrfach möglich.", show_default=False),
    ] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="Ohne das gelernte Modell, nur mit Regeln.")] = False,
    no_rules: Annotated[bool, typer.Option("--no-rules", help="Ohne Regeln, nur mit dem gelernten Modell.")] = False,
    base: Annotated[
        list[Path] | None,
        typer.Option(
            "--base",
            metavar="PATH",
            help="Geltendes Gesetz, das der Entwurf ändert, oder Ordner damit; mehrfach möglich.",
            show_default=False,
        ),
    ] = None,
    laws: Annotated[
        list[Path] | None,
        typer.Option(
            "--laws", metavar="DIR", help="Ordner mit geltenden Gesetzen, in dem gesucht wird.", envvar=LAWS_VARIABLE, show_default=False
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Zahl der Prozesse.")] = 1,
) -> None:
    """Prüft Entwürfe auf Pflichten und Kosten für Kommunen.

    Exit-Code 0: geprüft. 1: mit --fail-on und einem Satz dieser Wirkung. 2: Fehler; was lesbar ist, wird trotzdem geprüft.
    """
    if no_model and no_rules:
        raise KommunalfreundError("Ohne Regeln und ohne Modell gibt es nichts zu prüfen.", hint="--no-model oder --no-rules weglassen.")
    sources = discover(paths)
    if not sources:
        raise KommunalfreundError("Es wurde kein Entwurf gefunden.", hint="Eine XML-Datei, eine ZIP-Datei oder einen Ordner damit angeben.")
    many = len(sources) > 1
    check_target(output, form, many=many, inputs=[member.file for source in sources for member in source.members if member.file])
    outcomes = analyse_all(
        sources,
        Settings(
            rule_directories=tuple(rules or ()),
            use_rules=not no_rules,
            use_model=not no_model,
            laws=law_source(base, laws),
        ),
        jobs=jobs,
    )
    errors = Console(stderr=True)
    watch = _Watch(errors, frozenset(fail_on or ()))
    shown = track(
        outcomes, "Entwürfe prüfen", total=len(sources), console=errors, transient=True, disable=not (errors.is_terminal and many)
    )
    write_results(watch.results(shown), output, form, many=many, all_clauses=all_clauses, failures=lambda: watch.failures)
    raise typer.Exit(watch.exit_code)


class _Watch:
    """Passes results on and keeps what the exit code depends on; errors and warnings go to standard error."""

    def __init__(self, console: Console, fail_on: frozenset[str]) -> None:
        self.failures: list[str] = []
        self._console = console
        self._fail_on = fail_on
        self._failing = False

    @property
    def exit_code(self) -> int:
        return 2 if self.failures else int(self._failing)

    def results(self, outcomes: Iterable[Outcome]) -> Iterator[AnalysisResult]:
        for outcome in outcomes:
            for warning in outcome.source.warnings:
                self._print(f"Hinweis: {outcome.source.path}: {warning}")
            if outcome.result is None:
                self.failures.append(str(outcome.error))
                self._print(f"Fehler: {outcome.error}")
                continue
            for warning in warnings_of(outcome.result.draft):
                self._print(f"Hinweis: {outcome.source.path}: {warning}")
            news = (finding for finding in outcome.result.flagged if finding.novelty is not Novelty.UNVERAENDERT)
            self._failing |= any(effect in self._fail_on for finding in news for effect in finding.effects)
            yield outcome.result

    def _print(self, message: str) -> None:
        self._console.print(message, markup=False, highlight=False, soft_wrap=True)
