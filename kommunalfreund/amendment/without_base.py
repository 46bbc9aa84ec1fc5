"""An amending bill whose base law is not at hand: what its commands say on their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kommunalfreund.amendment.command import Command, CommandType
from kommunalfreund.amendment.novelty import give_reason
from kommunalfreund.amendment.strictness import judge_change, modality
from kommunalfreund.citation import NORM_KINDS, cite_quoted, name_norm
from kommunalfreund.clause import ClauseKind, PathStep
from kommunalfreund.draft import ProvisionKind
from kommunalfreund.finding import Addressee, Bindingness, Change, Effect, Finding, Novelty, WordChange, is_flagged

_BINDING = {1: Bindingness.KANN, 2: Bindingness.SOLL, 3: Bindingness.MUSS}
_BRINGING = (CommandType.EINFUEGEN, CommandType.ANFUEGEN, CommandType.VORANSTELLEN)


def judge_without_base(findings: Iterable[Finding], commands: Sequence[Command], addressee_of: dict[str, Addressee]) -> tuple[Finding, ...]:
    """Findings of a bill whose base law is not at hand: inserted text is new, changed words speak for themselves.

    Args:
        findings: of the bill, one per sentence or command.
        commands: those whose law is missing.
        addressee_of: by name of the law, who executes it; a law that no table knows is missing.
    """
    by_path: dict[tuple[PathStep, ...], list[Command]] = defaultdict(list)
    for command in commands:
        by_path[command.path].append(command)
    result = []
    for finding in findings:
        clause = finding.clause
        own = by_path.get(clause.path)
        if clause.quoted:
            around = next(
                (by_path[clause.path[:length]] for length in range(len(clause.path), 0, -1) if clause.path[:length] in by_path), []
            )
            new = bool(around) and all(command.type in _BRINGING for command in around)
            result.append(replace(finding, novelty=Novelty.NEU) if new else finding)
        elif own and clause.kind is ClauseKind.AENDERUNGSBEFEHL:
            changed = [one for command in own if (one := _command_finding(finding, command, addressee_of)) is not None]
            result += changed or [finding]
        else:
            result.append(finding)
    return tuple(result)


def _command_finding(finding: Finding, command: Command, addressee_of: dict[str, Addressee]) -> Finding | None:
    """ "Das Wort ‚kann‘ wird durch das Wort ‚muss‘ ersetzt": what that does can be said without the sentence around it."""
    operation = command.operation
    if operation.old is None or operation.new is None or command.type is not CommandType.ERSETZEN or not command.targets:
        return None
    old, new = operation.old.text, operation.new.text
    words = (WordChange(old=old, new=new),)
    novelty = judge_change(old, new, words)
    if novelty not in (Novelty.VERSCHAERFT, Novelty.ERLEICHTERT):
        return None
    binding = _BINDING.get(modality(new))
    hardened = novelty is Novelty.VERSCHAERFT
    effects = ((Effect.PFLICHT,) if hardened else (Effect.ENTLASTUNG,)) if binding else ()
    addressee = addressee_of.get(command.law, Addressee.MITTELBAR)
    target = command.targets[0]
    steps = {step.kind: step.number for step in target.path}
    change = Change(law=command.law, words=words, commands=(command.citation,))
    flagged = is_flagged(addressee, effects)
    return replace(
        finding,
        clause=replace(
            finding.clause,
            citation=cite_quoted(command.citation, target.cite()),
            norm=next((name_norm(*step) for step in target.path if step.kind in NORM_KINDS), ""),
            absatz=steps.get(ProvisionKind.ABSATZ, ""),
            satz=int(steps.get(ProvisionKind.SATZ, "1") or 1),
        ),
        addressee=addressee,
        effects=effects,
        kind=None,
        bindingness=binding,
        novelty=novelty,
        flagged=flagged,
        score=max(finding.score, 0.5) if flagged else finding.score,
        reasons=(give_reason(novelty, change), "Stammgesetz fehlt: Wen der geänderte Satz trifft, steht nur im geltenden Gesetz."),
        change=change,
    )
