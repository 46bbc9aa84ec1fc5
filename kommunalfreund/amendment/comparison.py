"""Which old sentence a new one comes from: by equal words, by the place, by similar words; robust to renumbering and moves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from kommunalfreund.amendment.difference import similarity, words_of
from kommunalfreund.clause import Clause
from kommunalfreund.draft import Origin

_SAME_PLACE = 0.4
_SAME_NORM = 0.5
_ELSEWHERE = 0.75
_RARE = 12
_FEW_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An old sentence and the new one it became; one of them is None where a sentence was added or dropped."""

    old: Clause | None
    new: Clause | None


@dataclass(slots=True)
class _Alignment:
    old: Sequence[Clause]
    new: Sequence[Clause]
    partner: dict[int, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def link(self, new: int, old: int) -> None:
        self.partner[new] = old
        self.taken.add(old)

    def left_new(self) -> list[int]:
        return [index for index in range(len(self.new)) if index not in self.partner]

    def left_old(self) -> list[int]:
        return [index for index in range(len(self.old)) if index not in self.taken]


def align(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[Pair, ...]:
    """Pair the sentences of two versions.

    Args:
        old: sentences of the older version, in order.
        new: sentences of the newer one.

    Returns:
        Pairs in the order of the new version; dropped sentences stand where they stood in the old one.
    """
    alignment = _Alignment(old, new)
    old_words, new_words = [words_of(one) for one in old], [words_of(one) for one in new]
    _link_by_origin(alignment)
    for same in (_place, _norm, _anywhere):
        index: dict[object, list[int]] = defaultdict(list)
        for at in alignment.left_old():
            index[same(old[at]), old_words[at]].append(at)
        for at in alignment.left_new():
            if candidates := index.get((same(new[at]), new_words[at])):
                alignment.link(at, candidates.pop(0))
    norms = _norm_map(alignment)
    _link_similar(alignment, old_words, new_words, norms)
    _link_distant(alignment, old_words, new_words)
    return _ordered(alignment)


def _place(clause: Clause) -> object:
    return clause.document, clause.norm, clause.absatz, clause.satz


def _norm(clause: Clause) -> object:
    return clause.norm


def _anywhere(clause: Clause) -> object:
    return None


def _link_by_origin(alignment: _Alignment) -> None:
    """Characters that were kept name the sentence they come from."""
    if not any(piece.origin is not Origin.ALT for clause in alignment.new for piece in clause.pieces):
        return
    where: dict[tuple[str, str], list[tuple[int, int, int]]] = defaultdict(list)
    for index, clause in enumerate(alignment.old):
        for piece in clause.pieces:
            where[piece.xpath, piece.slot].append((piece.start, piece.start + piece.length, index))
    votes: list[tuple[int, int, int]] = []
    for at, clause in enumerate(alignment.new):
        shared: Counter[int] = Counter()
        for piece in clause.pieces:
            if piece.origin is Origin.NEU:
                continue
            for start, end, index in where.get((piece.xpath, piece.slot), ()):
                common = min(end, piece.start + piece.length) - max(start, piece.start)
                if common > 0:
                    shared[index] += common
        votes += [(count, at, index) for index, count in shared.items() if count >= _FEW_WORDS]
    for _, at, index in sorted(votes, key=lambda vote: -vote[0]):
        if at not in alignment.partner and index not in alignment.taken:
            alignment.link(at, index)


def _norm_map(alignment: _Alignment) -> dict[str, str]:
    """Old norm of each new norm, by the sentences already paired (norms may have been renumbered)."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for at, index in alignment.partner.items():
        votes[alignment.new[at].norm][alignment.old[index].norm] += 1
    known = {one.norm for one in alignment.old}
    headings: dict[str, str] = {one.heading: one.norm for one in alignment.old if one.heading}
    mapped = {}
    for clause in alignment.new:
        norm = clause.norm
        if norm in votes:
            mapped[norm] = votes[norm].most_common(1)[0][0]
        elif clause.heading in headings and headings[clause.heading] not in mapped.values():
            mapped.setdefault(norm, headings[clause.heading])
        elif norm in known:
            mapped.setdefault(norm, norm)
    return mapped


def _link_similar(alignment: _Alignment, old_words: list[tuple[str, ...]], new_words: list[tuple[str, ...]], norms: dict[str, str]) -> None:
    """Within a norm: the same place needs less in common than another one."""
    by_norm: dict[str, list[int]] = defaultdict(list)
    for index in alignment.left_old():
        by_norm[alignment.old[index].norm].append(index)
    scored = []
    for at in alignment.left_new():
        clause = alignment.new[at]
        for index in by_norm.get(norms.get(clause.norm, clause.norm), ()):
            other = alignment.old[index]
            score = similarity(old_words[index], new_words[at])
            same = (other.absatz, other.satz) == (clause.absatz, clause.satz)
            if score >= (_SAME_PLACE if same else _SAME_NORM):
                scored.append((score + 0.1 * same, -abs(at - index), at, index))
    for _, _, at, index in sorted(scored, reverse=True):
        if at not in alignment.partner and index not in alignment.taken:
            alignment.link(at, index)


def _link_distant(alignment: _Alignment, old_words: list[tuple[str, ...]], new_words: list[tuple[str, ...]]) -> None:
    """Across norms: only sentences that have rare words and most of the others in common."""
    index: dict[str, list[int]] = defaultdict(list)
    for at in alignment.left_old():
        for word in set(old_words[at]):
            if len(word) > 5:
                index[word].append(at)
    scored = []
    for at in alignment.left_new():
        if len(new_words[at]) < _FEW_WORDS:
            continue
        candidates = Counter(other for word in set(new_words[at]) if len(index.get(word, ())) <= _RARE for other in index.get(word, ()))
        for other, _ in candidates.most_common(5):
            score = similarity(old_words[other], new_words[at])
            if score >= _ELSEWHERE:
                scored.append((score, at, other))
    for _, at, other in sorted(scored, reverse=True):
        if at not in alignment.partner and other not in alignment.taken:
            alignment.link(at, other)


def _ordered(alignment: _Alignment) -> tuple[Pair, ...]:
    dropped = alignment.left_old()
    after: dict[int, list[int]] = defaultdict(list)
    positions = {old: new for new, old in alignment.partner.items()}
    anchor = -1
    waiting = iter(dropped)
    following = next(waiting, None)
    for index in range(len(alignment.old)):
        if index == following:
            after[anchor].append(index)
            following = next(waiting, None)
        elif index in positions:
            anchor = positions[index]
    pairs = [Pair(old=alignment.old[index], new=None) for index in after[-1]]
    for at, clause in enumerate(alignment.new):
        partner = alignment.partner.get(at)
        pairs.append(Pair(old=alignment.old[partner] if partner is not None else None, new=clause))
        pairs += [Pair(old=alignment.old[index], new=None) for index in after[at]]
    return tuple(pairs)
