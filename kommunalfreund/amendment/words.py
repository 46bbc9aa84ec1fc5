"""Words in the law replaced, dropped or put beside others."""

from __future__ import annotations

from collections.abc import Sequence

from kommunalfreund.amendment.command import Operation, Position, Target, TargetPart
from kommunalfreund.amendment.conflict import CommandConflict, ConflictKind
from kommunalfreund.amendment.edits import Editor, content_of
from kommunalfreund.amendment.places import Place, at_the_end, find_words, is_punctuation, parts_of
from kommunalfreund.amendment.tree import Part
from kommunalfreund.draft import TextRole


def change_words(place: Place, target: Target, operation: Operation, editor: Editor) -> None:
    """Change words in a place.

    Raises:
        CommandConflict: if the words are not there, or several times and the command does not say which.
    """
    assert operation.old is not None
    old, where = operation.old.text, place.cited or "dem Gesetz"
    parts = parts_of(place, target.part)
    if target.part is TargetPart.SONSTIGES:
        parts = [part for part in parts if part.text.block.role is TextRole.TABELLE] or parts
    found = find_words(parts, operation.old.text)
    if not found:
        raise CommandConflict(ConflictKind.WORTE_FEHLEN, f"In {where} stehen die Worte „{old}“ nicht.", place.cited)
    if (not operation.everywhere and len(found) > 1) or operation.at_end or operation.beside is not None:
        chosen = _choose(parts, found, operation)
        if chosen is None:
            raise CommandConflict(
                ConflictKind.WORTE_MEHRFACH,
                f"In {where} stehen die Worte „{old}“ {len(found)}-mal; der Befehl sagt nicht, welche gemeint sind.",
                place.cited,
            )
        found = [chosen]
    new = operation.new
    if new is None and operation.structure:
        _put_structure(found[0], operation, editor)
        return
    for part, start, end in reversed(found):
        match operation.position:
            case Position.NACH:
                editor.change(part.text, end, end, new)
            case Position.VOR:
                editor.change(part.text, start, start, new)
            case _:
                editor.change(part.text, start, end, new)


def _choose(parts: Sequence[Part], found: list[tuple[Part, int, int]], operation: Operation) -> tuple[Part, int, int] | None:
    """The occurrence that is meant, None if that is open."""
    assert operation.old is not None
    if operation.beside is not None and (near := find_words(parts, operation.beside.text)):
        part, _, end = near[0]
        return next((one for one in found if one[0] is part and one[1] >= end), None)
    last = at_the_end(parts, found)
    if operation.at_end:
        return last or (found[0] if len(found) == 1 else None)
    closing = operation.new is not None and is_punctuation(operation.new.text)
    if is_punctuation(operation.old.text) or closing:
        return last
    return None


def _put_structure(found: tuple[Part, int, int], operation: Operation, editor: Editor) -> None:
    """Words next to which (or in whose place) sentences or items are put."""
    part, start, end = found
    content = content_of(operation.structure, None)
    if operation.position is None:
        editor.change(part.text, start, end, None)
        end = start
    editor.insert_text(part, start if operation.position is Position.VOR else end, content)
