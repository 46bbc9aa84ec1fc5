"""Who acts in each sentence of short own documents: name, class and how it was found.

``actor`` holds with and without the statute table unless ``with_tables`` and ``without_tables`` stand instead; null means that
nobody can be known, ``foreign`` that someone else than a municipal body acts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kommunalfreund.language.interpretation import Interpretation

_FLOOR = 0.95
"""Share of sentences with the right actor that must not be undercut."""


def _right(wanted: dict[str, Any] | None, it: Interpretation) -> bool:
    if wanted is None or wanted.get("foreign"):
        return it.actor is None and it.foreign_subject is bool(wanted)
    actor = it.actor
    return (
        actor is not None
        and not it.foreign_subject
        and (actor.addressee.value, actor.source.value) == (wanted["addressee"], wanted["source"])
        and wanted.get("name", "").lower() in actor.name.lower()
    )


def _norms(sentences: list[dict[str, Any]]) -> list[tuple[str, tuple[str, ...]]]:
    norms: list[list[dict[str, Any]]] = []
    for sentence in sentences:
        if sentence.get("new_norm") or not norms:
            norms.append([])
        norms[-1].append(sentence)
    return [(norm[0].get("heading", ""), tuple(sentence["text"] for sentence in norm)) for norm in norms]


@pytest.mark.parametrize("tables", [False, True], ids=["without_tables", "with_tables"])
def test_actors_are_found(
    lines: Callable[[str], list[dict[str, Any]]], read_norms: Callable[..., tuple[Interpretation, ...]], tables: bool
) -> None:
    total, errors = 0, []
    for document in lines("discourse.jsonl"):
        law = {key: document[key] for key in ("law", "abbreviation") if key in document}
        found = read_norms(*_norms(document["sentences"]), tables=tables, **law)
        for sentence, it in zip(document["sentences"], found, strict=True):
            wanted = sentence["actor"] if "actor" in sentence else sentence["with_tables" if tables else "without_tables"]
            total += 1
            if not _right(wanted, it):
                actor = f"{it.actor.name} {it.actor.addressee} {it.actor.source}" if it.actor else "niemand"
                errors.append(f"{document['id']}: {sentence['text']}   → {'anderer' if it.foreign_subject else actor}, erwartet {wanted}")
    print(f"\n{'mit' if tables else 'ohne'} Vollzugstabelle: {total - len(errors)} von {total} = {1 - len(errors) / total:.3f}")
    print("\n".join(errors))
    assert 1 - len(errors) / total >= _FLOOR, "\n".join(errors)


def test_set_is_large_enough(lines: Callable[[str], list[dict[str, Any]]]) -> None:
    found = lines("discourse.jsonl")
    assert len({document["id"] for document in found}) == len(found) >= 30
    assert all(2 <= len(document["sentences"]) <= 6 for document in found)
