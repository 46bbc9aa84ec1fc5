"""Which files belong to one draft."""

from __future__ import annotations

import io
import shutil
import time
import zipfile
from pathlib import Path

import pytest

from kommunalfreund.draft import DocumentPart
from kommunalfreund.errors import MalformedInputError, UnknownFormatError
from kommunalfreund.reading import discover, discover_upload, read_draft

FIXTURES = Path(__file__).parent / "fixtures"
PACKAGE = FIXTURES / "reparatur_1_8_2"
LAW = FIXTURES / "BJNR999990030.xml"
PARTS = [DocumentPart.REGELUNGSTEXT, DocumentPart.VORBLATT, DocumentPart.BEGRUENDUNG, DocumentPart.ANLAGE]


def zipped(folder: Path, prefix: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, prefix + file.name)
    return buffer.getvalue()


def test_folder_with_rechtsetzungsdokument_is_one_draft() -> None:
    (source,) = discover([PACKAGE])
    assert (source.path, source.name, len(source.members)) == (str(PACKAGE), "reparatur_1_8_2", 5)
    assert [document.part for document in read_draft(source).documents] == PARTS


@pytest.mark.parametrize("prefix", ["", "entwurf/"])
def test_zip_and_upload_are_read_like_the_folder(prefix: str, tmp_path: Path) -> None:
    file = tmp_path / "entwurf.zip"
    file.write_bytes(zipped(PACKAGE, prefix))
    (source,) = discover([file])
    (upload,) = discover_upload([("entwurf.zip", file.read_bytes())])
    (loose,) = discover_upload([(path.name, path.read_bytes()) for path in PACKAGE.iterdir()])
    expected = read_draft(PACKAGE)
    for found in (source, upload, loose):
        assert read_draft(found).key == expected.key
    assert source.path == str(file)
    assert read_draft(source).documents[0].source == f"{file}!/{prefix}regelungstext-entwurf-1.xml"


def test_rechtsetzungsdokument_alone_brings_its_parts_along() -> None:
    draft = read_draft(PACKAGE / "rechtsetzungsdokument-1.xml")
    assert [document.part for document in draft.documents] == PARTS
    assert draft.key == read_draft(PACKAGE).key
    assert [warning for warning in draft.warnings if "fehlt" in warning] == [
        "Der Teil „anlage-regelungstext-2.xml“, auf den „rechtsetzungsdokument-1.xml“ verweist, fehlt."
    ]


def test_uploaded_rechtsetzungsdokument_alone_names_what_is_missing() -> None:
    name = "rechtsetzungsdokument-1.xml"
    (source,) = discover_upload([(name, (PACKAGE / name).read_bytes())])
    with pytest.raises(MalformedInputError, match="keinen lesbaren Text"):
        read_draft(source)


def test_regelungstext_alone_is_one_draft() -> None:
    (source,) = discover([PACKAGE / "regelungstext-entwurf-1.xml"])
    draft = read_draft(source)
    assert [document.part for document in draft.documents] == [DocumentPart.REGELUNGSTEXT]
    assert any("anlage-regelungstext-1.xml" in warning for warning in draft.warnings)


def test_parts_of_one_work_are_one_draft_without_rechtsetzungsdokument(tmp_path: Path) -> None:
    for file in PACKAGE.glob("*text-*.xml"):
        shutil.copy(file, tmp_path)
    (source,) = discover([tmp_path])
    assert [document.part for document in read_draft(source).documents] == PARTS


def test_two_versions_of_one_text_are_two_drafts(tmp_path: Path) -> None:
    for name in ("alt.xml", "neu.xml"):
        shutil.copy(PACKAGE / "regelungstext-entwurf-1.xml", tmp_path / name)
    assert [source.name for source in discover([tmp_path])] == ["alt.xml", "neu.xml"]


def test_folder_of_drafts_is_searched_recursively_and_sorted(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "b" / "paket")
    shutil.copy(LAW, tmp_path / "c.xml")
    shutil.copy(FIXTURES / "verordnung_1_7_2.xml", tmp_path / "a.XML")
    (tmp_path / "d.zip").write_bytes(zipped(PACKAGE))
    (tmp_path / "lies.txt").write_text("x")
    (tmp_path / ".versteckt").mkdir()
    shutil.copy(LAW, tmp_path / ".versteckt" / "x.xml")
    found = discover([tmp_path])
    assert [Path(source.path).relative_to(tmp_path).as_posix() for source in found] == ["a.XML", "b/paket", "c.xml", "d.zip"]
    assert discover([tmp_path]) == found
    assert discover([tmp_path / "c.xml", tmp_path]) == found


def test_stranger_beside_a_package_is_a_draft_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "paket"
    shutil.copytree(PACKAGE, folder)
    shutil.copy(LAW, folder / "gesetz.xml")
    found = discover([folder])
    assert sorted(len(source.members) for source in found) == [1, 5]


def test_unnamed_part_is_read_with_a_warning(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / "rechtsetzungsdokument-1.xml").read_text(encoding="utf-8")
    (tmp_path / "rechtsetzungsdokument-1.xml").write_text(text.replace("vorblatt-regelungstext-1.xml", "weg.xml"), encoding="utf-8")
    draft = read_draft(tmp_path)
    assert DocumentPart.VORBLATT in [document.part for document in draft.documents]
    assert any("nicht genannt" in warning and "vorblatt-regelungstext-1.xml" in warning for warning in draft.warnings)


@pytest.mark.parametrize(
    "href", ["https://example.org/begruendung.xml", "/etc/begruendung.xml", "../geheim.xml", "a/../../geheim.xml", "..%2Fgeheim.xml"]
)
def test_references_never_lead_outside(href: str, tmp_path: Path) -> None:
    folder = tmp_path / "paket"
    shutil.copytree(PACKAGE, folder)
    shutil.copy(PACKAGE / "vorblatt-regelungstext-1.xml", tmp_path / "geheim.xml")
    document = folder / "rechtsetzungsdokument-1.xml"
    document.write_text(document.read_text(encoding="utf-8").replace("vorblatt-regelungstext-1.xml", href), encoding="utf-8")
    (folder / "vorblatt-regelungstext-1.xml").unlink()
    draft = read_draft(document)
    assert DocumentPart.VORBLATT not in [part.part for part in draft.documents]
    assert any("Verweis nach außen" in warning for warning in draft.warnings)


def test_link_in_a_folder_is_not_followed_outside(tmp_path: Path) -> None:
    folder = tmp_path / "paket"
    shutil.copytree(PACKAGE, folder)
    shutil.move(folder / "vorblatt-regelungstext-1.xml", tmp_path / "draussen.xml")
    (folder / "vorblatt-regelungstext-1.xml").symlink_to(tmp_path / "draussen.xml")
    draft = read_draft(folder / "rechtsetzungsdokument-1.xml")
    assert DocumentPart.VORBLATT not in [part.part for part in draft.documents]


def test_references_by_eli_find_the_file_beside(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path, dirs_exist_ok=True)
    document = tmp_path / "rechtsetzungsdokument-1.xml"
    text = document.read_text(encoding="utf-8").replace('href="', 'href="eli/dl/2030/bundesregierung/41/')
    document.write_text(text, encoding="utf-8")
    assert [part.part for part in read_draft(document).documents] == PARTS


def test_broken_file_is_a_source_of_its_own_and_the_rest_is_read(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "vorblatt-regelungstext-1.xml").write_text("<kaputt")
    broken, package = sorted(discover([tmp_path]), key=lambda source: len(source.members))
    with pytest.raises(MalformedInputError):
        read_draft(broken)
    assert [document.part for document in read_draft(package).documents] == [part for part in PARTS if part is not DocumentPart.VORBLATT]


def test_part_that_breaks_further_down_is_a_warning(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path, dirs_exist_ok=True)
    part = tmp_path / "vorblatt-regelungstext-1.xml"
    part.write_text(part.read_text(encoding="utf-8").replace("</akn:mainBody>", ""), encoding="utf-8")
    (source,) = discover([tmp_path])
    assert any("vorblatt-regelungstext-1.xml" in warning and "wohlgeformt" in warning for warning in read_draft(source).warnings)


def test_broken_regelungstext_is_an_error(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path, dirs_exist_ok=True)
    part = tmp_path / "regelungstext-entwurf-1.xml"
    part.write_text(part.read_text(encoding="utf-8").replace("</akn:body>", ""), encoding="utf-8")
    (source,) = discover([tmp_path])
    with pytest.raises(MalformedInputError, match=r"regelungstext-entwurf-1\.xml"):
        read_draft(source)


def test_missing_and_empty_paths_raise_on_reading(tmp_path: Path) -> None:
    missing, empty = discover([tmp_path / "fehlt.xml", tmp_path])[::-1]
    with pytest.raises(MalformedInputError, match="nicht vorhanden"):
        read_draft(missing)
    with pytest.raises(MalformedInputError, match="keine XML"):
        read_draft(empty)


def test_a_path_with_several_drafts_is_refused_by_read_draft() -> None:
    with pytest.raises(MalformedInputError, match="Entwürfe"):
        read_draft(FIXTURES)


def test_many_laws_in_one_folder_are_found_quickly(tmp_path: Path) -> None:
    data = LAW.read_bytes()
    for number in range(500):
        (tmp_path / f"BJNR{number:09}.xml").write_bytes(data)
    start = time.perf_counter()
    found = discover([tmp_path])
    assert time.perf_counter() - start < 2
    assert len(found) == 500
    assert all(len(source.members) == 1 for source in found)


def test_same_name_twice_in_one_upload() -> None:
    data = LAW.read_bytes()
    assert len(discover_upload([("source.xml", data), ("source.xml", data)])) == 2


def test_foreign_file_in_an_upload_raises_on_reading() -> None:
    (source,) = discover_upload([("news.xml", b"<rss><channel/></rss>")])
    with pytest.raises(UnknownFormatError, match="RSS"):
        read_draft(source)


def test_many_collections_in_one_zip_are_found_in_linear_time() -> None:
    root = '<akn:akomaNtoso xmlns:akn="http://Inhaltsdaten.LegalDocML.de/1.8.2/"><akn:{0}><akn:meta/></akn:{0}></akn:akomaNtoso>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(3000):
            archive.writestr(f"{number}.xml", root.format("documentCollection" if number % 2 else "bill"))
    start = time.perf_counter()
    assert len(discover_upload([("viele.zip", buffer.getvalue())])) == 3000
    assert time.perf_counter() - start < 5
