"""Labels of real sentences by reference: law, norm and hash of the words, never the text.

The tables lie in ``corpora/references/*.csv``; ``berichtigt.csv`` replaces labels of the others. The texts come from the laws' XML at
training time, from an archive of the official publications (``laws/<document number>/source.xml`` inside a tar file).
"""

from __future__ import annotations

import csv
import json
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kommunalfreund.classification.labelled_clauses import Label, LabelledDocument, text_hash
from kommunalfreund.clause import Clause
from kommunalfreund.draft import Draft
from kommunalfreund.errors import CorpusError, KommunalfreundError
from kommunalfreund.finding import Addressee, DutyKind, Effect

_WORD = re.compile(r"\w+")
_ARCHIVE_MEMBER = re.compile(r"^(?:\./)?laws/(?P<bjnr>[^/]+)/source\.xml$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Label of a real sentence, found by law (document number), norm and hash of its words; never its text."""

    bjnr: str
    norm: str
    absatz: str
    satz: int
    hash: str
    label: Label


_COLUMNS = ("bjnr", "norm", "absatz", "satz", "hash", "adressat", "wirkung", "art")


def read_references(path: Path) -> tuple[Reference, ...]:
    """Read a reference table.

    Raises:
        CorpusError: if the file has other columns or a value that no enum knows.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if tuple(reader.fieldnames or ()) != _COLUMNS:
            raise CorpusError(f"Die Spalten müssen heißen: {', '.join(_COLUMNS)}.", path=str(path), line=1)
        try:
            return tuple(
                Reference(
                    bjnr=row["bjnr"],
                    norm=row["norm"],
                    absatz=row["absatz"],
                    satz=int(row["satz"]),
                    hash=row["hash"],
                    label=Label(
                        addressee=Addressee(row["adressat"]),
                        effects=tuple(Effect(e) for e in row["wirkung"].split("+") if e),
                        kind=DutyKind(row["art"]) if row["art"] else None,
                    ),
                )
                for row in reader
            )
        except ValueError as error:
            raise CorpusError(f"Unbekannter Wert: {error}.", path=str(path), line=reader.line_num) from error


CORRECTIONS = "berichtigt.csv"
"""Table of labels that two further readers changed; they replace those of the other tables."""


def read_reference_tables(directory: Path) -> tuple[Reference, ...]:
    """Read all reference tables of a folder, each sentence once, corrected where a correction exists.

    Args:
        directory: folder with ``*.csv``.

    Raises:
        CorpusError: if a table is malformed.
    """
    tables = sorted(directory.glob("*.csv"), key=lambda path: (path.name == CORRECTIONS, path.name))
    found = {(r.bjnr, r.norm, r.hash): r for path in tables for r in read_references(path)}
    return tuple(found.values())


def write_references(references: Iterable[Reference], path: Path) -> None:
    """Write a reference table, sorted, so that a new run changes only what changed."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for r in sorted(references, key=lambda r: (r.bjnr, r.norm, r.absatz, r.satz, r.hash)):
            writer.writerow((r.bjnr, r.norm, r.absatz, r.satz, r.hash, r.label.addressee, "+".join(r.label.effects), r.label.kind or ""))


def read_archive(archive: Path, bjnrs: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    """Yield document number and XML of the wanted laws from the law archive (``laws/<BJNR>/source.xml``)."""
    with tarfile.open(archive) as tar:
        for member in tar:
            match = _ARCHIVE_MEMBER.match(member.name)
            if match and match["bjnr"] in bjnrs:
                stream = tar.extractfile(member)
                if stream is not None:
                    yield match["bjnr"], stream.read()


SegmentedLaw = tuple[Draft, tuple[Clause, ...]]


def load_references(
    references: Sequence[Reference], laws: Iterable[tuple[str, bytes]], read: Callable[[str, bytes], SegmentedLaw]
) -> tuple[LabelledDocument, ...]:
    """Put the labels on the clauses of the laws.

    Args:
        references: labels by reference.
        laws: document number and XML of the laws.
        read: turns name and XML into draft and clauses (injected, so that this module touches neither reader nor archive).
    """
    by_law: dict[str, dict[tuple[str, str], Label]] = {}
    for reference in references:
        by_law.setdefault(reference.bjnr, {})[reference.norm, reference.hash] = reference.label
    documents: list[LabelledDocument] = []
    for bjnr, data in laws:
        if bjnr not in by_law:
            continue
        draft, clauses = read(f"{bjnr}.xml", data)
        wanted = by_law[bjnr]
        labels = tuple(wanted.get((clause.norm, text_hash(clause.text))) for clause in clauses)
        if any(labels):
            documents.append(LabelledDocument(group=bjnr, draft=draft, clauses=clauses, labels=labels, own=False))
    return tuple(sorted(documents, key=lambda document: document.group))


def make_references(labelled: Path, laws: Iterable[tuple[str, bytes]], read: Callable[[str, bytes], SegmentedLaw]) -> tuple[Reference, ...]:
    """Find labelled sentences (JSON lines with text) in the laws and turn them into references.

    Args:
        labelled: lines with bjnr, norm, text, addressee, effects, kind.
        laws: document number and XML of the laws.
        read: as for ``load_references``.
    """
    wanted: dict[str, list[dict[str, object]]] = {}
    for line in labelled.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        wanted.setdefault(row["bjnr"], []).append(row)
    references: dict[tuple[str, str, str], Reference] = {}
    for bjnr, data in laws:
        try:
            _, clauses = read(f"{bjnr}.xml", data)
        except KommunalfreundError:
            continue
        by_norm: dict[str, list[Clause]] = {}
        for clause in clauses:
            by_norm.setdefault(_norm_key(clause.norm), []).append(clause)
        for row in wanted.get(bjnr, []):
            clause_found = _best(by_norm.get(_norm_key(str(row["norm"])), []), str(row["text"]))
            if clause_found is None:
                continue
            label = Label(
                addressee=Addressee(str(row["addressee"])),
                effects=tuple(Effect(e) for e in row["effects"]),  # type: ignore[attr-defined]
                kind=DutyKind(str(row["kind"])) if row["kind"] else None,
            )
            key = (bjnr, clause_found.norm, text_hash(clause_found.text))
            known = references.get(key)
            if known is None or (label.flagged and not known.label.flagged):
                references[key] = Reference(
                    bjnr=bjnr, norm=clause_found.norm, absatz=clause_found.absatz, satz=clause_found.satz, hash=key[2], label=label
                )
    return tuple(references.values())


def _norm_key(norm: str) -> str:
    return re.sub(r"[\s .]+", "", norm).lower().replace("artikel", "art")


def _best(clauses: Sequence[Clause], text: str) -> Clause | None:
    """The clause with the most words in common, if it covers at least 85 % of the shorter one."""
    wanted = set(_WORD.findall(text.lower()))
    best, share = None, 0.0
    for clause in clauses:
        words = set(_WORD.findall(clause.text.lower()))
        if not words or not wanted:
            continue
        common = len(words & wanted)
        if common / min(len(words), len(wanted)) >= 0.85 and common / max(len(words), len(wanted)) > share:
            best, share = clause, common / max(len(words), len(wanted))
    return best if share >= 0.5 else None
