import pytest

from kommunalfreund.draft import Document, DocumentPart, Provision, ProvisionKind, TextBlock
from kommunalfreund.export.layout import Paragraph, PlacedFinding, Section, number_findings, place_findings
from kommunalfreund.paths import DRAFTS
from kommunalfreund.reading import discover, read_draft
from tests.factories import SOURCE, KeywordAnalysis, make_anchor, make_block, make_clause, make_draft, make_finding, make_piece


def place(draft, *findings):
    (placed,) = place_findings(draft, number_findings(findings))
    return placed


def paragraphs(sections):
    for section in sections:
        for part in section.content:
            yield from paragraphs([part]) if isinstance(part, Section) else [part]


def shown(part):
    return part if isinstance(part, str) else part.finding.clause.text


def test_sentences_of_a_block_stand_in_it_in_order():
    first, second = "Die Gemeinde führt Buch.", "Sie berichtet."
    draft = make_draft(make_block("absatz-1", f"{first} {second}"))
    clauses = (
        make_clause(first, id="c1"),
        make_clause(second, id="c2", pieces=(make_piece("absatz-1", second, start=len(first) + 1),)),
    )
    placed = place(draft, *map(make_finding, clauses))
    (paragraph,) = paragraphs(placed.sections)
    assert [shown(part) for part in paragraph.parts] == [first, second]
    assert placed.unplaced == ()
    assert placed.flagged == 2


def test_text_of_no_clause_is_kept():
    draft = make_draft(make_block("absatz-1", "Vorweg: Die Gemeinde führt Buch. (weggefallen)"))
    clause = make_clause("Die Gemeinde führt Buch.", pieces=(make_piece("absatz-1", "Die Gemeinde führt Buch.", start=8),))
    (paragraph,) = paragraphs(place(draft, make_finding(clause)).sections)
    assert [shown(part) for part in paragraph.parts] == ["Vorweg:", "Die Gemeinde führt Buch.", "(weggefallen)"]


def test_items_covered_by_a_clause_are_not_shown_twice():
    item = Provision(
        kind=ProvisionKind.NUMMER, anchor=make_anchor("nr-1"), number="1", label="1.", content=(make_block("punkt-1", "Bücher"),)
    )
    norm = Provision(
        kind=ProvisionKind.PARAGRAF, anchor=make_anchor("par-1"), label="§ 1", content=(make_block("einleitung", "Sie stellt bereit"), item)
    )
    document = Document(part=DocumentPart.REGELUNGSTEXT, source=SOURCE, title="", provisions=(norm,), format="LegalDocML.de")
    clause = make_clause(
        "Sie stellt bereit 1. Bücher",
        pieces=(make_piece("einleitung", "Sie stellt bereit"), make_piece("punkt-1", "Bücher", at=21)),
    )
    placed = place(make_draft(documents=(document,)), make_finding(clause))
    assert len(placed.sections[0].content) == 1
    assert isinstance(placed.sections[0].content[0], Paragraph)


def test_finding_without_place_is_not_lost():
    clause = make_clause("Nirgends zu finden.", pieces=(make_piece("anderswo", "Nirgends zu finden."),))
    placed = place(make_draft(), make_finding(clause))
    assert [one.finding.clause.text for one in placed.unplaced] == ["Nirgends zu finden."]
    assert placed.flagged == 1
    assert [shown(part) for paragraph in paragraphs(placed.sections) for part in paragraph.parts] == [
        "Die Gemeinde führt ein Verzeichnis der Lesestuben."
    ]


def test_flagged_findings_are_numbered_and_equal_ids_made_unique():
    placed = number_findings([make_finding(), make_finding(effects=()), make_finding()])
    assert [one.number for one in placed] == [1, 0, 2]
    assert [one.html_id for one in placed] == ["satz-c1", "satz-c1-2", "satz-c1-3"]


@pytest.mark.parametrize("source", discover([DRAFTS]), ids=lambda source: source.name)
def test_every_sentence_of_the_example_drafts_is_placed_once_and_no_text_is_lost(source):
    draft = read_draft(source)
    findings = KeywordAnalysis.load().run(draft).findings
    documents = place_findings(draft, number_findings(findings))
    assert [one for place in documents for one in place.unplaced] == []
    parts = [part for place in documents for paragraph in paragraphs(place.sections) for part in paragraph.parts]
    assert sorted(part.finding.id for part in parts if isinstance(part, PlacedFinding)) == sorted(finding.id for finding in findings)
    blocks = [block for document in draft.documents for provision in document.walk() for block in provision.blocks]
    assert letters("".join(shown(part) for part in parts)) >= letters("".join(map(text_of, blocks)))


def text_of(block: TextBlock) -> str:
    return block.text


def letters(text):
    return sum(character.isalpha() for character in text)
