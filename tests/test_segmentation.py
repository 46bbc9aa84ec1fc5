"""Segmentation of hand-made trees: which clauses, which text, which citation, and exact offsets."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunalfreund import amended_law, citation
from kommunalfreund.clause import Clause, ClauseKind
from kommunalfreund.draft import Anchor, Document, DocumentPart, Draft, Provision, ProvisionKind, Span, TextBlock, TextPiece, TextRole
from kommunalfreund.errors import AnchorError
from kommunalfreund.segmentation import segment

Part = TextBlock | Provision | str
_numbers = count(1)


def anchor() -> Anchor:
    number = next(_numbers)
    return Anchor(xpath=f"/x/e[{number}]", line=number, eid=f"e-{number}")


def block(text: str, role: TextRole = TextRole.FLIESSTEXT, starts: tuple[int, ...] = (), quoted: tuple[Span, ...] = ()) -> TextBlock:
    place = anchor()
    piece = TextPiece(at=0, length=len(text), xpath=place.xpath, slot="text", start=3)
    return TextBlock(text=text, pieces=(piece,) if text else (), anchor=place, role=role, sentence_starts=starts, quoted=quoted)


def row(text: str) -> TextBlock:
    return block(text, TextRole.TABELLE)


def note(text: str) -> TextBlock:
    return block(text, TextRole.FUSSNOTE)


def tree(
    kind: ProvisionKind, number: str, *parts: Part, label: str = "", heading: str = "", quoted: bool = False, refers_to: str = ""
) -> Provision:
    content = tuple(block(part) if isinstance(part, str) else part for part in parts)
    return Provision(
        kind=kind, anchor=anchor(), number=number, label=label, heading=heading, content=content, quoted=quoted, refers_to=refers_to
    )


def par(number: str, *parts: Part, heading: str = "", quoted: bool = False) -> Provision:
    return tree(ProvisionKind.PARAGRAF, number, *parts, label=f"§ {number}", heading=heading, quoted=quoted)


def art(number: str, *parts: Part, heading: str = "") -> Provision:
    return tree(ProvisionKind.ARTIKEL, number, *parts, label=f"Artikel {number}", heading=heading)


def abs_(number: str, *parts: Part, quoted: bool = False) -> Provision:
    return tree(ProvisionKind.ABSATZ, number, *parts, label=f"({number})" if number else "", quoted=quoted)


def nr(number: str, *parts: Part, heading: str = "", quoted: bool = False) -> Provision:
    return tree(ProvisionKind.NUMMER, number, *parts, label=f"{number}.", heading=heading, quoted=quoted)


def bst(letter: str, *parts: Part, quoted: bool = False) -> Provision:
    return tree(ProvisionKind.BUCHSTABE, letter, *parts, label=f"{letter})", quoted=quoted)


def dbst(letters: str, *parts: Part) -> Provision:
    return tree(ProvisionKind.DOPPELBUCHSTABE, letters, *parts, label=f"{letters})")


def dash(*parts: Part) -> Provision:
    return tree(ProvisionKind.SPIEGELSTRICH, "", *parts, label="–")


def draft(*provisions: Part, part: DocumentPart = DocumentPart.REGELUNGSTEXT) -> Draft:
    content = tuple(provision for provision in provisions if isinstance(provision, Provision))
    document = Document(part=part, source="entwurf.xml", title="Beispielgesetz", provisions=content, format="LegalDocML.de")
    return Draft(key="0123456789abcdef", title="Beispielgesetz", source="entwurf.xml", documents=(document,))


def texts(*provisions: Provision, part: DocumentPart = DocumentPart.REGELUNGSTEXT) -> list[str]:
    return [clause.text for clause in segment(draft(*provisions, part=part))]


def citations(*provisions: Provision, part: DocumentPart = DocumentPart.REGELUNGSTEXT) -> list[str]:
    return [clause.citation for clause in segment(draft(*provisions, part=part))]


def source_texts(*content: TextBlock | Provision) -> dict[str, str]:
    """Text of every element in document order, by XPath."""
    found = {}
    for part in content:
        found.update({part.anchor.xpath: part.text} if isinstance(part, TextBlock) else source_texts(*part.content))
    return found


def preorder(part: TextBlock | Provision) -> Iterator[str]:
    """XPaths in document order."""
    yield part.anchor.xpath
    for inner in part.content if isinstance(part, Provision) else ():
        yield from preorder(inner)


def check_pieces(clause: Clause, sources: dict[str, str]) -> None:
    """Every character that a piece speaks of stands at the same place in its element."""
    end = 0
    for piece in clause.pieces:
        assert piece.at >= end, "pieces overlap or are out of order"
        end = piece.end
        assert clause.text[piece.at : piece.end] == sources[piece.xpath][piece.start - 3 : piece.start - 3 + piece.length]
    assert end <= len(clause.text)
    synthetic = set(range(len(clause.text))) - {at for piece in clause.pieces for at in range(piece.at, piece.end)}
    labels = {at for item in clause.items for at in range(item.span.start, item.span.start + len(item.label))}
    assert all(clause.text[at] == " " for at in synthetic - labels)


LIST = par(
    "4",
    abs_(
        "2",
        "Die Gemeinde hat",
        nr("1", "Pläne aufzustellen,"),
        nr("2", bst("a", "Daten zu erheben und"), bst("b", "zu löschen")),
        nr("3", "dem Kreis zu berichten,"),
        "soweit Mittel verfügbar sind. Der Kreis prüft den Bericht. Er hört die Gemeinde an.",
    ),
    heading="Aufgaben",
)


def test_enumeration_is_composed_with_introduction_and_wrap_up() -> None:
    first, second, third = segment(draft(LIST))
    assert first.text == (
        "Die Gemeinde hat 1. Pläne aufzustellen, 2. a) Daten zu erheben und b) zu löschen 3. dem Kreis zu berichten, "
        "soweit Mittel verfügbar sind."
    )
    assert [second.text, third.text] == ["Der Kreis prüft den Bericht.", "Er hört die Gemeinde an."]
    assert [clause.citation for clause in (first, second, third)] == ["§ 4 Absatz 2 Satz 1", "§ 4 Absatz 2 Satz 2", "§ 4 Absatz 2 Satz 3"]
    assert (first.norm, first.absatz, first.satz, first.heading) == ("§ 4", "2", 1, "Aufgaben")


def test_items_carry_label_span_depth_and_anchor() -> None:
    clause = segment(draft(LIST))[0]
    assert [(item.label, item.depth) for item in clause.items] == [("1.", 0), ("2.", 0), ("a)", 1), ("b)", 1), ("3.", 0)]
    assert [clause.text[slice(*item.span)] for item in clause.items] == [
        "1. Pläne aufzustellen,",
        "2. a) Daten zu erheben und b) zu löschen",
        "a) Daten zu erheben und",
        "b) zu löschen",
        "3. dem Kreis zu berichten,",
    ]
    assert len({item.anchor.eid for item in clause.items}) == 5


def test_spans_are_located_in_the_xml_across_elements() -> None:
    clause = segment(draft(LIST))[0]
    start = clause.text.index("hat 1. Pläne")
    found = clause.locate(Span(start, start + len("hat 1. Pläne")))
    sources = source_texts(LIST)
    assert [sources[span.xpath][span.start - 3 : span.end - 3] for span in found] == ["hat", "Pläne"]
    label = clause.text.index("1.")
    with pytest.raises(AnchorError):
        clause.locate(Span(label, label + 2))


def test_satz_is_left_out_when_the_absatz_has_one_sentence() -> None:
    norm = par("7", abs_("1", "Der Kreis berät."), abs_("2", "Er prüft. Er hilft."))
    assert citations(norm) == ["§ 7 Absatz 1", "§ 7 Absatz 2 Satz 1", "§ 7 Absatz 2 Satz 2"]


def test_norm_without_absaetze_counts_its_own_sentences() -> None:
    norm = par("7a", "Der Kreis berät.", "Er prüft.")
    assert [(clause.citation, clause.absatz, clause.satz) for clause in segment(draft(norm))] == [
        ("§ 7a Satz 1", "", 1),
        ("§ 7a Satz 2", "", 2),
    ]


def test_further_sentences_in_an_item_are_clauses_of_their_own() -> None:
    norm = par(
        "3", abs_("1", "Zu melden sind", nr("1", "Namen. Frühere Namen sind anzugeben. Künstlernamen nicht."), nr("2", "Anschriften."))
    )
    assert [(clause.citation, clause.text) for clause in segment(draft(norm))] == [
        ("§ 3 Absatz 1", "Zu melden sind 1. Namen. 2. Anschriften."),
        ("§ 3 Absatz 1 Nummer 1 Satz 2", "Frühere Namen sind anzugeben."),
        ("§ 3 Absatz 1 Nummer 1 Satz 3", "Künstlernamen nicht."),
    ]


def test_items_that_are_complete_sentences_stand_alone() -> None:
    norm = par(
        "5",
        "Für das Verfahren gilt:",
        nr("1", "Das Amt prüft den Antrag. Es setzt eine Frist."),
        nr("2", "Der Kreis entscheidet über den Widerspruch."),
        nr("3", "Die Kosten trägt das Land."),
    )
    assert [(clause.citation, clause.text) for clause in segment(draft(norm))] == [
        ("§ 5", "Für das Verfahren gilt:"),
        ("§ 5 Nummer 1 Satz 1", "Das Amt prüft den Antrag."),
        ("§ 5 Nummer 1 Satz 2", "Es setzt eine Frist."),
        ("§ 5 Nummer 2", "Der Kreis entscheidet über den Widerspruch."),
        ("§ 5 Nummer 3", "Die Kosten trägt das Land."),
    ]


def test_items_behind_a_full_stop_stand_alone() -> None:
    norm = par("5", "Das Amt hat mehrere Aufgaben.", nr("1", "Es berät."), nr("2", "Es hilft."))
    assert citations(norm) == ["§ 5", "§ 5 Nummer 1", "§ 5 Nummer 2"]


def test_items_without_introduction_that_share_a_wrap_up_are_one_sentence() -> None:
    norm = par("11", abs_("3", nr("1", "Einkaufszentren,"), nr("2", "Lagerhallen"), "sind nur in Sondergebieten zulässig."))
    assert texts(norm) == ["1. Einkaufszentren, 2. Lagerhallen sind nur in Sondergebieten zulässig."]


def test_fragments_with_full_stops_keep_their_introduction() -> None:
    norm = par("3", "Gefördert werden:", nr("1", "Schulen."), nr("2", "Kindertagesstätten."))
    assert texts(norm) == ["Gefördert werden: 1. Schulen. 2. Kindertagesstätten."]


def test_list_after_a_finished_list_sentence_starts_anew() -> None:
    norm = par("3", "Erlaubt sind", nr("1", "Wege und"), nr("2", "Plätze."), "Verboten sind", nr("1", "Lager und"), nr("2", "Zelte."))
    assert texts(norm) == ["Erlaubt sind 1. Wege und 2. Plätze.", "Verboten sind 1. Lager und 2. Zelte."]


def test_dashes_are_counted_for_the_citation() -> None:
    norm = par("3", "Es gilt:", dash("Der Kreis hat zu zahlen."), dash("Die Gemeinde hat zu melden."))
    assert citations(norm)[1:] == ["§ 3 Spiegelstrich 1", "§ 3 Spiegelstrich 2"]


def test_nested_list_in_a_further_sentence_of_an_item() -> None:
    norm = par(
        "3",
        "Zu melden sind",
        nr("1", "Namen. Anzugeben sind auch", bst("a", "frühere Namen und"), bst("b", "Künstlernamen;")),
        nr("2", "Orte."),
    )
    assert texts(norm) == ["Zu melden sind 1. Namen. 2. Orte.", "Anzugeben sind auch a) frühere Namen und b) Künstlernamen;"]


def test_sentence_goes_on_over_a_table() -> None:
    norm = par(
        "3",
        "Die Gemeinde erhält einen Betrag von",
        row("Jahr 2027 | 5 Euro"),
        row("Jahr 2028 | 6 Euro"),
        "je Einwohner. Er ist zweckgebunden.",
    )
    clauses = segment(draft(norm))
    assert [clause.text for clause in clauses if clause.kind is ClauseKind.SATZ] == [
        "Die Gemeinde erhält einen Betrag von je Einwohner.",
        "Er ist zweckgebunden.",
    ]
    assert [clause.text for clause in clauses if clause.kind is ClauseKind.TABELLE] == ["Jahr 2027 | 5 Euro", "Jahr 2028 | 6 Euro"]
    assert [clause.satz for clause in clauses] == [1, 1, 1, 2]


def test_sentence_behind_a_table_is_not_glued_to_its_heading_sentence() -> None:
    norm = par("3", "Die Beträge lauten:", row("5 Euro"), "Satz 1 gilt nicht für Kreise.")
    assert texts(norm) == ["Die Beträge lauten:", "5 Euro", "Satz 1 gilt nicht für Kreise."]


def test_printed_sentence_numbers_are_borders() -> None:
    text = "Die Gemeinde zahlt nach § 3 Nr. 4. 5 Prozent trägt der Kreis"
    norm = par("3", block("Der Kreis hilft Er zahlt", starts=(0, 16)), block(text))
    assert texts(norm)[:2] == ["Der Kreis hilft", "Er zahlt"]


@pytest.mark.parametrize(
    "text", ["(weggefallen)", "weggefallen", "(aufgehoben)", "bis (4) (weggefallen)", "(gegenstandslos)", "–", "", "..."]
)
def test_nothing_to_read_gives_no_clause(text: str) -> None:
    assert texts(par("3", abs_("1", text), abs_("2", "Es gilt Absatz 3."))) == ["Es gilt Absatz 3."]


def test_repealed_items_alone_give_no_clause() -> None:
    assert texts(par("3", nr("1", "(weggefallen)"), bst("a"), nr("2", "(aufgehoben)"))) == []
    assert texts(par("3", "Zu melden sind", nr("1", "(weggefallen)"), nr("2", "Namen."))) == ["Zu melden sind 1. (weggefallen) 2. Namen."]


def test_contents_formulas_footnotes_and_headings_are_no_clauses() -> None:
    provisions = (
        tree(ProvisionKind.INHALTSUEBERSICHT, "", "§ 1 Zweck"),
        tree(ProvisionKind.EINGANGSFORMEL, "", "Der Bundestag hat das folgende Gesetz beschlossen:"),
        par("1", "Zweck ist die Hilfe.", note("Amtlicher Hinweis: Dies dient der Umsetzung."), heading="Zweck"),
        tree(ProvisionKind.SCHLUSSFORMEL, "", "Der Bundesrat hat zugestimmt."),
    )
    assert texts(*provisions) == ["Zweck ist die Hilfe."]


def test_headings_of_the_levels_above_are_context() -> None:
    chapter = tree(
        ProvisionKind.KAPITEL,
        "2",
        tree(ProvisionKind.ABSCHNITT, "1", par("7", "Das Amt hilft.", heading="Hilfe"), label="Abschnitt 1", heading="Grundsatz"),
        label="Kapitel 2",
        heading="Jugendhilfe",
    )
    (clause,) = segment(draft(chapter))
    assert (clause.heading, clause.headings) == ("Hilfe", ("Kapitel 2 Jugendhilfe", "Abschnitt 1 Grundsatz"))
    assert clause.citation == "§ 7"
    assert [step.number for step in clause.path] == ["2", "1", "7"]


def test_norms_inside_an_artikel() -> None:
    act = art("1", par("7", abs_("2", "Der Kreis hilft. Er zahlt."), heading="Hilfe"), heading="Hilfegesetz")
    first, _ = segment(draft(act))
    assert (first.norm, first.citation, first.headings) == ("§ 7", "Artikel 1, § 7 Absatz 2 Satz 1", ("Hilfegesetz",))


def test_artikel_as_norm() -> None:
    (clause,) = segment(draft(art("5", abs_("3", "Kunst ist frei."))))
    assert (clause.norm, clause.citation) == ("Art 5", "Artikel 5 Absatz 3")


def test_annex_cites_its_sections() -> None:
    annex = tree(
        ProvisionKind.ANLAGE,
        "1",
        tree(ProvisionKind.ABSCHNITT, "2", nr("1", "Räume sind zu lüften."), nr("2", "Türen sind zu schließen.")),
        label="Anlage 1",
    )
    assert citations(annex) == ["Anlage 1 Abschnitt 2 Nummer 1", "Anlage 1 Abschnitt 2 Nummer 2"]
    assert segment(draft(annex))[0].norm == "Anlage 1"


def test_item_with_heading_is_structure() -> None:
    annex = tree(
        ProvisionKind.ANLAGE, "1", nr("1", "Räume sind zu lüften.", heading="Lüftung"), nr("2", "Türen schließen dicht.", heading="Türen")
    )
    first, second = segment(draft(annex))
    assert (first.citation, second.citation) == ("Anlage 1 Nummer 1", "Anlage 1 Nummer 2")
    assert first.headings[-1] == "1. Lüftung"


def test_cover_note_and_explanation() -> None:
    section = ProvisionKind.VORBLATTABSCHNITT
    cost = tree(section, "E", tree(section, "3", "Kommunen zahlen 4 Millionen Euro.", heading="Verwaltung"), heading="Erfüllungsaufwand")
    (clause,) = segment(draft(cost, part=DocumentPart.VORBLATT))
    assert (clause.citation, clause.norm, clause.heading) == ("Vorblatt, Abschnitt E.3", "", "Verwaltung")
    section = ProvisionKind.BEGRUENDUNGSABSCHNITT
    reasons = tree(section, "B", tree(section, "", "Die Vorschrift regelt die Hilfe.", heading="Zu § 4 (Hilfe)"), heading="Besonderer Teil")
    assert citations(reasons, part=DocumentPart.BEGRUENDUNG) == ["Begründung, Besonderer Teil, Zu § 4"]


AMENDING = art(
    "2",
    abs_(
        "",
        "Das Hilfegesetz vom 3. Mai 2019 (BGBl. I S. 412), das zuletzt durch Artikel 3 des Gesetzes vom 9. Juni 2020 geändert worden ist, "
        "wird wie folgt geändert:",
        nr(
            "1",
            "Die Inhaltsübersicht wird wie folgt geändert:",
            bst(
                "a",
                "Nach der Angabe zu § 7 wird folgende Angabe eingefügt:",
                tree(ProvisionKind.SONSTIGE, "", "§ 7a Beratung", quoted=True),
            ),
        ),
        nr(
            "2",
            "§ 7 wird wie folgt geändert:",
            bst("a", "In Absatz 1 wird das Wort „kann“ durch das Wort „muss“ ersetzt."),
            bst("b", "Absatz 2 wird wie folgt gefasst:", abs_("2", "Der Kreis berät die Gemeinde. Er zahlt.", quoted=True)),
            bst("c", "Nach Absatz 2 Satz 1 wird folgende Nummer 4 angefügt:", nr("4", "die Gemeinde zu unterrichten.", quoted=True)),
        ),
        nr("3", "Nach § 7 wird folgender § 7a eingefügt:", par("7a", abs_("1", "Das Amt hilft."), heading="Beratung", quoted=True)),
        nr(
            "4",
            "§ 9 wird aufgehoben und § 10 wird wie folgt geändert:",
            bst("a", "Satz 2 wird gestrichen."),
            bst("b", "Satz 3 wird Satz 2."),
        ),
    ),
    heading="Änderung des Hilfegesetzes",
)


def test_innermost_commands_are_clauses_and_frames_are_not_repeated() -> None:
    commands = [clause for clause in segment(draft(AMENDING)) if clause.kind is ClauseKind.AENDERUNGSBEFEHL]
    assert [(clause.citation, clause.text) for clause in commands] == [
        ("Artikel 2 Nummer 1 Buchstabe a", "Nach der Angabe zu § 7 wird folgende Angabe eingefügt:"),
        ("Artikel 2 Nummer 2 Buchstabe a", "In Absatz 1 wird das Wort „kann“ durch das Wort „muss“ ersetzt."),
        ("Artikel 2 Nummer 2 Buchstabe b", "Absatz 2 wird wie folgt gefasst:"),
        ("Artikel 2 Nummer 2 Buchstabe c", "Nach Absatz 2 Satz 1 wird folgende Nummer 4 angefügt:"),
        ("Artikel 2 Nummer 3", "Nach § 7 wird folgender § 7a eingefügt:"),
        ("Artikel 2 Nummer 4", "§ 9 wird aufgehoben und § 10 wird wie folgt geändert:"),
        ("Artikel 2 Nummer 4 Buchstabe a", "Satz 2 wird gestrichen."),
        ("Artikel 2 Nummer 4 Buchstabe b", "Satz 3 wird Satz 2."),
    ]
    assert commands[1].frames[1:] == ("§ 7 wird wie folgt geändert:",)
    assert commands[1].frames[0].startswith("Das Hilfegesetz")
    assert {clause.amended_law for clause in commands} == {"Hilfegesetz"}
    assert {clause.norm for clause in commands} == {"Art 2"}


def test_quoted_text_is_cited_in_the_amended_law() -> None:
    quoted = [clause for clause in segment(draft(AMENDING)) if clause.quoted]
    assert [(clause.citation, clause.norm, clause.absatz, clause.text) for clause in quoted] == [
        ("Artikel 2 Nummer 2 Buchstabe b, § 7 Absatz 2 Satz 1", "§ 7", "2", "Der Kreis berät die Gemeinde."),
        ("Artikel 2 Nummer 2 Buchstabe b, § 7 Absatz 2 Satz 2", "§ 7", "2", "Er zahlt."),
        ("Artikel 2 Nummer 2 Buchstabe c, § 7 Absatz 2 Satz 1 Nummer 4", "§ 7", "2", "die Gemeinde zu unterrichten."),
        ("Artikel 2 Nummer 3, § 7a Absatz 1", "§ 7a", "1", "Das Amt hilft."),
    ]
    assert {clause.amended_law for clause in quoted} == {"Hilfegesetz"}
    assert quoted[-1].heading == "Beratung"


def test_quoted_text_comes_right_behind_its_command() -> None:
    order = [clause.quoted for clause in segment(draft(AMENDING))]
    assert order == [False, False, False, True, True, False, True, False, True, False, False, False]


def test_other_sentences_of_an_amending_bill_are_sentences() -> None:
    (clause,) = segment(draft(art("3", "Dieses Gesetz tritt am 1. Januar 2028 in Kraft.", heading="Inkrafttreten")))
    assert (clause.kind, clause.amended_law) == (ClauseKind.SATZ, "")


def test_plain_law_that_speaks_of_repeal_is_not_amending() -> None:
    (clause,) = segment(draft(par("3", "Die Anordnung wird aufgehoben, wenn die Gefahr beseitigt ist.")))
    assert clause.kind is ClauseKind.SATZ


def test_punctuation_behind_quoted_structure_is_no_text() -> None:
    amending = art(
        "1",
        "Das Hilfegesetz wird wie folgt geändert:",
        nr("1", "§ 7 wird wie folgt gefasst:", par("7", "Der Kreis hilft.", quoted=True), "."),
        heading="Änderung des Hilfegesetzes",
    )
    assert texts(amending) == ["§ 7 wird wie folgt gefasst:", "Der Kreis hilft."]


def test_ids_are_stable_unique_and_depend_on_text_anchor_and_draft() -> None:
    norm = par("3", abs_("1", "Dies gilt nicht. Dies gilt nicht."), abs_("2", "Dies gilt nicht."))
    first = [clause.id for clause in segment(draft(norm))]
    assert first == [clause.id for clause in segment(draft(norm))]
    assert len(set(first)) == 3
    assert all(len(name) == 16 and set(name) <= set("0123456789abcdef") for name in first)
    assert set(first).isdisjoint(clause.id for clause in segment(draft(par("3", abs_("1", "Dies gilt nicht.")))))


def test_examples_in_docstrings() -> None:
    assert doctest.testmod(citation).failed == 0
    assert doctest.testmod(amended_law).failed == 0


SENTENCES = st.sampled_from(
    [
        "Die Gemeinde hat",
        "Pläne aufzustellen,",
        "Der Kreis hilft. Er zahlt.",
        "zu berichten sowie",
        "§ 3 gilt.",
        "Es gilt:",
        "und",
        "(weggefallen)",
        "Daten nach Abs. 2 Nr. 3 zu löschen.",
        "soweit § 4 dies erlaubt.",
        "",
        "Satz 1 gilt nicht. Dies betrifft",
    ]
)
BLOCKS = st.builds(block, SENTENCES, st.sampled_from([TextRole.FLIESSTEXT] * 5 + [TextRole.TABELLE, TextRole.FUSSNOTE]))


def items(inner: st.SearchStrategy[Part]) -> st.SearchStrategy[Part]:
    contents = st.lists(inner, max_size=4)
    return st.one_of(
        contents.map(lambda parts: nr("1", *parts)),
        contents.map(lambda parts: bst("a", *parts)),
        contents.map(lambda parts: dash(*parts)),
        contents.map(lambda parts: tree(ProvisionKind.SONSTIGE, "", *parts)),
    )


CONTENTS = st.lists(st.recursive(BLOCKS, items, max_leaves=8), max_size=6)


@given(CONTENTS)
def test_every_piece_is_exact_and_no_text_is_lost_or_doubled(parts: list[Part]) -> None:
    norm = par("3", abs_("1", *parts))
    clauses = segment(draft(norm))
    sources = source_texts(norm)
    covered: list[tuple[str, int]] = []
    for clause in clauses:
        check_pieces(clause, sources)
        assert clause.text == clause.text.strip()
        assert "  " not in clause.text
        covered += [(piece.xpath, at) for piece in clause.pieces for at in range(piece.start, piece.start + piece.length)]
    assert len(covered) == len(set(covered)), "a character stands in two clauses"
    read = set(covered)
    for inner in norm.walk():
        for part in inner.blocks:
            if part.role is TextRole.FUSSNOTE or not any(character.isalpha() for character in part.text):
                continue
            missing = [at for at, character in enumerate(part.text) if not character.isspace() and (part.anchor.xpath, at + 3) not in read]
            assert not missing or part.text in ("(weggefallen)", "und"), "text is lost"


@given(CONTENTS)
def test_items_nest_and_clauses_keep_document_order(parts: list[Part]) -> None:
    norm = par("3", abs_("1", *parts))
    clauses = segment(draft(norm))
    for clause in clauses:
        for item in clause.items:
            assert 0 <= item.span.start <= item.span.end <= len(clause.text)
            assert clause.text[item.span.start :].startswith(item.label)
        for outer, inner in zip(clause.items, clause.items[1:], strict=False):
            assert inner.depth <= outer.depth + 1
            if inner.depth > outer.depth:
                assert outer.span.start <= inner.span.start
                assert inner.span.end <= outer.span.end
            else:
                assert outer.span.end <= inner.span.start
    order = list(preorder(norm))
    starts = [order.index(clause.anchor.xpath) for clause in clauses]
    assert starts == sorted(starts)
