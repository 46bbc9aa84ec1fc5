"""Figures on the sentences that are kept for measuring, from laws that neither rules nor classifier were made on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from kommunalfreund.classification.evaluation import GoldSentence, Judgement, describe, match, norm_key, score
from kommunalfreund.finding import Effect, Finding
from kommunalfreund.quality.processes import KnownAnalysis, Track, largest_first, load_analysis, process_analysis
from kommunalfreund.reading.law import segment_law

MODES: dict[str, tuple[bool, bool]] = {"rules": (True, False), "model": (False, True), "both": (True, True)}
"""Name -> with rules, with classifier."""


def measure_dev(gold: Sequence[GoldSentence], laws: Mapping[str, bytes], *, jobs: int, track: Track) -> dict[str, Any]:
    """Figures on the sentences for measuring: rules only, model only, both.

    Args:
        gold: labelled sentences.
        laws: XML by document number.
        jobs: number of processes.
        track: reports progress.
    """
    norms: dict[str, set[str]] = {}
    for sentence in gold:
        norms.setdefault(sentence.law, set()).add(norm_key(sentence.norm))
    tasks = [(law, laws[law], frozenset(norms[law])) for law in largest_first(norms, laws)]
    found: dict[str, list[Judgement]] = {mode: [] for mode in MODES}
    with ProcessPoolExecutor(jobs, initializer=load_analysis, initargs=(True,)) as pool:
        for judged in track(pool.map(_judge_law, tasks), total=len(tasks), description="Gesetze prüfen"):
            for mode, judgements in judged.items():
                found[mode] += judgements
    by_rule = [verdict.by_rule for verdict in match(gold, found["both"])]
    return {"set": describe(gold), "by_rule": sum(by_rule), **{mode: score(gold, match(gold, found[mode])) for mode in MODES}}


def _judge_law(task: tuple[str, bytes, frozenset[str]]) -> dict[str, list[Judgement]]:
    law, data, norms = task
    analysis = process_analysis[0]
    draft, clauses = segment_law(f"{law}.xml", data)
    known = analysis.interpret(draft, clauses)
    return {
        mode: [
            _judgement(law, finding)
            for finding in KnownAnalysis(
                rulebook=analysis.rulebook, classifier=analysis.classifier if with_model else None, use_rules=with_rules, known=known
            ).assess_clauses(draft, clauses)
            if norm_key(finding.clause.norm) in norms
        ]
        for mode, (with_rules, with_model) in MODES.items()
    }


def _judgement(law: str, finding: Finding) -> Judgement:
    return Judgement(
        law=law,
        norm=finding.clause.norm,
        text=finding.clause.text,
        addressee=finding.addressee,
        effects=finding.effects,
        kind=finding.kind,
        flagged=finding.flagged,
        score=finding.score,
        by_rule=any({Effect.PFLICHT, Effect.KOSTEN} & set(match.effects) for match in finding.rules),
    )
