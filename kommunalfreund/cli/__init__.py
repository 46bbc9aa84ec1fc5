"""The command line: parse, call, print; no logic."""

from __future__ import annotations

import gc
import sys
from typing import Annotated

import typer

from kommunalfreund import __version__
from kommunalfreund.cli import check, compare, consolidate, cost, evaluate, kommunal_check, rules, train
from kommunalfreund.errors import KommunalfreundError

app = typer.Typer(
    name="kommunalfreund",
    help="Prüft Entwürfe von Bundesgesetzen darauf, was sie bei Kommunen bewirken. Hinweise, keine Rechtsberatung.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(check.app)
app.add_typer(consolidate.app)
app.add_typer(compare.app)
app.add_typer(cost.app)
app.add_typer(kommunal_check.app)
app.add_typer(rules.app, name="rules")
app.add_typer(train.app)
app.add_typer(evaluate.app)


GARBAGE_THRESHOLDS = (20_000, 20, 50)
"""An analysis makes millions of small values and hardly a cycle; at Python's own thresholds a fifth of the time goes into the search."""


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kommunalfreund {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Version ausgeben und enden.")] = False,
) -> None:
    """Options before the command."""


def main() -> None:
    """Run the command line; an expected error becomes one message on standard error and exit code 2."""
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    try:
        app()
    except KommunalfreundError as error:
        print(f"Fehler: {error}", file=sys.stderr)
        sys.exit(2)
