"""Where rules, model and example drafts live: in the wheel under ``kommunalfreund/data``, in a checkout at the top level."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def _data(name: str, checkout: Path) -> Path:
    packaged = _PACKAGE / "data" / name
    return packaged if packaged.exists() else checkout


RULES = _data("rules", _CHECKOUT / "rules")
"""Rule files, vocabulary, execution table."""

DRAFTS = _data("drafts", _CHECKOUT / "corpora" / "drafts")
"""Own fictional example drafts."""

MODEL = _PACKAGE / "classification" / "model"
"""Folder with the shipped classifier and its card."""

CORPORA = _CHECKOUT / "corpora"
"""Own labelled sentences; only in a checkout."""

SHARED = _CHECKOUT.parent / "shared"
"""Labelled real sentences, schemas and laws that are not part of the project; only where they have been provided."""
