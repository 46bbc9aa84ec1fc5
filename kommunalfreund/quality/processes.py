"""Work on many laws in several processes: each law is read and interpreted once, with the analysis loaded once per process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from kommunalfreund.analysis import Analysis
from kommunalfreund.clause import Clause
from kommunalfreund.draft import Draft
from kommunalfreund.language.interpretation import Interpretation

T = TypeVar("T")


class Track(Protocol):
    """Reports progress while something is iterated over."""

    def __call__(self, sequence: Iterable[T], /, *, total: int, description: str) -> Iterable[T]:
        """Yield the steps one after the other."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAnalysis(Analysis):
    """An analysis that is handed the interpretations, so that no clause is interpreted twice."""

    known: tuple[Interpretation, ...]

    def interpret(self, draft: Draft, clauses: Sequence[Clause]) -> tuple[Interpretation, ...]:
        """The known interpretations, whatever the clauses."""
        return self.known


process_analysis: list[Analysis] = []


def load_analysis(use_model: bool) -> None:
    """Make the analysis of this process ready; initialiser of a pool."""
    process_analysis[:] = [Analysis.load(use_model=use_model)]


def largest_first(names: Iterable[str], laws: Mapping[str, bytes]) -> list[str]:
    """Long laws first, so that no process is left alone with one at the end; laws that the archive lacks are left out."""
    return sorted((name for name in names if name in laws), key=lambda name: (-len(laws[name]), name))
