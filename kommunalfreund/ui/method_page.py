"""Page "Methode und Grenzen": how a finding comes about, what the words mean, how good it is, what it cannot do, all rules."""

from __future__ import annotations

import streamlit as st

from kommunalfreund import labels_de
from kommunalfreund.classification.model_file import load_card
from kommunalfreund.errors import ModelFileError
from kommunalfreund.finding import Addressee, Bindingness, DutyKind, Effect
from kommunalfreund.paths import MODEL
from kommunalfreund.ui import session
from kommunalfreund.ui.detail import plain

_METRICS = {
    "average_precision": "mittlere Genauigkeit (average precision) der Meldung",
    "f1": "F1 der Meldung",
    "adressat_richtig": "Anteil richtiger Adressaten",
    "f1_pflicht": "F1 der Wirkung Pflicht",
    "f1_kosten": "F1 der Wirkung Kosten",
    "f1_entlastung": "F1 der Wirkung Entlastung",
}


_METHOD = """
Ein Entwurf durchläuft immer dieselben Stufen, ohne Zufall und ohne Verbindung nach außen:

1. **Lesen** – LegalDocML.de, Akoma Ntoso oder gesetze-im-internet-XML; jede Textstelle bleibt mit ihrer Stelle im XML verbunden.
2. **Zerlegen** – ein Satz mit seiner Aufzählung ist die Einheit, die beurteilt wird.
3. **Deuten** – Was tut der Satz (Gebot, Ermessen, Verbot, Anspruch, Verweisung …)? Wer handelt, wer ist nur Gegenüber? Wer
   vollzieht das Gesetz?
4. **Regeln** – offen lesbare Regeln mit Quelle und Beispielen.
5. **Modell** – ein mit markierten Sätzen trainierter Klassifikator schätzt, ob ein sorgfältiger Leser den Satz melden würde.
6. **Entscheiden** – sehr sichere Regeln gehen vor, sonst entscheidet das Modell; die Gründe stehen bei jedem Fund.
"""

_LIMITS = """
- Die Funde sind **Hinweise, keine Rechtsberatung** und kein Ersatz für das Lesen des Entwurfs. Es werden Sätze übersehen und
   Sätze zu Unrecht gemeldet.
- Bei „nach Landesrecht“ entscheidet das **Landesrecht**, ob eine Kommune handelt; Stadtstaaten weichen ab.
- Bei **Änderungsgesetzen** wird der neue Text mit dem geltenden Gesetz verglichen, wenn es mit hochgeladen ist; sonst wird
   beurteilt, was der Entwurf selbst an neuem Wortlaut enthält.
- In **neuen Gesetzen**, die keine Vollzugstabelle kennt, ist das Modell unsicherer; dort zählt es schon ab einer niedrigeren
   Wahrscheinlichkeit.
- **Kosten** werden nur beziffert, wo Fallzahlen angegeben sind; die Sätze je Stunde und Minute sind änderbar und nennen ihre Quelle.
"""


def show() -> None:
    """Show the page."""
    analysis, notice = session.load_analysis()
    st.title("Methode und Grenzen")
    if notice:
        st.warning(notice)
    st.markdown(_METHOD)
    st.header("Was die Angaben bedeuten")
    for title, values in (("Adressat", Addressee), ("Wirkung", Effect), ("Art der Pflicht", DutyKind), ("Bindung", Bindingness)):
        st.markdown(
            f"**{title}**\n" + "\n".join(f"- *{plain(labels_de.short(value))}:* {plain(labels_de.explain(value))}" for value in values)
        )
    _quality()
    st.header("Grenzen")
    st.markdown(_LIMITS)
    st.header("Regeln")
    words = st.text_input("Suche in den Regeln").strip().lower()
    rules = [
        rule for rule in analysis.rulebook.rules if not words or words in f"{rule.id} {rule.title} {rule.message} {rule.source}".lower()
    ]
    st.caption(f"{len(rules)} von {len(analysis.rulebook.rules)} Regeln")
    st.dataframe(
        [
            {
                "Regel": rule.title,
                "Bedeutung": rule.message,
                "Quelle": rule.source,
                "Gewicht": rule.weight,
                "Beispiel": rule.match[0].text,
                "Kennung": rule.id,
            }
            for rule in rules
        ],
        hide_index=True,
    )
    versions = analysis.versions
    st.caption(f"Fassungen: Software {versions.software}, Regelwerk {versions.rulebook}, Modell {versions.model}")


def _quality() -> None:
    st.header("Gemessene Güte")
    try:
        card = load_card(MODEL)
    except ModelFileError:
        st.info("Es liegt kein trainiertes Modell vor; Zahlen gibt es darum nicht.")
        return
    st.markdown(
        f"Das Modell {card.version} wurde mit {card.trained_on['saetze']} markierten Sätzen aus {card.trained_on['gesetze']} Gesetzen "
        f"trainiert, davon {card.trained_on['saetze_geltendes_recht']} aus geltendem Bundesrecht. "
        "Die Werte stammen aus einer Kreuzvalidierung, bei der nie ein Satz desselben Gesetzes im Training war; "
        "sie gelten für das Modell allein."
    )
    st.dataframe(
        [{"Größe": _METRICS[name], "Wert": labels_de.decimal(value)} for name, value in card.metrics.items() if name in _METRICS],
        hide_index=True,
    )
