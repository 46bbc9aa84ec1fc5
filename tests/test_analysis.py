import json

import pytest

from kommunalfreund.analysis import UNUSED, Analysis
from kommunalfreund.paths import DRAFTS
from kommunalfreund.reading import discover, read_draft


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return Analysis.load()


def test_analysis_is_repeatable(analysis: Analysis) -> None:
    draft = read_draft(discover([DRAFTS / "statistik"])[0])
    first, second = analysis.run(draft), Analysis.load().run(draft)
    assert first == second


def test_versions_say_what_was_used(analysis: Analysis) -> None:
    assert analysis.versions.model != UNUSED
    assert Analysis.load(use_model=False).versions.model == UNUSED
    assert analysis.versions.rulebook


@pytest.mark.parametrize(("name", "recall", "precision"), [("hitzeschutz", 0.5, 0.6), ("familienleistung", 0.5, 0.6)])
def test_own_drafts_are_flagged_where_a_careful_reader_would(analysis: Analysis, name: str, recall: float, precision: float) -> None:
    result = analysis.run(read_draft(discover([DRAFTS / name])[0]))
    lines = [json.loads(line) for line in (DRAFTS / name / "erwartung.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = {line["text"][:50] for line in lines if line["addressee"] != "keine" and {"pflicht", "kosten"} & set(line["effects"])}
    known = {line["text"][:50] for line in lines}
    found = {finding.clause.text[:50] for finding in result.flagged} & known
    assert len(found & wanted) / len(wanted) >= recall
    assert len(found & wanted) / len(found) >= precision


def test_counter_example_is_nearly_silent(analysis: Analysis) -> None:
    result = analysis.run(read_draft(discover([DRAFTS / "statistik"])[0]))
    regulation = [finding for finding in result.flagged if finding.clause.norm]
    assert len(regulation) <= 5  # one of them is right; where no table knows the law, the classifier speaks up early


def test_every_finding_of_a_draft_maps_back_to_the_xml(analysis: Analysis) -> None:
    result = analysis.run(read_draft(discover([DRAFTS / "hitzeschutz"])[0]))
    assert result.flagged
    for finding in result.flagged:
        for span in finding.spans:
            assert finding.clause.locate(span)


def test_result_without_rules_says_so() -> None:
    assert Analysis.load(use_rules=False, use_model=False).versions.rulebook == UNUSED
