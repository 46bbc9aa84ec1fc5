"""Versions, kinds of documents, titles, and what real files do differently from one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from kommunalfreund.draft import Document, DocumentPart, Draft, Provision, TextBlock, TextRole
from kommunalfreund.draft import ProvisionKind as K
from kommunalfreund.paths import SHARED
from kommunalfreund.reading import discover, discover_upload, read_draft
from kommunalfreund.reading.legaldocml import nominative, part_of, version_of
from kommunalfreund.reading.safe_xml import parse_xml

NAMESPACE = "http://Inhaltsdaten.LegalDocML.de/1.8.2/"


def read(
    body: str, *, element: str = "bill", name: str = "regelungstext-entwurf", namespace: str = NAMESPACE, meta: str = "", rest: str = ""
) -> Draft:
    main = "mainBody" if element == "doc" else "body"
    data = f'<akomaNtoso xmlns="{namespace}"><{element} name="{name}">{meta}<{main}>{body}</{main}>{rest}</{element}></akomaNtoso>'
    (source,) = discover_upload([("entwurf.xml", data.encode())])
    return read_draft(source)


def text_of(content: tuple[TextBlock | Provision, ...]) -> str:
    """Compact dump: kind and label of provisions, text of blocks."""
    return " ".join(
        part.text
        if isinstance(part, TextBlock)
        else f"[{part.kind.value}{' Q' if part.quoted else ''} {part.label} {text_of(part.content)}]"
        for part in content
    )


def paragraph(inner: str) -> str:
    return f"<article><num>§ 1</num><paragraph><num>(1)</num>{inner}</paragraph></article>"


def absatz(draft: Draft) -> Provision:
    return draft.documents[0].provisions[0].children[0]


@pytest.mark.parametrize("version", ["1.4", "1.5", "1.6", "1.7.1", "1.7.2", "1.8", "1.8.1", "1.8.2"])
def test_known_versions_are_read_without_warning(version: str) -> None:
    draft = read(paragraph("<content><p>Text.</p></content>"), namespace=f"http://Inhaltsdaten.LegalDocML.de/{version}/")
    assert (draft.documents[0].format, draft.documents[0].version, draft.warnings) == ("LegalDocML.de", version, ())


@pytest.mark.parametrize("version", ["1.8.7", "1.9", "2.0"])
def test_unknown_version_is_read_with_a_warning(version: str) -> None:
    draft = read(paragraph("<content><p>Text.</p></content>"), namespace=f"http://Inhaltsdaten.LegalDocML.de/{version}/")
    assert absatz(draft).blocks[0].text == "Text."
    assert [version in warning for warning in draft.warnings] == [True]


def test_namespace_of_another_profile_is_no_version() -> None:
    assert version_of("{http://MetadatenRegelungstext.LegalDocML.de/1.8.2/}akomaNtoso") == ""
    assert version_of("{http://Inhaltsdaten.LegalDocML.de/1.8.2/}bill") == ""


@pytest.mark.parametrize(
    ("element", "name", "part"),
    [
        ("bill", "regelungstext", DocumentPart.REGELUNGSTEXT),
        ("bill", "", DocumentPart.REGELUNGSTEXT),
        ("act", "/akn/ontology/de/concept/documenttype/bund/regelungstext-verkuendung", DocumentPart.REGELUNGSTEXT),
        ("act", "/akn/ontology/de/concept/documenttype/bund/regelungstext-neufassung", DocumentPart.REGELUNGSTEXT),
        ("doc", "vorblatt", DocumentPart.VORBLATT),
        ("doc", "/akn/ontology/de/concept/documenttype/bund/vorblatt-regelungstext", DocumentPart.VORBLATT),
        ("doc", "/akn/ontology/de/concept/documenttype/bund/vorblatt-beschlussempfehlung", DocumentPart.SONSTIGES),
        ("doc", "begruendung", DocumentPart.BEGRUENDUNG),
        ("doc", "/akn/ontology/de/concept/documenttype/bund/begruendung-aenderungsantrag", DocumentPart.SONSTIGES),
        ("doc", "offene-struktur", DocumentPart.ANLAGE),
        ("doc", "/akn/ontology/de/concept/documenttype/bund/anlage-regelungstext", DocumentPart.ANLAGE),
        ("doc", "/akn/ontology/de/concept/documenttype/bund/anschreiben", DocumentPart.SONSTIGES),
        ("doc", "/akn/ontology/de/concept/documenttype/bund/denkschrift", DocumentPart.SONSTIGES),
        ("amendment", "aenderungsantrag", DocumentPart.SONSTIGES),
        ("statement", "", DocumentPart.SONSTIGES),
    ],
)
def test_part(element: str, name: str, part: DocumentPart) -> None:
    assert part_of(parse_xml(f'<{element} name="{name}"/>'.encode())) is part


def test_part_by_frbr_subtype_if_the_name_says_nothing() -> None:
    meta = '<meta><identification><FRBRWork><FRBRsubtype value="begruendung-regelungstext-1"/></FRBRWork></identification></meta>'
    assert part_of(parse_xml(f"<doc>{meta}</doc>".encode())) is DocumentPart.BEGRUENDUNG


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Entwurf eines Gesetzes über Werkstätten", "Gesetz über Werkstätten"),
        ("Entwurf eines Zwölften Gesetzes zur Änderung des Werkstattgesetzes", "Zwölftes Gesetz zur Änderung des Werkstattgesetzes"),
        ("Entwurf eines Dritten Werkstattentlastungsgesetzes", "Drittes Werkstattentlastungsgesetz"),
        ("Entwurf einer Zweiten Verordnung über Werkbänke", "Zweite Verordnung über Werkbänke"),
        ("Entwurf einer Werkstattverordnung", "Werkstattverordnung"),
        ("Entwurf eines Beschlusses über Werkstätten", "Entwurf eines Beschlusses über Werkstätten"),
        ("Gesetz über den Entwurf eines Gesetzes", "Gesetz über den Entwurf eines Gesetzes"),
        ("", ""),
    ],
)
def test_title_in_the_nominative(printed: str, title: str) -> None:
    assert nominative(printed) == title


@pytest.mark.parametrize(
    ("printed", "short", "abbreviation"),
    [
        ("(Werkstattgesetz – <inline refersTo='amtliche-abkuerzung'>WerkG</inline>)", "Werkstattgesetz", "WerkG"),
        ("(Werkstattgesetz - WerkG)", "Werkstattgesetz", "WerkG"),
        ("(Werkstattgesetz)", "Werkstattgesetz", ""),
        ("(WerkG)", "", "WerkG"),
        ("( <inline refersTo='amtliche-abkuerzung'>Werkstattgesetz</inline>)", "Werkstattgesetz", ""),
    ],
)
def test_short_title_and_abbreviation(printed: str, short: str, abbreviation: str) -> None:
    preface = f"<preface><longTitle><p><docTitle>Gesetz</docTitle><shortTitle>{printed}</shortTitle></p></longTitle></preface>"
    draft = read("<p>Text.</p>", meta=preface)
    assert (draft.short_title, draft.abbreviation) == (short, abbreviation)


def test_short_title_inside_the_title() -> None:
    preface = "<preface><longTitle><p><docTitle>Gesetz<br/>über Werkstätten<br/>(Werkstattgesetz – <br/>WerkG)</docTitle>"
    preface += "</p></longTitle></preface>"
    draft = read("<p>Text.</p>", meta=preface)
    assert (draft.title, draft.short_title, draft.abbreviation) == ("Gesetz über Werkstätten", "Werkstattgesetz", "WerkG")


@pytest.mark.parametrize(
    "inner",
    [
        (
            "<list><intro><p>Er hat</p></intro><point><num>1.</num><content><p>zu gehen</p></content></point>"
            "<wrapUp><p>und</p></wrapUp></list>"
        ),
        (
            "<content><blockList><listIntroduction>Er hat</listIntroduction><item><num>1.</num><p>zu gehen</p></item>"
            "<listWrapUp>und</listWrapUp></blockList></content>"
        ),
        "<content><p>Er hat</p><blockList><item><num>1.</num><p>zu gehen</p></item></blockList><p>und</p></content>",
    ],
)
def test_both_styles_of_lists_give_siblings_in_order(inner: str) -> None:
    assert text_of(absatz(read(paragraph(inner))).content) == "Er hat [nummer 1. zu gehen] und"


def test_inline_elements_are_transparent_and_breaks_end_words() -> None:
    inner = "<content><p>Die <b>Ge</b>meinde<br/>zahlt <date date='2030-01-01'>heute</date>.</p></content>"
    (block,) = absatz(read(paragraph(inner))).blocks
    assert block.text == "Die Gemeinde zahlt heute."


def test_printed_quotation_marks_are_not_doubled() -> None:
    inner = (
        "<content><p><mod>Das Wort <quotedText startQuote='„' endQuote='“'>„darf“</quotedText> wird durch „<quotedText>muss</quotedText>“ "
        "ersetzt.</mod></p></content>"
    )
    (block,) = absatz(read(paragraph(inner))).blocks
    assert block.text == "Das Wort „darf“ wird durch „muss“ ersetzt."


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        (
            "<article><num>§ 2</num><paragraph><content><p>Neu.</p></content></paragraph></article>",
            "[paragraf Q § 2 [absatz Q  Neu.]]",
        ),
        ("<paragraph><num>(2)</num><content><p>Neu.</p></content></paragraph>", "[absatz Q (2) Neu.]"),
        ("<point><num>b)</num><content><p>neu,</p></content></point>", "[buchstabe Q b) neu,]"),
        ("<p>Neu.</p>", "[sonstige Q  Neu.]"),
        ("<heading>Neue Überschrift</heading>", "[sonstige Q  ]"),
        ("", "[sonstige Q  ]"),
    ],
)
def test_quoted_structure_is_told_apart_from_the_command(quoted: str, expected: str) -> None:
    inner = f"<content><p><mod>§ 2 wird wie folgt gefasst: <quotedStructure>{quoted}</quotedStructure></mod></p></content>"
    draft = read(paragraph(inner))
    assert text_of(absatz(draft).content) == f"§ 2 wird wie folgt gefasst: {expected}"
    assert bool(draft.warnings) == (not quoted)
    if "heading" in quoted:
        assert absatz(draft).children[0].heading == "Neue Überschrift"


@pytest.mark.parametrize(
    ("num", "form", "kind"),
    [
        ("§ 1", "mantelform", K.PARAGRAF),
        ("Artikel 1", "stammform", K.ARTIKEL),
        ("", "mantelform", K.ARTIKEL),
        ("", "stammform", K.PARAGRAF),
    ],
)
def test_article_is_paragraf_or_artikel(num: str, form: str, kind: K) -> None:
    meta = f"<meta><proprietary><m xmlns='x'><form>{form}</form></m></proprietary></meta>"
    draft = read(f"<article><num>{num}</num><heading>Zweck</heading></article>", meta=meta)
    assert (draft.documents[0].provisions[0].kind, draft.form) == (kind, form)


def test_label_that_stands_in_the_heading() -> None:
    (provision,) = read("<article><num/><heading>Artikel 3 Inkrafttreten</heading></article>").documents[0].provisions
    assert (provision.kind, provision.number, provision.label, provision.heading) == (K.ARTIKEL, "3", "Artikel 3", "Inkrafttreten")


def test_table_rows_and_footnotes() -> None:
    inner = (
        "<content><table><tr><th><p>Fall</p></th><th><p>Gebühr<authorialNote><p>In Euro.</p></authorialNote>"
        "</p></th></tr><tr><td><p>Eins</p><p>Zwei</p></td><td><p/></td></tr></table></content>"
    )
    draft = read(paragraph(inner))
    assert [(block.text, block.role) for block in absatz(draft).blocks] == [
        ("Fall | Gebühr", TextRole.TABELLE),
        ("Eins Zwei", TextRole.TABELLE),
    ]
    assert [(note.text, note.role) for note in draft.documents[0].footnotes] == [("In Euro.", TextRole.FUSSNOTE)]


def test_unknown_elements_lose_nothing() -> None:
    draft = read(paragraph("<content><neuesElement>Eins <noch>zwei</noch><p>drei</p>vier</neuesElement></content>"))
    assert text_of(absatz(draft).content) == "Eins zwei drei vier"


def test_documents_written_into_a_collection() -> None:
    inner = "".join(
        f"<component><{element} name='{name}'><{body}><p>{name}</p></{body}></{element}></component>"
        for element, name, body in (("doc", "vorblatt", "mainBody"), ("bill", "regelungstext", "body"))
    )
    data = f'<akomaNtoso xmlns="{NAMESPACE}"><documentCollection><collectionBody>{inner}</collectionBody></documentCollection></akomaNtoso>'
    (source,) = discover_upload([("alles.xml", data.encode())])
    draft = read_draft(source)
    assert [document.part for document in draft.documents] == [DocumentPart.REGELUNGSTEXT, DocumentPart.VORBLATT]
    root = parse_xml(data.encode())
    for document in draft.documents:
        (piece,) = document.provisions[0].blocks[0].pieces
        (element,) = root.xpath(piece.xpath)
        assert element.text == document.provisions[0].blocks[0].text


def test_deepest_nesting_is_read() -> None:
    depth = 120
    inner = "<item><num>1.</num><blockList>" * depth + "<item><num>1.</num><p>ganz unten</p></item>" + "</blockList></item>" * depth
    draft = read(paragraph(f"<content><blockList>{inner}</blockList></content>"))
    assert sum(1 for _ in draft.documents[0].walk()) == depth + 3


def test_many_headings_and_items_take_linear_time() -> None:
    inner = "<heading>Überschrift</heading>" * 40_000 + "<content>" + "<p>Text.</p>" * 40_000 + "</content>"
    assert len(absatz(read(paragraph(inner))).blocks) == 40_000


@pytest.fixture
def samples() -> Path:
    folder = SHARED / "legaldocml"
    if not folder.exists():
        pytest.skip("braucht die Beispiele in ../shared/legaldocml")
    return folder


@pytest.mark.shared
def test_every_sample_has_provisions_title_and_date(samples: Path) -> None:
    sources = discover([samples])
    assert len(sources) > 100
    for source in sources:
        draft = read_draft(source)
        assert draft.title, source.path
        assert len(draft.date) == 10, source.path
        assert draft.documents[0].part is DocumentPart.REGELUNGSTEXT
        assert draft.documents[0].provisions, source.path
        assert draft.form in ("stammform", "mantelform")


@pytest.mark.shared
def test_amending_samples_carry_quoted_text(samples: Path) -> None:
    documents: list[Document] = [
        document
        for source in discover([samples])
        if "aenderungsgesetz" in source.path and "1000" not in source.path
        for document in read_draft(source).documents
    ]
    assert documents
    for document in documents:
        provisions = list(document.walk())
        assert any(provision.quoted for provision in provisions) or any(
            block.quoted for provision in provisions for block in provision.blocks
        ), document.source
