"""The command parser against the ``textualMod`` of the official samples."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from kommunalfreund.paths import SHARED


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("agreement", Path(__file__).with_name("agreement.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["agreement"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "legaldocml/1.8.2/samples").is_dir(), reason="official samples not provided in ../shared/legaldocml")
@pytest.mark.parametrize("version", ["1.8.2", "1.8", "1.7.2"])
def test_types_and_destinations_agree_with_the_official_samples(version: str) -> None:
    agreement = load()
    count, words, marked, existing, agreed, agreed_marked = agreement.figures(agreement.compare(version))
    assert (count, existing) == (131, 75)
    assert words >= 128
    assert marked / count >= 0.98
    assert agreed >= 71, "the other four contradict their own mark-up"
    assert agreed_marked / existing >= 0.95
