"""Each broken file says in its first line what the error must contain, and in which line it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kommunalfreund.errors import RulebookError
from kommunalfreund.rulebook.examples import check_rules
from kommunalfreund.rulebook.loading import load_rulebook

BROKEN = Path(__file__).parent.parent / "broken_rules"
BASE = BROKEN / "base"
EXPECTED = re.compile(r"# erwartet(?: in Zeile (?P<line>\d+))?: (?P<words>.+)")


def expected(path: Path) -> tuple[int | None, list[str]]:
    found = EXPECTED.match(path.read_text(encoding="utf-8"))
    assert found is not None, f"{path.name} does not say what is expected"
    return (int(found["line"]) if found["line"] else None), found["words"].split(" … ")


def place(path: Path, folder: Path) -> Path:
    target = folder / "probe"
    target.mkdir()
    (target / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return target


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_malformed_rule_is_refused_with_its_place(path: Path, tmp_path: Path) -> None:
    line, words = expected(path)
    with pytest.raises(RulebookError) as caught:
        load_rulebook([BASE, place(path, tmp_path)])
    message = str(caught.value)
    assert [word for word in words if word not in message] == [], message
    assert caught.value.path is not None
    assert caught.value.path.endswith(path.name)
    assert caught.value.line == line, message


@pytest.mark.parametrize("path", sorted((BROKEN / "examples").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_rule_whose_examples_fail_is_reported(path: Path, tmp_path: Path) -> None:
    _, words = expected(path)
    rulebook = load_rulebook([BASE, place(path, tmp_path)])
    problems = "\n".join(str(problem) for problem in check_rules(rulebook, rulebook.rules))
    assert [word for word in words if word not in problems] == [], problems or "no problem reported"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("verben.yaml", "planen: [aufstellen]\n", "Verbliste „planen“ gibt es schon"),
        ("verben.yaml", "bauen: [Bau]\n", "„Bau“ ist kein Verb in der Grundform"),
        ("coverage.yaml", '"1":\n  "direkt": [gibt-es-nicht]\n', "Regel „gibt-es-nicht“ gibt es nicht"),
        ("coverage.yaml", '"1":\n  "direkt": true\n', "fehlen die Regeln"),
    ],
)
def test_other_files_are_refused(name: str, content: str, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(RulebookError, match=re.escape(words)):
        load_rulebook([BASE, tmp_path])


def test_a_rule_id_is_used_once(tmp_path: Path) -> None:
    text = (BROKEN / "examples" / "zwei-saetze.yaml").read_text(encoding="utf-8")
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "zwei-saetze.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError, match="gibt es schon in"):
        load_rulebook([BASE, tmp_path])


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="Ordner mit den Regeln fehlt"):
        load_rulebook([BASE, tmp_path / "fehlt"])
