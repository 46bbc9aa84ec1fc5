"""The annotated text of one section as a component: escaped HTML in, the id of the clicked clause out."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from kommunalfreund import highlighting, labels_de
from kommunalfreund.export.layout import Paragraph, PlacedFinding, Section
from kommunalfreund.export.summary import is_relief

_CSS = """
:host, .text { font: 1rem/1.65 Georgia, "Liberation Serif", "DejaVu Serif", serif; color: var(--st-text-color, #1b2430); }
.text { max-width: 46rem; overflow-wrap: anywhere; }
.text h4 { font: 600 1rem/1.4 system-ui, "Liberation Sans", "DejaVu Sans", sans-serif; margin: 1.1rem 0 .3rem; }
.stufe { margin-left: 1.4rem; }
p { margin: .45rem 0; }
.bez { font-weight: 600; margin-right: .35rem; }
.tabelle { border-top: 1px solid var(--st-border-color, #cfd6df); padding: .2rem 0; font-size: .93rem; }
.satz { cursor: pointer; border-radius: 3px; }
.satz:focus-visible { outline: 2px solid #1d4e89; outline-offset: 2px; }
.gemeldet { border-left: 4px solid #8a5a00; padding-left: .4rem; display: block; background: color-mix(in srgb, #fdeec4 28%, transparent); }
.entlastet { border-left: 4px dotted #1c6b35; padding-left: .4rem; display: block; }
.gewaehlt { outline: 2px solid #1d4e89; outline-offset: 1px; }
.nr { font: 700 .72rem/1 system-ui, "Liberation Sans", "DejaVu Sans", sans-serif; border: 1px solid currentColor; border-radius: 9px;
  padding: .1rem .35rem; margin-right: .4rem; color: #6b4600; background: #fff; }
"""

_JS = """
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let box = parentElement.querySelector('.text');
  if (!box) { box = document.createElement('div'); box.className = 'text'; parentElement.appendChild(box); }
  if (box.dataset.stand !== data.stand) { box.innerHTML = data.html; box.dataset.stand = data.stand; }
  box.querySelectorAll('.satz').forEach((one) => {
    one.classList.toggle('gewaehlt', one.dataset.satz === data.selected);
    const choose = () => setTriggerValue('chosen', one.dataset.satz);
    one.onclick = choose;
    one.onkeydown = (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); choose(); } };
  });
  const chosen = box.querySelector('.gewaehlt');
  if (chosen && box.dataset.gezeigt !== data.selected) { chosen.scrollIntoView({ block: 'nearest' }); box.dataset.gezeigt = data.selected; }
}
"""


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component("kommunalfreund_leser", css=_CSS + highlighting.stylesheet(), js=_JS)


def show_section(section: Section, selected: str) -> str | None:
    """Show a section; clicking a clause returns its id once.

    Args:
        section: placed text.
        selected: id of the selected clause, empty if none.
    """
    result = _component()(
        data={"html": section_html(section), "stand": section.html_id, "selected": selected},
        key=f"leser-{section.html_id}",
        on_chosen_change=lambda: None,
    )
    chosen = result.get("chosen")
    return str(chosen) if chosen else None


def section_html(section: Section) -> str:
    """Escaped HTML of a section with its clauses, nested levels indented."""
    return "".join(_part(part, 0) for part in section.content)


def _part(part: Paragraph | Section, depth: int) -> str:
    if isinstance(part, Paragraph):
        inner = "".join(_inline(one) for one in part.parts)
        return f'<p class="tabelle">{inner}</p>' if part.table else f"<p>{inner}</p>"
    provision = part.provision
    body = "".join(_part(inner, depth + 1) for inner in part.content)
    label = f'<span class="bez">{escape(provision.label)}</span>' if provision.label else ""
    if provision.heading:
        return f'<h4>{label}{escape(provision.heading)}</h4><div class="stufe">{body}</div>'
    if label and body.startswith("<p"):
        cut = body.index(">") + 1
        body = body[:cut] + label + body[cut:]
    elif label:
        body = f"<p>{label}</p>{body}"
    return f'<div class="{"stufe" if depth else ""}">{body}</div>'


def _inline(one: PlacedFinding | str) -> str:
    if isinstance(one, str):
        return escape(one) + " "
    finding = one.finding
    marked = finding.flagged or is_relief(finding)
    text = highlighting.highlight_clause(finding.clause, highlighting.highlights_of(finding) if marked else ())
    if finding.flagged:
        name, number = "satz gemeldet", f'<span class="nr">{one.number}</span>'
    else:
        name, number = ("satz entlastet" if is_relief(finding) else "satz"), ""
    label = escape(f"{finding.clause.citation}, {labels_de.short(finding.addressee)}" if marked else finding.clause.citation, quote=True)
    return f'<span class="{name}" role="button" tabindex="0" aria-label="{label}" data-satz="{escape(finding.id)}">{number}{text}</span> '
