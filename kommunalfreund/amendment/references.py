"""Citations inside amendment commands: "§ 5 Absatz 1 Satz 2 und 3 sowie Absatz 4", "den Nummern 1 bis 3", "die §§ 7 und 8"."""

from __future__ import annotations

import re
from typing import NamedTuple

from kommunalfreund.amendment.command import Target
from kommunalfreund.clause import PathStep
from kommunalfreund.draft import ProvisionKind

_NUMBER = r"\d+(?:\.\d+)*[a-z]{0,2}(?![\w])"
_LETTER = r"[a-z]{1,3}(?![\w])"
_ROMAN = r"[IVXLC]+(?![\w])"
_NUMERAL = rf"(?:{_NUMBER}|{_ROMAN})"
_LEVELS: tuple[tuple[ProvisionKind, str, str], ...] = (
    (ProvisionKind.BUCH, r"B(?:uch(?:es|s)?|üchern?)", _NUMERAL),
    (ProvisionKind.TEIL, r"Teil(?:e[ns]?|s)?", rf"(?:{_NUMERAL}|[A-H]\b)"),
    (ProvisionKind.KAPITEL, r"Kapiteln?s?", _NUMERAL),
    (ProvisionKind.UNTERKAPITEL, r"Unterkapiteln?s?", _NUMERAL),
    (ProvisionKind.ABSCHNITT, r"Abschnitt(?:e[ns]?|s)?", _NUMERAL),
    (ProvisionKind.UNTERABSCHNITT, r"Unterabschnitt(?:e[ns]?|s)?", _NUMERAL),
    (ProvisionKind.TITEL, r"Titeln?s?", _NUMERAL),
    (ProvisionKind.UNTERTITEL, r"Untertiteln?s?", _NUMERAL),
    (ProvisionKind.ARTIKEL, r"Artikeln?s?|Art\.", _NUMBER),
    (ProvisionKind.PARAGRAF, r"§§?", _NUMBER),
    (ProvisionKind.ANLAGE, r"Anlagen?|Anhang(?:s|es)?|Anhänge[n]?", _NUMERAL),
    (ProvisionKind.ABSATZ, r"Abs(?:atz(?:es)?|ätzen?|\.)", _NUMBER),
    (ProvisionKind.SATZ, r"Satz(?:es)?|Sätzen?|S\.(?=\s?\d)", r"\d+(?![\w])"),
    (ProvisionKind.NUMMER, r"Nummern?|Nrn?\.|Ziffern?", _NUMERAL),
    (ProvisionKind.BUCHSTABE, r"Buchstaben?s?", _LETTER),
    (ProvisionKind.DOPPELBUCHSTABE, r"Doppelbuchstaben?s?", _LETTER),
    (ProvisionKind.DREIFACHBUCHSTABE, r"Dreifachbuchstaben?s?", _LETTER),
)
_RANK = {kind: rank for rank, (kind, _, _) in enumerate(_LEVELS)}
_FIRST = [(kind, re.compile(rf"(?:{words})\s?(?P<number>{number})")) for kind, words, number in _LEVELS]
_NEXT = {kind: re.compile(rf"(?P<number>{number})") for kind, _, number in _LEVELS}
_ONLY_ANNEX = re.compile(r"(?:Anlage|Anhang(?:s|es)?)(?!\w| zu\b)")
_ORDINAL = re.compile(
    r"(?P<number>\d+)\. (?P<word>Buch(?:es|s)?|Teil(?:es|s)?|Kapitels?|Abschnitt(?:es|s)?|Unterabschnitt(?:es|s)?|Titels?)\b"
    r"|(?P<ordinal>[Ee]rste|[Zz]weite|[Dd]ritte|[Vv]ierte|[Ff]ünfte|[Ss]echste|[Ss]iebte|[Aa]chte|[Nn]eunte|[Zz]ehnte)[nr]? "
    r"(?P<noun>Buch(?:es|s)?|Teil(?:es|s)?|Kapitels?|Abschnitt(?:es|s)?|Unterabschnitt(?:es|s)?|Titels?)\b"
)
_ORDINALS = ("erste", "zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte", "zehnte")
_AND = re.compile(r"\s*(?:,\s*(?:(?:und|sowie|oder)\s+)?|\s(?:und|sowie|oder)\s+)(?:(?:in|nach|vor|zu|aus|dem|den|der|die|das|des|im)\s+)*")
_TO = re.compile(r"\s+bis\s+(?:(?:zu[mr]?|dem|den|der|die)\s+)?")
_OF = re.compile(r"\s+(?:des|der)\s+(?=§|Artikels?\b|Absatz|Absätze|Nummer|Satzes|Anlage)")
_INSIDE = re.compile(r"\s+")

LEVEL_RANKS = _RANK
"""Order of the levels from the outside in."""


class Reference(NamedTuple):
    """Targets read from a text and the offset behind them."""

    targets: tuple[Target, ...]
    end: int


def read_reference(text: str, at: int = 0) -> Reference | None:
    """Read a list of citations that begins at an offset.

    Args:
        text: with the citations.
        at: offset of the first level word.

    Returns:
        The places in order, None if no citation begins there.

    >>> [target.cite() for target in read_reference("§ 5 Absatz 1 Satz 2 und 3 sowie Absatz 4").targets]
    ['§ 5 Absatz 1 Satz 2', '§ 5 Absatz 1 Satz 3', '§ 5 Absatz 4']
    >>> [target.cite() for target in read_reference("Nummern 1 bis 3 und 5").targets]
    ['Nummer 1 bis 3', 'Nummer 5']
    """
    path, at_next = _first(text, at)
    if not path:
        return None
    targets: list[Target] = []
    up_to = ""
    while True:
        if up_to == "" and (match := _TO.match(text, at_next)) and (step := _same_level(text, match.end(), path[-1].kind)):
            up_to, at_next = step[0].number, step[1]
        targets.append(Target(path=path, up_to=up_to))
        up_to = ""
        match = _AND.match(text, at_next)
        if match is None:
            break
        more = _continue(text, match.end(), path)
        if more is None:
            break
        path, at_next = more
    if (match := _OF.match(text, at_next)) and (outer := read_reference(text, match.end())) and len(outer.targets) == 1:
        around = outer.targets[0].path
        if _nests(around, targets[0].path[0]):
            targets = [Target(path=(*around, *target.path), up_to=target.up_to) for target in targets]
            at_next = outer.end
    return Reference(tuple(targets), at_next)


def _first(text: str, at: int) -> tuple[tuple[PathStep, ...], int]:
    """Steps of the first citation: levels that follow each other from the outside in (a sentence may stand anywhere below Absatz)."""
    path: tuple[PathStep, ...] = ()
    end = at
    while found := _step(text, end if not path else _skip(text, end)):
        step, behind = found
        if path and not _nests(path, step):
            break
        path, end = (*path, step), behind
    return path, end


def _skip(text: str, at: int) -> int:
    match = _INSIDE.match(text, at)
    return match.end() if match else len(text)


def _nests(path: tuple[PathStep, ...], step: PathStep) -> bool:
    last = path[-1]
    if step.kind is last.kind:
        return _is_roman(last) and not _is_roman(step)
    if ProvisionKind.SATZ in (step.kind, last.kind):
        return _RANK[step.kind] > _RANK[ProvisionKind.ANLAGE]
    return _RANK[step.kind] > _RANK[last.kind]


def _is_roman(step: PathStep) -> bool:
    """ "Ziffer II", which holds numbers of its own."""
    return step.kind is ProvisionKind.NUMMER and step.number[:1].isupper()


def _step(text: str, at: int) -> tuple[PathStep, int] | None:
    for kind, pattern in _FIRST:
        if match := pattern.match(text, at):
            return PathStep(kind, match["number"]), match.end()
    if match := _ORDINAL.match(text, at):
        number = match["number"] or str(_ORDINALS.index(match["ordinal"].lower()) + 1)
        word = match["word"] or match["noun"]
        kind = next(kind for kind, words, _ in _LEVELS if re.fullmatch(words, word))
        return PathStep(kind, number), match.end()
    if match := _ONLY_ANNEX.match(text, at):
        return PathStep(ProvisionKind.ANLAGE, ""), match.end()
    return None


def _same_level(text: str, at: int, kind: ProvisionKind) -> tuple[PathStep, int] | None:
    if match := _NEXT[kind].match(text, at):
        return PathStep(kind, match["number"]), match.end()
    found = _step(text, at)
    return found if found and found[0].kind is kind else None


def _continue(text: str, at: int, path: tuple[PathStep, ...]) -> tuple[tuple[PathStep, ...], int] | None:
    """The next citation of a list; it shares the outer levels of the one before."""
    if match := _NEXT[path[-1].kind].match(text, at):
        step = PathStep(path[-1].kind, match["number"])
        if path[-1].kind in (ProvisionKind.BUCHSTABE, ProvisionKind.DOPPELBUCHSTABE, ProvisionKind.DREIFACHBUCHSTABE) and text[
            at : match.end() + 1
        ].strip() in ("in", "im", "zu", "das", "die", "der", "den", "dem", "ein", "es"):
            return None
        path = (*path[:-1], step)
        end = match.end()
    else:
        steps, end = _first(text, at)
        if not steps:
            return None
        return narrow(path, steps), end
    while (found := _step(text, _skip(text, end))) and _nests(path, found[0]):
        path, end = (*path, found[0]), found[1]
    return path, end


def narrow(outer: tuple[PathStep, ...], steps: tuple[PathStep, ...]) -> tuple[PathStep, ...]:
    """Steps named inside a frame, completed by the frame's outer levels.

    >>> frame = (PathStep(ProvisionKind.PARAGRAF, "5"), PathStep(ProvisionKind.ABSATZ, "1"), PathStep(ProvisionKind.SATZ, "2"))
    >>> [step.number for step in narrow(frame, (PathStep(ProvisionKind.NUMMER, "3"),))]
    ['5', '1', '2', '3']
    >>> [step.number for step in narrow(frame, (PathStep(ProvisionKind.ABSATZ, "4"),))]
    ['5', '4']
    """
    if not steps:
        return outer
    first = steps[0]
    if first.kind is ProvisionKind.SATZ:
        cut = next((at for at, step in enumerate(outer) if step.kind is ProvisionKind.SATZ), len(outer))
    else:
        rank = _RANK[first.kind]
        cut = next(
            (
                at
                for at, step in enumerate(outer)
                if step.kind is not ProvisionKind.SATZ and _RANK[step.kind] >= rank and not (_is_roman(step) and not _is_roman(first))
            ),
            len(outer),
        )
        if rank <= _RANK[ProvisionKind.ABSATZ]:
            cut = min(cut, next((at for at, step in enumerate(outer) if step.kind is ProvisionKind.SATZ), len(outer)))
    kept = outer[:cut]
    if first.kind in (ProvisionKind.PARAGRAF, ProvisionKind.ARTIKEL):
        kept = tuple(step for step in kept if step.kind is ProvisionKind.ARTIKEL)
    return (*kept, *steps)
