"""Vorblatt and Begründung against the text of the draft: missing sections, hidden municipal shares, denials, figures that do not fit."""

from kommunalfreund.assessment.cover_note.checks import check_cover_note

__all__ = ["check_cover_note"]
