"""Scoring judgements on labelled sentences of laws that nobody trained on.

A gold sentence is found by its words within the same norm, so that any way of cutting the text can be scored: the sentence counts as
flagged when one of its pieces is. Where a second reader chose another addressee or kind, both count as right. Intervals come from
resampling whole laws, because the sentences of one law are not independent of each other.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from kommunalfreund.classification.labelled_clauses import Label
from kommunalfreund.errors import CorpusError
from kommunalfreund.finding import Addressee, DutyKind, Effect

Figure = float | int | list[float] | None
Figures = dict[str, Figure]
"""Named figures; None where nothing could be counted."""

NAMED = (Addressee.DIREKT, Addressee.FUNKTIONAL, Addressee.MITTELBAR)
_WORD = re.compile(r"\w+")
_SAMPLES = 500
_SAME_WORDS = 0.85
"""Share of the smaller bag of words that two texts must have in common."""
_MAX_LONGER, _SURELY_INSIDE = 1.6, 0.98
"""A judged text may be so much longer than the gold sentence, or longer still if it surely contains it."""
_MIN_PIECE = 0.25
"""A piece must cover that share of what the best piece covers."""
_MIN_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSentence:
    """A labelled sentence.

    Attributes:
        law: identifies the law; the unit of resampling.
        abbreviation: of the law.
        norm: "§ 7".
        text: its words; may be empty where verdicts are given directly.
        label: what the reader says.
        addressee_alt: what a second reader says, also right.
        kind_alt: the same for the kind.
    """

    law: str
    label: Label
    abbreviation: str = ""
    norm: str = ""
    text: str = ""
    addressee_alt: Addressee | None = None
    kind_alt: DutyKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a checker says about one piece of text."""

    law: str
    norm: str
    text: str
    addressee: Addressee
    effects: tuple[Effect, ...]
    kind: DutyKind | None
    flagged: bool
    score: float
    by_rule: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a checker says about one gold sentence, over all its pieces.

    Attributes:
        found: the sentence was matched by at least one piece.
        by_rule: a rule speaks for a burden.
    """

    flagged: bool
    score: float = 0.0
    addressee: Addressee = Addressee.KEINE
    effects: frozenset[Effect] = frozenset()
    kind: DutyKind | None = None
    found: bool = True
    by_rule: bool = False


class _GoldLine(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    bjnr: str
    law: str
    norm: str
    text: str
    addressee: Addressee
    effects: tuple[Effect, ...]
    kind: DutyKind | None
    addressee_alt: Addressee | None = None
    kind_alt: DutyKind | None = None


def parse_gold(lines: Iterable[str], path: str = "") -> tuple[GoldSentence, ...]:
    """Read labelled sentences, one JSON object a line.

    Args:
        lines: of the file.
        path: for messages.

    Raises:
        CorpusError: for a malformed line; the text of the line is not repeated.
    """
    gold: list[GoldSentence] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = _GoldLine.model_validate_json(line)
        except ValidationError as error:
            raise CorpusError("Die Zeile ist kein gültiger markierter Satz.", path=path, line=number) from error
        label = Label(addressee=row.addressee, effects=row.effects, kind=row.kind)
        gold.append(
            GoldSentence(
                law=row.bjnr, label=label, abbreviation=row.law, norm=row.norm, text=row.text,
                addressee_alt=row.addressee_alt, kind_alt=row.kind_alt,
            )
        )  # fmt: skip
    return tuple(gold)


def norm_key(norm: str) -> str:
    """Name of a norm without spaces, dots and case, so that different ways of writing it meet."""
    return re.sub(r"\s+|\.", "", norm).lower().replace("artikel", "art")


def match(gold: Sequence[GoldSentence], judgements: Iterable[Judgement]) -> tuple[Verdict, ...]:
    """Find the pieces of every gold sentence and join what is said about them, in the order of the gold sentences."""
    by_norm: dict[tuple[str, str], list[tuple[Counter[str], Judgement]]] = defaultdict(list)
    for judgement in judgements:
        words = _words(judgement.text)
        if words.total() >= _MIN_WORDS:
            by_norm[judgement.law, norm_key(judgement.norm)].append((words, judgement))
    return tuple(_join(_pieces(sentence, by_norm[sentence.law, norm_key(sentence.norm)])) for sentence in gold)


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _pieces(sentence: GoldSentence, candidates: Iterable[tuple[Counter[str], Judgement]]) -> list[Judgement]:
    wanted = _words(sentence.text)
    hits: list[tuple[int, Judgement]] = []
    for words, judgement in candidates:
        common = (wanted & words).total()
        smaller = min(wanted.total(), words.total())
        share = common / smaller if smaller else 0.0
        if share >= _SAME_WORDS and (words.total() <= _MAX_LONGER * wanted.total() or share >= _SURELY_INSIDE):
            hits.append((common, judgement))
    best = max((common for common, _ in hits), default=0)
    return [judgement for common, judgement in hits if common >= _MIN_PIECE * best]


def _join(pieces: Sequence[Judgement]) -> Verdict:
    if not pieces:
        return Verdict(flagged=False, found=False)
    top = max(pieces, key=lambda piece: (piece.flagged, piece.score))
    return Verdict(
        flagged=top.flagged,
        score=max(piece.score for piece in pieces),
        addressee=top.addressee,
        effects=frozenset(effect for piece in pieces for effect in piece.effects),
        kind=top.kind,
        by_rule=any(piece.by_rule for piece in pieces),
    )


def precision_recall_f1(truth: Iterable[bool], found: Iterable[bool]) -> tuple[float, float, float]:
    """Precision, recall and F1; 0 where nothing was found or is to be found.

    >>> precision_recall_f1([True, True, False, False], [True, False, True, False])
    (0.5, 0.5, 0.5)
    """
    return _from_counts(*_counts(zip(truth, found, strict=True)))


def _counts(pairs: Iterable[tuple[bool, bool]]) -> tuple[int, int, int]:
    """True positives, false positives, false negatives."""
    tally = Counter((bool(truth), bool(found)) for truth, found in pairs)
    return tally[True, True], tally[False, True], tally[True, False]


def _from_counts(right: int, wrong: int, missed: int) -> tuple[float, float, float]:
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def average_precision(truth: Sequence[bool], score: Sequence[float]) -> float:
    """Mean of the precision at every true sentence when read from the highest score down."""
    hits, total = 0, 0.0
    for rank, index in enumerate(sorted(range(len(truth)), key=lambda i: -score[i]), 1):
        if truth[index]:
            hits += 1
            total += hits / rank
    return total / max(1, hits)


def f1_interval(laws: Sequence[str], truth: Sequence[bool], found: Sequence[bool]) -> list[float]:
    """Middle 95 % of F1 when whole laws are drawn anew with replacement."""
    by_law: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for law, *pair in zip(laws, truth, found, strict=True):
        by_law[law].append((pair[0], pair[1]))
    counts = {law: _counts(pairs) for law, pairs in by_law.items()}
    generator, names = random.Random(1), sorted(counts)
    drawn: list[float] = []
    for _ in range(_SAMPLES):
        columns = zip(*(counts[law] for law in generator.choices(names, k=len(names))), strict=True)
        right, wrong, missed = (sum(column) for column in columns)
        drawn.append(_from_counts(right, wrong, missed)[2])
    drawn.sort()
    return [drawn[int(0.025 * _SAMPLES)], drawn[int(0.975 * _SAMPLES)]]


def score_flags(gold: Sequence[GoldSentence], verdicts: Sequence[Verdict]) -> Figures:
    """Figures about the flag alone: precision, recall, F1 with interval, recall per addressee and kind."""
    truth = [sentence.label.flagged for sentence in gold]
    flags = [verdict.flagged for verdict in verdicts]
    positive = [(g.label, v) for g, v in zip(gold, verdicts, strict=True) if g.label.flagged]
    precision, recall, f1 = precision_recall_f1(truth, flags)
    figures: Figures = {"precision": precision, "recall": recall, "f1": f1}
    figures["f1_interval_95"] = f1_interval([sentence.law for sentence in gold], truth, flags)
    for addressee in NAMED:
        figures[f"recall_{addressee}"] = _mean(v.flagged for label, v in positive if label.addressee is addressee)
    for kind in DutyKind:
        figures[f"recall_{kind}"] = _mean(v.flagged for label, v in positive if label.kind is kind)
    return figures


def score(gold: Sequence[GoldSentence], verdicts: Sequence[Verdict]) -> Figures:
    """All figures of one checker: flag, ranking, effects, addressee, kind, and recall where no rule speaks for a burden."""
    truth = [sentence.label.flagged for sentence in gold]
    pairs = list(zip(gold, verdicts, strict=True))
    figures = score_flags(gold, verdicts)
    figures["average_precision"] = average_precision(truth, [verdict.score for verdict in verdicts])
    for effect in Effect:
        figures[f"f1_{effect}"] = precision_recall_f1((effect in g.label.effects for g in gold), (effect in v.effects for v in verdicts))[2]
    figures["addressee_accuracy"] = _mean(v.addressee in (g.label.addressee, g.addressee_alt) for g, v in pairs)
    for addressee in Addressee:
        figures[f"addressee_f1_{addressee}"] = precision_recall_f1(
            (g.label.addressee is addressee for g in gold), (v.addressee is addressee for v in verdicts)
        )[2]
    duties = [(g, v) for g, v in pairs if g.label.flagged and v.flagged and g.label.kind]
    figures["kind_accuracy"] = _mean(v.kind in (g.label.kind, g.kind_alt) for g, v in duties)
    for kind in DutyKind:
        figures[f"kind_f1_{kind}"] = precision_recall_f1((g.label.kind is kind for g, _ in duties), (v.kind is kind for _, v in duties))[2]
    without_rule = [v.flagged for g, v in pairs if g.label.flagged and not v.by_rule]
    figures["positive_without_rule"] = len(without_rule)
    figures["recall_without_rule"] = _mean(without_rule)
    figures["not_found"] = sum(not verdict.found for verdict in verdicts)
    return figures


def describe(gold: Sequence[GoldSentence]) -> Figures:
    """Size of a labelled set: sentences, laws, sentences to be flagged, in all and by addressee, effect and kind."""
    flagged = [sentence.label for sentence in gold if sentence.label.flagged]
    figures: Figures = {"sentences": len(gold), "laws": len({sentence.law for sentence in gold}), "positive": len(flagged)}
    figures.update({f"positive_{addressee}": sum(label.addressee is addressee for label in flagged) for addressee in NAMED})
    figures.update({f"positive_{kind}": sum(label.kind is kind for label in flagged) for kind in DutyKind})
    figures.update({f"with_{effect}": sum(effect in sentence.label.effects for sentence in gold) for effect in Effect})
    return figures


def _mean(values: Iterable[bool]) -> Figure:
    collected = list(values)
    return sum(collected) / len(collected) if collected else None
