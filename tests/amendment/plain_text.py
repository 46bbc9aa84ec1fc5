"""Laws and amending bills out of plain text, as bills without mark-up print them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kommunalfreund.amendment.quotations import read_structure
from kommunalfreund.draft import Anchor, Document, DocumentPart, Draft, Provision, ProvisionKind, TextBlock, TextPiece
from kommunalfreund.reading import labels

_LABEL = re.compile(r"^(\d+[a-z]?\.|[a-z]\)|([a-z])\2\)|([a-z])\3\3\))\s+(?=[A-ZÄÖÜ§„]|In |Der |Die |Das )")
_RANK = {ProvisionKind.NUMMER: 0, ProvisionKind.BUCHSTABE: 1, ProvisionKind.DOPPELBUCHSTABE: 2, ProvisionKind.DREIFACHBUCHSTABE: 3}


def block(text: str, name: str) -> TextBlock:
    """A paragraph whose characters stand in an element of their own."""
    piece = TextPiece(at=0, length=len(text), xpath=name, slot="text", start=0)
    return TextBlock(text=text, pieces=(piece,), anchor=Anchor(xpath=name, line=int(name.rpartition("/")[2]) + 1))


def make_law(text: str, name: str = "Werkstattgesetz") -> Draft:
    """A law; each line is a heading, an Absatz, an item or a text."""
    lines = [block(line, f"/gesetz/{number}") for number, line in enumerate(text.splitlines()) if line.strip()]
    provisions = tuple(unquote(provision) for provision in read_structure(lines))
    return _draft(provisions, name, "gesetz.xml")


def make_bill(commands: Sequence[str], name: str = "Werkstattgesetz") -> Draft:
    """An amending bill with one Artikel; frames and their items are told by their labels."""
    blocks = [block(line, f"/entwurf/{number}") for number, line in enumerate(commands)]
    introduction = block(f"Das {name} vom 1. März 2019 (BGBl. I S. 9999) wird wie folgt geändert:", "/entwurf/9000")
    items = tuple(
        Provision(kind=ProvisionKind.NUMMER, anchor=one[0].anchor, number=str(index), label=f"{index}.", content=nest(one))
        for index, one in enumerate(group_commands(blocks), 1)
    )
    artikel = Provision(
        kind=ProvisionKind.ARTIKEL,
        anchor=Anchor(xpath="/entwurf", line=1),
        number="1",
        label="Artikel 1",
        heading="Änderung des Werkstattgesetzes",
        content=(introduction, *items),
    )
    return _draft((artikel,), "Werkstattänderungsgesetz", "entwurf.xml")


def group_commands(blocks: Sequence[TextBlock]) -> list[list[TextBlock]]:
    """Each line begins a command, unless it is quoted text or an item of a frame."""
    groups: list[list[TextBlock]] = []
    open_quote = frame = False
    for one in blocks:
        item = _LABEL.match(one.text) is not None
        if not groups or not (open_quote or one.text.startswith("„") or (frame and item) or (frame and groups[-1][-1].text.endswith(":"))):
            groups.append([])
            frame = one.text.endswith("geändert:")
        groups[-1].append(one)
        open_quote = (open_quote or one.text.count("„") > 0) and sum(map(one.text.count, "„")) + open_quote > one.text.count("“")
    return groups


def nest(blocks: Sequence[TextBlock]) -> tuple[TextBlock | Provision, ...]:
    """Items of frames nested by the shape of their labels."""
    content: list[TextBlock | Provision] = []
    index, quoted = 0, False
    while index < len(blocks):
        one = blocks[index]
        match = None if quoted else _LABEL.match(one.text)
        if match is None:
            content.append(one)
            quoted = (quoted or "„" in one.text) and one.text.count("„") + quoted > one.text.count("“")
            index += 1
            continue
        kind = labels.item_kind(match[1])
        end = index + 1
        while end < len(blocks) and not ((other := _LABEL.match(blocks[end].text)) and _RANK[labels.item_kind(other[1])] <= _RANK[kind]):
            end += 1
        own = TextBlock(
            text=one.text[match.end() :],
            pieces=(TextPiece(at=0, length=len(one.text) - match.end(), xpath=one.anchor.xpath, slot="text", start=match.end()),),
            anchor=one.anchor,
        )
        content.append(
            Provision(
                kind=kind,
                anchor=one.anchor,
                number=labels.number_of(match[1]),
                label=match[1],
                content=nest([own, *blocks[index + 1 : end]]),
            )
        )
        index = end
    return tuple(content)


def unquote(provision: Provision) -> Provision:
    """The provision as part of a law, not of a quotation."""
    content = tuple(unquote(part) if isinstance(part, Provision) else part for part in provision.content)
    return Provision(
        kind=provision.kind,
        anchor=provision.anchor,
        number=provision.number,
        label=provision.label,
        heading=provision.heading,
        content=content,
    )


def _draft(provisions: tuple[Provision, ...], name: str, source: str) -> Draft:
    document = Document(part=DocumentPart.REGELUNGSTEXT, source=source, title=name, provisions=provisions, format="LegalDocML.de")
    return Draft(key="0" * 16, title=name, source=source, documents=(document,), short_title=name)


def lines_of(draft: Draft) -> dict[str, list[str]]:
    """Text of each norm, one line per paragraph with the labels before it."""
    return {
        provision.label: [f"{provision.label} {provision.heading}".strip(), *_lines(provision)]
        for document in draft.documents
        for provision in document.walk()
        if provision.kind in (ProvisionKind.PARAGRAF, ProvisionKind.ANLAGE)
    }


def _lines(provision: Provision, label: str = "") -> list[str]:
    found: list[str] = []
    for part in provision.content:
        if isinstance(part, TextBlock):
            found.append(f"{label} {part.text}".strip())
            label = ""
        else:
            found += _lines(part, f"{label} {part.label}".strip())
            label = ""
    return found
