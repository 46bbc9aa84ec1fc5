"""The straight line from a draft to its findings: segment, interpret, match, classify, assess.

``Analysis`` is the one object that knows the order; command line, app, batch and tests all call it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import kommunalfreund
from kommunalfreund.amendment.bill import checks_of, is_law_in_force, merge_lines
from kommunalfreund.amendment.commands import read_commands
from kommunalfreund.amendment.consolidation import Amendments, amendments_of
from kommunalfreund.amendment.novelty import Synopsis, compare_consolidation, compare_findings
from kommunalfreund.assessment.fusion import Thresholds, assess
from kommunalfreund.classification.model import Classifier
from kommunalfreund.classification.model_file import load_classifier
from kommunalfreund.clause import Clause
from kommunalfreund.draft import Draft
from kommunalfreund.finding import DraftCheck, Finding, Prediction
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
    """What produced a result: version of the software, of the rulebook (content hash) and of the classifier ("ohne" if not used)."""

    software: str
    rulebook: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisResult:
    """All findings of one draft, one per clause in document order, flagged or not.

    Where an amended law is at hand, the findings speak of its resulting text: one per new, changed or restated sentence and one per
    dropped duty, in the place of the commands.

    Attributes:
        draft: the draft.
        findings: of its clauses, or of the sentences it makes of amended laws.
        versions: that produced them.
        draft_checks: remarks on the draft as a whole.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Rulebook and classifier, ready to analyse drafts.

    Attributes:
        rulebook: rules, vocabulary, statute table.
        classifier: None to work with rules alone.
        use_rules: False to work with the classifier alone (vocabulary and statute table are still used).
    """

    rulebook: Rulebook
    classifier: Classifier | None
    use_rules: bool = True

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
        return cls(
            rulebook=load_rulebook([RULES, *rule_directories]),
            classifier=load_classifier(MODEL) if use_model else None,
            use_rules=use_rules,
        )

    @property
    def versions(self) -> Versions:
        """Versions of everything that influences a result."""
        return Versions(
            software=kommunalfreund.__version__,
            rulebook=self.rulebook.version if self.use_rules else UNUSED,
            model=self.classifier.version if self.classifier is not None else UNUSED,
        )

    def run(self, draft: Draft, amendments: Amendments | None = None) -> AnalysisResult:
        """Analyse a draft.

        Args:
            draft: a bill or a law.
            amendments: what the draft does to the laws in force; None if no law is at hand (the commands then speak for themselves).
        """
        findings = self.assess_clauses(draft, segment(draft))
        if amendments is None:
            amendments = amendments_of(draft, () if is_law_in_force(draft) else read_commands(draft), {})
        if not amendments.commands:
            return AnalysisResult(draft=draft, findings=findings, versions=self.versions)
        lines: list[tuple[Finding, ...]] = []
        synopses = []
        for consolidation in amendments.consolidations:
            found, synopsis = compare_consolidation(
                consolidation, self._assess(consolidation.base), self._assess(consolidation.result), consolidation.commands[0].law
            )
            lines.append(found)
            synopses.append(synopsis)
        bodies = {law.name: profile.addressee for law in amendments.missing if (profile := self.rulebook.execution.find("", law.name))}
        return AnalysisResult(
            draft=draft,
            findings=merge_lines(findings, amendments, lines, bodies),
            versions=self.versions,
            draft_checks=checks_of(amendments),
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

    def _assess(self, draft: Draft) -> tuple[Finding, ...]:
        return self.assess_clauses(draft, segment(draft))

    def interpret(self, draft: Draft, clauses: Sequence[Clause]) -> tuple[Interpretation, ...]:
        """Interpret the clauses of a draft, all of them in document order."""
        return interpret(clauses, draft=draft, vocabulary=self.rulebook.vocabulary, execution=self.rulebook.execution)

    def assess_clauses(self, draft: Draft, clauses: Sequence[Clause]) -> tuple[Finding, ...]:
        """Interpret, match, classify and assess the clauses of a draft, all of them in document order."""
        interpretations = self.interpret(draft, clauses)
        predictions: Sequence[Prediction | None] = [None] * len(interpretations)
        thresholds = Thresholds()
        if self.classifier is not None:
            predictions = self.classifier.predict(interpretations)
            thresholds = self.classifier.thresholds
        bill = not is_law_in_force(draft)
        return tuple(
            assess(
                interpretation,
                match_rules(self.rulebook, interpretation) if self.use_rules else (),
                prediction,
                thresholds,
                new_law=bill and interpretation.execution is None,
            )
            for interpretation, prediction in zip(interpretations, predictions, strict=True)
        )
