"""A clause with what was read in it and what was decided about it: the value that checks on the whole draft work on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kommunalfreund.clause import Clause
from kommunalfreund.draft import DocumentPart
from kommunalfreund.finding import Finding
from kommunalfreund.language.interpretation import Interpretation

_CITATIONS_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedClause:
    """One clause of a draft.

    Attributes:
        interpretation: what the language stages found.
        finding: the decision.
    """

    interpretation: Interpretation
    finding: Finding

    @property
    def clause(self) -> Clause:
        """The clause itself."""
        return self.finding.clause

    @property
    def regulating(self) -> bool:
        """It stands in the text that is to become law."""
        return self.clause.part is DocumentPart.REGELUNGSTEXT


def cite_all(findings: Iterable[Finding], shown: int = _CITATIONS_SHOWN) -> str:
    """Citations of several findings for a place column, the rest counted.

    Args:
        findings: in document order.
        shown: so many are written out.

    >>> cite_all([])
    ''
    """
    citations = list(dict.fromkeys(finding.clause.citation for finding in findings if finding.clause.citation))
    rest = len(citations) - shown
    return "; ".join(citations[:shown]) + (f" und {rest} weitere" if rest > 0 else "")
