from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kommunalfreund.clause import Clause, Item
from kommunalfreund.draft import Anchor, DocumentPart, Draft, Span
from kommunalfreund.language import interpret
from kommunalfreund.language.interpretation import Interpretation
from kommunalfreund.paths import RULES
from kommunalfreund.rulebook.execution import load_execution
from kommunalfreund.rulebook.loading import load_rulebook
from kommunalfreund.rulebook.rule import Rulebook

Norm = tuple[str, tuple[str, ...]]
"""Heading and sentences of one norm."""

ReadNorms = Callable[..., tuple[Interpretation, ...]]

_LABEL = re.compile(r"(?<= )[1-9]\.(?= )(?! (?:Januar|März|Mai|Juni|Juli|Oktober))")
"""Label of an item in a sentence written in one line."""

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
    """Read norms as they stand behind the segmentation; with ``tables=False`` nothing is known about the law but its own text."""

    def read(*norms: Norm, law: str = "Gesetz zur Probe", abbreviation: str = "ProbeG", tables: bool = False) -> tuple[Interpretation, ...]:
        draft = Draft(key="probe", title=law, abbreviation=abbreviation, source="probe", documents=())
        clauses = [
            _clause(f"§ {number}", heading, satz, sentence)
            for number, (heading, sentences) in enumerate(norms, 1)
            for satz, sentence in enumerate(sentences, 1)
        ]
        execution = rulebook.execution if tables else load_execution([])
        return interpret(clauses, draft=draft, vocabulary=rulebook.vocabulary, execution=execution)

    return read


def _clause(norm: str, heading: str, satz: int, text: str) -> Clause:
    anchor = Anchor(xpath=f"/probe/{norm}", line=satz)
    labels = list(_LABEL.finditer(text))
    ends = [*(label.start() - 1 for label in labels[1:]), len(text)][: len(labels)]
    items = tuple(
        Item(label=label[0], span=Span(label.start(), end), depth=0, anchor=anchor) for label, end in zip(labels, ends, strict=True)
    )
    return Clause(
        id=f"{norm}/{satz}", text=text, pieces=(), document="probe", part=DocumentPart.REGELUNGSTEXT, anchor=anchor,
        citation=f"{norm} Satz {satz}", norm=norm, satz=satz, heading=heading, items=items,
    )  # fmt: skip
