"""Where the command line looks for laws in force."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kommunalfreund.amendment.consolidation import LawSource
from kommunalfreund.errors import KommunalfreundError

LAWS_VARIABLE = "KOMMUNALFREUND_LAWS"
"""Environment variable with folders of laws, so that ``--laws`` need not be repeated."""


def law_source(base: Sequence[Path] | None, laws: Sequence[Path] | None) -> LawSource:
    """The source of laws in force.

    Args:
        base: values of ``--base``.
        laws: values of ``--laws``.

    Raises:
        KommunalfreundError: if one of them does not exist.
    """
    for option, paths in (("--base", base), ("--laws", laws)):
        for path in paths or ():
            if not path.exists():
                raise KommunalfreundError(
                    "Diese Datei oder diesen Ordner gibt es nicht.", path=str(path), hint=f"Pfad hinter {option} prüfen."
                )
    return LawSource(base=tuple(base or ()), laws=tuple(laws or ()))
