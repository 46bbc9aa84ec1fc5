"""Every character of a block stands at its place in the XML, whatever the text and the white space."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kommunalfreund.draft import Anchor, Span, TextBlock, TextPiece, locate
from kommunalfreund.reading.text_projection import TextBuilder, normalise

ANCHOR = Anchor(xpath="/*[1]", line=1)
TEXTS = st.text(alphabet=st.sampled_from("aß§1.„“ \t\n\r\u00a0\u2028\u00ad\u200b"), max_size=30)
NODES = st.lists(st.tuples(TEXTS, st.sampled_from(["text", "tail"])), max_size=12)
INVISIBLE = "\u00ad\u200b"


def build(nodes: list[tuple[str, str]]) -> TextBlock:
    builder = TextBuilder()
    for position, (raw, slot) in enumerate(nodes):
        builder.add(raw, str(position), "text" if slot == "text" else "tail")
    return builder.take(ANCHOR)


@given(NODES)
def test_pieces_carry_identical_characters(nodes: list[tuple[str, str]]) -> None:
    block = build(nodes)
    for piece in block.pieces:
        raw, slot = nodes[int(piece.xpath)]
        assert piece.slot == slot
        assert raw[piece.start : piece.start + piece.length] == block.text[piece.at : piece.end]


@given(NODES)
def test_pieces_are_in_order_and_cover_all_but_single_spaces(nodes: list[tuple[str, str]]) -> None:
    block = build(nodes)
    covered = 0
    for piece in block.pieces:
        assert block.text[covered : piece.at] in ("", " ")
        covered = piece.end
    assert covered == len(block.text)


@given(NODES)
def test_text_equals_joined_nodes_with_white_space_collapsed(nodes: list[tuple[str, str]]) -> None:
    joined = "".join(raw for raw, _ in nodes)
    for char in INVISIBLE:
        joined = joined.replace(char, "")
    assert build(nodes).text == " ".join(joined.split())


@given(NODES, st.data())
def test_any_span_of_words_is_found_in_the_xml(nodes: list[tuple[str, str]], data: st.DataObject) -> None:
    block = build(nodes)
    places = [at for piece in block.pieces for at in range(piece.at, piece.end)]
    if not places:
        return
    start = data.draw(st.sampled_from(places))
    end = data.draw(st.sampled_from([at for at in places if at >= start])) + 1
    found = "".join(nodes[int(node.xpath)][0][node.start : node.end] for node in locate(block.pieces, Span(start, end)))
    assert "".join(found.split()) == "".join(block.text[start:end].split())


@given(TEXTS)
def test_normalise_is_idempotent(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(NODES, st.integers(0, 12), st.integers(0, 12))
def test_quoted_span_is_the_text_between_the_marks(nodes: list[tuple[str, str]], one: int, two: int) -> None:
    first, last = sorted((min(one, len(nodes)), min(two, len(nodes))))
    inner = normalise("".join(raw for raw, _ in nodes[first:last]))
    builder = TextBuilder()
    for position, (raw, _) in enumerate(nodes):
        if position == first:
            builder.open_quote("»")
            raw = raw.lstrip()
        builder.add(raw, str(position), "text")
        if position == last - 1 and first < last:
            builder.close_quote("«")
    block = builder.take(ANCHOR)
    if inner and first < last:
        assert [block.text[span.start : span.end].strip() for span in block.quoted] == [inner]
        assert "»" in block.text
        assert "«" in block.text


def test_cells_are_divided_and_words_separated() -> None:
    builder = TextBuilder()
    builder.divide()
    for position, raw in enumerate(("Nr.", "", " Betrag")):
        builder.add(raw, str(position), "text")
        builder.divide()
    assert builder.take(ANCHOR).text == "Nr. | Betrag"
    builder.add("Der", "0", "text")
    builder.separate()
    builder.add("Präsident", "1", "text")
    assert builder.take(ANCHOR).text == "Der Präsident"


def test_a_label_can_be_left_out() -> None:
    builder = TextBuilder()
    builder.add("(1) Die Stadt", "p", "text", 3)
    assert builder.take(ANCHOR) == TextBlock(
        text="Die Stadt", pieces=(TextPiece(at=0, length=9, xpath="p", slot="text", start=4),), anchor=ANCHOR
    )


def test_sentence_numbers_are_offsets_of_the_next_character() -> None:
    builder = TextBuilder()
    builder.start_sentence()
    builder.add("Eins.", "0", "text")
    builder.start_sentence()
    builder.add("Zwei.", "1", "tail")
    block = builder.take(ANCHOR)
    assert [block.text[start:] for start in block.sentence_starts] == ["Eins. Zwei.", "Zwei."]


def test_quote_that_a_list_interrupts_continues_in_the_next_block() -> None:
    builder = TextBuilder()
    builder.add("wird „", "0", "text")
    builder.open_quote("")
    builder.add("der", "1", "text")
    first = builder.take(ANCHOR)
    builder.add("Stadt", "2", "tail")
    builder.close_quote("“")
    second = builder.take(ANCHOR)
    assert [first.text[span.start : span.end] for span in first.quoted] == ["der"]
    assert (second.text, second.quoted) == ("Stadt“", (Span(0, 5),))
