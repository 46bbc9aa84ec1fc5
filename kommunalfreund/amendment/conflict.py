"""What stands in the way of a command: its target or words are not in the law, or not only once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kommunalfreund.amendment.command import Command


class ConflictKind(StrEnum):
    """Why a command could not be applied."""

    ZIEL_FEHLT = "ziel_fehlt"
    WORTE_FEHLEN = "worte_fehlen"
    WORTE_MEHRFACH = "worte_mehrfach"
    WORTLAUT_FEHLT = "wortlaut_fehlt"
    NUMMER_DOPPELT = "nummer_doppelt"
    NICHT_LESBAR = "nicht_lesbar"
    STAMMGESETZ_FEHLT = "stammgesetz_fehlt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A command that could not be applied, or not without doubt.

    Attributes:
        command: the command.
        kind: why.
        message: what is wrong, one German sentence with the place in the law.
        place: the place in the law as cited, empty if none.
        hint: what to do about it, German, may be empty.
    """

    command: Command
    kind: ConflictKind
    message: str
    place: str = ""
    hint: str = ""


class CommandConflict(Exception):
    """Raised inside the application; becomes a :class:`Conflict` of the command at work."""

    def __init__(self, kind: ConflictKind, message: str, place: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.place = place
