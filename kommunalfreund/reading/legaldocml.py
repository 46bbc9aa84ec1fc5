"""LegalDocML.de, the German profile of Akoma Ntoso: versions 1.4 to 1.8.x by one namespace pattern."""

from __future__ import annotations

import re
from dataclasses import replace

from kommunalfreund.draft import DocumentPart
from kommunalfreund.reading.metadata import Metadata, attribute, child, read_metadata
from kommunalfreund.reading.safe_xml import Element, local_name, namespace

_NAMESPACE = re.compile(r"https?://Inhaltsdaten\.LegalDocML\.de/([0-9][0-9.]*)/?", re.IGNORECASE)
_KNOWN = frozenset({"1.4", "1.5", "1.6", "1.7", "1.7.1", "1.7.2", "1.8", "1.8.1", "1.8.2"})

_INITIATORS = {"bundesregierung": "der Bundesregierung", "bundestag": "des Bundestages", "bundesrat": "des Bundesrates"}
_ENDINGS = {
    "gesetzes": "gesetz",
    "gesetzbuches": "gesetzbuch",
    "gesetzbuchs": "gesetzbuch",
    "verordnung": "verordnung",
    "vertrages": "vertrag",
}
_ENTWURF = re.compile(r"^(?:Entwurf|Referentenentwurf|Gesetzentwurf|Diskussionsentwurf)\s+(eines|einer|des|der)\s+", re.IGNORECASE)


def version_of(tag: str) -> str:
    """Version in the namespace of a root tag ("1.8.2"), empty if it is not LegalDocML.de."""
    found = _NAMESPACE.match(namespace(tag))
    return found[1].rstrip(".") if found and local_name(tag) == "akomaNtoso" else ""


def version_warnings(version: str) -> tuple[str, ...]:
    """A warning for a version this reader was not made for; it is read all the same."""
    if version in _KNOWN:
        return ()
    return (f"LegalDocML.de {version} ist hier nicht bekannt; das Dokument wurde wie die nächste bekannte Version gelesen.",)


def part_of(document: Element) -> DocumentPart:
    """What a document is, by the last segment of ``name``, then by its FRBR subtype, then by its element.

    Args:
        document: the element below the root.
    """
    subtype = document.find("{*}meta/{*}identification/{*}FRBRWork/{*}FRBRsubtype")
    kind = local_name(str(document.tag))
    for literal in (attribute(document, "name"), attribute(document, "refersTo"), attribute(subtype, "value")):
        word = re.sub(r"-?\d+$", "", literal.lstrip("#").rpartition("/")[2].lower())
        if word.startswith("regelungstext") or (kind in ("bill", "act") and word and not word.startswith("bekanntmachung")):
            return DocumentPart.REGELUNGSTEXT
        if word in ("vorblatt", "vorblatt-regelungstext"):
            return DocumentPart.VORBLATT
        if word in ("begruendung", "begruendung-regelungstext"):
            return DocumentPart.BEGRUENDUNG
        if word.startswith(("anlage", "offene-struktur", "offenestruktur")):
            return DocumentPart.ANLAGE
        if word and word not in ("", "doc"):
            return DocumentPart.SONSTIGES
    return DocumentPart.REGELUNGSTEXT if kind in ("bill", "act") else DocumentPart.SONSTIGES


def read_legaldocml_metadata(document: Element) -> Metadata:
    """Front page, FRBR data and the proprietary metadata of LegalDocML.de.

    Args:
        document: the element below the root.
    """
    found = read_metadata(document)
    own: dict[str, str] = {}
    proprietary = child(document, "meta", "proprietary")
    for block in () if proprietary is None else proprietary:
        for entry in block:
            own.setdefault(local_name(str(entry.tag)), (entry.text or "").strip())
    stage = found.stage
    if not stage and attribute(document, "name").endswith("regelungstext-verkuendung"):
        stage = "Verkündungsfassung"
    return replace(
        found,
        title=nominative(found.title),
        kind=own.get("typ", ""),
        form=own.get("form", ""),
        stage=stage,
        proponent=found.proponent or _INITIATORS.get(own.get("initiant", ""), ""),
    )


def nominative(title: str) -> str:
    """Title without "Entwurf eines …", the noun in the nominative; unchanged if the noun is not recognised.

    >>> nominative("Entwurf eines Zweiten Gesetzes über öffentliche Reparaturstellen")
    'Zweites Gesetz über öffentliche Reparaturstellen'
    >>> nominative("Entwurf einer Verordnung über Werkbänke")
    'Verordnung über Werkbänke'
    """
    match = _ENTWURF.match(title)
    if not match:
        return title
    words = title[match.end() :].split(" ")
    neuter = match[1].lower() in ("eines", "des")
    for position, word in enumerate(words[:5]):
        ending = next((ending for ending in _ENDINGS if word.lower().endswith(ending)), None)
        if ending:
            kept = len(word) - len(ending)
            noun = word[:kept] + (_ENDINGS[ending].capitalize() if word[kept : kept + 1].isupper() else _ENDINGS[ending])
            return " ".join([*words[:position], noun, *words[position + 1 :]])
        if not word.endswith("en"):
            return title
        words[position] = word[:-1] + "s" if neuter else word[:-1]
    return title
