"""The commands of ``fixtures/befehle.txt`` applied to ``fixtures/werkstattgesetz.txt``, as text; run as a script to see all of it."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

from kommunalfreund.amendment.application import Consolidation, apply_commands
from kommunalfreund.amendment.commands import read_commands

sys.path.insert(0, str(Path(__file__).parent))

from plain_text import block, group_commands, lines_of, make_bill, make_law

FIXTURES = Path(__file__).with_name("fixtures")


def law_text() -> str:
    return (FIXTURES / "werkstattgesetz.txt").read_text(encoding="utf-8")


def cases() -> list[list[str]]:
    """Each command, or frame with its commands, as its lines."""
    lines = [line for line in (FIXTURES / "befehle.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [[one.text for one in group] for group in group_commands([block(line, f"/x/{index}") for index, line in enumerate(lines)])]


def expectations() -> dict[str, str]:
    """What ``fixtures/erwartung.txt`` says about each case, by its lines."""
    parts = (FIXTURES / "erwartung.txt").read_text(encoding="utf-8").split(">>> ")[1:]
    return {part.partition("\n")[0]: part.partition("\n")[2].rstrip("\n") for part in parts}


def run(lines: list[str]) -> Consolidation:
    return apply_commands(make_law(law_text()), read_commands(make_bill(lines)))


def describe(consolidation: Consolidation) -> str:
    """Type and target of each command, conflicts, and the lines of the law that change."""
    found = []
    for command in consolidation.commands:
        targets = "; ".join(target.cite() for target in command.targets)
        found.append(f"{command.type} | {targets}{' | ' + command.problem if command.problem else ''}")
    found += [f"! {conflict.kind}: {conflict.message}" for conflict in consolidation.conflicts]
    old, new = ([line for lines in lines_of(draft).values() for line in lines] for draft in (consolidation.base, consolidation.result))
    found += [line for line in difflib.unified_diff(old, new, n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))]
    return "\n".join(found)


def main() -> None:
    for lines in cases():
        print(f">>> {' / '.join(lines)}\n{describe(run(lines))}\n")


if __name__ == "__main__":
    main()
