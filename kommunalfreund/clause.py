"""A clause: one sentence with its enumeration, the unit that is interpreted, flagged and shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kommunalfreund.draft import Anchor, DocumentPart, NodeSpan, ProvisionKind, Span, TextPiece, locate


class ClauseKind(StrEnum):
    """What a clause is."""

    SATZ = "satz"
    AENDERUNGSBEFEHL = "aenderungsbefehl"
    TABELLE = "tabelle"


class PathStep(NamedTuple):
    """One level of the place of a clause: kind and bare number (may be empty), e.g. (ABSATZ, "2")."""

    kind: ProvisionKind
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of the enumeration in a clause.

    Attributes:
        label: as printed ("1.", "a)").
        span: characters of the clause text that belong to it, label included, nested items included.
        depth: 0 for items of the outermost enumeration.
        anchor: the item's element.
    """

    label: str
    span: Span
    depth: int
    anchor: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One sentence with its enumeration (introduction, items and wrap-up composed).

    Attributes:
        id: content hash (16 hexadecimal digits) of draft key, anchor and normalised text; stable across runs.
        text: composed text; an item reads "1. …" with its label.
        pieces: where the characters come from; item labels and inserted spaces have none unless they stand in the XML text.
        document: source of the document (``Document.source``).
        part: Regelungstext, Vorblatt, Begründung, Anlage.
        anchor: the innermost element that holds the start of the sentence.
        citation: as a lawyer writes it: "§ 7 Absatz 2 Satz 1", "Artikel 2 Nummer 3 Buchstabe a, § 7 Absatz 2 Satz 1".
        norm: "§ 7", "§ 7a", "Art 5": the norm whose text this is (for quoted text the quoted norm, if known); empty if none.
        absatz: bare number of the Absatz, empty if it has none.
        satz: number of the sentence within its Absatz (or norm), from 1.
        path: all numbered levels from the outside in, for grouping and outline.
        heading: heading of the norm.
        headings: headings of the levels above the norm, from the outside in ("Kapitel 2 Jugendhilfe").
        items: items of the enumeration in it, in order, nested ones after their parent.
        kind: sentence, amendment command or table row.
        quoted: text in quotation marks of an amendment command, i.e. text of the amended law.
        amended_law: name of the law that the surrounding Artikel amends, as printed in the Artikel, empty if none.
        frames: commanding texts around an amendment command, from the outside in ("§ 5 wird wie folgt geändert:").
    """

    id: str
    text: str
    pieces: tuple[TextPiece, ...]
    document: str
    part: DocumentPart
    anchor: Anchor
    citation: str
    norm: str = ""
    absatz: str = ""
    satz: int = 1
    path: tuple[PathStep, ...] = ()
    heading: str = ""
    headings: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    kind: ClauseKind = ClauseKind.SATZ
    quoted: bool = False
    amended_law: str = ""
    frames: tuple[str, ...] = ()

    def locate(self, span: Span) -> tuple[NodeSpan, ...]:
        """Map a span of the text to the exact characters of its XML nodes; raises AnchorError if none of it stands there."""
        return locate(self.pieces, span)
