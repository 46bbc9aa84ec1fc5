"""The new text of a command: quoted words, marked-up provisions, or quoted paragraphs without mark-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kommunalfreund.amendment.command import CommandType, Operation, TargetPart
from kommunalfreund.amendment.quotations import OPENING, Skeleton, read_structure
from kommunalfreund.amendment.text import cut, stripped
from kommunalfreund.draft import Provision, ProvisionKind, TextBlock, TextRole

_WORD_KINDS = frozenset({ProvisionKind.SATZ})


def with_unmarked_quote(skeleton: Skeleton, block: TextBlock, followed: bool) -> Skeleton:
    """New text that the source prints without quotation marks behind the colon ("… angefügt:Die Behörde …") is a quotation, too."""
    if followed:
        return skeleton
    for words in ("gefasst:", "angefügt:", "eingefügt:", "ersetzt:", "vorangestellt:"):
        at = skeleton.text.find(words)
        if at < 0:
            continue
        begin = at + len(words)
        rest = skeleton.text[begin:].strip()
        if not rest or rest.startswith("\ue000") or len(rest) < 3:
            return skeleton
        offset = skeleton.offsets[begin]
        quote = stripped(cut(block, offset, len(block.text)))
        placeholder = f"\ue000{len(skeleton.quotes)}\ue001"
        return replace(
            skeleton,
            text=f"{skeleton.text[:begin]} {placeholder}",
            quotes=(*skeleton.quotes, quote),
            offsets=(*skeleton.offsets[:begin], *([offset] * (len(placeholder) + 1))),
        )
    return skeleton


def new_structures(quoted: Sequence[Provision], plain: Sequence[TextBlock], skeleton: Skeleton) -> tuple[Provision, ...]:
    """New provisions behind the command: marked up, or read from plain quoted paragraphs."""
    if not plain and not skeleton.open:
        return tuple(quoted)
    blocks = [*([skeleton.quotes[-1]] if skeleton.open and skeleton.quotes and skeleton.quotes[-1].text else ())]
    for block in plain:
        blocks.append(block if block.role is TextRole.TABELLE else _unquoted(block))
    return read_structure([block for block in blocks if block.text], quoted)


def _unquoted(block: TextBlock) -> TextBlock:
    text = block.text
    start = 1 if text[:1] in OPENING else 0
    end = len(text)
    tail = text.rstrip(".,; ")
    if tail.endswith(("“", "”", "«")) and sum(map(text[start:].count, OPENING)) < sum(map(text.count, "“«”")):
        end = len(tail) - 1
    return stripped(cut(block, start, end))


def distribute(operations: Sequence[Operation], structures: tuple[Provision, ...]) -> tuple[Operation, ...]:
    """Give the quoted provisions to the operations that announce them; quotations of several levels are read as provisions."""
    takers = [index for index, operation in enumerate(operations) if _takes_structure(operation)]
    result = list(operations)
    left = structures
    for place, index in enumerate(takers):
        operation = operations[index]
        last = place == len(takers) - 1
        count = len(left) if last else min(max(_announced(operation), 1), len(left))
        taken, left = left[:count], left[count:]
        if taken:
            new = operation.new if operation.old is not None else None
            result[index] = replace(operation, structure=taken, new=new)
    return tuple(_structured(operation) for operation in result)


def _announced(operation: Operation) -> int:
    numbers = [target for target in operation.expected if target.path]
    if any(target.up_to for target in numbers):
        return 10**6
    return len(numbers) or len(operation.targets)


def _takes_structure(operation: Operation) -> bool:
    if operation.type in (CommandType.STREICHEN, CommandType.AUFHEBEN, CommandType.UMNUMMERIERUNG):
        return False
    return operation.new is None


def _structured(operation: Operation) -> Operation:
    """Quoted text that is announced as a provision ("folgende Nummer 17 wird angefügt: „17. …“") becomes one."""
    if operation.new is None or operation.old is not None or operation.structure:
        return operation
    kinds = {target.kind for target in operation.expected} or {target.kind for target in operation.targets}
    parts = {target.part for target in (*operation.expected, *operation.targets)}
    if parts & {TargetPart.UEBERSCHRIFT, TargetPart.INHALTSUEBERSICHT, TargetPart.TITEL, TargetPart.SONSTIGES, TargetPart.VOR_AUFZAEHLUNG}:
        return operation
    if kinds & _WORD_KINDS or kinds == {None}:
        return operation
    structure = read_structure((operation.new,))
    if any(provision.label for provision in structure):
        return replace(operation, structure=structure, new=None)
    return operation


def find_problem(operation: Operation) -> str:
    """What is missing in a command that was read."""
    if operation.type in (CommandType.STREICHEN, CommandType.AUFHEBEN, CommandType.UMNUMMERIERUNG, CommandType.UNBEKANNT):
        return ""
    if operation.new is None and not any(_has_text(provision) for provision in operation.structure):
        return "Der neue Wortlaut steht nicht im Entwurf."
    return ""


def _has_text(provision: Provision) -> bool:
    return any(part.blocks or part.heading or part.label for part in provision.walk())
