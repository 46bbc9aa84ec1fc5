from pathlib import Path

import pytest

from kommunalfreund.classification.labelled_clauses import load_clauses, text_hash
from kommunalfreund.errors import CorpusError
from kommunalfreund.paths import CORPORA

LINE = (
    '{{"id": "x-1", "field": "x", "law": "Gesetz über Probebühnen", "abbreviation": "PrBüG", "norm": "§ 1", "heading": "", '
    '"absatz": "", "satz": 1, "text": "Die Gemeinde führt ein Verzeichnis.", "addressee": "{addressee}", '
    '"effects": ["pflicht"], "kind": "information"}}\n'
)


def test_load_own_clauses_as_documents(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(LINE.format(addressee="direkt"), encoding="utf-8")
    (document,) = load_clauses(tmp_path)
    assert document.own
    assert document.clauses[0].norm == "§ 1"
    assert document.labels[0] is not None
    assert document.labels[0].flagged


def test_load_names_the_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(LINE.format(addressee="direkt") + LINE.format(addressee="kreis"), encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        load_clauses(tmp_path)
    assert caught.value.line == 2
    assert caught.value.path == str(path)


def test_hash_is_blind_to_layout() -> None:
    assert text_hash("Die Gemeinde,  zahlt.") == text_hash("die Gemeinde zahlt")
    assert text_hash("Die Gemeinde zahlt.") != text_hash("Der Kreis zahlt.")


@pytest.mark.skipif(not (CORPORA / "clauses").is_dir(), reason="corpora/ liegt nur im Quellverzeichnis")
def test_shipped_clauses_are_labelled_as_the_guide_says() -> None:
    documents = load_clauses(CORPORA / "clauses")
    labels = [label for document in documents for label in document.labels if label is not None]
    assert len(labels) >= 1500
    assert len({document.group for document in documents}) >= 100
    flagged = sum(label.flagged for label in labels)
    assert 0.25 < flagged / len(labels) < 0.5
    for label in labels:
        assert (label.kind is not None) == ("pflicht" in label.effects)
    texts = [clause.text for document in documents for clause in document.clauses]
    assert len(texts) == len(set(texts))
