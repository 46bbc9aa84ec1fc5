"""Cutting and joining text blocks so that every character keeps its place in the XML and its origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kommunalfreund.draft import Origin, Span, TextBlock, TextPiece

_CLOSING = ",.;:)!?“‘"
_OPENING = "(„‚§"


def cut(block: TextBlock, start: int, end: int) -> TextBlock:
    """The characters ``start`` to ``end`` of a block as a block of their own; spans at its edges are trimmed."""
    return replace(
        block,
        text=block.text[start:end],
        pieces=tuple(_shifted(block.pieces, start, end, -start)),
        quoted=_spans(block.quoted, start, end, -start),
        sentence_starts=tuple(at - start for at in block.sentence_starts if start <= at < end),
        commands=(),
    )


def stripped(block: TextBlock) -> TextBlock:
    """The block without white space at its ends."""
    start = len(block.text) - len(block.text.lstrip())
    return cut(block, start, max(start, len(block.text.rstrip())))


def plain_block(text: str, like: TextBlock) -> TextBlock:
    """A block of characters that do not stand in the XML, anchored like another one."""
    return replace(like, text=text, pieces=(), quoted=(), sentence_starts=(), commands=())


def join(parts: Sequence[TextBlock], separator: str = "") -> TextBlock:
    """One block out of several; anchor and role are those of the first.

    Args:
        parts: at least one.
        separator: put between them.
    """
    text = ""
    pieces: list[TextPiece] = []
    quoted: list[Span] = []
    starts: list[int] = []
    for part in parts:
        if text and part.text:
            text += separator
        at = len(text)
        pieces += _shifted(part.pieces, 0, len(part.text), at)
        quoted += _spans(part.quoted, 0, len(part.text), at)
        starts += [at + start for start in part.sentence_starts]
        text += part.text
    return replace(parts[0], text=text, pieces=tuple(pieces), quoted=tuple(quoted), sentence_starts=tuple(starts), commands=())


def splice(block: TextBlock, start: int, end: int, new: TextBlock | None) -> TextBlock:
    """Replace characters by others (or by nothing) and mend the spaces around the seam.

    Args:
        block: to change.
        start: of the characters that go.
        end: behind them; equal to ``start`` to insert.
        new: what comes in their place, None or empty to drop them.

    A space is put between words that would run together, none stands before a closing mark, and none is doubled.
    """
    left, right = cut(block, 0, start), cut(block, end, len(block.text))
    middle = new if new is not None and new.text else None
    before = (middle or right).text[:1]
    if left.text.endswith(" ") and (not before or before in _CLOSING or before == " "):
        left = cut(left, 0, len(left.text.rstrip()))
    parts = [left]
    if middle is not None:
        if _needs_space(left.text, middle.text):
            parts.append(plain_block(" ", block))
        parts.append(middle)
        if right.text.startswith(" ") and middle.text.endswith(" "):
            right = cut(right, 1, len(right.text))
        if _needs_space(middle.text, right.text):
            parts.append(plain_block(" ", block))
    elif _needs_space(left.text, right.text):
        parts.append(plain_block(" ", block))
    elif not left.text:
        right = cut(right, len(right.text) - len(right.text.lstrip()), len(right.text))
    parts.append(right)
    return replace(join(parts), anchor=block.anchor, role=block.role)


def _needs_space(left: str, right: str) -> bool:
    if not left or not right or left[-1].isspace() or right[0].isspace():
        return False
    first = right[0]
    if first in _CLOSING or left[-1] in _OPENING:
        return False
    return not (right.startswith(("-", "–", "/")) or left.endswith(("-", "/")))


def with_origin(block: TextBlock, origin: Origin, command: str) -> TextBlock:
    """The block with another origin; characters that a command brought stay new when they are moved."""
    return replace(
        block,
        pieces=tuple(
            piece if origin is Origin.VERSCHOBEN and piece.origin is Origin.NEU else replace(piece, origin=origin, command=command)
            for piece in block.pieces
        ),
    )


def _shifted(pieces: Sequence[TextPiece], start: int, end: int, by: int) -> list[TextPiece]:
    found = []
    for piece in pieces:
        first, last = max(piece.at, start), min(piece.end, end)
        if first < last:
            found.append(replace(piece, at=first + by, length=last - first, start=piece.start + first - piece.at))
    return found


def _spans(spans: Sequence[Span], start: int, end: int, by: int) -> tuple[Span, ...]:
    return tuple(Span(max(a, start) + by, min(b, end) + by) for a, b in spans if max(a, start) < min(b, end))
