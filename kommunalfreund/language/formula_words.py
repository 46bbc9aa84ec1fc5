"""Words and turns of phrase that the formulas of legal language are built from, as parts of regular expressions."""

from __future__ import annotations

from kommunalfreund.language import morphology as m

ZU = (
    r"(?:\bzu (?!de[rnms]|diese|eine|ihre|seine|jede|alle|welche|keine)[a-zäöüß]+n(?! [a-zäöüß]*[A-ZÄÖÜ])"
    r"|\b[a-zäöüß]{2,}zu[a-zäöüß]{2,}n(?! [A-ZÄÖÜ]))\b"
)
"""An infinitive with zu; an attributive one ("die vorzulegenden Unterlagen") has its noun behind it."""

ZU_CLOSES = rf", (?:de[rmn]|die|das|in|bei|nach|mit)\b[^,;]*{ZU}[.]?$"
"""The sentence ends in an infinitive with zu behind a comma that opens no clause ("hat der Kreis, …, dem Bund zu erstatten")."""

UNIT = (
    r"(?:§|Artikeln?\b|Absatz\b|Absätzen?\b|Satz\b|Sätzen?\b|Nummern?\b|Buchstaben?\b|Anlagen?\b|Anhang\b|Teilsatz\b|Halbsatz\b"
    r"|Unterabsatz\b|Doppelbuchstaben?\b)"
)
RULES = (
    rf"(?:{UNIT}|(?:\w+)?(?:[Vv]orschrift|[Rr]egelung|[Bb]estimmung|[Rr]egel)(?:en)?\b|\w*(?:[Gg]esetz|[Vv]erordnung"
    rf"|gesetzbuch)(?:e?s|e)?\b"
    r"|Nebenbestimmungen\b|Satzung\b|\w*[Rr]echts?\b|\w*[Oo]rdnung\b)"
)
"""Words for provisions, in the subject of a reference."""

THIS_LAW = (
    r"(?:(?:Diese[ms]?|Dieser|Die (?:folgenden|nachstehenden)) (?:Gesetz|Buch|Kapitel|Verordnung|Abschnitt|Teil|Unterabschnitt"
    r"|Titel|Vorschriften"
    r"|Regelungen|Bestimmungen)\b|(?:Das Gesetz|Die Verordnung|Der Abschnitt|Die Vorschriften) (?=‹))"
)
OF_THIS_LAW = r"\bdieses (?:Gesetzes|Buche?s|Kapitels|Abschnitts|Unterabschnitts|Teils|Titels)\b|\bdieser (?:Verordnung|Satzung)\b"
OLD_RULES = (
    r"\b[Bb]isherig\w* (?:\w+ )?(?:Recht|Fassung|Vorschriften|Regelung(?:en)?|Bestimmungen|Zuständigkeit(?:en)?)|\b[Bb]isher geltende"
    r"|\balte[nmrs]? Recht|\bbis dahin gelt|\bweiter(?:hin)? (?:anzuwenden|angewendet|angewandt|anwendbar)\b"
)
OLD_LAW = rf"{OLD_RULES}|\bin der (?:bis|am|vor)\b[^,]{{0,60}}\bFassung"
"""Old law stays in force; an old version alone may merely be cited."""
OLD_CASES = (
    rf"{OLD_LAW}|\b[Bb]isher|\b[Vv]or dem\b|\b[Bb]ereits\b|\b[Bb]estehende|\b[Ll]aufende|\bAlt[a-zäöü]+|\b(?:bei|seit|nach"
    rf"|mit) (?:dem )?Inkrafttreten\b"
)
"""Cases that were there before the law."""
STAYS_SO = rf"{OLD_CASES}|\bweiter(?:hin)?\b|\bnoch\b|\b[Bb]is (?:zum|zu)\b"
BEFORE = (
    r"^(?:Auf|Für|Bei|In|Ist|Sind|Hat|Haben|Wer|Soweit|Wurden?|Die|Der|Das) [^;]*?(?:\bvor dem (?:\d|Inkraft|Tag)"
    r"|\bbei Inkrafttreten|\bam \d+\. \w+ \d{4} (?:bereits|noch))"
)
TRANSITION = (
    r"\bÜbergang\b(?! (?:von|de[rs]|auf|in)\b)|[Üü]bergangs(?:vor|reg|best|recht|fri|fall|fäll|zeit|maß)|[Üü]berleitung"
    r"|[Bb]estandsschutz|[Aa]ltfälle"
)
NOT_LAID_DOWN = (
    r"(?! (?:\(|(?:bestimmten|geregelten|festgelegten|festgesetzten|vorgesehenen|erlassenen|vorgeschriebenen"
    r"|zugelassenen|zuständigen?|zuständiger|zuständiges)\b))"
)
"""Behind the word for an ordinance, unless it merely describes something ("die in der Rechtsverordnung bestimmten Stellen")."""
ONE_ACT = r"\b(?:freigegeben|verliehen|gesperrt|geschlossen|aufgelöst|umbenannt|zugelassen)\b"
"""What an ordinance itself does, without laying down rules."""
SCOPE = r"[Aa]nwendungsbereich|[Gg]eltungsbereich|\b[Zz]weck\b|\b[Zz]iele?\b"

MONEY = (
    r"(?:[Kk]osten|[Aa]ufwendungen|[Aa]ufwands?|[Aa]usgaben?|[Aa]uslagen|[Gg]ebühr(?:en)?|[Zz]uweisung(?:en)?|[Zz]uschuss|[Zz]uschüssen?"
    r"|[Ff]inanzhilfen?|[Ee]ntschädigung(?:en)?|[Ee]rstattung(?:en)?|[Uu]mlagen?|[Ss]teuern?|[Aa]usgleichsbetr\w+|[Aa]ufkommens?"
    r"|[Aa]bgaben?"
    r"|\bBeiträgen?|[Bb]elastung(?:en)?|\bMitteln?|[Hh]aushaltsmitteln?|\bSchäden|\bSchaden|[Ee]ntgelte?n?|[Ee]innahmen|[Ee]rlösen?"
    r"|[Gg]eldbußen?"
    r"|\bFehlbetr\w+|\bDefizite?)\b"
)
"""Money that public bodies bear, raise or share; also as the end of a compound."""
LEVY = (
    r"(?:\w*[Gg]ebühr|\w*[Aa]nteil|\w*[Uu]mlage|\w*[Bb]eteiligung|\w*[Ss]teuer(?:satz|messzahl)?|\w*[Aa]bgabe(?:satz)?|\w*[Hh]ebesatz"
    r"|\w*[Kk]ostenbeitrag|\w*[Bb]eitrag|\w*[Zz]uweisung|\w*[Ee]rstattung\w*|\w*[Kk]osten\w*|\w*[Ff]inanzhilfen?|\w*[Vv]omhundertsatz"
    r"|\w*[Ff]örder(?:satz|quote|ung)|\w*[Ee]ntgelt|\w*[Mm]ittel)\b"
)
BENEFIT = (
    r"(?:\w*(?:[Gg]eld|[Hh]ilfen?|[Ll]eistung(?:en)?|[Rr]ente|[Zz]ulage|[Zz]uschlag|[Zz]uschuss|[Pp]auschale|[Bb]eihilfen?|[Pp]rämie"
    r"|[Vv]orschuss|[Bb]edarf|[Ee]ntschädigung|[Aa]usgleich|[Aa]nspruch|[Ff]örderung|[Bb]etrag|[Rr]egelsatz"
    r"|(?<![Aa]b)[Ss]atz(?! \d)|[Uu]nterstützung))\b"
)
NO_BENEFIT = (
    r"\b\w*(?:[Ww]ert|[Pp]reis|[Vv]ersicherungssumme|[Dd]eckungssumme|[Mm]indesthöhe|[Kk]apital|[Dd]auer|[Ff]läche"
    r"|[Aa]bstand|[Zz]wangsgeld)e?s?\b"
)
"""Measures that come in amounts, too, but are nobody's claim."""
EXEMPT = (
    r"\b(?:(?:[Gg]ebühren|[Kk]osten|[Aa]uslagen|[Aa]bgaben|[Ss]teuer|[Bb]eitrags)(?:frei|pflichtig)|[Kk]ostenlos"
    r"|[Uu]nentgeltlich)\b(?! [a-zäöüß]+e[nrms]? [A-ZÄÖÜ])"
    r"|\bfrei von (?:Gebühren|Kosten)\b"
    r"|\b[Vv]on (?:\w+ ){0,3}(?:\w*[Ss]teuer|\w*[Gg]ebühr(?:en)?|\w*[Kk]osten|\w*[Aa]bgaben?|Beiträgen)\b.*\b(?:befreit|ausgenommen"
    r"|freigestellt)\b"
)
PUBLIC_PAYER = (
    r"\b(?:der Bund|das Land|die Länder|den Ländern|dem Bund|dem Land|vom (?:Bund|Land)|den (?:Gemeinden|Landkreisen|Kommunen)"
    r"|die Gemeinden)\b"
)
OFFICE = r"(?:\w*[Bb]ehörden?|\w*[Ss]tellen?|\w*[Gg]ericht|\w*[Tt]räger|\w*[Aa]ufsicht)"
BARE_NOUN = (
    r"(?:[A-ZÄÖÜ]?[a-zäöüß]+e[rns]? )?(?!(?:Sie|Er|Es|Dies|Dabei|Hierbei|Dazu|Hierzu|Daneben|Ferner|Zudem|Unverzüglich|Zuständig"
    r"|Jede[mnr]?|Allen?|Voraussetzung(?:en)?"
    r"|Grundlage|Gegenstand|Folge|Ziele?|Zweck|\w+(?:berechtigt|pflichtig|pflichtet|befreit|lich|frei|bar|nommen|schlossen|gebend"
    r"|ig|lassen))\b)[A-ZÄÖÜ][\w-]*[a-zäöüß]"
)
"""A defined word stands without an article."""
COMPLEMENT = r"(?:de[rs]|zu[mr]?|für|bei|von) [^‹,]{1,60}?"
AUTHORITY = (
    r"(?:\w*[Bb]ehörden?|\w*[Aa]mt|\w*[Ss]telle|\w*[Gg]emeinden?|\w*[Mm]inisterium|\w*[Gg]ericht|Länder|Land|Bund|\w*[Aa]ufsicht"
    r"|\w*[Tt]räger|\w*[Kk]asse"
    r"|\w*[Kk]ammer|\w*[Kk]reise?|\w*[Kk]ommission|\w*[Aa]usschuss|\w*[Vv]erwaltung|\w*[Aa]gentur|\w*anstalt|Städte|Stadt)\b"
)
FICTION = (
    r"\bals (?:\w+ )?(?:nicht )?(?:erteilt|erteilte|zurückgenommen|gestellt|genehmigt|bewilligt|zugestellt|bekannt gegeben"
    r"|bekanntgegeben|erfüllt"
    r"|abgelehnt|versagt|erklärt|eingelegt|eingegangen|erhoben|abgegeben|bestanden|verlängert|zugelassen|anerkannt|hergestellt|angenommen"
    r"|aufgehoben|verzichtet|bewirkt|vereinbart|beantragt|versichert|erloschen|widerrufen|befristet|erbracht|geleistet|festgestellt"
    r"|[a-zäöüß]*ge[a-zäöüß]+(?:t|en))\b(?! [A-ZÄÖÜ])"
)

OFFICIAL_ACT = (
    r"\b\w*(?:[Vv]erlängerung|[Ee]rteilung|[Zz]ulassung|[Aa]usnahme|[Bb]efreiung|[Aa]bweichung|[Üü]bertragung|[Ss]tundung|[Ee]rlass"
    r"|[Vv]erzicht|[Ww]iderruf|[Aa]nerkennung|[Aa]nrechnung|[Aa]ufrechnung|[Rr]ücknahme|[Ww]iedereinsetzung)\b"
)
"""What an office might grant or do; of anything else "nicht möglich" states a fact."""

_ARTICLES = r"de[rnms]|die|das|deren|dessen|denen|eine?[rnms]?|diese[rnms]?|jede[rnms]?|alle[rnms]?|solche[rnms]?|sein\w*|ihr\w*"
NOT = (
    r"\b(?:Nicht (?:mehr|jede\w*|alle\w*)\b"
    rf"|nicht(?! unter [^,]{{1,40}}? fallende)(?! (?!(?:{'|'.join(sorted(m.PREPOSITIONS))}|{_ARTICLES})\b)[a-zäöüß]+e[rnsm]? [A-ZÄÖÜ])"
    r"|[Kk]ein(?:e[rmns]?)?|weder|[Nn]iemand)\b"
)
"""Negation of the clause, not of an attribute ("nicht öffentliche Stellen")."""
