"""Word forms that German legal syntax hangs on: finite verbs, infinitives with zu, determiners and their cases.

A closed set of function words plus simplemma lemmas; enough for the plain main clauses of statutes, no full morphology.
"""

from __future__ import annotations

import re
from enum import Flag, auto
from functools import lru_cache

from kommunalfreund.language.german import is_known, lemma

SEIN = frozenset({"ist", "sind", "sei", "seien", "war", "waren"})
WERDEN = frozenset({"wird", "werden", "werde", "würde", "würden"})
HABEN = frozenset({"hat", "haben", "habe"})
KOENNEN = frozenset({"kann", "können"})
DUERFEN = frozenset({"darf", "dürfen"})
MUESSEN = frozenset({"muss", "muß", "müssen"})
SOLLEN = frozenset({"soll", "sollen"})
SOLLTEN = frozenset({"sollte", "sollten"})
GELTEN = frozenset({"gilt", "gelten"})
BLEIBEN = frozenset({"bleibt", "bleiben"})
CLOSED_FINITE = SEIN | WERDEN | HABEN | KOENNEN | DUERFEN | MUESSEN | SOLLEN | SOLLTEN | GELTEN | BLEIBEN
"""Finite forms that are recognised without a lexicon."""
PAST_FINITE = frozenset(
    """wurde wurden hatte hatten hätte hätten wäre wären konnte konnten könnte könnten durfte durften dürfte dürften musste mussten mußte
    mußten müsste müssten will wollen wollte wollten""".split()
)
"""Past and subjunctive forms of auxiliaries; they close subordinate clauses and open conditional ones, but hardly ever rule anything."""
FINITE_FORMS = CLOSED_FINITE | PAST_FINITE

SUBORDINATORS = frozenset(
    """als bevor bis da damit dass daß ehe falls indem insoweit nachdem ob obwohl sobald sofern solange sooft soweit soviel
    wann warum weil wenn wer wem wen wessen was welche welcher welches welchem welchen wie wo wobei wodurch wofür wogegen womit wonach woran
    worauf woraus worin worüber wovon wozu während zumal ohne um anstatt statt""".split()
)
"""Words that open a subordinate clause or infinitive group when they stand first in it."""

RELATIVES = frozenset("der die das den dem deren dessen denen welche welcher welches welchem welchen".split())
PREPOSITIONS = frozenset(
    """ab abseits an am anhand anlässlich anstatt anstelle auf aufgrund aus außer außerhalb bei beim bezüglich binnen bis durch
    einschließlich entgegen entlang
    entsprechend für gegen gegenüber gemäß hinsichtlich hinter im in infolge innerhalb ins jenseits kraft laut mangels mit mittels nach
    namens neben oberhalb ohne seit seitens trotz über um unbeschadet ungeachtet unter unterhalb vom von vor vorbehaltlich während
    wegen zu zugunsten zulasten zum zur zuzüglich zwecks zwischen""".split()
)
FUSED = {"zum": "dem", "zur": "der", "beim": "dem", "vom": "dem", "im": "dem", "am": "dem", "ins": "das"}
"""Prepositions fused with an article."""
SEPARABLE_PREFIXES = (
    "ab an auf aus bei bekannt bereit dar durch ein entgegen fest fort frei her heran herbei hin hinaus hinzu instand klar los mit nach "
    "nieder offen sicher statt teil um unter vor voran voraus vorbei weg weiter wieder wahr zurück zusammen zu zwischen über"
).split()
_ZU_SPLIT = re.compile(rf"^({'|'.join(sorted(SEPARABLE_PREFIXES, key=len, reverse=True))})zu(\w{{2,}}(?:en|ern|eln|un))$")
_ZU_INSIDE = re.compile(r"^(\w{2,})zu(\w{3,}(?:en|ern|eln|un))$")
_INFINITIVE = re.compile(r"\w{2,}(?:en|ern|eln|un)$")
_FEMININE_ENDINGS = (
    *("ung", "heit", "keit", "schaft", "tät", "ion", "erin", "tin", "rin", "rei"),
    *("behörde", "stelle", "gemeinde", "kommune", "stadt", "kasse", "person", "anstalt", "partei", "kammer", "verwaltung", "aufsicht"),
    *("agentur", "frau", "mutter", "schule", "hilfe", "einrichtung", "körperschaft"),
    *("wehr", "polizei", "ei", "kraft", "zeit", "arbeit", "sicht", "wahl", "zahl", "frist", "schrift", "macht", "pflicht", "last", "post"),
    *("bank", "form", "wacht", "liste", "akte", "zentrale", "zone", "fläche", "anlage", "abgabe", "maßnahme", "sache", "aufgabe", "lage"),
    *("kirche", "gruppe", "summe", "hälfte", "grenze", "quelle", "straße", "reihe", "größe", "höhe", "menge", "aufnahme", "ausnahme"),
    *(
        "prüfung",
        "norm",
        "art",
        "tat",
        "saat",
        "geburt",
        "industrie",
        "kur",
        "zufuhr",
        "natur",
        "struktur",
        "gebühr",
        "gefahr",
        "uhr",
        "ur",
    ),
    *("erlaubnis", "kenntnis", "befugnis", "ersparnis", "besorgnis", "kunft", "fahrt", "gewalt", "schuld", "welt", "nachricht", "bahn"),
    *("zucht", "sucht", "flucht", "frucht", "jagd", "vielfalt", "antwort", "maut", "steuer", "dauer", "nummer", "ziffer", "feier"),
    *("regel", "tafel", "formel", "klausel", "haft", "luft", "stätte", "kunst", "tochter", "schwester"),
)


_SAME_IN_PLURAL = ("er", "el", "en", "e", "chen", "lein")
_PLURAL_ENDINGS = ("ern", "eln", "ungen", "heiten", "keiten", "schaften", "stellen", "behörden", "kassen", "gemeinden", "städte")
"""Plurals by their ending, where the lexicon does not know the compound."""
_PLURAL_ONLY = frozenset({"eltern", "leute", "kosten", "geschwister", "einkünfte", "ehegatten"})


class Case(Flag):
    """Grammatical cases a form can have."""

    NOM = auto()
    GEN = auto()
    DAT = auto()
    AKK = auto()


ANY_CASE = Case.NOM | Case.GEN | Case.DAT | Case.AKK
_NA = Case.NOM | Case.AKK
_DETERMINER_STEMS = (
    *("dies", "jed", "jen", "welch", "solch", "manch", "all", "kein", "ein", "sein", "ihr", "unser"),
    *("derjenig", "diejenig", "dasjenig", "beid", "mehrer", "einig"),
)
_DETERMINER = re.compile(rf"^(?:d(?:er|ie|as|en|em|es)|(?:{'|'.join(_DETERMINER_STEMS)})(?:e[rnsm]?)?|deren|dessen)$")


@lru_cache(maxsize=50_000)
def is_determiner(word: str) -> bool:
    """Article, demonstrative, possessive or quantifier, lower-cased."""
    return bool(_DETERMINER.match(word))


@lru_cache(maxsize=50_000)
def is_feminine(noun: str) -> bool:
    """Whether a noun is feminine singular by its ending; only used where "der" must be told apart.

    >>> is_feminine("Wohngeldbehörde"), is_feminine("Träger")
    (True, False)
    """
    return noun.lower().endswith(_FEMININE_ENDINGS)


_FEMININE_TE = (
    "akte",
    "karte",
    "seite",
    "liste",
    "kette",
    "küste",
    "miete",
    "quote",
    "rente",
    "sorte",
    "route",
    "note",
    "ernte",
    "urkunde",
    "stunde",
)


@lru_cache(maxsize=50_000)
def is_adjectival(noun: str) -> bool:
    """Nouns made of adjectives and participles: behind "der" they are masculine nominatives ("der Beteiligte", "der Vorsitzende").

    >>> is_adjectival("Beteiligte"), is_adjectival("Ersatzpflichtige"), is_adjectival("Städte")
    (True, True, False)
    """
    low = noun.lower()
    if not low.endswith(("te", "nde", "ige", "liche", "ene")) or low.endswith(_FEMININE_TE):
        return False
    return lemma(noun) in {low, low[:-1], low + "r"} and (low.endswith(("ige", "liche", "ene")) or lemma(noun) != low[:-1])


_CAPITAL_ADJECTIVE = re.compile(r"(?:\w{3,}isch|(?<!jugend)(?<!geist)lich|deutsch)e[nrsm]?$")


@lru_cache(maxsize=50_000)
def is_capital_adjective(word: str) -> bool:
    """Capitalised adjective in a name ("Deutscher Bundestag", "Kassenärztliche Vereinigung"), if a noun follows."""
    return word[:1].isupper() and bool(_CAPITAL_ADJECTIVE.search(word.lower()))


@lru_cache(maxsize=50_000)
def noun_phrase_case(determiner: str, noun: str, adjective: str = "") -> Case:
    """Cases that a determiner leaves open for its noun.

    Args:
        determiner: lower-cased word before the adjectives, empty if there is none.
        noun: head noun as written.
        adjective: word in front of the noun, if it is an attribute.

    >>> noun_phrase_case("der", "Träger", "örtliche") == Case.NOM, noun_phrase_case("der", "Träger", "örtlichen") == Case.GEN
    (True, True)
    >>> noun_phrase_case("dem", "Jugendamt") == Case.DAT
    True
    >>> noun_phrase_case("der", "Behörde") == Case.GEN | Case.DAT
    True
    >>> Case.NOM in noun_phrase_case("der", "Träger"), Case.NOM in noun_phrase_case("der", "Länder")
    (True, False)
    """
    if not determiner:
        # "Auszubildenden wird … geleistet", "Ländern werden … gezahlt": without determiner these forms are datives
        dative = noun.endswith(_PERSONS_DATIVE) or (noun.endswith("ern") and not _ends_like_plural(noun))
        return Case.DAT if dative else _NA
    if determiner in {"einer", "keiner"}:  # masculines have "ein"
        return Case.GEN | Case.DAT
    ending = determiner[-2:]
    if determiner in {"dem", "denen"} or ending == "em":
        return Case.DAT
    if determiner == "der" or (ending == "er" and determiner not in {"ihrer", "seiner"}):
        if determiner == "mehrerer" or noun.lower() in _PLURAL_ONLY:
            return Case.GEN
        if determiner == "der" and adjective.endswith("e"):
            return Case.NOM
        if is_feminine(noun):
            return Case.GEN | Case.DAT
        if determiner == "der" and adjective.endswith("en"):
            return Case.GEN if noun.endswith(_SAME_IN_PLURAL) or lemma(noun) != noun.lower() else Case.GEN | Case.DAT
        if noun.endswith(_PLURAL_ENDINGS):
            return Case.GEN
        if is_adjectival(noun):
            return Case.NOM
        # an inflected form behind "der" is a genitive plural ("der Länder"), an uninflected one mostly a masculine nominative
        if lemma(noun) != noun.lower():
            return Case.GEN
        return Case.NOM | Case.GEN if noun.endswith(_SAME_IN_PLURAL) else Case.NOM
    if determiner in {"deren", "dessen"}:  # "deren Vertreter": they show the case of no noun behind them
        return _NA | Case.DAT if noun.endswith("n") else _NA
    if determiner in {"des", "eines", "keines", "seines", "ihres", "unseres"}:
        return Case.GEN
    if ending == "es":  # "jedes Land", but "jedes Landes"
        return Case.GEN if noun.endswith("s") and lemma(noun) != noun.lower() else _NA
    if ending == "en":
        return Case.DAT | Case.AKK
    if determiner in {"ihrer", "seiner"}:
        return Case.GEN | Case.DAT
    return _NA


_PERSONS_DATIVE = (
    *("bildenden", "ierenden", "reisenden", "suchenden", "treibenden", "ziehenden", "ständigen", "berechtigten", "pflichtigen"),
    *("pflichteten", "hörigen", "fangenen", "schädigten", "troffenen", "teiligten", "schäftigten", "dürftigen", "auftragten", "jährigen"),
)


def _ends_like_plural(noun: str) -> bool:
    """Nouns whose "-n" is no mark of the dative: "Kammern", "Eltern"."""
    base = lemma(noun)
    return base == noun.lower() or base.endswith("er")


def bare_adjective_case(adjective: str, noun: str) -> Case:
    """Cases that an adjective without determiner leaves open for its noun ("zuständiger Behörden", "örtlichen Stellen").

    >>> bare_adjective_case("zuständiger", "Behörden") == Case.GEN
    True
    """
    if adjective.endswith("em"):
        return Case.DAT
    if adjective.endswith("er"):
        if is_feminine(noun):
            return Case.GEN | Case.DAT
        return Case.GEN if lemma(noun) != noun.lower() else Case.NOM | Case.GEN
    if adjective.endswith("en"):
        return Case.DAT if noun.endswith(("n", "s")) else Case.DAT | Case.AKK
    return _NA


@lru_cache(maxsize=100_000)
def is_zu_infinitive(word: str) -> bool:
    """Infinitive with built-in zu of a separable verb.

    >>> is_zu_infinitive("mitzuteilen"), is_zu_infinitive("stillzulegen"), is_zu_infinitive("mitteilen")
    (True, True, False)
    """
    if _ZU_SPLIT.match(word):
        return True
    return word[:1].islower() and bool(_ZU_INSIDE.match(word)) and lemma(word) == word.replace("zu", "", 1)


def is_infinitive(word: str) -> bool:
    """Lower-case word that can be an infinitive."""
    return word[:1].islower() and bool(_INFINITIVE.search(word))


_VERBS = frozenset({"bedarf", "arbeiten", "spenden", "tun", "tut"})
"""Finite forms that the lexicon takes for nouns."""
_VERB_LEMMA = ("en", "ern", "eln")
_UNKNOWN_VERB = re.compile(
    r"^(?:be|ent|er|ver|zer|über|unter|ab|an|auf|aus|ein|mit|vor|zu)\w{3,}(?<!lich)(?<!ig)(?<!isch)(?<!bar)(?<!sam)(?<!t)en$|ieren$"
)
_NO_VERBS = frozenset(
    """zwischen sofern neben gegen wegen unten oben binnen außen innen zugunsten zulasten insofern fern gern ferner hiergegen dagegen
    hingegen entgegen eigen offen selten eben sieben vorhanden daneben sondern einzeln zusammen einverstanden betroffen""".split()
)


@lru_cache(maxsize=100_000)
def is_lexical_finite(word: str) -> bool:
    """Lower-case word that can be a finite main verb in the third person ("übermittelt", "erteilen", "bedarf").

    In the singular, participles look alike, in the plural infinitives; the caller decides by position.
    """
    if not word[:1].islower() or len(word) < 3 or word in _NO_VERBS:
        return False
    if word in _VERBS:
        return True
    base = lemma(word)
    if not base.endswith(_VERB_LEMMA):
        return False
    if word.endswith("ten") and word != lemma(word[:-2]) and lemma(word[:-2]).endswith(_VERB_LEMMA):  # "beschäftigten" is an attribute
        return False
    if word.endswith("enden") and not word.endswith(("wenden", "senden", "beenden")) and word != "enden":
        return False
    return word.endswith("t") or (base == word and word.endswith(_VERB_LEMMA) and (is_known(word) or bool(_UNKNOWN_VERB.search(word))))


@lru_cache(maxsize=100_000)
def is_participle(word: str) -> bool:
    """Lower-case word that can be an uninflected past participle ("erteilt", "aufgehoben"); strong ones like the infinitive are not."""
    if not word[:1].islower() or not word.endswith(("t", "en")) or word in _NO_VERBS or word in PAST_FINITE:
        return False
    base = lemma(word)
    if base == word or not base.endswith(_VERB_LEMMA) or base in _NO_VERBS:
        return False
    # "erhobenen" and "erteilten" are attributes, but "überschritten" and "verboten" only look like forms of "überschritt" and "verbot"
    return word.endswith(("t", "itten", "boten")) or not is_participle(word[:-2])


@lru_cache(maxsize=100_000)
def is_gerundive(word: str) -> bool:
    """Attribute behind "zu" ("die zu entrichtenden Kosten") and no infinitive.

    >>> is_gerundive("entrichtenden"), is_gerundive("verwenden")
    (True, False)
    """
    return word.endswith("nden") and is_lexical_finite(word[:-3])


@lru_cache(maxsize=100_000)
def without_zu(word: str) -> str:
    """Infinitive without its built-in zu.

    >>> without_zu("vorzulegen"), without_zu("zuzulassen"), without_zu("prüfen")
    ('vorlegen', 'zulassen', 'prüfen')
    """
    match = _ZU_SPLIT.match(word) or _ZU_INSIDE.match(word)
    return match[1] + match[2] if match and is_zu_infinitive(word) else word
