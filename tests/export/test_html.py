import base64
import hashlib
import re
from collections import Counter
from itertools import pairwise
from time import process_time

import pytest
from lxml import html

from kommunalfreund.analysis import Versions
from kommunalfreund.draft import Document, DocumentPart, Span
from kommunalfreund.export.html import IndexEntry, render_index, render_report
from kommunalfreund.export.summary import summarise
from kommunalfreund.finding import Addressee, Effect
from kommunalfreund.paths import DRAFTS
from kommunalfreund.reading import discover, read_draft
from tests.factories import (
    KeywordAnalysis,
    make_actor,
    make_anchor,
    make_block,
    make_check,
    make_clause,
    make_draft,
    make_finding,
    make_piece,
    make_result,
    make_rule,
)

SOURCES = discover([DRAFTS])
EVIL = '<img src="https://boese.example/x"> & "Zitat"'


def page_of(result):
    return html.document_fromstring(render_report(result))


def text_of(element):
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module", params=SOURCES, ids=lambda source: source.name)
def checked(request):
    result = KeywordAnalysis.load().run(read_draft(request.param))
    return result, page_of(result)


def test_every_flagged_clause_is_listed_linked_and_explained(checked):
    result, page = checked
    rows = page.xpath("//table[@id='befundliste']/tbody/tr")
    assert len(rows) == len(result.flagged) > 0
    for row, finding in zip(rows, result.flagged, strict=True):
        (link,) = row.xpath("td[@class='fundstelle']/a")
        assert link.text_content() == finding.clause.citation
        (place,) = page.xpath("//*[@id=$id]", id=link.get("href")[1:])
        assert "gemeldet" in place.get("class")
        (note,) = page.xpath("//aside[@aria-labelledby=$id]", id=link.get("href")[1:] + "-kopf")
        for reason in finding.reasons:
            assert reason in text_of(note)
        assert finding.rules[0].source in text_of(note)


def test_wording_of_every_clause_is_preserved(checked):
    result, page = checked
    shown = {element.get("id").removeprefix("satz-"): element for element in page.xpath("//span[starts-with(@class, 'satz')]")}
    assert len(shown) == len(result.findings)
    for finding in result.findings:
        element = shown[finding.id]
        for badge in element.xpath("a[@class='verweis']"):
            badge.drop_tree()
        assert element.text_content() == finding.clause.text


def test_ids_are_unique_and_every_inner_link_has_a_target(checked):
    _, page = checked
    ids = Counter(page.xpath("//@id"))
    assert [name for name, count in ids.items() if count > 1] == []
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)
    references = {name for value in page.xpath("//@aria-labelledby") for name in value.split()}
    assert references <= set(ids)


def test_nothing_is_loaded_from_elsewhere(checked):
    _, page = checked
    assert page.xpath("//link | //img | //iframe | //object | //embed | //script[@src] | //*[@src]") == []
    assert [href for href in page.xpath("//@href") if not href.startswith("#")] == []
    style = "".join(page.xpath("//style/text()"))
    assert "url(" not in style
    assert "@import" not in style
    assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith("default-src 'none'")


def test_headings_do_not_skip_a_level_and_there_is_one_title(checked):
    _, page = checked
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_page_has_landmarks_and_language(checked):
    _, page = checked
    assert page.get("lang") == "de"
    for landmark in ("header", "main", "footer", "nav"):
        assert page.xpath(f"//{landmark}"), landmark
    assert all(nav.get("aria-label") for nav in page.xpath("//nav"))


def test_outline_counts_the_flagged_clauses(checked):
    result, page = checked
    regulation = [finding for finding in result.flagged if finding.clause.part is DocumentPart.REGELUNGSTEXT]
    top = page.xpath("//nav[@class='gliederung']/ul/li/a/span[@class='treffer']/text()")
    assert sum(map(int, top)) == len(regulation)


def test_everything_from_the_draft_is_escaped():
    clause = make_clause(EVIL, citation=EVIL, heading=EVIL)
    rule = make_rule(Span(0, 4), title=EVIL, message=EVIL, source=EVIL, rule_id=EVIL)
    finding = make_finding(clause, reasons=(EVIL,), rules=(rule,), actor=make_actor(EVIL, Span(0, 10)), spans=(Span(0, 10),))
    draft = make_draft(make_block("absatz-1", EVIL), title=EVIL, short_title=EVIL, source=EVIL, stage=EVIL, warnings=(EVIL,))
    page = page_of(make_result(finding, draft=draft))
    assert page.xpath("//img") == []
    assert text_of(page.find(".//h1")) == EVIL


def test_script_matches_the_hash_that_is_allowed_to_run():
    page = page_of(make_result())
    script = page.xpath("//script")[0].text
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_key_figures():
    result = make_result(
        make_finding(),
        make_finding(make_clause(id="c2"), addressee=Addressee.MITTELBAR, effects=(Effect.PFLICHT, Effect.KOSTEN)),
        make_finding(make_clause(id="c3"), effects=(Effect.ENTLASTUNG,)),
    )
    page = page_of(result)
    assert text_of(page.xpath("//p[@class='zahl']")[0]) == "Von 3 Sätzen wurden 2 gemeldet; 1 weiterer Satz entlastet nur."
    figures = {row.find("th").text_content().strip(" ●◐○!€✓"): text_of(row.findall("td")[-1]) for row in page.xpath("//section[1]//tr")}
    assert figures["direkt"] == "1"
    assert (figures["Pflicht"], figures["Kosten"], figures["Entlastung"], figures["Standard"]) == ("2", "1", "1", "0")


def test_without_findings_the_page_says_so():
    page = page_of(make_result(make_finding(addressee=Addressee.KEINE, effects=())))
    assert "kein Satz gemeldet" in page.text_content()
    assert page.xpath("//form") == []


def test_note_names_actor_score_and_rule_that_the_reasons_do_not_name():
    finding = make_finding(actor=make_actor("Schulträger"), rules=(make_rule(Span(13, 18)),), reasons=("Grund.",), score=0.72)
    note = text_of(page_of(make_result(finding)).xpath("//aside")[0])
    assert "Handelnde Stelle: Schulträger (aus § 2 Absatz 1 übernommen)" in note
    assert "Regel „Verzeichnis führen“: Ein Verzeichnis bindet dauerhaft Personal." in note
    assert "Art. 28 Abs. 2 GG" in note
    assert "wahrscheinlich (0,72)" in note


def test_remarks_on_the_whole_draft_link_their_findings():
    page = page_of(make_result(make_finding(), checks=(make_check("c1", "unbekannt", message=EVIL),)))
    (section,) = page.xpath("//section[@aria-labelledby='entwurfspruefung']")
    assert EVIL in text_of(section)
    assert section.xpath(".//a/@href") == ["#satz-c1"]
    assert "Zum Entwurf insgesamt" not in page_of(make_result()).text_content()


def test_finding_without_place_still_has_its_target():
    clause = make_clause("Nirgends.", pieces=(make_piece("anderswo", "Nirgends."),))
    page = page_of(make_result(make_finding(clause)))
    (link,) = page.xpath("//td[@class='fundstelle']/a/@href")
    assert len(page.xpath("//*[@id=$id]", id=link[1:])) == 1


def test_cover_note_and_explanation_are_collapsed():
    other = Document(part=DocumentPart.BEGRUENDUNG, source="b.xml", title="", provisions=(), format="LegalDocML.de")
    draft = make_draft()
    page = page_of(make_result(draft=make_draft(documents=(*draft.documents, other))))
    assert [text_of(element) for element in page.xpath("//details[@class='dokument']/summary")] == ["Begründung"]
    assert page.xpath("//details/@open") == []


@pytest.mark.parametrize(
    ("rulebook", "model", "words"),
    [
        ("ohne", "m", "das Regelwerk war abgeschaltet"),
        ("r", "ohne", "Modell war abgeschaltet"),
        ("r", "m", "und ein an Beispielen gelerntes Modell"),
    ],
)
def test_method_says_what_was_used(rulebook, model, words):
    result = make_result()
    versions = Versions(software="0.1.0", rulebook=rulebook, model=model)
    page = page_of(type(result)(draft=result.draft, findings=result.findings, versions=versions))
    assert words in text_of(page.xpath("//section[@aria-labelledby='verfahren']")[0])


def test_equal_input_gives_equal_output():
    assert render_report(make_result()) == render_report(make_result())
    assert "23. November 2026" in render_report(make_result(), created="2026-11-23")


def test_time_to_render_grows_with_the_number_of_clauses_only():
    sentence = "Die Gemeinde führt ein Verzeichnis der Lesestuben."

    def render(count):
        names = [f"absatz-{number}" for number in range(count)]
        findings = [
            make_finding(
                make_clause(sentence, id=f"c{name}", pieces=(make_piece(name, sentence),), anchor=make_anchor(name)),
                actor=make_actor("Gemeinde", Span(4, 12)),
                rules=(make_rule(Span(13, 18)),),
                spans=(Span(4, 12), Span(13, 18)),
            )
            for name in names
        ]
        result = make_result(*findings, draft=make_draft(*(make_block(name, sentence) for name in names)))
        start = process_time()
        page = render_report(result)
        return process_time() - start, page

    render(10)
    few, _ = render(1000)
    many, page = render(4000)
    assert many < 10 * few + 0.2
    assert page.count("<aside") == 4000


def test_index_links_reports_and_lists_failures():
    summary = summarise([make_finding()])
    page = html.document_fromstring(
        render_index([IndexEntry(title="A & B", source="a.xml", href="a.html", summary=summary)], failures=["b.xml: <kaputt>"])
    )
    (link,) = page.xpath("//table//a")
    assert (link.get("href"), link.text_content()) == ("a.html", "A & B")
    assert "b.xml: <kaputt>" in page.text_content()
    assert re.search(r"1 Entwurf\b", page.findtext(".//h1"))
