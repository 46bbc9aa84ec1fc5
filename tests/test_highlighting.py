import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kommunalfreund.clause import Item
from kommunalfreund.draft import Span
from kommunalfreund.finding import Addressee, Effect
from kommunalfreund.highlighting import (
    ADDRESSEE_SIGNS,
    EFFECT_SIGNS,
    Highlight,
    highlight_clause,
    highlight_text,
    highlights_of,
    stylesheet,
)
from tests.factories import make_actor, make_anchor, make_clause, make_finding, make_items_clause, make_rule

XML_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=60)
SPANS = st.tuples(st.integers(-3, 70), st.integers(-3, 70)).map(lambda pair: Span(*pair))
HIGHLIGHTS = st.lists(
    st.builds(Highlight, span=SPANS, classes=st.sampled_from([("hl-a",), ("hl-b",), ("hl-c", "hl-d")]), title=XML_TEXT, sign=st.just("●")),
    max_size=6,
)
ITEMS = st.lists(
    st.builds(Item, label=st.sampled_from(["", "1.", "a)"]), span=SPANS, depth=st.integers(0, 3), anchor=st.just(make_anchor("x"))),
    max_size=5,
)


def parse(html):
    return etree.fromstring(f"<div>{html}</div>")


def mark(start, end, name="hl-x", title="Titel"):
    return Highlight(span=Span(start, end), classes=(name,), title=title)


def characters(root):
    """Each character with the classes of the marks around it."""

    def walk(element, classes):
        own = classes | (set(element.get("class", "").split()) if element.tag == "mark" else set())
        yield from ((character, own) for character in element.text or "")
        for child in element:
            yield from walk(child, own)
            yield from ((character, own) for character in child.tail or "")

    return list(walk(root, frozenset()))


@given(XML_TEXT, ITEMS, HIGHLIGHTS)
def test_text_is_preserved_and_output_well_formed_for_any_items_and_overlaps(text, items, highlights):
    clause = make_clause(text, items=tuple(items))
    root = parse(highlight_clause(clause, highlights, id_prefix="f"))
    assert "".join(root.itertext()) == text
    ids = Counter(root.xpath("//@id"))
    assert not ids or max(ids.values()) == 1


@given(XML_TEXT, HIGHLIGHTS)
def test_every_character_carries_exactly_the_classes_of_the_spans_over_it(text, highlights):
    found = characters(parse(highlight_text(text, highlights)))
    for offset, (_, classes) in enumerate(found):
        expected = {name for one in highlights if one.span.start <= offset < one.span.end for name in one.classes}
        assert classes == expected


@given(XML_TEXT, HIGHLIGHTS)
def test_output_is_stable(text, highlights):
    assert highlight_text(text, highlights, id_prefix="f") == highlight_text(text, highlights, id_prefix="f")


def test_markup_in_text_title_and_prefix_is_escaped():
    html = highlight_text("<b>&\"'", [mark(0, 3, title='"><script>')], id_prefix='"x')
    assert "<b>" not in html
    assert "<script" not in html
    assert parse(html).find("mark").get("title") == '"><script>'


def test_overlap_is_cut_into_pieces_with_all_classes_and_titles():
    html = highlight_text("abcdef", [mark(0, 4, "hl-a", "A"), mark(2, 6, "hl-b", "B")], id_prefix="f")
    marks = parse(html).findall("mark")
    assert [(one.text, one.get("class"), one.get("title"), one.get("id")) for one in marks] == [
        ("ab", "hl-a", "A", "f-m1"),
        ("cd", "hl-a hl-b", "A · B", "f-m2"),
        ("ef", "hl-b", "B", "f-m3"),
    ]


def test_sign_stands_only_where_its_span_begins():
    outer = Highlight(span=Span(0, 6), classes=("hl-a",), title="A", sign="!")
    inner = Highlight(span=Span(2, 4), classes=("hl-b",), title="B", sign="●")
    marks = parse(highlight_text("abcdef", [outer, inner])).findall("mark")
    assert [one.get("data-zeichen") for one in marks] == ["!", "●", None]


def test_items_stand_in_blocks_nested_by_depth_with_their_labels():
    root = parse(highlight_clause(make_items_clause(), []))
    top = root.xpath("/div/span[contains(@class, 'item ')]")
    assert [re.match(r"\d\.", "".join(one.itertext())).group() for one in top] == ["1.", "2."]
    assert [one.get("class") for one in top] == ["item tiefe-0", "item tiefe-0"]
    assert ["".join(one.itertext()).strip() for one in top[0].xpath("span[contains(@class, 'tiefe-1')]")] == ["a) helle,", "b) trockene,"]
    assert [one.text for one in root.xpath("//span[@class='item-label']")] == ["1.", "a)", "b)", "2."]
    assert top[1].tail == " bereitzustellen."


def test_mark_across_items_is_cut_at_the_item_border():
    clause = make_items_clause()
    start, end = clause.text.index("trockene"), clause.text.index("Bücher") + len("Bücher")
    root = parse(highlight_clause(clause, [mark(start, end)]))
    assert "".join("".join(one.itertext()) for one in root.iter("mark")) == clause.text[start:end]
    assert len(list(root.iter("mark"))) > 1


def test_actor_and_rule_words_are_marked_with_their_meaning():
    clause = make_clause()
    actor = make_actor("Gemeinde", Span(4, 12))
    finding = make_finding(clause, actor=actor, rules=(make_rule(Span(13, 18)),), spans=(Span(4, 12), Span(13, 18)))
    marks = {one.span: one for one in highlights_of(finding)}
    assert set(marks) == {Span(4, 12), Span(13, 18)}
    assert marks[Span(4, 12)].classes == ("hl-stelle", "hl-direkt")
    assert marks[Span(4, 12)].title == "Handelnde Stelle: Gemeinde (direkt)"
    assert marks[Span(13, 18)].classes == ("hl-pflicht",)
    assert marks[Span(13, 18)].title == "Pflicht: Verzeichnis führen"


def test_spans_without_rule_are_marked_by_effect_and_exonerating_rules_not_at_all():
    exonerating = make_rule(Span(0, 3), effects=())
    finding = make_finding(effects=(Effect.KOSTEN,), rules=(exonerating,), spans=(Span(4, 12),))
    (only,) = highlights_of(finding)
    assert (only.span, only.classes, only.sign) == (Span(4, 12), ("hl-kosten",), "€")


def test_every_kind_of_mark_has_its_own_underline_and_sign():
    css = stylesheet().split("@media")[0]
    kinds = [f".hl-stelle.hl-{value}" for value in Addressee if value is not Addressee.KEINE] + [f".hl-{value}" for value in Effect]
    underlines = [re.search(re.escape(kind) + r" \{[^}]*text-decoration: underline (\w+ [\d.]+px)", css).group(1) for kind in kinds]
    assert len(set(underlines[:3])) == 3
    assert len(set(underlines[3:])) == 3
    assert len(set(ADDRESSEE_SIGNS.values()) | set(EFFECT_SIGNS.values())) == len(Addressee) + len(Effect)
