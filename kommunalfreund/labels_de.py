"""Every German word that the app, the report and the tables show, keyed by enum value.

Stored and exported values stay as they are (ASCII); what a reader sees comes from here alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kommunalfreund.clause import ClauseKind
from kommunalfreund.draft import DocumentPart, Origin, ProvisionKind, TextRole
from kommunalfreund.finding import ActorSource, Addressee, Bindingness, DutyKind, Effect, Novelty, Severity
from kommunalfreund.language.interpretation import MoneyDirection, MoneyKind, Role, SentenceKind


class Label(NamedTuple):
    """What a reader sees of a value: a short word, and a sentence that explains it."""

    short: str
    long: str


LABELS: Mapping[type[StrEnum], Mapping[StrEnum, Label]] = {
    Addressee: {
        Addressee.DIREKT: Label(
            "direkt",
            "Der Satz trifft Gemeinden, Städte, Kreise oder Gemeindeverbände selbst: Er nennt sie als die, die handeln, dulden oder zahlen "
            "müssen oder entlastet werden.",
        ),
        Addressee.FUNKTIONAL: Label(
            "funktional",
            "Der Satz nennt eine Stelle, die in den meisten Ländern eine kommunale ist, zum Beispiel ein Jugendamt oder eine Meldebehörde.",
        ),
        Addressee.MITTELBAR: Label(
            "mittelbar",
            "Der Satz richtet sich an die Länder, an die zuständige Behörde oder ohne Nennung an den Vollzug eines Gesetzes, das "
            "üblicherweise ganz oder zum Teil von Kommunen ausgeführt wird.",
        ),
        Addressee.KEINE: Label(
            "keine",
            "Der Satz betrifft keine Kommune: Bund, Gerichte, Private, Sozialversicherung oder Aufgaben, die das Land selbst erfüllt.",
        ),
    },
    Effect: {
        Effect.PFLICHT: Label(
            "Pflicht",
            "Die Kommune muss etwas tun, dulden oder unterlassen, wird für zuständig erklärt oder hat einen Anspruch Dritter zu erfüllen; "
            "auch „soll“ zählt dazu.",
        ),
        Effect.KOSTEN: Label(
            "Kosten",
            "Der Satz selbst bestimmt Geld zulasten der Kommune: Kostentragung, Erstattung, Leistungshöhe, Gebührenfreiheit oder "
            "weniger Gemeindesteuern.",
        ),
        Effect.ENTLASTUNG: Label(
            "Entlastung",
            "Der Satz verschafft der Kommune Geld oder nimmt ihr etwas ab: Erstattung, Förderung, Gebühren, Ausnahmen, "
            "Vereinfachung, wegfallende Pflichten.",
        ),
    },
    DutyKind: {
        DutyKind.AUFGABE: Label("Aufgabe", "Sachaufgabe, Leistung, Entscheidung, Planung, Überwachung oder Zuständigkeit."),
        DutyKind.INFORMATION: Label(
            "Information", "Melden, berichten, übermitteln, veröffentlichen, dokumentieren, Register oder Statistik führen, Auskunft geben."
        ),
        DutyKind.STANDARD: Label(
            "Standard", "Vorgabe für Personal, Qualifikation, Ausstattung, Technik, Räume, IT-Sicherheit oder Qualität."
        ),
        DutyKind.VERFAHREN: Label(
            "Verfahren",
            "Frist, Form, Anhörung, Beteiligung, Begründung, Prüfschritt, Bekanntmachung oder Schranke des Verwaltungshandelns.",
        ),
        DutyKind.ANSPRUCH: Label("Anspruch", "Rechtsanspruch oder Leistung Dritter, die die kommunale Stelle erfüllen muss."),
    },
    Bindingness: {
        Bindingness.MUSS: Label("muss", "Zwingend: Es bleibt kein Ermessen."),
        Bindingness.SOLL: Label("soll", "In der Regel zwingend; nur in besonderen Fällen darf abgewichen werden."),
        Bindingness.KANN: Label("kann", "Die Stelle entscheidet nach eigenem Ermessen."),
    },
    Novelty: {
        Novelty.NEU: Label("neu", "Das geltende Recht kennt diese Regelung nicht."),
        Novelty.GEAENDERT: Label("geändert", "Das geltende Recht kennt die Regelung in anderer Fassung."),
        Novelty.VERSCHAERFT: Label("verschärft", "Die Regelung bindet stärker als bisher, zum Beispiel „muss“ statt „kann“."),
        Novelty.ERLEICHTERT: Label("erleichtert", "Die Regelung bindet schwächer als bisher, zum Beispiel „kann“ statt „muss“."),
        Novelty.UNVERAENDERT: Label("unverändert", "Die Regelung gilt schon heute so."),
        Novelty.AUFGEHOBEN: Label("aufgehoben", "Die Regelung fällt weg."),
        Novelty.UNBEKANNT: Label("nicht verglichen", "Ein Vergleich mit dem geltenden Recht war nicht möglich."),
    },
    ActorSource: {
        ActorSource.GENANNT: Label("im Satz genannt", "Die handelnde Stelle steht im Satz selbst."),
        ActorSource.UEBERNOMMEN: Label("aus dem Zusammenhang", "Die handelnde Stelle wurde aus einem vorangehenden Satz übernommen."),
        ActorSource.VOLLZUGSTABELLE: Label(
            "aus der Vollzugstabelle", "Die Tabelle der Gesetze und ihrer Vollzugsbehörden nennt die handelnde Stelle."
        ),
        ActorSource.DOKUMENT: Label("aus dem Dokument", "Das Dokument selbst bestimmt an anderer Stelle, wer zuständig ist."),
    },
    MoneyKind: {
        MoneyKind.KOSTENTRAGUNG: Label("Kostentragung", "Der Satz sagt, wer Kosten trägt."),
        MoneyKind.ERSTATTUNG: Label("Erstattung", "Ausgaben werden einer anderen Stelle erstattet."),
        MoneyKind.UMLAGE: Label("Umlage", "Kosten werden auf mehrere umgelegt."),
        MoneyKind.LEISTUNGSHOEHE: Label("Leistungshöhe", "Der Satz bestimmt, wie hoch eine Leistung ist."),
        MoneyKind.LEISTUNGSANSPRUCH: Label("Leistungsanspruch", "Jemand erhält eine Leistung."),
        MoneyKind.ANRECHNUNG_KUERZUNG: Label("Anrechnung, Kürzung", "Eine Leistung wird gemindert, ausgeschlossen oder zurückgefordert."),
        MoneyKind.GEBUEHR: Label("Gebühr", "Gebühren oder Auslagen dürfen erhoben werden."),
        MoneyKind.GEBUEHRENFREIHEIT: Label("Gebührenfreiheit", "Gebühren entfallen oder sind begrenzt."),
        MoneyKind.FOERDERUNG: Label("Förderung", "Bund oder Land geben Geld."),
        MoneyKind.STEUER_MINDERUNG: Label("Steuerminderung", "Eine Gemeindesteuer bringt weniger ein."),
        MoneyKind.STEUER_MEHRUNG: Label("Steuermehrung", "Eine Gemeindesteuer bringt mehr ein."),
        MoneyKind.STEUERANTEIL: Label("Steueranteil", "Der Satz verteilt den Ertrag einer Steuer."),
        MoneyKind.HAFTUNG: Label("Haftung", "Jemand haftet oder leistet Entschädigung."),
        MoneyKind.ENTFALL: Label("Wegfall", "Eine Pflicht entfällt oder gilt für manche nicht."),
        MoneyKind.VEREINFACHUNG: Label("Vereinfachung", "Das Verfahren wird einfacher."),
        MoneyKind.DATENLIEFERUNG: Label("Datenlieferung", "Eine andere Stelle liefert Daten oder Unterlagen."),
    },
    MoneyDirection: {
        MoneyDirection.BELASTUNG: Label("belastet", "Es geht zulasten der Kommunen."),
        MoneyDirection.ENTLASTUNG: Label("entlastet", "Es kommt Kommunen zugute."),
        MoneyDirection.NEUTRAL: Label("neutral", "Es trifft Kommunen nicht."),
        MoneyDirection.UNKLAR: Label("unklar", "Wen es trifft, sagt der Satz nicht."),
    },
    Role: {
        Role.SUBJEKT: Label("handelt", "Die Stelle ist Subjekt des Satzes und muss handeln."),
        Role.AGENS: Label(
            "handelt (Passiv)", "Der Satz steht im Passiv und nennt die Stelle als die, durch die oder von der gehandelt wird."
        ),
        Role.ZUSTAENDIG: Label("zuständig", "Der Satz erklärt die Stelle für zuständig."),
        Role.EMPFAENGER: Label("empfängt", "Die Stelle bekommt etwas: eine Meldung, einen Antrag, Unterlagen."),
        Role.BEGUENSTIGT: Label("begünstigt", "Zugunsten der Stelle handelt oder zahlt jemand anderes."),
        Role.INHABER: Label("Inhaberin", "Der Satz spricht von etwas, das zur Stelle gehört, zum Beispiel von ihren Beschäftigten."),
        Role.ERWAEHNT: Label("erwähnt", "Die Stelle kommt im Satz vor, ohne zu handeln oder etwas zu bekommen."),
    },
    SentenceKind: {
        SentenceKind.MUSS: Label("Gebot mit „muss“", "Der Satz gebietet mit „muss“ oder „müssen“."),
        SentenceKind.HAT_ZU: Label("Gebot mit „hat … zu“", "Der Satz gebietet mit „hat … zu“ oder „haben … zu“."),
        SentenceKind.IST_ZU: Label("Gebot mit „ist … zu“", "Der Satz gebietet mit „ist … zu“ und nennt oft nicht, wer handeln muss."),
        SentenceKind.VERPFLICHTET: Label(
            "Verpflichtung", "Der Satz sagt ausdrücklich, dass jemand verpflichtet ist oder ihm etwas obliegt."
        ),
        SentenceKind.INDIKATIV: Label(
            "Gebot in der Aussageform", "Der Satz gebietet, indem er sagt, was geschieht („Die Meldebehörde übermittelt …“)."
        ),
        SentenceKind.SOLL: Label("Soll-Vorschrift", "Der Satz gebietet für den Regelfall."),
        SentenceKind.KANN: Label("Kann-Vorschrift", "Der Satz räumt Ermessen oder eine Befugnis ein."),
        SentenceKind.DARF_NUR: Label("Beschränkung", "Der Satz erlaubt etwas nur unter Bedingungen."),
        SentenceKind.DARF_NICHT: Label("Verbot", "Der Satz verbietet etwas."),
        SentenceKind.ANSPRUCH: Label("Anspruch", "Der Satz gibt jemandem ein Recht auf eine Leistung oder Handlung."),
        SentenceKind.ZUSTAENDIGKEIT: Label("Zuständigkeit", "Der Satz bestimmt, wer zuständig ist."),
        SentenceKind.KOSTENREGEL: Label("Kostenregel", "Der Satz bestimmt, wer zahlt, wie viel gezahlt oder ob erstattet wird."),
        SentenceKind.DEFINITION: Label("Begriffsbestimmung", "Der Satz legt fest, was ein Wort im Gesetz bedeutet."),
        SentenceKind.GELTUNGSBEREICH: Label("Geltungsbereich", "Der Satz sagt, wofür das Gesetz gilt und wofür nicht."),
        SentenceKind.VERWEISUNG: Label("Verweisung", "Der Satz erklärt andere Vorschriften für anwendbar oder unberührt."),
        SentenceKind.ERMAECHTIGUNG: Label("Verordnungsermächtigung", "Der Satz ermächtigt dazu, eine Rechtsverordnung zu erlassen."),
        SentenceKind.BUSSGELD: Label("Bußgeld oder Strafe", "Der Satz droht ein Bußgeld oder eine Strafe an."),
        SentenceKind.INKRAFTTRETEN: Label("Inkrafttreten", "Der Satz regelt, wann Vorschriften in oder außer Kraft treten."),
        SentenceKind.UEBERGANG: Label("Übergangsregel", "Der Satz regelt Altfälle oder Stichtage."),
        SentenceKind.AENDERUNGSBEFEHL: Label("Änderungsbefehl", "Der Satz ändert den Wortlaut eines geltenden Gesetzes."),
        SentenceKind.FESTSTELLUNG: Label("Feststellung", "Der Satz stellt etwas fest, ohne zu gebieten oder zu erlauben."),
    },
    Severity: {
        Severity.HINWEIS: Label("Hinweis", "Zur Kenntnis: Der Punkt gehört zur Vorbereitung oder zur Stellungnahme."),
        Severity.PRUEFEN: Label("prüfen", "Der Punkt sollte geprüft werden, bevor der Entwurf weitergeht."),
        Severity.WICHTIG: Label(
            "wichtig", "Der Punkt kann den Entwurf oder seine Kostenangaben in Frage stellen und sollte zuerst geprüft werden."
        ),
    },
    DocumentPart: {
        DocumentPart.REGELUNGSTEXT: Label("Regelungstext", "Der Text, der Gesetz werden soll."),
        DocumentPart.VORBLATT: Label("Vorblatt", "Kurze Darstellung von Problem, Lösung, Alternativen und Kosten."),
        DocumentPart.BEGRUENDUNG: Label("Begründung", "Allgemeiner und besonderer Teil der Begründung."),
        DocumentPart.ANLAGE: Label("Anlage", "Anlage zum Regelungstext."),
        DocumentPart.SONSTIGES: Label("Sonstiges", "Ein weiteres Dokument des Entwurfs."),
    },
    ProvisionKind: {
        ProvisionKind.BUCH: Label("Buch", "Oberste Gliederungsebene großer Gesetze."),
        ProvisionKind.TEIL: Label("Teil", "Gliederungsebene."),
        ProvisionKind.KAPITEL: Label("Kapitel", "Gliederungsebene."),
        ProvisionKind.UNTERKAPITEL: Label("Unterkapitel", "Gliederungsebene unter dem Kapitel."),
        ProvisionKind.ABSCHNITT: Label("Abschnitt", "Gliederungsebene."),
        ProvisionKind.UNTERABSCHNITT: Label("Unterabschnitt", "Gliederungsebene unter dem Abschnitt."),
        ProvisionKind.TITEL: Label("Titel", "Gliederungsebene."),
        ProvisionKind.UNTERTITEL: Label("Untertitel", "Gliederungsebene unter dem Titel."),
        ProvisionKind.ARTIKEL: Label("Artikel", "Einzelvorschrift eines Mantelgesetzes."),
        ProvisionKind.PARAGRAF: Label("Paragraf", "Einzelvorschrift eines Stammgesetzes."),
        ProvisionKind.ABSATZ: Label("Absatz", "Absatz einer Einzelvorschrift."),
        ProvisionKind.SATZ: Label("Satz", "Satz eines Absatzes."),
        ProvisionKind.NUMMER: Label("Nummer", "Punkt einer Aufzählung mit Zahl."),
        ProvisionKind.BUCHSTABE: Label("Buchstabe", "Punkt einer Aufzählung mit Buchstabe."),
        ProvisionKind.DOPPELBUCHSTABE: Label("Doppelbuchstabe", "Punkt einer Aufzählung mit zwei Buchstaben."),
        ProvisionKind.DREIFACHBUCHSTABE: Label("Dreifachbuchstabe", "Punkt einer Aufzählung mit drei Buchstaben."),
        ProvisionKind.SPIEGELSTRICH: Label("Spiegelstrich", "Punkt einer Aufzählung mit Strich."),
        ProvisionKind.ANLAGE: Label("Anlage", "Anlage zum Gesetz."),
        ProvisionKind.INHALTSUEBERSICHT: Label("Inhaltsübersicht", "Verzeichnis der Vorschriften."),
        ProvisionKind.EINGANGSFORMEL: Label("Eingangsformel", "Formel vor der ersten Vorschrift."),
        ProvisionKind.SCHLUSSFORMEL: Label("Schlussformel", "Formel hinter der letzten Vorschrift."),
        ProvisionKind.VORBLATTABSCHNITT: Label("Abschnitt des Vorblatts", "Abschnitt des Vorblatts, zum Beispiel „Erfüllungsaufwand“."),
        ProvisionKind.BEGRUENDUNGSABSCHNITT: Label("Abschnitt der Begründung", "Abschnitt der Begründung."),
        ProvisionKind.SONSTIGE: Label("Sonstiges", "Gliederungsebene ohne eigenen Namen."),
    },
    TextRole: {
        TextRole.FLIESSTEXT: Label("Fließtext", "Laufender Text."),
        TextRole.TABELLE: Label("Tabelle", "Text einer Tabellenzelle oder -zeile."),
        TextRole.FUSSNOTE: Label("Fußnote", "Text einer Fußnote."),
    },
    Origin: {
        Origin.ALT: Label("alt", "Steht so im geltenden Gesetz."),
        Origin.NEU: Label("neu", "Kommt durch den Entwurf hinzu."),
        Origin.VERSCHOBEN: Label("verschoben", "Steht schon im geltenden Gesetz, bekommt aber eine andere Nummer."),
    },
    ClauseKind: {
        ClauseKind.SATZ: Label("Satz", "Ein Satz mit seiner Aufzählung."),
        ClauseKind.AENDERUNGSBEFEHL: Label("Änderungsbefehl", "Ein Satz, der den Wortlaut eines Gesetzes ändert."),
        ClauseKind.TABELLE: Label("Tabellenzeile", "Eine Zeile einer Tabelle."),
    },
}
"""Label of every value of every enum that can be shown."""

RULE_WEIGHTS: Mapping[str, Label] = {
    "sicher": Label("entscheidet", "Die Regel entscheidet allein, ob gemeldet wird."),
    "stark": Label("stützt stark", "Die Regel spricht deutlich dafür."),
    "schwach": Label("stützt schwach", "Die Regel spricht etwas dafür."),
}
"""Label of ``RuleMatch.weight``."""

COLUMNS: Mapping[str, str] = {
    "source": "Datei",
    "draft": "Kennung des Entwurfs",
    "part": "Dokumentteil",
    "anchor": "Stelle im XML",
    "citation": "Fundstelle",
    "norm": "Norm",
    "absatz": "Absatz",
    "satz": "Satz",
    "text": "Text",
    "addressee": "Adressat",
    "effects": "Wirkung",
    "kind": "Art",
    "bindingness": "Verbindlichkeit",
    "novelty": "Neuheit",
    "flagged": "Gemeldet",
    "score": "Wahrscheinlichkeit",
    "actor": "Handelnde Stelle",
    "actor_found_by": "Stelle gefunden durch",
    "rules": "Regeln",
    "reasons": "Gründe",
    "rulebook_version": "Version des Regelwerks",
    "model_version": "Version des Modells",
}
"""Heading of each field of the interchange line."""

DISCLAIMER = "Hinweise, keine Rechtsberatung"
"""Stands on every page that leaves the program."""

_SCORE_WORDS = (
    (0.9, "sehr wahrscheinlich"),
    (0.7, "wahrscheinlich"),
    (0.5, "eher wahrscheinlich"),
    (0.3, "zweifelhaft"),
    (0.1, "unwahrscheinlich"),
)

_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")


def short(value: StrEnum) -> str:
    """Short German label of an enum value.

    >>> short(Effect.PFLICHT)
    'Pflicht'
    """
    return LABELS[type(value)][value].short


def explain(value: StrEnum) -> str:
    """German sentence that explains an enum value."""
    return LABELS[type(value)][value].long


def score_in_words(score: float) -> str:
    """How probable it is that a careful reader would flag a clause, in words.

    Args:
        score: probability, 0 to 1.

    >>> score_in_words(0.93), score_in_words(0.05)
    ('sehr wahrscheinlich', 'sehr unwahrscheinlich')
    """
    return next((words for floor, words in _SCORE_WORDS if score >= floor), "sehr unwahrscheinlich")


def decimal(number: float, digits: int = 2) -> str:
    """A number with the German decimal comma.

    >>> decimal(0.875)
    '0,88'
    """
    return f"{number:.{digits}f}".replace(".", ",")


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun, with a dot between thousands.

    >>> counted(1, "Satz", "Sätze"), counted(1200, "Satz", "Sätze")
    ('1 Satz', '1.200 Sätze')
    """
    return f"{number:,} {one if number == 1 else many}".replace(",", ".")


def german_date(iso: str) -> str:
    """An ISO date as written in German; anything else unchanged.

    >>> german_date("2026-03-02"), german_date("unbekannt")
    ('2. März 2026', 'unbekannt')
    """
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"
