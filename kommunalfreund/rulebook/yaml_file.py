"""Reading YAML files of the rulebook: strict syntax, every value with its line, every error with file and line.

PyYAML forgets lines and lets a second key of the same name silently win. ``YamlFile`` keeps the lines beside the plain data and refuses
duplicate keys, aliases and surprising types (dates, yes/no as booleans), so that a rule author learns where the mistake stands.

>>> import tempfile
>>> folder = Path(tempfile.mkdtemp())
>>> _ = (folder / "a.yaml").write_text("terms:\\n  - id: jugendamt\\n    name: Jugendamt\\n", encoding="utf-8")
>>> file = read_yaml(folder / "a.yaml")
>>> file.data
{'terms': [{'id': 'jugendamt', 'name': 'Jugendamt'}]}
>>> file.line_of(("terms", 0, "name"))
3
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from kommunalfreund.errors import RulebookError

Key = str | int
Model = TypeVar("Model", bound=BaseModel)

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The statute table alone has 70,000 nodes: libyaml reads them ten times as fast, where PyYAML was built with it."""
_GERMAN = {
    "missing": "fehlt",
    "extra_forbidden": "ist kein bekannter Schlüssel",
    "string_type": "muss Text sein",
    "bool_type": "muss true oder false sein",
    "int_type": "muss eine ganze Zahl sein",
    "list_type": "muss eine Liste sein",
    "tuple_type": "muss eine Liste sein",
    "dict_type": "muss ein Block mit Schlüsseln sein",
    "model_type": "muss ein Block mit Schlüsseln sein",
    "string_too_short": "darf nicht leer sein",
    "too_short": "hat zu wenige Einträge",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlFile:
    """The content of one YAML file.

    Attributes:
        path: the file.
        data: plain data (dict, list, str, int, float, bool, None).
        lines: source line, from 1, of every value by its path of keys and indices; the root is ``()``.
    """

    path: Path
    data: Any
    lines: Mapping[tuple[Key, ...], int]

    def line_of(self, place: Sequence[Key]) -> int:
        """Source line of a value; of the closest value around it if the place itself does not exist."""
        at = tuple(place)
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)

    def error(self, message: str, place: Sequence[Key] = (), hint: str | None = None) -> RulebookError:
        """An error that points to a value of this file (to be raised by the caller)."""
        return RulebookError(message, path=str(self.path), line=self.line_of(place), hint=hint)

    def validate(self, model: type[Model], place: Sequence[Key] = ()) -> Model:
        """Validate the file, or the value at ``place``, with a pydantic model.

        Raises:
            RulebookError: with the line of the first mistake and all mistakes of the value in the message.
        """
        value = self.data
        for key in place:
            value = value[key]
        try:
            return model.model_validate(value)
        except ValidationError as error:
            problems = error.errors(include_url=False)
            first = self._place(place, problems[0]["loc"])
            raise self.error("; ".join(_describe(problem) for problem in problems), first, _hint(model, problems)) from error

    def _place(self, base: Sequence[Key], location: tuple[Key, ...]) -> tuple[Key, ...]:
        """Place of a pydantic location, without the tags that discriminated unions insert."""
        at = tuple(base)
        for key in location:
            if (*at, key) in self.lines:
                at = (*at, key)
        return at


def read_yaml(path: Path) -> YamlFile:
    """Read one YAML file.

    Args:
        path: file in UTF-8 with exactly one document.

    Raises:
        RulebookError: if it cannot be read, is not valid YAML, is empty, has duplicate keys or uses aliases or unsupported types.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RulebookError(
            "Die Datei lässt sich nicht lesen.", path=str(path), hint="Sie muss vorhanden und in UTF-8 gespeichert sein."
        ) from error
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise RulebookError(
            f"Kein gültiges YAML: {error.problem or error}",
            path=str(path),
            line=mark.line + 1 if mark else None,
            hint="Einrückung, Anführungszeichen und Doppelpunkte an dieser Stelle prüfen.",
        ) from error
    except yaml.YAMLError as error:
        raise RulebookError(f"Kein gültiges YAML: {error}", path=str(path), hint="Die Datei enthält unzulässige Zeichen.") from error
    if root is None:
        raise RulebookError("Die Datei ist leer.", path=str(path), line=1, hint="Die Datei füllen oder löschen.")
    lines: dict[tuple[Key, ...], int] = {}
    return YamlFile(path=path, data=_plain(root, (), lines, path, set()), lines=lines)


def yaml_files(directories: Iterable[Path]) -> tuple[Path, ...]:
    """All YAML files below the directories, in a stable order; a path to a single file stands for itself.

    Raises:
        RulebookError: if a directory does not exist.
    """
    found: list[Path] = []
    for directory in directories:
        if not directory.exists():
            raise RulebookError("Der Ordner mit den Regeldaten fehlt.", path=str(directory), hint="Den Pfad prüfen (Option --rules).")
        if directory.is_file():
            found.append(directory)
        else:
            found.extend(sorted(p for p in directory.rglob("*") if p.suffix in {".yaml", ".yml"} and p.is_file()))
    return tuple(found)


def content_hash(files: Iterable[YamlFile]) -> str:
    """Hash (16 hexadecimal digits) of the data of the files: changes with any value, not with comments, layout or place of the files."""
    digests = sorted(sha256(repr(file.data).encode()).hexdigest() for file in files)
    return sha256("".join(digests).encode()).hexdigest()[:16]


def _plain(node: yaml.Node, place: tuple[Key, ...], lines: dict[tuple[Key, ...], int], path: Path, seen: set[int]) -> Any:
    line = node.start_mark.line + 1
    lines[place] = line
    if not isinstance(node, yaml.ScalarNode):
        if id(node) in seen:
            raise RulebookError(
                "Verweise (*name) sind nicht erlaubt.", path=str(path), line=line, hint="Den Inhalt an dieser Stelle ausschreiben."
            )
        seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            at = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag == "tag:yaml.org,2002:merge":
                raise RulebookError("Schlüssel müssen einfacher Text sein.", path=str(path), line=at, hint="„schluessel: Wert“ schreiben.")
            key = str(key_node.value)
            if key in result:
                raise RulebookError(
                    f"Der Schlüssel „{key}“ steht zweimal im selben Block.", path=str(path), line=at, hint="Einen der beiden löschen."
                )
            result[key] = _plain(value_node, (*place, key), lines, path, seen)
            lines[(*place, key)] = at
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*place, index), lines, path, seen) for index, child in enumerate(node.value)]
    return _scalar(node, path)


def _scalar(node: yaml.Node, path: Path) -> Any:
    kind = node.tag.rpartition(":")[2]
    text = str(node.value)
    if kind == "str" or (kind == "bool" and text.lower() not in {"true", "false"}):
        return text
    if kind == "bool":
        return text.lower() == "true"
    if kind == "null":
        return None
    try:
        if kind == "int":
            return int(text)
        if kind == "float":
            return float(text)
    except ValueError:
        return text
    raise RulebookError(
        f"Der Wert „{text}“ hat einen Typ, den das Regelwerk nicht kennt ({kind}).",
        path=str(path),
        line=node.start_mark.line + 1,
        hint="Den Wert in Anführungszeichen setzen.",
    )


def _describe(problem: Any) -> str:
    name = ".".join(str(part) for part in problem["loc"]) or "Inhalt"
    kind = str(problem["type"])
    if kind == "value_error":
        return f"„{name}“: {str(problem['msg']).removeprefix('Value error, ')}"
    if kind in {"enum", "literal_error"}:
        return f"„{name}“ muss einer dieser Werte sein: {problem['ctx']['expected'].replace(' or ', ' oder ')}"
    return f"„{name}“ {_GERMAN.get(kind, problem['msg'])}"


def _hint(model: type[BaseModel], problems: Sequence[Any]) -> str | None:
    if any(problem["type"] == "extra_forbidden" and len(problem["loc"]) == 1 for problem in problems):
        return f"Bekannte Schlüssel: {', '.join(field.alias or name for name, field in model.model_fields.items())}."
    return None
