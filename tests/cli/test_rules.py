from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from kommunalfreund.cli.rules import app
from kommunalfreund.paths import RULES

RUN = CliRunner()
BROKEN = Path(__file__).parent.parent / "broken_rules"


def copy(path: Path, folder: Path) -> Path:
    (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def test_list_shows_rules_and_gaps() -> None:
    result = RUN.invoke(app, ["list", "--family", "kosten"])
    assert result.exit_code == 0
    assert "gebuehrenfrei" in result.output
    assert "gemeinde-muss" not in result.output
    assert "ohne Regel" in result.output


def test_show_explains_one_rule() -> None:
    result = RUN.invoke(app, ["show", "gemeinde-muss"])
    assert result.exit_code == 0
    for words in ("Rechtsgrundlage", "Art. 84", "Trefferquote", "geltendem Recht", "Trifft zu", "[[", "Trifft nicht zu"):
        assert words in result.output


def test_show_refuses_an_unknown_rule() -> None:
    result = RUN.invoke(app, ["show", "gibt-es-nicht"])
    assert result.exit_code == 2
    assert "gibt es nicht" in result.output


def test_the_rule_in_the_readme_is_sound(tmp_path: Path) -> None:
    shown = re.search(r"```yaml\n(.*?)```", (RULES / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown is not None
    (tmp_path / "eigene-regel.yaml").write_text(shown[1], encoding="utf-8")
    result = RUN.invoke(app, ["check", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "1 Regeln mit 4 Beispielen" in result.output


def test_check_fails_with_1_where_examples_fail(tmp_path: Path) -> None:
    result = RUN.invoke(app, ["check", str(copy(BROKEN / "examples" / "gegenbeispiel-gefunden.yaml", tmp_path))])
    assert result.exit_code == 1
    assert "Gegenbeispiel wird gefunden" in result.output
    assert "gegenbeispiel-gefunden.yaml:" in result.output


def test_check_fails_with_2_where_a_file_is_malformed(tmp_path: Path) -> None:
    result = RUN.invoke(app, ["check", str(copy(BROKEN / "satzart-unbekannt.yaml", tmp_path))])
    assert result.exit_code == 2
    assert "satzart-unbekannt.yaml:" in result.output


def test_check_says_when_there_is_nothing_to_check(tmp_path: Path) -> None:
    result = RUN.invoke(app, ["check", str(tmp_path)])
    assert result.exit_code == 2
    assert "stehen keine Regeln" in result.output


def test_every_command_has_help() -> None:
    for command in ("list", "show", "check", "measure"):
        result = RUN.invoke(app, [command, "--help"])
        assert result.exit_code == 0
        assert result.output.strip()
