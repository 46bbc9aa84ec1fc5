"""ZIP files from anywhere: every entry is checked before anything is unpacked, and nothing is written to disk."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from kommunalfreund.errors import MalformedInputError, UnsafeInputError
from kommunalfreund.reading.safe_xml import DEFAULT_LIMITS, Limits, check_size

_HINT = "Das ZIP mit einem üblichen Programm neu packen, nur mit den Dateien des Entwurfs."
_RATIO_FROM = 1_000_000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


@contextmanager
def open_archive(origin: Path | bytes, path: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP whose directory passes all checks.

    Args:
        origin: file or content.
        path: shown in errors.
        limits: bounds.

    Raises:
        UnsafeInputError: too large, too many entries, suspicious compression or names, links, encryption.
        MalformedInputError: not a readable ZIP.
    """
    try:
        size = len(origin) if isinstance(origin, bytes) else origin.stat().st_size
        if size > limits.zip_bytes:
            raise UnsafeInputError(
                f"Das ZIP ist mit {size / 1e6:.0f} MB größer als die erlaubten {limits.zip_bytes / 1e6:.0f} MB.", path=path, hint=_HINT
            )
        archive = zipfile.ZipFile(BytesIO(origin) if isinstance(origin, bytes) else origin)
    except _BROKEN as error:
        raise MalformedInputError(
            f"Das ZIP ist nicht lesbar ({error}).", path=path, hint="Die Datei erneut herunterladen oder neu packen."
        ) from None
    with archive:
        _check(archive.infolist(), path, limits)
        yield archive


def read_entry(archive: zipfile.ZipFile, name: str, path: str, limits: Limits = DEFAULT_LIMITS, *, at_most: int | None = None) -> bytes:
    """Content of one entry.

    Args:
        archive: opened with ``open_archive``.
        name: of the entry.
        path: of the ZIP, shown in errors.
        limits: bounds; what the ZIP says about sizes is not trusted.
        at_most: return only the first bytes.

    Raises:
        UnsafeInputError: larger than announced or allowed.
        MalformedInputError: damaged.
    """
    place = f"{path}!/{name}"
    try:
        with archive.open(name) as entry:
            data = entry.read(limits.file_bytes + 1 if at_most is None else at_most)
    except _BROKEN as error:
        raise MalformedInputError(
            f"Die Datei im ZIP ist beschädigt ({error}).", path=place, hint="Das ZIP erneut herunterladen oder neu packen."
        ) from None
    check_size(len(data), path=place, limits=limits)
    return data


def _check(entries: list[zipfile.ZipInfo], path: str, limits: Limits) -> None:
    if len(entries) > limits.zip_entries:
        raise UnsafeInputError(f"Das ZIP hat {len(entries)} Einträge, erlaubt sind {limits.zip_entries}.", path=path, hint=_HINT)
    total = sum(entry.file_size for entry in entries)
    if total > limits.zip_total_bytes:
        raise UnsafeInputError(
            f"Das ZIP ist entpackt {total / 1e6:.0f} MB groß, erlaubt sind {limits.zip_total_bytes / 1e6:.0f} MB.", path=path, hint=_HINT
        )
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        problem = None
        if entry.flag_bits & 0x1:
            raise UnsafeInputError("Das ZIP ist verschlüsselt.", path=f"{path}!/{name}", hint="Das ZIP ohne Passwort neu packen.")
        if not name or name.startswith(("/", "\\")) or "\\" in name or name[1:2] == ":" or any(ord(char) < 32 for char in name):
            problem = "hat einen absoluten oder ungewöhnlichen Namen"
        elif ".." in name.split("/"):
            problem = "weist mit „..“ aus dem ZIP hinaus"
        elif stat.S_ISLNK(entry.external_attr >> 16):
            problem = "ist eine Verknüpfung (symbolischer Link)"
        elif name in seen:
            problem = "kommt zweimal vor"
        elif entry.file_size > _RATIO_FROM and entry.file_size > limits.zip_ratio * max(entry.compress_size, 1):
            problem = f"ist mehr als {limits.zip_ratio}-fach gepackt"
        if problem:
            raise UnsafeInputError(f"Der Eintrag „{name[:80]}“ {problem}.", path=path, hint=_HINT)
        seen.add(name)
