"""``kommunalfreund rules``: list the rules, show one, check a folder of rules without programming."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from kommunalfreund.assessment.legal_checks import LegalCheck, load_legal_checks
from kommunalfreund.assessment.legal_checks.examples import check_examples as check_legal_examples
from kommunalfreund.classification.labelled_clauses import load_clauses
from kommunalfreund.classification.references import load_references, read_archive, read_reference_tables
from kommunalfreund.errors import RulebookError
from kommunalfreund.finding import Addressee
from kommunalfreund.labels_de import LABELS, RULE_WEIGHTS
from kommunalfreund.language import interpret
from kommunalfreund.paths import CORPORA, RULES, SHARED
from kommunalfreund.reading.law import segment_law
from kommunalfreund.rulebook.coverage import unreferenced
from kommunalfreund.rulebook.examples import check_rule
from kommunalfreund.rulebook.loading import load_rulebook
from kommunalfreund.rulebook.markers import write_markers
from kommunalfreund.rulebook.measurement import FILE_NAME as MEASURES
from kommunalfreund.rulebook.measurement import LabelledClause, earned_weight, measure_rules, read_measures, write_measures
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
        ("Trefferquote", _measured(rule)),
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
    checks = [check for check in _load_checks(own) if not own or any(directory in check.path.resolve().parents for directory in own)]
    if own and not chosen and not checks:
        _stop(f"In {', '.join(map(str, own))} stehen keine Regeln. Jede Regel ist eine eigene Datei mit der Endung .yaml.")
    failed = 0
    for rule in chosen:
        problems = check_rule(rulebook, rule)
        failed += bool(problems)
        for problem in problems:
            console.print(escape(str(problem)), style="red", highlight=False, soft_wrap=True)
    failed_checks = 0
    for check in checks:
        errors = check_legal_examples(rulebook, check)
        failed_checks += bool(errors)
        for error in errors:
            console.print(escape(str(error)), style="red", highlight=False, soft_wrap=True)
    examples = sum(len(rule.match) + len(rule.no_match) for rule in chosen)
    console.print(f"{len(chosen)} Regeln mit {examples} Beispielen geprüft, {failed} fehlerhaft. Version {rulebook.version}")
    if checks:
        examples = sum(len(check.match) + len(check.no_match) for check in checks)
        console.print(f"{len(checks)} Rechtsprüfungen mit {examples} Beispielen geprüft, {failed_checks} fehlerhaft.")
    if not own:
        _print_gaps(console, rulebook)
    if failed or failed_checks:
        raise typer.Exit(1)


@app.command("measure")
def measure_rules_command(
    archive: Annotated[
        Path | None, typer.Option("--laws", help="Archiv der Gesetze (tar, laws/<Dokumentnummer>/source.xml); sonst nur eigene Sätze.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Ergebnis neben die Regeln schreiben (measured.csv).")] = False,
) -> None:
    """Trefferquote jeder Regel an markierten Sätzen messen und mit ihrem Gewicht vergleichen."""
    rulebook = _load([])
    if archive is None:
        archive = next(iter(sorted((SHARED / "corpus").glob("gii-*.tar.xz"))), None)
    documents = list(load_clauses(CORPORA / "clauses"))
    if archive is not None:
        references = read_reference_tables(CORPORA / "references")
        documents += load_references(references, read_archive(archive, frozenset(r.bjnr for r in references)), segment_law)
    clauses = [
        LabelledClause(interpretation=interpretation, addressee=label.addressee, effects=label.effects, own=document.own)
        for document in documents
        for interpretation, label in zip(
            interpret(document.clauses, draft=document.draft, vocabulary=rulebook.vocabulary, execution=rulebook.execution),
            document.labels,
            strict=True,
        )
        if label is not None
    ]
    measures = measure_rules(rulebook, clauses)
    table = Table(Column("Regel", no_wrap=True), "Treffer", "richtig", "Quote", "eigene Sätze", "Gewicht", "verdient")
    for measure in measures:
        rule = rulebook.rule(measure.rule_id)
        earned = earned_weight(rule, measure)
        precision = "" if measure.precision is None else f"{measure.precision:.2f}".replace(".", ",")
        own = f"{measure.own_right} von {measure.own_hits}"
        style = None if earned == rule.weight else "yellow"
        table.add_row(rule.id, str(measure.hits), str(measure.right), precision, own, rule.weight, earned, style=style)
    Console().print(table)
    if write:
        write_measures(measures, RULES / MEASURES)


def _load(own: list[Path]) -> Rulebook:
    shipped = RULES.resolve()
    try:
        return load_rulebook((RULES, *(directory for directory in own if directory.resolve() != shipped)))
    except RulebookError as error:
        _stop(str(error))


def _load_checks(own: list[Path]) -> tuple[LegalCheck, ...]:
    shipped = RULES.resolve()
    try:
        return load_legal_checks((RULES, *(directory for directory in own if directory.resolve() != shipped)))
    except RulebookError as error:
        _stop(str(error))


def _stop(message: str) -> NoReturn:
    Console(stderr=True).print(escape(message), style="red", highlight=False, soft_wrap=True)
    raise typer.Exit(2)


def _measured(rule: Rule) -> str:
    measure = read_measures(RULES / MEASURES).get(rule.id)
    if measure is None:
        return "nicht gemessen"
    own = f"{measure.own_right} von {measure.own_hits} Treffern richtig in eigenen Sätzen"
    return f"{measure.right} von {measure.hits} Treffern richtig in geltendem Recht, {own}"


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
