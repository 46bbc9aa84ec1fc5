"""What is new: findings of the old and the resulting text put together, each with what happened to its sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kommunalfreund.amendment.application import Consolidation
from kommunalfreund.amendment.command import Command
from kommunalfreund.amendment.comparison import Pair, align
from kommunalfreund.amendment.difference import compare_words, words_of
from kommunalfreund.amendment.strictness import judge_change
from kommunalfreund.citation import cite_quoted, cite_steps
from kommunalfreund.clause import Clause, PathStep
from kommunalfreund.draft import DocumentPart, Draft, Origin, ProvisionKind
from kommunalfreund.finding import Change, Effect, Finding, Novelty, WordChange, is_flagged

_SURE = 0.3
_SHOWN = 3
_LONG = 80
_EXPLAINING = frozenset({DocumentPart.VORBLATT, DocumentPart.BEGRUENDUNG})


@dataclass(frozen=True, slots=True, kw_only=True)
class SynopsisRow:
    """An old sentence beside the new one.

    Attributes:
        old: None if the sentence is new.
        new: None if it was dropped.
        words: both word by word.
        finding: of the line it became, None for sentences that are no news.
    """

    old: Clause | None
    new: Clause | None
    words: tuple[WordChange, ...] = ()
    finding: Finding | None = None

    @property
    def clause(self) -> Clause:
        """The new sentence, the old one if it was dropped."""
        clause = self.new or self.old
        assert clause is not None
        return clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Synopsis:
    """Old and new text of one law, norm by norm as far as a norm was touched.

    Attributes:
        law: name of the law.
        base: law in force or older version.
        result: resulting law or newer version.
        rows: sentences of all touched norms in the order of the new text.
    """

    law: str
    base: Draft
    result: Draft
    rows: tuple[SynopsisRow, ...]


def compare_findings(
    old: Sequence[Finding], new: Sequence[Finding], *, law: str = "", base: Draft, result: Draft
) -> tuple[tuple[Finding, ...], Synopsis]:
    """Compare two versions of a text.

    Args:
        old: findings of the older version, one per sentence.
        new: findings of the newer version.
        law: name of the law.
        base: older version.
        result: newer version.

    Returns:
        One finding per new or changed sentence and per dropped duty, and both texts side by side.
    """
    comparer = _Comparer(old, new, law, None)
    return comparer.lines(), comparer.synopsis(base, result)


def compare_consolidation(
    consolidation: Consolidation, old: Sequence[Finding], new: Sequence[Finding], law: str
) -> tuple[tuple[Finding, ...], Synopsis]:
    """Compare the resulting law with the law in force.

    Args:
        consolidation: of the law.
        old: findings of the law in force, one per sentence.
        new: findings of the resulting law.
        law: name under which the bill amends it.

    Returns:
        One finding per new, changed or restated sentence and per dropped duty, cited by command and place in the resulting law, and
        both texts side by side.
    """
    comparer = _Comparer(old, new, law, _Commands(consolidation))
    return comparer.lines(), comparer.synopsis(consolidation.base, consolidation.result)


class _Commands:
    """Which commands made a sentence what it is."""

    def __init__(self, consolidation: Consolidation) -> None:
        self.by_id = {command.id: command for command in consolidation.commands}
        self.order = {command.id: index for index, command in enumerate(consolidation.commands)}
        self.removed: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
        for removal in consolidation.removals:
            piece = removal.piece
            self.removed[piece.xpath, piece.slot].append((piece.start, piece.start + piece.length, removal.command))

    def of(self, pair: Pair) -> tuple[Command, ...]:
        """Commands that brought or took away characters; those that only moved it count if there are no others."""
        changing: set[str] = set()
        moving: set[str] = set()
        for piece in pair.new.pieces if pair.new is not None else ():
            if piece.command:
                (changing if piece.origin is Origin.NEU else moving).add(piece.command)
        for piece in pair.old.pieces if pair.old is not None else ():
            for start, end, command in self.removed.get((piece.xpath, piece.slot), ()):
                if start < piece.start + piece.length and piece.start < end:
                    changing.add(command)
        ids = changing or moving
        return tuple(self.by_id[one] for one in sorted(ids, key=lambda one: self.order.get(one, 0)) if one in self.by_id)


@dataclass(slots=True)
class _Line:
    pair: Pair
    finding: Finding | None
    words: tuple[WordChange, ...]


class _Comparer:
    def __init__(self, old: Sequence[Finding], new: Sequence[Finding], law: str, commands: _Commands | None) -> None:
        self.law = law
        self.commands = commands
        self.old = {id(finding.clause): finding for finding in old if finding.clause.part not in _EXPLAINING}
        self.new = {id(finding.clause): finding for finding in new if finding.clause.part not in _EXPLAINING}
        pairs = align([finding.clause for finding in self.old.values()], [finding.clause for finding in self.new.values()])
        self.all = [self._line(pair) for pair in pairs]

    def lines(self) -> tuple[Finding, ...]:
        return tuple(line.finding for line in self.all if line.finding is not None)

    def synopsis(self, base: Draft, result: Draft) -> Synopsis:
        touched = {clause.norm for line in self.all if line.finding is not None for clause in (line.pair.old, line.pair.new) if clause}
        touched |= {clause.norm for line in self.all if _differs(line) for clause in (line.pair.old, line.pair.new) if clause}
        rows = [
            SynopsisRow(old=line.pair.old, new=line.pair.new, words=line.words, finding=line.finding)
            for line in self.all
            if (line.pair.new or line.pair.old) is not None
            and any(one is not None and one.norm in touched for one in (line.pair.new, line.pair.old))
        ]
        return Synopsis(law=self.law, base=base, result=result, rows=tuple(rows))

    def _line(self, pair: Pair) -> _Line:
        old = self.old.get(id(pair.old)) if pair.old is not None else None
        new = self.new.get(id(pair.new)) if pair.new is not None else None
        old_words = words_of(pair.old) if pair.old is not None else ()
        new_words = words_of(pair.new) if pair.new is not None else ()
        words = compare_words(old_words, new_words) if old_words != new_words else (WordChange(old=_text(pair.old), new=_text(pair.new)),)
        if new is None:
            finding = self._dropped(pair, old, words) if old is not None and old.flagged else None
            return _Line(pair, finding, words)
        restated = pair.new is not None and any(piece.origin is Origin.NEU for piece in pair.new.pieces)
        if old_words == new_words and not restated:
            return _Line(pair, None, words)
        novelty = self._novelty(old, new, words)
        return _Line(pair, self._finding(pair, new, novelty, words), words)

    def _novelty(self, old: Finding | None, new: Finding, words: tuple[WordChange, ...]) -> Novelty:
        if old is None:
            return Novelty.NEU
        judged = judge_change(old.clause.text, new.clause.text, words, new.effects)
        if judged is Novelty.GEAENDERT and old.flagged != new.flagged and abs(old.score - new.score) >= _SURE:
            return Novelty.VERSCHAERFT if new.flagged else Novelty.ERLEICHTERT
        return judged

    def _finding(self, pair: Pair, finding: Finding, novelty: Novelty, words: tuple[WordChange, ...]) -> Finding:
        change, clause = self._change(pair, words), finding.clause
        return replace(
            finding,
            clause=self._placed(pair, clause),
            novelty=novelty,
            reasons=(give_reason(novelty, change), *finding.reasons),
            change=change,
        )

    def _dropped(self, pair: Pair, old: Finding, words: tuple[WordChange, ...]) -> Finding:
        """A dropped duty relieves whoever had it."""
        change, effects = self._change(pair, words), (Effect.ENTLASTUNG,)
        return replace(
            old,
            clause=self._placed(pair, old.clause),
            novelty=Novelty.AUFGEHOBEN,
            effects=effects,
            kind=None,
            flagged=is_flagged(old.addressee, effects),
            reasons=(give_reason(Novelty.AUFGEHOBEN, change), *old.reasons),
            change=change,
        )

    def _change(self, pair: Pair, words: tuple[WordChange, ...]) -> Change:
        commands = self.commands.of(pair) if self.commands is not None else ()
        return Change(
            law=self.law,
            old_text=pair.old.text if pair.old is not None else "",
            old_citation=pair.old.citation if pair.old is not None else "",
            words=words,
            commands=tuple(dict.fromkeys(command.citation for command in commands)),
            old_flagged=pair.old is not None and self.old[id(pair.old)].flagged,
        )

    def _placed(self, pair: Pair, clause: Clause) -> Clause:
        """The sentence cited by command and law, anchored in the bill; its own characters are those that the bill brings."""
        commands = self.commands.of(pair) if self.commands is not None else ()
        if not commands:
            return clause
        first = commands[0]
        path = _common_path([command.path for command in commands])
        return replace(
            clause,
            citation=cite_quoted(_cite(path, commands), clause.citation),
            document=first.document,
            part=DocumentPart.REGELUNGSTEXT,
            anchor=first.anchor,
            path=(*path, *clause.path),
            pieces=tuple(piece for piece in clause.pieces if piece.origin is Origin.NEU),
            amended_law=self.law,
        )


def _differs(line: _Line) -> bool:
    return any(change.old != change.new for change in line.words)


def _text(clause: Clause | None) -> str:
    return clause.text if clause is not None else ""


def _common_path(paths: Sequence[tuple[PathStep, ...]]) -> tuple[PathStep, ...]:
    common = paths[0]
    for path in paths[1:]:
        length = next((at for at, (one, other) in enumerate(zip(common, path, strict=False)) if one != other), min(len(common), len(path)))
        common = common[:length]
    return common


def _cite(path: tuple[PathStep, ...], commands: Sequence[Command]) -> str:
    """The level that holds all commands; the commands one by one if that is a whole Artikel."""
    citations = list(dict.fromkeys(command.citation for command in commands))
    if len(citations) == 1 or any(step.kind not in (ProvisionKind.ARTIKEL, ProvisionKind.PARAGRAF) for step in path):
        return cite_steps(path) if len(citations) > 1 else citations[0]
    return " und ".join(citations[:_SHOWN])


def give_reason(novelty: Novelty, change: Change) -> str:
    """What happened to a sentence, one German sentence for the reader."""
    by = f" ({'; '.join(change.commands[:_SHOWN])})" if change.commands else ""
    match novelty:
        case Novelty.NEU:
            return f"Neu gegenüber dem geltenden Recht{by}." if change.law else "Neu gegenüber der früheren Fassung."
        case Novelty.UNVERAENDERT:
            return f"Steht schon heute so im Gesetz{by}." if change.law else "Steht schon in der früheren Fassung."
        case Novelty.AUFGEHOBEN:
            return f"Fällt weg{by}: Das entlastet."
    word = {Novelty.VERSCHAERFT: "Verschärft", Novelty.ERLEICHTERT: "Erleichtert"}.get(novelty, "Geändert")
    hunks = [one for one in change.words if one.old != one.new]
    shown = "; ".join(_hunk(one) for one in hunks[:_SHOWN])
    return f"{word}: {shown}{' …' if len(hunks) > _SHOWN else ''}{by}."


def _hunk(change: WordChange) -> str:
    old, new = (text if len(text) <= _LONG else f"{text[:_LONG].rsplit(' ', 1)[0]} …" for text in (change.old, change.new))
    if not new:
        return f"ohne „{old}“"
    return f"„{old}“ → „{new}“" if old else f"neu „{new}“"
