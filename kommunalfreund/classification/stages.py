"""How good the language stages are on their own sentences: roles, sentence kinds, actors across sentences, money.

The gold sets are own fictional sentences, one JSON object a line. Lines with an even number may be read while developing, lines with an
odd number are only ever scored; the difference shows how far a stage was fitted to its examples.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from kommunalfreund.classification.evaluation import Figures
from kommunalfreund.clause import Clause, Item
from kommunalfreund.draft import Anchor, DocumentPart, Draft, Span
from kommunalfreund.language import interpret
from kommunalfreund.language.interpretation import ACTING_ROLES, Interpretation, Role, SentenceKind
from kommunalfreund.rulebook.execution import load_execution
from kommunalfreund.rulebook.rule import Rulebook
from kommunalfreund.rulebook.term import Category

Line = Mapping[str, Any]
Norm = tuple[str, tuple[str, ...]]
"""Heading and sentences of one norm."""
Read = Callable[..., tuple[Interpretation, ...]]
Pairs = list[tuple[str, str]]
"""Gold and found value, "" where there is none."""

STAGE_FILES = {"roles": "roles.jsonl", "sentence_kinds": "sentence_kinds.jsonl", "discourse": "discourse.jsonl", "money": "money.jsonl"}
_MARK = re.compile(r"\[\[([^|\]]+)\|(\w+)\]\]")
_LABEL = re.compile(r"(?<= )[1-9]\.(?= )(?! (?:Januar|März|Mai|Juni|Juli|Oktober))")
"""Label of an item in a sentence written in one line."""


def score_stages(sets: Mapping[str, Sequence[Line]], rulebook: Rulebook) -> dict[str, dict[str, Figures]]:
    """Score every stage on its gold set.

    Args:
        sets: lines of the gold sets by stage (keys of ``STAGE_FILES``); missing ones are left out.
        rulebook: for vocabulary and statute table.

    Returns:
        For every stage the figures on all lines, on those with an even and on those with an odd number (from 1).
    """
    read = partial(read_norms, rulebook)
    scorers: dict[str, Callable[[Sequence[Line]], Figures]] = {
        "roles": lambda lines: _figures(_role_pairs(lines, read), {"acting": {r.value for r in ACTING_ROLES}, **{r: {r} for r in Role}}),
        "sentence_kinds": lambda lines: _kind_figures(lines, read),
        "discourse": lambda lines: _discourse_figures(lines, read),
    }
    if "money" in Interpretation.__dataclass_fields__:
        scorers["money"] = lambda lines: _money_figures(lines, read)
    return {
        stage: {name: scorer(part) for name, part in (("all", sets[stage]), ("even", sets[stage][1::2]), ("odd", sets[stage][::2]))}
        for stage, scorer in scorers.items()
        if sets.get(stage)
    }


def _role_pairs(lines: Iterable[Line], read: Read) -> Pairs:
    """Roles of the annotated bodies and of public bodies that nobody annotated."""
    pairs: Pairs = []
    for line in lines:
        text, marks = parse_marks(line["text"])
        mentions = read([("", (text,))])[0].mentions
        taken: set[Span] = set()
        for span, role in marks:
            mention = next((m for m in mentions if m.span.start < span.end and span.start < m.span.end), None)
            if mention is not None:
                taken.add(mention.span)
            pairs.append((role.value, mention.role.value if mention is not None else ""))
        pairs += [("", m.role.value) for m in mentions if m.span not in taken and m.category != Category.PRIVAT]
    return pairs


def parse_marks(marked: str) -> tuple[str, tuple[tuple[Span, Role], ...]]:
    """Text without markers, and the marked spans with their roles.

    >>> parse_marks("Die [[Gemeinde|subjekt]] handelt.")
    ('Die Gemeinde handelt.', ((Span(start=4, end=12), <Role.SUBJEKT: 'subjekt'>),))
    """
    text, marks, last = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[last : found.start()]
        marks.append((Span(len(text), len(text) + len(found[1])), Role(found[2])))
        text += found[1]
        last = found.end()
    return text + marked[last:], tuple(marks)


def _kind_figures(lines: Sequence[Line], read: Read) -> Figures:
    pairs: Pairs = [(line["kind"], read([(line.get("heading", ""), (line["text"],))])[0].sentence_kind.value) for line in lines]
    figures = _figures(pairs, {kind: {kind} for kind in SentenceKind})
    present = [figures[f"f1_{kind}"] for kind in SentenceKind if figures[f"f1_{kind}"] is not None]
    return {
        "accuracy": sum(gold == found for gold, found in pairs) / len(pairs),
        "f1_macro": sum(value for value in present if isinstance(value, float)) / len(present),
        **figures,
    }


def _discourse_figures(lines: Sequence[Line], read: Read) -> Figures:
    """Share of sentences with the right actor, with and without the statute table."""
    figures: Figures = {}
    for name in ("without_tables", "with_tables"):
        right = []
        for document in lines:
            law = {key: document[key] for key in ("law", "abbreviation") if key in document}
            found = read(_norms(document["sentences"]), tables=name == "with_tables", **law)
            right += [
                _actor_right(sentence["actor"] if "actor" in sentence else sentence[name], it)
                for sentence, it in zip(document["sentences"], found, strict=True)
            ]
        figures["sentences"] = len(right)
        figures[f"accuracy_{name}"] = sum(right) / len(right)
    return figures


def _actor_right(wanted: Line | None, it: Interpretation) -> bool:
    if wanted is None or wanted.get("foreign"):
        return it.actor is None and it.foreign_subject is bool(wanted)
    return (
        it.actor is not None
        and not it.foreign_subject
        and (it.actor.addressee, it.actor.source) == (wanted["addressee"], wanted["source"])
        and wanted.get("name", "").lower() in it.actor.name.lower()
    )


def _norms(sentences: Iterable[Line]) -> list[Norm]:
    norms: list[list[Line]] = []
    for sentence in sentences:
        if sentence.get("new_norm") or not norms:
            norms.append([])
        norms[-1].append(sentence)
    return [(norm[0].get("heading", ""), tuple(sentence["text"] for sentence in norm)) for norm in norms]


def _money_figures(lines: Iterable[Line], read: Read) -> Figures:
    """Kinds of money found, and kinds with the right direction."""
    kinds: Pairs = []
    directed: Pairs = []
    for line in lines:
        law = {"abbreviation": line["law"], "tables": True} if "law" in line else {}
        it = read([(line.get("heading", ""), (line["text"],))], **law)[0]
        found = {f"{money.kind.value}:{money.direction.value}" for money in it.money}  # type: ignore[attr-defined, unused-ignore]
        gold = set(line["money"])
        directed += _aligned(gold, found)
        kinds += _aligned({one.split(":")[0] for one in gold}, {one.split(":")[0] for one in found})
    figures = _figures(kinds, {"kind": {one for pair in kinds for one in pair if one}})
    return {
        **figures,
        **_figures(directed, {"kind_and_direction": {one for pair in directed for one in pair if one}}),
        **_figures(kinds, {kind: {kind} for kind in sorted({gold for gold, _ in kinds if gold})}),
    }


def _aligned(gold: set[str], found: set[str]) -> Pairs:
    return [*((one, one if one in found else "") for one in sorted(gold)), *(("", one) for one in sorted(found - gold))]


def _figures(pairs: Pairs, groups: Mapping[str, set[str]]) -> Figures:
    """F1 of every group of values (a value of the group counts as right for any other of it); None where gold has none."""
    tally = Counter(pairs)
    figures: Figures = {}
    for name, values in groups.items():
        right = sum(n for (gold, found), n in tally.items() if gold in values and found in values)
        annotated = sum(n for (gold, _), n in tally.items() if gold in values)
        claimed = sum(n for (_, found), n in tally.items() if found in values)
        figures[f"count_{name}"] = annotated
        figures[f"f1_{name}"] = 2 * right / (annotated + claimed) if annotated else None
    return figures


def read_norms(
    rulebook: Rulebook, norms: Sequence[Norm], *, law: str = "Gesetz zur Probe", abbreviation: str = "ProbeG", tables: bool = False
) -> tuple[Interpretation, ...]:
    """Interpret norms as they stand behind the segmentation.

    Args:
        rulebook: for vocabulary and statute table.
        norms: heading and sentences of each.
        law: title of the law.
        abbreviation: of the law.
        tables: use the statute table; without it nothing is known about the law but its own text.
    """
    draft = Draft(key="probe", title=law, abbreviation=abbreviation, source="probe", documents=())
    clauses = [
        _clause(f"§ {number}", heading, satz, sentence)
        for number, (heading, sentences) in enumerate(norms, 1)
        for satz, sentence in enumerate(sentences, 1)
    ]
    execution = rulebook.execution if tables else load_execution([])
    return interpret(clauses, draft=draft, vocabulary=rulebook.vocabulary, execution=execution)


def _clause(norm: str, heading: str, satz: int, text: str) -> Clause:
    anchor = Anchor(xpath=f"/probe/{norm}", line=satz)
    labels = list(_LABEL.finditer(text))
    ends = [*(label.start() - 1 for label in labels[1:]), len(text)][: len(labels)]
    items = tuple(
        Item(label=label[0], span=Span(label.start(), end), depth=0, anchor=anchor) for label, end in zip(labels, ends, strict=True)
    )
    return Clause(
        id=f"{norm}/{satz}", text=text, pieces=(), document="probe", part=DocumentPart.REGELUNGSTEXT, anchor=anchor,
        citation=f"{norm} Satz {satz}", norm=norm, satz=satz, heading=heading, items=items,
    )  # fmt: skip
