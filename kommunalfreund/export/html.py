"""The HTML report of one draft and the index over several: each a single file that needs nothing from elsewhere.

The page forbids itself to load anything (content security policy) and works without its script, which only filters.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kommunalfreund import __version__, highlighting, labels_de
from kommunalfreund.analysis import AnalysisResult, Versions
from kommunalfreund.assessment.suggestions import Suggestion, suggest
from kommunalfreund.clause import ClauseKind
from kommunalfreund.draft import GROUPING_KINDS, DocumentPart, Draft, Provision, ProvisionKind, Span
from kommunalfreund.export.layout import Paragraph, PlacedFinding, Section, number_findings, place_findings
from kommunalfreund.export.pages import stylesheet as template_style
from kommunalfreund.export.summary import Summary, is_relief, summarise
from kommunalfreund.export.synopsis import table_html, title_of
from kommunalfreund.export.wording import brief_reason, excerpt, headline, warnings_of
from kommunalfreund.finding import Addressee, DutyKind, Effect, Finding

_HEADING_KINDS = GROUPING_KINDS | {
    ProvisionKind.ARTIKEL,
    ProvisionKind.PARAGRAF,
    ProvisionKind.ANLAGE,
    ProvisionKind.VORBLATTABSCHNITT,
    ProvisionKind.BEGRUENDUNGSABSCHNITT,
    ProvisionKind.SONSTIGE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """One line of the index.

    Attributes:
        title: of the draft.
        source: path the user gave.
        href: file name of its report.
        summary: its key figures.
    """

    title: str
    source: str
    href: str
    summary: Summary


def render_report(result: AnalysisResult, *, created: str = "") -> str:
    """The report of one draft as a complete HTML page.

    Args:
        result: of the draft.
        created: date of the report, ISO 8601; left out if empty, so that equal input gives equal output.
    """
    draft = result.draft
    placed = number_findings(result.findings)
    ids = {id(one.finding): one.html_id for one in placed}
    beside = {id(row.finding) for synopsis in result.synopses for row in synopsis.rows if row.finding is not None}
    documents = place_findings(draft, [one for one in placed if id(one.finding) not in beside])
    summary = summarise(result.findings)
    return (
        page_environment()
        .get_template("report.html.j2")
        .render(
            **page_frame(),
            draft=draft,
            versions=result.versions,
            created=created,
            details=_details(draft, result.versions),
            warnings=warnings_of(draft),
            headline=headline(summary),
            summary=summary,
            checks=result.draft_checks,
            check_places={one.finding.id: one for one in reversed(placed)},
            flagged=tuple(one for one in placed if one.number),
            relief=tuple(one for one in placed if is_relief(one.finding)),
            shown_effects=tuple(effect for effect in Effect if any(effect in finding.effects for finding in result.flagged)),
            open_documents=tuple(place for place in documents if place.document.part is DocumentPart.REGELUNGSTEXT),
            closed_documents=tuple(place for place in documents if place.document.part is not DocumentPart.REGELUNGSTEXT),
            kinds=tuple(DutyKind),
            synopses=tuple((title_of(one), Markup(table_html(one, ids))) for one in result.synopses),
            sample_marks=_sample_marks(),
            method=_method(result.versions),
        )
    )


def render_index(entries: Sequence[IndexEntry], *, failures: Sequence[str] = (), created: str = "") -> str:
    """The page that links the reports of several drafts.

    Args:
        entries: one per report, in order.
        failures: messages about what could not be checked.
        created: as for :func:`render_report`.
    """
    drafts = labels_de.counted(len(entries), "Entwurf", "Entwürfe")
    template = page_environment().get_template("index.html.j2")
    return template.render(**page_frame(), entries=entries, failures=failures, created=created, headline=drafts)


@cache
def page_environment() -> Environment:
    """Templates with the filters and tests that the pages use."""
    environment = Environment(
        loader=PackageLoader("kommunalfreund.export"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(
        short=labels_de.short,
        explain=labels_de.explain,
        decimal=labels_de.decimal,
        in_words=labels_de.score_in_words,
        german_date=labels_de.german_date,
        excerpt=excerpt,
        brief_reason=brief_reason,
        suggestions=lambda finding: _suggestions_html(suggest(finding)),
        clause_html=_clause_html,
        actor_found=_actor_found,
        says=_says,
        place_in=lambda finding_id, places: places.get(finding_id),
        numbered=_is_numbered,
        title=_title,
        heading_sections=_heading_sections,
        outline_children=lambda place: _heading_sections(place.content) if place.provision.kind in GROUPING_KINDS else (),
    )
    environment.tests.update(heading_section=_is_heading, paragraph_place=lambda part: isinstance(part, Paragraph))
    environment.globals.update(
        addressee_signs=highlighting.ADDRESSEE_SIGNS, effect_signs=highlighting.EFFECT_SIGNS, rule_weights=labels_de.RULE_WEIGHTS
    )
    return environment


@cache
def page_frame() -> dict[str, object]:
    """What every page needs: style, script and its hash, fixed texts."""
    folder = resources.files("kommunalfreund.export").joinpath("templates")
    script = folder.joinpath("report.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return {
        "style": Markup(folder.joinpath("report.css").read_text(encoding="utf-8") + template_style("synopsis") + highlighting.stylesheet()),
        "script": Markup(script),
        "script_hash": f"sha256-{digest}",
        "software": __version__,
        "disclaimer": labels_de.DISCLAIMER,
        "addressees": tuple(value for value in Addressee if value is not Addressee.KEINE),
        "effects": tuple(Effect),
    }


def _details(draft: Draft, versions: Versions) -> tuple[tuple[str, str], ...]:
    name = (
        f"{draft.short_title} ({draft.abbreviation})"
        if draft.short_title and draft.abbreviation
        else draft.short_title or draft.abbreviation
    )
    values = (
        ("Kurztitel", name),
        ("Stand", draft.stage),
        ("Einbringer", draft.proponent),
        ("Datum der Fassung", labels_de.german_date(draft.date)),
        ("Datei", draft.source),
        ("Kennung", draft.key),
        ("Programm", f"kommunalfreund {versions.software}"),
        ("Regelwerk", versions.rulebook),
        ("Modell", versions.model),
    )
    return tuple((label, value) for label, value in values if value)


def _method(versions: Versions) -> str:
    rules = "Regeln, die sich einzeln nachlesen lassen,"
    if versions.rulebook == "ohne":
        return "In diesem Lauf hat allein ein an Beispielen gelerntes Modell entschieden; das Regelwerk war abgeschaltet."
    if versions.model == "ohne":
        return f"In diesem Lauf haben allein {rules} entschieden; das gelernte Modell war abgeschaltet."
    return f"Darüber entscheiden {rules} und ein an Beispielen gelerntes Modell."


def _sample_marks() -> Markup:
    """One mark of each kind with its name, for the legend."""
    bodies = [
        _sample_mark(f"handelnde Stelle, {value}", ("hl-stelle", f"hl-{value}"), highlighting.ADDRESSEE_SIGNS[value])
        for value in Addressee
        if value is not Addressee.KEINE
    ]
    effects = [_sample_mark(labels_de.short(value), (f"hl-{value}",), highlighting.EFFECT_SIGNS[value]) for value in Effect]
    return Markup(" · ").join((*bodies, *effects))


def _sample_mark(name: str, classes: tuple[str, ...], sign: str) -> Markup:
    highlight = highlighting.Highlight(span=Span(0, len(name)), classes=classes, title=name, sign=sign)
    return Markup(highlighting.highlight_text(name, [highlight]))


def _clause_html(one: PlacedFinding) -> Markup:
    finding = one.finding
    shown = highlighting.highlights_of(finding) if finding.flagged or is_relief(finding) else ()
    return Markup(highlighting.highlight_clause(finding.clause, shown, id_prefix=one.html_id))


@cache
def _suggestions_html(suggestions: tuple[Suggestion, ...]) -> Markup:
    """The folded list of drafting alternatives, empty if there are none; the same few combinations come up again and again."""
    if not suggestions:
        return Markup("")
    items = Markup("").join(
        Markup("<li><strong>{}:</strong> „{}“ <span class='leise'>{}</span></li>").format(one.title, one.text, one.reason)
        for one in suggestions
    )
    return Markup(
        "<details><summary>Formulierungsvorschläge</summary><p class='leise'>Anregungen zum Abwägen, kein Teil des Befunds.</p>"
        "<ul>{}</ul></details>"
    ).format(items)


def _actor_found(finding: Finding) -> str:
    actor = finding.actor
    return "" if actor is None else actor.detail or labels_de.short(actor.source)


def _says(finding: Finding, text: str) -> bool:
    """The reasons already say it."""
    return any(text in reason for reason in finding.reasons)


def _is_numbered(paragraph: Paragraph, one: PlacedFinding) -> bool:
    """Sentence numbers are shown where a paragraph holds several sentences, or one that is not the first of its Absatz."""
    clause = one.finding.clause
    return clause.kind is ClauseKind.SATZ and bool(clause.norm) and (clause.satz > 1 or len(paragraph.parts) > 1)


def _title(provision: Provision) -> str:
    return " ".join(part for part in (provision.label, provision.heading) if part)


def _is_heading(place: Section) -> bool:
    provision = place.provision
    return bool(provision.heading) or (bool(provision.label) and provision.kind in _HEADING_KINDS)


def _heading_sections(content: Sequence[Paragraph | Section]) -> tuple[Section, ...]:
    """The outermost sections with a heading."""
    sections = (part for part in content if isinstance(part, Section) and part.provision.kind is not ProvisionKind.INHALTSUEBERSICHT)
    return tuple(inner for part in sections for inner in ((part,) if _is_heading(part) else _heading_sections(part.content)))
