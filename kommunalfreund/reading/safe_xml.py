"""The only XML parser of the project, safe by construction.

Drafts come from anywhere, so the parser never expands entities, never reads a DTD, never opens another file or address and
never grows without bound. A DOCTYPE is refused before the parser sees it; the one exception is the declaration that every
file of gesetze-im-internet.de carries, which is blanked out (same length, same lines) because it only names an external DTD.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from lxml import etree

from kommunalfreund.errors import MalformedInputError, UnsafeInputError

Element = etree._Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds for one input; larger input is refused with UnsafeInputError.

    Attributes:
        file_bytes: size of one XML file.
        elements: elements in one XML file.
        attributes: attributes and namespace declarations in one XML file.
        depth: nesting of elements (libxml2 itself stops at 256).
        zip_bytes: size of a ZIP file.
        zip_entries: files in a ZIP.
        zip_total_bytes: size of everything in a ZIP, unpacked.
        zip_ratio: unpacked to packed size of an entry above one megabyte.
    """

    file_bytes: int = 50_000_000
    elements: int = 1_500_000
    attributes: int = 4_000_000
    depth: int = 256
    zip_bytes: int = 200_000_000
    zip_entries: int = 10_000
    zip_total_bytes: int = 1_000_000_000
    zip_ratio: int = 250


DEFAULT_LIMITS = Limits()

_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "latin1", "windows-1252", "cp1252"})
_GII_DOCTYPE = re.compile(
    rb"<!DOCTYPE\s+dokumente\s+SYSTEM\s+[\"']https?://www\.gesetze-im-internet\.de/dtd/[0-9.]+/gii-norm\.dtd[\"']\s*>"
)
_UNSAFE_MESSAGES = (
    "excessive depth",
    "huge",
    "too long",
    "amplification",
    "entity reference loop",
    "xmlsax2characters",
    "buffer size limit",
)
_KINDS = (
    (b"%PDF", "Das ist eine PDF-Datei.", "Den Entwurf als XML (LegalDocML.de) aus dem Redaktionssystem ausgeben."),
    (b"PK\x03\x04", "Das ist ein ZIP- oder Office-Archiv, keine XML-Datei.", "ZIP-Dateien mit der Endung .zip übergeben."),
    (b"\xd0\xcf\x11\xe0", "Das ist eine alte Office-Datei, keine XML-Datei.", "Den Entwurf als XML (LegalDocML.de) ausgeben."),
    (b"{\\rtf", "Das ist eine RTF-Datei, keine XML-Datei.", "Den Entwurf als XML (LegalDocML.de) ausgeben."),
)


def parse_xml(data: bytes, *, path: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Element:
    """Parse one XML file.

    Comments and processing instructions are dropped, so a text node runs from one tag to the next.

    Args:
        data: the file.
        path: shown in errors.
        limits: bounds.

    Returns:
        The root element.

    Raises:
        UnsafeInputError: DOCTYPE, entity tricks, or a limit is passed.
        MalformedInputError: not XML, not well-formed, or wrongly encoded; with the line.
    """
    check_size(len(data), path=path, limits=limits)
    prepared = _prepare(data, path)
    _count(prepared, path, limits)
    try:
        root = etree.fromstring(prepared, _parser())
    except etree.XMLSyntaxError as error:
        raise _explained(error, path) from None
    if limits.depth < 256 and root.xpath(f"boolean({'/*' * (limits.depth + 1)})"):
        raise UnsafeInputError(
            f"Die Elemente sind tiefer als {limits.depth} Ebenen verschachtelt.",
            path=path,
            hint="Ein Gesetzentwurf braucht keine solche Tiefe; Datei prüfen.",
        )
    return root


def peek_xml(data: bytes, elements: int = 80) -> tuple[tuple[str, dict[str, str]], ...]:
    """Names and attributes of the first elements of a file whose beginning is given.

    Never fails: what cannot be read yields a shorter (or empty) result, the error follows when the file is read in full.

    Args:
        data: the first bytes of a file, usually cut off.
        elements: how many elements to return at most.
    """
    try:
        prepared = _prepare(data, None)
    except (UnsafeInputError, MalformedInputError):
        return ()
    puller = etree.XMLPullParser(events=("start",), **_OPTIONS)
    with suppress(etree.XMLSyntaxError):
        puller.feed(prepared)
    found: list[tuple[str, dict[str, str]]] = []
    with suppress(etree.XMLSyntaxError):
        for _, element in puller.read_events():
            found.append((str(element.tag), {str(key): str(value) for key, value in element.attrib.items()}))
            if len(found) == elements:
                break
    return tuple(found)


def check_size(size: int, *, path: str | None = None, limits: Limits = DEFAULT_LIMITS) -> None:
    """Refuse a file that is larger than allowed.

    Args:
        size: in bytes.
        path: shown in the error.
        limits: bounds.

    Raises:
        UnsafeInputError: if it is larger.
    """
    if size > limits.file_bytes:
        raise UnsafeInputError(
            f"Die Datei ist mit {size / 1e6:.1f} MB größer als die erlaubten {limits.file_bytes / 1e6:.0f} MB.",
            path=path,
            hint="Den Entwurf in Teilen übergeben oder die Grenze erhöhen.",
        )


def local_name(tag: str) -> str:
    """Name without namespace: "{http://…}article" → "article"."""
    return tag.rpartition("}")[2]


def namespace(tag: str) -> str:
    """Namespace of a tag, empty if it has none."""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def element_at(root: Element, xpath: str) -> Element:
    """The element an Anchor, TextPiece or NodeSpan points to.

    Args:
        root: of the same file, parsed with ``parse_xml``.
        xpath: as stored.

    Raises:
        MalformedInputError: if the file has no such element, that is, it is another file.
    """
    found = root.xpath(xpath)
    if not isinstance(found, list) or len(found) != 1 or not isinstance(found[0], etree._Element):
        raise MalformedInputError(
            f"Die Stelle {xpath} gibt es in der Datei nicht.", hint="Die Datei wurde seit der Prüfung geändert; neu prüfen."
        )
    return found[0]


_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def _parser() -> etree.XMLParser:
    parser: etree.XMLParser = etree.XMLParser(**_OPTIONS)
    return parser


def _prepare(data: bytes, path: str | None) -> bytes:
    """Bytes in an ASCII-compatible encoding and without DOCTYPE, or an error."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        data = _from_utf16(data, path)
    body = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, message, hint in _KINDS:
        if body.startswith(magic):
            raise MalformedInputError(message, path=path, hint=hint)
    if not body:
        raise MalformedInputError("Die Datei ist leer.", path=path, line=1, hint="Eine XML-Datei übergeben.")
    if not body.startswith(b"<"):
        raise MalformedInputError(
            "Die Datei beginnt nicht mit „<“, ist also kein XML.", path=path, line=1, hint="Den Entwurf als XML (LegalDocML.de) übergeben."
        )
    declared = _ENCODING.match(body)
    if declared and declared[1].decode("ascii").lower() not in _ENCODINGS:
        raise MalformedInputError(
            f"Die Zeichenkodierung „{declared[1].decode('ascii')}“ wird nicht unterstützt.",
            path=path,
            line=1,
            hint="Die Datei als UTF-8 speichern.",
        )
    if b"\x00" in data:
        raise MalformedInputError(
            "Die Datei enthält Nullbytes; sie ist kein Text oder falsch kodiert.",
            path=path,
            line=data.count(b"\n", 0, data.index(b"\x00")) + 1,
            hint="Die Datei als UTF-8 speichern.",
        )
    return _without_doctype(data, path)


def _from_utf16(data: bytes, path: str | None) -> bytes:
    codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-16-le" if data[:1] == b"<" else "utf-16-be")
    try:
        text = data[: len(data) // 2 * 2].decode(codec)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(codec, "replace").count("\n") + 1
        raise MalformedInputError(
            "Die Datei ist kein gültiges UTF-16.", path=path, line=line, hint="Die Datei als UTF-8 speichern."
        ) from None
    return re.sub(r"^(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*[\"'][^\"'>]{0,40}[\"']", r"\1", text, count=1).encode("utf-8", "surrogatepass")


def _without_doctype(data: bytes, path: str | None) -> bytes:
    """Walk over the prolog; refuse a DOCTYPE, blank out the harmless one of gesetze-im-internet.de."""
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while True:
        while data[at : at + 1].isspace():
            at += 1
        if data.startswith(b"<?", at):
            at = data.find(b"?>", at) + 2
        elif data.startswith(b"<!--", at):
            at = data.find(b"-->", at + 4) + 3
        else:
            break
        if at < 3:
            return data
    if data[at : at + 9].upper() != b"<!DOCTYPE":
        return data
    harmless = _GII_DOCTYPE.match(data, at)
    if harmless:
        blank = bytes(byte if byte in b"\r\n" else 0x20 for byte in harmless[0])
        return data[:at] + blank + data[harmless.end() :]
    html = re.match(rb"<!doctype\s+html", data[at : at + 60], re.IGNORECASE)
    raise UnsafeInputError(
        "Die Datei ist eine HTML-Seite, kein Entwurf in XML."
        if html
        else "Die Datei enthält eine DOCTYPE-Deklaration; sie wird zur Sicherheit nicht gelesen.",
        path=path,
        line=data.count(b"\n", 0, at) + 1,
        hint="Die XML-Fassung (LegalDocML.de) herunterladen statt der Webseite."
        if html
        else "DOCTYPE und eigene Entitäten aus der Datei entfernen; LegalDocML.de braucht sie nicht.",
    )


def _count(data: bytes, path: str | None, limits: Limits) -> None:
    """Upper bounds from the raw bytes, so that a hostile file never becomes a tree in memory."""
    elements = data.count(b"<") - data.count(b"</")
    if elements > limits.elements:
        raise UnsafeInputError(
            f"Die Datei hat rund {elements} Elemente, erlaubt sind {limits.elements}.",
            path=path,
            hint="Den Entwurf in Teilen übergeben oder die Grenze erhöhen.",
        )
    attributes = data.count(b"=")
    if attributes > limits.attributes:
        raise UnsafeInputError(
            f"Die Datei hat rund {attributes} Attribute, erlaubt sind {limits.attributes}.",
            path=path,
            hint="Den Entwurf in Teilen übergeben oder die Grenze erhöhen.",
        )


def _explained(error: etree.XMLSyntaxError, path: str | None) -> UnsafeInputError | MalformedInputError:
    reason = error.msg or "unbekannter Fehler"
    line = error.lineno if error.lineno and error.lineno > 0 else None
    lowered = reason.lower()
    if any(part in lowered for part in _UNSAFE_MESSAGES):
        return UnsafeInputError(
            f"Die Datei sprengt die Grenzen des Parsers ({reason}).",
            path=path,
            line=line,
            hint="Ein Gesetzentwurf braucht das nicht; Datei prüfen.",
        )
    if "entity" in lowered and "not defined" in lowered:
        return MalformedInputError(
            f"Unbekannte Entität ({reason}).", path=path, line=line, hint="Zeichen direkt als UTF-8 schreiben, etwa „ü“ statt „&uuml;“."
        )
    if "encod" in lowered or "utf-8" in lowered or "bytes:" in lowered:
        return MalformedInputError(
            f"Die Zeichenkodierung stimmt nicht ({reason}).",
            path=path,
            line=line,
            hint="Die Datei als UTF-8 speichern oder die richtige Kodierung in der ersten Zeile nennen.",
        )
    return MalformedInputError(
        f"Die Datei ist kein wohlgeformtes XML ({reason}).", path=path, line=line, hint="Die Stelle in einem XML-Editor berichtigen."
    )
