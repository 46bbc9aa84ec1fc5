"""A resulting law as one HTML page in which the new words are marked."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from kommunalfreund import labels_de
from kommunalfreund.draft import DocumentPart, Draft, Provision, TextBlock, TextRole
from kommunalfreund.export.law_text import new_spans
from kommunalfreund.export.pages import page


def render_resulting_law(draft: Draft) -> str:
    """The page.

    Args:
        draft: resulting law; pieces of new text are marked as inserted.
    """
    body = [
        f"<h1>{escape(draft.title)}</h1>",
        f'<p class="hinweis">{labels_de.DISCLAIMER}. Neue Worte sind unterstrichen.</p>',
        "<article>",
    ]
    for document in draft.documents:
        if document.part in (DocumentPart.REGELUNGSTEXT, DocumentPart.ANLAGE):
            for provision in document.provisions:
                body += _provision(provision, 2)
    return page(draft.short_title or draft.title, "\n".join([*body, "</article>"]))


def _provision(provision: Provision, level: int) -> Iterator[str]:
    label = provision.label
    title = f"{label} {provision.heading}".strip()
    if provision.heading:
        yield f"<h{min(level, 6)}>{escape(title)}</h{min(level, 6)}>"
        label = ""
    yield '<div class="ebene">' if label else "<div>"
    if label:
        yield f'<span class="nummer">{escape(label)}</span>'
    for part in provision.content:
        if isinstance(part, TextBlock):
            yield f"<p{' class=tabelle' if part.role is TextRole.TABELLE else ''}>{_marked(part)}</p>"
        else:
            yield from _provision(part, level + 1)
    yield "</div>"


def _marked(block: TextBlock) -> str:
    parts, at = [], 0
    for start, end in new_spans(block):
        parts += [escape(block.text[at:start]), f"<ins>{escape(block.text[start:end])}</ins>"]
        at = end
    return "".join([*parts, escape(block.text[at:])])
