from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kommunalfreund.classification import stages
from kommunalfreund.language.interpretation import Interpretation
from kommunalfreund.paths import RULES
from kommunalfreund.rulebook.loading import load_rulebook
from kommunalfreund.rulebook.rule import Rulebook

ReadNorms = Callable[..., tuple[Interpretation, ...]]

FOLDER = Path(__file__).parent


def load_lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def lines() -> Callable[[str], list[dict[str, Any]]]:
    return load_lines


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook([RULES])


@pytest.fixture(scope="session")
def read_norms(rulebook: Rulebook) -> ReadNorms:
    """Read norms as ``stages.read_norms`` does; without ``tables=True`` nothing is known about the law but its own text."""

    def read(*norms: stages.Norm, **law: Any) -> tuple[Interpretation, ...]:
        return stages.read_norms(rulebook, norms, **law)

    return read
