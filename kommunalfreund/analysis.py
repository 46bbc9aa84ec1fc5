"""The straight line from a draft to its findings: segment, interpret, match, classify, assess.

``Analysis`` is the one object that knows the order; command line, app, batch and tests all call it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import kommunalfreund
from kommunalfreund.assessment.assessed import AssessedClause
from kommunalfreund.assessment.cover_note import check_cover_note
from kommunalfreund.assessment.fusion import Thresholds, assess
from kommunalfreund.assessment.legal_checks import LegalCheck, check_version, is_in_force, load_legal_checks, run_legal_checks
from kommunalfreund.classification.model import Classifier
from kommunalfreund.classification.model_file import load_classifier
from kommunalfreund.clause import Clause
from kommunalfreund.draft import Draft
from kommunalfreund.finding import DraftCheck, Finding, Prediction, Severity
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
    """All findings of one draft, one per clause in document order, flagged or not."""

    draft: Draft
    findings: tuple[Finding, ...]
    versions: Versions
    draft_checks: tuple[DraftCheck, ...] = ()

    @property
    def flagged(self) -> tuple[Finding, ...]:
        """The findings that are flagged."""
        return tuple(finding for finding in self.findings if finding.flagged)


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

    def run(self, draft: Draft) -> AnalysisResult:
        """Analyse a draft."""
        interpretations = self.interpret(draft, segment(draft))
        findings = self._assess(interpretations)
        assessed = tuple(
            AssessedClause(interpretation=interpretation, finding=finding)
            for interpretation, finding in zip(interpretations, findings, strict=True)
        )
        return AnalysisResult(
            draft=draft,
            findings=findings,
            versions=self.versions,
            draft_checks=check_draft(self.legal_checks, draft, assessed),
        )

    def interpret(self, draft: Draft, clauses: Sequence[Clause]) -> tuple[Interpretation, ...]:
        """Interpret the clauses of a draft, all of them in document order."""
        return interpret(clauses, draft=draft, vocabulary=self.rulebook.vocabulary, execution=self.rulebook.execution)

    def assess_clauses(self, draft: Draft, clauses: Sequence[Clause]) -> tuple[Finding, ...]:
        """Interpret, match, classify and assess the clauses of a draft, all of them in document order."""
        return self._assess(self.interpret(draft, clauses))

    def _assess(self, interpretations: Sequence[Interpretation]) -> tuple[Finding, ...]:
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
