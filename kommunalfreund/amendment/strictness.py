"""Whether a changed sentence binds more or less than before.

Signals, each for its own part of the wording: the modal verb (kann, soll, muss, darf nicht), deadlines and intervals, minimum
numbers, amounts of money, the circle of those it concerns, and conditions. If all signals point one way, that is the answer;
if they contradict each other or there is none, the sentence is just changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kommunalfreund.finding import Effect, Novelty, WordChange

_MODALS = (
    (re.compile(r"\b(?:kann|können|könnte|könnten)\b", re.IGNORECASE), 1),
    (re.compile(r"\b(?:soll|sollen|sollte|sollten)\b", re.IGNORECASE), 2),
    (re.compile(r"\b(?:muss|müssen|muß|verpflichtet|stellt sicher|stellen sicher|gewährleistet|gewährleisten)\b", re.IGNORECASE), 3),
    (re.compile(r"\b(?:hat|haben|ist|sind)\b(?=.*\bzu \w+en\b|.*\b\w+zu\w+en\b)", re.IGNORECASE), 3),
)
_MAY = re.compile(r"\b(?:darf|dürfen)\b", re.IGNORECASE)
_RESTRICTED = re.compile(r"\b(?:nicht|nur|kein\w*|allein|ausschließlich)\b", re.IGNORECASE)
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            (),
            ("ein", "eine", "eines", "einer", "einem", "einen"),
            ("zwei", "zweier"),
            ("drei", "dreier"),
            ("vier",),
            ("fünf",),
            ("sechs",),
            ("sieben",),
            ("acht",),
            ("neun",),
            ("zehn",),
            ("elf",),
            ("zwölf",),
        )
    )
    for word in words
} | {"vierzehn": 14, "fünfzehn": 15, "achtzehn": 18, "zwanzig": 20, "einundzwanzig": 21, "vierundzwanzig": 24, "dreißig": 30, "sechzig": 60}
_NUMBER = rf"(?P<number>\d+(?:[ .]\d{{3}})*(?:,\d+)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNITS = {
    "Stunde": 1 / 24,
    "Tag": 1,
    "Arbeitstag": 1.4,
    "Werktag": 1.2,
    "Kalendertag": 1,
    "Woche": 7,
    "Monat": 30,
    "Quartal": 91,
    "Jahr": 365,
}
_DURATION = re.compile(
    rf"\b{_NUMBER}\s+(?:\w+en\s+)?(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})(?:e[ns]?|s|en|n)?\b", re.IGNORECASE
)
_INTERVALS = {
    "täglich": 1,
    "wöchentlich": 7,
    "monatlich": 30,
    "vierteljährlich": 91,
    "halbjährlich": 182,
    "jährlich": 365,
    "zweijährlich": 730,
}
_INTERVAL = re.compile(
    rf"\b(?P<word>{'|'.join(_INTERVALS)})\b|\b(?:alle|jede[nrs]?)\s+(?:{_NUMBER}\s+)?(?P<unit>Tage?|Wochen?|Monate?|Jahre?|Jahr)\b"
    r"|\b(?P<times>ein|zwei|drei|vier)mal (?:im|pro|je|in der) (?P<per>Jahr|Monat|Woche|Tag)\b",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\b(?:frühestens|mindestens|wenigstens|für die Dauer|Dauer von|rückwirkend|nicht vor Ablauf|nicht kürzer)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_PROMPT = re.compile(r"\b(?:unverzüglich|sofort|umgehend)\b", re.IGNORECASE)
_MINIMUM = re.compile(rf"\b(?:mindestens|wenigstens|nicht weniger als|zumindest)\s+(?:\w+\s+){{0,2}}?{_NUMBER}\b", re.IGNORECASE)
_MAXIMUM = re.compile(rf"\b(?:höchstens|nicht mehr als|bis zu|maximal)\s+{_NUMBER}\b", re.IGNORECASE)
_AMOUNT = re.compile(
    rf"\b{_NUMBER}\s*(?P<unit>Euro|EUR|€|Cent|Prozent|%|vom Hundert|Prozentpunkte?n?|Millionen Euro|Milliarden Euro)", re.IGNORECASE
)
_FACTORS = {"cent": 0.01, "millionen euro": 1e6, "milliarden euro": 1e9}
_WHOM = r"(?:Einwohner\w*|Beschäftigte\w*|Personen|Kinder\w*|Plätze\w*)"
_ABOVE = re.compile(rf"\b(?:mehr als|ab|mindestens|über)\s+{_NUMBER}\s+{_WHOM}", re.IGNORECASE)
_BELOW = re.compile(
    rf"\b(?:weniger als|bis zu|höchstens|unter|nicht mehr als)\s+{_NUMBER}\s+{_WHOM}",
    re.IGNORECASE,
)
_EXEMPT = re.compile(
    r"\b(?:befreit|ausgenommen|gilt nicht|gelten nicht|entfällt|entfallen|müssen nicht|muss nicht|brauchen nicht|braucht nicht"
    r"|nicht verpflichtet|findet keine Anwendung|finden keine Anwendung|nicht anzuwenden)\b"
)
_LIMITS = re.compile(
    r"\b(?:soweit|sofern|wenn|falls|es sei denn|außer|ausgenommen|mit Ausnahme|nur|lediglich|auf Antrag|auf Verlangen|auf Anforderung"
    r"|im Rahmen der verfügbaren|nach Möglichkeit|möglichst|in der Regel|grundsätzlich|höchstens|vorbehaltlich)\b",
    re.IGNORECASE,
)
_WAIVED = re.compile(r"\b(?:nicht|kein\w*)\b", re.IGNORECASE)
_VERB_PHRASE = 2
"""Words that come or go with a modal verb ("kann … erteilen")."""
_JOINED = re.compile(r"^(?:[,;]|und\b|oder\b|sowie\b|einschließlich\b|ferner\b)|(?:\bund|\boder|\bsowie|,)$", re.IGNORECASE)


def judge_change(old: str, new: str, changes: Sequence[WordChange], effects: Sequence[Effect] = ()) -> Novelty:
    """Whether the new wording is stricter.

    Args:
        old: old sentence.
        new: new sentence.
        changes: both word by word.
        effects: what the new sentence does to municipalities; money that only relieves them counts the other way round.

    Returns:
        ``unveraendert`` for equal words, ``verschaerft``, ``erleichtert``, or ``geaendert`` where that is open.
    """
    changed = [change for change in changes if change.old != change.new]
    if not changed:
        return Novelty.UNVERAENDERT
    signals = [signal for signal in _signals(old, new, changed, relieves=tuple(effects) == (Effect.ENTLASTUNG,)) if signal]
    if not signals:
        return Novelty.GEAENDERT
    if all(signal > 0 for signal in signals):
        return Novelty.VERSCHAERFT
    if all(signal < 0 for signal in signals):
        return Novelty.ERLEICHTERT
    return Novelty.GEAENDERT


def modality(text: str) -> int:
    """How a sentence binds: 1 may, 2 shall, 3 must (or must not), 0 if no modal verb says it.

    >>> modality("Die Behörde kann prüfen."), modality("Termine dürfen nicht länger dauern."), modality("Der Antrag ist zu bescheiden.")
    (1, 3, 3)
    """
    if _MAY.search(text):
        return 3 if _RESTRICTED.search(text) else 1
    return next((rank for pattern, rank in _MODALS if pattern.search(text)), 0)


def _signals(old: str, new: str, changed: Sequence[WordChange], *, relieves: bool) -> Iterator[int]:
    modal = _modal_signal(old, new, changed)
    yield modal
    exempt = bool(_EXEMPT.search(new) and _EXEMPT.search(old))
    yield _less(_durations(old), _durations(new))
    yield _less(_intervals(old), _intervals(new))
    yield _more(_values(_MINIMUM, _without(_ABOVE, old)), _values(_MINIMUM, _without(_ABOVE, new)))
    yield _less(_values(_MAXIMUM, _plain(old)), _values(_MAXIMUM, _plain(new)))
    amounts = _more(_values(_AMOUNT, old), _values(_AMOUNT, new))
    yield -amounts if relieves else amounts
    above, below = _less(_values(_ABOVE, old), _values(_ABOVE, new)), _more(_values(_BELOW, old), _values(_BELOW, new))
    yield -above if exempt else above
    yield -below if exempt else below
    if _PROMPT.search(new) and not _PROMPT.search(old):
        yield 1
    if _PROMPT.search(old) and not _PROMPT.search(new):
        yield -1
    for change in changed:
        if not modal or len((change.old + change.new).split()) > _VERB_PHRASE:
            yield _circle_signal(change, exempt=exempt)


def _modal_signal(old: str, new: str, changed: Sequence[WordChange]) -> int:
    """A sentence without a modal verb commands in the indicative ("Die Gemeinde erteilt Auskunft")."""
    touched = any(
        _MAY.search(text) or _WAIVED.search(text) or any(pattern.search(text) for pattern, _ in _MODALS)
        for change in changed
        for text in (change.old, change.new)
    )
    if not touched:
        return 0
    before, after = modality(old) or 3, modality(new) or 3
    if _EXEMPT.search(new) and not _EXEMPT.search(old):
        return -1
    if _EXEMPT.search(old) and not _EXEMPT.search(new):
        return 1
    return (after > before) - (after < before)


def _circle_signal(change: WordChange, *, exempt: bool) -> int:
    """Words only added or only dropped: more objects or a condition less bind more."""
    if bool(change.old) == bool(change.new) or not any(map(str.isalpha, change.old + change.new)):
        return 0
    text = change.new or change.old
    if _DURATION.search(text) or _AMOUNT.search(text) or _INTERVAL.search(text) or _PROMPT.search(text):
        return 0
    if _MAY.search(text) or any(pattern.search(text) for pattern, _ in _MODALS):
        return 0
    adds = 1 if change.new else -1
    if _LIMITS.match(text.lstrip(" ,;")) or (_LIMITS.search(text) and not _JOINED.search(text.strip())):
        signal = -adds
    elif _WAIVED.search(text):
        return 0
    elif _JOINED.search(text.strip()) or len(text.split()) <= 4:
        signal = adds
    else:
        return 0
    return -signal if exempt else signal


def _plain(text: str) -> str:
    """The sentence without numbers that are deadlines, amounts or circles."""
    for pattern in (_BELOW, _ABOVE):
        text = pattern.sub(" ", text)
    return re.sub(rf"\b(?:höchstens|nicht mehr als|bis zu|maximal)\s+{_AMOUNT.pattern}", " ", _remove_durations(text), flags=re.IGNORECASE)


def _remove_durations(text: str) -> str:
    return _DURATION.sub(" ", text)


def _without(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(" ", text)


def _durations(text: str) -> list[float]:
    """Deadlines in days; intervals and minimum durations are left out."""
    text = _INTERVAL.sub(" ", text)
    found = []
    for match in _DURATION.finditer(text):
        if _LOOSE.search(text[: match.start()]):
            continue
        found.append(_number(match["number"]) * _UNITS[next(unit for unit in _UNITS if unit.lower() == match["unit"].lower())])
    return found


def _intervals(text: str) -> list[float]:
    found = []
    for match in _INTERVAL.finditer(text):
        if match["word"]:
            found.append(float(_INTERVALS[match["word"].lower()]))
        elif match["times"]:
            found.append(_UNITS[match["per"].capitalize()] / {"ein": 1, "zwei": 2, "drei": 3, "vier": 4}[match["times"].lower()])
        else:
            unit = next(days for name, days in _UNITS.items() if match["unit"].lower().startswith(name.lower()))
            found.append(unit * (_number(match["number"]) if match["number"] else 1))
    return found


def _values(pattern: re.Pattern[str], text: str) -> list[float]:
    return [_number(match["number"]) * _FACTORS.get((match.groupdict().get("unit") or "").lower(), 1) for match in pattern.finditer(text)]


def _number(printed: str) -> float:
    word = printed.lower()
    if word in _NUMBERS:
        return float(_NUMBERS[word])
    return float(re.sub(r"[ .](?=\d{3})", "", printed).replace(",", "."))


def _more(old: list[float], new: list[float]) -> int:
    """1 if values of the same number only grew, -1 if they only shrank, 0 otherwise."""
    if len(old) != len(new) or not old:
        return 0
    signs = {(after > before) - (after < before) for before, after in zip(old, new, strict=True)} - {0}
    return signs.pop() if len(signs) == 1 else 0


def _less(old: list[float], new: list[float]) -> int:
    return -_more(old, new)
