"""The straight line from a draft to its findings: segment, interpret, match, classify, assess.

``Analysis`` is the one object that knows the order; command line, app, batch and tests all call it.
"""

from __future__ import annotations

from dataclasses import dataclass

from kommunalfreund.draft import Draft
from kommunalfreund.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What produced a result: version of the software, of the rulebook (content hash) and of the classifier ("ohne" if not used)."""

    software: str
    rulebook: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisResult:
    """All findings of one draft, one per clause in document order, flagged or not."""

    draft: Draft
    findings: tuple[Finding, ...]
    versions: Versions

    @property
    def flagged(self) -> tuple[Finding, ...]:
        """The findings that are flagged."""
        return tuple(finding for finding in self.findings if finding.flagged)
