"""What a file of a legal check may contain: one pydantic model per kind of check, unknown keys refused.

===========  ============================================================================================
``satz``     clauses that fulfil one of the conditions under ``when`` are the evidence; the other keys narrow it
``zeit``     computes days between entry into force, deadlines and the date of the draft
===========  ============================================================================================
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from kommunalfreund.draft import DocumentPart
from kommunalfreund.finding import Addressee, Bindingness, DutyKind, Effect, Novelty, Severity
from kommunalfreund.language.interpretation import SentenceKind
from kommunalfreund.rulebook.yaml_fields import Pattern, StrictModel, Text

Confidence = Literal["geprueft", "zweitquelle", "ungeprueft"]


class SourceModel(StrictModel):
    """A norm or decision, and whether its wording was read in an official source, second-hand or not at all."""

    text: Text
    confidence: Confidence


class ConditionModel(StrictModel):
    """Conditions on a clause and its finding; all keys given must hold, the values of a list are alternatives.

    ``amending`` asks whether it is text of an amended law, ``acting`` whether a body of that class is named as the one that acts,
    ``relief`` whether the effects contain ``entlastung``; ``part`` is the part of the draft, the regulation if not given.
    """

    part: tuple[DocumentPart, ...] = (DocumentPart.REGELUNGSTEXT,)
    flagged: bool | None = None
    relief: bool | None = None
    addressee: tuple[Addressee, ...] = ()
    effects: tuple[Effect, ...] = ()
    kind: tuple[DutyKind, ...] = ()
    bindingness: tuple[Bindingness, ...] = ()
    novelty: tuple[Novelty, ...] = ()
    sentence_kind: tuple[SentenceKind, ...] = ()
    amending: bool | None = None
    acting: tuple[Addressee, ...] = ()
    text: Pattern | None = None
    heading: Pattern | None = None
    law: Pattern | None = None

    @model_validator(mode="after")
    def _says_something(self) -> ConditionModel:
        if not self.model_fields_set - {"part"}:
            raise ValueError("ohne eine einzige Bedingung träfe die Prüfung auf jeden Satz zu.")
        return self


class SentenceModel(StrictModel):
    """A sentence of an example with what the assessment says of it; ``beleg`` marks it as expected evidence."""

    text: Text
    beleg: bool = False
    part: DocumentPart = DocumentPart.REGELUNGSTEXT
    heading: str = ""
    amends: str = ""
    addressee: Addressee = Addressee.KEINE
    effects: tuple[Effect, ...] = ()
    kind: DutyKind | None = None
    bindingness: Bindingness | None = Bindingness.MUSS
    novelty: Novelty = Novelty.UNBEKANNT


class ExampleModel(StrictModel):
    """A small draft. In ``match`` the sentences with ``beleg`` are exactly the evidence, in ``no_match`` a reason is needed."""

    sentences: Annotated[tuple[SentenceModel, ...], Field(min_length=1)]
    formula: str = ""
    date: str = ""
    reason: str = ""


class ExamplesModel(StrictModel):
    """The tests of a check."""

    match: Annotated[tuple[ExampleModel, ...], Field(min_length=1)]
    no_match: Annotated[tuple[ExampleModel, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _reasons(self) -> ExamplesModel:
        if any(not example.reason for example in self.no_match):
            raise ValueError("jedes Beispiel unter no_match braucht eine Angabe reason.")
        return self


class _CheckModel(StrictModel):
    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Text
    severity: Severity
    message: Text
    look_at: Text
    sources: Annotated[tuple[SourceModel, ...], Field(min_length=1)]
    examples: ExamplesModel


class ClauseCheckModel(_CheckModel):
    """Rests on clauses.

    ``also`` needs a clause for each of its conditions, ``missing`` fires only if no clause fulfils one of its conditions,
    ``formula_lacks`` only if the draft has an introductory formula (Eingangsformel) without these words; ``at_least`` is the number
    of clauses needed.
    """

    kind: Literal["satz"]
    when: Annotated[tuple[ConditionModel, ...], Field(min_length=1)]
    unless: tuple[ConditionModel, ...] = ()
    also: tuple[ConditionModel, ...] = ()
    missing: tuple[ConditionModel, ...] = ()
    formula_lacks: Pattern | None = None
    at_least: Annotated[int, Field(ge=1)] = 1


class TimeCheckModel(_CheckModel):
    """Computes days.

    ``ohne_vorlauf``: duties that need organisation and entry into force on the day after promulgation. ``frist``: deadlines of duties
    earlier than ``days`` after entry into force. ``vorlauf``: entry into force earlier than ``days`` after the date of the draft.
    """

    kind: Literal["zeit"]
    measure: Literal["ohne_vorlauf", "frist", "vorlauf"]
    days: Annotated[int, Field(ge=0)] = 0


CheckModel = ClauseCheckModel | TimeCheckModel
CHECK_MODELS: dict[str, type[CheckModel]] = {"satz": ClauseCheckModel, "zeit": TimeCheckModel}
"""The closed set of kinds."""
