"""The example drafts are what their README says: schema-valid, complete, and labelled sentence by sentence."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from kommunalfreund.finding import Addressee, DutyKind, Effect, Novelty
from kommunalfreund.paths import DRAFTS, SHARED

AKN = "http://Inhaltsdaten.LegalDocML.de/1.8.2/"
XS = "http://www.w3.org/2001/XMLSchema"
SCHEMAS = SHARED / "legaldocml/1.8.2/schema"
FILES = sorted(DRAFTS.rglob("*.xml"))
REGULATIONS = sorted(path.parent for path in DRAFTS.rglob("erwartung.jsonl"))
BILLS = sorted(path.parent for path in DRAFTS.glob("*/vorblatt-regelungstext-1.xml"))
MODULES = {
    "regelungstext-entwurf": "regelungstextentwurfsfassung",
    "regelungstext-verkuendung": "regelungstextverkuendungsfassung",
    "rechtsetzungsdokument": "rechtsetzungsdokument",
    "vorblatt-regelungstext": "vorblattregelungstext",
    "begruendung-regelungstext": "begruendung",
}
COVER_NOTE = (
    "vorblattabschnitt-problem-und-ziel",
    "vorblattabschnitt-loesung",
    "vorblattabschnitt-alternativen",
    "vorblattabschnitt-haushaltsausgaben-ohne-erfuellungsaufwand",
    "vorblattabschnitt-erfuellungsaufwand",
    "vorblattabschnitt-weitere-kosten",
)
COMPLIANCE_COST = (
    "erfuellungsaufwand-fuer-buergerinnen-und-buerger",
    "erfuellungsaufwand-fuer-die-wirtschaft",
    "davon-buerokratiekosten-aus-informationspflichten",
    "erfuellungsaufwand-der-verwaltung",
)
MOD_TYPES = {
    "aenderungsbefehl-einfuegen": "insertion",
    "aenderungsbefehl-ersetzen": "substitution",
    "aenderungsbefehl-neufassung": "substitution",
    "aenderungsbefehl-streichen": "repeal",
    "aenderungsbefehl-umnummerierung": "renumbering",
}


def name_of(path: Path) -> str:
    return path.relative_to(DRAFTS).as_posix()


def parse(path: Path) -> etree._Element:
    return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)).getroot()


def tag(element: etree._Element) -> str:
    return etree.QName(element).localname


def elements(root: etree._Element, name: str) -> list[etree._Element]:
    return list(root.iter(f"{{{AKN}}}{name}"))


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def compact(text: str) -> str:
    """Text without white space and without the quotation marks, which quotedText keeps in attributes."""
    return re.sub(r"[\s„“]", "", text)


def text_of(element: etree._Element) -> str:
    return squeeze("".join(element.itertext()))


def expectations(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "erwartung.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def schema(module: str) -> etree.XMLSchema:
    """The official schema of a module together with those of the metadata, which it allows but does not import."""
    wrapper = etree.Element(f"{{{XS}}}schema", nsmap={"xs": XS})
    for path in (SCHEMAS / f"legalDocML.de-{module}.xsd", *sorted(SCHEMAS.glob("legalDocML.de-metadaten-*.xsd"))):
        etree.SubElement(wrapper, f"{{{XS}}}import", namespace=parse(path).get("targetNamespace") or "", schemaLocation=path.as_uri())
    return etree.XMLSchema(wrapper)


@pytest.mark.shared
@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="official LegalDocML.de 1.8.2 schemas not provided in ../shared/legaldocml")
@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_file_is_valid_against_the_official_schema(path: Path) -> None:
    root = parse(path)
    validator = schema(MODULES[root[0].get("name", "").rsplit("/", 1)[-1]])
    validator.validate(root)
    assert [f"line {entry.line}: {entry.message}" for entry in validator.error_log] == []


@pytest.mark.shared
@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="official LegalDocML.de 1.8.2 schemas not provided in ../shared/legaldocml")
def test_schema_rejects_a_damaged_draft() -> None:
    root = parse(FILES[0])
    root[0].remove(root[0][0])
    assert not schema(MODULES[root[0].get("name", "").rsplit("/", 1)[-1]]).validate(root)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_ids_are_unique_and_continue_those_of_the_parent(path: Path) -> None:
    root = parse(path)
    for attribute in ("eId", "GUID"):
        values = Counter(element.get(attribute, "") for element in root.iter() if element.get(attribute))
        assert [value for value, count in values.items() if count > 1] == []
    for element in root.iter(f"{{{AKN}}}*"):
        parent = element.getparent()
        if element.get("eId") and parent is not None and parent.get("eId") and tag(element) not in {"article", "quotedStructure"}:
            assert element.get("eId", "").rpartition("_")[0] == parent.get("eId")


@pytest.mark.parametrize("folder", [path.parent for path in FILES if path.name == "rechtsetzungsdokument-1.xml"], ids=name_of)
def test_collection_names_exactly_the_files_of_the_folder(folder: Path) -> None:
    references = elements(parse(folder / "rechtsetzungsdokument-1.xml"), "documentRef")
    assert {reference.get("href") for reference in references} == {path.name for path in folder.glob("*.xml")} - {
        "rechtsetzungsdokument-1.xml"
    }
    for reference in references:
        assert reference.get("showAs") == parse(folder / str(reference.get("href")))[0].get("name")


@pytest.mark.parametrize("folder", BILLS, ids=name_of)
def test_parts_of_a_bill_belong_together(folder: Path) -> None:
    works = {elements(parse(path), "FRBRuri")[0].get("value") for path in folder.glob("*.xml")}
    titles = {text_of(title) for path in folder.glob("*.xml") for title in elements(parse(path), "docTitle")}
    assert len(works) == 1
    assert len(titles) == 1


@pytest.mark.parametrize("folder", BILLS, ids=name_of)
def test_cover_note_and_explanation_have_the_mandatory_sections(folder: Path) -> None:
    cover_note = parse(folder / "vorblatt-regelungstext-1.xml")
    assert [section.get("refersTo") for section in elements(cover_note, "hcontainer")] == list(COVER_NOTE)
    assert [section.get("refersTo") for section in elements(cover_note, "tblock")] == list(COMPLIANCE_COST)
    sections = [section.get("refersTo", "") for section in elements(parse(folder / "begruendung-regelungstext-1.xml"), "hcontainer")]
    assert sections[0] == "begruendung-allgemeiner-teil"
    assert "begruendung-besonderer-teil" in sections
    assert sections.count("begruendungsabschnitt-regelungstext") >= 3


@pytest.mark.parametrize("path", [path for path in FILES if path.name.startswith("regelungstext-")], ids=name_of)
def test_every_amendment_command_has_its_metadata(path: Path) -> None:
    root = parse(path)
    commands = {f"#{mod.get('eId')}": MOD_TYPES[mod.get("refersTo", "")] for mod in elements(root, "mod")}
    declared = {mod[0].get("href"): mod.get("type") for mod in elements(root, "textualMod")}
    assert declared == commands
    for mod in elements(root, "textualMod"):
        assert mod.get("type") != "insertion" or mod[1].get("pos")


def amended_elements(folder: Path) -> dict[str, dict[str, etree._Element]]:
    """Elements of the base laws beside an amending bill, by the ELI of their text and their eId."""
    found = {}
    for path in folder.glob("stammgesetze/*/regelungstext-verkuendung-1.xml"):
        root = parse(path)
        eli = elements(elements(root, "FRBRExpression")[0], "FRBRthis")[0].get("value", "")
        found[eli] = {element.get("eId", ""): element for element in root.iter(f"{{{AKN}}}*")}
    return found


AMENDING = [folder for folder in BILLS if (folder / "stammgesetze").is_dir()]


@pytest.mark.parametrize("folder", AMENDING, ids=name_of)
def test_destinations_point_at_the_words_of_the_base_law(folder: Path) -> None:
    root = parse(folder / "regelungstext-entwurf-1.xml")
    laws = amended_elements(folder)
    commands = {f"#{mod.get('eId')}": mod for mod in elements(root, "mod")}
    ranges = 0
    for textual_mod in elements(root, "textualMod"):
        command = commands[textual_mod[0].get("href", "")]
        for destination in elements(textual_mod, "destination"):
            match = re.fullmatch(r"(.+regelungstext-verkuendung-1)/([^/]+?)(?:/(\d+)-(\d+))?\.xml", destination.get("href", ""))
            assert match, destination.get("href")
            target = laws[match[1]][match[2]]
            if match[3]:
                words = "".join(target.itertext())[int(match[3]) : int(match[4])]
                quoted = [text.text for text in elements(command, "quotedText")]
                assert words in quoted if quoted else words.endswith("."), text_of(command)
                ranges += 1
    assert ranges >= 10


@pytest.mark.parametrize("folder", AMENDING, ids=name_of)
def test_results_name_their_command_and_a_sentence_of_a_base_law(folder: Path) -> None:
    base = {row["citation"] for path in folder.glob("stammgesetze/*") for row in expectations(path)}
    results = [row for row in expectations(folder) if row.get("clause") == "ergebnis"]
    commands = {row["citation"] for row in expectations(folder) if row.get("clause") == "befehl"}
    assert {row["by"] for row in results} <= commands
    assert {row["citation"] for row in results} <= base
    assert {row["novelty"] for row in results} >= {"verschaerft", "erleichtert", "aufgehoben"}


@pytest.mark.parametrize("folder", REGULATIONS, ids=name_of)
def test_expectations_follow_the_guide(folder: Path) -> None:
    for row in expectations(folder):
        effects = [Effect(str(effect)) for effect in row["effects"]]  # type: ignore[attr-defined]
        assert len(set(effects)) == len(effects), row
        assert (Effect.PFLICHT in effects) == bool(row["kind"]), row
        assert not row["kind"] or DutyKind(str(row["kind"])), row
        assert Addressee(str(row["addressee"])) is not Addressee.KEINE or not effects, row
        assert row.get("clause", "satz") in {"satz", "befehl", "zitat", "ergebnis"}, row
        assert (row.get("clause") == "ergebnis") == ("novelty" in row), row
        assert "novelty" not in row or Novelty(str(row["novelty"])), row


@pytest.mark.parametrize("folder", REGULATIONS, ids=name_of)
def test_expectations_cover_the_regulation_text_in_order(folder: Path) -> None:
    (path,) = folder.glob("regelungstext-*.xml")
    text = compact("".join(elements(parse(path), "body")[0].itertext()))
    rows = [row for row in expectations(folder) if row.get("clause") != "ergebnis"]
    position = 0
    for row in rows:
        start = text.find(compact(str(row["text"])), position)
        assert start >= 0, f"{row['citation']}: not found behind character {position}"
        position = start + 1
    assert len({row["citation"] for row in rows}) == len(rows) >= 5


def sums_up(folder: Path) -> bool:
    """Whether the rows of the E.3 table, shares ("davon …") left out, add up to its last row."""
    section = next(
        block for block in elements(parse(folder / "vorblatt-regelungstext-1.xml"), "tblock") if block.get("refersTo") == COMPLIANCE_COST[3]
    )
    rows = [[text_of(cell) for cell in row] for row in elements(section, "tr")[1:]]
    parts = [[int(cell.replace(" ", "")) for cell in row[1:]] for row in rows if not row[0].startswith("davon")]
    return [sum(column) for column in zip(*parts[:-1], strict=True)] == parts[-1]


def test_cover_notes_are_right_and_wrong_as_described() -> None:
    assert sums_up(DRAFTS / "hitzeschutz")
    assert not sums_up(DRAFTS / "familienleistung")


def test_counter_example_flags_a_single_sentence() -> None:
    flagged = [row["citation"] for row in expectations(DRAFTS / "statistik") if {"pflicht", "kosten"} & set(map(str, row["effects"]))]  # type: ignore[call-overload]
    assert flagged == ["§ 5 Absatz 3"]
