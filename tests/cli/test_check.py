import csv
import io
import json
import subprocess
import sys

import pytest
from lxml import html
from typer.testing import CliRunner

from kommunalfreund import __version__, batch
from kommunalfreund.cli import app, main
from kommunalfreund.finding import Effect
from kommunalfreund.paths import DRAFTS
from tests.factories import KeywordAnalysis, make_finding

HEAT = str(DRAFTS / "hitzeschutz")
STATISTICS = str(DRAFTS / "statistik")


@pytest.fixture(autouse=True)
def _keyword_analysis(monkeypatch):
    monkeypatch.setattr(batch, "Analysis", KeywordAnalysis)


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "kaputt.xml"
    path.write_text("<nicht geschlossen")
    return str(path)


def run(*arguments):
    return CliRunner().invoke(app, ["check", *arguments])


def run_main(monkeypatch, capsys, *arguments):
    monkeypatch.setattr(sys, "argv", ["kommunalfreund", *arguments])
    with pytest.raises(SystemExit) as exit_:
        main()
    return exit_.value.code, capsys.readouterr()


def test_table_is_the_default_and_fits_100_columns():
    result = run(HEAT)
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 100
    for words in ("Fundstelle", "Hitzevorsorgegesetz", "● direkt", "Pflicht:", "Von 175 Sätzen wurden"):
        assert words in result.stdout


def test_json_lines_are_flagged_only_unless_all_are_wanted():
    flagged = [json.loads(line) for line in run(HEAT, "--format", "jsonl").stdout.splitlines()]
    everything = [json.loads(line) for line in run(HEAT, "--format", "jsonl", "--all-clauses").stdout.splitlines()]
    assert flagged
    assert all(line["flagged"] for line in flagged)
    assert flagged == [line for line in everything if line["flagged"]]
    assert len(everything) > len(flagged)
    assert flagged[0]["source"].endswith(".xml")


def test_json_is_an_object_for_one_draft_and_a_list_for_several():
    assert json.loads(run(HEAT, "--format", "json").stdout)["summary"]["clauses"] == 175
    assert [one["draft"]["source"] for one in json.loads(run(STATISTICS, HEAT, "--format", "json").stdout)] == [HEAT, STATISTICS]


def test_csv_reads_back():
    text = run(HEAT, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert {row["Gemeldet"] for row in rows} == {"ja"}
    assert rows[0]["Fundstelle"].startswith("§")


def test_html_of_one_draft_goes_to_standard_output_or_file(tmp_path):
    assert html.document_fromstring(run(HEAT, "--format", "html").stdout).xpath("//table[@id='befundliste']")
    output = tmp_path / "bericht.html"
    result = run(HEAT, "--format", "html", "--output", str(output))
    assert (result.exit_code, result.stdout) == (0, "")
    assert output.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_html_of_several_drafts_goes_to_a_folder(tmp_path, broken):
    result = run(HEAT, STATISTICS, broken, "--format", "html", "--output", str(tmp_path / "berichte"))
    assert result.exit_code == 2
    assert sorted(one.name for one in (tmp_path / "berichte").iterdir()) == ["FoSchStatG.html", "HitzeVG.html", "index.html"]
    assert "kaputt.xml" in (tmp_path / "berichte" / "index.html").read_text(encoding="utf-8")


def test_broken_file_does_not_stop_the_others(broken):
    result = run(broken, HEAT, "--format", "jsonl")
    assert result.exit_code == 2
    assert f"Fehler: {broken}:1: " in result.stderr
    assert len(result.stdout.splitlines()) == len(run(HEAT, "--format", "jsonl").stdout.splitlines())
    for line in result.stdout.splitlines():
        json.loads(line)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((), 0), (("--fail-on", "pflicht"), 1), (("--fail-on", "kosten"), 1), (("--fail-on", "kosten", "--fail-on", "pflicht"), 1)],
)
def test_exit_code_with_findings(arguments, code):
    assert run(HEAT, "--format", "jsonl", *arguments).exit_code == code


def test_exit_code_0_if_no_finding_has_that_effect(monkeypatch):
    monkeypatch.setattr(KeywordAnalysis, "_judge", lambda self, clause: make_finding(clause, effects=(Effect.PFLICHT,)))
    assert run(HEAT, "--format", "jsonl", "--fail-on", "kosten").exit_code == 0
    assert run(HEAT, "--format", "jsonl", "--fail-on", "pflicht").exit_code == 1


def test_errors_outweigh_findings(broken):
    assert run(broken, HEAT, "--fail-on", "pflicht").exit_code == 2


def test_options_reach_the_analysis(tmp_path):
    versions = json.loads(run(HEAT, "--format", "json", "--no-model", "--rules", str(tmp_path)).stdout)["versions"]
    assert versions["model"] == "ohne"
    assert versions["rulebook"].endswith(tmp_path.name)
    assert json.loads(run(HEAT, "--format", "json", "--no-rules").stdout)["versions"]["rulebook"] == "ohne"


def test_jobs_change_nothing():
    arguments = (HEAT, STATISTICS, "--format", "jsonl")
    assert run(*arguments, "--jobs", "2").stdout == run(*arguments).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "gibt-es-nicht.xml"], "gibt-es-nicht.xml"),
        (["check", HEAT, "--no-model", "--no-rules"], "nichts zu prüfen"),
        (["check", HEAT, "--output", "fehlt/x.txt"], "gibt es nicht"),
        (["check", HEAT, STATISTICS, "--format", "html"], "Mehrere Entwürfe"),
    ],
)
def test_expected_errors_are_one_message_without_traceback(monkeypatch, capsys, arguments, message):
    code, captured = run_main(monkeypatch, capsys, *arguments)
    assert code == 2
    assert message in captured.err
    assert captured.err.startswith("Fehler: ")
    assert "Traceback" not in captured.err


def test_empty_folder_is_an_error(monkeypatch, capsys, tmp_path):
    code, captured = run_main(monkeypatch, capsys, "check", str(tmp_path))
    assert code == 2
    assert captured.err.startswith("Fehler: ")
    assert captured.out == ""


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--jobs", "0"], ["--fail-on", "entlastung"]])
def test_wrong_options_are_refused(arguments):
    assert run(HEAT, *arguments).exit_code == 2


def test_version():
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"kommunalfreund {__version__}\n")


def test_every_command_has_help():
    names = [command.name for command in app.registered_commands]
    names += [command.name for group in app.registered_groups for command in group.typer_instance.registered_commands if not group.name]
    assert "check" in names
    for name in names:
        result = CliRunner().invoke(app, [name, "--help"])
        assert result.exit_code == 0
        assert "Usage" in result.stdout


def test_real_analysis_from_the_command_line_keeps_data_and_messages_apart(tmp_path, broken):
    command = [
        sys.executable,
        "-c",
        "from kommunalfreund.cli import main; main()",
        "check",
        HEAT,
        broken,
        "--no-model",
        "--format",
        "jsonl",
    ]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path)
    assert result.returncode == 2
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert lines
    assert {line["model_version"] for line in lines} == {"ohne"}
    assert "kaputt.xml" in result.stderr
    assert "Traceback" not in result.stderr
