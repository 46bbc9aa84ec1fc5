"""The Kommunal-Check as one HTML file that needs nothing from elsewhere and prints on one page (the table by Land on a second)."""

from __future__ import annotations

from kommunalfreund.export.html import page_environment, page_frame
from kommunalfreund.export.kommunal_check.content import KommunalCheck, hidden_hints, novelty_words, subtitle
from kommunalfreund.finding import Severity


def render_check(check: KommunalCheck, *, created: str = "") -> str:
    """The complete page.

    Args:
        check: from :func:`~kommunalfreund.export.kommunal_check.content.build_check`.
        created: date of the page, ISO 8601; left out if empty.
    """
    template = page_environment().get_template("kommunal_check.html.j2")
    hints = (("Rechtliche Hinweise", check.legal_hints), ("Vorblatt und Begründung", check.cover_hints))
    return template.render(
        **page_frame(),
        check=check,
        created=created,
        subtitle=subtitle(check.draft),
        novelty=novelty_words(check),
        hint_groups=tuple(
            (title, tuple(hint for hint in group if hint.severity is not Severity.HINWEIS), hidden_hints(group)) for title, group in hints
        ),
    )
