import json
import shutil
from pathlib import Path

import pytest

from kommunalfreund.classification.model_file import CARD_FILE, MODEL_FILE, load_card, load_classifier
from kommunalfreund.errors import ModelFileError
from kommunalfreund.paths import MODEL


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODEL, tmp_path / "model"))


def test_shipped_model_loads(model: Path) -> None:
    assert load_classifier(model).version == load_card(model).version


def test_changed_bytes_are_refused(model: Path) -> None:
    path = model / MODEL_FILE
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(ModelFileError, match="Prüfsumme"):
        load_classifier(model)


@pytest.mark.parametrize(("field", "word"), [("features_version", "Merkmalen"), ("sklearn_version", "scikit-learn")])
def test_other_versions_are_refused(model: Path, field: str, word: str) -> None:
    path = model / CARD_FILE
    card = json.loads(path.read_text(encoding="utf-8"))
    card[field] = "0.0"
    path.write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(ModelFileError, match=word):
        load_classifier(model)


def test_missing_files_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="trainieren"):
        load_classifier(tmp_path)
