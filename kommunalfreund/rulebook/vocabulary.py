"""The bodies and persons that laws address, and how to find them in a sentence.

The words live in ``rules/vocabulary/*.yaml``, one file per family. A term says how it is found (patterns on the surface text), what
rules it out (``not_preceded_by``, ``not_followed_by``), what it needs (``requires`` elsewhere in the sentence, ``laws``), and proves all
of this by examples. A pattern is a regular expression for whole words; ``<amt>``, ``<behörde>``, ``<e>`` … stand for all inflected forms
(``forms.FORMS``), and a small first letter also matches at the beginning of a sentence. Where hits overlap, the longest wins, then the
term that holds only in certain laws or sentences, then the one that stands first.

>>> import tempfile
>>> folder = Path(tempfile.mkdtemp())
>>> _ = (folder / "a.yaml").write_text('''
... addressee: funktional
... category: kommunale_stelle
... terms:
...   - id: jugendamt
...     name: Jugendamt
...     level: kreis
...     patterns: [Jugend<amt>]
...     match: ["Das [[Jugendamt]] berät die Eltern."]
...     no_match: ["Das Landesjugendamt berät die Heime."]
... ''', encoding="utf-8")
>>> vocabulary = load_vocabulary([folder])
>>> [(hit.term.id, hit.span) for hit in vocabulary.find("Der Halter teilt dies den Jugendämtern mit.")]
[('jugendamt', Span(start=26, end=38))]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, field_validator

from kommunalfreund.draft import Span
from kommunalfreund.errors import RulebookError
from kommunalfreund.finding import Addressee
from kommunalfreund.rulebook.forms import FORMS, expand
from kommunalfreund.rulebook.stems import Stem, required_stems
from kommunalfreund.rulebook.term import Category, Level, Term, TermExample, TermHit
from kommunalfreund.rulebook.yaml_fields import StrictModel
from kommunalfreund.rulebook.yaml_file import YamlFile, content_hash, read_yaml, yaml_files

__all__ = ["Category", "Level", "Term", "TermExample", "TermHit", "Vocabulary", "failed_example", "failed_examples", "load_vocabulary"]

_WORD = re.compile(r"\w+")
_MARKER = re.compile(r"\[\[(.+?)\]\]")
_BEFORE = 80
_CACHE = 200_000


class _Matcher(NamedTuple):
    """One pattern of a term, ready to use, with the conditions of the term."""

    term: Term
    rank: tuple[int, int]
    pattern: re.Pattern[str]
    not_preceded_by: re.Pattern[str] | None
    not_followed_by: re.Pattern[str] | None
    requires: re.Pattern[str] | None
    laws: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All terms, and the search for them.

    Attributes:
        terms: in the order of files and entries.
        content_hash: hash (16 hexadecimal digits) of the vocabulary data, part of the rulebook version.
    """

    terms: tuple[Term, ...]
    content_hash: str
    _by_id: Mapping[str, Term] = field(repr=False, compare=False)
    _matchers: tuple[_Matcher, ...] = field(repr=False, compare=False)
    _stems: Mapping[str, tuple[tuple[Stem, int], ...]] = field(repr=False, compare=False)
    _words: dict[str, tuple[int, ...]] = field(repr=False, compare=False, default_factory=dict)
    _laws: dict[str, frozenset[int]] = field(repr=False, compare=False, default_factory=dict)

    def term(self, term_id: str) -> Term:
        """The term with this id; KeyError if there is none."""
        return self._by_id[term_id]

    def __contains__(self, term_id: object) -> bool:
        return term_id in self._by_id

    def find(self, text: str, law: str = "") -> tuple[TermHit, ...]:
        """Find the terms in a text.

        Args:
            text: sentence or clause; conditions on the sentence look at all of it.
            law: abbreviation and/or title of the law ("FZV", "Fahrzeug-Zulassungsverordnung"); terms that hold in certain laws only are
                not found without it.

        Returns:
            The hits in order, not overlapping.
        """
        found: list[tuple[int, tuple[int, int], int, Term]] = []
        for index in self._candidates(text, law):
            matcher = self._matchers[index]
            if matcher.requires is not None and not matcher.requires.search(text):
                continue
            for hit in matcher.pattern.finditer(text):
                start, end = hit.span()
                if matcher.not_preceded_by is not None and matcher.not_preceded_by.search(text[max(start - _BEFORE, 0) : start]):
                    continue
                if matcher.not_followed_by is not None and matcher.not_followed_by.match(text, end):
                    continue
                found.append((start - end, matcher.rank, start, matcher.term))
        if len(found) > 1:
            found.sort(key=lambda entry: entry[:3])
        hits: list[TermHit] = []
        for negative_length, _, start, term in found:
            end = start - negative_length
            if all(end <= hit.span.start or hit.span.end <= start for hit in hits):
                hits.append(TermHit(term, Span(start, end)))
        hits.sort(key=lambda hit: hit.span)
        return tuple(hits)

    def _candidates(self, text: str, law: str) -> set[int]:
        """Matchers whose stem stands in one of the words and that hold in this law."""
        words = self._words
        candidates: set[int] = set()
        for word in _WORD.findall(text):
            known = words.get(word)
            if known is None:
                if len(words) >= _CACHE:
                    words.clear()
                known = words[word] = self._matchers_of(word.lower())
            if known:
                candidates.update(known)
        if candidates:
            barred = self._laws.get(law)
            if barred is None:
                barred = self._laws[law] = frozenset(
                    index for index, matcher in enumerate(self._matchers) if matcher.laws is not None and not matcher.laws.search(law)
                )
            candidates -= barred
        return candidates

    def _matchers_of(self, word: str) -> tuple[int, ...]:
        found = {
            index
            for at in range(len(word) - 2)
            for stem, index in self._stems.get(word[at : at + 3], ())
            if word.startswith(stem.text, at) and (at == 0 or not stem.at_word_start)
        }
        return tuple(sorted(found))


class _TermEntry(StrictModel):
    """A term as written in YAML."""

    id: str = Field(pattern=r"^[a-z0-9]+(?:_[a-z0-9]+)*$")
    name: str = Field(min_length=2)
    patterns: list[str] = Field(min_length=1)
    match: list[str | _ExampleEntry] = Field(min_length=1)
    no_match: list[str | _ExampleEntry] = Field(default_factory=list)
    addressee: Addressee | None = None
    category: Category | None = None
    level: Level | None = None
    law_decides: bool | None = None
    not_preceded_by: list[str] = Field(default_factory=list)
    not_followed_by: list[str] = Field(default_factory=list)
    requires: str | None = None
    laws: str | None = None
    note: str = ""


class _ExampleEntry(StrictModel):
    """An example sentence that needs a law to be read."""

    text: str
    law: str


class _FileEntry(StrictModel):
    """A vocabulary file: values that hold for all its terms, and the terms."""

    title: str = ""
    source: str = ""
    addressee: Addressee
    category: Category
    level: Level = Level.KEINE
    law_decides: bool = False
    terms: list[dict[str, object]] = Field(min_length=1)

    @field_validator("terms", mode="before")
    @classmethod
    def _only_blocks(cls, value: object) -> object:
        if isinstance(value, list) and not all(isinstance(entry, dict) for entry in value):
            raise ValueError("jeder Begriff muss ein Block mit Schlüsseln sein")
        return value


_TermEntry.model_rebuild()


def load_vocabulary(directories: Sequence[Path]) -> Vocabulary:
    """Load all vocabulary files below some directories.

    Args:
        directories: folders (or single files) with vocabulary YAML; later ones may add terms, not replace any.

    Raises:
        RulebookError: with file and line if a file is malformed, a key unknown, an id used twice, a pattern wrong, an example malformed.
    """
    files = tuple(read_yaml(path) for path in yaml_files(directories))
    by_id: dict[str, Term] = {}
    matchers: list[_Matcher] = []
    stems: dict[str, list[tuple[Stem, int]]] = {}
    for file in files:
        for term, entry, place in _entries(file):
            if term.id in by_id:
                first = by_id[term.id]
                raise file.error(
                    f"Der Begriff „{term.id}“ ist schon in {first.path}:{first.line} festgelegt.",
                    (*place, "id"),
                    "Eine andere id wählen oder einen der beiden Begriffe löschen.",
                )
            by_id[term.id] = term
            for matcher, found in _matchers(file, place, term, entry, len(matchers)):
                for stem in found:
                    stems.setdefault(stem.text[:3], []).append((stem, len(matchers)))
                matchers.append(matcher)
    return Vocabulary(
        terms=tuple(by_id.values()),
        content_hash=content_hash(files),
        _by_id=by_id,
        _matchers=tuple(matchers),
        _stems={start: tuple(entries) for start, entries in stems.items()},
    )


def failed_examples(vocabulary: Vocabulary) -> tuple[RulebookError, ...]:
    """Run all examples of all terms; one error per example that does not hold."""
    return tuple(
        error for term in vocabulary.terms for example in term.examples if (error := failed_example(vocabulary, term, example)) is not None
    )


def failed_example(vocabulary: Vocabulary, term: Term, example: TermExample) -> RulebookError | None:
    """Run one example; None if it holds."""
    hits = vocabulary.find(example.text, example.law)
    spans = [hit.span for hit in hits if hit.term.id == term.id]
    if example.span is None and not spans:
        return None
    if example.span is not None and example.span in spans:
        return None
    read = ", ".join(f"„{example.text[hit.span.start : hit.span.end]}“ als {hit.term.id}" for hit in hits) or "nichts"
    wanted = "kein Treffer" if example.span is None else f"„{example.text[example.span.start : example.span.end]}“"
    return RulebookError(
        f"Das Beispiel zu „{term.id}“ geht nicht auf: erwartet {wanted}, gefunden {read}. ({example.text})",
        path=term.path,
        line=example.line,
        hint="Muster, Ausschlüsse oder Beispiel ändern.",
    )


def _entries(file: YamlFile) -> Iterator[tuple[Term, _TermEntry, tuple[str | int, ...]]]:
    head = file.validate(_FileEntry)
    for index in range(len(head.terms)):
        place = ("terms", index)
        entry = file.validate(_TermEntry, place)
        yield (
            Term(
                id=entry.id,
                name=entry.name,
                addressee=head.addressee if entry.addressee is None else entry.addressee,
                category=head.category if entry.category is None else entry.category,
                level=head.level if entry.level is None else entry.level,
                law_decides=head.law_decides if entry.law_decides is None else entry.law_decides,
                note=entry.note,
                examples=tuple(_examples(file, place, entry)),
                path=str(file.path),
                line=file.line_of(place),
            ),
            entry,
            place,
        )


def _examples(file: YamlFile, place: tuple[str | int, ...], entry: _TermEntry) -> Iterator[TermExample]:
    for key, examples in (("match", entry.match), ("no_match", entry.no_match)):
        for index, example in enumerate(examples):
            at = (*place, key, index)
            text, law = (example.text, example.law) if isinstance(example, _ExampleEntry) else (example, "")
            marked = _MARKER.search(text)
            if (marked is not None) != (key == "match") or len(_MARKER.findall(text)) > 1:
                raise file.error(
                    "Das Beispiel muss den Treffer genau einmal mit [[…]] zeigen."
                    if key == "match"
                    else "Ein Beispiel ohne Treffer darf nichts mit [[…]] zeigen.",
                    at,
                    "„Das [[Jugendamt]] berät.“ unter match, „Das Landesjugendamt berät.“ unter no_match.",
                )
            span = Span(marked.start(), marked.start() + len(marked[1])) if marked else None
            yield TermExample(_MARKER.sub(r"\1", text), span, law, file.line_of(at))


def _matchers(
    file: YamlFile, place: tuple[str | int, ...], term: Term, entry: _TermEntry, first: int
) -> Iterator[tuple[_Matcher, frozenset[Stem]]]:
    def compiled(key: str, text: str, frame: str) -> re.Pattern[str]:
        try:
            return re.compile(frame.replace("%", expand(text, capital=key == "patterns")))
        except (re.error, KeyError) as error:
            reason = f"Form <{error.args[0]}> unbekannt" if isinstance(error, KeyError) else str(error)
            hint = f"Bekannte Formen: {', '.join(sorted(FORMS))}." if isinstance(error, KeyError) else "Klammern und Sonderzeichen prüfen."
            raise file.error(f"Das Muster „{text}“ ist ungültig: {reason}.", (*place, key), hint) from error

    before = compiled("not_preceded_by", "|".join(entry.not_preceded_by), r"(?:%)\s*$") if entry.not_preceded_by else None
    after = compiled("not_followed_by", "|".join(entry.not_followed_by), r"\s*(?:%)") if entry.not_followed_by else None
    requires = compiled("requires", entry.requires, "%") if entry.requires else None
    laws = compiled("laws", entry.laws, "%") if entry.laws else None
    conditions = (laws is not None) + (requires is not None)
    for offset, text in enumerate(entry.patterns):
        pattern = compiled("patterns", text, r"(?<!\w)(?<!\w-)(?:%)(?![\w-])")
        stems = required_stems(pattern.pattern)
        if not stems:
            raise file.error(
                f"Das Muster „{text}“ hat keinen festen Wortteil.",
                (*place, "patterns", offset),
                "Jede Alternative braucht mindestens drei aufeinanderfolgende feste Buchstaben.",
            )
        yield _Matcher(term, (-conditions, first + offset), pattern, before, after, requires, laws), stems
