"""Whether a changed sentence binds more or less."""

from __future__ import annotations

import re

import pytest

from kommunalfreund.amendment.difference import compare_words
from kommunalfreund.amendment.strictness import judge_change
from kommunalfreund.finding import Effect, Novelty

HARDER, EASIER, OPEN, SAME = Novelty.VERSCHAERFT, Novelty.ERLEICHTERT, Novelty.GEAENDERT, Novelty.UNVERAENDERT
CASES = [
    ("Die Behörde kann Auflagen erteilen.", "Die Behörde muss Auflagen erteilen.", HARDER),
    ("Die Behörde kann Auflagen erteilen.", "Die Behörde soll Auflagen erteilen.", HARDER),
    ("Die Behörde soll Auflagen erteilen.", "Die Behörde hat Auflagen zu erteilen.", HARDER),
    ("Die Behörde muss Auflagen erteilen.", "Die Behörde soll Auflagen erteilen.", EASIER),
    ("Die Gemeinde erteilt Auskunft.", "Die Gemeinde kann Auskunft erteilen.", EASIER),
    ("Die Gemeinde kann Auskunft erteilen.", "Die Gemeinde erteilt Auskunft.", HARDER),
    ("Termine sollen nicht später als am Folgetag liegen.", "Termine dürfen nicht später als am Folgetag liegen.", HARDER),
    ("Die Behörde entscheidet innerhalb von sechs Wochen.", "Die Behörde entscheidet innerhalb von drei Wochen.", HARDER),
    ("Die Behörde entscheidet binnen zwei Wochen.", "Die Behörde entscheidet binnen eines Monats.", EASIER),
    ("Die Behörde entscheidet binnen zwei Wochen.", "Die Behörde entscheidet unverzüglich.", HARDER),
    ("Die Gemeinde berichtet alle vier Jahre.", "Die Gemeinde berichtet jährlich.", HARDER),
    ("Die Gemeinde berichtet monatlich.", "Die Gemeinde berichtet halbjährlich.", EASIER),
    ("Die Stelle ist an mindestens drei Tagen geöffnet.", "Die Stelle ist an mindestens fünf Tagen geöffnet.", HARDER),
    ("Die Gemeinde zahlt 50 Euro.", "Die Gemeinde zahlt 1 050 Euro.", HARDER),
    ("Die Gemeinde zahlt 50 Euro.", "Die Gemeinde zahlt 40 Euro.", EASIER),
    ("Gemeinden mit mehr als 20 000 Einwohnern richten sie ein.", "Gemeinden mit mehr als 5 000 Einwohnern richten sie ein.", HARDER),
    ("Gemeinden mit weniger als 5 000 Einwohnern sind befreit.", "Gemeinden mit weniger als 1 000 Einwohnern sind befreit.", HARDER),
    ("Die Gemeinden führen ein Verzeichnis.", "Die Gemeinden und die Landkreise führen ein Verzeichnis.", HARDER),
    ("Die Gemeinde muss prüfen.", "Die Gemeinde muss auf Antrag prüfen.", EASIER),
    ("Die Behörde erteilt sie, wenn die Gemeinde zustimmt.", "Die Behörde erteilt sie.", HARDER),
    ("Die zuständige Behörde entscheidet.", "Die zuständige Stelle entscheidet.", OPEN),
    ("Die Behörde muss binnen zwei Wochen prüfen.", "Die Behörde soll binnen einer Woche prüfen.", OPEN),
    ("Die Behörde prüft.", "Die Behörde prüft.", SAME),
]


def judge(old: str, new: str, *effects: Effect) -> Novelty:
    return judge_change(
        old, new, compare_words(re.findall(r"[\d ]*\d|\w+|[^\w\s]", old), re.findall(r"[\d ]*\d|\w+|[^\w\s]", new)), effects
    )


@pytest.mark.parametrize(("old", "new", "expected"), CASES, ids=[new for _, new, _ in CASES])
def test_judgement(old: str, new: str, expected: Novelty) -> None:
    assert judge(old, new) is expected


def test_a_higher_fee_relieves_the_municipality() -> None:
    old, new = "Die Gemeinde kann eine Gebühr von bis zu 5 Euro erheben.", "Die Gemeinde kann eine Gebühr von bis zu 9 Euro erheben."
    assert judge(old, new, Effect.ENTLASTUNG) is EASIER


@pytest.mark.parametrize(("old", "new"), [(old, new) for old, new, expected in CASES if expected in (HARDER, EASIER)])
def test_the_reverse_change_points_the_other_way(old: str, new: str) -> None:
    assert {judge(old, new), judge(new, old)} == {HARDER, EASIER}
