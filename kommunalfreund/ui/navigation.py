"""The pages of the app and their addresses, for the menu and for links between them."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage


def draft() -> StreamlitPage:
    """Upload and examples; the start page."""
    from kommunalfreund.ui import draft_page

    return st.Page(draft_page.show, title="Entwurf", url_path="entwurf", icon=":material/upload_file:", default=True)


def reading() -> StreamlitPage:
    """The annotated text."""
    from kommunalfreund.ui import reading_page

    return st.Page(reading_page.show, title="Lesen", url_path="lesen", icon=":material/menu_book:")


def findings() -> StreamlitPage:
    """The table."""
    from kommunalfreund.ui import findings_page

    return st.Page(findings_page.show, title="Funde", url_path="funde", icon=":material/table_view:")


def synopsis() -> StreamlitPage:
    """Old and new text of the amended laws."""
    from kommunalfreund.ui import synopsis_page

    return st.Page(synopsis_page.show, title="Synopse", url_path="synopse", icon=":material/compare:")


def kommunal_check() -> StreamlitPage:
    """One page on the draft."""
    from kommunalfreund.ui import kommunal_check_page

    return st.Page(kommunal_check_page.show, title="Kommunal-Check", url_path="kommunal-check", icon=":material/assignment:")


def cost() -> StreamlitPage:
    """Compliance cost."""
    from kommunalfreund.ui import cost_page

    return st.Page(cost_page.show, title="Kosten", url_path="kosten", icon=":material/calculate:")


def method() -> StreamlitPage:
    """Method, limits, rules."""
    from kommunalfreund.ui import method_page

    return st.Page(method_page.show, title="Methode und Grenzen", url_path="methode", icon=":material/info:")
