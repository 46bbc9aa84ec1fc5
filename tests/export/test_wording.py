from dataclasses import replace

import pytest

from kommunalfreund.draft import Span
from kommunalfreund.export.summary import summarise
from kommunalfreund.export.wording import brief_reason, excerpt, headline, warnings_of
from kommunalfreund.finding import Effect
from tests.factories import make_actor, make_draft, make_finding, make_rule


@pytest.mark.parametrize(
    ("flagged", "relief", "text"),
    [
        (0, 0, "Von 0 Sätzen wurde keiner gemeldet."),
        (1, 0, "Von 1 Satz wurde 1 gemeldet."),
        (2, 2, "Von 4 Sätzen wurden 2 gemeldet; 2 weitere Sätze entlasten nur."),
    ],
)
def test_headline(flagged, relief, text):
    assert headline(summarise([make_finding()] * flagged + [make_finding(effects=(Effect.ENTLASTUNG,))] * relief)) == text


@pytest.mark.parametrize(("text", "cut"), [("kurz", "kurz"), ("eins zwei drei", "eins …"), ("x" * 20, "x" * 9 + " …")])
def test_excerpt(text, cut):
    assert excerpt(text, 10) == cut


def test_each_warning_is_given_once():
    draft = make_draft(warnings=("eins", "zwei"))
    document = replace(draft.documents[0], warnings=("zwei", "drei"))
    assert warnings_of(replace(draft, documents=(document,))) == ("eins", "zwei", "drei")


def test_brief_reason_is_the_body_and_the_titles_of_rules_with_an_effect():
    rules = (
        make_rule(Span(0, 1), title="Frist"),
        make_rule(Span(0, 1), title="Ausnahme", effects=()),
        make_rule(Span(2, 3), title="Frist"),
    )
    assert brief_reason(make_finding(actor=make_actor("Gemeinde"), rules=rules)) == "Gemeinde: Frist"
    assert brief_reason(make_finding(rules=rules)) == "Frist"
    assert brief_reason(make_finding()) == "Die Gemeinde ist Subjekt des Satzes."
    assert brief_reason(make_finding(effects=())) == "–"
