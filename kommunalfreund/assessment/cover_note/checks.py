"""All remarks on Vorblatt and Begründung of a draft, against its flagged clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kommunalfreund.assessment.cover_note.figures import amounts_by_level, check_figures, compare, euro
from kommunalfreund.assessment.cover_note.money import Level, Period
from kommunalfreund.assessment.cover_note.sections import TITLES, Section, Topic, read_remarks, read_sections
from kommunalfreund.assessment.cover_note.silence import check_besonderer_teil
from kommunalfreund.assessment.cover_note.statements import Statements, read_statements
from kommunalfreund.assessment.cover_note.texts import remark
from kommunalfreund.assessment.timeline import is_organisational
from kommunalfreund.draft import DocumentPart, Draft
from kommunalfreund.finding import DraftCheck, Effect, Finding, Severity

_VORBLATT_TOPICS = (Topic.HAUSHALT, Topic.ERFUELLUNGSAUFWAND, Topic.BUERGER, Topic.WIRTSCHAFT, Topic.VERWALTUNG, Topic.WEITERE_KOSTEN)
_BEGRUENDUNG_TOPICS = (Topic.HAUSHALT, Topic.VERWALTUNG, Topic.BESONDERER_TEIL)
_MUNICIPAL = (Level.KOMMUNEN, Level.LAENDER_MIT_KOMMUNEN, Level.INSGESAMT)


def check_cover_note(draft: Draft, findings: Sequence[Finding]) -> tuple[DraftCheck, ...]:
    """Compare Vorblatt and Begründung with the flagged clauses; the weightiest remarks first.

    Args:
        draft: a bill with its documents.
        findings: all of it, in document order.
    """
    flagged = [finding for finding in findings if finding.flagged and finding.clause.part is DocumentPart.REGELUNGSTEXT]
    order = list(Severity)
    return tuple(sorted(_checks(draft, flagged), key=lambda check: -order.index(check.severity)))


def _checks(draft: Draft, flagged: Sequence[Finding]) -> Iterator[DraftCheck]:
    vorblatt = read_sections(draft, DocumentPart.VORBLATT)
    begruendung = read_sections(draft, DocumentPart.BEGRUENDUNG)
    if draft.documents_of(DocumentPart.VORBLATT):
        yield from _missing("vorblatt-abschnitt-fehlt", "Vorblatt", vorblatt, _VORBLATT_TOPICS)
    elif flagged:
        yield remark("vorblatt-fehlt", "Vorblatt", flagged)
    if draft.documents_of(DocumentPart.BEGRUENDUNG):
        yield from _missing("begruendung-abschnitt-fehlt", "Begründung", begruendung, _BEGRUENDUNG_TOPICS)
        yield from check_besonderer_teil(read_remarks(draft), flagged) if Topic.BESONDERER_TEIL in begruendung else ()
    statements = {section.place: read_statements(section) for section in (*vorblatt.values(), *begruendung.values())}
    if Topic.VERWALTUNG in vorblatt:
        section = vorblatt[Topic.VERWALTUNG]
        yield from _check_verwaltung(section, statements[section.place], flagged)
    if Topic.HAUSHALT in vorblatt:
        section = vorblatt[Topic.HAUSHALT]
        yield from _check_haushalt(section, statements[section.place], flagged)
    for sections in (vorblatt, begruendung):
        for topic in (Topic.HAUSHALT, Topic.VERWALTUNG):
            if topic in sections:
                yield from check_figures(sections[topic], statements[sections[topic].place])
    for topic in (Topic.HAUSHALT, Topic.VERWALTUNG):
        if topic in vorblatt and topic in begruendung:
            yield from _compare(vorblatt[topic], begruendung[topic], statements)


def _missing(check_id: str, place: str, sections: dict[Topic, Section], topics: Sequence[Topic]) -> Iterator[DraftCheck]:
    lacking = [topic for topic in topics if topic not in sections]
    if lacking:
        names = [f"{topic} {TITLES[topic]}" if place == "Vorblatt" else TITLES[topic] for topic in lacking]
        yield remark(check_id, place, missing="; ".join(names))


def _check_verwaltung(section: Section, said: Statements, flagged: Sequence[Finding]) -> Iterator[DraftCheck]:
    duties = [finding for finding in flagged if Effect.PFLICHT in finding.effects]
    municipal = [amount for amount in said.amounts if amount.level is Level.KOMMUNEN]
    lumped = [amount for amount in said.amounts if amount.level is Level.LAENDER_MIT_KOMMUNEN and amount.euro]
    denials = [denial for denial in said.denies(*_MUNICIPAL) if not (municipal or lumped)]
    if denials and duties:
        yield remark("vorblatt-kommunen-verneint", section.place, duties, quote=denials[0].text)
    unknown = [one for one in said.unquantified if one.level is not Level.BUND]
    if unknown and duties and not municipal:
        yield remark("vorblatt-nicht-beziffert", section.place, duties, quote=unknown[0].text)
    if duties and not municipal and not denials:
        hint = ", nur einen gemeinsamen mit den Ländern" if lumped else ""
        yield remark("vorblatt-ohne-kommunen", section.place, duties, lumped=hint)
    open_amounts = [amount.text for amount in said.text_amounts if amount.period is Period.OFFEN]
    if open_amounts:
        yield remark("aufwand-ohne-zeitbezug", section.place, amounts=", ".join(dict.fromkeys(open_amounts)))
    organising = [finding for finding in duties if is_organisational(finding)]
    once = any(amount.period is Period.EINMALIG for amount in said.amounts)
    denied_once = any("einmalig" in denial.text.lower() for denial in said.denials)
    if said.amounts and organising and not once and not denied_once:
        yield remark("einmaliger-aufwand-fehlt", section.place, organising)


def _check_haushalt(section: Section, said: Statements, flagged: Sequence[Finding]) -> Iterator[DraftCheck]:
    costs = [finding for finding in flagged if Effect.KOSTEN in finding.effects]
    if not costs:
        return
    denials = said.denies(*_MUNICIPAL)
    if denials:
        yield remark("haushalt-verneint", section.place, costs, quote=denials[0].text)
    elif not said.levels & {Level.KOMMUNEN, Level.LAENDER_MIT_KOMMUNEN}:
        yield remark("haushalt-ohne-kommunen", section.place, costs)


def _compare(ours: Section, theirs: Section, statements: dict[str, Statements]) -> Iterator[DraftCheck]:
    vorblatt, begruendung = statements[ours.place], statements[theirs.place]
    denials = vorblatt.denies(*_MUNICIPAL)
    levels = [Level.LAENDER_MIT_KOMMUNEN, Level.KOMMUNEN]
    if ours.topic is Topic.HAUSHALT or (denials and denials[0].level is Level.INSGESAMT):
        levels += [Level.INSGESAMT, Level.BUND, Level.LAENDER, Level.OFFEN]
    if denials:
        named = [
            f"{level.value} {period.value} {euro(amount.euro)}"
            for level in levels
            for period in Period
            for amount in amounts_by_level(begruendung, level, period)
            if amount.euro
        ]
        if named:
            yield remark(
                "vorblatt-begruendung-widerspruch", ours.place, quote=denials[0].text, other=theirs.place, amounts="; ".join(named[:4])
            )
    differences = compare(vorblatt, begruendung)
    if differences:
        yield remark("vorblatt-begruendung-betraege", f"{ours.place}; {theirs.place}", differences=" ".join(differences))
