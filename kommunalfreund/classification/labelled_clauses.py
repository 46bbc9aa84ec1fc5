"""Labelled documents for training, and our own fictional sentences among them.

``corpora/clauses/*.jsonl`` holds own sentences as coherent chapters of fictional laws. They become documents with clauses in order, so
that the language stages see the same context as in production. Real sentences come by reference (``references``).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from kommunalfreund.clause import Clause, PathStep
from kommunalfreund.draft import Anchor, DocumentPart, Draft, ProvisionKind
from kommunalfreund.errors import CorpusError
from kommunalfreund.finding import Addressee, DutyKind, Effect, is_flagged

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a careful reader says about a clause."""

    addressee: Addressee
    effects: tuple[Effect, ...]
    kind: DutyKind | None

    @property
    def flagged(self) -> bool:
        """Whether the clause is to be flagged."""
        return is_flagged(self.addressee, self.effects)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledDocument:
    """A law or chapter with labels for some of its clauses.

    Attributes:
        group: identifies the law; all its clauses stay on one side of every split.
        draft: title and abbreviation (its documents may be empty).
        clauses: in document order.
        labels: one per clause, None where nobody labelled it.
        own: fictional sentences of ours, not real law.
    """

    group: str
    draft: Draft
    clauses: tuple[Clause, ...]
    labels: tuple[Label | None, ...]
    own: bool


class _ClauseLine(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    field: str
    law: str
    abbreviation: str
    norm: str
    heading: str
    absatz: str
    satz: int
    text: str
    addressee: Addressee
    effects: tuple[Effect, ...]
    kind: DutyKind | None
    rule: str = ""


def load_clauses(directory: Path) -> tuple[LabelledDocument, ...]:
    """Read our own labelled sentences, one document per fictional law.

    Args:
        directory: folder with ``*.jsonl``.

    Raises:
        CorpusError: for a malformed line (file, line, what to do).
    """
    documents: list[LabelledDocument] = []
    for path in sorted(directory.glob("*.jsonl")):
        chapters: dict[tuple[str, str], list[_ClauseLine]] = {}
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not text.strip():
                continue
            try:
                line = _ClauseLine.model_validate_json(text)
            except ValidationError as error:
                raise CorpusError(
                    f"Die Zeile ist kein gültiger markierter Satz: {error.errors()[0]['msg']}.",
                    path=str(path), line=number, hint="Die Felder stehen in corpora/README.md.",
                ) from error  # fmt: skip
            chapters.setdefault((line.law, line.abbreviation), []).append(line)
        for (law, abbreviation), lines in chapters.items():
            draft = Draft(key=text_hash(law), title=law, source=str(path), documents=(), abbreviation=abbreviation)
            clauses = tuple(_own_clause(line, str(path)) for line in lines)
            labels = tuple(Label(addressee=line.addressee, effects=line.effects, kind=line.kind) for line in lines)
            documents.append(LabelledDocument(group=f"eigen:{abbreviation}:{law}", draft=draft, clauses=clauses, labels=labels, own=True))
    return tuple(documents)


def _own_clause(line: _ClauseLine, source: str) -> Clause:
    kind = ProvisionKind.PARAGRAF if line.norm.startswith("§") else ProvisionKind.ARTIKEL
    return Clause(
        id=line.id, text=line.text, pieces=(), document=source, part=DocumentPart.REGELUNGSTEXT, anchor=Anchor(xpath="", line=0),
        citation=f"{line.norm} Absatz {line.absatz} Satz {line.satz}" if line.absatz else f"{line.norm} Satz {line.satz}",
        norm=line.norm, absatz=line.absatz, satz=line.satz, heading=line.heading, path=(PathStep(kind, line.norm.removeprefix("§ ")),),
    )  # fmt: skip


def text_hash(text: str) -> str:
    """Hash (16 hexadecimal digits) of the words of a text, blind to punctuation, case and white space."""
    return hashlib.sha256(" ".join(_WORD.findall(text.lower())).encode()).hexdigest()[:16]
