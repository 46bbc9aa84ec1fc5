"""Quoted text in commands: told apart from the commanding words, and read as provisions where the bill has no mark-up for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kommunalfreund.amendment.text import cut, join, stripped
from kommunalfreund.draft import ITEM_KINDS, Provision, ProvisionKind, Span, TextBlock, TextRole
from kommunalfreund.reading import labels

OPENING, CLOSING = "„»", "“«”"
_PLACEHOLDER = "\ue000{}\ue001"
PLACEHOLDER = re.compile("\ue000(\\d+)\ue001")
"""Stands for the n-th quotation in the skeleton of a command."""

_NORM = re.compile(
    r"(?P<label>(?:§ ?\d+[a-z]?|Artikel \d+[a-z]?|Anlage(?: \d+[a-z]?)?(?: \(zu [^)]*\))?))(?=\s|$)\s*(?P<rest>.*)", re.DOTALL
)
_ABSATZ = re.compile(r"(?P<label>\(\d+[a-z]?\))\s*(?P<rest>.*)", re.DOTALL)
_ITEM = re.compile(
    r"(?P<label>\d+[a-z]?\.(?:\d+\.?)*(?=\s)|[a-z]\)|(?P<pair>[a-z])(?P=pair)\)|(?P<three>[a-z])(?P=three){2}\))\s*(?P<rest>.*)", re.DOTALL
)
_SENTENCE_END = re.compile(r"[.;:!?]$")
_ORDER = {
    ProvisionKind.PARAGRAF: 0,
    ProvisionKind.ARTIKEL: -1,
    ProvisionKind.ANLAGE: 0,
    ProvisionKind.ABSATZ: 1,
    ProvisionKind.NUMMER: 2,
    ProvisionKind.BUCHSTABE: 3,
    ProvisionKind.DOPPELBUCHSTABE: 4,
    ProvisionKind.DREIFACHBUCHSTABE: 5,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """A command without its quotations.

    Attributes:
        text: each quotation replaced by a placeholder.
        quotes: the quotations without their marks, in order.
        offsets: offset in the original text of each character of ``text``.
        open: the last quotation is not closed in this block (it goes on in the next).
    """

    text: str
    quotes: tuple[TextBlock, ...]
    offsets: tuple[int, ...]
    open: bool = False


def skeleton_of(block: TextBlock) -> Skeleton:
    """Replace the quotations in a command by placeholders; marked-up ones and those between German quotation marks."""
    parts: list[str] = []
    offsets: list[int] = []
    quotes: list[TextBlock] = []
    at = 0
    open_end = False
    for start, end, inner, closed in _quotations(block):
        parts.append(block.text[at:start])
        offsets += range(at, start)
        placeholder = _PLACEHOLDER.format(len(quotes))
        parts.append(placeholder)
        offsets += [start] * len(placeholder)
        quotes.append(stripped(cut(block, inner.start, inner.end)))
        at = end
        open_end = not closed
    parts.append(block.text[at:])
    offsets += range(at, len(block.text))
    return Skeleton(text="".join(parts), quotes=tuple(quotes), offsets=tuple(offsets), open=open_end)


def _quotations(block: TextBlock) -> list[tuple[int, int, Span, bool]]:
    """Quotations as (start, end, inner span, closed); marks that belong to them included in start and end."""
    text = block.text
    found = []
    for start, end in block.quoted:
        first = start - 1 if start and text[start - 1] in OPENING + '"' else start
        last = end + 1 if end < len(text) and text[end] in CLOSING + '"' else end
        inner = Span(start + (text[start : start + 1] in OPENING), end - (end > start and text[end - 1] in CLOSING))
        found.append((first, last, inner, True))
    taken = [(start, end) for start, end, _, _ in found]
    at = 0
    while at < len(text):
        if any(start <= at < end for start, end in taken) or text[at] not in OPENING:
            at += 1
            continue
        end = _closing(text, at)
        closed = end < len(text)
        found.append((at, end + 1 if closed else end, Span(at + 1, end), closed))
        at = end + 1
    return sorted(found)


def _closing(text: str, at: int) -> int:
    """Offset of the mark that closes the quotation opened at ``at``; the end of the text if none does."""
    depth = 0
    for index in range(at, len(text)):
        if text[index] in OPENING:
            depth += 1
        elif text[index] in CLOSING:
            depth -= 1
            if depth == 0:
                return index
    return len(text)


def is_open(text: str) -> bool:
    """Whether a quotation in the text is not closed.

    >>> is_open("folgender Absatz 3 wird angefügt: „(3) Die Gemeinde"), is_open("das Wort „kann“")
    (True, False)
    """
    return sum(map(text.count, OPENING)) > sum(map(text.count, CLOSING))


def unquoted_provision(provision: Provision) -> Provision:
    """A provision whose label or text carries quotation marks, as bills without mark-up print it: without the marks, quoted."""
    label = provision.label.lstrip(OPENING)
    content = tuple(unquoted_provision(part) if isinstance(part, Provision) else _without_marks(part) for part in provision.content)
    return replace(provision, label=label, number=labels.number_of(label) or provision.number, content=content, quoted=True)


def _without_marks(block: TextBlock) -> TextBlock:
    text = block.text
    start = 1 if text[:1] in OPENING and is_open(text) else 0
    end = len(text)
    if re.search(r"[“«”][.;,]?$", text) and sum(map(text.count, CLOSING)) > sum(map(text[start:].count, OPENING)):
        end = max(map(text.rfind, CLOSING))
    return stripped(cut(block, start, end))


def read_structure(blocks: Sequence[TextBlock], provisions: Sequence[Provision] = ()) -> tuple[Provision, ...]:
    """Quoted text without mark-up as provisions: "§ 5 Heading", "(1) …", "1. …", "a) …" begin a level each.

    Args:
        blocks: paragraphs of the quotation, without quotation marks.
        provisions: structured parts that follow them (items of a list).

    Returns:
        Top levels; text without any label is one nameless provision.
    """
    builder = _Builder()
    for block in blocks:
        builder.add(block)
    found = builder.finish()
    if not provisions:
        return found
    if not found:
        return tuple(provisions)
    if found[-1].kind in ITEM_KINDS and provisions[0].kind is found[-1].kind:
        return (*found, *provisions)
    last = found[-1]
    return (*found[:-1], _append(last, tuple(provisions)))


def _append(provision: Provision, parts: tuple[Provision, ...]) -> Provision:
    """Put provisions into the last provision that can hold them."""
    if provision.content and isinstance(provision.content[-1], Provision):
        last = provision.content[-1]
        if _ORDER.get(last.kind, 9) < _ORDER.get(parts[0].kind, 9):
            return replace(provision, content=(*provision.content[:-1], _append(last, parts)))
    return replace(provision, content=(*provision.content, *parts))


class _Level:
    __slots__ = ("block", "content", "heading", "kind", "label")

    def __init__(self, kind: ProvisionKind, label: str, block: TextBlock) -> None:
        self.kind, self.label, self.block = kind, label, block
        self.heading = ""
        self.content: list[TextBlock | Provision] = []

    def freeze(self) -> Provision:
        return Provision(
            kind=self.kind,
            anchor=self.block.anchor,
            number=labels.number_of(self.label),
            label=self.label,
            heading=self.heading,
            content=tuple(self.content),
            quoted=True,
        )


class _Builder:
    """Reads labelled paragraphs into nested levels."""

    def __init__(self) -> None:
        self.found: list[Provision] = []
        self.stack: list[_Level] = []

    def add(self, block: TextBlock) -> None:
        text = block.text
        for pattern in (_NORM, _ABSATZ, _ITEM):
            match = pattern.match(text)
            if match is None or block.role is TextRole.TABELLE:
                continue
            label = match["label"]
            kind = labels.norm_kind(label) or (ProvisionKind.ABSATZ if pattern is _ABSATZ else labels.item_kind(label))
            self._open(kind, label, block)
            rest = stripped(cut(block, match.start("rest"), len(text)))
            if not rest.text:
                return
            if pattern is _NORM:
                self._norm_text(rest)
            elif pattern is _ABSATZ and (item := _ITEM.match(rest.text)):
                self.add(cut(rest, item.start("label"), len(rest.text)))
            else:
                self.stack[-1].content.append(rest)
            return
        level = self.stack[-1] if self.stack else None
        if level is not None and level.kind in _ORDER and _ORDER[level.kind] <= 0 and not level.heading and not level.content:
            self._norm_text(block)
        elif level is not None:
            while len(self.stack) > 1 and self.stack[-1].kind in ITEM_KINDS and _ends(self.stack[-1].content):
                self._close()
            self.stack[-1].content.append(block)
        else:
            self._open(ProvisionKind.SONSTIGE, "", block)
            self.stack[-1].content.append(block)

    def _norm_text(self, block: TextBlock) -> None:
        """Text behind "§ 5": its heading, and Absätze printed in the same paragraph."""
        match = re.search(r"\(1[a-z]?\)\s", block.text)
        head = block.text[: match.start()].strip() if match else block.text
        level = self.stack[-1]
        if not _SENTENCE_END.search(head) and len(head) < 200:
            level.heading = head
        elif head:
            level.content.append(cut(block, 0, match.start() if match else len(block.text)))
        if match:
            self.add(cut(block, match.start(), len(block.text)))

    def _open(self, kind: ProvisionKind, label: str, block: TextBlock) -> None:
        rank = _ORDER.get(kind, 9)
        while self.stack and (_ORDER.get(self.stack[-1].kind, -9) >= rank or self.stack[-1].kind is ProvisionKind.SONSTIGE):
            if self.stack[-1].kind is ProvisionKind.SONSTIGE and kind in ITEM_KINDS:
                break
            self._close()
        self.stack.append(_Level(kind, label, block))

    def _close(self) -> None:
        provision = self.stack.pop().freeze()
        (self.stack[-1].content if self.stack else self.found).append(provision)

    def finish(self) -> tuple[Provision, ...]:
        while self.stack:
            self._close()
        return tuple(self.found)


def _ends(content: Sequence[TextBlock | Provision]) -> bool:
    return bool(content) and isinstance(content[-1], TextBlock) and content[-1].text.rstrip().endswith((".", ",", ";"))


def joined(blocks: Sequence[TextBlock]) -> TextBlock:
    """Quoted paragraphs as one text."""
    return join(blocks, " ")
