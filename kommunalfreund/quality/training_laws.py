"""Figures on the training laws by cross-validation: with all stages, without each of them, with fewer laws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from kommunalfreund.analysis import Analysis
from kommunalfreund.assessment.fusion import Thresholds
from kommunalfreund.classification.ablation import Stage, available_stages, neutralise
from kommunalfreund.classification.curves import best_f1
from kommunalfreund.classification.evaluation import Figures, GoldSentence, average_precision, describe, precision_recall_f1
from kommunalfreund.classification.held_out import (
    CrossValidation,
    CurvePoint,
    calibration_figures,
    composed_like,
    cross_validate,
    error_classes,
    figures,
    gold_sentences,
    headline,
    join_sets,
    learning_figures,
    plan_learning_curve,
    reading_figures,
    restrict,
)
from kommunalfreund.classification.labelled_clauses import LabelledDocument
from kommunalfreund.classification.model import Classifier
from kommunalfreund.classification.references import Reference, load_references
from kommunalfreund.classification.training import Settings
from kommunalfreund.classification.training_set import TrainingSet, make_training_set
from kommunalfreund.draft import Draft
from kommunalfreund.finding import Addressee, Prediction
from kommunalfreund.language.interpretation import Interpretation
from kommunalfreund.quality.processes import KnownAnalysis, Track, largest_first, load_analysis, process_analysis
from kommunalfreund.reading.law import segment_law

COMPARISON_FOLDS = 3
"""Ablation and learning curve only compare runs with each other; fewer folds keep the whole measurement short."""
_EVERYTHING = CurvePoint(share=1.0, with_own=True, laws=frozenset())
"""The full training set with as many folds as the runs it is compared with."""
_Run = Stage | CurvePoint | None
"""Cross-validation without a stage, with some of the laws, or as the model card states it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """A training document as the figures need it: samples with all stages and without each, and its labelled clauses.

    Every second law goes through the ablation; that is enough to compare, and halves its time and memory.
    """

    sets: dict[Stage | None, TrainingSet]
    interpretations: tuple[Interpretation, ...]


def measure_training(
    analysis: Analysis,
    references: Sequence[Reference],
    laws: Mapping[str, bytes],
    own: Sequence[LabelledDocument],
    gold: Sequence[GoldSentence],
    settings: Settings,
    *,
    quick: bool,
    jobs: int,
    track: Track,
) -> dict[str, Any]:
    """Cross-validate on the training laws: with everything, without each stage, with fewer laws.

    Args:
        analysis: for the rules.
        references: labels of the laws.
        laws: XML by document number.
        own: our own labelled sentences.
        gold: sentences of other laws; the figures are also told as if the training sentences were composed like them.
        settings: of the models, from the model card; nothing is searched for.
        quick: without ablation and learning curve.
        jobs: number of processes.
        track: reports progress.
    """
    stages = () if quick else available_stages()
    prepared = _prepare(references, laws, own, stages, jobs=jobs, track=track)
    sets = {stage: join_sets([one.sets[stage] for one in prepared if stage in one.sets]) for stage in (None, *stages)}
    interpretations = [it for one in prepared for it in one.interpretations]
    data = sets[None]
    ablated = CurvePoint(share=0.5, with_own=True, laws=frozenset(group for stage in stages for group in sets[stage].groups))
    plan = () if quick else plan_learning_curve([group for group, is_own in zip(data.groups, data.own, strict=True) if not is_own])
    runs: list[_Run] = [None] if quick else [None, _EVERYTHING, ablated, *stages, *plan]
    with ProcessPoolExecutor(jobs, initializer=_hold, initargs=(sets, settings)) as pool:
        results = list(track(pool.map(_cross_validate, runs), total=len(runs), description="Kreuzvalidieren"))
    found = dict(zip(runs, results, strict=True))
    full = found[None]
    place = np.cumsum(~data.repeated) - 1
    real = [interpretations[place[i]] for i in full.held_out.index]
    result: dict[str, Any] = {
        "cross_validation": {
            "set": describe(gold_sentences(full.laws, full.labels)),
            "own_sentences": int(data.own.sum()),
            **figures(full),
            "composed_like_dev": composed_like(full, gold),
        },
        "calibration": calibration_figures(full),
        "reading": reading_figures(full),
        "errors": error_classes(full, real),
    }
    if not quick:
        result["ablation"] = _ablation(found[ablated], {stage: found[stage] for stage in stages})
        result["ablation"][Stage.REGELN.value] = _rules_ablation(analysis, full, real)
        result["learning_curve"] = learning_figures(found[_EVERYTHING], [(point, found[point]) for point in plan])
    return result


_process_sets: list[tuple[Mapping[Stage | None, TrainingSet], Settings]] = []


def _hold(sets: Mapping[Stage | None, TrainingSet], settings: Settings) -> None:
    _process_sets[:] = [(sets, settings)]


def _cross_validate(run: _Run) -> CrossValidation:
    sets, settings = _process_sets[0]
    if run is None:
        return cross_validate(sets[None], settings)
    if isinstance(run, Stage):
        return cross_validate(sets[run], settings, COMPARISON_FOLDS, flag_only=True)
    data = sets[None] if run == _EVERYTHING else restrict(sets[None], run)
    return cross_validate(data, settings, COMPARISON_FOLDS, flag_only=True)


def _ablation(full: CrossValidation, without: Mapping[Stage, CrossValidation]) -> dict[str, Any]:
    """Average precision and F1 without each stage, and the difference to all stages."""
    everything = headline(full)
    rows: dict[str, Any] = {"nothing": everything}
    for stage, found in without.items():
        here = headline(found)
        rows[stage.value] = {**here, **{f"{name}_difference": here[name] - everything[name] for name in everything}}
    return rows


@dataclass(frozen=True, slots=True)
class _HeldOutClassifier:
    """Answers with held-out predictions instead of those of a fitted model."""

    predictions: tuple[Prediction, ...]
    thresholds: Thresholds

    def predict(self, *_: object) -> tuple[Prediction, ...]:
        return self.predictions


def _rules_ablation(analysis: Analysis, full: CrossValidation, interpretations: Sequence[Interpretation]) -> Figures:
    """Decisions of rules and held-out predictions together against held-out predictions alone, both through the fusion.

    The rules' weights were earned on the same laws, so their gain is seen at its best here; the figures on unseen laws stand beside it.
    """
    threshold, _ = best_f1(full.truth, full.probability)
    classifier = _HeldOutClassifier(
        predictions=tuple(
            Prediction(
                score=float(probability),
                addressee=tuple((one, float(one is addressee)) for one in Addressee),
                effects=tuple((effect, float(values[i])) for effect, values in full.held_out.effects.items()),
                kind=kind,
                features=(),
            )
            for i, (probability, addressee, kind) in enumerate(
                zip(full.probability, full.held_out.addressee, full.held_out.kind, strict=True)
            )
        ),
        thresholds=Thresholds(flag=threshold, flag_new_law=threshold),
    )
    truth = full.truth.tolist()
    measured: dict[bool, dict[str, float]] = {}
    for with_rules in (True, False):
        findings = KnownAnalysis(
            rulebook=analysis.rulebook, classifier=cast(Classifier, classifier), use_rules=with_rules, known=tuple(interpretations)
        ).assess_clauses(_NO_DRAFT, [it.clause for it in interpretations])
        measured[with_rules] = {
            "average_precision": average_precision(truth, [finding.score for finding in findings]),
            "f1": precision_recall_f1(truth, [finding.flagged for finding in findings])[2],
        }
    return {
        **measured[False],
        **{f"{name}_with_rules": value for name, value in measured[True].items()},
        **{f"{name}_difference": value - measured[True][name] for name, value in measured[False].items()},
    }


_NO_DRAFT = Draft(key="", title="", source="", documents=())


def _prepare(
    references: Sequence[Reference],
    laws: Mapping[str, bytes],
    own: Sequence[LabelledDocument],
    stages: tuple[Stage, ...],
    *,
    jobs: int,
    track: Track,
) -> list[_Prepared]:
    """Samples of our own sentences and of the training laws, in the order in which the classifier was trained on them."""
    by_law: dict[str, list[Reference]] = {}
    for reference in references:
        by_law.setdefault(reference.bjnr, []).append(reference)
    names = largest_first(by_law, laws)
    ablated = set(sorted(names)[::2])
    tasks = [(stages if name in ablated else (), name, laws[name], by_law[name]) for name in names]
    with ProcessPoolExecutor(jobs, initializer=load_analysis, initargs=(False,)) as pool:
        prepared = track(pool.map(_prepare_law, tasks), total=len(tasks), description="Trainingsgesetze deuten")
        by_name = dict(zip(names, prepared, strict=True))
        ours = pool.submit(_prepare_documents, stages, own).result()
    return [ours, *(one for name in sorted(names) if (one := by_name[name]) is not None)]


def _prepare_law(task: tuple[tuple[Stage, ...], str, bytes, list[Reference]]) -> _Prepared | None:
    stages, name, data, references = task
    documents = load_references(references, [(name, data)], segment_law)
    return _prepare_documents(stages, documents) if documents else None


def _prepare_documents(stages: tuple[Stage, ...], documents: Sequence[LabelledDocument]) -> _Prepared:
    analysis = process_analysis[0]
    known = {id(document): analysis.interpret(document.draft, document.clauses) for document in documents}
    sets: dict[Stage | None, TrainingSet] = {None: make_training_set(documents, lambda document: known[id(document)])}
    for stage in stages:
        sets[stage] = make_training_set(
            documents,
            lambda document, stage=stage: tuple(neutralise(it, stage) for it in known[id(document)]),  # type: ignore[misc]
        )
    labelled = (it for document in documents for it, label in zip(known[id(document)], document.labels, strict=True) if label is not None)
    return _Prepared(sets=sets, interpretations=tuple(labelled))
