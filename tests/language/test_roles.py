"""Roles of bodies in own sentences, annotated as ``[[words|role]]``; all public bodies of a sentence are
annotated, private parties where they stand opposite to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from kommunalfreund.draft import Span
from kommunalfreund.language.interpretation import ACTING_ROLES, Interpretation, Role
from kommunalfreund.rulebook.term import Category

_MARK = re.compile(r"\[\[([^|\]]+)\|(\w+)\]\]")
_FLOOR = {
    Role.SUBJEKT: 0.95,
    Role.AGENS: 0.95,
    Role.ZUSTAENDIG: 0.90,
    Role.EMPFAENGER: 0.91,
    Role.BEGUENSTIGT: 0.93,
    Role.INHABER: 0.92,
    Role.ERWAEHNT: 0.92,
}
"""F1 per role that must not be undercut; slightly below what is reached."""
_FLOOR_ACTING = 0.95


def parse_marks(marked: str) -> tuple[str, tuple[tuple[Span, Role], ...]]:
    text, marks, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        marks.append((Span(len(text), len(text) + len(match[1])), Role(match[2])))
        text += match[1]
        last = match.end()
    return text + marked[last:], tuple(marks)


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


class RoleScore:
    """Counts of right, missing and wrong roles; "" stands for a body that is not found or not annotated."""

    def __init__(self) -> None:
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.errors: list[str] = []

    def add(self, marked: str, interpretation: Interpretation) -> None:
        _, gold = parse_marks(marked)
        taken: set[Span] = set()
        wrong = []
        for span, role in gold:
            mention = max(interpretation.mentions, key=lambda m: _overlap(m.span, span), default=None)
            if mention and not _overlap(mention.span, span):
                mention = None
            found = mention.role.value if mention else ""
            if mention:
                taken.add(mention.span)
            self.pairs[role.value, found] += 1
            if found != role.value:
                wrong.append(found or "nicht gefunden")
        for mention in interpretation.mentions:
            if mention.span not in taken and mention.category != Category.PRIVAT:
                self.pairs["", mention.role.value] += 1
                wrong.append(f"nicht annotiert: {mention.name} {mention.role.value}")
        if wrong:
            self.errors.append(f"{marked}   → {', '.join(wrong)}")

    def measure(self, roles: frozenset[Role]) -> tuple[float, float, float, int]:
        """Precision, recall, F1, number of annotated bodies."""
        names = {role.value for role in roles}
        right = sum(n for (gold, found), n in self.pairs.items() if gold in names and found in names)
        gold_total = sum(n for (gold, _), n in self.pairs.items() if gold in names)
        found_total = sum(n for (_, found), n in self.pairs.items() if found in names)
        precision = right / found_total if found_total else 0.0
        recall = right / gold_total if gold_total else 0.0
        f1 = 2 * right / (gold_total + found_total) if gold_total + found_total else 0.0
        return precision, recall, f1, gold_total


@pytest.fixture(scope="module")
def score(lines: Callable[[str], list[dict[str, Any]]], read_norms: Callable[..., tuple[Interpretation, ...]]) -> RoleScore:
    result, halves = RoleScore(), (RoleScore(), RoleScore())
    for number, line in enumerate(lines("roles.jsonl"), 1):
        text, _ = parse_marks(line["text"])
        interpretation = read_norms(("", (text,)))[0]
        for part in (result, halves[number % 2]):
            part.add(line["text"], interpretation)
    groups = [*((role.value, frozenset({role})) for role in Role), ("handelnd", ACTING_ROLES)]
    for title, part in (("alle Zeilen", result), ("gerade Zeilen", halves[0]), ("ungerade Zeilen", halves[1])):
        print(f"\n{title}\nRolle         Genauigkeit  Trefferquote  F1     Anzahl")
        for name, roles in groups:
            precision, recall, f1, count = part.measure(roles)
            print(f"{name:12}  {precision:11.3f}  {recall:12.3f}  {f1:.3f}  {count:6}")
    print("\n".join(halves[0].errors))
    return result


@pytest.mark.parametrize("role", Role)
def test_roles_are_found(score: RoleScore, role: Role) -> None:
    assert score.measure(frozenset({role}))[2] >= _FLOOR[role], "\n".join(score.errors)


def test_acting_bodies_are_told_from_others(score: RoleScore) -> None:
    assert score.measure(ACTING_ROLES)[2] >= _FLOOR_ACTING, "\n".join(score.errors)


def test_set_is_large_enough(lines: Callable[[str], list[dict[str, Any]]]) -> None:
    found = lines("roles.jsonl")
    assert len({line["text"] for line in found}) == len(found) >= 500
