"""Attacks with ZIP files, made here and refused there."""

from __future__ import annotations

import io
import os
import pickle
import re
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kommunalfreund.errors import KommunalfreundError, MalformedInputError, UnsafeInputError
from kommunalfreund.reading import Limits, discover, discover_upload, read_draft
from kommunalfreund.reading.archive import open_archive, read_entry

LAW = (Path(__file__).parent / "fixtures" / "BJNR999990030.xml").read_bytes()


def packed(*entries: tuple[str | zipfile.ZipInfo, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return buffer.getvalue()


def link() -> bytes:
    info = zipfile.ZipInfo("gesetz.xml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return packed((info, b"/etc/hostname"))


def encrypted() -> bytes:
    data = bytearray(packed(("gesetz.xml", LAW)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        data[at : at + 2] = struct.pack("<H", struct.unpack("<H", data[at : at + 2])[0] | 1)
    return bytes(data)


def damaged() -> bytes:
    data = bytearray(packed(("gesetz.xml", os.urandom(4000)), compression=zipfile.ZIP_STORED))
    data[200] ^= 0xFF
    return bytes(data)


def lying_about_its_size() -> bytes:
    """The directory says 10 bytes, the stream holds 60 MB."""
    data = bytearray(packed(("gesetz.xml", b"<a>" + b" " * 60_000_000 + b"</a>")))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 10)
    return bytes(data)


ATTACKS: dict[str, tuple[Callable[[], bytes], type[KommunalfreundError], str]] = {
    "absolute name": (lambda: packed(("/etc/passwd.xml", LAW)), UnsafeInputError, "Namen"),
    "backslash": (lambda: packed(("ordner\\gesetz.xml", LAW)), UnsafeInputError, "Namen"),
    "drive": (lambda: packed(("C:gesetz.xml", LAW)), UnsafeInputError, "Namen"),
    "parent folder": (lambda: packed(("a/../../gesetz.xml", LAW)), UnsafeInputError, "„..“"),
    "symbolic link": (link, UnsafeInputError, "Verknüpfung"),
    "bomb": (lambda: packed(("gesetz.xml", b"\0" * 40_000_000)), UnsafeInputError, "gepackt"),
    "encrypted": (encrypted, UnsafeInputError, "verschlüsselt"),
    "too many entries": (
        lambda: packed(*((f"{n}.xml", b"") for n in range(10_001)), compression=zipfile.ZIP_STORED),
        UnsafeInputError,
        "Einträge",
    ),
    "cut off": (lambda: packed(("gesetz.xml", LAW))[:-30], MalformedInputError, "nicht lesbar"),
    "no zip at all": (lambda: b"PK\x03\x04 nichts", MalformedInputError, "nicht lesbar"),
    "without xml": (lambda: packed(("lies.txt", b"x")), MalformedInputError, "keine XML-Datei"),
    "word document": (lambda: packed(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")), MalformedInputError, "Office"),
    "damaged entry": (damaged, MalformedInputError, "beschädigt"),
    "lying about its size": (lying_about_its_size, MalformedInputError, "beschädigt"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_is_found_without_failing_and_refused_on_reading(name: str, tmp_path: Path) -> None:
    make, kind, words = ATTACKS[name]
    data = make()
    file = tmp_path / "entwurf.zip"
    file.write_bytes(data)
    for source in (*discover([file]), *discover_upload([("entwurf.zip", data)])):
        with pytest.raises(kind, match=re.escape(words)) as caught:
            read_draft(source)
        assert "entwurf.zip" in (caught.value.path or "")
        assert caught.value.hint
    assert sorted(tmp_path.iterdir()) == [file]


def test_duplicate_names_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = packed(("a.xml", LAW), ("a.xml", LAW))
    (source,) = discover_upload([("x.zip", data)])
    with pytest.raises(UnsafeInputError, match="zweimal"):
        read_draft(source)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(zip_bytes=50), "größer"),
        (Limits(zip_entries=1), "Einträge"),
        (Limits(zip_total_bytes=500), "entpackt"),
        (Limits(file_bytes=500), "größer"),
    ],
)
def test_limits_are_kept(limits: Limits, words: str) -> None:
    data = packed(("a.xml", LAW), ("b.xml", LAW))
    with pytest.raises(UnsafeInputError, match=words), open_archive(data, "x.zip", limits) as archive:
        read_entry(archive, "a.xml", "x.zip", limits)


def test_nested_zip_is_left_out_with_a_warning() -> None:
    (source,) = discover_upload([("x.zip", packed(("a.xml", LAW), ("innen.zip", packed(("b.xml", LAW)))))])
    assert any("innen.zip" in warning for warning in read_draft(source).warnings)


def test_a_law_as_downloaded_is_read_from_its_zip(tmp_path: Path) -> None:
    file = tmp_path / "xml.zip"
    file.write_bytes(packed(("BJNR999990030.xml", LAW), ("hammer.jpg", b"\xff\xd8")))
    (source,) = discover([file])
    draft = read_draft(pickle.loads(pickle.dumps(source)))
    assert draft.documents[0].source == f"{file}!/BJNR999990030.xml"
    assert draft.abbreviation == "WerkG"


def test_problem_survives_being_sent_to_another_process() -> None:
    (source,) = discover_upload([("x.zip", b"PK\x03\x04")])
    copy = pickle.loads(pickle.dumps(source))
    with pytest.raises(MalformedInputError) as caught:
        read_draft(copy)
    assert (caught.value.path, bool(caught.value.hint)) == ("x.zip", True)
