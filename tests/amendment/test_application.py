"""Commands applied to a law: own fixtures, provenance, and properties."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunalfreund.amendment.application import apply_commands
from kommunalfreund.amendment.command import CommandType
from kommunalfreund.amendment.commands import read_commands
from kommunalfreund.amendment.conflict import ConflictKind
from kommunalfreund.draft import Origin, Provision

sys.path.insert(0, str(Path(__file__).parent))

from cases import cases, describe, expectations, law_text, run
from plain_text import lines_of, make_bill, make_law

CASES = cases()
EXPECTED = expectations()


@pytest.mark.parametrize("lines", CASES, ids=[lines[0][:70] for lines in CASES])
def test_command_and_result(lines: list[str]) -> None:
    assert describe(run(lines)) == EXPECTED[" / ".join(lines)]


def test_fixtures_cover_every_type_and_conflict() -> None:
    consolidations = [run(lines) for lines in CASES]
    types = Counter(command.type for one in consolidations for command in one.commands)
    assert sum(types.values()) >= 150
    assert set(types) == set(CommandType)
    kinds = {conflict.kind for one in consolidations for conflict in one.conflicts}
    assert kinds == set(ConflictKind) - {ConflictKind.STAMMGESETZ_FEHLT}


def test_nothing_is_dropped() -> None:
    for one in map(run, CASES):
        unapplied = {command.id for command in one.commands} - one.applied
        assert unapplied <= {conflict.command.id for conflict in one.conflicts}


def texts(provisions: tuple[Provision, ...]) -> list[tuple[str, str, Origin]]:
    return [
        (block.text[piece.at : piece.end], piece.xpath, piece.origin)
        for provision in provisions
        for part in provision.walk()
        for block in part.blocks
        for piece in block.pieces
    ]


@pytest.mark.parametrize("lines", CASES, ids=[lines[0][:70] for lines in CASES])
def test_every_character_knows_where_it_comes_from(lines: list[str]) -> None:
    law, bill = make_law(law_text()), make_bill(lines)
    raw = {f"/gesetz/{number}": line for number, line in enumerate(law_text().splitlines())}
    raw |= {f"/entwurf/{number}": line for number, line in enumerate(lines)}
    result = apply_commands(law, read_commands(bill)).result
    for provision in result.documents[0].walk():
        for block in provision.blocks:
            for piece in block.pieces:
                assert block.text[piece.at : piece.end] == raw[piece.xpath][piece.start : piece.start + piece.length]
                assert (piece.origin is Origin.NEU) == piece.xpath.startswith("/entwurf")
                assert bool(piece.command) == (piece.origin is not Origin.ALT)


def test_moved_characters_are_marked() -> None:
    result = run(["Der bisherige § 10 wird § 12."]).result
    assert Origin.VERSCHOBEN in {origin for _, _, origin in texts(result.documents[0].provisions)}


WORDS = ("Behörde", "Gemeinde", "muss", "darf", "Werkstatt", "Antrag", "Eingang", "Daten", "Nutzer", "Fachkraft")
NEW = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöü", min_size=3, max_size=12).filter(lambda word: word not in law_text())


@settings(max_examples=40, deadline=None)
@given(word=st.sampled_from(WORDS), new=NEW, norm=st.integers(1, 10))
def test_replacing_and_replacing_back_restores_the_law(word: str, new: str, norm: int) -> None:
    law = make_law(law_text())
    there = read_commands(make_bill([f"In § {norm} wird jeweils das Wort „{word}“ durch das Wort „{new}“ ersetzt."]))
    back = read_commands(make_bill([f"In § {norm} wird jeweils das Wort „{new}“ durch das Wort „{word}“ ersetzt."]))
    changed = apply_commands(law, there)
    if changed.conflicts:
        assert changed.conflicts[0].kind is ConflictKind.WORTE_FEHLEN
        assert lines_of(changed.result) == lines_of(law)
        return
    assert lines_of(apply_commands(changed.result, back).result) == lines_of(law)


@settings(max_examples=30, deadline=None)
@given(new=NEW, place=st.sampled_from(("§ 2 Absatz 2", "§ 5 Absatz 1 Satz 2", "§ 7 Satz 1", "§ 3 Absatz 1 Satz 1 Nummer 2 Buchstabe a")))
def test_inserting_and_deleting_restores_the_law(new: str, place: str) -> None:
    law = make_law(law_text())
    words = {"§ 2 Absatz 2": "Werkstatt", "§ 5 Absatz 1 Satz 2": "entscheidet", "§ 7 Satz 1": "Daten"}
    word = words.get(place, "bei")
    inserted = apply_commands(law, read_commands(make_bill([f"In {place} wird nach dem Wort „{word}“ das Wort „{new}“ eingefügt."])))
    assert not inserted.conflicts
    assert lines_of(inserted.result) != lines_of(law)
    deleted = apply_commands(inserted.result, read_commands(make_bill([f"In {place} wird das Wort „{new}“ gestrichen."])))
    assert lines_of(deleted.result) == lines_of(law)


@settings(max_examples=20, deadline=None)
@given(first=st.integers(1, 4), shift=st.integers(1, 9))
def test_renumbering_keeps_the_content(first: int, shift: int) -> None:
    law = make_law(law_text())
    command = f"In § 2 werden die Absätze {first} bis 4 die Absätze {first + shift} bis {4 + shift}."
    if first == 4:
        command = f"In § 2 wird Absatz 4 Absatz {4 + shift}."
    result = apply_commands(law, read_commands(make_bill([command])))
    assert not result.conflicts
    before, after = lines_of(law)["§ 2"], lines_of(result.result)["§ 2"]
    assert [line.split(" ", 1)[1] for line in after] == [line.split(" ", 1)[1] for line in before]
    assert [line.split(" ", 1)[0] for line in after[first:]] == [f"({number + shift})" for number in range(first, 5)]


def test_norms_inside_an_artikel_are_found() -> None:
    law = make_law("Artikel 1\n§ 1 Zweck\nDie Behörde kann prüfen.\nArtikel 2\n§ 1 Übergang\nDie Gemeinde kann prüfen.")
    result = apply_commands(law, read_commands(make_bill(["In Artikel 2 § 1 wird das Wort „kann“ durch das Wort „muss“ ersetzt."])))
    assert not result.conflicts
    assert [line for lines in lines_of(result.result).values() for line in lines if "muss" in line] == ["Die Gemeinde muss prüfen."]
