"""How a lawyer cites the place of a clause, computed from the structure and never from eIds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kommunalfreund.clause import PathStep
from kommunalfreund.draft import GROUPING_KINDS, DocumentPart, ProvisionKind

NAMES: dict[ProvisionKind, str] = {
    ProvisionKind.BUCH: "Buch",
    ProvisionKind.TEIL: "Teil",
    ProvisionKind.KAPITEL: "Kapitel",
    ProvisionKind.UNTERKAPITEL: "Unterkapitel",
    ProvisionKind.ABSCHNITT: "Abschnitt",
    ProvisionKind.UNTERABSCHNITT: "Unterabschnitt",
    ProvisionKind.TITEL: "Titel",
    ProvisionKind.UNTERTITEL: "Untertitel",
    ProvisionKind.ARTIKEL: "Artikel",
    ProvisionKind.PARAGRAF: "§",
    ProvisionKind.ABSATZ: "Absatz",
    ProvisionKind.SATZ: "Satz",
    ProvisionKind.NUMMER: "Nummer",
    ProvisionKind.BUCHSTABE: "Buchstabe",
    ProvisionKind.DOPPELBUCHSTABE: "Doppelbuchstabe",
    ProvisionKind.DREIFACHBUCHSTABE: "Dreifachbuchstabe",
    ProvisionKind.SPIEGELSTRICH: "Spiegelstrich",
    ProvisionKind.ANLAGE: "Anlage",
}
"""Written name of each level that can be cited."""

NORM_KINDS = frozenset({ProvisionKind.PARAGRAF, ProvisionKind.ARTIKEL, ProvisionKind.ANLAGE})
"""Levels that are a norm of their own."""

_SEVERAL = re.compile(r"\bbis\b|\bund\b|,|[-–]")


def name_norm(kind: ProvisionKind, number: str) -> str:
    """Write a norm as the interchange format does.

    Example:
        >>> name_norm(ProvisionKind.PARAGRAF, "7a"), name_norm(ProvisionKind.ARTIKEL, "5"), name_norm(ProvisionKind.ANLAGE, "")
        ('§ 7a', 'Art 5', 'Anlage')
    """
    if kind is ProvisionKind.PARAGRAF:
        return f"{'§§' if _SEVERAL.search(number) else '§'} {number}".strip()
    return f"{'Art' if kind is ProvisionKind.ARTIKEL else NAMES[kind]} {number}".strip()


def norm_of(path: Iterable[PathStep]) -> str:
    """The norm in a path: the innermost § if there is one, else the innermost Artikel or Anlage; empty if none.

    Example:
        >>> norm_of((PathStep(ProvisionKind.ARTIKEL, "1"), PathStep(ProvisionKind.PARAGRAF, "7"), PathStep(ProvisionKind.ABSATZ, "2")))
        '§ 7'
    """
    steps = [step for step in path if step.kind in NORM_KINDS]
    return name_norm(*steps[-1]) if steps else ""


def cite_steps(path: Iterable[PathStep], satz: int | None = None, item_satz: int | None = None) -> str:
    """Cite a place within one regulation.

    Args:
        path: numbered levels from the outside in; levels that only group norms are left out unless they stand inside an Anlage
            or no norm follows.
        satz: number of the sentence in its Absatz or norm, None to leave it out.
        item_satz: number of the sentence within the innermost item, None to leave it out.

    Example:
        >>> artikel, norm = PathStep(ProvisionKind.ARTIKEL, "1"), PathStep(ProvisionKind.PARAGRAF, "7")
        >>> absatz, nummer = PathStep(ProvisionKind.ABSATZ, "2"), PathStep(ProvisionKind.NUMMER, "3")
        >>> cite_steps((norm, absatz, nummer), satz=1)
        '§ 7 Absatz 2 Satz 1 Nummer 3'
        >>> cite_steps((artikel, norm, absatz))
        'Artikel 1, § 7 Absatz 2'
        >>> cite_steps((PathStep(ProvisionKind.KAPITEL, "2"), norm, nummer), item_satz=2)
        '§ 7 Nummer 3 Satz 2'
    """
    words: list[str] = []
    steps = tuple(path)
    grouped = any(step.kind in NORM_KINDS for step in steps)
    pending = "" if satz is None else f"Satz {satz}"
    for kind, number in steps:
        grouped = grouped and kind is not ProvisionKind.ANLAGE
        if (kind in GROUPING_KINDS and grouped) or kind not in NAMES:
            continue
        if kind in NORM_KINDS:
            if words:
                words[-1] += ","
            words.append(name_norm(kind, number).replace("Art ", "Artikel ", 1))
            continue
        if not number:
            continue
        if pending and kind is not ProvisionKind.ABSATZ and kind not in GROUPING_KINDS:
            words.append(pending)
            pending = ""
        words.append(f"{NAMES[kind]} {number}")
    if pending:
        words.append(pending)
    if item_satz is not None:
        words.append(f"Satz {item_satz}")
    return " ".join(words)


def cite_quoted(command: str, place: str) -> str:
    """Cite quoted amendment text: the place of the command, then the place in the amended law.

    Example:
        >>> cite_quoted("Artikel 2 Nummer 3 Buchstabe a", "§ 7 Absatz 2 Satz 1")
        'Artikel 2 Nummer 3 Buchstabe a, § 7 Absatz 2 Satz 1'
    """
    return ", ".join(filter(None, (command, place)))


def cite_section(part: DocumentPart, sections: Iterable[tuple[str, str]]) -> str:
    """Cite a place in the cover note or the explanation.

    Args:
        part: Vorblatt or Begründung (others are named like the explanation).
        sections: number and heading of each level from the outside in.

    Example:
        >>> cite_section(DocumentPart.VORBLATT, [("E", "Erfüllungsaufwand"), ("3", "Erfüllungsaufwand der Verwaltung")])
        'Vorblatt, Abschnitt E.3'
        >>> cite_section(DocumentPart.BEGRUENDUNG, [("B", "Besonderer Teil"), ("", "Zu § 4 (Einrichtung)")])
        'Begründung, Besonderer Teil, Zu § 4'
        >>> cite_section(DocumentPart.BEGRUENDUNG, [("A", "Allgemeiner Teil"), ("VI", "Gesetzesfolgen"), ("4", "Erfüllungsaufwand")])
        'Begründung, Allgemeiner Teil, Abschnitt VI.4'
    """
    words = {DocumentPart.VORBLATT: ["Vorblatt"], DocumentPart.BEGRUENDUNG: ["Begründung"]}.get(part, [])
    numbers: list[str] = []
    for depth, (number, heading) in enumerate(sections):
        title = heading.split(" (")[0].strip() if heading.startswith("Zu ") else heading
        if heading.startswith("Zu ") or (part is not DocumentPart.VORBLATT and depth == 0 and heading) or not number:
            if numbers:
                words.append("Abschnitt " + ".".join(numbers))
                numbers = []
            if title:
                words.append(title)
        elif numbers and number.startswith(numbers[-1] + "."):
            numbers[-1] = number
        else:
            numbers.append(number.strip("."))
    if numbers:
        words.append("Abschnitt " + ".".join(numbers))
    return ", ".join(words)
