from __future__ import annotations

from pathlib import Path

import pytest

from kommunalfreund.errors import RulebookError
from kommunalfreund.finding import Addressee, Effect
from kommunalfreund.paths import RULES
from kommunalfreund.rulebook.examples import interpret_example
from kommunalfreund.rulebook.measurement import (
    FILE_NAME,
    LabelledClause,
    Measure,
    earned_weight,
    measure_rules,
    read_measures,
    write_measures,
)
from kommunalfreund.rulebook.rule import WEIGHTS, Example, Rulebook

MEASURES = read_measures(RULES / FILE_NAME)
HOW = "„kommunalfreund rules measure --write“ ausführen und das Gewicht anpassen"


def test_every_rule_is_measured_and_has_earned_its_weight(rulebook: Rulebook) -> None:
    unearned = [
        f"{rule.id}: {rule.weight} statt {earned_weight(rule, MEASURES[rule.id])}"
        for rule in rulebook.rules
        if rule.id not in MEASURES or WEIGHTS.index(rule.weight) < WEIGHTS.index(earned_weight(rule, MEASURES[rule.id]))
    ]
    assert unearned == [], HOW


def test_nothing_is_measured_that_is_no_rule(rulebook: Rulebook) -> None:
    assert set(MEASURES) == {rule.id for rule in rulebook.rules}, HOW


@pytest.mark.parametrize(
    ("hits", "right", "own_hits", "own_right", "weight"),
    [
        (10, 9, 0, 0, "sicher"),
        (9, 9, 9, 9, "stark"),
        (100, 89, 0, 0, "stark"),
        (100, 69, 50, 50, "schwach"),
        (2, 2, 1, 1, "stark"),
        (2, 2, 0, 0, "schwach"),
        (0, 0, 0, 0, "schwach"),
    ],
)
def test_earned_weight(rulebook: Rulebook, hits: int, right: int, own_hits: int, own_right: int, weight: str) -> None:
    measure = Measure(rule_id="gemeinde-muss", hits=hits, right=right, own_hits=own_hits, own_right=own_right)
    assert earned_weight(rulebook.rule("gemeinde-muss"), measure) == weight


def test_exoneration_needs_more(rulebook: Rulebook) -> None:
    rule = rulebook.rule("ermessen")
    assert earned_weight(rule, Measure(rule_id=rule.id, hits=100, right=97)) == "stark"
    assert earned_weight(rule, Measure(rule_id=rule.id, hits=100, right=98)) == "sicher"


def test_measure_counts_right_and_wrong_hits(rulebook: Rulebook) -> None:
    def labelled(text: str, addressee: Addressee, effects: tuple[Effect, ...], own: bool) -> LabelledClause:
        return LabelledClause(interpretation=interpret_example(rulebook, Example(text=text)), addressee=addressee, effects=effects, own=own)

    duty = "Die Gemeinde muss Trinkbrunnen betreiben."
    measures = {
        measure.rule_id: measure
        for measure in measure_rules(
            rulebook,
            [
                labelled(duty, Addressee.DIREKT, (Effect.PFLICHT,), False),
                labelled(duty, Addressee.DIREKT, (Effect.KOSTEN,), False),
                labelled(duty, Addressee.KEINE, (), True),
                labelled("Die Gemeinde kann Trinkbrunnen betreiben.", Addressee.DIREKT, (), True),
            ],
        )
    }
    assert measures["gemeinde-muss"] == Measure(rule_id="gemeinde-muss", hits=2, right=1, own_hits=1, own_right=0)
    assert measures["gemeinde-muss"].precision == 0.5
    assert measures["ermessen"] == Measure(rule_id="ermessen", own_hits=1, own_right=1)
    assert measures["ermessen"].precision is None


def test_figures_survive_writing_and_reading(tmp_path: Path) -> None:
    measures = (Measure(rule_id="b", hits=3, right=2, own_hits=1, own_right=0), Measure(rule_id="a"))
    write_measures(measures, tmp_path / FILE_NAME)
    assert read_measures(tmp_path / FILE_NAME) == {measure.rule_id: measure for measure in measures}
    assert read_measures(tmp_path / "fehlt.csv") == {}


@pytest.mark.parametrize("content", ["regel,treffer\n", "regel,treffer,richtig,treffer_eigene,richtig_eigene\na,1,x,0,0\n"])
def test_a_damaged_file_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(content, encoding="utf-8")
    with pytest.raises(RulebookError):
        read_measures(tmp_path / FILE_NAME)
