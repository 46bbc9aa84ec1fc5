"""The Lobbyregistergesetz of 2021 changed by the act of 15 January 2024, beside the law in force; run as a script for the difference.

The sample of the act is incomplete (numbers of its list are missing: Artikel 1 Nummer 2 Buchstabe b Doppelbuchstabe bb, Nummer 7
Buchstabe c, Nummer 8 Buchstabe a …), its copy of the old law has words broken by line ends, and the act of 12 June 2024 changed the
law again. So the texts cannot be equal everywhere; what the commands of the sample bring can be compared word by word.
"""

from __future__ import annotations

import difflib
import sys
import tarfile
from collections.abc import Iterator

from kommunalfreund.amendment.application import Consolidation, apply_commands
from kommunalfreund.amendment.commands import read_commands
from kommunalfreund.draft import Draft, Origin, Provision, ProvisionKind, TextBlock
from kommunalfreund.paths import SHARED
from kommunalfreund.reading import discover, discover_upload, read_draft

SAMPLE = SHARED / "legaldocml/1.7.2/samples/bgbl-1_2024_10"
ARCHIVE = SHARED / "corpus/gii-2026-04.tar.xz"
BJNR = "BJNR081800021"


def consolidated() -> Consolidation:
    bill, law = (read_draft(discover([SAMPLE / f"{name}.xml"])[0]) for name in ("aenderungsgesetz", "zielgesetz"))
    return apply_commands(law, read_commands(bill))


def in_force() -> Draft:
    with tarfile.open(ARCHIVE) as tar:
        for entry in tar:
            if entry.name.endswith(f"laws/{BJNR}/source.xml"):
                stream = tar.extractfile(entry)
                assert stream is not None
                return read_draft(discover_upload([("source.xml", stream.read())])[0])
    raise FileNotFoundError(BJNR)


def lines(provision: Provision, label: str = "") -> Iterator[tuple[str, bool]]:
    """Text of each paragraph with its labels, and whether a command brought characters of it."""
    for part in provision.content:
        if isinstance(part, TextBlock):
            yield f"{label} {part.text}".strip(), any(piece.origin is Origin.NEU for piece in part.pieces)
            label = ""
        else:
            yield from lines(part, f"{label} {part.label}".strip())
            label = ""


def norms(draft: Draft) -> dict[str, list[tuple[str, bool]]]:
    return {
        provision.label: list(lines(provision))
        for document in draft.documents
        for provision in document.walk()
        if provision.kind is ProvisionKind.PARAGRAF
    }


def main() -> None:
    consolidation = consolidated()
    ours, law = norms(consolidation.result), norms(in_force())
    for conflict in consolidation.conflicts:
        print(f"Konflikt: {conflict.command.citation}: {conflict.message}")
    changed = [(norm, text) for norm, found in ours.items() for text, new in found if new]
    same = [(norm, text) for norm, text in changed if text in {line for line, _ in law.get(norm, [])}]
    print(f"{len(consolidation.applied)} von {len(consolidation.commands)} Befehlen angewandt")
    print(f"{len(same)} von {len(changed)} geänderten oder neuen Textstellen stehen wörtlich im geltenden Gesetz")
    for norm, found in law.items():
        old, new = [line for line, _ in ours.get(norm, [])], [line for line, _ in found]
        print(f"{norm}: {'gleich' if old == new else 'verschieden'}")
        for line in difflib.unified_diff(old, new, lineterm="", n=0):
            if not line.startswith(("---", "+++", "@@")):
                print(f"    {line}")


if __name__ == "__main__":
    sys.exit(main())
