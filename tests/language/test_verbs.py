"""Main verb and voice of own sentences: what stands in a subordinate clause or an infinitive group is not what the sentence says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kommunalfreund.language.german import tokenize
from kommunalfreund.language.syntax import parse
from tests.language.conftest import load_lines


@pytest.mark.parametrize("line", load_lines("verbs.jsonl"), ids=lambda line: json.dumps(line["verb"]))
def test_main_verb(line: dict[str, Any]) -> None:
    frame = parse(tokenize(line["text"]))
    assert (frame.predicate, frame.passive) == (line["verb"], line["passive"])


@pytest.mark.parametrize("line", load_lines("verbs.jsonl"), ids=lambda line: json.dumps(line["verb"]))
def test_sentence_may_break_off(line: dict[str, Any]) -> None:
    tokens = tokenize(line["text"])
    for end in range(1, len(tokens)):
        assert parse(tokens[:end]).clauses
