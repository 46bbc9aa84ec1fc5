"""The app: declares the navigation, nothing else. Start with ``make app``."""

import streamlit as st

from kommunalfreund.ui import navigation

st.set_page_config(page_title="kommunalfreund", page_icon=":material/account_balance:", layout="wide")
st.navigation(
    [
        navigation.draft(),
        navigation.reading(),
        navigation.findings(),
        navigation.synopsis(),
        navigation.kommunal_check(),
        navigation.cost(),
        navigation.method(),
    ],
    position="top",
).run()
