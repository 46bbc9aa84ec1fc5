"""What a reader returns: a draft, its documents and their tree of provisions.

The tree keeps the order of the XML: the content of a provision is a sequence of text blocks and nested provisions, so the
introduction of an enumeration stands before its items and the wrap-up behind them. Every character of a text block that
stands in the XML can be traced back to it through the block's pieces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

from kommunalfreund.errors import AnchorError


class Span(NamedTuple):
    """Half-open range of characters."""

    start: int
    end: int


class DocumentPart(StrEnum):
    """What a document is within the draft."""

    REGELUNGSTEXT = "regelungstext"
    VORBLATT = "vorblatt"
    BEGRUENDUNG = "begruendung"
    ANLAGE = "anlage"
    SONSTIGES = "sonstiges"


class ProvisionKind(StrEnum):
    """Level of structure. AKN's own names mislead (``article`` is § or Artikel, ``paragraph`` is Absatz), so they are not used."""

    BUCH = "buch"
    TEIL = "teil"
    KAPITEL = "kapitel"
    UNTERKAPITEL = "unterkapitel"
    ABSCHNITT = "abschnitt"
    UNTERABSCHNITT = "unterabschnitt"
    TITEL = "titel"
    UNTERTITEL = "untertitel"
    ARTIKEL = "artikel"
    PARAGRAF = "paragraf"
    ABSATZ = "absatz"
    SATZ = "satz"
    NUMMER = "nummer"
    BUCHSTABE = "buchstabe"
    DOPPELBUCHSTABE = "doppelbuchstabe"
    DREIFACHBUCHSTABE = "dreifachbuchstabe"
    SPIEGELSTRICH = "spiegelstrich"
    ANLAGE = "anlage"
    INHALTSUEBERSICHT = "inhaltsuebersicht"
    EINGANGSFORMEL = "eingangsformel"
    SCHLUSSFORMEL = "schlussformel"
    VORBLATTABSCHNITT = "vorblattabschnitt"
    BEGRUENDUNGSABSCHNITT = "begruendungsabschnitt"
    SONSTIGE = "sonstige"


GROUPING_KINDS = frozenset(
    {
        ProvisionKind.BUCH,
        ProvisionKind.TEIL,
        ProvisionKind.KAPITEL,
        ProvisionKind.UNTERKAPITEL,
        ProvisionKind.ABSCHNITT,
        ProvisionKind.UNTERABSCHNITT,
        ProvisionKind.TITEL,
        ProvisionKind.UNTERTITEL,
    }
)
"""Kinds that only group §§ and Artikel ("Kapitel 2")."""

ITEM_KINDS = frozenset(
    {
        ProvisionKind.NUMMER,
        ProvisionKind.BUCHSTABE,
        ProvisionKind.DOPPELBUCHSTABE,
        ProvisionKind.DREIFACHBUCHSTABE,
        ProvisionKind.SPIEGELSTRICH,
    }
)
"""Kinds that are items of an enumeration, part of the sentence around them."""


class TextRole(StrEnum):
    """What a text block is within its provision."""

    FLIESSTEXT = "fliesstext"
    TABELLE = "tabelle"
    FUSSNOTE = "fussnote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where an element stands in its file: eId (opaque, never parsed) or None, XPath, source line from 1."""

    xpath: str
    line: int
    eid: str | None = None


class Origin(StrEnum):
    """Where characters of a text come from, once amendment commands have been applied to it."""

    ALT = "alt"
    NEU = "neu"
    VERSCHOBEN = "verschoben"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPiece:
    """Maps ``text[at:at + length]`` of a block or clause to the same characters of one XML text node.

    Attributes:
        at: offset in the text of the block or clause.
        length: number of characters.
        xpath: element that carries the text node.
        slot: "text" (before its first child) or "tail" (behind the element).
        start: offset in that raw text node.
        origin: of the characters: as read, brought by an amendment command (the text node then stands in the bill), or kept in a
            provision that a command gave another number.
        command: id of the amendment command that brought or moved them, empty if none did.
    """

    at: int
    length: int
    xpath: str
    slot: Literal["text", "tail"]
    start: int
    origin: Origin = Origin.ALT
    command: str = ""

    @property
    def end(self) -> int:
        """Offset behind the last character in the block or clause."""
        return self.at + self.length


class NodeSpan(NamedTuple):
    """A range of characters in one XML text node."""

    xpath: str
    slot: Literal["text", "tail"]
    start: int
    end: int


def locate(pieces: tuple[TextPiece, ...], span: Span) -> tuple[NodeSpan, ...]:
    """Map a span of composed text to the XML text nodes it stands in.

    Args:
        pieces: of the block or clause, in ascending order of ``at``.
        span: characters of its text; synthetic characters in it (collapsed white space, item labels) are skipped.

    Raises:
        AnchorError: if no character of the span stands in the XML.
    """
    found = tuple(
        NodeSpan(piece.xpath, piece.slot, piece.start + max(span.start - piece.at, 0), piece.start + min(span.end, piece.end) - piece.at)
        for piece in pieces
        if piece.at < span.end and span.start < piece.end
    )
    if not found:
        raise AnchorError(f"Die Textstelle {span.start}–{span.end} lässt sich keiner Stelle im XML zuordnen.")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandMark:
    """An amendment command that the source marks up (``mod``).

    Attributes:
        span: characters of the block that belong to it; what follows the block as quoted structure belongs to it, too.
        kind: what the source calls it ("ersetzen", "neufassung", "einfuegen", "streichen"), empty if it says nothing.
        anchor: its element.
        references: opaque targets of the references in it (``href``), in order.
    """

    span: Span
    kind: str
    anchor: Anchor
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """Text directly inside a provision, white space normalised.

    Attributes:
        text: what is read, single spaces, not stripped of quotes.
        pieces: where each character comes from (synthetic characters have none).
        anchor: the element around the text (``p``, ``listIntroduction``, ``P``, ``LA``, table cell).
        quoted: spans of ``text`` that are quoted amendment text (``quotedText``), without the quotation marks.
        sentence_starts: offsets at which the source prints a sentence number (tax laws do); the number is not part of the text.
        commands: amendment commands that the source marks up in it.
    """

    text: str
    pieces: tuple[TextPiece, ...]
    anchor: Anchor
    role: TextRole = TextRole.FLIESSTEXT
    quoted: tuple[Span, ...] = ()
    sentence_starts: tuple[int, ...] = ()
    commands: tuple[CommandMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One level of the structure with everything in it, in document order.

    Attributes:
        kind: level.
        number: bare number ("7a", "2", "b", "aa"), empty if it has none.
        label: as printed ("§ 7a", "(2)", "1.", "b)"), empty if none.
        heading: official heading, empty if none.
        content: text blocks and nested provisions in document order.
        quoted: this provision is amendment text in quotation marks (``quotedStructure``), not the commanding text around it.
        refers_to: literal of ``refersTo`` ("vorblattabschnitt-erfuellungsaufwand"), empty if none.
    """

    kind: ProvisionKind
    anchor: Anchor
    number: str = ""
    label: str = ""
    heading: str = ""
    content: tuple[TextBlock | Provision, ...] = ()
    quoted: bool = False
    refers_to: str = ""

    @property
    def blocks(self) -> tuple[TextBlock, ...]:
        """The text blocks directly in this provision."""
        return tuple(part for part in self.content if isinstance(part, TextBlock))

    @property
    def children(self) -> tuple[Provision, ...]:
        """The provisions directly in this one."""
        return tuple(part for part in self.content if isinstance(part, Provision))

    def walk(self) -> Iterator[Provision]:
        """This provision and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One XML file of a draft.

    Attributes:
        part: Regelungstext, Vorblatt, Begründung, Anlage.
        source: path of the file as given, "entwurf.zip!/regelungstext-1.xml" inside a ZIP.
        title: title as printed in the document, empty if none.
        provisions: the top level.
        footnotes: text of footnotes, kept apart from the provisions.
        format: "LegalDocML.de", "Akoma Ntoso" or "gesetze-im-internet".
        version: of the format ("1.8.2"), empty if it has none.
        work: FRBR work (``FRBRuri`` of ``FRBRWork``) or document number, empty if unknown.
        warnings: what a user should know about the reading, German sentences.
    """

    part: DocumentPart
    source: str
    title: str
    provisions: tuple[Provision, ...]
    format: str
    version: str = ""
    work: str = ""
    footnotes: tuple[TextBlock, ...] = ()
    warnings: tuple[str, ...] = ()

    def walk(self) -> Iterator[Provision]:
        """All provisions in document order."""
        for provision in self.provisions:
            yield from provision.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A bill or law with all its documents.

    Attributes:
        key: content hash over the texts of its documents (16 hexadecimal digits); equal for equal content.
        title: full title without "Entwurf eines …" stage words, as printed otherwise.
        short_title: "Reparaturstellengesetz", empty if none.
        abbreviation: "RepStG", empty if none.
        source: the path the user gave.
        documents: Regelungstext first, then Vorblatt, Begründung, Anlagen.
        kind: "gesetz", "verordnung" … as the metadata say, empty if unknown.
        form: "stammform", "mantelform" or empty.
        stage: "Referentenentwurf", "Regierungsentwurf" … , empty if unknown.
        proponent: "der Bundesregierung" … , empty if unknown.
        date: date of the version, ISO 8601, empty if unknown.
    """

    key: str
    title: str
    source: str
    documents: tuple[Document, ...]
    short_title: str = ""
    abbreviation: str = ""
    kind: str = ""
    form: str = ""
    stage: str = ""
    proponent: str = ""
    date: str = ""
    warnings: tuple[str, ...] = field(default=())

    def documents_of(self, part: DocumentPart) -> tuple[Document, ...]:
        """The documents of one kind."""
        return tuple(document for document in self.documents if document.part is part)
