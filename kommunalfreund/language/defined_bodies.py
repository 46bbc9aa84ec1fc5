"""Bodies that a document defines for itself: "planende Stelle ist die nach Landesrecht zuständige Stelle", "… (Vollzugsbehörde)".

New laws invent names for whoever is to act. The name takes the class of the body that the definition names; without this, the duties
of a "planende Stelle" would be nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kommunalfreund.clause import Clause
from kommunalfreund.draft import Span
from kommunalfreund.rulebook.term import Category, Level, Term
from kommunalfreund.rulebook.vocabulary import TermHit, Vocabulary

_ATTRIBUTE = r"(?:[A-ZÄÖÜa-zäöüß][a-zäöüß-]*(?:ende|te|ige|liche|ene|ale)[nrs]? )?"
_BODY = rf"{_ATTRIBUTE}(?:[A-ZÄÖÜ][\wäöüß-]*?)?(?:[Ss]telle|[Bb]ehörde|[Tt]räger|amt)n?"
_IN_BRACKETS = re.compile(rf"\((?:die |der |das )?(?P<name>{_BODY})\)")
_DEFINED = re.compile(
    r"(?:^|\d+[a-z]?\. |[,;] |„|(?:sind|ist|bezeichnet|Buches|Gesetzes|Verordnung):? )(?:[Dd]ie |[Dd]er |[Dd]as )?"
    rf"(?P<name>{_BODY})“?,?(?: im Sinne (?:dieses|dieser|des|der) [^,;:]{{2,60}}?| nach (?:diesem|dieser) \w+)?(?: ist| sind|:)? "
    r"(?=(?:die|der|das|jede[rs]?|eine?)\b)"
)
_DISTANCE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedBody:
    """A name that the document gives to a body: how it is found, and the term it stands for."""

    term: Term
    pattern: re.Pattern[str]


def find_defined_bodies(clauses: Iterable[Clause], vocabulary: Vocabulary, law: str) -> tuple[DefinedBody, ...]:
    """Collect the bodies a document defines.

    Args:
        clauses: all clauses of the document.
        vocabulary: the bodies that need no definition.
        law: abbreviation and title, for terms that hold in certain laws only.
    """
    found: dict[str, DefinedBody] = {}
    for clause in clauses:
        text = clause.text
        if not any(word in text for word in ("telle", "ehörde", "räger", "amt")):
            continue
        definition = "begriff" in clause.heading.lower() or "zuständig" in clause.heading.lower() or "im Sinne" in text
        candidates = [(match, True) for match in _IN_BRACKETS.finditer(text)]
        if definition:
            candidates += [(match, False) for match in _DEFINED.finditer(text)]
        if not candidates:
            continue
        hits = vocabulary.find(text, law)
        for match, before in candidates:
            name = match["name"]
            if vocabulary.find(name, law) or len(name) < 8:
                continue
            meant = _nearest(hits, match.start() if before else match.end(), before)
            if meant is not None:
                found.setdefault(_stem(name), _define(name, meant.term, clause))
    return tuple(found.values())


def _nearest(hits: Sequence[TermHit], position: int, before: bool) -> TermHit | None:
    if before:
        candidates = [hit for hit in hits if 0 <= position - hit.span.end <= _DISTANCE]
        return candidates[-1] if candidates else None
    return next((hit for hit in hits if 0 <= hit.span.start - position <= _DISTANCE), None)


def _stem(name: str) -> str:
    return re.sub(r"(?<=[a-zäöüß])(?:e[nrs]?|n)(?= |$)", "", name.lower())


def _define(name: str, meant: Term, clause: Clause) -> DefinedBody:
    words = [re.escape(re.sub(r"(?:e[nrsm]?|n)$", "", word)) + r"(?:e[nrsm]?|n|s)?" for word in name.split()]
    first = words[0]
    words[0] = f"[{first[0].upper()}{first[0].lower()}]{first[1:]}" if first[0].isalpha() else first
    term = Term(
        id=f"definiert:{_stem(name).replace(' ', '_')}",
        name=f"{name} ({meant.name}, {clause.citation})",
        addressee=meant.addressee,
        category=meant.category if meant.category is not Category.KOMMUNE else Category.KOMMUNALE_STELLE,
        level=meant.level or Level.KEINE,
        law_decides=False,
        note=f"bestimmt in {clause.citation}: {meant.name}",
        examples=(),
        path=clause.document,
        line=clause.anchor.line,
    )
    return DefinedBody(term=term, pattern=re.compile(rf"\b{' '.join(words)}\b"))


def find_hits(text: str, bodies: Sequence[DefinedBody], known: Sequence[TermHit]) -> tuple[TermHit, ...]:
    """Vocabulary hits together with the places that name a defined body; a defined body wins where they overlap."""
    defined = [TermHit(body.term, Span(*match.span())) for body in bodies for match in body.pattern.finditer(text)]
    if not defined:
        return tuple(known)
    kept = [hit for hit in known if all(hit.span.end <= other.span.start or other.span.end <= hit.span.start for other in defined)]
    return tuple(sorted([*kept, *defined], key=lambda hit: hit.span))
