"""What the commanding text of an amending bill speaks of: the amended law and the place in it."""

from __future__ import annotations

import re

from kommunalfreund.clause import PathStep
from kommunalfreund.draft import ProvisionKind

_VERB = re.compile(r"\b(?:wird|werden|sind|ist)\b")
_PARTICIPLE = re.compile(
    r"\b(?:ersetzt|gestrichen|eingefügt|angefügt|aufgehoben|vorangestellt|nachgestellt|angehängt|umnummeriert|umbenannt"
    r"|(?:neu|wie folgt) ?(?:neu )?gefasst|wie folgt geändert)\b"
)
_RENUMBERING = re.compile(
    r"\b(?:wird|werden) (?:zu[mr]? )?(?:die |der |das )?(?:§|(?:Absatz|Absätze|Satz|Sätze|Nummern?|Buchstaben?|Doppelbuchstaben?)\b)"
    r"|\berh(?:ält|alten) (?:die )?folgende (?:Fassung|Bezeichnung|Überschrift)\b"
)
_FRAME = re.compile(r"\b(?:wird|werden) (?:wie folgt|nach Maßgabe des Folgenden|folgendermaßen) geändert:?$")
_HEADING = re.compile(r"^(?:Weitere |Folge)?[Ää]nderung(?:en)?\b|^Aufhebung\b")
_HEADING_LAW = re.compile(r"^(?:Weitere |Folge)?[Ää]nderung(?:en)? (des|der) (.+?)\.?$")
_LAW_ENDS = r"(?:,? (?:in der (?:im |Fassung)|vom \d|zuletzt geändert|das |die |der |wird\b|werden\b)| \(|,? –|$)"
_INTRODUCTION = re.compile(rf"^(?P<article>Das|Die|Der) (?P<name>.+?){_LAW_ENDS}")
_GENITIVE = re.compile(
    r"^(?:(?:In|Nach|Vor|Dem|Der|Die|Das|Den|An|Zu|Im|Abschnitt|Kapitel|Teil|Inhaltsübersicht)\s+)*(?:§|Artikel|Anlage|Absatz|\d)[^„]*? "
    rf"(?P<article>des|der) (?P<name>[A-ZÄÖÜ].+?){_LAW_ENDS}"
)
_NOMINATIVES = (
    ("gesetzes", "gesetz"),
    ("Gesetzes", "Gesetz"),
    ("buches", "buch"),
    ("buchs", "buch"),
    ("kodexes", "kodex"),
    ("vertrages", "vertrag"),
    ("erlasses", "erlass"),
)
_ORDINAL_BOOK = re.compile(r"^(?P<ordinal>[A-ZÄÖÜ]\w+)en (?P<book>Buche?s)(?P<rest> .*)?$")
_WEAK_BOOK = re.compile(r"^([A-ZÄÖÜ]\w+e) Buch\b")
_REFERENCE = (
    r"(?:§ ?(?P<paragraf>\d+[a-z]*)|Artikels? (?P<artikel>\d+[a-z]*)|(?:der )?Anlage (?P<anlage>\d+[a-z]*)"
    r"|Absatz(?:es)? (?P<absatz>\d+[a-z]*)|Satz(?:es)? (?P<satz>\d+)|Nummer (?P<nummer>\d+[a-z]*)|Buchstaben? (?P<buchstabe>[a-z])\b"
    r"|Doppelbuchstaben? (?P<doppelbuchstabe>[a-z]{2})\b)"
)
_UNNAMED = re.sub(r"[?]P<[a-z]+>", "?:", _REFERENCE)
_STEP = re.compile(_REFERENCE)
_LEADING = re.compile(
    r"^(?:(?:In|Nach|Vor|Dem|Der|Die|Das|Den|An|Zu|Im|bisherige[nr]?|neuen?)\s+)*"
    rf"(?P<reference>{_UNNAMED}(?:,? {_UNNAMED})*)"
)
_FOLLOWING = re.compile(rf"\bfolgende[rsnm]? (?P<reference>{_UNNAMED})")
_LISTING = re.compile(
    r"^(?:(?:In )?(?:[Dd]ie|[Dd]er) )?(?:Inhalts(?:übersicht|verzeichnis)|Überschrift|Bezeichnung)\b|^Im Inhaltsverzeichnis\b"
)
_AFTER_SENTENCE = re.compile(r"^(?:In .*?)?[Nn]ach (?:.* )?Satz (?P<satz>\d+) wird (?:der )?folgender? Satz eingefügt")

_LEVELS = (
    ("paragraf", ProvisionKind.PARAGRAF),
    ("artikel", ProvisionKind.ARTIKEL),
    ("anlage", ProvisionKind.ANLAGE),
    ("absatz", ProvisionKind.ABSATZ),
    ("satz", ProvisionKind.SATZ),
    ("nummer", ProvisionKind.NUMMER),
    ("buchstabe", ProvisionKind.BUCHSTABE),
    ("doppelbuchstabe", ProvisionKind.DOPPELBUCHSTABE),
)
_RANK = {kind: max(index - 2, 0) for index, (_, kind) in enumerate(_LEVELS)}


def is_command(text: str) -> bool:
    """Whether the text orders a change of another text.

    Example:
        >>> is_command("In Absatz 2 wird das Wort „kann“ durch das Wort „muss“ ersetzt."), is_command("Die Gemeinde hört die Träger an.")
        (True, False)
    """
    verb = _VERB.search(text)
    return (verb is not None and _PARTICIPLE.search(text, verb.end()) is not None) or _RENUMBERING.search(text) is not None


def is_frame(text: str) -> bool:
    """Whether the text only introduces commands ("§ 5 wird wie folgt geändert:") and commands nothing itself.

    Example:
        >>> is_frame("§ 5 wird wie folgt geändert:"), is_frame("§ 4 wird aufgehoben und § 5 wird wie folgt geändert:")
        (True, False)
    """
    frame = _FRAME.search(text)
    return frame is not None and not is_command(text[: frame.start()] + ".")


def introduces_commands(text: str) -> bool:
    """Whether commands follow the text ("wird wie folgt geändert:")."""
    return _FRAME.search(text) is not None


def is_amending_heading(heading: str) -> bool:
    """Whether a heading announces amendments ("Änderung des Beispielgesetzes")."""
    return _HEADING.match(heading) is not None


def speaks_of_provisions(commands: tuple[str, ...]) -> bool:
    """Whether nested commanding texts change provisions, and not only the table of contents or a heading.

    Example:
        >>> speaks_of_provisions(("Die Inhaltsübersicht wird wie folgt geändert:", "Folgende Angabe wird angefügt:"))
        False
    """
    return not any(_LISTING.search(text) for text in commands)


def name_amended_law(heading: str, introduction: str) -> str:
    """The law that an Artikel amends, in the nominative as its introduction prints it, else from the heading; empty if neither names it.

    Args:
        heading: of the Artikel ("Änderung des Beispielgesetzes").
        introduction: its first text ("Das Beispielgesetz vom 3. Mai 2019 (BGBl. I S. 412) wird wie folgt geändert:").

    Example:
        >>> name_amended_law("Änderung des Beispielgesetzes", "Das Beispielgesetz vom 3. Mai 2019 wird wie folgt geändert:")
        'Beispielgesetz'
        >>> name_amended_law("", "§ 5 Absatz 2 des Zweiten Buches Beispielgesetzbuch vom 1. Mai 2020 wird aufgehoben.")
        'Zweites Buch Beispielgesetzbuch'
        >>> name_amended_law("Änderung der Beispielverordnung", "")
        'Beispielverordnung'
    """
    if match := _GENITIVE.match(introduction):
        return _nominative(match["name"], match["article"])
    if (match := _INTRODUCTION.match(introduction)) and not _STEP.match(match["name"]) and match["article"] in ("Das", "Die", "Der"):
        return _WEAK_BOOK.sub(r"\1s Buch", match["name"].rstrip(","))
    if match := _HEADING_LAW.match(heading):
        return _nominative(match[2], match[1])
    return ""


def _nominative(name: str, article: str) -> str:
    name = name.rstrip(",")
    if article == "der":
        return name
    if match := _ORDINAL_BOOK.match(name):
        return f"{match['ordinal']}es Buch{match['rest'] or ''}"
    first, _, rest = name.partition(" ")
    for ending, nominative in _NOMINATIVES:
        if first.endswith(ending):
            first = first[: -len(ending)] + nominative
            break
    else:
        first = first[:-1] if first.endswith("s") and not rest else first
    return f"{first} {rest}".strip()


def find_target(texts: tuple[str, ...]) -> tuple[PathStep, ...]:
    """The place in the amended law that nested commanding texts speak of.

    Args:
        texts: from the outermost frame to the command itself.

    Returns:
        Steps from § down to Buchstabe, with (SATZ, n) where the command names the sentence.

    Example:
        >>> [step.number for step in find_target(("§ 7 wird wie folgt geändert:", "Nach Absatz 2 wird folgender Absatz 2a eingefügt:"))]
        ['7', '2a']
    """
    steps: dict[int, PathStep] = {}
    for text in texts:
        for pattern in (_LEADING, _FOLLOWING):
            match = pattern.search(text)
            if match is None:
                continue
            for step in _STEP.finditer(match["reference"]):
                name = step.lastgroup
                kind = next(kind for level, kind in _LEVELS if level == name)
                steps = _narrow(steps, PathStep(kind, step[name or 0]))
        if match := _AFTER_SENTENCE.search(text):
            steps = _narrow(steps, PathStep(ProvisionKind.SATZ, str(int(match["satz"]) + 1)))
    return tuple(steps[rank] for rank in sorted(steps))


def _narrow(steps: dict[int, PathStep], step: PathStep) -> dict[int, PathStep]:
    """Replace the steps at and below the level of the new one."""
    rank = _RANK[step.kind]
    return {at: known for at, known in steps.items() if at < rank} | {rank: step}
