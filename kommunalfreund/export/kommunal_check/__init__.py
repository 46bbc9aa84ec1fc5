"""The Kommunal-Check: one page per draft that says what is new for municipalities and what is open, with reasons and without a score."""

from kommunalfreund.export.kommunal_check.content import KommunalCheck, build_check
from kommunalfreund.export.kommunal_check.html import render_check

__all__ = ["KommunalCheck", "build_check", "render_check"]
