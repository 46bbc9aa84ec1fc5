"""Laws on disk that may be the one a bill amends: beginnings of files first, whole files only for those that come into question."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kommunalfreund.draft import Draft
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.reading.drafts import read_draft
from kommunalfreund.reading.package import DraftSource, discover, discover_upload

_HEAD = 8_192
_LONG_HEAD = 131_072
_TAR_ENDINGS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".txz")
_COLLECTION = "rechtsetzungsdokument"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawFile:
    """A law that has not been read yet.

    Attributes:
        path: shown to the user.
        head: beginning of its XML; what a law says about itself stands there.
        file: the file, or the folder of a collection; None inside a tar archive.
        data: the whole file inside a tar archive.
        source: of an upload.
    """

    path: str
    head: str
    file: Path | None = None
    data: bytes = field(default=b"", repr=False)
    source: DraftSource | None = None

    def read(self) -> Draft:
        """The law.

        Raises:
            KommunalfreundError: if it cannot be read.
        """
        if self.source is not None:
            return read_draft(self.source)
        sources = discover([self.file]) if self.file is not None else discover_upload([(self.path, self.data)])
        if not sources:
            raise KommunalfreundError("Die Datei enthält kein Gesetz.", path=self.path)
        return read_draft(sources[0])


def uploaded_laws(files: Sequence[tuple[str, bytes]]) -> tuple[LawFile, ...]:
    """Laws that a user has uploaded.

    Args:
        files: name and content of each XML or ZIP file.

    Raises:
        KommunalfreundError: if a file is not allowed.
    """
    return tuple(
        LawFile(
            path=source.path,
            head="\n".join(member.load()[:_LONG_HEAD].decode("utf-8", "replace") for member in source.members),
            source=source,
        )
        for file in files
        for source in discover_upload([file])
    )


def law_files(paths: Sequence[Path]) -> Iterator[LawFile]:
    """Laws in files, folders, ZIPs and tar archives.

    Args:
        paths: what the user named.

    Raises:
        KommunalfreundError: if a path does not exist or an archive cannot be read.
    """
    for path in paths:
        if not path.exists():
            raise KommunalfreundError(
                "Diese Datei oder diesen Ordner gibt es nicht.", path=str(path), hint="Pfad hinter --base oder --laws prüfen."
            )
        if path.is_dir():
            yield from _in_folder(path)
        elif path.name.endswith(_TAR_ENDINGS):
            yield from _in_archive(path)
        elif path.suffix.lower() == ".zip":
            yield _in_zip(path)
        else:
            yield LawFile(path=str(path), head=_beginning(path), file=path)


def _in_folder(folder: Path) -> Iterator[LawFile]:
    """Every XML file is a law; the files of a collection are one law together."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        files = [Path(parent) / name for name in sorted(names)]
        plain = [file for file in files if file.suffix.lower() == ".xml"]
        if any(file.name.startswith(_COLLECTION) for file in plain):
            yield LawFile(path=parent, head="\n".join(map(_beginning, plain)), file=Path(parent))
        else:
            yield from (LawFile(path=str(file), head=_beginning(file), file=file) for file in plain)
        for file in files:
            if file.name.endswith(_TAR_ENDINGS):
                yield from _in_archive(file)
            elif file.suffix.lower() == ".zip":
                yield _in_zip(file)


def _in_zip(path: Path) -> LawFile:
    """A ZIP is one law; its beginning is not compared, it is read in full."""
    try:
        head = "\n".join(member.load()[:_LONG_HEAD].decode("utf-8", "replace") for source in discover([path]) for member in source.members)
    except KommunalfreundError:
        head = ""
    return LawFile(path=str(path), head=head, file=path)


def _beginning(file: Path) -> str:
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
        if b"akomaNtoso" in head[:2000]:
            head += stream.read(_LONG_HEAD)
    return head.decode("utf-8", "replace")


def _in_archive(archive: Path) -> Iterator[LawFile]:
    try:
        with tarfile.open(archive) as tar:
            for entry in tar:
                stream = tar.extractfile(entry) if entry.isfile() and entry.name.lower().endswith(".xml") else None
                if stream is None:
                    continue
                data = stream.read()
                length = _LONG_HEAD if b"akomaNtoso" in data[:2000] else _HEAD
                name = entry.name.removeprefix("./")
                yield LawFile(path=f"{archive}!/{name}", head=data[:length].decode("utf-8", "replace"), data=data)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise KommunalfreundError(
            f"Das Archiv lässt sich nicht lesen: {error}.", path=str(archive), hint="Archiv neu beschaffen oder auspacken."
        ) from error
