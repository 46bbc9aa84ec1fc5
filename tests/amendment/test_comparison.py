"""Sentences of two versions find each other, wherever they were moved."""

from __future__ import annotations

import sys
from pathlib import Path

from kommunalfreund.amendment.comparison import align
from kommunalfreund.draft import Draft
from kommunalfreund.segmentation import segment

sys.path.insert(0, str(Path(__file__).parent))

from plain_text import make_law

OLD = """§ 1 Zweck
Dieses Gesetz regelt die öffentlichen Werkstätten.
§ 2 Betrieb
(1) Die Gemeinde richtet eine Werkstatt ein. Sie kann Vereine beteiligen.
(2) Die Werkstatt ist an drei Tagen in der Woche geöffnet.
§ 3 Bericht
Die Gemeinde berichtet dem Land alle vier Jahre über die Werkstatt."""
NEW = """§ 1 Zweck
Dieses Gesetz regelt die öffentlichen Werkstätten.
§ 2 Begriffe
Werkstatt im Sinne dieses Gesetzes ist ein Raum mit Werkzeug für alle.
§ 3 Betrieb
(1) Die Werkstatt ist an fünf Tagen in der Woche geöffnet.
(2) Die Gemeinde richtet eine Werkstatt ein. Sie muss Vereine beteiligen.
§ 4 Bericht
Die Gemeinde berichtet dem Land jährlich über die Werkstatt."""


def pairs(old: Draft, new: Draft) -> list[tuple[str, str]]:
    return [(pair.old.citation if pair.old else "", pair.new.citation if pair.new else "") for pair in align(segment(old), segment(new))]


def test_renumbered_and_moved_sentences_are_the_same() -> None:
    assert pairs(make_law(OLD), make_law(NEW)) == [
        ("§ 1", "§ 1"),
        ("", "§ 2"),
        ("§ 2 Absatz 2", "§ 3 Absatz 1"),
        ("§ 2 Absatz 1 Satz 1", "§ 3 Absatz 2 Satz 1"),
        ("§ 2 Absatz 1 Satz 2", "§ 3 Absatz 2 Satz 2"),
        ("§ 3", "§ 4"),
    ]


def test_dropped_sentences_stand_where_they_stood() -> None:
    shorter = OLD.replace(" Sie kann Vereine beteiligen.", "")
    assert ("§ 2 Absatz 1 Satz 2", "") in pairs(make_law(OLD), make_law(shorter))
    assert pairs(make_law(OLD), make_law(shorter)).index(("§ 2 Absatz 1 Satz 2", "")) == 2


def test_a_version_is_equal_to_itself() -> None:
    assert all(old == new for old, new in pairs(make_law(OLD), make_law(OLD)))
