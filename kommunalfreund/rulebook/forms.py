"""Short notation for German word forms in patterns: ``Jugend<amt>`` finds Jugendamt, Jugendamts, Jugendamtes, Jugendämter, Jugendämtern.

>>> expand("Rad<amt>", capital=False)
'Rad(?:amt(?:e?s)?|ämtern?)'
>>> expand("öffentlich<e> Stellen?", capital=True)
'[Öö]ffentliche[nrsm]? Stellen?'
"""

from __future__ import annotations

import re
from collections.abc import Mapping

FORMS: Mapping[str, str] = {
    "amt": "(?:amt(?:e?s)?|ämtern?)",
    "anstalt": "anstalt(?:en)?",
    "arzt": "(?:arzt(?:e?s)?|ärzten?|ärztin(?:nen)?)",
    "ausschuss": "aussch(?:u(?:ss|ß)(?:es)?|üssen?)",
    "behörde": "behörden?",
    "e": "e[nrsm]?",
    "er": "er(?:[ns]|in(?:nen)?)?",
    "gericht": "gericht(?:e?s|en?)?",
    "institut": "institut(?:e?s|en?)?",
    "kammer": "kammern?",
    "kasse": "kassen?",
    "körperschaft": "körperschaft(?:en)?",
    "ministerium": "ministeri(?:ums?|en)",
    "or": "or(?:s|en|in(?:nen)?)?",
    "person": "person(?:en)?",
    "rat": "r(?:at(?:e?s)?|äten?)",
    "stelle": "stellen?",
    "te": "te[nrsm]?",
    "träger": "träger(?:[ns]|in(?:nen)?)?",
    "unternehmen": "unternehmens?",
    "verband": "verb(?:and(?:e?s)?|änden?)",
}
"""Inflected forms that a pattern may name in angle brackets; the article decides the case, so all forms are one."""

_FORM = re.compile(r"<([a-zäöüß]+)>")
_FIRST_GROUP = re.compile(r"\(\?:([^()]*)\)(\??)")


def expand(text: str, *, capital: bool) -> str:
    """Turn the notation into a regular expression.

    Args:
        text: pattern with forms in angle brackets.
        capital: let a small first letter also match at the beginning of a sentence.

    Raises:
        KeyError: with the name of a form that does not exist.
    """
    return _FORM.sub(lambda form: FORMS[form[1]], _capitalised(text) if capital else text)


def _capitalised(text: str) -> str:
    """Let the small first letter of a pattern, also of every alternative of a group at its beginning, match as a capital too.

    >>> _capitalised("(?:große |kleine )?kreisfreie Stadt")
    '(?:[Gg]roße |[Kk]leine )?[Kk]reisfreie Stadt'
    """
    if group := _FIRST_GROUP.match(text):
        inner = "|".join(map(_capitalised, group[1].split("|")))
        rest = text[group.end() :]
        return f"(?:{inner}){group[2]}{_capitalised(rest) if group[2] else rest}"
    return f"[{text[0].upper()}{text[0]}]{text[1:]}" if text[:1].isalpha() and text[:1].islower() else text
