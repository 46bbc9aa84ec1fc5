"""Frame of small HTML pages: nothing is loaded, nothing is run."""

from __future__ import annotations

from html import escape
from importlib import resources


def stylesheet(name: str) -> str:
    """A style sheet of the templates, for light and dark ground and for print."""
    return resources.files("kommunalfreund.export").joinpath("templates", f"{name}.css").read_text(encoding="utf-8")


def page(title: str, body: str) -> str:
    """A complete page.

    Args:
        title: plain text.
        body: HTML.
    """
    style = stylesheet("page") + stylesheet("synopsis")
    return (
        '<!DOCTYPE html>\n<html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(title)}</title><style>{style}</style></head><body><main>\n{body}\n</main></body></html>\n"
    )
