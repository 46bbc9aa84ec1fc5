from enum import StrEnum

import pytest

from kommunalfreund import clause, draft, finding, labels_de
from kommunalfreund.export.records import FindingRecord
from kommunalfreund.language import interpretation

SHOWN_ENUMS = sorted(
    {
        value
        for module in (draft, clause, finding, interpretation)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    },
    key=lambda enum: enum.__name__,
)


@pytest.mark.parametrize("enum", SHOWN_ENUMS)
def test_every_value_of_every_shared_enum_has_a_label(enum):
    assert set(labels_de.LABELS[enum]) == set(enum)
    for value in enum:
        assert labels_de.short(value)
        assert labels_de.explain(value).endswith("."), value


@pytest.mark.parametrize("enum", SHOWN_ENUMS)
def test_short_labels_of_an_enum_differ(enum):
    assert len({label.short for label in labels_de.LABELS[enum].values()}) == len(enum)


def test_every_field_of_the_interchange_line_has_a_heading_in_the_same_order():
    assert tuple(labels_de.COLUMNS) == tuple(FindingRecord.model_fields)


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (1.0, "sehr wahrscheinlich"),
        (0.9, "sehr wahrscheinlich"),
        (0.89, "wahrscheinlich"),
        (0.5, "eher wahrscheinlich"),
        (0.49, "zweifelhaft"),
        (0.2, "unwahrscheinlich"),
        (0.0, "sehr unwahrscheinlich"),
    ],
)
def test_score_in_words(score, words):
    assert labels_de.score_in_words(score) == words


@pytest.mark.parametrize(("iso", "german"), [("2026-03-02", "2. März 2026"), ("", ""), ("2026", "2026")])
def test_german_date(iso, german):
    assert labels_de.german_date(iso) == german
