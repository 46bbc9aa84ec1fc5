"""The words with which a command names the law it amends; told apart so that its numbers are not read as targets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kommunalfreund.amended_law import name_amended_law
from kommunalfreund.amendment.references import read_reference

_START = re.compile(r"^(?P<article>Das|Die|Der)\s+(?=[A-ZÄÖÜ0-9])")
_LEADING = re.compile(r"^(?:(?:In|Nach|Vor|Dem|Der|Die|Das|Den|An|Im|Zu)\s+)*")
_GENITIVE = re.compile(r"\s+(?P<article>des|der)\s+(?=[A-ZÄÖÜ]|\d+\. )")
_CHANGED = re.compile(r"geändert worden (?:ist|sind|war),?")
_PUBLISHED = re.compile(
    r"\((?:BGBl|RGBl|BAnz|GBl)[^)]*\)[^(„\ue000]{0,40}?(?=,?\s+(?:wird|werden|sind|ist)\b)|\((?:BGBl|RGBl|BAnz|GBl)[^)]*\),?"
)
_PASSIVE = re.compile(r",?\s+(?=(?:wird|werden|sind)\b)")
_PROVISION = re.compile(
    r"^(?:§|Absatz|Satz|Nummer|Buchstabe|Doppelbuchstabe|Angabe|Überschrift|Inhalts|Wort|Tabelle|Anlage\b|Nummern|Absätze|Sätze|Titel|Bezeichnung"
    r"|Präambel|Ermächtigung|Eingangsformel|Kapitel|Teil\b|Abschnitt|Unterabschnitt|Buch \d|\d+\. (?:Buch|Teil|Kapitel|Abschnitt)\b"
    r"|(?:bisherige|folgende|neue)\w*\b)"
)
_LAW_WORD = re.compile(
    r"(?:[Gg]esetz(?:es|bu(?:ch|ches|chs))?|[Oo]rdnung|[Bb]u(?:ch|ches|chs)|[Kk]odex(?:es)?|[Ss]tatuts?|[Vv]ertrag(?:e?s)?|[Ee]rlass(?:es)?"
    r"|[Gg]rundgesetz(?:es)?|[Aa]bkommens?)\b"
)
_DATED = re.compile(r" vom \d{1,2}\. ?\w+ \d{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LawMention:
    """Where and how a text names the amended law.

    Attributes:
        name: in the nominative.
        text: as printed, with date and place of publication.
        start: offset of the words in the text.
        end: behind them.
    """

    name: str
    text: str
    start: int
    end: int


def find_law(text: str) -> LawMention | None:
    """The amended law in a commanding text, None if it names none.

    Args:
        text: quotations replaced by placeholders.

    >>> mention = find_law("In § 3 Satz 1 des Beispielgesetzes vom 3. Mai 2019 (BGBl. I S. 412) wird das Wort")
    >>> mention.name, mention.text
    ('Beispielgesetz', 'Beispielgesetzes vom 3. Mai 2019 (BGBl. I S. 412)')
    """
    match = _START.match(text)
    if match and _PROVISION.match(text[match.end() :]):
        match = None
    if match:
        start = match.end()
    else:
        at = _LEADING.match(text)
        reference = read_reference(text, at.end() if at else 0)
        if reference is None:
            return None
        genitive = _GENITIVE.match(text, reference.end)
        if genitive is None:
            return None
        start = genitive.end()
    end = _end(text, start)
    if end is None:
        return None
    printed = text[start:end].rstrip(", ")
    head = printed.split(" vom ")[0]
    if not (_LAW_WORD.search(printed) or _DATED.search(printed)) or _PROVISION.match(head):
        return None
    name = name_amended_law("", text)
    return LawMention(name=name or head, text=printed, start=start, end=end)


def _end(text: str, start: int) -> int | None:
    """Behind the words that name the law: its last change, its publication, or the verb."""
    changed = list(_CHANGED.finditer(text, start))
    if changed:
        return changed[-1].end()
    published = _PUBLISHED.search(text, start)
    passive = _PASSIVE.search(text, start)
    if published and (passive is None or published.start() < passive.start()):
        return published.end()
    return passive.start() if passive else None
