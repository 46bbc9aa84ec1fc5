from kommunalfreund.export.summary import is_relief, stated_probability, summarise
from kommunalfreund.finding import Addressee, DutyKind, Effect, Prediction
from tests.factories import make_finding


def test_counts():
    findings = [
        make_finding(),
        make_finding(addressee=Addressee.MITTELBAR, effects=(Effect.PFLICHT, Effect.KOSTEN), kind=DutyKind.ANSPRUCH),
        make_finding(addressee=Addressee.FUNKTIONAL, effects=(Effect.ENTLASTUNG,)),
        make_finding(addressee=Addressee.KEINE, effects=()),
    ]
    summary = summarise(findings)
    assert (summary.clauses, summary.flagged, summary.relief) == (4, 2, 1)
    assert summary.as_json() == {
        "clauses": 4,
        "flagged": 2,
        "relief": 1,
        "addressees": {"direkt": 1, "funktional": 0, "mittelbar": 1},
        "effects": {"pflicht": 2, "kosten": 1, "entlastung": 1},
        "kinds": {"aufgabe": 0, "information": 1, "standard": 0, "verfahren": 0, "anspruch": 1},
        "novelties": {"neu": 2},
    }


def test_relief_is_neither_flagged_nor_without_municipality():
    assert is_relief(make_finding(effects=(Effect.ENTLASTUNG,)))
    assert not is_relief(make_finding(effects=(Effect.PFLICHT, Effect.ENTLASTUNG)))
    assert not is_relief(make_finding(addressee=Addressee.KEINE, effects=(Effect.ENTLASTUNG,)))


def test_probability_is_that_of_what_is_stated():
    prediction = Prediction(
        score=0.1,
        addressee=tuple((addressee, 0.25) for addressee in Addressee),
        effects=((Effect.PFLICHT, 0.1), (Effect.KOSTEN, 0.05), (Effect.ENTLASTUNG, 0.8)),
        kind=DutyKind.AUFGABE,
        features=(),
    )
    assert stated_probability(make_finding(effects=(Effect.ENTLASTUNG,), prediction=prediction)) == 0.8
    burden = make_finding(effects=(Effect.PFLICHT, Effect.ENTLASTUNG), prediction=prediction)
    assert stated_probability(burden) == burden.score != 0.8
    ruled = make_finding(effects=(Effect.ENTLASTUNG,), prediction=None)
    assert stated_probability(ruled) == ruled.score
