"""Clauses of own documents of every format as compact text; rewrite with KOMMUNALFREUND_GOLDEN=1."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kommunalfreund.clause import Clause
from kommunalfreund.paths import DRAFTS
from kommunalfreund.reading import discover, read_draft
from kommunalfreund.segmentation import segment

HERE = Path(__file__).parent
FIXTURES = HERE / "reading" / "fixtures"
SOURCES = {
    "regelungstext_1_4": FIXTURES / "regelungstext_1_4.xml",
    "verordnung_1_7_2": FIXTURES / "verordnung_1_7_2.xml",
    "reparatur_1_8_2": FIXTURES / "reparatur_1_8_2",
    "akn_3_0": FIXTURES / "akn_3_0.xml",
    "BJNR999990030": FIXTURES / "BJNR999990030.xml",
    "statistik": DRAFTS / "statistik",
    "buergeranliegengesetz": DRAFTS / "buergerservice" / "stammgesetze" / "buergeranliegengesetz",
}


def line(clause: Clause) -> str:
    """Kind, place and text of a clause on one line; items with their depth."""
    flags = clause.kind.value + (" zitat" if clause.quoted else "")
    items = " ".join(f"{'+' * item.depth}{item.label}@{item.span.start}-{item.span.end}" for item in clause.items)
    facts = [
        clause.citation,
        f"{clause.norm}/{clause.absatz}/{clause.satz}",
        clause.heading,
        " > ".join(clause.headings),
        clause.amended_law,
    ]
    return "\n".join([f"[{flags}] " + " | ".join(facts), f"    {clause.text}", *([f"    {items}"] if items else [])])


@pytest.mark.parametrize("name", SOURCES)
def test_clauses(name: str) -> None:
    (source,) = discover([SOURCES[name]])
    written = "\n".join(map(line, segment(read_draft(source)))) + "\n"
    golden = HERE / "golden" / "segmentation" / f"{name}.txt"
    if os.environ.get("KOMMUNALFREUND_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")
