"""Short German texts about findings that report and terminal share."""

from __future__ import annotations

from kommunalfreund import labels_de
from kommunalfreund.draft import Draft
from kommunalfreund.export.summary import Summary
from kommunalfreund.finding import Finding

_TITLES_SHOWN = 3


def headline(summary: Summary) -> str:
    """The key figures in one sentence.

    >>> from kommunalfreund.export.summary import summarise
    >>> headline(summarise([]))
    'Von 0 Sätzen wurde keiner gemeldet.'
    """
    clauses = labels_de.counted(summary.clauses, "Satz", "Sätzen")
    flagged = f"{'wurde' if summary.flagged == 1 else 'wurden'} {summary.flagged}" if summary.flagged else "wurde keiner"
    relief = labels_de.counted(summary.relief, "weiterer Satz entlastet", "weitere Sätze entlasten")
    return f"Von {clauses} {flagged} gemeldet; {relief} nur." if summary.relief else f"Von {clauses} {flagged} gemeldet."


def warnings_of(draft: Draft) -> tuple[str, ...]:
    """What a user should know about the reading of a draft and its documents, each sentence once."""
    return tuple(dict.fromkeys((*draft.warnings, *(warning for document in draft.documents for warning in document.warnings))))


def brief_reason(finding: Finding, length: int = 180) -> str:
    """Why the clause was flagged, for a table: the acting body and the titles of the rules, otherwise the first reasons.

    Args:
        finding: flagged or not.
        length: number of characters at most.
    """
    titles = list(dict.fromkeys(rule.title for rule in finding.rules if rule.effects))[:_TITLES_SHOWN]
    if titles:
        body = [finding.actor.name] if finding.actor else []
        return excerpt(": ".join([*body, "; ".join(titles)]), length)
    return excerpt(" ".join(finding.reasons[:2]), length) or "–"


def excerpt(text: str, length: int = 180) -> str:
    """The beginning of a text, cut between words.

    Args:
        text: of any length.
        length: number of characters at most.

    >>> excerpt("Die Gemeinde führt ein Verzeichnis.", 20)
    'Die Gemeinde führt …'
    """
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut} …"
