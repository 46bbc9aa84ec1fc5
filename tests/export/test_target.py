import io
import stat

import pytest
from lxml import html

from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.export.target import Format, check_target, file_name, open_output, write_results
from tests.factories import make_draft, make_result


def test_missing_parent_folder_is_an_error(tmp_path):
    with pytest.raises(KommunalfreundError, match="gibt es nicht"):
        check_target(tmp_path / "fehlt" / "x.csv", Format.CSV, many=False)


def test_several_reports_need_a_folder(tmp_path):
    file = tmp_path / "da.html"
    file.write_text("")
    for output in (None, file, tmp_path / "neu.html"):
        with pytest.raises(KommunalfreundError, match="Mehrere Entwürfe"):
            check_target(output, Format.HTML, many=True)
    check_target(tmp_path / "neu", Format.HTML, many=True)
    check_target(tmp_path, Format.HTML, many=True)
    check_target(tmp_path / "neu.html", Format.HTML, many=False)


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.HTML])
def test_other_formats_need_a_file(tmp_path, form):
    with pytest.raises(KommunalfreundError, match="ist ein Ordner"):
        check_target(tmp_path, form, many=True)


def test_input_is_never_overwritten(tmp_path):
    source = tmp_path / "entwurf.xml"
    source.write_text("<x/>")
    with pytest.raises(KommunalfreundError, match="überschreiben"):
        check_target(tmp_path / "." / "entwurf.xml", Format.JSON, many=False, inputs=[source])


def test_file_appears_only_when_complete(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("alt")
    with pytest.raises(TypeError), open_output(path) as stream:
        stream.writelines(["neu", None])  # type: ignore[list-item]
    assert path.read_text() == "alt"
    assert [one.name for one in tmp_path.iterdir()] == ["x.txt"]
    with open_output(path) as stream:
        stream.write("neu")
        assert path.read_text() == "alt"
    assert path.read_text() == "neu"
    assert [one.name for one in tmp_path.iterdir()] == ["x.txt"]


def test_link_is_followed_not_replaced(tmp_path):
    (tmp_path / "ziel").write_text("alt")
    (tmp_path / "link").symlink_to("ziel")
    with open_output(tmp_path / "link") as stream:
        stream.write("neu")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "ziel").read_text() == "neu"


def test_file_is_readable_for_others_as_usual(tmp_path):
    usual = tmp_path / "usual"
    usual.write_text("")
    with open_output(tmp_path / "x"):
        pass
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


def test_unwritable_target_is_a_clear_error(tmp_path):
    (tmp_path / "datei").write_text("")
    with pytest.raises(KommunalfreundError, match="lässt sich nicht schreiben"), open_output(tmp_path / "datei" / "x"):
        pass


def test_csv_file_keeps_its_line_ends(tmp_path):
    write_results([make_result()], tmp_path / "x.csv", Format.CSV, many=False)
    data = (tmp_path / "x.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfEntwurf;")
    assert data.count(b"\r\n") == data.count(b"\n") == 2


def test_table_in_a_file_is_plain_and_at_most_100_columns(tmp_path):
    write_results([make_result()], tmp_path / "x.txt", Format.TABLE, many=False)
    text = (tmp_path / "x.txt").read_text(encoding="utf-8")
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 100
    assert "§ 2 Absatz 1 Satz" in text
    assert "Pflicht:" in text
    assert "Von 1 Satz wurde 1 gemeldet." in text


def test_folder_gets_one_report_per_draft_and_an_index(tmp_path):
    folder = tmp_path / "berichte"
    results = [make_result(), make_result(), make_result(draft=make_draft(abbreviation="", source="x/Größe & Maß.xml"))]
    write_results(results, folder, Format.HTML, many=True, failures=lambda: ["kaputt.xml: Fehler"], created="2026-01-01")
    assert sorted(one.name for one in folder.iterdir()) == ["Groesse-Mass.html", "LesStG-2.html", "LesStG.html", "index.html"]
    page = html.document_fromstring((folder / "index.html").read_text(encoding="utf-8"))
    assert page.xpath("//table//a/@href") == ["LesStG.html", "LesStG-2.html", "Groesse-Mass.html"]
    assert "kaputt.xml: Fehler" in page.text_content()


@pytest.mark.parametrize("name", ["index", "INDEX", "", "§§"])
def test_report_is_never_called_index(name):
    assert file_name(make_result(draft=make_draft(abbreviation=name, source="")), set()).lower() not in ("index.html", ".html")


def test_drafts_are_written_one_at_a_time(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr("sys.stdout", stream)

    def results():
        for number in range(1, 4):
            yield make_result()
            assert len(stream.getvalue().splitlines()) == number

    write_results(results(), None, Format.JSONL, many=True)
