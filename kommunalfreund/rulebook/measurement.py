"""How often a rule is right on labelled clauses; its weight must be earned by that.

A rule with effects is right where the clause has one of them and a municipal addressee; a rule without effects is right where the
clause is not to be flagged. The measured figures stand in ``measured.csv`` beside the rules.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kommunalfreund.errors import RulebookError
from kommunalfreund.finding import Addressee, Effect, is_flagged
from kommunalfreund.language.interpretation import Interpretation
from kommunalfreund.rulebook.matching import match_rules
from kommunalfreund.rulebook.rule import Rule, Rulebook

FILE_NAME = "measured.csv"
MINIMUM_HITS = 10
"""So many hits in law in force the weight "sicher" needs."""
SURE_BURDEN, STRONG_BURDEN = 0.9, 0.7
SURE_EXONERATION, STRONG_EXONERATION = 0.98, 0.9
"""Exonerating rules need more: most clauses are not to be flagged anyway, and "sicher" overrules the classifier."""
_COLUMNS = ("regel", "treffer", "richtig", "treffer_eigene", "richtig_eigene")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Hits of one rule and how many of them are right: in law in force (training laws), and in our own fictional sentences."""

    rule_id: str
    hits: int = 0
    right: int = 0
    own_hits: int = 0
    own_right: int = 0

    @property
    def precision(self) -> float | None:
        """Share of right hits in law in force, None without hits."""
        return self.right / self.hits if self.hits else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledClause:
    """An interpreted clause with what a careful reader says about it."""

    interpretation: Interpretation
    addressee: Addressee
    effects: tuple[Effect, ...]
    own: bool


def measure_rules(rulebook: Rulebook, clauses: Iterable[LabelledClause]) -> tuple[Measure, ...]:
    """Count hits and right hits of every rule, in the order of the rulebook."""
    counts = {rule.id: [0, 0, 0, 0] for rule in rulebook.rules}
    for clause in clauses:
        flagged = is_flagged(clause.addressee, clause.effects)
        for match in match_rules(rulebook, clause.interpretation):
            burdened = clause.addressee is not Addressee.KEINE and any(effect in clause.effects for effect in match.effects)
            count = counts[match.rule_id]
            at = 2 if clause.own else 0
            count[at] += 1
            count[at + 1] += burdened if match.effects else not flagged
    return tuple(Measure(rule_id=rule_id, hits=c[0], right=c[1], own_hits=c[2], own_right=c[3]) for rule_id, c in counts.items())


def earned_weight(rule: Rule, measure: Measure) -> str:
    """The weight that the figures allow: law in force decides; own sentences only help where it has fewer than five hits."""
    sure, strong = (SURE_BURDEN, STRONG_BURDEN) if rule.effects else (SURE_EXONERATION, STRONG_EXONERATION)
    if measure.hits >= MINIMUM_HITS and measure.right / measure.hits >= sure:
        return "sicher"
    hits, right = measure.hits, measure.right
    if hits < 5:
        hits, right = hits + measure.own_hits, right + measure.own_right
    return "stark" if hits >= 3 and right / hits >= strong else "schwach"


def read_measures(path: Path) -> dict[str, Measure]:
    """Read measured figures by rule id; empty if the file is not there.

    Raises:
        RulebookError: if the file has other columns or values.
    """
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        if tuple(next(reader, ())) != _COLUMNS:
            raise RulebookError(f"Die Spalten müssen heißen: {', '.join(_COLUMNS)}.", path=str(path), line=1)
        try:
            return {
                rule_id: Measure(rule_id=rule_id, hits=int(hits), right=int(right), own_hits=int(own_hits), own_right=int(own_right))
                for rule_id, hits, right, own_hits, own_right in reader
            }
        except ValueError as error:
            raise RulebookError("Die Zeile hat nicht eine id und vier ganze Zahlen.", path=str(path), line=reader.line_num) from error


def write_measures(measures: Iterable[Measure], path: Path) -> None:
    """Write measured figures, one rule a line."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for measure in sorted(measures, key=lambda measure: measure.rule_id):
            writer.writerow((measure.rule_id, measure.hits, measure.right, measure.own_hits, measure.own_right))
