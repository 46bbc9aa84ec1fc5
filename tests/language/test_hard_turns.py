"""Turns of phrase that were once misread; outside the scored sets, since every one of them was looked at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kommunalfreund.language.interpretation import Interpretation, Role, SentenceKind

_KINDS: dict[SentenceKind, tuple[str, ...]] = {
    SentenceKind.MUSS: (
        "Die Quellstube muss sich in das Ortsbild einfügen und darf den Zugang zum Brunnen nicht versperren.",
        "Der Betreiber kann der Aushängung widersprechen; in diesem Fall muss die Gemeinde eine andere Form der Bekanntgabe wählen.",
    ),
    SentenceKind.HAT_ZU: (
        "Der Halter hat auf die Möglichkeit, die Fähre zu meiden, hinzuweisen.",
        "Der Halter hat den Umbau anzuzeigen; die Anzeige ist zu begründen.",
        "Das Angebot hat insbesondere Folgendes zu enthalten: 1. den Preis, 2. die Möglichkeit der Abholung.",
        "Die Leitung hat die Mitglieder des Fährrates unverzüglich nach ihrer Wahl in ihr Amt einzuführen.",
        "Die Frist gilt auch als gewahrt, wenn die Anzeige bei einer anderen Stelle eingeht; diese hat sie unverzüglich weiterzuleiten.",
    ),
    SentenceKind.IST_ZU: (
        "Das Amt kann die Nutzung jederzeit freigeben; auf Antrag ist sie freizugeben, wenn keine Gefahr mehr besteht.",
        "Angaben zur Lage sind nicht Teil des Brunnenbuchs; hierauf ist in dem Buch ausdrücklich hinzuweisen.",
    ),
    SentenceKind.SOLL: ("Satz 1 gilt nicht für Moorbäder; eine Anmeldung soll auch dort erfolgen.",),
    SentenceKind.INDIKATIV: (
        "Die Länder können bestimmen, dass Ämter die Brunnen führen; in diesen Fällen erlassen die Kreise die Widerspruchsbescheide.",
    ),
    SentenceKind.DARF_NICHT: (
        "Die Aufgabe darf nicht einem Dritten übertragen werden.",
        "Der Plan darf nicht den Zweck des Gesetzes verfehlen.",
        "Der Anspruch kann nicht gegenüber Dritten geltend gemacht werden.",
        "Die Messwerte dürfen nicht ihren Angehörigen übermittelt werden.",
        "Nicht mehr als zwei Mitglieder des Brunnenrates dürfen demselben Verein angehören.",
        "Eine zweite Verlängerung der Liegefrist ist nicht möglich.",
        "Eine Ausdehnung des Geltungsbereichs der Erlaubnis auf andere Seen ist unzulässig.",
        "Die Einsicht in das Brunnenbuch kann nicht unter Hinweis auf fehlendes Personal abgelehnt werden.",
        "Der Steg darf nicht ohne Zustimmung des Hafenamtes verlegt werden.",
    ),
    SentenceKind.DARF_NUR: (
        "Die Behörden können die Sperrung frühestens drei Tage nach der letzten Messung aufheben.",
        "Nicht öffentliche Stege dürfen nur nachts betreten werden.",
    ),
    SentenceKind.ANSPRUCH: (
        "Der Eigentümer kann von der Gemeinde die Übernahme der Quellstube verlangen, wenn ihm die Unterhaltung nicht zuzumuten ist.",
        "Die Nutzerin kann sich die Messwerte jederzeit beim Gesundheitsamt anzeigen lassen.",
    ),
    SentenceKind.KANN: (
        "Die Behörde kann sich die Wartungsbücher vorlegen lassen.",
        "Die Gemeinde kann Nachweise anfordern; der Betreiber hat sie vorzulegen.",
        "Die Gemeinde kann Gebühren erheben; der Schuldner hat sie binnen eines Monats zu zahlen.",
        "Die Gemeinde kann Beauftragte bestellen; diese müssen ihr jährlich berichten.",
        "Die Behörde kann die Genehmigung versagen; eine Entschädigung wird nicht gewährt.",
        "Die Gemeinde kann Ausnahmen zulassen; die Entscheidung ergeht durch Bescheid.",
        "Die Gemeinde hat die Möglichkeit, einen Brunnenplan aufzustellen.",
        "Die Länder haben die Befugnis, abweichende Regelungen für Stege zu treffen.",
        "Das Jugendamt kann von der Ausländerbehörde Auskunft verlangen.",
        "Jedes Mitglied kann sich durch ein anderes Mitglied vertreten lassen.",
    ),
    SentenceKind.ZUSTAENDIGKEIT: (
        "Die Gemeinde bleibt Träger der Unterhaltungslast für die Uferwege, wenn sie es dem Kreis gegenüber erklärt.",
        "Eine Stadt mit mehr als 30 000 Einwohnern wird Träger der Fährlast, wenn sie dies verlangt.",
    ),
    SentenceKind.FESTSTELLUNG: (
        "Der Beschluss der Kasse ist für den Träger der Ferienhilfe bindend.",
        "Antragsberechtigt ist jeder Träger der freien Ferienhilfe.",
        "Mitglieder des Rates sind Vertreter der Träger der Bäder.",
        "Die Gemeinde ist nicht Träger der Fährlast.",
    ),
}

_ROLES: tuple[tuple[str, tuple[Role, ...]], ...] = (
    (
        "So sind die Krankenkassen, die Gesundheitsämter und die Landkreise verpflichtet, einander zu unterrichten.",
        (Role.SUBJEKT, Role.SUBJEKT, Role.SUBJEKT),
    ),
    (
        "Wer einen Stand aufstellt, hat dies der Gemeinde mitzuteilen; die Gemeinde unterrichtet das Finanzamt.",
        (Role.ERWAEHNT, Role.EMPFAENGER, Role.SUBJEKT, Role.EMPFAENGER),
    ),
    ("Das Standesamt I in Berlin führt ein Verzeichnis der Erklärungen.", (Role.SUBJEKT,)),
)

ReadNorms = Callable[..., tuple[Interpretation, ...]]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in _KINDS.items() for text in texts])
def test_kind(read_norms: ReadNorms, kind: SentenceKind, text: str) -> None:
    assert read_norms(("", (text,)))[0].sentence_kind is kind


@pytest.mark.parametrize(("text", "roles"), _ROLES)
def test_roles(read_norms: ReadNorms, text: str, roles: tuple[Role, ...]) -> None:
    assert tuple(mention.role for mention in read_norms(("", (text,)))[0].mentions) == roles


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Wer einen Stand aufstellt, hat dies der Gemeinde mitzuteilen; die Gemeinde unterrichtet das Finanzamt.", "Gemeinde"),
        ("Das Jugendamt kann die Nutzung freigeben; auf Antrag ist sie freizugeben, wenn keine Gefahr besteht.", "Jugendamt"),
        ("Der Landkreis kann den Steg sperren; er hat dabei die Anlieger zu schonen.", "Landkreis"),
        ("Die Gemeinde kann einen Plan aufstellen; der Plan muss Angaben zum Lärm enthalten.", None),
    ],
)
def test_who_acts_in_the_leading_main_clause(read_norms: ReadNorms, text: str, actor: str | None) -> None:
    found = read_norms(("", (text,)))[0]
    assert (found.actor.name if found.actor else None) == actor
    assert found.sentence_kind not in {SentenceKind.KANN, SentenceKind.FESTSTELLUNG}


def test_halves_of_very_long_sentences_are_read(read_norms: ReadNorms) -> None:
    row = ", ".join(f"den Plan {number}" for number in range(120))
    text = f"Die Gemeinde kann {row} auslegen; sie hat die Auslegung bekannt zu machen, muss sie aber nicht begründen."
    assert read_norms(("", (text,)))[0].actor is not None


def test_items_are_no_halves(read_norms: ReadNorms) -> None:
    found = read_norms(("", ("Wer 1. einen Steg baut; 2. eine Fähre betreibt, hat dies dem Amt anzuzeigen.",)))[0]
    assert (found.subject, found.sentence_kind) == ("wer", SentenceKind.HAT_ZU)


def test_later_main_clause_brings_its_subject_and_verb(read_norms: ReadNorms) -> None:
    text = "Das Amt kann die Nutzung freigeben; auf Antrag ist sie nicht freizugeben, wenn eine Gefahr besteht."
    found = read_norms(("", (text,)))[0]
    assert (found.predicate, found.passive, found.negated) == ("freigeben", True, True)
