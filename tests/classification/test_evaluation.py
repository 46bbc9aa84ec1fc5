from __future__ import annotations

import importlib.util
import json
import random
from dataclasses import replace
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from kommunalfreund.classification.baselines import baseline_verdicts
from kommunalfreund.classification.curves import (
    best_f1,
    calibrate_by_other_laws,
    calibration,
    calibration_error,
    flag_by_other_laws,
    share_found,
)
from kommunalfreund.classification.evaluation import (
    GoldSentence,
    Judgement,
    Verdict,
    average_precision,
    describe,
    match,
    parse_gold,
    score,
    score_flags,
)
from kommunalfreund.classification.labelled_clauses import Label
from kommunalfreund.errors import CorpusError
from kommunalfreund.finding import Addressee, DutyKind, Effect
from kommunalfreund.paths import RULES, SHARED
from kommunalfreund.rulebook.vocabulary import load_vocabulary

SCORER = SHARED / "annotation" / "evaluate.py"
DUTY = Label(addressee=Addressee.DIREKT, effects=(Effect.PFLICHT,), kind=DutyKind.AUFGABE)
NOTHING = Label(addressee=Addressee.KEINE, effects=(), kind=None)
BENCHES = "Die Gemeinde stellt an jedem Brunnen eine Bank auf und streicht sie alle zwei Jahre."


def gold(text: str = BENCHES, label: Label = DUTY, **values: Any) -> GoldSentence:
    return GoldSentence(**{"law": "L1", "norm": "§ 4", "text": text, "label": label, **values})


def judgement(text: str = BENCHES, *, flagged: bool = True, score: float = 0.8, **values: Any) -> Judgement:
    fields = {"law": "L1", "norm": "§ 4", "addressee": Addressee.DIREKT, "effects": (Effect.PFLICHT,), "kind": DutyKind.AUFGABE}
    return Judgement(text=text, flagged=flagged, score=score, **{**fields, **values})  # type: ignore[arg-type]


def test_a_sentence_cut_in_pieces_is_flagged_when_one_piece_is() -> None:
    (verdict,) = match(
        [gold()],
        [
            judgement("Die Gemeinde stellt an jedem Brunnen eine Bank auf", flagged=False, score=0.1, effects=(), kind=None),
            judgement(
                "und streicht sie alle zwei Jahre.", score=0.6, effects=(Effect.KOSTEN,), addressee=Addressee.MITTELBAR, by_rule=True
            ),
        ],
    )
    assert verdict.flagged
    assert verdict.score == 0.6
    assert verdict.addressee is Addressee.MITTELBAR
    assert verdict.by_rule


@pytest.mark.parametrize(
    "other",
    [
        {"norm": "§ 5"},
        {"law": "L2"},
        {"text": "Der Landkreis prüft die Brunnen einmal im Jahr und meldet das Ergebnis."},
        {"text": BENCHES.rstrip(".") + " " + " ".join(f"Zusatz{n}" for n in range(14)), "norm": "§ 3"},
        {"text": "Die Gemeinde"},
    ],
)
def test_a_sentence_elsewhere_is_not_taken_for_it(other: dict[str, str]) -> None:
    (verdict,) = match([gold()], [judgement(**other)])  # type: ignore[arg-type]
    assert verdict == Verdict(flagged=False, found=False)


@pytest.mark.parametrize(("one", "other"), [("§ 4", "§4"), ("§ 4a", "§\u00a04a"), ("Art 5", "Artikel 5"), ("Art. 5", "ART 5")])
def test_norms_meet_however_they_are_written(one: str, other: str) -> None:
    assert match([gold(norm=one)], [judgement(norm=other)])[0].found


def test_second_readers_count_as_right() -> None:
    sentence = gold(addressee_alt=Addressee.FUNKTIONAL, kind_alt=DutyKind.INFORMATION)
    verdict = Verdict(
        flagged=True, score=0.9, addressee=Addressee.FUNKTIONAL, effects=frozenset({Effect.PFLICHT}), kind=DutyKind.INFORMATION
    )
    figures = score([sentence], [verdict])
    assert figures["addressee_accuracy"] == figures["kind_accuracy"] == 1
    assert score([sentence], [replace(verdict, addressee=Addressee.MITTELBAR)])["addressee_accuracy"] == 0


def test_flags_are_counted_by_addressee_kind_and_where_no_rule_speaks() -> None:
    sentences = [gold(), gold(label=replace(DUTY, addressee=Addressee.MITTELBAR)), gold(label=NOTHING), gold(label=NOTHING)]
    verdicts = [
        Verdict(flagged=True, score=0.9, by_rule=True),
        Verdict(flagged=False),
        Verdict(flagged=True, score=0.4),
        Verdict(flagged=False),
    ]
    figures = score(sentences, verdicts)
    assert (figures["precision"], figures["recall"], figures["f1"]) == (0.5, 0.5, 0.5)
    assert (figures["recall_direkt"], figures["recall_mittelbar"], figures["recall_funktional"]) == (1, 0, None)
    assert (figures["recall_aufgabe"], figures["recall_standard"]) == (0.5, None)
    assert (figures["positive_without_rule"], figures["recall_without_rule"]) == (1, 0)
    assert figures["average_precision"] == pytest.approx((1 + 2 / 3) / 2)
    assert describe(sentences)["positive_mittelbar"] == 1


def test_a_malformed_line_is_named_without_its_text() -> None:
    line = json.dumps({"bjnr": "L1", "law": "BrG", "norm": "§ 4", "text": BENCHES, "addressee": "alle", "effects": [], "kind": None})
    with pytest.raises(CorpusError) as caught:
        parse_gold(["", line], "saetze.jsonl")
    assert caught.value.line == 2
    assert "Brunnen" not in str(caught.value)


def test_best_threshold_keeps_equal_scores_together() -> None:
    threshold, f1 = best_f1(np.array([True, False, True, False]), np.array([0.9, 0.5, 0.5, 0.1]))
    assert (threshold, f1) == (0.5, pytest.approx(0.8))


def test_thresholds_and_calibration_come_from_other_laws() -> None:
    generator = np.random.default_rng(0)
    laws = [f"L{n % 20}" for n in range(2000)]
    odds = generator.normal(size=2000) * 2
    truth = generator.random(2000) < 1 / (1 + np.exp(-odds))
    fair = flag_by_other_laws(truth, odds, laws)
    assert set(fair[odds > 1]) == {True}
    assert set(fair[odds < -2]) == {False}
    probability = calibrate_by_other_laws(truth, odds, laws)
    assert calibration_error(calibration(truth, probability)) < 0.05
    first = np.array([law == "L0" for law in laws])
    assert np.allclose(calibrate_by_other_laws(truth ^ first, odds, laws)[first], probability[first])


def test_calibration_bins_have_equal_size() -> None:
    bins = calibration(np.array([False, False, True, True]), np.array([0.2, 0.1, 0.7, 0.8]), bins=2)
    assert [(one.count, one.observed) for one in bins] == [(2, 0), (2, 1)]
    assert calibration_error(bins) == pytest.approx((0.15 + 0.25) / 2)


def test_reading_everything_finds_everything() -> None:
    truth, odds = np.array([True, False, False, True, False]), np.array([0.9, 0.8, 0.1, 0.7, 0.2])
    assert [share_found(truth, odds, share) for share in (0.2, 0.6, 1.0)] == [0.5, 1, 1]


def test_word_lists_say_what_their_name_promises() -> None:
    sentences = [
        gold("Die Gemeinde muss die Brunnen reinigen."),
        gold("Das Jugendamt berät die Eltern."),
        gold("Die zuständige Behörde soll den Betrieb der Quellstube untersagen."),
        gold("Der Verein kann die Brunnen schmücken."),
    ]
    found = {
        name: [verdict.flagged for verdict in verdicts]
        for name, verdicts in baseline_verdicts(sentences, load_vocabulary([RULES / "vocabulary"])).items()
    }
    assert found == {
        "municipality_words": [True, False, False, False],
        "municipality_and_office_words": [True, True, True, False],
        "obligation_words": [True, False, True, False],
        "office_and_obligation_words": [True, False, True, False],
        "everything": [True, True, True, True],
    }
    assert score_flags(sentences, baseline_verdicts(sentences, load_vocabulary([RULES / "vocabulary"]))["everything"])["recall"] == 1


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluate", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WORDS = "Gemeinde Brunnen Bank Antrag Bescheid Frist Register Landkreis Plan Bericht Verein prüft stellt meldet erteilt ist hat zu".split()


def _random_rows(seed: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Gold sentences and the output of a careless checker that cuts, joins, shortens and forgets."""
    generator = random.Random(seed)

    def label() -> dict[str, Any]:
        effects = [effect.value for effect in Effect if generator.random() < 0.4]
        kind = generator.choice(list(DutyKind)).value if "pflicht" in effects else None
        return {"addressee": generator.choice(list(Addressee)).value, "effects": effects, "kind": kind}

    rows: list[dict[str, Any]] = []
    output: list[dict[str, Any]] = []
    for number in range(150):
        words = [*generator.choices(WORDS, k=generator.randint(5, 20)), f"Wort{number}"]
        law, norm = f"B{generator.randrange(12)}", f"§ {generator.randrange(4)}"
        other = label()
        row = {"id": str(number), "bjnr": law, "law": "X", "norm": norm, "absatz": "", "satz": 1, "text": " ".join(words), **label()}
        rows.append({**row, "addressee_alt": other["addressee"], "kind_alt": other["kind"]} if generator.random() < 0.3 else row)
        cut = generator.choice([0, 0, len(words) // 2, 2])
        for part in (words[:cut], words[cut:]):
            if part and generator.random() < 0.95:
                found = {**row, **(label() if generator.random() < 0.4 else {})}
                flagged = found["addressee"] != "keine" and bool({"pflicht", "kosten"} & set(found["effects"]))
                extra = ["Zusatz"] * generator.choice([0, 0, 1, 8])
                output.append(
                    {
                        **{key: found[key] for key in ("addressee", "effects", "kind")},
                        "source": f"gesetze/{law}.xml", "norm": norm.replace(" ", "\u00a0"), "text": " ".join(part + extra),
                        "flagged": flagged, "score": round(generator.random(), 4),
                    }
                )  # fmt: skip
    return rows, output


@pytest.mark.shared
@pytest.mark.skipif(not SCORER.is_file(), reason="../shared mit dem Messwerkzeug ist nicht vorhanden")
@pytest.mark.parametrize("seed", range(3))
def test_figures_equal_those_of_the_shared_script(scorer: ModuleType, seed: int) -> None:
    rows, output = _random_rows(seed)
    theirs = scorer.score(rows, output)
    judgements = [
        Judgement(
            law=line["source"].removeprefix("gesetze/").removesuffix(".xml"), norm=line["norm"], text=line["text"],
            addressee=Addressee(line["addressee"]), effects=tuple(map(Effect, line["effects"])),
            kind=DutyKind(line["kind"]) if line["kind"] else None, flagged=line["flagged"], score=line["score"],
        )
        for line in output
    ]  # fmt: skip
    sentences = parse_gold(map(json.dumps, rows))
    ours = score(sentences, match(sentences, judgements))
    size = describe(sentences)
    assert (theirs.pop("units"), theirs.pop("positive")) == (size["sentences"], size["positive"])
    interval = theirs.pop("f1_interval_95")
    assert [round(value, 3) for value in ours["f1_interval_95"]] == interval  # type: ignore[union-attr]
    assert {name: ours[name] for name in theirs} == pytest.approx(theirs)
    assert 0 < theirs["not_found"] < 30


def test_average_precision_of_a_perfect_order_is_one() -> None:
    assert average_precision([False, True, True], [0.1, 0.9, 0.5]) == 1
