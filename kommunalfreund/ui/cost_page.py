"""Page "Kosten": compliance cost of the open draft; edits the same file of assumptions as the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from pydantic import ValidationError

from kommunalfreund.analysis import AnalysisResult
from kommunalfreund.assessment.compliance_cost import Assumptions, Estimate, dump_assumptions, estimate, propose
from kommunalfreund.assessment.compliance_cost.assumptions import Exclusion, Frequency, parse_assumptions
from kommunalfreund.assessment.compliance_cost.presentation import COLUMNS, PARAMETER_COLUMNS, parameters, table, vorblatt_text
from kommunalfreund.assessment.compliance_cost.tables import AdminLevel, Confidence, Grade
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.export.cost import estimate_as_csv, estimate_as_xlsx
from kommunalfreund.ui import session
from kommunalfreund.ui.detail import plain

_KEY = "annahmen"
_BASE = "annahmen-anfang"
_CHOSEN = "taetigkeiten-von"
_PROCESS_COLUMNS = {
    "title": "Vorgang",
    "level": "Ebene",
    "frequency": "Zeitbezug",
    "low": "Fallzahl niedrig",
    "likely": "Fallzahl",
    "high": "Fallzahl hoch",
    "unit": "Einheit",
    "source": "Quelle der Fallzahl",
    "per_year": "je Jahr",
    "material": "Sachkosten je Fall",
    "relief": "Entlastung",
    "excluded": "zählt nicht, weil",
}
_STEP_COLUMNS = {
    "nr": "Nr.",
    "name": "Eigene Tätigkeit",
    "low": "Minuten niedrig",
    "likely": "Minuten",
    "high": "Minuten hoch",
    "grade": "Laufbahngruppe",
    "rate": "Euro je Stunde",
    "source": "Quelle",
}


def show() -> None:
    """Show the page."""
    result = session.require_result()
    st.subheader(plain(result.draft.title))
    st.caption(
        "Fallzahl × Minuten ÷ 60 × Lohnsatz + Sachkosten, Entlastungen negativ, Einmaliges getrennt. Vorgeschlagen sind nur Tätigkeiten; "
        "Fallzahlen trägt ein, wer sie kennt. Leere Minuten und Lohnsätze kommen aus den Tabellen."
    )
    _upload(result)
    assumptions = current_assumptions(result)
    edited = _edit(*_base(assumptions))
    if edited is not None:
        st.session_state[_KEY] = (result.draft.key, edited)
        assumptions = edited
    try:
        computed = estimate(assumptions)
    except KommunalfreundError as error:
        session.show_error(error)
        return
    _results(computed)
    _downloads(result, computed)


def current_assumptions(result: AnalysisResult) -> Assumptions:
    """The assumptions of the open draft: edited, delivered with an example, or proposed."""
    key, held = st.session_state.get(_KEY, ("", None))
    if held is not None and key == result.draft.key:
        return Assumptions.model_validate(held.model_dump())
    made = session.example_assumptions() or propose(result.draft, result.findings)
    st.session_state[_KEY] = (result.draft.key, made)
    return made


def _base(assumptions: Assumptions) -> tuple[Assumptions, int]:
    """What the editors start from, and the number of that start.

    An editor forgets its edits when its data change, so edits are not fed back while they are made, but only when the editors are
    shown anew: another visit of the page, another process, another file.
    """
    ids = [process.id for process in assumptions.processes]
    if ids and st.session_state.get(_CHOSEN) not in ids:
        st.session_state[_CHOSEN] = ids[0]
    chosen = st.session_state.get(_CHOSEN)
    base, number, draft, before = st.session_state.get(_BASE, (None, 0, "", None))
    shown = f"vorgaenge-{number}" in st.session_state
    if base is None or not shown or draft != assumptions.draft or chosen != before:
        base, number = assumptions, number + 1
        st.session_state[_BASE] = (base, number, assumptions.draft, chosen)
    return Assumptions.model_validate(base.model_dump()), number


def _replace(result: AnalysisResult, assumptions: Assumptions) -> None:
    """Take other assumptions and show the editors anew."""
    st.session_state[_KEY] = (result.draft.key, assumptions)
    _, number, draft, chosen = st.session_state.get(_BASE, (None, 0, "", None))
    st.session_state[_BASE] = (None, number, draft, chosen)
    st.rerun()


def _upload(result: AnalysisResult) -> None:
    with st.expander("Datei mit Annahmen öffnen oder neu beginnen"):
        file = st.file_uploader("YAML-Datei, wie „kommunalfreund cost --propose“ sie schreibt", type=["yaml", "yml"])
        one, two = st.columns(2)
        if file is not None and one.button("Übernehmen", icon=":material/upload:"):
            try:
                uploaded = parse_assumptions(file.getvalue().decode("utf-8", "replace"), file.name)
            except KommunalfreundError as error:
                session.show_error(error)
                return
            _replace(result, uploaded)
        if two.button("Vorschläge des Programms", icon=":material/restart_alt:"):
            _replace(result, propose(result.draft, result.findings))


def _edit(assumptions: Assumptions, number: int) -> Assumptions | None:
    """The edited assumptions; None with a message if they do not fit.

    Args:
        assumptions: the editors start from.
        number: of that start, part of the editors' keys.
    """
    st.markdown("**Vorgänge**")
    data = assumptions.model_dump()
    rows = pd.DataFrame([_process_row(process) for process in data["processes"]], columns=list(_PROCESS_COLUMNS.values()))
    frame = st.data_editor(
        rows,
        key=f"vorgaenge-{number}",
        hide_index=True,
        width="stretch",
        column_config={
            "Ebene": st.column_config.SelectboxColumn(options=[str(value) for value in AdminLevel], required=True),
            "Zeitbezug": st.column_config.SelectboxColumn(options=[str(value) for value in Frequency], required=True),
            "zählt nicht, weil": st.column_config.SelectboxColumn(options=[str(value) for value in Exclusion]),
        },
    )
    for process, (_, row) in zip(data["processes"], frame.iterrows(), strict=True):
        _take_process(process, row.to_dict())
    names = [process["id"] for process in data["processes"]]
    if names:
        titles = {process["id"]: process["title"] for process in data["processes"]}
        chosen = st.selectbox("Tätigkeiten von", names, format_func=lambda one: titles[one], key=_CHOSEN)
        process = data["processes"][names.index(chosen)]
        if not process["posts"]:
            steps = pd.DataFrame([_step_row(step) for step in process["activities"]], columns=list(_STEP_COLUMNS.values()))
            edited = st.data_editor(
                steps,
                key=f"taetigkeiten-{number}",
                hide_index=True,
                num_rows="dynamic",
                width="stretch",
                column_config={
                    "Laufbahngruppe": st.column_config.SelectboxColumn(
                        options=[str(value) for value in Grade], default=str(Grade.GEHOBENER_DIENST)
                    )
                },
            )
            process["activities"] = [step for _, row in edited.iterrows() if (step := _step(row.to_dict())) is not None]
    try:
        return Assumptions.model_validate(data)
    except ValidationError as error:
        message = str(error.errors(include_url=False)[0]["msg"]).removeprefix("Value error, ")
        st.error(f"Eine Angabe passt nicht: {message} Die letzte gültige Fassung bleibt bestehen.", icon=":material/error:")
        return None


def _process_row(process: Mapping[str, Any]) -> list[Any]:
    cases = process["cases"] or {}
    values = {**process, **{name: cases.get(name) for name in ("low", "likely", "high", "source")}}
    values["material"] = (process["material"] or {}).get("likely")
    values["excluded"] = str(process["excluded"]) if process["excluded"] else None
    numbers = {"low", "likely", "high", "per_year", "material"}
    return [
        (float(values[name]) if values[name] is not None else None)
        if name in numbers
        else bool(values[name])
        if name == "relief"
        else str(values[name] or "") or None
        for name in _PROCESS_COLUMNS
    ]


def _take_process(process: dict[str, Any], row: Mapping[str, Any]) -> None:
    values = {name: _given(row[label]) for name, label in _PROCESS_COLUMNS.items()}
    for name in ("title", "level", "frequency", "unit", "excluded"):
        process[name] = values[name] if values[name] is not None or name == "excluded" else process[name]
    process["relief"] = bool(values["relief"])
    process["per_year"] = values["per_year"] if values["per_year"] is not None else 1
    process["cases"] = _range(process["cases"], values)
    if values["material"] is None:
        process["material"] = None
    elif not process["material"] or float(process["material"]["likely"]) != values["material"]:
        process["material"] = {"likely": values["material"], "confidence": Confidence.EIGENE}


def _step_row(step: Mapping[str, Any]) -> list[Any]:
    minutes, rate = step["minutes"] or {}, step["rate"] or {}
    figures = [float(minutes[name]) if minutes else None for name in ("low", "likely", "high")]
    return [step["nr"], step["name"] or None, *figures, str(step["grade"]), float(rate["likely"]) if rate else None, minutes.get("source")]


def _step(row: Mapping[str, Any]) -> dict[str, Any] | None:
    values = {name: _given(row[label]) for name, label in _STEP_COLUMNS.items()}
    if values["nr"] is None and values["likely"] is None:
        return None
    return {
        "nr": int(values["nr"]) if values["nr"] is not None else None,
        "name": values["name"] or "",
        "minutes": _range(None, values),
        "grade": values["grade"] or Grade.GEHOBENER_DIENST,
        "rate": values["rate"],
    }


def _range(before: Mapping[str, Any] | None, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """A range from three cells; source and confidence stay while the figures stay, a fixed figure moves as a whole."""
    if values["likely"] is None:
        return None
    if before is not None and before["low"] == before["high"] and all(values[name] == float(before["low"]) for name in ("low", "high")):
        values = {**values, "low": values["likely"], "high": values["likely"]}
    figures = {name: values[name] if values[name] is not None else values["likely"] for name in ("low", "likely", "high")}
    if (
        before is not None
        and all(float(before[name]) == figures[name] for name in figures)
        and before["source"] == (values["source"] or "")
    ):
        return dict(before)
    return {**figures, "source": values["source"] or "", "confidence": Confidence.EIGENE}


def _given(value: Any) -> Any:
    return None if value is None or value == "" or (isinstance(value, float) and pd.isna(value)) or value is pd.NA else value


def _results(computed: Estimate) -> None:
    st.markdown("**Ergebnis** im Aufbau der Begründung")
    st.dataframe(pd.DataFrame([row.cells for row in table(computed)], columns=list(COLUMNS)), hide_index=True, width="stretch")
    for warning in computed.warnings:
        st.warning(plain(warning))
    st.markdown("**Text für das Vorblatt, Abschnitt E.3**")
    st.code(vorblatt_text(computed), language=None, wrap_lines=True)
    with st.expander("Alle Zahlen mit Quelle und Vertrauen"):
        st.dataframe(pd.DataFrame(parameters(computed.costs), columns=list(PARAMETER_COLUMNS)), hide_index=True, width="stretch")


def _downloads(result: AnalysisResult, computed: Estimate) -> None:
    name = (result.draft.abbreviation or "entwurf").replace("/", "-")
    one, two, three = st.columns(3)
    one.download_button(
        "Annahmen (YAML)", dump_assumptions(computed.assumptions), f"{name}-annahmen.yaml", "application/yaml", icon=":material/save:"
    )
    two.download_button("CSV", estimate_as_csv(computed).encode(), f"{name}-kosten.csv", "text/csv", icon=":material/table:")
    try:
        book = estimate_as_xlsx(computed)
    except KommunalfreundError:
        return
    three.download_button("XLSX", book, f"{name}-kosten.xlsx", icon=":material/table_view:")
