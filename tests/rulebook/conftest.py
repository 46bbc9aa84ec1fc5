from __future__ import annotations

import pytest

from kommunalfreund.paths import RULES
from kommunalfreund.rulebook.loading import load_rulebook
from kommunalfreund.rulebook.rule import Rulebook


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook([RULES])
