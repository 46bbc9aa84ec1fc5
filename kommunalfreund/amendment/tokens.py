"""The words of an amendment command that carry meaning, in order: citations, quotations, prepositions, verbs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from kommunalfreund.amendment.command import Target, TargetPart
from kommunalfreund.amendment.quotations import PLACEHOLDER
from kommunalfreund.amendment.references import read_reference
from kommunalfreund.clause import PathStep
from kommunalfreund.draft import ProvisionKind


class TokenKind(Enum):
    """What a token is."""

    REFERENCE = auto()
    QUOTE = auto()
    PUNCTUATION = auto()
    NEW = auto()
    PREPOSITION = auto()
    BY = auto()
    PASSIVE = auto()
    VERB = auto()
    AT_END = auto()
    AT_START = auto()
    EACH = auto()
    AND = auto()
    FRAME = auto()
    STOP = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One of them.

    Attributes:
        kind: what it is.
        start: offset in the skeleton.
        end: behind it.
        word: preposition, verb or punctuation mark.
        quote: index of the quotation.
        targets: cited places, or those that new provisions will have.
        former: "bisherig" stands before it.
    """

    kind: TokenKind
    start: int
    end: int
    word: str = ""
    quote: int = -1
    targets: tuple[Target, ...] = ()
    former: bool = False


_MARKS = {
    "Komma": ",",
    "Beistrich": ",",
    "Schlusspunkt": ".",
    "Punkt": ".",
    "Semikolon": ";",
    "Strichpunkt": ";",
    "Doppelpunkt": ":",
    "Fragezeichen": "?",
    "Gedankenstrich": "–",
    "Bindestrich": "-",
    "Schrägstrich": "/",
}
_PUNCTUATION = re.compile(rf"(?:(?:[Ee]in(?:en|em|es|e)?|[Dd]as|[Dd]er|[Dd]en|[Dd]em|[Dd]ie)\s+)?({'|'.join(_MARKS)})(?:s|es)?\b")
_SINGULAR = {
    ProvisionKind.SATZ: r"Sätzen?|Satz(?:es)?|Halbsatz|Halbsätze",
    ProvisionKind.ABSATZ: r"Absätzen?|Absatz(?:es)?",
    ProvisionKind.NUMMER: r"Nummern?|Ziffern?",
    ProvisionKind.BUCHSTABE: r"Buchstaben?",
    ProvisionKind.DOPPELBUCHSTABE: r"Doppelbuchstaben?",
    ProvisionKind.DREIFACHBUCHSTABE: r"Dreifachbuchstaben?",
    ProvisionKind.PARAGRAF: r"§§?|Paragra(?:ph|f)(?:en)?",
    ProvisionKind.ARTIKEL: r"Artikeln?",
    ProvisionKind.ANLAGE: r"Anlagen?|Anhang|Anhänge",
    ProvisionKind.ABSCHNITT: r"Abschnitte?[n]?",
    ProvisionKind.UNTERABSCHNITT: r"Unterabschnitte?[n]?",
    ProvisionKind.KAPITEL: r"Kapiteln?",
    ProvisionKind.UNTERKAPITEL: r"Unterkapiteln?",
    ProvisionKind.TEIL: r"Teile?[n]?",
    ProvisionKind.TITEL: r"Titeln?",
    ProvisionKind.BUCH: r"Buch|Bücher[n]?",
}
_NEW_WORD = re.compile(r"(?:(?:[Dd]ie|[Dd]er|[Dd]en|[Dd]as|[Dd]em)\s+)?[Ff]olgende[nrsm]?\s+(?:(?:neue[nrsm]?|weitere[nrsm]?)\s+)?")
_NEW_KIND = [(kind, re.compile(rf"(?:{words})(?![a-zäöüß])")) for kind, words in _SINGULAR.items()]
_NEW_OTHER = re.compile(
    r"(?P<toc>(?:Angaben?|Zeilen?|Einträge|Eintrag)(?! zu)\b)|(?P<heading>Überschrift(?:en)?\b|Zwischenüberschrift\b)"
    r"|(?P<other>Wortlaut|Wörter|Wort|Satzteil|Teilsatz|Halbs[aä]tze?|Fassung|Spiegelstriche?|Tabelle|Text|Fußnote)\b"
)
_TOC_ENTRY = re.compile(
    r"(?:(?:[Dd]ie|[Dd]er|[Dd]en)\s+)?(?:Angaben?|Zeilen?|Eintrag|Einträge|Überschrift)\s+(?:zu(?:r|m)?|über)\s+(?:(?:de[nmr]|dem)\s+)?"
)
_TOC = re.compile(
    r"(?:(?:[Dd]ie|[Dd]er|[Dd]as|[Dd]em)\s+)?(?:amtliche[nr]?\s+)?(?:Inhaltsübersicht|Inhaltsverzeichnis(?:ses)?|Übersicht|Gliederung)\b"
)
_HEADING = re.compile(
    r"(?:(?:[Dd]ie|[Dd]er)\s+)?(?:amtliche[n]?\s+)?(?:Paragra(?:ph|f)en|Kapitel|Abschnitts)?[üÜ]berschrift\b(?:\s+(?:zu|de[sr]|von)\s+)?"
)
_TITLE = re.compile(
    r"(?:(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]em)\s+)?(?:(?:Titel|Überschrift|Bezeichnung|Kurzbezeichnung|Langtitel)\s+de[sr]\s+(?:Gesetzes|Verordnung)\b)"
)
_PART = re.compile(
    r"(?:(?:[Dd]em|[Dd]en|[Dd]er|[Dd]ie|[Dd]as)\s+)?(?:(?:ersten\s+)?(?:Satzteil|Teilsatz|Halbsatz|Einleitungssatz|Text(?:teil)?|Wörter|Wörtern|Satz))\s+"
    r"(?P<where>vor|nach|hinter)\s+(?:(?:de[rmn])\s+)?(?:(?:Nummer|Buchstabe|Doppelbuchstabe)\s+\w+|Aufzählung)\b"
)
_INTRO = re.compile(r"(?:(?:[Dd]em|[Dd]en|[Dd]er)\s+)?(?:Einleitungssatz|Eingangssatz|einleitenden Satzteil|Satzteil vor der Aufzählung)\b")
_BODY = re.compile(r"(?:(?:[Dd]er|[Dd]em|[Dd]en)\s+)?(?:bisherige[nr]?\s+)?(?:Wortlaut|Text)\b(?:\s+(?:des|der|von)\s+(?=§|Artikel))?")
_FORMER = re.compile(r"\bbisherige[nrsm]?\s+$")
_OTHER = re.compile(
    r"(?:(?:[Dd]ie|[Dd]er|[Dd]as|[Dd]en|[Dd]em)\s+)?(?P<what>Tabelle|Formel|Spalte(?:\s[\w/]+)?|Zeile|Fußnote|Spiegelstrich|Abbildung|Präambel"
    r"|Ermächtigung|Eingangsformel|Stammverweis|Anlagenverweis|Risikokategorie(?:\s[\d.]+)?|Risikoindikator(?:\s[\d.]+)?|\w+(?:kapitel|titel)(?:\s[\d.]+)?)(?![\w])"
)
_VERB = re.compile(
    r"(?P<verb>ersetzt(?:\s+durch)?|gestrichen|eingefügt|angefügt|angehängt|hinzugefügt|aufgehoben|vorangestellt|nachgestellt|ergänzt"
    r"|(?:wie\s+folgt\s+|neu\s+)?(?:neu\s+)?gefasst|umbenannt|umnummeriert|verschoben)\b"
)
_RECEIVES = re.compile(r"\berh(?:ält|alten)\s+(?:(?:die|den)\s+)?folgende[nrs]?\s+(?P<what>Fassung|Wortlaut|Überschrift|Bezeichnung)\b")
_FRAME = re.compile(r"(?:wie\s+folgt|folgendermaßen|nach\s+Maßgabe\s+des\s+Folgenden)\s+geändert\b")
_PREPOSITION = re.compile(
    r"\b(?P<word>[Ii]n|[Ii]m|[Nn]ach|[Hh]inter|[Vv]or|[Aa]n|[Aa]m|[Dd]em|[Dd]en|[Zz]u|[Dd]er|[Bb]ei)\b(?!\s+(?:Ende|Anfang)\b)"
)
_SIMPLE = (
    (TokenKind.BY, re.compile(r"\bdurch\b")),
    (TokenKind.PASSIVE, re.compile(r"\b(?:wird|werden|sind|ist)\b")),
    (TokenKind.AT_END, re.compile(r"\bam Ende\b|\bam Schluss\b|\b[Zz]u[mr] (?:Ende|Schluss)\b")),
    (TokenKind.AT_START, re.compile(r"\b[aA]m Anfang\b")),
    (TokenKind.EACH, re.compile(r"\bjeweils\b|\büberall\b")),
    (TokenKind.AND, re.compile(r"\b(?:und|sowie)\b|[,;]")),
    (TokenKind.STOP, re.compile(r"[.:]")),
)
_WORD = re.compile(r"[\w§]+|.", re.DOTALL)
_DATIVE = {
    "in": "in",
    "im": "in",
    "an": "in",
    "am": "in",
    "bei": "in",
    "zu": "in",
    "nach": "nach",
    "hinter": "nach",
    "vor": "vor",
    "den": "dem",
}


def tokenise(skeleton: str) -> tuple[Token, ...]:
    """Tokens of a command whose quotations are placeholders."""
    found: list[Token] = []
    at = 0
    while at < len(skeleton):
        token = _token(skeleton, at)
        if token is None:
            match = _WORD.match(skeleton, at)
            at = match.end() if match else at + 1
            continue
        found.append(token)
        at = token.end
    return tuple(found)


def _token(text: str, at: int) -> Token | None:
    if match := PLACEHOLDER.match(text, at):
        return Token(kind=TokenKind.QUOTE, start=at, end=match.end(), quote=int(match[1]))
    if not (text[at].isalnum() or text[at] in "§.,:;"):
        return None
    if at and text[at].isalnum() and text[at - 1].isalnum():
        return None
    former = _FORMER.search(text, max(0, at - 14), at) is not None
    if token := _new(text, at):
        return token
    if token := _place(text, at, former):
        return token
    if reference := read_reference(text, at):
        return Token(kind=TokenKind.REFERENCE, start=at, end=reference.end, targets=reference.targets, former=former)
    if match := _PUNCTUATION.match(text, at):
        return Token(kind=TokenKind.PUNCTUATION, start=at, end=match.end(), word=_MARKS[match[1]])
    if match := _RECEIVES.match(text, at):
        return Token(kind=TokenKind.VERB, start=at, end=match.end(), word="erhält " + match["what"])
    if match := _VERB.match(text, at):
        return Token(kind=TokenKind.VERB, start=at, end=match.end(), word=_verb(match["verb"]))
    if match := _FRAME.match(text, at):
        return Token(kind=TokenKind.FRAME, start=at, end=match.end())
    for kind, pattern in _SIMPLE:
        if match := pattern.match(text, at):
            return Token(kind=kind, start=at, end=match.end(), word=match[0])
    if match := _PREPOSITION.match(text, at):
        word = match["word"].lower()
        return Token(kind=TokenKind.PREPOSITION, start=at, end=match.end(), word=_DATIVE.get(word, word))
    return None


def _verb(printed: str) -> str:
    word = " ".join(printed.split())
    if word.endswith("gefasst"):
        return "gefasst"
    return "ersetzt" if word.startswith("ersetzt") else word


def _new(text: str, at: int) -> Token | None:
    """ "folgender Absatz 3", "die folgenden Nummern 4 und 5", "folgende Angabe"."""
    match = _NEW_WORD.match(text, at)
    if match is None:
        return None
    if reference := read_reference(text, match.end()):
        return Token(kind=TokenKind.NEW, start=at, end=reference.end, targets=reference.targets)
    for kind, pattern in _NEW_KIND:
        if word := pattern.match(text, match.end()):
            return Token(kind=TokenKind.NEW, start=at, end=word.end(), targets=(Target(path=(PathStep(kind, ""),)),))
    other = _NEW_OTHER.match(text, match.end())
    if other is None:
        return None
    part = TargetPart.INHALTSUEBERSICHT if other["toc"] else TargetPart.UEBERSCHRIFT if other["heading"] else TargetPart.SONSTIGES
    return Token(kind=TokenKind.NEW, start=at, end=other.end(), targets=(Target(part=part, detail=other[0]),), word=other[0])


def _place(text: str, at: int, former: bool) -> Token | None:
    """Headings, table of contents, text around an enumeration: places that are no provisions."""
    if match := _TITLE.match(text, at):
        return Token(kind=TokenKind.REFERENCE, start=at, end=match.end(), targets=(Target(part=TargetPart.TITEL),))
    if (match := _TOC_ENTRY.match(text, at)) and (reference := read_reference(text, match.end())):
        part = TargetPart.UEBERSCHRIFT if "Überschrift" in match[0] else TargetPart.INHALTSUEBERSICHT
        targets = tuple(Target(path=target.path, up_to=target.up_to, part=part) for target in reference.targets)
        return Token(kind=TokenKind.REFERENCE, start=at, end=reference.end, targets=targets, former=former)
    if match := _TOC.match(text, at):
        return Token(kind=TokenKind.REFERENCE, start=at, end=match.end(), targets=(Target(part=TargetPart.INHALTSUEBERSICHT),))
    if match := _HEADING.match(text, at):
        reference = read_reference(text, match.end())
        end = reference.end if reference else match.end()
        places = reference.targets if reference else (Target(),)
        targets = tuple(Target(path=target.path, up_to=target.up_to, part=TargetPart.UEBERSCHRIFT) for target in places)
        return Token(kind=TokenKind.REFERENCE, start=at, end=end, targets=targets, former=former)
    if match := _PART.match(text, at):
        part = TargetPart.VOR_AUFZAEHLUNG if match["where"] == "vor" else TargetPart.NACH_AUFZAEHLUNG
        return Token(kind=TokenKind.REFERENCE, start=at, end=match.end(), targets=(Target(part=part),))
    if match := _INTRO.match(text, at):
        return Token(kind=TokenKind.REFERENCE, start=at, end=match.end(), targets=(Target(part=TargetPart.VOR_AUFZAEHLUNG),))
    if match := _BODY.match(text, at):
        reference = read_reference(text, match.end()) if match[0].endswith(" ") else None
        targets = tuple(Target(path=target.path, part=TargetPart.WORTLAUT) for target in (reference.targets if reference else (Target(),)))
        return Token(kind=TokenKind.REFERENCE, start=at, end=reference.end if reference else match.end(), targets=targets)
    if match := _OTHER.match(text, at):
        target = Target(part=TargetPart.SONSTIGES, detail=match["what"])
        return Token(kind=TokenKind.REFERENCE, start=at, end=match.end(), targets=(target,))
    return None
