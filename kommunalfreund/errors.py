"""Every error that kommunalfreund raises on purpose.

An error says what is wrong, where (file, line, eId) and what to do about it. The user interface builds its text from the
fields, never by parsing the message.
"""

from __future__ import annotations


class KommunalfreundError(Exception):
    """Base of all errors meant for the user.

    Args:
        message: what is wrong, one German sentence without the place.
        path: file in which it was found, or the path inside a ZIP ("entwurf.zip!/regelungstext-1.xml").
        line: source line in that file, counted from 1.
        eid: eId of the element concerned, if it has one.
        hint: what the user can do about it, one German sentence.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        eid: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.eid = eid
        self.hint = hint

    @property
    def place(self) -> str:
        """Where it happened: "datei.xml:12 (eId art-z1)", empty if unknown."""
        where = self.path or ""
        if self.line is not None:
            where += f":{self.line}" if where else f"Zeile {self.line}"
        if self.eid:
            where = f"{where} (eId {self.eid})" if where else f"eId {self.eid}"
        return where

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text} {self.hint}" if self.hint else text


class UnsafeInputError(KommunalfreundError):
    """Input that is refused for safety: DOCTYPE, entities, too large, too deep, suspicious ZIP."""


class MalformedInputError(KommunalfreundError):
    """Input that is not well-formed XML, not a readable ZIP, or has no text to read."""


class UnknownFormatError(KommunalfreundError):
    """A well-formed document that is none of the formats kommunalfreund reads."""


class AnchorError(KommunalfreundError):
    """A span of text that cannot be mapped back to the XML."""


class RulebookError(KommunalfreundError):
    """A rule, vocabulary, execution or coverage file that is malformed or whose examples fail."""


class ModelFileError(KommunalfreundError):
    """A classifier file that is missing, damaged, or made for another version."""


class CorpusError(KommunalfreundError):
    """A labelled sentence, reference or metrics file that is malformed or does not fit."""
