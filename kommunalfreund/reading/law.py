"""A law in force from its bytes to draft and clauses, for training and evaluation."""

from __future__ import annotations

from kommunalfreund.clause import Clause
from kommunalfreund.draft import Draft
from kommunalfreund.reading.drafts import read_draft
from kommunalfreund.reading.package import discover_upload
from kommunalfreund.segmentation import segment


def segment_law(name: str, data: bytes) -> tuple[Draft, tuple[Clause, ...]]:
    """Read and segment one XML file.

    Args:
        name: file name, for messages.
        data: its bytes.

    Raises:
        KommunalfreundError: if the file cannot be read.
    """
    (source,) = discover_upload([(name, data)])
    draft = read_draft(source)
    return draft, segment(draft)
