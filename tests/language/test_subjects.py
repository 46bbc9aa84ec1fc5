"""Subjects of own sentences: extended attributes, shared word ends, pronouns and genitives that hide them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kommunalfreund.language.interpretation import Interpretation


def test_subjects_are_found(lines: Callable[[str], list[dict[str, Any]]], read_norms: Callable[..., tuple[Interpretation, ...]]) -> None:
    wrong = []
    for line in lines("subjects.jsonl"):
        found = read_norms(("", (line["text"],)))[0].subject
        if found != line["subject"]:
            wrong.append(f"{line['text']}   → {found}, erwartet {line['subject']}")
    assert not wrong, "\n".join(wrong)


def test_set_is_large_enough(lines: Callable[[str], list[dict[str, Any]]]) -> None:
    found = lines("subjects.jsonl")
    assert len({line["text"] for line in found}) == len(found) >= 20
