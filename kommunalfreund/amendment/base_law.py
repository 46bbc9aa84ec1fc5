"""Which law of a folder is the one a bill amends: by short title, abbreviation, and date and place of publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kommunalfreund.amendment.command import Command
from kommunalfreund.draft import Draft
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.reading.law_folder import LawFile
from kommunalfreund.rulebook.law_names import abbreviation_key, title_key

_DATE = re.compile(r"vom (?P<day>\d{1,2})\. ?(?P<month>[A-ZÄÖÜ][a-zäöü]+) (?P<year>\d{4})")
_PAGE = re.compile(r"\(BGBl\.? ?(?:(?P<year>\d{4}) )?(?P<part>I{1,3}) ?(?:S\.|Nr\.|S) ?(?P<page>\d+)")
_MONTH_NAMES = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
_BOOK = re.compile(r"^(?P<ordinal>\w+?)(?:es|en|e|er) Buch(?:es|s)? Sozialgesetzbuch|Sozialgesetzbuch(?: \(SGB\))? (?P<second>\w+?)es Buch")
_ORDINALS = (
    "Erst",
    "Zweit",
    "Dritt",
    "Viert",
    "Fünft",
    "Sechst",
    "Siebt",
    "Acht",
    "Neunt",
    "Zehnt",
    "Elft",
    "Zwölft",
    "Dreizehnt",
    "Vierzehnt",
)
_NAME, _CITED, _DATED = 4, 3, 1
_ENOUGH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendedLaw:
    """A law as a bill names it.

    Attributes:
        name: in the nominative.
        text: as printed, with date and place of publication, empty if the bill gives none.
    """

    name: str
    text: str

    @property
    def key(self) -> str:
        """Name and date."""
        return f"{self.name} {self.date}".strip()

    @property
    def date(self) -> str:
        """Date of the law (or of its publication), ISO 8601, empty if unknown."""
        match = _DATE.search(self.text)
        if match is None or match["month"] not in _MONTH_NAMES:
            return ""
        return f"{match['year']}-{_MONTH_NAMES.index(match['month']) + 1:02}-{int(match['day']):02}"

    @property
    def page(self) -> str:
        """First page (or number) in the Bundesgesetzblatt, empty if unknown."""
        match = _PAGE.search(self.text)
        return match["page"] if match else ""


def law_of(command: Command) -> AmendedLaw:
    """The law a command amends; two laws of one name are told apart by their date."""
    return AmendedLaw(name=command.law, text=command.law_text)


def amended_laws(commands: Iterable[Command]) -> tuple[AmendedLaw, ...]:
    """The laws that commands amend, each once, in the order of the bill."""
    return tuple({law_of(command).key: law_of(command) for command in reversed(tuple(commands))}.values())[::-1]


def find_base_laws(wanted: Sequence[AmendedLaw], files: Iterable[LawFile]) -> dict[str, Draft]:
    """The law in force for each amended law that one of the files holds.

    Args:
        wanted: from :func:`amended_laws`.
        files: of the user; only those whose beginning fits are read in full.

    Returns:
        Laws by the key of the amended law; laws that were not found are missing.
    """
    best: dict[str, tuple[int, Draft]] = {}
    for file in files:
        fitting = [law for law in wanted if law.name and _may_be(law, file.head)]
        if not fitting:
            continue
        try:
            draft = file.read()
        except KommunalfreundError:
            continue
        for law in fitting:
            score = _score(law, draft, file.head)
            if score >= _ENOUGH and (law.key not in best or score > best[law.key][0]):
                best[law.key] = (score, draft)
    claims = {draft.source: max(score for score, other in best.values() if other.source == draft.source) for _, draft in best.values()}
    return {key: draft for key, (score, draft) in best.items() if score == claims[draft.source]}


def _may_be(law: AmendedLaw, head: str) -> bool:
    """Cheap check on the beginning of a file."""
    head = head.partition("</metadaten>")[0]
    folded = head.casefold()
    if law.name.casefold() in folded or _cited(law, head):
        return True
    if (book := _book(law.name)) and re.search(rf"\bSGB {book}\b", head):
        return True
    words = [word for word in re.findall(r"\w{6,}", law.name.casefold()) if word[:-2] not in ("gesetz", "verordnung")]
    return bool(words) and all(word[: max(len(word) - 2, 5)] in folded for word in words)


def _cited(law: AmendedLaw, head: str) -> bool:
    """Date and page as the file prints them (gesetze-im-internet: "2010, 1885", "v. 13.5.2011 I 850"; LegalDocML: ".../2010/s1885")."""
    date, page = law.date, law.page
    if not date or not page:
        return False
    year, month, day = date.split("-")
    if date in head and re.search(rf"(?:\b{year}(?: I)?, |/{year}/s?)(?:Nr\. )?{page}\b", head):
        return True
    return re.search(rf"v\. {int(day)}\. ?{int(month)}\. ?{year} I (?:Nr\. )?{page}\b", head) is not None


def _score(law: AmendedLaw, draft: Draft, head: str) -> int:
    names = {title_key(name) for name in (draft.short_title, draft.title) if name}
    named = title_key(law.name) in names
    if not named and draft.abbreviation:
        named = abbreviation_key(law.name) == abbreviation_key(draft.abbreviation)
    if not named and (book := _book(law.name)):
        named = abbreviation_key(draft.abbreviation) == f"sgb{book}" or _book(draft.short_title or draft.title) == book
    score = _NAME if named else 0
    if _cited(law, head):
        score += _CITED
    elif law.date and law.date in (draft.date, *re.findall(r"\d{4}-\d{2}-\d{2}", head[:4000])):
        score += _DATED
    return score


def _book(name: str) -> str:
    """Number of a book of the Sozialgesetzbuch, empty for other laws.

    >>> _book("Zweites Buch Sozialgesetzbuch"), _book("Sozialgesetzbuch (SGB) Achtes Buch (VIII)"), _book("Baugesetzbuch")
    ('2', '8', '')
    """
    match = _BOOK.search(name)
    ordinal = (match["ordinal"] or match["second"]) if match else ""
    return str(_ORDINALS.index(ordinal) + 1) if ordinal in _ORDINALS else ""
