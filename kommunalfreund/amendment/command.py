"""What an amendment command says, and where the text it speaks of stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kommunalfreund.citation import cite_steps, name_norm
from kommunalfreund.clause import PathStep
from kommunalfreund.draft import Anchor, Provision, ProvisionKind, TextBlock


class CommandType(StrEnum):
    """What is done to the text (Handbuch der Rechtsförmlichkeit, Teil D)."""

    ERSETZEN = "ersetzen"
    EINFUEGEN = "einfuegen"
    ANFUEGEN = "anfuegen"
    VORANSTELLEN = "voranstellen"
    NEUFASSUNG = "neufassung"
    STREICHEN = "streichen"
    AUFHEBEN = "aufheben"
    UMNUMMERIERUNG = "umnummerierung"
    UNBEKANNT = "unbekannt"


class Position(StrEnum):
    """Where new text goes, seen from what the command names."""

    NACH = "nach"
    VOR = "vor"
    ENDE = "ende"
    ANFANG = "anfang"


class TargetPart(StrEnum):
    """Which part of the named provision a command speaks of."""

    GANZ = "ganz"
    UEBERSCHRIFT = "ueberschrift"
    INHALTSUEBERSICHT = "inhaltsuebersicht"
    VOR_AUFZAEHLUNG = "vor_aufzaehlung"
    NACH_AUFZAEHLUNG = "nach_aufzaehlung"
    WORTLAUT = "wortlaut"
    TITEL = "titel"
    SONSTIGES = "sonstiges"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A place in the amended law as a structured citation.

    Attributes:
        path: levels from § down, in the order in which they are cited; a sentence stands where it is named.
        up_to: number of the last provision of a range ("§§ 5 bis 7"), empty for a single one.
        part: heading, table of contents, text before an enumeration, or the whole.
        former: the number is the one before this bill ("der bisherige Absatz 3").
        renumbered: the number is one that this bill has given before ("wird Absatz 5 und wie folgt geändert").
        detail: words for what ``part`` SONSTIGES is ("Tabelle", "Spalte 2"), empty otherwise.
    """

    path: tuple[PathStep, ...] = ()
    up_to: str = ""
    part: TargetPart = TargetPart.GANZ
    former: bool = False
    renumbered: bool = False
    detail: str = ""

    @property
    def kind(self) -> ProvisionKind | None:
        """Level of the innermost step, None for the whole law."""
        return self.path[-1].kind if self.path else None

    def cite(self) -> str:
        """As a lawyer writes it.

        >>> Target(path=(PathStep(ProvisionKind.PARAGRAF, "5"), PathStep(ProvisionKind.ABSATZ, "2")), up_to="4").cite()
        '§ 5 Absatz 2 bis 4'
        """
        where = cite_steps(self.path)
        if self.path and not where:
            where = name_norm(*self.path[-1])
        if self.up_to:
            where = f"{where} bis {self.up_to}"
        match self.part:
            case TargetPart.UEBERSCHRIFT:
                return f"Überschrift zu {where}" if where else "Überschrift"
            case TargetPart.INHALTSUEBERSICHT:
                return f"Inhaltsübersicht, Angabe zu {where}" if where else "Inhaltsübersicht"
            case TargetPart.VOR_AUFZAEHLUNG:
                return f"{where} (Satzteil vor der Aufzählung)".strip()
            case TargetPart.NACH_AUFZAEHLUNG:
                return f"{where} (Satzteil nach der Aufzählung)".strip()
            case TargetPart.TITEL:
                return "Titel"
            case TargetPart.SONSTIGES:
                return f"{where} ({self.detail})".strip()
        return where


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One change as the grammar reads it: what :class:`Command` is, without law and place in the bill.

    Attributes:
        type: kind of change.
        targets: places it changes, one or several ("in den Absätzen 1 und 2").
        position: where new text goes; None where old text is replaced or dropped.
        old: words that are replaced, dropped or stand next to the new ones; None where whole provisions are meant.
        beside: words near which the old ones stand ("nach dem Wort …"), None if the command does not say.
        new: new words; None where new text is a structure, or there is none.
        structure: new provisions.
        expected: levels and numbers of the new provisions that the command announces.
        new_numbers: numbers after a renumbering, one per renumbered provision (or the first and ``…`` for a range).
        at_end: the old words are those at the end of the place ("am Ende").
        everywhere: the change is made wherever the words stand ("jeweils").
        start: offset in the command text at which it begins.
    """

    type: CommandType
    targets: tuple[Target, ...] = ()
    position: Position | None = None
    old: TextBlock | None = None
    beside: TextBlock | None = None
    new: TextBlock | None = None
    structure: tuple[Provision, ...] = ()
    expected: tuple[Target, ...] = ()
    new_numbers: tuple[Target, ...] = ()
    at_end: bool = False
    everywhere: bool = False
    start: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One amendment command of a bill.

    Attributes:
        id: stable within the bill: place and ordinal ("Artikel 1 Nummer 3 Buchstabe b #2").
        operation: what it does.
        law: name of the amended law in the nominative, empty if the bill does not name it.
        law_text: the words that name the law, with date and place of publication.
        citation: where it stands in the bill ("Artikel 1 Nummer 3 Buchstabe b").
        text: the command as printed.
        block: its text with the places of the characters.
        document: source of the document it stands in.
        anchor: element it stands in, the marked-up command if there is one.
        path: levels of its place in the bill.
        marked: what the mark-up calls it, empty without mark-up.
        references: opaque targets that the mark-up names.
        problem: why it could not be read, German; empty if it was.
    """

    id: str
    operation: Operation
    law: str
    citation: str
    text: str
    block: TextBlock
    document: str
    anchor: Anchor
    path: tuple[PathStep, ...] = ()
    law_text: str = ""
    marked: str = ""
    references: tuple[str, ...] = ()
    problem: str = ""

    @property
    def type(self) -> CommandType:
        """Kind of change."""
        return self.operation.type

    @property
    def targets(self) -> tuple[Target, ...]:
        """Places it changes."""
        return self.operation.targets
