"""Agentless duties of private parties: what applicants hand in, operators keep in order and nobody may do.

"Der Antrag ist schriftlich einzureichen" names nobody, and yet no authority has to do it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kommunalfreund.finding import Addressee
from kommunalfreund.language import coreference, morphology
from kommunalfreund.language.clause_reading import Reading
from kommunalfreund.language.coreference import Entry
from kommunalfreund.language.interpretation import ExecutionProfile, Role, SentenceKind

_APPLICANT_VERBS = frozenset(
    """vorlegen beifügen anzeigen aufbewahren kennzeichnen einreichen nachweisen stellen beantragen mitführen anmelden anbringen abgeben
    betreiben lagern instandhalten warten reinigen vorzeigen zurückgeben herstellen entrichten beibringen abliefern aushängen einbauen
    beantworten unterschreiben""".split()
)
"""What applicants and operators do, where the law names nobody else."""
_PAPERWORK = frozenset(
    """vorlegen anzeigen aufbewahren kennzeichnen einreichen nachweisen beantragen mitführen anmelden abgeben vorzeigen zurückgeben
    entrichten beibringen abliefern aushängen""".split()
)
"""What of it private parties do even in laws that bind authorities as well."""
_APPLICANT_ALWAYS = frozenset({"beifügen", "einreichen", "beantragen", "mitführen", "anmelden", "entrichten", "beibringen"})
_PRIVATE_HEADING = re.compile(
    r"[Pp]flicht(?:en)? (?:des|der|von|für)(?: die| den)? (?!Behörde|Gemeinde|Länder|Träger|Kreis|Landkreis|Kommun|Verwaltung|öffentlich"
    r"|Städt|Jugend|zuständig|nach Landesrecht|Stelle|Ämter|Bund)[A-ZÄÖÜ]"
    r"|\b(?:Betreiber|Halter|Anzeige|Auskunfts|Mitwirkungs|Aufbewahrungs|Kennzeichnungs)pflicht"
)
_OFFICIAL_THINGS = (
    *("antrag", "bescheid", "erlaubnis", "genehmigung", "entscheidung", "ablehnung", "zulassung", "gebühr", "bewilligung", "anordnung"),
    *("zuschuss", "leistung"),
)
"""Things that authorities deal with, whatever the verb."""
_CONDUCT_VERBS = frozenset(
    """verbringen einbringen ausbringen aufbringen verwenden betreiben bringen lagern benutzen einstellen verfüttern entfernen befördern
    abgeben halten herstellen anbringen betreten vergraben schlachten züchten besamen treiben feilhalten anbieten verkaufen einführen
    ausführen führen erwerben überlassen gewinnen mischen behandeln""".split()
)
"""What a ban forbids everyone ("Rinder dürfen nicht verbracht werden"): those who keep, trade and use things, no authority."""
_RECORDS = (
    "datum",
    "daten",
    "angabe",
    "kenntnis",
    "information",
    "unterlage",
    "mittel",
    "tabelle",
    "merkmal",
    "nummer",
    "ergebnis",
    "bild",
)
"""Things that lie with authorities: what must not be done with them binds these."""
_APPLICATIONS = frozenset({"antrag", "anzeige", "anmeldung", "erklärung", "meldung", "gesuch"})
_BANS = frozenset({SentenceKind.DARF_NUR, SentenceKind.DARF_NICHT})


def is_private(reading: Reading, entries: Sequence[Entry], execution: ExecutionProfile | None) -> bool:
    """Whether an agentless duty is that of an applicant, operator or other private party.

    Args:
        reading: the clause.
        entries: sentences before it in the norm, in order.
        execution: who executes the law.
    """
    if reading.kind in _BANS and reading.predicate in _CONDUCT_VERBS and not reading.subject.endswith(_RECORDS):
        return True
    if reading.predicate == "beifügen" and any(token.lemma in _APPLICATIONS for token in reading.tokens):
        return True
    verbs = {reading.predicate}
    if reading.predicate in {"sein", "werden"}:  # the main verb was not recognised
        verbs = {word for token in reading.tokens[-3:] for word in (token.lemma, morphology.without_zu(token.text))}
    applicant = not verbs.isdisjoint(_APPLICANT_VERBS)
    if not applicant and any(coreference.is_official(verb) for verb in verbs):
        return False
    last = next((entry for entry in reversed(entries) if entry.foreign or entry.actor), None)
    nobody_else = last is None or last.private
    if applicant:
        received = any(mention.role is Role.EMPFAENGER and mention.addressee is not Addressee.KEINE for mention in reading.mentions)
        if received or (last is not None and last.private) or (last is None and not verbs.isdisjoint(_APPLICANT_ALWAYS)):
            return True
    if nobody_else and _PRIVATE_HEADING.search(reading.clause.heading):
        return True
    if any(noun.endswith(_OFFICIAL_THINGS) for noun in (reading.subject, *(token.lemma for token in reading.tokens[:3]))):
        return False
    binds = execution.binds if execution is not None else ""
    binds_private = (binds == "private" and (nobody_else or applicant)) or (
        binds == "beide" and nobody_else and not verbs.isdisjoint(_PAPERWORK)
    )
    return binds_private or (last is not None and last.private)
