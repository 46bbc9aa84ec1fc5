import io
import sys

import pytest
from typer.testing import CliRunner

from kommunalfreund.cli import app, kommunal_check, main
from kommunalfreund.paths import DRAFTS
from tests.factories import KeywordAnalysis

HEAT = DRAFTS / "hitzeschutz"


@pytest.fixture(autouse=True)
def _keyword_analysis(monkeypatch):
    monkeypatch.setattr(kommunal_check, "Analysis", KeywordAnalysis)


def test_html_with_cost(tmp_path):
    target = tmp_path / "check.html"
    arguments = ["kommunal-check", str(HEAT), "--output", str(target), "--assumptions", str(HEAT / "annahmen.yaml")]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert "13.430.820" in target.read_text(encoding="utf-8")


def test_docx_by_suffix(tmp_path):
    docx = pytest.importorskip("docx", reason="python-docx (Extra office) ist nicht installiert")
    target = tmp_path / "check.docx"
    assert CliRunner().invoke(app, ["kommunal-check", str(HEAT), "--output", str(target)]).exit_code == 0
    assert docx.Document(io.BytesIO(target.read_bytes())).paragraphs[0].text.startswith("Gesetz zur Vorsorge")


def test_several_drafts_end_with_exit_code_2(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(sys, "argv", ["kommunalfreund", "kommunal-check", str(DRAFTS), "--output", str(tmp_path / "x.html")])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2
    assert "genau ein Entwurf" in capsys.readouterr().err
