"""A law as plain text: one line per paragraph, items indented, what a bill changed marked if wanted."""

from __future__ import annotations

from collections.abc import Iterator

from kommunalfreund.draft import DocumentPart, Draft, Origin, Provision, TextBlock


def render_text(draft: Draft, *, marked: bool = False) -> str:
    """A law as text.

    Args:
        draft: the law.
        marked: put new words between ⟦ and ⟧.
    """
    lines = [draft.title, ""]
    for document in draft.documents:
        if document.part in (DocumentPart.REGELUNGSTEXT, DocumentPart.ANLAGE):
            for provision in document.provisions:
                lines += _lines(provision, 0, marked)
    return "\n".join(lines).rstrip() + "\n"


def _lines(provision: Provision, depth: int, marked: bool) -> Iterator[str]:
    label = provision.label
    if provision.heading:
        yield from ("", f"{label} {provision.heading}".strip(), "")
        label = ""
    for part in provision.content:
        if isinstance(part, TextBlock):
            yield f"{'  ' * depth}{label} {_text(part, marked)}".rstrip() if label else f"{'  ' * depth}{_text(part, marked)}"
            label = ""
        else:
            if label:
                yield f"{'  ' * depth}{label}"
                label = ""
            yield from _lines(part, depth + (not part.heading and bool(part.label) and part.label[0] != "("), marked)
    if label:
        yield f"{'  ' * depth}{label}"


def _text(block: TextBlock, marked: bool) -> str:
    if not marked:
        return block.text
    parts, at = [], 0
    for start, end in new_spans(block):
        parts += [block.text[at:start], "⟦", block.text[start:end], "⟧"]
        at = end
    return "".join([*parts, block.text[at:]])


def new_spans(block: TextBlock) -> list[tuple[int, int]]:
    """Characters of a block that a bill brought, neighbours joined."""
    spans: list[tuple[int, int]] = []
    for piece in block.pieces:
        if piece.origin is not Origin.NEU:
            continue
        if spans and not block.text[spans[-1][1] : piece.at].strip():
            spans[-1] = (spans[-1][0], piece.end)
        else:
            spans.append((piece.at, piece.end))
    return spans
