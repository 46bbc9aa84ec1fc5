"""Changes of the tree: words in texts, sentences, provisions; each records what it takes away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kommunalfreund.amendment.places import Place
from kommunalfreund.amendment.text import cut, join, plain_block, splice, with_origin
from kommunalfreund.amendment.tree import Node, Part, Text, grow
from kommunalfreund.draft import ITEM_KINDS, Origin, Provision, ProvisionKind, TextBlock, TextPiece, TextRole
from kommunalfreund.reading import labels

REPEALED = "(weggefallen)"
"""What stands in the place of a repealed provision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Characters of the law in force that a command took away.

    Attributes:
        command: its id.
        piece: where they stand in the law in force.
    """

    command: str
    piece: TextPiece


@dataclass(slots=True)
class Editor:
    """Changes texts and provisions in the name of one command."""

    command: str
    removals: list[Removal] = field(default_factory=list)

    def new(self, block: TextBlock) -> TextBlock:
        """A block as text that this command brings."""
        return replace(with_origin(block, Origin.NEU, self.command), quoted=())

    # words ----------------------------------------------------------------------------------------------------------

    def change(self, text: Text, start: int, end: int, new: TextBlock | None) -> None:
        """Replace characters of a text; ``start`` equal to ``end`` inserts."""
        self._take(cut(text.block, start, end))
        text.block = splice(text.block, start, end, self.new(new) if new is not None else None)

    def remove_part(self, part: Part) -> None:
        """Drop the characters of a part; an emptied text disappears."""
        self.change(part.text, part.start, part.end, None)
        if not part.text.block.text.strip():
            part.owner.content.remove(part.text)

    def _take(self, block: TextBlock) -> None:
        self.removals += [Removal(command=self.command, piece=piece) for piece in block.pieces if piece.origin is not Origin.NEU]

    # sentences ------------------------------------------------------------------------------------------------------

    def remove_sentence(self, place: Place) -> None:
        """Drop a sentence with its enumeration."""
        assert place.sentence is not None
        for item in place.sentence.items:
            self.remove_node(item)
        for part in reversed(place.sentence.parts):
            self.remove_part(part)

    def replace_sentence(self, place: Place, content: Sequence[TextBlock | Provision]) -> None:
        """Put new text in the place of a sentence."""
        assert place.sentence is not None
        first = place.sentence.parts[0]
        if len(content) == 1 and isinstance(content[0], TextBlock) and not place.sentence.items and len(place.sentence.parts) == 1:
            self.change(first.text, first.start, first.end, content[0])
            return
        index, owner = self._split(first.text, first.owner, first.start)
        marker = Text(plain_block("", first.text.block))
        owner.content.insert(index, marker)
        if first.start:
            behind = owner.content[index + 1]
            assert isinstance(behind, Text)
            shift = first.start
            for part in place.sentence.parts:
                if part.text is first.text:
                    part.text, part.start, part.end = behind, part.start - shift, part.end - shift
        self.remove_sentence(place)
        index = owner.content.index(marker)
        owner.content[index : index + 1] = [self._part(one, owner) for one in content]

    def insert_text(self, part: Part, at: int, content: Sequence[TextBlock | Provision]) -> None:
        """Put new text at an offset of a text."""
        if len(content) == 1 and isinstance(content[0], TextBlock):
            self.change(part.text, at, at, content[0])
            return
        index, owner = self._split(part.text, part.owner, at)
        owner.content[index:index] = [self._part(one, owner) for one in content]

    def _split(self, text: Text, owner: Node, at: int) -> tuple[int, Node]:
        """Cut a text in two; returns the index between them and the node that holds them."""
        index = owner.content.index(text)
        block = text.block
        if at <= 0:
            return index, owner
        if at < len(block.text):
            left, right = cut(block, 0, at), cut(block, at, len(block.text))
            text.block = cut(left, 0, len(left.text.rstrip()))
            owner.content.insert(index + 1, Text(right))
        return index + 1, owner

    def _part(self, content: TextBlock | Provision, owner: Node) -> Text | Node:
        if isinstance(content, Provision):
            return self.grow(content, owner)
        return Text(self.new(content))

    # provisions -----------------------------------------------------------------------------------------------------

    def grow(self, provision: Provision, parent: Node) -> Node:
        """A node of new text."""
        node = grow(provision, parent, command=self.command)
        for text in node.texts():
            text.block = self.new(text.block)
        return node

    def remove_node(self, node: Node) -> None:
        """Drop a provision with everything in it."""
        for text in node.texts():
            self._take(text.block)
        if node.parent is not None:
            node.parent.content.remove(node)

    def repeal(self, node: Node) -> None:
        """Repeal a provision: "(weggefallen)" stays in its place, except at the end of an enumeration."""
        parent = node.parent
        siblings = [child for child in parent.children if child.kind is node.kind] if parent is not None else []
        if not node.number or (node.kind in ITEM_KINDS and siblings and siblings[-1] is node):
            self.remove_node(node)
            return
        for text in node.texts():
            self._take(text.block)
        node.content = []
        node.repealed = True
        if node.heading or node.kind in (ProvisionKind.PARAGRAF, ProvisionKind.ARTIKEL, ProvisionKind.ANLAGE):
            node.heading = REPEALED
        else:
            node.content = [Text(TextBlock(text=REPEALED, pieces=(), anchor=node.anchor))]

    def replace_nodes(self, nodes: Sequence[Node], structure: Sequence[Provision]) -> None:
        """Put new provisions in the place of old ones."""
        first = nodes[0]
        parent = first.parent
        assert parent is not None
        index = parent.content.index(first)
        for node in nodes:
            self.remove_node(node)
        grown = [self.grow(provision, parent) for provision in structure]
        for node, old in zip(grown, nodes, strict=False):
            node.former = old.former
        if len(grown) == 1 and len(nodes) == 1 and grown[0].kind is first.kind and first.number:
            grown[0].number, grown[0].label = first.number, first.label if first.origin is not Origin.NEU else grown[0].label
        parent.content[index:index] = grown

    def replace_content(self, node: Node, content: Sequence[TextBlock | Provision]) -> None:
        """New text under the old label."""
        for text in node.texts():
            self._take(text.block)
        node.repealed = False
        node.content = [self._part(one, node) for one in content]

    def insert_nodes(self, structure: Sequence[Provision], *, parent: Node, index: int) -> None:
        """New provisions at an index of a node; placeholders of repealed ones with the same number make room."""
        for provision in structure:
            self.make_room(parent, provision.kind, provision.number)
        parent.content[index:index] = [self.grow(provision, parent) for provision in structure]

    def insert_content(self, content: Sequence[TextBlock | Provision], *, parent: Node, index: int) -> None:
        """New texts and nameless provisions at an index of a node."""
        parent.content[index:index] = [self._part(one, parent) for one in content]

    def make_room(self, parent: Node, kind: ProvisionKind, number: str) -> None:
        """Drop the placeholder of a repealed provision whose number is given away again."""
        for node in [child for child in parent.children if child.repealed and child.kind is kind and child.number == number]:
            parent.content.remove(node)

    def renumber(self, node: Node, number: str) -> None:
        """Give a provision another number; its text has moved."""
        if node.parent is not None:
            self.make_room(node.parent, node.kind, number)
        node.label = relabel(node.label, node.kind, number)
        node.number = number
        node.origin = Origin.VERSCHOBEN if node.origin is not Origin.NEU else node.origin
        node.command = node.command or self.command
        for text in node.texts():
            text.block = with_origin(text.block, Origin.VERSCHOBEN, self.command) if node.origin is Origin.VERSCHOBEN else text.block


def relabel(label: str, kind: ProvisionKind, number: str) -> str:
    """The label with another number, printed as before.

    >>> relabel("(2)", ProvisionKind.ABSATZ, "3"), relabel("", ProvisionKind.ABSATZ, "1"), relabel("§ 5", ProvisionKind.PARAGRAF, "5a")
    ('(3)', '(1)', '§ 5a')
    """
    old = labels.number_of(label)
    if old and old in label:
        before, _, behind = label.rpartition(old)
        return f"{before}{number}{behind}"
    match kind:
        case ProvisionKind.ABSATZ:
            return f"({number})"
        case ProvisionKind.PARAGRAF:
            return f"§ {number}"
        case ProvisionKind.NUMMER:
            return f"{number}."
        case ProvisionKind.ARTIKEL:
            return f"Artikel {number}"
        case ProvisionKind.ANLAGE:
            return f"Anlage {number}"
    return f"{number})"


def content_of(structure: Sequence[Provision], new: TextBlock | None) -> list[TextBlock | Provision]:
    """New text as content: words, or what stands in nameless provisions."""
    if new is not None:
        return [new]
    content: list[TextBlock | Provision] = []
    for provision in structure:
        if provision.number or provision.kind in (ProvisionKind.PARAGRAF, ProvisionKind.ARTIKEL):
            content.append(provision)
        elif not provision.content and provision.heading:
            content.append(TextBlock(text=provision.heading, pieces=(), anchor=provision.anchor))
        else:
            content += provision.content
    texts = [part for part in content if isinstance(part, TextBlock) and part.role is TextRole.FLIESSTEXT]
    if len(texts) == len(content) and len(texts) > 1:
        return [join(texts, " ")]
    return content
