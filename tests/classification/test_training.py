import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from kommunalfreund.analysis import Analysis
from kommunalfreund.classification.features import dense, masked_words, relations
from kommunalfreund.classification.labelled_clauses import Label, LabelledDocument, load_clauses
from kommunalfreund.classification.model import probability
from kommunalfreund.classification.training import Settings, best_threshold, make_folds, predict_held_out, train
from kommunalfreund.classification.training_set import make_training_set
from kommunalfreund.clause import Clause
from kommunalfreund.draft import Anchor, DocumentPart, Draft
from kommunalfreund.errors import CorpusError
from kommunalfreund.finding import Addressee, DutyKind, Effect
from kommunalfreund.language.interpretation import Interpretation
from kommunalfreund.paths import CORPORA

DUTY = Label(addressee=Addressee.MITTELBAR, effects=(Effect.PFLICHT,), kind=DutyKind.VERFAHREN)


def law(title: str, *sentences: str) -> LabelledDocument:
    """A law in force whose sentences are all duties."""
    clauses = tuple(
        Clause(
            id=str(number), text=text, pieces=(), document="probe", part=DocumentPart.REGELUNGSTEXT,
            anchor=Anchor(xpath="/probe", line=number), citation=f"§ {number}", norm=f"§ {number}", heading="Verfahren",
        )
        for number, text in enumerate(sentences, 1)
    )  # fmt: skip
    draft = Draft(key=title, title=title, source="probe", documents=())
    return LabelledDocument(group=title, draft=draft, clauses=clauses, labels=(DUTY,) * len(clauses), own=False)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return Analysis.load(use_model=False)


def read(analysis: Analysis, *sentences: str) -> tuple[Interpretation, ...]:
    document = law("Gesetz zur Probe", *sentences)
    return analysis.interpret(document.draft, document.clauses)


def test_best_threshold_separates() -> None:
    threshold, f1 = best_threshold(np.array([False, False, True, True]), np.array([0.1, 0.2, 0.7, 0.9]))
    assert threshold == pytest.approx(0.7)
    assert f1 == pytest.approx(1.0)


def test_nothing_to_train_on_is_an_error() -> None:
    with pytest.raises(CorpusError, match="keine markierten"):
        make_training_set((), lambda document: ())


@pytest.mark.skipif(not (CORPORA / "clauses").is_dir(), reason="corpora/ liegt nur im Quellverzeichnis")
def test_train_on_own_clauses_beats_chance_on_unseen_laws(analysis: Analysis) -> None:
    documents = load_clauses(CORPORA / "clauses")[:60]
    data = make_training_set(documents, lambda document: analysis.interpret(document.draft, document.clauses))
    held_out = predict_held_out(data, Settings(reach_strength=0.1, burden_strength=0.3, own_weight=1.0), make_folds(data, 3))
    flagged = np.array([data.labels[i].flagged for i in held_out.index])
    assert held_out.odds[flagged].mean() > held_out.odds[~flagged].mean() + 0.5
    trained = train(data)
    assert trained.metrics["f1"] > 0.5
    predictions = trained.classifier.predict(analysis.interpret(documents[0].draft, documents[0].clauses))
    for prediction in predictions:
        assert 0 <= prediction.score <= 1
        assert sum(probability for _, probability in prediction.addressee) == pytest.approx(1, abs=1e-5)

    vectorizer, models = trained.classifier.vectorizer, trained.classifier.models
    matrix, shared = vectorizer.transform(data.samples), vectorizer.shared
    names = vectorizer.names()
    assert len(names) == matrix.shape[1]
    assert [name.startswith(("Dokument:", "Kapitel:")) for name in names] == [False] * shared + [True] * (len(names) - shared)
    for model in (models.reached, models.burden, *models.effects.values(), *models.kind.values()):
        assert not model.coef_[0][shared:].any()
    assert all(model.coef_[0][shared:].any() for model in models.addressee.values())


def test_probability_is_that_of_scikit_learn() -> None:
    rows = csr_matrix([[0.0, 1.0], [1.0, 0.0], [2.0, 1.0]])
    model = LogisticRegression(solver="liblinear").fit(rows, [True, False, True])
    assert probability(model, rows) == pytest.approx(model.predict_proba(rows)[:, 1])


def test_features_hide_names_of_bodies(analysis: Analysis) -> None:
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


def test_part_of_the_real_sentences_is_learned_again_as_in_a_new_law(analysis: Analysis) -> None:
    documents = [law(title, *["Der Antrag auf Wohngeld ist zu bescheiden."] * 6) for title in ("Wohngeldgesetz", "Apothekengesetz")]
    data = make_training_set(documents, lambda document: analysis.interpret(document.draft, document.clauses))
    assert data.repeated.tolist() == [*[False] * 6, *[True] * 2] * 2
    for sample, again in zip(data.samples, data.repeated, strict=True):
        assert ("Gesetz bindet=offen" in sample.named) == again
    for fold in make_folds(data, folds=2):
        evaluated = np.flatnonzero(~data.repeated)[fold.predicted]
        assert not {data.groups[i] for i in evaluated} & {data.groups[i] for i in fold.learned}
        assert data.repeated[fold.learned].sum() == 2


def test_words_of_conditions_do_not_count_as_ordered(analysis: Analysis) -> None:
    (it,) = read(analysis, "Die Genehmigung ist zu erteilen, wenn der Nachweis vorliegt.")
    assert "nachweis" in masked_words(it).split()
    main = masked_words(it, main_only=True)
    assert "nachweis" not in main.split()
    assert set(relations(it, main).split()) == {"v:erteilen|genehmigung", "s:genehmigung|genehmigung"}


def test_negation_of_the_main_clause_is_a_feature(analysis: Analysis) -> None:
    refused, plain = read(
        analysis,
        "Der Antrag kann nicht wegen Zeitablaufs abgelehnt werden.",
        "Der Antrag kann abgelehnt werden, wenn er nicht begründet ist.",
    )
    assert "verneint, Verb=ablehnen" in dense(refused)
    assert not [name for name in dense(plain) if name.startswith("verneint")]
