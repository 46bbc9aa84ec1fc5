"""The sections of Vorblatt and Begründung that speak of money, found by their LegalDocML literal or, failing that, by their heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kommunalfreund.citation import cite_section
from kommunalfreund.draft import DocumentPart, Draft, Provision, TextBlock, TextRole

_HEADING_LENGTH = 90


class Topic(StrEnum):
    """What a section is about; the value is its usual number in the Vorblatt."""

    HAUSHALT = "D"
    ERFUELLUNGSAUFWAND = "E"
    BUERGER = "E.1"
    WIRTSCHAFT = "E.2"
    VERWALTUNG = "E.3"
    WEITERE_KOSTEN = "F"
    BESONDERER_TEIL = "B"


TITLES = {
    Topic.HAUSHALT: "Haushaltsausgaben ohne Erfüllungsaufwand",
    Topic.ERFUELLUNGSAUFWAND: "Erfüllungsaufwand",
    Topic.BUERGER: "Erfüllungsaufwand für Bürgerinnen und Bürger",
    Topic.WIRTSCHAFT: "Erfüllungsaufwand für die Wirtschaft",
    Topic.VERWALTUNG: "Erfüllungsaufwand der Verwaltung",
    Topic.WEITERE_KOSTEN: "Weitere Kosten",
    Topic.BESONDERER_TEIL: "Besonderer Teil",
}
"""Official titles (§§ 42 to 44 GGO, Vorblatt pattern)."""

_LITERALS = {
    "vorblattabschnitt-haushaltsausgaben-ohne-erfuellungsaufwand": Topic.HAUSHALT,
    "regelungsfolgen-abschnitt-haushaltsausgaben-ohne-erfuellungsaufwand": Topic.HAUSHALT,
    "vorblattabschnitt-erfuellungsaufwand": Topic.ERFUELLUNGSAUFWAND,
    "regelungsfolgen-abschnitt-erfuellungsaufwand": Topic.ERFUELLUNGSAUFWAND,
    "erfuellungsaufwand-fuer-buergerinnen-und-buerger": Topic.BUERGER,
    "begruendung-erfuellungsaufwand-fuer-buergerinnen-und-buerger": Topic.BUERGER,
    "erfuellungsaufwand-fuer-die-wirtschaft": Topic.WIRTSCHAFT,
    "begruendung-erfuellungsaufwand-fuer-die-wirtschaft": Topic.WIRTSCHAFT,
    "erfuellungsaufwand-der-verwaltung": Topic.VERWALTUNG,
    "begruendung-erfuellungsaufwand-der-verwaltung": Topic.VERWALTUNG,
    "vorblattabschnitt-weitere-kosten": Topic.WEITERE_KOSTEN,
    "regelungsfolgen-abschnitt-weitere-kosten": Topic.WEITERE_KOSTEN,
    "begruendung-besonderer-teil": Topic.BESONDERER_TEIL,
}
"""Literals of ``refersTo`` in LegalDocML.de 1.8.2."""

_NUMBER = r"^(?:[A-F]\.?\s?\d?\.?|[IVX]+\.|\d+\.(?:\d+\.?)?|[a-c]\))?\s*"
_HEADINGS = tuple(
    (re.compile(_NUMBER + pattern + r"\s*:?$", re.IGNORECASE), topic)
    for pattern, topic in (
        (r"Haushaltsausgaben ohne Erfüllungsaufwand", Topic.HAUSHALT),
        (r"(?:Finanzielle Auswirkungen auf die|Auswirkungen auf die) (?:öffentlichen )?Haushalte", Topic.HAUSHALT),
        (r"Erfüllungsaufwand", Topic.ERFUELLUNGSAUFWAND),
        (r"(?:Erfüllungsaufwand )?(?:für (?:die )?)?Bürger(?:innen und Bürger)?", Topic.BUERGER),
        (r"(?:Erfüllungsaufwand )?(?:für )?(?:die|der)? ?Wirtschaft", Topic.WIRTSCHAFT),
        (r"(?:Erfüllungsaufwand )?(?:für )?(?:die|der)? ?(?:öffentlichen )?Verwaltung", Topic.VERWALTUNG),
        (r"Weitere Kosten", Topic.WEITERE_KOSTEN),
        (r"Besonderer Teil", Topic.BESONDERER_TEIL),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph or table row of a section."""

    text: str
    table: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section with the lines that belong to it and not to a section below it that is found too.

    Attributes:
        topic: what it is about.
        part: Vorblatt or Begründung.
        place: "Vorblatt, Abschnitt E.3".
        lines: in order.
    """

    topic: Topic
    part: DocumentPart
    place: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What the besondere Teil says on one norm: heading ("Zu § 4 (Frühe Begleitung)"), its text, its place."""

    heading: str
    text: str
    place: str


def find_topic(refers_to: str, heading: str) -> Topic | None:
    """Topic of a section.

    Args:
        refers_to: its literal, may be empty.
        heading: its heading with or without number.

    >>> find_topic("", "E.3 Erfüllungsaufwand der Verwaltung"), find_topic("", "Alternativen")
    (<Topic.VERWALTUNG: 'E.3'>, None)
    """
    if refers_to in _LITERALS:
        return _LITERALS[refers_to]
    return next((topic for pattern, topic in _HEADINGS if pattern.match(heading.strip())), None)


def read_sections(draft: Draft, part: DocumentPart) -> dict[Topic, Section]:
    """The sections on money of the Vorblatt or the Begründung; the first of each topic.

    Args:
        draft: with its documents.
        part: Vorblatt or Begründung.
    """
    found: dict[Topic, Section] = {}
    for document in draft.documents_of(part):
        for provision, levels in _walk(document.provisions, ()):
            topic = find_topic(provision.refers_to, provision.heading)
            if topic is not None:
                for section in _split(topic, part, cite_section(part, levels), tuple(_lines(provision))):
                    if section.topic not in found or not found[section.topic].lines:
                        found[section.topic] = section
    return found


def read_remarks(draft: Draft) -> tuple[Remark, ...]:
    """The remarks of the besondere Teil on single norms, in order."""
    return tuple(
        Remark(
            heading=provision.heading,
            text=" ".join(block.text for inner in provision.walk() for block in inner.blocks),
            place=cite_section(DocumentPart.BEGRUENDUNG, levels),
        )
        for document in draft.documents_of(DocumentPart.BEGRUENDUNG)
        for provision, levels in _walk(document.provisions, ())
        if re.match(r"Zu (?:den )?(?:§|Artikel|Art\.|Anlage|Abschnitt|Nummer)", provision.heading)
    )


def _walk(provisions: tuple[Provision, ...], above: tuple[tuple[str, str], ...]) -> Iterator[tuple[Provision, tuple[tuple[str, str], ...]]]:
    for provision in provisions:
        levels = (*above, (provision.number, provision.heading))
        yield provision, levels
        yield from _walk(provision.children, levels)


def _lines(provision: Provision) -> Iterator[Line]:
    """Lines of a provision without those of sections below it that have a topic of their own."""
    for part in provision.content:
        if isinstance(part, TextBlock):
            if part.role is not TextRole.FUSSNOTE and part.text:
                yield Line(text=part.text, table=part.role is TextRole.TABELLE)
        elif find_topic(part.refers_to, part.heading) is None:
            if part.heading:
                yield Line(text=part.heading)
            yield from _lines(part)


def _split(topic: Topic, part: DocumentPart, place: str, lines: tuple[Line, ...]) -> Iterator[Section]:
    """A section whose parts are only marked by paragraphs that read like headings is cut there."""
    start, current, where = 0, topic, place
    for index, line in enumerate(lines):
        inner = None if line.table or len(line.text) > _HEADING_LENGTH else find_topic("", line.text)
        if inner is not None and inner not in (topic, Topic.BESONDERER_TEIL):
            yield Section(topic=current, part=part, place=where, lines=lines[start:index])
            start, current = index + 1, inner
            where = f"Vorblatt, Abschnitt {inner}" if part is DocumentPart.VORBLATT else place
    yield Section(topic=current, part=part, place=where, lines=lines[start:])
