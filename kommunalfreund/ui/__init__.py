"""Streamlit pages; ``app.py`` only declares the navigation."""
