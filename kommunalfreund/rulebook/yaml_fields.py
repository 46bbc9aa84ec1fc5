"""What several YAML files have in common: strict mappings, texts, patterns."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


class StrictModel(BaseModel):
    """A mapping with known keys only; a misspelt key is an error and not silently ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"„{pattern}“ ist kein gültiger regulärer Ausdruck ({error}).") from error
    return pattern


Text = Annotated[str, Field(min_length=1)]
"""Not empty."""
Pattern = Annotated[str, Field(min_length=1), AfterValidator(_compiles)]
"""A regular expression."""
