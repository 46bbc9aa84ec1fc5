"""Page "Lesen": outline by Artikel and §, annotated text of one section, panel with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import streamlit as st

from kommunalfreund import labels_de
from kommunalfreund.analysis import AnalysisResult
from kommunalfreund.draft import GROUPING_KINDS, DocumentPart, ProvisionKind
from kommunalfreund.export.layout import Paragraph, PlacedFinding, Section, number_findings, place_findings
from kommunalfreund.finding import Finding
from kommunalfreund.ui import session
from kommunalfreund.ui.detail import plain, show_detail
from kommunalfreund.ui.reader import show_section

_SKIPPED = frozenset({ProvisionKind.INHALTSUEBERSICHT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the outline."""

    part: DocumentPart
    title: str
    group: str
    section: Section
    clause_ids: frozenset[str]


def show() -> None:
    """Show the page."""
    result = session.require_result()
    entries = _entries(result)
    if not entries:
        st.info("Der Entwurf enthält keinen lesbaren Text.")
        st.stop()
    st.subheader(plain(result.draft.title))
    parts = list(dict.fromkeys(entry.part for entry in entries))
    finding = session.selected(result.findings)
    opened = next((entry for entry in entries if finding is not None and finding.id in entry.clause_ids), None)
    outline, text, panel = st.columns([1.15, 2.3, 1.55], gap="medium")
    with outline:
        entry = _outline(entries, parts, opened)
        _steps(result.flagged, finding)
    with text:
        st.markdown(f"#### {plain(entry.title)}")
        if entry.group:
            st.caption(plain(entry.group))
        chosen = show_section(entry.section, finding.id if finding is not None and finding.id in entry.clause_ids else "")
        if chosen:
            session.select(chosen)
            st.rerun()
        st.caption("● direkt genannt · ◐ meist kommunale Stelle · ○ nach Landesrecht · ! Pflicht · € Kosten · ✓ Entlastung")
    with panel:
        if finding is not None and finding.id in entry.clause_ids:
            show_detail(finding)
        else:
            st.info("Einen Satz anklicken, um zu sehen, warum er gemeldet wurde oder nicht.", icon=":material/touch_app:")


def _outline(entries: Sequence[Entry], parts: Sequence[DocumentPart], opened: Entry | None) -> Entry:
    """Choose part and section; what is selected elsewhere opens its section."""
    if opened is not None and st.session_state.get("gezeigt") != opened.section.html_id:
        st.session_state["teil"] = opened.part
        st.session_state[f"abschnitt-{opened.part}"] = entries.index(opened)
        st.session_state["gezeigt"] = opened.section.html_id
    if st.session_state.get("teil") not in parts:
        st.session_state["teil"] = parts[0]
    if len(parts) > 1:
        st.segmented_control("Teil", parts, format_func=labels_de.short, key="teil", required=True)
    part = st.session_state["teil"]
    indices = [index for index, entry in enumerate(entries) if entry.part is part]
    key = f"abschnitt-{part}"
    if st.session_state.get(key) not in indices:
        flagged = [index for index in indices if entries[index].section.flagged]
        st.session_state[key] = (flagged or indices)[0]

    def name(index: int) -> str:
        entry = entries[index]
        return f"{entry.title}  ({entry.section.flagged})" if entry.section.flagged else entry.title

    with st.container(height=400, border=False):
        st.radio(
            "Gliederung (Zahl der gemeldeten Sätze)", indices, format_func=lambda index: plain(name(index)), key=key, on_change=_forget
        )
    return entries[int(st.session_state[key])]


def _forget() -> None:
    """A section chosen by hand is not overruled by an older selection."""
    st.session_state.pop("c", None)
    st.query_params.pop("c", None)
    st.session_state.pop("gezeigt", None)


def _steps(flagged: Sequence[Finding], current: Finding | None) -> None:
    """Go to the finding before or behind."""
    if not flagged:
        st.caption("Kein Satz ist gemeldet.")
        return
    ids = [finding.id for finding in flagged]
    position = ids.index(current.id) if current is not None and current.id in ids else None
    if st.button("Vorheriger Fund", icon=":material/arrow_upward:", shortcut="Alt+Up", disabled=position in (None, 0), width="stretch"):
        session.select(ids[(position or 0) - 1])
        st.rerun()
    following = 0 if position is None else position + 1
    if st.button("Nächster Fund", icon=":material/arrow_downward:", shortcut="Alt+Down", disabled=following >= len(ids), width="stretch"):
        session.select(ids[following])
        st.rerun()
    st.caption(f"Fund {position + 1} von {len(ids)}" if position is not None else f"{len(ids)} gemeldete Sätze")


def _entries(result: AnalysisResult) -> list[Entry]:
    entries: list[Entry] = []
    for placed in place_findings(result.draft, number_findings(result.findings)):
        for section, group in _readable(placed.sections, ""):
            provision = section.provision
            title = " ".join(part for part in (provision.label, provision.heading) if part) or "Text"
            ids = frozenset(one.finding.id for one in _findings(section))
            entries.append(Entry(part=placed.document.part, title=title, group=group, section=section, clause_ids=ids))
    return entries


def _readable(sections: Sequence[Section], group: str) -> Iterator[tuple[Section, str]]:
    """Norms and sections that hold text, with the titles of the chapters around them."""
    for section in sections:
        provision = section.provision
        if provision.kind in _SKIPPED:
            continue
        inner = tuple(part for part in section.content if isinstance(part, Section))
        if provision.kind in GROUPING_KINDS and inner:
            title = " ".join(part for part in (provision.label, provision.heading) if part)
            yield from _readable(inner, f"{group} › {title}" if group else title)
        elif section.content:
            yield section, group


def _findings(section: Section) -> Iterator[PlacedFinding]:
    for part in section.content:
        if isinstance(part, Paragraph):
            yield from (one for one in part.parts if isinstance(one, PlacedFinding))
        else:
            yield from _findings(part)
