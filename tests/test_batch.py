import pytest

from kommunalfreund import batch
from kommunalfreund.batch import Settings, analyse_all
from kommunalfreund.errors import KommunalfreundError, MalformedInputError
from kommunalfreund.paths import DRAFTS
from kommunalfreund.reading import discover
from tests.factories import KeywordAnalysis


@pytest.fixture
def _keyword_analysis(monkeypatch):
    monkeypatch.setattr(batch, "Analysis", KeywordAnalysis)


@pytest.fixture
def sources(tmp_path):
    (tmp_path / "kaputt.xml").write_text("<nicht geschlossen")
    return discover([DRAFTS, tmp_path])


@pytest.mark.usefixtures("_keyword_analysis")
def test_broken_draft_costs_only_itself(sources):
    outcomes = list(analyse_all(sources, Settings()))
    assert [outcome.source for outcome in outcomes] == list(sources)
    assert [type(outcome.error) for outcome in outcomes if outcome.error] == [MalformedInputError]
    assert all((outcome.result is None) != (outcome.error is None) for outcome in outcomes)


@pytest.mark.usefixtures("_keyword_analysis")
def test_processes_give_the_same_outcomes_in_the_same_order(sources):
    one, two = (list(analyse_all(sources, Settings(), jobs=jobs)) for jobs in (1, 2))
    assert [outcome.result for outcome in one] == [outcome.result for outcome in two]
    assert [str(outcome.error) for outcome in one] == [str(outcome.error) for outcome in two]


@pytest.mark.usefixtures("_keyword_analysis")
def test_our_own_fault_is_an_error_of_that_draft(sources, monkeypatch):
    def fail(self, draft):
        raise ZeroDivisionError("durch null")

    monkeypatch.setattr(KeywordAnalysis, "run", fail)
    outcomes = list(analyse_all(sources, Settings()))
    assert len(outcomes) == len(sources)
    messages = [str(outcome.error) for outcome in outcomes if not outcome.source.path.endswith("kaputt.xml")]
    assert len(messages) == len(sources) - 1
    assert all("Unerwarteter Fehler bei der Prüfung: ZeroDivisionError: durch null." in message for message in messages)
    assert all(any(message.startswith(source.path) for source in sources) for message in messages)


@pytest.mark.parametrize("jobs", [1, 2])
def test_wrong_rule_folder_is_reported_before_the_first_draft(sources, tmp_path, jobs):
    with pytest.raises(KommunalfreundError):
        analyse_all(sources, Settings(rule_directories=(tmp_path / "fehlt",), use_model=False), jobs=jobs)
