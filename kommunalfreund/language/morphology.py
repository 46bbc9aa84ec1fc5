"""Word forms that German legal syntax hangs on: finite verbs, infinitives with zu, determiners and their cases.

A closed set of function words plus simplemma lemmas; enough for the plain main clauses of statutes, no full morphology.
"""

from __future__ import annotations

import re
from enum import Flag, auto
from functools import lru_cache

from kommunalfreund.language.german import lemma

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

SUBORDINATORS = frozenset(
    """als bevor bis da damit dass daß ehe falls indem insoweit nachdem ob obwohl sobald sofern solange sooft soweit soviel
    wann warum weil wenn wer was welche welcher welches welchem welchen wie wo wobei wodurch wofür wogegen womit wonach woran
    worauf woraus worin worüber wovon wozu während zumal ohne um anstatt statt""".split()
)
"""Words that open a subordinate clause or infinitive group when they stand first in it."""

RELATIVES = frozenset("der die das den dem deren dessen denen welche welcher welches welchem welchen".split())
PREPOSITIONS = frozenset(
    """ab an am anhand anlässlich auf aufgrund aus außer außerhalb bei beim bezüglich binnen bis durch einschließlich entgegen entlang
    entsprechend für gegen gegenüber gemäß hinsichtlich hinter im in infolge innerhalb ins jenseits kraft laut mangels mit mittels nach
    namens neben oberhalb ohne seit seitens sowie trotz über um ungeachtet unter unterhalb unverzüglich vom von vor vorbehaltlich während
    wegen zu zugunsten zulasten zum zur zuzüglich zwecks zwischen""".split()
)
SEPARABLE_PREFIXES = (
    "ab an auf aus bei bekannt bereit dar durch ein entgegen fest fort frei her heran herbei hin hinaus hinzu instand klar los mit nach "
    "nieder offen sicher statt teil um unter vor voran voraus vorbei weg weiter wieder wahr zurück zusammen zu zwischen über"
).split()
_ZU_INFIX = re.compile(rf"^(?:{'|'.join(sorted(SEPARABLE_PREFIXES, key=len, reverse=True))})zu\w{{2,}}(?:en|ern|eln|un)$")
_INFINITIVE = re.compile(r"\w{2,}(?:en|ern|eln|un)$")
_FEMININE_ENDINGS = (
    *("ung", "heit", "keit", "schaft", "tät", "ion", "erin", "tin", "rin", "rei"),
    *("behörde", "stelle", "gemeinde", "kommune", "stadt", "kasse", "person", "anstalt", "partei", "kammer", "verwaltung", "aufsicht"),
    *("agentur", "frau", "mutter", "schule", "hilfe", "einrichtung", "körperschaft"),
)


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


def _is_adjectival(noun: str) -> bool:
    """Nouns made of adjectives and participles: behind "der" they are masculine nominatives ("der Beteiligte", "der Vorsitzende")."""
    return noun.endswith(("te", "nde")) and not noun.lower().endswith(_FEMININE_TE)


@lru_cache(maxsize=50_000)
def noun_phrase_case(determiner: str, noun: str) -> Case:
    """Cases that a determiner leaves open for its noun.

    Args:
        determiner: lower-cased word before the adjectives, empty if there is none.
        noun: head noun as written.

    >>> noun_phrase_case("dem", "Jugendamt") == Case.DAT
    True
    >>> noun_phrase_case("der", "Behörde") == Case.GEN | Case.DAT
    True
    >>> Case.NOM in noun_phrase_case("der", "Träger"), Case.NOM in noun_phrase_case("der", "Länder")
    (True, False)
    """
    if not determiner:
        return _NA
    ending = determiner[-2:]
    if determiner in {"dem", "denen"} or ending == "em":
        return Case.DAT
    if determiner == "der" or (ending == "er" and determiner not in {"ihrer", "seiner"}):
        if is_feminine(noun):
            return Case.GEN | Case.DAT
        if _is_adjectival(noun):
            return Case.NOM
        # an inflected form behind "der" is a genitive plural ("der Länder"), an uninflected one mostly a masculine nominative
        return Case.GEN if lemma(noun) != noun.lower() else Case.NOM | Case.GEN
    if determiner == "des" or (ending == "es" and determiner != "dieses"):
        return Case.GEN
    if ending == "en":
        return Case.DAT | Case.AKK
    if determiner in {"ihrer", "seiner"}:
        return Case.GEN | Case.DAT
    return _NA


def is_zu_infinitive(word: str) -> bool:
    """Infinitive with built-in zu of a separable verb.

    >>> is_zu_infinitive("mitzuteilen"), is_zu_infinitive("mitteilen")
    (True, False)
    """
    return bool(_ZU_INFIX.match(word))


def is_infinitive(word: str) -> bool:
    """Lower-case word that can be an infinitive."""
    return word[:1].islower() and bool(_INFINITIVE.search(word))


@lru_cache(maxsize=100_000)
def is_lexical_finite(word: str) -> bool:
    """Lower-case word that can be a finite main verb in the third person ("übermittelt", "erteilen").

    Participles look alike; the caller decides by position.
    """
    if not word[:1].islower() or len(word) < 4:
        return False
    base = lemma(word)
    if not base.endswith(("en", "ern", "eln")):
        return False
    return word.endswith(("t", "en", "ern", "eln", "tt"))
