"""Who executes which law: the statute table.

Federal law seldom says which office applies it; Land law does, and mostly it is an office of a district, city or municipality. The table in
``rules/execution/*.yaml`` (one file per policy field) says for each law the executing body, its level, how typical that is, and which
addressee a sentence inherits that names nobody ("ist zu erteilen") or only "die zuständige Behörde". Laws that municipalities do *not*
execute stand there too. Parts of a law with another executing body are scopes. A law is found by abbreviation, by its title in any case
form, or, for an ordinance that is not in the table, by the parent law that its title names.

>>> import tempfile
>>> folder = Path(tempfile.mkdtemp())
>>> _ = (folder / "a.yaml").write_text('''
... title: Beispiele
... laws:
...   - law: RadG
...     titles: [Radfahrgesetz]
...     body: Radamt
...     level: kreis
...     typical: meist
...     addressee: mittelbar
...     task: weisung
...     source: § 9
...     confidence: verifiziert
...     scopes:
...       - {norms: [§§ 20-22a], body: Bundesradamt, level: bund, typical: nie, addressee: keine}
... ''', encoding="utf-8")
>>> table = load_execution([folder])
>>> table.find("", "Änderung des Radfahrgesetzes", norm="§ 3").body
'Radamt'
>>> table.find("RadG 2021", "", norm="§ 22a").body
'Bundesradamt'
>>> table.find("RadGDV", "Verordnung zur Durchführung des Radfahrgesetzes").confidence
'allgemeinwissen'
>>> table.find("WegeG", "Wegegesetz") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import Field

from kommunalfreund.finding import Addressee
from kommunalfreund.rulebook.law_names import GENITIVE, Norm, abbreviation_key, parse_norm, title_key
from kommunalfreund.rulebook.term import Level
from kommunalfreund.rulebook.yaml_fields import StrictModel
from kommunalfreund.rulebook.yaml_file import YamlFile, content_hash, read_yaml, yaml_files

if TYPE_CHECKING:  # `kommunalfreund.language` imports this module
    from kommunalfreund.language.interpretation import ExecutionProfile


class Typical(StrEnum):
    """How often the law is executed by municipal bodies, over the Länder and over the tasks of the law."""

    FAST_IMMER = "fast_immer"
    MEIST = "meist"
    TEILS = "teils"
    SELTEN = "selten"
    NIE = "nie"


class Confidence(StrEnum):
    """How well an entry is founded: read in the law, body named there but assigned by Land law, or general knowledge."""

    VERIFIZIERT = "verifiziert"
    TEILVERIFIZIERT = "teilverifiziert"
    ALLGEMEINWISSEN = "allgemeinwissen"


class Binds(StrEnum):
    """On whom the law mainly lays duties: an agentless duty is that of the administration only where the law binds it."""

    VERWALTUNG = "verwaltung"
    PRIVATE = "private"
    BEIDE = "beide"
    UNBEKANNT = ""


class Funding(StrEnum):
    """Who pays benefits, compensation and other purpose expenditure (Zweckausgaben, Art. 104a GG) under the law in the end."""

    KOMMUNE = "kommune"
    GETEILT = "geteilt"
    LAND = "land"
    BUND = "bund"
    PRIVATE = "private"
    UNBEKANNT = ""


class Task(StrEnum):
    """Kind of municipal task."""

    WEISUNG = "weisung"
    SELBSTVERWALTUNG = "selbstverwaltung"
    AUFTRAG = "auftrag"
    EIGENBETROFFEN = "eigenbetroffen"
    KEINE = "keine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A part of a law with an executing body of its own.

    Attributes:
        norms: as written in the table ("§§ 44-53").
        ranges: first and last norm of each part, as (number, letter).
        profile: who executes it.
    """

    norms: tuple[str, ...]
    ranges: tuple[tuple[Norm, Norm], ...]
    profile: ExecutionProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class LawExecution:
    """One law of the table.

    Attributes:
        law: official abbreviation, or a usual one if there is none.
        aliases: further abbreviations.
        titles: short and long titles in the nominative.
        bjnr: document number at gesetze-im-internet, empty if not recorded.
        policy_field: title of the file ("Soziales").
        profile: who executes it in general.
        task: kind of municipal task.
        note: what one should know, empty if nothing.
        scopes: parts with another executing body.
        path: file in which it stands.
        line: line in that file.
    """

    law: str
    aliases: tuple[str, ...]
    titles: tuple[str, ...]
    bjnr: str
    policy_field: str
    profile: ExecutionProfile
    task: Task
    note: str
    scopes: tuple[Scope, ...]
    path: str
    line: int

    def profile_of(self, norm: str) -> ExecutionProfile:
        """The profile that holds for a norm ("§ 44a"): that of the first scope it lies in, else the general one."""
        wanted = parse_norm(norm)
        if wanted is not None:
            for scope in self.scopes:
                if any(first <= wanted <= last for first, last in scope.ranges):
                    return scope.profile
        return self.profile


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionTable:
    """All laws of the table, and the search for one.

    Attributes:
        laws: in the order of files and entries.
        content_hash: hash (16 hexadecimal digits) of the data, part of the rulebook version.
    """

    laws: tuple[LawExecution, ...]
    content_hash: str
    _by_abbreviation: Mapping[str, LawExecution] = field(repr=False, compare=False)
    _by_title: Mapping[tuple[str, ...], LawExecution] = field(repr=False, compare=False)
    _longest: int = field(repr=False, compare=False)

    def find(self, abbreviation: str, title: str, short_title: str = "", norm: str = "") -> ExecutionProfile | None:
        """Who executes a law.

        Args:
            abbreviation: "WoGG", "SGB VIII", "AufenthG 2004"; may be empty.
            title: long title or the name of an amended law in any case form ("des Wohngeldgesetzes"); may be empty.
            short_title: "Wohngeldgesetz"; may be empty.
            norm: "§ 44a" or "Art 5" to choose the part of the law; empty for the law as a whole.

        Returns:
            The profile, with lower confidence if only a parent law named in the title is known; None if the table knows neither.
        """
        law = self.law(abbreviation, title, short_title)
        if law is not None:
            return law.profile_of(norm)
        parent = self._named_in(short_title) or self._named_in(title)
        if parent is None:
            return None
        return replace(
            parent.profile, source=f"{parent.law}, {parent.profile.source} (im Titel genannt)", confidence=Confidence.ALLGEMEINWISSEN.value
        )

    def law(self, abbreviation: str, title: str = "", short_title: str = "") -> LawExecution | None:
        """The entry of a law itself, by abbreviation or title."""
        if found := self._by_abbreviation.get(abbreviation_key(abbreviation)):
            return found
        for text in (short_title, title):
            if found := self._by_title.get(title_key(text)):
                return found
        # an amended law may be named by its abbreviation alone
        for text in (short_title, title):
            if " " not in text.strip() and (found := self._by_abbreviation.get(abbreviation_key(text))):
                return found
        return None

    def _named_in(self, title: str) -> LawExecution | None:
        """The law whose title stands in a longer title behind a word such as "zur Durchführung des § 5 des"."""
        if compound := _REGULATION.match(title):
            for name in (compound[1], f"{compound[1]}gesetz"):
                if found := self._by_title.get(title_key(name)):
                    return found
        words = title_key(title)
        related = False
        for at in range(1, len(words)):
            before = words[at - 1]
            direct = _RELATION.fullmatch(before) is not None
            related = related or direct
            if direct or (related and before in GENITIVE):
                for length in range(min(self._longest, len(words) - at), 0, -1):
                    if found := self._by_title.get(words[at : at + length]):
                        return found
        return None


_RANGE = re.compile(r"^(?:§§?|Art\.?)\s*(\d+)\s*([a-z]{0,2})(?:\s*(?:-|–|bis)\s*(\d+)\s*([a-z]{0,2}))?$")
_REGULATION = re.compile(r"^(.{4,}?)-?Durchführungsverordnung\b", re.IGNORECASE)
_RELATION = re.compile(r"(?:durchführung|ausführung|änderung|nach|zum|zur|gemäss|grund|sinn|anwendung|umsetzung|ergänzung)")

_Key = TypeVar("_Key", str, tuple[str, ...])


class _Facts(StrictModel):
    """What an entry or a scope says about the execution."""

    body: str = Field(min_length=2)
    level: Level
    typical: Typical
    addressee: Addressee
    binds: Binds = Binds.UNBEKANNT
    funding: Funding = Funding.UNBEKANNT


class _ScopeEntry(StrictModel):
    """A part of a law; what it does not say is as for the whole law."""

    norms: list[str] = Field(min_length=1)
    body: str | None = None
    level: Level | None = None
    typical: Typical | None = None
    addressee: Addressee | None = None
    binds: Binds | None = None
    funding: Funding | None = None
    source: str | None = None
    confidence: Confidence | None = None


class _LawEntry(_Facts):
    """A law as written in YAML."""

    law: str = Field(min_length=2)
    aliases: list[str] = Field(default_factory=list)
    titles: list[str] = Field(min_length=1)
    bjnr: str = Field(default="", pattern=r"^(?:[A-Z]{2}NR[0-9A-Z]{9})?$")
    task: Task
    source: str = Field(min_length=2)
    confidence: Confidence
    note: str = ""
    scopes: list[_ScopeEntry] = Field(default_factory=list)


class _FileEntry(StrictModel):
    """A file of the table: its policy field and the laws."""

    title: str = Field(min_length=2)
    source: str = ""
    laws: list[_LawEntry] = Field(min_length=1)


def load_execution(directories: Sequence[Path]) -> ExecutionTable:
    """Load all files of the statute table below some directories.

    Args:
        directories: folders (or single files); later ones may add laws, not replace any.

    Raises:
        RulebookError: with file and line if a file is malformed, a key unknown, a law or title entered twice, a norm unreadable.
    """
    files = tuple(read_yaml(path) for path in yaml_files(directories))
    laws: list[LawExecution] = []
    by_abbreviation: dict[str, LawExecution] = {}
    by_title: dict[tuple[str, ...], LawExecution] = {}
    for file in files:
        for law, place in _laws(file):
            laws.append(law)
            for key in {abbreviation_key(name): name for name in (law.law, *law.aliases)}:
                _enter(file, place, by_abbreviation, key, law)
            for words in {title_key(title): title for title in law.titles}:
                _enter(file, place, by_title, words, law)
    return ExecutionTable(
        laws=tuple(laws),
        content_hash=content_hash(files),
        _by_abbreviation=by_abbreviation,
        _by_title=by_title,
        _longest=max(map(len, by_title), default=0),
    )


def _enter(file: YamlFile, place: Sequence[str | int], index: dict[_Key, LawExecution], key: _Key, law: LawExecution) -> None:
    if key in index:
        first = index[key]
        name = key if isinstance(key, str) else " ".join(key)
        raise file.error(
            f"„{name}“ ({law.law}) ist schon in {first.path}:{first.line} ({first.law}) eingetragen.",
            place,
            "Einen der beiden Einträge löschen oder die Abkürzung oder den Titel ändern.",
        )
    index[key] = law


def _laws(file: YamlFile) -> Iterator[tuple[LawExecution, tuple[str | int, ...]]]:
    from kommunalfreund.language.interpretation import ExecutionProfile

    head = file.validate(_FileEntry)
    for index, entry in enumerate(head.laws):
        place = ("laws", index)
        profile = ExecutionProfile(
            law=entry.law,
            body=entry.body,
            level=entry.level.value,
            typical=entry.typical.value,
            addressee=entry.addressee,
            source=entry.source,
            confidence=entry.confidence.value,
            binds=entry.binds.value,
            funding=entry.funding.value,
        )
        law = LawExecution(
            law=entry.law,
            aliases=tuple(entry.aliases),
            titles=tuple(entry.titles),
            bjnr=entry.bjnr,
            policy_field=head.title,
            profile=profile,
            task=entry.task,
            note=entry.note,
            scopes=tuple(_scope(file, (*place, "scopes", at), scope, profile) for at, scope in enumerate(entry.scopes)),
            path=str(file.path),
            line=file.line_of(place),
        )
        yield law, place


def _scope(file: YamlFile, place: tuple[str | int, ...], entry: _ScopeEntry, whole: ExecutionProfile) -> Scope:
    ranges: list[tuple[Norm, Norm]] = []
    for index, text in enumerate(entry.norms):
        match = _RANGE.match(text)
        first = (int(match[1]), match[2]) if match else (0, "")
        last = (int(match[3]), match[4]) if match and match[3] else first
        if match is None or last < first:
            raise file.error(
                f"Die Normangabe „{text}“ ist nicht lesbar.", (*place, "norms", index), "Zum Beispiel „§ 7“, „§§ 44-53a“, „Art. 5“."
            )
        ranges.append((first, last))
    given: dict[str, Any] = {
        key: str(value) if isinstance(value, Level | Typical | Confidence | Binds | Funding) else value
        for key, value in entry.model_dump(exclude={"norms"}, exclude_none=True).items()
    }
    return Scope(norms=tuple(entry.norms), ranges=tuple(ranges), profile=replace(whole, **given))
