"""Number and gender of German nouns and pronouns, as far as form and ending show them.

Used to tell subject from object ("Die Kosten trägt die Gemeinde") and to find what a pronoun stands for.
"""

from __future__ import annotations

import re
from enum import Flag, auto
from functools import lru_cache

from kommunalfreund.language import morphology as m
from kommunalfreund.language.german import lemma


class Form(Flag):
    """Number, and in the singular the gender, that a word can have."""

    MASCULINE = auto()
    FEMININE = auto()
    NEUTER = auto()
    PLURAL = auto()


SINGULAR = Form.MASCULINE | Form.FEMININE | Form.NEUTER
ANY_FORM = SINGULAR | Form.PLURAL

_PLURAL_ONLY = frozenset("kosten eltern leute aufwendungen geschwister einkünfte bezüge mittel daten".split())
_BODY = re.compile(
    r"(?:behörden?|stellen?|ämter|ämtern|amt|gemeinden?|kommunen?|städten?|stadt|kreise?|länder|(?<!aus)(?<!in)(?<!deutsch)land|bund|träger|verbände|verband|ministerium"
    r"|ministerien|minister|regierung(?:en)?|gerichte?|kassen?|agentur(?:en)?|jobcenter|kammern?|ausschu(?:ss|ß)|ausschüsse|kommission|beirat|vorstand"
    r"|(?<!haus)(?<!vor)(?<!appa)rat|bundestag|institut|anstalt|bundesrat|körperschaft(?:en)?|einrichtung(?:en)?|krankenhaus|gesellschaft|genossenschaft(?:en)?|vereinigung(?:en)?|unternehmen|verein|gremium"
    r"|polizei|präsident(?:in)?|versammlung|direktion|verwaltung|universität|hochschule|schule|person(?:en)?|leitung|eltern|arzt|ärztin"
    r"|betreiber(?:in)?|halter(?:in)?|eigentümer(?:in)?|inhaber(?:in)?|arbeitgeber(?:in)?|hersteller|antragsteller(?:in)?|beamte[nr]?"
    r"|(?:nehm|geb|bewerb|erbring|bewohn|besitz|vorsteh|beisitz|anbiet|veranstalt|unternehm|schuldn|gläubig|bürg|prüf|richt)er(?:in)?"
    r"|(?:leit|führ|miet|pächt|käuf|empfäng)er(?:in)?|führende[nr]?|pflichtige[nr]?|berechtigte[nr]?|sachverständige[nr]?|dritter"
    r"|beauftragte[nr]?|vorsitzende[nr]?|mitglied(?:er)?|bürgermeister(?:in)?|landrat|staat(?:en)?|zentrale|zentrum|beteiligte[nr]?)$"
)
_NEUTER = re.compile(
    r"(?:amt|land|gericht|ministerium|institut|zentrum|center|kind|mitglied|unternehmen|krankenhaus|gremium|gesetz|verzeichnis|register|verfahren"
    r"|jahr|gebiet|recht|chen|lein|konto|haus|gutachten|ergebnis|zeugnis|einvernehmen|benehmen|drittel|viertel|system|portal|programm|konzept)$"
)


@lru_cache(maxsize=50_000)
def is_body(noun: str) -> bool:
    """Whether a noun by its ending names someone who can act: an authority, a legal or natural person.

    >>> is_body("Gesundheitsamt"), is_body("Gebühr")
    (True, False)
    """
    return bool(_BODY.search(noun.lower()))


@lru_cache(maxsize=50_000)
def noun_form(determiner: str, noun: str, adjective: str = "") -> Form:
    """Forms a noun can have behind its determiner; what stays open is left open.

    Args:
        determiner: lower-cased word before the adjectives, empty if there is none.
        noun: head noun as written.
        adjective: word in front of the noun, if it is an attribute.

    >>> noun_form("die", "Gemeinden") == Form.PLURAL, noun_form("die", "Gemeinde") == Form.FEMININE
    (True, True)
    >>> noun_form("das", "Jugendamt") == Form.NEUTER, noun_form("dem", "Landkreis") == Form.MASCULINE
    (True, True)
    """
    low = noun.lower()
    if low in _PLURAL_ONLY:
        return Form.PLURAL
    if determiner in {"das", "dieses", "jedes"}:
        return Form.NEUTER
    if determiner in {"mehrere", "mehrerer", "mehreren", "alle", "aller", "allen", "einige", "beide", "beiden", "denen"}:
        return Form.PLURAL
    if determiner in {"die", "diese", "keine", "diejenigen"} and adjective.endswith(("e", "en")):
        return Form.PLURAL if adjective.endswith("en") else Form.FEMININE
    if determiner == "die" and m.is_adjectival(noun):
        return Form.FEMININE
    inflected = lemma(noun) != low
    gender = _gender(noun)
    if determiner in {"die", "diese", "seine", "ihre", "keine", "welche", "diejenigen"}:
        if inflected:
            return Form.PLURAL
        return Form.FEMININE if gender is Form.FEMININE else Form.FEMININE | Form.PLURAL if gender is SINGULAR else Form.PLURAL
    if determiner in {"eine", "jede", "einer", "jeder"} and gender is not Form.MASCULINE:
        return Form.FEMININE
    if determiner in {"dem", "diesem", "einem", "jedem", "des", "eines", "ein", "kein", "jeder"}:
        return gender if gender in {Form.NEUTER, Form.MASCULINE} else Form.MASCULINE | Form.NEUTER
    if determiner == "der":
        if gender is Form.FEMININE and not inflected:
            return Form.FEMININE
        return Form.PLURAL if inflected and not low.endswith("s") else Form.MASCULINE if gender is not Form.FEMININE else ANY_FORM
    if determiner == "den":
        return Form.PLURAL if low.endswith("n") and inflected else Form.MASCULINE | Form.PLURAL
    if not determiner and inflected and low.endswith(("n", "e", "er")):
        return Form.PLURAL
    return ANY_FORM


def _gender(noun: str) -> Form:
    """Gender by ending; all three if the ending does not show it."""
    singular = lemma(noun)
    if m.is_feminine(singular) or m.is_feminine(noun):
        return Form.FEMININE
    low = noun.lower()
    if _NEUTER.search(singular) or _NEUTER.search(low):
        return Form.NEUTER
    if singular.endswith(
        ("er", "kreis", "bund", "verband", "ausschuss", "rat", "stand", "arzt", "plan", "antrag", "bescheid", "beamte", "staat")
    ):
        return Form.MASCULINE
    if singular.endswith("verein"):
        return Form.MASCULINE
    return SINGULAR


_VERB_SINGULAR = frozenset("ist sei war wird werde würde hat habe kann darf muss muß soll sollte gilt bleibt".split())
_VERB_PLURAL = frozenset("sind seien waren werden würden haben können dürfen müssen sollen sollten gelten bleiben".split())


@lru_cache(maxsize=50_000)
def verb_form(verb: str) -> Form:
    """Number of a finite verb in the third person, lower-cased.

    >>> verb_form("tragen") == Form.PLURAL, verb_form("trägt") == SINGULAR
    (True, True)
    """
    if verb in _VERB_SINGULAR:
        return SINGULAR
    if verb in _VERB_PLURAL:
        return Form.PLURAL
    if verb.endswith("t"):
        return SINGULAR
    return Form.PLURAL if verb.endswith("n") else ANY_FORM


_PRONOUN_FORMS = {
    "er": Form.MASCULINE,
    "dieser": Form.MASCULINE,
    "jener": Form.MASCULINE,
    "letzterer": Form.MASCULINE,
    "sie": Form.FEMININE | Form.PLURAL,
    "diese": Form.FEMININE | Form.PLURAL,
    "letztere": Form.FEMININE | Form.PLURAL,
    "jene": Form.FEMININE | Form.PLURAL,
    "es": Form.NEUTER,
    "dieses": Form.NEUTER,
    "jenes": Form.NEUTER,
}
NEAREST_PRONOUNS = frozenset({"dieser", "diese", "dieses", "letzterer", "letztere"})
"""Pronouns that take up what was named last; personal pronouns rather take up the subject."""


def pronoun_form(pronoun: str, verb: str) -> Form:
    """What a subject pronoun can stand for, given its finite verb; empty if it stands for no body ("man", "dies").

    >>> pronoun_form("sie", "unterrichten") == Form.PLURAL, pronoun_form("sie", "unterrichtet") == Form.FEMININE
    (True, True)
    """
    return _PRONOUN_FORMS.get(pronoun, Form(0)) & verb_form(verb)
