from dataclasses import replace
from pathlib import Path

import pytest

from kommunalfreund.classification.labelled_clauses import Label, text_hash
from kommunalfreund.classification.references import (
    CORRECTIONS,
    Reference,
    load_references,
    read_reference_tables,
    read_references,
    write_references,
)
from kommunalfreund.errors import CorpusError
from kommunalfreund.finding import Addressee, DutyKind, Effect
from kommunalfreund.reading.law import segment_law

LAW = """<?xml version="1.0" encoding="UTF-8"?>
<dokumente builddate="20260101000000" doknr="BJNR999990026"><norm doknr="BJNR999990026"><metadaten><jurabk>PrBüG</jurabk>
<langue>Gesetz über Probebühnen</langue></metadaten></norm><norm doknr="BJNR999990026BJNE000100000"><metadaten><jurabk>PrBüG</jurabk>
<enbez>§ 1</enbez><titel format="XML">Verzeichnis</titel></metadaten><textdaten><text format="XML"><Content><P>(1) Die Gemeinde führt ein
Verzeichnis der Bühnen. Es ist jährlich zu veröffentlichen.</P></Content></text></textdaten></norm></dokumente>"""
LABEL = Label(addressee=Addressee.DIREKT, effects=(Effect.PFLICHT,), kind=DutyKind.INFORMATION)


def reference(text: str) -> Reference:
    return Reference(bjnr="BJNR999990026", norm="§ 1", absatz="1", satz=1, hash=text_hash(text), label=LABEL)


def test_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    write_references([reference("Die Gemeinde führt ein Verzeichnis der Bühnen.")], path)
    assert "Verzeichnis" not in path.read_text(encoding="utf-8")
    assert read_references(path) == (reference("Die Gemeinde führt ein Verzeichnis der Bühnen."),)


def test_corrections_replace_labels_of_other_tables(tmp_path: Path) -> None:
    kept, wrong = reference("Die Gemeinde führt ein Verzeichnis der Bühnen."), reference("Es ist jährlich zu veröffentlichen.")
    right = replace(wrong, label=Label(addressee=Addressee.KEINE, effects=(), kind=None))
    write_references([kept, wrong], tmp_path / "zuletzt.csv")
    write_references([right], tmp_path / CORRECTIONS)
    assert set(read_reference_tables(tmp_path)) == {kept, right}


def test_wrong_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="Spalten"):
        read_references(path)


def test_labels_reach_their_clause() -> None:
    found = load_references(
        [reference("Die Gemeinde führt ein Verzeichnis der Bühnen.")], [("BJNR999990026", LAW.encode()), ("BJNR1", b"")], segment_law
    )
    (document,) = found
    assert document.labels == (LABEL, None)
    assert not document.own
