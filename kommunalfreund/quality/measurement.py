"""All figures together: one nested table of numbers without date and text, so that two runs can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from kommunalfreund.analysis import Analysis
from kommunalfreund.classification.baselines import baseline_verdicts
from kommunalfreund.classification.evaluation import GoldSentence, score_flags
from kommunalfreund.classification.labelled_clauses import LabelledDocument
from kommunalfreund.classification.model_file import ModelCard
from kommunalfreund.classification.references import Reference
from kommunalfreund.classification.stages import Line, score_stages
from kommunalfreund.classification.training import Settings
from kommunalfreund.quality.processes import Track
from kommunalfreund.quality.training_laws import measure_training
from kommunalfreund.quality.unseen_laws import measure_dev


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the figures are measured on.

    Attributes:
        gold: labelled sentences for measuring only.
        references: labels of the training laws.
        laws: XML of all laws by document number.
        own: our own labelled sentences.
        stage_sets: gold sets of the language stages; empty outside a checkout.
    """

    gold: tuple[GoldSentence, ...]
    references: tuple[Reference, ...]
    laws: Mapping[str, bytes]
    own: tuple[LabelledDocument, ...]
    stage_sets: Mapping[str, Sequence[Line]]


def measure_quality(material: Material, card: ModelCard, *, quick: bool, jobs: int, track: Track) -> dict[str, Any]:
    """All figures, by stable keys, rounded to four digits.

    Args:
        material: what to measure on.
        card: of the shipped classifier.
        quick: without ablation and learning curve.
        jobs: number of processes.
        track: reports progress.
    """
    analysis = Analysis.load()
    result: dict[str, Any] = {
        "versions": asdict(analysis.versions),
        "model_card": {"settings": card.settings, "trained_on": card.trained_on, "metrics": card.metrics},
        "dev": measure_dev(material.gold, material.laws, jobs=jobs, track=track),
        "stages": score_stages(material.stage_sets, analysis.rulebook),
    }
    result["dev"]["baselines"] = {
        name: score_flags(material.gold, verdicts)
        for name, verdicts in baseline_verdicts(material.gold, analysis.rulebook.vocabulary).items()
    }
    result |= measure_training(
        analysis, material.references, material.laws, material.own, material.gold, Settings(**card.settings),
        quick=quick, jobs=jobs, track=track,
    )  # fmt: skip
    return cast(dict[str, Any], rounded(result))


def rounded(value: object) -> object:
    """The same structure with plain numbers of at most four digits."""
    if isinstance(value, Mapping):
        return {str(key): rounded(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(one) for one in value]
    return round(value, 4) if isinstance(value, float) else value
