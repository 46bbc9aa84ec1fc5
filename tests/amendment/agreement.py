"""Agreement of the command parser with the ``textualMod`` of the official samples; run as a script for the figures.

``python tests/amendment/agreement.py`` prints, per version of LegalDocML.de, how many commands agree in type and in destination,
with and without the mark-up's own name of the type, and every disagreement.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from kommunalfreund.amendment.command import Command, CommandType, Position, Target
from kommunalfreund.amendment.commands import read_commands
from kommunalfreund.clause import PathStep
from kommunalfreund.draft import Draft, Provision, ProvisionKind
from kommunalfreund.paths import SHARED
from kommunalfreund.reading import discover, read_draft

VERSIONS = ("1.8.2", "1.8", "1.7.2")
TYPES = {
    CommandType.ERSETZEN: "substitution",
    CommandType.NEUFASSUNG: "substitution",
    CommandType.EINFUEGEN: "insertion",
    CommandType.ANFUEGEN: "insertion",
    CommandType.VORANSTELLEN: "insertion",
    CommandType.STREICHEN: "repeal",
    CommandType.AUFHEBEN: "repeal",
    CommandType.UMNUMMERIERUNG: "renumbering",
}
MARKED = {"ersetzen": "substitution", "neufassung": "substitution", "einfuegen": "insertion", "streichen": "repeal"}
_PLACES = {"doktitel": "Titel", "inhuebs": "Inhaltsübersicht", "präambeln": "Präambel", "ernormen": "Ermächtigung", "verweis": "verweis"}


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One ``textualMod`` beside the command that was read for it."""

    file: str
    text: str
    type: str
    read_type: str
    marked_type: str
    destination: str
    read_destination: str
    destination_exists: bool
    agrees: bool
    marked_agrees: bool


def compare(version: str) -> list[Comparison]:
    """All ``textualMod`` of the samples of one version."""
    return [one for path in sorted((SHARED / "legaldocml" / version / "samples").rglob("*.xml")) for one in compare_file(path)]


def compare_file(path: Path) -> Iterator[Comparison]:
    """The ``textualMod`` of one file."""
    root = etree.parse(path).getroot()
    mods = list(root.iter("{*}textualMod"))
    if not mods:
        return
    (source,) = discover([path])
    commands = {command.anchor.eid: command for command in reversed(read_commands(read_draft(source))) if command.anchor.eid}
    bases = base_laws(path)
    for mod in mods:
        eid = mod.find("{*}source").get("href", "").lstrip("#")
        target = mod.find("{*}destination")
        href, up_to = target.get("href", ""), target.get("upTo", "")
        command = commands.get(eid)
        found = find_place(href, bases)
        last = find_place(up_to, bases) if up_to else None
        yield Comparison(
            file=str(path.relative_to(SHARED / "legaldocml")),
            text=command.text if command else eid,
            type=mod.get("type", ""),
            read_type=TYPES.get(command.type, "") if command and not command.problem.startswith("Der Befehl ist") else "",
            marked_type=MARKED.get(command.marked, "") if command else "",
            destination=f"{href.rpartition('/regelungstext')[2]}{' … ' + up_to[-20:] if up_to else ''}",
            read_destination="; ".join(one.cite() for one in command.targets) if command else "",
            destination_exists=found is not None,
            agrees=found is not None and command is not None and same_place(command, found, last),
            marked_agrees=command is not None and href in command.references,
        )


def base_laws(path: Path) -> list[Draft]:
    """The amended laws beside an amending one ("zielgesetz"), in the version whose eIds the destinations use."""
    folder = SHARED / "legaldocml" / "1.7.2" / "samples" / path.relative_to(SHARED / "legaldocml").parts[2]
    candidates = list(folder.rglob("zielgesetz*.xml"))
    return [read_draft(source) for source in discover(candidates)] if candidates else []


@dataclass(frozen=True, kw_only=True)
class Place:
    """A provision of a base law with the steps that lead to it."""

    path: tuple[PathStep, ...]
    last_child: tuple[PathStep, ...]
    special: str = ""


def find_place(href: str, bases: list[Draft]) -> Place | None:
    """The provision of the base law that a destination names; None if there is none."""
    eid = re.sub(r"(/\d+-\d+)?\.xml$", "", href).rpartition("/")[2]
    for name, special in _PLACES.items():
        if re.search(rf"_{name}-", eid):
            return Place(path=(), last_child=(), special=special)
    wanted = plain(eid)
    best: tuple[int, Place] | None = None
    for draft in bases:
        for document in draft.documents:
            for provision, path in walk(document.provisions, ()):
                own = plain(provision.anchor.eid or "")
                if own and (wanted == own or wanted.startswith(own + "_")) and (best is None or len(own) > best[0]):
                    last = children_path(provision, path)
                    best = (len(own), Place(path=path, last_child=last))
    return best[1] if best else None


def plain(eid: str) -> str:
    """eIds are compared, never read for meaning; the introduction of a list belongs to the provision around it."""
    return re.sub(r"_untergl-1_intro-1.*", "", eid)


def walk(provisions: tuple[Provision, ...], path: tuple[PathStep, ...]) -> Iterator[tuple[Provision, tuple[PathStep, ...]]]:
    """Provisions with the numbered levels around them."""
    for provision in provisions:
        here = (*path, PathStep(provision.kind, provision.number)) if provision.number else path
        yield provision, here
        yield from walk(provision.children, here)


def children_path(provision: Provision, path: tuple[PathStep, ...]) -> tuple[PathStep, ...]:
    numbered = [child for child in provision.children if child.number]
    return (*path, PathStep(numbered[-1].kind, numbered[-1].number)) if numbered else path


def same_place(command: Command, place: Place, last: Place | None) -> bool:
    """Whether a target of the command is the place: the provision itself, or for new text its neighbour or its parent."""
    for target in command.targets:
        if place.special:
            if place.special.lower() in f"{target.cite()} {target.part} {target.detail}".lower():
                return True
            continue
        steps = below(target.path)
        if steps == below(place.path) and (last is None or target.up_to == (last.path[-1].number if last.path else "")):
            return True
        if command.type is CommandType.ANFUEGEN and place.path[:-1] and steps == below(place.path[:-1]):
            return True
        if target.kind is not None and groups(target) and groups(target) == groups(Target(path=place.path))[-1:]:
            return True
    return command.type is CommandType.ANFUEGEN and command.operation.position is Position.ENDE and below(place.path) == ()


def below(path: tuple[PathStep, ...]) -> tuple[PathStep, ...]:
    """The steps from the norm down, sentences left out (a ``textualMod`` names paragraphs of text, not sentences)."""
    norms = [at for at, step in enumerate(path) if step.kind in (ProvisionKind.PARAGRAF, ProvisionKind.ARTIKEL, ProvisionKind.ANLAGE)]
    steps = path[norms[-1] :] if norms else ()
    return tuple(step for step in steps if step.kind is not ProvisionKind.SATZ)


def groups(target: Target) -> tuple[PathStep, ...]:
    """Steps of chapters."""
    return tuple(
        step for step in target.path if step.kind.value in ("buch", "teil", "kapitel", "abschnitt", "titel", "unterkapitel", "untertitel")
    )


def figures(found: list[Comparison]) -> tuple[int, int, int, int, int, int]:
    """All, type agreed (words alone; words or mark-up), destinations that exist, those agreed (words alone; words or mark-up)."""
    existing = [one for one in found if one.destination_exists]
    return (
        len(found),
        sum(one.read_type == one.type for one in found),
        sum((one.read_type or one.marked_type) == one.type for one in found),
        len(existing),
        sum(one.agrees for one in existing),
        sum(one.agrees or one.marked_agrees for one in existing),
    )


def main() -> None:
    """Print the figures and the disagreements."""
    for version in VERSIONS:
        found = compare(version)
        count, words, marked, existing, agreed, agreed_marked = figures(found)
        print(
            f"LegalDocML.de {version}: {count} textualMod; Art richtig {marked} ({marked / count:.1%}), "
            f"aus dem Wortlaut allein {words} ({words / count:.1%}); "
            f"Ziel vorhanden {existing}, richtig {agreed_marked} ({agreed_marked / existing:.1%}), "
            f"aus dem Wortlaut allein {agreed} ({agreed / existing:.1%})"
        )
        for one in found:
            if (one.read_type or one.marked_type) != one.type:
                print(f"  Art: {one.type} / {one.read_type or one.marked_type}: {one.file}: {one.text[:100]}")
            if one.destination_exists and not one.agrees:
                print(f"  Ziel: {one.destination} / {one.read_destination}: {one.file}: {one.text[:100]}")


if __name__ == "__main__":
    sys.exit(main())
