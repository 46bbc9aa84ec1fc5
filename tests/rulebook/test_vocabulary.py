import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from kommunalfreund.errors import RulebookError
from kommunalfreund.finding import Addressee
from kommunalfreund.paths import RULES, SHARED
from kommunalfreund.rulebook.stems import required_stems
from kommunalfreund.rulebook.vocabulary import (
    Category,
    Term,
    TermExample,
    Vocabulary,
    failed_example,
    failed_examples,
    load_vocabulary,
)

VOCABULARY = load_vocabulary([RULES / "vocabulary"])
EXAMPLES = [
    pytest.param(term, example, id=f"{term.id}-{number}-{'match' if example.span else 'no_match'}")
    for term in VOCABULARY.terms
    for number, example in enumerate(term.examples, 1)
]

HEAD = "addressee: funktional\ncategory: kommunale_stelle\nterms:\n"
TERM = """  - id: radamt
    name: Radamt
    patterns: [Rad<amt>]
    match: ["Das [[Radamt]] hilft."]
"""


def load(folder: Path, text: str) -> Vocabulary:
    (folder / "begriffe.yaml").write_text(text, encoding="utf-8")
    return load_vocabulary([folder])


def ids(text: str, law: str = "") -> list[str]:
    return [hit.term.id for hit in VOCABULARY.find(text, law)]


@pytest.mark.parametrize(("term", "example"), EXAMPLES)
def test_example(term: Term, example: TermExample) -> None:
    assert failed_example(VOCABULARY, term, example) is None


def test_every_pattern_of_a_term_with_conditions_has_a_counter_example() -> None:
    missing = [
        matcher.term.id
        for matcher in VOCABULARY._matchers
        if (matcher.not_preceded_by or matcher.not_followed_by or matcher.laws) and all(e.span for e in matcher.term.examples)
    ]
    assert sorted(set(missing)) == []


def test_names_are_unique_and_ids_known() -> None:
    names = [term.name for term in VOCABULARY.terms]
    assert len(set(names)) == len(names)
    assert VOCABULARY.term("jugendamt").addressee is Addressee.FUNKTIONAL
    assert "jugendamt" in VOCABULARY
    assert "radamt" not in VOCABULARY


@pytest.mark.parametrize(
    ("text", "law", "expected"),
    [
        ("Der überörtliche Träger der Sozialhilfe hört das Jugendamt.", "", ["ueberoertlicher_traeger", "jugendamt"]),
        ("Die zuständige oberste Landesbehörde hört die Landkreise.", "", ["oberste_landesbehoerde", "landkreis"]),
        ("Das Bundesamt für Justiz und das Landesjugendamt beraten das Jugendamt.", "", ["bundesamt", "landesjugendamt", "jugendamt"]),
        ("Der Halter hat dem Jugendamt den Wechsel mitzuteilen.", "", ["halter", "jugendamt"]),
        ("Wer Hunde hält, zeigt dies der zuständigen Behörde an.", "", ["wer", "zustaendige_behoerde"]),
        ("Die Kreise und kreisfreien Städte erfüllen die Aufgabe.", "", ["kreise_und_kreisfreie_staedte"]),
        ("Das Bundesministerium des Innern hört die kommunalen Spitzenverbände.", "", ["bundesministerium", "kommunale_spitzenverbaende"]),
        ("Die nach Landesrecht zuständige Behörde hört die Gemeinde.", "", ["nach_landesrecht_zustaendige_behoerde", "gemeinde"]),
        ("Die Zulassungsbehörde prüft den Antrag.", "FZV", ["zulassungsbehoerde_fahrzeuge"]),
        ("Die Zulassungsbehörde prüft den Antrag.", "PflSchG", ["genehmigungsbehoerde"]),
        ("Die Genehmigungsbehörde entscheidet.", "PBefG", ["genehmigungsbehoerde_verkehr"]),
        ("Die untere Wasserbehörde unterrichtet die obere Wasserbehörde.", "", ["untere_fachbehoerde"]),
        ("Bund und Länder zahlen den Gemeinden und Gemeindeverbänden.", "", ["laender", "gemeinden_und_gemeindeverbaende"]),
    ],
)  # fmt: skip
def test_longest_hit_wins_and_higher_levels_are_not_municipal(text: str, law: str, expected: list[str]) -> None:
    assert ids(text, law) == expected


def test_hits_are_ordered_and_do_not_overlap() -> None:
    text = "Die Gemeinden und Gemeindeverbände, das Standesamt, das Jugendamt, der Träger der Sozialhilfe und die Gemeinde melden dem Land."
    spans = [hit.span for hit in VOCABULARY.find(text)]
    assert len(spans) == 6
    assert all(first.end <= second.start for first, second in pairwise(spans))


def test_found_text_is_stable_between_calls_and_laws() -> None:
    text = "Die Zulassungsbehörde teilt dem Jugendamt das Kennzeichen mit."
    first = VOCABULARY.find(text, "FZV")
    assert VOCABULARY.find(text, "PflSchG") != first
    assert VOCABULARY.find(text, "FZV") == first


def test_all_categories_and_classes_occur() -> None:
    assert {term.category for term in VOCABULARY.terms} == set(Category)
    assert {term.addressee for term in VOCABULARY.terms} == set(Addressee)
    for term in VOCABULARY.terms:
        municipal = term.addressee in {Addressee.DIREKT, Addressee.FUNKTIONAL}
        assert not municipal or term.category in {Category.KOMMUNE, Category.KOMMUNALE_STELLE}, term.id


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (HEAD + TERM + "    farbe: rot\n", 8, "kein bekannter Schlüssel"),
        (HEAD + TERM + TERM, 8, "schon in"),
        (HEAD + TERM.replace("Rad<amt>", '"Rad(amt"'), 6, "ungültig"),
        (HEAD + TERM.replace("Rad<amt>", "Rad<haus>"), 6, "Form <haus> unbekannt"),
        (HEAD + TERM.replace("Rad<amt>", '"\\\\w+"'), 6, "festen Wortteil"),
        (HEAD + TERM.replace("[[Radamt]]", "Radamt"), 7, "genau einmal"),
        (HEAD + TERM + '    no_match: ["Das [[Radamt]] fehlt."]\n', 8, "nichts mit"),
        (HEAD + TERM.replace("radamt", "Rad-Amt"), 4, "id"),
        (HEAD.replace("funktional", "lokal") + TERM, 1, "muss einer dieser Werte sein"),
        (HEAD + "  - Radamt\n", 3, "Block mit Schlüsseln"),
        (HEAD + TERM.replace("    match", "    # match"), 4, "„match“ fehlt"),
    ],
)
def test_broken_files_are_refused_with_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    with pytest.raises(RulebookError, match=re.escape(word)) as caught:
        load(tmp_path, text)
    assert caught.value.line == line
    assert caught.value.path == str(tmp_path / "begriffe.yaml")


def test_failing_example_names_place_and_what_was_found(tmp_path: Path) -> None:
    broken = load(tmp_path, HEAD + TERM + '    no_match: ["Das Radamt fehlt."]\n')
    (error,) = failed_examples(broken)
    assert error.line == 8
    assert "erwartet kein Treffer, gefunden „Radamt“ als radamt" in str(error)


def test_conditions(tmp_path: Path) -> None:
    vocabulary = load(
        tmp_path,
        HEAD
        + TERM
        + "    not_preceded_by: [ober\\w*]\n    not_followed_by: [des Bundes]\n    requires: Fahrrad\n    laws: ^RadG\n"
        + '    no_match: ["Das Radamt."]\n',
    )

    def found(text: str, law: str = "RadG") -> bool:
        return bool(vocabulary.find(text, law))

    assert found("Das Radamt prüft das Fahrrad.")
    assert not found("Das Radamt prüft das Fahrrad.", "WegeG")
    assert not found("Das Radamt prüft das Pferd.")
    assert not found("Das obere Radamt prüft das Fahrrad.")
    assert not found("Das Radamt des Bundes prüft das Fahrrad.")
    assert not found("Das Landesradamt und das Radamtsblatt nennen das Fahrrad.")
    assert found("Radämter und Fahrrad")


def test_second_folder_adds_terms_and_changes_the_hash(tmp_path: Path) -> None:
    (tmp_path / "eigene.yaml").write_text(HEAD + TERM, encoding="utf-8")
    both = load_vocabulary([RULES / "vocabulary", tmp_path])
    assert "radamt" in both
    assert both.content_hash != VOCABULARY.content_hash
    assert len(both.terms) == len(VOCABULARY.terms) + 1


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        (r"Waffen(?:erlaubnis)?behörden?", ["Waffenbehörde", "Waffenerlaubnisbehörden"]),
        (r"(?:[Ff]reiwillige[nr]? )?(?:Feuer|Berufsfeuer)wehr(?:en)?", ["Freiwillige Feuerwehr", "Berufsfeuerwehren"]),
        (r"eID-Karte-Behörden?", ["eID-Karte-Behörde"]),
        (r"(?<!Bundes)Länder(?: (?:und|oder) Gemeinden)?", ["Länder oder Gemeinden"]),
    ],
)
def test_stems_never_hide_a_match(pattern: str, texts: list[str]) -> None:
    stems = required_stems(pattern)
    assert stems
    for text in texts:
        assert re.search(pattern, text)
        words = [word.lower() for word in re.findall(r"\w+", text)]
        assert any(word.startswith(stem.text) if stem.at_word_start else stem.text in word for stem in stems for word in words)


@pytest.mark.shared
def test_stems_hide_nothing_in_real_sentences() -> None:
    train = SHARED / "annotation" / "train.jsonl"
    if not train.exists():
        pytest.skip("annotierte Sätze liegen nicht vor")
    rows = [json.loads(line) for line in train.read_text(encoding="utf-8").splitlines()]
    for row in rows[::25]:
        candidates = VOCABULARY._candidates(row["text"], row["law"])
        for index, matcher in enumerate(VOCABULARY._matchers):
            if index not in candidates and (matcher.laws is None or matcher.laws.search(row["law"])):
                assert not matcher.pattern.search(row["text"]), (matcher.term.id, row["text"])


def test_every_pattern_of_a_municipal_term_is_proven_by_an_example() -> None:
    unproven = [
        (matcher.term.id, matcher.pattern.pattern)
        for matcher in VOCABULARY._matchers
        if matcher.term.addressee is not Addressee.KEINE
        and not any(
            example.span is not None and any(hit.span() == example.span for hit in matcher.pattern.finditer(example.text))
            for example in matcher.term.examples
        )
    ]
    assert unproven == []
