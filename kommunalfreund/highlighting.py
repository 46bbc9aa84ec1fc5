"""Clause text with highlighted spans, as escaped HTML.

Spans may nest and overlap: the text is cut at every border, and each cut carries the classes of all spans over it, so the
result is always well-formed and its text content is the clause text, character by character. Classes differ by underline
style and sign, not by colour alone; the style sheet is ``highlighting.css`` beside this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from importlib import resources
from itertools import pairwise

from kommunalfreund import labels_de
from kommunalfreund.clause import Clause, Item
from kommunalfreund.draft import Span
from kommunalfreund.finding import Actor, Addressee, Effect, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A span of text to be marked.

    Attributes:
        span: characters of the text; empty spans and what lies outside the text are ignored.
        classes: CSS classes ("hl-pflicht").
        title: what the mark means, for tooltip and screen reader.
        sign: small sign set before the mark by the style sheet, no part of the text.
    """

    span: Span
    classes: tuple[str, ...]
    title: str
    sign: str = ""


ADDRESSEE_SIGNS = {Addressee.DIREKT: "●", Addressee.FUNKTIONAL: "◐", Addressee.MITTELBAR: "○", Addressee.KEINE: ""}
"""The fuller the circle, the closer the addressee."""

EFFECT_SIGNS = {Effect.PFLICHT: "!", Effect.KOSTEN: "€", Effect.ENTLASTUNG: "✓"}
"""Sign of each effect."""


@cache
def stylesheet() -> str:
    """CSS of the marks and of enumeration items, for light and dark ground and for print."""
    return resources.files("kommunalfreund").joinpath("highlighting.css").read_text(encoding="utf-8")


def highlights_of(finding: Finding) -> tuple[Highlight, ...]:
    """What is to be marked in a finding's clause: the acting body, the words of each rule that speaks for an effect, and any further span.

    Args:
        finding: flagged or not.
    """
    named = () if finding.actor is None or finding.actor.span is None else (_actor_highlight(finding.actor, finding.actor.span),)
    ruled = tuple(_effect_highlight(rule.effects, span, rule.title) for rule in finding.rules if rule.effects for span in rule.spans)
    known = {highlight.span for highlight in (*named, *ruled)}
    other = tuple(_effect_highlight(finding.effects, span, "") for span in finding.spans if span not in known)
    return (*named, *ruled, *other)


def highlight_text(text: str, highlights: Sequence[Highlight], *, id_prefix: str = "") -> str:
    """Escaped HTML of a text with marks.

    Args:
        text: plain text.
        highlights: may nest and overlap.
        id_prefix: marks get the ids "<prefix>-m1", "<prefix>-m2" …; no ids if empty.
    """
    return _render(text, (), highlights, id_prefix)


def highlight_clause(clause: Clause, highlights: Sequence[Highlight], *, id_prefix: str = "") -> str:
    """Escaped HTML of a clause with marks; each item of its enumeration stands on a line of its own, indented by depth.

    The result is phrasing content (``span`` and ``mark``), so it may stand inside a ``p``.

    Args:
        clause: its items must be in order, nested ones after their parent.
        highlights: may nest, overlap and reach across items.
        id_prefix: as in :func:`highlight_text`.
    """
    return _render(clause.text, clause.items, highlights, id_prefix)


def _actor_highlight(actor: Actor, span: Span) -> Highlight:
    title = f"Handelnde Stelle: {actor.name} ({labels_de.short(actor.addressee)})"
    return Highlight(span=span, classes=("hl-stelle", f"hl-{actor.addressee}"), title=title, sign=ADDRESSEE_SIGNS[actor.addressee])


def _effect_highlight(effects: tuple[Effect, ...], span: Span, reason: str) -> Highlight:
    classes = tuple(f"hl-{effect}" for effect in effects) or ("hl-hinweis",)
    named = ", ".join(labels_de.short(effect) for effect in effects) or "Hinweis"
    sign = "".join(EFFECT_SIGNS[effect] for effect in effects)
    return Highlight(span=span, classes=classes, title=f"{named}: {reason}" if reason else named, sign=sign)


def _render(text: str, items: Sequence[Item], highlights: Sequence[Highlight], id_prefix: str) -> str:
    clipped = tuple(_clip(highlight, len(text)) for highlight in highlights)
    visible = tuple(highlight for highlight in clipped if highlight.span.start < highlight.span.end)
    numbers = iter(range(1, len(text) + 2))
    return "".join(_tokens(text, _nested(items, len(text)), visible, id_prefix, numbers))


def _tokens(text: str, items: Sequence[Item], highlights: Sequence[Highlight], id_prefix: str, numbers: Iterator[int]) -> Iterator[str]:
    """Opening and closing tags of items and the marked pieces between them, in order of the text."""
    spans = [*(item.span for item in items), *(highlight.span for highlight in highlights)]
    labels = [Span(item.span.start, _label_end(text, item)) for item in items]
    borders = sorted({0, len(text), *(offset for span in (*spans, *labels) for offset in span)})
    label_starts = {label.start: label.end for label in labels if label.start < label.end}
    open_ends: list[int] = []
    waiting = list(reversed(items))
    label_until = 0
    for start, end in pairwise(borders):
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
            yield "</span>"
        while waiting and waiting[-1].span.start <= start:
            item = waiting.pop()
            open_ends.append(item.span.end)
            yield f'<span class="item tiefe-{item.depth}">'
        label_until = label_starts.get(start, label_until)
        piece = _piece(text, Span(start, end), highlights, id_prefix, numbers)
        yield f'<span class="item-label">{piece}</span>' if end <= label_until else piece
    yield "</span>" * len(open_ends)


def _piece(text: str, span: Span, highlights: Sequence[Highlight], id_prefix: str, numbers: Iterator[int]) -> str:
    content = escape(text[span.start : span.end])
    over = [highlight for highlight in highlights if highlight.span.start <= span.start and span.end <= highlight.span.end]
    if not over:
        return content
    classes = " ".join(_unique(name for highlight in over for name in highlight.classes))
    title = " · ".join(_unique(highlight.title for highlight in over))
    signs = "".join(_unique(sign for highlight in over if highlight.span.start == span.start for sign in highlight.sign))
    identifier = f' id="{escape(id_prefix)}-m{next(numbers)}"' if id_prefix else ""
    sign = f' data-zeichen="{escape(signs)}"' if signs else ""
    return f'<mark{identifier} class="{escape(classes)}" title="{escape(title)}"{sign}>{content}</mark>'


def _clip(highlight: Highlight, length: int) -> Highlight:
    start, end = max(highlight.span.start, 0), min(highlight.span.end, length)
    return replace(highlight, span=Span(start, end))


def _nested(items: Sequence[Item], length: int) -> tuple[Item, ...]:
    """The items in order, each cut to the item around it, so that tags always nest."""
    result: list[Item] = []
    ends: list[int] = []
    for item in sorted(items, key=lambda item: (item.span.start, -item.span.end)):
        start = max(item.span.start, 0)
        while ends and ends[-1] <= start:
            ends.pop()
        end = min(item.span.end, ends[-1] if ends else length)
        if start < end:
            ends.append(end)
            result.append(replace(item, span=Span(start, end)))
    return tuple(result)


def _label_end(text: str, item: Item) -> int:
    end = item.span.start + len(item.label)
    return end if item.label and text.startswith(item.label, item.span.start) and end <= item.span.end else item.span.start


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
