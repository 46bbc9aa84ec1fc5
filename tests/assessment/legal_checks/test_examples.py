"""Every shipped legal check with its examples is a test of its own; malformed files are refused with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kommunalfreund.assessment.legal_checks import check_version, load_legal_checks
from kommunalfreund.assessment.legal_checks.examples import check_examples
from kommunalfreund.errors import RulebookError
from kommunalfreund.paths import RULES
from kommunalfreund.rulebook.loading import load_rulebook

RULEBOOK = load_rulebook([RULES])
CHECKS = load_legal_checks([RULES])
SHIPPED = (RULES / "legal_checks" / "ggo-45-ressorts.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_examples_hold_in_both_directions(check):
    assert check.match
    assert check.no_match
    assert [str(problem) for problem in check_examples(RULEBOOK, check)] == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_check_is_a_hint_with_norm_and_what_to_look_at(check):
    assert check.sources
    assert check.look_at.endswith(("?", "."))
    assert "verfassungswidrig" not in check.message
    assert "nichtig" not in check.message


def test_the_topics_of_the_checks_are_covered():
    sources = " ".join(str(source) for check in CHECKS for source in check.sources)
    for norm in ("84 Abs. 1 Satz 7", "85 Abs. 1 Satz 2", "125a", "91e", "104a Abs. 4", "104a Abs. 1 und 5", "104b", "106 Abs. 6"):
        assert norm in sources
    for norm in ("§ 44 Abs. 3 GGO", "§ 45 Abs. 1 GGO mit Anlage 6", "§ 47 Abs. 1", "2 BvR 696/12", "Landesverfassungen"):
        assert norm in sources


def test_unread_and_second_hand_sources_are_marked():
    texts = [str(source) for check in CHECKS for source in check.sources]
    assert any(text.endswith("(aus zweiter Hand)") for text in texts)
    assert any(text.endswith("(am Original zu prüfen)") for text in texts)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("kind: satz", "kind: satzart", "„satzart“ gibt es nicht"),
        ("severity: hinweis", "severity: schlimm", "severity"),
        ("id: ggo-45-ressorts", "id: anders", "nicht der Name der Datei"),
        ("effects: [kosten]}\nexamples", 'text: "("}\nexamples', "kein gültiger regulärer Ausdruck"),
        ("      reason: Der Satz selbst bestimmt kein Geld.\n", "", "reason"),
        ("when:\n", "wenn: 1\nwhen:\n", "kein bekannter Schlüssel"),
        ("  - {flagged: true, effects: [kosten]}\n", "  - {part: [regelungstext]}\n", "ohne eine einzige Bedingung"),
    ],
)
def test_a_malformed_file_is_refused_with_its_place(tmp_path: Path, old: str, new: str, words: str):
    folder = tmp_path / "legal_checks"
    folder.mkdir()
    assert old in SHIPPED
    (folder / "ggo-45-ressorts.yaml").write_text(SHIPPED.replace(old, new), encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        load_legal_checks([tmp_path])
    assert words in str(caught.value)
    assert caught.value.line is not None


def test_the_same_id_twice_is_refused(tmp_path: Path):
    (tmp_path / "legal_checks").mkdir()
    (tmp_path / "legal_checks" / "ggo-45-ressorts.yaml").write_text(SHIPPED, encoding="utf-8")
    with pytest.raises(RulebookError, match="gibt es schon"):
        load_legal_checks([RULES, tmp_path])


def test_examples_that_do_not_hold_are_reported(tmp_path: Path):
    (tmp_path / "legal_checks").mkdir()
    broken = SHIPPED.replace("effects: [kosten], beleg: true", "effects: [entlastung], beleg: true").replace(
        "addressee: direkt, effects: [pflicht], kind: information", "addressee: direkt, effects: [kosten]"
    )
    (tmp_path / "legal_checks" / "ggo-45-ressorts.yaml").write_text(broken, encoding="utf-8")
    problems = [str(problem) for problem in check_examples(RULEBOOK, load_legal_checks([tmp_path])[0])]
    assert len(problems) == 2
    assert "schlägt nicht an" in problems[0]
    assert "Gegenbeispiel schlägt an" in problems[1]


def test_the_version_follows_the_content(tmp_path: Path):
    (tmp_path / "legal_checks").mkdir()
    (tmp_path / "legal_checks" / "ggo-45-ressorts.yaml").write_text(SHIPPED, encoding="utf-8")
    first = check_version([tmp_path])
    (tmp_path / "legal_checks" / "ggo-45-ressorts.yaml").write_text(SHIPPED.replace("hinweis", "pruefen", 1), encoding="utf-8")
    assert first != check_version([tmp_path])
