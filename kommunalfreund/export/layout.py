"""Where each clause stands in the text of its document: the tree of provisions with clauses in place of their text blocks.

A clause composes several blocks (introduction, items, wrap-up). It is put where it starts, and the blocks it covers are not
shown again; text that belongs to no clause (headings aside) stays as plain text, so nothing of the draft is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kommunalfreund.draft import ITEM_KINDS, Document, Draft, Provision, TextBlock
from kommunalfreund.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFinding:
    """A finding with its number among the flagged ones and an HTML id.

    Attributes:
        finding: flagged or not.
        html_id: unique in the report, derived from the clause id.
        number: from 1 in document order, 0 if it is not flagged.
    """

    finding: Finding
    html_id: str
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """The text of one block: clauses that start in it and plain text between them, in order."""

    parts: tuple[PlacedFinding | str, ...]
    table: bool = False

    @property
    def flagged(self) -> tuple[PlacedFinding, ...]:
        """The flagged clauses that start here."""
        return tuple(part for part in self.parts if isinstance(part, PlacedFinding) and part.finding.flagged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A provision with its placed text.

    Attributes:
        provision: level, label, heading.
        html_id: unique in the report.
        content: paragraphs and nested sections in document order.
        flagged: number of flagged clauses in it and below.
    """

    provision: Provision
    html_id: str
    content: tuple[Paragraph | Section, ...]
    flagged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedDocument:
    """A document with its clauses in place.

    Attributes:
        document: as read.
        sections: its top level.
        unplaced: findings of the document whose text could not be found in it.
        flagged: number of flagged clauses in it.
    """

    document: Document
    sections: tuple[Section, ...]
    unplaced: tuple[PlacedFinding, ...]
    flagged: int


@dataclass(slots=True)
class _BlockCover:
    """Which characters of a block belong to clauses, and which clauses start where."""

    ranges: list[tuple[int, int]] = field(default_factory=list)
    starts: list[tuple[int, PlacedFinding]] = field(default_factory=list)


def number_findings(findings: Sequence[Finding]) -> tuple[PlacedFinding, ...]:
    """Number the flagged findings and give each finding a unique HTML id.

    Args:
        findings: of one draft, in document order.
    """
    seen: dict[str, int] = {}
    number = 0
    placed = []
    for finding in findings:
        seen[finding.id] = seen.get(finding.id, 0) + 1
        suffix = f"-{seen[finding.id]}" if seen[finding.id] > 1 else ""
        number += finding.flagged
        placed.append(PlacedFinding(finding=finding, html_id=f"satz-{finding.id}{suffix}", number=number if finding.flagged else 0))
    return tuple(placed)


def place_findings(draft: Draft, placed: Sequence[PlacedFinding]) -> tuple[PlacedDocument, ...]:
    """Put each finding where its clause starts in the text of its document.

    Args:
        draft: all its documents are returned, in order.
        placed: from :func:`number_findings`.
    """
    covers, found = _cover(draft, placed)
    ids = iter(range(1, 1 + sum(1 for document in draft.documents for _ in document.walk())))
    lost = defaultdict(list)
    for one in placed:
        if one.html_id not in found:
            lost[one.finding.clause.document].append(one)
    result = []
    for document in draft.documents:
        sections = tuple(section for provision in document.provisions if (section := _section(provision, covers, ids)))
        unplaced = tuple(lost.pop(document.source, ()))
        flagged = sum(section.flagged for section in sections) + sum(one.finding.flagged for one in unplaced)
        result.append(PlacedDocument(document=document, sections=sections, unplaced=unplaced, flagged=flagged))
    return tuple(result)


def _cover(draft: Draft, placed: Sequence[PlacedFinding]) -> tuple[dict[int, _BlockCover], set[str]]:
    """Cover of each block, keyed by its identity, and the ids of the findings that were found in a block."""
    nodes: dict[tuple[str, str, str], list[tuple[int, int, int, int]]] = defaultdict(list)
    covers: dict[int, _BlockCover] = {}
    for document in draft.documents:
        for block in _blocks(document):
            covers[id(block)] = _BlockCover()
            for piece in block.pieces:
                nodes[document.source, piece.xpath, piece.slot].append((piece.start, piece.start + piece.length, piece.at, id(block)))
    found: set[str] = set()
    for one in placed:
        clause = one.finding.clause
        for piece in clause.pieces:
            for start, end, at, block_id in nodes.get((clause.document, piece.xpath, piece.slot), ()):
                first, last = max(start, piece.start), min(end, piece.start + piece.length)
                if first >= last:
                    continue
                cover = covers[block_id]
                cover.ranges.append((at + first - start, at + last - start))
                if one.html_id not in found:
                    found.add(one.html_id)
                    cover.starts.append((at + first - start, one))
    return covers, found


def _blocks(document: Document) -> Iterator[TextBlock]:
    for provision in document.walk():
        yield from provision.blocks


def _section(provision: Provision, covers: dict[int, _BlockCover], ids: Iterator[int]) -> Section | None:
    """The placed provision; None for an item whose text is part of a clause that starts before it."""
    number = next(ids)
    content: list[Paragraph | Section] = []
    for part in provision.content:
        placed = _paragraph(part, covers[id(part)]) if isinstance(part, TextBlock) else _section(part, covers, ids)
        if placed is not None:
            content.append(placed)
    if not content and (provision.kind in ITEM_KINDS or not (provision.label or provision.heading)):
        return None
    flagged = sum(len(part.flagged) if isinstance(part, Paragraph) else part.flagged for part in content)
    return Section(provision=provision, html_id=f"abschnitt-{number}", content=tuple(content), flagged=flagged)


def _paragraph(block: TextBlock, cover: _BlockCover) -> Paragraph | None:
    """Clauses and uncovered text of a block in order; None if all of it belongs to clauses that start elsewhere."""
    placed: list[tuple[int, PlacedFinding | str]] = list(cover.starts)
    position = 0
    for start, end in (*sorted(cover.ranges), (len(block.text), len(block.text))):
        gap = block.text[position:start].strip()
        if any(character.isalnum() for character in gap):
            placed.append((position, gap))
        position = max(position, end)
    if not placed:
        return None
    return Paragraph(parts=tuple(part for _, part in sorted(placed, key=lambda pair: pair[0])), table=block.role == "tabelle")
