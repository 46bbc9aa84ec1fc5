"""Page "Funde": all findings as a table with filters, details and downloads of exactly what is shown."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace

import altair as alt
import pandas as pd
import streamlit as st

from kommunalfreund import labels_de
from kommunalfreund.analysis import AnalysisResult
from kommunalfreund.export.html import render_report
from kommunalfreund.export.records import records_of
from kommunalfreund.export.summary import is_relief, is_reported, stated_probability
from kommunalfreund.export.tabular import result_as_json, write_csv_header, write_csv_rows, write_jsonl
from kommunalfreund.finding import Addressee, Bindingness, DutyKind, Effect, Finding, Novelty
from kommunalfreund.ui import navigation, session
from kommunalfreund.ui.detail import plain, show_detail


def show() -> None:
    """Show the page."""
    result = session.require_result()
    st.subheader(plain(result.draft.title))
    shown = _filtered(result)
    st.markdown(f"**{labels_de.counted(len(shown), 'Satz', 'Sätze')}** in der Auswahl, {len(result.flagged)} insgesamt gemeldet.")
    if not shown:
        st.info("Kein Satz passt zu diesen Filtern.")
        return
    left, right = st.columns([3, 2], gap="medium")
    with left:
        chosen = _table(shown)
        _chart(shown)
        _downloads(result, shown)
    with right:
        if chosen is None:
            st.info("Eine Zeile auswählen, um die Begründung zu sehen.", icon=":material/touch_app:")
        else:
            if st.button("Im Text zeigen", icon=":material/menu_book:"):
                session.select(chosen.id)
                st.switch_page(navigation.reading())
            show_detail(chosen)


def _filtered(result: AnalysisResult) -> tuple[Finding, ...]:
    with st.expander("Filter", expanded=True):
        one, two, three, four = st.columns(4)
        addressees = one.multiselect(
            "Adressat", [a for a in Addressee if a is not Addressee.KEINE], format_func=labels_de.short, placeholder="alle"
        )
        effects = two.multiselect("Wirkung", list(Effect), format_func=labels_de.short, placeholder="alle")
        kinds = three.multiselect("Art", list(DutyKind), format_func=labels_de.short, placeholder="alle")
        bindings = four.multiselect("Bindung", list(Bindingness), format_func=labels_de.short, placeholder="alle")
        text, score, relief = st.columns([2, 2, 1])
        words = text.text_input("Suche in Text und Fundstelle").strip().lower()
        least = score.slider("Wahrscheinlichkeit mindestens (Prozent)", 0, 100, 0, 5) / 100
        with_relief = relief.toggle("auch reine Entlastungen", value=True)
    return tuple(
        finding
        for finding in result.findings
        if (is_reported(finding) or (with_relief and is_relief(finding)))
        and (not addressees or finding.addressee in addressees)
        and (not effects or set(effects) & set(finding.effects))
        and (not kinds or finding.kind in kinds)
        and (not bindings or finding.bindingness in bindings)
        and (not words or words in f"{finding.clause.citation} {finding.clause.text}".lower())
        and stated_probability(finding) >= least
    )


def _table(findings: Sequence[Finding]) -> Finding | None:
    compared = any(finding.novelty is not Novelty.UNBEKANNT for finding in findings)
    rows = [
        {
            "Fundstelle": finding.clause.citation,
            "Adressat": labels_de.short(finding.addressee),
            "Wirkung": ", ".join(labels_de.short(effect) for effect in finding.effects),
            "Art": labels_de.short(finding.kind) if finding.kind is not None else "",
            "Bindung": labels_de.short(finding.bindingness) if finding.bindingness is not None else "",
            "Wahrscheinlichkeit": round(100 * stated_probability(finding)),
            **({"Neuheit": labels_de.short(finding.novelty)} if compared else {}),
            "Text": finding.clause.text,
        }
        for finding in findings
    ]
    event = st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="funde",
        height=420,
        column_config={"Wahrscheinlichkeit": st.column_config.ProgressColumn(format="%d %%", min_value=0, max_value=100)},
    )
    chosen = event["selection"]["rows"]
    return findings[chosen[0]] if chosen and chosen[0] < len(findings) else None


def _chart(findings: Sequence[Finding]) -> None:
    data = pd.DataFrame(
        [
            {
                "Art": labels_de.short(finding.kind) if finding.kind else "nur Geld oder Entlastung",
                "Adressat": labels_de.short(finding.addressee),
            }
            for finding in findings
        ]
    )
    chart = (
        alt.Chart(data)
        .mark_bar()
        .encode(
            x=alt.X("count()", title="Sätze", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("Art", title=None, sort="-x", axis=alt.Axis(labelOverlap=False, labelLimit=220)),
            color=alt.Color("Adressat", scale=alt.Scale(range=["#1d4e89", "#6f9bd1", "#c3d4ea"]), title=None),
            tooltip=["Art", "Adressat", alt.Tooltip("count()", title="Sätze")],
        )
        .properties(height=26 * data["Art"].nunique() + 60)
    )
    st.altair_chart(chart, width="stretch")


def _downloads(result: AnalysisResult, shown: Sequence[Finding]) -> None:
    st.markdown("**Herunterladen** – CSV, JSONL und JSON enthalten genau die Auswahl oben, der Bericht den ganzen Entwurf.")
    name = (result.draft.abbreviation or "entwurf").replace("/", "-")
    view = replace(result, findings=tuple(shown))
    records = tuple(records_of(view, all_clauses=True))
    lines, table = io.StringIO(), io.StringIO()
    write_jsonl(records, lines)
    write_csv_header(table)
    write_csv_rows(records, table, title=result.draft.title)
    whole = json.dumps(result_as_json(view, all_clauses=True), ensure_ascii=False, indent=2)
    one, two, three, four = st.columns(4)
    one.download_button(
        "Bericht (HTML)", lambda: render_report(result), f"{name}.html", "text/html", icon=":material/description:", width="stretch"
    )
    two.download_button("CSV", table.getvalue().encode("utf-8"), f"{name}.csv", "text/csv", icon=":material/table:", width="stretch")
    three.download_button("JSONL", lines.getvalue(), f"{name}.jsonl", "application/jsonl", icon=":material/data_object:", width="stretch")
    four.download_button("JSON", whole, f"{name}.json", "application/json", icon=":material/data_object:", width="stretch")
