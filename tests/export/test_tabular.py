import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunalfreund.export.records import records_of
from kommunalfreund.export.tabular import result_as_json, safe_cell, write_csv_header, write_csv_rows, write_json, write_jsonl
from kommunalfreund.finding import Addressee, Effect
from tests.factories import make_check, make_clause, make_finding, make_result


def csv_text(result):
    stream = io.StringIO(newline="")
    write_csv_header(stream)
    write_csv_rows(records_of(result, all_clauses=True), stream, title=result.draft.title)
    return stream.getvalue()


def csv_rows(result):
    return list(csv.DictReader(io.StringIO(csv_text(result).removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_jsonl_has_one_line_per_record_and_keeps_umlauts():
    stream = io.StringIO()
    write_jsonl(records_of(make_result(make_finding(), make_finding(make_clause("Zeile\nzwei", id="c2")))), stream)
    lines = stream.getvalue().splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["Die Gemeinde führt ein Verzeichnis der Lesestuben.", "Zeile\nzwei"]
    assert "führt" in lines[0]


def test_csv_opens_in_german_excel():
    text = csv_text(make_result())
    assert text.startswith("\ufeffEntwurf;Datei;Kennung des Entwurfs;")
    assert text.count("\r\n") == 2


def test_csv_cells_are_german():
    result = make_result(
        make_finding(effects=(Effect.PFLICHT, Effect.KOSTEN)), make_finding(make_clause(id="c2"), addressee=Addressee.KEINE, effects=())
    )
    first, second = csv_rows(result)
    assert first["Entwurf"] == "Gesetz über die kommunalen Lesestuben"
    assert (first["Fundstelle"], first["Wirkung"], first["Gemeldet"]) == ("§ 2 Absatz 1 Satz 1", "pflicht | kosten", "ja")
    assert first["Wahrscheinlichkeit"] == "0,9346"
    assert (second["Gemeldet"], second["Art"], second["Handelnde Stelle"]) == ("nein", "", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " =", "  -"])
def test_no_cell_can_act_as_a_formula(start):
    (row,) = csv_rows(make_result(make_finding(make_clause(f'{start}HYPERLINK("x";"y")'))))
    assert row["Text"] == f'\'{start}HYPERLINK("x";"y")'


@given(st.text())
def test_safe_cell_only_ever_adds_one_apostrophe(text):
    safe = safe_cell(text)
    assert safe in (text, "'" + text)
    assert not safe.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_csv_survives_any_text(text):
    (row,) = csv_rows(make_result(make_finding(make_clause(text))))
    assert row["Text"] == safe_cell(text)


def test_json_of_one_draft_is_an_object_of_several_a_list():
    def written(results, many):
        stream = io.StringIO()
        write_json(results, stream, many=many)
        return json.loads(stream.getvalue())

    one = make_result()
    assert written([one], many=False) == result_as_json(one)
    assert written([one, one], many=True) == [result_as_json(one), result_as_json(one)]
    assert written([one], many=True) == [result_as_json(one)]
    assert written([], many=True) == []


def test_json_lists_remarks_on_the_whole_draft():
    assert result_as_json(make_result(checks=(make_check("c1"),)))["draft_checks"] == [
        {
            "id": "konnexitaet",
            "titel": "Mehrbelastung ohne Ausgleich",
            "hinweis": "Ein Ausgleich ist nicht geregelt.",
            "fundstelle": "",
            "rechtsgrundlage": "§ 1",
            "schwere": "hinweis",
            "belege": ["c1"],
        }
    ]


def test_json_holds_draft_summary_findings_checks_and_versions():
    value = result_as_json(make_result())
    assert list(value) == ["draft", "summary", "findings", "draft_checks", "suggestions", "versions"]
    assert value["draft"]["title"] == "Gesetz über die kommunalen Lesestuben"
    assert value["draft"]["documents"][0]["version"] == "1.8.2"
    assert value["summary"]["flagged"] == len(value["findings"]) == 1
    assert value["versions"] == {"software": "0.1.0", "rulebook": "r-1a2b", "model": "m-3c4d", "checks": "", "schema": 1}
