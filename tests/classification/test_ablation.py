from __future__ import annotations

import pytest

from kommunalfreund.classification.ablation import Stage, available_stages, neutralise
from kommunalfreund.clause import Clause
from kommunalfreund.draft import Anchor, DocumentPart, Draft
from kommunalfreund.finding import ActorSource, Addressee
from kommunalfreund.language import interpret
from kommunalfreund.language.interpretation import DocumentProfile, Interpretation, Role, SentenceKind
from kommunalfreund.paths import RULES
from kommunalfreund.rulebook.loading import load_rulebook
from kommunalfreund.rulebook.rule import Rulebook


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook([RULES])


def read(rulebook: Rulebook, *sentences: str, law: str = "ProbeG") -> tuple[Interpretation, ...]:
    clauses = [
        Clause(
            id=str(number), text=text, pieces=(), document="probe", part=DocumentPart.REGELUNGSTEXT,
            anchor=Anchor(xpath="/probe", line=number), citation=f"§ 1 Satz {number}", norm="§ 1", satz=number, heading="Brunnen",
        )
        for number, text in enumerate(sentences, 1)
    ]  # fmt: skip
    draft = Draft(key="probe", title="Gesetz zur Probe", abbreviation=law, source="probe", documents=())
    return interpret(clauses, draft=draft, vocabulary=rulebook.vocabulary, execution=rulebook.execution)


def test_without_roles_nobody_in_the_sentence_acts(rulebook: Rulebook) -> None:
    duty, foreign = read(rulebook, "Die Gemeinde reinigt die Brunnen.", "Der Halter hat dem Jugendamt den Umzug mitzuteilen.")
    assert duty.actor is not None
    assert foreign.foreign_subject
    for it in (duty, foreign):
        bare = neutralise(it, Stage.ROLLEN)
        assert bare.actor is None
        assert not bare.foreign_subject
        assert {mention.role for mention in bare.mentions} == {Role.ERWAEHNT}
        assert [mention.term_id for mention in bare.mentions] == [mention.term_id for mention in it.mentions]


def test_without_sentence_kind_everything_is_a_statement(rulebook: Rulebook) -> None:
    (it,) = read(rulebook, "Die Gemeinde muss die Brunnen reinigen.")
    bare = neutralise(it, Stage.SATZART)
    assert (bare.sentence_kind, bare.bindingness) == (SentenceKind.FESTSTELLUNG, None)
    assert (bare.actor, bare.mentions) == (it.actor, it.mentions)


def test_without_discourse_only_the_named_actor_stays(rulebook: Rulebook) -> None:
    named, pronoun = read(rulebook, "Die Gemeinde führt ein Verzeichnis der Brunnen.", "Sie hat das Verzeichnis jährlich zu berichtigen.")
    assert pronoun.actor is not None
    assert neutralise(named, Stage.ZUSAMMENHANG).actor == named.actor
    bare = neutralise(pronoun, Stage.ZUSAMMENHANG)
    assert bare.actor is None
    assert (bare.profile, bare.previous) == (DocumentProfile(), "")


def test_without_discourse_a_pronoun_stands_for_nobody(rulebook: Rulebook) -> None:
    _, pronoun = read(rulebook, "Der Netzbetreiber übermittelt der Gemeinde die Pläne.", "Er hat sie jährlich zu berichtigen.")
    assert pronoun.foreign_subject
    assert not neutralise(pronoun, Stage.ZUSAMMENHANG).foreign_subject
    (whoever,) = read(rulebook, "Wer einen Brunnen baut, hat dies der Gemeinde anzuzeigen.")
    assert neutralise(whoever, Stage.ZUSAMMENHANG).foreign_subject == whoever.foreign_subject


def test_without_the_table_nobody_knows_who_executes_the_law(rulebook: Rulebook) -> None:
    generic, passive = read(
        rulebook, "Die zuständige Behörde entscheidet über den Antrag.", "Das Wohngeld wird monatlich gezahlt.", law="WoGG"
    )
    assert generic.actor is not None
    assert generic.actor.source is ActorSource.VOLLZUGSTABELLE
    bare = neutralise(generic, Stage.VOLLZUGSTABELLE)
    assert bare.execution is None
    assert bare.actor is not None
    assert (bare.actor.source, bare.actor.addressee) == (ActorSource.GENANNT, Addressee.MITTELBAR)
    assert neutralise(generic, Stage.ZUSAMMENHANG).actor == generic.actor
    assert neutralise(passive, Stage.VOLLZUGSTABELLE).execution is None


def test_without_the_table_a_state_authority_is_again_any_authority(rulebook: Rulebook) -> None:
    (it,) = read(rulebook, "Die zuständige Behörde entscheidet über den Antrag.", law="AtG")
    assert it.foreign_subject
    bare = neutralise(it, Stage.VOLLZUGSTABELLE)
    assert not bare.foreign_subject
    assert bare.actor is not None


def test_switching_off_leaves_the_words_alone(rulebook: Rulebook) -> None:
    (it,) = read(rulebook, "Die Gemeinden tragen die Kosten der Brunnen.")
    for stage in Stage:
        bare = neutralise(it, stage)
        assert (bare.clause, bare.tokens, bare.predicate) == (it.clause, it.tokens, it.predicate)
    assert neutralise(it, Stage.REGELN) == it
    if Stage.GELD in available_stages():
        assert neutralise(it, Stage.GELD).money == ()  # type: ignore[attr-defined, unused-ignore]


def test_every_stage_but_the_rules_can_be_switched_off() -> None:
    assert set(Stage) - set(available_stages()) <= {Stage.REGELN, Stage.GELD}
