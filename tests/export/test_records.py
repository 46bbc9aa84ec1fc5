import json

import jsonschema
import pytest
from pydantic import ValidationError

from kommunalfreund.draft import Anchor, Span
from kommunalfreund.export.records import FindingRecord, json_schema, place_of, record_of, records_of, shipped_schema
from kommunalfreund.finding import Addressee, Effect
from tests.factories import VERSIONS, make_actor, make_clause, make_draft, make_finding, make_result, make_rule

FIELDS = (
    "source draft part anchor citation norm absatz satz text addressee effects kind bindingness novelty flagged score actor "
    "actor_found_by rules reasons rulebook_version model_version"
).split()


def make_record(**values):
    finding = make_finding(actor=make_actor("Gemeinde", Span(4, 12)), rules=(make_rule(), make_rule()), **values)
    return record_of(finding, make_draft(), VERSIONS)


def test_line_has_the_published_fields_in_order():
    assert list(json.loads(make_record().model_dump_json())) == FIELDS


def test_line_says_what_the_finding_says():
    line = json.loads(make_record(effects=(Effect.PFLICHT, Effect.KOSTEN)).model_dump_json())
    assert line == {
        "source": "entwuerfe/lesestuben.xml",
        "draft": "0123456789abcdef",
        "part": "regelungstext",
        "anchor": "absatz-1",
        "citation": "§ 2 Absatz 1 Satz 1",
        "norm": "§ 2",
        "absatz": "1",
        "satz": 1,
        "text": "Die Gemeinde führt ein Verzeichnis der Lesestuben.",
        "addressee": "direkt",
        "effects": ["pflicht", "kosten"],
        "kind": "information",
        "bindingness": "muss",
        "novelty": "neu",
        "flagged": True,
        "score": 0.9346,
        "actor": "Gemeinde",
        "actor_found_by": "genannt",
        "rules": ["register-fuehren"],
        "reasons": ["Die Gemeinde ist Subjekt des Satzes."],
        "rulebook_version": "r-1a2b",
        "model_version": "m-3c4d",
    }


def test_what_is_unknown_is_null():
    record = record_of(make_finding(addressee=Addressee.KEINE, effects=()), make_draft(), VERSIONS)
    assert (record.kind, record.bindingness, record.actor, record.actor_found_by) == (None, None, None, None)


def test_anchor_without_eid_is_its_xpath():
    assert place_of(Anchor(xpath="/dokumente/norm[3]", line=5)) == "/dokumente/norm[3]"


def test_only_flagged_clauses_unless_all_are_wanted():
    result = make_result(make_finding(), make_finding(make_clause(id="c2"), addressee=Addressee.KEINE, effects=()))
    assert [record.flagged for record in records_of(result)] == [True]
    assert [record.flagged for record in records_of(result, all_clauses=True)] == [True, False]


def test_shipped_schema_is_that_of_the_model():
    assert shipped_schema() == json_schema(), "Write json.dumps(json_schema(), ensure_ascii=False, indent=2) to the schema file."


def test_lines_fit_the_shipped_schema_and_others_do_not():
    validator = jsonschema.Draft202012Validator(shipped_schema())
    line = json.loads(make_record().model_dump_json())
    validator.validate(line)
    for broken in ({**line, "addressee": "jemand"}, {**line, "mehr": 1}, {key: value for key, value in line.items() if key != "norm"}):
        assert not validator.is_valid(broken)


def test_line_can_be_read_back():
    record = make_record()
    assert FindingRecord.model_validate_json(record.model_dump_json()) == record


def test_unknown_fields_are_refused():
    with pytest.raises(ValidationError):
        FindingRecord.model_validate({**make_record().model_dump(), "mehr": 1})
