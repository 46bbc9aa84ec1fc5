"""Every remark on Vorblatt and Begründung, in both directions."""

from __future__ import annotations

import pytest

from kommunalfreund.assessment.cover_note import check_cover_note
from kommunalfreund.assessment.cover_note.texts import texts
from kommunalfreund.clause import PathStep
from kommunalfreund.draft import DocumentPart, ProvisionKind
from kommunalfreund.finding import DutyKind, Effect
from tests.assessment.cover_note.covers import begruendung, document, draft, duty, section, vorblatt
from tests.factories import make_clause, make_finding

DUTY, COST = duty(), duty("3", effects=(Effect.KOSTEN,))
FULL = {
    "D": ["Für die Haushalte der Kommunen entstehen jährlich Ausgaben von 2 Millionen Euro."],
    "E.3": ["Den Kommunen entsteht ein jährlicher Erfüllungsaufwand von 300 000 Euro und ein einmaliger von 50 000 Euro."],
}
TABLE = "Vorgabe | Ebene | Fallzahl | Minuten je Fall | Lohnsatz in Euro je Stunde | jährlich in Euro"
LEVELS = "Ebene | jährlicher Erfüllungsaufwand in Tausend Euro | einmaliger Erfüllungsaufwand in Tausend Euro"
GOOD_ROW = "§ 2: Lesestube | Kommunen | 100 | 60 | 42,20 | 4 220"

CASES = {
    "vorblatt-fehlt": ((begruendung(),), (vorblatt(FULL),)),
    "vorblatt-abschnitt-fehlt": ((vorblatt(FULL, leave_out=("D",)),), (vorblatt(FULL),)),
    "begruendung-abschnitt-fehlt": (
        (document(DocumentPart.BEGRUENDUNG, [section("A", "Allgemeiner Teil", ("Ziel ist das Lesen.",))]),),
        (begruendung(),),
    ),
    "vorblatt-ohne-kommunen": (
        (vorblatt({"E.3": ["Den Ländern einschließlich der Kommunen entsteht ein jährlicher Aufwand von 9 Millionen Euro."]}),),
        (vorblatt(FULL),),
    ),
    "vorblatt-kommunen-verneint": ((vorblatt({"E.3": ["Für Länder und Kommunen entsteht kein Erfüllungsaufwand."]}),), (vorblatt(FULL),)),
    "vorblatt-nicht-beziffert": (
        (vorblatt({"E.3": ["Den Kommunen entsteht ein Mehraufwand, der sich nicht beziffern lässt und nicht quantifizierbar ist."]}),),
        (vorblatt(FULL),),
    ),
    "haushalt-verneint": ((vorblatt({**FULL, "D": ["Keine."]}),), (vorblatt(FULL),)),
    "haushalt-ohne-kommunen": ((vorblatt({**FULL, "D": ["Dem Bund entstehen jährlich 5 Millionen Euro."]}),), (vorblatt(FULL),)),
    "vorblatt-begruendung-widerspruch": (
        (vorblatt({"D": ["Keine."]}), begruendung(haushalt=["Es wird mit jährlichen Ausgaben von 480 Millionen Euro gerechnet."])),
        (vorblatt({"D": ["Keine."]}), begruendung(haushalt=["Keine."])),
    ),
    "vorblatt-begruendung-betraege": (
        (vorblatt(FULL), begruendung(verwaltung=["Den Kommunen entsteht jährlich ein Aufwand von 450 000 Euro."])),
        (vorblatt(FULL), begruendung(verwaltung=["Den Kommunen entsteht jährlich ein Aufwand von 299 870 Euro."])),
    ),
    "betraege-widerspruechlich": (
        (vorblatt({"E.3": ["Den Kommunen entstehen jährlich 300 000 Euro.", LEVELS, "Kommunen | 900 | 0", "Summe | 900 | 0"]}),),
        (vorblatt({"E.3": ["Den Kommunen entstehen jährlich 300 000 Euro.", LEVELS, "Kommunen | 300 | 0", "Summe | 300 | 0"]}),),
    ),
    "summe-stimmt-nicht": (
        (
            vorblatt(
                {
                    "E.3": [
                        LEVELS,
                        "Bund | 100 | 0",
                        "Länder einschließlich Kommunen | 300 | 0",
                        "davon Kommunen | 200 | 0",
                        "Summe | 600 | 0",
                    ]
                }
            ),
        ),
        (
            vorblatt(
                {
                    "E.3": [
                        LEVELS,
                        "Bund | 100 | 0",
                        "Länder einschließlich Kommunen | 300 | 0",
                        "davon Kommunen | 200 | 0",
                        "Summe | 400 | 0",
                    ]
                }
            ),
        ),
    ),
    "rechnung-stimmt-nicht": (
        (begruendung(verwaltung=[TABLE, "§ 2: Lesestube | Kommunen | 100 | 60 | 42,20 | 422"]),),
        (begruendung(verwaltung=[TABLE, GOOD_ROW]),),
    ),
    "text-tabelle-abweichung": (
        (begruendung(verwaltung=["Für die Lesestuben fallen jährlich 4 250 Euro an.", TABLE, GOOD_ROW]),),
        (begruendung(verwaltung=["Für die Lesestuben fallen jährlich 4 220 Euro an.", TABLE, GOOD_ROW]),),
    ),
    "einmalig-jaehrlich-vermischt": (
        (
            vorblatt(
                {
                    "E.3": [
                        "Den Kommunen entstehen jährlich 300 000 Euro und einmalig 50 000 Euro.",
                        "Insgesamt sind es jährlich 350 000 Euro.",
                    ]
                }
            ),
        ),
        (
            vorblatt(
                {
                    "E.3": [
                        "Den Kommunen entstehen jährlich 300 000 Euro und einmalig 50 000 Euro.",
                        "Insgesamt sind es jährlich 300 000 Euro.",
                    ]
                }
            ),
        ),
    ),
    "aufwand-ohne-zeitbezug": (
        (vorblatt({"E.3": ["Den Kommunen entsteht ein Aufwand von 300 000 Euro."]}),),
        (vorblatt(FULL),),
    ),
    "einmaliger-aufwand-fehlt": (
        (vorblatt({"E.3": ["Den Kommunen entsteht ein jährlicher Aufwand von 300 000 Euro."]}),),
        (vorblatt(FULL),),
    ),
    "begruendung-schweigt": (
        (begruendung(besonderer={"Zu § 2 (Lesestuben)": "Die Lesestuben dienen dem Lesen."}),),
        (begruendung(besonderer={"Zu den §§ 2 und 3": "Die Lesestuben dienen dem Lesen.", "Zu § 5": "Folgeregelung."}),),
    ),
    "begruendung-verneint": (
        (begruendung(besonderer={"Zu § 2": "Für die Gemeinden ergeben sich keine zusätzlichen Aufgaben.", "Zu § 3": "Kostenregel."}),),
        (begruendung(besonderer={"Zu § 2": "Für die Länder gilt § 1.", "Zu § 3": "Die Gemeinden tragen keine weiteren Kosten."}),),
    ),
}


def ids(documents, findings=(DUTY, COST)):
    return {check.id: check for check in check_cover_note(draft(*documents), findings)}


def test_every_remark_has_cases():
    assert set(CASES) == set(texts())


@pytest.mark.parametrize("name", CASES)
def test_remark_is_made(name):
    assert name in ids(CASES[name][0])


@pytest.mark.parametrize("name", CASES)
def test_remark_is_not_made(name):
    assert name not in ids(CASES[name][1])


def test_a_denial_lists_the_clauses_that_oblige():
    check = ids([vorblatt({"E.3": ["Für die Verwaltung entsteht kein Erfüllungsaufwand."]})], (duty("2"), duty("4"), COST))[
        "vorblatt-kommunen-verneint"
    ]
    assert check.findings == ("satz-2", "satz-4")
    assert check.place == "Vorblatt, Abschnitt E.3"
    assert "§ 44" in check.source
    assert "2 Sätze" in check.message


def test_without_flagged_clauses_nothing_is_denied_or_hidden():
    found = ids([vorblatt({"E.3": ["Für Länder und Kommunen entsteht kein Erfüllungsaufwand."]}), begruendung()], ())
    assert found == {}


def test_a_draft_without_cover_note_and_duties_is_silent():
    assert ids([], ()) == {}


@pytest.mark.parametrize("refers_to", ["erfuellungsaufwand-der-verwaltung"])
def test_a_section_is_found_by_its_literal_whatever_its_heading(refers_to):
    inner = section("3", "Aufwand der Behörden", ("Für Länder und Kommunen entsteht kein Erfüllungsaufwand.",), refers_to=refers_to)
    cover = document(DocumentPart.VORBLATT, [section("E", "Folgen", (), [inner])])
    assert "vorblatt-kommunen-verneint" in ids([cover])


def test_a_section_is_found_by_a_paragraph_that_reads_like_a_heading():
    lines = [
        "E.1 Erfüllungsaufwand für Bürgerinnen und Bürger",
        "Keiner.",
        "E.3 Erfüllungsaufwand der Verwaltung",
        "Es entsteht kein Erfüllungsaufwand.",
    ]
    check = ids([document(DocumentPart.VORBLATT, [section("E", "Erfüllungsaufwand", lines)])])["vorblatt-kommunen-verneint"]
    assert check.place == "Vorblatt, Abschnitt E.3"


def test_sub_headings_say_whose_amounts_follow():
    lines = ["Bund", "Es entstehen jährlich 2 Millionen Euro.", "Länder und Kommunen", "Es entstehen jährlich 9 Millionen Euro."]
    assert "nur einen gemeinsamen mit den Ländern" in ids([vorblatt({"E.3": lines})])["vorblatt-ohne-kommunen"].message


def test_items_of_an_amending_bill_are_compared_one_by_one():
    def in_item(number: str):
        path = (PathStep(ProvisionKind.ARTIKEL, "1"), PathStep(ProvisionKind.NUMMER, number), PathStep(ProvisionKind.PARAGRAF, "7"))
        return make_finding(make_clause("Die Gemeinden berichten.", id=f"nr-{number}", path=path), kind=DutyKind.INFORMATION)

    text = "Zu Nummer 2: Der Bericht wird jährlich. Zu den Nummern 4 bis 6: Folgeänderungen."
    cover = begruendung(besonderer={"Zu Artikel 1 (Änderung des Lesestubengesetzes)": text})
    found = ids([cover], (in_item("2"), in_item("3"), in_item("5")))
    assert found["begruendung-schweigt"].findings == ("nr-3",)
    assert "Artikel 1 Nummer 3" in found["begruendung-schweigt"].message
