"""Cutting and joining blocks keeps characters and their places together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunalfreund.amendment.text import cut, join, plain_block, splice, with_origin
from kommunalfreund.draft import Anchor, Origin, TextBlock, TextPiece

ANCHOR = Anchor(xpath="/x", line=1)


def block(text: str, xpath: str = "/x") -> TextBlock:
    piece = TextPiece(at=0, length=len(text), xpath=xpath, slot="text", start=0)
    return TextBlock(text=text, pieces=(piece,) if text else (), anchor=ANCHOR)


def sources(one: TextBlock) -> list[tuple[str, str]]:
    """Each mapped character with the element it comes from."""
    return [(one.text[piece.at : piece.end], piece.xpath) for piece in one.pieces]


@pytest.mark.parametrize(
    ("text", "old", "new", "result"),
    [
        ("Die Behörde kann prüfen.", "kann", "muss", "Die Behörde muss prüfen."),
        ("Anträge entgegennimmt und", "und", ",", "Anträge entgegennimmt,"),
        ("Verfahren unterstützt.", ".", "und", "Verfahren unterstützt und"),
        ("auf Antrag oder auf Verlangen zu löschen", "oder auf Verlangen", "", "auf Antrag zu löschen"),
        ("Auf Antrag entscheidet sie", "Auf Antrag", "", "entscheidet sie"),
        ("bis zu 5 Euro (netto) erheben", "5 Euro", "10 Euro", "bis zu 10 Euro (netto) erheben"),
    ],
)
def test_splice_mends_the_spaces(text: str, old: str, new: str, result: str) -> None:
    start = text.index(old)
    assert splice(block(text), start, start + len(old), block(new, "/neu") if new else None).text == result


def test_inserted_words_stand_apart_and_marks_do_not() -> None:
    base = block("gegenüber den Organen handeln")
    at = base.text.index(" handeln")
    assert splice(base, at, at, block(", Gremien")).text == "gegenüber den Organen, Gremien handeln"
    assert splice(base, at, at, block("und Gremien")).text == "gegenüber den Organen und Gremien handeln"
    assert splice(base, 0, 0, block("Wer")).text == "Wer gegenüber den Organen handeln"


words = st.text(alphabet="abc äß,.§ 1", min_size=1, max_size=30)


@given(words, words, st.data())
def test_every_mapped_character_stays_the_one_of_its_place(text: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    result = splice(block(text, "/alt"), start, end, block(new, "/neu"))
    raw = {"/alt": text, "/neu": new}
    for piece in result.pieces:
        assert result.text[piece.at : piece.end] == raw[piece.xpath][piece.start : piece.start + piece.length]
    kept = "".join(part for part, xpath in sources(result) if xpath == "/neu")
    assert kept.replace(" ", "") == new.replace(" ", "")


@given(words, st.data())
def test_cut_and_join_are_inverse(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    one = block(text)
    assert join([cut(one, 0, at), cut(one, at, len(text))]).text == text


def test_new_characters_stay_new_when_they_are_moved() -> None:
    new = with_origin(block("Die Gemeinde"), Origin.NEU, "a")
    moved = with_origin(join([new, plain_block(" ", new), block("prüft.")]), Origin.VERSCHOBEN, "b")
    assert [(piece.origin, piece.command) for piece in moved.pieces] == [(Origin.NEU, "a"), (Origin.VERSCHOBEN, "b")]
