"""Law as published on gesetze-im-internet.de."""

from __future__ import annotations

import pytest

from kommunalfreund.draft import Draft, Provision, TextBlock, TextRole
from kommunalfreund.draft import ProvisionKind as K
from kommunalfreund.reading import discover_upload, read_draft
from kommunalfreund.reading.gesetze_im_internet import kind_from_title


def norm(text: str = "", *, label: str = "§ 1", title: str = "", unit: tuple[str, str, str] | None = None) -> str:
    metadata = f"<enbez>{label}</enbez>" if label else ""
    metadata += f"<titel>{title}</titel>" if title else ""
    if unit:
        code, bez, heading = unit
        metadata += (
            f"<gliederungseinheit><gliederungskennzahl>{code}</gliederungskennzahl><gliederungsbez>{bez}</gliederungsbez>"
            f"<gliederungstitel>{heading}</gliederungstitel></gliederungseinheit>"
        )
    return f"<norm><metadaten>{metadata}</metadaten><textdaten><text><Content>{text}</Content></text></textdaten></norm>"


def read(*norms: str, front: str = "<jurabk>WerkG</jurabk><langue>Werkstattgesetz</langue>") -> Draft:
    data = f'<dokumente doknr="BJNR1"><norm><metadaten>{front}</metadaten></norm>{"".join(norms)}</dokumente>'
    (source,) = discover_upload([("gesetz.xml", data.encode())])
    return read_draft(source)


def dump(content: tuple[TextBlock | Provision, ...]) -> str:
    return " ".join(
        part.text if isinstance(part, TextBlock) else f"[{part.kind.value} {part.number}: {dump(part.content)}]" for part in content
    )


def inside(*norms: str) -> str:
    return dump(read(*norms).documents[0].provisions)


def test_numbered_and_unnumbered_absaetze() -> None:
    assert inside(norm("<P>(1) Eins.</P><P>(2a) Zwei.</P>")) == "[paragraf 1: [absatz 1: Eins.] [absatz 2a: Zwei.]]"
    assert inside(norm("<P>Eins.</P><P>Zwei.</P>")) == "[paragraf 1: [absatz : Eins. Zwei.]]"
    assert (
        inside(norm("<P>Vorspann.</P><P>(1) Eins.</P><P>Noch eins.</P>"))
        == "[paragraf 1: [absatz : Vorspann.] [absatz 1: Eins. Noch eins.]]"
    )
    assert inside(norm("<P>(3 a) Alt.</P>")) == "[paragraf 1: [absatz 3a: Alt.]]"
    assert inside(norm("<P>(weggefallen)</P>")) == "[paragraf 1: [absatz : (weggefallen)]]"


def test_list_wrap_up_and_second_sentence_stay_in_order() -> None:
    text = (
        '<P>(1) Er hat <DL Type="arabic"><DT>1.</DT><DD><LA>zu zahlen: '
        '<DL Type="alpha"><DT>a)</DT><DD><LA>heute</LA></DD></DL>oder</LA><LA>morgen,</LA></DD>'
        "</DL>und zwar bar. Das gilt nicht, wenn <DL><DT>–</DT><DD><LA>er arm ist.</LA></DD></DL></P>"
    )
    assert inside(norm(text)) == (
        "[paragraf 1: [absatz 1: Er hat [nummer 1: zu zahlen: [buchstabe a: heute] oder morgen,] und zwar bar. Das gilt nicht, wenn "
        "[spiegelstrich : er arm ist.]]]"
    )


def test_wrap_up_has_the_anchor_of_its_paragraph() -> None:
    draft = read(norm("<P>(1) Er hat <DL><DT>1.</DT><DD><LA>zu zahlen,</LA></DD></DL>und zwar bar.</P><P>Neuer Absatz im Druck.</P>"))
    first, wrap_up, later = draft.documents[0].provisions[0].children[0].blocks
    assert first.anchor == wrap_up.anchor
    assert later.anchor != wrap_up.anchor


def test_chapter_tree_from_the_codes() -> None:
    found = inside(
        norm(label="", unit=("010", "Teil 1", "A")),
        norm(label="", unit=("010010", "Erster Abschnitt", "B")),
        norm("<P>x</P>", label="§ 1"),
        norm(label="", unit=("010020", "2. Abschnitt", "C")),
        norm("<P>y</P>", label="§ 2"),
        norm("<P>y2</P>", label="§ 2a", unit=("010020", "2. Abschnitt", "C")),
        norm("<P>z</P>", label="§ 3", unit=("020", "Teil 2", "D")),
        norm("<P>Ende</P>", label="Schlussformel"),
        norm("<P>Liste</P>", label="Anlage (zu § 1)"),
    )
    assert found == (
        "[teil 1: [abschnitt 1: [paragraf 1: [absatz : x]]] [abschnitt 2: [paragraf 2: [absatz : y]] [paragraf 2a: [absatz : y2]]]] "
        "[teil 2: [paragraf 3: [absatz : z]]] [schlussformel : Ende] [anlage : Liste]"
    )


def test_annexes_stay_in_the_chapter_of_annexes() -> None:
    found = inside(norm(label="", unit=("010", "Anlagen", "")), norm("<P>Liste</P>", label="Anlage 1"))
    assert found == "[anlage : [anlage 1: Liste]]"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("§ 1", K.PARAGRAF),
        ("Art 1", K.ARTIKEL),
        ("Anhang II", K.ANLAGE),
        ("Eingangsformel", K.EINGANGSFORMEL),
        ("Inhaltsübersicht", K.INHALTSUEBERSICHT),
        ("I.", K.SONSTIGE),
    ],
)
def test_kind_of_norm(label: str, kind: K) -> None:
    (provision,) = read(norm("<P>Text</P>", label=label)).documents[0].provisions
    assert (provision.kind, provision.label) == (kind, label)


def test_placeholder_label_is_left_out() -> None:
    first, second = (
        read(norm("<P>Text</P>", label="(XXXX)"), norm("<P>(weggefallen)</P>", label="(XXXX) §§ 3 bis 5")).documents[0].provisions
    )
    assert (first.kind, first.label, first.number) == (K.SONSTIGE, "", "")
    assert (second.kind, second.label, second.number) == (K.PARAGRAF, "§§ 3 bis 5", "3 bis 5")


def test_tables_are_rows_with_everything_in_their_cells() -> None:
    table = (
        "<table><Title>Gebühren</Title><tgroup><colspec/><thead><row><entry>Nr.</entry><entry>Fall</entry></row></thead><tbody><row><entry>1</entry>"
        "<entry><DL><DT>a)</DT><DD><LA>Ausleihe<BR/>von Geräten</LA></DD></DL>"
        "<table><tgroup><tbody><row><entry>innen</entry><entry>drin</entry></row></tbody></tgroup>"
        "</table></entry></row></tbody></tgroup></table>"
    )
    draft = read(norm(f"<P>Es gilt:{table}Ende.</P>"))
    blocks = draft.documents[0].provisions[0].children[0].blocks
    assert [(block.text, block.role is TextRole.TABELLE) for block in blocks] == [
        ("Es gilt:", False),
        ("Gebühren", False),
        ("Nr. | Fall", True),
        ("1 | a) Ausleihe von Geräten innen drin", True),
        ("Ende.", False),
    ]


def test_sentence_numbers_and_other_superscripts() -> None:
    draft = read(norm('<P>(1) <SUP class="Rec">1</SUP>Eine Fläche von 5 m<SUP>2</SUP> genügt.<SUP class="Rec">2</SUP>Mehr darf sein.</P>'))
    (block,) = draft.documents[0].provisions[0].children[0].blocks
    assert block.text == "Eine Fläche von 5 m2 genügt. Mehr darf sein."
    assert [block.text[start : start + 4] for start in block.sentence_starts] == ["Eine", "Mehr"]


def test_footnotes_and_remarks_are_kept_apart() -> None:
    text = '<P>Text<FnR ID="1"/>.<kommentar typ="Hinweis">Anmerkung</kommentar></P></Content>'
    text += '<Footnotes><Footnote ID="1">Fuß <B>note</B></Footnote></Footnotes><Content>'
    document = read(norm(text)).documents[0]
    assert dump(document.provisions) == "[paragraf 1: [absatz : Text.]]"
    assert [note.text for note in document.footnotes] == ["Anmerkung", "Fuß note"]


def test_pictures_are_counted_in_a_warning() -> None:
    assert any("2 Stelle(n)" in warning for warning in read(norm('<P>Text<IMG SRC="a.jpg"/><FILE SRC="b.pdf"/></P>')).warnings)


def test_metadata() -> None:
    front = "<jurabk>WerkG 2030</jurabk><amtabk>WerkG</amtabk><ausfertigung-datum>2030-01-02</ausfertigung-datum>"
    front += "<kurzue>Werkstattgesetz</kurzue><langue>Gesetz über\nWerkstätten</langue>"
    draft = read(norm("<P>x</P>"), front=front)
    assert (draft.title, draft.short_title, draft.abbreviation, draft.kind, draft.date) == (
        "Gesetz über Werkstätten",
        "Werkstattgesetz",
        "WerkG",
        "gesetz",
        "2030-01-02",
    )
    assert read(norm("<P>x</P>")).abbreviation == "WerkG"


def test_law_without_text_is_read_with_a_warning() -> None:
    draft = read()
    assert draft.documents[0].provisions == ()
    assert any("keinen Gesetzestext" in warning for warning in draft.warnings)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Gesetz zur Verordnung über Werkstätten", "gesetz"),
        ("Werkstattgesetzbuch", "gesetz"),
        ("Erste Verordnung zur Änderung des Gesetzes", "verordnung"),
        ("Bekanntmachung der Neufassung des Gesetzes", ""),
        ("Zweite Anordnung zum Gesetz", ""),
        ("Werkstattordnung", ""),
    ],
)
def test_kind_from_title(title: str, kind: str) -> None:
    assert kind_from_title(title) == kind
