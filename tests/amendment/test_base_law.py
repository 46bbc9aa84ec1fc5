"""The amended law is found by name, abbreviation, date and page."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from kommunalfreund.amendment.base_law import AmendedLaw, find_base_laws
from kommunalfreund.amendment.consolidation import LawSource, consolidate
from kommunalfreund.amendment.law_name import find_law
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.paths import DRAFTS, SHARED
from kommunalfreund.reading import discover, read_draft
from kommunalfreund.reading.law_folder import law_files

LAW = """<?xml version="1.0" encoding="UTF-8"?>
<dokumente builddate="20260101000000" doknr="BJNR{number}"><norm doknr="BJNR{number}"><metadaten><jurabk>{abbreviation}</jurabk>
<ausfertigung-datum manuell="ja">{date}</ausfertigung-datum><fundstelle typ="amtlich"><periodikum>BGBl I</periodikum>
<zitstelle>{place}</zitstelle></fundstelle><kurzue>{name}</kurzue><langue>Gesetz über {name}</langue></metadaten></norm>
<norm doknr="BJNR{number}1"><metadaten><jurabk>{abbreviation}</jurabk><enbez>§ 1</enbez></metadaten><textdaten><text format="XML">
<Content><P>Die Behörde kann prüfen.</P></Content></text></textdaten></norm></dokumente>"""


DATED = (
    "Werkstattgesetz vom 4. Mai 2009 (BGBl. I S. 111), das zuletzt durch Artikel 3 des Gesetzes vom 1. Juni 2020 (BGBl. I S. 9) "
    "geändert worden ist"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, abbreviation, date, place, name in (
        ("1", "WerkG", "2009-05-04", "2009, 111", "Werkstattgesetz"),
        ("2", "WerkG 2021", "2021-03-02", "2021, 222", "Werkstattgesetz"),
        ("3", "KellerG", "2015-01-01", "2015, 333", "Kellergesetz"),
    ):
        file = tmp_path / "laws" / number / "source.xml"
        file.parent.mkdir(parents=True)
        file.write_text(LAW.format(number=number, abbreviation=abbreviation, date=date, place=place, name=name), encoding="utf-8")
    return tmp_path


def found(folder: Path, *laws: AmendedLaw) -> dict[str, str]:
    return {key: draft.abbreviation for key, draft in find_base_laws(laws, law_files([folder])).items()}


def test_two_laws_of_one_name_are_told_apart_by_date_and_page(folder: Path) -> None:
    old = AmendedLaw(name="Werkstattgesetz", text="Werkstattgesetz vom 4. Mai 2009 (BGBl. I S. 111)")
    new = AmendedLaw(name="Werkstattgesetz", text="Werkstattgesetz vom 2. März 2021 (BGBl. I S. 222)")
    assert found(folder, old, new) == {old.key: "WerkG", new.key: "WerkG 2021"}


def test_a_law_is_found_by_its_place_of_publication_alone(folder: Path) -> None:
    law = AmendedLaw(name="Gesetz über tiefe Räume", text="Gesetzes über tiefe Räume vom 1. Januar 2015 (BGBl. I S. 333)")
    assert found(folder, law) == {law.key: "KellerG"}


def test_another_law_is_not_taken(folder: Path) -> None:
    assert found(folder, AmendedLaw(name="Dachgesetz", text="Dachgesetz vom 1. Januar 2015 (BGBl. I S. 334)")) == {}


def test_laws_in_a_tar_archive(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archiv" / "gesetze.tar.xz"
    archive.parent.mkdir()
    with tarfile.open(archive, "w:xz") as tar:
        tar.add(folder / "laws", "laws")
    law = AmendedLaw(name="Kellergesetz", text="")
    assert found(archive.parent, law) == {law.key: "KellerG"}


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(KommunalfreundError, match="--base oder --laws"):
        list(law_files([tmp_path / "fehlt"]))


@pytest.mark.parametrize(
    ("text", "name", "printed"),
    [
        (f"Das {DATED}, wird wie folgt geändert:", "Werkstattgesetz", DATED),
        ("In § 5 Absatz 2 der Werkstattverordnung wird das Wort", "Werkstattverordnung", "Werkstattverordnung"),
        (
            "§ 3 des Zweiten Buches Werkstattgesetzbuch vom 4. Mai 2009 (BGBl. I S. 1) wird aufgehoben.",
            "Zweites Buch Werkstattgesetzbuch",
            None,
        ),
        ("In Absatz 1 wird das Wort", None, None),
        ("Die Inhaltsübersicht wird wie folgt geändert:", None, None),
        ("Der Titel des Gesetzes wird wie folgt gefasst:", None, None),
    ],
)
def test_the_words_that_name_the_law(text: str, name: str | None, printed: str | None) -> None:
    mention = find_law(text)
    assert (mention.name if mention else None) == name
    if printed is not None:
        assert mention is not None
        assert mention.text == printed


def test_the_laws_of_the_example_bill() -> None:
    bill = read_draft(discover([DRAFTS / "buergerservice"])[0])
    amendments = consolidate(bill, LawSource(laws=(DRAFTS / "buergerservice" / "stammgesetze",)))
    assert [one.base.short_title for one in amendments.consolidations] == [
        "Bürgeranliegengesetz",
        "Terminvergabegesetz",
        "Verwaltungslotsengesetz",
    ]
    assert [law.name for law in amendments.missing] == ["Servicestellenverordnung"]
    assert not amendments.conflicts


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="laws in force not provided in ../shared/corpus")
def test_a_law_in_the_archive_of_all_laws() -> None:
    bill = read_draft(discover([SHARED / "legaldocml/1.8.2/samples/bgbl-1_2024_10/aenderungsgesetz"])[0])
    amendments = consolidate(bill, LawSource(laws=(SHARED / "corpus",)))
    assert [one.base.abbreviation for one in amendments.consolidations] == ["LobbyRG"]
