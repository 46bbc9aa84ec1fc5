"""Short names for bodies introduced before in the norm: "die Behörde", "diese Stelle", "das Amt", "das Unternehmen"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kommunalfreund.language.coreference import Antecedent, Entry, Introduced
from kommunalfreund.language.interpretation import Role, Token
from kommunalfreund.language.syntax import Frame

_NORM_BACK = 8
_DEFINITE = frozenset({"die", "der", "das", "diese", "dieser", "dieses"})
_SHORT_NAMES = frozenset({"behörde", "stelle", "amt", "träger", "unternehmen"})
_NO_AUTHORITIES = frozenset({"privat", "gericht", "europa", "land"})


def short_name(tokens: Sequence[Token], frame: Frame) -> str:
    """Lemma of the subject if it takes up a body named before: "die Behörde", "diese Stelle", "das Amt", "der Träger"; else empty."""
    subject = frame.subject
    if subject is None or subject.preposition or subject.determiner not in _DEFINITE or subject.end - subject.start != 2:
        return ""
    noun = tokens[subject.head].lemma
    if noun not in _SHORT_NAMES:
        return ""
    following = tokens[subject.end].text if subject.end < len(tokens) else ""
    qualified = following in {"der", "des", "eines", "einer", "für", ","} and subject.end != frame.finite
    return "" if qualified else noun


def find_named_before(noun: str, entries: Sequence[Entry]) -> Antecedent | None:
    """Find the body that "die Behörde" or "das Amt" takes up.

    Args:
        noun: lemma of the short name.
        entries: sentences before it in the norm, in order.
    """
    back = list(_authorities(reversed(entries[-_NORM_BACK:])))
    for entry, item in back:
        if item.noun.endswith(noun) or (noun == "behörde" and item.noun.endswith("amt")):
            return Antecedent(mention=item.mention, entry=entry)
    if noun == "unternehmen":  # no other body is called so
        return None
    for entry, item in back:
        assert item.mention is not None
        if item.mention.role is Role.ZUSTAENDIG or (noun in {"stelle", "behörde"} and item.acts):
            return Antecedent(mention=item.mention, entry=entry)
    return None


def _authorities(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Introduced]]:
    for entry in entries:
        for item in sorted(entry.introduced, key=lambda item: not item.acts):
            if item.mention is not None and item.mention.category not in _NO_AUTHORITIES and item.noun not in _SHORT_NAMES:
                yield entry, item
