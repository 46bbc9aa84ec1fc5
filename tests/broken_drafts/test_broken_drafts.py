"""One small file per mistake, and the words its error must contain."""

from __future__ import annotations

from pathlib import Path

import pytest

from kommunalfreund.errors import KommunalfreundError, MalformedInputError, UnknownFormatError, UnsafeInputError
from kommunalfreund.reading import discover, read_draft

FILES = Path(__file__).parent / "files"

EXPECTED: dict[str, tuple[type[KommunalfreundError], int | None, tuple[str, ...]]] = {
    "attribut_doppelt": (MalformedInputError, 1, ("wohlgeformt", "eId")),
    "doctype": (UnsafeInputError, 2, ("DOCTYPE", "entfernen")),
    "eigentlich_pdf": (MalformedInputError, None, ("PDF", "als XML")),
    "falsch_kodiert": (MalformedInputError, 3, ("Zeichenkodierung", "UTF-8 speichern")),
    "feed": (UnknownFormatError, 1, ("RSS-Feed", "Gelesen werden LegalDocML.de")),
    "fehlerseite": (UnsafeInputError, 1, ("HTML-Seite", "statt der Webseite")),
    "fremd": (UnknownFormatError, 1, ("rechnung", "Gelesen werden")),
    "fremde_kodierung": (MalformedInputError, 1, ("EBCDIC-CP-DE", "als UTF-8 speichern")),
    "fremder_namensraum": (UnknownFormatError, 1, ("http://example.org/akn", "Gelesen werden")),
    "html_entitaet": (MalformedInputError, 2, ("Entität", "szlig", "direkt als UTF-8")),
    "inhaltsverzeichnis": (UnknownFormatError, 1, ("Inhaltsverzeichnis von gesetze-im-internet.de",)),
    "leer": (MalformedInputError, 1, ("leer",)),
    "nicht_geschlossen": (MalformedInputError, 4, ("wohlgeformt", "article", "XML-Editor")),
    "nur_text": (MalformedInputError, 1, ("kein XML",)),
    "nur_verweise": (MalformedInputError, None, ("keinen lesbaren Text", "Regelungstext, Vorblatt und Begründung")),
    "ohne_dokument": (MalformedInputError, 1, ("leer",)),
    "ohne_text": (MalformedInputError, None, ("keinen lesbaren Text",)),
    "praefix_ohne_namensraum": (MalformedInputError, 1, ("akn",)),
    "webseite": (UnknownFormatError, 1, ("HTML-Seite", "Gelesen werden")),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_error_says_what_where_and_what_to_do(name: str) -> None:
    kind, line, words = EXPECTED[name]
    file = FILES / f"{name}.xml"
    with pytest.raises(KommunalfreundError) as caught:
        read_draft(file)
    error = caught.value
    assert type(error) is kind
    assert error.path == str(file)
    assert error.line == line
    assert error.hint
    for word in words:
        assert word in str(error)


def test_every_file_has_an_expectation() -> None:
    assert {file.stem for file in FILES.iterdir()} == set(EXPECTED)


def test_discovery_of_the_whole_folder_does_not_fail() -> None:
    found = discover([FILES])
    assert sum(len(source.members) for source in found) == len(EXPECTED)
    for source in found:
        with pytest.raises(KommunalfreundError):
            read_draft(source)
