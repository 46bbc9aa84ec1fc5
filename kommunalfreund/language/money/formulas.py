"""Which words together say that a sentence speaks of money or relief, of which kind, and who comes out how.

Word order says little in German main clauses ("Die Kosten trägt …", "… trägt die Kosten"), so a formula names classes of words (``words``)
that must all stand in the same half of a main clause. The first formula of the table that fits decides; the order is therefore:

1. municipal taxes, which outrank every other meaning of their words,
2. costs, compensation and fees that are *not* paid,
3. what is cut or not counted, before the benefit itself,
4. who bears, refunds, subsidises, is liable; fees; benefits,
5. relief that is not money.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from kommunalfreund.language.interpretation import MoneyKind as K
from kommunalfreund.language.money.words import BIT


class Flow(Enum):
    """Who comes out how, before it is known who acts.

    ZAHLT: the payer is burdened, the payee relieved; unnamed, the payer is whoever executes the law.
    FOERDERT: likewise, but unnamed, the payer is a higher level and the executing body receives.
    NIMMT: the acting body receives, whoever stands opposite pays.
    SPART: the acting or executing body is relieved.
    VERLIERT: the acting or executing body loses money.
    LAST, VORTEIL: burden or relief of the municipalities in any case (their taxes).
    LIEFERT: one body hands data to another, which is relieved.
    """

    ZAHLT = auto()
    FOERDERT = auto()
    NIMMT = auto()
    SPART = auto()
    VERLIERT = auto()
    LAST = auto()
    VORTEIL = auto()
    LIEFERT = auto()


class Formula(NamedTuple):
    """A kind, its flow, the alternatives of which one class must occur for each, classes that must not occur, a pattern over the words."""

    kind: K
    flow: Flow
    needs: tuple[int, ...]
    without: int
    pattern: re.Pattern[str] | None


def _mask(names: str) -> int:
    return sum(COMBINED[name] for name in names.split("|")) if names else 0


def _formula(kind: K, flow: Flow, needs: str, without: str = "", pattern: str = "") -> Formula:
    return Formula(kind, flow, tuple(map(_mask, needs.split())), _mask(without), re.compile(pattern) if pattern else None)


CONTEXT = ("steuergesetz", "kommune")
"""Classes that come from the sentence's surroundings: a law on a municipal tax; a municipality is named."""

COMBINED = BIT | {name: 1 << (len(BIT) + position) for position, name in enumerate(CONTEXT)}
"""Bits of the word classes and of the context."""

_UNNEEDED = (
    r"\b(?:nicht|keine[rs]?)\b.*\b(?:erforderlich|notwendig|verpflichtet|durchzuführen)\b"
    r"|\bbed[aü]rf|\bbrauch"
)

FORMULAS: tuple[Formula, ...] = (
    # 1. municipal taxes
    _formula(K.STEUERANTEIL, Flow.LAST, "gewerbesteuerumlage"),
    _formula(K.STEUERANTEIL, Flow.LAST, "umlage gsteuerwort abfuehren|erheben|tragen"),
    _formula(K.STEUERANTEIL, Flow.VORTEIL, "gemeindeanteil geben|verteilen|zustehen|regeln"),
    _formula(K.STEUERANTEIL, Flow.VORTEIL, "gemeinschaftsteuer anteil kommune geben|verteilen|zustehen"),
    _formula(K.STEUER_MEHRUNG, Flow.VORTEIL, "gsteuer|steuergesetz hinzu"),
    _formula(K.STEUER_MINDERUNG, Flow.LAST, "gsteuer|steuergesetz minder", "nicht"),
    _formula(K.STEUER_MINDERUNG, Flow.LAST, "gsteuerwort erheben nicht"),
    _formula(K.STEUER_MINDERUNG, Flow.LAST, "gsteuer|steuergesetz ausseracht"),
    _formula(K.STEUER_MEHRUNG, Flow.VORTEIL, "hebesatz regeln|festsetzen|erheben"),
    _formula(K.STEUER_MEHRUNG, Flow.VORTEIL, "gsteuerwort zustehen|unterliegen"),
    # 2. what is not paid
    _formula(K.GEBUEHRENFREIHEIT, Flow.VERLIERT, "frei"),
    _formula(K.GEBUEHRENFREIHEIT, Flow.VERLIERT, "gebuehr befreit"),
    _formula(K.GEBUEHRENFREIHEIT, Flow.VERLIERT, "gebuehr|entgelt erheben|festsetzen nicht"),
    _formula(K.GEBUEHRENFREIHEIT, Flow.VERLIERT, "gebuehr obergrenze"),
    _formula(K.GEBUEHRENFREIHEIT, Flow.VERLIERT, "kosten erstatten nicht"),
    # 3. what is cut or not counted
    _formula(K.ANRECHNUNG_KUERZUNG, Flow.VERLIERT, "leistung|einkommen|schwach ausseracht", "steuergesetz"),
    _formula(K.ANRECHNUNG_KUERZUNG, Flow.VERLIERT, "leistung|einkommen|schwach|zahlung anrechnen nicht", "steuergesetz"),
    _formula(K.ANRECHNUNG_KUERZUNG, Flow.VERLIERT, "einkommen nicht", pattern=r"\bkein(?:e[ns]?)? (?:einkommen|vermögen)\b"),
    _formula(K.ANRECHNUNG_KUERZUNG, Flow.VERLIERT, "einkommen absetzen"),
    _formula(K.ANRECHNUNG_KUERZUNG, Flow.SPART, "unrecht zahlung|leistung|kosten|schwach"),
    _formula(K.ANRECHNUNG_KUERZUNG, Flow.SPART, "leistung|anspruch|schwach|einkommen|bedarf kuerzen", "bericht"),
    _formula(K.ANRECHNUNG_KUERZUNG, Flow.SPART, "leistung|schwach|einkommen anrechnen", "hoehe|kosten", r"anrech|anzurech|angerech"),
    _formula(K.ANRECHNUNG_KUERZUNG, Flow.SPART, "leistung|schwach geben nicht"),
    _formula(K.ANRECHNUNG_KUERZUNG, Flow.SPART, "leistung|schwach anspruch nicht"),
    _formula(K.ANRECHNUNG_KUERZUNG, Flow.SPART, "leistung|schwach geben nur", "", r"\bnur(?: noch)? (?:\w+ )*?\w*(?:leistung|hilfe)"),
    _formula(K.ANRECHNUNG_KUERZUNG, Flow.SPART, "anspruch entfallen"),
    _formula(K.ANRECHNUNG_KUERZUNG, Flow.SPART, "anspruch", pattern=r"\bgeh(?:t|en)\b.*\büber (?:[.,;]|$)"),
    # 4. who pays
    _formula(K.UMLAGE, Flow.ZAHLT, "umlage abfuehren|erheben|tragen"),
    _formula(K.UMLAGE, Flow.ZAHLT, "umlegen kosten"),
    _formula(K.HAFTUNG, Flow.ZAHLT, "haften"),
    _formula(K.HAFTUNG, Flow.ZAHLT, "schaden ersatz|entschaedigen"),
    _formula(K.HAFTUNG, Flow.ZAHLT, "entschaedigen"),
    _formula(K.HAFTUNG, Flow.ZAHLT, "entschaedigung geben"),
    _formula(K.FOERDERUNG, Flow.LAST, "eigenanteil regeln|tragen|geben"),
    _formula(K.FOERDERUNG, Flow.FOERDERT, "beteiligen kosten|schwach|hoehe"),
    _formula(K.FOERDERUNG, Flow.FOERDERT, "foerdergeld geben|bereitstellen|zustehen|verteilen|regeln"),
    _formula(K.FOERDERUNG, Flow.FOERDERT, "foerderfaehig"),
    _formula(K.FOERDERUNG, Flow.FOERDERT, "haushalt|kommune euro bereitstellen|zustehen|verteilen"),
    _formula(K.FOERDERUNG, Flow.FOERDERT, "foerdern leistung|haushalt|euro"),
    _formula(K.KOSTENTRAGUNG, Flow.ZAHLT, "kosten tragen|last"),
    _formula(K.GEBUEHR, Flow.NIMMT, "gebuehr erheben|festsetzen|pflichtig|regeln"),
    _formula(K.GEBUEHR, Flow.NIMMT, "entgelt erheben|festsetzen", "ausgleich"),
    _formula(K.GEBUEHR, Flow.NIMMT, "pflichtig"),
    _formula(K.ERSTATTUNG, Flow.ZAHLT, "ausgleich verlangen|abfuehren", "bericht"),
    _formula(K.ERSTATTUNG, Flow.ZAHLT, "kosten|zahlung erstatten", "bericht"),
    _formula(K.LEISTUNGSHOEHE, Flow.ZAHLT, "leistung|bedarf hoehe regeln|geben"),
    _formula(K.LEISTUNGSHOEHE, Flow.ZAHLT, "leistung regeln", "bericht|pflichtig"),
    _formula(K.LEISTUNGSANSPRUCH, Flow.ZAHLT, "leistung geben|anspruch"),
    _formula(K.LEISTUNGSANSPRUCH, Flow.ZAHLT, "schwach geben|anspruch"),
    # 5. relief that is not money
    _formula(K.VEREINFACHUNG, Flow.SPART, "automatisch abrufen"),
    _formula(K.VEREINFACHUNG, Flow.SPART, "vereinfacht", "enthalten"),
    _formula(K.VEREINFACHUNG, Flow.SPART, "abweichen zulassen kann"),
    _formula(K.VEREINFACHUNG, Flow.SPART, "vorhanden nutzen kann"),
    _formula(K.VEREINFACHUNG, Flow.SPART, "gemeinsam kann"),
    _formula(K.VEREINFACHUNG, Flow.SPART, "frist kuerzer kann"),
    _formula(K.ENTFALL, Flow.SPART, "absehen", pattern=r"^(?!abgesehen)"),
    _formula(K.ENTFALL, Flow.SPART, "entfallen pflicht", "anspruch|hoehe"),
    _formula(K.ENTFALL, Flow.SPART, "pflicht befreit", "gebuehr|gsteuer", r"\b(?:befreit|ausgenommen)\b"),
    _formula(K.ENTFALL, Flow.SPART, "erforderlich nicht", pattern=_UNNEEDED),
    _formula(K.ENTFALL, Flow.SPART, "gelten nicht kommune"),
    _formula(K.DATENLIEFERUNG, Flow.LIEFERT, "liefern kommune", pattern=r"^(?!.*\bteilen?t?\b)|\bteil(?:t|en) .*\bmit(?: [.,;]|$)"),
)  # fmt: skip


@lru_cache(maxsize=100_000)
def formulas_for(classes: int) -> tuple[Formula, ...]:
    """The formulas whose words stand in a sentence with these classes, in the order of the table."""
    found = []
    for formula in FORMULAS:
        if formula.without & classes:
            continue
        for need in formula.needs:
            if not need & classes:
                break
        else:
            found.append(formula)
    return tuple(found)
