"""``kommunalfreund rules``: list the rules, show one, check a folder of rules without programming."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from kommunalfreund.errors import RulebookError
from kommunalfreund.finding import Addressee
from kommunalfreund.labels_de import LABELS, RULE_WEIGHTS
from kommunalfreund.paths import RULES
from kommunalfreund.rulebook.coverage import unreferenced
from kommunalfreund.rulebook.examples import check_rule
from kommunalfreund.rulebook.loading import load_rulebook
from kommunalfreund.rulebook.markers import write_markers
from kommunalfreund.rulebook.rule import Example, Rule, Rulebook

app = typer.Typer(help="Regeln auflisten, zeigen und prüfen.", no_args_is_help=True)
_BY_KIND = {
    "akteur": "die handelnde Stelle",
    "gegenueber": "die genannte Stelle",
    "vollzug": "wer das Gesetz ausführt",
    "wendung": "die handelnde Stelle",
}

RulesOption = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="Weiterer Ordner mit eigenen Regeln; mehrfach möglich.", show_default=False),
]


@app.command("list")
def list_rules(
    rules: RulesOption = None, family: Annotated[str, typer.Option("--family", help="Nur diese Familie, etwa „kosten“.")] = ""
) -> None:
    """Alle Regeln als Tabelle, darunter die Belastungsarten ohne Regel."""
    rulebook = _load(rules or [])
    table = Table("Familie", Column("Regel", no_wrap=True), "Titel", "Wirkung", "Art", "Gewicht")
    for rule in sorted(rulebook.rules, key=lambda rule: (rule.family, rule.id)):
        if not family or rule.family == family:
            table.add_row(rule.family, rule.id, rule.title, _effects(rule), rule.duty_kind or "", RULE_WEIGHTS[rule.weight].short)
    console = Console()
    console.print(table)
    console.print(f"{table.row_count} Regeln, Version {rulebook.version}")
    _print_gaps(console, rulebook)


@app.command("show")
def show_rule(
    rule_id: Annotated[str, typer.Argument(metavar="REGEL", help="id der Regel, etwa „gemeinde-muss“.")], rules: RulesOption = None
) -> None:
    """Eine Regel mit Rechtsgrundlage und Beispielen."""
    rulebook = _load(rules or [])
    try:
        rule = rulebook.rule(rule_id)
    except KeyError:
        _stop(f"Die Regel „{rule_id}“ gibt es nicht. „kommunalfreund rules list“ zeigt alle.")
    console = Console()
    console.print(f"[bold]{escape(rule.title)}[/bold]  ({rule.family}/{rule.id})")
    console.print(escape(rule.message))
    addressee = LABELS[Addressee][rule.addressee].short if rule.addressee else _BY_KIND[rule.kind]
    for name, value in (
        ("Rechtsgrundlage", rule.source),
        ("Adressat", addressee),
        ("Wirkung", _effects(rule)),
        ("Art der Pflicht", rule.duty_kind or "–"),
        ("Gewicht", RULE_WEIGHTS[rule.weight].long),
        ("Datei", str(rule.path)),
    ):
        console.print(f"  {name}: {escape(value)}")
    console.print("Trifft zu:")
    for example in rule.match:
        console.print(f"  + {escape(write_markers(example.text, example.spans))}{_context(example)}")
    console.print("Trifft nicht zu:")
    for example in rule.no_match:
        console.print(f"  - {escape(example.text)}{_context(example)}\n      {escape(example.reason)}")


@app.command("check")
def check_rules(
    directories: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DIR]...", help="Ordner mit eigenen Regeln; ohne Angabe die mitgelieferten.", show_default=False),
    ] = None,
) -> None:
    """Beispiele aller Regeln prüfen. Rückgabe 0: alles in Ordnung, 1: Beispiele gehen nicht auf, 2: Dateien sind fehlerhaft."""
    own = [directory.resolve() for directory in directories or []]
    rulebook = _load(own)
    chosen = [rule for rule in rulebook.rules if not own or any(directory in rule.path.resolve().parents for directory in own)]
    console = Console()
    if own and not chosen:
        _stop(f"In {', '.join(map(str, own))} stehen keine Regeln. Jede Regel ist eine eigene Datei mit der Endung .yaml.")
    failed = 0
    for rule in chosen:
        problems = check_rule(rulebook, rule)
        failed += bool(problems)
        for problem in problems:
            console.print(escape(str(problem)), style="red", highlight=False, soft_wrap=True)
    examples = sum(len(rule.match) + len(rule.no_match) for rule in chosen)
    console.print(f"{len(chosen)} Regeln mit {examples} Beispielen geprüft, {failed} fehlerhaft. Version {rulebook.version}")
    if not own:
        _print_gaps(console, rulebook)
    if failed:
        raise typer.Exit(1)


def _load(own: list[Path]) -> Rulebook:
    shipped = RULES.resolve()
    try:
        return load_rulebook((RULES, *(directory for directory in own if directory.resolve() != shipped)))
    except RulebookError as error:
        _stop(str(error))


def _stop(message: str) -> NoReturn:
    Console(stderr=True).print(escape(message), style="red", highlight=False, soft_wrap=True)
    raise typer.Exit(2)


def _effects(rule: Rule) -> str:
    return ", ".join(rule.effects) or "keine Last"


def _context(example: Example) -> str:
    parts = (("Gesetz", example.law), ("Überschrift", example.heading), ("davor", example.previous))
    found = "; ".join(f"{name}: {value}" for name, value in parts if value)
    return f" [dim]({escape(found)})[/dim]" if found else ""


def _print_gaps(console: Console, rulebook: Rulebook) -> None:
    gaps = [burden for burden in rulebook.coverage if not burden.rules]
    console.print(
        f"{len(rulebook.coverage) - len(gaps)} von {len(rulebook.coverage)} Belastungsarten und Grenzfällen des Leitfadens haben Regeln."
    )
    for burden in gaps:
        console.print(f"  ohne Regel: {escape(burden.section)} – {escape(burden.name)}")
    lonely = unreferenced(rulebook.coverage, [rule.id for rule in rulebook.rules if RULES in rule.path.parents])
    if lonely:
        console.print(f"  in keiner Belastungsart genannt: {', '.join(lonely)}")
