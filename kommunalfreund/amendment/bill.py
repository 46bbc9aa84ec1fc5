"""The findings of an amending bill as a whole: its own sentences, and the sentences it makes of other laws in the place of commands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kommunalfreund.amendment.base_law import law_of
from kommunalfreund.amendment.command import Command
from kommunalfreund.amendment.conflict import Conflict
from kommunalfreund.amendment.consolidation import Amendments
from kommunalfreund.amendment.without_base import judge_without_base
from kommunalfreund.clause import Clause, ClauseKind, PathStep
from kommunalfreund.draft import DocumentPart, Draft
from kommunalfreund.finding import Addressee, DraftCheck, Finding, Novelty
from kommunalfreund.reading import gesetze_im_internet

MISSING_BASE = "stammgesetz-fehlt"
"""Id of the check that says which law in force is not at hand."""
_COMMAND = "befehl-"
"""Ids of the checks on commands that cannot be applied begin so."""


def is_law_in_force(draft: Draft) -> bool:
    """A consolidated law, which orders no changes any more."""
    return any(document.format == gesetze_im_internet.FORMAT for document in draft.documents)


def merge_lines(
    findings: Sequence[Finding], amendments: Amendments, lines: Sequence[tuple[Finding, ...]], bodies: dict[str, Addressee]
) -> tuple[Finding, ...]:
    """Put the lines of the resulting laws in the place of the commands that made them.

    Args:
        findings: of the bill itself, one per sentence or command.
        amendments: of the bill.
        lines: of each consolidated law, in the order of ``amendments.consolidations``.
        bodies: by name of a law that is not at hand, who executes it.
    """
    missing = {law.key for law in amendments.missing}
    without = [command for command in amendments.commands if law_of(command).key in missing]
    applied = {command.path for one in amendments.consolidations for command in one.commands if command.id in one.applied}
    failed = {command.path for one in amendments.consolidations for command in one.commands if command.id not in one.applied}
    own = judge_without_base(findings, without, bodies)
    amending = {command.path[:1] for command in amendments.commands}
    waiting = [({command.path for command in one.commands}, found) for one, found in zip(amendments.consolidations, lines, strict=True)]
    result: list[Finding] = []
    for finding in own:
        clause = finding.clause
        for entry in [entry for entry in waiting if _within(clause, entry[0])]:
            result += entry[1]
            waiting.remove(entry)
        if _is_command_text(clause) and _within(clause, applied - failed):
            continue
        result.append(_as_new(finding, amending))
    for _, found in waiting:
        result += found
    return tuple(result)


def _is_command_text(clause: Clause) -> bool:
    return clause.quoted or clause.kind is ClauseKind.AENDERUNGSBEFEHL


def _within(clause: Clause, paths: set[tuple[PathStep, ...]]) -> bool:
    """Whether the clause is one of the commands, or text that it quotes."""
    return any(clause.path[:length] in paths for length in range(len(clause.path), 0, -1))


def _as_new(finding: Finding, amending: set[tuple[PathStep, ...]]) -> Finding:
    """Sentences of the bill's own are new; those inside amending Artikel keep what was said about them."""
    clause = finding.clause
    if clause.part is not DocumentPart.REGELUNGSTEXT or _is_command_text(clause) or clause.path[:1] in amending:
        return finding
    return replace(finding, novelty=Novelty.NEU) if finding.novelty is Novelty.UNBEKANNT else finding


def checks_of(amendments: Amendments) -> tuple[DraftCheck, ...]:
    """Remarks on the bill: laws in force that are not at hand, and commands that cannot be applied."""
    checks = [
        DraftCheck(
            id=MISSING_BASE,
            title=f"Stammgesetz fehlt: {law.name or 'ungenanntes Gesetz'}",
            message=(
                f"Der Entwurf ändert {_named(law.name, law.text)}; das geltende Gesetz liegt nicht vor. Geprüft ist nur der neue "
                "Wortlaut, den der Entwurf selbst enthält. Das Gesetz als LegalDocML oder als XML von gesetze-im-internet.de mit --base "
                "angeben oder in den Ordner legen, der mit --laws angegeben wird."
            ),
        )
        for law in amendments.missing
    ]
    return (*checks, *(_check(conflict) for conflict in amendments.conflicts))


def is_amendment_remark(check: DraftCheck) -> bool:
    """Whether a remark says what could not be applied, or for want of which law."""
    return check.id == MISSING_BASE or check.id.startswith(_COMMAND)


def _named(name: str, text: str) -> str:
    return f"„{text or name}“" if text or name else "ein Gesetz, das er nicht nennt"


def _check(conflict: Conflict) -> DraftCheck:
    command: Command = conflict.command
    where = f"{command.document}:{command.anchor.line}" + (f" (eId {command.anchor.eid})" if command.anchor.eid else "")
    return DraftCheck(
        id=f"{_COMMAND}{conflict.kind.value.replace('_', '-')}",
        title=f"Änderungsbefehl nicht anwendbar: {command.citation}",
        message=f"{conflict.message} {conflict.hint} Befehl: „{_short(command.text)}“ ({where})".strip(),
        source=command.law,
    )


def _short(text: str, length: int = 160) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rsplit(' ', 1)[0]} …"
