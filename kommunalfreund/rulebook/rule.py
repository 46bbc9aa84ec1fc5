"""The values of a loaded rulebook: rules, their examples and the burden types they cover."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from kommunalfreund.draft import Span
from kommunalfreund.finding import Addressee, Bindingness, DutyKind, Effect
from kommunalfreund.language.interpretation import SentenceKind
from kommunalfreund.rulebook.conditions import Condition
from kommunalfreund.rulebook.execution import ExecutionTable
from kommunalfreund.rulebook.vocabulary import Vocabulary

WEIGHTS = ("sicher", "stark", "schwach")
"""Weights in descending order."""
RuleKind = Literal["akteur", "gegenueber", "vollzug", "wendung"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that must or must not match.

    Attributes:
        text: without markers.
        spans: what must be found, empty for counter-examples.
        reason: why it must not match, empty for examples that match.
        law: abbreviation of the law it is read in.
        heading: heading of its norm.
        previous: sentences before it.
        line: in the rule file.
    """

    text: str
    spans: tuple[Span, ...] = ()
    reason: str = ""
    law: str = ""
    heading: str = ""
    previous: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule, compiled.

    Attributes:
        id: file stem.
        family: folder of the file ("aufgabe").
        kind: what it looks at, see ``schema``.
        addressee: fixed addressee; None means by kind.
        bindingness: fixed value, "wie_satz" for that of the sentence, None to say nothing.
        when: must hold.
        unless: none of them may hold.
        match: examples that must match.
        no_match: examples that must not.
        path: file.
    """

    id: str
    family: str
    kind: RuleKind
    title: str
    message: str
    source: str
    weight: str
    effects: tuple[Effect, ...]
    duty_kind: DutyKind | None
    bindingness: Bindingness | Literal["wie_satz"] | None
    addressee: Addressee | None
    when: Condition
    unless: tuple[Condition, ...]
    match: tuple[Example, ...]
    no_match: tuple[Example, ...]
    path: Path

    @property
    def specificity(self) -> int:
        """2 if it looks for certain main verbs, 1 for other words, 0 only for who acts in what kind of sentence."""
        if self.when.verbs:
            return 2
        return 1 if self.when.phrases or self.when.text else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """One burden type of the guide and the rules that look for it; no rules means an admitted gap."""

    section: str
    name: str
    rules: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """All rules with the vocabulary and the statute table they are written against.

    Attributes:
        rules: in the order of their ids.
        coverage: burden types of the guide.
        version: hash over all files (8 hexadecimal digits), changes with any value in them.
    """

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    execution: ExecutionTable
    coverage: tuple[Burden, ...]
    version: str

    @cached_property
    def by_sentence_kind(self) -> dict[SentenceKind, tuple[Rule, ...]]:
        """The rules that can match a sentence of each kind, the specific and weightier ones first."""
        ordered = sorted(self.rules, key=lambda rule: (-rule.specificity, WEIGHTS.index(rule.weight), rule.id))
        return {
            kind: tuple(rule for rule in ordered if not rule.when.sentence_kind or kind in rule.when.sentence_kind) for kind in SentenceKind
        }

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id; KeyError if there is none."""
        return next((rule for rule in self.rules if rule.id == rule_id), None) or _unknown(rule_id)


def _unknown(rule_id: str) -> Rule:
    raise KeyError(rule_id)
