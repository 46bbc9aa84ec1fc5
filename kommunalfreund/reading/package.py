"""From what the user names (files, folders, ZIPs, uploads) to draft sources: which files belong to one draft.

A folder or ZIP with a Rechtsetzungsdokument, or with parts that share one FRBR work, is one draft; any other XML file is a
draft of its own. Discovery only peeks at the beginning of each file; a broken file becomes a source of its own, and reading
it raises.
"""

from __future__ import annotations

import os
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kommunalfreund.errors import KommunalfreundError, MalformedInputError
from kommunalfreund.reading.archive import open_archive, read_entry
from kommunalfreund.reading.safe_xml import DEFAULT_LIMITS, Limits, check_size, local_name, peek_xml

_HEAD = 16_384
_ROOT_ONLY = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One XML file of a draft and where its bytes are; can be sent to another process.

    Attributes:
        name: path inside the folder or ZIP, with "/".
        path: shown to the user ("entwurf.zip!/regelungstext-1.xml").
        file: the XML file, or the ZIP that holds it; None for uploads.
        entry: name inside the ZIP, empty if it is a plain file.
        data: uploaded content (of the XML file, or of the ZIP that holds it).
    """

    name: str
    path: str
    file: Path | None = None
    entry: str = ""
    data: bytes | None = field(default=None, repr=False)

    def load(self, limits: Limits = DEFAULT_LIMITS) -> bytes:
        """The bytes of the XML file.

        Args:
            limits: bounds.

        Raises:
            UnsafeInputError: larger than allowed, or a suspicious ZIP.
            MalformedInputError: not readable.
        """
        if self.entry:
            origin = self.data if self.data is not None else self.file
            assert origin is not None
            archive_path = self.path.removesuffix(f"!/{self.entry}")
            with open_archive(origin, archive_path, limits) as archive:
                return read_entry(archive, self.entry, archive_path, limits)
        if self.data is not None:
            check_size(len(self.data), path=self.path, limits=limits)
            return self.data
        assert self.file is not None
        try:
            check_size(self.file.stat().st_size, path=self.path, limits=limits)
            return self.file.read_bytes()
        except OSError as error:
            raise _unreadable(self.path, error) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSource:
    """One draft that can be read.

    Attributes:
        name: short, for display.
        path: as the user gave it, for errors and results.
        members: its XML files.
        base: folder in which references to further files may be followed; None if the members are complete.
        problem: why it cannot be read; reading raises it.
        warnings: what was left out, German sentences.
    """

    name: str
    path: str
    members: tuple[Member, ...] = ()
    base: Path | None = None
    problem: KommunalfreundError | None = None
    warnings: tuple[str, ...] = ()


def discover(paths: Sequence[Path]) -> tuple[DraftSource, ...]:
    """Find the drafts in files, folders (recursively) and ZIPs.

    Args:
        paths: what the user named.

    Returns:
        The sources, each once, sorted by path. What cannot be read is a source whose reading raises.
    """
    found: dict[str, DraftSource] = {}
    for path in paths:
        for source in _in_path(Path(path)):
            found.setdefault(source.path, source)
    return tuple(sorted(found.values(), key=lambda source: source.path))


def discover_upload(files: Sequence[tuple[str, bytes]]) -> tuple[DraftSource, ...]:
    """Find the drafts in uploaded files; nothing is written to disk.

    Args:
        files: name and content of each; XML files uploaded together are treated like one folder.
    """
    sources: list[DraftSource] = []
    loose: list[tuple[Member, _Peek]] = []
    for name, data in files:
        if _is_archive(name, data):
            sources += _in_archive(data, name)
        else:
            loose.append((Member(name=posixpath.basename(name.replace("\\", "/")), path=name, data=data), _peek(data[:_HEAD])))
    sources += _grouped(loose, "")
    return tuple(sorted(sources, key=lambda source: source.path))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Peek:
    """What the beginning of a file tells."""

    document: str = ""
    work: str = ""
    this: str = ""

    @property
    def is_collection(self) -> bool:
        return self.document == "documentCollection"


def _peek(head: bytes) -> _Peek:
    first = peek_xml(head[:_ROOT_ONLY], 1)
    if first and local_name(first[0][0]) != "akomaNtoso":
        return _Peek()
    names = [(local_name(tag), attributes) for tag, attributes in peek_xml(head)]
    if len(names) < 2 or names[0][0] != "akomaNtoso":
        return _Peek()
    values = {name: attributes.get("value", "") for name, attributes in reversed(names) if name in ("FRBRuri", "FRBRthis")}
    return _Peek(document=names[1][0], work=values.get("FRBRuri", ""), this=values.get("FRBRthis", ""))


def _in_path(path: Path) -> list[DraftSource]:
    shown = str(path)
    try:
        if path.is_dir():
            return _in_folder(path)
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        return [DraftSource(name=path.name, path=shown, problem=_unreadable(shown, error))]
    if _is_archive(path.name, head):
        return _in_archive(path, shown)
    base = path.resolve().parent if _peek(head).is_collection else None
    return [DraftSource(name=path.name, path=shown, members=(Member(name=path.name, path=shown, file=path),), base=base)]


def _in_folder(folder: Path) -> list[DraftSource]:
    sources: list[DraftSource] = []
    members: list[tuple[Member, _Peek]] = []
    for directory, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
        for name in sorted(files):
            file = Path(directory, name)
            suffix = file.suffix.lower()
            if name.startswith(".") or suffix not in (".xml", ".zip"):
                continue
            if suffix == ".zip":
                sources += _in_archive(file, str(file))
                continue
            try:
                with file.open("rb") as opened:
                    head = opened.read(_HEAD)
            except OSError as error:
                sources.append(DraftSource(name=name, path=str(file), problem=_unreadable(str(file), error)))
                continue
            members.append((Member(name=file.relative_to(folder).as_posix(), path=str(file), file=file), _peek(head)))
    sources += _grouped(members, str(folder))
    if not sources:
        sources.append(
            DraftSource(
                name=folder.name,
                path=str(folder),
                problem=MalformedInputError(
                    "Der Ordner enthält keine XML- oder ZIP-Datei.", path=str(folder), hint="Den Ordner mit den XML-Dateien angeben."
                ),
            )
        )
    return sources


def _in_archive(origin: Path | bytes, path: str) -> list[DraftSource]:
    name = posixpath.basename(path.replace("\\", "/"))
    try:
        with open_archive(origin, path) as archive:
            members = [(_zip_member(origin, path, entry), _peek_entry(archive, entry, path)) for entry in _xml_entries(archive)]
            nested = sorted(entry for entry in archive.namelist() if entry.lower().endswith(".zip"))
            office = "[Content_Types].xml" in archive.namelist()
    except KommunalfreundError as error:
        return [DraftSource(name=name, path=path, problem=error)]
    if office or not members:
        message = "Das ist ein Office-Dokument, kein ZIP mit XML." if office else "Das ZIP enthält keine XML-Datei."
        hint = "Den Entwurf als XML (LegalDocML.de) aus dem Redaktionssystem ausgeben."
        return [DraftSource(name=name, path=path, problem=MalformedInputError(message, path=path, hint=hint))]
    warnings = (f"ZIP-Dateien im ZIP werden nicht gelesen: {', '.join(nested[:5])}.",) if nested else ()
    return [
        DraftSource(name=source.name, path=source.path, members=source.members, warnings=warnings)
        for source in _grouped(members, path, separator="!/")
    ]


def _xml_entries(archive: zipfile.ZipFile) -> list[str]:
    return sorted(
        name
        for name in archive.namelist()
        if name.lower().endswith(".xml")
        and not any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
        and name != "[Content_Types].xml"
    )


def _zip_member(origin: Path | bytes, path: str, entry: str) -> Member:
    shown = f"{path}!/{entry}"
    if isinstance(origin, bytes):
        return Member(name=entry, path=shown, entry=entry, data=origin)
    return Member(name=entry, path=shown, entry=entry, file=origin)


def _peek_entry(archive: zipfile.ZipFile, entry: str, path: str) -> _Peek:
    try:
        return _peek(read_entry(archive, entry, path, at_most=_HEAD))
    except KommunalfreundError:
        return _Peek()


def _grouped(members: list[tuple[Member, _Peek]], container: str, *, separator: str = "/") -> list[DraftSource]:
    """Cut the XML files of one folder or ZIP into drafts."""
    left = dict(enumerate(members))
    total = len(left)
    groups: list[list[tuple[Member, _Peek]]] = []

    def take(keys: Iterable[int]) -> None:
        groups.append([left.pop(key) for key in keys])

    collections = [(key, member, peek) for key, (member, peek) in left.items() if peek.is_collection]
    in_folder = Counter(posixpath.dirname(member.name) for _, member, _ in collections)
    candidates: dict[str, list[int]] = {}
    for key, (member, peek) in left.items():
        if peek.document and not peek.is_collection:
            for place in {f"folder {posixpath.dirname(member.name)}", f"work {peek.work}"}:
                candidates.setdefault(place, []).append(key)
    for key, member, peek in sorted(collections, key=lambda found: (-found[1].name.count("/"), found[1].name)):
        folder = posixpath.dirname(member.name)
        alone = in_folder[folder] == 1
        near = [*(candidates.get(f"folder {folder}", ()) if alone else ()), *(candidates.get(f"work {peek.work}", ()) if peek.work else ())]
        take([key, *(other for other in dict.fromkeys(near) if other in left and _belongs(*left[other], folder, peek.work, alone))])
    shared: dict[tuple[str, str], list[int]] = {}
    for key, (member, peek) in left.items():
        if peek.work:
            shared.setdefault((posixpath.dirname(member.name), peek.work), []).append(key)
    for keys in shared.values():
        if len(keys) > 1 and len({left[key][1].this for key in keys}) == len(keys):
            take(keys)
    for key in list(left):
        take([key])
    return [
        _source([member for member, _ in group], [peek for _, peek in group], container, separator, len(group) == total) for group in groups
    ]


def _belongs(part: Member, peek: _Peek, folder: str, work: str, alone: bool) -> bool:
    """Whether a file is part of the collection in a folder."""
    directory = posixpath.dirname(part.name)
    same_work = bool(work) and peek.work == work
    if directory == folder:
        return alone or same_work
    return same_work and (not folder or directory.startswith(folder + "/"))


def _source(members: list[Member], peeks: list[_Peek], container: str, separator: str, complete: bool) -> DraftSource:
    """Name a group by its folder or ZIP if it is all there is in it, else by its first file."""
    ordered = [member for _, member in sorted(zip(peeks, members, strict=True), key=lambda pair: (not pair[0].is_collection, pair[1].name))]
    folder = posixpath.dirname(ordered[0].name)
    if len(members) == 1 or not container:
        path, name = ordered[0].path, ordered[0].name
    elif complete or not folder:
        path, name = (container, posixpath.basename(container.replace("\\", "/"))) if complete else (ordered[0].path, ordered[0].name)
    else:
        path, name = f"{container}{separator}{folder}", folder
    return DraftSource(name=name, path=path, members=tuple(ordered))


def _is_archive(name: str, data: bytes) -> bool:
    return name.lower().endswith(".zip") or data.startswith(b"PK\x03\x04")


def _unreadable(path: str, error: OSError) -> MalformedInputError:
    if isinstance(error, FileNotFoundError):
        return MalformedInputError("Die Datei oder der Ordner ist nicht vorhanden.", path=path, hint="Die Schreibweise des Pfades prüfen.")
    return MalformedInputError(f"Die Datei ist nicht lesbar ({error.strerror}).", path=path, hint="Die Zugriffsrechte prüfen.")
