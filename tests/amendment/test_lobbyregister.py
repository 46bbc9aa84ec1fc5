"""A real act applied to the real law it amended, beside the law in force."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kommunalfreund.paths import SHARED

sys.path.insert(0, str(Path(__file__).parent))

import lobbyregister


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="laws in force and official samples not provided in ../shared")
def test_what_the_commands_bring_stands_in_the_law_in_force() -> None:
    consolidation = lobbyregister.consolidated()
    assert len(consolidation.applied) == len(consolidation.commands) == 46
    assert {str(conflict.kind) for conflict in consolidation.conflicts} == {"nummer_doppelt"}, "the sample leaves out renumberings"
    ours, law = lobbyregister.norms(consolidation.result), lobbyregister.norms(lobbyregister.in_force())
    changed = [(norm, text) for norm, found in ours.items() for text, new in found if new]
    different = [norm for norm, text in changed if text not in {line for line, _ in law[norm]}]
    assert len(changed) == 82
    assert different == ["§ 1", "§ 3", "§ 7"], "a word broken by a line end, and what the act of 12 June 2024 changed again"
    assert [norm for norm in law if ours[norm] == [(text, new) for (text, _), (_, new) in zip(law[norm], ours[norm], strict=False)]] == [
        "§ 6",
        "§ 9",
        "§ 10",
    ]
