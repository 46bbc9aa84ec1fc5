"""What a section states: amounts, denials ("keine", "kein Erfüllungsaufwand"), refusals to quantify."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kommunalfreund.assessment.cover_note.money import Amount, Level, find_amounts, level_of
from kommunalfreund.assessment.cover_note.sections import Line, Section
from kommunalfreund.assessment.cover_note.tables import Row, read_tables
from kommunalfreund.language.sentences import split_sentences

_NONE = re.compile(r"^Keine?[rs]?\b\.?|^Entfällt\b|^Nicht betroffen\b", re.IGNORECASE)
_OBJECT = (
    r"(?:\w*[Ee]rfüllungsaufwand\w*|[Mm]ehraufwand|[Aa]ufwand|\w*[Aa]usgaben|\w*[Kk]osten|[Bb]elastung\w*|[Aa]ufgaben|[Pp]flichten"
    r"|Änderung\w*|Auswirkung\w*)"
)
_DENIAL = re.compile(
    rf"\bkein(?:e|en|er|erlei)?\b(?: \w+){{0,4}} {_OBJECT}"
    rf"|{_OBJECT}\b.{{0,60}}\b(?:entsteh(?:t|en)|(?:ist|sind) nicht zu erwarten|fallen? nicht an)\b.{{0,20}}\bnicht\b"
    r"|\bentsteh(?:t|en) nicht\b|\b(?:sind|ist) nicht betroffen\b"
)
_UNKNOWN = re.compile(
    r"nicht (?:näher )?(?:quantifizier|bezifferbar|abschätzbar)\w*|(?:lässt|lassen) sich\b.{0,60}\bnicht\b"
    r"|kann\b.{0,60}\bnicht (?:beziffert|abgeschätzt|quantifiziert)|\bgeringfügig\w*"
)
_SUBHEADING = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A sentence that denies cost, duties or effects at a level; INSGESAMT for a bare "Keine."."""

    level: Level
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """Everything a section states.

    Attributes:
        amounts: in running text, then in rows of tables that stand for a level.
        tables: the cost tables.
        denials: in order.
        unquantified: sentences that say there is cost but no figure, with their level.
        levels: levels named anywhere in the section.
    """

    amounts: tuple[Amount, ...]
    tables: tuple[tuple[Row, ...], ...]
    denials: tuple[Denial, ...]
    unquantified: tuple[Denial, ...]
    levels: frozenset[Level]

    def denies(self, *levels: Level) -> tuple[Denial, ...]:
        """The denials at one of the levels."""
        return tuple(denial for denial in self.denials if denial.level in levels)

    @property
    def text_amounts(self) -> tuple[Amount, ...]:
        """The amounts outside tables."""
        return tuple(amount for amount in self.amounts if not amount.table)


def read_statements(section: Section) -> Statements:
    """Read the statements of a section.

    Args:
        section: of Vorblatt or Begründung.
    """
    amounts: list[Amount] = []
    denials: list[Denial] = []
    unknown: list[Denial] = []
    levels: set[Level] = set()
    for sentence, inherited in _sentences(section.lines):
        level = level_of(sentence) or inherited
        levels.add(level)
        found = tuple(find_amounts(sentence, inherited))
        amounts += found
        levels.update(amount.level for amount in found)
        if not found and (_NONE.match(sentence) or _DENIAL.search(sentence)):
            denials.append(Denial(level=Level.INSGESAMT if level is Level.OFFEN else level, text=sentence))
        elif not found and _UNKNOWN.search(sentence):
            unknown.append(Denial(level=level, text=sentence))
    tables = read_tables(section.lines)
    rows = [row for table in tables for row in table if row.total]
    amounts += [amount for row in rows if row.level is not Level.OFFEN for amount in row.amounts]
    levels.update(row.level for table in tables for row in table)
    return Statements(
        amounts=tuple(amounts),
        tables=tables,
        denials=tuple(denials),
        unquantified=tuple(unknown),
        levels=frozenset(levels - {Level.OFFEN}),
    )


def denies_duties(text: str) -> str:
    """The first sentence that denies cost, duties or effects; empty if none."""
    sentences = (text[start:end] for start, end in split_sentences(text))
    return next((sentence for sentence in sentences if _DENIAL.search(sentence)), "")


def _sentences(lines: tuple[Line, ...]) -> Iterator[tuple[str, Level]]:
    """Sentences outside tables with the level that a sub-heading ("Länder und Kommunen") gives them."""
    inherited = Level.OFFEN
    for line in lines:
        if line.table:
            continue
        if len(line.text) <= _SUBHEADING and not re.search(r"[.!?]$", line.text):
            inherited = level_of(line.text) or Level.OFFEN
            continue
        for start, end in split_sentences(line.text):
            yield line.text[start:end], inherited
