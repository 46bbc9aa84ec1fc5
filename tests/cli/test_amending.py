"""``check --base``, ``consolidate`` and ``compare`` on the example bill."""

import json

import pytest
from typer.testing import CliRunner

from kommunalfreund.cli import app
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.paths import DRAFTS
from kommunalfreund.reading import discover, read_draft

BILL = str(DRAFTS / "buergerservice/regelungstext-entwurf-1.xml")
BASES = DRAFTS / "buergerservice/stammgesetze"


def run(*arguments):
    return CliRunner().invoke(app, list(arguments))


def test_check_with_base_law_speaks_of_the_resulting_text():
    result = run("check", BILL, "--base", str(BASES), "--format", "jsonl", "--no-model")
    assert result.exit_code == 0
    lines = {line["citation"]: line for line in map(json.loads, result.stdout.splitlines())}
    line = lines["Artikel 2 Nummer 1 Buchstabe a, § 2 Absatz 1 Satz 2"]
    assert (line["novelty"], line["norm"], line["absatz"], line["satz"]) == ("verschaerft", "§ 2", "1", 2)
    assert line["text"] == "Die Behörde muss Termine auch elektronisch vergeben."
    assert "„kann“ → „muss“" in line["reasons"][0]


def test_table_names_novelty_and_fits_100_columns():
    result = run("check", BILL, "--base", str(BASES), "--no-model")
    assert max(map(len, result.stdout.splitlines())) <= 100
    assert "verschärft" in result.stdout
    assert "Stammgesetz fehlt: Servicestellenverordnung" in " ".join(result.stdout.split())


@pytest.mark.parametrize("option", ["--base", "--laws"])
def test_a_missing_law_file_is_named(option):
    result = run("check", BILL, option, "gibt/es/nicht.xml")
    assert isinstance(result.exception, KommunalfreundError)
    assert option in str(result.exception)


@pytest.mark.parametrize(("ending", "words"), [("xml", "<akn:act"), ("html", "<ins>muss</ins>"), ("txt", "Die Behörde muss Termine auch")])
def test_consolidate_writes_the_resulting_law(tmp_path, ending, words):
    target = tmp_path / f"neu.{ending}"
    result = run("consolidate", BILL, "--base", str(BASES), "--law", "Terminvergabegesetz", "--output", str(target))
    assert result.exit_code == 0
    assert words in target.read_text(encoding="utf-8")


def test_the_written_law_reads_like_the_resulting_one(tmp_path):
    result = run("consolidate", BILL, "--base", str(BASES), "--output", str(tmp_path))
    assert result.exit_code == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["BürgAnlG.xml", "TermVergG.xml", "VwLotsG.xml"]
    law = read_draft(discover([tmp_path / "TermVergG.xml"])[0])
    assert (law.short_title, law.abbreviation) == ("Terminvergabegesetz", "TermVergG")


def test_consolidate_needs_a_law_and_a_known_ending(tmp_path):
    assert "--base" in str(run("consolidate", BILL).exception)
    unknown = run("consolidate", BILL, "--base", str(BASES), "--law", "Terminvergabegesetz", "--output", str(tmp_path / "neu.pdf"))
    assert ".xml, .html oder .txt" in str(unknown.exception)
    several = run("consolidate", BILL, "--base", str(BASES), "--output", str(tmp_path / "neu.xml"))
    assert "Ordner" in str(several.exception)


def test_compare_finds_what_changed_between_two_versions(tmp_path):
    old = BASES / "terminvergabegesetz" / "regelungstext-verkuendung-1.xml"
    new = tmp_path / "neu.xml"
    text = old.read_text(encoding="utf-8").replace(
        "Die Behörde kann Termine auch elektronisch vergeben.", "Die Behörde muss Termine auch elektronisch vergeben."
    )
    new.write_text(text.replace(" Die Ablehnung ist schriftlich zu begründen.", ""), encoding="utf-8")
    lines = [
        json.loads(line)
        for line in run("compare", str(old), str(new), "--format", "jsonl", "--all-clauses", "--no-model").stdout.splitlines()
    ]
    assert {line["citation"]: line["novelty"] for line in lines} == {
        "§ 2 Absatz 1 Satz 2": "verschaerft",
        "§ 4 Absatz 2 Satz 2": "aufgehoben",
    }
    page = run("compare", str(old), str(new), "--format", "html", "--no-model").stdout
    assert "<ins>muss</ins>" in page


def test_compare_needs_two_drafts(tmp_path):
    result = run("compare", BILL, str(tmp_path))
    assert isinstance(result.exception, KommunalfreundError)
