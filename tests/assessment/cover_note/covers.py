"""Small drafts with Vorblatt and Begründung, made of headings and lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kommunalfreund.clause import PathStep
from kommunalfreund.draft import Document, DocumentPart, Draft, Provision, ProvisionKind, TextBlock, TextRole
from kommunalfreund.finding import Addressee, DutyKind, Effect, Finding
from tests.factories import make_anchor, make_clause, make_draft, make_finding

TITLES = {
    "D": "Haushaltsausgaben ohne Erfüllungsaufwand",
    "E": "Erfüllungsaufwand",
    "E.1": "Erfüllungsaufwand für Bürgerinnen und Bürger",
    "E.2": "Erfüllungsaufwand für die Wirtschaft",
    "E.3": "Erfüllungsaufwand der Verwaltung",
    "F": "Weitere Kosten",
}


def block(text: str, number: int) -> TextBlock:
    role = TextRole.TABELLE if " | " in text else TextRole.FLIESSTEXT
    return TextBlock(text=text, pieces=(), anchor=make_anchor(f"zeile-{number}"), role=role)


def section(number: str, heading: str, lines: Sequence[str] = (), inner: Sequence[Provision] = (), refers_to: str = "") -> Provision:
    blocks = tuple(block(line, index) for index, line in enumerate(lines))
    return Provision(
        kind=ProvisionKind.VORBLATTABSCHNITT,
        anchor=make_anchor(f"abschnitt-{number or heading}"),
        number=number,
        heading=heading,
        content=(*blocks, *inner),
        refers_to=refers_to,
    )


def vorblatt(texts: Mapping[str, Sequence[str]], leave_out: Sequence[str] = ()) -> Document:
    """All sections, "Keine." where nothing is given."""
    made = {
        number: section(number, title, texts.get(number, () if number == "E" else ("Keine.",)))
        for number, title in TITLES.items()
        if number not in leave_out
    }
    inner = [made.pop(number) for number in ("E.1", "E.2", "E.3") if number in made]
    if "E" in made:
        made["E"] = section("E", TITLES["E"], texts.get("E", ()), inner)
    return document(DocumentPart.VORBLATT, list(made.values()))


def begruendung(
    verwaltung: Sequence[str] = ("Keiner.",), haushalt: Sequence[str] = ("Keine.",), besonderer: Mapping[str, str] | None = None
) -> Document:
    folgen = section("VI", "Gesetzesfolgen", (), [section("3", TITLES["D"], haushalt), section("4", TITLES["E.3"], verwaltung)])
    remarks = [section("", heading, (text,)) for heading, text in (besonderer or {}).items()]
    return document(
        DocumentPart.BEGRUENDUNG,
        [section("A", "Allgemeiner Teil", (), [folgen]), section("B", "Besonderer Teil", ("Im Einzelnen:",), remarks)],
    )


def document(part: DocumentPart, provisions: Sequence[Provision]) -> Document:
    return Document(part=part, source=f"{part}.xml", title="", provisions=tuple(provisions), format="LegalDocML.de")


def draft(*documents: Document) -> Draft:
    made = make_draft()
    return make_draft(documents=(*made.documents, *documents))


def duty(norm: str = "2", *, effects: tuple[Effect, ...] = (Effect.PFLICHT,), kind: DutyKind = DutyKind.AUFGABE) -> Finding:
    path = (PathStep(ProvisionKind.PARAGRAF, norm), PathStep(ProvisionKind.ABSATZ, "1"))
    clause = make_clause("Die Gemeinden richten eine Lesestube ein.", id=f"satz-{norm}", norm=f"§ {norm}", citation=f"§ {norm}", path=path)
    return make_finding(clause, addressee=Addressee.DIREKT, effects=effects, kind=kind if Effect.PFLICHT in effects else None)
