from datetime import date

import pytest

from kommunalfreund.assessment.legal_checks.examples import assess_example
from kommunalfreund.assessment.legal_checks.schema import ExampleModel
from kommunalfreund.assessment.timeline import Timeline, read_timeline
from kommunalfreund.paths import RULES
from kommunalfreund.rulebook.loading import load_rulebook

RULEBOOK = load_rulebook([RULES])
DUTY = {"addressee": "direkt", "effects": ["pflicht"], "kind": "aufgabe"}


def timeline(*sentences: dict[str, object] | str, day: str = "") -> Timeline:
    entries = [{"text": one} if isinstance(one, str) else one for one in sentences]
    draft, assessed = assess_example(RULEBOOK, ExampleModel.model_validate({"sentences": entries, "date": day}))
    return read_timeline(draft, [clause.finding for clause in assessed])


def test_days_between_draft_entry_into_force_and_deadline():
    found = timeline(
        {"text": "Die Landkreise richten bis zum 31. Dezember 2029 eine Anlaufstelle ein.", **DUTY},
        "Dieses Gesetz tritt am 1. Juli 2028 in Kraft.",
        day="2026-10-12",
    )
    assert found.entry is not None
    assert found.entry.day == date(2028, 7, 1)
    assert found.lead_days == (date(2028, 7, 1) - date(2026, 10, 12)).days == 628
    assert [(one.words, one.days) for one in found.deadlines] == [("bis 31. Dezember 2029", 548)]


@pytest.mark.parametrize(
    ("text", "floating"),
    [
        ("Dieses Gesetz tritt am Tag nach der Verkündung in Kraft.", 1),
        ("Dieses Gesetz tritt mit der Verkündung in Kraft.", 1),
        ("Dieses Gesetz tritt am ersten Tag des dritten auf die Verkündung folgenden Kalendermonats in Kraft.", 60),
    ],
)
def test_entry_into_force_that_depends_on_promulgation(text: str, floating: int):
    entry = timeline(text, day="2026-01-01").entry
    assert entry is not None
    assert (entry.day, entry.floating_days) == (None, floating)


def test_a_later_entry_into_force_of_one_norm_counts_for_its_deadlines():
    found = timeline(
        {"text": "Die Gemeinden richten bis zum 1. Februar 2031 eine Lesestube ein.", **DUTY},
        "Dieses Gesetz tritt am 1. Januar 2029 in Kraft.",
        "Die §§ 1 bis 1 treten am 1. Januar 2031 in Kraft.",
    )
    assert found.entry is not None
    assert found.entry.day == date(2029, 1, 1)
    assert [one.days for one in found.deadlines] == [31]


def test_deadlines_counted_from_entry_into_force():
    found = timeline({"text": "Die Gemeinden stellen die Pläne innerhalb von zwei Jahren nach Inkrafttreten dieses Gesetzes auf.", **DUTY})
    assert [(one.day, one.days) for one in found.deadlines] == [(None, 730)]


@pytest.mark.parametrize(
    "text",
    [
        "Die Gemeinden fördern Kinder, die nach dem 30. Juni 2028 geboren sind.",
        "Die Gemeinden berichten jährlich bis zum 31. März.",
        "Die Gemeinden berichten bis zum 31. Februar 2030.",
    ],
)
def test_other_dates_are_no_deadlines(text: str):
    assert timeline({"text": text, **DUTY}).deadlines == ()


def test_deadlines_of_others_do_not_count():
    assert timeline("Der Betreiber meldet seine Anlage bis zum 31. März 2030 an.").deadlines == ()
