"""Targets of commands found in the tree of the law: provisions, sentences, and the words in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kommunalfreund.amendment.command import Target, TargetPart
from kommunalfreund.amendment.conflict import CommandConflict, ConflictKind
from kommunalfreund.amendment.tree import Node, Part, Sentence, Text, children_of_kind, pick, sentences_of
from kommunalfreund.clause import PathStep
from kommunalfreund.draft import GROUPING_KINDS, ProvisionKind, TextRole

_ALIKE = str.maketrans({"‚": "„", "‘": "“", "’": "“", "”": "“", "–": "-", "‑": "-", "\u00a0": " "})
_ONLY_MARKS = re.compile(r"[^\w\s]+$")


@dataclass(slots=True)
class Place:
    """A target found.

    Attributes:
        nodes: the provisions it names, one, or several of a range.
        sentence: the sentence it names, None for whole provisions.
        cited: the target as cited, for messages.
        outer: the node in which the sentence stands.
    """

    nodes: list[Node]
    sentence: Sentence | None
    cited: str

    @property
    def node(self) -> Node:
        """The first provision."""
        return self.nodes[0]


def find_place(root: Node, target: Target) -> Place:
    """The place of a target.

    Raises:
        CommandConflict: if the law has no such place.
    """
    node, sentence, steps = root, None, target.path
    nodes = [root]
    for index, step in enumerate(steps):
        if step.kind is ProvisionKind.SATZ:
            sentence = _sentence(node, step, target)
            nodes = [node]
            continue
        candidates = _candidates(node, step, sentence)
        found = _pick(candidates, step, target)
        if found is None:
            _missing(node, step, target)
        assert found is not None
        sentence = None
        nodes = [found]
        if target.up_to and index == len(steps) - 1:
            nodes = _range(candidates, found, target)
        node = found
    return Place(nodes=nodes, sentence=sentence, cited=target.cite())


def _candidates(node: Node, step: PathStep, sentence: Sentence | None) -> list[Node]:
    if sentence is not None:
        inside = [item for item in sentence.items if item.kind is step.kind]
        if inside:
            return inside
    found = children_of_kind(node, step.kind)
    if not found and step.kind is ProvisionKind.PARAGRAF:
        found = [inner for inner in node.walk() if inner.kind is ProvisionKind.PARAGRAF]
    return found


def _pick(candidates: Sequence[Node], step: PathStep, target: Target) -> Node | None:
    if not step.number:
        return candidates[0] if len(candidates) == 1 else next((node for node in candidates if not node.number), None)
    return pick(candidates, step.number, former=target.former, renumbered=target.renumbered)


def _sentence(node: Node, step: PathStep, target: Target) -> Sentence:
    sentences = sentences_of(node)
    if not sentences and (absaetze := [child for child in node.children if child.kind is ProvisionKind.ABSATZ]):
        raise CommandConflict(
            ConflictKind.ZIEL_FEHLT,
            f"{target.cite()} gibt es im geltenden Gesetz nicht: Die Vorschrift hat {len(absaetze)} Absätze, der Befehl nennt keinen.",
            target.cite(),
        )
    number = int(step.number or 1)
    if number > len(sentences):
        count = "nur einen Satz" if len(sentences) == 1 else f"nur {len(sentences)} Sätze"
        raise CommandConflict(
            ConflictKind.ZIEL_FEHLT, f"{target.cite()} gibt es im geltenden Gesetz nicht; dort stehen {count}.", target.cite()
        )
    return sentences[number - 1]


def _missing(node: Node, step: PathStep, target: Target) -> None:
    known = [one.number or "ohne Nummer" for one in children_of_kind(node, step.kind) if not one.repealed]
    there = f"; vorhanden: {', '.join(known[:12])}{' …' if len(known) > 12 else ''}" if known and step.kind not in GROUPING_KINDS else ""
    raise CommandConflict(ConflictKind.ZIEL_FEHLT, f"{target.cite()} gibt es im geltenden Gesetz nicht{there}.", target.cite())


def _range(candidates: Sequence[Node], first: Node, target: Target) -> list[Node]:
    last = pick(candidates, target.up_to, former=target.former, renumbered=target.renumbered)
    order = list(candidates)
    if last is None or order.index(last) < order.index(first):
        raise CommandConflict(
            ConflictKind.ZIEL_FEHLT, f"{target.cite()}: Das Ende „{target.up_to}“ gibt es im geltenden Gesetz nicht.", target.cite()
        )
    nodes = order[order.index(first) : order.index(last) + 1]
    return [node for node in nodes if not node.command] or nodes


def find_by_reference(root: Node, references: Iterable[str]) -> Node | None:
    """The provision that the mark-up of a command names by its id; None if the law has no such id."""
    for reference in references:
        name = re.sub(r"(?:/\d+-\d+)?\.xml$", "", reference).rpartition("/")[2]
        best: Node | None = None
        for node in root.walk():
            own = node.anchor.eid or ""
            if own and (name == own or name.startswith(own + "_")) and (best is None or len(own) > len(best.anchor.eid or "")):
                best = node
        if best is not None:
            return best
    return None


def parts_of(place: Place, part: TargetPart) -> list[Part]:
    """The texts in a place, in order, as far as words in it can be meant."""
    sentence = place.sentence
    parts: list[Part] = []
    if sentence is not None:
        parts = list(sentence.parts)
        first_item = _position(place.node, sentence)
        before = [one for one in parts if _before(one, first_item)]
        after = [one for one in parts if one not in before]
        items = [inner for item in sentence.items for inner in _all(item)]
        if part is TargetPart.VOR_AUFZAEHLUNG:
            return before
        if part is TargetPart.NACH_AUFZAEHLUNG:
            return after
        return [*before, *items, *after]
    for node in place.nodes:
        if part in (TargetPart.VOR_AUFZAEHLUNG, TargetPart.NACH_AUFZAEHLUNG):
            parts += _around(node, part)
        else:
            parts += _all(node)
    return parts


def _all(node: Node) -> list[Part]:
    if node.repealed:
        return []
    return [
        inner
        for child in node.content
        for inner in ([Part(child, node, 0, len(child.block.text))] if isinstance(child, Text) else _all(child))
    ]


def _around(node: Node, part: TargetPart) -> list[Part]:
    own = next((child for child in node.children if child.kind is ProvisionKind.ABSATZ and not child.number), node)
    items = [index for index, child in enumerate(own.content) if isinstance(child, Node)]
    if not items:
        return _all(own)
    span = own.content[: items[0]] if part is TargetPart.VOR_AUFZAEHLUNG else own.content[items[-1] + 1 :]
    return [Part(child, own, 0, len(child.block.text)) for child in span if isinstance(child, Text)]


def _position(node: Node, sentence: Sentence) -> int:
    if not sentence.items:
        return 10**9
    owner = sentence.items[0].parent or node
    return owner.content.index(sentence.items[0]) if sentence.items[0] in owner.content else 10**9


def _before(part: Part, first_item: int) -> bool:
    return part.owner.content.index(part.text) < first_item


def find_words(parts: Sequence[Part], words: str) -> list[tuple[Part, int, int]]:
    """Where words stand in some texts: whole words, typographic variants of marks alike.

    Returns:
        Text and offsets of each occurrence, in order.
    """
    wanted = words.translate(_ALIKE)
    found = []
    for part in parts:
        text = part.text.block.text.translate(_ALIKE)
        at = text.find(wanted, part.start)
        while at >= 0 and at + len(wanted) <= part.end:
            end = at + len(wanted)
            if _border(text, at, wanted[:1]) and _border(text, end, wanted[-1:]):
                found.append((part, at, end))
                at = text.find(wanted, end)
            else:
                at = text.find(wanted, at + 1)
    return found


def _border(text: str, at: int, edge: str) -> bool:
    if not edge.isalnum():
        return True
    if at <= 0 or at >= len(text):
        return True
    return not (text[at - 1].isalnum() and text[at].isalnum())


def at_the_end(parts: Sequence[Part], found: Sequence[tuple[Part, int, int]]) -> tuple[Part, int, int] | None:
    """The occurrence behind which nothing but punctuation follows in its text, the last one if several texts end with it."""
    texts = [part for part in parts if part.text.block.role is TextRole.FLIESSTEXT] or list(parts)
    last = texts[-1] if texts else None
    ending = [one for one in found if not any(map(str.isalnum, one[0].text.block.text[one[2] : one[0].end]))]
    return next((one for one in reversed(ending) if one[0] is last), ending[-1] if ending else None)


def is_punctuation(text: str) -> bool:
    """Only punctuation marks."""
    return _ONLY_MARKS.match(text) is not None
