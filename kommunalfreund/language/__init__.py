"""German legal language: sentence borders, sentence kinds, actors and their roles."""

from kommunalfreund.language.discourse import interpret

__all__ = ["interpret"]
