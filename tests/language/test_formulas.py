"""Formulas are only searched where one of their word parts stands; that must not change what they find."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kommunalfreund.language import sentence_kind
from kommunalfreund.language.formulas import Formula, formulas_for
from kommunalfreund.language.interpretation import Interpretation


def test_word_parts_leave_no_formula_out(
    lines: Callable[[str], list[dict[str, Any]]], read_norms: Callable[..., tuple[Interpretation, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    sentences = [(line.get("heading", ""), (line["text"],)) for line in lines("sentence_kinds.jsonl")]
    filtered = [found.sentence_kind for found in read_norms(*sentences)]

    def unfiltered(finite: str) -> tuple[Formula, ...]:
        return tuple(formula._replace(stems=()) for formula in formulas_for(finite))

    monkeypatch.setattr(sentence_kind, "formulas_for", unfiltered)
    assert [found.sentence_kind for found in read_norms(*sentences)] == filtered
