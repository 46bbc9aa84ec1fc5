"""Abbreviations of German legal texts, and the words that open a sentence.

Data only; ``sentences`` decides what a full stop behind them means. All entries are written without their last full stop.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ABBREVIATIONS = _words("""
    abb abk abl abs abschn abt abw allg alt anh anl anm ao arbg art aufgeh aufl ausl ausn az bgh bafög banz bay bbl bd beil bek
    ber berl bes best betr bez bezgl bgbl bzgl bj bl bmbl brdrs bsg btdrs buchst bundesanz bundesgesetzbl bundesrep bverfg bzw ca
    chr dbuchst ders dgl dipl diss doppelbuchst dr drs drucks dt ebd eg einf eingef einschl engl entspr entw erg erl etc eur europ
    evtl ev exkl fa fdg ff fn folg forts fr frhr fußn gbl geänd geb gebr gem gem geg gegr ges gesetzbl gesetzesbl gest gez gfs ggf
    ggfs ggü gl glnr gmbl grds gvbl gvobl halbs hans hbd hess hg hinw hj hl hr hrsg hs idf idr incl inf ing inkl insb insbes int
    inv jg jhd jur kap kath kfm kfz kgr kl kto kugr lat lfd lit lj ln log lt mag max mwv mill mind min mio mr mrd ms mtl mwst nachf
    nds nr nrn nrw nat nov obj öff österr op org orig par pag phil pos ppa präs prof prot prov proz pt qm rd rdnr ref reg rep res
    rev rgbl rh rn rnr rs rspr rz sachgeb sächs satzbl schr schw seb sek sen sep sog sonst sp spez spp ssp st std stellv stgb str
    subsp sv tab techn tel tit tlw tsd tz uabschn übereink überg überl übers übl umst unterabs unterabschn unterh univ unterz urspr
    usw uvm var verb verf verh verl vers verw vergl vfg vgl vj vkbl vol vorb vorbem vors vorst wg wkr wib wiss wo wv z zentralbl
    ziff zit zsgef zug zul zus zuz zw zzgl änd ärztl
    zust beh geschz besgr durchschn entggr vordr
    jan feb febr mär apr jun jul aug sept okt dez
    """)
"""Lower-cased abbreviations behind which a sentence goes on, unless the next word can only open a sentence."""

FINAL_ABBREVIATIONS = _words("usw etc uvm")
"""Abbreviations that often stand last; behind them every capitalised word opens a sentence."""

ABBREVIATION_ENDINGS = ("bl", "str", "anz", "gesetzbl", "buchst", "abs", "nrn", "ges")
"""Endings of compound abbreviations ("Bundesgesetzbl.", "Bahnhofstr.")."""

MONTHS = _words(
    "Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember Jan Feb Mär Apr Jun Jul Aug"
    " Sep Sept Okt Nov Dez"
)
"""Months, behind a day no sentence opens."""

OPENERS = _words("""
    Der Die Das Dem Den Des Dies Diese Diesem Diesen Dieser Dieses Derselbe Dieselbe Dasselbe Derjenige Diejenige Dasjenige
    Er Sie Es Ihm Ihn Ihnen Ihr Ihre Ihrem Ihren Ihrer Sein Seine Seinem Seinen Seiner Man Wir
    Ein Eine Einem Einen Einer Eines Kein Keine Keinem Keinen Keiner Jeder Jede Jedes Jedem Jeden Jedoch Jener Jene
    Alle Allen Aller Alles Andere Anderen Anderenfalls Andernfalls Ansonsten Beide Beiden Einige Einzelne Etwaige Mehrere Manche
    Solche Solcher Solches Sonstige Sonstigen Sonst Weitere Weiteren Weiteres Näheres Nähere Entsprechendes Gleiches Folgende Folgendes
    Im In Ins Bei Beim Für Nach Vor Zu Zum Zur Auf Aus Mit Ohne Über Unter Um Am An Ans Ab Bis Vom Von Während Wegen Trotz Gegen
    Durch Seit Innerhalb Außerhalb Anhand Anstelle Anlässlich Aufgrund Angesichts Außer Binnen Gemäß Hinsichtlich Infolge Insoweit
    Inwieweit Jenseits Laut Mangels Mithilfe Neben Nebst Oberhalb Unterhalb Statt Unbeschadet Ungeachtet Vorbehaltlich Zugunsten
    Zulasten Zuzüglich Zwecks Zwischen Abweichend Ausgehend Ausgenommen Einschließlich
    Wenn Weil Wer Wem Wen Wessen Was Wo Wie Wird Werden Wurde Wurden Worden Würde Wäre Wären War Waren Ist Sind Sei Seien
    Hat Haben Hatte Hatten Hätte Soll Sollen Sollte Sollten Kann Können Könnte Darf Dürfen Muss Müssen Muß Will Wollen
    Als Also Auch Außerdem Allein Allerdings Bereits Dabei Dadurch Dafür Dagegen Daher Dahin Damit Danach Daneben Dann Daran Darauf
    Daraus Darin Darüber Darunter Davon Davor Dazu Deren Dessen Derart Derartige Desgleichen Deshalb Doch Ebenfalls Ebenso Eines
    Einmalig Endgültig Erforderlichenfalls Erst Erste Erstmals Erstmalig Etwa Falls Ferner Fehlt Fehlen Frühestens Ganz Gegebenenfalls
    Gleichzeitig Grundsätzlich Hierbei Hierdurch Hierfür Hiergegen Hiermit Hiernach Hierüber Hiervon Hierzu Hierunter Hieraus
    Immer Insbesondere Insgesamt Insofern Inzwischen Jährlich Künftig Längstens Letztmals Maßgebend Maßgeblich Mindestens Möglichst
    Nachdem Nicht Noch Nur Obgleich Ob Obwohl Oder Regelmäßig Schließlich Sie Sobald Sofern Solange Soweit So Sodann Somit Sowie
    Spätestens Stets Trotzdem Überdies Übrigen Umgekehrt Und Unabhängig Unberührt Unverzüglich Vielmehr Vorher Vorübergehend
    Zudem Zuerst Zugleich Zuletzt Zunächst Zusätzlich Zuvor Zuständig Zulässig
    Gilt Gelten Bleibt Bleiben Liegt Liegen Besteht Bestehen Bestanden Erfolgt Erfolgen Ergibt Ergeben Erhält Erhalten
    Erlässt Erteilt Fällt Fallen Findet Finden Gehört Gehören Gibt Geben Geht Gehen Handelt Hält Halten Kommt Kommen Lässt Lassen
    Macht Machen Nimmt Nehmen Stellt Steht Stehen Tritt Treten Trifft Treffen Übersteigt Unterbleibt Unterlässt Verlangt
    Verliert Weicht Weist Wechselt Zieht Beantragt Beträgt Betragen Bestimmt Bedarf Bedürfen Beabsichtigt Beginnt Endet Entfällt
    Entfallen Enthält Enthalten Entsteht Entstehen Entspricht Erfüllt Erfordert Erlischt Erlöschen Erreicht Erscheint Erstreckt
    Reicht Reichen Scheidet Sieht Stimmt Stirbt Überschreitet Unterliegt Unterliegen Unterschreitet Verstößt Versäumt Widerspricht
    Wirkt Zahlt Zählt Zählen Erstattet Erklärt Ordnet Richtet Teilt Tut
    """)
"""Function words and verbs that, written with a capital, only stand at the beginning of a sentence."""

NOUNS_OF_ORDINALS = _words("""
    Abschnitt Abschnitts Abschnittes Abschnitte Abschnitten Absatz Absatzes Absatzes Alternative Alternativen Alt Änderung Auflage Ausschuss
    Band Buch Buches Buchs Bücher Ebene Fassung Feiertag Geburtstag Generation Grad Grades Halbjahr Halbjahres Halbjahrs Halbsatz
    Halbsatzes Halbs HS Hs Instanz Jahr Jahres Jahrestag Jahrgang Jahrgangsstufe Jahrhundert Jahrhunderts Kalenderjahr Kalendertag
    Kalenderwoche Kapitel Kapitels Klasse Lebensjahr Lebensjahres Lebensjahrs Lebensmonat Lebensmonats Legislaturperiode Monat Monats
    Nachtrag Person Platz Quartal Quartals Rang Satz Schuljahr Semester Semesters Senat Sitzung Spiegelstrich Spiegelstrichs
    Strich Stock Stufe Tag Tages Tags Teil Teiles Teils Titel Titels Trimester Unterabschnitt Unterabsatz Unterabsatzes Variante
    Verordnung Vierteljahr Wahlperiode Weihnachtsfeiertag Weltkrieg Werktag Werktages Werktags Woche Wohnung Arbeitstag Arbeitstages
    Ausbildungsjahr Ausbildungsjahres BImSchV BImSchVwV ÄndG Obergeschoss Rate
    """)
"""Nouns that are counted with an ordinal ("der 2. Abschnitt")."""

ORDINAL_CUES = _words("""
    der die das dem den des zum zur am vom im beim ins ans jeder jede jedes jedem jeden dieser diese dieses diesem diesen ein eine
    einem einen einer eines kein keine seit ab bis jeweils jeweiligen vollendeten ersten dessen deren ihrem ihrer seinem seiner
    """)
"""Words after which a number with a full stop is an ordinal."""

REFERENCE_HEADS = (
    "§§?|Abs(?:atz(?:es)?|ätzen?|\\.)|S(?:atz(?:es)?|ätzen?|\\.)|Nr[n]?\\.|Nummern?|Art(?:ikels?|ikeln|\\.)|(?:Doppel|Dreifach)?[Bb]uchst(?:aben?s?|\\.)"
    "|Anl(?:agen?|\\.)|Anh(?:angs?|ängen?|\\.)|Kap(?:iteln?s?|\\.)|(?:Unter)?[Aa]bschn(?:itte?n?s?|\\.)|Teil(?:en?|s|es)?|Spalten?|Zeilen?|Stufen?"
    "|(?:[A-ZÄÖÜ][a-zäöüß]+)?(?:klassen?|gruppen?|stufen?|kategorien?|grade?|typen?|zonen?|arten?)|Klassen?|Gruppen?|Kategorien?|Zonen?|Typ|Ziff(?:ern?|\\.)|Tabellen?|Formeln?|Seiten?|Unterabs(?:atz(?:es)?|ätzen?|\\.)|Halbsatz(?:es)?|Halbs\\."
    "|Muster[ns]?|Variante|Alternative|Alt\\.|Titeln?s?|Buch(?:es|s)?|Untertiteln?s?|Randnummern?|Rn\\.|Fußnoten?|Anmerkung|Regeln?|Tit\\."
    "|Bl\\.|BGBl\\.|ABl\\.|Grad|Phase|Modul|Feld|Gleis|Haus|Größe|Vordruck|Formblatt|Kennziffern?|Schlüsselnummern?|Protokoll|Sachgebiet|Drucksache"
)
"""Words behind which a number or letter is a reference ("Absatz 3."), as a regular expression."""
