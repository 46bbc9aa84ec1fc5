from pathlib import Path

import pytest

from kommunalfreund.paths import DRAFTS

testing = pytest.importorskip("streamlit.testing.v1", reason="streamlit (Extra app) ist nicht installiert")
APP = Path(__file__).parents[2] / "app.py"


def page(function: str):  # type: ignore[no-untyped-def]
    return testing.AppTest.from_string(f"from kommunalfreund.ui import {function}\n{function}.show()", default_timeout=90)


def open_example(at):  # type: ignore[no-untyped-def]
    at.query_params["beispiel"] = "hitzeschutz"
    return at.run()


def test_start_page_offers_upload_and_examples() -> None:
    at = page("draft_page").run()
    assert not at.exception
    assert "Kommunen" in at.title[0].value
    assert at.selectbox[0].options


def test_example_is_one_click_away() -> None:
    at = page("draft_page").run()
    next(button for button in at.button if button.label == "Beispiel prüfen").click().run()
    assert not at.exception
    assert any("gemeldet" in text.value for text in at.markdown)


def test_upload_of_a_bill() -> None:
    at = page("draft_page").run()
    data = (DRAFTS / "statistik" / "regelungstext-entwurf-1.xml").read_bytes()
    at.file_uploader[0].upload("entwurf.xml", data, "text/xml").run()
    next(button for button in at.button if button.label == "Prüfen").click().run()
    assert not at.exception
    assert not at.error


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [("kaputt.xml", b"<a><b></a>", "XML"), ("leer.xml", b"", "leer"), ("seite.xml", b"<html><body/></html>", "")],
)
def test_bad_upload_says_what_is_wrong(name: str, data: bytes, word: str) -> None:
    at = page("draft_page").run()
    at.file_uploader[0].upload(name, data, "text/xml").run()
    for button in at.button:
        if button.label == "Prüfen":
            button.click().run()
            break
    assert not at.exception
    assert at.error
    assert word in at.error[0].value


@pytest.mark.parametrize("name", ["reading_page", "findings_page", "kommunal_check_page", "cost_page"])
def test_pages_without_a_draft_say_what_to_do(name: str) -> None:
    at = page(name).run()
    assert not at.exception
    assert "Entwurf" in at.info[0].value


def test_reading_page_shows_outline_with_counts() -> None:
    at = open_example(page("reading_page"))
    assert not at.exception
    assert any("(" in option for option in at.radio[0].options)


def test_findings_page_filters() -> None:
    at = open_example(page("findings_page"))
    assert not at.exception
    everything = len(at.dataframe[0].value)
    at.multiselect[0].select("direkt").run()
    assert not at.exception
    shown = at.dataframe[0].value
    assert 0 < len(shown) < everything
    assert set(shown["Adressat"]) == {"direkt"}


def test_method_page_shows_measured_figures_and_rules() -> None:
    at = page("method_page").run()
    assert not at.exception
    assert any("Modell" in text.value for text in at.markdown)
    at.text_input[0].set_value("zzzz").run()
    assert any("0 von" in caption.value for caption in at.caption)


def test_synopsis_of_the_amending_example() -> None:
    at = page("synopsis_page")
    at.query_params["beispiel"] = "buergerservice"
    at.run()
    assert not at.exception
    assert at.selectbox[0].options == ["Bürgeranliegengesetz", "Terminvergabegesetz", "Verwaltungslotsengesetz"]
    at.selectbox[0].select("Terminvergabegesetz").run()
    assert any("<del>kann</del>" in part.body and "Artikel 2 Nummer 1 Buchstabe a" in part.body for part in at.get("html"))


def test_synopsis_of_a_new_law_says_why_there_is_none() -> None:
    at = open_example(page("synopsis_page"))
    assert not at.exception
    assert "keine Synopse" in at.info[0].value


def test_kommunal_check_shows_counts_clauses_hints_cost_and_dates() -> None:
    at = open_example(page("kommunal_check_page"))
    assert not at.exception
    texts = " ".join(one.value for one in (*at.markdown, *at.caption))
    for words in ("Die gewichtigsten Sätze", "Rechtliche Hinweise", "Erfüllungsaufwand", "Inkrafttreten am 1", "Vorschlag"):
        assert words in texts
    assert "13.430.820" in set(at.dataframe[0].value["jährlich in Euro"])


def test_cost_page_edits_the_file_of_assumptions() -> None:
    at = open_example(page("cost_page"))
    assert not at.exception
    table = next(one.value for one in at.dataframe if "Vorgabe" in one.value.columns)
    assert table.set_index("Vorgabe").loc["davon Kommunen", "jährlich in Euro"] == "13.430.820"
    assert "13.431.000 Euro" in at.code[0].value
    next(button for button in at.button if button.label == "Vorschläge des Programms").click().run()
    assert not at.exception
    table = next(one.value for one in at.dataframe if "Vorgabe" in one.value.columns)
    assert any(str(cell).startswith("je 1.000 Fälle") for cell in table["jährlich in Euro"])


def test_a_fixed_figure_moves_as_a_whole_and_a_range_keeps_its_ends() -> None:
    from kommunalfreund.ui.cost_page import _range

    fixed = {"low": 60, "likely": 60, "high": 60, "source": "x", "confidence": "eigene"}
    cells = {"low": 60.0, "likely": 70.0, "high": 60.0, "source": "x"}
    assert _range(fixed, cells) == {"low": 70.0, "likely": 70.0, "high": 70.0, "source": "x", "confidence": "eigene"}
    assert _range(fixed, {**cells, "likely": 60.0}) == fixed
    assert _range({**fixed, "low": 50}, {**cells, "low": 50.0, "high": 80.0}) == {
        **cells,
        "low": 50.0,
        "high": 80.0,
        "confidence": "eigene",
    }
    assert _range(fixed, {**cells, "likely": None}) is None
