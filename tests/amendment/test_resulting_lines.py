"""Which sentences of a resulting law are lines, and what they say."""

from __future__ import annotations

import sys
from pathlib import Path

from kommunalfreund.amendment.application import apply_commands
from kommunalfreund.amendment.commands import read_commands
from kommunalfreund.amendment.novelty import compare_consolidation
from kommunalfreund.draft import Draft
from kommunalfreund.finding import Finding, Novelty
from kommunalfreund.segmentation import segment
from tests.factories import make_finding

sys.path.insert(0, str(Path(__file__).parent))

from plain_text import make_bill, make_law

LAW = """§ 1 Werkstatt
(1) Die Gemeinde richtet eine Werkstatt ein. Sie kann Vereine beteiligen. Die Werkstatt ist barrierefrei.
(2) Die Gemeinde berichtet alle vier Jahre.
§ 2 Personal
Die Gemeinde stellt Personal ein. Das Personal bildet sich fort."""


def findings(draft: Draft) -> tuple[Finding, ...]:
    return tuple(make_finding(clause) for clause in segment(draft))


def lines(*commands: str) -> dict[str, str]:
    law = make_law(LAW)
    consolidation = apply_commands(law, read_commands(make_bill(commands)))
    found, _ = compare_consolidation(consolidation, findings(law), findings(consolidation.result), "Werkstattgesetz")
    return {finding.clause.citation: str(finding.novelty) for finding in found}


def test_restated_text_is_no_news() -> None:
    assert lines(
        "§ 1 Absatz 1 wird wie folgt gefasst:",
        "„(1) Die Gemeinde richtet eine Werkstatt ein. Sie muss Vereine beteiligen. Die Werkstatt ist barrierefrei.“",
    ) == {
        "Artikel 1 Nummer 1, § 1 Absatz 1 Satz 1": Novelty.UNVERAENDERT,
        "Artikel 1 Nummer 1, § 1 Absatz 1 Satz 2": Novelty.VERSCHAERFT,
        "Artikel 1 Nummer 1, § 1 Absatz 1 Satz 3": Novelty.UNVERAENDERT,
    }


def test_recast_norm_with_a_new_and_a_dropped_sentence() -> None:
    law = make_law(LAW)
    commands = (
        "§ 2 wird wie folgt gefasst:",
        "„§ 2 Leitung",
        "Die Gemeinde stellt Personal ein. Für jede Werkstatt ist eine Leitung mit abgeschlossener Ausbildung zu bestellen.“",
    )
    consolidation = apply_commands(law, read_commands(make_bill(commands)))
    found, synopsis = compare_consolidation(consolidation, findings(law), findings(consolidation.result), "Werkstattgesetz")
    assert [(finding.novelty, finding.clause.text[:28]) for finding in found] == [
        (Novelty.UNVERAENDERT, "Die Gemeinde stellt Personal"),
        (Novelty.AUFGEHOBEN, "Das Personal bildet sich for"),
        (Novelty.NEU, "Für jede Werkstatt ist eine "),
    ]
    assert {row.clause.norm for row in synopsis.rows} == {"§ 2"}


def test_dropped_sentence_is_cited_where_it_stood() -> None:
    assert lines("§ 1 Absatz 1 Satz 2 wird aufgehoben.") == {"Artikel 1 Nummer 1, § 1 Absatz 1 Satz 2": Novelty.AUFGEHOBEN}


def test_renumbering_is_no_news() -> None:
    assert lines(
        "§ 1 wird wie folgt geändert:",
        "a) Nach Absatz 1 wird folgender Absatz 2 eingefügt:",
        "„(2) Die Gemeinde führt ein Verzeichnis.“",
        "b) Der bisherige Absatz 2 wird Absatz 3.",
    ) == {"Artikel 1 Nummer 1 Buchstabe a, § 1 Absatz 2": Novelty.NEU}


def test_a_moved_and_changed_sentence_is_cited_at_its_new_place() -> None:
    assert lines(
        "§ 1 wird wie folgt geändert:",
        "a) Nach Absatz 1 wird folgender Absatz 2 eingefügt:",
        "„(2) Die Gemeinde führt ein Verzeichnis.“",
        "b) Der bisherige Absatz 2 wird Absatz 3 und wie folgt geändert:",
        "Die Wörter „alle vier Jahre“ werden durch das Wort „jährlich“ ersetzt.",
    ) == {
        "Artikel 1 Nummer 1 Buchstabe a, § 1 Absatz 2": Novelty.NEU,
        "Artikel 1 Nummer 1 Buchstabe b, § 1 Absatz 3": Novelty.VERSCHAERFT,
    }


def test_repealed_norm_drops_each_duty() -> None:
    assert lines("§ 2 wird aufgehoben.") == {
        "Artikel 1 Nummer 1, § 2 Satz 1": Novelty.AUFGEHOBEN,
        "Artikel 1 Nummer 1, § 2 Satz 2": Novelty.AUFGEHOBEN,
    }


def test_several_commands_on_one_sentence_are_cited_by_the_level_around_them() -> None:
    assert lines(
        "§ 1 Absatz 1 Satz 2 wird wie folgt geändert:",
        "a) Das Wort „kann“ wird durch das Wort „muss“ ersetzt.",
        "b) Nach dem Wort „Vereine“ werden die Wörter „und Verbände“ eingefügt.",
    ) == {"Artikel 1 Nummer 1, § 1 Absatz 1 Satz 2": Novelty.VERSCHAERFT}
