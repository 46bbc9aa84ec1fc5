"""A verb of a command with its objects: what they cite, and how citations are completed by what was named before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kommunalfreund.amendment.command import CommandType, Operation, Target, TargetPart
from kommunalfreund.amendment.quotations import Skeleton
from kommunalfreund.amendment.references import narrow
from kommunalfreund.amendment.text import join, plain_block
from kommunalfreund.amendment.tokens import Token, TokenKind
from kommunalfreund.draft import TextBlock

_ARTICLES = ("dem", "der")
OBJECTS = (TokenKind.QUOTE, TokenKind.PUNCTUATION)
"""Tokens that are words of the law."""


def is_verb(token: Token) -> bool:
    """A participle, or the end of a frame."""
    return token.kind in (TokenKind.VERB, TokenKind.FRAME)


@dataclass(slots=True)
class Item:
    """An object of the verb with the preposition before it."""

    token: Token
    preposition: str
    at_end: bool = False
    at_start: bool = False
    behind_verb: bool = False


@dataclass(slots=True)
class Phrase:
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
    items: list[Item] = field(default_factory=list)
    verb: str = ""
    each: bool = False
    start: int = 0

    def renumberings(self) -> list[Operation]:
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
            targets = tuple(replace(target, former=True) for target in self.complete(first.targets, context))
            numbers = self.complete(second.targets, targets if first.targets[0].part is TargetPart.WORTLAUT else context)
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
                return self.complete(token.targets, self.context)
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
        verb = next((token for token in rest if is_verb(token)), None)
        if verb is None or verb.kind is TokenKind.FRAME:
            return False
        between = rest[: rest.index(verb)]
        return not any(token.kind in (TokenKind.PASSIVE, TokenKind.REFERENCE, TokenKind.NEW, *OBJECTS) for token in between)

    def collect(self) -> None:
        """Gather the objects of the verb, each with the preposition before it."""
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
                    self.items.append(Item(token, preposition, behind_verb=verb_seen))
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

    def opened_frame(self, renumbered: list[Operation]) -> tuple[Target, ...]:
        """Places that a "wird wie folgt geändert" opens; after a renumbering those with the new numbers."""
        references = [item for item in self.items if item.token.kind is TokenKind.REFERENCE]
        if references:
            return self.complete(references[-1].token.targets, self.context)
        if renumbered:
            return tuple(replace(target, renumbered=True) for target in renumbered[-1].new_numbers)
        return self.scope

    def complete(self, targets: Sequence[Target], frame: Sequence[Target]) -> tuple[Target, ...]:
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

    def place(self, item: Item) -> tuple[Target, ...]:
        """The places a citation names, completed by what was named before; they complete the next one."""
        targets = item.token.targets
        if item.token.former:
            targets = tuple(replace(target, former=True) for target in targets)
        self.context = self.complete(targets, self._base(item))
        return self.context

    def _base(self, item: Item) -> tuple[Target, ...]:
        """What completes a citation: the scope in the same group, the place named last for the first citation of a group."""
        first = next((other for other in self.items if other.token.kind is TokenKind.REFERENCE), None)
        return self.context if first is item or self.scope == self.frame else self.scope

    def words(self, items: Sequence[Item]) -> TextBlock | None:
        """Quoted words and named marks as one text."""
        parts = [self.object_of(item.token) for item in items]
        return join(parts, " ") if len(parts) > 1 else parts[0] if parts else None

    def object_of(self, token: Token) -> TextBlock:
        """A quotation, or the mark that a word names ("ein Komma")."""
        return self.skeleton.quotes[token.quote] if token.kind is TokenKind.QUOTE else plain_block(token.word, self.block)

    def operation(self, type: CommandType, **values: object) -> Operation:
        """A change at the present place."""
        fields = {"targets": self.scope, "everywhere": self.each, "start": self.start, **values}
        return Operation(type=type, **fields)  # type: ignore[arg-type]
