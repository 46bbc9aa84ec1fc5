"""Example sentences of rules with [[markers]] around the words that must be found."""

from __future__ import annotations

import re

from kommunalfreund.draft import Span

_MARKER = re.compile(r"\[\[|\]\]")


def read_markers(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Take the markers out of a sentence.

    Raises:
        ValueError: if a marker is not closed, not opened, nested or empty; the message is German.

    >>> read_markers("Die [[Gemeinde hat]] den Plan [[aufzustellen]].")
    ('Die Gemeinde hat den Plan aufzustellen.', (Span(start=4, end=16), Span(start=26, end=38)))
    """
    text, spans, start, at = "", [], -1, 0
    for marker in _MARKER.finditer(marked):
        text += marked[at : marker.start()]
        at = marker.end()
        if marker[0] == "[[":
            if start >= 0:
                raise ValueError("Im Beispiel wird „[[“ ein zweites Mal geöffnet, bevor es mit „]]“ geschlossen ist.")
            start = len(text)
        else:
            if start < 0:
                raise ValueError("Im Beispiel steht „]]“ ohne vorangehendes „[[“.")
            if start == len(text) or text[start:] != text[start:].strip():
                raise ValueError("Im Beispiel ist eine Markierung leer oder beginnt oder endet mit einem Leerzeichen.")
            spans.append(Span(start, len(text)))
            start = -1
    if start >= 0:
        raise ValueError("Im Beispiel ist „[[“ nicht mit „]]“ geschlossen.")
    return text + marked[at:], tuple(spans)


def write_markers(text: str, spans: tuple[Span, ...]) -> str:
    """Put markers around spans; the inverse of ``read_markers``.

    >>> write_markers("Die Gemeinde berät.", (Span(4, 12),))
    'Die [[Gemeinde]] berät.'
    """
    for span in sorted(spans, reverse=True):
        text = f"{text[: span.start]}[[{text[span.start : span.end]}]]{text[span.end :]}"
    return text
