"""Changes of headings and of the table of contents, which are no provisions of their own."""

from __future__ import annotations

import re

from kommunalfreund.amendment.command import CommandType, Operation, Position, Target
from kommunalfreund.amendment.conflict import CommandConflict, ConflictKind
from kommunalfreund.amendment.edits import Editor
from kommunalfreund.amendment.places import Place, find_words
from kommunalfreund.amendment.tree import Node, Part, Text
from kommunalfreund.citation import name_norm
from kommunalfreund.clause import PathStep
from kommunalfreund.draft import Provision, ProvisionKind, TextBlock

_LABEL = re.compile(r"^(?:§ ?\d+[a-z]?|Artikel \d+[a-z]?|Anlage(?: \d+[a-z]?)?)\s+")


def change_heading(place: Place, operation: Operation) -> None:
    """Change the heading of a provision: words in it, or the whole.

    Raises:
        CommandConflict: if the words are not in it.
    """
    node = place.node
    if operation.old is not None:
        if operation.old.text not in node.heading:
            raise CommandConflict(
                ConflictKind.WORTE_FEHLEN, f"In der {place.cited} stehen die Worte „{operation.old.text}“ nicht.", place.cited
            )
        new = operation.new.text if operation.new is not None else ""
        match operation.position:
            case Position.NACH:
                new = _spaced(operation.old.text, new)
            case Position.VOR:
                new = _spaced(new, operation.old.text)
        heading = (
            node.heading.replace(operation.old.text, new) if operation.everywhere else node.heading.replace(operation.old.text, new, 1)
        )
        node.heading = re.sub(r"\s+([,.;])", r"\1", re.sub(r"\s{2,}", " ", heading)).strip()
        return
    if operation.type in (CommandType.STREICHEN, CommandType.AUFHEBEN):
        node.heading = ""
        return
    text = _new_text(operation)
    if not text:
        raise CommandConflict(ConflictKind.WORTLAUT_FEHLT, f"Die neue {place.cited} steht nicht im Entwurf.", place.cited)
    node.heading = _LABEL.sub("", text)


def _spaced(first: str, second: str) -> str:
    return f"{first}{second}" if second.startswith((",", ".", ";")) else f"{first} {second}"


def _new_text(operation: Operation) -> str:
    if operation.new is not None:
        return operation.new.text
    return " ".join(_words(provision) for provision in operation.structure).strip()


def _words(provision: Provision) -> str:
    if provision.heading:
        return provision.heading
    texts = [part.text if isinstance(part, TextBlock) else _words(part) for part in provision.content]
    return " ".join(texts)


def change_table_of_contents(root: Node, target: Target, operation: Operation, editor: Editor) -> None:
    """Change entries of the table of contents; a law that has none takes no harm, the entries are no norms.

    Raises:
        CommandConflict: if there is a table of contents but not the entry.
    """
    table = next((node for node in root.walk() if node.kind is ProvisionKind.INHALTSUEBERSICHT), None)
    if table is None:
        return
    lines = [text for text in table.texts() if text.block.text.strip()]
    entry = _entry(lines, target)
    if target.path and entry is None and operation.old is None:
        raise CommandConflict(ConflictKind.ZIEL_FEHLT, f"{target.cite()} gibt es im geltenden Gesetz nicht.", target.cite())
    if operation.old is not None:
        parts = [Part(text, _owner(table, text), 0, len(text.block.text)) for text in ([entry] if entry is not None else lines)]
        found = find_words(parts, operation.old.text)
        if not found:
            raise CommandConflict(
                ConflictKind.WORTE_FEHLEN, f"In der Inhaltsübersicht stehen die Worte „{operation.old.text}“ nicht.", target.cite()
            )
        part, start, end = found[0]
        at = {Position.NACH: (end, end), Position.VOR: (start, start)}.get(operation.position or Position.ENDE, (start, end))
        editor.change(part.text, *at, operation.new)
        return
    new = [Text(editor.new(block)) for block in _new_lines(operation)]
    if operation.type in (CommandType.STREICHEN, CommandType.AUFHEBEN):
        if entry is not None:
            _owner(table, entry).content.remove(entry)
        return
    if entry is None:
        if operation.type in (CommandType.NEUFASSUNG, CommandType.ERSETZEN):
            table.content = list(new)
        elif operation.position is Position.ANFANG:
            table.content[:0] = new
        else:
            table.content += new
        return
    owner = _owner(table, entry)
    index = owner.content.index(entry)
    match operation.position:
        case Position.NACH:
            owner.content[index + 1 : index + 1] = new
        case Position.VOR:
            owner.content[index:index] = new
        case _:
            owner.content[index : index + 1] = new


def _owner(table: Node, text: Text) -> Node:
    return next(node for node in table.walk() if text in node.content)


def _entry(lines: list[Text], target: Target) -> Text | None:
    if not target.path:
        return None
    label = name_norm(*target.path[-1]) if target.path[-1].kind in _NORMS else _group_label(target.path[-1])
    pattern = re.compile(rf"{re.escape(label).replace('Art ', 'Art(?:ikel)? ')}(?![\w])", re.IGNORECASE)
    return next((text for text in lines if pattern.match(text.block.text)), None)


_NORMS = frozenset({ProvisionKind.PARAGRAF, ProvisionKind.ARTIKEL, ProvisionKind.ANLAGE})


def _group_label(step: PathStep) -> str:
    return f"{step.kind.value.capitalize()} {step.number}"


def _new_lines(operation: Operation) -> list[TextBlock]:
    """New entries: one block each, labels put before headings where the mark-up keeps them apart."""
    if operation.new is not None:
        return [operation.new]
    lines: list[TextBlock] = []
    for provision in operation.structure:
        if provision.label:
            text = " ".join(filter(None, (provision.label, _words(provision))))
            lines.append(TextBlock(text=text, pieces=(), anchor=provision.anchor))
        else:
            lines += [part for part in provision.content if isinstance(part, TextBlock)]
            lines += [TextBlock(text=f"{part.label} {_words(part)}".strip(), pieces=(), anchor=part.anchor) for part in provision.children]
    return lines
