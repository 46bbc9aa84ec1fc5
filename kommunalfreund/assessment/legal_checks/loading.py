"""Files of legal checks → checks. What is wrong with a file is refused here, with file, line and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kommunalfreund.assessment.legal_checks.check import LegalCheck, LegalSource
from kommunalfreund.assessment.legal_checks.conditions import ClauseCondition
from kommunalfreund.assessment.legal_checks.schema import CHECK_MODELS, ClauseCheckModel, ConditionModel, TimeCheckModel
from kommunalfreund.rulebook.yaml_file import YamlFile, content_hash, read_yaml, yaml_files

FOLDER = "legal_checks"


def load_legal_checks(directories: Sequence[Path]) -> tuple[LegalCheck, ...]:
    """Load the checks of rule folders.

    Args:
        directories: rule folders; each may have a folder ``legal_checks``.

    Raises:
        RulebookError: with file and line if a file is malformed, or an id is used twice or not the name of its file.
    """
    checks: dict[str, LegalCheck] = {}
    for file in _files(directories):
        check = load_check(file)
        if check.id in checks:
            raise file.error(f"Die Prüfung „{check.id}“ gibt es schon in {checks[check.id].path}.", ("id",), "Datei und id umbenennen.")
        checks[check.id] = check
    return tuple(checks[name] for name in sorted(checks))


def check_version(directories: Sequence[Path]) -> str:
    """Hash (8 hexadecimal digits) of the content of all checks."""
    return content_hash(_files(directories))[:8]


def load_check(file: YamlFile) -> LegalCheck:
    """Turn one file into a check.

    Raises:
        RulebookError: see :func:`load_legal_checks`.
    """
    kind = file.data.get("kind") if isinstance(file.data, dict) else None
    if kind not in CHECK_MODELS:
        raise file.error(
            f"Die Art der Prüfung („kind“) {f'„{kind}“ gibt es nicht' if kind else 'fehlt'}.",
            ("kind",),
            f"Möglich sind: {', '.join(CHECK_MODELS)}.",
        )
    model = file.validate(CHECK_MODELS[kind])
    if model.id != file.path.stem:
        raise file.error(
            f"Die id „{model.id}“ ist nicht der Name der Datei „{file.path.stem}“.", ("id",), "Beide müssen gleich sein; eine davon ändern."
        )
    return LegalCheck(
        id=model.id,
        title=model.title,
        severity=model.severity,
        message=model.message,
        look_at=model.look_at,
        sources=tuple(LegalSource(text=source.text, confidence=source.confidence) for source in model.sources),
        match=model.examples.match,
        no_match=model.examples.no_match,
        path=file.path,
        **_specific(model),
    )


def _specific(model: ClauseCheckModel | TimeCheckModel) -> dict[str, Any]:
    if isinstance(model, TimeCheckModel):
        return {"measure": model.measure, "days": model.days}
    return {
        "when": tuple(map(_condition, model.when)),
        "unless": tuple(map(_condition, model.unless)),
        "also": tuple(map(_condition, model.also)),
        "missing": tuple(map(_condition, model.missing)),
        "formula_lacks": re.compile(model.formula_lacks) if model.formula_lacks is not None else None,
        "at_least": model.at_least,
    }


def _condition(model: ConditionModel) -> ClauseCondition:
    values = dict(model)
    for name in ("text", "heading", "law"):
        values[name] = re.compile(values[name]) if values[name] is not None else None
    return ClauseCondition(**values)


def _files(directories: Sequence[Path]) -> tuple[YamlFile, ...]:
    folders = [directory / FOLDER for directory in directories if (directory / FOLDER).is_dir()]
    return tuple(read_yaml(path) for path in yaml_files(folders))
