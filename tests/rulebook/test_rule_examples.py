"""Every example of every shipped rule is a test of its own."""

from __future__ import annotations

import pytest

from kommunalfreund.paths import RULES
from kommunalfreund.rulebook.coverage import unreferenced
from kommunalfreund.rulebook.examples import check_example, check_rule
from kommunalfreund.rulebook.loading import load_rulebook
from kommunalfreund.rulebook.rule import Example, Rule, Rulebook

RULEBOOK = load_rulebook([RULES])
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{kind}-{number}")
    for rule in RULEBOOK.rules
    for kind, examples in (("match", rule.match), ("no_match", rule.no_match))
    for number, example in enumerate(examples, 1)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: Rule, example: Example) -> None:
    problem = check_example(RULEBOOK, rule, example)
    assert problem is None, str(problem)


@pytest.mark.parametrize("rule", RULEBOOK.rules, ids=lambda rule: rule.id)
def test_every_alternative_and_exception_is_proven(rule: Rule) -> None:
    assert [str(problem) for problem in check_rule(RULEBOOK, rule)] == []


def test_there_are_rules_for_every_effect_kind_and_family() -> None:
    assert len(RULEBOOK.rules) >= 75
    assert {effect for rule in RULEBOOK.rules for effect in rule.effects} == {"pflicht", "kosten", "entlastung"}
    assert {rule.duty_kind for rule in RULEBOOK.rules} == {None, "aufgabe", "information", "standard", "verfahren", "anspruch"}
    assert {rule.kind for rule in RULEBOOK.rules} == {"akteur", "gegenueber", "vollzug", "wendung"}
    assert {rule.family for rule in RULEBOOK.rules} == {
        *("aufgabe", "information", "standard", "verfahren", "anspruch", "kosten", "entlastung", "keine_last"),
    }


def test_every_rule_stands_in_the_coverage(rulebook: Rulebook) -> None:
    assert unreferenced(rulebook.coverage, [rule.id for rule in rulebook.rules]) == ()


def test_no_example_stands_twice() -> None:
    texts = [(rule.id, example.text, example.law, example.previous) for rule in RULEBOOK.rules for example in (*rule.match, *rule.no_match)]
    assert sorted(texts) == sorted(set(texts))
