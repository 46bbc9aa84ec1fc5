"""When a draft takes effect and by when municipalities must be ready: entry into force, deadlines, days between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kommunalfreund.clause import Clause, ClauseKind
from kommunalfreund.draft import DocumentPart, Draft
from kommunalfreund.finding import DutyKind, Effect, Finding
from kommunalfreund.labels_de import german_date

MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")
_NUMBERS = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_DAY = rf"(?P<day>\d{{1,2}})\. ?(?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})"
_ENTRY = re.compile(rf"\btr(?:itt|eten)\b.*?\b(?:am|mit Wirkung vom) {_DAY}\b.*?\bin Kraft\b")
_AFTER_PROMULGATION = re.compile(
    r"\btr(?:itt|eten)\b.*?\b(?:am (?:ersten )?Tage? nach (?:der|ihrer|seiner) Verkündung|mit (?:der|dem Tage? der) Verkündung)\b"
)
_MONTH_AFTER = re.compile(
    r"\btr(?:itt|eten)\b.*?\bam ersten Tag des (?P<ordinal>\w+?)(?:ten|n) (?:auf die Verkündung folgenden )?"
    r"(?:Kalendermonats|Monats|Quartals)"
)
_NORMS = re.compile(r"(?:§§?|Artikel) ?(\d+[a-z]*)(?: (?:bis|und) (\d+[a-z]*))?")
_DEADLINE = re.compile(rf"\b(?P<how>bis (?:spätestens )?(?:zum|Ende|am)|bis|spätestens (?:am|zum|bis zum|ab dem)|[Aa]b dem|[Aa]b) {_DAY}")
_ROW_DAY = re.compile(_DAY)
_AFTER_ENTRY = re.compile(
    r"\b(?:binnen|innerhalb von|innerhalb|spätestens) (?P<number>\w+) (?P<unit>Tag|Woche|Monat|Jahr)(?:e[sn]?|en|s|n)? nach "
    r"(?:dem |seinem )?Inkrafttreten"
)
_DEADLINE_HEADING = re.compile(r"Frist|Termin|Zeitpunkt")
_UNIT_DAYS = {"Tag": 1, "Woche": 7, "Monat": 30, "Jahr": 365}
_ORDINALS = {"ers": 1, "zwei": 2, "drit": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieb": 7, "siebten": 7, "ach": 8, "neun": 9, "zehn": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Entry into force.

    Attributes:
        citation: of the sentence.
        words: "Inkrafttreten am 1. Juli 2028", "Inkrafttreten am Tag nach der Verkündung".
        day: None if it depends on promulgation.
        floating_days: least number of days between promulgation and entry into force, None for a fixed day.
        norms: numbers of the §§ or Artikel it is limited to, empty for the whole law.
    """

    citation: str
    words: str
    day: date | None = None
    floating_days: int | None = None
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day by which, or from which, a flagged duty must be fulfilled.

    Attributes:
        finding_id: of the clause.
        citation: of the clause.
        words: "bis 31. Dezember 2029".
        day: None if it is counted from an unknown entry into force.
        days: between entry into force and the deadline, negative if it is earlier; None if entry into force has no fixed day.
    """

    finding_id: str
    citation: str
    words: str
    day: date | None
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All dates of a draft.

    Attributes:
        entry: of the law as a whole (else the first), None if there is none.
        entries: all rules on entry into force.
        deadlines: in document order.
        lead_days: from the date of the draft to entry into force, None if one of them is unknown.
    """

    entry: Entry | None
    entries: tuple[Entry, ...]
    deadlines: tuple[Deadline, ...]
    lead_days: int | None


def is_organisational(finding: Finding) -> bool:
    """A duty that needs people, rooms or procedures before it can be fulfilled: a task, a standard or a claim."""
    return (
        finding.flagged and Effect.PFLICHT in finding.effects and finding.kind in {DutyKind.AUFGABE, DutyKind.STANDARD, DutyKind.ANSPRUCH}
    )


def read_timeline(draft: Draft, findings: Sequence[Finding]) -> Timeline:
    """Read entry into force and deadlines.

    Args:
        draft: with its date.
        findings: all of it, in document order.
    """
    regulating = [finding for finding in findings if finding.clause.part is DocumentPart.REGELUNGSTEXT]
    entries = tuple(entry for finding in regulating if not finding.clause.quoted for entry in _entries(finding.clause))
    entry = next((one for one in entries if not one.norms), entries[0] if entries else None)
    deadlines = tuple(deadline for finding in regulating for deadline in _deadlines(finding, entry, entries))
    lead = None
    if entry is not None and entry.day is not None and (drafted := _iso(draft.date)) is not None:
        lead = (entry.day - drafted).days
    return Timeline(entry=entry, entries=entries, deadlines=deadlines, lead_days=lead)


def _entries(clause: Clause) -> Iterator[Entry]:
    text, citation = clause.text, clause.citation
    norms = _norms(text.split("in Kraft")[0])
    if hit := _ENTRY.search(text):
        day = _day(hit)
        if day is not None:
            yield Entry(citation=citation, words=f"Inkrafttreten am {german_date(day.isoformat())}", day=day, norms=norms)
    elif _AFTER_PROMULGATION.search(text):
        yield Entry(citation=citation, words="Inkrafttreten am Tag nach der Verkündung", floating_days=1, norms=norms)
    elif hit := _MONTH_AFTER.search(text):
        months = _ORDINALS.get(hit["ordinal"], 1)
        words = f"Inkrafttreten frühestens {months - 1} Monate nach der Verkündung"
        yield Entry(citation=citation, words=words, floating_days=max(30 * (months - 1), 1), norms=norms)


def _norms(text: str) -> tuple[str, ...]:
    """Numbers of the norms that a sentence on entry into force is limited to.

    >>> _norms("Die §§ 14 bis 16 treten am ersten Tag"), _norms("Dieses Gesetz tritt am 1. Juli 2028")
    (('14', '15', '16'), ())
    """
    found: list[str] = []
    if re.match(r"(?:\(\d+\) )?Dieses? (?:Gesetz|Verordnung)\b", text):
        return ()
    for first, last in _NORMS.findall(text):
        if last and first.isdigit() and last.isdigit() and int(first) < int(last) < int(first) + 200:
            found += map(str, range(int(first), int(last) + 1))
        else:
            found += [number for number in (first, last) if number]
    return tuple(found)


def _deadlines(finding: Finding, entry: Entry | None, entries: tuple[Entry, ...]) -> Iterator[Deadline]:
    clause = finding.clause
    row = clause.kind is ClauseKind.TABELLE and _DEADLINE_HEADING.search(clause.heading)
    if not finding.flagged and not row:
        return
    number = clause.norm.rpartition(" ")[2]
    valid = next((one for one in entries if number and number in one.norms), entry)
    text = clause.text
    for hit in (_ROW_DAY if row else _DEADLINE).finditer(text):
        day = _day(hit)
        if day is not None:
            how = "ab" if not row and "ab" in hit["how"].lower().split() else "bis"
            words = f"{how} {german_date(day.isoformat())}"
            days = (day - valid.day).days if valid is not None and valid.day is not None else None
            yield Deadline(finding_id=finding.id, citation=clause.citation, words=words, day=day, days=days)
    for hit in _AFTER_ENTRY.finditer(text):
        days = _number(hit["number"]) * _UNIT_DAYS[hit["unit"]]
        yield Deadline(finding_id=finding.id, citation=clause.citation, words=hit[0], day=None, days=days)


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    stem = word.lower().removesuffix("er").removesuffix("es").removesuffix("em").removesuffix("en").removesuffix("e")
    return next((value for value, name in enumerate(_NUMBERS, 1) if name in (stem, word.lower())), 1)


def _day(hit: re.Match[str]) -> date | None:
    try:
        return date(int(hit["year"]), MONTHS.index(hit["month"]) + 1, int(hit["day"]))
    except ValueError:
        return None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
