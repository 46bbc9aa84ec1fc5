"""Structure and text of Akoma Ntoso documents, the part that LegalDocML.de and generic AKN have in common.

Dispatch is on local names, so every namespace version reads the same way; eIds are opaque. AKN's ``article`` is § or
Artikel (its printed number decides), ``paragraph`` is Absatz.
"""

from __future__ import annotations

import re

from kommunalfreund.draft import Document, DocumentPart, Provision, ProvisionKind, TextBlock
from kommunalfreund.reading import labels
from kommunalfreund.reading.flow import FlowReader, HandlerTable
from kommunalfreund.reading.metadata import Metadata, attribute
from kommunalfreund.reading.safe_xml import Element, local_name, namespace
from kommunalfreund.reading.text_projection import Flow, anchor_of, normalise

NAMESPACE = re.compile(r"http://docs\.oasis-open\.org/legaldocml/ns/akn/|http://www\.akomantoso\.org/")
UNDEFINED = "attributsemantik-noch-undefiniert"

_GROUPS = {
    "book": ProvisionKind.BUCH,
    "tome": ProvisionKind.BUCH,
    "part": ProvisionKind.TEIL,
    "subpart": ProvisionKind.TEIL,
    "chapter": ProvisionKind.KAPITEL,
    "subchapter": ProvisionKind.UNTERKAPITEL,
    "section": ProvisionKind.ABSCHNITT,
    "subsection": ProvisionKind.UNTERABSCHNITT,
    "title": ProvisionKind.TITEL,
    "subtitle": ProvisionKind.UNTERTITEL,
    "division": ProvisionKind.ABSCHNITT,
    "subdivision": ProvisionKind.UNTERABSCHNITT,
}
_ITEMS = ("point", "item", "indent", "li")
_SUBLEVELS = (
    "subparagraph",
    "clause",
    "subclause",
    "alinea",
    "sublist",
    "level",
    "rule",
    "subrule",
    "proviso",
    "transitional",
    "recital",
    "citation",
)
_CONTAINERS = ("hcontainer", "tblock", "blockContainer", "container", "toc", "formula", "recitals", "citations", "attachment", "doc")
_BLOCKS = ("p", "block", "listIntroduction", "listWrapUp", "crossHeading", "caption", "longTitle", "heading", "subheading", "num")
_OPTIONAL = (ProvisionKind.SONSTIGE, ProvisionKind.ANLAGE)
"""Containers that say nothing about themselves leave no trace; their content stands in the level above."""

_PARTS = {"article", "paragraph", *_GROUPS, *_ITEMS, *_SUBLEVELS, *_CONTAINERS}


_ABSATZ = re.compile(r"\(\d+[a-z]?\)")
_COMMAND_KIND = re.compile(r"^.*aenderungsbefehl-|^attributsemantik-noch-undefiniert$")
_BELOW_GROUPS = (ProvisionKind.ABSATZ, ProvisionKind.PARAGRAF, ProvisionKind.ARTIKEL, ProvisionKind.ANLAGE)
_ANNEX = re.compile(r"((?:Anlage|Anhang)(?: \d+[a-z]?| [IVX]+)?)\b\s*(.*)")
_LABEL_IN_HEADING = re.compile(r"((?:Artikel|§) ?\d+[a-z]?)\b\s*(.*)")


def is_akoma_ntoso(tag: str) -> bool:
    """Whether a root tag is generic Akoma Ntoso (versions 1 to 3)."""
    return local_name(tag) == "akomaNtoso" and NAMESPACE.match(namespace(tag)) is not None


def version_of(tag: str) -> str:
    """Version of generic Akoma Ntoso in a root tag ("3.0"), empty if it names none."""
    found = re.search(r"\d+\.\d+", namespace(tag).removeprefix("http://"))
    return found[0] if found else ""


def read_document(
    document: Element, path: str, *, part: DocumentPart, source: str, format: str, version: str, metadata: Metadata
) -> Document:
    """One document with its provisions.

    Args:
        document: the element below the root (``bill``, ``act``, ``doc`` …).
        path: its XPath.
        part: what it is within the draft.
        source: of the file.
        format: name of the format.
        version: of the format.
        metadata: read before.
    """
    body = _Body(part=part, mantel=metadata.form == "mantelform")
    provisions = body.read(document, path, metadata.title)
    uri = document.find("{*}meta/{*}identification/{*}FRBRWork/{*}FRBRuri")
    warnings = []
    if body.empty_quotes:
        warnings.append(
            f"{len(body.empty_quotes)} Änderungsbefehl(e) enthalten den neuen Wortlaut nicht (leere quotedStructure), "
            f"zuerst in Zeile {body.empty_quotes[0]}; er kann nicht geprüft werden."
        )
    if body.outside:
        names = ", ".join(sorted(body.outside)[:5])
        warnings.append(f"{len(body.outside)} Teil(e) liegen nur als PDF oder Bild vor und werden nicht gelesen: {names}.")
    if metadata.language and not metadata.language.lower().startswith(("de", "ger")):
        warnings.append(f"Das Dokument ist in der Sprache „{metadata.language}“ verfasst; geprüft wird nur deutscher Text.")
    return Document(
        part=part,
        source=source,
        title=metadata.title,
        provisions=provisions,
        format=format,
        version=version,
        work=attribute(uri, "value"),
        footnotes=tuple(body.footnotes),
        warnings=tuple(warnings),
    )


class _Body(FlowReader):
    """Reads one document; the flow of each provision collects its content."""

    def __init__(self, part: DocumentPart = DocumentPart.REGELUNGSTEXT, mantel: bool = False) -> None:
        super().__init__()
        self.part = part
        self.mantel = mantel
        self.quoted = False
        self.section = ""
        self.empty_quotes: list[int] = []
        self.outside: set[str] = set()

    def read(self, document: Element, path: str, title: str) -> tuple[Provision, ...]:
        found: list[Provision] = []
        for part, part_path in self.children(document, path):
            self.section = local_name(str(part.tag))
            if self.section == "meta":
                for notes, notes_path in self.children(part, part_path):
                    if local_name(str(notes.tag)) == "notes":
                        for note, note_path in self.children(notes, notes_path):
                            self.footnote(note, note_path, Flow(note, note_path))
            elif self.section == "preface":
                self.plain(part, part_path)
            else:
                found += self._top(part, part_path)
        if self.part is DocumentPart.ANLAGE and found:
            match = _ANNEX.match(title)
            label, heading = (match[1], match[2]) if match else ("", title)
            kept = Provision(
                kind=ProvisionKind.ANLAGE,
                anchor=anchor_of(document, path),
                number=labels.number_of(label),
                label=label,
                heading=heading,
                content=tuple(
                    inner
                    for part in found
                    for inner in (part.content if part.kind is ProvisionKind.SONSTIGE and not (part.label or part.heading) else (part,))
                ),
            )
            return (kept,)
        return tuple(found)

    def _top(self, element: Element, path: str) -> list[Provision]:
        """Provisions of body, preamble, conclusions …; loose text between them is wrapped."""
        flow = Flow(element, path)
        self.flow(element, path, flow)
        flow.flush()
        kind = {
            "preamble": ProvisionKind.EINGANGSFORMEL,
            "conclusions": ProvisionKind.SCHLUSSFORMEL,
            "attachments": ProvisionKind.ANLAGE,
        }.get(self.section, ProvisionKind.SONSTIGE)
        found: list[Provision] = []
        loose: list[TextBlock] = []
        for part in [*flow.content, None]:
            if isinstance(part, TextBlock):
                loose.append(part)
                continue
            if loose:
                found.append(Provision(kind=kind, anchor=loose[0].anchor, content=tuple(loose)))
                loose = []
            if part is not None:
                found.append(part)
        return found

    # handlers -------------------------------------------------------------------------------------------------------

    def provision(self, element: Element, path: str, flow: Flow) -> None:
        """A structural element: label and heading apart, the rest is its content."""
        if flow.flat:
            self.word(element, path, flow)
            return
        flow.flush()
        name = local_name(str(element.tag))
        label, heading, inner = self._inside(element, path)
        if name == "article" and not label and (match := _LABEL_IN_HEADING.match(heading)):
            label, heading = match[1], match[2]
        refers_to = _reference(element)
        kind = self._kind(name, label, refers_to)
        if kind is None or (kind in _OPTIONAL and not (label or heading or refers_to)):
            flow.content += inner.content
            return
        flow.content.append(
            Provision(
                kind=kind,
                anchor=anchor_of(element, path),
                number=labels.number_of(label),
                label=label,
                heading=heading,
                content=_spliced(kind, inner.content),
                quoted=self.quoted,
                refers_to=refers_to,
            )
        )

    def _inside(self, element: Element, path: str) -> tuple[str, str, Flow]:
        inner = Flow(element, path)
        label = ""
        headings: list[str] = []
        if element.text:
            inner.text.add(element.text, path, "text")
        for part, part_path in self.children(element, path):
            name = local_name(str(part.tag))
            if name == "num" and not label:
                label = self.plain(part, part_path)
            elif name in ("heading", "subheading"):
                headings.append(self.plain(part, part_path))
            else:
                handler = self.handlers[str(part.tag)]
                if handler is None:
                    self.flow(part, part_path, inner)
                else:
                    handler(self, part, part_path, inner)
            if part.tail:
                inner.text.add(part.tail, part_path, "tail")
        inner.flush()
        return label, " ".join(filter(None, headings)), inner

    def _kind(self, name: str, label: str, refers_to: str) -> ProvisionKind | None:
        """Level of an element; None if it is transparent."""
        if name in _ITEMS:
            return labels.item_kind(label)
        if name in _GROUPS:
            norm = ProvisionKind.ABSATZ if _ABSATZ.fullmatch(label) else labels.norm_kind(label)
            return norm if norm in _BELOW_GROUPS else labels.group_kind(label) or _GROUPS[name]
        if name == "article":
            return labels.norm_kind(label) or (ProvisionKind.ARTIKEL if self.mantel else ProvisionKind.PARAGRAF)
        if name == "paragraph":
            return ProvisionKind.PARAGRAF if label.startswith("§") else ProvisionKind.ABSATZ
        if name in _SUBLEVELS:
            return labels.item_kind(label) if label and name not in ("recital", "citation") else None
        if name == "attachment":
            return ProvisionKind.ANLAGE
        if name == "toc" or refers_to == "inhaltsuebersicht":
            return ProvisionKind.INHALTSUEBERSICHT
        if refers_to in ("eingangsformel", "schlussformel"):
            return ProvisionKind(refers_to)
        if self.part is DocumentPart.VORBLATT:
            return ProvisionKind.VORBLATTABSCHNITT
        if self.part is DocumentPart.BEGRUENDUNG:
            return ProvisionKind.BEGRUENDUNGSABSCHNITT
        if self.section == "preamble":
            return ProvisionKind.EINGANGSFORMEL
        if self.section == "conclusions":
            return ProvisionKind.SCHLUSSFORMEL
        return ProvisionKind.SONSTIGE

    def quotation(self, element: Element, path: str, flow: Flow) -> None:
        """quotedStructure: its provisions stand in the content as quoted; loose text or a bare heading is wrapped in one."""
        if flow.flat:
            self.word(element, path, flow)
            return
        flow.flush()
        outer, self.quoted = self.quoted, True
        label, heading, inner = self._inside(element, path)
        self.quoted = outer
        if not (label or heading or inner.content):
            self.empty_quotes.append(element.sourceline or 1)
        if inner.content and not (label or heading) and all(isinstance(part, Provision) for part in inner.content):
            flow.content += inner.content
            return
        flow.content.append(
            Provision(
                kind=ProvisionKind.SONSTIGE,
                anchor=anchor_of(element, path),
                number=labels.number_of(label),
                label=label,
                heading=heading,
                content=tuple(inner.content),
                quoted=True,
            )
        )

    def quoted_text(self, element: Element, path: str, flow: Flow) -> None:
        """quotedText: its span is marked; quotation marks given as attributes are put in."""
        raw = element.text or ""
        start = len(raw) - len(raw.lstrip())
        opening, closing = attribute(element, "startQuote"), attribute(element, "endQuote")
        flow.text.open_quote("" if raw[start:].startswith(opening or "„") else opening)
        self.flow(element, path, flow, start)
        flow.text.close_quote("" if normalise("".join(element.itertext())).endswith(closing or "“") else closing)

    def modification(self, element: Element, path: str, flow: Flow) -> None:
        """mod: an amendment command; its place in the text is marked, its content is read as any other."""
        anchor = anchor_of(element, path)
        references = tuple(attribute(part, "href") for part in element.iter("{*}ref", "{*}rref") if attribute(part, "href"))
        flow.text.open_command(_COMMAND_KIND.sub("", attribute(element, "refersTo")), anchor, references)
        self.flow(element, path, flow)
        flow.text.close_command(anchor)

    def toc_item(self, element: Element, path: str, flow: Flow) -> None:
        """tocItem: label and heading stand in adjacent spans without white space."""
        flow.flush()
        outer = flow.element, flow.path
        flow.element, flow.path = element, path
        if element.text:
            flow.text.add(element.text, path, "text")
        for part, part_path in self.children(element, path):
            self.word(part, part_path, flow)
            if part.tail:
                flow.text.add(part.tail, part_path, "tail")
        flow.flush()
        flow.element, flow.path = outer

    def outside_part(self, element: Element, path: str, flow: Flow) -> None:
        """Picture or external document: noted, not read."""
        target = attribute(element, "src") or attribute(element, "href")
        if target.lower().rpartition(".")[2] in ("pdf", "jpg", "jpeg", "png", "gif", "tif", "tiff", "svg"):
            self.outside.add(target.rpartition("/")[2])

    handlers = HandlerTable(
        {
            **dict.fromkeys(_PARTS, provision),
            **dict.fromkeys(_BLOCKS, FlowReader.block),
            **dict.fromkeys(("br", "eol", "signature", "role", "person", "td", "th"), FlowReader.word),
            **dict.fromkeys(("componentRef", "documentRef", "img"), outside_part),
            **dict.fromkeys(("quotedStructure", "embeddedStructure"), quotation),
            "quotedText": quoted_text,
            "mod": modification,
            "tocItem": toc_item,
            "tr": FlowReader.row,
            "authorialNote": FlowReader.footnote,
            "meta": FlowReader.skip,
        }
    )


def _reference(element: Element) -> str:
    """Literal of refersTo (or of name, where older files put it) without URI parts."""
    names = ("refersTo", "name") if local_name(str(element.tag)) in ("hcontainer", "tblock", "blockContainer", "formula") else ("refersTo",)
    for name in names:
        value = attribute(element, name).lstrip("#").rpartition("/")[2]
        if value and value != UNDEFINED:
            return value
    return ""


def _spliced(kind: ProvisionKind, content: list[TextBlock | Provision]) -> tuple[TextBlock | Provision, ...]:
    """A table of contents inside the container that announces it is one provision, not two."""
    if kind is not ProvisionKind.INHALTSUEBERSICHT:
        return tuple(content)
    return tuple(
        inner
        for part in content
        for inner in (part.content if isinstance(part, Provision) and part.kind is kind and not (part.label or part.heading) else (part,))
    )
