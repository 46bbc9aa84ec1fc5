"""A draft source to a draft: every part read, references followed, metadata put together."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import fields, replace
from hashlib import blake2b
from pathlib import Path
from urllib.parse import unquote

from kommunalfreund.draft import Document, DocumentPart, Draft, Provision, ProvisionKind, TextBlock
from kommunalfreund.errors import KommunalfreundError, MalformedInputError, UnknownFormatError
from kommunalfreund.reading import akoma_ntoso, gesetze_im_internet, legaldocml
from kommunalfreund.reading.metadata import Metadata, attribute
from kommunalfreund.reading.package import DraftSource, Member, discover
from kommunalfreund.reading.safe_xml import DEFAULT_LIMITS, Element, Limits, local_name, namespace, parse_xml

_ORDER = (DocumentPart.REGELUNGSTEXT, DocumentPart.VORBLATT, DocumentPart.BEGRUENDUNG, DocumentPart.ANLAGE, DocumentPart.SONSTIGES)
_NAMED = 10
_HINT = "Gelesen werden LegalDocML.de, Akoma Ntoso und das XML von gesetze-im-internet.de."
_FOREIGN = {
    "html": "eine HTML-Seite",
    "rss": "ein RSS-Feed",
    "feed": "ein Atom-Feed",
    "svg": "eine Grafik",
    "document": "ein Word-Dokument",
    "items": "das Inhaltsverzeichnis von gesetze-im-internet.de",
    "schema": "ein XML-Schema",
}


def read_draft(source: DraftSource | Path, *, limits: Limits = DEFAULT_LIMITS) -> Draft:
    """Read one draft with all its documents.

    Args:
        source: from ``discover`` or ``discover_upload``; or the path of a file, folder or ZIP that holds exactly one draft.
        limits: bounds for each file.

    Raises:
        UnsafeInputError: refused for safety.
        MalformedInputError: not readable, not well-formed, or without text.
        UnknownFormatError: another kind of XML.
    """
    if isinstance(source, Path):
        found = discover([source])
        if len(found) != 1:
            raise MalformedInputError(
                f"Hier liegen {len(found)} Entwürfe: {', '.join(part.name for part in found[:4])} …",
                path=str(source),
                hint="Einen davon angeben oder alle mit „kommunalfreund check“ prüfen.",
            )
        source = found[0]
    if source.problem is not None:
        raise source.problem
    reading = _Reading(source, limits)
    reading.read()
    return reading.draft()


class _Reading:
    """Reads the members of one source; references may add further members."""

    def __init__(self, source: DraftSource, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.waiting = list(source.members)
        self.by_name = {member.name: member for member in source.members}
        self.read_parts: list[tuple[Document, Metadata]] = []
        self.collection = Metadata()
        self.has_collection = False
        self.referenced: set[str] = set()
        self.missing: dict[str, str] = {}
        self.outward: dict[str, None] = {}
        self.warnings = list(source.warnings)

    def read(self) -> None:
        """Read all members, the Rechtsetzungsdokument first.

        A part that cannot be read is a warning as long as there is a Regelungstext; what is unsafe is always refused.
        """
        position = 0
        failures: list[KommunalfreundError] = []
        while position < len(self.waiting):
            try:
                self._read_member(self.waiting[position])
            except (MalformedInputError, UnknownFormatError) as error:
                failures.append(error)
            position += 1
        if failures and not any(document.part is DocumentPart.REGELUNGSTEXT for document, _ in self.read_parts):
            raise failures[0]
        self.warnings += [f"Ein Teil wurde nicht gelesen. {error}" for error in failures]
        for name, place in list(self.missing.items())[:_NAMED]:
            self.warnings.append(f"Der Teil „{name}“, auf den „{place}“ verweist, fehlt.")
        if len(self.missing) > _NAMED:
            self.warnings.append(f"Es fehlen noch {len(self.missing) - _NAMED} weitere Teile, auf die verwiesen wird.")
        if self.outward:
            self.warnings.append(f"Verweis nach außen nicht verfolgt: {', '.join(list(self.outward)[:_NAMED])}.")
        if self.has_collection:
            unnamed = sorted(set(self.by_name) - self.referenced)
            if unnamed:
                self.warnings.append(f"Im Rechtsetzungsdokument nicht genannt, aber mitgelesen: {', '.join(unnamed[:_NAMED])}.")

    def _read_member(self, member: Member) -> None:
        root = parse_xml(member.load(self.limits), path=member.path, limits=self.limits)
        tag = str(root.tag)
        version = legaldocml.version_of(tag)
        if tag == gesetze_im_internet.ROOT:
            self.read_parts.append(gesetze_im_internet.read_law(root, member.path))
        elif version or akoma_ntoso.is_akoma_ntoso(tag):
            self._read_akoma_ntoso(root, member, version)
        else:
            raise _unknown(root, member.path)

    def _read_akoma_ntoso(self, root: Element, member: Member, version: str) -> None:
        format, own = ("LegalDocML.de", version) if version else ("Akoma Ntoso", akoma_ntoso.version_of(str(root.tag)))
        path = "/*[1]"
        documents = [(element, f"{path}/*[{position}]") for position, element in enumerate(root, 1)]
        if not documents:
            raise MalformedInputError(
                "Das Dokument ist leer.", path=member.path, line=root.sourceline, hint="Die Datei aus dem Redaktionssystem neu ausgeben."
            )
        for element, element_path in documents:
            if local_name(str(element.tag)) == "documentCollection":
                self.has_collection = True
                self.referenced.add(member.name)
                self.collection = legaldocml.read_legaldocml_metadata(element)
                documents += _embedded(element, element_path)
                continue
            metadata = legaldocml.read_legaldocml_metadata(element)
            document = akoma_ntoso.read_document(
                element, element_path, part=legaldocml.part_of(element), source=member.path, format=format, version=own, metadata=metadata
            )
            notes = legaldocml.version_warnings(version) if version else ()
            self.read_parts.append((replace(document, warnings=notes + document.warnings), metadata))
        for reference in root.iter("{*}documentRef", "{*}componentRef"):
            self._follow(attribute(reference, "href") or attribute(reference, "src"), member)

    def _follow(self, href: str, member: Member) -> None:
        """Add the file a reference names, if it lies in the same folder or ZIP; never the network, never outside."""
        target = unquote(href.partition("#")[0])
        if not target.lower().endswith(".xml"):
            return
        if "://" in target or target.startswith(("/", "\\")) or "\\" in target:
            self.outward[href] = None
            return
        name = posixpath.normpath(posixpath.join(posixpath.dirname(member.name), target))
        if name.startswith("../"):
            self.outward[href] = None
            return
        beside = posixpath.join(posixpath.dirname(member.name), posixpath.basename(name))
        for candidate in (name, beside):
            if candidate in self.by_name:
                self.referenced.add(candidate)
                return
            added = self._beside(candidate)
            if added is not None:
                self.by_name[candidate] = added
                self.referenced.add(candidate)
                self.waiting.append(added)
                return
        self.missing.setdefault(posixpath.basename(name), posixpath.basename(member.name))

    def _beside(self, name: str) -> Member | None:
        """A file of that name in the folder of a Rechtsetzungsdokument that was given alone."""
        base = self.source.base
        if base is None:
            return None
        file = (base / name).resolve()
        if not file.is_relative_to(base) or not file.is_file():
            return None
        return Member(name=name, path=str(Path(self.source.path).parent / name), file=file)

    def draft(self) -> Draft:
        """Put the documents together.

        Raises:
            MalformedInputError: if there is nothing to read in any of them.
        """
        parts = sorted(self.read_parts, key=lambda part: _ORDER.index(part[0].part))
        documents = tuple(document for document, _ in parts)
        warnings = [*self.warnings, *dict.fromkeys(warning for document in documents for warning in document.warnings)]
        if not any(document.provisions for document in documents):
            if not any(document.footnotes or document.format == gesetze_im_internet.FORMAT for document in documents):
                raise MalformedInputError(
                    "Der Entwurf enthält keinen lesbaren Text.",
                    path=self.source.path,
                    hint="Regelungstext, Vorblatt und Begründung mit in den Ordner oder das ZIP legen.",
                )
            warnings.append("Die Datei enthält keinen Gesetzestext, nur Angaben zum Gesetz.")
        elif not any(document.part is DocumentPart.REGELUNGSTEXT for document in documents):
            warnings.append("Der Entwurf enthält keinen Regelungstext.")
        known = _merged([*(metadata for _, metadata in parts), self.collection])
        return Draft(
            key=content_key(documents),
            title=known.title or self.source.name,
            short_title=known.short_title,
            abbreviation=known.abbreviation,
            source=self.source.path,
            documents=documents,
            kind=known.kind or gesetze_im_internet.kind_from_title(known.title),
            form=known.form or _form(documents),
            stage=known.stage,
            proponent=known.proponent,
            date=known.date,
            warnings=tuple(warnings),
        )


def _embedded(collection: Element, path: str) -> Iterator[tuple[Element, str]]:
    """Documents written into a documentCollection instead of being referred to."""
    for position, part in enumerate(collection, 1):
        name = local_name(str(part.tag))
        if name in ("collectionBody", "component", "components", "attachments", "attachment"):
            yield from _embedded(part, f"{path}/*[{position}]")
        elif name not in ("meta", "preface", "coverPage", "documentRef", "componentRef", "interstitial"):
            yield part, f"{path}/*[{position}]"


def _unknown(root: Element, path: str) -> UnknownFormatError:
    name = local_name(str(root.tag))
    what = _FOREIGN.get(name.lower(), f"ein Dokument mit dem Wurzelelement „{name}“")
    if name == "akomaNtoso":
        what = f"Akoma Ntoso in dem unbekannten Namensraum „{namespace(str(root.tag))}“"
    return UnknownFormatError(f"Das ist {what}, kein Gesetzentwurf in einem bekannten Format.", path=path, line=root.sourceline, hint=_HINT)


def _merged(found: list[Metadata]) -> Metadata:
    """The first value that any document of the same title knows; an included Stammgesetz does not name the draft."""
    title = next((part.title for part in found if part.title), "")
    same = [part for part in found if part.title in ("", title)]
    return Metadata(
        **{entry.name: next((value for part in same if (value := getattr(part, entry.name))), "") for entry in fields(Metadata)}
    )


def _form(documents: tuple[Document, ...]) -> str:
    kinds = {provision.kind for document in documents if document.part is DocumentPart.REGELUNGSTEXT for provision in document.provisions}
    if ProvisionKind.ARTIKEL in kinds and ProvisionKind.PARAGRAF not in kinds:
        return "mantelform"
    return "stammform" if kinds else ""


def content_key(documents: tuple[Document, ...]) -> str:
    """Content hash over the texts of documents, 16 hexadecimal digits; equal for equal content."""
    digest = blake2b(digest_size=8)
    for document in documents:
        digest.update(f"\x1d{document.part}\x1d{document.title}".encode())
        digest.update("\x1e".join(_texts(document.provisions)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _texts(content: tuple[TextBlock | Provision, ...]) -> Iterator[str]:
    for part in content:
        if isinstance(part, TextBlock):
            yield part.text
        else:
            yield f"{part.kind}\x1f{part.label}\x1f{part.heading}"
            yield from _texts(part.content)
