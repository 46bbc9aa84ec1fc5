"""Compose one sentence from the text blocks it is spread over, keeping for every character where it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kommunalfreund.clause import Item
from kommunalfreund.draft import Anchor, Span, TextBlock, TextPiece
from kommunalfreund.language.sentences import ends_sentence

_REPEALED = re.compile(
    r"(?:(?:und|bis|u\.|,) ?)?(?:\(\d+[a-z]?\) ?)?\W*(?:ohne Inhalt|weggefallen|aufgehoben|gegenstandslos|entfallen|entfällt|)\W*$",
    re.IGNORECASE,
)
_CONTINUING = (",", "und", "oder", "sowie", "-", "–")


@dataclass(slots=True)
class Composition:
    """A sentence in the making.

    Attributes:
        texts: its parts so far, spaces between them included.
        length: characters so far.
        pieces: where they come from.
        items: finished items of its enumeration, in the order of their labels.
        anchor: element in which it starts, None while it is empty.
        labelled: the last thing in it is the label of an item, so the next text belongs to it in any case.
        substantial: there is more in it than labels, punctuation and notes that something is repealed.
        interrupted: a table or the like came between, so only obvious continuations belong to it.
    """

    texts: list[str] = field(default_factory=list)
    length: int = 0
    pieces: list[TextPiece] = field(default_factory=list)
    items: list[Item | None] = field(default_factory=list)
    anchor: Anchor | None = None
    labelled: bool = False
    interrupted: bool = False
    substantial: bool = False
    _open: list[tuple[int, int, str, Anchor]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The composed text."""
        return "".join(self.texts)

    @property
    def tail(self) -> str:
        """The last part of the text."""
        return self.texts[-1] if self.texts else ""

    @property
    def ended(self) -> bool:
        """Whether it ends with a full stop or the like."""
        return ends_sentence(self.tail)

    def takes(self, text: str) -> bool:
        """Whether a text that follows in the XML continues this sentence."""
        if not self.texts or self.labelled:
            return True
        first = text[:1]
        if first.islower() or first in ",;.)":
            return True
        if self.ended:
            return False
        return (bool(self.items) and not self.interrupted) or self.tail.endswith(_CONTINUING)

    def add(self, block: TextBlock, start: int, end: int) -> None:
        """Append characters of a block, with a space before them unless they are punctuation."""
        text = block.text
        if self.texts and text[start] not in ".,;)“":
            self.texts.append(" ")
            self.length += 1
        at = self.length
        for piece in block.pieces:
            if piece.at >= end:
                break
            first, last = max(piece.at, start), min(piece.at + piece.length, end)
            if first < last:
                self.pieces.append(
                    TextPiece(
                        at=at + first - start,
                        length=last - first,
                        xpath=piece.xpath,
                        slot=piece.slot,
                        start=piece.start + first - piece.at,
                        origin=piece.origin,
                        command=piece.command,
                    )
                )
        added = text[start:end]
        self.texts.append(added)
        self.substantial = self.substantial or (_REPEALED.match(added) is None and any(map(str.isalpha, added)))
        self.length += end - start
        self.labelled = False
        if self.anchor is None:
            self.anchor = block.anchor

    def open_item(self, label: str, anchor: Anchor) -> None:
        """Begin an item: append its label."""
        if self.texts:
            self.texts.append(" ")
            self.length += 1
        self._open.append((len(self.items), self.length, label, anchor))
        self.items.append(None)
        if label:
            self.texts.append(label)
            self.length += len(label)
        self.labelled = True
        if self.anchor is None:
            self.anchor = anchor

    def close_item(self) -> None:
        """End the innermost open item."""
        index, start, label, anchor = self._open.pop()
        self.items[index] = Item(label=label, span=Span(start, self.length), depth=len(self._open), anchor=anchor)
        self.labelled = False

    def finished_items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for item in self.items if item is not None)
