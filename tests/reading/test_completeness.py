"""Nothing is lost on the way from XML to provisions, and every character of a block can be found again in its file."""

from __future__ import annotations

import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from kommunalfreund.draft import Document, Provision, TextBlock
from kommunalfreund.paths import SHARED
from kommunalfreund.reading import discover, read_draft
from kommunalfreund.reading.safe_xml import Element, element_at, local_name, parse_xml

pytestmark = pytest.mark.shared

LEGALDOCML = SHARED / "legaldocml"
LAWS = SHARED / "corpus" / "gii-2026-04.tar.xz"
SAMPLE = 500
READ_PARTS = {"preamble", "body", "mainBody", "conclusions", "attachments"}


@pytest.fixture(scope="module")
def laws(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every n-th law of the archive, so that about 500 are unpacked; the choice depends on the order in the archive alone."""
    if not LAWS.exists():
        pytest.skip("braucht das Archiv der Bundesgesetze in ../shared/corpus")
    folder = tmp_path_factory.mktemp("laws")
    with tarfile.open(LAWS, "r|xz") as archive:
        seen = 0
        for entry in archive:
            if not entry.name.endswith("/source.xml"):
                continue
            seen += 1
            content = archive.extractfile(entry) if seen % 13 == 0 else None
            if content is not None:
                (folder / f"{Path(entry.name).parent.name}.xml").write_bytes(content.read())
    assert len(list(folder.iterdir())) >= SAMPLE
    return folder


@pytest.fixture(scope="module")
def drafts() -> Path:
    if not LEGALDOCML.exists():
        pytest.skip("braucht die Beispiele in ../shared/legaldocml")
    return LEGALDOCML


def visible(text: str | None) -> str:
    return "".join((text or "").split()).replace("\u00ad", "")


def expected_in_law(root: Element) -> Counter[str]:
    """Characters of all norms: texts, footnotes, labels and headings; printed sentence numbers are kept as offsets, not as text."""
    found: Counter[str] = Counter()
    codes: set[str] = set()
    for norm in root.iterfind("norm"):
        for part in norm.iterfind("textdaten"):
            found.update(visible("".join(part.itertext())))
            for number in part.iter("SUP"):
                if number.get("class") == "Rec":
                    found.subtract(visible("".join(number.itertext())))
        for name in ("enbez", "titel"):
            for part in norm.iterfind(f"metadaten/{name}"):
                found.update(visible("".join(part.itertext())).removeprefix("(XXXX)"))
        unit = norm.find("metadaten/gliederungseinheit")
        code = "" if unit is None else unit.findtext("gliederungskennzahl", "")
        if unit is not None and code not in codes:
            codes.add(code)
            for name in ("gliederungsbez", "gliederungstitel"):
                found.update(visible("".join(part for element in unit.iterfind(name) for part in element.itertext())))
    return found


def expected_in_document(root: Element) -> Counter[str]:
    """Characters of everything below preamble, body, conclusions and attachments."""
    found: Counter[str] = Counter()
    for document in root:
        for part in document:
            if local_name(str(part.tag)) in READ_PARTS:
                found.update(visible("".join(part.itertext())))
    return found


def arrived(document: Document) -> Counter[str]:
    found: Counter[str] = Counter()
    for provision in document.walk():
        found.update(visible(provision.label + provision.heading))
        for block in provision.blocks:
            found.update(from_xml(block))
    for block in document.footnotes:
        found.update(from_xml(block))
    return found


def from_xml(block: TextBlock) -> str:
    return visible("".join(block.text[piece.at : piece.end] for piece in block.pieces))


def blocks_of(document: Document) -> Iterator[TextBlock]:
    for provision in document.walk():
        yield from provision.blocks
    yield from document.footnotes


def elements_by_path(root: Element, named: bool) -> dict[str, Element]:
    """All elements by an XPath worked out here, independently of the readers."""
    start = f"/{root.tag}" if named else "/*[1]"
    found = {start: root}
    waiting = [(root, start)]
    while waiting:
        element, path = waiting.pop()
        counts: Counter[str] = Counter()
        for child in element:
            tag = str(child.tag) if named else "*"
            counts[tag] += 1
            child_path = f"{path}/{tag}[{counts[tag]}]"
            found[child_path] = child
            waiting.append((child, child_path))
    return found


def nodes_in_order(root: Element) -> dict[tuple[Element, str], int]:
    """Position of every text node in the document."""
    found: dict[tuple[Element, str], int] = {}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        found[element, "text" if event == "start" else "tail"] = len(found)
    return found


def in_order(content: tuple[TextBlock | Provision, ...]) -> Iterator[TextBlock]:
    for part in content:
        if isinstance(part, TextBlock):
            yield part
        else:
            yield from in_order(part.content)


def check_pieces(document: Document, root: Element, named: bool) -> int:
    elements = elements_by_path(root, named)
    checked = 0
    for block in blocks_of(document):
        at = 0
        for piece in block.pieces:
            raw = getattr(elements[piece.xpath], piece.slot)
            assert raw[piece.start : piece.start + piece.length] == block.text[piece.at : piece.end], (document.source, piece)
            assert piece.at >= at, (document.source, piece)
            at = piece.end
            checked += 1
        assert at <= len(block.text)
        assert elements[block.anchor.xpath].sourceline == block.anchor.line
    nodes = nodes_in_order(root)
    places = [(nodes[elements[piece.xpath], piece.slot], piece.start) for block in in_order(document.provisions) for piece in block.pieces]
    assert places == sorted(places), f"{document.source}: Text nicht in der Reihenfolge der Datei"
    assert len(places) == len(set(places)), f"{document.source}: Text doppelt"
    return checked


def share(missing: int, expected: int) -> float:
    return 1 - missing / expected


def test_completeness_of_laws(laws: Path, record_property: pytest.RecordProperty) -> None:
    missing = extra = total = 0
    for source in discover([laws]):
        document = read_draft(source).documents[0]
        expected, found = expected_in_law(parse_xml(source.members[0].load())), arrived(document)
        missing += (expected - found).total()
        extra += (found - expected).total()
        total += expected.total()
    record_property("share", share(missing, total))
    print(f"gesetze-im-internet: {share(missing, total):.5%} von {total} Zeichen")
    assert total > 5_000_000
    assert share(missing, total) >= 0.999
    assert extra / total < 0.0001


def test_completeness_of_drafts(drafts: Path, record_property: pytest.RecordProperty) -> None:
    missing: Counter[str] = Counter()
    total: Counter[str] = Counter()
    files = 0
    for source in discover([drafts]):
        if "invalid" in source.path:
            continue
        for document in read_draft(source).documents:
            expected, found = expected_in_document(parse_xml(Path(document.source).read_bytes())), arrived(document)
            missing[document.version] += (expected - found).total()
            total[document.version] += expected.total()
            files += 1
    shares = {version: share(missing[version], total[version]) for version in total}
    record_property("share", shares)
    print(f"LegalDocML.de: {shares}, {total.total()} Zeichen in {files} Dokumenten")
    assert files > 100
    assert all(value >= 0.999 for value in shares.values())


def test_pieces_map_to_identical_characters_in_laws(laws: Path) -> None:
    sources = discover([laws])[::4]
    checked = sum(check_pieces(read_draft(source).documents[0], parse_xml(source.members[0].load()), named=True) for source in sources)
    assert checked > 30_000


def test_pieces_map_to_identical_characters_in_drafts(drafts: Path) -> None:
    checked = 0
    for source in discover([drafts]):
        for document in read_draft(source).documents:
            checked += check_pieces(document, parse_xml(Path(document.source).read_bytes()), named=False)
    assert checked > 15_000


def test_anchors_can_be_evaluated_as_xpath(laws: Path, drafts: Path) -> None:
    for source in [*discover([laws])[::100], *discover([drafts])[::20]]:
        for document in read_draft(source).documents:
            root = parse_xml(Path(document.source).read_bytes())
            for block in list(blocks_of(document))[::50]:
                piece = block.pieces[0]
                assert getattr(element_at(root, piece.xpath), piece.slot)[piece.start :].startswith(block.text[piece.at : piece.end])


def test_printed_sentence_numbers_are_kept_as_offsets(laws: Path) -> None:
    for source in discover([laws]):
        data = source.members[0].load()
        if b'class="Rec"' not in data:
            continue
        printed = sum(1 for number in parse_xml(data).iter("SUP") if number.get("class") == "Rec")
        kept = sum(len(block.sentence_starts) for block in blocks_of(read_draft(source).documents[0]))
        assert kept >= 0.98 * printed, source.path
