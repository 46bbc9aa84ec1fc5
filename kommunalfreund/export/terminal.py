"""Findings as a table for the terminal, readable from 100 columns on, with or without colour."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from kommunalfreund import labels_de
from kommunalfreund.analysis import AnalysisResult
from kommunalfreund.export.summary import Summary, is_relief, is_reported, summarise
from kommunalfreund.export.wording import brief_reason, excerpt, headline
from kommunalfreund.finding import Addressee, DraftCheck, Effect, Finding, Novelty
from kommunalfreund.highlighting import ADDRESSEE_SIGNS

WIDTH = 100
"""Columns where the width of the terminal is not known."""

_STYLES = {Addressee.DIREKT: "bold blue", Addressee.FUNKTIONAL: "blue", Addressee.MITTELBAR: "cyan", Addressee.KEINE: "dim"}
_TEXT_LENGTH = 120
_REASON_LENGTH = 120


def render_result(result: AnalysisResult, *, all_clauses: bool = False) -> RenderableType:
    """Title, table of findings and key figures of one draft.

    Args:
        result: of the draft.
        all_clauses: also the clauses that are not flagged.
    """
    draft = result.draft
    findings = result.findings if all_clauses else tuple(one for one in result.findings if is_reported(one) or is_relief(one))
    title = Text.assemble((draft.short_title or draft.title or draft.source, "bold"), ("  " + draft.source, "dim"), overflow="fold")
    parts: list[RenderableType] = [title]
    if findings:
        parts.append(_table(findings))
    parts += [Text(line) for line in summary_lines(summarise(result.findings))]
    parts += [Text(line) for line in check_lines(result.draft_checks)]
    return Group(*parts, "")


def check_lines(checks: Sequence[DraftCheck]) -> tuple[str, ...]:
    """The remarks on the draft, one line each: weight, title, place; the reasons stand in report and JSON."""
    if not checks:
        return ()
    lines = [f"  {labels_de.short(check.severity)}: {check.title}" + (f" – {check.place}" if check.place else "") for check in checks]
    return ("", "Zum Entwurf insgesamt (Gründe im Bericht und in JSON):", *lines)


def summary_lines(summary: Summary) -> tuple[str, ...]:
    """The key figures in words, one line each."""
    if not summary.flagged:
        return (headline(summary),)
    groups = (
        ("Adressat", summary.addressees),
        ("Wirkung", summary.effects),
        ("Art", summary.kinds),
        *((("Neuheit", summary.novelties),) if summary.novelties else ()),
    )
    return (
        headline(summary),
        *(f"{name}: " + ", ".join(f"{labels_de.short(value)} {count}" for value, count in counts.items()) for name, counts in groups),
    )


def print_result(result: AnalysisResult, console: Console, *, all_clauses: bool = False) -> None:
    """Print one draft.

    Args:
        result: of the draft.
        console: where to.
        all_clauses: also the clauses that are not flagged.
    """
    console.print(render_result(result, all_clauses=all_clauses))


def _table(findings: tuple[Finding, ...]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), collapse_padding=True)
    table.add_column("Fundstelle", width=17, overflow="fold")
    table.add_column("Adressat", width=12, no_wrap=True)
    compared = any(finding.novelty is not Novelty.UNBEKANNT for finding in findings)
    table.add_column("Neuheit, Wirkung: Art" if compared else "Wirkung: Art", width=13, overflow="fold")
    table.add_column("Text", ratio=5, min_width=22, overflow="fold")
    table.add_column("Warum", ratio=5, min_width=22, overflow="fold")
    for finding in findings:
        table.add_row(*_row(finding))
    return table


def _row(finding: Finding) -> tuple[Text, ...]:
    style = _STYLES[finding.addressee]
    effects = Text("\n").join(Text(_effect(effect, finding)) for effect in finding.effects) if finding.effects else Text("–")
    if finding.novelty is not Novelty.UNBEKANNT:
        effects = Text("\n").join((Text(labels_de.short(finding.novelty), style="bold"), effects))
    return (
        Text(finding.clause.citation),
        Text(f"{ADDRESSEE_SIGNS[finding.addressee]} {labels_de.short(finding.addressee)}".strip(), style=style),
        effects,
        Text(excerpt(finding.clause.text, _TEXT_LENGTH)),
        Text(_why(finding), style="dim"),
    )


def _why(finding: Finding) -> str:
    """What changed, where that is known; otherwise why the sentence was flagged."""
    change = finding.change
    if change is None or finding.novelty in (Novelty.NEU, Novelty.UNBEKANNT):
        return brief_reason(finding, _REASON_LENGTH)
    return excerpt(finding.reasons[0], _REASON_LENGTH)


def _effect(effect: Effect, finding: Finding) -> str:
    kind = f": {labels_de.short(finding.kind)}" if effect is Effect.PFLICHT and finding.kind else ""
    return labels_de.short(effect) + kind
