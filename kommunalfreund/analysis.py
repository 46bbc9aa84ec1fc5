"""The straight line from a draft to its findings: segment, interpret, match, classify, assess.

``Analysis`` is the one object that knows the order; command line, app, batch and tests all call it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import kommunalfreund
from kommunalfreund.amendment.bill import checks_of, is_law_in_force, merge_lines
from kommunalfreund.amendment.commands import read_commands
from kommunalfreund.amendment.consolidation import Amendments, amendments_of
from kommunalfreund.amendment.novelty import Synopsis, compare_consolidation, compare_findings
from kommunalfreund.assessment.assessed import AssessedClause
from kommunalfreund.assessment.cover_note import check_cover_note
from kommunalfreund.assessment.fusion import Thresholds, assess
from kommunalfreund.assessment.legal_checks import LegalCheck, check_version, is_in_force, load_legal_checks, run_legal_checks
from kommunalfreund.classification.model import Classifier
from kommunalfreund.classification.model_file import load_classifier
from kommunalfreund.clause import Clause
from kommunalfreund.draft import Draft
from kommunalfreund.finding import DraftCheck, Finding, Novelty, Prediction, Severity
from kommunalfreund.language import interpret
from kommunalfreund.language.interpretation import Interpretation
from kommunalfreund.paths import MODEL, RULES
from kommunalfreund.rulebook.loading import load_rulebook
from kommunalfreund.rulebook.matching import match_rules
from kommunalfreund.rulebook.rule import Rulebook
from kommunalfreund.segmentation import segment

UNUSED = "ohne"
"""Version of a rulebook or classifier that a result was made without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What produced a result.

    Attributes:
        software: version of the software.
        rulebook: content hash of the rules, "ohne" if they were not used.
        model: version of the classifier, "ohne" if it was not used.
        checks: content hash of the legal checks, empty if there are none.
    """

    software: str
    rulebook: str
    model: str
    checks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisResult:
    """All findings of one draft, one per clause in document order, flagged or not.

    Where an amended law is at hand, the findings speak of its resulting text: one per new, changed or restated sentence and one per
    dropped duty, in the place of the commands.

    Attributes:
        draft: the draft.
        findings: of its clauses, or of the sentences it makes of amended laws.
        versions: that produced them.
        draft_checks: remarks on the draft as a whole: first what could not be applied, then the checks, the weightiest first.
        synopses: old and new text of the amended laws at hand.
    """

    draft: Draft
    findings: tuple[Finding, ...]
    versions: Versions
    draft_checks: tuple[DraftCheck, ...] = ()
    synopses: tuple[Synopsis, ...] = ()

    @property
    def flagged(self) -> tuple[Finding, ...]:
        """The findings that are flagged."""
        return tuple(finding for finding in self.findings if finding.flagged)


class _Reading(NamedTuple):
    """The clauses of one draft, interpreted and assessed."""

    interpretations: tuple[Interpretation, ...]
    findings: tuple[Finding, ...]

    @property
    def by_id(self) -> dict[str, Interpretation]:
        return {interpretation.clause.id: interpretation for interpretation in self.interpretations}


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Rulebook and classifier, ready to analyse drafts.

    Attributes:
        rulebook: rules, vocabulary, statute table.
        classifier: None to work with rules alone.
        use_rules: False to work with the classifier alone (vocabulary and statute table are still used).
        legal_checks: checks on the draft as a whole.
        checks_version: their content hash.
    """

    rulebook: Rulebook
    classifier: Classifier | None
    use_rules: bool = True
    legal_checks: tuple[LegalCheck, ...] = ()
    checks_version: str = ""

    @classmethod
    def load(cls, *, rule_directories: Sequence[Path] = (), use_rules: bool = True, use_model: bool = True) -> Analysis:
        """Load the shipped rules and classifier.

        Args:
            rule_directories: further rule folders of the user, read behind the shipped one.
            use_rules: apply the rules.
            use_model: apply the classifier.

        Raises:
            RulebookError: if a rule file is malformed.
            ModelFileError: if the classifier is missing or does not fit.
        """
        directories = [RULES, *rule_directories]
        return cls(
            rulebook=load_rulebook(directories),
            classifier=load_classifier(MODEL) if use_model else None,
            use_rules=use_rules,
            legal_checks=load_legal_checks(directories),
            checks_version=check_version(directories),
        )

    @property
    def versions(self) -> Versions:
        """Versions of everything that influences a result."""
        return Versions(
            software=kommunalfreund.__version__,
            rulebook=self.rulebook.version if self.use_rules else UNUSED,
            model=self.classifier.version if self.classifier is not None else UNUSED,
            checks=self.checks_version,
        )

    def run(self, draft: Draft, amendments: Amendments | None = None) -> AnalysisResult:
        """Analyse a draft.

        Args:
            draft: a bill or a law.
            amendments: what the draft does to the laws in force; None if no law is at hand (the commands then speak for themselves).
        """
        read = self._read(draft)
        findings = read.findings
        if amendments is None:
            amendments = amendments_of(draft, () if is_law_in_force(draft) else read_commands(draft), {})
        interpretations = read.by_id
        dropped: dict[str, Interpretation] = {}
        lines: list[tuple[Finding, ...]] = []
        synopses = []
        for consolidation in amendments.consolidations:
            base, result = self._read(consolidation.base), self._read(consolidation.result)
            found, synopsis = compare_consolidation(consolidation, base.findings, result.findings, consolidation.commands[0].law)
            lines.append(found)
            synopses.append(synopsis)
            interpretations |= result.by_id
            dropped |= base.by_id
        if amendments.commands:
            bodies = {law.name: profile.addressee for law in amendments.missing if (profile := self.rulebook.execution.find("", law.name))}
            findings = merge_lines(findings, amendments, lines, bodies)
        assessed = tuple(
            AssessedClause(
                interpretation=replace(
                    (dropped if finding.novelty is Novelty.AUFGEHOBEN and finding.id in dropped else interpretations)[finding.id],
                    clause=finding.clause,
                ),
                finding=finding,
            )
            for finding in findings
        )
        return AnalysisResult(
            draft=draft,
            findings=findings,
            versions=self.versions,
            draft_checks=(*checks_of(amendments), *check_draft(self.legal_checks, draft, assessed)),
            synopses=tuple(synopses),
        )

    def compare(self, old: Draft, new: Draft) -> AnalysisResult:
        """Compare two versions of a bill or law: which duties came, went, hardened or eased.

        Args:
            old: earlier version.
            new: later version; the findings are its changed sentences and the dropped duties.
        """
        before, after = self.run(old).findings, self.run(new).findings
        lines, synopsis = compare_findings(before, after, base=old, result=new)
        return AnalysisResult(draft=new, findings=lines, versions=self.versions, synopses=(synopsis,))

    def _read(self, draft: Draft) -> _Reading:
        interpretations = self.interpret(draft, segment(draft))
        return _Reading(interpretations, self._assess(draft, interpretations))

    def interpret(self, draft: Draft, clauses: Sequence[Clause]) -> tuple[Interpretation, ...]:
        """Interpret the clauses of a draft, all of them in document order."""
        return interpret(
            clauses,
            draft=draft,
            vocabulary=self.rulebook.vocabulary,
            execution=self.rulebook.execution,
            in_force=is_law_in_force(draft),
        )

    def assess_clauses(self, draft: Draft, clauses: Sequence[Clause]) -> tuple[Finding, ...]:
        """Interpret, match, classify and assess the clauses of a draft, all of them in document order."""
        return self._assess(draft, self.interpret(draft, clauses))

    def _assess(self, draft: Draft, interpretations: Sequence[Interpretation]) -> tuple[Finding, ...]:
        """Match, classify and assess interpreted clauses."""
        predictions: Sequence[Prediction | None] = [None] * len(interpretations)
        thresholds = Thresholds()
        if self.classifier is not None:
            predictions = self.classifier.predict(interpretations)
            thresholds = self.classifier.thresholds
        return tuple(
            assess(
                interpretation,
                match_rules(self.rulebook, interpretation) if self.use_rules else (),
                prediction,
                thresholds,
            )
            for interpretation, prediction in zip(interpretations, predictions, strict=True)
        )


def check_draft(checks: Sequence[LegalCheck], draft: Draft, assessed: Sequence[AssessedClause]) -> tuple[DraftCheck, ...]:
    """Remarks on the draft as a whole, the weightiest first; none for a promulgated law.

    Args:
        checks: legal checks.
        draft: with its documents.
        assessed: its clauses in document order.
    """
    if is_in_force(draft):
        return ()
    remarks = (*run_legal_checks(checks, draft, assessed), *check_cover_note(draft, tuple(clause.finding for clause in assessed)))
    order = list(Severity)
    return tuple(sorted(remarks, key=lambda remark: -order.index(remark.severity)))
