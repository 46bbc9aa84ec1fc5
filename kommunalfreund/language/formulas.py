"""Fixed formulas of German legal language and the sentence kind that each of them marks.

A formula is looked for in the *core* of a sentence: its leading main clause without subordinate clauses and other halves, the finite verb
in angle brackets ("Die Kosten der Prüfung ‹trägt› das Land ."). A formula names the finite verbs it can stand with, so only a few are
tried on each sentence. The first formula of the table that fits decides; the order is therefore:

1. sentences about law itself (fines, entry into force, ordinances, transition, scope, reference): they outrank their own verb,
2. competence and definition,
3. modal verbs and what restricts them,
4. prohibitions and permissions without a modal verb,
5. costs before claims ("Die Kosten trägt …" before "Die Hilfe wird geleistet"),
6. duties in words ("ist verpflichtet", "stellt sicher"), "hat … zu" and "ist … zu",
7. old cases under a heading on transition; mere statements ("erlischt", "gilt als erteilt"), which are not commands.

What fits none of them is read from the finite verb alone (``sentence_kind``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kommunalfreund.language import formula_words as w
from kommunalfreund.language import morphology as m
from kommunalfreund.language.interpretation import SentenceKind as K
from kommunalfreund.rulebook.stems import required_stems


class Formula(NamedTuple):
    """A pattern in the core of a sentence, the kind it marks, and what else must hold.

    Attributes:
        kind: the kind that the formula marks.
        pattern: searched in the core.
        verbs: finite verbs it stands with; empty for any.
        heading: must be found in the heading, if given.
        text: must be found in the whole sentence with its subordinate clauses, if given.
        stems: lower-cased parts of words, of which one stands in every core that the pattern is found in; empty if it has none.
    """

    kind: K
    pattern: re.Pattern[str]
    verbs: frozenset[str] = frozenset()
    heading: re.Pattern[str] | None = None
    text: re.Pattern[str] | None = None
    stems: tuple[str, ...] = ()


def _formula(kind: K, pattern: str, *verbs: frozenset[str] | str, heading: str = "", text: str = "") -> Formula:
    forms = [form for group in verbs for form in (group.split() if isinstance(group, str) else group)]
    return Formula(
        kind,
        re.compile(pattern),
        frozenset(forms),
        re.compile(heading) if heading else None,
        re.compile(text) if text else None,
        tuple(sorted(stem.text for stem in required_stems(pattern))),
    )


_IS = m.SEIN
_PASSIVE = m.WERDEN
_HOLDS = m.GELTEN
_STAYS = m.BLEIBEN
_FINDS = "findet finden"
_MODAL = m.KOENNEN | m.DUERFEN | m.MUESSEN | m.SOLLEN | m.SOLLTEN

# fmt: off
FORMULAS: tuple[Formula, ...] = (
    # 1. law about law
    _formula(K.ZUSTAENDIGKEIT,
        r"^(?:Zuständige )?Verwaltungsbehörde\b|\b[Zz]uständig\b.*\b(?:Verfolgung|Ahndung)|\b(?:Verfolgung|Ahndung)\b.*\bzuständig\b", _IS),
    _formula(K.KOSTENREGEL, r"\b(?:Geldbußen?|Bußgelder)\b", "fließt fließen steht stehen"),
    _formula(K.BUSSGELD,
        r"\b[Oo]rdnungswidrig\b|\bGeldbuße\b|\b(?:Freiheits|Geld)strafe\b(?<!zu Geldstrafe)"
        r"(?<!zu Freiheitsstrafe)(?<!einer Freiheitsstrafe)(?! verbüß)|\b(?:be"
        r"|ge)straft\b|\bstrafbar\b"
        r"|\bOrdnungswidrigkeit\b"),
    _formula(K.BUSSGELD, r"^(?:\w+ )?(?:Ordnungswidrigkeit(?:en)?|Straftat(?:en)?|Tat|Versuch|Beihilfe zur Tat|Anstiftung|Täter|Strafe)\b"),
    _formula(K.BUSSGELD, r"\b(?:Strafe|strafbar|straffrei|straflos)\b.*[.:]?$", _PASSIVE | m.KOENNEN | _IS | _STAYS),
    _formula(K.BUSSGELD, r"\beingezogen\b", _PASSIVE | m.KOENNEN, text=r"Straftat|Ordnungswidrigkeit|\bTat\b|\bGegenstände?\b"),
    _formula(K.BUSSGELD,
        r"\b(?:Strafe|Bestrafung|Strafverfolgung|Verfolgung|Einziehung|Verwarnungsgeld|Bußgeld|Ordnungswidrigkeiten|Tat|Straftaten?)\b",
        m.KOENNEN | _PASSIVE | _IS, "verjährt verjähren", heading=r"[Bb]ußgeld|[Ss]traf(?!fung)|[Oo]rdnungswidrig"),
    _formula(K.BUSSGELD, r"\b(?:Strafe|Bestrafung)\b|\bvon (?:der|einer) (?:Verfolgung|Ahndung)\b|\b(?:geahndet|verfolgt)\b",
        m.KOENNEN | _PASSIVE),
    _formula(K.INKRAFTTRETEN, r"\b(?:in|außer) Kraft\b", "tritt treten"),
    _formula(K.INKRAFTTRETEN,
        r"\b(?:letztmals|erstmals|erstmalig|letztmalig)\b.*\b(?:anzuwenden|angewendet|angewandt)\b|\b(?:ab|seit|bis) (?:dem "
        r"|zum )?\d{1,2}\. [A-Z]\w+ \d{4} (?:nicht )?anzuwenden\b", _IS | _PASSIVE),
    _formula(K.INKRAFTTRETEN, r"\b(?:letztmals|erstmals|erstmalig|letztmalig)\b", _HOLDS | frozenset(_FINDS.split())),
    _formula(K.INKRAFTTRETEN, rf"^(?:{w.THIS_LAW}|{w.UNIT}).*\b(?:wirksam|Wirksamkeit|Geltung"
        rf"|Gültigkeit)\b", _PASSIVE, "verliert verlieren"),
    _formula(K.INKRAFTTRETEN, r"\bTag de[sr] (?:In|Außer)krafttretens\b.*\bbekannt\b", "gibt geben macht machen", _PASSIVE),
    _formula(K.ERMAECHTIGUNG, r"\bermächtigt\b", _PASSIVE),
    _formula(K.ERMAECHTIGUNG, r"\bermächtigt\b.*\b\w*[Vv]erordnung", _IS),
    _formula(K.ERMAECHTIGUNG,
        rf"\b(?:[Dd]urch|mittels|[Ii]m Wege) (?:\w+ ){{0,3}}?(?:Rechts|Landes)verordnung(?:en)?\b{w.NOT_LAID_DOWN}(?!.*{w.ONE_ACT})"
        rf"|‹.*\bin (?:der |einer |den )?(?:\w+ )?Rechtsverordnung(?:en)?\b{w.NOT_LAID_DOWN}"
        rf"|\b(?:[Dd]urch|[Ii]n|[Aa]uf Grund) (?:\w+ ){{0,3}}?Landes(?:gesetz|recht)(?:en|e?s)?\b{w.NOT_LAID_DOWN}"
        rf"|\b[Dd]urch (?:\w+ ){{0,2}}(?:Gesetz|Verordnung)\b{w.NOT_LAID_DOWN}",
        _PASSIVE | m.KOENNEN | m.DUERFEN | m.SOLLEN | m.MUESSEN),
    _formula(K.ERMAECHTIGUNG, r"\bdurch (?:\w+ ){0,4}?\w*(?:[Vv]erordnung|[Ll]andesgesetz|[Ll]andesrecht)(?:en)?\b",
        "regelt regeln bestimmt bestimmen erlässt erlassen legt legen trifft treffen setzt setzen überträgt übertragen schreibt "
        "schreiben sieht"),
    _formula(K.ERMAECHTIGUNG, r"\b(?:Rechtsverordnung(?:en)?|\w*[Vv]erwaltungsvorschrift(?:en)?)\b",
        "erlässt erlassen regelt bestimmt ergeht ergehen"),
    _formula(K.ERMAECHTIGUNG, r"\b[Aa]llgemeine[nr]? Verwaltungsvorschrift(?:en)?\b", _MODAL | _PASSIVE),
    _formula(K.ERMAECHTIGUNG,
        r"^(?:Die|Eine|Der|In der|In einer|Rechtsverordnungen|Vor(?:\w+)? \w+) ?(?:\w+ ){0,2}?Rechtsverordnung(?:en)?\b", _MODAL | _PASSIVE,
        "bedarf bedürfen enthält enthalten regelt regeln bestimmt bestimmen"),
    _formula(K.ERMAECHTIGUNG, r"^In (?:der|einer) (?:\w+ ){0,2}?Rechtsverordnung(?:en)?\b"),
    _formula(K.ERMAECHTIGUNG, r"\bErmächtigung\b.*\b(?:übertragen|übertragbar|Gebrauch)\b", m.KOENNEN | _PASSIVE | _IS),
    _formula(K.ERMAECHTIGUNG, r"^(?:Das |Durch )?Landes(?:recht|gesetz)\b", m.KOENNEN, "bestimmt regelt"),
    _formula(K.ERMAECHTIGUNG, r"^(?:Das )?(?:Nähere|Einzelheiten|Weitere)\b.*\b(?:Land(?:es)?\w*recht|Landesgesetz\w*|Länder|Verordnung)\b",
        "regelt regeln bestimmt bestimmen richtet bleibt ergibt"),
    _formula(K.ERMAECHTIGUNG,
        r"^(?:Die )?(?:Länder|Landesgesetzgeber)\b.*\b(?:Rechtsvorschriften|Vorschriften|Regelungen|Bestimmungen)\b.*\b(?:erlassen"
        r"|treffen|vorsehen)\b", m.KOENNEN | m.DUERFEN),
    _formula(K.UEBERGANG, r"", _HOLDS | _STAYS, _FINDS, heading=w.TRANSITION),
    _formula(K.FESTSTELLUNG, rf"^(?!Als\b).*(?:{w.FICTION}|\bals (?:nicht )?(?:un)?(?:gültig|wirksam|angemessen|rechtzeitig"
        rf"|erheblich) ?[.,;])", _HOLDS),
    _formula(K.UEBERGANG, r"\bfort (?:[.,]|$)", _HOLDS),
    _formula(K.UEBERGANG, w.OLD_LAW, _HOLDS | _STAYS | _IS | _PASSIVE, _FINDS,
        "behält behalten richtet richten bestimmt unterliegt unterliegen"),
    _formula(K.UEBERGANG, r"\banzuwenden\b|‹(?:gilt|gelten|findet|finden)›", _HOLDS | _IS, _FINDS, text=w.BEFORE),
    _formula(K.UEBERGANG, rf"^(?!.*{w.ZU}).*(?:{w.STAYS_SO})|\banzuwenden\b", _IS, heading=w.TRANSITION),
    _formula(K.DEFINITION, rf"^Als\b(?!.*{w.ZU})|^Als\b.*\banzusehen\b|^Unter\b.*\bzu verstehen\b", _IS),
    _formula(K.DEFINITION, r"^(?:Als|Unter)\b", _HOLDS, "fällt fallen versteht verstehen zählt zählen"),
    # scope
    _formula(K.GELTUNGSBEREICH, rf"^{w.THIS_LAW}", _HOLDS | _IS,
        "regelt regeln dient dienen enthält enthalten bezweckt verfolgt erfasst umfasst betrifft schafft erstreckt setzt soll", _FINDS),
    _formula(K.GELTUNGSBEREICH, rf"^(?:Der )?(?:Zweck|Ziele?|Gegenstand|Anwendungsbereich|Geltungsbereich)\b[^‹]*(?:{w.OF_THIS_LAW})", _IS,
        "erstreckt umfasst beschränkt"),
    _formula(K.GELTUNGSBEREICH, rf"^(?:Die )?(?:Vorschriften|Regelungen|Bestimmungen) [^‹]*(?:{w.OF_THIS_LAW})", _HOLDS | _IS, _FINDS),
    _formula(K.GELTUNGSBEREICH, r"\bdiese[sm]? (?:Gesetz|Buch|Kapitel|Abschnitt|Teil)\b(?!.*\bbestimmt\b)|\bdiese Verordnung\b", _HOLDS,
        _FINDS, "fällt fallen unterliegt unterliegen unterfallen"),
    _formula(K.GELTUNGSBEREICH, r"\bdieses Gesetz\b.*\banzuwenden\b", _IS),
    _formula(K.GELTUNGSBEREICH, r"^(?!.*\b(?:un)?zulässig\b).*\b(?:Anwendungsbereich|Geltungsbereich)\b", _IS, _PASSIVE,
        "fällt fallen umfasst erstreckt erfasst bleibt bleiben"),
    # reference
    _formula(K.VERWEISUNG, r"\b[Uu]nberührt\b", _STAYS, "lässt lassen"),
    _formula(K.VERWEISUNG, r"\b(?:[Ee]ntsprechend|[Ss]inngemäß)\b(?! (?:de[rmns]|ihr|sein))", _HOLDS, "findet finden"),
    _formula(K.GELTUNGSBEREICH, r"", _HOLDS, _FINDS,
        "fällt fallen gehört gehören erstreckt erfasst erfassen umfasst umfassen zählen zählt betrifft dient dienen unterliegt "
        "unterliegen bezweckt regelt", heading=w.SCOPE),
    _formula(K.GELTUNGSBEREICH, rf"^(?!.*{w.ZU})", _IS, heading=rf"^(?!.*Begriff).*(?:{w.SCOPE})"),
    _formula(K.GELTUNGSBEREICH, r"\banzuwenden\b|‹\w+› es\b", _IS, heading=w.SCOPE),
    _formula(K.GELTUNGSBEREICH, r"\b(?:erfasst|ausgenommen|einbezogen|umfasst|berührt|geregelt)\b", _PASSIVE, heading=w.SCOPE),
    _formula(K.VERWEISUNG, r"\bAnwendung\b", _FINDS),
    _formula(K.VERWEISUNG,
        r"^(?:Gleiches|Dasselbe|Dies|Das|Das Gleiche|Entsprechendes|Ähnliches) ‹|^(?:Satz|Sätze|Absatz|Absätze|Nummer|Nummern"
        r"|Artikel) |^(?:Die |Der )?§|‹\w+› (?:dies|das Gleiche|Gleiches|dasselbe|Entsprechendes)\b", _HOLDS),
    _formula(K.VERWEISUNG,
        rf"^(?:(?:Die|Das|Der) )?(?:[\w§ ]+ )?{w.RULES}(?![^‹]*\bals\b)[^‹]*‹(?!.*\bals\b)|‹\w+› (?:\w+ ){{0,4}}{w.RULES}(?!.*\bals\b)"
        rf"|‹\w+› für (?!.*\bals\b)(?:\w+ ){{1,14}}?(?:die|das|der) (?:\w+ ){{0,2}}?{w.RULES}",
        _HOLDS),
    _formula(K.VERWEISUNG,
        rf"^(?=.*\banzuwenden\b)(?:(?:Er|Sie|Es|Dies\w*) ‹|.*\b(?:entsprechend|sinngemäß|nicht) anzuwenden\b|.*?{w.RULES})"
        r"|\banwendbar\b|\bmaßgeb(?:lich|end)\b.*§", _IS),
    _formula(K.VERWEISUNG, r"\b(?:angewendet|angewandt)\b", _PASSIVE),
    _formula(K.ZUSTAENDIGKEIT, r"\b[Zz]uständigkeit\b", "richtet bestimmt liegt geht verbleibt"),
    _formula(K.VERWEISUNG, rf"\bsich\b.*\bnach (?:\w+ ){{0,3}}{w.RULES}",
        "richtet richten bestimmt bestimmen bemisst bemessen ergibt ergeben"),
    # 2. competence and definition
    _formula(K.ZUSTAENDIGKEIT, r"\b[Zz]uständig\b(?! (?:gewesen|ist|sind|wäre)\b)", _IS | _STAYS),
    _formula(K.ZUSTAENDIGKEIT,
        r"^(?:Die |Der |Das )?(?:\w+ )?[Zz]uständige[rs]? [^‹]*‹\w+› (?:insoweit |jeweils |auch |ausschließlich |allein )?(?:der|die"
        rf"|das|in|bei|für|jede[rs]?)\b(?!.*{w.ZU})", _IS),
    _formula(K.ZUSTAENDIGKEIT, r"", "obliegt obliegen"),
    _formula(K.ZUSTAENDIGKEIT,
        rf"(?:[Aa]ufgaben?|[Aa]ngelegenheit(?:en)?) (?:der|des|von|im|in)\b(?! Sinne)(?:(?!.*{w.ZU})|[^‹]*‹\w+› (?:es|insbesondere)\b)"
        r"|‹\w+› (?:insoweit )?(?:die )?zuständige (?:Behörde|Stelle)\b", _IS | _STAYS),
    _formula(K.ZUSTAENDIGKEIT,
        rf"^(?!.*(?:{w.NOT}|{w.ZU}|\b(?:befugt|verpflichtet|berechtigt)\b))(?!(?:\w*berechtigt|\w*pflichtig|\w*[Mm]itglied\w*|Schuldner|Gläubiger"
        r"|Beteiligte|Vertragsparteien)\b).*‹\w+› (?:(?:abweichend|auch|insoweit|jeweils|weiterhin|zugleich|anstelle)\b[^‹,]{0,80} )?"
        r"(?:(?:die|der|das|eine?) (?:[a-zäöüß]+ )*[A-ZÄÖÜ][\w-]+ )?Träger (?:der|des|von)\b", _IS | _STAYS),
    _formula(K.ZUSTAENDIGKEIT, r"‹wird› Träger (?:der|des) \w+ (?:für\b|[,.])", "wird"),
    _formula(K.ZUSTAENDIGKEIT, r"", "nimmt nehmen", text=r"\bwahr[.]$"),
    _formula(K.ZUSTAENDIGKEIT, r"\b(?:wahr|wahrgenommen)\b", "nimmt nehmen", _PASSIVE),
    _formula(K.ZUSTAENDIGKEIT, r"\b(?:ausgeführt|vollzogen)\b|\b(?:[Vv]om|(?:[Vv]on|[Dd]urch) (?:de[rnm]|das|die"
        r"|eine[mr]?)) .*\bdurchgeführt\b", _PASSIVE),
    _formula(K.ZUSTAENDIGKEIT,
        r"\b(?:[Dd]iese(?:s Gesetz| Verordnung)|die Vorschriften|das Gesetz)\b.*\b(?:aus|durch)\b|\b(?:Fach|Rechts|Dienst)?[Aa]ufsicht\b",
        "führt führen übt üben vollzieht vollziehen unterliegt untersteht"),
    _formula(K.ZUSTAENDIGKEIT, r"^(?:Die |Das |Den )?(?:Durchführung|Vollzug|Ausführung|Überwachung|Aufsicht)\b[^‹]*‹\w+› (?:de[nrm] )",
        "liegt obliegt erfolgt steht"),
    _formula(K.DEFINITION, rf"\b[Ii]m Sinne\b[^‹]*‹(?!.*{w.ZU})|‹\w+› (?:auch |insbesondere )?(?:im Sinne [^,]* )?, wer\b", _IS | _HOLDS,
        "zählt zählen gehört gehören fällt fallen versteht verstehen"),
    _formula(K.DEFINITION, r"^(?:Zu[mr]? |Hierzu |Dazu |Hierunter |Darunter )", "zählt zählen gehört gehören rechnet rechnen"),
    _formula(K.ZUSTAENDIGKEIT, rf"^(?:Die |Der )?(?:\w+ )?{w.OFFICE}\b[^‹]*‹\w+› (?:der|die|das|in|bei|für)\b(?!.*{w.ZU})", _IS),
    _formula(K.DEFINITION, r"\bBegriff\w*\b|\bAusdruck\b|\bim Sinne\b", "bezeichnet bezeichnen bedeutet bedeuten umfasst umfassen meint"),
    _formula(K.DEFINITION, r"\bin diesem Sinne\b|\bin diesem Sinn\b", _IS | _HOLDS),
    _formula(K.DEFINITION, rf"^(?!.*{w.ZU})(?!.*{w.FICTION})", _IS | _HOLDS,
        "bezeichnet bezeichnen bedeutet bedeuten umfasst umfassen zählt zählen gehört gehören fällt fallen versteht",
        heading=r"^[^;]*\bBegriff"),
    _formula(K.DEFINITION, rf"^(?!.*{w.FICTION}).*\bals\b", _HOLDS),
    # 3. modal verbs
    _formula(K.KANN, r"", m.SOLLTEN),
    _formula(K.ANSPRUCH, rf"(?:^(?:Sie|Er) ‹\w+›|‹\w+› (?:sie|er)\b)[^;‹]*?\bvo[nm] (?:de[rmn] |einer )?(?:\w+ )?{w.AUTHORITY}", m.KOENNEN,
        text=r"\bverlangen\b"),
    _formula(K.KANN,
        rf"^(?:Die |Der |Das )?(?:\w+ ){{0,2}}{w.AUTHORITY}[^‹]*‹|^[^‹]*\bzuständigen? (?:\w+ )?{w.AUTHORITY}[^‹]*‹|‹\w+› (?:die "
        rf"|der |das )?(?:(?!vo[nm]\b|bei\b|durch\b)\w+ ){{0,2}}{w.AUTHORITY}|^(?:Sie|Er) ‹"
        r"|‹\w+› (?:sie|er)\b", m.KOENNEN, text=r"\b(?:verlangen|lassen)\b"),
    _formula(K.ANSPRUCH,
        rf"\b(?:verlangen|beanspruchen)\b"
        rf"|\bsich\b[^;‹]*?\b(?:beim?|durch|vo[nm]) (?:de[rm] |eine[rm] )?(?:\w+ )?{w.AUTHORITY}[^;]*\blassen\b",
        m.KOENNEN),
    _formula(K.DARF_NUR,
        rf"^(?:(?!{w.NOT}).)*\b(?:[Nn]ur|[Aa]usschließlich|[Ll]ediglich|[Aa]llein|erst|frühestens)\b", m.DUERFEN | m.KOENNEN),
    _formula(K.DARF_NUR, r"\b(?:höchstens|längstens)\b", m.DUERFEN),
    _formula(K.DARF_NICHT, w.NOT, m.DUERFEN),
    _formula(K.DARF_NICHT, rf"^[^‹]*{w.NOT}|‹\w+›[^,]*{w.NOT}", m.KOENNEN),
    _formula(K.KANN, r"", m.KOENNEN | m.DUERFEN),
    _formula(K.SOLL, r"", m.SOLLEN),
    _formula(K.KANN,
        r"‹\w+›(?:(?!\b(?:und|oder) (?:darf|dürfen)\b)[^,])*\bnicht\b(?! (?:nur|allein|[a-zäöüß]+e[rnsm]? [A-ZÄÖÜ]))", m.MUESSEN),
    _formula(K.MUSS, r"", m.MUESSEN),
    # 4. prohibitions and permissions
    _formula(K.DARF_NUR,
        r"\b(?:nur|ausschließlich|lediglich|erst)\b.*\b(?:zulässig|statthaft|gestattet|erlaubt|möglich)\b|\b(?:zulässig|statthaft"
        r"|gestattet|erlaubt)\b.*\bnur\b", _IS),
    _formula(K.FESTSTELLUNG, r"\bAnspr(?:uch|üche)\b.*\bausgeschlossen\b", _IS),
    _formula(K.DARF_NICHT,
        r"(?:\b[Uu]nzulässig\b(?! [a-zäöüß]+e[rns]? [A-ZÄÖÜ])|\b(?:unstatthaft|untersagt|verboten)\b|^Verboten\b"
        r"|(?<!nicht )\bausgeschlossen\b)|\bnicht (?:\w+ ){0,2}(?:zulässig|statthaft|gestattet|erlaubt)\b"
        rf"|{w.OFFICIAL_ACT}[^‹]*‹\w+› nicht möglich\b", _IS | _STAYS),
    _formula(K.VERPFLICHTET, r"\bberechtigt (?:und|sowie|aber)(?: \w+){0,4}? verpflichtet\b", _IS),
    _formula(K.KANN,
        r"^Zulässig\b|‹\w+›(?:(?! zu [a-z]).)*\b(?:befugt|berechtigt|zulässig|statthaft|gestattet|erlaubt"
        r"|(?<!wie )(?<!soweit )(?<!sofern )möglich|ermächtigt"
        r"|entbehrlich|nicht (?:\w+ )?verpflichtet|freigestellt)\b", _IS),
    _formula(K.KANN, r"\bin Betracht\b", "kommt kommen"),
    _formula(K.KANN, r"\b(?:frei|offen)\b", "steht stehen"),
    _formula(K.KANN, r"\b(?:vorbehalten|überlassen|unbenommen|freigestellt)\b", _STAYS),
    _formula(K.KANN, r"\b(?:keiner?|nicht)\b", "bedarf bedürfen braucht brauchen"),
    _formula(K.FESTSTELLUNG, r"", "bedarf bedürfen"),
    # 5. costs and claims
    _formula(K.KOSTENREGEL, rf"{w.MONEY}",
        "trägt tragen übernimmt übernehmen erstattet erstatten ersetzt ersetzen beteiligt beteiligen entrichtet entrichten zahlt "
        "zahlen leistet leisten haftet haften fällt fallen fließt fließen finanziert finanzieren erhebt erheben teilt teilen stellt "
        "stellen beläuft belaufen bemisst bemessen bestreitet bestreiten deckt decken"),
    _formula(K.KOSTENREGEL, r"‹\w+› (?:diese|sie)\b", "trägt tragen erstattet erstatten ersetzt ersetzen",
        text=r"[Kk]osten\b|[Aa]ufwendungen|[Aa]uslagen"),
    _formula(K.KOSTENREGEL, r"", "haftet haften"),
    _formula(K.KOSTENREGEL,
        r"\b\w*(?:Zuweisung(?:en)?|[Ff]inanzhilfen?|[Mm]ittel|[Aa]usgleichszahlung(?:en)?|[Kk]ostenausgleich|Mehrbelastung\w*)\b"
        r"|\bEuro\b.*\bzur Verfügung\b|\bBetrag\b", "gewährt gewähren stellt stellen"),
    _formula(K.KOSTENREGEL, rf"^(?:Die |Der |Das )?(?:Höhe (?:der|des) )?(?:[a-zäöüß]\w* )*{w.LEVY}[^‹]*‹", "beträgt betragen"),
    _formula(K.KOSTENREGEL,
        r"^(?=.*\b(?:getragen|erstattet|ersetzt|erhoben|aufgebracht|geteilt|aufgeteilt|verteilt|finanziert|gedeckt|ausgeglichen"
        rf"|abgegolten|angerechnet|bestritten|umgelegt|berechnet|auferlegt|vergütet|zugewiesen|bereitgestellt)\b).*{w.MONEY}"
        r"|\b(?:getragen|erstattet|aufgebracht)\b", _PASSIVE),
    _formula(K.KOSTENREGEL, rf"^(?=.*\bübernommen\b).*{w.MONEY}.*\bvo[nm] (?:Bund|Land|de[nr])\b", _PASSIVE),
    _formula(K.KOSTENREGEL,
        r"^(?=.*\b(?:zu (?:tragen|erstatten|ersetzen|entrichten|erheben|teilen|zahlen|begleichen|vergüten|decken|leisten)|abzuführen"
        rf"|auszugleichen|aufzubringen)\b).*{w.MONEY}", m.HABEN | _IS),
    _formula(K.KOSTENREGEL, w.EXEMPT, _IS | _PASSIVE | _STAYS, "erteilt erteilen erfolgt erfolgen"),
    _formula(K.KOSTENREGEL, r"\b(?:zu Lasten|zulasten|auf (?:seine|ihre|eigene|deren) Kosten|auf Kosten|zur Last)\b",
        "geht gehen erfolgt fällt fallen", _PASSIVE),
    _formula(K.KOSTENREGEL,
        rf"{w.PUBLIC_PAYER}.*{w.MONEY}|{w.MONEY}.*{w.PUBLIC_PAYER}|\b\w*(?:Zuweisung|Finanzhilfe|Gebühr|Steueraufkommen|[Aa]ufkommen)\w*",
        "erhält erhalten steht stehen"),
    _formula(K.FESTSTELLUNG, r"^[^‹]*\b(?:Ansprüche?|Anspruch)\b",
        "verjährt verjähren erlischt erlöschen ruht ruhen geht gehen endet enden entfällt entfallen"),
    _formula(K.ANSPRUCH, r"(?<!\bin )\bAnspr(?:uch|üche)\b", "hat haben besteht bestehen richtet umfasst entsteht begründet"),
    _formula(K.ANSPRUCH, r"\b(?:ein|das) Recht\b", m.HABEN),
    _formula(K.ANSPRUCH, r"", "erhält erhalten bekommt bekommen beansprucht"),
    _formula(K.ANSPRUCH, r"\bzu\b", "steht stehen"),
    _formula(K.ANSPRUCH, r"(?:[Aa]nspruchs|[Ll]eistungs|[Bb]ezugs|[Ff]örder)berechtigt\b", _IS),
    _formula(K.ANSPRUCH,
        r"^(?!.*\b(?:[Nn]achweise?|Beweise?|verpflichtet|Rechnung|Sicherheit|Frist zu gewähren)\b)"
        r".*\b(?:zu (?:gewähren|leisten|erbringen|bewilligen|zahlen|übernehmen)|auszuzahlen)\b", _IS),
    _formula(K.ANSPRUCH, r"\b(?:gewährt|geleistet|bewilligt|erbracht|gezahlt|ausgezahlt|übernommen|ausbezahlt|weitergezahlt)\b"
        r"|(?:[Bb]edarfe?|[Aa]ufwendungen|[Kk]osten|[Bb]eträge|[Ll]eistung(?:en)?)\b.*\banerkannt\b",
        _PASSIVE),
    _formula(K.ANSPRUCH, rf"^(?!.*{w.NO_BENEFIT})(?:.*\b{w.BENEFIT}[^‹]*‹|.*\b(?:Euro|Prozent"
        rf"|vom Hundert)\b)", "beträgt betragen erhöht erhöhen vermindert mindert"),
    # 6. duties in words
    _formula(K.VERPFLICHTET,
        r"\b(?:[Vv]erpflichtet|gehalten|(?:[Aa]uskunfts|[Ii]nformations|[Mm]elde|[Aa]nzeige|[Gg]enehmigungs|[Ee]rlaubnis|[Zz]ulassungs"
        r"|[Bb]erichts)pflichtig|[Vv]erantwortlich)\b", _IS | _STAYS),
    _formula(K.VERPFLICHTET, r"\b(?:[Ss]icherzustellen|zu gewährleisten|Sorge (?:dafür )?zu tragen|zu sorgen)\b", _IS | m.HABEN),
    _formula(K.VERPFLICHTET, r"^Verpflichtet\b|^(?!.*\bnicht\b).*\ban (?:de[nr]|die|das|diese[nr]?|ihre|seine) .*\bgebunden\b", _IS),
    _formula(K.VERPFLICHTET, r"", _IS | _STAYS, text=r"\bverpflichtet[.,]"),
    _formula(K.VERPFLICHTET, r"", "stellt stellen", text=r"\bsicher[.,]"),
    _formula(K.VERPFLICHTET, r"\bdafür\b.*\bein\b|\bsich\b", "steht stehen verpflichtet verpflichten"),
    _formula(K.VERPFLICHTET, r"‹\w+› (?:es )?(?:eine )?Pflicht\b", _IS),
    _formula(K.VERPFLICHTET, r"\bsicher\b", "stellt stellen"),
    _formula(K.VERPFLICHTET, r"", "gewährleistet gewährleisten sorgt sorgen"),
    _formula(K.VERPFLICHTET, r"\bSorge\b", "trägt tragen"),
    _formula(K.FESTSTELLUNG, r"\bkeine (?:\w+ )?[\w-]*(?:[Pp]flicht|[Vv]erpflichtung)\b|[Pp]flicht\b.*\bnicht\b", "besteht", m.HABEN),
    _formula(K.VERPFLICHTET, r"\b\w*(?:[Pp]flicht|[Vv]erpflichtung)\b", "besteht trifft treffen obliegt unterliegt unterliegen", m.HABEN),
    _formula(K.KANN,
        rf"^(?!.*{w.ZU}).*\b(?:Möglichkeit|Befugnis|Befugnisse|Wahl)\b"
        rf"|^(?:(?!{w.ZU}).)*(?<!auf die )(?<!über die )(?<!auf eine )\b(?:Möglichkeit|Befugnis|Befugnisse|Wahl) ,", m.HABEN),
    _formula(K.HAT_ZU, w.ZU, m.HABEN),
    _formula(K.IST_ZU, rf"‹.*{w.ZU}|{w.ZU} ‹|^Zu [a-zäöüß]+n ‹|^[A-ZÄÖÜ][a-zäöü]*zu[a-zäöü]{{2,}}n ‹", _IS | _STAYS),
    _formula(K.HAT_ZU, r"", m.HABEN, text=w.ZU_CLOSES),
    _formula(K.IST_ZU, r"", _IS, text=w.ZU_CLOSES),
    _formula(K.DEFINITION,
        rf"^(?:Sonstige |Andere )?{w.BARE_NOUN} ‹\w+› (?:(?:für|bei) [^,]{{1,50}}? )?(?:der|die|das|eine?|jede[rs]?|alle"
        rf"|jeweils)\b", "ist"),
    _formula(K.DEFINITION, rf"^{w.BARE_NOUN}(?: {w.COMPLEMENT})? ‹\w+› (?:nur )?(?:die|alle|diejenigen)\b(?!.*{w.ZU})", "sind"),
    _formula(K.DEFINITION,
        rf"^(?:Eine? )?{w.BARE_NOUN}(?: {w.COMPLEMENT})? ‹\w+› (?:auch |insbesondere |nur )?(?:eine? |alle |solche |diejenigen "
        r"|die )?(?:[a-zäöüß]+e[nrs]? )*[A-ZÄÖÜ].*, (?:die|der|das|deren|dessen)\b", "ist sind"),
    # 7. old cases and statements
    _formula(K.UEBERGANG, w.OLD_CASES, heading=w.TRANSITION),
    _formula(K.UEBERGANG, w.STAYS_SO,
        "behält behalten endet enden erlischt erlöschen läuft laufen tritt treten besteht bestehen führt führen nimmt nehmen übt üben",
        heading=w.TRANSITION),
    _formula(K.UEBERGANG, w.OLD_RULES),
    _formula(K.FESTSTELLUNG, r"",
        "beginnt beginnen endet enden erlischt erlöschen ruht ruhen verjährt verjähren verfällt verfallen entfällt entfallen entsteht "
        "entstehen besitzt besitzen verliert verlieren hemmt hemmen hindert dauert dauern genügt genügen berührt berühren erwächst "
        "läuft laufen heißt heißen begründet bindet binden bewirkt bewirken scheidet scheiden erwirbt erwerben verbleibt verbleiben "
        "erlangt unterbricht entfaltet gebührt steht stehen beträgt betragen gehört gehören"),
    _formula(K.FESTSTELLUNG,
        r"\b[Aa]n (?:die|seine|ihre|deren|dessen) Stelle\b|\bzugute\b|\bauf .*\büber\b|\bnach sich\b|\bin die (?:Rechte|Pflichten)\b"
        r"|\bverloren\b", "tritt treten kommt kommen geht gehen zieht ziehen"),
    _formula(K.FESTSTELLUNG, r"\b(?:ein|aus)\b(?: [,.]|$)", "schließt schließen"),
    _formula(K.FESTSTELLUNG, r"^(?!.*\baus\b)|\baus de[mr] (?:Unterschied|Differenz|Summe)\b", "besteht bestehen liegt liegen"),
    _formula(K.FESTSTELLUNG, r"\bsich\b",
        "richtet richten bemisst bemessen errechnet errechnen berechnet bestimmt bestimmen ergeben "
        "verlängert verlängern verkürzt erhöht erhöhen vermindert ergibt"),
    _formula(K.FESTSTELLUNG,
        r"\b(?:wirksam|unanfechtbar|fällig|bestandskräftig|rechtskräftig|unwirksam|gegenstandslos|gehemmt|unterbrochen|vermutet|frei)\b",
        _PASSIVE),
)
# fmt: on


_OLD_SPELLING = {"bemißt": "bemisst", "umfaßt": "umfasst", "erfaßt": "erfasst", "läßt": "lässt", "erläßt": "erlässt"}

KNOWN_VERBS = frozenset(verb for formula in FORMULAS for verb in formula.verbs)
"""Finite verbs that some formula knows; found even where the lexicon does not know them."""


@lru_cache(maxsize=4096)
def formulas_for(finite: str) -> tuple[Formula, ...]:
    """The formulas that can stand with a finite verb, in the order of the table.

    Args:
        finite: lower-cased finite verb, empty if there is none.
    """
    finite = _OLD_SPELLING.get(finite, finite)
    return tuple(formula for formula in FORMULAS if not formula.verbs or finite in formula.verbs)
