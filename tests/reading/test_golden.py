"""Small own documents of every format, compared with a compact text dump; rewrite with KOMMUNALFREUND_GOLDEN=1."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kommunalfreund.draft import Draft, Provision, TextBlock
from kommunalfreund.reading import read_draft

HERE = Path(__file__).parent
NAMES = ("regelungstext_1_4.xml", "verordnung_1_7_2.xml", "reparatur_1_8_2", "akn_3_0.xml", "BJNR999990030.xml")


def dump(draft: Draft) -> str:
    """One line for each value, document, provision, block and footnote."""
    names = ("title", "short_title", "abbreviation", "kind", "form", "stage", "proponent", "date")
    lines = [f"{name}: {getattr(draft, name)}" for name in names if getattr(draft, name)]
    lines += [f"warning: {warning}" for warning in draft.warnings]
    for document in draft.documents:
        lines.append(
            f"= {document.part} {Path(document.source).name} ({document.format} {document.version}, {document.work}) {document.title}"
        )
        lines += outline(document.provisions, 0)
        lines += [f"  * {block.text}" for block in document.footnotes]
    return "\n".join(lines) + "\n"


def outline(content: tuple[TextBlock | Provision, ...], depth: int) -> Iterator[str]:
    for part in content:
        indent = "  " * depth
        if isinstance(part, TextBlock):
            text = part.text
            for span in reversed(part.quoted):
                text = f"{text[: span.start]}[[{text[span.start : span.end]}]]{text[span.end :]}"
            starts = f" ^{','.join(map(str, part.sentence_starts))}" if part.sentence_starts else ""
            yield f"{indent}{part.role.value[0]}> {text}{starts}"
        else:
            quoted = "„" if part.quoted else ""
            eid = f" #{part.anchor.eid}" if part.anchor.eid else ""
            refers_to = f" @{part.refers_to}" if part.refers_to else ""
            yield (
                f"{indent}{quoted}{part.kind} <{part.number}> {part.label} {part.heading}".rstrip()
                + refers_to
                + eid
                + f" :{part.anchor.line}"
            )
            yield from outline(part.content, depth + 1)


@pytest.mark.parametrize("name", NAMES)
def test_dump_equals_golden_file(name: str) -> None:
    golden = HERE / "golden" / f"{name.removesuffix('.xml')}.txt"
    found = dump(read_draft(HERE / "fixtures" / name))
    if os.environ.get("KOMMUNALFREUND_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_key_depends_on_the_text_alone(tmp_path: Path) -> None:
    original = HERE / "fixtures" / "verordnung_1_7_2.xml"
    copy = tmp_path / "anders.xml"
    copy.write_bytes(original.read_bytes())
    changed = tmp_path / "geaendert.xml"
    changed.write_bytes(original.read_bytes().replace(b"einen Schraubstock", "zwei Schraubstöcke".encode()))
    assert read_draft(copy).key == read_draft(original).key
    assert read_draft(changed).key != read_draft(original).key
