"""The law while commands are applied to it: a tree that can be changed, with places found in it by citation.

It is built from the provisions of a law and turned back into them; outside of the application nobody sees it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kommunalfreund.composition import Composition
from kommunalfreund.draft import (
    GROUPING_KINDS,
    ITEM_KINDS,
    Anchor,
    Origin,
    Provision,
    ProvisionKind,
    TextBlock,
    TextRole,
)
from kommunalfreund.language.sentences import split_sentences

NORM_KINDS = frozenset({ProvisionKind.PARAGRAF, ProvisionKind.ARTIKEL, ProvisionKind.ANLAGE})


@dataclass(slots=True, eq=False)
class Text:
    """A text block that can be changed."""

    block: TextBlock


@dataclass(slots=True, eq=False)
class Node:
    """A provision that can be changed.

    Attributes:
        kind, anchor, number, label, heading, refers_to: as in Provision.
        content: texts and nodes in order.
        parent: node around it, None at the top.
        former: number before the bill, None for new provisions.
        origin: of the provision as a whole.
        command: id of the command that brought or moved it.
        repealed: it was repealed and stands only as a placeholder.
    """

    kind: ProvisionKind
    anchor: Anchor
    number: str = ""
    label: str = ""
    heading: str = ""
    refers_to: str = ""
    content: list[Text | Node] = field(default_factory=list)
    parent: Node | None = None
    former: str | None = None
    origin: Origin = Origin.ALT
    command: str = ""
    repealed: bool = False

    @property
    def children(self) -> list[Node]:
        """Nodes directly in it."""
        return [part for part in self.content if isinstance(part, Node)]

    def walk(self) -> Iterator[Node]:
        """It and all nodes below, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def texts(self) -> Iterator[Text]:
        """All texts in it and below, in order."""
        for part in self.content:
            if isinstance(part, Text):
                yield part
            else:
                yield from part.texts()

    def freeze(self) -> Provision:
        """The provision as it stands now."""
        return Provision(
            kind=self.kind,
            anchor=self.anchor,
            number=self.number,
            label=self.label,
            heading=self.heading,
            refers_to=self.refers_to,
            content=tuple(part.freeze() if isinstance(part, Node) else part.block for part in self.content),
        )


def grow(provision: Provision, parent: Node | None = None, *, command: str = "") -> Node:
    """A node out of a provision.

    Args:
        provision: of the law, or new text of a command.
        parent: node it will stand in.
        command: id of the command that brings it, empty for the law itself.
    """
    node = Node(
        kind=provision.kind,
        anchor=provision.anchor,
        number=provision.number,
        label=provision.label,
        heading=provision.heading,
        refers_to=provision.refers_to,
        parent=parent,
        former=None if command else provision.number,
        origin=Origin.NEU if command else Origin.ALT,
        command=command,
    )
    for part in provision.content:
        if isinstance(part, Provision):
            node.content.append(grow(part, node, command=command))
        else:
            node.content.append(Text(part))
    return node


@dataclass(slots=True)
class Part:
    """Some characters of a text."""

    text: Text
    owner: Node
    start: int
    end: int


@dataclass(slots=True)
class Sentence:
    """One sentence of a level: its characters and the items of its enumeration."""

    parts: list[Part]
    items: list[Node]


def sentences_of(node: Node) -> list[Sentence]:
    """The sentences of an Absatz, norm or item, counted as they are cited: items belong to the sentence that introduces them."""
    found: list[Sentence] = []
    composition: Composition | None = None
    for part in node.content:
        if isinstance(part, Text):
            block = part.block
            if block.role is not TextRole.FLIESSTEXT or not any(map(str.isalnum, block.text)):
                continue
            for start, end in split_sentences(block.text, block.sentence_starts):
                numbered = start in block.sentence_starts
                if composition is None or numbered or not composition.takes(block.text[start : start + 2]):
                    composition = Composition()
                    found.append(Sentence(parts=[], items=[]))
                composition.add(block, start, end)
                found[-1].parts.append(Part(part, node, start, end))
        elif part.kind in ITEM_KINDS or part.kind in (ProvisionKind.SATZ, ProvisionKind.SONSTIGE) or _unnumbered(part):
            if part.kind not in ITEM_KINDS:
                for sentence in sentences_of(part):
                    composition = Composition()
                    found.append(sentence)
                continue
            if composition is None or (composition.ended and not composition.items and not composition.tail.endswith(":")):
                composition = composition or Composition()
                if not found:
                    found.append(Sentence(parts=[], items=[]))
            composition.open_item(part.label, part.anchor)
            _compose(part, composition)
            composition.close_item()
            found[-1].items.append(part)
    return found


def _unnumbered(node: Node) -> bool:
    return node.kind is ProvisionKind.ABSATZ and not node.number


def _compose(node: Node, composition: Composition) -> None:
    for part in node.content:
        if isinstance(part, Text):
            if part.block.text:
                composition.add(part.block, 0, len(part.block.text))
        elif part.kind in ITEM_KINDS:
            composition.open_item(part.label, part.anchor)
            _compose(part, composition)
            composition.close_item()
        else:
            _compose(part, composition)


def number_key(number: str) -> tuple[int, str]:
    """Order of numbers: 2 < 2a < 3 < 10, a < b < aa.

    >>> sorted(["10", "2a", "3", "2"], key=number_key)
    ['2', '2a', '3', '10']
    """
    digits = "".join(character for character in number if character.isdigit())
    if not number[:1].isdigit():
        return len(number), number
    lead = ""
    for character in number:
        if not character.isdigit():
            break
        lead += character
    return int(lead or digits or 0), number[len(lead) :]


def children_of_kind(node: Node, kind: ProvisionKind) -> list[Node]:
    """Nodes of a level inside a node, through unnumbered levels and chapters between."""
    found = []
    for child in node.children:
        if child.kind is kind:
            found.append(child)
        elif _transparent(child, kind):
            found += children_of_kind(child, kind)
    return found


def _transparent(child: Node, wanted: ProvisionKind) -> bool:
    if wanted in NORM_KINDS or wanted in GROUPING_KINDS:
        return child.kind in GROUPING_KINDS or (wanted is not ProvisionKind.ANLAGE and child.kind is ProvisionKind.SONSTIGE)
    if child.kind is ProvisionKind.ABSATZ and not child.number:
        return True
    return child.kind in GROUPING_KINDS or child.kind in (ProvisionKind.SONSTIGE, ProvisionKind.SATZ)


def pick(candidates: Sequence[Node], number: str, *, former: bool = False, renumbered: bool = False) -> Node | None:
    """The node of a number.

    Args:
        candidates: nodes of one level.
        number: wanted.
        former: it is the number before the bill.
        renumbered: it is a number that the bill has given; otherwise untouched provisions come first.
    """
    alive = [node for node in candidates if not node.repealed]
    if renumbered and (moved := [node for node in alive if node.number == number and node.origin is Origin.VERSCHOBEN]):
        return moved[0]
    if former:
        old = [node for node in alive if node.former == number]
        if old:
            return next((node for node in old if node.origin is Origin.ALT), old[0])
    now = [node for node in alive if node.number == number]
    if now:
        return next((node for node in now if node.origin is Origin.ALT), now[0])
    gone = [node for node in candidates if node.repealed and node.number == number]
    if gone:
        return gone[0]
    return next((node for node in alive if node.former == number), None)
