"""Printed labels to levels and numbers."""

from __future__ import annotations

import pytest

from kommunalfreund.draft import ProvisionKind as K
from kommunalfreund.reading.labels import group_kind, item_kind, norm_kind, number_of


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("§ 7", "7"),
        ("§\u00a012a", "12a"),
        ("§ 7 a", "7a"),
        ("§§ 3 bis 5", "3 bis 5"),
        ("Artikel 1", "1"),
        ("Art IX", "IX"),
        ("(2)", "2"),
        ("(1a)", "1a"),
        ("1.", "1"),
        ("1.2.3", "1.2.3"),
        ("a)", "a"),
        ("ccc)", "ccc"),
        ("„3.", "3"),
        ("–", ""),
        ("•", ""),
        ("", ""),
        ("Abschnitt 2", "2"),
        ("2. Abschnitt", "2"),
        ("Erster Teil", "1"),
        ("Zwölftes Kapitel", "12"),
        ("Siebenter Unterabschnitt", "7"),
        ("Anlage", ""),
        ("Anlage 3 (zu § 4)", "3"),
        ("Schlussformel", ""),
        ("Inhaltsübersicht", ""),
        ("E.3", "E.3"),
    ],
)
def test_number(label: str, number: str) -> None:
    assert number_of(label) == number


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("1.", K.NUMMER),
        ("12a.", K.NUMMER),
        ("1.1", K.NUMMER),
        ("(1)", K.NUMMER),
        ("IV.", K.NUMMER),
        ("A.", K.NUMMER),
        ("a)", K.BUCHSTABE),
        ("i)", K.BUCHSTABE),
        ("aa)", K.DOPPELBUCHSTABE),
        ("ii)", K.DOPPELBUCHSTABE),
        ("aaa)", K.DREIFACHBUCHSTABE),
        ("-", K.SPIEGELSTRICH),
        ("⃞", K.SPIEGELSTRICH),
        ("ο", K.SPIEGELSTRICH),
        ("", K.SPIEGELSTRICH),
        ("Feld 3:", K.NUMMER),
    ],
)
def test_item_kind(label: str, kind: K) -> None:
    assert item_kind(label) is kind


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Unterabschnitt 1", K.UNTERABSCHNITT),
        ("Erster Abschnitt", K.ABSCHNITT),
        ("Buch 3", K.BUCH),
        ("2. Teil", K.TEIL),
        ("Untertitel 2", K.UNTERTITEL),
        ("Teilabschnitt 1", K.ABSCHNITT),
        ("Teilzeit", None),
        ("I.", None),
    ],
)
def test_group_kind(label: str, kind: K | None) -> None:
    assert group_kind(label) is kind


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("§ 1", K.PARAGRAF),
        ("§§ 1 bis 3", K.PARAGRAF),
        ("Art 5", K.ARTIKEL),
        ("Artikel 5", K.ARTIKEL),
        ("Artenschutz", None),
        ("Anhang II", K.ANLAGE),
        ("Schlußformel", K.SCHLUSSFORMEL),
        ("Präambel", K.EINGANGSFORMEL),
        ("Inhaltsverzeichnis", K.INHALTSUEBERSICHT),
        ("Regel 3", None),
    ],
)
def test_norm_kind(label: str, kind: K | None) -> None:
    assert norm_kind(label) is kind
