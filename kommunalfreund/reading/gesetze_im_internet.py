"""Federal law as published on gesetze-im-internet.de (format gii-norm).

A file is a flat sequence of ``norm`` elements; the chapter tree lies in the ``gliederungskennzahl`` (three digits a level).
A ``P`` that begins with "(1)" is an Absatz; text behind a list in the same ``P`` is its wrap-up; a later ``P`` without
number continues the Absatz before it. Sentence numbers (``SUP class="Rec"``) are kept apart as ``sentence_starts``:
in the text they would glue to the first word of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kommunalfreund.draft import Anchor, Document, DocumentPart, Provision, ProvisionKind, TextBlock
from kommunalfreund.reading import labels
from kommunalfreund.reading.flow import FlowReader, HandlerTable
from kommunalfreund.reading.metadata import Metadata
from kommunalfreund.reading.safe_xml import Element
from kommunalfreund.reading.text_projection import Flow, anchor_of, normalise

ROOT = "dokumente"
FORMAT = "gesetze-im-internet"

_ABSATZ = re.compile(r"\s*\((\d+(?:[\s\u00a0]?[a-z])?)\)")
_OTHER_NOUNS = re.compile(
    r"^\W*(?:\w+\s+){0,2}?(bekanntmachung|anordnung|satzung|erlass|abkommen|vereinbarung|richtlinie|entscheidung)", re.IGNORECASE
)
_NOUNS = re.compile(r"(verordnung|gesetz)", re.IGNORECASE)
_IN_ABSAETZE = frozenset({ProvisionKind.PARAGRAF, ProvisionKind.ARTIKEL, ProvisionKind.SONSTIGE})


def read_law(root: Element, source: str) -> tuple[Document, Metadata]:
    """Read one law.

    Args:
        root: the ``dokumente`` element.
        source: of the file.

    Returns:
        The document, a Regelungstext, and what it says about the law.
    """
    reader = _Law()
    metadata = _metadata(root)
    provisions = reader.read(root)
    warnings: tuple[str, ...] = ()
    if reader.outside:
        warnings = (f"{reader.outside} Stelle(n) stehen nur als Bild oder PDF im Internet und werden nicht gelesen.",)
    return (
        Document(
            part=DocumentPart.REGELUNGSTEXT,
            source=source,
            title=metadata.title,
            provisions=provisions,
            format=FORMAT,
            work=root.get("doknr", ""),
            footnotes=tuple(reader.footnotes),
            warnings=warnings,
        ),
        metadata,
    )


def kind_from_title(title: str) -> str:
    """ "gesetz" or "verordnung" if the title says so, else empty.

    >>> kind_from_title("Verordnung zur Durchführung des Reparaturstellengesetzes"), kind_from_title("Handwerksordnung")
    ('verordnung', '')
    """
    noun = _NOUNS.search(title)
    return noun[1].lower() if noun and not _OTHER_NOUNS.match(title) else ""


def _metadata(root: Element) -> Metadata:
    front = root.find("norm/metadaten")
    if front is None:
        return Metadata()

    def text(name: str) -> str:
        element = front.find(name)
        return "" if element is None else normalise(" ".join(element.itertext()))

    title = text("langue")
    date = text("ausfertigung-datum")
    return Metadata(
        title=title,
        short_title=text("kurzue"),
        abbreviation=text("amtabk") or text("jurabk"),
        kind=kind_from_title(title),
        form="stammform",
        date=date if re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) else "",
    )


class _Group:
    """A chapter under construction."""

    __slots__ = ("anchor", "code", "content", "heading", "kind", "label")

    def __init__(self, code: str, kind: ProvisionKind, label: str, heading: str, anchor: Anchor) -> None:
        self.code = code
        self.kind = kind
        self.label = label
        self.heading = heading
        self.anchor = anchor
        self.content: list[TextBlock | Provision] = []

    def provision(self) -> Provision:
        return Provision(
            kind=self.kind,
            anchor=self.anchor,
            number=labels.number_of(self.label),
            label=self.label,
            heading=self.heading,
            content=tuple(self.content),
        )


class _Law(FlowReader):
    """Reads one law."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Provision] = []
        self.groups: list[_Group] = []
        self.outside = 0
        self.in_toc = False

    def children(self, element: Element, path: str) -> Iterator[tuple[Element, str]]:
        counts: dict[Any, int] = {}
        for child in element:
            tag: Any = child.tag
            counts[tag] = count = counts.get(tag, 0) + 1
            yield child, f"{path}/{tag}[{count}]"

    def read(self, root: Element) -> tuple[Provision, ...]:
        for norm, path in self.children(root, f"/{ROOT}"):
            if norm.tag == "norm":
                self._norm(norm, path)
        self._close(0)
        return tuple(self.found)

    def _norm(self, norm: Element, path: str) -> None:
        label = heading = ""
        unit: Element | None = None
        text: tuple[Element, str] | None = None
        for part, part_path in self.children(norm, path):
            if part.tag == "metadaten":
                for entry, entry_path in self.children(part, part_path):
                    if entry.tag == "enbez":
                        label = self.plain(entry, entry_path).removeprefix(_UNNAMED).strip()
                    elif entry.tag == "titel":
                        heading = self.plain(entry, entry_path)
                    elif entry.tag == "gliederungseinheit":
                        unit = entry
            elif part.tag == "textdaten":
                for entry, entry_path in self.children(part, part_path):
                    if entry.tag == "text":
                        text = entry, entry_path
                    elif entry.tag == "fussnoten":
                        self._editorial(entry, entry_path)
        if unit is not None:
            self._open(unit, anchor_of(norm, path))
        kind = labels.norm_kind(label) or ProvisionKind.SONSTIGE
        if not label and unit is not None:
            if text is not None:
                self.groups[-1].content += self._content(*text, ProvisionKind.ABSCHNITT)
            return
        content = () if text is None else self._content(*text, kind)
        if label or heading or content:
            self._place(
                Provision(
                    kind=kind, anchor=anchor_of(norm, path), number=labels.number_of(label), label=label, heading=heading, content=content
                )
            )

    # chapters -------------------------------------------------------------------------------------------------------

    def _open(self, unit: Element, anchor: Anchor) -> None:
        """Begin a chapter, or stay in the one that is open."""
        code, label, heading = (normalise(" ".join(part.itertext())) if (part := unit.find(name)) is not None else "" for name in _UNIT)
        if self.groups and self.groups[-1].code == code:
            return
        keep = len(self.groups)
        while keep and not (code.startswith(self.groups[keep - 1].code) and code != self.groups[keep - 1].code):
            keep -= 1
        self._close(keep)
        fallback = ProvisionKind.UNTERABSCHNITT if self.groups else ProvisionKind.ABSCHNITT
        kind = labels.norm_kind(label) or labels.group_kind(label) or fallback
        self.groups.append(_Group(code, kind, label, heading, anchor))

    def _close(self, keep: int) -> None:
        while len(self.groups) > keep:
            group = self.groups.pop()
            (self.groups[-1].content if self.groups else self.found).append(group.provision())

    def _place(self, provision: Provision) -> None:
        """Put a norm into the open chapter; an Anlage or Schlussformel ends all chapters unless the chapter is of Anlagen."""
        apart = provision.kind in (ProvisionKind.ANLAGE, ProvisionKind.SCHLUSSFORMEL)
        if apart and not any(_OF_ANNEXES.search(f"{group.label} {group.heading}") for group in self.groups):
            self._close(0)
        (self.groups[-1].content if self.groups else self.found).append(provision)

    # text -----------------------------------------------------------------------------------------------------------

    def _content(self, text: Element, path: str, kind: ProvisionKind) -> tuple[TextBlock | Provision, ...]:
        """The text of a norm, cut into Absätze where it has them."""
        self.in_toc = kind is ProvisionKind.INHALTSUEBERSICHT
        flow = Flow(text, path)
        for part, part_path in self.children(text, path):
            if part.tag == "Content":
                self._absaetze(part, part_path, flow, kind)
            else:
                self._handle(part, part_path, flow)
        flow.flush()
        return tuple(flow.content)

    def _absaetze(self, content: Element, path: str, flow: Flow, kind: ProvisionKind) -> None:
        """Content of a norm: each numbered P opens an Absatz, what follows without number continues it."""
        current, number, wrap = flow, "", kind in _IN_ABSAETZE
        if content.text:
            flow.text.add(content.text, path, "text")
        for part, part_path in self.children(content, path):
            match = _ABSATZ.match(part.text) if part.tag == "P" and part.text and kind is not ProvisionKind.INHALTSUEBERSICHT else None
            if match or (wrap and current is flow):
                _end_absatz(flow, current, number)
                current, number = Flow(part, part_path), match[1] if match else ""
            if part.tag == "P":
                self.block(part, part_path, current, match.end() if match else 0)
            else:
                self._handle(part, part_path, current)
            if part.tail:
                current.text.add(part.tail, part_path, "tail")
        _end_absatz(flow, current, number)

    def _handle(self, element: Element, path: str, flow: Flow) -> None:
        handler = self.handlers[str(element.tag)]
        if handler is None:
            self.flow(element, path, flow)
        else:
            handler(self, element, path, flow)

    def _editorial(self, element: Element, path: str) -> None:
        """Footnotes of the documentation office, one block per P."""
        for part, part_path in self.children(element, path):
            if part.tag == "Content":
                self._editorial(part, part_path)
            else:
                self.footnote(part, part_path, Flow(part, part_path))

    def items(self, element: Element, path: str, flow: Flow) -> None:
        """DL: each DT with its DD is an item."""
        flow.flush()
        label: str | None = None
        for part, part_path in self.children(element, path):
            if flow.flat:
                self.word(part, part_path, flow)
            elif part.tag == "DT":
                if label:
                    flow.content.append(_item(label, anchor_of(part, part_path), ()))
                label = self.plain(part, part_path)
            else:
                inner = Flow(part, part_path)
                self.flow(part, part_path, inner)
                inner.flush()
                flow.content.append(_item(label or "", anchor_of(part, part_path), tuple(inner.content)))
                label = None
        if label:
            flow.content.append(_item(label, anchor_of(element, path), ()))

    def contents(self, element: Element, path: str, flow: Flow) -> None:
        """TOC: transparent where the norm is the table of contents itself, a provision of its own elsewhere."""
        if self.in_toc or flow.flat:
            self.flow(element, path, flow)
            return
        flow.flush()
        self.in_toc = True
        inner = Flow(element, path)
        self.flow(element, path, inner)
        inner.flush()
        self.in_toc = False
        flow.content.append(Provision(kind=ProvisionKind.INHALTSUEBERSICHT, anchor=anchor_of(element, path), content=tuple(inner.content)))

    def superscript(self, element: Element, path: str, flow: Flow) -> None:
        """SUP: a sentence number is kept apart, anything else is text."""
        if element.get("class") == "Rec":
            flow.text.start_sentence()
        else:
            self.flow(element, path, flow)

    def outside_part(self, element: Element, path: str, flow: Flow) -> None:
        """Picture or PDF: counted, not read."""
        self.outside += 1

    handlers = HandlerTable(
        {
            **dict.fromkeys(("P", "LA", "Title", "Subtitle", "Ident"), FlowReader.block),
            **dict.fromkeys(("BR", "Split", "entry"), FlowReader.word),
            **dict.fromkeys(("Footnote", "kommentar"), FlowReader.footnote),
            **dict.fromkeys(("FnR", "FnArea", "colspec"), FlowReader.skip),
            **dict.fromkeys(("IMG", "FILE"), outside_part),
            "row": FlowReader.row,
            "DL": items,
            "TOC": contents,
            "SUP": superscript,
        }
    )


_UNNAMED = "(XXXX)"
"""Placeholder in ``enbez`` of norms without a label of their own, and before ranges of repealed norms; never printed in a citation."""

_UNIT = ("gliederungskennzahl", "gliederungsbez", "gliederungstitel")
_OF_ANNEXES = re.compile(r"\b(?:Anlage|Anhang|Anhänge)", re.IGNORECASE)


def _item(label: str, anchor: Anchor, content: tuple[TextBlock | Provision, ...]) -> Provision:
    return Provision(kind=labels.item_kind(label), anchor=anchor, number=labels.number_of(label), label=label, content=content)


def _end_absatz(outer: Flow, current: Flow, number: str) -> None:
    current.flush()
    if current is outer or not (current.content or number):
        return
    outer.content.append(
        Provision(
            kind=ProvisionKind.ABSATZ,
            anchor=anchor_of(current.element, current.path),
            number=re.sub(r"\s", "", number),
            label=f"({normalise(number)})" if number else "",
            content=tuple(current.content),
        )
    )
