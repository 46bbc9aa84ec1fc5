from dataclasses import replace

import pytest

from kommunalfreund.assessment.fusion import Thresholds, assess
from kommunalfreund.clause import Clause
from kommunalfreund.draft import Anchor, DocumentPart, Span
from kommunalfreund.finding import Addressee, DutyKind, Effect, Prediction, RuleMatch
from kommunalfreund.language.interpretation import ExecutionProfile, Interpretation, Money, MoneyDirection, MoneyKind, SentenceKind

CLAUSE = Clause(
    id="0", text="Die Gemeinde führt ein Verzeichnis.", pieces=(), document="x.xml", part=DocumentPart.REGELUNGSTEXT,
    anchor=Anchor(xpath="/", line=1), citation="§ 1",
)  # fmt: skip
READ = Interpretation(
    clause=CLAUSE, tokens=(), sentence_kind=SentenceKind.INDIKATIV, bindingness=None, mentions=(), actor=None, foreign_subject=False,
    agentless=False, execution=None,
)  # fmt: skip
FOR = RuleMatch(
    rule_id="a", title="A", message="m", source="s", spans=(Span(0, 3),), addressee=Addressee.DIREKT, effects=(Effect.PFLICHT,),
    kind=DutyKind.INFORMATION, weight="sicher",
)  # fmt: skip
AGAINST = replace(FOR, rule_id="b", effects=(), addressee=Addressee.KEINE, kind=None)
RELIEF = replace(FOR, rule_id="c", effects=(Effect.ENTLASTUNG,), kind=None)


def prediction(score: float) -> Prediction:
    return Prediction(
        score=score, addressee=((Addressee.DIREKT, 0.3), (Addressee.FUNKTIONAL, 0.1), (Addressee.MITTELBAR, 0.2), (Addressee.KEINE, 0.4)),
        effects=((Effect.PFLICHT, score), (Effect.KOSTEN, 0.0), (Effect.ENTLASTUNG, 0.0)), kind=DutyKind.AUFGABE, features=(("x", 1.0),),
    )  # fmt: skip


def weak(match: RuleMatch, weight: str) -> RuleMatch:
    return replace(match, weight=weight)


@pytest.mark.parametrize(
    ("matches", "score", "flagged"),
    [
        ((FOR,), 0.1, True),
        ((AGAINST,), 0.9, False),
        ((FOR, AGAINST), 0.9, True),
        ((FOR, AGAINST), 0.1, False),
        ((weak(FOR, "stark"),), 0.1, False),
        ((weak(AGAINST, "stark"),), 0.9, True),
        ((), 0.5, True),
        ((), 0.49, False),
    ],
)
def test_table_with_classifier(matches: tuple[RuleMatch, ...], score: float, flagged: bool) -> None:
    assert assess(READ, matches, prediction(score), Thresholds()).flagged is flagged


@pytest.mark.parametrize(
    ("matches", "flagged"),
    [
        ((weak(FOR, "stark"),), True),
        ((weak(FOR, "schwach"),), False),
        ((weak(FOR, "stark"), weak(AGAINST, "stark")), False),
        ((weak(FOR, "stark"), weak(AGAINST, "schwach")), True),
        ((RELIEF,), False),
        ((), False),
    ],
)
def test_table_with_rules_only(matches: tuple[RuleMatch, ...], flagged: bool) -> None:
    assert assess(READ, matches, None, Thresholds()).flagged is flagged


def test_amendment_command_is_never_flagged() -> None:
    finding = assess(replace(READ, sentence_kind=SentenceKind.AENDERUNGSBEFEHL), (FOR,), prediction(0.99), Thresholds())
    assert not finding.flagged
    assert finding.score == 0


@pytest.mark.parametrize("part", [DocumentPart.VORBLATT, DocumentPart.BEGRUENDUNG])
def test_explaining_parts_are_never_flagged(part: DocumentPart) -> None:
    finding = assess(replace(READ, clause=replace(CLAUSE, part=part)), (FOR,), prediction(0.99), Thresholds())
    assert not finding.flagged
    assert finding.effects == ()
    assert "erläutern" in finding.reasons[0]


def test_flagged_clause_has_a_municipal_addressee_and_a_duty() -> None:
    finding = assess(READ, (), prediction(0.8), Thresholds())
    assert finding.addressee is Addressee.DIREKT
    assert finding.effects == (Effect.PFLICHT,)
    assert finding.kind is DutyKind.AUFGABE


def test_addressee_is_the_classifiers_even_where_a_sure_rule_names_another() -> None:
    other = replace(FOR, addressee=Addressee.FUNKTIONAL)
    assert assess(READ, (other,), prediction(0.8), Thresholds()).addressee is Addressee.DIREKT
    assert assess(READ, (other,), None, Thresholds()).addressee is Addressee.FUNKTIONAL


def test_relief_alone_stays_visible_without_a_flag() -> None:
    finding = assess(READ, (RELIEF,), prediction(0.1), Thresholds())
    assert not finding.flagged
    assert finding.effects == (Effect.ENTLASTUNG,)
    assert finding.kind is None


def test_reasons_name_rule_and_model() -> None:
    reasons = " ".join(assess(READ, (FOR,), prediction(0.8), Thresholds()).reasons)
    assert "Regel „A“" in reasons
    assert "80 %" in reasons


@pytest.mark.parametrize(("new_law", "score", "flagged"), [(True, 0.3, True), (False, 0.3, False), (True, 0.1, False), (True, 0.6, True)])
def test_the_classifier_counts_earlier_where_no_table_knows_the_law(new_law: bool, score: float, flagged: bool) -> None:
    finding = assess(replace(READ, new_law=new_law), (), prediction(score), Thresholds(flag_new_law=0.2))
    assert finding.flagged is flagged
    assert any("steht in keiner Tabelle" in reason for reason in finding.reasons) is (flagged and score < 0.5)


def test_reasons_say_who_pays_in_the_end() -> None:
    law = ExecutionProfile(
        law="ProbeG",
        body="Probeamt",
        level="kreis",
        typical="meist",
        addressee=Addressee.MITTELBAR,
        source="§ 1",
        confidence="verifiziert",
        funding="bund",
    )
    paid = replace(
        READ,
        execution=law,
        money=(Money(kind=MoneyKind.LEISTUNGSANSPRUCH, payer=None, payee=None, direction=MoneyDirection.BELASTUNG, span=Span(0, 3)),),
    )
    reasons = " ".join(assess(paid, (FOR,), prediction(0.8), Thresholds()).reasons)
    assert "nach dieser Vorschrift (ProbeG) trägt am Ende überwiegend der Bund" in reasons
    assert "am Ende" not in " ".join(assess(replace(paid, money=()), (FOR,), prediction(0.8), Thresholds()).reasons)


def test_relief_alone_is_not_argued_with_the_burden() -> None:
    relieved = replace(prediction(0.1), effects=((Effect.PFLICHT, 0.1), (Effect.KOSTEN, 0.0), (Effect.ENTLASTUNG, 0.7)))
    reasons = " ".join(assess(READ, (), relieved, Thresholds()).reasons)
    assert "eine Entlastung mit einer Wahrscheinlichkeit von 70 %, eine Pflicht oder Last mit 10 %" in reasons
