"""Base law and commands to the resulting text; every character keeps its origin, what cannot be applied becomes a conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kommunalfreund.amendment.command import Command, CommandType, Operation, Position, Target, TargetPart
from kommunalfreund.amendment.conflict import CommandConflict, Conflict, ConflictKind
from kommunalfreund.amendment.edits import Editor, Removal
from kommunalfreund.amendment.headings import change_heading, change_table_of_contents
from kommunalfreund.amendment.numbering import renumber
from kommunalfreund.amendment.places import Place, find_by_reference, find_place
from kommunalfreund.amendment.provisions import append_text, drop, insert_beside, remove, replace_text
from kommunalfreund.amendment.tree import Node, grow
from kommunalfreund.amendment.words import change_words
from kommunalfreund.citation import name_norm
from kommunalfreund.clause import PathStep
from kommunalfreund.draft import Anchor, Document, DocumentPart, Draft, Provision, ProvisionKind
from kommunalfreund.reading.drafts import content_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidation:
    """A law with the commands of a bill applied to it.

    Attributes:
        base: the law in force.
        result: the resulting law; pieces of new text lead to the bill, all others to the law in force.
        commands: all commands for this law, in order.
        applied: ids of those that were applied.
        conflicts: what stood in the way of the others.
        removals: characters of the law in force that were taken away.
    """

    base: Draft
    result: Draft
    commands: tuple[Command, ...]
    applied: frozenset[str]
    conflicts: tuple[Conflict, ...]
    removals: tuple[Removal, ...]


def apply_commands(base: Draft, commands: Sequence[Command]) -> Consolidation:
    """Apply commands to a law, in their order.

    Args:
        base: the law in force; its Regelungstext and Anlagen are changed.
        commands: of one bill, all of them for this law.
    """
    worker = _Application(base)
    for command in commands:
        worker.run(command)
    worker.check_numbers(commands)
    documents = worker.documents()
    result = replace(base, documents=documents, key=content_key(documents))
    return Consolidation(
        base=base,
        result=result,
        commands=tuple(commands),
        applied=frozenset(worker.applied),
        conflicts=tuple(worker.conflicts),
        removals=tuple(worker.removals),
    )


class _Application:
    """The law at work."""

    def __init__(self, base: Draft) -> None:
        self.base = base
        self.root = Node(kind=ProvisionKind.SONSTIGE, anchor=Anchor(xpath="/", line=1))
        self.roots: list[tuple[Document, int]] = []
        for document in base.documents:
            if document.part in (DocumentPart.REGELUNGSTEXT, DocumentPart.ANLAGE):
                self.roots.append((document, len(document.provisions)))
                self.root.content += [grow(provision, self.root) for provision in document.provisions]
        self.owner = {id(node): index for index, node in enumerate(self.root.children)}
        self.applied: set[str] = set()
        self.conflicts: list[Conflict] = []
        self.removals: list[Removal] = []

    def documents(self) -> tuple[Document, ...]:
        """The documents of the law with the text as it stands now; new top-level provisions go with their neighbour before."""
        sizes = [size for _, size in self.roots]
        original: dict[int, int] = {}
        at = 0
        for index, size in enumerate(sizes):
            for position in range(at, at + size):
                original[position] = index
            at += size
        groups: list[list[Provision]] = [[] for _ in self.roots]
        current = 0
        for node in self.root.children:
            current = original.get(self.owner.get(id(node), -1), current)
            groups[current].append(node.freeze())
        changed = iter(groups)
        return tuple(
            replace(document, provisions=tuple(next(changed)))
            if document.part in (DocumentPart.REGELUNGSTEXT, DocumentPart.ANLAGE)
            else document
            for document in self.base.documents
        )

    def check_numbers(self, commands: Sequence[Command]) -> None:
        """Two provisions with one number are a conflict of the command that brought the second."""
        by_id = {command.id: command for command in commands}
        for node in self.root.walk():
            counts = Counter((child.kind, child.number) for child in node.children if child.number and not child.repealed)
            for child in node.children:
                if counts[child.kind, child.number] > 1 and child.command in by_id:
                    place = name_norm(child.kind, child.number)
                    self._conflict(
                        by_id[child.command],
                        CommandConflict(ConflictKind.NUMMER_DOPPELT, f"{place} gibt es nach der Änderung zweimal.", place),
                    )
                    counts[child.kind, child.number] = 0

    def run(self, command: Command) -> None:
        """Apply one command; a conflict leaves the law as it was."""
        if command.problem or command.type is CommandType.UNBEKANNT:
            self._conflict(command, unreadable(command))
            return
        editor = Editor(command.id)
        found: list[tuple[Target, Place | None]] = []
        for target in [one for named in command.targets or (Target(),) for one in _single_sentences(named)]:
            try:
                found.append((target, self._locate(command, target)))
            except CommandConflict as conflict:
                self._conflict(command, conflict)
        done = 0
        for target, place in reversed(found):
            try:
                self._apply(command, target, place, editor, first=target is found[0][0])
                done += 1
            except CommandConflict as conflict:
                self._conflict(command, conflict)
        if done:
            self.applied.add(command.id)
        self.removals += editor.removals

    def _conflict(self, command: Command, conflict: CommandConflict) -> None:
        self.conflicts.append(
            Conflict(
                command=command,
                kind=conflict.kind,
                message=conflict.message,
                place=conflict.place,
                hint=HINTS[conflict.kind],
            )
        )

    def _locate(self, command: Command, target: Target) -> Place | None:
        """The place of a target before anything is changed; None where the place is no text."""
        if target.part in (TargetPart.INHALTSUEBERSICHT, TargetPart.TITEL) or command.type is CommandType.UMNUMMERIERUNG:
            return None
        try:
            return find_place(self.root, target)
        except CommandConflict:
            place = self._marked_place(command, target)
            if place is None:
                raise
            return place

    def _marked_place(self, command: Command, target: Target) -> Place | None:
        """The provision that the mark-up names, for commands about words."""
        node = find_by_reference(self.root, command.references) if command.operation.old is not None else None
        return Place([node], None, target.cite()) if node is not None else None

    def _apply(self, command: Command, target: Target, place: Place | None, editor: Editor, *, first: bool) -> None:
        operation = command.operation
        if target.part is TargetPart.INHALTSUEBERSICHT:
            change_table_of_contents(self.root, target, operation, editor)
        elif target.part is TargetPart.TITEL:
            raise CommandConflict(ConflictKind.NICHT_LESBAR, "Der Titel des Gesetzes wird geändert; er gehört nicht zum Text.", "Titel")
        elif operation.type is CommandType.UMNUMMERIERUNG:
            renumber(self.root, operation, target, editor)
        elif place is not None and operation.old is not None and target.part is not TargetPart.UEBERSCHRIFT:
            try:
                change_words(place, target, operation, editor)
            except CommandConflict as conflict:
                marked = self._marked_place(command, target)
                if conflict.kind is not ConflictKind.WORTE_FEHLEN or marked is None:
                    raise
                change_words(marked, replace(target, part=TargetPart.GANZ), operation, editor)
        elif place is not None:
            _change(place, target, operation, editor, first=first)


def _change(place: Place, target: Target, operation: Operation, editor: Editor, *, first: bool) -> None:
    if target.part is TargetPart.UEBERSCHRIFT:
        change_heading(place, operation)
        return
    match operation.type:
        case CommandType.STREICHEN | CommandType.AUFHEBEN:
            remove(place, target, editor)
        case CommandType.NEUFASSUNG | CommandType.ERSETZEN if not first:
            drop(place, editor)
        case CommandType.NEUFASSUNG | CommandType.ERSETZEN:
            replace_text(place, target, operation, editor)
        case CommandType.EINFUEGEN if operation.position in (Position.NACH, Position.VOR):
            insert_beside(place, operation, editor)
        case _:
            append_text(place, operation, editor)


def _single_sentences(target: Target) -> tuple[Target, ...]:
    """ "Satz 2 bis 4" as three places; other ranges are one place, because only the law tells what lies between."""
    if target.kind is not ProvisionKind.SATZ or not target.up_to.isdigit():
        return (target,)
    first, last = int(target.path[-1].number), int(target.up_to)
    steps = [PathStep(ProvisionKind.SATZ, str(number)) for number in range(first, last + 1)]
    return tuple(replace(target, path=(*target.path[:-1], step), up_to="") for step in steps)


def unreadable(command: Command) -> CommandConflict:
    """The conflict of a command that cannot be read, or whose new text the bill leaves out."""
    kind = ConflictKind.WORTLAUT_FEHLT if command.type is not CommandType.UNBEKANNT and command.targets else ConflictKind.NICHT_LESBAR
    return CommandConflict(kind, command.problem, command.targets[0].cite() if command.targets else "")


HINTS = {
    ConflictKind.ZIEL_FEHLT: "Prüfen, ob die Fassung des Stammgesetzes zum Entwurf passt und der Befehl die richtige Stelle nennt.",
    ConflictKind.WORTE_FEHLEN: "Prüfen, ob die Fassung des Stammgesetzes zum Entwurf passt und die Worte genau so dort stehen.",
    ConflictKind.WORTE_MEHRFACH: "Im Befehl die Stelle genauer nennen oder „jeweils“ ergänzen.",
    ConflictKind.WORTLAUT_FEHLT: "Den neuen Wortlaut im Entwurf ergänzen (leere quotedStructure).",
    ConflictKind.NUMMER_DOPPELT: "Eine Umnummerierung ergänzen oder eine andere Nummer vergeben.",
    ConflictKind.NICHT_LESBAR: "Den Befehl in der üblichen Form fassen oder die Änderung selbst prüfen.",
    ConflictKind.STAMMGESETZ_FEHLT: "Das geltende Gesetz mit --base oder einen Gesetzesordner mit --laws angeben.",
}
"""What a user can do about each kind of conflict."""
