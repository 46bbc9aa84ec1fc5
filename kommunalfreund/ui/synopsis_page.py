"""Page "Synopse": old and new text of the amended laws side by side, with the findings beside them."""

from __future__ import annotations

import importlib.util

import streamlit as st

from kommunalfreund.export.pages import stylesheet
from kommunalfreund.export.synopsis import render_docx, render_synopses, table_html, title_of
from kommunalfreund.ui import session
from kommunalfreund.ui.detail import plain


def show() -> None:
    """Show the page."""
    result = session.require_result()
    st.subheader(plain(result.draft.title))
    if not result.synopses:
        st.info(
            "Zu diesem Entwurf gibt es keine Synopse: Er ändert kein Gesetz, oder das geltende Gesetz liegt nicht vor. "
            "Auf der Seite „Entwurf“ lassen sich geltende Gesetze mit hochladen."
        )
        return
    names = [title_of(synopsis) for synopsis in result.synopses]
    index = names.index(st.selectbox("Gesetz", names)) if len(names) > 1 else 0
    st.html(f"<style>{stylesheet('synopsis')}</style>{table_html(result.synopses[index])}")
    name = (result.draft.abbreviation or "synopse").replace("/", "-")
    title = result.draft.short_title or result.draft.title
    one, two, _ = st.columns([1, 1, 2])
    one.download_button(
        "Synopse (HTML)",
        render_synopses(title, result.synopses),
        f"{name}.html",
        "text/html",
        icon=":material/description:",
        width="stretch",
    )
    if importlib.util.find_spec("docx") is not None:
        two.download_button(
            "Synopse (Word)",
            lambda: render_docx(title, result.synopses),
            f"{name}.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            icon=":material/article:",
            width="stretch",
        )
