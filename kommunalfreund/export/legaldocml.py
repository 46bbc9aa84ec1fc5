"""A law as LegalDocML.de 1.8.2 (Regelungstext, Verkündungsfassung), for resulting texts that no ministry has published.

The ids follow the naming of the standard; GUIDs are computed from them, so that equal text gives an equal file.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from lxml import etree

from kommunalfreund.draft import GROUPING_KINDS, ITEM_KINDS, DocumentPart, Draft, Provision, ProvisionKind, TextBlock, TextRole

NAMESPACE = "http://Inhaltsdaten.LegalDocML.de/1.8.2/"
_METADATA = "http://MetadatenRegelungstext.LegalDocML.de/1.8.2/"
_UNDEFINED = "attributsemantik-noch-undefiniert"
_SPACE = UUID("7f0d1c52-3f0e-5d1a-9a64-6b2f5f0f7a11")
_TYPE = "/akn/ontology/de/concept/documenttype/bund/regelungstext-verkuendung"
_UNKNOWN_DATE = "0001-01-01"
_GROUPS = {
    ProvisionKind.BUCH: ("book", "buch"),
    ProvisionKind.TEIL: ("part", "teil"),
    ProvisionKind.KAPITEL: ("chapter", "kapitel"),
    ProvisionKind.UNTERKAPITEL: ("subchapter", "ukapitel"),
    ProvisionKind.ABSCHNITT: ("section", "abschnitt"),
    ProvisionKind.UNTERABSCHNITT: ("subsection", "uabschnitt"),
    ProvisionKind.TITEL: ("title", "titel"),
    ProvisionKind.UNTERTITEL: ("subtitle", "utitel"),
}


def render_law(draft: Draft) -> bytes:
    """The Regelungstext of a law as an XML file, UTF-8.

    Args:
        draft: the law; Anlagen follow the body as norms of their own.
    """
    return etree.tostring(_Writer(draft).tree(), encoding="UTF-8", xml_declaration=True, pretty_print=False)


@dataclass(slots=True)
class _Writer:
    draft: Draft
    counts: Counter[str] = field(default_factory=Counter)

    def tree(self) -> etree._Element:
        root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={"akn": NAMESPACE})
        act = etree.SubElement(root, f"{{{NAMESPACE}}}act", name=_TYPE)
        self.meta(act)
        self.preface(act)
        provisions = [
            provision
            for document in self.draft.documents
            if document.part in (DocumentPart.REGELUNGSTEXT, DocumentPart.ANLAGE)
            for provision in document.provisions
        ]
        opening = (ProvisionKind.EINGANGSFORMEL, ProvisionKind.INHALTSUEBERSICHT)
        preamble = self.element(act, "preamble", "präambel")
        formulas = [one for one in provisions if one.kind is ProvisionKind.EINGANGSFORMEL]
        self.formula(preamble, "eingangsformel", formulas)
        for provision in provisions:
            if provision.kind is ProvisionKind.INHALTSUEBERSICHT:
                self.contents(preamble, provision)
        body = self.element(act, "body", "hauptteil")
        for provision in provisions:
            if provision.kind not in (*opening, ProvisionKind.SCHLUSSFORMEL):
                self.provision(body, provision)
        closing = [one for one in provisions if one.kind is ProvisionKind.SCHLUSSFORMEL]
        conclusions = self.element(act, "conclusions", "schluss")
        self.formula(conclusions, "schlussformel", closing[:1])
        signature = self.element(conclusions, "blockContainer", "blockcontainer")
        self.paragraph(signature, " ".join(_text(one) for one in closing[1:]) or "(konsolidierte Fassung)")
        return root

    # elements -------------------------------------------------------------------------------------------------------

    def element(self, parent: etree._Element, tag: str, short: str, number: str = "", /, **attributes: str) -> etree._Element:
        """A child with its eId ("…_abs-z2" for numbered, "…_text-n1" for counted parts) and GUID."""
        outer = parent.get("eId", "")
        if short == "art":
            outer = ""
        stem = f"{outer}_{short}" if outer else short
        if number or short in ("abs", "art"):
            eid = f"{stem}-z{_plain(number)}"
            self.counts[eid] += 1
            if self.counts[eid] > 1:
                eid = f"{eid}x{self.counts[eid]}"
        else:
            self.counts[stem] += 1
            eid = f"{stem}-n{self.counts[stem]}"
        made = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
        made.set("eId", eid)
        made.set("GUID", str(uuid5(_SPACE, f"{self.draft.key} {eid}")))
        return made

    def paragraph(self, parent: etree._Element, text: str) -> None:
        self.element(parent, "p", "text").text = text

    def num(self, parent: etree._Element, label: str) -> None:
        made = self.element(parent, "num", "bezeichnung")
        if label:
            made.text = label

    def formula(self, parent: etree._Element, kind: str, provisions: list[Provision]) -> None:
        made = self.element(parent, "formula", "formel", refersTo=kind, name=_UNDEFINED)
        self.paragraph(made, " ".join(_text(one) for one in provisions) or "(konsolidierte Fassung)")

    def contents(self, parent: etree._Element, provision: Provision) -> None:
        container = self.element(parent, "blockContainer", "blockcontainer", refersTo="inhaltsuebersicht")
        self.element(container, "heading", "überschrift").text = provision.heading or "Inhaltsübersicht"
        table = self.element(container, "toc", "inhuebs")
        for part in provision.walk():
            for block in part.blocks:
                entry = self.element(table, "tocItem", "eintrag", href="#", level="1")
                self.element(entry, "span", "span").text = block.text

    def provision(self, parent: etree._Element, provision: Provision) -> None:
        """A chapter or norm."""
        if provision.kind in GROUPING_KINDS:
            name, short = _GROUPS[provision.kind]
            made = self.element(parent, name, short)
            self.num(made, provision.label)
            self.element(made, "heading", "überschrift").text = provision.heading or provision.label
            for child in provision.children:
                self.provision(made, child)
            return
        label = provision.label or provision.heading or "Text"
        made = self.element(parent, "article", "art", provision.number or str(sum(self.counts.values())), period=f"#{_PERIOD}")
        self.num(made, label)
        if provision.heading:
            self.element(made, "heading", "überschrift").text = provision.heading
        loose: list[TextBlock | Provision] = []
        for part in provision.content:
            if isinstance(part, Provision) and part.kind is ProvisionKind.ABSATZ:
                self.absatz(made, "", "", loose)
                loose = []
                self.absatz(made, part.number, part.label, list(part.content))
            else:
                loose.append(part)
        if loose or not provision.content:
            self.absatz(made, "", "", loose or [TextBlock(text="(weggefallen)", pieces=(), anchor=provision.anchor)])

    def absatz(self, parent: etree._Element, number: str, label: str, content: list[TextBlock | Provision]) -> None:
        if not content and not number:
            return
        made = self.element(parent, "paragraph", "abs", number)
        self.num(made, label)
        self.flow(made, content)

    def flow(self, parent: etree._Element, content: list[TextBlock | Provision]) -> None:
        """Text and enumerations; an enumeration takes the text before it as introduction and the text behind it as wrap-up."""
        made = self.element(parent, "content", "inhalt")
        self.blocks(made, content)

    def blocks(self, parent: etree._Element, content: list[TextBlock | Provision]) -> None:
        at = 0
        while at < len(content):
            part = content[at]
            behind = content[at + 1] if at + 1 < len(content) else None
            if isinstance(part, TextBlock) and not (
                isinstance(behind, Provision) and behind.kind in ITEM_KINDS and part.role is TextRole.FLIESSTEXT
            ):
                if part.role is TextRole.TABELLE:
                    at = self.table(parent, content, at)
                    continue
                self.paragraph(parent, part.text)
                at += 1
                continue
            introduction = part.text if isinstance(part, TextBlock) else ""
            at += isinstance(part, TextBlock)
            items = []
            while at < len(content) and isinstance(item := content[at], Provision) and item.kind in ITEM_KINDS:
                items.append(item)
                at += 1
            if not items:
                assert isinstance(part, Provision)
                self.blocks(parent, list(part.content))
                at += 1
                continue
            wrap_up = content[at] if at < len(content) else None
            made = self.element(parent, "blockList", "liste")
            if introduction:
                self.element(made, "listIntroduction", "listeneing").text = introduction
            for item in items:
                self.item(made, item)
            if isinstance(wrap_up, TextBlock) and wrap_up.role is TextRole.FLIESSTEXT and wrap_up.text[:1].islower():
                self.element(made, "listWrapUp", "listenschl").text = wrap_up.text
                at += 1

    def item(self, parent: etree._Element, item: Provision) -> None:
        made = self.element(parent, "item", "listenelem")
        self.num(made, item.label)
        self.blocks(made, list(item.content) or [TextBlock(text="(weggefallen)", pieces=(), anchor=item.anchor)])

    def table(self, parent: etree._Element, content: list[TextBlock | Provision], at: int) -> int:
        made = self.element(parent, "table", "tabelle")
        while at < len(content) and isinstance(row := content[at], TextBlock) and row.role is TextRole.TABELLE:
            line = self.element(made, "tr", "tabellereihe")
            for cell in row.text.split(" | "):
                self.paragraph(self.element(line, "td", "tabelleinh"), cell)
            at += 1
        return at

    # what the file says about itself --------------------------------------------------------------------------------

    def preface(self, act: etree._Element) -> None:
        draft = self.draft
        made = self.element(act, "preface", "einleitung")
        title = self.element(made, "longTitle", "doktitel")
        line = self.element(title, "p", "text")
        name = self.element(line, "docTitle", "doctitel")
        name.text = draft.title
        if draft.short_title or draft.abbreviation:
            short = self.element(line, "shortTitle", "kurztitel")
            name.tail = " "
            both = draft.short_title and draft.abbreviation
            short.text = f"({draft.short_title}{' – ' if both else '' if draft.abbreviation else ')'}"
            if draft.abbreviation:
                inline = self.element(short, "inline", "inline", refersTo="amtliche-abkuerzung", name=_UNDEFINED)
                inline.text, inline.tail = draft.abbreviation, ")"
        block = self.element(made, "block", "block", name=_UNDEFINED)
        day = draft.date or _UNKNOWN_DATE
        self.element(block, "date", "datum", refersTo="ausfertigung-datum", date=day).text = f"Vom {day}"

    def meta(self, act: etree._Element) -> None:
        day = self.draft.date or _UNKNOWN_DATE
        year = day[:4]
        work = f"eli/bund/bgbl-1/{year}/{self.draft.key}"
        part = "regelungstext-verkuendung-1"
        meta = self.element(act, "meta", "meta")
        identification = self.element(meta, "identification", "ident", source=_UNDEFINED)
        values: tuple[tuple[str, str, tuple[tuple[str, str, dict[str, str]], ...]], ...] = (
            (
                "FRBRWork",
                "frbrwork",
                (
                    ("FRBRthis", "frbrthis", {"value": f"{work}/{part}"}),
                    ("FRBRuri", "frbruri", {"value": work}),
                    ("FRBRalias", "frbralias", {"name": "übergreifende-id", "value": str(uuid5(_SPACE, work))}),
                    ("FRBRdate", "frbrdate", {"name": "verkuendungsfassung-ausfertigungsdatum", "date": day}),
                    ("FRBRdate", "frbrdate", {"name": "verkuendungsfassung-verkuendungsdatum", "date": day}),
                    ("FRBRauthor", "frbrauthor", {"href": "recht.bund.de/institution/bundesregierung"}),
                    ("FRBRcountry", "frbrcountry", {"value": "de"}),
                    ("FRBRnumber", "frbrnumber", {"value": self.draft.key}),
                    ("FRBRname", "frbrname", {"value": "bgbl-1"}),
                    ("FRBRsubtype", "frbrsubtype", {"value": part}),
                ),
            ),
            (
                "FRBRExpression",
                "frbrexpression",
                (
                    ("FRBRthis", "frbrthis", {"value": f"{work}/{day}/1/deu/{part}"}),
                    ("FRBRuri", "frbruri", {"value": f"{work}/{day}/1/deu"}),
                    ("FRBRalias", "frbralias", {"name": "aktuelle-version-id", "value": str(uuid5(_SPACE, f"{work} expression"))}),
                    ("FRBRauthor", "frbrauthor", {"href": "recht.bund.de/institution/bundesregierung"}),
                    ("FRBRdate", "frbrdate", {"name": "verkuendung", "date": day}),
                    ("FRBRlanguage", "frbrlanguage", {"language": "deu"}),
                    ("FRBRversionNumber", "frbrversionnumber", {"value": "1"}),
                ),
            ),
            (
                "FRBRManifestation",
                "frbrmanifestation",
                (
                    ("FRBRthis", "frbrthis", {"value": f"{work}/{day}/1/deu/{day}/{part}.xml"}),
                    ("FRBRuri", "frbruri", {"value": f"{work}/{day}/1/deu/{day}/{part}.xml"}),
                    ("FRBRdate", "frbrdate", {"name": "generierung", "date": day}),
                    ("FRBRauthor", "frbrauthor", {"href": "recht.bund.de"}),
                    ("FRBRformat", "frbrformat", {"value": "xml"}),
                ),
            ),
        )
        for name, short, parts in values:
            group = self.element(identification, name, short)
            for inner, inner_short, attributes in parts:
                self.element(group, inner, inner_short, **attributes)
        cycle = self.element(meta, "lifecycle", "lebzykl", source=_UNDEFINED)
        for event in ("ausfertigung", "inkrafttreten"):
            self.element(cycle, "eventRef", "ereignis", date=day, refersTo=event, type="generation", source=_UNDEFINED)
        times = self.element(meta, "temporalData", "geltzeiten", source=_UNDEFINED)
        group = self.element(times, "temporalGroup", "geltungszeitgr")
        self.element(group, "timeInterval", "gelzeitintervall", refersTo="geltungszeit", start="#meta-n1_lebzykl-n1_ereignis-n2")
        own = self.element(meta, "proprietary", "proprietary", source=_UNDEFINED)
        data = etree.SubElement(own, f"{{{_METADATA}}}legalDocML.de_metadaten", nsmap={"regtxt": _METADATA})
        etree.SubElement(data, f"{{{_METADATA}}}typ").text = self.draft.kind if self.draft.kind in ("gesetz", "verordnung") else "gesetz"
        etree.SubElement(data, f"{{{_METADATA}}}form").text = "stammform"


_PERIOD = "meta-n1_geltzeiten-n1_geltungszeitgr-n1"


def _plain(number: str) -> str:
    """A number as it may stand in an eId."""
    return "".join(character for character in number.lower() if character.isalnum())


def _text(provision: Provision) -> str:
    return " ".join(block.text for part in provision.walk() for block in part.blocks)
