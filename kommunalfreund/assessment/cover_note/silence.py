"""What the besondere Teil of the Begründung says, or does not say, on the norms with flagged clauses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kommunalfreund.assessment.cover_note.sections import Remark
from kommunalfreund.assessment.cover_note.statements import denies_duties
from kommunalfreund.assessment.cover_note.texts import remark
from kommunalfreund.draft import ProvisionKind
from kommunalfreund.finding import DraftCheck, Effect, Finding

_NUMBERS = re.compile(r"(§§?|Artikeln?|Art\.) ?((?:\d+[a-z]?)(?:(?:,| bis| und) \d+[a-z]?)*)")
_ITEM = re.compile(r"Zu (?:den )?Nummern? (\d+[a-z]?)(?:(?: bis | und |, )(\d+[a-z]?))?")
_PLACE = "Begründung, Besonderer Teil"
_SHOWN = 8


def check_besonderer_teil(remarks: Sequence[Remark], flagged: Sequence[Finding]) -> Iterator[DraftCheck]:
    """Silence on flagged clauses, and denials of what they order.

    Args:
        remarks: of the besondere Teil.
        flagged: findings of the regulation, in document order.
    """
    by_norm: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in flagged:
        if (norm := _norm(finding)) is not None:
            by_norm[norm].append(finding)
    silent = {norm: found for norm, found in by_norm.items() if not any(norm in _norms(one.heading) for one in remarks)}
    items = {norm: _silent_items(remarks, norm, found) for norm, found in by_norm.items() if norm not in silent}
    missing = [*(finding for found in silent.values() for finding in found), *(finding for found in items.values() for finding in found)]
    if missing:
        ids = {finding.id for finding in missing}
        places = [f"{sign} {number}" for sign, number in silent]
        places += list(dict.fromkeys(f"Artikel {norm[1]} Nummer {_item(finding)}" for norm, found in items.items() for finding in found))
        rest = len(places) - _SHOWN
        norms = ", ".join(places[:_SHOWN]) + (f" und {rest} weiteren" if rest > 0 else "")
        yield remark("begruendung-schweigt", _PLACE, [finding for finding in flagged if finding.id in ids], norms=norms)
    for one in remarks:
        denial = denies_duties(one.text)
        found = [finding for norm, findings in by_norm.items() if norm in _norms(one.heading) for finding in findings]
        found = [finding for finding in found if Effect.PFLICHT in finding.effects]
        if denial and found:
            yield remark("begruendung-verneint", one.place, found, quote=denial)


def _norm(finding: Finding) -> tuple[str, str] | None:
    """The outermost Artikel of an amending bill, else the §."""
    path = finding.clause.path
    for sign, kind in (("Artikel", ProvisionKind.ARTIKEL), ("§", ProvisionKind.PARAGRAF)):
        step = next((step for step in path if step.kind is kind), None)
        if step is not None:
            return sign, step.number
    return None


def _norms(heading: str) -> frozenset[tuple[str, str]]:
    """Norms a heading speaks of.

    >>> sorted(_norms("Zu den §§ 4 bis 6"))
    [('§', '4'), ('§', '5'), ('§', '6')]
    """
    found: set[tuple[str, str]] = set()
    for sign, numbers in _NUMBERS.findall(heading.split("(")[0]):
        name = "§" if sign.startswith("§") else "Artikel"
        for first, _, last in (re.fullmatch(r"(\S+?)(?: (bis) (\S+))?", part).groups() for part in re.split(r", | und ", numbers)):  # type: ignore[union-attr]
            if last and first.isdigit() and last.isdigit():
                found |= {(name, str(number)) for number in range(int(first), int(last) + 1)}
            else:
                found |= {(name, number) for number in (first, last) if number}
    return frozenset(found)


def _item(finding: Finding) -> str:
    """Number of the outermost Nummer inside the Artikel of an amending bill, empty if there is none."""
    path = finding.clause.path
    if not path or path[0].kind is not ProvisionKind.ARTIKEL:
        return ""
    return next((step.number for step in path if step.kind is ProvisionKind.NUMMER), "")


def _silent_items(remarks: Sequence[Remark], norm: tuple[str, str], findings: Sequence[Finding]) -> list[Finding]:
    """Flagged clauses of an Artikel in items the remark leaves out, where it goes through its items one by one."""
    if norm[0] != "Artikel":
        return []
    text = " ".join(f"{one.heading} {one.text}" for one in remarks if norm in _norms(one.heading))
    named: set[str] = set()
    for first, last in _ITEM.findall(text):
        named |= {first, last} - {""}
        if last and first.isdigit() and last.isdigit():
            named |= set(map(str, range(int(first), int(last) + 1)))
    return [finding for finding in findings if named and _item(finding) and _item(finding) not in named]
