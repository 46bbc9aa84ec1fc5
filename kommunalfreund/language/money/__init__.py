"""Money and relief in a sentence: which kind, who pays whom, and what comes out for the municipal side.

The words are data in ``rules/geld.yaml``, the kinds follow from which words stand together (``formulas``), payer, payee and direction
from the roles of the named bodies and from who executes the law (``balance``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, reduce
from itertools import compress
from operator import or_

from kommunalfreund.draft import Span
from kommunalfreund.language.interpretation import Mention, Money, MoneyKind, SentenceKind, Token
from kommunalfreund.language.money.balance import Parties, Situation, delivers, direction_of, parties_of
from kommunalfreund.language.money.formulas import COMBINED, Flow, Formula, formulas_for
from kommunalfreund.language.money.words import BIT, classes_of
from kommunalfreund.rulebook.term import Category

__all__ = ["Situation", "find_money"]

_SILENT = frozenset({SentenceKind.ERMAECHTIGUNG, SentenceKind.BUSSGELD, SentenceKind.INKRAFTTRETEN, SentenceKind.AENDERUNGSBEFEHL})
"""Kinds of sentences that only speak about law."""
_ONLY_RELIEF = frozenset({SentenceKind.GELTUNGSBEREICH, SentenceKind.VERWEISUNG, SentenceKind.DEFINITION})
"""Kinds of sentences that can take a duty away but name no payment."""
_LOCAL = frozenset({Category.KOMMUNE, Category.KOMMUNALE_STELLE})
_KOMMUNE, _TAX_LAW = COMBINED["kommune"], COMBINED["steuergesetz"]
_LOCAL_TAXES = ("gewerbesteuer", "grundsteuer", "gewstg", "grstg", "hundesteuer", "vergnügungsteuer", "zweitwohnungsteuer")


def find_money(situation: Situation, mentions: Sequence[Mention], kind: SentenceKind) -> tuple[Money, ...]:
    """Find what a clause says about money or relief: at most one rule for each half of its main clause.

    Args:
        situation: the clause with what is known about who acts and who executes the law.
        mentions: bodies named in it, with their roles.
        kind: what the sentence does.

    Returns:
        The rules in the order of the text, empty if there is none.
    """
    if kind in _SILENT:
        return ()
    tokens, frame = situation.tokens, situation.frame
    classes = _classes(tokens, frame.main) | classes_of("=" + situation.predicate)
    if not classes & ~BIT["grenze"]:
        return ()
    if not classes & BIT["grenze"]:
        money = _read_half(situation, mentions, kind, (0, len(tokens)), classes)
        return (money,) if money is not None else ()
    found: list[Money] = []
    for start, end in _halves(situation):
        money = _read_half(situation, mentions, kind, (start, end), _classes(tokens[start:end], frame.main[start:end]))
        if money is not None:
            found.append(money)
    return tuple(found)


def _classes(tokens: Sequence[Token], main: Sequence[bool]) -> int:
    return reduce(or_, [classes_of(token.text) for token in compress(tokens, main)], 0)


def _halves(situation: Situation) -> Iterator[tuple[int, int]]:
    """Token ranges between semicolons; what stands behind "auch wenn" belongs to none."""
    start, open_ = 0, True
    for i, token in enumerate(situation.tokens):
        if token.text == ";":
            if open_ and start < i:
                yield start, i
            start, open_ = i + 1, True
        elif token.text == "wenn" and situation.frame.main[i] and open_:
            if start < i:
                yield start, i
            open_ = False
    if open_ and start < len(situation.tokens):
        yield start, len(situation.tokens)


def _read_half(situation: Situation, mentions: Sequence[Mention], kind: SentenceKind, half: tuple[int, int], classes: int) -> Money | None:
    if half[0] <= situation.frame.finite < half[1]:
        classes |= classes_of("=" + situation.predicate)
    if _is_local_tax(situation.law):
        classes |= _TAX_LAW
    if not formulas_for(classes | _KOMMUNE):
        return None
    begin, end = situation.tokens[half[0]].start, situation.tokens[half[1] - 1].end
    here = [mention for mention in mentions if begin <= mention.span.start < end]
    if any(mention.category in _LOCAL for mention in here):
        classes |= _KOMMUNE
    for formula in formulas_for(classes):
        if kind in _ONLY_RELIEF and formula.kind is not MoneyKind.ENTFALL:
            continue
        if formula.pattern is not None and not formula.pattern.search(_line(situation, half)):
            continue
        parties: Parties | None
        if formula.flow is Flow.LIEFERT:
            if not half[0] <= situation.frame.finite < half[1]:
                continue
            parties = delivers(situation, here)
            if parties is None:
                continue
        else:
            parties = parties_of(formula, situation, here, classes)
        direction = direction_of(formula, situation, parties, here, classes)
        return Money(kind=formula.kind, payer=parties.payer, payee=parties.payee, direction=direction, span=_span(situation, half, formula))
    return None


@lru_cache(maxsize=10_000)
def _is_local_tax(law: str) -> bool:
    lower = law.lower()
    return any(name in lower for name in _LOCAL_TAXES)


def _line(situation: Situation, half: tuple[int, int]) -> str:
    return " ".join(situation.tokens[i].text.lower() for i in range(*half) if situation.frame.main[i])


def _span(situation: Situation, half: tuple[int, int], formula: Formula) -> Span:
    """From the first to the last word that the formula needs."""
    tokens, frame = situation.tokens, situation.frame
    wanted = 0
    for need in formula.needs:
        wanted |= need
    hits = [i for i in range(*half) if frame.main[i] and classes_of(tokens[i].text) & wanted]
    if half[0] <= frame.finite < half[1] and classes_of("=" + situation.predicate) & wanted:
        hits.append(frame.finite)
    first, last = (min(hits), max(hits)) if hits else (half[0], half[1] - 1)
    return Span(tokens[first].start, tokens[last].end)
