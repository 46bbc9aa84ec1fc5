"""The classifier on disk: one skops file (no pickle) and its card.

The file holds column names as one text per block and weights as arrays; a graph of fitted objects with 250,000 names took ten seconds
to read, this takes less than one.

A file made by another version of the features or of scikit-learn, or whose bytes differ from the card's hash, is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED

import numpy as np
import sklearn
import skops.io
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sklearn.linear_model import LogisticRegression

from kommunalfreund.assessment.fusion import Thresholds
from kommunalfreund.classification.model import Classifier, Models
from kommunalfreund.classification.vectorizer import FEATURES_VERSION, Vectorizer
from kommunalfreund.errors import ModelFileError
from kommunalfreund.finding import Addressee, DutyKind, Effect

MODEL_FILE = "klassifikator.skops"
CARD_FILE = "modellkarte.json"
_NAMED_BLOCKS = ("named", "document")
_WORD_BLOCKS = ("words", "main", "relations", "heading")
_RETRAIN = "Das Modell mit „kommunalfreund train“ neu trainieren oder die mitgelieferte Fassung wiederherstellen."


class ModelCard(BaseModel):
    """What one must know about a classifier file.

    Attributes:
        version: content hash of training data and settings.
        features_version: version of the feature definitions it was trained with.
        sklearn_version: major.minor version of scikit-learn.
        sha256: of the model file.
        trained_on: numbers of sentences and laws, own and real.
        settings: regularisation, weights.
        metrics: cross-validated figures on training laws (never on evaluation laws).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    features_version: str
    sklearn_version: str
    sha256: str
    trained_on: dict[str, int]
    settings: dict[str, float]
    metrics: dict[str, float] = Field(description="Kreuzvalidiert über Gesetze der Trainingsmenge")


def save_classifier(
    classifier: Classifier, directory: Path, *, trained_on: dict[str, int], settings: dict[str, float], metrics: dict[str, float]
) -> ModelCard:
    """Write classifier and card into a directory.

    Args:
        classifier: fitted.
        directory: is created if needed.
        trained_on: numbers for the card.
        settings: for the card.
        metrics: cross-validated figures for the card.
    """
    directory.mkdir(parents=True, exist_ok=True)
    models, vectorizer = classifier.models, classifier.vectorizer
    content: dict[str, Any] = {
        "columns": {block: _join(getattr(vectorizer, block).get_feature_names_out()) for block in _NAMED_BLOCKS + _WORD_BLOCKS},
        "rarity": {block: getattr(vectorizer, block).idf_ for block in _WORD_BLOCKS},
        "reached": _weights(models.reached),
        "burden": _weights(models.burden),
        "addressee": {addressee.value: _weights(model) for addressee, model in models.addressee.items()},
        "effects": {effect.value: _weights(model) for effect, model in models.effects.items()},
        "kind": {kind.value: _weights(model) for kind, model in models.kind.items()},
        "slope": float(classifier.slope),
        "intercept": float(classifier.intercept),
        "thresholds": {name: float(getattr(classifier.thresholds, name)) for name in Thresholds.__dataclass_fields__},
    }
    data = skops.io.dumps(content, compression=ZIP_DEFLATED, compresslevel=9)
    (directory / MODEL_FILE).write_bytes(data)
    card = ModelCard(
        version=classifier.version, features_version=FEATURES_VERSION, sklearn_version=_minor(sklearn.__version__),
        sha256=hashlib.sha256(data).hexdigest(), trained_on=trained_on, settings=settings, metrics=metrics,
    )  # fmt: skip
    (directory / CARD_FILE).write_text(json.dumps(card.model_dump(), ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return card


def load_card(directory: Path) -> ModelCard:
    """Read the card.

    Raises:
        ModelFileError: if it is missing or malformed.
    """
    path = directory / CARD_FILE
    try:
        return ModelCard.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelFileError("Die Modellkarte fehlt.", path=str(path), hint=_RETRAIN) from error
    except ValidationError as error:
        raise ModelFileError("Die Modellkarte ist beschädigt.", path=str(path), hint=_RETRAIN) from error


def load_classifier(directory: Path) -> Classifier:
    """Read and check a classifier.

    Raises:
        ModelFileError: if a file is missing, was changed, or was made for another version.
    """
    card = load_card(directory)
    path = directory / MODEL_FILE
    if not path.is_file():
        raise ModelFileError("Die Modelldatei fehlt.", path=str(path), hint=_RETRAIN)
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != card.sha256:
        raise ModelFileError("Die Modelldatei passt nicht zur Prüfsumme ihrer Karte.", path=str(path), hint=_RETRAIN)
    if card.features_version != FEATURES_VERSION:
        raise ModelFileError(
            f"Das Modell wurde mit Merkmalen der Fassung {card.features_version} trainiert, diese Software nutzt {FEATURES_VERSION}.",
            path=str(path), hint=_RETRAIN,
        )  # fmt: skip
    if card.sklearn_version != _minor(sklearn.__version__):
        raise ModelFileError(
            f"Das Modell wurde mit scikit-learn {card.sklearn_version} trainiert, installiert ist {sklearn.__version__}.",
            path=str(path), hint=_RETRAIN,
        )  # fmt: skip
    unknown = skops.io.get_untrusted_types(data=data)
    if unknown:
        raise ModelFileError(f"Die Modelldatei enthält unerlaubte Bestandteile: {', '.join(unknown)}.", path=str(path), hint=_RETRAIN)
    content = skops.io.loads(data)
    models = Models(
        reached=_linear(content["reached"]),
        burden=_linear(content["burden"]),
        addressee={Addressee(name): _linear(weights) for name, weights in content["addressee"].items()},
        effects={Effect(name): _linear(weights) for name, weights in content["effects"].items()},
        kind={DutyKind(name): _linear(weights) for name, weights in content["kind"].items()},
    )
    return Classifier(
        vectorizer=_vectorizer(content["columns"], content["rarity"]),
        models=models,
        slope=content["slope"],
        intercept=content["intercept"],
        thresholds=Thresholds(**content["thresholds"]),
        version=card.version,
    )


def _join(names: Iterable[str]) -> str:
    """Column names hold no line feed: words are cut at white space, and so are the lemmas in named features."""
    return "\n".join(names)


def _weights(model: LogisticRegression) -> dict[str, Any]:
    return {"coef": model.coef_, "intercept": model.intercept_}


def _linear(weights: dict[str, Any]) -> LogisticRegression:
    model = LogisticRegression(solver="liblinear")
    model.classes_ = np.array([False, True])
    model.coef_, model.intercept_ = weights["coef"], weights["intercept"]
    model.n_features_in_ = model.coef_.shape[1]
    return model


def _vectorizer(columns: dict[str, str], rarity: dict[str, NDArray[np.float64]]) -> Vectorizer:
    vectorizer = Vectorizer()
    for block in _NAMED_BLOCKS:
        names, rows = columns[block].split("\n"), getattr(vectorizer, block)
        rows.feature_names_, rows.vocabulary_ = names, {name: at for at, name in enumerate(names)}
    for block in _WORD_BLOCKS:
        counter = getattr(vectorizer, block)
        counter.vocabulary_ = {name: at for at, name in enumerate(columns[block].split("\n"))}
        counter.idf_ = rarity[block]
    return vectorizer


def _minor(version: str) -> str:
    return ".".join(version.split(".")[:2])
