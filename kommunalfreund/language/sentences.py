"""Sentence borders of German legal text.

Rule-based, because general splitters cut behind "Abs." and miss "Absatz 3. Dies": a full stop is a candidate, and what stands
before and behind it decides. Semicolons and colons are no borders.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kommunalfreund.draft import Span
from kommunalfreund.language.abbreviations import (
    ABBREVIATION_ENDINGS,
    ABBREVIATIONS,
    FINAL_ABBREVIATIONS,
    MONTHS,
    NOUNS_OF_ORDINALS,
    OPENERS,
    ORDINAL_CUES,
    REFERENCE_HEADS,
)

_CLOSING = "\"“”»«’‘')\\]"
_CANDIDATE = re.compile(
    rf"(?P<mark>\.\.\.|[.!?…])(?P<close>[{_CLOSING}]*)(?P<gap>\s*)(?=[„\"»«‚(\[–-]*\s?(?P<number>\d+(?:\.\d+)*)?(?P<space>\s?)(?P<word>[A-ZÄÖÜ][\w-]*|§|[^\w\s]|))"
)
_LAST_TOKEN = re.compile(r"[^\s(\[„\"»‚/]*$")
_LAST_WORD = re.compile(r"(\S+)\s+$")
_REFERENCE = re.compile(
    rf"(?:(?<![\w])(?:{REFERENCE_HEADS}))\s*(?:(?:[0-9IVX]+[a-z]{{0,2}}|[A-Za-z]{{1,2}})(?:[.,]\d+)*+(?:\s*(?:,|/|–|-|und|oder|bis|sowie|u\.)\s*|\s+))*$"
)
_ROMAN = re.compile(r"[IVXLC]+$")
_ORDINAL_CHAIN = re.compile(r"\d\.(?:,|\s*(?:und|oder|bis|sowie|/))\s*$")
_DOTTED = re.compile(r"[A-Za-zÄÖÜäöü]\.")
_REPEALED = re.compile(r"\((?:weggefallen|aufgehoben|gegenstandslos|zukünftig|nicht belegt|entfällt)")
_NO_ADJECTIVES = frozenset({"sie", "oder", "über", "unter", "höher", "weniger", "kleiner", "größer", "niedriger", "mehr", "aber", "später"})
_CONJUNCTIONS = frozenset({"und", "oder", "sowie"})
_PROTECTED = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)|„[^„“”]*[“”]|»[^»«]*«|\"[^\"]*\"|\[[^\[\]]*\]")
_ENDED = re.compile(rf"[.!?…][{_CLOSING}]*\s*$")


def split_sentences(text: str, starts: tuple[int, ...] = ()) -> tuple[Span, ...]:
    """Split a text into sentences.

    Args:
        text: running text of one paragraph, white space normalised.
        starts: offsets at which a sentence is known to begin, in ascending order (tax laws print sentence numbers).

    Returns:
        Spans of the sentences in order, without white space around them; together they hold every other character of the text.

    Example:
        >>> text = "Die Gemeinde hat nach § 5 Abs. 2 S. 1 zu berichten. § 6 gilt bis zum 1. Januar 2028."
        >>> [text[a:b] for a, b in split_sentences(text)]
        ['Die Gemeinde hat nach § 5 Abs. 2 S. 1 zu berichten.', '§ 6 gilt bis zum 1. Januar 2028.']
    """
    spans: list[Span] = []
    start = _skip_space(text, 0)
    protected: list[tuple[int, int]] | None = None
    for candidate in _CANDIDATE.finditer(text, start):
        end = candidate.end("close")
        if candidate.end() >= len(text):
            break
        if not _is_border(text, candidate, start):
            continue
        if protected is None:
            protected = _embedded(text)
        while protected and protected[-1][1] <= candidate.start():
            protected.pop()
        if protected and protected[-1][0] < candidate.start() and end < protected[-1][1]:
            continue
        spans.append(Span(start, end))
        start = candidate.end("gap")
    end = len(text.rstrip())
    if start < end:
        spans.append(Span(start, end))
    return _cut(text, spans, starts) if starts else tuple(spans)


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a full stop, question or exclamation mark (closing quotes and brackets behind it allowed).

    Example:
        >>> ends_sentence("Dies gilt nicht."), ends_sentence("die Gemeinde"), ends_sentence("Folgendes:")
        (True, False, False)
    """
    return _ENDED.search(text, max(len(text) - 8, 0)) is not None


def _cut(text: str, spans: list[Span], starts: tuple[int, ...]) -> tuple[Span, ...]:
    """Cut sentences also at the given offsets."""
    cut: list[Span] = []
    for span in spans:
        borders = [span.start, *(start for start in starts if span.start < start < span.end), span.end]
        for start, end in pairwise(borders):
            part = text[start:end]
            if part.strip():
                cut.append(Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip())))
    return tuple(cut)


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _embedded(text: str) -> list[tuple[int, int]]:
    """Brackets and quotations that stand inside a sentence, the last first: borders in them do not count."""
    found = [match.span() for match in _PROTECTED.finditer(text) if not _opens_sentence(text, match.start())]
    return found[::-1]


def _opens_sentence(text: str, at: int) -> bool:
    """Whether nothing or the end of a sentence stands before an offset."""
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at == 0 or text[at - 1] in ".!?"


def _is_border(text: str, candidate: re.Match[str], start: int) -> bool:
    """Whether the candidate full stop ends the sentence that began at ``start``."""
    mark, close, gap = candidate["mark"], candidate["close"], candidate["gap"]
    number, word = candidate["number"], candidate["word"]
    if not number and not word:
        return mark == "." and _REPEALED.match(text, candidate.end("gap")) is not None
    opener = word in OPENERS and not (number and candidate["space"])
    opener = opener or bool(number and not candidate["space"] and _is_superscript(number, word))
    at = candidate.start()
    if not gap and not close:
        return opener and at > 3 and text[at - 3 : at].isalpha() and text[at - 1].islower() and mark == "."
    if not number and not (word[0].isalpha() or word[0] in '§„"»‚(['):
        return False
    if not number and not word[0].isalpha() and word != "§" and not _opens_upper(text, candidate.end("gap")):
        return False
    if close and ")" in close and mark == "." and not _whole_sentence_in_brackets(text, start, at, close):
        return opener and "(" not in text[start:at]
    if mark in ("…", "..."):
        return opener
    if mark != ".":
        return True
    token = _LAST_TOKEN.search(text, max(at - 40, start), at)
    last = token.group() if token else ""
    if not last:
        return bool(close) or opener or (at > start and text[at - 1] in _CLOSING)
    before = text[max(at - len(last) - 100, start) : at - len(last)]
    if last[-1].isdigit():
        return _number_ends(last, before, opener, number, word)
    if (len(last) == 1 and last.isalpha()) or "." in last:
        if _DOTTED.match(text, candidate.end("gap")):
            return False
        return _letter_ends(last, before, opener)
    lowered = last.lower()
    if lowered in FINAL_ABBREVIATIONS:
        return not number
    if last.isupper() and not _ROMAN.match(last):
        return True
    if lowered in ABBREVIATIONS or (lowered.endswith(ABBREVIATION_ENDINGS) and not opener and _is_short(last)):
        return opener
    if _ROMAN.match(last):
        return opener or (bool(_REFERENCE.search(before)) and bool(before.strip()))
    return True


def _is_superscript(number: str, word: str) -> bool:
    """A sentence number glued to its first word: "2Die"."""
    return len(number) <= 2 and (word == "§" or (len(word) > 1 and word[0].isupper() and word[1:2].islower()))


def _opens_upper(text: str, at: int) -> bool:
    """Whether behind opening quotes, brackets and dashes stands a capital, a digit or a §."""
    while at < len(text) and not text[at].isalnum() and text[at] != "§":
        at += 1
    return at < len(text) and not text[at].islower()


def _is_short(word: str) -> bool:
    return not any(word.lower().endswith(ending) for ending in ("platz", "glanz", "anz" if len(word) > 12 else "\0"))


def _whole_sentence_in_brackets(text: str, start: int, at: int, close: str) -> bool:
    opened = text.rfind("(", start, at)
    return close[0] in '“”"«' or opened < 0 or _opens_sentence(text, opened)


def _number_ends(last: str, before: str, opener: bool, number: str | None, word: str) -> bool:
    """A full stop behind a number: ordinal, date, item label, or the end of a reference and of the sentence."""
    if word in MONTHS and not number:
        return False
    if not before.strip() and len(last) <= 3:
        return False  # the label of an item at the beginning
    if "." in last:
        return opener or not number
    reference = bool(_REFERENCE.search(before))
    previous = _LAST_WORD.search(before)
    previous_word = previous.group(1) if previous else ""
    if word in NOUNS_OF_ORDINALS and not number and (previous_word[-1:].isdigit() or previous_word.lower() in ORDINAL_CUES):
        return False
    if reference:
        return True
    if previous_word.endswith((":", ";")) and len(previous_word) > 1 and len(last) <= 3:
        return False
    if previous_word in _CONJUNCTIONS and not opener and len(last) <= 2:
        return False
    if previous_word.lower() in ORDINAL_CUES and not opener and not (number and len(last) > 2):
        return len(last) > 2
    if _ORDINAL_CHAIN.search(before):
        return opener
    if number and len(last) <= 2:
        return opener
    if len(last) > 2 or opener:
        return True
    return last != "1" and (previous_word in _NO_ADJECTIVES or not previous_word.endswith(("en", "er", "e", "em", "es", ",")))


def _letter_ends(last: str, before: str, opener: bool) -> bool:
    """A full stop behind a single letter or a dotted abbreviation ("z. B.", "a.F.", "Buchstabe a.")."""
    if opener:
        return bool(before.strip())
    if last in "uvz" and not before.endswith(("uchstabe ", "uchstaben ")):
        return False
    return len(last) == 1 and last != "S" and bool(_REFERENCE.search(before)) and not before.endswith(". ")
