"""Walk over mixed content: text nodes, inline elements, and elements that a format handles in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kommunalfreund.draft import TextBlock, TextRole
from kommunalfreund.reading.safe_xml import Element, local_name
from kommunalfreund.reading.text_projection import Flow, anchor_of

Handler = Callable[[Any, Element, str, Flow], None]
"""Method of a reader that takes an element, its XPath and the flow it stands in."""


class HandlerTable(dict[Any, Handler | None]):
    """Handlers by local name, looked up by tag; a tag without handler is inline and transparent."""

    def __init__(self, by_name: dict[str, Handler]) -> None:
        super().__init__(by_name)
        self._by_name = dict(by_name)

    def __missing__(self, tag: str) -> Handler | None:
        handler = self._by_name.get(local_name(tag))
        if len(self) < 2000:
            self[tag] = handler
        return handler


class FlowReader:
    """Base of the readers; a subclass names its handlers and how children are addressed."""

    handlers: HandlerTable

    def __init__(self) -> None:
        self.footnotes: list[TextBlock] = []

    def children(self, element: Element, path: str) -> Iterator[tuple[Element, str]]:
        """The child elements with their XPath."""
        for position, child in enumerate(element, 1):
            yield child, f"{path}/*[{position}]"

    def flow(self, element: Element, path: str, flow: Flow, start: int = 0) -> None:
        """Add everything in an element to the flow, in document order.

        Args:
            element: with mixed content.
            path: its XPath.
            flow: takes text and provisions.
            start: characters of the first text node to leave out.
        """
        if element.text:
            flow.text.add(element.text, path, "text", start)
        if not len(element):
            return
        handlers = self.handlers
        for child, child_path in self.children(element, path):
            handler = handlers[child.tag]
            if handler is None:
                self.flow(child, child_path, flow)
            else:
                handler(self, child, child_path, flow)
            if child.tail:
                flow.text.add(child.tail, child_path, "tail")

    def block(self, element: Element, path: str, flow: Flow, start: int = 0) -> None:
        """An element that begins and ends a text block."""
        flow.flush()
        outer = flow.element, flow.path
        flow.element, flow.path = element, path
        self.flow(element, path, flow, start)
        flow.flush()
        flow.element, flow.path = outer

    def word(self, element: Element, path: str, flow: Flow) -> None:
        """An inline element that never runs into its neighbours (signature, line break)."""
        flow.text.separate()
        self.flow(element, path, flow)
        flow.text.separate()

    def skip(self, element: Element, path: str, flow: Flow) -> None:
        """An element whose text is not read."""

    def row(self, element: Element, path: str, flow: Flow) -> None:
        """A table row: one block, its cells set apart by " | "; empty cells leave no trace."""
        if flow.flat:
            self.word(element, path, flow)
            return
        flow.flush()
        cells = Flow(element, path, flat=True)
        for cell, cell_path in self.children(element, path):
            cells.text.divide()
            self.flow(cell, cell_path, cells)
        cells.flat = False
        cells.flush(TextRole.TABELLE)
        flow.content += cells.content

    def footnote(self, element: Element, path: str, flow: Flow) -> None:
        """An element that is set apart as a footnote."""
        apart = Flow(element, path, flat=True)
        self.flow(element, path, apart)
        if apart.text:
            self.footnotes.append(apart.text.take(anchor_of(element, path), TextRole.FUSSNOTE))

    def plain(self, element: Element, path: str) -> str:
        """The text of a label or heading, footnotes set apart."""
        apart = Flow(element, path, flat=True)
        self.flow(element, path, apart)
        return apart.text.plain()
