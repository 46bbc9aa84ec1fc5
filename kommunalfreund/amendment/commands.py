"""Amendment commands of a bill, from mark-up and from plain text; what cannot be read is returned with the reason.

A command stands in an Artikel of an amending bill, inside frames ("§ 5 wird wie folgt geändert:") that name the place it speaks
of. Its text, the quoted provisions behind it and the frames around it are put together here; :mod:`grammar` reads the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kommunalfreund.amended_law import is_amending_heading, is_command, name_amended_law
from kommunalfreund.amendment.command import Command, CommandType, Operation, Target
from kommunalfreund.amendment.grammar import Reading, read_command
from kommunalfreund.amendment.law_name import find_law
from kommunalfreund.amendment.new_text import distribute, find_problem, new_structures, with_unmarked_quote
from kommunalfreund.amendment.quotations import (
    OPENING,
    Skeleton,
    is_open,
    skeleton_of,
    unquoted_provision,
)
from kommunalfreund.citation import cite_steps
from kommunalfreund.clause import PathStep
from kommunalfreund.draft import (
    GROUPING_KINDS,
    ITEM_KINDS,
    CommandMark,
    Document,
    DocumentPart,
    Draft,
    Provision,
    ProvisionKind,
    Span,
    TextBlock,
    TextRole,
)

_MARKED = {
    "ersetzen": CommandType.ERSETZEN,
    "neufassung": CommandType.NEUFASSUNG,
    "einfuegen": CommandType.EINFUEGEN,
    "streichen": CommandType.STREICHEN,
    "umnummerierung": CommandType.UMNUMMERIERUNG,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Law:
    """The law that the text around amends: name and the words that name it."""

    name: str = ""
    text: str = ""


@dataclass(slots=True)
class _Pending:
    """A commanding paragraph and what follows it."""

    block: TextBlock
    quoted: list[Provision] = field(default_factory=list)
    plain: list[TextBlock] = field(default_factory=list)
    open: bool = False


def read_commands(draft: Draft) -> tuple[Command, ...]:
    """All amendment commands of a bill, in document order.

    Args:
        draft: as a reader returns it; only its Regelungstext is read.
    """
    found: list[Command] = []
    for document in draft.documents_of(DocumentPart.REGELUNGSTEXT):
        reader = _Reader(document)
        for provision in document.provisions:
            reader.top(provision)
        found += reader.found
    return tuple(found)


class _Reader:
    """Collects the commands of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.found: list[Command] = []
        self.counts: dict[str, int] = {}

    def top(self, provision: Provision, path: tuple[PathStep, ...] = ()) -> None:
        """An Artikel (or § used as one), or a chapter around Artikel."""
        if provision.kind in GROUPING_KINDS:
            for child in provision.children:
                self.top(child, path)
            return
        if provision.kind not in (ProvisionKind.ARTIKEL, ProvisionKind.PARAGRAF) or not amends(provision):
            return
        here = (*path, PathStep(provision.kind, provision.number))
        name = name_amended_law(provision.heading, "") if is_amending_heading(provision.heading) else ""
        self.level(provision.content, here, (Target(),), _Law(name=name))

    def level(self, content: Sequence[TextBlock | Provision], path: tuple[PathStep, ...], frame: tuple[Target, ...], law: _Law) -> None:
        """Paragraphs and lists of one level; a paragraph that opens a frame is followed by the commands inside it."""
        pending: _Pending | None = None
        for part in content:
            if isinstance(part, TextBlock):
                if part.role is TextRole.FUSSNOTE or not any(map(str.isalnum, part.text)):
                    continue
                if pending is not None and (pending.open or part.role is TextRole.TABELLE or _continues(part, pending)):
                    pending.plain.append(part)
                    pending.open = pending.open != (is_open(part.text) or _closes(part.text))
                    continue
                self.flush(pending, path, frame, law)
                pending = _Pending(block=part, open=is_open(part.text))
                continue
            if part.quoted and pending is not None:
                pending.quoted.append(part)
            elif pending is not None and (pending.open or (part.label[:1] in OPENING and part.label)):
                pending.quoted.append(unquoted_provision(part))
                pending.open = not _closes_last(part)
            else:
                frame_here, law_here = frame, law
                if pending is not None:
                    inner = self.flush(pending, path, frame, law)
                    pending = None
                    if inner is not None:
                        frame, law = inner
                        frame_here, law_here = inner
                if part.quoted:
                    self.unread(part, path, law)
                    continue
                step = (PathStep(part.kind, part.number),) if part.number else ()
                self.level(part.content, (*path, *step), frame_here, law_here)
        self.flush(pending, path, frame, law)

    def flush(
        self, pending: _Pending | None, path: tuple[PathStep, ...], frame: tuple[Target, ...], law: _Law
    ) -> tuple[tuple[Target, ...], _Law] | None:
        """Read a commanding paragraph; returns the frame it opens, None if it opens none."""
        if pending is None:
            return None
        block = pending.block
        skeleton = skeleton_of(block)
        mention = find_law(skeleton.text)
        if mention is not None:
            law = _Law(name=mention.name or law.name, text=mention.text)
            skeleton = _without(skeleton, mention.start, mention.end)
        skeleton = with_unmarked_quote(skeleton, block, bool(pending.quoted or pending.plain))
        reading = read_command(skeleton, frame, block)
        ordered = is_command(block.text) or block.commands or pending.quoted or _inside_list(path)
        if reading.frame is None and not reading.operations and not ordered:
            return None
        structures = new_structures(pending.quoted, pending.plain, skeleton)
        operations = distribute(reading.operations, structures)
        self.add(operations, reading, block, path, law, pending)
        return (reading.frame, law) if reading.frame is not None else None

    def add(
        self,
        operations: Sequence[Operation],
        reading: Reading,
        block: TextBlock,
        path: tuple[PathStep, ...],
        law: _Law,
        pending: _Pending,
    ) -> None:
        """Append the commands of one paragraph; mark-up without a change that could be read becomes a command of unknown type."""
        marks = list(block.commands)
        used: set[int] = set()
        for operation in operations:
            index = next((at for at, mark in enumerate(marks) if mark.span.start <= operation.start < max(mark.span.end, 1)), None)
            if index is not None:
                used.add(index)
            self.append(operation, block, path, law, marks[index] if index is not None else None)
        for index, mark in enumerate(marks):
            if index not in used:
                type_ = _MARKED.get(mark.kind, CommandType.UNBEKANNT)
                operation = Operation(type=type_, structure=tuple(pending.quoted), start=mark.span.start)
                self.append(operation, block, path, law, mark, "Der Befehl ist ausgezeichnet, sein Wortlaut wird aber nicht verstanden.")
        missed = reading.unread is not None and len(used) == len(marks)
        if missed or (not operations and not marks and reading.frame is None):
            operation = Operation(type=CommandType.UNBEKANNT, structure=tuple(pending.quoted))
            self.append(operation, block, path, law, None, "Der Wortlaut des Befehls wird nicht verstanden.")

    def unread(self, provision: Provision, path: tuple[PathStep, ...], law: _Law) -> None:
        """Quoted text without any commanding words before it."""
        block = TextBlock(text=provision.label or provision.heading or "…", pieces=(), anchor=provision.anchor)
        operation = Operation(type=CommandType.UNBEKANNT, structure=(provision,))
        self.append(operation, block, path, law, None, "Zu dem zitierten Text fehlt der Befehl.")

    def append(
        self, operation: Operation, block: TextBlock, path: tuple[PathStep, ...], law: _Law, mark: CommandMark | None, problem: str = ""
    ) -> None:
        citation = cite_steps(path)
        self.counts[citation] = count = self.counts.get(citation, 0) + 1
        span = mark.span if mark is not None and mark.span.end > mark.span.start else Span(0, len(block.text))
        self.found.append(
            Command(
                id=f"{citation} #{count}" if count > 1 else citation,
                operation=operation,
                law=law.name,
                law_text=law.text,
                citation=citation,
                text=block.text[span.start : span.end].strip(),
                block=block,
                document=self.document.source,
                anchor=mark.anchor if mark is not None else block.anchor,
                path=path,
                marked=mark.kind if mark is not None else "",
                references=mark.references if mark is not None else (),
                problem=problem or find_problem(operation),
            )
        )


def amends(provision: Provision) -> bool:
    """Whether an Artikel (or §) of a bill changes another law, as its heading or its text says."""
    if is_amending_heading(provision.heading) or any(part.quoted for part in provision.walk()):
        return True
    return any(block.commands or _orders(block) for block in _opening_blocks(provision))


def _orders(block: TextBlock) -> bool:
    """A command that names its law, or a frame for commands."""
    ordered = is_command(block.text)
    if not ordered and "geändert" not in block.text:
        return False
    skeleton = skeleton_of(block)
    if ordered and find_law(skeleton.text) is not None:
        return True
    return read_command(skeleton, (Target(),), block).frame is not None


def _opening_blocks(provision: Provision) -> list[TextBlock]:
    """Paragraphs directly in it and in its Absätze."""
    return [
        block
        for part in (provision, *(child for child in provision.children if child.kind is ProvisionKind.ABSATZ))
        for block in part.blocks
    ]


def _inside_list(path: tuple[PathStep, ...]) -> bool:
    """A numbered item of an amending Artikel orders something, even if it is not understood."""
    return any(step.kind in ITEM_KINDS for step in path)


def _continues(part: TextBlock, pending: _Pending) -> bool:
    """A paragraph that begins with a quotation mark continues the command before it, which ends with a colon."""
    return part.text[:1] in OPENING and pending.block.text.rstrip().endswith((":", "."))


def _closes(text: str) -> bool:
    return sum(map(text.count, OPENING)) < sum(map(text.count, "“«”"))


def _closes_last(provision: Provision) -> bool:
    last = provision
    while last.children:
        last = last.children[-1]
    return any(_closes(block.text) or (block.text[:1] not in OPENING and block.text.rstrip(".,; ").endswith("“")) for block in last.blocks)


def _without(skeleton: Skeleton, start: int, end: int) -> Skeleton:
    """The skeleton without the words that name the law, their article included."""
    head = skeleton.text[:start]
    while head.endswith((" ", "des", "der")):
        head = head[:-1] if head.endswith(" ") else head[:-3]
    head = "" if head.strip() in ("Das", "Die", "Der") else head
    begin = len(head)
    return replace(
        skeleton,
        text=head + (" " if head else "") + skeleton.text[end:].lstrip(" ,"),
        offsets=(
            *skeleton.offsets[:begin],
            *((skeleton.offsets[begin],) if head else ()),
            *skeleton.offsets[len(skeleton.text) - len(skeleton.text[end:].lstrip(" ,")) :],
        ),
    )
