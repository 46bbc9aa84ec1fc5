"""Drafting alternatives for a flagged clause: suggestions to consider, chosen by kind, effect and wording; never part of the finding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Annotated

from pydantic import Field

from kommunalfreund.finding import Addressee, Bindingness, DutyKind, Effect, Finding
from kommunalfreund.rulebook.yaml_fields import StrictModel
from kommunalfreund.rulebook.yaml_file import read_yaml

FILE = Path(__file__).with_name("suggestions.yaml")
SHOWN = 3
"""So many suggestions are given for one clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One alternative.

    Attributes:
        id: stable name.
        title: short German title.
        text: wording to start from; "…" is to be filled in.
        reason: why it would help municipalities.
    """

    id: str
    title: str
    text: str
    reason: str


class WhenModel(StrictModel):
    """When a suggestion is offered; all keys given must hold. ``actor`` is the class of the acting body, if one is known."""

    addressee: tuple[Addressee, ...] = ()
    effects: tuple[Effect, ...] = ()
    kind: tuple[DutyKind, ...] = ()
    bindingness: tuple[Bindingness, ...] = ()
    text: str = ""
    lacks: str = ""
    actor: tuple[Addressee, ...] = ()

    def holds(self, finding: Finding) -> bool:
        """Whether it is offered for the finding."""
        text, actor = finding.clause.text, finding.actor
        return (
            (not self.addressee or finding.addressee in self.addressee)
            and (not self.effects or any(effect in finding.effects for effect in self.effects))
            and (not self.kind or finding.kind in self.kind)
            and (not self.bindingness or finding.bindingness in self.bindingness)
            and (not self.text or re.search(self.text, text) is not None)
            and (not self.lacks or re.search(self.lacks, text) is None)
            and (not self.actor or actor is None or actor.addressee in self.actor)
        )


class ExampleModel(StrictModel):
    """A flagged sentence for the tests."""

    text: str
    addressee: Addressee = Addressee.DIREKT
    effects: tuple[Effect, ...]
    kind: DutyKind | None = None
    bindingness: Bindingness = Bindingness.MUSS


class SuggestionModel(StrictModel):
    """One entry of the file."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Annotated[str, Field(min_length=1)]
    text: Annotated[str, Field(min_length=1)]
    reason: Annotated[str, Field(min_length=1)]
    when: WhenModel
    match: ExampleModel
    no_match: ExampleModel


class _File(StrictModel):
    suggestions: Annotated[tuple[SuggestionModel, ...], Field(min_length=1)]


@cache
def catalogue() -> tuple[SuggestionModel, ...]:
    """All suggestions, the more specific ones first."""
    return read_yaml(FILE).validate(_File).suggestions


@cache
def _made() -> tuple[tuple[SuggestionModel, Suggestion], ...]:
    return tuple((entry, Suggestion(id=entry.id, title=entry.title, text=entry.text, reason=entry.reason)) for entry in catalogue())


def suggest(finding: Finding, shown: int = SHOWN) -> tuple[Suggestion, ...]:
    """Alternatives for a flagged clause; none for others.

    Args:
        finding: flagged or not.
        shown: at most so many, in the order of the file.
    """
    if not finding.flagged:
        return ()
    return tuple(islice((made for entry, made in _made() if entry.when.holds(finding)), shown))
