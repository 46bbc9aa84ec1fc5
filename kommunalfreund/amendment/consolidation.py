"""A bill with the laws it amends: commands read, laws found, each resulting text made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kommunalfreund.amendment.application import HINTS, Consolidation, apply_commands, unreadable
from kommunalfreund.amendment.base_law import AmendedLaw, amended_laws, find_base_laws, law_of
from kommunalfreund.amendment.command import Command
from kommunalfreund.amendment.commands import read_commands
from kommunalfreund.amendment.conflict import Conflict
from kommunalfreund.draft import Draft
from kommunalfreund.reading.law_folder import LawFile, law_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendments:
    """What a bill does to the laws in force.

    Attributes:
        bill: the bill.
        commands: all its amendment commands, in document order.
        consolidations: one per amended law that is at hand, in the order of the bill.
        missing: amended laws that are not at hand.
    """

    bill: Draft
    commands: tuple[Command, ...]
    consolidations: tuple[Consolidation, ...]
    missing: tuple[AmendedLaw, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What stood in the way, in the order of the commands; commands that cannot be read are among it."""
        found = [conflict for one in self.consolidations for conflict in one.conflicts]
        missing = {law.key for law in self.missing}
        found += [
            Conflict(
                command=command,
                kind=conflict.kind,
                message=conflict.message,
                place=conflict.place,
                hint=HINTS[conflict.kind],
            )
            for command in self.commands
            if command.problem and law_of(command).key in missing
            for conflict in (unreadable(command),)
        ]
        order = {command.id: index for index, command in enumerate(self.commands)}
        return tuple(sorted(found, key=lambda conflict: order.get(conflict.command.id, 0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class LawSource:
    """Where laws in force may be found.

    Attributes:
        base: files or folders that the user named for this bill.
        laws: folders of laws in general, searched after ``base``.
    """

    base: tuple[Path, ...] = ()
    laws: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.base or self.laws)


def consolidate(bill: Draft, laws: LawSource) -> Amendments:
    """Apply the commands of a bill to the laws it amends.

    Args:
        bill: as a reader returns it.
        laws: where to look for them.

    Raises:
        KommunalfreundError: if a named path does not exist.
    """
    commands = read_commands(bill)
    found = find_laws(commands, law_files(laws.base))
    rest = [law for law in amended_laws(commands) if law.key not in found]
    if rest and laws.laws:
        found |= find_base_laws(rest, law_files(laws.laws))
    return amendments_of(bill, commands, found)


def find_laws(commands: Sequence[Command], files: Iterable[LawFile]) -> dict[str, Draft]:
    """The laws that commands amend, among files that the user named for this bill.

    Args:
        commands: of the bill.
        files: if there is only one, and the bill amends only one law, it is taken for that law whatever it is called.
    """
    named = tuple(files)
    wanted = amended_laws(commands)
    found = find_base_laws(wanted, named)
    if not found and len(wanted) == len(named) == 1:
        return {wanted[0].key: named[0].read()}
    return found


def amendments_of(bill: Draft, commands: Sequence[Command], found: dict[str, Draft]) -> Amendments:
    """Apply commands to laws that are at hand.

    Args:
        bill: the bill.
        commands: all its commands.
        found: laws by the key of the amended law.
    """
    wanted = amended_laws(commands)
    consolidations = tuple(
        apply_commands(found[law.key], [command for command in commands if law_of(command).key == law.key])
        for law in wanted
        if law.key in found
    )
    missing = tuple(law for law in wanted if law.key not in found)
    return Amendments(bill=bill, commands=tuple(commands), consolidations=consolidations, missing=missing)
