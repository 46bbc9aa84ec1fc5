"""From the tokens of one commanding sentence to the changes it orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kommunalfreund.amendment.command import CommandType, Operation, Position, Target, TargetPart
from kommunalfreund.amendment.quotations import Skeleton
from kommunalfreund.amendment.references import narrow
from kommunalfreund.amendment.text import join, plain_block
from kommunalfreund.amendment.tokens import Token, TokenKind, tokenise
from kommunalfreund.draft import TextBlock

_ARTICLES = ("dem", "der")
_OBJECTS = (TokenKind.QUOTE, TokenKind.PUNCTUATION)
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
        reader = _Group(group=group, skeleton=skeleton, frame=outer, scope=scope, context=context, block=block)
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
        if token.kind is TokenKind.STOP and token.word == "." and current and any(map(_is_verb, current)):
            groups.append(current)
            current = []
            continue
        current.append(token)
        if _is_verb(token):
            rest = [one for one in tokens[index + 1 :] if one.kind is not TokenKind.STOP]
            if any(map(_is_verb, rest)) or any(one.kind is TokenKind.PASSIVE for one in rest):
                groups.append(current)
                current = []
    if current:
        if groups and not any(_is_verb(token) or token.kind is TokenKind.PASSIVE for token in current):
            groups[-1] += current
        else:
            groups.append(current)
    return groups


def _is_verb(token: Token) -> bool:
    return token.kind in (TokenKind.VERB, TokenKind.FRAME)


@dataclass(slots=True)
class _Item:
    """An object of the verb with the preposition before it."""

    token: Token
    preposition: str
    at_end: bool = False
    at_start: bool = False
    behind_verb: bool = False


@dataclass(slots=True)
class _Group:
    """One verb with everything that belongs to it.

    Attributes:
        group: its tokens.
        skeleton: the text.
        frame: places that the frames around the text name.
        scope: places in which words are changed.
        context: place named last; shorter citations behind it are completed by it.
        block: the text with the places of its characters.
        inner: places that the group opens as a frame.
    """

    group: list[Token]
    skeleton: Skeleton
    frame: tuple[Target, ...]
    scope: tuple[Target, ...]
    context: tuple[Target, ...]
    block: TextBlock
    inner: tuple[Target, ...] | None = None
    items: list[_Item] = field(default_factory=list)
    verb: str = ""
    each: bool = False
    start: int = 0

    def read(self) -> list[Operation]:
        """All changes of the group."""
        self.start = self.skeleton.offsets[self.group[0].start] if self.group else 0
        self.each = any(token.kind is TokenKind.EACH for token in self.group)
        operations = self._renumberings()
        self._collect()
        if any(token.kind is TokenKind.FRAME for token in self.group):
            self.inner = self._frame(operations)
            return operations
        match self.verb:
            case "":
                pass
            case "ersetzt":
                operations += self._replacements()
            case "gefasst" | "erhält Fassung" | "erhält Überschrift" | "erhält Bezeichnung":
                operations += self._recasts()
            case "umbenannt" | "umnummeriert" | "verschoben":
                pass
            case verb if verb in _DELETING:
                operations += self._deletions(_DELETING[verb])
            case verb:
                operations += self._insertions(_INSERTING[verb])
        return operations

    # collecting -----------------------------------------------------------------------------------------------------

    def _renumberings(self) -> list[Operation]:
        """ "Der bisherige Absatz 3 wird Absatz 4": subject, passive, reference and no participle between."""
        found = []
        rest = list(self.group)
        index = 0
        while index < len(rest):
            match = self._renumbering_at(rest, index)
            if match is None:
                index += 1
                continue
            first, second, start, behind = match
            context = self._leading_scope(rest[:start])
            targets = tuple(replace(target, former=True) for target in self._complete(first.targets, context))
            numbers = self._complete(second.targets, targets if first.targets[0].part is TargetPart.WORTLAUT else context)
            numbers = tuple(replace(number, part=TargetPart.GANZ, former=False) for number in numbers)
            found.append(
                Operation(type=CommandType.UMNUMMERIERUNG, targets=targets, new_numbers=numbers, start=self.skeleton.offsets[first.start])
            )
            self.context = targets
            del rest[start:behind]
            index = 0
        self.group = rest
        return found

    def _leading_scope(self, before: list[Token]) -> tuple[Target, ...]:
        """ "In § 2 werden die bisherigen Absätze …": the place named before the renumbered provisions."""
        for at, token in enumerate(before):
            if token.kind is TokenKind.REFERENCE and at and before[at - 1].kind is TokenKind.PREPOSITION and before[at - 1].word == "in":
                return self._complete(token.targets, self.context)
        return self.context

    def _renumbering_at(self, rest: list[Token], index: int) -> tuple[Token, Token, int, int] | None:
        """Subject and new number of a renumbering that begins at an index, and the tokens it takes."""
        kinds = [token.kind for token in rest[index : index + 4]]
        passive, reference = TokenKind.PASSIVE, TokenKind.REFERENCE
        before = rest[index - 1] if index else None
        if kinds[:3] == [reference, passive, reference]:
            first, second, behind = rest[index], rest[index + 2], index + 3
        elif kinds == [reference, passive, TokenKind.PREPOSITION, reference] and rest[index + 2].word in ("in", "dem", "der"):
            first, second, behind = rest[index], rest[index + 3], index + 4
        elif kinds[:3] == [passive, reference, reference]:
            first, second, behind, before = rest[index + 1], rest[index + 2], index + 3, None
        else:
            return None
        if before is not None and before.kind is TokenKind.PREPOSITION and before.word != "der":
            return None
        following = rest[behind] if behind < len(rest) else None
        if following is not None and following.kind not in (TokenKind.AND, TokenKind.STOP, TokenKind.FRAME, TokenKind.PASSIVE):
            return None
        if self._is_object(second, rest[behind:]):
            return None
        start = index - 1 if before is not None and before.kind is TokenKind.PREPOSITION else index
        return first, second, start, behind

    def _is_object(self, second: Token, rest: list[Token]) -> bool:
        """The second reference is the object of a participle: "In § 5 werden Absatz 2 und Absatz 3 aufgehoben"."""
        verb = next((token for token in rest if _is_verb(token)), None)
        if verb is None or verb.kind is TokenKind.FRAME:
            return False
        between = rest[: rest.index(verb)]
        return not any(token.kind in (TokenKind.PASSIVE, TokenKind.REFERENCE, TokenKind.NEW, *_OBJECTS) for token in between)

    def _collect(self) -> None:
        preposition, verb_seen = "", False
        for token in self.group:
            match token.kind:
                case TokenKind.PREPOSITION if token.word not in _ARTICLES or not preposition:
                    preposition = token.word
                case TokenKind.BY:
                    preposition = "durch"
                case TokenKind.VERB:
                    self.verb, verb_seen, preposition = token.word, True, ""
                    if "durch" in self.skeleton.text[token.start : token.end]:
                        preposition = "durch"
                case TokenKind.REFERENCE | TokenKind.QUOTE | TokenKind.PUNCTUATION | TokenKind.NEW:
                    self.items.append(_Item(token, preposition, behind_verb=verb_seen))
                    preposition = ""
                case TokenKind.AT_END if self.items:
                    self.items[-1].at_end = True
                case TokenKind.AT_START if self.items:
                    self.items[-1].at_start = True
                case TokenKind.AND:
                    if preposition not in ("durch",):
                        preposition = ""
                case TokenKind.PASSIVE:
                    preposition = ""
                case _:
                    pass

    def _frame(self, renumbered: list[Operation]) -> tuple[Target, ...]:
        """Places that a "wird wie folgt geändert" opens; after a renumbering those with the new numbers."""
        references = [item for item in self.items if item.token.kind is TokenKind.REFERENCE]
        if references:
            return self._complete(references[-1].token.targets, self.context)
        if renumbered:
            return tuple(replace(target, renumbered=True) for target in renumbered[-1].new_numbers)
        return self.scope

    def _complete(self, targets: Sequence[Target], frame: Sequence[Target]) -> tuple[Target, ...]:
        """Targets with the outer levels of the frame."""
        outer = frame or (Target(),)
        found = []
        for base in outer:
            for target in targets:
                path = narrow(base.path, target.path) if target.path else base.path
                part = target.part
                if part is TargetPart.GANZ and base.part in (TargetPart.INHALTSUEBERSICHT,):
                    part = base.part
                if base.part is TargetPart.INHALTSUEBERSICHT and part is TargetPart.INHALTSUEBERSICHT:
                    path = target.path
                former = target.former or base.former
                renumbered = target.renumbered or base.renumbered
                detail = target.detail or (base.detail if not target.path else "")
                if part is TargetPart.GANZ and not target.path:
                    part = base.part
                found.append(replace(target, path=path, part=part, former=former, renumbered=renumbered, detail=detail))
        return tuple(found)

    def _place(self, item: _Item) -> tuple[Target, ...]:
        targets = item.token.targets
        if item.token.former:
            targets = tuple(replace(target, former=True) for target in targets)
        self.context = self._complete(targets, self._base(item))
        return self.context

    def _base(self, item: _Item) -> tuple[Target, ...]:
        """What completes a citation: the scope in the same group, the place named last for the first citation of a group."""
        first = next((other for other in self.items if other.token.kind is TokenKind.REFERENCE), None)
        return self.context if first is item or self.scope == self.frame else self.scope

    def _text(self, items: Sequence[_Item]) -> TextBlock | None:
        parts = [self._object(item.token) for item in items]
        return join(parts, " ") if len(parts) > 1 else parts[0] if parts else None

    def _object(self, token: Token) -> TextBlock:
        return self.skeleton.quotes[token.quote] if token.kind is TokenKind.QUOTE else plain_block(token.word, self.block)

    def _operation(self, type: CommandType, **values: object) -> Operation:
        fields = {"targets": self.scope, "everywhere": self.each, "start": self.start, **values}
        return Operation(type=type, **fields)  # type: ignore[arg-type]

    # verbs ----------------------------------------------------------------------------------------------------------

    def _replacements(self) -> list[Operation]:
        found: list[Operation] = []
        old: list[_Item] = []
        new: list[_Item] = []
        place: list[_Item] = []
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
            elif item.preposition in ("nach", "vor") and kind in _OBJECTS:
                if new:
                    flush()
                beside = self._object(item.token)
            elif kind is TokenKind.REFERENCE:
                if new:
                    flush()
                if item.preposition in ("in", "dem") or any(other.token.kind in _OBJECTS for other in self.items[index + 1 : index + 2]):
                    self.scope = self._place(item)
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
            found.append(self._operation(CommandType.ERSETZEN, old=self._text(old)))
        if not found and place and not new:
            targets = tuple(target for item in place for target in self._place(item))
            found.append(self._operation(CommandType.ERSETZEN, targets=targets))
        return found

    def _by_follows(self, index: int) -> bool:
        """Whether the object at the index is replaced by another: "durch" comes before the next object but one."""
        return index + 1 < len(self.items) and self.items[index + 1].preposition == "durch"

    def _replacement(self, old: list[_Item], new: list[_Item], place: list[_Item]) -> Operation:
        words = [item for item in new if item.token.kind in _OBJECTS]
        expected = tuple(target for item in new if item.token.kind is TokenKind.NEW for target in item.token.targets)
        start = self.skeleton.offsets[(old or place or new)[0].token.start]
        if old:
            return self._operation(
                CommandType.ERSETZEN,
                old=self._text(old),
                new=self._text(words),
                expected=expected,
                at_end=any(item.at_end for item in old),
                start=start,
            )
        targets = tuple(target for item in place for target in self._place(item))
        references = tuple(target for item in new if item.token.kind is TokenKind.REFERENCE for target in item.token.targets)
        return self._operation(CommandType.ERSETZEN, targets=targets, new=self._text(words), expected=expected or references, start=start)

    def _deletions(self, type: CommandType) -> list[Operation]:
        found: list[Operation] = []
        for index, item in enumerate(self.items):
            start = self.skeleton.offsets[item.token.start]
            if item.token.kind in _OBJECTS:
                found.append(self._operation(CommandType.STREICHEN, old=self._object(item.token), at_end=item.at_end, start=start))
            elif item.token.kind is TokenKind.REFERENCE:
                scoped = item.preposition in ("in", "dem") or (index + 1 < len(self.items) and self.items[index + 1].token.kind in _OBJECTS)
                if scoped:
                    self.scope = self._place(item)
                else:
                    found.append(self._operation(type, targets=self._place(item), start=start))
        return found

    def _recasts(self) -> list[Operation]:
        found: list[Operation] = []
        quotes = [item for item in self.items if item.token.kind is TokenKind.QUOTE and item.behind_verb]
        new = self._text(quotes)
        for item in self.items:
            if item.token.kind is not TokenKind.REFERENCE or item.behind_verb:
                continue
            if item.preposition in ("in", "dem"):
                self.scope = self._place(item)
                continue
            targets = self._place(item)
            if self.verb == "erhält Überschrift":
                targets = tuple(replace(target, part=TargetPart.UEBERSCHRIFT) for target in targets)
            if found and found[-1].type is CommandType.NEUFASSUNG:
                found[-1] = replace(found[-1], targets=(*found[-1].targets, *targets))
                continue
            start = self.skeleton.offsets[item.token.start]
            found.append(self._operation(CommandType.NEUFASSUNG, targets=targets, new=new, start=start))
        if not found:
            words = [item for item in self.items if item.token.kind in _OBJECTS and not item.behind_verb]
            if words and new:
                found.append(self._operation(CommandType.ERSETZEN, old=self._text(words), new=new))
            elif not words:
                found.append(self._operation(CommandType.NEUFASSUNG, new=new))
        return found

    def _insertions(self, type: CommandType) -> list[Operation]:
        found: list[Operation] = []
        position: Position | None = None
        beside: _Item | None = None
        words: list[_Item] = []
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
                if beside is not None and beside.token.kind is TokenKind.REFERENCE and kind in _OBJECTS:
                    self.scope = self._place(beside)
                beside, position = item, Position(item.preposition)
            elif kind is TokenKind.REFERENCE:
                if item.behind_verb:
                    continue
                if words or expected:
                    flush()
                self.scope = self._place(item)
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
        beside: _Item | None,
        words: list[_Item],
        expected: tuple[Target, ...],
        at_end: bool,
    ) -> Operation:
        first = [item for item in (beside, *words) if item is not None]
        start = self.skeleton.offsets[first[0].token.start] if first else self.start
        new = self._text(words)
        if beside is None:
            where = Position.ANFANG if type is CommandType.VORANSTELLEN else Position.ENDE
            return self._operation(type, position=where, new=new, expected=expected, start=start)
        if beside.token.kind in _OBJECTS:
            return self._operation(
                type, position=position, old=self._object(beside.token), new=new, expected=expected, at_end=at_end, start=start
            )
        return self._operation(type, targets=self._place(beside), position=position, new=new, expected=expected, start=start)
