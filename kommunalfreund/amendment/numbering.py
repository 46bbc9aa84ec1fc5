"""Provisions renumbered."""

from __future__ import annotations

from dataclasses import replace

from kommunalfreund.amendment.command import Operation, Target, TargetPart
from kommunalfreund.amendment.conflict import CommandConflict, ConflictKind
from kommunalfreund.amendment.edits import Editor
from kommunalfreund.amendment.places import find_place
from kommunalfreund.amendment.tree import Node, number_key
from kommunalfreund.draft import ProvisionKind


def renumber(root: Node, operation: Operation, target: Target, editor: Editor) -> None:
    """Give provisions other numbers; sentences count themselves.

    Raises:
        CommandConflict: if a provision is missing, or there are more provisions than numbers or the other way round.
    """
    numbers = operation.new_numbers
    index = operation.targets.index(target)
    if target.kind is ProvisionKind.SATZ and target.part is not TargetPart.WORTLAUT:
        return
    if target.part is TargetPart.WORTLAUT:
        _number_text(root, target, numbers[0], editor)
        return
    if index:
        return
    nodes: list[Node] = []
    for one in operation.targets:
        nodes += find_place(root, one).nodes
    wanted = [number for one in numbers for number in _expand(one, len(nodes) if len(numbers) == 1 else 0)]
    if len(wanted) != len(nodes):
        raise CommandConflict(
            ConflictKind.ZIEL_FEHLT,
            f"Zu {target.cite()} passt die neue Zählung nicht: {len(nodes)} Stellen, {len(wanted)} neue Nummern.",
            target.cite(),
        )
    for node, number in zip(nodes, wanted, strict=True):
        editor.renumber(node, number)


def _number_text(root: Node, target: Target, number: Target, editor: Editor) -> None:
    """ "Der bisherige Wortlaut wird Absatz 1"."""
    node = find_place(root, replace(target, part=TargetPart.GANZ)).node
    unnumbered = [child for child in node.children if child.kind is ProvisionKind.ABSATZ and not child.number]
    if not unnumbered:
        texts = [part for part in node.content if not (isinstance(part, Node) and part.kind is ProvisionKind.ABSATZ)]
        if not texts:
            raise CommandConflict(ConflictKind.ZIEL_FEHLT, f"{target.cite()} hat schon gezählte Absätze.", target.cite())
        absatz = Node(kind=ProvisionKind.ABSATZ, anchor=node.anchor, parent=node, former="")
        at = node.content.index(texts[0])
        node.content = [part for part in node.content if part not in texts]
        node.content.insert(at, absatz)
        absatz.content = texts
        unnumbered = [absatz]
    first = unnumbered[0]
    for other in unnumbered[1:]:
        first.content += other.content
        node.content.remove(other)
    for child in first.children:
        child.parent = first
    editor.renumber(first, number.path[-1].number if number.path else "1")


def _expand(target: Target, count: int) -> list[str]:
    """The numbers of a new range; for letters and numbers alike."""
    first = target.path[-1].number
    if not target.up_to:
        return [first]
    numbers = [first]
    while numbers[-1] != target.up_to and len(numbers) < max(count, 1) + 1:
        numbers.append(_successor(numbers[-1]))
    return numbers


def _successor(number: str) -> str:
    """
    >>> _successor("3"), _successor("a"), _successor("2a")
    ('4', 'b', '3')
    """
    if number[:1].isdigit():
        return str(number_key(number)[0] + 1)
    return number[:-1] + chr(ord(number[-1]) + 1) if len(set(number)) > 1 or len(number) == 1 else chr(ord(number[0]) + 1) * len(number)
