"""Where in a document a sentence stands: levels above it, headings, sentence numbers, and the law it amends."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kommunalfreund.amended_law import introduces_commands, is_amending_heading, name_amended_law
from kommunalfreund.citation import NORM_KINDS, cite_quoted, cite_section, cite_steps
from kommunalfreund.clause import PathStep
from kommunalfreund.draft import GROUPING_KINDS, Document, DocumentPart, Provision, ProvisionKind, TextBlock, TextRole

_SECTIONS = frozenset({ProvisionKind.VORBLATTABSCHNITT, ProvisionKind.BEGRUENDUNGSABSCHNITT})
_ABOVE_NORMS = GROUPING_KINDS | {ProvisionKind.ARTIKEL, ProvisionKind.ANLAGE}
_BELOW_NORMS = (
    ProvisionKind.ABSATZ,
    ProvisionKind.NUMMER,
    ProvisionKind.BUCHSTABE,
    ProvisionKind.DOPPELBUCHSTABE,
    ProvisionKind.DREIFACHBUCHSTABE,
)


class Level:
    """An Absatz, norm or item in which sentences are counted.

    ``named`` is the number that an amendment command gives to the first sentence of quoted text, 0 if it gives none;
    ``known`` is false where quoted text is only a part of an Absatz and no command tells which.
    """

    __slots__ = ("known", "named", "sentences")

    def __init__(self, *, sentences: int = 0, known: bool = True, named: int = 0) -> None:
        self.sentences = named - 1 if named else sentences
        self.known = known
        self.named = named

    def count(self) -> int:
        """Count one more sentence; returns its number."""
        self.sentences += 1
        return self.sentences

    def shown(self, satz: int) -> int | None:
        """The number as cited: None where there is only one sentence or the number in the amended law is not known."""
        return satz if self.known and satz and (self.sentences > 1 or self.named) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the document the walk stands.

    Attributes:
        document: the document.
        level: Absatz or norm whose sentences are counted.
        path: numbered levels from the outside in; for quoted text those of the amended law.
        command_path: levels around the command that quotes the text, empty outside of quotations.
        sections: number and heading of the sections of a cover note or explanation.
        heading: of the norm.
        headings: of the levels above the norm.
        frames: commanding texts around a command.
        item_level: the item whose sentences are counted, None outside of items.
        amending: the norm amends another law.
        quoted: the text is quoted by a command.
        amended_law: name of the amended law.
    """

    document: Document
    level: Level
    path: tuple[PathStep, ...] = ()
    command_path: tuple[PathStep, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    heading: str = ""
    headings: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    item_level: Level | None = None
    amending: bool = False
    quoted: bool = False
    amended_law: str = ""

    def cite(self, satz: int | None = None, item_satz: int | None = None) -> str:
        """Cite the place, with the number of the sentence in its Absatz and in its item if they are to be named."""
        if self.sections:
            return cite_section(self.document.part, self.sections)
        steps = cite_steps(self.path, satz, item_satz)
        if self.quoted:
            return cite_quoted(cite_steps(self.command_path), steps)
        return steps or (self.headings[-1] if self.headings else self.document.title)


def place_inside(provision: Provision, place: Place) -> Place:
    """The place inside a provision."""
    kind, number = provision.kind, provision.number
    step = (PathStep(kind, number),) if number or kind in NORM_KINDS else ()
    path = (*place.path, *step)
    if kind in NORM_KINDS:
        if place.quoted:
            path = (*(known for known in place.path if known.kind in _ABOVE_NORMS), *step)
        headings = (*place.headings, place.heading) if place.heading else place.headings
        inside = replace(place, path=path, level=Level(), item_level=None, heading=provision.heading, headings=headings)
        if place.quoted or not _amends(provision):
            return inside
        return replace(inside, amending=True, amended_law=name_amended_law(provision.heading, first_text(provision)))
    if kind in GROUPING_KINDS:
        title = f"{provision.label} {provision.heading}".strip()
        headings = (*place.headings, title) if title else place.headings
        return replace(place, path=path, level=Level(), item_level=None, headings=headings)
    if kind in _SECTIONS or place.document.part in (DocumentPart.VORBLATT, DocumentPart.BEGRUENDUNG):
        headings = (*place.headings, place.heading) if place.heading else place.headings
        sections = (*place.sections, (number.strip("."), provision.heading))
        return replace(place, path=path, level=Level(), item_level=None, sections=sections, heading=provision.heading, headings=headings)
    if kind is ProvisionKind.ABSATZ:
        return replace(place, path=path, level=Level(), item_level=None)
    headings = (*place.headings, f"{provision.label} {provision.heading}".strip()) if provision.heading else place.headings
    return replace(place, path=path, level=Level(), item_level=None, headings=headings)


def _amends(provision: Provision) -> bool:
    """Whether a norm amends another law."""
    return is_amending_heading(provision.heading) or introduces_commands(first_text(provision)) or _has_quoted(provision)


def remaining_target(target: tuple[PathStep, ...], kind: ProvisionKind) -> tuple[PathStep, ...]:
    """The part of a command's target that the quoted structure does not name itself."""
    if kind in NORM_KINDS or kind in GROUPING_KINDS:
        return ()
    steps = tuple(step for step in target if step.kind is not ProvisionKind.SATZ)
    below = _BELOW_NORMS[_BELOW_NORMS.index(kind) :] if kind in _BELOW_NORMS else ()
    return tuple(step for step in steps if step.kind not in below)


def step_of(item: Provision, index: int) -> PathStep:
    """The step of an item; dashes, which have no number, are counted from 1."""
    return PathStep(item.kind, item.number or (str(index) if item.kind is ProvisionKind.SPIEGELSTRICH else ""))


def first_text(provision: Provision) -> str:
    """The first text in a provision, empty if it begins with nothing."""
    for part in provision.content:
        if isinstance(part, TextBlock):
            return part.text
        return first_text(part)
    return ""


def last_text(provision: Provision) -> str:
    """The last running text in a provision."""
    for part in reversed(provision.content):
        text = (part.text if part.role is TextRole.FLIESSTEXT else "") if isinstance(part, TextBlock) else last_text(part)
        if text:
            return text
    return ""


def _has_quoted(provision: Provision) -> bool:
    return any(child.quoted or (child.kind is ProvisionKind.ABSATZ and _has_quoted(child)) for child in provision.children)
