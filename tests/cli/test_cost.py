import io
import json
import sys

import pytest
from typer.testing import CliRunner

from kommunalfreund.cli import app, cost, main
from kommunalfreund.paths import DRAFTS
from tests.factories import KeywordAnalysis

HEAT = str(DRAFTS / "hitzeschutz")
ASSUMPTIONS = str(DRAFTS / "hitzeschutz" / "annahmen.yaml")


@pytest.fixture(autouse=True)
def _keyword_analysis(monkeypatch):
    monkeypatch.setattr(cost, "Analysis", KeywordAnalysis)


def run(*arguments):
    return CliRunner().invoke(app, ["cost", *arguments])


def test_table_with_the_municipal_share():
    result = run(HEAT, "--assumptions", ASSUMPTIONS)
    assert result.exit_code == 0
    for words in ("davon Kommunen", "13.430.820", "42.304.000", "davon auf die Kommunen jährlich rund 13.431.000 Euro"):
        assert words in " ".join(result.stdout.split())


def test_text_csv_and_json():
    assert run(HEAT, "--assumptions", ASSUMPTIONS, "--format", "text").stdout.startswith("Der Verwaltung entsteht")
    lines = run(HEAT, "--assumptions", ASSUMPTIONS, "--format", "csv").stdout.splitlines()
    assert lines[0].lstrip("\ufeff").startswith("Vorgabe;Ebene;Fallzahl")
    assert any(line.startswith("davon Kommunen;") for line in lines)
    assert any("Abschrift" in line for line in lines)
    value = json.loads(run(HEAT, "--assumptions", ASSUMPTIONS, "--format", "json").stdout)
    assert value["summen"]["jaehrlich"]["kommunen"]["wahrscheinlich"] == 13_430_820


def test_xlsx_holds_numbers_parameters_and_text(tmp_path):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl (Extra office) ist nicht installiert")
    target = tmp_path / "kosten.xlsx"
    assert run(HEAT, "--assumptions", ASSUMPTIONS, "--format", "xlsx", "--output", str(target)).exit_code == 0
    book = openpyxl.load_workbook(io.BytesIO(target.read_bytes()))
    assert book.sheetnames == ["Erfüllungsaufwand", "Parameter", "Vorblatt E.3"]
    rows = {row[0].value: row for row in book["Erfüllungsaufwand"].iter_rows()}
    assert rows["davon Kommunen"][6].value == 13_430_820


def test_proposals_are_written_once_and_can_be_read_again(tmp_path):
    target = tmp_path / "annahmen.yaml"
    assert run(HEAT, "--propose", str(target)).exit_code == 0
    again = run(HEAT, "--assumptions", str(target))
    assert again.exit_code == 0
    assert "je 1.000 Fälle" in " ".join(again.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((str(DRAFTS),), "genau ein Entwurf"),
        ((HEAT, "--assumptions", "gibt-es-nicht.yaml"), "lässt sich nicht lesen"),
        ((HEAT, "--assumptions", ASSUMPTIONS, "--format", "xlsx"), "Standardausgabe"),
        ((HEAT, "--propose", ASSUMPTIONS), "gibt es schon"),
    ],
)
def test_errors_end_with_exit_code_2(monkeypatch, capsys, arguments, words):
    monkeypatch.setattr(sys, "argv", ["kommunalfreund", "cost", *arguments])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2
    assert words in capsys.readouterr().err
