"""The wording of the remarks, from ``texts.yaml``, and how a remark is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, RootModel

from kommunalfreund.finding import DraftCheck, Finding, Severity
from kommunalfreund.labels_de import counted
from kommunalfreund.rulebook.yaml_fields import StrictModel
from kommunalfreund.rulebook.yaml_file import read_yaml

_VERBS = {"verpflichten": "verpflichtet", "bestimmen": "bestimmt", "verlangen": "verlangt", "kosten": "kostet"}
"""Verbs of the messages that follow the number of sentences."""

FILE = Path(__file__).with_name("texts.yaml")


class Text(StrictModel):
    """Wording of one remark."""

    title: Annotated[str, Field(min_length=1)]
    severity: Severity
    source: str
    message: Annotated[str, Field(min_length=1)]


class _Texts(RootModel[dict[str, Text]]):
    model_config = ConfigDict(frozen=True)


@cache
def texts() -> Mapping[str, Text]:
    """All wordings by id."""
    return read_yaml(FILE).validate(_Texts).root


def remark(check_id: str, place: str, findings: Sequence[Finding] = (), **values: str) -> DraftCheck:
    """A remark on the draft.

    Args:
        check_id: key of its wording.
        place: where.
        findings: it rests on; ``{count}`` of the message says how many.
        values: of the other words in braces.
    """
    text = texts()[check_id]
    count = counted(len(findings), "Satz", "Sätze")
    verbs = {plural: singular if len(findings) == 1 else plural for plural, singular in _VERBS.items()}
    return DraftCheck(
        id=check_id,
        title=text.title,
        message=text.message.format(count=count, **verbs, **values),
        source=text.source,
        findings=tuple(finding.id for finding in findings),
        place=place,
        severity=text.severity,
    )
