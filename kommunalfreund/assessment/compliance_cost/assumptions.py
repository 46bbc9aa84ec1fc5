"""The assumptions of a cost estimate: one YAML file per draft, edited by hand, by the command line or by the app.

Every parameter carries its source and how well it is founded. Whatever is not known stays empty; nothing is invented.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, ValidationError, field_validator, model_validator

from kommunalfreund.assessment.compliance_cost.tables import NEWEST, AdminLevel, Confidence, Grade
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.rulebook.yaml_fields import StrictModel
from kommunalfreund.rulebook.yaml_file import read_yaml

FILE_VERSION: Literal[1] = 1


class Exclusion(StrEnum):
    """Why cost must not be counted."""

    SOWIESO = "sowieso"
    DOPPELT = "doppelt"
    GEMEINKOSTEN = "gemeinkosten"
    HAUSHALTSAUSGABE = "haushaltsausgabe"
    EU_RECHT = "eu_recht"
    AUTOMATISCH = "automatisch"
    UNVERAENDERT = "unveraendert"


class Frequency(StrEnum):
    """Recurring or one-off."""

    JAEHRLICH = "jaehrlich"
    EINMALIG = "einmalig"


Number = Annotated[Decimal, Field(ge=0)]


class Range(StrictModel):
    """A figure with its span, source and confidence; a bare number stands for all three."""

    low: Number
    likely: Number
    high: Number
    source: str = ""
    confidence: Confidence = Confidence.EIGENE

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, value: Any) -> Any:
        if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
            return {"low": value, "likely": value, "high": value}
        if isinstance(value, dict) and "likely" in value:
            return {"low": value["likely"], "high": value["likely"], **value}
        return value

    @model_validator(mode="after")
    def _ordered(self) -> Range:
        if not self.low <= self.likely <= self.high:
            raise ValueError("low, likely und high müssen aufsteigen.")
        return self


class Activity(StrictModel):
    """One step: a standard activity by its number, or one of one's own with minutes.

    Attributes:
        nr: number of the standard activity, None for one's own.
        name: of one's own activity; else the table's name is shown.
        minutes: per case; the table's values if None.
        grade: who does it.
        rate: euro per hour; the table's value if None.
    """

    nr: int | None = None
    name: str = ""
    minutes: Range | None = None
    grade: Grade = Grade.GEHOBENER_DIENST
    rate: Range | None = None

    @model_validator(mode="after")
    def _known(self) -> Activity:
        if self.nr is None and self.minutes is None:
            raise ValueError("eine Tätigkeit braucht nr (Standardaktivität) oder minutes.")
        return self


class Travel(StrictModel):
    """Ways where somebody must appear in person."""

    destination: Literal["gemeinde", "kreis", "land", "durchschnitt"]
    trips: Number = Decimal(1)
    grade: Grade = Grade.GEHOBENER_DIENST


class Posts(StrictModel):
    """Alternative to cases × minutes: whole posts."""

    count: Range
    grade: Grade = Grade.GEHOBENER_DIENST


class Process(StrictModel):
    """One Vorgabe, or several that are fulfilled together.

    Attributes:
        id: unique in the file.
        title: shown in the table.
        findings: ids of the sentences it rests on.
        citations: their places, for people.
        level: who bears it.
        frequency: recurring (per year) or one-off.
        cases: number of cases or bodies; None if unknown.
        unit: what a case is ("Anträge", "Jugendämter").
        per_year: cases of one affected body or person per year (12 monthly, 0.2 every five years).
        activities: steps per case.
        material: euro per case.
        material_needed: there will be material cost, but the figure is not known yet.
        travel: ways per case.
        posts: whole posts instead of cases × minutes.
        relief: the cost falls away; the result is negative.
        excluded: why it must not be counted, None if it counts.
        note: free text.
    """

    id: Annotated[str, Field(min_length=1)]
    title: Annotated[str, Field(min_length=1)]
    findings: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    level: AdminLevel = AdminLevel.KOMMUNEN
    frequency: Frequency = Frequency.JAEHRLICH
    cases: Range | None = None
    unit: str = "Fälle"
    per_year: Number = Decimal(1)
    activities: tuple[Activity, ...] = ()
    material: Range | None = None
    material_needed: bool = False
    travel: Travel | None = None
    posts: Posts | None = None
    relief: bool = False
    excluded: Exclusion | None = None
    note: str = ""

    @model_validator(mode="after")
    def _one_way(self) -> Process:
        if self.posts is not None and self.activities:
            raise ValueError("entweder posts (ganze Stellen) oder activities (Minuten je Fall) angeben, nicht beides.")
        return self


class Assumptions(StrictModel):
    """All processes of a draft.

    Attributes:
        version: of the file format.
        draft: key of the draft they were made for, empty if unknown.
        title: of the draft.
        guide: version of the guide whose tables are used.
        processes: in the order of the table.
    """

    version: Literal[1] = FILE_VERSION
    draft: str = ""
    title: str = ""
    guide: str = NEWEST
    processes: tuple[Process, ...] = ()

    @field_validator("processes")
    @classmethod
    def _unique(cls, processes: tuple[Process, ...]) -> tuple[Process, ...]:
        ids = [process.id for process in processes]
        if len(set(ids)) != len(ids):
            raise ValueError(f"die id „{next(one for one in ids if ids.count(one) > 1)}“ steht zweimal.")
        return processes


def load_assumptions(path: Path) -> Assumptions:
    """Read a file of assumptions.

    Raises:
        RulebookError: with file and line if it cannot be read or a value does not fit.
    """
    return read_yaml(path).validate(Assumptions)


def parse_assumptions(text: str, name: str = "Annahmen") -> Assumptions:
    """Read assumptions from text, as uploaded to the app.

    Raises:
        KommunalfreundError: if it is no valid YAML or a value does not fit.
    """
    try:
        return Assumptions.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise KommunalfreundError("Kein gültiges YAML.", path=name, hint="Einrückung und Doppelpunkte prüfen.") from error
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        where = ".".join(map(str, problem["loc"]))
        raise KommunalfreundError(f"Die Angabe „{where}“ passt nicht: {problem['msg']}", path=name, hint="Den Wert berichtigen.") from error


def dump_assumptions(assumptions: Assumptions) -> str:
    """The file's text; reading it again gives the same assumptions."""
    data = assumptions.model_dump(mode="json", exclude_defaults=True)
    data = {"version": FILE_VERSION, "guide": assumptions.guide, **data}
    order = ("version", "draft", "title", "guide", "processes")
    plain = _numbers({key: data[key] for key in order if key in data})
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)


def _numbers(value: Any, key: str = "") -> Any:
    """Decimals are dumped as text; figures should be numbers in the file."""
    if isinstance(value, dict):
        return {name: _numbers(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_numbers(inner) for inner in value]
    if key in {"low", "likely", "high", "per_year", "trips"}:
        number = Decimal(value)
        return int(number) if number == number.to_integral_value() else float(number)
    return value
