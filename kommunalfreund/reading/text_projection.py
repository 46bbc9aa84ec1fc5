"""Text of XML elements with the exact place of every character.

Readers feed the text nodes of a paragraph in document order; white space is collapsed on the way. What stands in the XML
gets a piece, what is put in for reading (collapsed white space, cell separators, quotation marks that the XML carries as
attributes) gets none.
"""

from __future__ import annotations

import re
from typing import Literal

from kommunalfreund.draft import Anchor, CommandMark, Provision, Span, TextBlock, TextPiece, TextRole
from kommunalfreund.reading.safe_xml import Element

_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphen, zero-width space, word joiner, byte order mark: dropped, they would split words for every later stage."""

_CHUNK = re.compile(rf"[^\s{_INVISIBLE}]+(?: [^\s{_INVISIBLE}]+)*")
"""Longest run that is kept as it is: words with single plain spaces between them."""

CELL_SEPARATOR = " | "


def normalise(text: str | None) -> str:
    """White space collapsed, invisible characters dropped.

    >>> normalise("  § 7a\\n  Absatz\\u00ad  2 ")
    '§ 7a Absatz 2'
    """
    if not text:
        return ""
    builder = TextBuilder()
    builder.add(text, "", "text")
    return builder.plain()


class TextBuilder:
    """Composes one text block after the other."""

    __slots__ = ("_length", "_marks", "_open_marks", "_parts", "_pending", "_pieces", "_quote", "_quoted", "_starts")

    def __init__(self) -> None:
        self._quote: int | None = None
        self._clear()

    def _clear(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[TextPiece] = []
        self._quoted: list[Span] = []
        self._starts: list[int] = []
        self._marks: list[CommandMark] = []
        self._open_marks: list[tuple[int, str, Anchor, tuple[str, ...]]] = []
        self._length = 0
        self._pending = ""

    def __bool__(self) -> bool:
        return self._length > 0

    def add(self, raw: str, xpath: str, slot: Literal["text", "tail"], start: int = 0) -> None:
        """Append a text node.

        Args:
            raw: the node's text.
            xpath: element that carries it.
            slot: text or tail of that element.
            start: skip the characters before it (a label that is read apart).
        """
        cursor = start
        for match in _CHUNK.finditer(raw, start):
            begin, end = match.span()
            if begin > cursor and not self._pending and raw[cursor:begin].strip(_INVISIBLE):
                self._pending = " "
            if self._pending:
                if self._length:
                    self._parts.append(self._pending)
                    self._length += len(self._pending)
                self._pending = ""
            self._pieces.append(TextPiece(at=self._length, length=end - begin, xpath=xpath, slot=slot, start=begin))
            self._parts.append(match.group())
            self._length += end - begin
            cursor = end
        if cursor < len(raw) and not self._pending and raw[cursor:].strip(_INVISIBLE):
            self._pending = " "

    def separate(self) -> None:
        """A word ends here (line break, next element), whatever the white space."""
        self._pending = self._pending or " "

    def divide(self) -> None:
        """A table cell ends here."""
        self._pending = CELL_SEPARATOR

    def start_sentence(self) -> None:
        """The source prints a sentence number here; it is kept apart from the text."""
        self.separate()
        self._starts.append(self._length + len(self._pending) if self._length else 0)

    def open_quote(self, mark: str) -> None:
        """Quoted text begins; the mark is put in unless the XML prints one itself (then it is empty)."""
        self._insert(mark)
        self._quote = self._length + (len(self._pending) if self._length else 0)

    def close_quote(self, mark: str) -> None:
        """Quoted text ends."""
        self._end_span()
        self._quote = None
        pending, self._pending = self._pending, ""
        self._insert(mark)
        self._pending = pending

    def open_command(self, kind: str, anchor: Anchor, references: tuple[str, ...]) -> None:
        """A marked-up amendment command begins; it ends with the block at the latest."""
        self._open_marks.append((self._length + (len(self._pending) if self._length else 0), kind, anchor, references))

    def close_command(self, anchor: Anchor) -> None:
        """The marked-up command ends, unless its block has ended before."""
        if self._open_marks and self._open_marks[-1][2] is anchor:
            self._end_command()

    def _end_command(self) -> None:
        start, kind, anchor, references = self._open_marks.pop()
        self._marks.append(CommandMark(span=Span(start, max(start, self._length)), kind=kind, anchor=anchor, references=references))

    def _insert(self, mark: str) -> None:
        if not mark:
            return
        if self._pending and self._length:
            self._parts.append(self._pending)
            self._length += len(self._pending)
        self._pending = ""
        self._parts.append(mark)
        self._length += len(mark)

    def _end_span(self) -> None:
        if self._quote is not None and self._length > self._quote:
            self._quoted.append(Span(self._quote, self._length))

    def plain(self) -> str:
        """The text so far; the builder is empty afterwards."""
        text = "".join(self._parts)
        self._clear()
        return text

    def take(self, anchor: Anchor, role: TextRole = TextRole.FLIESSTEXT) -> TextBlock:
        """The block composed so far; the builder is empty afterwards.

        Args:
            anchor: the element around the text.
            role: of the block.
        """
        self._end_span()
        if self._quote is not None:
            self._quote = 0
        while self._open_marks:
            self._end_command()
        block = TextBlock(
            text="".join(self._parts),
            pieces=tuple(self._pieces),
            anchor=anchor,
            role=role,
            quoted=tuple(self._quoted),
            sentence_starts=tuple(start for start in self._starts if start < self._length),
            commands=tuple(sorted(self._marks, key=lambda mark: mark.span)),
        )
        self._clear()
        return block


class Flow:
    """Collects the content of one provision in document order.

    Attributes:
        content: finished text blocks and provisions.
        text: the block under construction.
        element, path: the element around that text and its XPath; the block's anchor.
        flat: nothing may break the text into blocks (table cell, footnote).
    """

    __slots__ = ("content", "element", "flat", "path", "text")

    def __init__(self, element: Element, path: str, *, flat: bool = False) -> None:
        self.content: list[TextBlock | Provision] = []
        self.text = TextBuilder()
        self.element = element
        self.path = path
        self.flat = flat

    def flush(self, role: TextRole = TextRole.FLIESSTEXT) -> None:
        """End the block under construction, if it has text; in flat text only end the word."""
        if self.flat:
            self.text.separate()
        elif self.text:
            self.content.append(self.text.take(anchor_of(self.element, self.path), role))
        else:
            self.text.plain()


def anchor_of(element: Element, path: str) -> Anchor:
    """The anchor of an element whose XPath is known."""
    return Anchor(xpath=path, line=element.sourceline or 1, eid=element.get("eId"))
