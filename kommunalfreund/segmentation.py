"""Draft → clauses: every sentence with its enumeration, in document order.

An enumeration belongs to the sentence that introduces it; text behind it continues that sentence up to its first border. Further
sentences inside an item are clauses of their own ("Nummer 5 Satz 2"), and so are items that are complete sentences each. In
amending bills every innermost command is a clause; the frames around it ("§ 5 wird wie folgt geändert:") become its ``frames``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b

from kommunalfreund.amended_law import (
    find_target,
    introduces_commands,
    is_command,
    is_frame,
    speaks_of_provisions,
)
from kommunalfreund.citation import NORM_KINDS, norm_of
from kommunalfreund.clause import Clause, ClauseKind
from kommunalfreund.composition import Composition
from kommunalfreund.draft import (
    ITEM_KINDS,
    Document,
    Draft,
    Provision,
    ProvisionKind,
    TextBlock,
    TextRole,
)
from kommunalfreund.language.sentences import ends_sentence, split_sentences
from kommunalfreund.place import Level, Place, first_text, last_text, place_inside, remaining_target, step_of

_SKIPPED = frozenset({ProvisionKind.INHALTSUEBERSICHT, ProvisionKind.EINGANGSFORMEL, ProvisionKind.SCHLUSSFORMEL})
_FINITE = re.compile(
    r"\b(?:ist|sind|hat|haben|wird|werden|kann|können|darf|dürfen|muss|muß|müssen|soll|sollen|gilt|gelten|bleibt|bleiben|findet|finden|tritt|treten"
    r"|besteht|bestehen|erfolgt|erfolgen|beträgt|betragen|erhält|erhalten"
    r"|\w{3,}t (?:die|der|das|den|dem|ein|eine|sich|auf|nach|für|nicht|bei|zu))\b"
)


@dataclass(slots=True)
class _Sentence:
    """A composed sentence with its place and numbers."""

    composition: Composition
    place: Place
    satz: int
    item_satz: int = 0
    kind: ClauseKind = ClauseKind.SATZ
    dropped: bool = False


def segment(draft: Draft) -> tuple[Clause, ...]:
    """Cut a draft into clauses.

    Args:
        draft: as returned by a reader.

    Returns:
        All clauses of all documents in document order. Tables of contents, formulas, headings, footnotes and repealed provisions
        give none.
    """
    seen: dict[str, int] = {}
    return tuple(clause for document in draft.documents for clause in _Segmenter(document).clauses(draft.key, seen))


class _Segmenter:
    """Walks one document and collects its sentences."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sentences: list[_Sentence] = []

    def clauses(self, key: str, seen: dict[str, int]) -> Iterable[Clause]:
        place = Place(document=self.document, level=Level())
        self.flow(self.document.provisions, place, None)
        for sentence in self.sentences:
            if sentence.composition.substantial and not sentence.dropped:
                yield _finish(sentence, sentence.composition.text, key, seen)

    def start(self, place: Place, kind: ClauseKind = ClauseKind.SATZ) -> _Sentence:
        """A new sentence; in items and tables it belongs to the sentence of the Absatz that was counted last."""
        item, level = place.item_level, place.level
        counted = item is None and kind is ClauseKind.SATZ
        sentence = _Sentence(
            composition=Composition(),
            place=place,
            satz=level.count() if counted else max(level.sentences, 1),
            item_satz=item.count() if item and kind is ClauseKind.SATZ else 0,
            kind=kind,
        )
        self.sentences.append(sentence)
        return sentence

    def enter(self, provision: Provision, place: Place) -> None:
        """Walk a provision that is a level of structure."""
        if provision.kind in _SKIPPED:
            return
        self.flow(provision.content, place_inside(provision, place), None)

    def flow(self, parts: tuple[TextBlock | Provision, ...], place: Place, sentence: _Sentence | None) -> _Sentence | None:
        """Walk text blocks and provisions in order; returns the sentence that is last begun or continued."""
        at = 0
        while at < len(parts):
            part = parts[at]
            if isinstance(part, TextBlock):
                sentence = self.read_block(part, place, sentence)
            elif part.quoted and not place.quoted:
                self.read_quoted(part, place, sentence)
            elif part.kind in ITEM_KINDS and not part.heading:
                end = at + 1
                while end < len(parts) and _is_plain_item(parts[end], place.quoted):
                    end += 1
                sentence = self.read_list([item for item in parts[at:end] if isinstance(item, Provision)], place, sentence)
                at = end
                continue
            elif part.kind is ProvisionKind.SATZ or (part.kind is ProvisionKind.SONSTIGE and not part.heading and not part.number):
                sentence = self.flow(part.content, place, sentence)
            else:
                self.enter(part, place)
                sentence = None
            at += 1
        return sentence

    def read_block(self, block: TextBlock, place: Place, sentence: _Sentence | None) -> _Sentence | None:
        """Add the sentences of a text block."""
        if block.role is TextRole.FUSSNOTE or not block.text:
            return sentence
        if block.role is TextRole.TABELLE:
            row = self.start(place, ClauseKind.TABELLE)
            row.composition.add(block, 0, len(block.text))
            if sentence is not None:
                sentence.composition.interrupted = True
            return sentence
        if sentence is not None and not any(character.isalnum() for character in block.text):
            return sentence
        for start, end in split_sentences(block.text, block.sentence_starts):
            numbered = start in block.sentence_starts and sentence is not None and not sentence.composition.labelled
            if sentence is None or numbered or not sentence.composition.takes(block.text[start : start + 2]):
                sentence = self.start(place)
            sentence.composition.add(block, start, end)
        return sentence

    def read_list(self, items: list[Provision], place: Place, sentence: _Sentence | None) -> _Sentence | None:
        """Add an enumeration to the sentence that introduces it, or walk items that stand alone."""
        introduction = sentence if sentence is not None and (sentence.composition.labelled or not sentence.composition.ended) else None
        if introduction is not None and place.amending and not place.quoted and introduces_commands(introduction.composition.text):
            text = introduction.composition.text
            introduction.dropped = is_frame(text)
            inner = replace(place, frames=(*place.frames, text))
            self.read_items(items, inner)
            return None
        if _stand_alone(items, introduction, place.amending and not place.quoted):
            self.read_items(items, place)
            return None
        if introduction is None:
            introduction = self.start(place)
        composition = introduction.composition
        for index, item in enumerate(items, 1):
            composition.open_item(item.label, item.anchor)
            inside = replace(place, path=(*place.path, step_of(item, index)), item_level=Level(sentences=1))
            self.flow(item.content, inside, introduction)
            composition.close_item()
        return introduction

    def read_items(self, items: list[Provision], place: Place) -> None:
        """Walk items whose sentences are clauses of their own."""
        level = place.level
        if place.item_level is None and level.sentences == max(level.named - 1, 0):
            level.count()
        for index, item in enumerate(items, 1):
            self.flow(item.content, replace(place, path=(*place.path, step_of(item, index)), item_level=Level()), None)

    def read_quoted(self, provision: Provision, place: Place, sentence: _Sentence | None) -> None:
        """Walk amendment text in quotation marks."""
        command = sentence.composition.text if sentence is not None else ""
        commands = (*place.frames, command)
        if not speaks_of_provisions(commands) and provision.kind not in NORM_KINDS:
            return
        target = find_target(commands)
        named = next((int(step.number) for step in target if step.kind is ProvisionKind.SATZ), 0)
        item = provision.kind in ITEM_KINDS
        part = item or provision.kind in (ProvisionKind.SATZ, ProvisionKind.SONSTIGE)
        inside = replace(
            place,
            path=remaining_target(target, provision.kind),
            command_path=place.path,
            level=Level(known=bool(named), named=named) if part else Level(),
            item_level=None,
            quoted=True,
            amending=False,
            heading="",
            headings=(*place.headings, place.heading) if place.heading else place.headings,
            frames=(),
        )
        if item and not provision.heading:
            self.read_items([provision], inside)
        else:
            self.flow((provision,), inside, None)


def _is_plain_item(part: TextBlock | Provision, quoted: bool) -> bool:
    return isinstance(part, Provision) and part.kind in ITEM_KINDS and not part.heading and (quoted or not part.quoted)


def _stand_alone(items: list[Provision], introduction: _Sentence | None, amending: bool) -> bool:
    """Whether the items are complete sentences, each a clause of its own."""
    texts = [(first_text(item), last_text(item)) for item in items]
    complete = [ends_sentence(last) and _is_sentence(first) for first, last in texts]
    if introduction is None:
        return sum(ends_sentence(last) for _, last in texts) * 2 >= len(texts)
    if not introduction.composition.tail.endswith(":"):
        return False
    if amending and any(is_command(first) for first, _ in texts):
        return True
    return len(items) > 1 and sum(complete) * 2 > len(items) and complete[0]


def _is_sentence(text: str) -> bool:
    return (text[:1].isupper() or text[:1] in "§„1") and _FINITE.search(text) is not None


def _finish(sentence: _Sentence, text: str, key: str, seen: dict[str, int]) -> Clause:
    """The clause of a composed sentence."""
    place, composition = sentence.place, sentence.composition
    document = place.document
    anchor = composition.anchor
    assert anchor is not None, "a sentence with text has an anchor"
    kind = sentence.kind
    if kind is ClauseKind.SATZ and place.amending and not place.quoted and is_command(text):
        kind = ClauseKind.AENDERUNGSBEFEHL
    digest = blake2b(f"{key}\0{anchor.eid or anchor.xpath}\0{text}".encode(), digest_size=8).hexdigest()
    seen[digest] = ordinal = seen.get(digest, 0) + 1
    if ordinal > 1:
        digest = blake2b(f"{digest}\0{ordinal}".encode(), digest_size=8).hexdigest()
    path = place.path
    satz = place.level.shown(sentence.satz) if sentence.kind is not ClauseKind.TABELLE and not place.amending else None
    item_satz = place.item_level.shown(sentence.item_satz) if place.item_level is not None else None
    return Clause(
        id=digest,
        text=text,
        pieces=tuple(composition.pieces),
        document=document.source,
        part=document.part,
        anchor=anchor,
        citation=place.cite(satz, item_satz),
        norm=norm_of(path) if not place.sections else "",
        absatz=next((step.number for step in reversed(path) if step.kind is ProvisionKind.ABSATZ), ""),
        satz=max(sentence.satz, 1),
        path=(*place.command_path, *path),
        heading=place.heading,
        headings=place.headings,
        items=composition.finished_items(),
        kind=kind,
        quoted=place.quoted,
        amended_law=place.amended_law,
        frames=place.frames,
    )
