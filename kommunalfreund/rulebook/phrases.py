"""The phrase language of the rules: a sequence of words with gaps, found in the tokens of a clause.

A phrase is a line of elements, separated by spaces:

===================  =====================================================================================
``kosten``           this word form; capital letters do not matter
``erstatt*``         any word with this beginning (``*kosten``: ending, ``*plan*``: anywhere in it)
``hat|haben``        one of several word forms
``<tragen>``         any form of this word ("trägt", "tragen", "getragen"); ``<tragen|zahlen>`` any form of one of them
``{verb:name}``      any verb of that list of ``vocabulary/verben.yaml``, also with the particle apart ("teilt … mit")
``{akteur}``         the acting body, where it is named in the clause
``{direkt}``         a municipality named in the clause; likewise ``{funktional}``, ``{mittelbar}``, ``{kommunal}`` (one of the three)
``{begriff:id}``     a body named in the clause by its id in the vocabulary
``…``                a gap of any length, ``…4`` of at most four words
===================  =====================================================================================

A ``?`` behind an element makes it optional. Gaps are not highlighted.

Phrases are compiled to one regular expression over a line that holds word, lemma and marks of every token; cheap tests of the
words that must occur come first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kommunalfreund.draft import Span
from kommunalfreund.finding import Addressee
from kommunalfreund.language.interpretation import Interpretation, Token

_TOKEN = "\x1e"
_FIELD = "\x1f"
_WORD = f"{_TOKEN}[^{_FIELD}]*{_FIELD}(?:{{}}){_FIELD}[^{_TOKEN}]*"
_LEMMA = f"{_TOKEN}[^{_FIELD}]*{_FIELD}[^{_FIELD}]*{_FIELD}(?:{{}})(?={_TOKEN}|$)"
_MARKED = f"(?:{_TOKEN}[^{_FIELD}]*{{}}[^{_FIELD}]*{_FIELD}[^{_TOKEN}]*)+"
_ANY = f"(?:{_TOKEN}[^{_TOKEN}]*)"
_LETTERS = r"[\w.*§-]+"

_CLASS_MARKS = {Addressee.DIREKT: "D", Addressee.FUNKTIONAL: "F", Addressee.MITTELBAR: "M"}
_MARKS = {"akteur": "A", "direkt": "D", "funktional": "F", "mittelbar": "M", "kommunal": "[DFM]"}

PARTICLES = (
    *("zusammen", "entgegen", "gegenüber", "zurück", "weiter", "nieder", "bereit", "bekannt", "sicher", "fest", "fort", "frei"),
    *("wahr", "teil", "nach", "aus", "auf", "bei", "ein", "her", "hin", "mit", "vor", "weg", "ab", "an", "dar", "um", "zu", "los"),
)
"""Separable verb particles, longer ones first."""


class PhraseError(ValueError):
    """A phrase that cannot be read; the message is German and says which element is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A compiled phrase.

    Attributes:
        source: as written in the rule.
        regex: over the line of a ``Reading``; unnamed groups are found words, named groups are holes in them.
        words: for each element made of words the literal parts of which one must stand in the text (lower case).
        lemmas: for each element made of lemmas the set of which one must occur.
        marks: for each element made of marks the marks of which one must occur.
    """

    source: str
    regex: re.Pattern[str]
    words: tuple[tuple[str, ...], ...]
    lemmas: tuple[frozenset[str], ...]
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What phrases see of an interpreted clause; made once per clause, its parts only when a phrase needs them."""

    interpretation: Interpretation

    @cached_property
    def text(self) -> str:
        """Text in lower case."""
        return self.interpretation.clause.text.lower()

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """All lemmas of the clause."""
        return frozenset(token.lemma for token in self.interpretation.tokens)

    @cached_property
    def marks(self) -> str:
        """Every mark that some token carries, in one string."""
        return "".join(sorted(set(self._marks.values())))

    @cached_property
    def _marks(self) -> dict[int, str]:
        tokens = self.interpretation.tokens
        marks: dict[int, str] = {}
        for mention in self.interpretation.mentions:
            _mark(marks, tokens, mention.span, f"{_CLASS_MARKS.get(mention.addressee, '')}<{mention.term_id}>")
        actor = self.interpretation.actor
        if actor is not None and actor.span is not None:
            _mark(marks, tokens, actor.span, "A")
        return marks

    @cached_property
    def _line(self) -> tuple[str, list[int]]:
        marks = self._marks
        parts = [f"{_TOKEN}{marks.get(i, '')}{_FIELD}{t.text.lower()}{_FIELD}{t.lemma}" for i, t in enumerate(self.interpretation.tokens)]
        starts, at = [], 0
        for part in parts:
            starts.append(at)
            at += len(part)
        return "".join(parts), starts

    def find(self, phrase: Phrase) -> tuple[Span, ...]:
        """The spans of the first place where the phrase stands, empty if nowhere."""
        text = self.text
        for options in phrase.words:
            for option in options:  # a loop: asked for dozens of phrases in every clause
                if option in text:
                    break
            else:
                return ()
        for lemmas in phrase.lemmas:
            if lemmas.isdisjoint(self.lemmas):
                return ()
        for mark in phrase.marks:
            if re.search(mark, self.marks) is None:
                return ()
        line, starts = self._line
        found = phrase.regex.search(line)
        if found is None:
            return ()
        tokens = self.interpretation.tokens
        holes = set(phrase.regex.groupindex.values())
        taken: set[int] = set()
        for group in sorted(range(1, phrase.regex.groups + 1), key=lambda group: group in holes):
            start, end = found.span(group)
            if start < end:
                covered = range(bisect_right(starts, start) - 1, bisect_right(starts, end - 1))
                taken = taken.difference(covered) if group in holes else taken.union(covered)
        return tuple(Span(tokens[i].start, tokens[j].end) for i, j in _runs(sorted(taken)))


def _runs(indices: list[int]) -> Iterable[tuple[int, int]]:
    """First and last of every run of consecutive numbers."""
    firsts = [index for index in indices if index - 1 not in indices]
    lasts = [index for index in indices if index + 1 not in indices]
    return zip(firsts, lasts, strict=True)


def _mark(marks: dict[int, str], tokens: tuple[Token, ...], span: Span, mark: str) -> None:
    for index, token in enumerate(tokens):
        if token.start < span.end and span.start < token.end:
            marks[index] = marks.get(index, "") + mark


def compile_phrase(source: str, verb_lists: Mapping[str, tuple[str, ...]], term_ids: Iterable[str]) -> Phrase:
    """Compile one phrase.

    Args:
        source: as written in the rule.
        verb_lists: infinitives by name of the list.
        term_ids: ids of the bodies in the vocabulary.

    Raises:
        PhraseError: if an element is not understood or names an unknown list or body.

    >>> compile_phrase("<tragen> …3 kosten", {}, ()).words
    (('kosten',),)
    """
    runs: list[list[str]] = [[]]
    gaps: list[str] = []
    words: list[tuple[str, ...]] = []
    lemmas: list[frozenset[str]] = []
    marks: list[str] = []
    for element in source.split():
        if re.fullmatch(r"…\d*", element):
            if not runs[-1]:
                raise PhraseError(f"Die Wendung „{source}“ darf nicht mit einer Lücke beginnen und keine zwei Lücken nebeneinander haben.")
            gaps.append(f"{_ANY}{{0,{element[1:]}}}?" if len(element) > 1 else f"{_ANY}*?")
            runs.append([])
            continue
        optional = element.endswith("?")
        bare = element.removesuffix("?")
        if re.fullmatch(rf"{_LETTERS}(\|{_LETTERS})*", bare):
            options = bare.lower().split("|")
            runs[-1].append(_optional(_WORD.format("|".join(_wildcard(option, source) for option in options)), optional))
            if not optional:
                words.append(tuple(max(option.split("*"), key=len) for option in options))
        elif re.fullmatch(r"<[\wäöüß|]+>", bare):
            forms = frozenset(bare[1:-1].lower().split("|"))
            runs[-1].append(_optional(_LEMMA.format("|".join(sorted(forms))), optional))
            if not optional:
                lemmas.append(forms)
        elif bare.startswith("{verb:") and bare.endswith("}"):
            name = bare[6:-1]
            if name not in verb_lists:
                raise PhraseError(f"Die Verbliste „{name}“ gibt es nicht. Bekannt sind: {', '.join(sorted(verb_lists))}.")
            regex, forms = _verbs(verb_lists[name], f"hole{len(runs)}_{len(runs[-1])}_")
            runs[-1].append(_optional(regex, optional))
            if not optional:
                lemmas.append(forms)
        elif bare.startswith("{") and bare.endswith("}"):
            mark = _mark_of(bare[1:-1], term_ids)
            runs[-1].append(_optional(_MARKED.format(mark), optional))
            if not optional:
                marks.append(mark)
        else:
            raise PhraseError(
                f"„{element}“ in der Wendung „{source}“ ist kein Wort, keine <Grundform>, kein {{Platzhalter}} und keine Lücke „…“."
            )
    if not runs[-1]:
        raise PhraseError(f"Die Wendung „{source}“ darf nicht leer sein oder mit einer Lücke enden.")
    pattern = "".join(f"({''.join(run)}){gap}" for run, gap in zip(runs, [*gaps, ""], strict=True))
    return Phrase(source=source, regex=re.compile(pattern), words=tuple(words), lemmas=tuple(lemmas), marks=tuple(marks))


def _optional(regex: str, optional: bool) -> str:
    return f"(?:{regex})?" if optional else regex


def _wildcard(word: str, source: str) -> str:
    if not word.strip("*"):
        raise PhraseError(f"In der Wendung „{source}“ steht ein Wort, das nur aus „*“ besteht.")
    return "".join(f"[^{_FIELD}{_TOKEN}]*" if part == "*" else re.escape(part) for part in re.split(r"(\*)", word))


def _mark_of(name: str, term_ids: Iterable[str]) -> str:
    if name in _MARKS:
        return _MARKS[name]
    if name.startswith("begriff:"):
        term = name.removeprefix("begriff:")
        if term not in set(term_ids):
            raise PhraseError(f"Den Begriff „{term}“ gibt es im Vokabular nicht.")
        return f"<{re.escape(term)}>"
    raise PhraseError(f"Den Platzhalter „{{{name}}}“ gibt es nicht. Möglich sind: {', '.join(_MARKS)}, begriff:<id>, verb:<Liste>.")


def split_particle(infinitive: str) -> tuple[str, str]:
    """Split a separable verb into particle and rest; the particle is empty if it has none.

    >>> split_particle("mitteilen"), split_particle("prüfen")
    (('mit', 'teilen'), ('', 'prüfen'))
    """
    for particle in PARTICLES:
        if infinitive.startswith(particle) and len(infinitive) - len(particle) >= 4:
            return particle, infinitive[len(particle) :]
    return "", infinitive


def _verbs(infinitives: tuple[str, ...], hole: str) -> tuple[str, frozenset[str]]:
    whole = frozenset(infinitives)
    apart: dict[str, list[str]] = {}
    for infinitive in infinitives:
        particle, rest = split_particle(infinitive)
        if particle:
            apart.setdefault(particle, []).append(rest)
    options = [_LEMMA.format("|".join(map(re.escape, sorted(whole))))]
    for number, (particle, rests) in enumerate(sorted(apart.items())):
        finite = _LEMMA.format("|".join(map(re.escape, sorted(rests))))
        options.append(f"{finite}(?P<{hole}{number}>{_ANY}*?){_WORD.format(particle)}")
    return f"(?:{'|'.join(options)})", whole | {rest for rests in apart.values() for rest in rests}
