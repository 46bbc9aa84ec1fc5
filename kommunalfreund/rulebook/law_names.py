"""Comparing names of laws: abbreviations with years and roman numbers, titles in any case form, numbers of norms."""

from __future__ import annotations

import re

Norm = tuple[int, str]
"""Number and letter of a norm: (44, "a")."""

_NORM = re.compile(r"^\s*(?:§+|Art(?:ikel)?\.?)?\s*(\d+)\s*([a-z]{0,2})\b")
_YEAR = re.compile(r"(?<=\D)(?:19|20)\d\d$")
_ORDINAL = re.compile(r"^(\d+)\.(.+)$")
_ROMAN = {
    roman: str(number)
    for number, roman in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv"), 1)
}
_VERSION = re.compile(r"\(.*?\)|,? (?:in der Fassung|vom \d|i\. d\. F|zuletzt).*$|[„“”\"]")
_AMENDMENT = re.compile(
    r"^(?:(?:Gesetz|Verordnung) zur )?(?:(?:Weitere[rn]? )?(?:Änderung(?:en)?|Neufassung|Aufhebung)) (?:des|der)\s+", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:das|des|die|der|dem|den)\s+", re.IGNORECASE)
_TITLE_YEAR = re.compile(r"\s(?:19|20)\d\d$")
_ENDING = re.compile(r"(?:es|en|em|er|e|s|n)$")
GENITIVE = frozenset({"des", "der", "dem", "den"})


def parse_norm(text: str) -> Norm | None:
    """Number and letter of "§ 44a" or "Art 5"; None if it is neither.

    >>> parse_norm("§ 44a Absatz 2"), parse_norm("Anlage 1")
    ((44, 'a'), None)
    """
    match = _NORM.match(text)
    return (int(match[1]), match[2]) if match else None


def abbreviation_key(text: str) -> str:
    """Compare key of an abbreviation.

    >>> [abbreviation_key(text) for text in ("AufenthG 2004", "SGB VIII", "SGB 8", "PaßG 1986", "1. BImSchV", "BImSchV 1 2010")]
    ['aufenthg', 'sgb8', 'sgb8', 'passg', 'bimschv1', 'bimschv1']
    """
    words = re.sub(r"[()]", " ", text).casefold().split()
    if len(words) > 1 and re.fullmatch(r"(?:19|20)\d\d", words[-1]):
        words.pop()
    joined = "".join(_ROMAN.get(word, word) if at else word for at, word in enumerate(words))
    joined = _YEAR.sub("", joined)
    if ordinal := _ORDINAL.match(joined):
        joined = ordinal[2] + ordinal[1]
    return re.sub(r"[\W_]", "", joined)


def title_key(title: str) -> tuple[str, ...]:
    """Compare key of a title: its words without case endings, without article, version and what the title amends.

    >>> title_key("des Zwölften Buches Sozialgesetzbuch") == title_key("Zwölftes Buch Sozialgesetzbuch")
    True
    >>> title_key("Änderung der Straßenverkehrs-Ordnung") == title_key("Straßenverkehrs-Ordnung (StVO)")
    True
    """
    text = _TITLE_YEAR.sub("", _VERSION.sub("", title).strip())
    text = _ARTICLE.sub("", _AMENDMENT.sub("", text))
    words = re.findall(r"\w+", text.casefold())
    return tuple(word if word in GENITIVE or len(word) < 5 else _ENDING.sub("", word) for word in words)
