"""Which burden types of the annotation guide the rules look for, and which they admittedly do not."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from pydantic import ConfigDict, RootModel

from kommunalfreund.rulebook.rule import Burden
from kommunalfreund.rulebook.yaml_file import YamlFile, read_yaml

FILE_NAME = "coverage.yaml"


class CoverageModel(RootModel[dict[str, dict[str, tuple[str, ...] | bool]]]):
    """Section of the guide -> burden type -> ids of rules, or false for an admitted gap."""

    model_config = ConfigDict(frozen=True)


def load_coverage(directory: Path) -> tuple[tuple[Burden, ...], YamlFile | None]:
    """Read ``coverage.yaml`` of a folder with rules; nothing if there is none.

    Raises:
        RulebookError: if the file is malformed.
    """
    path = directory / FILE_NAME
    if not path.exists():
        return (), None
    file = read_yaml(path)
    burdens = []
    for section, entries in file.validate(CoverageModel).root.items():
        for name, rules in entries.items():
            if rules is True or rules == ():
                raise file.error(
                    f"Bei „{name}“ fehlen die Regeln.",
                    (section, name),
                    "Eine Liste von Regel-ids angeben, oder false, wenn es keine Regel gibt.",
                )
            burdens.append(Burden(section=section, name=name, rules=rules or ()))
    return tuple(burdens), file


def check_coverage(file: YamlFile, burdens: tuple[Burden, ...], known: Collection[str]) -> None:
    """Check that every rule named in the coverage exists.

    Raises:
        RulebookError: with the line of the first unknown id.
    """
    for burden in burdens:
        for index, rule_id in enumerate(burden.rules):
            if rule_id not in known:
                raise file.error(
                    f"Die Regel „{rule_id}“ gibt es nicht.",
                    (burden.section, burden.name, index),
                    "Die id berichtigen oder die Regel anlegen.",
                )


def unreferenced(burdens: tuple[Burden, ...], known: Collection[str]) -> tuple[str, ...]:
    """Ids of rules that no burden type names."""
    named = {rule_id for burden in burdens for rule_id in burden.rules}
    return tuple(sorted(set(known) - named))
