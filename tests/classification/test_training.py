import numpy as np
import pytest

from kommunalfreund.analysis import Analysis
from kommunalfreund.classification.features import dense, masked_words
from kommunalfreund.classification.labelled_clauses import load_clauses
from kommunalfreund.classification.training import Settings, best_threshold, make_training_set, predict_held_out, train
from kommunalfreund.errors import CorpusError
from kommunalfreund.paths import CORPORA


def test_best_threshold_separates() -> None:
    threshold, f1 = best_threshold(np.array([False, False, True, True]), np.array([0.1, 0.2, 0.7, 0.9]))
    assert threshold == pytest.approx(0.7)
    assert f1 == pytest.approx(1.0)


def test_nothing_to_train_on_is_an_error() -> None:
    with pytest.raises(CorpusError, match="keine markierten"):
        make_training_set((), lambda document: ())


@pytest.mark.skipif(not (CORPORA / "clauses").is_dir(), reason="corpora/ liegt nur im Quellverzeichnis")
def test_train_on_own_clauses_beats_chance_on_unseen_laws() -> None:
    analysis = Analysis.load(use_model=False)
    documents = load_clauses(CORPORA / "clauses")[:60]
    data = make_training_set(documents, lambda document: analysis.interpret(document.draft, document.clauses))
    held_out = predict_held_out(data, Settings(reach_strength=0.1, burden_strength=0.3, own_weight=1.0), folds=3)
    flagged = np.array([data.labels[i].flagged for i in held_out.index])
    assert held_out.odds[flagged].mean() > held_out.odds[~flagged].mean() + 0.5
    trained = train(data)
    assert trained.metrics["f1"] > 0.5
    predictions = trained.classifier.predict(analysis.interpret(documents[0].draft, documents[0].clauses))
    for prediction in predictions:
        assert 0 <= prediction.score <= 1
        assert sum(probability for _, probability in prediction.addressee) == pytest.approx(1, abs=1e-5)


def test_features_hide_names_of_bodies() -> None:
    analysis = Analysis.load(use_model=False)
    document = load_clauses(CORPORA / "clauses")[0]
    for interpretation in analysis.interpret(document.draft, document.clauses):
        words = masked_words(interpretation)
        if any(mention.term_id == "jugendamt" for mention in interpretation.mentions):
            assert "jugendamt" not in words
        assert f"satzart={interpretation.sentence_kind.value}" in dense(interpretation)


def test_lowest_threshold_near_the_best_is_taken() -> None:
    truth = np.array([True, True, False, True, False, False])
    probability = np.array([0.9, 0.8, 0.7, 0.6, 0.2, 0.1])
    assert best_threshold(truth, probability) == (0.6, pytest.approx(6 / 7))
    assert best_threshold(truth, probability, 0.15)[0] == 0.2
