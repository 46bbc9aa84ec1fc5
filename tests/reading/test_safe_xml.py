"""The one XML parser: what it refuses, with which words, and that it never reads anything else."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from lxml import etree

from kommunalfreund.errors import KommunalfreundError, MalformedInputError, UnsafeInputError
from kommunalfreund.reading import Limits
from kommunalfreund.reading.safe_xml import element_at, local_name, namespace, parse_xml, peek_xml

GII_DOCTYPE = b'<!DOCTYPE dokumente SYSTEM "http://www.gesetze-im-internet.de/dtd/1.01/gii-norm.dtd">'

REFUSED: dict[str, tuple[bytes, type[KommunalfreundError], str]] = {
    "billion laughs": (b'<!DOCTYPE a [<!ENTITY b "xx"><!ENTITY c "&b;&b;">]><a>&c;</a>', UnsafeInputError, "DOCTYPE"),
    "external entity": (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', UnsafeInputError, "DOCTYPE"),
    "external dtd": (b'<!DOCTYPE a SYSTEM "http://localhost:1/x.dtd"><a/>', UnsafeInputError, "DOCTYPE"),
    "official dtd with own entities": (GII_DOCTYPE[:-1] + b'[<!ENTITY x "y">]><dokumente>&x;</dokumente>', UnsafeInputError, "DOCTYPE"),
    "look-alike of the official dtd": (
        b'<!DOCTYPE dokumente SYSTEM "http://www.gesetze-im-internet.de.example/dtd/1.01/gii-norm.dtd"><dokumente/>',
        UnsafeInputError,
        "DOCTYPE",
    ),
    "doctype behind a comment": (b'<?xml version="1.0"?>\n<!-- <x> -->\n<?pi?><!DOCTYPE a><a/>', UnsafeInputError, "DOCTYPE"),
    "doctype in utf-16": (
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"),
        UnsafeInputError,
        "DOCTYPE",
    ),
    "web page": (b"<!DOCTYPE html><html><body>Gesetz</body></html>", UnsafeInputError, "HTML"),
    "unknown entity": (b"<a>\n&uuml;</a>", MalformedInputError, "Entität"),
    "not well-formed": (b"<a>\n<b>\n</a>", MalformedInputError, "wohlgeformt"),
    "wrong utf-8": (b'<?xml version="1.0" encoding="UTF-8"?>\n<a>\n\xfc</a>', MalformedInputError, "kodierung"),
    "exotic encoding": (b'<?xml version="1.0" encoding="UTF-7"?><a/>', MalformedInputError, "UTF-7"),
    "nul bytes": (b"<a>\nb\x00</a>", MalformedInputError, "Nullbytes"),
    "broken utf-16": ("<a>\n".encode("utf-16-le") + b"\x00\xdc" + "</a>".encode("utf-16-le"), MalformedInputError, "UTF-16"),
    "too deep": (b"<a>" * 300 + b"</a>" * 300, UnsafeInputError, "Grenzen"),
    "empty": (b"  \n", MalformedInputError, "leer"),
    "plain text": (b"Entwurf eines Gesetzes", MalformedInputError, "kein XML"),
    "pdf": (b"%PDF-1.7 ...", MalformedInputError, "PDF"),
    "office": (b"PK\x03\x04...", MalformedInputError, "ZIP"),
    "text behind the root": (b"<a/>b", MalformedInputError, "wohlgeformt"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_clear_error(name: str) -> None:
    data, kind, words = REFUSED[name]
    with pytest.raises(kind, match=re.escape(words)) as caught:
        parse_xml(data, path="entwurf.xml")
    assert caught.value.path == "entwurf.xml"
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "line"), [("unknown entity", 2), ("not well-formed", 3), ("wrong utf-8", 3), ("nul bytes", 2), ("broken utf-16", 2)]
)
def test_the_error_names_the_line(name: str, line: int) -> None:
    with pytest.raises(KommunalfreundError) as caught:
        parse_xml(REFUSED[name][0])
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(file_bytes=100), "größer"),
        (Limits(elements=10), "Elemente"),
        (Limits(attributes=10), "Attribute"),
        (Limits(depth=3), "tiefer"),
    ],
)
def test_limits_are_kept(limits: Limits, words: str) -> None:
    data = b"<a>" + b'<b c="d"><e><f/></e></b>' * 20 + b"</a>"
    parse_xml(data)
    with pytest.raises(UnsafeInputError, match=words):
        parse_xml(data, limits=limits)


def test_three_million_elements_are_refused_before_they_become_a_tree() -> None:
    data = b"<a>" + b"<b/>" * 3_000_000 + b"</a>"
    start = time.perf_counter()
    with pytest.raises(UnsafeInputError, match="Elemente"):
        parse_xml(data)
    assert time.perf_counter() - start < 1


def test_huge_text_node_is_refused() -> None:
    with pytest.raises(UnsafeInputError, match="Grenzen"):
        parse_xml(b"<a>" + b"x" * 11_000_000 + b"</a>")


def test_official_doctype_is_blanked_out_and_lines_stay() -> None:
    root = parse_xml(
        b'<?xml version="1.0" encoding="UTF-8" ?>\n' + GII_DOCTYPE.replace(b" SYSTEM", b"\n SYSTEM") + b"\n<dokumente>\n<norm/></dokumente>"
    )
    assert [element.sourceline for element in root.iter()] == [4, 5]
    assert not root.getroottree().docinfo.doctype


def test_undefined_entity_with_the_official_doctype_is_an_error_and_no_lost_text() -> None:
    with pytest.raises(MalformedInputError, match="Entität"):
        parse_xml(GII_DOCTYPE + b"<dokumente>Geb&uuml;hr</dokumente>")


def test_doctype_inside_text_is_just_text() -> None:
    assert parse_xml(b"<a><![CDATA[<!DOCTYPE a>]]></a>").text == "<!DOCTYPE a>"


def test_comments_and_instructions_do_not_split_text() -> None:
    assert parse_xml(b"<a>eins <!-- nichts -->zwei<?pi?> drei</a>").text == "eins zwei drei"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "windows-1252"])
def test_encodings(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    assert parse_xml(f'<?xml version="1.0" encoding="{declared}"?><a>Gebühr</a>'.encode(encoding)).text == "Gebühr"


def test_xinclude_is_not_run(tmp_path: Path) -> None:
    (tmp_path / "geheim.txt").write_text("geheim")
    root = parse_xml(f'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{tmp_path}/geheim.txt" parse="text"/></a>'.encode())
    assert "geheim" not in "".join(root.itertext())


def test_peek_returns_the_first_names_and_never_fails() -> None:
    assert peek_xml(b'<a b="c"><d/><e>', 2) == (("a", {"b": "c"}), ("d", {}))
    assert peek_xml(b"<a><b></a>") == (("a", {}), ("b", {}))
    for data, _, _ in REFUSED.values():
        peek_xml(data)
    assert peek_xml(b"<!DOCTYPE a [") == ()


def test_element_at_finds_one_element_or_raises() -> None:
    root = parse_xml(b"<a><b/><b>x</b></a>")
    assert element_at(root, "/*[1]/*[2]").text == "x"
    with pytest.raises(MalformedInputError):
        element_at(root, "/a/b")


def test_names() -> None:
    assert (local_name("{http://x}y"), namespace("{http://x}y"), local_name("y"), namespace("y")) == ("y", "http://x", "y", "")


def test_lxml_is_new_enough() -> None:
    """Before 6.1 iterparse and pull parsers expanded external entities by default."""
    assert etree.LXML_VERSION >= (6, 1)


def test_no_other_module_parses_xml() -> None:
    package = Path(__file__).parents[2] / "kommunalfreund"
    parsers = re.compile(r"\betree\.(parse|fromstring|XML|iterparse|XMLParser|XMLPullParser|HTML)\(|\bElementTree\b|\bminidom\b|\bsax\b")
    found = [path.name for path in package.rglob("*.py") if parsers.search(path.read_text(encoding="utf-8"))]
    assert found == ["safe_xml.py"]
