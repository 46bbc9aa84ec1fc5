"""Page "Kommunal-Check": what is new, weighty and open in the draft, on one page, with charts and downloads."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd
import streamlit as st

from kommunalfreund import labels_de
from kommunalfreund.analysis import AnalysisResult
from kommunalfreund.assessment.compliance_cost import Estimate, estimate
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.export.kommunal_check import KommunalCheck, build_check, render_check
from kommunalfreund.export.kommunal_check.content import WeightyClause, novelty_words, subtitle
from kommunalfreund.export.kommunal_check.word import check_as_docx
from kommunalfreund.finding import DraftCheck, Severity
from kommunalfreund.ui import navigation, session
from kommunalfreund.ui.cost_page import current_assumptions
from kommunalfreund.ui.detail import plain

_ICONS = {Severity.WICHTIG: ":material/priority_high:", Severity.PRUEFEN: ":material/search:", Severity.HINWEIS: ":material/info:"}


def show() -> None:
    """Show the page."""
    result = session.require_result()
    check = build_check(result, _estimate(result))
    st.subheader(plain(check.draft.title or check.draft.source))
    st.caption(plain(subtitle(check.draft)))
    st.markdown(f"**{plain(check.burden_and_relief)}** Neuheit: {plain(novelty_words(check))}.")
    for column, (title, counts) in zip(st.columns(4), check.charts, strict=True):
        with column:
            _chart(title, counts)
    st.markdown("#### Die gewichtigsten Sätze")
    for number, one in enumerate(check.weightiest, 1):
        _clause(number, one)
    left, right = st.columns(2, gap="medium")
    with left:
        _hints("Rechtliche Hinweise", check.legal_hints, result)
    with right:
        _hints("Vorblatt und Begründung", check.cover_hints, result)
    st.markdown("#### Erfüllungsaufwand")
    if check.cost_rows:
        st.dataframe(
            pd.DataFrame(check.cost_rows, columns=["Ebene", "jährlich in Euro", "einmalig in Euro"]), hide_index=True, width="stretch"
        )
    st.markdown(plain(check.cost_note))
    st.page_link(navigation.cost(), label="Annahmen bearbeiten", icon=":material/calculate:")
    st.markdown("#### Zeit")
    st.markdown(plain(check.deadlines))
    _connexity(check)
    _downloads(check)


def _estimate(result: AnalysisResult) -> Estimate | None:
    try:
        return estimate(current_assumptions(result))
    except KommunalfreundError as error:
        session.show_error(error)
        return None


def _chart(title: str, counts: Sequence[tuple[str, int]]) -> None:
    data = pd.DataFrame(counts, columns=["Wert", "Sätze"])
    bars = alt.Chart(data).encode(
        x=alt.X("Sätze", axis=None),
        y=alt.Y("Wert", title=None, sort=None, axis=alt.Axis(ticks=False, domain=False, labelOverlap=False)),
        tooltip=["Wert", "Sätze"],
    )
    chart = bars.mark_bar(color="#1d4e89") + bars.mark_text(align="left", dx=4).encode(text="Sätze")
    st.altair_chart(chart.properties(title=title, height=26 * len(counts) + 40), width="stretch")


def _clause(number: int, one: WeightyClause) -> None:
    clause = one.finding.clause
    with st.container(border=True):
        left, right = st.columns([5, 1])
        left.markdown(f"**{number}. {plain(clause.citation)}** – {plain(clause.text)}")
        left.caption(plain("; ".join(one.reasons)))
        if one.suggestion is not None:
            left.caption(f"Vorschlag: {plain(one.suggestion.title)} – „{plain(one.suggestion.text)}“")
        if right.button("Im Text", key=f"satz-{one.finding.id}", icon=":material/menu_book:"):
            session.select(one.finding.id)
            st.switch_page(navigation.reading())


def _hints(title: str, hints: Sequence[DraftCheck], result: AnalysisResult) -> None:
    st.markdown(f"#### {title}")
    if not hints:
        st.caption("Nichts, was geprüft werden müsste.")
    citations = {finding.id: finding.clause.citation for finding in result.findings}
    for hint in hints:
        with st.expander(f"{labels_de.short(hint.severity)}: {plain(hint.title)}", icon=_ICONS[hint.severity]):
            if hint.place:
                st.caption(plain(hint.place))
            st.markdown(plain(hint.message))
            if hint.source:
                st.markdown(f"*Rechtsgrundlage:* {plain(hint.source)}")
            if hint.findings:
                st.caption(plain("Belege: " + "; ".join(dict.fromkeys(citations.get(one, one) for one in hint.findings))))


def _connexity(check: KommunalCheck) -> None:
    if not check.connexity:
        return
    with st.expander("Konnexität: wen ein Verband fragen muss"):
        rows = [(one.land, one.norm, one.core, one.confidence) for one in check.connexity]
        st.dataframe(pd.DataFrame(rows, columns=["Land", "Norm", "Inhalt", "Stand der Angabe"]), hide_index=True, width="stretch")


def _downloads(check: KommunalCheck) -> None:
    name = (check.draft.abbreviation or "entwurf").replace("/", "-")
    one, two, _ = st.columns([1, 1, 2])
    one.download_button(
        "Kommunal-Check (HTML)", render_check(check), f"{name}-kommunal-check.html", "text/html", icon=":material/description:"
    )
    try:
        document = check_as_docx(check)
    except KommunalfreundError:
        return
    two.download_button("Kommunal-Check (DOCX)", document, f"{name}-kommunal-check.docx", icon=":material/article:")
