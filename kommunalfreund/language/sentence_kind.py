"""What a sentence does: duty, discretion, prohibition, claim, competence, cost rule, definition, reference, empowerment …

German duties are often plain indicatives ("Die Meldebehörde übermittelt …"), so the kind is read from the main clause's finite verb and
what completes it; formulas that mark special sentences (fines, ordinances, entry into force, amendments) are looked for first.
"""

from __future__ import annotations

import re

from kommunalfreund.clause import Clause, ClauseKind
from kommunalfreund.finding import Bindingness
from kommunalfreund.language import morphology as m
from kommunalfreund.language.interpretation import SentenceKind, Token
from kommunalfreund.language.syntax import Frame

_DEFINING = m.SEIN | m.GELTEN | {"umfasst", "umfassen", "bezeichnet", "bedeutet", "versteht", "zählen", "fallen", ""}


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{alternative})" for alternative in alternatives))


_WORDS = r"(?:[\w§,.()/-]+ )"
"""One word with its space inside a gap."""

_BUSSGELD = _any(
    r"\b[Oo]rdnungswidrig (?:im Sinne|handel\w+|ist)\b",
    r"\bhandelt ordnungswidrig\b",
    r"\bOrdnungswidrigkeit\w* (?:im Sinne|kann|können|wird)\b",
    r"\bGeldbuße\w*",
    r"\b[Mm]it (?:Freiheitsstrafe|Strafe bedroht)\b",
    r"\bwird (?:\w+ ){0,6}bestraft\b",
)
_INKRAFTTRETEN = _any(
    r"\btr(?:itt|eten)\b[^.]{0,160}\b(?:in|außer) Kraft\b",
    r"\bInkrafttreten\b[^.]{0,40}\brichtet sich\b",
    r"\b(?:ist|sind) (?:letztmals|erstmals) (?:\w+ ){0,8}anzuwenden\b",
)
_ERMAECHTIGUNG = _any(
    rf"\b(?:wird|werden|ist|sind) {_WORDS}{{0,14}}?ermächtigt\b",
    rf"\b(?:kann|können|wird|werden|regelt|regeln|bestimmt|bestimmen|erlässt|legt|legen|trifft|treffen) {_WORDS}{{0,30}}?"
    r"durch (?:\w+ ){0,5}?(?:Rechtsverordnung|Landesverordnung)(?:en)?\b",
    r"^(?:Durch|In|Die|Eine|Der|Rechtsverordnungen|Vor(?:\w+)? \w+) ?(?:\w+ ){0,4}?Rechtsverordnung(?:en)?\b",
    r"^[^,]{0,80}\b(?:allgemeine|Allgemeine) Verwaltungsvorschrift(?:en)?\b",
    r"\bErmächtigung\b[^.]{0,120}\bübertrag\w+",
    r"^(?:[^,]{0,120}) (?:durch|das) (?:Gesetz|Landesrecht|Landesgesetz) (?:\w+ ){0,3}(?:kann|können|bestimm)",
)
_AENDERUNG = _any(
    r"\b(?:wird|werden) wie folgt (?:geändert|gefasst)\b",
    r"\b(?:wird|werden)\b[^„“]{0,80}[„‚][^“‘]*[“‘][^„“]{0,80}(?:ersetzt|eingefügt|gestrichen|angefügt)\b",
    r"\b(?:wird|werden) (?:nach|vor|folgende\w*|die|das|der)\b[^.]{0,120}\b(?:eingefügt|angefügt|vorangestellt|angehängt|gestrichen)\b",
    r"\b(?:wird|werden) aufgehoben:?$",
)
_ENTSPRECHEND = _any(
    rf"\b(?:gilt|gelten|bleib(?:t|en)|find(?:et|en)|ist|sind) {_WORDS}{{0,14}}?"
    r"(?:entsprechend|unberührt|Anwendung|anzuwenden|anwendbar|sinngemäß)\b",
    r"\bentsprechende Anwendung\b",
    r"\bgilt (?:nicht|auch|dies)\b",
    r"\b(?:gilt|gelten) entsprechend\b",
)
_REFERENCE_SUBJECT = re.compile(
    r"^(?:Die |Das |Der |Im Übrigen (?:gilt|gelten|sind|ist|findet|finden) |Für [^,]{0,120}? (?:gilt|gelten|ist|sind|findet|finden) )?"
    r"(?:§§?|Artikel|Absatz|Absätze|Satz|Sätze|Nummern?|Vorschrift\w*|Regelung\w*|Bestimmung\w*|Buchstabe)\b"
)
_GELTUNG = re.compile(
    r"^(?:Dieses (?:Gesetz|Buch|Kapitel)|Diese (?:Verordnung|Vorschrift\w*|Regelung\w*)|Das Gesetz|Die Verordnung"
    r"|Die(?: folgenden)? (?:Vorschriften|Regelungen|Bestimmungen)|Dieser (?:Abschnitt|Teil|Unterabschnitt|Titel|Artikel))\b"
    r"[^.]{0,200}?\b(?:gilt|gelten|regelt|regeln|dient|dienen|enthält|findet|finden|ist|sind)\b"
)
_DEFINITION = _any(
    r"\bim Sinne (?:dieses|dieser|des|der|von)\b[^.]{0,80}\b(?:ist|sind|sind:|bedeute\w+|bezeichne\w+)\b",
    r"\b(?:ist|sind)\b[^.]{0,80}\bim Sinne (?:dieses|dieser)\b",
    r"\b(?:gilt|gelten) (?:\w+ ){0,10}?als\b",
    r"\bBegriff\w*\b[^.]{0,60}\b(?:bezeichnet|bedeutet|umfasst)\b",
    r"^(?:Als|Unter) [^,]{3,80} (?:gelten|gilt|ist|sind|versteht man|fallen|zählen)\b",
    r"\b(?:ist|sind),? wer\b",
)
_ZUSTAENDIG = _any(
    r"\b[Zz]uständig (?:für [^,]{1,160} )?(?:ist|sind)\b",
    rf"\b(?:ist|sind|bleibt|bleiben) {_WORDS}{{0,25}}?zuständig\b",
    r"\bobliegt\b|\bobliegen\b",
    r"\bAufgaben? (?:der|des|von) [^,]{2,80} (?:ist|sind)\b",
    r"\bn(?:immt|ehmen) [^,]{0,120}wahr\b",
    r"\bZuständigkeit (?:der|des|liegt|bestimmt|richtet)",
    r"\b[Zz]uständige (?:Behörde|Stelle|Verwaltungsbehörde)n? "
    r"(?:im Sinne [^,]{2,80} |nach [^,]{2,60} |für [^,]{2,120} )?(?:ist|sind)\b",
    r"\bTräger (?:der|dieser|von) [^,]{2,80} (?:ist|sind)\b",
    r"\b(?:wird|werden) (?:von|durch) [^,]{3,160} (?:ausgeführt|durchgeführt|vollzogen|wahrgenommen)\b",
    r"\bführ(?:t|en) [^,]{0,80}(?:dieses Gesetz|diese Verordnung)[^,]{0,40} aus\b",
)
_MONEY = (
    r"(?:Kosten|Aufwendung\w*|Ausgaben?|Auslagen|Mehrausgaben|Verwaltungskosten|Mehraufwendungen|Gebühr\w*|Zuweisung\w*|Zuschuss|Zuschüsse"
    r"|Finanzhilfen?|Entschädigung\w*|Erstattung\w*|Umlage|Steuer\w*|Gewerbesteuer\w*|Grundsteuer|Ausgleichsbetr\w+|Betrag|Beträge|Mittel"
    r"|Beiträge|Anteil|Aufkommen)"
)
_PAYS = (
    r"(?:trägt|tragen|übernimmt|übernehmen|erstattet|erstatten|ersetzt|ersetzen|beteiligt sich|beteiligen sich|entrichtet|zahlt|zahlen"
    r"|leistet|haftet|haften)"
)
_IS_PAID = (
    r"(?:trägt|tragen|getragen|erstattet|erstatten|ersetzt|zu (?:erstatten|ersetzen|tragen|leisten)|zur Last|fallen|beträgt|betragen"
    r"|übernommen|erhoben|aufgebracht)"
)
_KOSTEN = _any(
    rf"\b{_PAYS}\b[^.]{{0,160}}\b{_MONEY}",
    rf"\b{_MONEY}\b[^.]{{0,200}}\b{_IS_PAID}\b",
    r"\b(?:gebührenfrei|kostenfrei|kostenlos|unentgeltlich|auslagenfrei|frei von Gebühren|gebühren- und auslagenfrei)\b",
    r"\bauf (?:seine|ihre|eigene) Kosten\b|\b(?:zu Lasten|zulasten) de[rs]\b",
    r"\b(?:Gebühren|Auslagen|Kosten) (?:\w+ ){0,4}(?:nicht|keine)\b|\bkeine (?:Gebühren|Kosten|Auslagen)\b",
    r"\bvo[nm] Bund (?:\w+ ){0,8}(?:getragen|erstattet)\b",
    r"\b[Vv]on der (?:Grund|Gewerbe)steuer\b",
)
_ANSPRUCH = _any(
    r"\b(?:hat|haben|besteht|bestehen)\b[^.]{0,120}\bAnspr(?:uch|üche)\b|\bAnspruch (?:auf|gegen)\b",
    r"\b(?:hat|haben)\b[^.]{0,60}\b(?:ein|das) Recht\b",
    r"\b(?:erhält|erhalten)\b",
    r"\b(?:wird|werden)\b[^.]{0,200}\b(?:gewährt|geleistet|bewilligt|erbracht|gezahlt|ausgezahlt|übernommen|anerkannt)\b",
    rf"\bsteh(?:t|en) {_WORDS}{{0,12}}zu\b",
    r"\bist berechtigt\b|\bleistungsberechtigt (?:ist|sind)\b",
    rf"\b(?:ist|sind) {_WORDS}{{0,6}}leistungsberechtigt\b",
    r"\bbeträgt\b|\bbetragen\b",
    rf"\b(?:ist|sind) {_WORDS}{{0,30}}?zu (?:gewähren|leisten|erbringen|bewilligen|zahlen|übernehmen)\b",
)
_ZULAESSIG_NUR = _any(rf"\b(?:ist|sind) {_WORDS}{{0,12}}?nur {_WORDS}{{0,12}}?(?:zulässig|statthaft)\b", r"\bnur zulässig\b")
_KANN_NUR = re.compile(rf"\b(?:kann|können) {_WORDS}{{0,12}}?nur\b")
_UNZULAESSIG = re.compile(r"\b(?:unzulässig|unstatthaft|untersagt|verboten|ausgeschlossen)\b")
_DISCRETION = _any(
    rf"\b(?:ist|sind) {_WORDS}{{0,8}}?(?:befugt|berechtigt|ermächtigt|zulässig|statthaft|möglich|nicht verpflichtet)\b",
    r"\bkommen in Betracht\b",
    r"\bbedarf (?:es )?(?:keiner|nicht)\b",
)
_VERPFLICHTET = _any(
    rf"\b(?:ist|sind|bleibt|bleiben) {_WORDS}{{0,30}}?(?:verpflichtet|gehalten)\b",
    r"\bverpflichtet,? ",
    rf"\bstell(?:t|en) {_WORDS}{{0,16}}?sicher\b",
    r"\bgewährleiste(?:t|n)\b",
    rf"\bist {_WORDS}{{0,12}}sicherzustellen\b",
    r"\b(?:trägt|tragen) (?:dafür )?Sorge\b|\bsorg(?:t|en) (?:dafür|für)\b",
)


def classify(clause: Clause, tokens: tuple[Token, ...], frame: Frame) -> tuple[SentenceKind, Bindingness | None]:
    """Kind and bindingness of a sentence.

    Args:
        clause: the clause; its kind and heading are used.
        tokens: its tokens.
        frame: its syntactic skeleton.
    """
    kind = _kind(clause, tokens, frame)
    return kind, _bindingness(kind, clause.text)


_BINDING = {
    SentenceKind.MUSS: Bindingness.MUSS,
    SentenceKind.HAT_ZU: Bindingness.MUSS,
    SentenceKind.IST_ZU: Bindingness.MUSS,
    SentenceKind.VERPFLICHTET: Bindingness.MUSS,
    SentenceKind.INDIKATIV: Bindingness.MUSS,
    SentenceKind.DARF_NUR: Bindingness.MUSS,
    SentenceKind.DARF_NICHT: Bindingness.MUSS,
    SentenceKind.ANSPRUCH: Bindingness.MUSS,
    SentenceKind.ZUSTAENDIGKEIT: Bindingness.MUSS,
    SentenceKind.KOSTENREGEL: Bindingness.MUSS,
    SentenceKind.SOLL: Bindingness.SOLL,
    SentenceKind.KANN: Bindingness.KANN,
}


def _bindingness(kind: SentenceKind, text: str) -> Bindingness | None:
    if kind in {SentenceKind.ANSPRUCH, SentenceKind.KOSTENREGEL, SentenceKind.ZUSTAENDIGKEIT}:
        head = text[:200]
        if re.search(r"\b(?:kann|können)\b", head):
            return Bindingness.KANN
        if re.search(r"\bsoll(?:en)?\b", head):
            return Bindingness.SOLL
    return _BINDING.get(kind)


def _kind(clause: Clause, tokens: tuple[Token, ...], frame: Frame) -> SentenceKind:
    text, heading = clause.text, clause.heading.lower()
    if clause.kind is ClauseKind.AENDERUNGSBEFEHL or _AENDERUNG.search(text):
        return SentenceKind.AENDERUNGSBEFEHL
    finite = tokens[frame.finite].text.lower() if frame.finite >= 0 else ""
    if _BUSSGELD.search(text) and not text.startswith("Verwaltungsbehörde"):
        return SentenceKind.BUSSGELD
    if _INKRAFTTRETEN.search(text):
        return SentenceKind.INKRAFTTRETEN
    if _ERMAECHTIGUNG.search(text):
        return SentenceKind.ERMAECHTIGUNG
    if _GELTUNG.search(text) or "anwendungsbereich" in heading or "geltungsbereich" in heading:
        return SentenceKind.GELTUNGSBEREICH
    if _REFERENCE_SUBJECT.search(text) and (_ENTSPRECHEND.search(text) or finite in m.GELTEN | m.BLEIBEN | {"findet", "finden"}):
        return SentenceKind.VERWEISUNG
    if len(tokens) < 45 and _ENTSPRECHEND.search(text) and finite in m.GELTEN | m.BLEIBEN | {"findet", "finden"}:
        return SentenceKind.VERWEISUNG
    if _ZUSTAENDIG.search(text) and finite not in m.KOENNEN | m.DUERFEN | m.HABEN:
        return SentenceKind.ZUSTAENDIGKEIT
    if finite in _DEFINING and ("begriff" in heading.split(";")[0] or (_DEFINITION.search(text) and not frame.zu_infinitive)):
        return SentenceKind.DEFINITION
    if finite in m.SOLLTEN:
        return SentenceKind.KANN
    if finite in m.KOENNEN and frame.only and _KANN_NUR.search(text):
        return SentenceKind.DARF_NUR
    if finite in m.DUERFEN:
        if frame.negated:
            return SentenceKind.DARF_NICHT
        return SentenceKind.DARF_NUR if frame.only else SentenceKind.KANN
    if finite in m.KOENNEN:
        return SentenceKind.KANN
    if _ZULAESSIG_NUR.search(text):
        return SentenceKind.DARF_NUR
    if _UNZULAESSIG.search(text) and finite in m.SEIN:
        return SentenceKind.DARF_NICHT
    if _KOSTEN.search(text):
        return SentenceKind.KOSTENREGEL
    if finite in m.SOLLEN:
        return SentenceKind.SOLL
    if finite in m.MUESSEN:
        return SentenceKind.MUSS
    if _DISCRETION.search(text) and finite in m.SEIN | {"bedarf", "bedürfen", "kommen", "kommt"}:
        return SentenceKind.KANN
    if _VERPFLICHTET.search(text):
        return SentenceKind.VERPFLICHTET
    if _ANSPRUCH.search(text):
        return SentenceKind.ANSPRUCH
    if finite in m.HABEN and frame.zu_infinitive:
        return SentenceKind.HAT_ZU
    if finite in m.SEIN and frame.zu_infinitive:
        return SentenceKind.IST_ZU
    if "übergang" in heading:
        return SentenceKind.UEBERGANG
    if finite in m.WERDEN:
        return SentenceKind.INDIKATIV if frame.participle else SentenceKind.FESTSTELLUNG
    if finite and finite not in m.CLOSED_FINITE:
        return SentenceKind.INDIKATIV
    return SentenceKind.FESTSTELLUNG
