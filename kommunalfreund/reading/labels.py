"""What a printed label means: "§ 7a", "(2)", "aa)", "Zweiter Abschnitt", "Anlage 3"."""

from __future__ import annotations

import re

from kommunalfreund.draft import ProvisionKind

_GROUPS = (
    ("unterabschnitt", ProvisionKind.UNTERABSCHNITT),
    ("unterkapitel", ProvisionKind.UNTERKAPITEL),
    ("untertitel", ProvisionKind.UNTERTITEL),
    ("abschnitt", ProvisionKind.ABSCHNITT),
    ("kapitel", ProvisionKind.KAPITEL),
    ("titel", ProvisionKind.TITEL),
    ("teil", ProvisionKind.TEIL),
    ("buch", ProvisionKind.BUCH),
)
_NORMS = (
    (re.compile(r"§"), ProvisionKind.PARAGRAF),
    (re.compile(r"Art(?:ikel|\.)?\b"), ProvisionKind.ARTIKEL),
    (re.compile(r"(?:Anlagen?|Anh(?:a|ä)nge?|Muster|Formblatt|Formular)\b"), ProvisionKind.ANLAGE),
    (re.compile(r"Eingangsformel|Präambel|Vorspruch"), ProvisionKind.EINGANGSFORMEL),
    (re.compile(r"Schlu(?:ss|ß)formel"), ProvisionKind.SCHLUSSFORMEL),
    (re.compile(r"Inhalts(?:übersicht|verzeichnis)"), ProvisionKind.INHALTSUEBERSICHT),
)
_WORD = re.compile(
    r"^(?:§§?|Artikel|Art\.?|Absatz|Abs\.?|Satz|Nummer|Nr\.?|Buchstabe|Anlagen?|Anhang|Muster|Formblatt"
    r"|(?:Unter|Teil)?(?:abschnitt|kapitel|titel|artikel)|Abschnitt|Kapitel|Titel|Teil|Buch|Hauptstück|Regel)(?![a-zäöüß])\s*",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s+(?:(?:Unter|Teil)?(?:abschnitt|kapitel|titel)|Teil|Buch|Hauptstück)\b.*$", re.IGNORECASE)
_ORDINALS = [
    "erst",
    "zweit",
    "dritt",
    "viert",
    "fünft",
    "sechst",
    "siebt",
    "acht",
    "neunt",
    "zehnt",
    "elft",
    "zwölft",
    "dreizehnt",
    "vierzehnt",
    "fünfzehnt",
    "sechzehnt",
    "siebzehnt",
    "achtzehnt",
    "neunzehnt",
    "zwanzigst",
]
_ORDINAL = {stem: str(number) for number, stem in enumerate(_ORDINALS, 1)} | {"siebent": "7"}
_EDGES = "()[]{}<>.:,;„“”\"»«'‚‘ "
_UNNUMBERED = re.compile(r"Eingangsformel|Präambel|Vorspruch|Schlu(?:ss|ß)formel|Inhalts(?:übersicht|verzeichnis)")
_FOR_NORM = re.compile(r"\s*\(zu .*$")
_SPLIT_LETTER = re.compile(r"^(\d+) ([a-z])$")


def number_of(label: str) -> str:
    """The bare number of a label, empty if it has none.

    >>> [number_of(label) for label in ("§ 7a", "(2)", "aa)", "1.2.", "Zweiter Abschnitt", "Anlage 3 (zu § 2)", "–")]
    ['7a', '2', 'aa', '1.2', '2', '3', '']
    """
    if _UNNUMBERED.match(label):
        return ""
    label = _FOR_NORM.sub("", label)
    rest = _BEHIND.sub("", _WORD.sub("", label.strip(_EDGES if label[:1] in '„"»' else None), count=1), count=1).strip(_EDGES)
    ordinal = _ORDINAL.get(re.sub(r"(?:e[rsn]?|es)$", "", rest.lower()))
    if ordinal:
        return ordinal
    if not any(char.isalnum() for char in rest):
        return ""
    return _SPLIT_LETTER.sub(r"\1\2", rest)


def item_kind(label: str) -> ProvisionKind:
    """The level of an item of an enumeration, by the shape of its label.

    >>> [str(item_kind(label)) for label in ("1.", "1a.", "b)", "cc)", "ddd)", "–", "IV.")]
    ['nummer', 'nummer', 'buchstabe', 'doppelbuchstabe', 'dreifachbuchstabe', 'spiegelstrich', 'nummer']
    """
    number = number_of(label)
    letters = number.rstrip("0123456789")
    if not number or not number[0].isascii():
        return ProvisionKind.SPIEGELSTRICH
    if letters.isalpha() and letters.islower() and len(letters) <= 4:
        return (ProvisionKind.BUCHSTABE, ProvisionKind.DOPPELBUCHSTABE, ProvisionKind.DREIFACHBUCHSTABE, ProvisionKind.DREIFACHBUCHSTABE)[
            len(letters) - 1
        ]
    return ProvisionKind.NUMMER


def group_kind(label: str) -> ProvisionKind | None:
    """Buch, Teil, Kapitel …, by the word in the label; None if it has no such word.

    >>> group_kind("Zweiter Unterabschnitt").value
    'unterabschnitt'
    """
    lowered = label.lower()
    return next((kind for word, kind in _GROUPS if re.search(rf"(?:\b|teil){word}\b", lowered)), None)


def norm_kind(label: str) -> ProvisionKind | None:
    """§, Artikel, Anlage, Eingangs- or Schlussformel, Inhaltsübersicht, by the beginning of the label; None if it is none of them.

    >>> norm_kind("Anlage 3 (zu § 2)").value
    'anlage'
    """
    bare = label.lstrip(_EDGES.replace("(", ""))
    return next((kind for pattern, kind in _NORMS if pattern.match(bare)), None)
