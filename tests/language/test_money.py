"""Money and relief in own sentences: kind and direction, payer and payee where they are named.

``money`` lists "kind:direction"; ``law`` is the abbreviation of a law whose executing body the statute table knows. Lines are numbered
from 0: even ones may be looked at, odd ones are only scored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from kommunalfreund.language.interpretation import Interpretation, Mention, MoneyDirection, MoneyKind

_FLOOR_KINDS = {"gesehen": 0.95, "ungesehen": 0.91}
"""F1 over all kinds that must not be undercut; slightly below what is reached."""
_FLOOR_DIRECTIONS = {"gesehen": 0.93, "ungesehen": 0.82}
"""Share of the sentences with money whose kind is found and whose direction is right."""
_FLOOR_PARTIES = {"gesehen": 0.90, "ungesehen": 0.80}
"""Share of the annotated payers and payees that are found."""
_FLOOR_SILENT = {"gesehen": 0.97, "ungesehen": 0.89}
"""Share of the look-alikes in which nothing is found."""
_FLOOR_KIND = 0.85
"""F1 of every single kind, both halves together."""
HALVES = ("gesehen", "ungesehen")


class Reading(NamedTuple):
    line: dict[str, Any]
    interpretation: Interpretation

    @property
    def gold(self) -> dict[str, str]:
        return dict(entry.split(":") for entry in self.line["money"])

    @property
    def found(self) -> dict[str, str]:
        return {money.kind.value: money.direction.value for money in self.interpretation.money}

    def names(self, mention: Mention | None) -> str:
        return self.interpretation.clause.text[mention.span.start : mention.span.end] if mention else ""


class Score:
    def __init__(self, readings: list[Reading]) -> None:
        self.right: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.directions = self.silent = self.parties = self.annotated_parties = self.sentences = self.look_alikes = 0
        self.errors: list[str] = []
        for reading in readings:
            self.add(reading)

    def add(self, reading: Reading) -> None:
        gold, found = reading.gold, reading.found
        self.gold.update(gold.keys())
        self.found.update(found.keys())
        self.right.update(gold.keys() & found.keys())
        if gold:
            self.sentences += 1
            self.directions += gold.items() <= found.items()
        else:
            self.look_alikes += 1
            self.silent += not found
        money = reading.interpretation.money
        party_errors = []
        for side in ("payer", "payee"):
            if side in reading.line:
                self.annotated_parties += 1
                names = [reading.names(getattr(one, side)) for one in money]
                wanted = reading.line[side]
                if any(name and (name in wanted or wanted in name) for name in names):
                    self.parties += 1
                else:
                    party_errors.append(f"{side} {wanted} / {names}")
        if gold != found or party_errors:
            self.errors.append(f"{reading.line['text']} [{reading.line.get('law', '')}]\n     {gold} / {found} {party_errors or ''}")

    def measure(self, *kinds: str) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        right, gold, found = (sum(counts[kind] for kind in kinds) for counts in (self.right, self.gold, self.found))
        return right / found if found else 0.0, right / gold if gold else 0.0, 2 * right / (gold + found) if gold + found else 0.0


@pytest.fixture(scope="module")
def readings(lines: Callable[[str], list[dict[str, Any]]], read_norms: Callable[..., tuple[Interpretation, ...]]) -> list[Reading]:
    return [
        Reading(line, read_norms((line.get("heading", ""), (line["text"],)), abbreviation=line.get("law", "ProbeG"), tables=True)[0])
        for line in lines("money.jsonl")
    ]


@pytest.fixture(scope="module")
def scores(readings: list[Reading]) -> dict[str, Score]:
    result = {half: Score(readings[number::2]) for number, half in enumerate(HALVES)}
    for half, score in {**result, "alle": Score(readings)}.items():
        print(f"\n{half:20} Genauigkeit Trefferquote    F1 Anzahl")
        for kind in MoneyKind if half == "alle" else ():
            precision, recall, f1 = score.measure(kind.value)
            print(f"{kind.value:20} {precision:11.3f} {recall:12.3f} {f1:.3f} {score.gold[kind.value]:6}")
        precision, recall, f1 = score.measure(*MoneyKind)
        print(f"{'alle Arten':20} {precision:11.3f} {recall:12.3f} {f1:.3f} {score.gold.total():6}")
        print(
            f"Richtung {score.directions / score.sentences:.3f}, Beteiligte {score.parties / score.annotated_parties:.3f}, "
            f"ohne Fund bei Doppelgängern {score.silent / score.look_alikes:.3f}"
        )
    print("\n".join(result["gesehen"].errors))
    return result


@pytest.mark.parametrize("half", HALVES)
def test_kinds_directions_and_parties_are_found(scores: dict[str, Score], half: str) -> None:
    score = scores[half]
    assert score.measure(*MoneyKind)[2] >= _FLOOR_KINDS[half]
    assert score.directions / score.sentences >= _FLOOR_DIRECTIONS[half]
    assert score.parties / score.annotated_parties >= _FLOOR_PARTIES[half]
    assert score.silent / score.look_alikes >= _FLOOR_SILENT[half]


@pytest.mark.parametrize("kind", MoneyKind)
def test_every_kind_is_found(readings: list[Reading], kind: MoneyKind) -> None:
    assert Score(readings).measure(kind.value)[2] >= _FLOOR_KIND


def test_spans_lie_in_the_sentence(readings: list[Reading]) -> None:
    for reading in readings:
        for money in reading.interpretation.money:
            assert 0 <= money.span.start < money.span.end <= len(reading.line["text"])


def test_set_is_large_varied_and_difficult(lines: Callable[[str], list[dict[str, Any]]]) -> None:
    found = lines("money.jsonl")
    assert len({line["text"] for line in found}) == len(found) >= 220
    assert sum(len(line["text"].split()) >= 20 for line in found) >= 0.4 * len(found)
    assert sum(not line["money"] for line in found) >= 0.25 * len(found)
    entries = [entry.split(":") for line in found for entry in line["money"]]
    assert {kind for kind, _ in entries} == set(MoneyKind)
    assert {direction for _, direction in entries} == set(MoneyDirection)
