"""Page "Entwurf": upload a draft or open an example, and see at a glance what it holds."""

from __future__ import annotations

import streamlit as st

from kommunalfreund import labels_de
from kommunalfreund.amendment.bill import is_amendment_remark
from kommunalfreund.analysis import AnalysisResult
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.export.summary import summarise
from kommunalfreund.export.wording import headline
from kommunalfreund.reading import discover_upload
from kommunalfreund.reading.law_folder import uploaded_laws
from kommunalfreund.ui import navigation, session
from kommunalfreund.ui.detail import plain

_EXAMPLES = {
    "hitzeschutz": "Hitzevorsorgegesetz (neues Gesetz)",
    "familienleistung": "Familienausstattungsgesetz (Leistungsgesetz, Vorblatt widerspricht dem Text)",
    "buergerservice": "Bürgerservicestärkungsgesetz (Änderungsgesetz)",
    "statistik": "Forschungsschifffahrtsstatistikgesetz (fast ohne kommunalen Bezug)",
}


def show() -> None:
    """Show the page."""
    st.title("Was bewirkt der Entwurf bei den Kommunen?")
    st.markdown(
        "kommunalfreund liest Entwürfe von Bundesgesetzen (LegalDocML.de, Akoma Ntoso, gesetze-im-internet-XML) und zeigt, welche Sätze "
        "Gemeinden, Städte und Kreise verpflichten oder Geld kosten – mit Begründung. Alles bleibt auf diesem Rechner."
    )
    _, notice = session.load_analysis()
    if notice:
        st.warning(notice)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _upload()
    with right:
        _examples()
    result = session.current_result()
    if result is not None:
        st.divider()
        _overview(result)


def _upload() -> None:
    st.subheader("Entwurf hochladen")
    files = st.file_uploader(
        "XML-Datei, mehrere Teile eines Entwurfs oder ZIP",
        type=["xml", "zip"],
        accept_multiple_files=True,
        help="Höchstens 50 MB je Datei.",
    )
    if not files:
        return
    bases = st.file_uploader(
        "Geltende Gesetze, die der Entwurf ändert (nur für Änderungsgesetze)",
        type=["xml", "zip"],
        accept_multiple_files=True,
        help="LegalDocML oder XML von gesetze-im-internet.de. Damit wird der Wortlaut nach der Änderung geprüft.",
        key="stammgesetze",
    )
    uploads = [(file.name, file.getvalue()) for file in files]
    try:
        sources = discover_upload(uploads)
    except KommunalfreundError as error:
        session.show_error(error)
        return
    if not sources:
        st.error("In der Auswahl ist keine XML-Datei.")
        return
    source = sources[0]
    if len(sources) > 1:
        names = [one.name for one in sources]
        source = sources[names.index(st.selectbox("Die Auswahl enthält mehrere Entwürfe", names))]
    if not st.button("Prüfen", type="primary", icon=":material/fact_check:"):
        return
    with st.status(f"„{source.name}“ wird geprüft …", expanded=True) as status:
        st.write("Lesen, in Sätze zerlegen, deuten, Regeln und Modell anwenden")
        try:
            result = session.analyse(source, uploaded_laws([(file.name, file.getvalue()) for file in bases]))
        except KommunalfreundError as error:
            status.update(label="Der Entwurf konnte nicht gelesen werden.", state="error")
            session.show_error(error)
            return
        status.update(label="Fertig.", state="complete", expanded=False)
    session.set_result(result)


def _examples() -> None:
    st.subheader("Beispiel öffnen")
    names = session.example_names()
    if not names:
        st.caption("Die Beispielentwürfe liegen nur in der vollständigen Fassung bei.")
        return
    ordered = sorted(names, key=lambda name: list(_EXAMPLES).index(name) if name in _EXAMPLES else len(_EXAMPLES))
    name = st.selectbox("Erfundene Entwürfe zum Ausprobieren", ordered, format_func=lambda one: _EXAMPLES.get(one, one))
    if st.button("Beispiel prüfen", icon=":material/play_arrow:"):
        try:
            with st.spinner("Das Beispiel wird geprüft …"):
                session.open_example(name)
        except KommunalfreundError as error:
            session.show_error(error)


def _overview(result: AnalysisResult) -> None:
    draft, summary = result.draft, summarise(result.findings)
    st.subheader(draft.title or draft.source)
    facts = [draft.stage, draft.proponent, labels_de.german_date(draft.date) if draft.date else "", draft.abbreviation]
    st.caption(" · ".join(fact for fact in facts if fact))
    st.markdown(f"**{headline(summary)}**")
    for warning in dict.fromkeys((*draft.warnings, *(warning for document in draft.documents for warning in document.warnings))):
        st.warning(warning)
    for check in result.draft_checks:
        if is_amendment_remark(check):
            with st.expander(plain(check.title), icon=":material/report:"):
                st.markdown(plain(check.message))
    one, two, three, four, _ = st.columns([1, 1, 1, 1, 1])
    one.page_link(navigation.reading(), label="Text lesen", icon=":material/menu_book:")
    two.page_link(navigation.findings(), label="Alle Funde", icon=":material/table_view:")
    three.page_link(navigation.kommunal_check(), label="Kommunal-Check", icon=":material/assignment:")
    if result.synopses:
        four.page_link(navigation.synopsis(), label="Synopse", icon=":material/compare:")
