"""From the tokens of one commanding sentence to the changes it orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kommunalfreund.amendment.command import CommandType, Operation, Position, Target, TargetPart
from kommunalfreund.amendment.phrase import OBJECTS, Item, Phrase, is_verb
from kommunalfreund.amendment.quotations import Skeleton
from kommunalfreund.amendment.tokens import Token, TokenKind, tokenise
from kommunalfreund.draft import ProvisionKind, TextBlock

_DELETING = {"gestrichen": CommandType.STREICHEN, "aufgehoben": CommandType.AUFHEBEN}
_INSERTING = {
    "eingefügt": CommandType.EINFUEGEN,
    "ergänzt": CommandType.EINFUEGEN,
    "angefügt": CommandType.ANFUEGEN,
    "angehängt": CommandType.ANFUEGEN,
    "hinzugefügt": CommandType.ANFUEGEN,
    "nachgestellt": CommandType.ANFUEGEN,
    "vorangestellt": CommandType.VORANSTELLEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a commanding text orders.

    Attributes:
        operations: changes in their order.
        frame: places that nested commands speak of, if the text ends in "wie folgt geändert"; None otherwise.
        unread: offset of a verb whose change could not be read, None if all were.
    """

    operations: tuple[Operation, ...]
    frame: tuple[Target, ...] | None = None
    unread: int | None = None


def read_command(skeleton: Skeleton, frame: Sequence[Target], block: TextBlock) -> Reading:
    """Read the changes a text orders.

    Args:
        skeleton: the text without its quotations.
        frame: places that the frames around it name; a single empty target for the whole law.
        block: the text with the places of its characters.
    """
    tokens = tokenise(skeleton.text)
    operations: list[Operation] = []
    unread: int | None = None
    inner: tuple[Target, ...] | None = None
    scope = context = outer = tuple(frame)
    for group in _groups(tokens):
        reader = _VerbReader(group=group, skeleton=skeleton, frame=outer, scope=scope, context=context, block=block)
        found = reader.read()
        scope, context, inner = reader.scope, reader.context, reader.inner
        operations += found
        if inner is not None:
            scope = context = outer = inner
        elif not found and any(token.kind is TokenKind.VERB for token in group):
            unread = next(token.start for token in group if token.kind is TokenKind.VERB) if unread is None else unread
    return Reading(operations=tuple(operations), frame=inner, unread=unread)


def _groups(tokens: Sequence[Token]) -> list[list[Token]]:
    """Cut behind each verb; what follows the last verb (a colon, "durch" with its object) stays with it."""
    groups: list[list[Token]] = []
    current: list[Token] = []
    for index, token in enumerate(tokens):
        if token.kind is TokenKind.STOP and token.word == "." and current and any(map(is_verb, current)):
            groups.append(current)
            current = []
            continue
        current.append(token)
        if is_verb(token):
            rest = [one for one in tokens[index + 1 :] if one.kind is not TokenKind.STOP]
            if any(map(is_verb, rest)) or any(one.kind is TokenKind.PASSIVE for one in rest):
                groups.append(current)
                current = []
    if current:
        if groups and not any(is_verb(token) or token.kind is TokenKind.PASSIVE for token in current):
            groups[-1] += current
        else:
            groups.append(current)
    return groups


class _VerbReader(Phrase):
    """Reads what a verb orders."""

    __slots__ = ()

    def read(self) -> list[Operation]:
        """All changes of the group."""
        self.start = self.skeleton.offsets[self.group[0].start] if self.group else 0
        self.each = any(token.kind is TokenKind.EACH for token in self.group)
        operations = self.renumberings()
        self.collect()
        if any(token.kind is TokenKind.FRAME for token in self.group):
            self.inner = self.opened_frame(operations)
            return operations
        match self.verb:
            case "":
                pass
            case "ersetzt":
                operations += self._replacements()
            case "gefasst" | "erhält Fassung" | "erhält Wortlaut" | "erhält Überschrift" | "erhält Bezeichnung":
                operations += self._recasts()
            case "umbenannt" | "umnummeriert" | "verschoben":
                pass
            case verb if verb in _DELETING:
                operations += self._deletions(_DELETING[verb])
            case verb:
                operations += self._insertions(_INSERTING[verb])
        return operations

    def _replacements(self) -> list[Operation]:
        found: list[Operation] = []
        old: list[Item] = []
        new: list[Item] = []
        place: list[Item] = []
        beside: TextBlock | None = None

        def flush() -> None:
            nonlocal old, new, place, beside
            if new and (old or place):
                found.append(replace(self._replacement(old, new, place), beside=beside))
                old, new, place, beside = [], [], [], None

        for index, item in enumerate(self.items):
            kind = item.token.kind
            if item.preposition == "durch" or (item.behind_verb and kind is not TokenKind.REFERENCE):
                new.append(item)
            elif item.preposition in ("nach", "vor") and kind in OBJECTS:
                if new:
                    flush()
                beside = self.object_of(item.token)
            elif kind is TokenKind.REFERENCE:
                if new:
                    flush()
                if item.preposition in ("in", "dem") or any(other.token.kind in OBJECTS for other in self.items[index + 1 : index + 2]):
                    self.scope = self.place(item)
                else:
                    place.append(item)
            elif new and not self._by_follows(index):
                new.append(item)
            else:
                if new:
                    flush()
                old.append(item)
        flush()
        if not found and old and self.skeleton.text.rstrip().endswith(":"):
            found.append(self.operation(CommandType.ERSETZEN, old=self.words(old)))
        if not found and place and not new:
            targets = tuple(target for item in place for target in self.place(item))
            found.append(self.operation(CommandType.ERSETZEN, targets=targets))
        return found

    def _by_follows(self, index: int) -> bool:
        """Whether the object at the index is replaced by another: "durch" comes before the next object but one."""
        return index + 1 < len(self.items) and self.items[index + 1].preposition == "durch"

    def _replacement(self, old: list[Item], new: list[Item], place: list[Item]) -> Operation:
        words = [item for item in new if item.token.kind in OBJECTS]
        expected = tuple(target for item in new if item.token.kind is TokenKind.NEW for target in item.token.targets)
        start = self.skeleton.offsets[(old or place or new)[0].token.start]
        if old:
            return self.operation(
                CommandType.ERSETZEN,
                old=self.words(old),
                new=self.words(words),
                expected=expected,
                at_end=any(item.at_end for item in old),
                start=start,
            )
        targets = tuple(target for item in place for target in self.place(item))
        references = tuple(target for item in new if item.token.kind is TokenKind.REFERENCE for target in item.token.targets)
        return self.operation(CommandType.ERSETZEN, targets=targets, new=self.words(words), expected=expected or references, start=start)

    def _deletions(self, type: CommandType) -> list[Operation]:
        found: list[Operation] = []
        for index, item in enumerate(self.items):
            start = self.skeleton.offsets[item.token.start]
            if item.token.kind in OBJECTS:
                found.append(self.operation(CommandType.STREICHEN, old=self.object_of(item.token), at_end=item.at_end, start=start))
            elif item.token.kind is TokenKind.REFERENCE:
                scoped = item.preposition in ("in", "dem") or (index + 1 < len(self.items) and self.items[index + 1].token.kind in OBJECTS)
                if scoped:
                    self.scope = self.place(item)
                else:
                    found.append(self.operation(type, targets=self.place(item), start=start))
        return found

    def _recasts(self) -> list[Operation]:
        found: list[Operation] = []
        quotes = [item for item in self.items if item.token.kind is TokenKind.QUOTE and item.behind_verb]
        new = self.words(quotes)
        for item in self.items:
            if item.token.kind is not TokenKind.REFERENCE or item.behind_verb:
                continue
            if item.preposition in ("in", "dem"):
                self.scope = self.place(item)
                continue
            targets = self.place(item)
            if self.verb == "erhält Überschrift":
                targets = tuple(replace(target, part=TargetPart.UEBERSCHRIFT) for target in targets)
            if found and found[-1].type is CommandType.NEUFASSUNG:
                found[-1] = replace(found[-1], targets=(*found[-1].targets, *targets))
                continue
            start = self.skeleton.offsets[item.token.start]
            found.append(self.operation(CommandType.NEUFASSUNG, targets=targets, new=new, start=start))
        if not found:
            words = [item for item in self.items if item.token.kind in OBJECTS and not item.behind_verb]
            if words and new:
                found.append(self.operation(CommandType.ERSETZEN, old=self.words(words), new=new))
            elif not words:
                found.append(self.operation(CommandType.NEUFASSUNG, new=new))
        return found

    def _insertions(self, type: CommandType) -> list[Operation]:
        found: list[Operation] = []
        position: Position | None = None
        beside: Item | None = None
        words: list[Item] = []
        expected: list[Target] = []
        at_end = False

        def flush() -> None:
            nonlocal beside, words, expected, position
            if words or expected:
                found.append(self._insertion(type, position, beside, words, tuple(expected), at_end))
            beside, words, expected, position = None, [], [], None

        for item in self.items:
            kind = item.token.kind
            at_end = at_end or item.at_end
            if item.preposition in ("nach", "vor") and not item.behind_verb:
                if words or expected:
                    flush()
                if beside is not None and beside.token.kind is TokenKind.REFERENCE and kind in OBJECTS:
                    self.scope = self.place(beside)
                beside, position = item, Position(item.preposition)
            elif kind is TokenKind.REFERENCE:
                if item.behind_verb:
                    continue
                if words or expected:
                    flush()
                self.scope = self.place(item)
            elif kind is TokenKind.NEW:
                expected += item.token.targets
            elif expected and item.behind_verb:
                words.append(item)
            else:
                words.append(item)
        flush()
        return found

    def _insertion(
        self,
        type: CommandType,
        position: Position | None,
        beside: Item | None,
        words: list[Item],
        expected: tuple[Target, ...],
        at_end: bool,
    ) -> Operation:
        first = [item for item in (beside, *words) if item is not None]
        start = self.skeleton.offsets[first[0].token.start] if first else self.start
        new = self.words(words)
        if beside is None:
            where = Position.ANFANG if type is CommandType.VORANSTELLEN else Position.ENDE
            targets = self.scope
            if type is CommandType.ANFUEGEN and any(one.kind is ProvisionKind.SATZ for one in expected):
                targets = tuple(_around_sentence(target) for target in targets)
            return self.operation(type, targets=targets, position=where, new=new, expected=expected, start=start)
        if beside.token.kind in OBJECTS:
            return self.operation(
                type, position=position, old=self.object_of(beside.token), new=new, expected=expected, at_end=at_end, start=start
            )
        return self.operation(type, targets=self.place(beside), position=position, new=new, expected=expected, start=start)


def _around_sentence(target: Target) -> Target:
    """The level to which a sentence is appended, where the text spoke of one of its sentences before."""
    cut = next((at for at, step in enumerate(target.path) if step.kind is ProvisionKind.SATZ), len(target.path))
    return replace(target, path=target.path[:cut], part=TargetPart.GANZ)
