"""Provisions and sentences repealed, recast, put beside others or at the edge of a level."""

from __future__ import annotations

from collections.abc import Sequence

from kommunalfreund.amendment.command import Operation, Position, Target, TargetPart
from kommunalfreund.amendment.conflict import CommandConflict, ConflictKind
from kommunalfreund.amendment.edits import Editor, content_of
from kommunalfreund.amendment.places import Place, parts_of
from kommunalfreund.amendment.tree import NORM_KINDS, Node, Part, Text, children_of_kind
from kommunalfreund.draft import GROUPING_KINDS, ITEM_KINDS, Provision, ProvisionKind, TextBlock, TextRole


def remove(place: Place, target: Target, editor: Editor) -> None:
    """Repeal provisions, a sentence, or the text before or behind an enumeration."""
    if place.sentence is not None:
        editor.remove_sentence(place)
        return
    if target.part in (TargetPart.VOR_AUFZAEHLUNG, TargetPart.NACH_AUFZAEHLUNG):
        for part in reversed(parts_of(place, target.part)):
            editor.remove_part(part)
        return
    if place.node.parent is None:
        raise CommandConflict(ConflictKind.NICHT_LESBAR, "Der Befehl nennt nicht, was aufgehoben wird.")
    for node in place.nodes:
        editor.repeal(node)


def drop(place: Place, editor: Editor) -> None:
    """Take away what another place receives new text for ("Satz 1 und 2 wird wie folgt gefasst"), without a placeholder."""
    if place.sentence is not None:
        editor.remove_sentence(place)
        return
    for node in place.nodes:
        editor.remove_node(node)


def replace_text(place: Place, target: Target, operation: Operation, editor: Editor) -> None:
    """Put new text in the place of provisions, sentences, tables or the text around an enumeration.

    Raises:
        CommandConflict: if there is no new text, or nothing to put it in the place of.
    """
    content = content_of(operation.structure, operation.new)
    if not content and not operation.structure:
        raise CommandConflict(ConflictKind.WORTLAUT_FEHLT, f"Der neue Wortlaut zu {place.cited} steht nicht im Entwurf.", place.cited)
    if target.part is TargetPart.SONSTIGES:
        _replace_tables(place, target, content, editor)
    elif place.sentence is not None:
        editor.replace_sentence(place, content)
    elif target.part in (TargetPart.VOR_AUFZAEHLUNG, TargetPart.NACH_AUFZAEHLUNG):
        parts = parts_of(place, target.part)
        if not parts:
            raise CommandConflict(ConflictKind.ZIEL_FEHLT, f"{place.cited} gibt es im geltenden Gesetz nicht.", place.cited)
        editor.change(parts[0].text, parts[0].start, parts[0].end, operation.new or next(b for b in content if isinstance(b, TextBlock)))
        for part in reversed(parts[1:]):
            editor.remove_part(part)
    elif place.node.parent is None:
        raise CommandConflict(ConflictKind.NICHT_LESBAR, "Der Befehl nennt nicht, was neu gefasst wird.")
    else:
        _replace_nodes(place, operation, content, editor)


def _replace_nodes(place: Place, operation: Operation, content: list[TextBlock | Provision], editor: Editor) -> None:
    structure = [provision for provision in operation.structure if provision.number or provision.kind in GROUPING_KINDS]
    named = bool(structure) and _rank(structure[0].kind) <= _rank(place.node.kind)
    if named or (structure and structure[0].kind is place.node.kind):
        editor.replace_nodes(place.nodes, operation.structure)
        return
    only = operation.structure[0] if len(operation.structure) == 1 else None
    if only is not None and only.heading and only.label and not only.number:
        content = list(only.content)
    editor.replace_content(place.node, content)
    for node in place.nodes[1:]:
        editor.remove_node(node)


def _replace_tables(place: Place, target: Target, content: list[TextBlock | Provision], editor: Editor) -> None:
    owner = next((node for node in place.node.walk() if any(_is_table(part) for part in node.content)), None)
    if owner is None or target.detail not in ("Tabelle",):
        raise CommandConflict(ConflictKind.ZIEL_FEHLT, f"{place.cited} lässt sich im geltenden Gesetz nicht bestimmen.", place.cited)
    index = next(at for at, part in enumerate(owner.content) if _is_table(part))
    for part in [part for part in owner.content if _is_table(part)]:
        assert isinstance(part, Text)
        editor.remove_part(Part(part, owner, 0, len(part.block.text)))
    owner.content[index:index] = [Text(editor.new(part)) for part in content if isinstance(part, TextBlock)]


def insert_beside(place: Place, operation: Operation, editor: Editor) -> None:
    """Put new provisions or sentences behind or before a place."""
    behind = operation.position is Position.NACH
    content = content_of(operation.structure, operation.new)
    if place.sentence is not None:
        sentence = place.sentence
        part = sentence.parts[-1] if behind else sentence.parts[0]
        last_item = sentence.items[-1] if sentence.items else None
        if behind and last_item is not None and last_item.parent is not None and _item_follows(part, last_item):
            editor.insert_content(content, parent=last_item.parent, index=last_item.parent.content.index(last_item) + 1)
            return
        editor.insert_text(part, part.end if behind else part.start, content)
        return
    node = place.nodes[-1] if behind else place.nodes[0]
    parent = node.parent
    if parent is None:
        raise CommandConflict(ConflictKind.NICHT_LESBAR, "Der Befehl nennt nicht, wo eingefügt wird.")
    structure = [provision for provision in operation.structure if provision.number or provision.kind in GROUPING_KINDS]
    index = parent.content.index(node) + behind
    if structure:
        editor.insert_nodes(operation.structure, parent=parent, index=index)
    else:
        editor.insert_content(content, parent=parent, index=index)


def append_text(place: Place, operation: Operation, editor: Editor) -> None:
    """Put new provisions, sentences or words at the end (or beginning) of a place."""
    start = operation.position is Position.ANFANG
    structure = [provision for provision in operation.structure if provision.number or provision.kind in (*GROUPING_KINDS, *NORM_KINDS)]
    if structure and place.sentence is None and structure[0].kind is place.node.kind and place.node.parent is not None:
        sibling = place.nodes[0] if start else place.nodes[-1]
        editor.insert_nodes(operation.structure, parent=place.node.parent, index=place.node.parent.content.index(sibling) + (not start))
        return
    if structure:
        _append_nodes(place, operation.structure, structure[0], editor, start=start)
        return
    content = content_of(operation.structure, operation.new)
    sentences = any(one.kind is ProvisionKind.SATZ for one in operation.expected) or not any(target.path for target in operation.targets)
    if place.sentence is not None and not sentences:
        part = place.sentence.parts[0] if start else place.sentence.parts[-1]
        _append_words(part, content, editor, start=start)
        return
    if place.sentence is not None:
        part = place.sentence.parts[0] if start else place.sentence.parts[-1]
        editor.insert_text(part, part.start if start else part.end, content)
        return
    node = _text_level(place.node)
    texts = [one for one in node.texts() if one.block.role is TextRole.FLIESSTEXT]
    if not sentences and texts:
        text = texts[0] if start else texts[-1]
        owner = next(one for one in node.walk() if text in one.content)
        _append_words(Part(text, owner, 0, len(text.block.text)), content, editor, start=start)
        return
    edge = node.content[0 if start else -1] if node.content else None
    if isinstance(edge, Text) and edge.block.role is TextRole.FLIESSTEXT:
        part = Part(edge, node, 0, len(edge.block.text))
        editor.insert_text(part, 0 if start else part.end, content)
        return
    editor.insert_content(content, parent=node, index=0 if start else len(node.content))
    node.repealed = False


def _append_words(part: Part, content: list[TextBlock | Provision], editor: Editor, *, start: bool) -> None:
    """Words at the edge of a text; in front of its closing mark unless they bring one."""
    block = next((one for one in content if isinstance(one, TextBlock)), None)
    if block is None:
        editor.insert_text(part, part.start if start else part.end, content)
        return
    if start:
        editor.change(part.text, part.start, part.start, block)
        return
    text = part.text.block.text[part.start : part.end].rstrip()
    end = part.start + len(text)
    if text.endswith((".", ",", ";")) and not block.text.endswith((".", ",", ";", ":")):
        end -= 1
    elif text.endswith(".") and block.text.startswith((";", ",")):
        editor.change(part.text, end - 1, end, block)
        return
    editor.change(part.text, end, end, block)


def _append_nodes(place: Place, structure: Sequence[Provision], first: Provision, editor: Editor, *, start: bool) -> None:
    node = place.node
    siblings = (
        [item for item in place.sentence.items if item.kind is first.kind]
        if place.sentence is not None
        else children_of_kind(node, first.kind)
    )
    if siblings:
        edge = siblings[0] if start else siblings[-1]
        parent = edge.parent
        assert parent is not None
        editor.insert_nodes(structure, parent=parent, index=parent.content.index(edge) + (not start))
        return
    level = _text_level(node) if first.kind in ITEM_KINDS else node
    index = 0 if start else len(level.content)
    if first.kind in NORM_KINDS and node.parent is None and not start:
        index = _before_closing(level, first.kind)
    editor.insert_nodes(structure, parent=level, index=index)


def _rank(kind: ProvisionKind) -> int:
    order = (
        *GROUPING_KINDS,
        ProvisionKind.ARTIKEL,
        ProvisionKind.PARAGRAF,
        ProvisionKind.ANLAGE,
        ProvisionKind.ABSATZ,
        ProvisionKind.NUMMER,
        ProvisionKind.BUCHSTABE,
        ProvisionKind.DOPPELBUCHSTABE,
        ProvisionKind.DREIFACHBUCHSTABE,
    )
    if kind in GROUPING_KINDS:
        return 0
    return order.index(kind) if kind in order else 99


def _is_table(part: object) -> bool:
    return isinstance(part, Text) and part.block.role is TextRole.TABELLE


def _item_follows(part: Part, item: Node) -> bool:
    """The enumeration stands behind the last words of the sentence."""
    owner = part.owner
    return item in owner.content and owner.content.index(item) > owner.content.index(part.text)


def _text_level(node: Node) -> Node:
    """The level that holds the sentences of a norm: its last unnumbered Absatz, or itself."""
    absaetze = [child for child in node.children if child.kind is ProvisionKind.ABSATZ]
    if absaetze and node.kind is not ProvisionKind.ABSATZ:
        return absaetze[-1]
    return node


def _before_closing(node: Node, kind: ProvisionKind) -> int:
    """Index behind the last norm, before Schlussformel and, unless an Anlage is meant, Anlagen."""
    ends = (ProvisionKind.SCHLUSSFORMEL,) if kind is ProvisionKind.ANLAGE else (ProvisionKind.SCHLUSSFORMEL, ProvisionKind.ANLAGE)
    for index, part in enumerate(node.content):
        if isinstance(part, Node) and part.kind in ends:
            return index
    return len(node.content)
