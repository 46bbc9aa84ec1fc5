from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from kommunalfreund.draft import Span
from kommunalfreund.finding import Addressee, Bindingness, DutyKind, Effect
from kommunalfreund.language.interpretation import Interpretation, SentenceKind
from kommunalfreund.rulebook.examples import interpret_example
from kommunalfreund.rulebook.loading import load_rulebook
from kommunalfreund.rulebook.matching import join_spans, match_rules
from kommunalfreund.rulebook.rule import Example, Rule, Rulebook


def read(rulebook: Rulebook, text: str, law: str = "", previous: str = "") -> Interpretation:
    return interpret_example(rulebook, Example(text=text, law=law, previous=previous))


def matched(rulebook: Rulebook, text: str, law: str = "", previous: str = "") -> set[str]:
    return {match.rule_id for match in match_rules(rulebook, read(rulebook, text, law, previous))}


def test_a_match_carries_what_the_rule_says(rulebook: Rulebook) -> None:
    text = "Die Gemeinde muss an jeder Schule einen Trinkbrunnen betreiben."
    match = next(m for m in match_rules(rulebook, read(rulebook, text)) if m.rule_id == "gemeinde-muss")
    assert (match.addressee, match.effects, match.kind) == (Addressee.DIREKT, (Effect.PFLICHT,), DutyKind.AUFGABE)
    assert match.bindingness is Bindingness.MUSS
    assert [text[span.start : span.end] for span in match.spans] == ["Gemeinde muss", "betreiben"]
    assert match.title
    assert match.message
    assert "GG" in match.source


def test_the_recipient_bears_no_duty(rulebook: Rulebook) -> None:
    found = match_rules(rulebook, read(rulebook, "Der Betreiber hat der Gemeinde jede Störung anzuzeigen."))
    assert {"pflicht-dritter", "stelle-als-empfaengerin"} <= {match.rule_id for match in found}
    assert all(not match.effects for match in found)


def test_a_pronoun_carries_the_body_of_the_sentence_before(rulebook: Rulebook) -> None:
    sentence = "Sie entscheidet innerhalb eines Monats."
    assert "frist-behoerde" in matched(rulebook, sentence, previous="Die Gemeinde prüft den Antrag.")
    assert "frist-behoerde" not in matched(rulebook, sentence, previous="Die Bundesregierung prüft den Antrag.")


def test_an_agentless_sentence_needs_a_law_that_municipalities_execute(rulebook: Rulebook) -> None:
    sentence = "Über den Antrag ist innerhalb von zehn Wochen zu entscheiden."
    assert {"vollzug-frist", "vollzug-entscheidung"} <= matched(rulebook, sentence, law="WoGG")
    assert not {"vollzug-frist", "vollzug-entscheidung"} & matched(rulebook, sentence)


def test_a_rule_with_effects_needs_somebody_who_bears_them(rulebook: Rulebook) -> None:
    for text in ("Die Auskunft ist gebührenfrei.", "Haushalte haben Anspruch auf einen Zuschlag."):
        for match in match_rules(rulebook, read(rulebook, text)):
            assert not match.effects or match.addressee is not Addressee.KEINE


def test_laender_have_rules_of_their_own(rulebook: Rulebook) -> None:
    found = matched(rulebook, "Die Länder stellen sicher, dass in jedem Kreis eine Ausleihstelle besteht.")
    assert "laender-sorgen-vor-ort" in found
    assert "gewaehrleistung" not in found


def test_specific_rules_come_first(rulebook: Rulebook) -> None:
    found = match_rules(rulebook, read(rulebook, "Die Gemeinde berichtet dem Land jährlich über die Zahl der Ausleihen."))
    ids = [match.rule_id for match in found]
    assert ids.index("berichten") < ids.index("gemeinde-handelt")


def test_every_sentence_kind_has_rules(rulebook: Rulebook) -> None:
    assert set(rulebook.by_sentence_kind) == set(SentenceKind)
    assert all(rulebook.by_sentence_kind.values())


def test_the_rulebook_can_be_sent_to_other_processes(rulebook: Rulebook) -> None:
    copy = pickle.loads(pickle.dumps(rulebook))
    text = "Die Gemeinde muss an jeder Schule einen Trinkbrunnen betreiben."
    assert match_rules(copy, read(copy, text)) == match_rules(rulebook, read(rulebook, text))


def test_the_version_changes_with_any_rule(rulebook: Rulebook, tmp_path: Path) -> None:
    base = Path(__file__).parent.parent / "broken_rules" / "base"
    source = base.parent / "examples" / "kein-ganzer-satz.yaml"
    (tmp_path / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    first = load_rulebook([base, tmp_path]).version
    assert load_rulebook([base, tmp_path]).version == first
    changed = source.read_text(encoding="utf-8").replace("Art. 84 GG", "Art. 85 GG")
    (tmp_path / source.name).write_text(changed, encoding="utf-8")
    assert load_rulebook([base, tmp_path]).version != first
    assert len(first) == 8


def test_rule_finds_by_id(rulebook: Rulebook) -> None:
    rule: Rule = rulebook.rule("gemeinde-muss")
    assert rule.family == "aufgabe"
    with pytest.raises(KeyError):
        rulebook.rule("gibt-es-nicht")


def test_interpretations_without_tokens_match_nothing_by_words(rulebook: Rulebook) -> None:
    it = replace(read(rulebook, "Die Gemeinde berichtet dem Land."), tokens=(), mentions=(), actor=None)
    assert not any(match.effects for match in match_rules(rulebook, it))


def test_join_spans_joins_neighbours_only() -> None:
    text = "Die Gemeinde hat den Plan aufzustellen."
    assert join_spans([], text) == ()
    assert [text[a:b] for a, b in join_spans([Span(26, 38), Span(13, 16), Span(4, 12)], text)] == ["Gemeinde hat", "aufzustellen"]
