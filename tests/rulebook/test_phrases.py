from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunalfreund.clause import Clause
from kommunalfreund.draft import Anchor, DocumentPart, Span
from kommunalfreund.finding import Actor, ActorSource, Addressee
from kommunalfreund.language.german import tokenize
from kommunalfreund.language.interpretation import Interpretation, Mention, Role, SentenceKind
from kommunalfreund.rulebook.phrases import PhraseError, Reading, compile_phrase

VERBS = {"melden": ("mitteilen", "melden")}
TERMS = ("jugendamt",)


def read(text: str, *, actor: str = "", addressee: Addressee = Addressee.FUNKTIONAL) -> Reading:
    clause = Clause(
        id="c", text=text, pieces=(), document="d", part=DocumentPart.REGELUNGSTEXT, anchor=Anchor(xpath="", line=1), citation="§ 1"
    )
    span = Span(text.index(actor), text.index(actor) + len(actor)) if actor else None
    mentions = (Mention("jugendamt", "Jugendamt", addressee, Role.SUBJEKT, span, True),) if span else ()
    acting = Actor(name=actor, addressee=addressee, source=ActorSource.GENANNT, detail="genannt", term_id="jugendamt", span=span)
    return Reading(
        Interpretation(
            clause=clause,
            tokens=tokenize(text),
            sentence_kind=SentenceKind.INDIKATIV,
            bindingness=None,
            mentions=mentions,
            actor=acting if span else None,
            foreign_subject=False,
            agentless=False,
            execution=None,
        )
    )


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("kosten", "Die Kosten steigen.", ["Kosten"]),
        ("kosten", "Die Unkosten steigen.", []),
        ("*kosten", "Die Unkosten steigen.", ["Unkosten"]),
        ("erstatt*", "Das Land erstattet sie.", ["erstattet"]),
        ("hat|haben", "Sie haben Räume.", ["haben"]),
        ("<tragen>", "Sie trägt die Kosten.", ["trägt"]),
        ("<tragen> …2 kosten", "Sie trägt alle anderen Kosten.", ["trägt", "Kosten"]),
        ("<tragen> …1 kosten", "Sie trägt alle anderen Kosten.", []),
        ("<tragen> die? kosten", "Sie trägt die Kosten.", ["trägt die Kosten"]),
        ("<tragen> die? kosten", "Sie trägt Kosten.", ["trägt Kosten"]),
        ("{verb:melden}", "Das Jugendamt teilt dem Land die Zahl mit.", ["teilt", "mit"]),
        ("{verb:melden}", "Das Jugendamt hat die Zahl mitzuteilen.", ["mitzuteilen"]),
        ("{verb:melden}", "Das Jugendamt teilt die Räume.", []),
    ],
)
def test_find(phrase: str, text: str, found: list[str]) -> None:
    spans = read(text).find(compile_phrase(phrase, VERBS, TERMS))
    assert [text[span.start : span.end] for span in spans] == found


@pytest.mark.parametrize("phrase", ["{akteur} … plan", "{funktional} … plan", "{kommunal} … plan", "{begriff:jugendamt} … plan"])
def test_find_marks_the_body(phrase: str) -> None:
    text = "Das Jugendamt stellt einen Plan auf."
    spans = read(text, actor="Jugendamt").find(compile_phrase(phrase, VERBS, TERMS))
    assert [text[span.start : span.end] for span in spans] == ["Jugendamt", "Plan"]


def test_find_keeps_the_classes_apart() -> None:
    phrase = compile_phrase("{direkt}", VERBS, TERMS)
    assert read("Das Jugendamt plant.", actor="Jugendamt").find(phrase) == ()
    assert read("Die Gemeinde plant.", actor="Gemeinde", addressee=Addressee.DIREKT).find(phrase) == ((4, 12),)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("", "leer"),
        ("… kosten", "nicht mit einer Lücke beginnen"),
        ("kosten …", "mit einer Lücke enden"),
        ("kosten … … plan", "keine zwei Lücken"),
        ("{verb:unbekannt}", "Verbliste „unbekannt“"),
        ("{begriff:unbekannt}", "Begriff „unbekannt“"),
        ("{kommune}", "Platzhalter"),
        ("*", "nur aus „*“"),
        ("(kosten)", "kein Wort"),
    ],
)
def test_compile_refuses(phrase: str, words: str) -> None:
    with pytest.raises(PhraseError, match=words.replace("*", r"\*")):
        compile_phrase(phrase, VERBS, TERMS)


@given(st.lists(st.sampled_from(["Die", "Gemeinde", "trägt", "alle", "Kosten", ",", "§", "3", "der", "Übung", "."]), max_size=12))
def test_spans_are_ordered_and_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    spans = read(text).find(compile_phrase("<tragen> … kosten", VERBS, TERMS))
    ends = 0
    for span in spans:
        assert ends <= span.start < span.end <= len(text)
        ends = span.end
